//! What the guest page promises, held against every sample page.

mod contrast;
mod pages;
mod wire;
mod words;

use super::{GuestPage, View, Visitor, samples};
use crate::language::Languages;

/// All languages there are.
fn languages() -> Languages {
    Languages::embedded().unwrap()
}

/// A view as HTML in English.
fn english(view: View) -> String {
    let languages = languages();
    let language = languages.negotiate(None, None, None);
    let visitor = Visitor { languages: &languages, language, now: samples::NOW };
    GuestPage { visitor, view }.html().unwrap()
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
