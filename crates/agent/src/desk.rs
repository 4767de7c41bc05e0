//! What an agent does with what its center says: a command moves its door once and in time, or not at all; a question is
//! answered; the time is noted.

use std::sync::Arc;
use std::time::Duration;

use futures_util::StreamExt;
use keylink_domain::controller::{Channel, DoorAddress};
use keylink_domain::hold;
use keylink_domain::id::{DoorId, OrganizationId};
use keylink_domain::refusal::Refusal;
use keylink_domain::unlock::{Command, DoorAct, Outcome};
use keylink_drivers::agent::{Answer, Ask, Question, TimeAsked, TimeTold, Told};
use keylink_drivers::{Direct, Keeping, Word};
use tokio::sync::Mutex;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::cards::{Cards, Wanted};
use crate::clock::CenterClock;
use crate::hold::Held;
use crate::journal::Journal;
use crate::memory::{Known, Memory};
use crate::message;
use crate::post::Post;
use crate::site::Site;
use crate::watch::Watch;

/// How long a command waits for somebody to know the time, after the line came back.
const PATIENCE: Duration = Duration::from_secs(2);
/// How often is asked what time it is, where it is known; and where it is not.
const TIME_KNOWN: Duration = Duration::from_secs(30);
const TIME_UNKNOWN: Duration = Duration::from_secs(1);
/// After how long the center is greeted again that did not hear it.
const AGAIN: Duration = Duration::from_secs(1);
/// How many doors are told at once.
const AT_ONCE: usize = 16;
/// How often is looked whether commands can be written down.
const DISK: Duration = Duration::from_secs(1);

/// The desk.
pub struct Desk {
    pub site: Arc<Site>,
    pub direct: Arc<Direct>,
    pub memory: Memory,
    pub journal: Journal,
    pub post: Arc<Post>,
    pub center: Arc<CenterClock>,
    pub watch: Arc<Watch>,
    pub cards: Cards,
    pub held: Held,
    /// Whether the center was told that this agent is well; none where it was not greeted yet.
    pub said: Mutex<Option<bool>>,
}

impl Desk {
    /// A new connection: first the time, and only then commands may come; then how the doors are.
    pub fn greet(self: &Arc<Self>) {
        self.center.forget();
        let number = self.watch.line_began();
        let desk = Arc::clone(self);
        tokio::spawn(async move {
            while desk.watch.is_line(number) {
                match desk.introduce().await {
                    Ok(()) => return tracing::info!("connected to the center; commands can come"),
                    Err(why) => tracing::warn!(%why, "the center did not hear the greeting; it is greeted again"),
                }
                tokio::time::sleep(AGAIN).await;
            }
        });
    }

