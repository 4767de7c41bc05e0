//! The organization's own words for messages on the wire. A wording is named by its channel and language: `mail-de`.

use std::str::FromStr;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use keylink_domain::delivery::Channel;
use keylink_domain::wording::{Wording, sms_parts};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::admit::Admitted;
use super::page::Page;
use super::problem::Problem;
use super::take::{Id, Named, Sent};
use super::wire::{self, Instant};
use crate::app::App;

/// Which words: `mail-de`, `sms-en`, `slack-zh-Hant`.
pub(crate) struct WordingName {
    channel: Channel,
    language: String,
}

impl FromStr for WordingName {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        let (channel, language) = text.split_once('-').ok_or(())?;
        Ok(Self { channel: Channel::parse(channel).ok_or(())?, language: language.to_owned() })
    }
}

impl Named for WordingName {
    const NOUN: &'static str = "wording";
}

/// The words of messages of one channel in one language.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Wording)]
pub(crate) struct WordingBody {
    #[schema(example = "mail-de")]
    id: String,
    #[schema(schema_with = wire::channel)]
    channel: Channel,
    language: String,
    /// The subject, which only mail has, with places such as `{organization}`.
    subject: String,
    /// The text, with places such as `{link}`.
    body: String,
    /// When the organization changed them last; null where they are the built-in ones.
    changed_at: Option<Instant>,
}

impl From<Wording> for WordingBody {
    fn from(own: Wording) -> Self {
        Self {
            id: format!("{}-{}", own.channel.as_str(), own.language),
            channel: own.channel,
            subject: own.words.subject.to_string(),
            body: own.words.body.to_string(),
            changed_at: Some(own.changed_at.into()),
            language: own.language,
        }
    }
}

/// Own words. Places: `{guest}`, `{doors}`, `{from}`, `{until}`, `{link}`, `{organization}`, `{host}`.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ChangeWording, example = json!({ "subject": "Your key to {organization}", "body": "Welcome!\n\n{link}" }))]
pub(crate) struct ChangeWordingBody {
    /// Only for mail.
    #[serde(default)]
    #[schema(required = false)]
    subject: String,
    body: String,
}

/// Words with an example filled in.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = WordingPreview)]
pub(crate) struct PreviewBody {
    subject: String,
    text: String,
    /// In how many text messages it goes out; null for other channels.
    sms_parts: Option<usize>,
}

/// The organization's own words; what is not among them is sent in built-in words.
#[utoipa::path(get, path = "/wordings", tag = "messages", responses((status = 200, body = Page<WordingBody>)))]
pub(crate) async fn list_wordings(State(app): State<App>, who: Admitted) -> Result<Json<Page<WordingBody>>, Problem> {
    let all = app.house.wordings(&who.actor).await?;
    Ok(Json(Page { items: all.into_iter().map(WordingBody::from).collect(), next_cursor: None }))
}

/// The words of a channel in a language, own or built-in, as they are sent now.
#[utoipa::path(get, path = "/wordings/{id}", tag = "messages", params(("id" = String, Path, example = "mail-de")),
    responses((status = 200, body = WordingBody)))]
pub(crate) async fn show_wording(
    State(app): State<App>,
    who: Admitted,
    Id(name): Id<WordingName>,
) -> Result<Json<WordingBody>, Problem> {
    in_force(&app, &who, name).await
}

/// Changes the words: from the answer on messages are sent in them.
#[utoipa::path(patch, path = "/wordings/{id}", tag = "messages", params(("id" = String, Path, example = "mail-de")),
    request_body = ChangeWordingBody, responses((status = 200, body = WordingBody)))]
pub(crate) async fn change_wording(
    State(app): State<App>,
    who: Admitted,
    Id(name): Id<WordingName>,
    sent: Sent<ChangeWordingBody>,
) -> Result<Json<WordingBody>, Problem> {
    let body = sent.change();
    app.house.change_words(&who.actor, name.channel, &name.language, (&body.subject, &body.body), None).await?;
    in_force(&app, &who, name).await
}

/// Goes back to the built-in words.
#[utoipa::path(delete, path = "/wordings/{id}", tag = "messages", params(("id" = String, Path, example = "mail-de")),
    responses((status = 204, description = "The built-in words are sent.")))]
pub(crate) async fn reset_wording(
    State(app): State<App>,
    who: Admitted,
    Id(name): Id<WordingName>,
) -> Result<StatusCode, Problem> {
    app.house.reset_words(&who.actor, name.channel, &name.language, None).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Shows words with an example filled in. Nothing is kept.
#[utoipa::path(post, path = "/wordings/{id}/preview", tag = "messages",
    params(("id" = String, Path, example = "mail-de")), request_body = ChangeWordingBody,
    responses((status = 200, body = PreviewBody)))]
pub(crate) async fn preview_wording(
    State(app): State<App>,
    who: Admitted,
    Id(name): Id<WordingName>,
    sent: Sent<ChangeWordingBody>,
) -> Result<Json<PreviewBody>, Problem> {
    let body = sent.change();
    let shown = app.house.try_words(&who.actor, name.channel, &name.language, &body.subject, &body.body).await?;
    let sms_parts = (name.channel == Channel::Sms).then(|| sms_parts(&shown.text).0);
    Ok(Json(PreviewBody { subject: shown.subject, text: shown.text, sms_parts }))
}

async fn in_force(app: &App, who: &Admitted, name: WordingName) -> Result<Json<WordingBody>, Problem> {
    let words = app.house.words_in_force(&who.actor, name.channel, &name.language).await?;
    Ok(Json(WordingBody {
        id: format!("{}-{}", name.channel.as_str(), name.language),
        channel: name.channel,
        language: name.language,
        subject: words.subject,
        body: words.body,
        changed_at: words.changed_at.map(Instant::from),
    }))
}
