//! The messages of the protocol (docs/mqtt.md): written for devices, read from devices.
//!
//! Reading is tolerant of fields it does not know, strict about the types of those it does, and
//! never panics: whatever a device sends is either understood or refused.

use std::fmt;
use std::marker::PhantomData;
use std::time::Duration;

use keylink_domain::controller::DriverKind;
use keylink_domain::door::{ContactStatus, LockStatus};
use keylink_domain::id::UnlockId;
use keylink_domain::refusal::Refusal;
use keylink_domain::unlock::{Command, DoorAct, Outcome};
use serde::de::value::MapAccessDeserializer;
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

/// The largest message that is read from a device, in bytes.
pub(super) const MAX_PAYLOAD_BYTES: usize = 4 * 1024;
/// The most commands, or answers, in one message.
pub(super) const MAX_TOGETHER: usize = 16;

/// The message was not understood.
#[derive(Debug, thiserror::Error)]
pub(super) enum Unreadable {
    #[error("{0} bytes, more than {MAX_PAYLOAD_BYTES}")]
    TooLarge(usize),
    #[error("{0} answers in a message that holds 1 to {MAX_TOGETHER}")]
    Number(usize),
    #[error("{0}")]
    Json(#[from] serde_json::Error),
}

#[derive(Serialize)]
struct CommandMessage<'a> {
    id: UnlockId,
    door: &'a str,
    act: &'static str,
    pulse_ms: u32,
    deadline_ms: i64,
}

/// Writes a command that is dead at an instant of the clock that devices agree with, in milliseconds since 1970.
pub(super) fn command(command: &Command, deadline_ms: i64) -> Result<Vec<u8>, serde_json::Error> {
    let act = match (command.act, command.address.driver) {
        (DoorAct::Hold, DriverKind::Agent) => "hold",
        // A device that knows nothing of holds keeps its lock released by being told again in time.
        (DoorAct::Unlock | DoorAct::Hold, _) => "unlock",
        (DoorAct::Lock, _) => "lock",
    };
    serde_json::to_vec(&CommandMessage {
        id: command.id,
        door: command.address.channel.as_str(),
        act,
        pulse_ms: command.pulse_ms,
        deadline_ms,
    })
}

/// Puts commands that were written one by one into one message.
pub(super) fn together<'a>(written: impl Iterator<Item = &'a [u8]>) -> Vec<u8> {
    let mut message = vec![b'['];
    for (before, command) in written.enumerate() {
        if before > 0 {
            message.push(b',');
        }
        message.extend_from_slice(command);
    }
    message.push(b']');
    message
}

/// How long a broker may keep a command, in seconds: the rest of its life, rounded up, because
/// the interval has no fractions and 0 would kill it at once. The device checks the rest itself.
pub(super) fn expiry_seconds(remaining: Duration) -> u32 {
    let seconds = remaining.as_millis().div_ceil(1_000);
    u32::try_from(seconds).unwrap_or(u32::MAX).max(1)
}

