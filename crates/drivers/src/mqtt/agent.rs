//! What center and agent say to each other besides commands and answers (docs/mqtt.md, "Agents"): questions, what came of
//! them, and the time. A lost question is asked again, so these go at QoS 0; no command ever does.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use keylink_domain::controller::Channel;
use keylink_domain::door_event::{Alarm, CardRefusal, DoorEvent, Happened};
use keylink_domain::id::ControllerId;
use keylink_domain::placement::CardOrder;
use serde::{Deserialize, Serialize};
use tokio::sync::oneshot;
use uuid::Uuid;

use super::payload::MAX_PAYLOAD_BYTES;
use crate::direct::{Away, Heard, Missed, Placing, Probe};

/// How long an agent may take to answer.
pub const ANSWER_WITHIN: Duration = Duration::from_secs(4);
/// The most events in one answer: they fit into a message.
pub const MOST_EVENTS: usize = 16;
/// The most bytes that the doors of a card's order may take, written down: what is longer fits into no message.
const MOST_DOORS_BYTES: usize = 3 * 1_024;
/// The most bytes of all facts in one answer.
pub const MOST_FACTS_BYTES: usize = 3 * 1_024;

/// No reason of an agent's is told longer, in characters.
const LONGEST_WHY: usize = 300;
const SOMETHING_ELSE: &str = "the agent answered something else than was asked";

/// A question to an agent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// By which its answer is known.
    pub id: Uuid,
    /// What is asked.
    #[serde(flatten)]
    pub ask: Ask,
}

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "ask", rename_all = "snake_case")]
pub enum Ask {
    /// How it is, and its devices.
    Probe,
    /// What happened since the mark, which stands in the center's database: what came before it may be forgotten.
    Hear {
        /// The mark; none at the first time.
        since: Option<String>,
    },
    /// That its devices at these doors let a card in, and its other devices do not.
    PutCard {
        /// The card, with its days and the doors' channels.
        card: CardOrder,
    },
    /// That none of its devices lets a card in any more.
    TakeCard {
        /// The card.
        number: u64,
    },
}

impl Ask {
    /// What is asked for a card; none where it has more doors than fit into a message.
    pub(crate) fn put(card: &CardOrder) -> Option<Self> {
        let bytes: usize = card.doors.iter().map(|door| door.as_str().len() + 3).sum();
        (bytes <= MOST_DOORS_BYTES).then(|| Self::PutCard { card: card.clone() })
    }
}

/// An agent's answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// The question's.
    pub id: Uuid,
    /// What it says.
    #[serde(flatten)]
    pub told: Told,
}

/// What an agent says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "told", rename_all = "snake_case")]
pub enum Told {
    /// How it is, in words for people.
    Probe {
        /// One line each.
        facts: Vec<String>,
    },
    /// What happened.
    Heard {
        /// The mark of the newest that is told here.
        mark: String,
        /// How many are lost between the asked mark and the first here; none where nobody knows.
        lost: Option<u64>,
        /// Whether there is more at once.
        more: bool,
        /// Oldest first.
        events: Vec<Line>,
    },
    /// What came of a card.
    Card {
        /// It.
        came: Placing,
    },
}

/// One thing that happened, on the wire and in the agent's journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Its number in the journal.
    pub number: u64,
    /// The door, by its channel; none where it concerns a device.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<Channel>,
    /// What happened.
    pub what: Word,
    /// Which card.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub card: Option<u64>,
    /// How long before this was said, in milliseconds; none where no clock can tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ago_ms: Option<i64>,
}

/// What happened, spelled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Word {
    /// As [`Happened::CardGranted`], and so on.
    CardGranted,
    /// With why.
    CardRefused(String),
    /// See [`Happened`].
    CodeGranted,
    /// See [`Happened`].
    ButtonPressed,
    /// See [`Happened`].
    ButtonRefused,
    /// See [`Happened`].
    RemoteOpen,
    /// See [`Happened`].
    Unlocked,
    /// See [`Happened`].
    Locked,
    /// See [`Happened`].
    StandsUnlocked,
    /// See [`Happened`].
    Opened,
    /// See [`Happened`].
    Closed,
    /// See [`Happened`].
    StandsOpen,
    /// See [`Happened`].
    StandsClosed,
    /// See [`Happened`].
    ForcedOpen,
    /// See [`Happened`].
    HeldOpen,
    /// See [`Happened`].
    Restarted,
    /// With how much.
    Forgot(Option<u64>),
    /// See [`Happened`].
    Replaced,
    /// With what for.
    Alarm(String),
    /// By the device's own codes.
    Other(u8, u8),
    /// As a newer agent says it. It must not keep what comes behind it from being heard.
    #[serde(untagged)]
    Unnamed(serde_json::Value),
}

