//! Forms: what was typed, kept as it was, with what is wrong about it at each field.

use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use keylink_service::{Seen, Trouble};

use super::page::{Failure, notice};
use crate::app::App;
use crate::query::encoded;

/// A form's fields with their values and errors. An unsent one holds the values to begin with.
#[derive(Debug, Clone, Default)]
pub struct Form {
    values: Vec<(String, String)>,
    errors: Vec<(String, String)>,
}

impl Form {
    /// An empty form.
    pub fn new() -> Self {
        Self::default()
    }

    /// The form with a field's value to begin with.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.values.push((name.to_owned(), value.into()));
        self
    }

    /// The form with a field's value, where there is one.
    #[must_use]
    pub fn with_some(self, name: &str, value: Option<impl Into<String>>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// What was typed into a field.
    pub fn value(&self, name: &str) -> &str {
        self.values.iter().find(|(found, _)| found == name).map_or("", |(_, value)| value)
    }

    /// What was typed into a field, without spaces around it, if anything.
    pub fn some(&self, name: &str) -> Option<&str> {
        Some(self.value(name).trim()).filter(|value| !value.is_empty())
    }

    /// A field's value as something that a text can be read as; a text that cannot becomes the field's error.
    pub fn read<T: std::str::FromStr>(&mut self, name: &'static str) -> Option<T>
    where
        T::Err: std::fmt::Display,
    {
        let text = self.some(name)?.to_owned();
        text.parse().map_err(|error: T::Err| self.refuse(name, error)).ok()
    }

    /// A field's value as a number, such as how often.
    pub fn read_number<T: std::str::FromStr>(&mut self, name: &'static str) -> Option<T> {
        let text = self.some(name)?.to_owned();
        text.parse().map_err(|_| self.refuse(name, "give a whole number from 1 on, such as 5")).ok()
    }

    /// The thing as it was seen, where the page told so in this field.
    pub fn seen(&self, mark: &str) -> Option<Seen> {
        self.some(mark).map(Seen::from_form)
    }

    /// Every value of a field that may have several.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.values.iter().filter(move |(found, _)| found == name).map(|(_, value)| value.as_str())
    }

    /// The form with another's values where it has none of its own: a page has several forms.
    #[must_use]
    pub fn beside(mut self, other: Self) -> Self {
        let has = |form: &Self, name: &str| form.values.iter().any(|(found, _)| found == name);
        let more: Vec<_> = other.values.into_iter().filter(|(name, _)| !has(&self, name)).collect();
        self.values.extend(more);
        self
    }

    /// Whether a box is ticked, or a choice made.
    pub fn is(&self, name: &str, value: &str) -> bool {
        self.values.iter().any(|(found, set)| found == name && set == value)
    }

    /// Everything that was typed, as one text.
    pub fn whole(&self) -> String {
        self.values.iter().map(|(name, value)| format!("{}={}&", encoded(name), encoded(value))).collect()
    }

    /// What was typed into the fields whose names do not begin so.
    pub fn pairs_without(&self, beginning: &str) -> Vec<(&str, &str)> {
        let kept = self.values.iter().filter(|(name, _)| !name.starts_with(beginning));
        kept.map(|(name, value)| (name.as_str(), value.as_str())).collect()
    }

    /// The same as one text, as a browser sends it.
    pub fn whole_without(&self, beginning: &str) -> String {
        let pairs = self.pairs_without(beginning).into_iter();
        pairs.map(|(name, value)| format!("{}={}", encoded(name), encoded(value))).collect::<Vec<_>>().join("&")
    }

    /// Sets a field to another value.
    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        self.values.retain(|(found, _)| found != name);
        self.values.push((name.to_owned(), value.into()));
    }

    /// Sets a field that may have several values.
    pub fn set_all(&mut self, name: &str, values: Vec<String>) {
        self.values.retain(|(found, _)| found != name);
        self.values.extend(values.into_iter().map(|value| (name.to_owned(), value)));
    }

    /// Gives fields that were not on the page what they hold in another form.
    pub fn keep(&mut self, names: &[&str], from: &Self) {
        self.values.retain(|(found, _)| !names.contains(&found.as_str()));
        self.values.extend(from.values.iter().filter(|(name, _)| names.contains(&name.as_str())).cloned());
    }

    /// What the fields hold, as one text for a field of the page: what comes back can be told apart from what was there.
    pub fn as_base(&self) -> String {
        serde_json::to_string(&self.values).unwrap_or_default()
    }

    /// Gives the fields that nobody touched what they hold now. What they held when the page was made, it told in `base`.
    pub fn keep_untouched(&mut self, base: &str, now: &Self) {
        let values: Vec<(String, String)> = serde_json::from_str(self.value(base)).unwrap_or_default();
        let then = Self { values, errors: Vec::new() };
        let names: std::collections::BTreeSet<String> =
            now.values.iter().chain(&then.values).map(|(name, _)| name.clone()).collect();
        for name in names {
            if self.sorted(&name) == then.sorted(&name) {
                self.keep(&[&name], now);
            }
        }
        self.set(base, now.as_base());
    }

    /// Every value of a field, however a browser orders them and ends its lines.
    fn sorted(&self, name: &str) -> Vec<String> {
        let mut values: Vec<String> = self.all(name).map(|value| value.replace("\r\n", "\n")).collect();
        values.retain(|value| !value.is_empty());
        values.sort_unstable();
        values
    }

    /// Says at each field what somebody else made of it meanwhile. Both are shown then, so what is sent next is meant
    /// over it.
    pub fn overtaken_by(&mut self, now: &Self, said: impl Fn(&str, &str) -> String) {
        self.overtaken_in("seen", now, said);
    }

    /// The same for a form whose page has another that was seen: its mark has a name of its own.
    pub fn overtaken_in(&mut self, mark: &str, now: &Self, said: impl Fn(&str, &str) -> String) {
        if self.value(mark) == now.value(mark) {
            return;
        }
        for (name, value) in now.values.iter().filter(|(name, _)| name != mark) {
            if self.value(name).replace("\r\n", "\n") != *value {
                self.refuse(name, format!("somebody else made this \u{201c}{}\u{201d} meanwhile", said(name, value)));
            }
        }
        self.set(mark, now.value(mark));
    }

    /// Another form with what is wrong about this one.
    #[must_use]
    pub fn refilled(self, from: Self) -> Self {
        Self { values: from.values, errors: self.errors }
    }

    /// Notes what is wrong with a field.
    pub fn refuse(&mut self, name: &str, message: impl ToString) {
        self.errors.push((name.to_owned(), sentence(&message.to_string())));
    }

    /// What is wrong with a field; empty if nothing is.
    pub fn error(&self, name: &str) -> &str {
        self.errors.iter().find(|(found, _)| found == name).map_or("", |(_, message)| message)
    }

    /// Whether something is wrong.
    pub fn is_wrong(&self) -> bool {
        !self.errors.is_empty()
    }

    /// What is wrong beyond the fields that the page shows.
    pub fn errors_beyond(&self, shown: &str) -> Vec<&str> {
        let shown: Vec<&str> = shown.split(' ').collect();
        self.errors
            .iter()
            .filter(|(name, _)| !shown.contains(&name.as_str()))
            .map(|(_, message)| message.as_str())
            .collect()
    }

    /// What a use case gave. Something wrong with a field is noted there, and what does not fit with the changes
    /// of others is noted for the whole form; every other trouble is a page of its own.
    pub fn hold<T>(&mut self, done: Result<T, Trouble>) -> Result<Option<T>, Failure> {
        match done {
            Ok(done) => Ok(Some(done)),
            Err(Trouble::Invalid { field, message }) => {
                self.refuse(field, message);
                Ok(None)
            }
            Err(Trouble::Conflict(message) | Trouble::TooMany(message)) => {
                self.refuse("", message);
                Ok(None)
            }
            Err(other) => Err(other.into()),
        }
    }

    /// The status of a page that shows this form.
    pub fn status(&self) -> StatusCode {
        if self.is_wrong() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK }
    }
}

