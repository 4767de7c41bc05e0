//! How many commands an outside broker may owe us an acknowledgement for, so that behind a broker that
//! stalls no command queues up that would leave when it is dead.
//!
//! A command takes a place before it is handed to the MQTT library, and waits for it no longer than it
//! lives. When one was not acknowledged by its deadline the window is shut: from then on one command at a
//! time goes out, as a question whether the broker is back, until one is acknowledged.

use std::sync::Arc;
use std::time::Duration;

use keylink_domain::refusal::Refusal;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::time::{Instant, timeout_at};

/// The most commands on their way at once. Who has 5 ms to the broker and back still sends 12,800 per
/// second. They fit into a connection's buffers, so that writing one never waits in its middle; and a broker
/// that hangs gets few more than these late, because nobody can take back what is in those buffers.
const MAX_UNACKNOWLEDGED: usize = 64;

/// The window of one connection.
pub(super) struct Window {
    places: Arc<Semaphore>,
    /// Who has it asks whether the broker is back.
    turn: Arc<Semaphore>,
    state: watch::Sender<State>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Open,
    ShutSince(Instant),
    Gone,
}

impl Window {
    pub(super) fn new() -> Self {
        Self {
            places: Arc::new(Semaphore::new(MAX_UNACKNOWLEDGED)),
            turn: Arc::new(Semaphore::new(1)),
            state: watch::Sender::new(State::Open),
        }
    }

    /// Waits for a place. An error is certain: the command was not sent.
    pub(super) async fn place(&self, deadline: Instant) -> Result<OwnedSemaphorePermit, Refusal> {
        let state = || *self.state.borrow();
        // Only who has its life before it asks: those who waited would ask with their last breath, one after another.
        if matches!(state(), State::ShutSince(_))
            && let Ok(turn) = Arc::clone(&self.turn).try_acquire_owned()
        {
            return Ok(turn);
        }
        let waiting = async {
            loop {
                if matches!(state(), State::ShutSince(_)) {
                    self.is_shut_no_more().await;
                }
                let place = Arc::clone(&self.places).acquire_owned().await.map_err(|_closed| Refusal::DoorOffline)?;
                match state() {
                    State::Open => return Ok(place),
                    State::ShutSince(_) => {}
                    State::Gone => return Err(Refusal::DoorOffline),
                }
            }
        };
        let place = timeout_at(deadline, waiting).await.map_err(|_elapsed| Refusal::TooLate)??;
        // A place that comes at the last moment is of no use: what is handed over now would leave dead.
        if Instant::now() < deadline { Ok(place) } else { Err(Refusal::TooLate) }
    }

    async fn is_shut_no_more(&self) {
        let mut changes = self.state.subscribe();
        // The sender is this window's own, so it is there.
        drop(changes.wait_for(|state| !matches!(state, State::ShutSince(_))).await);
    }

    /// The broker is there.
    pub(super) fn acknowledged(&self) {
        self.state.send_if_modified(|state| {
            let was_shut = matches!(state, State::ShutSince(_));
            if was_shut {
                *state = State::Open;
            }
            was_shut
        });
    }

    /// A command was not acknowledged in its lifetime; tells for how long the broker has been silent.
    pub(super) fn silent(&self) -> Duration {
        let mut silence = Duration::ZERO;
        self.state.send_if_modified(|state| match state {
            State::Open => {
                *state = State::ShutSince(Instant::now());
                true
            }
            State::ShutSince(since) => {
                silence = since.elapsed();
                false
            }
            State::Gone => false,
        });
        silence
    }

    /// The connection is gone: whoever waits shall hear so at once.
    pub(super) fn close(&self) {
        self.places.close();
        self.state.send_replace(State::Gone);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn soon() -> Instant {
        Instant::now() + Duration::from_millis(50)
    }

    #[tokio::test(start_paused = true)]
    async fn commands_wait_for_a_place_and_no_longer_than_they_live() {
        let window = Window::new();
        let mut held = Vec::new();
        for _ in 0..MAX_UNACKNOWLEDGED {
            held.push(window.place(soon()).await.unwrap());
        }
        assert_eq!(window.place(soon()).await.unwrap_err(), Refusal::TooLate);
        held.pop();
        assert!(window.place(soon()).await.is_ok());
    }

    #[tokio::test(start_paused = true)]
    async fn a_silent_broker_is_asked_one_command_at_a_time() {
        let window = Window::new();
        assert_eq!(window.silent(), Duration::ZERO);
        let one = window.place(soon()).await.unwrap();
        assert_eq!(window.place(soon()).await.unwrap_err(), Refusal::TooLate);
        drop(one);
        let _one = window.place(soon()).await.unwrap();
        assert_eq!(window.silent(), Duration::from_millis(50), "since the first silence");
        window.acknowledged();
        assert!(window.place(soon()).await.is_ok(), "as many as before");
    }

    #[tokio::test(start_paused = true)]
    async fn who_waits_when_it_is_shut_asks_nothing() {
        let window = Arc::new(Window::new());
        let mut held = Vec::new();
        for _ in 0..MAX_UNACKNOWLEDGED {
            held.push(window.place(soon()).await.unwrap());
        }
        let waiting: Vec<_> = (0..3)
            .map(|_| {
                let window = Arc::clone(&window);
                tokio::spawn(async move { window.place(soon()).await })
            })
            .collect();
        tokio::task::yield_now().await;
        window.silent();
        held.clear();
        for one in waiting {
            assert_eq!(one.await.unwrap().unwrap_err(), Refusal::TooLate);
        }
        let one = window.place(soon()).await.unwrap();
        let later = tokio::spawn({
            let window = Arc::clone(&window);
            async move { window.place(soon()).await }
        });
        tokio::task::yield_now().await;
        window.acknowledged();
        assert!(later.await.unwrap().is_ok(), "who waits hears that the broker is back");
        drop(one);
    }

    #[tokio::test]
    async fn the_end_of_the_connection_ends_the_waiting() {
        let window = Window::new();
        assert_eq!(window.place(Instant::now()).await.unwrap_err(), Refusal::TooLate, "dead already");
        window.close();
        assert_eq!(window.place(soon()).await.unwrap_err(), Refusal::DoorOffline);
        window.silent();
        window.acknowledged();
        assert_eq!(window.place(soon()).await.unwrap_err(), Refusal::DoorOffline);
    }
}
