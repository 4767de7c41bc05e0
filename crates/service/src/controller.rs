//! Controllers: added, looked at, given a new login. And who may log in to the broker. Those that Keylink calls are
//! set up in `setup`, and looked after in `watch`.

mod find;
mod record;
mod remove;
mod setup;
mod watch;

use std::future::Future;
use std::pin::Pin;

use jiff::Timestamp;
use keylink_domain::actor::Actor;
use keylink_domain::controller::{Controller, DriverKind, Reach};
use keylink_domain::event::{About, EventKind};
use keylink_domain::id::ControllerId;
use keylink_domain::secret::Secret;
use keylink_domain::text::Name;
use keylink_domain::user::Act;
use keylink_drivers::ControllerLogins;
use keylink_store::{Store, Tx, controller, event};

use crate::door::shown;
use crate::house::{House, require};
use crate::idempotency::IdempotencyKey;
use crate::trouble::Trouble;

pub(crate) use self::find::Finding;
pub use self::find::{Nearby, Search};
pub(crate) use self::record::Records;
pub use self::record::{Record, STEPS_MS};
pub(crate) use self::setup::SetUps;
pub use self::setup::{ChangeController, NewDevice, Settled};
pub(crate) use self::watch::watch;
pub use keylink_drivers::{Field, FieldKind, Found, Offer, Probe, SEARCH, about, can_hold};

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
        self.add_controller_once(actor, name, None).await
    }

    /// Adds a controller. A form that is sent again makes no other, and is not shown the secret again.
    ///
    /// # Errors
    /// When the name is wrong, or the same form has made one.
    pub async fn add_controller_once(
        &self,
        actor: &Actor,
        name: &str,
        key: Option<IdempotencyKey>,
    ) -> Result<MadeController, Trouble> {
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
        let line = line.with_detail(setup::detail(&controller));
        let (made, login) = (controller.clone(), password.hash());
        let actor = *actor;
        self.change(&actor, move |tx| {
            Box::pin(async move {
                check_first(key.as_ref(), tx, &actor, made.id, now).await?;
                controller::insert(tx, &made, login, now).await?;
                event::append(tx, vec![line]).await?;
                Ok(())
            })
        })
        .await?;
        Ok(MadeController { controller, password })
    }

    /// One controller; one that the actor is not shown is not there for them.
    ///
    /// # Errors
    /// When there is none.
    pub async fn controller(&self, actor: &Actor, id: ControllerId) -> Result<Controller, Trouble> {
        let known = self.controllers(actor).await?;
        known.into_iter().find(|known| known.id == id).ok_or(Trouble::NotFound("controller"))
    }

    /// The organization's controllers, oldest first; a member sees those that drive their doors.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn controllers(&self, actor: &Actor) -> Result<Vec<Controller>, Trouble> {
        require(actor, Act::SeeOwn)?;
        let actor = *actor;
        self.look(move |tx| {
            Box::pin(async move {
                let mut known = controller::list(tx, actor.organization).await?;
                if !actor.may(Act::SeeAll) {
                    let doors = shown(tx, &actor).await?;
                    let places = || doors.iter().filter_map(|known| known.door.address.as_ref());
                    known.retain(|controller| places().any(|place| place.controller == controller.id));
                }
                Ok(known)
            })
        })
        .await
    }

    /// Gives a controller a new login secret, and cuts the connection that used the old one.
    ///
    /// # Errors
    /// When there is none, or the same form has given it one.
    pub async fn rotate_controller(
        &self,
        actor: &Actor,
        id: ControllerId,
        key: Option<IdempotencyKey>,
    ) -> Result<MadeController, Trouble> {
        require(actor, Act::ManageDoors)?;
        let known = self.controller(actor, id).await?;
        let message = match known.driver.reach() {
            Reach::Login => None,
            Reach::Enrolled => Some("an agent makes its own secret; make an enrolment code, and enrol it anew"),
            Reach::Called => {
                Some("Keylink calls this controller, so it has no login here; change its settings instead")
            }
        };
        if let Some(message) = message {
            return Err(Trouble::Conflict(message.to_owned()));
        }
        let password = Secret::generate(self.entropy.as_ref())?;
        let line = self.event(actor, EventKind::ControllerRotated, About::default())?;
        let line = line.with_detail(setup::detail(&known));
        let (actor, now, login) = (*actor, self.now(), password.hash());
        let organization = actor.organization;
        let controller = self
            .change(&actor, move |tx| {
                Box::pin(async move {
                    check_first(key.as_ref(), tx, &actor, id, now).await?;
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

/// Refuses a form that has had its answer: the secret in it is shown once.
async fn check_first(
    key: Option<&IdempotencyKey>,
    tx: &mut Tx,
    actor: &Actor,
    id: ControllerId,
    now: Timestamp,
) -> Result<(), Trouble> {
    if IdempotencyKey::before(key, tx, actor).await?.is_some() {
        return Err(Trouble::Conflict(
            "this was done already, and the password was shown then; if it is lost, make a new one under Settings, \
             Controllers"
                .to_owned(),
        ));
    }
    IdempotencyKey::made(key, tx, actor, id.uuid(), now).await
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
