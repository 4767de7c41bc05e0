//! What is told to who looks after the doors: a controller is away, or back. To a person of the house, in English for now.

use askama::Template as _;

use super::{Message, Page, clean, isolated};
use crate::language::Spoken;
use crate::letter::Letter;

/// A controller is away, or a battery is low, or all is well again.
pub(super) fn alert(
    letter: &Letter,
    spoken: &Spoken<'_>,
    title: &str,
    said: &str,
    page: &str,
    settings: &str,
) -> Message {
    let (subject, said) = (clean(title), clean(said));
    let invited = format!("{}. {said}", isolated(&subject));
    let care = format!("You are told of this because you asked for it; turn it off at {settings}");
    let facts = [care.clone()];
    let html = Page {
        language: "en",
        direction: "ltr",
        subject: &subject,
        invited: &invited,
        how_to: "What is known of it stands on its page:",
        url: page,
        open_key: "Look at the controller",
        facts: &facts,
        ..Page::empty(spoken)
    };
    Message {
        id: letter.id.to_string(),
        at: letter.now,
        html: html.render().unwrap_or_default(),
        text: format!("{invited}\n\nIts page: {page}\n\n{care}"),
        qr: None,
        calendar: None,
        short: invited.clone(),
        paragraphs: vec![invited],
        link: Some(("Look at the controller".to_owned(), page.to_owned())),
        link_is_last: false,
        subject,
    }
}
