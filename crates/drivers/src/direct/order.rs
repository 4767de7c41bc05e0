//! An order: one command under way to a device. It leaves once, before its deadline or never; and whether it has left
//! decides what silence and trouble mean.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use keylink_domain::controller::Channel;
use keylink_domain::id::UnlockId;
use keylink_domain::refusal::Refusal;
use keylink_domain::unlock::{Command, DoorAct, Outcome};
use tokio::time::Instant;

use super::network::Closed;

/// How long a device is given between two looks at its state.
const LOOK_AGAIN: Duration = Duration::from_millis(150);

/// One command under way.
pub(crate) struct Order<'a> {
    /// Which unlock it is for.
    pub(crate) unlock: UnlockId,
    /// What is to be done.
    pub(crate) act: DoorAct,
    /// The door's place on the controller.
    pub(crate) channel: &'a Channel,
    /// How long the lock is released, in milliseconds.
    pub(crate) pulse_ms: u32,
    deadline: Instant,
    begun: AtomicBool,
    left: AtomicBool,
}

/// Why a device was not asked, or what it answered made no sense.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Trouble {
    #[error("its address cannot be used: {0}")]
    Closed(Closed),
    #[error("its address cannot be read")]
    Address,
    #[error("no address was found under its name")]
    NoName,
    #[error("no connection: {0}")]
    Unreached(std::io::ErrorKind),
    #[error("it did not answer in time")]
    Silent,
    #[error("its certificate is not trusted, or it does not speak TLS")]
    Certificate,
    #[error("this machine has no certificate authorities; install its ca-certificates")]
    NoAuthorities,
    #[error("the connection broke off")]
    Broken,
    #[error("it refused the login; look at user name, password or token")]
    Login,
    #[error("it answered with status {0}")]
    Answered(u16),
    #[error("it answered something that is not understood: {0}")]
    NotUnderstood(&'static str),
    #[error("{0}")]
    NotThere(&'static str),
    #[error("another controller answers at this address, number {0}: look at its serial number")]
    Stranger(u32),
    #[error("the deadline had passed")]
    TooLate,
    #[error("too many commands wait for this controller")]
    Crowded,
}

impl<'a> Order<'a> {
    pub(crate) const fn new(command: &'a Command, deadline: Instant) -> Self {
        let Command { id: unlock, act, pulse_ms, address, .. } = command;
        let (begun, left) = (AtomicBool::new(false), AtomicBool::new(false));
        Self { unlock: *unlock, act: *act, channel: &address.channel, pulse_ms: *pulse_ms, deadline, begun, left }
    }

    /// Called when its turn has come: from here on, silence is the device's.
    pub(crate) fn begin(&self) {
        self.begun.store(true, Ordering::SeqCst);
    }

    /// Why nothing was heard by the deadline.
    pub(crate) fn silence(&self) -> Trouble {
        if self.begun.load(Ordering::SeqCst) { Trouble::Silent } else { Trouble::TooLate }
    }

    /// Called by a driver right before the command goes out; from here on the door may move.
    pub(crate) fn leave(&self) -> Result<(), Trouble> {
        if Instant::now() >= self.deadline || self.left.swap(true, Ordering::SeqCst) {
            return Err(Trouble::TooLate);
        }
        Ok(())
    }

    /// Whether it has left, so that the door may have moved.
    pub(crate) fn has_left(&self) -> bool {
        self.left.load(Ordering::SeqCst)
    }

    /// When it is dead.
    pub(crate) const fn deadline(&self) -> Instant {
        self.deadline
    }

    /// How long it may still live.
    pub(crate) fn remaining(&self) -> Duration {
        self.deadline.saturating_duration_since(Instant::now())
    }

    /// What it means that the driver came to no outcome.
    pub(crate) fn without_outcome(&self, why: Trouble) -> Outcome {
        match (self.has_left(), why) {
            (true, _) => Outcome::Unknown,
            (false, Trouble::TooLate | Trouble::Crowded) => Outcome::Failed(Refusal::TooLate),
            (false, _) => Outcome::Failed(Refusal::DoorOffline),
        }
    }

    /// How long the lock is released, in whole seconds, of which a part counts as one.
    pub(crate) fn pulse_s(&self) -> u32 {
        self.pulse_ms.div_ceil(1_000)
    }

    /// Waits before the device's state is looked at again. The time ends with the deadline, from outside.
    pub(crate) async fn look_again(&self) {
        tokio::time::sleep(LOOK_AGAIN).await;
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use keylink_domain::controller::{DoorAddress, DriverKind};
    use keylink_domain::id::{ControllerId, DoorId, OrganizationId};

    use super::*;

    pub(crate) fn command(channel: &str, pulse_ms: u32) -> Command {
        let then = jiff::Timestamp::UNIX_EPOCH;
        let controller = ControllerId::new(then, [4; 16]);
        Command {
            id: UnlockId::new(then, [1; 16]),
            organization: OrganizationId::new(then, [2; 16]),
            door: DoorId::new(then, [3; 16]),
            act: DoorAct::Unlock,
            address: DoorAddress { controller, driver: DriverKind::Http, channel: Channel::parse(channel).unwrap() },
            pulse_ms,
            deadline: then,
        }
    }

    #[test]
    fn an_order_leaves_once_and_in_time() {
        let command = command("1", 2_500);
        let order = Order::new(&command, Instant::now() + Duration::from_mins(1));
        assert_eq!(order.pulse_s(), 3);
        assert_eq!(order.without_outcome(Trouble::Broken), Outcome::Failed(Refusal::DoorOffline));
        assert_eq!(order.leave(), Ok(()));
        assert_eq!(order.leave(), Err(Trouble::TooLate), "no second try");
        assert_eq!(order.without_outcome(Trouble::Broken), Outcome::Unknown, "it may have moved");
    }

    #[test]
    fn an_order_past_its_deadline_never_leaves() {
        let command = command("1", 2_500);
        let order = Order::new(&command, Instant::now());
        assert_eq!(order.leave(), Err(Trouble::TooLate));
        assert_eq!(order.without_outcome(Trouble::TooLate), Outcome::Failed(Refusal::TooLate));
    }
}
