//! A message: the facts put into words, for each channel in its own form.

mod account;
mod alert;
mod arrival;

use askama::Template;
use jiff::Timestamp;
use keylink_domain::delivery::Channel;
use keylink_domain::validity::Validity;
use keylink_domain::wording::OwnWords;

use self::arrival::Arrived;
use crate::calendar::{self, Entry};
use crate::language::{Languages, Spoken, WordsError};
use crate::letter::{Letter, Occasion};
use crate::own::{self, Block, Filled, Filling};
use crate::qr;

/// Puts letters into words.
pub struct Writer {
    languages: Languages,
}

/// A message, ready to go. It does not print: it may hold a link's secret.
pub struct Message {
    /// By which a mail is known again.
    pub(crate) id: String,
    /// When it was written.
    pub(crate) at: Timestamp,
    pub(crate) subject: String,
    /// The whole in plain text.
    pub(crate) text: String,
    /// The whole as a page.
    pub(crate) html: String,
    /// The link as a QR code.
    pub(crate) qr: Option<Vec<u8>>,
    /// The window as a calendar file, where it has an end.
    pub(crate) calendar: Option<String>,
    /// The whole in one short line.
    pub(crate) short: String,
    /// The parts that chats show, in their order, without the link; and the link with its words.
    pub(crate) paragraphs: Vec<String>,
    pub(crate) link: Option<(String, String)>,
    /// Whether chats show the link after all paragraphs, or before the last one.
    pub(crate) link_is_last: bool,
}

/// How an organization's own words look, filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// The subject of a mail.
    pub subject: String,
    /// The whole as text.
    pub text: String,
    /// The whole as a page.
    pub blocks: Vec<Block>,
    /// What the link's button says.
    pub open_key: String,
}

/// By which a mail's page names the picture in the same mail.
pub(crate) const QR_ID: &str = "qr.keylink";

impl std::fmt::Debug for Message {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Message").field("id", &self.id).finish_non_exhaustive()
    }
}

#[derive(Template)]
#[template(path = "mail.html")]
struct Page<'a> {
    language: &'a str,
    direction: &'a str,
    subject: &'a str,
    hello: &'a str,
    invited: &'a str,
    words: Vec<&'a str>,
    how_to: &'a str,
    url: &'a str,
    open_key: &'a str,
    facts: &'a [String],
    own: &'a [Block],
    scan: &'a str,
    qr_alt: &'a str,
    qr_id: &'a str,
}

impl Writer {
    /// With the words that are built into the program.
    ///
    /// # Errors
    /// When a file of words cannot be read.
    pub fn new() -> Result<Self, WordsError> {
        Ok(Self { languages: Languages::embedded()? })
    }

    /// Puts a letter into words.
    pub fn write(&self, letter: &Letter) -> Message {
        let spoken = self.languages.choose(letter.language.as_deref());
        match &letter.occasion {
            Occasion::Test => test(letter, &spoken),
            Occasion::Arrival { link, door, at, zone, page } => {
                arrival::mail(letter, &spoken, &Arrived { link, door, at: *at, zone }, page)
            }
            Occasion::Alert { title, said, page, settings } => {
                alert::alert(letter, &spoken, title, said, page, settings)
            }
            Occasion::Invitation { sender, days, url } => {
                account::invitation(letter, &spoken, sender.as_deref(), *days, url)
            }
            Occasion::SignIn { minutes, url } => account::sign_in(letter, &spoken, *minutes, url),
            Occasion::Key { sender, words, guest, doors, own, validity, url } => {
                let mut message = key(letter, &spoken, &Key { sender: sender.as_deref(), words, validity, url });
                if let Some((channel, own)) = own {
                    let doors: Vec<String> = doors.iter().map(|door| clean(door)).collect();
                    let filling = Filling {
                        guest: &clean(guest),
                        doors: &doors,
                        validity,
                        now: letter.now,
                        organization: &clean(&letter.organization),
                        host: &clean(sender.as_deref().unwrap_or(&letter.organization)),
                    };
                    in_own_words(&mut message, &spoken, *channel, own, &filling, &clean_lines(words), url);
                }
                message
            }
        }
    }

    /// How own words look, filled in with a letter's facts.
    pub fn preview(&self, letter: &Letter) -> Option<Preview> {
        let Occasion::Key { sender, guest, doors, own: Some((channel, own)), validity, url, .. } = &letter.occasion
        else {
            return None;
        };
        let spoken = self.languages.choose(letter.language.as_deref());
        let filling = Filling {
            guest,
            doors,
            validity,
            now: letter.now,
            organization: &letter.organization,
            host: sender.as_deref().unwrap_or(&letter.organization),
        };
        let filled = Filled::new(own, &spoken, &filling, *channel != Channel::Sms);
        Some(Preview {
            text: filled.text(url),
            blocks: filled.blocks(),
            subject: filled.subject,
            open_key: spoken.say("open-key", &[]),
        })
    }

