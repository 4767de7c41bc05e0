//! One announcement that is made: what stands on the broker is held against what is so, accesses are told, and who says
//! UNLOCK there presses as the user that the announcement names, through the same decision as everybody.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use std::time::Duration;

use keylink_domain::actor::{Actor, Via, Who};
use keylink_domain::announcement::Announcement;
use keylink_domain::id::DoorId;
use keylink_domain::user::UserState;
use keylink_drivers::{Overheard, Voice, VoiceSettings, Word};
use keylink_store::announcement::Kept;
use keylink_store::{announcement, event, user};
use tokio::sync::{mpsc, oneshot};
use tokio::time::Instant;

use super::words::{Topics, access};
use crate::house::House;
use crate::trouble::Trouble;
use crate::unlock::NewPress;

/// How many words may wait to be heard; a word more is lost, and opens nothing.
const HEARD: usize = 64;
/// How long a change is waited for to be followed by others.
const GATHER: Duration = Duration::from_millis(150);
/// How often everything is looked at without a hint.
const LOOK_AGAIN: Duration = Duration::from_secs(30);
/// And how often while the doors are not announced.
const LOOK_SOON: Duration = Duration::from_secs(2);
/// A command for the same door within so long is the same one, said again.
const REPEATED: Duration = Duration::from_secs(3);
/// A command that waited for so long is dead.
const DEAD: Duration = Duration::from_secs(5);
/// Lines of the log that are told at once.
const AT_ONCE: u32 = 200;

/// Why an announcement ends here.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum End {
    /// It was taken back, or is made otherwise: what stands on the broker goes.
    Withdrawn,
    /// This node stops; another may go on.
    Left,
}

/// One announcement.
pub(super) struct Herald {
    house: Arc<House>,
    kept: Kept,
    known: Announcement,
    node: String,
    topics: Topics,
    voice: Voice,
    /// What stands on the broker, by topic.
    said: BTreeMap<String, String>,
    /// Whether the connection is a new one, on which all is to be said again.
    anew: bool,
    /// Up to where the log was told.
    place: Option<i64>,
    /// As whom doors open, and since when.
    actor: Option<(Actor, Instant)>,
    doors: Vec<DoorId>,
    pressed: HashMap<DoorId, Instant>,
    trouble: Option<String>,
}

impl Herald {
    /// Makes the announcement until it ends.
    pub(super) async fn make(
        house: Arc<House>,
        kept: Kept,
        password: String,
        node: String,
        mut end: oneshot::Receiver<End>,
    ) {
        let known = kept.announcement.clone();
        let Some(drivers) = house.drivers.clone() else { return };
        let (sender, mut heard) = mpsc::channel(HEARD);
        let topics = Topics::of(&known);
        let settings = VoiceSettings {
            address: known.broker.clone(),
            user: known.login.clone(),
            password,
            last_word: (topics.status(), "offline".to_owned()),
        };
        let voice = match drivers.speak(settings, sender) {
            Ok(voice) => voice,
            Err(wrong) => return tracing::error!(%wrong, "an announcement\u{2019}s broker cannot be used"),
        };
        let mut watch = house.live.watch(known.organization);
        let mut herald = Self {
            house,
            kept,
            known,
            node,
            topics,
            voice,
            said: BTreeMap::new(),
            anew: true,
            place: None,
            actor: None,
            doors: Vec::new(),
            pressed: HashMap::new(),
            trouble: None,
        };
        loop {
            let pause = if herald.trouble.as_deref() == Some("") { LOOK_AGAIN } else { LOOK_SOON };
            tokio::select! {
                over = &mut end => {
                    if over == Ok(End::Withdrawn) {
                        herald.withdraw().await;
                    }
                    return;
                }
                Some(overheard) = heard.recv() => match overheard {
                    Overheard::Connected => {
                        herald.anew = true;
                        herald.look_and_tell().await;
                    }
                    Overheard::Word(word) => herald.obey(&word),
                },
                more = watch.changed() => {
                    if !more {
                        return;
                    }
                    tokio::time::sleep(GATHER).await;
                    herald.look_and_tell().await;
                }
                () = tokio::time::sleep(pause) => herald.look_and_tell().await,
            }
        }
    }

    async fn look_and_tell(&mut self) {
        let trouble = match self.refresh().await {
            Ok(()) => String::new(),
            Err(Saying::Broker(why)) => why,
            Err(Saying::House(error)) => {
                tracing::error!(%error, "an announcement could not be looked at; it is tried again");
                return;
            }
        };
        if self.trouble.as_ref() == Some(&trouble) {
            return;
        }
        let (known, node, told) = (self.known.clone(), self.node.clone(), trouble.clone());
        let written = self
            .house
            .store
            .write(move |tx| Box::pin(async move { announcement::set_trouble(tx, &known, &node, Some(told)).await }))
            .await;
        match written {
            Ok(()) => self.trouble = Some(trouble),
            Err(error) => tracing::warn!(%error, "how an announcement stands could not be written; it is tried again"),
        }
    }

