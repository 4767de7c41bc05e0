//! A controller's lane: so many commands under way to it and so many waiting, and no more. Others are not held up.

use std::sync::atomic::{AtomicUsize, Ordering};

use keylink_domain::controller::Channel;
use keylink_domain::unlock::{DoorAct, Outcome};
use tokio::sync::Semaphore;

use super::order::{Order, Trouble};
use super::{Driver, Ears, Heard, Probe, Told, Tools};

/// How many commands may be under way to one controller. Small devices take few connections: Shelly's take six.
const UNDER_WAY: usize = 4;
/// How many more may wait for their turn.
const WAITING: usize = 32;

pub(crate) struct Lane {
    pub(crate) revision: i64,
    device: Box<dyn Driver>,
    tools: Tools,
    turns: Semaphore,
    inside: AtomicUsize,
    /// One question at a time, beside the commands.
    asking: Semaphore,
}

/// A place in the lane, free again when it is dropped.
struct Place<'a>(&'a AtomicUsize);

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

impl Lane {
    pub(crate) fn new(revision: i64, device: Box<dyn Driver>, tools: Tools) -> Self {
        let (turns, asking) = (Semaphore::new(UNDER_WAY), Semaphore::new(1));
        Self { revision, device, tools, turns, inside: AtomicUsize::new(0), asking }
    }

    pub(crate) async fn carry_out(&self, order: &Order<'_>) -> Result<Outcome, Trouble> {
        let before = self.inside.fetch_add(1, Ordering::SeqCst);
        let _place = Place(&self.inside);
        if before >= UNDER_WAY + WAITING {
            return Err(Trouble::Crowded);
        }
        // The waiting ends with the deadline, from outside.
        let _turn = self.turns.acquire().await.map_err(|_| Trouble::TooLate)?;
        order.begin();
        match order.act {
            DoorAct::Unlock => self.device.open(&self.tools, order).await,
            DoorAct::Hold => self.device.hold(&self.tools, order).await,
            DoorAct::Lock => self.device.lock(&self.tools, order).await,
        }
    }

    pub(crate) async fn probe(&self, channels: &[Channel]) -> Result<Probe, Trouble> {
        let _turn = self.asking.acquire().await.map_err(|_| Trouble::Crowded)?;
        self.device.probe(&self.tools, channels).await
    }

    pub(crate) async fn place(&self, card: Told<'_>) -> Result<(), Trouble> {
        let _turn = self.asking.acquire().await.map_err(|_| Trouble::Crowded)?;
        match card {
            Told::Put(order) => self.device.put_card(&self.tools, order).await,
            Told::Take(number) => self.device.take_card(&self.tools, number).await,
        }
    }

    pub(crate) async fn hear(&self, ears: &Ears) -> Result<Heard, Trouble> {
        let _turn = self.asking.acquire().await.map_err(|_| Trouble::Crowded)?;
        self.device.hear(&self.tools, ears).await
    }
}