impl From<Happened> for Word {
    fn from(what: Happened) -> Self {
        match what {
            Happened::CardGranted => Self::CardGranted,
            Happened::CardRefused(why) => Self::CardRefused(why.code().to_owned()),
            Happened::CodeGranted => Self::CodeGranted,
            Happened::ButtonPressed => Self::ButtonPressed,
            Happened::ButtonRefused => Self::ButtonRefused,
            Happened::RemoteOpen => Self::RemoteOpen,
            Happened::Unlocked => Self::Unlocked,
            Happened::Locked => Self::Locked,
            Happened::StandsUnlocked => Self::StandsUnlocked,
            Happened::Opened => Self::Opened,
            Happened::Closed => Self::Closed,
            Happened::StandsOpen => Self::StandsOpen,
            Happened::StandsClosed => Self::StandsClosed,
            Happened::ForcedOpen => Self::ForcedOpen,
            Happened::HeldOpen => Self::HeldOpen,
            Happened::Restarted => Self::Restarted,
            Happened::Forgot(count) => Self::Forgot(count),
            Happened::Replaced => Self::Replaced,
            Happened::Alarm(alarm) => Self::Alarm(alarm.code().to_owned()),
            Happened::Other { kind, reason } => Self::Other(kind, reason),
        }
    }
}

impl Word {
    /// A word of a newer agent that has no name here is still something that happened.
    fn happened(&self) -> Happened {
        let other = Happened::Other { kind: 0, reason: 0 };
        match self {
            Self::CardGranted => Happened::CardGranted,
            Self::CardRefused(why) => Happened::CardRefused(CardRefusal::parse(why).unwrap_or(CardRefusal::NotTold)),
            Self::CodeGranted => Happened::CodeGranted,
            Self::ButtonPressed => Happened::ButtonPressed,
            Self::ButtonRefused => Happened::ButtonRefused,
            Self::RemoteOpen => Happened::RemoteOpen,
            Self::Unlocked => Happened::Unlocked,
            Self::Locked => Happened::Locked,
            Self::StandsUnlocked => Happened::StandsUnlocked,
            Self::Opened => Happened::Opened,
            Self::Closed => Happened::Closed,
            Self::StandsOpen => Happened::StandsOpen,
            Self::StandsClosed => Happened::StandsClosed,
            Self::ForcedOpen => Happened::ForcedOpen,
            Self::HeldOpen => Happened::HeldOpen,
            Self::Restarted => Happened::Restarted,
            Self::Forgot(count) => Happened::Forgot(*count),
            Self::Replaced => Happened::Replaced,
            Self::Alarm(what) => Alarm::parse(what).map_or(other, Happened::Alarm),
            Self::Other(kind, reason) => Happened::Other { kind: *kind, reason: *reason },
            Self::Unnamed(_) => other,
        }
    }
}

impl Line {
    fn event(self) -> DoorEvent {
        let ago = self.ago_ms.filter(|ms| *ms >= 0).map(SignedDuration::from_millis);
        DoorEvent { channel: self.channel, what: self.what.happened(), card: self.card, ago, number: self.number }
    }
}

/// The agent asks what time it is; the answer is bound to the question by its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimeAsked {
    /// The question's number.
    pub sent: u64,
}

/// What time it is on the center's wall, by which commands' deadlines are written, in milliseconds since 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimeTold {
    /// The question's number.
    pub sent: u64,
    /// The time.
    pub now_ms: i64,
}

/// Writes the time for an agent that asked; none where what it asked cannot be read.
pub(super) fn time_told(payload: &[u8], now: Timestamp) -> Option<Vec<u8>> {
    let TimeAsked { sent } = read(payload)?;
    serde_json::to_vec(&TimeTold { sent, now_ms: now.as_millisecond() }).ok()
}

pub(super) fn read<'a, T: Deserialize<'a>>(payload: &'a [u8]) -> Option<T> {
    if payload.len() > MAX_PAYLOAD_BYTES {
        return None;
    }
    serde_json::from_slice(payload).ok()
}

impl Told {
    pub(crate) fn probe(self) -> Result<Probe, String> {
        match self {
            Self::Probe { facts } => Ok(Probe { facts, doors: Vec::new(), offers: Vec::new(), battery: None }),
            _ => Err(SOMETHING_ELSE.to_owned()),
        }
    }

    /// What came of a card.
    pub(crate) fn card(self) -> Placing {
        match self {
            Self::Card { came } => came.within(LONGEST_WHY),
            _ => Placing::Away(SOMETHING_ELSE.to_owned()),
        }
    }

    /// What happened since `before`; without a mark where nothing did, since then there is nothing to write down.
    pub(crate) fn heard(self, at: Timestamp, before: Option<&str>) -> Result<Heard, Away> {
        let Self::Heard { mark, lost, more, events } = self else {
            return Err(Away { why: SOMETHING_ELSE.to_owned(), stranger: None });
        };
        let missed = match lost {
            Some(0) => Missed::Nothing,
            Some(count) => Missed::Events(count),
            None => Missed::Unknown,
        };
        let events = events.into_iter().take(MOST_EVENTS).map(Line::event).collect();
        let place = Some(mark).filter(|mark| Some(mark.as_str()) != before);
        Ok(Heard { events, at, place, missed, doors: Vec::new(), more })
    }
}

