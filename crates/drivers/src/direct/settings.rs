//! What a controller that Keylink calls by itself is told about: fields that each driver declares, and what was typed
//! into them. Pages, the API and the store know no driver's fields by name.

use std::collections::BTreeMap;

use hyper::Uri;

/// The longest value, in bytes.
const LONGEST: usize = 4_096;

/// A field of a driver's settings, as pages and the API show it.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// Its name on the wire, and on forms.
    pub name: &'static str,
    /// What stands over it.
    pub label: &'static str,
    /// What stands under it; may be empty.
    pub help: &'static str,
    /// What is typed into it.
    pub kind: FieldKind,
    /// Whether it must be filled in.
    pub required: bool,
    /// What it holds where nobody says anything.
    pub default: &'static str,
    /// Whether most never need it: forms show it on demand.
    pub rare: bool,
}

/// What is typed into a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldKind {
    /// One line.
    Text,
    /// One line that says which device is meant, and so where the secrets go: who changes it must give them again.
    Place,
    /// Several lines.
    Lines,
    /// A password or token: sealed, and never shown again.
    Secret,
    /// One of these: the value, and the words for it.
    Choice(&'static [(&'static str, &'static str)]),
}

impl Field {
    pub(crate) const fn new(kind: FieldKind, name: &'static str, label: &'static str, help: &'static str) -> Self {
        Self { name, label, help, kind, required: false, default: "", rare: false }
    }

    pub(crate) const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    pub(crate) const fn default(mut self, value: &'static str) -> Self {
        self.default = value;
        self
    }

    pub(crate) const fn rare(mut self) -> Self {
        self.rare = true;
        self
    }

    /// Whether what is typed into it is never shown again.
    pub const fn is_secret(&self) -> bool {
        matches!(self.kind, FieldKind::Secret)
    }
}

/// What was typed into the fields. It does not print.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Values(BTreeMap<String, String>);

/// A field holds what cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {message}")]
pub struct Wrong {
    /// Which field.
    pub field: &'static str,
    /// Why, and what to give instead.
    pub message: String,
}

impl Wrong {
    pub(crate) fn new(field: &'static str, message: impl Into<String>) -> Self {
        Self { field, message: message.into() }
    }
}

impl Values {
    /// Reads what was typed: unknown fields are refused, spaces around are dropped, empty ones get their default.
    ///
    /// # Errors
    /// When a field is unknown, missing, too long or none of its choices. The unknown one is named in the message.
    pub fn read(fields: &'static [Field], typed: BTreeMap<String, String>) -> Result<Self, Wrong> {
        if let Some(unknown) = typed.keys().find(|name| !fields.iter().any(|field| field.name == name.as_str())) {
            let known: Vec<&str> = fields.iter().map(|field| field.name).collect();
            let message = format!("there is no setting {unknown:?}; this driver has: {}", known.join(", "));
            return Err(Wrong::new("settings", message));
        }
        let mut values = BTreeMap::new();
        for field in fields {
            let value = typed.get(field.name).map_or("", |text| text.trim());
            let value = if value.is_empty() { field.default } else { value };
            check(field, value)?;
            values.insert(field.name.to_owned(), value.to_owned());
        }
        Ok(Self(values))
    }

    /// The values that a store gave back.
    pub fn stored(values: BTreeMap<String, String>) -> Self {
        Self(values)
    }

    /// What a field holds; empty where it holds nothing.
    pub fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    /// Parts the secret values from the others: the others, then the secrets.
    pub fn parted(self, fields: &[Field]) -> (BTreeMap<String, String>, BTreeMap<String, String>) {
        let secret = |name: &String| fields.iter().any(|field| field.is_secret() && field.name == name);
        let (secrets, others) = self.0.into_iter().partition(|(name, _)| secret(name));
        (others, secrets)
    }

    /// A whole number between two others.
    pub(crate) fn number(&self, field: &'static str, least: u32, most: u32) -> Result<u32, Wrong> {
        let number = self.get(field).parse().ok().filter(|number| (least..=most).contains(number));
        number.ok_or_else(|| Wrong::new(field, format!("give a whole number from {least} to {most}")))
    }

