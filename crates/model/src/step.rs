//! What can happen next.

use crate::state::{Outcome, TRIES};

/// A command by its id: the unlock's number and the try, which is always 0 unless a bug tries twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Command {
    /// The unlock.
    pub unlock: u8,
    /// The try.
    pub attempt: u8,
}

impl Command {
    pub(crate) fn all(requests: usize) -> impl Iterator<Item = Self> {
        let tries = move |unlock| (0..TRIES).map(move |attempt| (unlock, attempt));
        (0..requests).flat_map(tries).map(|(unlock, attempt)| Self { unlock: small(unlock), attempt: small(attempt) })
    }

    pub(crate) fn place(self) -> (usize, usize) {
        (usize::from(self.unlock), usize::from(self.attempt))
    }
}

/// There are few of everything.
pub(crate) fn small(count: usize) -> u8 {
    u8::try_from(count).unwrap_or(u8::MAX)
}

/// What the door does about a command that it may act on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Does {
    /// It moves.
    Move,
    /// The lock is jammed.
    Jam,
    /// It acted on this id before, or the command is dead: it answers and does not move.
    Answer,
}

/// One thing that happens. Numbers are requests, and the unlocks of the same number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Step {
    /// A guest presses, or a phone repeats a press.
    Press(u8),
    /// Facts are read before the transaction: a bug.
    ReadFacts(u8),
    /// The request joins its node's transaction: facts are read, decided, written.
    Decide(u8),
    /// A node commits its transaction; all in it are durable.
    Commit(u8),
    /// A node's commit fails; nothing of it was written.
    CommitFails(u8),
    /// A node's commit stands, but the node is told that it failed.
    CommitUnheard(u8),
    /// The disk catches up with what was committed: only with a bug is there anything to catch up.
    Sync,
    /// The command leaves, or is too late to leave.
    Dispatch(u8),
    /// The controller is known to be offline, so nothing leaves.
    Offline(u8),
    /// A command reaches the door.
    Deliver(Command, Does),
    /// A command is lost.
    LoseCommand(Command),
    /// A command is doubled.
    DoubleCommand(Command),
    /// An answer about an unlock reaches the node that waits, or nobody.
    Hear(u8, Outcome),
    /// An answer is lost.
    LoseAnswer(u8, Outcome),
    /// An answer is doubled.
    DoubleAnswer(u8, Outcome),
    /// The deadline passed in silence.
    GiveUp(u8),
    /// The outcome is written.
    Finish(u8),
    /// The outcome could not be written.
    FinishFails(u8),
    /// A repeated press learns what came of the first.
    Follow(u8),
    /// A repeated press has waited long enough.
    StopFollowing(u8),
    /// An unlock past its deadline without an outcome becomes unknown.
    Sweep(u8),
    /// The revoke is committed.
    CommitRevoke,
    /// The revoke is acknowledged.
    AcknowledgeRevoke,
    /// A node loses its memory.
    Crash(u8),
    /// A node starts.
    Restart(u8),
    /// Time passes.
    Tick,
}
