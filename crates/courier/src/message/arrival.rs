//! Notices to who made a link: somebody arrived.

use askama::Template as _;
use jiff::Timestamp;
use keylink_domain::zone::Zone;

use super::{Message, Page, Writer, clean, isolated};
use crate::language::Spoken;
use crate::letter::Letter;

/// Who arrived, where and when.
pub(super) struct Arrived<'a> {
    pub(super) link: &'a str,
    pub(super) door: &'a str,
    pub(super) at: Timestamp,
    pub(super) zone: &'a Zone,
}

impl Writer {
    /// What a browser shows under the link's name when somebody arrived: no more than is needed, for it may stand on a
    /// locked screen.
    pub fn arrival_in_short(&self, language: Option<&str>, door: &str, at: Timestamp, zone: &Zone) -> String {
        let time = zone.local(at).strftime("%H:%M").to_string();
        self.languages.choose(language).say("arrival-push", &[("door", clean(door).into()), ("time", time.into())])
    }
}

pub(super) fn mail(letter: &Letter, spoken: &Spoken<'_>, arrived: &Arrived<'_>, page: &str) -> Message {
    let (link, door) = (clean(arrived.link), clean(arrived.door));
    let subject = spoken.say("arrival-subject", &[("link", link.as_str().into()), ("door", door.as_str().into())]);
    let when =
        [("when", spoken.date_time(arrived.at, arrived.zone).into()), ("zone", spoken.zone_name(arrived.zone).into())];
    let names = [("link", isolated(&link).into()), ("door", isolated(&door).into())];
    let said = spoken.say("arrival", &[names, when].concat());
    let [how_to, open, care] = ["arrival-page", "arrival-open", "arrival-care"].map(|key| spoken.say(key, &[]));
    let facts = [care.clone()];
    let html = Page {
        subject: &subject,
        invited: &said,
        how_to: &how_to,
        url: page,
        open_key: &open,
        facts: &facts,
        ..Page::empty(spoken)
    };
    Message {
        id: letter.id.to_string(),
        at: letter.now,
        html: html.render().unwrap_or_default(),
        text: format!("{said}\n\n{how_to} {page}\n\n{care}"),
        qr: None,
        calendar: None,
        short: said.clone(),
        paragraphs: vec![said],
        link: Some((open, page.to_owned())),
        link_is_last: false,
        subject,
    }
}