#[derive(Deserialize)]
struct ResultMessage {
    id: UnlockId,
    outcome: OutcomeWord,
    #[serde(default)]
    reason: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum OutcomeWord {
    Opened,
    Sent,
    Failed,
    /// From agents: the device itself was silent.
    Unknown,
}

/// Reads an answer.
pub(super) fn read_result(payload: &[u8]) -> Result<(UnlockId, Outcome), Unreadable> {
    read::<Object<ResultMessage>>(payload).map(ResultMessage::of)
}

/// Reads answers that came together: all of them, or none.
pub(super) fn read_results(payload: &[u8]) -> Result<Vec<(UnlockId, Outcome)>, Unreadable> {
    let messages: Vec<Object<ResultMessage>> = read(payload)?;
    match messages.len() {
        1..=MAX_TOGETHER => Ok(messages.into_iter().map(ResultMessage::of).collect()),
        number => Err(Unreadable::Number(number)),
    }
}

impl ResultMessage {
    fn of(Object(message): Object<Self>) -> (UnlockId, Outcome) {
        let outcome = match message.outcome {
            OutcomeWord::Opened => Outcome::Opened,
            OutcomeWord::Sent => Outcome::Sent,
            OutcomeWord::Failed => Outcome::Failed(refusal(message.reason.as_deref())),
            OutcomeWord::Unknown => Outcome::Unknown,
        };
        (message.id, outcome)
    }
}

/// A reason that is not in the list is still a certain "it did not move", so it is not thrown away.
fn refusal(reason: Option<&str>) -> Refusal {
    match reason {
        Some("offline") => Refusal::DoorOffline,
        Some("not_wired") => Refusal::DoorNotWired,
        Some("too_late") => Refusal::TooLate,
        Some("not_recorded") => Refusal::NotRecorded,
        _ => Refusal::DoorJammed,
    }
}

/// What a door's topic says.
#[derive(Debug, PartialEq, Eq, Deserialize)]
pub(super) struct DoorMessage {
    #[serde(default)]
    pub(super) lock: Option<LockStatus>,
    #[serde(default)]
    pub(super) contact: Option<ContactStatus>,
}

/// Reads a door's states.
pub(super) fn read_door(payload: &[u8]) -> Result<DoorMessage, Unreadable> {
    read::<Object<DoorMessage>>(payload).map(|Object(message)| message)
}

/// Reads `true` or `false`.
pub(super) fn read_online(payload: &[u8]) -> Result<bool, Unreadable> {
    read(payload)
}

fn read<'a, T: Deserialize<'a>>(payload: &'a [u8]) -> Result<T, Unreadable> {
    if payload.len() > MAX_PAYLOAD_BYTES {
        return Err(Unreadable::TooLarge(payload.len()));
    }
    Ok(serde_json::from_slice(payload)?)
}

/// A JSON object. Without this a list of the fields' values would be taken for one.
struct Object<T>(T);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Object<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Fields<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for Fields<T> {
            type Value = Object<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, fields: A) -> Result<Self::Value, A::Error> {
                T::deserialize(MapAccessDeserializer::new(fields)).map(Object)
            }
        }

        deserializer.deserialize_map(Fields(PhantomData))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use keylink_domain::controller::{Channel, DoorAddress, DriverKind};
    use keylink_domain::id::{ControllerId, DoorId, OrganizationId};

    const ID: &str = "0198c0de-7a11-7000-8000-000000000001";

    #[test]
    fn a_command_is_written_as_documented() {
        let now = jiff::Timestamp::UNIX_EPOCH;
        let written = command(
            &Command {
                id: ID.parse().unwrap(),
                organization: OrganizationId::new(now, [1; 16]),
                door: DoorId::new(now, [2; 16]),
                act: DoorAct::Unlock,
                address: DoorAddress {
                    controller: ControllerId::new(now, [3; 16]),
                    driver: DriverKind::Mqtt,
                    channel: Channel::parse("relay-2").unwrap(),
                },
                pulse_ms: 5_000,
                deadline: now,
            },
            1_790_000_000_123,
        )
        .unwrap();
        let expected =
            format!(r#"{{"id":"{ID}","door":"relay-2","act":"unlock","pulse_ms":5000,"deadline_ms":1790000000123}}"#);
        assert_eq!(String::from_utf8(written).unwrap(), expected);
    }

    #[test]
    fn the_expiry_is_rounded_up() {
        for (ms, seconds) in [(0, 1), (1, 1), (999, 1), (1_000, 1), (1_001, 2), (5_000, 5)] {
            assert_eq!(expiry_seconds(Duration::from_millis(ms)), seconds, "{ms} ms");
        }
        assert_eq!(expiry_seconds(Duration::MAX), u32::MAX);
    }

    #[test]
    fn answers_are_read() {
        let read =
            |rest: &str| read_result(format!(r#"{{"id":"{ID}",{rest}}}"#).as_bytes()).map(|(_, outcome)| outcome);
        assert_eq!(read(r#""outcome":"opened""#).unwrap(), Outcome::Opened);
        assert_eq!(read(r#""outcome":"sent","volts":12"#).unwrap(), Outcome::Sent);
        for (reason, refusal) in [
            (r#""jammed""#, Refusal::DoorJammed),
            (r#""offline""#, Refusal::DoorOffline),
            (r#""not_wired""#, Refusal::DoorNotWired),
            (r#""too_late""#, Refusal::TooLate),
            (r#""melted""#, Refusal::DoorJammed),
            ("null", Refusal::DoorJammed),
        ] {
            let outcome = read(&format!(r#""outcome":"failed","reason":{reason}"#)).unwrap();
            assert_eq!(outcome, Outcome::Failed(refusal), "{reason}");
        }
        assert_eq!(read(r#""outcome":"failed""#).unwrap(), Outcome::Failed(Refusal::DoorJammed));
        assert_eq!(read(r#""outcome":"unknown""#).unwrap(), Outcome::Unknown, "an agent's device was silent");
    }

    #[test]
    fn what_is_not_an_answer_is_refused() {
        let large = format!(r#"{{"id":"{ID}","outcome":"opened","pad":"{}"}}"#, "x".repeat(MAX_PAYLOAD_BYTES));
        for payload in [
            "",
            "{",
            "null",
            "[]",
            "\u{0}",
            r#"{"outcome":"opened"}"#,
            r#"{"id":7,"outcome":"opened"}"#,
            r#"{"id":"x","outcome":"opened"}"#,
            &format!(r#"{{"id":"{ID}"}}"#),
            &format!(r#"{{"id":"{ID}","outcome":"perhaps"}}"#),
            &format!(r#"{{"id":"{ID}","outcome":true}}"#),
            &format!(r#"{{"id":"{ID}","outcome":"failed","reason":7}}"#),
            &format!(r#"{{"id":"{ID}","id":"{ID}","outcome":"opened"}}"#),
            &"[".repeat(MAX_PAYLOAD_BYTES),
            &large,
        ] {
            assert!(read_result(payload.as_bytes()).is_err(), "{payload:.80}");
        }
        assert!(read_result(&[0xff, 0xfe]).is_err());
    }

    #[test]
    fn states_are_read() {
        let read = |text: &str| read_door(text.as_bytes());
        assert_eq!(
            read(r#"{"lock":"unlocked","contact":null,"battery":80}"#).unwrap(),
            DoorMessage { lock: Some(LockStatus::Unlocked), contact: None }
        );
        assert_eq!(
            read(r#"{"contact":"open"}"#).unwrap(),
            DoorMessage { lock: None, contact: Some(ContactStatus::Open) }
        );
        for bad in [r#"{"lock":"jammed"}"#, r#"{"lock":1}"#, "", "true"] {
            assert!(read(bad).is_err(), "{bad}");
        }
        assert!(read_online(b"true").unwrap());
        assert!(!read_online(b" false\n").unwrap());
        assert!(read_online(b"online").is_err());
        assert!(read_online(b"1").is_err());
    }
}
