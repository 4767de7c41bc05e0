//! Unlocks: facts, decision and durable line in one transaction, and later the outcome.
//!
//! Presses come in batches, so that those which arrive while a commit is under way share the next
//! one: a fixed number of round trips however many they are. The only way to a [`Recorded`] command
//! is through [`record`], after its commit.

mod claim;
mod decide;
mod facts;
mod outcome;

use std::sync::Arc;

use jiff::Timestamp;
use keylink_domain::actor::Via;
use keylink_domain::authority::Shown;
use keylink_domain::clock::Clock;
use keylink_domain::id::{DoorId, EventId, LinkId, OrganizationId, PressId, UnlockId, UserId};
use keylink_domain::refusal::Refusal;
use keylink_domain::secret::SecretHash;
use keylink_domain::unlock::{Command, Outcome};
use keylink_domain::validity::{Standing, Usage, Validity};

use crate::error::{Error, Result};
use crate::store::Store;

pub(crate) use facts::read_plan;
pub use facts::{for_link, for_user};
pub use outcome::{Finished, by_id, finish, overdue};

pub(crate) const STATEMENTS: &[(&str, &str)] = &{
    // The three parts' statements in one list; `concat` of slices is not constant.
    let mut all = [("", ""); decide::STATEMENTS.len() + facts::STATEMENTS.len() + outcome::STATEMENTS.len()];
    let mut i = 0;
    while i < all.len() {
        all[i] = if i < decide::STATEMENTS.len() {
            decide::STATEMENTS[i]
        } else if i < decide::STATEMENTS.len() + facts::STATEMENTS.len() {
            facts::STATEMENTS[i - decide::STATEMENTS.len()]
        } else {
            outcome::STATEMENTS[i - decide::STATEMENTS.len() - facts::STATEMENTS.len()]
        };
        i += 1;
    }
    all
};

/// A press on its way to a decision.
#[derive(Debug, Clone)]
pub struct Press {
    /// The id that the unlock will have.
    pub unlock: UnlockId,
    /// The ids that its event lines will have: the decision's and the outcome's.
    pub event: EventId,
    /// Which press it is; the same press sent twice carries the same id.
    pub press: PressId,
    /// By which right it is made.
    pub claim: Claim,
    /// Which door is to open.
    pub door: DoorId,
    /// Whether a person's gesture was seen behind it. A user's own press and a machine's need none.
    pub person: bool,
    /// What its guest showed besides the link's secret.
    pub shown: Shown,
    /// The id that the line will have by which a link is bound to this press's device, where there is one to bind to.
    pub binding: Option<EventId>,
    /// The way by which it came.
    pub via: Via,
    /// The network address it came from; personal, erased after its time.
    pub address: Option<String>,
    /// When its command is dead: so long after the press, however long the decision took.
    pub deadline: Timestamp,
}

/// By which right a press is made.
#[derive(Debug, Clone)]
pub enum Claim {
    /// A guest's link.
    Link(SecretHash),
    /// A link, by its webhook URL.
    Webhook(SecretHash),
    /// A user's own access.
    User {
        /// The tenant.
        organization: OrganizationId,
        /// The user.
        user: UserId,
    },
}

/// Something that stands durably in the log. Only a commit makes one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded<T>(T);

impl<T> Recorded<T> {
    /// What was recorded.
    pub const fn get(&self) -> &T {
        &self.0
    }
}

/// What became of a press.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// Permitted and on disk: the command may go.
    Granted(Recorded<Command>),
    /// Refused, and logged where the organization is known.
    Refused {
        /// The attempt, where the organization is known.
        unlock: Option<UnlockId>,
        /// Why.
        refusal: Refusal,
    },
    /// The same press was here before; nothing new happens.
    Repeated(Attempt),
}

/// What a press was answered, and what its guest's page shows besides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// What became of the press.
    pub answer: Answer,
    /// The link that was pressed, as the decision found it.
    pub link: Option<Box<PressedLink>>,
}

/// A link as a press found it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PressedLink {
    /// Whom the guest may ask.
    pub maker_name: String,
    /// The guest's language, where the maker chose one.
    pub language: Option<String>,
    /// When it is valid.
    pub validity: Validity,
    /// How it was used before this press.
    pub usage: Usage,
    /// The same of the link that it was passed on from, where it was.
    pub origin: Option<(Validity, Usage)>,
}

