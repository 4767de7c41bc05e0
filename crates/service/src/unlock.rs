//! The press of a button: decided and recorded by the ledger, dispatched, answered.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use keylink_domain::actor::{Actor, Via, Who};
use keylink_domain::authority::Shown;
use keylink_domain::id::{DoorId, EventId, PressId, UnlockId};
use keylink_domain::refusal::Refusal;
use keylink_domain::secret::SecretHash;
use keylink_domain::unlock::Outcome;
use keylink_store::unlock::{Answer, Attempt, Claim, Decided, Press, Progress};
use tokio::time::Instant;

use crate::gesture::Proof;
use crate::house::House;
use crate::trouble::Trouble;

pub use keylink_store::unlock::PressedLink;

/// What a press is answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pressed {
    /// The link that was pressed, as the decision found it; none where it was a user's own door, or no link
    /// has that secret.
    pub link: Option<Box<PressedLink>>,
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
    /// The database could not be asked, or not in time. Nothing was sent for this request and nothing will be;
    /// but the same press may have been here before, and nobody knows what came of it then.
    Undecided,
}

impl End {
    /// The public spelling: `opened`, `sent`, `failed`, `unknown`, `refused` or `undecided`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Refused(_) => "refused",
            Self::Done(outcome) => outcome.as_str(),
            Self::Undecided => "undecided",
        }
    }

    /// The end of a request that was not decided. Only a press without a number was certainly never here before.
    const fn undecided(numbered: bool) -> Self {
        if numbered { Self::Undecided } else { Self::Refused(Refusal::NotRecorded) }
    }

    /// Why not, if not.
    pub const fn refusal(self) -> Option<Refusal> {
        match self {
            Self::Refused(refusal) => Some(refusal),
            Self::Done(outcome) => outcome.refusal(),
            Self::Undecided => None,
        }
    }
}

/// How much longer than a command lives its guest waits for what the log has to say.
pub(crate) const PATIENCE: Duration = Duration::from_secs(1);

/// What is shown by who needs to show nothing: a user with a session, a machine with a secret of its own.
pub(crate) const NOTHING: (Proof, Shown) = (Proof::Nothing, Shown { pin: None, device: None });

/// What was seen of a press, from its decision to its end.
struct Seen {
    unlock: Option<UnlockId>,
    end: End,
    link: Option<Box<PressedLink>>,
}

impl Seen {
    /// Of whom nothing is known but this.
    const fn only(end: End) -> Self {
        Self { unlock: None, end, link: None }
    }
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
    /// How long ago the person pressed, in milliseconds, as their page says: it sends a press again where the signal is
    /// bad. Its command lives so much shorter, and never longer.
    pub age_ms: u32,
}

impl House {
    /// A guest who shows nothing but the link's secret presses one of its doors. Never fails: every trouble is a
    /// refusal.
    pub async fn press_link(self: &Arc<Self>, secret: SecretHash, press: NewPress, proof: Proof) -> Pressed {
        self.press_link_showing(secret, press, proof, Shown::default()).await
    }

    /// The same of a guest who shows what the link asks for.
    pub async fn press_link_showing(
        self: &Arc<Self>,
        secret: SecretHash,
        press: NewPress,
        proof: Proof,
        shown: Shown,
    ) -> Pressed {
        let address = press.address;
        let claim = Claim::Link(secret);
        let mut pressed = self.press(claim, press, secret.as_bytes(), Via::Link, (proof, shown)).await;
        if pressed.end == End::Refused(Refusal::UnknownLink) {
            pressed.end = self.missed_press(address);
        }
        pressed
    }

    /// A guest presses on a page whose address holds no secret, or a broken one.
    pub fn press_nothing(&self, address: Option<IpAddr>) -> Pressed {
        self.pressed(self.now(), Seen::only(self.missed_press(address)))
    }

    pub(crate) fn missed_press(&self, address: Option<IpAddr>) -> End {
        End::Refused(match self.missed(address) {
            Trouble::TooOften { .. } => Refusal::TooManyPresses,
            _ => Refusal::UnknownLink,
        })
    }

    /// A user opens a door of their own.
    ///
    /// # Errors
    /// When the actor is no user.
    pub async fn press_own(self: &Arc<Self>, actor: &Actor, press: NewPress) -> Result<Pressed, Trouble> {
        let Who::User { id, via, .. } = actor.who else { return Err(Trouble::Forbidden) };
        let claim = Claim::User { organization: actor.organization, user: id };
        self.limits.press_own(id)?;
        Ok(self.press(claim, press, id.uuid().as_bytes(), via, NOTHING).await)
    }

    pub(crate) async fn press(
        self: &Arc<Self>,
        claim: Claim,
        press: NewPress,
        scope: &[u8],
        via: Via,
        proofs: (Proof, Shown),
    ) -> Pressed {
        let (began, numbered) = (self.now(), press.number.is_some());
        let Ok(press) = self.number(claim, press, scope, via, proofs) else {
            return self.pressed(began, Seen::only(End::undecided(numbered)));
        };
        // A task of its own: a guest whose connection breaks does not take the outcome's line along.
        let house = Arc::clone(self);
        let seen = self.tasks.spawn(async move { house.see_through(press, numbered).await }).await;
        // Where the task broke, nobody knows how far it had come.
        self.pressed(began, seen.unwrap_or_else(|_| Seen::only(End::Done(Outcome::Unknown))))
    }

