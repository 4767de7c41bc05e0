//! An organization's own words, filled in; and the built-in ones as words to begin with.

use jiff::Timestamp;
use keylink_domain::delivery::Channel;
use keylink_domain::validity::Validity;
use keylink_domain::wording::{OwnWords, Pattern, Place};

use crate::language::Spoken;

/// What stands for the link while a text is put together: no text that is taken in holds it.
const HERE: char = '\u{0}';
/// What stands for the zone while it is taken out of a sentence.
const ZONE: &str = "\u{1}";

/// What places are filled in with. Names are clean already.
pub(crate) struct Filling<'a> {
    pub(crate) guest: &'a str,
    pub(crate) doors: &'a [String],
    pub(crate) validity: &'a Validity,
    pub(crate) now: Timestamp,
    pub(crate) organization: &'a str,
    pub(crate) host: &'a str,
}

/// A part of a page: the link by itself, or lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// The link, as a button.
    Link,
    /// Lines, each of pieces that are text, or the link.
    Lines(Vec<Vec<Option<String>>>),
}

/// Own words with everything but the link filled in.
pub(crate) struct Filled {
    pub(crate) subject: String,
    body: String,
}

impl Filled {
    /// Fills in words. Names are set apart from text of the other direction, unless every letter counts.
    pub(crate) fn new(own: &OwnWords, spoken: &Spoken<'_>, filling: &Filling<'_>, is_isolated: bool) -> Self {
        let of = |pattern: &Pattern, is_isolated: bool| {
            let name = |name: &str| if is_isolated { format!("\u{2068}{name}\u{2069}") } else { name.to_owned() };
            // The zone is told once, after the last of the two times.
            let has_until = pattern.count(Place::Until) > 0;
            pattern.filled(|place| match place {
                Place::Guest => name(filling.guest),
                Place::Doors => filling.doors.iter().map(|door| name(door)).collect::<Vec<_>>().join(", "),
                Place::From => time(spoken, filling, filling.validity.from.or(Some(filling.now)), !has_until),
                Place::Until => time(spoken, filling, filling.validity.until, true),
                Place::Link => HERE.to_string(),
                Place::Organization => name(filling.organization),
                Place::Host => name(filling.host),
            })
        };
        Self { subject: of(&own.subject, false), body: of(&own.body, is_isolated) }
    }

    /// The text with something in the link's place.
    pub(crate) fn text(&self, link: &str) -> String {
        self.body.replace(HERE, link)
    }

    /// The text as parts of a page: blank lines part them.
    pub(crate) fn blocks(&self) -> Vec<Block> {
        let paragraphs = self.body.split("\n\n").map(str::trim).filter(|text| !text.is_empty());
        let block = |text: &str| {
            if text.chars().eq([HERE]) { Block::Link } else { Block::Lines(text.lines().map(pieces).collect()) }
        };
        paragraphs.map(block).collect()
    }
}

fn pieces(line: &str) -> Vec<Option<String>> {
    let mut pieces = Vec::new();
    for (place, text) in line.split(HERE).enumerate() {
        if place > 0 {
            pieces.push(None);
        }
        if !text.is_empty() {
            pieces.push(Some(text.to_owned()));
        }
    }
    pieces
}

fn time(spoken: &Spoken<'_>, filling: &Filling<'_>, at: Option<Timestamp>, with_zone: bool) -> String {
    let zone = &filling.validity.zone;
    match at {
        None => spoken.say("no-end", &[]),
        Some(at) if with_zone => format!("{} ({})", spoken.date_time(at, zone), spoken.zone_name(zone)),
        Some(at) => spoken.date_time(at, zone),
    }
}

/// The built-in words of a channel with places in them: subject and text, to begin with.
pub(crate) fn built_in(channel: Channel, spoken: &Spoken<'_>) -> (String, String) {
    let place = |place: Place| place.as_str().to_owned();
    let organization = ("organization", place(Place::Organization).into());
    let host = ("sender", place(Place::Host).into());
    let times = [("from", place(Place::From).into()), ("until", place(Place::Until).into()), ("zone", ZONE.into())];
    let mut window = spoken.say("from-until", &times);
    // Times come with their zone.
    for around in [format!(" ({ZONE})"), format!("\u{ff08}{ZONE}\u{ff09}"), format!("({ZONE})")] {
        window = window.replace(&around, "");
    }
    let link = place(Place::Link);
    let invited = spoken.say("invited", &[host.clone(), organization.clone()]);
    let (how_to, care) = (spoken.say("how-to", &[]), spoken.say("care", &[]));
    match channel {
        Channel::Mail => {
            let ask = spoken.say("ask", &[host]);
            let body =
                format!("{}\n\n{invited}\n\n{how_to}\n\n{link}\n\n{window}\n{care}\n{ask}", spoken.say("hello", &[]));
            (spoken.say("subject", &[organization]), body)
        }
        Channel::Sms => {
            let args = [host, organization, ("window", window.into()), ("url", link.into())];
            (String::new(), spoken.say("sms", &args))
        }
        Channel::Slack => (String::new(), format!("{invited}\n\n{how_to}\n\n{link}\n\n{window}\n{care}")),
    }
}
