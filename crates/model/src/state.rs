//! Everything that is true at one moment: in the nodes' memory, in the database, on the way, at the door.

/// The most requests that a machine may have.
pub const REQUESTS: usize = 4;
/// The most nodes that a machine may have.
pub(crate) const NODES: usize = 2;
/// A command's tries; only a bug makes a second one.
pub(crate) const TRIES: usize = 2;

/// One moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct State {
    /// The tick.
    pub now: u8,
    /// What the nodes know of each request, and what its guest was told.
    pub requests: [Request; REQUESTS],
    /// Which nodes are down.
    pub down: [bool; NODES],
    /// Whether the link was revoked when a node started: what a bug decides by.
    pub revoked_at_start: [bool; NODES],
    /// What is remembered.
    pub database: Database,
    /// How far the revoke is.
    pub revoke: Revoke,
    /// What is on the way.
    pub network: Network,
    /// The door and what it did.
    pub door: Door,
    /// A command left the house when it was dead already.
    pub left_late: bool,
    /// What went wrong so far.
    pub faults: Faults,
}

/// A request on its way through its node.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Request {
    /// How far it is.
    pub stage: Stage,
    /// When it was pressed.
    pub pressed_at: u8,
    /// It began after a revoke was acknowledged.
    pub after_revoke: bool,
    /// What the guest was told.
    pub told: Option<Told>,
}

/// How far a request is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Stage {
    /// Nobody pressed yet.
    #[default]
    NotPressed,
    /// It waits for a decision.
    Waiting,
    /// Its facts were read, outside of a transaction: a bug.
    FactsRead(Seen),
    /// Decided in a transaction that is not committed.
    Drafted(Draft),
    /// Granted, and its command left before the commit: a bug.
    DraftedAndSent,
    /// Granted and durable; the command has not left.
    Recorded,
    /// The command left; the answer is awaited.
    Sent,
    /// As `Sent`, after silence and a second command: a bug.
    SentAgain,
    /// The guest is told; the outcome is not written yet.
    Ended(Outcome),
    /// A repeated press: it waits for what comes of the unlock with this number.
    Following(u8),
    /// There is nothing more to do.
    Over,
    /// The node crashed.
    Lost,
}

/// What a decision rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Seen {
    /// The link is revoked.
    pub revoked: bool,
    /// How often it was used.
    pub uses: u8,
    /// The unlock that the same press made before.
    pub before: Option<u8>,
}

/// An answer whose commit has not happened yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Draft {
    /// The door may open.
    Granted,
    /// It may not.
    Refused,
    /// The press was here before, and led to this unlock.
    Repeated(u8),
}

/// What came of a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// The door confirmed.
    Opened,
    /// The door certainly did not move.
    Failed,
    /// Silence.
    Unknown,
}

/// What a guest was told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Told {
    /// Denied: nothing was sent.
    Refused,
    /// Not recorded: nothing was sent for this request, and nothing is known of others of the same press.
    Undecided,
    /// Sent, and this came of it.
    Done(Outcome),
}

/// What is remembered, durably unless a bug says otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Database {
    /// The unlock of each request, if it has one.
    pub unlocks: [Row; REQUESTS],
    /// How often the link was used, as counted.
    pub uses: u8,
    /// The link is revoked.
    pub revoked: bool,
    /// The node whose transaction is open.
    pub open: Option<u8>,
}

/// An unlock as it stands in the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Row {
    /// Whether it was granted; `None` where there is no such unlock.
    pub granted: Option<bool>,
    /// Not on the disk yet: a bug.
    pub unsynced: bool,
    /// What came of it.
    pub outcome: Option<Outcome>,
    /// How many outcomes stand in the log.
    pub outcomes: u8,
}

/// How far a revoke is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Revoke {
    /// Nobody asked for it.
    #[default]
    NotAsked,
    /// Committed.
    Committed,
    /// Acknowledged before it was committed: a bug.
    Promised,
    /// Acknowledged.
    Acknowledged,
}

/// What is on the way; copies of one message are alike and have no order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Network {
    /// Copies of each unlock's commands.
    pub commands: [[u8; TRIES]; REQUESTS],
    /// Copies of *opened* about each unlock.
    pub opened: [u8; REQUESTS],
    /// Copies of *failed* about each unlock.
    pub failed: [u8; REQUESTS],
}

/// The door and what it did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Door {
    /// What it answered to each command that it acted on: whether it moved.
    pub moved: [[Option<bool>; TRIES]; REQUESTS],
    /// How often it moved for each unlock.
    pub moves: [u8; REQUESTS],
    /// It moved for an unlock without a durable granted line.
    pub moved_unrecorded: bool,
    /// It moved after a deadline.
    pub moved_late: bool,
}

/// How often things went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Faults {
    /// Nodes that crashed.
    pub crashes: u8,
    /// Messages that were duplicated.
    pub duplicates: u8,
    /// Writes that failed.
    pub writes: u8,
}
