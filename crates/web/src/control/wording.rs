//! Settings, Messages: the organization's own words, each with an example beside it.

use askama::Template;
use axum::extract::{Query, State};
use keylink_domain::delivery::Channel;
use keylink_domain::wording::{MAX_PARTS, Place, sms_parts};
use keylink_service::wording::{Block, Preview, WordsInForce};
use serde::Deserialize;

use super::choice::{Chip, Choice, address, chips};
use super::form::Form;
use super::organization::{Tab, tabs};
use super::page::{Answer, Frame, Section, done, frame, not_found, show as page};
use super::session::Visitor;
use crate::app::App;

const PAGE: &str = "/control/settings/messages";

#[derive(Template)]
#[template(path = "control/wording.html")]
struct WordingPage<'a> {
    frame: Frame,
    tabs: Vec<Tab>,
    form: &'a Form,
    channels: Vec<Chip>,
    languages: Vec<Choice>,
    is_mail: bool,
    /// Whether these are the organization's own words.
    is_own: bool,
    places: &'static [(Place, &'static str, &'static str); 7],
    preview: Option<Preview>,
    /// The whole as text. The link stands there without its scheme: it leads nowhere.
    text: String,
    direction: &'static str,
    /// In how many text messages the example goes out.
    parts: String,
}

/// Which words.
#[derive(Debug, Default, Deserialize)]
pub struct Wanted {
    channel: Option<String>,
    language: Option<String>,
}

/// The words of a channel in a language.
pub async fn show(State(app): State<App>, visitor: Visitor, Query(wanted): Query<Wanted>) -> Answer {
    let channel = wanted.channel.as_deref().and_then(Channel::parse).unwrap_or(Channel::Mail);
    let known = app.house.message_languages();
    let language = wanted.language.as_deref().filter(|tag| known.contains(tag)).unwrap_or("en");
    let words = app.house.words_in_force(&visitor.actor(), channel, language).await?;
    let form = Form::new().with("channel", channel.as_str()).with("language", language).beside(form_of(&words));
    wording_page(&app, &visitor, form).await
}

fn form_of(words: &WordsInForce) -> Form {
    Form::new().with("subject", &words.subject).with("body", &words.body).with("seen", words.seen.to_string())
}

/// Shows an example, keeps the words, or goes back to the built-in ones.
pub async fn change(State(app): State<App>, visitor: Visitor, mut form: Form) -> Answer {
    let Some(channel) = Channel::parse(form.value("channel")) else { return Ok(not_found()) };
    let language = form.value("language").to_owned();
    let there = address(PAGE, &[("channel", channel.as_str()), ("language", &language)]);
    if form.is("act", "reset") {
        let reset = app.house.reset_words(&visitor.actor(), channel, &language, form.seen("seen")).await;
        if form.hold(reset)?.is_some() {
            return Ok(done(&there, "words-reset"));
        }
    }
    if form.is("act", "save") {
        let (subject, body) = (form.value("subject").to_owned(), form.value("body").to_owned());
        let words = (subject.as_str(), body.as_str());
        let changed = app.house.change_words(&visitor.actor(), channel, &language, words, form.seen("seen")).await;
        if form.hold(changed)?.is_some() {
            return Ok(done(&there, "saved"));
        }
    }
    if form.is_wrong() {
        let now = app.house.words_in_force(&visitor.actor(), channel, &language).await?;
        form.overtaken_by(&form_of(&now), |_, value| value.to_owned());
    }
    wording_page(&app, &visitor, form).await
}

async fn wording_page(app: &App, visitor: &Visitor, mut form: Form) -> Answer {
    let actor = visitor.actor();
    let Some(channel) = Channel::parse(form.value("channel")) else { return Ok(not_found()) };
    let language = form.value("language").to_owned();
    let (subject, body) = (form.value("subject").to_owned(), form.value("body").to_owned());
    let is_told = form.is_wrong();
    let tried = app.house.try_words(&actor, channel, &language, &subject, &body).await;
    // What is wrong was told already where the words were to be kept.
    let preview = if is_told { tried.ok() } else { form.hold(tried)? };
    let own = app.house.wordings(&actor).await?;
    let is_own = |tag: &str| own.iter().any(|own| own.channel == channel && own.language == tag);
    let parts = preview.as_ref().filter(|_| channel == Channel::Sms).map(|shown| sms_parts(&shown.text).0);
    let labels = [("mail", "E-mail"), ("sms", "Text message"), ("slack", "Slack")];
    let all = app.languages.all().iter();
    let of_language = |known: &crate::language::Language| {
        let mark = if is_own(known.tag()) { " (own words)" } else { "" };
        Choice::new(known.tag(), format!("{}{mark}", known.name()))
    };
    let template = WordingPage {
        frame: frame(visitor, Section::Settings, "Messages"),
        tabs: tabs(visitor, "messages"),
        channels: chips(PAGE, "channel", channel.as_str(), &labels, &[("language", &language)]),
        languages: all.clone().map(of_language).collect(),
        is_mail: channel == Channel::Mail,
        is_own: is_own(&language),
        places: &Place::ALL,
        direction: all.clone().find(|known| known.tag() == language).map_or("ltr", |known| known.direction().as_str()),
        parts: match parts {
            None => String::new(),
            Some(1) => "This goes out as one text message.".to_owned(),
            Some(parts) => {
                format!("This goes out as {parts} text messages, each of which is paid for; {MAX_PARTS} are the most.")
            }
        },
        text: preview.as_ref().map(|shown| without_scheme(&shown.text)).unwrap_or_default(),
        preview,
        form: &form,
    };
    Ok(page(form.status(), &template))
}

fn without_scheme(text: &str) -> String {
    text.replace("https://", "").replace("http://", "")
}