    /// The built-in words of a channel in a language, with places in them: subject and text.
    pub fn built_in(&self, channel: Channel, language: &str) -> (String, String) {
        own::built_in(channel, &self.languages.choose(Some(language)))
    }

    /// The tag of the language in which a letter for `wanted` is written.
    pub fn language_of(&self, wanted: Option<&str>) -> &str {
        &self.languages.choose(wanted).own.tag
    }

    /// The languages in which letters are written, English first.
    pub fn languages(&self) -> Vec<&str> {
        self.languages.tags().collect()
    }
}

/// Puts the organization's own words into a channel's parts of a message. The sender's words stand above them.
fn in_own_words(
    message: &mut Message,
    spoken: &Spoken<'_>,
    channel: Channel,
    own: &OwnWords,
    filling: &Filling<'_>,
    words: &str,
    url: &str,
) {
    let filled = Filled::new(own, spoken, filling, channel != Channel::Sms);
    let above = |text: String, gap: &str| if words.is_empty() { text } else { format!("{words}{gap}{text}") };
    match channel {
        Channel::Mail => {
            let page = Page {
                subject: &filled.subject,
                words: words.lines().collect(),
                url,
                open_key: &spoken.say("open-key", &[]),
                own: &filled.blocks(),
                scan: &scan(spoken, message.qr.as_ref()),
                qr_alt: &spoken.say("qr-alt", &[]),
                ..Page::empty(spoken)
            };
            message.html = page.render().unwrap_or_default();
            message.text = above(filled.text(url), "\n\n");
            message.subject = filled.subject;
        }
        Channel::Sms => message.short = above(filled.text(url), "\n"),
        Channel::Slack => {
            let open_key = spoken.say("open-key", &[]);
            let told = filled.text(&format!("\u{201c}{open_key}\u{201d}"));
            let own = told.split("\n\n").map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
            let words = Some(words.to_owned()).filter(|words| !words.is_empty());
            message.paragraphs = words.into_iter().chain(own).collect();
            message.link_is_last = true;
        }
    }
}

/// The line above the QR code, where there is one.
fn scan(spoken: &Spoken<'_>, qr: Option<&Vec<u8>>) -> String {
    qr.map(|_| spoken.say("scan", &[])).unwrap_or_default()
}

impl<'a> Page<'a> {
    fn empty(spoken: &'a Spoken<'_>) -> Self {
        Self {
            language: &spoken.own.tag,
            direction: spoken.own.direction,
            subject: "",
            hello: "",
            invited: "",
            words: Vec::new(),
            how_to: "",
            url: "",
            open_key: "",
            facts: &[],
            own: &[],
            scan: "",
            qr_alt: "",
            qr_id: QR_ID,
        }
    }
}

struct Key<'a> {
    sender: Option<&'a str>,
    words: &'a str,
    validity: &'a Validity,
    url: &'a str,
}

fn key(letter: &Letter, spoken: &Spoken<'_>, key: &Key<'_>) -> Message {
    let organization = clean(&letter.organization);
    let sender = key.sender.map(clean).filter(|name| !name.is_empty());
    let words = clean_lines(key.words);
    let subject = spoken.say("subject", &[("organization", organization.as_str().into())]);
    let isolated_organization = isolated(&organization);
    let of = |key: &str, otherwise: &str| match &sender {
        Some(name) => spoken
            .say(key, &[("sender", isolated(name).into()), ("organization", isolated_organization.as_str().into())]),
        None => spoken.say(otherwise, &[("organization", isolated_organization.as_str().into())]),
    };
    let invited = of("invited", "invited-by-nobody");
    let window = window(spoken, key.validity);
    let calendar = calendar_file(letter, spoken, &organization, key.validity);
    let mut facts = vec![window.clone()];
    facts.extend(limits(spoken, key.validity));
    facts.push(spoken.say("care", &[]));
    facts.extend(sender.as_deref().map(|name| spoken.say("ask", &[("sender", isolated(name).into())])));
    let mut mail_facts = facts.clone();
    mail_facts.extend(calendar.is_some().then(|| spoken.say("calendar-attached", &[])));
    let (hello, how_to) = (spoken.say("hello", &[]), spoken.say("how-to", &[]));
    let open_key = spoken.say("open-key", &[]);
    let qr = qr::png(key.url);
    let html = Page {
        subject: &subject,
        hello: &hello,
        invited: &invited,
        words: words.lines().collect(),
        how_to: &how_to,
        url: key.url,
        open_key: &open_key,
        facts: &mail_facts,
        scan: &scan(spoken, qr.as_ref()),
        qr_alt: &spoken.say("qr-alt", &[]),
        ..Page::empty(spoken)
    };
    let mut text = vec![hello.clone(), invited.clone()];
    text.extend(Some(words.clone()).filter(|words| !words.is_empty()));
    text.extend([how_to.clone(), key.url.to_owned(), mail_facts.join("\n")]);
    let mut paragraphs = vec![invited.clone()];
    paragraphs.extend(Some(words.clone()).filter(|words| !words.is_empty()));
    paragraphs.push(how_to.clone());
    paragraphs.push(facts.join("\n"));
    Message {
        id: letter.id.to_string(),
        at: letter.now,
        html: html.render().unwrap_or_default(),
        text: text.join("\n\n"),
        qr,
        calendar,
        short: short(spoken, &organization, sender.as_deref(), &words, &window, key.url),
        paragraphs,
        link: Some((open_key, key.url.to_owned())),
        link_is_last: false,
        subject,
    }
}

