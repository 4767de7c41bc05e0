//! From the view model to HTML: one template for each kind of page.

use askama::Template;

use super::answer::Words;
use super::maker::Maker;
use super::page::{AnswerStep, Arrival, DoorsView, Ended, GuestPage, Mode, NumberStep, View, Visitor};
use super::path::LinkPath;
use super::state::{DoorLine, Standing};
use crate::assets::{GUEST_SCRIPT, GUEST_STYLE, ICONS};
use crate::language::{Language, isolated};
use crate::layout::Frame;
use crate::tone::Tone;

/// An address and the words that lead there.
pub(super) type Way = (String, String);

#[derive(Template)]
#[template(path = "guest/doors.html")]
struct DoorsHtml<'a> {
    frame: Frame<'a>,
    t: &'a Language,
    languages: &'a [Language],
    standing: &'static str,
    mode: &'static str,
    plain_gesture: &'static str,
    state_url: String,
    unlock_url: String,
    ticket: &'a str,
    opens_in_ms: Option<i64>,
    opens_in_days: Option<String>,
    script_texts: Vec<(&'static str, String)>,
    phone_offline: String,
    place: &'a str,
    invited: String,
    terms: String,
    waiting: Option<(String, String)>,
    doors: Vec<DoorHtml<'a>>,
    arrivals: Vec<ArrivalHtml<'a>>,
    ask: Option<Ask<'a>>,
    share: Option<String>,
}

/// "Ask Anna", with the ways to reach her.
struct Ask<'a> {
    title: String,
    ways: Vec<Way>,
    note: Option<&'a str>,
}

/// How to get into one building, and where that is.
struct ArrivalHtml<'a> {
    place: Option<&'a str>,
    notes: Option<&'a str>,
    address: Option<&'a str>,
    map: Option<&'a str>,
}

struct DoorHtml<'a> {
    name: &'a str,
    place: Option<&'a str>,
    press: String,
    line: DoorLine,
}

#[derive(Template)]
#[template(path = "guest/notice.html")]
pub(super) struct NoticeHtml<'a> {
    frame: Frame<'a>,
    t: &'a Language,
    languages: &'a [Language],
    tone: Tone,
    icon: &'static str,
    above: Option<&'a str>,
    words: Words,
    extra: Option<String>,
    ways: Vec<Way>,
}

#[derive(Template)]
#[template(path = "guest/number.html")]
struct NumberHtml<'a> {
    frame: Frame<'a>,
    t: &'a Language,
    step: &'a NumberStep,
    unlock_url: String,
    page_url: String,
    send: String,
}

impl GuestPage<'_> {
    /// The page as HTML, all in one.
    pub fn html(&self) -> Result<String, askama::Error> {
        let visitor = &self.visitor;
        match &self.view {
            View::Doors(view) => doors(visitor, view).render(),
            View::Pin(_) | View::Share(_) | View::Given(_) | View::Withdraw(_) => self.step_html(),
            View::OtherDevice { maker } => other_device(visitor, maker).render(),
            View::Number(step) => number(visitor, step).render(),
            View::Answer(step) => answer(visitor, step).render(),
            View::Ended { reason, maker } => ended(visitor, *reason, maker).render(),
            View::UnknownLink => plain(visitor, "not-found", "circle-question-mark").render(),
            View::TooManyTries => with_reload(plain(visitor, "too-many-tries", "clock"), visitor).render(),
            View::Trouble { reference } => trouble(visitor, reference.as_deref()).render(),
        }
    }
}

fn doors<'a>(visitor: &Visitor<'a>, view: &'a DoorsView) -> DoorsHtml<'a> {
    let t = visitor.language;
    DoorsHtml {
        frame: frame(t, Some(&GUEST_SCRIPT.text)),
        t,
        languages: visitor.languages.all(),
        standing: Standing::from(view.readiness).as_str(),
        mode: match view.mode {
            Mode::Gesture => "gesture",
            Mode::Tap => "tap",
        },
        plain_gesture: match view.mode {
            // A form proves nothing yet; the number on the next page will.
            Mode::Gesture => "none",
            Mode::Tap => "tap",
        },
        state_url: localized(visitor, format!("{}/state", view.path.page())),
        unlock_url: localized(visitor, view.path.unlock()),
        ticket: &view.ticket,
        opens_in_ms: view.opens_in_ms(visitor.now),
        opens_in_days: view.opens_in_days(t, visitor.now),
        script_texts: script_texts(t),
        phone_offline: t.attribute("phone-offline", "title", &[]),
        place: &view.place,
        invited: view.invited(t),
        terms: view.terms(t, visitor.now),
        waiting: view.waiting(t, visitor.now),
        doors: view
            .doors
            .iter()
            .map(|door| DoorHtml {
                name: &door.name,
                place: door.place.as_deref(),
                press: door.press.to_string(),
                line: view.line(door, t, visitor.now),
            })
            .collect(),
        arrivals: view.arrivals.iter().filter(|one| one.notes.is_some() || one.map.is_some()).map(arrival).collect(),
        ask: ask(t, &view.maker),
        share: view.may_share.then(|| localized(visitor, view.path.share())),
    }
}

fn arrival(one: &Arrival) -> ArrivalHtml<'_> {
    ArrivalHtml {
        place: one.place.as_deref(),
        notes: one.notes.as_deref(),
        address: one.address.as_deref(),
        map: one.map.as_deref().filter(|map| map.starts_with("https:") || map.starts_with("geo:")),
    }
}

