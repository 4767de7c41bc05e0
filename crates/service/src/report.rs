//! What controllers say unasked: presence and status into the database, late answers into the log.

use std::sync::Arc;

use jiff::Timestamp;
use keylink_domain::clock::Entropy;
use keylink_domain::controller::Channel;
use keylink_domain::door::{ContactStatus, LockStatus};
use keylink_domain::door_event::Look;
use keylink_domain::event::{About, EventKind, NewEvent};
use keylink_domain::id::{ControllerId, EventId, OrganizationId, UnlockId};
use keylink_domain::unlock::Outcome;
use keylink_drivers::{Report, about};
use keylink_store::door::DoorNow;
use keylink_store::{Tx, controller, door, event, placement, unlock};
use tokio::sync::mpsc;

use crate::alert;
use crate::door_event::Pen;
use crate::house::House;
use crate::trouble::Trouble;

pub(crate) async fn listen(house: Arc<House>, mut reports: mpsc::Receiver<Report>) {
    while let Some(report) = reports.recv().await {
        if let Err(error) = house.note(report).await {
            tracing::error!(%error, "a controller's report could not be recorded");
        }
    }
}

impl House {
    /// Records one report.
    pub(crate) async fn note(&self, report: Report) -> Result<(), Trouble> {
        let changed = match report {
            Report::Presence { controller, online } => self.note_presence(controller, online).await?,
            Report::Door { controller, channel, lock, contact } => {
                self.note_status(controller, channel, lock, contact).await?
            }
            Report::LateAnswer { unlock, controller, outcome } => self.note_late(unlock, controller, outcome).await?,
        };
        if let Some(organization) = changed {
            self.live.changed(organization);
        }
        Ok(())
    }

    async fn note_presence(&self, id: ControllerId, online: bool) -> Result<Option<OrganizationId>, Trouble> {
        let (now, chance, entropy) = (self.now(), self.entropy.chance()?, Arc::clone(&self.entropy));
        let changed = self
            .store
            .write(move |tx| {
                Box::pin(async move {
                    let Some(known) = controller::anywhere(tx, id).await? else { return Ok(None) };
                    controller::set_presence(tx, &known, online, now).await?;
                    if known.online != Some(online) && (online || known.online.is_some()) {
                        let kind = if online { EventKind::ControllerOnline } else { EventKind::ControllerOffline };
                        let line = NewEvent::by_system(EventId::new(now, chance), known.organization, now, kind);
                        let detail = serde_json::json!({ "controller": known.id, "name": known.name });
                        event::append(tx, vec![line.with_detail(detail)]).await?;
                        alert::turned(tx, &known, online, now, entropy.as_ref()).await?;
                    }
                    if online && known.online != Some(true) {
                        // Nobody knows what became of its cards meanwhile.
                        placement::all_anew(tx, known.organization, known.id, now).await?;
                    }
                    Ok::<_, Trouble>(Some(known.organization))
                })
            })
            .await?;
        if online {
            self.notices.wake.notify_waiters();
        }
        Ok(changed)
    }

    async fn note_status(
        &self,
        controller: ControllerId,
        channel: Channel,
        lock: Option<LockStatus>,
        contact: Option<ContactStatus>,
    ) -> Result<Option<OrganizationId>, Trouble> {
        let (now, entropy) = (self.now(), Arc::clone(&self.entropy));
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    let Some(known) = door::at_place(tx, controller, &channel).await? else { return Ok(None) };
                    let (organization, id) = (known.door.organization, known.door.id);
                    door::set_status(tx, organization, id, lock, contact, now).await?;
                    let driver = known.door.address.as_ref().map(|address| address.driver);
                    // A controller that keeps what happens tells that by itself, and with its time.
                    let is_news = (known.status.lock, known.status.contact) != (lock, contact);
                    if is_news && driver.is_some_and(|driver| !about(driver).has_memory) {
                        note_turn(tx, &known, (lock, contact), now, entropy).await?;
                    }
                    Ok(Some(organization))
                })
            })
            .await
    }

    /// The outcome stays what it was: that silence was what the guest was told. The log gets a line more.
    async fn note_late(
        &self,
        unlock: UnlockId,
        controller: ControllerId,
        outcome: Outcome,
    ) -> Result<Option<OrganizationId>, Trouble> {
        let (now, chance) = (self.now(), self.entropy.chance()?);
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    let Some(known) = controller::anywhere(tx, controller).await? else { return Ok(None) };
                    let Some(attempt) = unlock::by_id(tx, known.organization, unlock).await? else { return Ok(None) };
                    let kind = EventKind::UnlockAnsweredLate;
                    let mut line = NewEvent::by_system(EventId::new(now, chance), known.organization, now, kind);
                    line.about = About {
                        door: Some(attempt.door),
                        link: attempt.link,
                        unlock: Some(unlock),
                        ..About::default()
                    };
                    let late_ms = now.as_millisecond().saturating_sub(attempt.deadline.as_millisecond());
                    let detail = serde_json::json!({ "outcome": outcome.as_str(), "after_deadline_ms": late_ms });
                    event::append(tx, vec![line.with_detail(detail)]).await?;
                    Ok(Some(known.organization))
                })
            })
            .await
    }
}

/// Lines about what a look at a door tells that is new.
async fn note_turn(
    tx: &mut Tx,
    known: &DoorNow,
    look: Look,
    now: Timestamp,
    entropy: Arc<dyn Entropy>,
) -> Result<(), Trouble> {
    let Some(address) = &known.door.address else { return Ok(()) };
    let Some(whole) = controller::by_id(tx, known.door.organization, address.controller).await? else { return Ok(()) };
    let mut pen = Pen::new(&whole, now, entropy);
    pen.seen(tx, known, look).await?;
    Ok(event::append(tx, pen.lines).await?)
}