/// The text message. Marks of direction would double its price, so names stand bare in it; what turns the text
/// around it is not among them.
fn short(
    spoken: &Spoken<'_>,
    organization: &str,
    sender: Option<&str>,
    words: &str,
    window: &str,
    url: &str,
) -> String {
    let mut args = vec![("organization", organization.into()), ("window", window.into()), ("url", url.into())];
    let said = match sender {
        Some(sender) => {
            args.push(("sender", sender.into()));
            spoken.say("sms", &args)
        }
        None => spoken.say("sms-by-nobody", &args),
    };
    // The house speaks first: nobody is to read a stranger's words as the house's.
    if words.is_empty() { said } else { format!("{said}\n{words}") }
}

fn test(letter: &Letter, spoken: &Spoken<'_>) -> Message {
    let organization = clean(&letter.organization);
    let said = spoken.say("test", &[("organization", isolated(&organization).into())]);
    let subject = spoken.say("test-subject", &[]);
    let html = Page { subject: &subject, invited: &said, ..Page::empty(spoken) };
    Message {
        id: letter.id.to_string(),
        at: letter.now,
        html: html.render().unwrap_or_default(),
        text: said.clone(),
        qr: None,
        calendar: None,
        short: spoken.say("test", &[("organization", organization.as_str().into())]),
        paragraphs: vec![said],
        link: None,
        link_is_last: false,
        subject,
    }
}

/// When it works, in one sentence.
fn window(spoken: &Spoken<'_>, validity: &Validity) -> String {
    let zone = &validity.zone;
    let zone_name = spoken.zone_name(zone);
    let show = |at: Timestamp| spoken.date_time(at, zone);
    match (validity.from, validity.until) {
        (None, None) => spoken.say("always", &[]),
        (Some(from), None) => spoken.say("only-from", &[("from", show(from).into()), ("zone", zone_name.into())]),
        (None, Some(until)) => spoken.say("only-until", &[("until", show(until).into()), ("zone", zone_name.into())]),
        (Some(from), Some(until)) => spoken.say(
            "from-until",
            &[("from", show(from).into()), ("until", show(until).into()), ("zone", zone_name.into())],
        ),
    }
}

/// What else bounds it.
fn limits(spoken: &Spoken<'_>, validity: &Validity) -> Vec<String> {
    let hours = validity.hours.as_ref().map(|hours| spoken.say("in-hours", &[("hours", spoken.hours(hours).into())]));
    let uses = validity.max_uses.map(|uses| spoken.say("max-uses", &[("count", uses.get().into())]));
    let first = validity.after_first_use.map(|_| spoken.say("after-first-use", &[]));
    [hours, uses, first].into_iter().flatten().collect()
}

/// A key that never ends has no place in a calendar.
fn calendar_file(letter: &Letter, spoken: &Spoken<'_>, organization: &str, validity: &Validity) -> Option<String> {
    let until = validity.until?;
    calendar::file(&Entry {
        uid: letter.id.to_string(),
        now: letter.now,
        from: validity.from.unwrap_or(letter.now).min(until),
        until,
        summary: &spoken.say("calendar-summary", &[("organization", organization.into())]),
        note: &spoken.say("calendar-note", &[]),
    })
}

/// A name of either direction, ready to stand inside a sentence of the other.
fn isolated(name: &str) -> String {
    format!("\u{2068}{name}\u{2069}")
}

/// A name on one line, without what breaks lines or turns the text around it. The house takes no such names in;
/// that is not this wall's to rely on.
fn clean(name: &str) -> String {
    let shown = name.chars().map(|c| if is_break(c) { ' ' } else { c });
    shown.filter(|c| !turns(*c)).collect::<String>().trim().to_owned()
}

/// The same for a text of several lines.
fn clean_lines(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(clean).collect();
    lines.join("\n").trim().to_owned()
}

fn is_break(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')
}

const fn turns(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}
