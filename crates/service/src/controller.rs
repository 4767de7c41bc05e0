//! Controllers: added, looked at, given a new login. And who may log in to the broker. Those that Keylink calls are
//! set up in `setup`, and looked after in `watch`.

mod setup;
mod watch;

use std::future::Future;
use std::pin::Pin;

use keylink_domain::actor::Actor;
use keylink_domain::controller::{Controller, DriverKind};
use keylink_domain::event::{About, EventKind};
use keylink_domain::id::ControllerId;
use keylink_domain::secret::Secret;
use keylink_domain::text::Name;
use keylink_domain::user::Act;
use keylink_drivers::ControllerLogins;
use keylink_store::{Store, controller, event};

use crate::house::{House, require};
use crate::trouble::Trouble;

pub(crate) use self::setup::SetUps;
pub use self::setup::{ChangeController, NewDevice, Settled};
pub(crate) use self::watch::watch;
pub use keylink_drivers::{Field, FieldKind, Probe, about};

/// A controller with its login secret, which is shown this once.
#[derive(Debug)]
pub struct MadeController {
    /// The controller; its id is its login name.
    pub controller: Controller,
    /// Its login secret.
    pub password: Secret,
}

impl House {
    /// Adds a controller.
    ///
    /// # Errors
    /// When the name is wrong.
    pub async fn add_controller(&self, actor: &Actor, name: &str) -> Result<MadeController, Trouble> {
        require(actor, Act::ManageDoors)?;
        let now = self.now();
        let controller = Controller {
            id: ControllerId::new(now, self.entropy.chance()?),
            organization: actor.organization,
            name: Name::parse(name).map_err(Trouble::text("name"))?.as_str().to_owned(),
            driver: DriverKind::Mqtt,
            online: None,
            last_seen: None,
        };
        let password = Secret::generate(self.entropy.as_ref())?;
        let line = self.event(actor, EventKind::ControllerCreated, About::default())?;
        let line = line.with_detail(serde_json::json!({ "controller": controller.id }));
        let (made, login) = (controller.clone(), password.hash());
        self.change(actor, move |tx| {
            Box::pin(async move {
                controller::insert(tx, &made, login, now).await?;
                event::append(tx, vec![line]).await?;
                Ok(())
            })
        })
        .await?;
        Ok(MadeController { controller, password })
    }

    /// One controller.
    ///
    /// # Errors
    /// When there is none.
    pub async fn controller(&self, actor: &Actor, id: ControllerId) -> Result<Controller, Trouble> {
        let organization = actor.organization;
        self.look(move |tx| {
            Box::pin(
                async move { controller::by_id(tx, organization, id).await?.ok_or(Trouble::NotFound("controller")) },
            )
        })
        .await
    }

    /// The organization's controllers, oldest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn controllers(&self, actor: &Actor) -> Result<Vec<Controller>, Trouble> {
        let organization = actor.organization;
        self.look(move |tx| Box::pin(async move { Ok(controller::list(tx, organization).await?) })).await
    }

    /// Gives a controller a new login secret, and cuts the connection that used the old one.
    ///
    /// # Errors
    /// When there is none.
    pub async fn rotate_controller(&self, actor: &Actor, id: ControllerId) -> Result<MadeController, Trouble> {
        require(actor, Act::ManageDoors)?;
        if self.controller(actor, id).await?.driver != DriverKind::Mqtt {
            let message = "Keylink calls this controller, so it has no login here; change its settings instead";
            return Err(Trouble::Conflict(message.to_owned()));
        }
        let password = Secret::generate(self.entropy.as_ref())?;
        let line = self.event(actor, EventKind::ControllerRotated, About::default())?;
        let line = line.with_detail(serde_json::json!({ "controller": id }));
        let (organization, login) = (actor.organization, password.hash());
        let controller = self
            .change(actor, move |tx| {
                Box::pin(async move {
                    let known =
                        controller::by_id(tx, organization, id).await?.ok_or(Trouble::NotFound("controller"))?;
                    controller::set_login(tx, organization, id, login).await?;
                    event::append(tx, vec![line]).await?;
                    Ok(known)
                })
            })
            .await?;
        if let Some(drivers) = &self.drivers {
            drivers.disconnect(id).await;
        }
        Ok(MadeController { controller, password })
    }
}

/// Who may log in to the broker inside the program. What cannot be checked may not.
pub(crate) struct Logins {
    store: Store,
}

impl Logins {
    pub(crate) const fn new(store: Store) -> Self {
        Self { store }
    }
}

impl ControllerLogins for Logins {
    fn check<'a>(&'a self, login: &'a str, password: &'a str) -> Pin<Box<dyn Future<Output = bool> + Send + 'a>> {
        let known = login.parse::<ControllerId>().ok().zip(Secret::parse(password).ok());
        Box::pin(async move {
            let Some((id, password)) = known else { return false };
            let login = password.hash();
            let good = self.store.read(move |tx| Box::pin(controller::login_is_good(tx, id, login))).await;
            good.unwrap_or_else(|error| {
                tracing::error!(%error, "a controller's login could not be checked, so it was refused");
                false
            })
        })
    }
}
