//! How large a machine is, and which guard it lacks.

/// What is asked of a machine: the smaller, the fewer runs there are.
#[derive(Debug, Clone)]
pub struct Size {
    /// The requests that may come, in any order.
    pub requests: Vec<Asked>,
    /// How many nodes share the database.
    pub nodes: u8,
    /// How often the link may be used; `None` without a limit.
    pub max_uses: Option<u8>,
    /// Whether the link's maker may revoke it.
    pub revoke: bool,
    /// How many ticks after a press its command is dead.
    pub deadline: u8,
    /// Until which tick guests press.
    pub presses_until: u8,
    /// How often a node may crash.
    pub crashes: u8,
    /// How often a message may be duplicated.
    pub duplicates: u8,
    /// How often the database may fail to write.
    pub write_faults: u8,
}

/// One request that may come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// Which press it belongs to.
    pub press: u8,
    /// The node that it reaches.
    pub node: u8,
}

impl Size {
    /// The last tick: by then every command is dead and has been swept.
    pub const fn horizon(&self) -> u8 {
        self.presses_until + self.deadline + 1
    }
}

/// A guard that is missing, to see that the promises can be broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bug {
    /// The command leaves before its line is durable.
    PublishBeforeCommit,
    /// A commit is answered before it is on the disk, and a crash is a power cut.
    CommitNotSynced,
    /// The door moves for each copy of a command.
    NoIdAtDoor,
    /// The door does not look at the deadline.
    NoDeadlineAtDoor,
    /// The house sends commands that are dead already.
    NoDeadlineAtDispatch,
    /// A revoke is acknowledged before it is committed.
    RevokeAcknowledgedEarly,
    /// A node decides by what it knew when it started.
    RightsFromMemory,
    /// Facts are read before the transaction that writes the decision.
    DecideOutsideTransaction,
    /// Presses that commit together do not see one another's uses.
    GroupBlind,
    /// A repeated press is a new one.
    NumberIgnored,
    /// After silence the house tries once more, with a command of its own.
    SecondTry,
    /// A request that could not be recorded is told as refused, whatever its press did before.
    UndecidedCalledRefused,
    /// Silence is told as *failed*.
    SilenceCalledFailed,
    /// Silence is told as *opened*.
    SilenceCalledOpened,
    /// An outcome is written whether or not there is one.
    OutcomeOverOutcome,
    /// The use is given back where the outcome is not known.
    UseGivenBackOnUnknown,
    /// The use is kept where the door certainly did not move.
    UseKeptOnFailed,
    /// Nobody looks after commands that a crash left behind.
    NoSweep,
}