    async fn introduce(&self) -> Result<(), String> {
        *self.said.lock().await = None;
        self.post.listen(&["time", "ask"]).await?;
        let asked = Instant::now();
        while !self.center.is_known() {
            if asked.elapsed() > Duration::from_secs(10) {
                return Err("it does not tell the time".to_owned());
            }
            self.ask_time().await;
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        self.post.listen(&["command"]).await?;
        let mut said = self.said.lock().await;
        let well = self.memory.mend().await.is_ok();
        if !self.post.say("online", &well, true).await {
            return Err("it does not answer".to_owned());
        }
        *said = Some(well);
        drop(said);
        self.tell_doors().await;
        Ok(())
    }

    /// Says how the doors are, several at once: each word waits for the center to have it. Commands wait for none of them.
    async fn tell_doors(&self) {
        let telling = self.watch.channels().into_iter().map(|channel| async move {
            if let Some(state) = self.watch.state(&channel) {
                self.post.door(&channel, state).await;
            }
        });
        futures_util::stream::iter(telling).buffer_unordered(AT_ONCE).collect::<()>().await;
    }

    /// Mends what could not be written, again and again. While commands cannot be written down no door moves, and the center
    /// is told so: guests are not to press in vain.
    pub async fn mind_the_disk(self: Arc<Self>, stop: CancellationToken) {
        while stop.run_until_cancelled(tokio::time::sleep(DISK)).await.is_some() {
            let mut said = self.said.lock().await;
            let mended = self.memory.mend().await;
            if said.is_none_or(|said| said == mended.is_ok()) {
                continue;
            }
            match &mended {
                Ok(()) => tracing::info!("commands can be written down again: doors move"),
                Err(error) => tracing::error!(%error, "commands cannot be written down: no door moves"),
            }
            if self.post.say("online", &mended.is_ok(), true).await {
                *said = Some(mended.is_ok());
            }
        }
    }

    /// Says goodbye.
    pub async fn part(&self) {
        let said = tokio::time::timeout(Duration::from_secs(1), self.post.say("online", &false, true)).await;
        if !matches!(said, Ok(true)) {
            tracing::debug!("the center did not hear the goodbye");
        }
    }

    /// Asks what time it is, again and again.
    pub async fn mind_the_time(self: Arc<Self>, stop: CancellationToken) {
        loop {
            let pause = if self.center.is_known() { TIME_KNOWN } else { TIME_UNKNOWN };
            if stop.run_until_cancelled(tokio::time::sleep(pause.min(TIME_UNKNOWN))).await.is_none() {
                return;
            }
            if !self.center.is_known() || self.watch.is_due(pause) {
                self.ask_time().await;
            }
        }
    }

    async fn ask_time(&self) {
        let sent = self.center.asks();
        self.post.say("clock", &TimeAsked { sent }, false).await;
    }

    /// What the center says. It waits for nothing.
    pub fn hear(self: &Arc<Self>, word: &Word) {
        match self.post.end_of(&word.topic) {
            Some("time") => {
                if let Some(TimeTold { sent, now_ms }) = message::read(&word.payload) {
                    self.center.told(sent, now_ms);
                }
            }
            Some("command") => match message::read::<message::Command>(&word.payload) {
                Some(command) => drop(tokio::spawn(Arc::clone(self).obey(command))),
                None => tracing::warn!("a command cannot be read; nothing is done"),
            },
            Some("ask") => match message::read::<Question>(&word.payload) {
                Some(question) => self.answer(question),
                None => tracing::warn!("a question cannot be read"),
            },
            _ => tracing::debug!("the center said something on a topic that is not known"),
        }
    }

    /// Cards go in the order in which they came; what else is asked waits for nothing.
    fn answer(self: &Arc<Self>, Question { id, ask }: Question) {
        let desk = Arc::clone(self);
        match ask {
            Ask::PutCard { card } => self.cards.take(id, Wanted::In(card)),
            Ask::TakeCard { number } => self.cards.take(id, Wanted::Gone(number)),
            Ask::Probe => {
                let told = Told::Probe { facts: self.watch.facts() };
                tokio::spawn(async move { desk.tell(id, told).await });
            }
            Ask::Hear { since } => {
                tokio::spawn(async move {
                    match desk.journal.tell(since, desk.watch.moment()).await {
                        Ok(told) => desk.tell(id, told).await,
                        Err(error) => tracing::error!(%error, "the journal cannot be read"),
                    }
                });
            }
        }
    }

    async fn tell(&self, id: Uuid, told: Told) {
        self.post.say("told", &Answer { id, told }, false).await;
    }

    async fn obey(self: Arc<Self>, command: message::Command) {
        let Some(act) = command.act() else {
            return tracing::info!(unlock = %command.id, act = command.act, "an act that this program does not know");
        };
        let id = command.id;
        let outcome = match self.memory.begin(id).await {
            Ok(Known::New) => {
                let outcome = self.carry_out(&command, act).await;
                if let Err(error) = self.memory.end(id, outcome).await {
                    tracing::error!(%error, unlock = %id, "what came of a command could not be written down");
                }
                outcome
            }
            // It was carried out: what came of it is said again, and nothing moves.
            Ok(Known::Ended(outcome)) => outcome,
            // It is under way, or was when the power went: nobody knows.
            Ok(Known::Begun) => return,
            Err(error) => {
                tracing::error!(%error, unlock = %id, "a command could not be written down, so nothing moves");
                Outcome::Failed(Refusal::NotRecorded)
            }
        };
        tracing::info!(unlock = %id, door = command.door, outcome = outcome.as_str(), "a command was carried out");
        self.watch.look_soon();
        // Silence says as much, once the deadline is over.
        if outcome == Outcome::Unknown && self.center.remaining(command.deadline_ms, Duration::ZERO).await.is_none() {
            return;
        }
        self.post.answer(&message::Result::of(id, outcome)).await;
    }

    async fn carry_out(&self, command: &message::Command, act: DoorAct) -> Outcome {
        let Ok(channel) = Channel::parse(&command.door) else { return Outcome::Failed(Refusal::DoorNotWired) };
        let Some(place) = self.site.doors.get(&channel) else { return Outcome::Failed(Refusal::DoorNotWired) };
        // Last of all: whatever was waited for before is taken from the command's life.
        let Some(remaining) = self.center.remaining(command.deadline_ms, PATIENCE).await else {
            return Outcome::Failed(Refusal::TooLate);
        };
        let order = Command {
            id: command.id,
            organization: OrganizationId::from_uuid(Uuid::nil()),
            door: DoorId::from_uuid(Uuid::nil()),
            act,
            address: DoorAddress { controller: place.device, driver: place.driver, channel: place.place.clone() },
            pulse_ms: hold::pulse_ms(
                act == DoorAct::Unlock && self.held.is_held(&channel),
                place.driver,
                command.pulse_ms,
            ),
            // The drivers go by what remains.
            deadline: jiff::Timestamp::UNIX_EPOCH,
        };
        self.held.note(&channel, act);
        match act {
            DoorAct::Unlock => self.direct.send(&order, remaining).await,
            DoorAct::Hold | DoorAct::Lock => match self.direct.keep(&order, remaining).await {
                Keeping::Done => Outcome::Sent,
                Keeping::Released => Outcome::Opened,
                Keeping::Unknown(_) => Outcome::Unknown,
                Keeping::Away(_) => Outcome::Failed(Refusal::DoorOffline),
                Keeping::Refused(why) => {
                    tracing::warn!(door = command.door, why, "a door is not kept as the center wants it");
                    Outcome::Failed(Refusal::DoorJammed)
                }
            },
        }
    }
}