    /// Gives the press its ids. Its number counts only for this right and this door.
    fn number(
        &self,
        claim: Claim,
        press: NewPress,
        scope: &[u8],
        via: Via,
        (proof, shown): (Proof, Shown),
    ) -> Result<Press, Trouble> {
        let now = self.now();
        let binding = match shown.device {
            Some(_) => Some(EventId::new(now, self.entropy.chance()?)),
            None => None,
        };
        let life_ms = (self.deadline_ms - i64::from(press.age_ms)).max(0);
        let id = match &press.number {
            Some(number) => press_id(scope, press.door, number, proof),
            None => PressId::new(now, self.entropy.chance()?),
        };
        Ok(Press {
            unlock: UnlockId::new(now, self.entropy.chance()?),
            event: EventId::new(now, self.entropy.chance()?),
            press: id,
            // Only a guest's page is looked at by robots.
            person: !matches!(claim, Claim::Link(_)) || matches!(proof, Proof::Person { .. }),
            claim,
            door: press.door,
            shown,
            binding,
            via,
            address: press.address.map(|address| address.to_string()),
            deadline: now.checked_add(SignedDuration::from_millis(life_ms)).unwrap_or(now),
        })
    }

    async fn see_through(&self, press: Press, numbered: bool) -> Seen {
        let nothing = Seen::only(End::undecided(numbered));
        let Some(dispatcher) = &self.dispatcher else { return nothing };
        let dead = Instant::now() + Duration::from_millis(u64::try_from(self.deadline_ms).unwrap_or(0));
        let ledger = dispatcher.ledger.clone();
        let mut deciding = Box::pin(async move { ledger.decide(press, dead).await });
        let Ok(decided) = tokio::time::timeout_at(dead, &mut deciding).await else {
            // The database takes longer than the command may live: it never leaves, and nobody stands and waits.
            self.tasks.spawn(dispatcher.clone().give_up(deciding));
            return nothing;
        };
        let Some(Decided { answer, link }) = decided else { return nothing };
        let (unlock, end) = match answer {
            Answer::Granted(recorded) => {
                let (id, address) = (recorded.get().id, recorded.get().address.clone());
                let began = Instant::now();
                let outcome = dispatcher.carry_out(recorded, dead).await;
                self.records.command(&address, outcome, began.elapsed());
                (Some(id), End::Done(outcome))
            }
            Answer::Refused { unlock: None, refusal: Refusal::NotRecorded } => (None, End::undecided(numbered)),
            Answer::Refused { unlock, refusal } => (unlock, End::Refused(refusal)),
            Answer::Repeated(attempt) => (Some(attempt.id), self.end_of(attempt, dead).await),
        };
        Seen { unlock, end, link }
    }

    /// What became of an attempt that another request began: waits for it, at most until its deadline, which
    /// is before this one's.
    async fn end_of(&self, attempt: Attempt, dead: Instant) -> End {
        // Soon at first, then less often: there may be many who ask.
        const LOOK_AGAIN: Duration = Duration::from_millis(50);
        const SELDOM: Duration = Duration::from_millis(500);
        let waiting = async {
            let mut attempt = attempt;
            let mut pause = LOOK_AGAIN;
            loop {
                match attempt.progress {
                    Progress::Refused(refusal) => return End::Refused(refusal),
                    Progress::Finished(outcome) => return End::Done(outcome),
                    Progress::UnderWay => tokio::time::sleep(pause).await,
                }
                pause = (pause * 2).min(SELDOM);
                let (organization, id) = (attempt.organization, attempt.id);
                let again =
                    self.store.read(move |tx| Box::pin(keylink_store::unlock::by_id(tx, organization, id))).await;
                match again {
                    Ok(Some(now)) => attempt = now,
                    Ok(None) | Err(_) => return End::Done(Outcome::Unknown),
                }
            }
        };
        tokio::time::timeout_at(dead + PATIENCE, waiting).await.unwrap_or(End::Done(Outcome::Unknown))
    }

    fn pressed(&self, began: Timestamp, seen: Seen) -> Pressed {
        let Seen { unlock, end, link } = seen;
        let latency_ms = self.now().as_millisecond().saturating_sub(began.as_millisecond());
        let refusal = end.refusal().map_or("none", Refusal::code);
        metrics::counter!("keylink_unlocks_total", "outcome" => end.as_str(), "refusal" => refusal).increment(1);
        #[allow(clippy::cast_precision_loss, reason = "milliseconds of one press")]
        metrics::histogram!("keylink_unlock_seconds").record(latency_ms as f64 / 1_000.0);
        Pressed { link, unlock, end, latency_ms }
    }
}

/// The same number from the same page of the same right at the same door is the same press; anybody
/// else's is another. It begins with a time where one is known, its number's own or its page's, so that presses of one
/// time stand together in their index, however many there were before; nothing rests on that time.
fn press_id(scope: &[u8], door: DoorId, number: &str, proof: Proof) -> PressId {
    let hash = keylink_domain::secret::fingerprint(&[scope, door.uuid().as_bytes(), number.as_bytes()]);
    let mut chance = [0; 16];
    chance.copy_from_slice(&hash[..16]);
    let page_made = match proof {
        Proof::Person { page_made } | Proof::Page { page_made } => Some(page_made),
        Proof::Nothing => None,
    };
    match time_of(number).or(page_made) {
        Some(at) => PressId::new(at, chance),
        None => PressId::from_uuid(uuid::Builder::from_custom_bytes(chance).into_uuid()),
    }
}

/// The time that a number begins with, where it does (UUID version 7).
fn time_of(number: &str) -> Option<Timestamp> {
    let (s, ns) = uuid::Uuid::try_parse(number).ok().filter(|id| id.get_version_num() == 7)?.get_timestamp()?.to_unix();
    Timestamp::new(i64::try_from(s).ok()?, i32::try_from(ns).ok()?).ok()
}
