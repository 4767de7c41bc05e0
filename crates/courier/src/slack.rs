//! Slack: as a bot to a person or channel, or by an incoming webhook to one channel.

use keylink_domain::delivery::{FailCode, SlackPlace};
use serde_json::{Value, json};

use crate::http::{Answer, Http, Sent, checked_base, form};
use crate::message::Message;
use crate::settings::{SetupError, SlackSettings, SlackWay, Token};
use crate::{NotTaken, Taken};

const WHO: &str = "Slack";
const JSON: &str = "application/json; charset=utf-8";

pub(crate) struct Slack {
    way: SlackWay,
    http: Http,
}

impl Slack {
    pub(crate) fn new(settings: SlackSettings) -> Result<Self, SetupError> {
        let way = match settings.way {
            SlackWay::Bot { token, base_url } => {
                SlackWay::Bot { token, base_url: checked_base("slack.base_url", &base_url)? }
            }
            SlackWay::Webhook(url) => SlackWay::Webhook(Token::new(&checked_base("slack.webhook_url", url.reveal())?)),
        };
        Ok(Self { way, http: Http::new(false)? })
    }

    pub(crate) const fn is_webhook(&self) -> bool {
        matches!(self.way, SlackWay::Webhook(_))
    }

    pub(crate) async fn send(&self, to: &SlackPlace, message: &Message) -> Result<Taken, NotTaken> {
        match &self.way {
            SlackWay::Webhook(url) => self.by_webhook(url, message).await,
            SlackWay::Bot { token, base_url } => self.as_bot(token, base_url, to, message).await,
        }
    }

    async fn by_webhook(&self, url: &Token, message: &Message) -> Result<Taken, NotTaken> {
        let sent = Sent { url: url.reveal(), authorization: None, content_type: JSON, body: body(message).to_string() };
        let answer = self.http.post(WHO, sent).await?;
        let words = answer.text();
        let words = words.trim().chars().take(80).collect::<String>();
        if answer.status.is_success() {
            return Ok(Taken { said: words });
        }
        if let Some(trouble) = answer.of_the_provider(WHO) {
            return Err(trouble);
        }
        let code =
            if matches!(words.as_str(), "invalid_payload" | "no_text") { FailCode::Refused } else { FailCode::Login };
        Err(NotTaken::never(
            code,
            format!("Slack said: {words} ({}); check the webhook in the settings", answer.status),
        ))
    }

    async fn as_bot(
        &self,
        token: &Token,
        base_url: &str,
        to: &SlackPlace,
        message: &Message,
    ) -> Result<Taken, NotTaken> {
        let place = match to.email() {
            Some(email) => self.member(token, base_url, email).await?,
            None if to.as_str().is_empty() => {
                return Err(NotTaken::never(FailCode::Address, "no channel or person was named"));
            }
            None => to.as_str().to_owned(),
        };
        let mut body = body(message);
        body["channel"] = json!(place);
        // Else Slack's robot would fetch the link.
        body["unfurl_links"] = json!(false);
        body["unfurl_media"] = json!(false);
        let url = format!("{base_url}/chat.postMessage");
        let sent = Sent { url: &url, authorization: Some(bearer(token)), content_type: JSON, body: body.to_string() };
        let answer = self.http.post(WHO, sent).await?;
        told(&answer)?;
        Ok(Taken { said: "ok".to_owned() })
    }

    /// A member's id by their mail address. Nothing has gone out when this fails.
    async fn member(&self, token: &Token, base_url: &str, email: &str) -> Result<String, NotTaken> {
        let url = format!("{base_url}/users.lookupByEmail");
        let sent = Sent {
            url: &url,
            authorization: Some(bearer(token)),
            content_type: "application/x-www-form-urlencoded",
            body: form(&[("email", email)]),
        };
        let asked = match self.http.post(WHO, sent).await {
            Ok(answer) => told(&answer),
            Err(trouble) => Err(trouble),
        };
        let found = asked.map_err(|trouble| match trouble {
            NotTaken::NotKnown(said) => NotTaken::later(said),
            other => other,
        })?;
        let id = found["user"]["id"].as_str();
        id.map(str::to_owned).ok_or_else(|| NotTaken::later("Slack did not say who that is"))
    }
}

fn bearer(token: &Token) -> String {
    format!("Bearer {}", token.reveal())
}

/// Slack's answer if it says that it is good; its errors in words.
fn told(answer: &Answer) -> Result<Value, NotTaken> {
    if let Some(trouble) = answer.of_the_provider(WHO) {
        return Err(trouble);
    }
    let json = answer.json();
    if json["ok"].as_bool() == Some(true) {
        return Ok(json);
    }
    let Some(error) = json["error"].as_str() else {
        return Err(NotTaken::NotKnown(format!("Slack answered {} without a word", answer.status)));
    };
    let said = format!("Slack said: {error}{}", hint(error));
    Err(match error {
        "ratelimited" | "rate_limited" | "message_limit_exceeded" | "service_unavailable" => {
            NotTaken::Later { said, after: answer.after }
        }
        "channel_not_found"
        | "is_archived"
        | "not_in_channel"
        | "users_not_found"
        | "user_not_found"
        | "cannot_dm_bot"
        | "messages_tab_disabled" => NotTaken::never(FailCode::Address, said),
        "invalid_auth"
        | "not_authed"
        | "account_inactive"
        | "token_revoked"
        | "token_expired"
        | "missing_scope"
        | "no_permission"
        | "org_login_required"
        | "ekm_access_denied"
        | "not_allowed_token_type" => NotTaken::never(FailCode::Login, said),
        "internal_error" | "fatal_error" => NotTaken::NotKnown(said),
        _ => NotTaken::never(FailCode::Refused, said),
    })
}

/// What to do about an error, where that is known.
fn hint(error: &str) -> &'static str {
    match error {
        "channel_not_found" => "; check the name, and for a private channel invite the bot to it",
        "not_in_channel" => "; invite the bot to the channel",
        "is_archived" => "; the channel is archived",
        "users_not_found" => "; nobody in this Slack has that address",
        "missing_scope" => "; the bot needs chat:write, for mail addresses also users:read.email",
        _ => "",
    }
}

/// The message as Slack shows it. Its first line, which stands in notifications, is without the link; people's own
/// words are plain text, so that nothing in them calls or links.
fn body(message: &Message) -> Value {
    let plain =
        |text: &String| json!({ "type": "section", "text": { "type": "plain_text", "text": text, "emoji": false } });
    let mut blocks: Vec<Value> = message.paragraphs.iter().map(plain).collect();
    if let Some((words, url)) = &message.link {
        let link = format!("<{}|{}>", escaped(url), escaped(words));
        // Before the facts, after what to do with it.
        let place = if message.link_is_last { blocks.len() } else { blocks.len().saturating_sub(1) };
        blocks.insert(place, json!({ "type": "section", "text": { "type": "mrkdwn", "text": link } }));
    }
    json!({ "text": escaped(message.paragraphs.first().map_or("", String::as_str)), "blocks": blocks })
}

/// As Slack asks for it.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
