//! The press of a button: decided and recorded in a batch, dispatched, answered.

use std::collections::HashSet;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use keylink_domain::actor::{Actor, Via, Who};
use keylink_domain::clock::Clock;
use keylink_domain::id::{DoorId, EventId, OrganizationId, PressId, UnlockId};
use keylink_domain::link::Link;
use keylink_domain::refusal::Refusal;
use keylink_domain::secret::SecretHash;
use keylink_domain::unlock::Outcome;
use keylink_store::Store;
use keylink_store::unlock::{Answer, Attempt, Claim, Press, Progress, record};

use crate::batch::Batcher;
use crate::dispatch::Dispatcher;
use crate::house::House;
use crate::live::Live;
use crate::trouble::Trouble;

/// What a press is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pressed {
    /// The attempt, where the organization is known.
    pub unlock: Option<UnlockId>,
    /// What came of it.
    pub end: End,
    /// From the press to the answer, in milliseconds.
    pub latency_ms: i64,
}

/// How a press ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// Denied; nothing was sent.
    Refused(Refusal),
    /// Permitted, sent, and this came of it.
    Done(Outcome),
}

impl End {
    /// The public spelling: `opened`, `sent`, `failed`, `unknown` or `refused`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Refused(_) => "refused",
            Self::Done(outcome) => outcome.as_str(),
        }
    }

    /// Why not, if not.
    pub const fn refusal(self) -> Option<Refusal> {
        match self {
            Self::Refused(refusal) => Some(refusal),
            Self::Done(outcome) => outcome.refusal(),
        }
    }
}

/// Where presses are handed over. Decisions are made in batches; commands go each by itself, so
/// that a slow controller delays no other door.
#[derive(Clone)]
pub(crate) struct Presses {
    open: Option<(Batcher<Press, Answer>, Dispatcher)>,
}

impl Presses {
    pub(crate) fn start(
        store: &Store,
        clock: &Arc<dyn Clock>,
        live: &Live,
        dispatcher: Dispatcher,
    ) -> (Self, tokio::task::JoinHandle<()>) {
        let (store, clock, live) = (store.clone(), Arc::clone(clock), live.clone());
        let (batcher, task) =
            Batcher::start(move |presses| decide(store.clone(), Arc::clone(&clock), live.clone(), presses));
        (Self { open: Some((batcher, dispatcher)) }, task)
    }

    /// For a house that moves nothing.
    pub(crate) const fn closed() -> Self {
        Self { open: None }
    }
}

async fn decide(store: Store, clock: Arc<dyn Clock>, live: Live, presses: Vec<Press>) -> Vec<Answer> {
    let presses = Arc::new(presses);
    let answers = match record(&store, Arc::clone(&presses), Arc::clone(&clock)).await {
        Ok(answers) => answers,
        Err(error) => {
            tracing::error!(%error, presses = presses.len(), "presses could not be recorded together; each is tried alone");
            // One that cannot be decided, or two nodes in each other's way, must not refuse all the others.
            let mut answers = Vec::with_capacity(presses.len());
            for press in presses.iter() {
                answers.push(decide_alone(&store, &clock, press.clone()).await);
            }
            answers
        }
    };
    tell(&live, &answers);
    answers
}

async fn decide_alone(store: &Store, clock: &Arc<dyn Clock>, press: Press) -> Answer {
    let nothing = Answer::Refused { unlock: None, refusal: Refusal::NotRecorded };
    match record(store, Arc::new(vec![press]), Arc::clone(clock)).await {
        Ok(mut answers) => answers.pop().unwrap_or(nothing),
        Err(error) => {
            tracing::error!(%error, "a press could not be recorded, so nothing was sent");
            nothing
        }
    }
}

fn tell(live: &Live, answers: &[Answer]) {
    let changed: HashSet<OrganizationId> = answers
        .iter()
        .filter_map(|answer| match answer {
            Answer::Granted(recorded) => Some(recorded.get().organization),
            Answer::Refused { .. } | Answer::Repeated(_) => None,
        })
        .collect();
    changed.into_iter().for_each(|organization| live.changed(organization));
}

/// A press as it reaches the house.
#[derive(Debug, Clone)]
pub struct NewPress {
    /// Which door.
    pub door: DoorId,
    /// The number that the page gave to this press; a press sent again carries the same. A new one is
    /// made where there is none.
    pub number: Option<String>,
    /// Where it came from.
    pub address: Option<IpAddr>,
}

impl House {
    /// A guest presses a door of a link whose gesture was checked before. Never fails: every trouble
    /// is a refusal.
    /// `link` is the link as it was just read, for the limits alone; the decision reads it again.
    pub async fn press_link(self: &Arc<Self>, secret: SecretHash, link: &Link, press: NewPress) -> Pressed {
        if self.limits.press_link(link, press.door).is_err() {
            return self.pressed(self.now(), None, End::Refused(Refusal::TooManyPresses));
        }
        self.press(Claim::Link(secret), press, secret.as_bytes(), Via::Link).await
    }

