//! What happened at a door by itself, in words: pieces, so that pages can set the names apart.

use serde_json::Value;

use crate::door_event::{Alarm, CardRefusal};
use crate::event::{Event, EventKind};

/// A piece of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Words.
    Text(String),
    /// The door's name.
    Door,
    /// The name of the user it was done to.
    User,
    /// The credential's name.
    Credential,
    /// The link's name.
    Link,
    /// The controller's name, with the word before it.
    Controller,
}

use Piece::{Controller, Credential, Door, Link, User};

fn text(text: impl Into<String>) -> Piece {
    Piece::Text(text.into())
}

/// The pieces of a line that tells what happened by itself; of any other line it has none.
pub fn pieces(event: &Event) -> Vec<Piece> {
    let detail = |part: &str| event.line.detail.get(part);
    let code = |part: &str| detail(part).and_then(Value::as_str).unwrap_or_default();
    match event.line.kind {
        EventKind::DoorOpened if event.line.about.link.is_some() => {
            vec![Door, text(" was opened, unlocked by link "), Link]
        }
        EventKind::DoorOpened if event.line.about.user.is_some() => {
            vec![Door, text(" was opened, unlocked by "), User]
        }
        EventKind::DoorOpened => vec![Door, text(" was opened")],
        EventKind::DoorClosed => vec![Door, text(" was closed")],
        EventKind::DoorForced => vec![Door, text(" was forced open: nobody was let in")],
        EventKind::DoorHeld => match detail("after_ms").and_then(Value::as_i64) {
            Some(ms) => vec![Door, text(format!(" stands open for more than {} s", ms / 1_000))],
            None => vec![Door, text(" stands open for too long")],
        },
        EventKind::DoorCardGranted => card(event, " was let in at ", String::new()),
        EventKind::DoorCardRefused => {
            let why = CardRefusal::parse(code("why")).unwrap_or(CardRefusal::NotTold);
            card(event, " was not let in at ", format!(": {}", why.words()))
        }
        EventKind::DoorCodeGranted => vec![text("A code typed at "), Door, text(" let somebody in")],
        EventKind::DoorButton if detail("granted") == Some(&Value::Bool(false)) => {
            vec![text("The exit button of "), Door, text(" was pressed, and did nothing")]
        }
        EventKind::DoorButton => vec![text("The exit button of "), Door, text(" was pressed")],
        EventKind::DoorReleased => vec![Door, text(" was unlocked, and not by Keylink")],
        EventKind::ControllerTold => told(code("told"), detail("number").and_then(Value::as_u64), code("code")),
        EventKind::ControllerAlarm => {
            let words = Alarm::parse(code("alarm")).map_or("an alarm that it does not name", Alarm::words);
            let mut said = vec![Controller, text(format!(" raised an alarm: {words}"))];
            if event.line.about.door.is_some() {
                said.extend([text(", at "), Door]);
            }
            said
        }
        EventKind::ControllerEventsMissed => match detail("missed").and_then(Value::as_u64) {
            Some(1) => vec![text("1 event of "), Controller, text(" is lost: it forgot it before it was read")],
            Some(n) => {
                vec![
                    text(format!("{n} events of ")),
                    Controller,
                    text(" are lost: it forgot them before they were read"),
                ]
            }
            None => vec![text("Events of "), Controller, text(" may be lost: its memory began anew")],
        },
        _ => Vec::new(),
    }
}

/// Whose card it was, as far as that is known.
fn card(event: &Event, said: &str, why: String) -> Vec<Piece> {
    let number = event.line.personal.as_ref().and_then(|told| told.get("card")).and_then(Value::as_u64);
    let mut pieces = match (event.line.about.user.is_some(), number) {
        (true, _) => vec![User, text(said), Door, text(" by card "), Credential],
        (false, Some(number)) => vec![text(format!("Card {number}{said}")), Door],
        (false, None) => vec![text(format!("A card{said}")), Door],
    };
    if !why.is_empty() {
        pieces.push(text(why));
    }
    pieces
}

fn told(told: &str, number: Option<u64>, code: &str) -> Vec<Piece> {
    match (told, number) {
        ("restarted", _) => vec![Controller, text(" was switched on")],
        ("other", Some(number)) => {
            vec![
                text("At the address of "),
                Controller,
                text(format!(" another one answers, number {number}; nothing is sent to it")),
            ]
        }
        ("replaced", _) => vec![Controller, text(" is another one now; what happens there is heard from now on")],
        _ => {
            let code = if code.is_empty() { String::new() } else { format!(" ({code})") };
            vec![Controller, text(format!(" told something that has no name here{code}"))]
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use serde_json::json;

    use super::super::sentence;
    use super::*;
    use crate::actor::Via;
    use crate::event::{About, NewEvent};
    use crate::id::{CredentialId, DoorId, EventId, OrganizationId, UserId};

    fn said(kind: EventKind, user: bool, detail: Value, personal: Value) -> String {
        let at = Timestamp::UNIX_EPOCH;
        let about = About {
            door: Some(DoorId::new(at, [1; 16])),
            user: user.then(|| UserId::new(at, [2; 16])),
            credential: user.then(|| CredentialId::new(at, [3; 16])),
            ..About::default()
        };
        let line = NewEvent {
            id: EventId::new(at, [1; 16]),
            organization: OrganizationId::new(at, [2; 16]),
            at,
            kind,
            via: Via::System,
            actor: None,
            about,
            detail,
            personal: Some(personal),
        };
        sentence(&Event {
            seq: 1,
            line,
            door_name: Some("Street door".to_owned()),
            is_door_removed: false,
            link_name: None,
            origin_name: None,
            user_name: user.then(|| "Ben".to_owned()),
            actor_name: None,
            credential_name: user.then(|| "Blue".to_owned()),
        })
    }

    #[test]
    fn who_came_in_is_said_as_far_as_it_is_known() {
        let card = json!({ "card": 12345678 });
        let granted = |user| said(EventKind::DoorCardGranted, user, Value::Null, card.clone());
        assert_eq!(granted(true), "Ben was let in at Street door by card 'Blue'");
        assert_eq!(granted(false), "Card 12345678 was let in at Street door");
        let refused = said(EventKind::DoorCardRefused, false, json!({ "why": "wrong_pin" }), Value::Null);
        assert_eq!(refused, "A card was not let in at Street door: the PIN was wrong");
    }

    #[test]
    fn what_a_controller_tells_of_itself_names_it() {
        let detail = json!({ "name": "Cabinet", "missed": 3 });
        let missed = said(EventKind::ControllerEventsMissed, false, detail, Value::Null);
        assert_eq!(missed, "3 events of controller 'Cabinet' are lost: it forgot them before they were read");
        let other = json!({ "name": "Cabinet", "told": "other", "number": 7 });
        let other = said(EventKind::ControllerTold, false, other, Value::Null);
        assert_eq!(
            other,
            "At the address of controller 'Cabinet' another one answers, number 7; nothing is sent to it"
        );
    }
}