/// What the script says, handed over in data attributes.
fn script_texts(t: &Language) -> Vec<(&'static str, String)> {
    let clock = [("clock", "{clock}".into())];
    vec![
        ("unlock", t.text("unlock")),
        ("hold", t.text("hold")),
        ("holding", t.text("holding")),
        ("opening", t.text("opening")),
        ("press-again", t.text("press-again")),
        ("hint", t.text("hint")),
        ("countdown", t.text_with("countdown", &clock)),
        ("silent-title", t.attribute("silent", "title", &[])),
        ("silent-message", t.attribute("silent", "message", &[])),
        ("offline-title", t.attribute("phone-offline", "title", &[])),
        ("offline-message", t.attribute("phone-offline", "message", &[])),
    ]
}

fn number<'a>(visitor: &Visitor<'a>, step: &'a NumberStep) -> NumberHtml<'a> {
    let t = visitor.language;
    NumberHtml {
        frame: frame(t, None),
        t,
        step,
        unlock_url: localized(visitor, step.path.unlock()),
        page_url: page_url(visitor, &step.path),
        send: t.text_with("number-send", &[("door", isolated(&step.door_name).into())]),
    }
}

fn answer<'a>(visitor: &Visitor<'a>, step: &'a AnswerStep) -> NoticeHtml<'a> {
    let t = visitor.language;
    let back = step.path.as_ref().map(|path| (page_url(visitor, path), t.text("back")));
    NoticeHtml {
        // The switch would lead to the address of the press, which is no page.
        languages: &[],
        tone: step.answer.tone(),
        above: step.door_name.as_deref(),
        ways: back.into_iter().chain(ways(t, &step.maker)).collect(),
        ..notice(visitor, step.answer.words(t, &step.maker), step.answer.icon())
    }
}

fn ended<'a>(visitor: &Visitor<'a>, reason: Ended, maker: &Maker) -> NoticeHtml<'a> {
    let t = visitor.language;
    let key = match reason {
        Ended::Expired => "ended-expired",
        Ended::Revoked => "ended-revoked",
        Ended::UsedUp => "ended-used-up",
        Ended::Withdrawn => "ended-withdrawn",
        Ended::DoorsRemoved => "ended-doors-removed",
    };
    reachable(notice(visitor, words(t, key, maker), "key-round"), maker)
}

fn other_device<'a>(visitor: &Visitor<'a>, maker: &Maker) -> NoticeHtml<'a> {
    let words = words(visitor.language, "other-device", maker);
    NoticeHtml { tone: Tone::Bad, ..reachable(notice(visitor, words, "lock"), maker) }
}

/// With the ways to whom the notice says that one may ask.
fn reachable<'a>(notice: NoticeHtml<'a>, maker: &Maker) -> NoticeHtml<'a> {
    NoticeHtml { ways: ways(notice.t, maker), extra: maker.note().map(str::to_owned), ..notice }
}

fn trouble<'a>(visitor: &Visitor<'a>, reference: Option<&str>) -> NoticeHtml<'a> {
    let extra =
        reference.map(|it| visitor.language.text_with("trouble-reference", &[("reference", it.to_owned().into())]));
    NoticeHtml { extra, tone: Tone::Bad, ..with_reload(plain(visitor, "trouble", "triangle-alert"), visitor) }
}

fn with_reload<'a>(notice: NoticeHtml<'a>, visitor: &Visitor<'a>) -> NoticeHtml<'a> {
    NoticeHtml { ways: vec![(String::new(), visitor.language.text("reload"))], ..notice }
}

fn plain<'a>(visitor: &Visitor<'a>, key: &str, icon: &'static str) -> NoticeHtml<'a> {
    notice(visitor, words(visitor.language, key, &Maker::unnamed()), icon)
}

fn notice<'a>(visitor: &Visitor<'a>, words: Words, icon: &'static str) -> NoticeHtml<'a> {
    NoticeHtml {
        frame: frame(visitor.language, None),
        t: visitor.language,
        languages: visitor.languages.all(),
        tone: Tone::Quiet,
        icon,
        above: None,
        words,
        extra: None,
        ways: Vec::new(),
    }
}

fn words(t: &Language, key: &str, maker: &Maker) -> Words {
    let args = [maker.arg(t)];
    Words { title: t.attribute(key, "title", &args), message: t.attribute(key, "message", &args) }
}

/// "Ask Anna", where there is a way to ask.
fn ask<'a>(t: &Language, maker: &'a Maker) -> Option<Ask<'a>> {
    Some(Ask { title: maker.ask(t)?, ways: each_way(t, maker), note: maker.note() })
}

fn each_way(t: &Language, maker: &Maker) -> Vec<Way> {
    maker.ways().iter().map(|way| (way.href().to_owned(), way.words(t))).collect()
}

/// The ways by themselves: the only one is called "Ask Anna".
fn ways(t: &Language, maker: &Maker) -> Vec<Way> {
    match (maker.ways(), maker.ask(t)) {
        ([only], Some(ask)) => vec![(only.href().to_owned(), ask)],
        _ => each_way(t, maker),
    }
}

pub(super) fn page_url(visitor: &Visitor<'_>, path: &LinkPath) -> String {
    localized(visitor, path.page().to_owned())
}

/// Where there is a choice of languages, the page's own goes along, so that the answer speaks it too.
pub(super) fn localized(visitor: &Visitor<'_>, url: String) -> String {
    if visitor.languages.all().len() > 1 { format!("{url}?lang={}", visitor.language.tag()) } else { url }
}

pub(super) fn frame<'a>(language: &'a Language, script: Option<&'static str>) -> Frame<'a> {
    Frame { language, style: &GUEST_STYLE.text, script, icons: &ICONS }
}
