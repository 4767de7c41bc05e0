//! What the guest page promises, held against every sample page.

mod contrast;
mod dates;
mod languages;
mod negotiation;
mod pages;
mod wire;
pub(crate) mod words;

use super::{GuestPage, View, Visitor, samples};
use crate::language::Languages;

/// All languages there are.
fn languages() -> Languages {
    Languages::embedded().unwrap()
}

/// English and another language that has few words of its own.
fn with_little_arabic() -> Languages {
    let file = |tag: &str, text: &str| (tag.to_owned(), text.to_owned());
    let arabic = "language-name = العربية\ninvited = دعوة من { $maker }\n";
    Languages::from_files(&[file("en", include_str!("../../../locales/en/guest.ftl")), file("ar", arabic)]).unwrap()
}

/// A view as HTML in one of the languages.
fn page_in(languages: &Languages, tag: &str, view: View) -> String {
    let language = languages.negotiate(Some(tag), None, None);
    assert_eq!(language.tag(), tag);
    GuestPage { visitor: Visitor { languages, language, now: samples::NOW }, view }.html().unwrap()
}

/// A view as HTML in English.
fn english(view: View) -> String {
    page_in(&languages(), "en", view)
}

/// Every sample as HTML in English.
fn every_page() -> Vec<(&'static str, String)> {
    samples::all().into_iter().map(|(name, view)| (name, english(view))).collect()
}

/// What stands between the first `open` and the next `close`.
fn between<'a>(text: &'a str, open: &str, close: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(open)?;
    Some(rest.split_once(close)?.0)
}

/// The page without its style and script.
fn markup(html: &str) -> String {
    let mut text = html.to_owned();
    for tag in ["style", "script"] {
        let close = format!("</{tag}>");
        if let Some(inside) = between(html, &format!("<{tag}>"), &close) {
            text = text.replace(inside, "");
        }
    }
    text
}
