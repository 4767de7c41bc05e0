//! The operator's word to stop, listened for before anything is begun: a word that comes early is not lost, and ends the
//! program as one that comes late does.

use tokio::signal::unix::{Signal, SignalKind, signal};

use crate::Failure;

/// Ctrl-C, and what a service manager sends.
pub struct StopWord {
    interrupt: Signal,
    terminate: Signal,
}

impl StopWord {
    /// Listens from now on.
    ///
    /// # Errors
    /// When signals cannot be heard.
    pub fn listen() -> Result<Self, Failure> {
        Ok(Self { interrupt: signal(SignalKind::interrupt())?, terminate: signal(SignalKind::terminate())? })
    }

    /// Waits for the word.
    pub async fn told(&mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }
}
