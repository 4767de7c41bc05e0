//! One turn of the device: what came in one message, or became due at one moment, is done and answered together.

use uuid::Uuid;

use crate::memory::Happening;
use crate::message::{self, Answer, Command};

/// How a command came; it is answered the same way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Came {
    /// In a message of its own.
    Alone,
    /// In a message that holds several.
    Together,
}

/// What is to be done, in this order: written down, moved, answered.
pub(crate) struct Turn {
    pub(crate) came: Came,
    pub(crate) happened: Vec<Happening>,
    pub(crate) moves: Vec<Command>,
    pub(crate) answers: Vec<message::Result>,
}

impl Turn {
    pub(crate) fn new(came: Came) -> Self {
        Self { came, happened: Vec::new(), moves: Vec::new(), answers: Vec::new() }
    }

    pub(crate) fn answer(&mut self, id: Uuid, answer: Answer, times: u8) {
        self.answers.extend((0..times).map(|_| message::Result { id, answer }));
    }
}
