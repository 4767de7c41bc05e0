//! A delivery's lines of the event log: what of it is a machine's fact, what is personal, and both in words.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::{Channel, Delivery, DeliveryState, FailCode};
use crate::event::{About, EventKind, NewEvent};
use crate::id::EventId;

impl Delivery {
    /// The line that says what came of it, once something has. The address and a provider's words are personal.
    pub fn line(&self, id: EventId, at: Timestamp) -> Option<NewEvent> {
        let mut detail = json!({ "delivery": self.id, "channel": self.channel });
        let mut personal = json!({ "address": self.address.as_ref().map(|address| address.as_str()) });
        let kind = match &self.state {
            DeliveryState::Queued { .. } | DeliveryState::Sending { .. } => return None,
            DeliveryState::Sent { .. } => EventKind::LinkSent,
            DeliveryState::Failed { failure, .. } => {
                detail["reason"] = json!(failure.code.as_str());
                personal["reason"] = json!(failure.words);
                EventKind::DeliveryFailed
            }
        };
        Some(NewEvent {
            id,
            organization: self.organization,
            at,
            kind,
            via: self.via,
            actor: self.by,
            about: About { link: Some(self.link), ..About::default() },
            detail,
            personal: Some(personal),
        })
    }
}

/// ` by e-mail to mia@example.com`, as far as it is still known.
pub fn way(line: &NewEvent) -> String {
    let channel = line.detail.get("channel").and_then(Value::as_str);
    let words = |channel: &str| match channel {
        "push" => Some("notification"),
        other => Channel::parse(other).map(Channel::words),
    };
    let by = channel.and_then(words).map(|words| format!(" by {words}")).unwrap_or_default();
    let address = line.personal.as_ref().and_then(|personal| personal.get("address")).and_then(Value::as_str);
    let to = address.filter(|address| !address.is_empty()).map(|address| format!(" to {address}"));
    by + &to.unwrap_or_default()
}

/// Why a delivery was given up, as part of a sentence.
pub fn why_not_sent(line: &NewEvent) -> String {
    let words = line.personal.as_ref().and_then(|personal| personal.get("reason")).and_then(Value::as_str);
    let code = line.detail.get("reason").and_then(Value::as_str).and_then(FailCode::parse);
    let words = words.or_else(|| code.map(FailCode::sentence));
    words.unwrap_or("the reason is not known").to_owned()
}