    /// A user opens a door of their own.
    ///
    /// # Errors
    /// When the actor is no user.
    pub async fn press_own(self: &Arc<Self>, actor: &Actor, press: NewPress) -> Result<Pressed, Trouble> {
        let Who::User { id, via, .. } = actor.who else { return Err(Trouble::Forbidden) };
        let claim = Claim::User { organization: actor.organization, user: id };
        self.limits.press_own(id)?;
        Ok(self.press(claim, press, id.uuid().as_bytes(), via).await)
    }

    async fn press(self: &Arc<Self>, claim: Claim, press: NewPress, scope: &[u8], via: Via) -> Pressed {
        let began = self.now();
        let Ok(press) = self.number(claim, press, scope, via) else {
            return self.pressed(began, None, End::Refused(Refusal::NotRecorded));
        };
        // A task of its own: a guest whose connection breaks does not take the outcome's line along.
        let house = Arc::clone(self);
        let (unlock, end) = match self.tasks.spawn(async move { house.see_through(press).await }).await {
            Ok(end) => end,
            Err(_) => (None, End::Refused(Refusal::NotRecorded)),
        };
        self.pressed(began, unlock, end)
    }

    /// Gives the press its ids. Its number counts only for this right and this door.
    fn number(&self, claim: Claim, press: NewPress, scope: &[u8], via: Via) -> Result<Press, Trouble> {
        let now = self.now();
        let id = match &press.number {
            Some(number) => press_id(scope, press.door, number),
            None => PressId::new(now, self.entropy.chance()?),
        };
        Ok(Press {
            unlock: UnlockId::new(now, self.entropy.chance()?),
            event: EventId::new(now, self.entropy.chance()?),
            press: id,
            claim,
            door: press.door,
            via,
            address: press.address.map(|address| address.to_string()),
            deadline: now.checked_add(SignedDuration::from_millis(self.deadline_ms)).unwrap_or(now),
        })
    }

    async fn see_through(&self, press: Press) -> (Option<UnlockId>, End) {
        let nothing = (None, End::Refused(Refusal::NotRecorded));
        let Some((decisions, dispatcher)) = &self.presses.open else { return nothing };
        let longest = Duration::from_millis(u64::try_from(self.deadline_ms).unwrap_or(0));
        match decisions.submit(press).await {
            Some(Answer::Granted(recorded)) => {
                let id = recorded.get().id;
                (Some(id), End::Done(dispatcher.carry_out(recorded, longest).await))
            }
            Some(Answer::Refused { unlock, refusal }) => (unlock, End::Refused(refusal)),
            Some(Answer::Repeated(attempt)) => (Some(attempt.id), self.end_of(attempt).await),
            None => nothing,
        }
    }

    /// What became of an attempt that another press began: waits for it, at most until its deadline.
    async fn end_of(&self, attempt: Attempt) -> End {
        const LOOK_AGAIN: Duration = Duration::from_millis(50);
        let patience = Duration::from_millis(u64::try_from(self.deadline_ms).unwrap_or(0)) + Duration::from_secs(1);
        let waiting = async {
            let mut attempt = attempt;
            loop {
                match attempt.progress {
                    Progress::Refused(refusal) => return End::Refused(refusal),
                    Progress::Finished(outcome) => return End::Done(outcome),
                    Progress::UnderWay => tokio::time::sleep(LOOK_AGAIN).await,
                }
                let (organization, id) = (attempt.organization, attempt.id);
                let again =
                    self.store.read(move |tx| Box::pin(keylink_store::unlock::by_id(tx, organization, id))).await;
                match again {
                    Ok(Some(now)) => attempt = now,
                    Ok(None) | Err(_) => return End::Done(Outcome::Unknown),
                }
            }
        };
        tokio::time::timeout(patience, waiting).await.unwrap_or(End::Done(Outcome::Unknown))
    }

    fn pressed(&self, began: Timestamp, unlock: Option<UnlockId>, end: End) -> Pressed {
        let latency_ms = self.now().as_millisecond().saturating_sub(began.as_millisecond());
        let refusal = end.refusal().map_or("none", Refusal::code);
        metrics::counter!("keylink_unlocks_total", "outcome" => end.as_str(), "refusal" => refusal).increment(1);
        #[allow(clippy::cast_precision_loss, reason = "milliseconds of one press")]
        metrics::histogram!("keylink_unlock_seconds").record(latency_ms as f64 / 1_000.0);
        Pressed { unlock, end, latency_ms }
    }
}

/// The same number from the same right at the same door is the same press; anybody else's is another.
fn press_id(scope: &[u8], door: DoorId, number: &str) -> PressId {
    let hash = keylink_domain::secret::fingerprint(&[scope, door.uuid().as_bytes(), number.as_bytes()]);
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash[..16]);
    PressId::from_uuid(uuid::Builder::from_custom_bytes(bytes).into_uuid())
}