    /// The beginning of a device's addresses: `http://192.168.1.20`, also where only `192.168.1.20` is typed.
    pub(crate) fn base(&self, field: &'static str) -> Result<String, Wrong> {
        let typed = self.get(field).trim_end_matches('/');
        let with_scheme = if typed.contains("://") { typed.to_owned() } else { format!("http://{typed}") };
        let uri = web_address(field, &with_scheme)?;
        if uri.path().len() > 1 || uri.query().is_some() {
            return Err(Wrong::new(field, "give only the device's address, such as http://192.168.1.20"));
        }
        Ok(with_scheme)
    }
}

/// The address of a web server, without a login in it.
pub(crate) fn web_address(field: &'static str, text: &str) -> Result<Uri, Wrong> {
    let wrong = || Wrong::new(field, "this is no address; it must look like http://192.168.1.20 or https://name/path");
    let uri: Uri = text.parse().map_err(|_| wrong())?;
    let host = uri.host().filter(|host| !host.is_empty()).ok_or_else(wrong)?;
    if !matches!(uri.scheme_str(), Some("http" | "https")) || host.contains(['{', '}']) {
        return Err(wrong());
    }
    if uri.authority().is_some_and(|authority| authority.as_str().contains('@')) {
        return Err(Wrong::new(field, "leave the login out of the address; it has a field of its own"));
    }
    Ok(uri)
}

fn check(field: &Field, value: &str) -> Result<(), Wrong> {
    if value.is_empty() && field.required {
        return Err(Wrong::new(field.name, "this must be filled in"));
    }
    if value.len() > LONGEST {
        return Err(Wrong::new(field.name, format!("this is too long; {LONGEST} characters are the most")));
    }
    let lines = field.kind == FieldKind::Lines;
    if value.chars().any(|c| c.is_control() && !(lines && matches!(c, '\n' | '\r' | '\t'))) {
        return Err(Wrong::new(field.name, "this holds characters that cannot be seen; type it anew"));
    }
    match field.kind {
        FieldKind::Choice(choices) if !choices.iter().any(|(known, _)| *known == value) => {
            let known: Vec<&str> = choices.iter().map(|(known, _)| *known).collect();
            Err(Wrong::new(field.name, format!("choose one of: {}", known.join(", "))))
        }
        _ => Ok(()),
    }
}

impl std::fmt::Debug for Values {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Values(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIELDS: &[Field] = &[
        Field::new(FieldKind::Place, "address", "Address", "").required(),
        Field::new(FieldKind::Secret, "password", "Password", ""),
        Field::new(FieldKind::Choice(&[("a", "A"), ("b", "B")]), "way", "Way", "").default("a"),
    ];

    fn read(typed: &[(&str, &str)]) -> Result<Values, Wrong> {
        let typed = typed.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Values::read(FIELDS, typed.collect())
    }

    #[test]
    fn what_is_typed_is_checked_and_parted() {
        let values = read(&[("address", " 10.0.0.1 "), ("password", "hush")]).unwrap();
        assert_eq!((values.get("address"), values.get("way"), values.get("none")), ("10.0.0.1", "a", ""));
        assert_eq!(values.base("address").unwrap(), "http://10.0.0.1");
        assert_eq!(format!("{values:?}"), "Values(..)");
        let (others, secrets) = values.parted(FIELDS);
        assert_eq!((others.len(), secrets.get("password").map(String::as_str)), (2, Some("hush")));
    }

    #[test]
    fn what_cannot_be_used_is_told_at_its_field() {
        let long = "x".repeat(LONGEST + 1);
        for (typed, field) in [
            (vec![], "address"),
            (vec![("address", "a"), ("way", "c")], "way"),
            (vec![("address", "a\r\nb")], "address"),
            (vec![("address", long.as_str())], "address"),
            (vec![("address", "a"), ("adress", "b")], "settings"),
        ] {
            assert_eq!(read(&typed).unwrap_err().field, field);
        }
    }

    #[test]
    fn addresses_hold_neither_logins_nor_odd_schemes() {
        for text in ["ftp://a", "http://", "a b", "http://me:pw@a", "http://{channel}.a", "file:///etc", ""] {
            assert!(web_address("url", text).is_err(), "{text}");
        }
        let base = |text: &str| read(&[("address", text)]).unwrap().base("address");
        assert!(base("http://a/path").is_err() && base("https://a:8123/").is_ok() && base("[fe80::1]:80").is_ok());
    }
}