impl FromRequest<App> for Form {
    type Rejection = Response;

    async fn from_request(request: Request, app: &App) -> Result<Self, Response> {
        match axum::Form::<Vec<(String, String)>>::from_request(request, app).await {
            Ok(axum::Form(values)) => Ok(Self { values, errors: Vec::new() }),
            Err(rejection) => {
                let status = rejection.into_response().status();
                Err(notice(
                    status,
                    "This form could not be read",
                    "Nothing was changed. Go back, load the page again and repeat it.",
                ))
            }
        }
    }
}

/// Errors are written to stand after a colon; at a field they stand by themselves.
pub(super) fn sentence(message: &str) -> String {
    let mut rest = message.chars();
    let mut text: String = rest.next().map(|first| first.to_uppercase().chain(rest).collect()).unwrap_or_default();
    if !text.ends_with(['.', '?', '!']) {
        text.push('.');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn input_is_kept_and_errors_stand_at_their_field() {
        let mut form =
            Form::new().with("name", "  Mia ").with("doors", "a").with("doors", "b").with("max_uses", "many");
        assert_eq!((form.value("name"), form.some("name"), form.some("none")), ("  Mia ", Some("Mia"), None));
        assert_eq!(form.all("doors").collect::<Vec<_>>(), ["a", "b"]);
        assert!(form.read::<u32>("max_uses").is_none() && form.is_wrong());
        assert!(form.hold::<()>(Err(Trouble::invalid("name", "this is empty"))).unwrap().is_none());
        assert_eq!(form.error("name"), "This is empty.");
        assert_eq!(form.errors_beyond("name"), form.errors_beyond("name doors"));
        assert!(form.errors_beyond("name max_uses").is_empty());
    }

    #[test]
    fn what_was_not_asked_stays_as_it_is() {
        let known = Form::new().with("name", "Mia").with("doors", "a").with("doors", "b").with("hours", "");
        let mut form = Form::new().with("name", "Tom").with("hours", "mon").with("doors", "c");
        form.keep(&["doors", "hours"], &known);
        assert_eq!((form.value("name"), form.all("doors").collect::<Vec<_>>()), ("Tom", vec!["a", "b"]));
        assert!(form.some("hours").is_none());
        form.refuse("name", "this is wrong");
        let form = form.refilled(known);
        assert_eq!((form.value("name"), form.error("name")), ("Mia", "This is wrong."));
    }

    #[test]
    fn queries_are_encoded() {
        assert_eq!(encoded("/control/links?q=a b&\u{e9}"), "/control/links%3Fq%3Da%20b%26%C3%A9");
    }
}