/// Who waits for which agent's answer.
#[derive(Default)]
pub(super) struct Questions {
    waiting: Mutex<HashMap<Uuid, (ControllerId, oneshot::Sender<Told>)>>,
}

/// A question that waits. Dropping it ends the waiting.
pub(super) struct Asked<'a> {
    questions: &'a Questions,
    id: Uuid,
    answer: oneshot::Receiver<Told>,
}

impl Questions {
    pub(super) fn expect(&self, id: Uuid, controller: ControllerId) -> Asked<'_> {
        let (sender, answer) = oneshot::channel();
        self.lock().insert(id, (controller, sender));
        Asked { questions: self, id, answer }
    }

    /// Takes an answer; one that nobody here asked for, or that another controller gives, is nobody's business.
    pub(super) fn answer(&self, controller: ControllerId, payload: &[u8]) {
        let Some(Answer { id, told }) = read(payload) else {
            tracing::warn!(%controller, "an agent's answer cannot be read; dropped");
            return;
        };
        let mut waiting = self.lock();
        if waiting.get(&id).is_some_and(|(asked, _)| *asked == controller)
            && let Some((_, waiter)) = waiting.remove(&id)
            && waiter.send(told).is_err()
        {
            tracing::trace!(%controller, "whoever asked an agent is gone");
        }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Uuid, (ControllerId, oneshot::Sender<Told>)>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Asked<'_> {
    pub(super) async fn answered(&mut self) -> Option<Told> {
        tokio::time::timeout(ANSWER_WITHIN, &mut self.answer).await.ok()?.ok()
    }
}

impl Drop for Asked<'_> {
    fn drop(&mut self) {
        self.questions.lock().remove(&self.id);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_as_they_are_written() {
        let all = [
            Happened::CardGranted,
            Happened::CardRefused(CardRefusal::WrongPin),
            Happened::CodeGranted,
            Happened::ButtonPressed,
            Happened::ButtonRefused,
            Happened::RemoteOpen,
            Happened::Opened,
            Happened::Closed,
            Happened::StandsOpen,
            Happened::StandsClosed,
            Happened::ForcedOpen,
            Happened::HeldOpen,
            Happened::Restarted,
            Happened::Forgot(None),
            Happened::Forgot(Some(9)),
            Happened::Replaced,
            Happened::Alarm(Alarm::Fire),
            Happened::Other { kind: 2, reason: 40 },
        ];
        for what in all {
            let written = serde_json::to_string(&Word::from(what)).unwrap();
            let read: Word = serde_json::from_str(&written).unwrap();
            assert_eq!(read.happened(), what, "{written}");
        }
        for newer in [r#""sung""#, r#"{"sung":{"how":"loud"}}"#] {
            let answer = format!(
                r#"{{"told":"heard","mark":"m","lost":0,"more":false,"events":[{{"number":1,"what":{newer}}},{{"number":2,"what":"opened"}}]}}"#
            );
            let told: Told = serde_json::from_str(&answer).unwrap();
            let heard = told.heard(Timestamp::UNIX_EPOCH, None).unwrap();
            let what: Vec<_> = heard.events.into_iter().map(|event| event.what).collect();
            assert_eq!(what, [Happened::Other { kind: 0, reason: 0 }, Happened::Opened], "{newer}");
        }
        let question = Question { id: Uuid::from_u128(1), ask: Ask::Hear { since: None } };
        let written = serde_json::to_vec(&question).unwrap();
        assert_eq!(read::<Question>(&written), Some(question));
    }

    #[tokio::test]
    async fn an_answer_reaches_who_asked_and_only_from_whom_was_asked() {
        let controller = |n| ControllerId::new(Timestamp::UNIX_EPOCH, [n; 16]);
        let (questions, id) = (Questions::default(), Uuid::from_u128(7));
        let mut asked = questions.expect(id, controller(1));
        let told = Told::Probe { facts: vec!["well".to_owned()] };
        let payload = serde_json::to_vec(&Answer { id, told: told.clone() }).unwrap();
        questions.answer(controller(2), &payload);
        questions.answer(controller(1), b"nonsense");
        assert!(!questions.lock().is_empty(), "another one's answer is none");
        questions.answer(controller(1), &payload);
        assert_eq!(asked.answered().await, Some(told));
        drop(asked);
        assert!(questions.lock().is_empty());
    }

    #[test]
    fn sixteen_events_fit_into_a_message() {
        let line = |number| Line {
            number,
            channel: Channel::parse(&"x".repeat(64)).ok(),
            what: Word::CardRefused("outside_hours".to_owned()),
            card: Some(u64::from(u32::MAX)),
            ago_ms: Some(99_999_999_999),
        };
        let events = (u64::MAX - 16..u64::MAX).map(line).collect();
        let told =
            Told::Heard { mark: format!("{}/{}", Uuid::nil(), u64::MAX), lost: Some(u64::MAX), more: true, events };
        let written = serde_json::to_vec(&Answer { id: Uuid::nil(), told }).unwrap();
        assert!(written.len() <= MAX_PAYLOAD_BYTES, "{}", written.len());
    }
}
