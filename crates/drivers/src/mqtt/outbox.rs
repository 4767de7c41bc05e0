//! Commands that go to one controller at the same moment leave in one message.
//!
//! Whoever has a command puts it here and waits for its answer alone. The first one starts a flush, a task of its
//! own, so that no caller that goes away takes the others' commands along. A flush waits for nothing but its turn
//! and a place on the connection: presses that were woken by the same commit have their turn before it.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use keylink_domain::id::{ControllerId, UnlockId};
use keylink_domain::refusal::Refusal;
use mqtt5::QoS;
use mqtt5::broker::router::MessageRouter;
use mqtt5::packet::publish::PublishPacket;
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::task::yield_now;
use tokio::time::{Instant, timeout_at};

use super::answers::Answers;
use super::payload::{self, MAX_PAYLOAD_BYTES, MAX_TOGETHER};
use super::topics;

/// What a packet needs beside its payload: topic, packet id, properties and lengths, with room to spare.
const AROUND_PAYLOAD_BYTES: usize = 128;

/// A command that waits to be sent.
pub(super) struct Queued {
    pub(super) unlock: UnlockId,
    /// As it goes on the line.
    pub(super) written: Vec<u8>,
    pub(super) deadline: Instant,
}

#[derive(Default)]
struct Queue {
    waiting: VecDeque<Queued>,
    flushing: bool,
}

/// The commands that wait for one connection of a controller that takes several at once.
pub(super) struct Outbox {
    topic: String,
    max_bytes: usize,
    places: Arc<Semaphore>,
    queue: Mutex<Queue>,
}

impl Outbox {
    /// The outbox of a connection with these places, whose device takes packets of so many bytes.
    pub(super) fn new(controller: ControllerId, places: Arc<Semaphore>, max_packet_bytes: u32) -> Self {
        let max_packet_bytes = usize::try_from(max_packet_bytes).unwrap_or(usize::MAX);
        let max_bytes = max_packet_bytes.saturating_sub(AROUND_PAYLOAD_BYTES).min(MAX_PAYLOAD_BYTES);
        Self { topic: topics::commands(controller), max_bytes, places, queue: Mutex::default() }
    }

    /// Puts a command in; it leaves with the next message. Whoever waits for its answer hears what becomes of it.
    pub(super) fn put(self: Arc<Self>, command: Queued, router: &Arc<MessageRouter>, answers: &Arc<Answers>) {
        let is_first = {
            let mut queue = self.lock();
            queue.waiting.push_back(command);
            !std::mem::replace(&mut queue.flushing, true)
        };
        if is_first {
            tokio::spawn(self.flush(Arc::clone(router), Arc::clone(answers)));
        }
    }

    /// Sends until nothing waits any more.
    async fn flush(self: Arc<Self>, router: Arc<MessageRouter>, answers: Arc<Answers>) {
        loop {
            yield_now().await;
            let Some(latest) = self.lock().latest_deadline() else { return };
            match timeout_at(latest, self.places.acquire()).await {
                Ok(Ok(place)) => self.send(place, &router, &answers).await,
                Ok(Err(_closed)) => answers.not_sent(&self.lock().take_all(), Refusal::DoorOffline),
                // All that it waited with is dead by now.
                Err(_elapsed) => answers.not_sent(&self.lock().take_dead(Instant::now()), Refusal::TooLate),
            }
        }
    }

    async fn send(&self, place: SemaphorePermit<'_>, router: &MessageRouter, answers: &Answers) {
        let mut commands = self.lock().take_together(self.max_bytes);
        let now = Instant::now();
        answers.mark_sent(&mut commands, now);
        let Some(shortest) = commands.iter().map(|command| command.deadline).min() else { return };
        let message = payload::together(commands.iter().map(|command| command.written.as_slice()));
        let publish = PublishPacket::new(self.topic.clone(), message, QoS::AtLeastOnce)
            .with_message_expiry_interval(payload::expiry_seconds(shortest.saturating_duration_since(now)));
        router.route_message_with_deadline(&publish, None, shortest).await;
        // From here on the device's acknowledgement frees the place.
        place.forget();
    }

    fn lock(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Queue {
    /// When the last of all that waits is dead. With nothing left the flush is over, and the next command
    /// begins another.
    fn latest_deadline(&mut self) -> Option<Instant> {
        let latest = self.waiting.iter().map(|command| command.deadline).max();
        self.flushing = latest.is_some();
        latest
    }

    /// As many as go into one message, the oldest first, and always one.
    fn take_together(&mut self, max_bytes: usize) -> Vec<Queued> {
        let (mut number, mut bytes) = (0, 1);
        for command in self.waiting.iter().take(MAX_TOGETHER) {
            bytes += command.written.len() + 1;
            if number > 0 && bytes > max_bytes {
                break;
            }
            number += 1;
        }
        self.waiting.drain(..number).collect()
    }

    fn take_all(&mut self) -> Vec<Queued> {
        std::mem::take(&mut self.waiting).into()
    }

    fn take_dead(&mut self, now: Instant) -> Vec<Queued> {
        let (alive, dead): (Vec<_>, _) = self.take_all().into_iter().partition(|command| now < command.deadline);
        self.waiting = alive.into();
        dead
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    fn queue(number: u8, bytes: usize) -> Queue {
        let now = Instant::now();
        let command = |n: u8| Queued {
            unlock: UnlockId::new(jiff::Timestamp::UNIX_EPOCH, [n; 16]),
            written: vec![b'x'; bytes],
            deadline: now + Duration::from_secs(u64::from(n)),
        };
        Queue { waiting: (0..number).map(command).collect(), flushing: true }
    }

    fn taken(queue: &mut Queue, max_bytes: usize) -> (usize, usize) {
        let together = queue.take_together(max_bytes);
        let message = payload::together(together.iter().map(|command| command.written.as_slice()));
        (together.len(), message.len())
    }

    #[test]
    fn a_message_is_full_by_number_or_by_bytes() {
        let mut many = queue(40, 10);
        assert_eq!(taken(&mut many, 4_096).0, MAX_TOGETHER);
        assert_eq!(taken(&mut many, 4_096).0, MAX_TOGETHER);
        assert_eq!(taken(&mut many, 4_096).0, 8);
        let mut long = queue(4, 100);
        assert_eq!(taken(&mut long, 304), (3, 304), "the last that fits");
        let mut longer = queue(4, 100);
        assert_eq!(taken(&mut longer, 303), (2, 203));
        assert_eq!(taken(&mut longer, 1).0, 1, "always one");
    }

    #[test]
    fn a_flush_is_over_when_nothing_waits() {
        let mut queue = queue(2, 10);
        let latest = queue.waiting[1].deadline;
        assert_eq!((queue.latest_deadline(), queue.flushing), (Some(latest), true));
        assert_eq!(queue.take_dead(latest).len(), 2);
        assert_eq!((queue.latest_deadline(), queue.flushing), (None, false));
    }

    #[test]
    fn only_the_dead_are_given_up() {
        let mut queue = queue(4, 10);
        let third = queue.waiting[2].deadline;
        assert_eq!(queue.take_dead(third).len(), 3);
        assert_eq!(queue.waiting.len(), 1);
    }
}