impl PressedLink {
    /// How the link stands at `now`, after a press that opened something or one that did not.
    pub fn standing_after(&self, opened: bool, now: Timestamp) -> Standing {
        let after = |validity: &Validity, mut usage: Usage| {
            if opened {
                usage.uses += 1;
                usage.first_used_at = usage.first_used_at.or(Some(now));
            }
            validity.standing(usage, now)
        };
        let own = after(&self.validity, self.usage);
        self.origin.as_ref().map_or(own, |(validity, usage)| own.and(after(validity, *usage)))
    }
}

/// How often is too often: asked within the decision, because only there is it known which link and
/// which door a secret leads to.
pub trait Pace: Send + Sync {
    /// Counts a press of this link; whether it may go on.
    fn link(&self, link: LinkId) -> bool;
    /// Counts a press of this door that its link allows; whether it may go on.
    fn door(&self, door: DoorId) -> bool;
}

/// Nothing is too often: for fills, measurements and tests.
#[derive(Debug, Clone, Copy)]
pub struct AnyPace;

impl Pace for AnyPace {
    fn link(&self, _: LinkId) -> bool {
        true
    }

    fn door(&self, _: DoorId) -> bool {
        true
    }
}

/// What a decision is told from outside the database.
#[derive(Clone)]
pub struct Surroundings {
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// How often is too often.
    pub pace: Arc<dyn Pace>,
}

/// An attempt as it stands in the database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempt {
    /// Its id.
    pub id: UnlockId,
    /// The tenant.
    pub organization: OrganizationId,
    /// Which door.
    pub door: DoorId,
    /// By which link.
    pub link: Option<LinkId>,
    /// When it was decided.
    pub at: Timestamp,
    /// When its command is dead.
    pub deadline: Timestamp,
    /// How far it has come.
    pub progress: Progress,
}

/// How far an attempt has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// Refused.
    Refused(Refusal),
    /// Permitted, the outcome is not known yet.
    UnderWay,
    /// Over.
    Finished(Outcome),
}

/// What is written together: presses to decide, and what came of earlier ones.
#[derive(Debug, Default)]
pub struct Page {
    /// Presses, each of which gets its own answer.
    pub presses: Vec<Press>,
    /// Outcomes, which come before the presses.
    pub outcomes: Vec<Finished>,
}

/// Decides the page's presses and writes all of it down, in one transaction; the presses' answers come in order.
/// The clock is read inside the transaction: a press that waited is decided by the time it is decided.
///
/// `turn` is dropped as soon as the facts of all presses are there, at the latest with the answer. From then on the next page
/// may ask for its own, which saves it the wait for this page's commit.
///
/// # Errors
/// When nothing of it could be recorded; then nothing may be sent, and each entry is worth a try by
/// [`record_alone`] or [`settle`].
pub async fn record(
    store: &Store,
    page: Arc<Page>,
    around: Surroundings,
    turn: impl Send + 'static,
) -> Result<Vec<Decided>> {
    let drafts = store
        .write_together(move |tx| {
            Box::pin(async move { decide::draft(tx, &page.presses, &page.outcomes, &around, turn).await })
        })
        .await?;
    Ok(drafts.into_iter().map(decide::Draft::recorded).collect())
}

/// Writes one outcome, at once; as [`finish`].
///
/// # Errors
/// When it could not be written.
pub async fn settle(store: &Store, finished: Finished) -> Result<()> {
    store.write_alone(move |tx| Box::pin(async move { finish(tx, &[finished]).await })).await.map(drop)
}

/// As [`record`], for one press, and whatever is wrong with it is wrong with nothing else.
///
/// # Errors
/// When it could not be recorded; then nothing may be sent.
pub async fn record_alone(store: &Store, press: Press, around: Surroundings) -> Result<Decided> {
    let mut drafts = store
        .write_alone(move |tx| Box::pin(async move { decide::draft(tx, &[press], &[], &around, ()).await }))
        .await?;
    drafts.pop().map(decide::Draft::recorded).ok_or(Error::Fault)
}
