//! Messages to those who have an account: the invitation, and the link to sign in.

use askama::Template;

use super::{Message, Page, clean, isolated};
use crate::language::Spoken;
use crate::letter::Letter;

/// The parts of such a message.
struct Parts<'a> {
    subject: String,
    said: String,
    how_to: String,
    button: String,
    url: &'a str,
    facts: Vec<String>,
}

pub(super) fn invitation(letter: &Letter, spoken: &Spoken<'_>, sender: Option<&str>, days: i64, url: &str) -> Message {
    let organization = clean(&letter.organization);
    let of = ("organization", isolated(&organization).into());
    let said = match sender.map(clean).filter(|name| !name.is_empty()) {
        Some(name) => spoken.say("account-invited", &[("sender", isolated(&name).into()), of]),
        None => spoken.say("account-invited-by-nobody", &[of]),
    };
    let parts = Parts {
        subject: spoken.say("account-invited-subject", &[("organization", organization.as_str().into())]),
        said,
        how_to: spoken.say("account-invited-how-to", &[]),
        button: spoken.say("account-invited-open", &[]),
        url,
        facts: vec![spoken.say("account-invited-care", &[("days", days.into())])],
    };
    written(letter, spoken, parts)
}

pub(super) fn sign_in(letter: &Letter, spoken: &Spoken<'_>, minutes: i64, url: &str) -> Message {
    let organization = clean(&letter.organization);
    let parts = Parts {
        subject: spoken.say("account-sign-in-subject", &[("organization", organization.as_str().into())]),
        said: spoken.say("account-sign-in", &[("organization", isolated(&organization).into())]),
        how_to: spoken.say("account-sign-in-how-to", &[("minutes", minutes.into())]),
        button: spoken.say("account-sign-in-open", &[]),
        url,
        facts: vec![spoken.say("account-sign-in-care", &[])],
    };
    written(letter, spoken, parts)
}

fn written(letter: &Letter, spoken: &Spoken<'_>, parts: Parts<'_>) -> Message {
    let hello = spoken.say("hello", &[]);
    let html = Page {
        subject: &parts.subject,
        hello: &hello,
        invited: &parts.said,
        how_to: &parts.how_to,
        url: parts.url,
        open_key: &parts.button,
        facts: &parts.facts,
        ..Page::empty(spoken)
    };
    let html = html.render().unwrap_or_default();
    let text = [hello, parts.said.clone(), parts.how_to.clone(), parts.url.to_owned(), parts.facts.join("\n")];
    Message {
        id: letter.id.to_string(),
        at: letter.now,
        html,
        text: text.join("\n\n"),
        qr: None,
        calendar: None,
        short: format!("{} {}", parts.said, parts.url),
        paragraphs: vec![parts.said, parts.how_to, parts.facts.join("\n")],
        link: Some((parts.button, parts.url.to_owned())),
        link_is_last: false,
        subject: parts.subject,
    }
}
