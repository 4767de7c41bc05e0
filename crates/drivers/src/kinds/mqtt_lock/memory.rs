//! What was heard of the doors on one connection: how each is, whether its device is there, and what answered a command.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use keylink_domain::controller::Channel;
use keylink_domain::door::{ContactStatus, LockStatus};
use keylink_domain::id::ControllerId;
use serde_json::Value;
use tokio::sync::watch;

use super::words::{LockWord, Topics, Words};
use crate::Report;
use crate::direct::line::{Ear, Said};
use crate::direct::{DoorReport, percent};
use crate::reports::Reports;

/// How many answers of devices are kept for those who wait for one.
const ANSWERS: usize = 64;

/// What was heard.
pub(super) struct Memory {
    words: Arc<Words>,
    /// The topic on which devices answer commands.
    answers_on: String,
    controller: ControllerId,
    reports: Option<Reports>,
    heard: Mutex<Heard>,
    count: watch::Sender<u64>,
}

#[derive(Default)]
struct Heard {
    places: HashMap<Channel, Place>,
    answers: VecDeque<(u32, bool)>,
}

/// One door.
#[derive(Default)]
struct Place {
    topics: Topics,
    lock: Option<LockWord>,
    contact: Option<bool>,
    /// In percent, as its state tells beside the lock.
    battery: Option<u8>,
    /// What each availability topic said last.
    offline: HashMap<String, bool>,
    /// When it was last said anew, by the count, and what.
    news: Option<(u64, LockWord)>,
    /// What was reported of it.
    reported: Option<(Option<LockStatus>, Option<ContactStatus>)>,
}

/// How a door is, as far as it was heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Now {
    pub(super) lock: Option<LockWord>,
    pub(super) contact: Option<bool>,
    pub(super) battery: Option<u8>,
    /// Whether its device is told to be away; none where nobody said anything.
    pub(super) offline: Option<bool>,
}

impl Memory {
    pub(super) fn new(words: Arc<Words>, answers_on: String, of: ControllerId, reports: Option<Reports>) -> Self {
        let (count, _) = watch::channel(0);
        Self { words, answers_on, controller: of, reports, heard: Mutex::default(), count }
    }

    /// Begins to note what is said of this door.
    pub(super) fn note(&self, channel: &Channel, topics: &Topics) {
        let mut heard = self.lock();
        if !heard.places.contains_key(channel) {
            heard.places.insert(channel.clone(), Place { topics: topics.clone(), ..Place::default() });
        }
    }

    pub(super) fn now(&self, channel: &Channel) -> Now {
        let heard = self.lock();
        let place = heard.places.get(channel);
        let offline = |place: &Place| match place.offline.is_empty() {
            true => None,
            false => Some(place.offline.values().any(|away| *away)),
        };
        Now {
            lock: place.and_then(|place| place.lock),
            contact: place.and_then(|place| place.contact),
            battery: place.and_then(|place| place.battery),
            offline: place.and_then(offline),
        }
    }

    /// How many messages were heard.
    pub(super) fn count(&self) -> u64 {
        *self.count.borrow()
    }

    /// Tells when more is heard.
    pub(super) fn changes(&self) -> watch::Receiver<u64> {
        self.count.subscribe()
    }

    /// What the lock was said to be after this count, by the device and not by the broker's memory.
    pub(super) fn news_since(&self, channel: &Channel, count: u64) -> Option<LockWord> {
        let heard = self.lock();
        heard.places.get(channel)?.news.filter(|(at, _)| *at > count).map(|(_, word)| word)
    }

    /// Whether the device did what it was told under this number; none before it answered.
    pub(super) fn answer(&self, call: u32) -> Option<bool> {
        self.lock().answers.iter().find(|(known, _)| *known == call).map(|(_, did)| *did)
    }

    fn lock(&self) -> MutexGuard<'_, Heard> {
        self.heard.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A door of which something new is known is reported, once.
    fn report(&self, channel: &Channel, place: &mut Place) {
        let now = door_report(channel, place.lock, place.contact);
        if place.reported == Some((now.lock, now.contact)) {
            return;
        }
        place.reported = Some((now.lock, now.contact));
        if let Some(reports) = &self.reports {
            let DoorReport { channel, lock, contact } = now;
            reports.put(Report::Door { controller: self.controller, channel, lock, contact });
        }
    }

    fn hear_answer(&self, heard: &mut Heard, payload: &[u8]) {
        let Ok(answer) = serde_json::from_slice::<Value>(payload) else { return };
        let Some(call) = answer["id"].as_u64().and_then(|id| u32::try_from(id).ok()) else { return };
        let did = answer["error"].is_null() && answer["result"].is_object();
        if heard.answers.len() >= ANSWERS {
            heard.answers.pop_front();
        }
        heard.answers.push_back((call, did));
    }
}

/// How a door is, for the house.
pub(super) fn door_report(channel: &Channel, lock: Option<LockWord>, contact: Option<bool>) -> DoorReport {
    let lock = match lock {
        Some(LockWord::Unlocked) => Some(LockStatus::Unlocked),
        Some(LockWord::Locked) => Some(LockStatus::Locked),
        Some(LockWord::Jammed) | None => None,
    };
    let contact = contact.map(|open| if open { ContactStatus::Open } else { ContactStatus::Closed });
    DoorReport { channel: channel.clone(), lock, contact }
}

impl Ear for Memory {
    /// What was known is old: nobody knows what was said meanwhile.
    fn begins(&self) {
        let mut heard = self.lock();
        heard.answers.clear();
        for place in heard.places.values_mut() {
            (place.lock, place.contact, place.news, place.reported) = (None, None, None, None);
            place.battery = None;
            place.offline.clear();
        }
    }

    fn hears(&self, said: &Said) {
        let count = self.count() + 1;
        let mut heard = self.lock();
        if said.topic == self.answers_on {
            self.hear_answer(&mut heard, &said.payload);
        }
        for (channel, place) in &mut heard.places {
            let is = |topic: &Option<String>| topic.as_deref() == Some(said.topic.as_str());
            if place.topics.availability.contains(&said.topic)
                && let Some(away) = self.words.offline(&said.payload)
            {
                place.offline.insert(said.topic.clone(), away);
            }
            if is(&place.topics.state)
                && let Ok(whole) = serde_json::from_slice::<Value>(&said.payload)
                && let Some(battery) = percent(&whole["battery"])
            {
                place.battery = Some(battery);
            }
            let mut news = false;
            if is(&place.topics.state)
                && let Some(word) = self.words.lock(&place.topics, &said.payload)
            {
                (place.lock, news) = (Some(word), true);
                if !said.retained {
                    place.news = Some((count, word));
                }
            }
            if is(&place.topics.contact)
                && let Some(open) = self.words.open(&place.topics, &said.payload)
            {
                (place.contact, news) = (Some(open), true);
            }
            if news {
                self.report(channel, place);
            }
        }
        drop(heard);
        self.count.send_replace(count);
    }
}
