//! From the view model to HTML: the pages beside the doors.

use askama::Template;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::page::{GuestPage, View, Visitor};
use super::render::{Way, frame, localized, page_url};
use super::steps::{GivenStep, PinNotice, PinStep, ShareView, ShareWrong, WithdrawStep};
use crate::language::{Language, isolated};
use crate::layout::Frame;
use crate::query::encoded;

#[derive(Template)]
#[template(path = "guest/pin.html")]
struct PinHtml<'a> {
    frame: Frame<'a>,
    t: &'a Language,
    languages: &'a [Language],
    pin_url: String,
    lead: String,
    notice: Option<String>,
}

#[derive(Template)]
#[template(path = "guest/share.html")]
struct ShareHtml<'a> {
    frame: Frame<'a>,
    t: &'a Language,
    languages: &'a [Language],
    view: &'a ShareView,
    share_url: String,
    page_url: String,
    window_help: String,
    earliest: String,
    number: String,
    full: String,
}

#[derive(Template)]
#[template(path = "guest/given.html")]
struct GivenHtml<'a> {
    frame: Frame<'a>,
    t: &'a Language,
    step: &'a GivenStep,
    title: String,
    message: String,
    ways: Vec<Way>,
    share_url: String,
}

#[derive(Template)]
#[template(path = "guest/withdraw.html")]
struct WithdrawHtml<'a> {
    frame: Frame<'a>,
    t: &'a Language,
    step: &'a WithdrawStep,
    title: String,
    number: String,
    withdraw_url: String,
    share_url: String,
}

impl ShareView {
    fn is_wrong(&self, wrong: ShareWrong) -> bool {
        self.wrong == Some(wrong)
    }
}

impl GuestPage<'_> {
    /// A page beside the doors.
    pub(super) fn step_html(&self) -> Result<String, askama::Error> {
        let visitor = &self.visitor;
        match &self.view {
            View::Pin(step) => pin(visitor, step).render(),
            View::Share(view) => share(visitor, view).render(),
            View::Given(step) => given(visitor, step).render(),
            View::Withdraw(step) => withdraw(visitor, step).render(),
            // None of these pages.
            _ => Ok(String::new()),
        }
    }
}

fn pin<'a>(visitor: &Visitor<'a>, step: &'a PinStep) -> PinHtml<'a> {
    let t = visitor.language;
    let maker = step.maker.arg(t);
    PinHtml {
        frame: frame(t, None),
        t,
        languages: visitor.languages.all(),
        pin_url: localized(visitor, step.path.pin()),
        lead: t.text_with("pin-lead", std::slice::from_ref(&maker)),
        notice: step.notice.map(|notice| match notice {
            PinNotice::Wrong => t.text("pin-wrong"),
            PinNotice::Wait(until) => {
                let time = t.date_time_there(whole_minute(until), &step.zone, visitor.now);
                t.text_with("pin-wait", &[("time", time.into()), maker.clone()])
            }
        }),
    }
}

/// The minute that begins then or after: a time without seconds must not be too early.
fn whole_minute(at: Timestamp) -> Timestamp {
    let seconds = at.as_second().saturating_add(59).div_euclid(60).saturating_mul(60);
    Timestamp::from_second(seconds).unwrap_or(at)
}

fn share<'a>(visitor: &Visitor<'a>, view: &'a ShareView) -> ShareHtml<'a> {
    let t = visitor.language;
    ShareHtml {
        frame: frame(t, None),
        t,
        languages: visitor.languages.all(),
        view,
        share_url: localized(visitor, view.path.share()),
        page_url: page_url(visitor, &view.path),
        window_help: t.text_with("share-window-help", &[("zone", t.zone_name(&view.zone).into())]),
        earliest: typed_time(visitor.now, &view.zone),
        number: number(t, view.check.number),
        full: t.text_with("share-full", &[view.maker.arg(t)]),
    }
}

fn given<'a>(visitor: &Visitor<'a>, step: &'a GivenStep) -> GivenHtml<'a> {
    let t = visitor.language;
    let text = encoded(&step.url);
    GivenHtml {
        frame: frame(t, None),
        t,
        step,
        title: t.attribute("share-made", "title", &[("name", isolated(&step.name).into())]),
        message: t.attribute("share-made", "message", &[]),
        ways: vec![
            (format!("https://wa.me/?text={text}"), "WhatsApp".to_owned()),
            // `?&`: one of the two is what each phone goes by.
            (format!("sms:?&body={text}"), "SMS".to_owned()),
            (format!("mailto:?body={text}"), t.text("mail")),
        ],
        share_url: localized(visitor, step.path.share()),
    }
}

fn withdraw<'a>(visitor: &Visitor<'a>, step: &'a WithdrawStep) -> WithdrawHtml<'a> {
    let t = visitor.language;
    WithdrawHtml {
        frame: frame(t, None),
        t,
        step,
        title: t.text_with("share-withdraw-ask", &[("name", isolated(&step.name).into())]),
        number: number(t, step.check.number),
        withdraw_url: localized(visitor, step.path.withdraw()),
        share_url: localized(visitor, step.path.share()),
    }
}

fn number(t: &Language, number: u8) -> String {
    t.text_with("share-number", &[("number", number.to_string().into())])
}

/// A time as a field for times takes it.
fn typed_time(at: Timestamp, zone: &TimeZone) -> String {
    at.to_zoned(zone.clone()).strftime("%Y-%m-%dT%H:%M").to_string()
}