    /// Holds what stands on the broker against what is so.
    async fn refresh(&mut self) -> Result<(), Saying> {
        let since = self.actor.map_or_else(Instant::now, |(_, since)| since);
        self.actor = self.acting().await?.map(|actor| (actor, since));
        let doors = match &self.actor {
            Some((actor, _)) => self.house.doors(actor).await?,
            None => Vec::new(),
        };
        let now: Vec<DoorId> = doors.iter().map(|now| now.door.id).collect();
        let gone: Vec<DoorId> = self.doors.iter().copied().filter(|door| !now.contains(door)).collect();
        self.doors = now;
        for door in gone {
            self.say(&self.topics.last(door), "", true).await?;
        }
        let wanted = self.topics.of_doors(&doors);
        self.voice.listen(&[self.topics.commands()]).await.map_err(Saying::Broker)?;
        let gone: Vec<String> = self.said.keys().filter(|topic| !wanted.contains_key(*topic)).cloned().collect();
        for topic in gone {
            self.say(&topic, "", true).await?;
            self.said.remove(&topic);
        }
        for (topic, payload) in wanted {
            if self.anew || self.said.get(&topic) != Some(&payload) {
                self.say(&topic, &payload, true).await?;
                self.said.insert(topic, payload);
            }
        }
        if self.anew {
            self.say(&self.topics.status(), "online", true).await?;
            self.anew = false;
        }
        self.tell_accesses().await
    }

    /// Tells what came into the log since it was last told. What happened before the announcement began is not news.
    async fn tell_accesses(&mut self) -> Result<(), Saying> {
        let organization = self.known.organization;
        let Some(mut place) = self.place else {
            let newest = self.house.look(move |tx| Box::pin(async move { Ok(event::newest(tx, organization).await?) }));
            self.place = Some(newest.await?);
            return Ok(());
        };
        loop {
            let lines = self
                .house
                .look(move |tx| Box::pin(async move { Ok(event::after(tx, organization, place, AT_ONCE).await?) }))
                .await?;
            for line in &lines {
                if let Some(told) = access(line).filter(|told| self.doors.contains(&told.door)) {
                    self.say(&self.topics.access(told.door), &told.body, false).await?;
                    if told.is_access {
                        self.say(&self.topics.last(told.door), &told.at.to_string(), true).await?;
                    }
                }
                place = line.seq;
                self.place = Some(place);
            }
            if lines.len() < AT_ONCE as usize {
                return Ok(());
            }
        }
    }

    /// Somebody says something on a door's topic.
    fn obey(&mut self, word: &Word) {
        let known = self.topics.door_of(&word.topic).filter(|door| self.doors.contains(door));
        let (Some(door), Some((actor, since))) = (known, self.actor) else { return };
        if word.came < since {
            return tracing::debug!(%door, "what was said while its user opened nothing opens nothing");
        }
        let waited = word.came.elapsed();
        if word.is_stale || waited >= word.lives.unwrap_or(DEAD).min(DEAD) {
            return tracing::debug!(%door, "an old command from a home automation opens nothing");
        }
        if !matches!(word.payload.trim_ascii(), b"UNLOCK" | b"OPEN") {
            return;
        }
        let now = Instant::now();
        if self.pressed.get(&door).is_some_and(|before| now.duration_since(*before) < REPEATED) {
            return;
        }
        self.pressed.insert(door, now);
        let age_ms = u32::try_from(waited.as_millis()).unwrap_or(u32::MAX);
        // Two nodes that both hear it, while one takes over from the other, press once.
        let number = format!("announced {}", self.house.now().as_second() / 3);
        let press = NewPress { door, number: Some(number), address: None, age_ms };
        let (house, kept) = (Arc::clone(&self.house), self.kept.clone());
        tokio::spawn(async move {
            // It may have been taken back, or be another user's by now; what ends this herald comes a moment later.
            match house.kept_announcement(actor.organization).await {
                Ok(Some(now)) if now.is_same(&kept) => {}
                Ok(_) => return tracing::info!("an announcement that was changed or taken back opens nothing"),
                Err(error) => return tracing::error!(%error, "an announcement could not be read, so it opens nothing"),
            }
            match house.press_own(&actor, press).await {
                Ok(pressed) => tracing::debug!(end = pressed.end.as_str(), "a home automation pressed"),
                Err(error) => tracing::info!(%error, "a home automation may not press now"),
            }
        });
    }

    /// As whom doors open; nobody where that user opens nothing any more.
    async fn acting(&self) -> Result<Option<Actor>, Trouble> {
        let (organization, id) = (self.known.organization, self.known.user);
        let found = self.house.look(move |tx| Box::pin(async move { Ok(user::by_id(tx, organization, id).await?) }));
        let active = found.await?.filter(|found| found.state == UserState::Active);
        Ok(active.map(|found| Actor::new(organization, Who::User { id, role: found.role, via: Via::HomeAssistant })))
    }

    async fn withdraw(&mut self) {
        let all: Vec<String> = self.said.keys().cloned().chain(self.last_accesses()).collect();
        for topic in all {
            if self.say(&topic, "", true).await.is_err() {
                return;
            }
        }
        // What the broker would say for us is said by ourselves.
        drop(self.say(&self.topics.status(), "", true).await);
    }

    fn last_accesses(&self) -> Vec<String> {
        self.doors.iter().map(|door| self.topics.last(*door)).collect()
    }

    async fn say(&self, topic: &str, payload: &str, kept: bool) -> Result<(), Saying> {
        self.voice.say(topic, payload, kept).await.map_err(Saying::Broker)
    }
}

/// Why something was not said.
enum Saying {
    /// The broker; in words.
    Broker(String),
    /// The house itself.
    House(Trouble),
}

impl From<Trouble> for Saying {
    fn from(error: Trouble) -> Self {
        Self::House(error)
    }
}
