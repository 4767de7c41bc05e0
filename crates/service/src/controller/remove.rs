//! Controllers that are removed: their doors are to be gone first, then their logins, settings and connections go at once.

use keylink_domain::actor::Actor;
use keylink_domain::controller::Controller;
use keylink_domain::event::{About, EventKind};
use keylink_domain::id::ControllerId;
use keylink_domain::secret::Secret;
use keylink_domain::text::listed;
use keylink_domain::user::Act;
use keylink_store::{Tx, controller, door, event, placement};

use super::setup::{detail, with_open};
use crate::hold::check_let_go;
use crate::house::{House, require};
use crate::trouble::Trouble;

impl House {
    /// How many cards stand on a controller that may be removed, as far as is known: it keeps them, and nobody takes them
    /// off any more.
    ///
    /// # Errors
    /// When there is none, doors are wired to it, or it still keeps one unlocked.
    pub async fn ends_with_controller(&self, actor: &Actor, id: ControllerId) -> Result<u64, Trouble> {
        require(actor, Act::ManageDoors)?;
        let (organization, now, under_way) = (actor.organization, self.now(), self.under_way());
        self.look(move |tx| {
            Box::pin(async move {
                let known = found(tx, organization, id).await?;
                check_unwired(tx, &known).await?;
                check_let_go(tx, &known, now, under_way).await?;
                Ok(placement::on_controller(tx, organization, id).await?)
            })
        })
        .await
    }

    /// Removes a controller that drives no door any more. Its login is dead from the answer on, and its connection is cut.
    ///
    /// # Errors
    /// When there is none, doors are wired to it, or it still keeps one unlocked.
    pub async fn remove_controller(&self, actor: &Actor, id: ControllerId) -> Result<(), Trouble> {
        require(actor, Act::ManageDoors)?;
        let line = self.event(actor, EventKind::ControllerRemoved, About::default())?;
        // Nobody knows this.
        let dead = Secret::generate(self.entropy.as_ref())?.hash();
        let (organization, now, under_way) = (actor.organization, self.now(), self.under_way());
        self.change(actor, move |tx| {
            Box::pin(async move {
                let known = found(tx, organization, id).await?;
                check_unwired(tx, &known).await?;
                controller::lock(tx, organization, id).await?;
                let open = check_let_go(tx, &known, now, under_way).await?;
                controller::remove(tx, organization, id, dead, now).await?;
                event::append(tx, vec![line.with_detail(with_open(detail(&known), &open))]).await?;
                Ok(())
            })
        })
        .await?;
        self.records.forget(id);
        if let Some(drivers) = &self.drivers {
            drivers.disconnect(id).await;
        }
        Ok(())
    }
}

async fn found(
    tx: &mut Tx,
    organization: keylink_domain::id::OrganizationId,
    id: ControllerId,
) -> Result<Controller, Trouble> {
    controller::by_id(tx, organization, id).await?.ok_or(Trouble::NotFound("controller"))
}

async fn check_unwired(tx: &mut Tx, known: &Controller) -> Result<(), Trouble> {
    let doors = door::of_controller(tx, known.organization, known.id).await?;
    if doors.is_empty() {
        return Ok(());
    }
    let names: Vec<&str> = doors.iter().map(|now| now.door.name.as_str()).collect();
    Err(Trouble::Conflict(format!(
        "\u{201c}{}\u{201d} drives {}; remove these doors first, or wire them to another controller",
        known.name,
        listed(&names)
    )))
}
