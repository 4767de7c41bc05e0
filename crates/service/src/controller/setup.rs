//! Controllers that Keylink calls: set up, changed, tested. Their secrets are sealed, and never shown again; who changes
//! where they lead gives them anew.

use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;

use keylink_domain::actor::Actor;
use keylink_domain::altered::Alterations;
use keylink_domain::controller::{Channel, Controller, DriverKind, Reach};
use keylink_domain::event::{About as Subject, EventKind};
use keylink_domain::id::{ControllerId, OrganizationId};
use keylink_domain::secret::Secret;
use keylink_domain::text::Name;
use keylink_domain::user::Act;
use keylink_drivers::{Field, FieldKind, Probe, Values, Wrong, about};
use keylink_store::{Store, Tx, controller, door, event, hold};

use crate::hold::check_let_go;
use crate::house::{House, require};
use crate::seal::Seal;
use crate::trouble::Trouble;

/// What a controller that Keylink calls is to be.
#[derive(Debug, Clone)]
pub struct NewDevice {
    /// What people call it.
    pub name: String,
    /// Its kind.
    pub driver: DriverKind,
    /// What was typed into the kind's fields.
    pub settings: BTreeMap<String, String>,
}

/// What is to change of a controller; what is `None` stays. A secret that is left out or empty stays as it is.
#[derive(Debug, Clone, Default)]
pub struct ChangeController {
    /// Another name.
    pub name: Option<String>,
    /// What was typed into the kind's fields; what is left out stays.
    pub settings: Option<BTreeMap<String, String>>,
}

/// What a controller is set up with, as far as it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Settled {
    /// The settings that are no secrets.
    pub settings: BTreeMap<String, String>,
    /// The names of the secrets that are there.
    pub secrets: Vec<String>,
}

impl House {
    /// Adds a controller that Keylink calls.
    ///
    /// # Errors
    /// When something given is wrong.
    pub async fn add_device(&self, actor: &Actor, new: NewDevice) -> Result<Controller, Trouble> {
        require(actor, Act::ManageDoors)?;
        if new.driver.reach() == Reach::Login {
            return Err(Trouble::invalid("driver", "a controller of this kind connects by itself and has no settings"));
        }
        let (now, name) = (self.now(), Name::parse(&new.name).map_err(Trouble::text("name"))?);
        let controller = Controller {
            id: ControllerId::new(now, self.entropy.chance()?),
            organization: actor.organization,
            name: name.as_str().to_owned(),
            driver: new.driver,
            online: None,
            last_seen: None,
        };
        let (settings, secrets) = checked(new.driver, new.settings)?;
        let sealed = self.sealed(&controller, &secrets)?;
        // It never logs in: nobody knows this.
        let login = Secret::generate(self.entropy.as_ref())?.hash();
        let line =
            self.event(actor, EventKind::ControllerCreated, Subject::default())?.with_detail(detail(&controller));
        let made = controller.clone();
        self.change(actor, move |tx| {
            Box::pin(async move {
                controller::insert(tx, &made, login, now).await?;
                controller::set_up(tx, made.organization, made.id, &settings, sealed).await?;
                event::append(tx, vec![line]).await?;
                Ok(())
            })
        })
        .await?;
        Ok(controller)
    }

    /// Changes a controller's name, and the settings of one that Keylink calls.
    ///
    /// # Errors
    /// When there is none, or something given is wrong.
    pub async fn change_controller(
        &self,
        actor: &Actor,
        id: ControllerId,
        change: ChangeController,
    ) -> Result<Controller, Trouble> {
        require(actor, Act::ManageDoors)?;
        let mut known = self.controller(actor, id).await?;
        let before = known.name.clone();
        if let Some(name) = &change.name {
            known.name = Name::parse(name).map_err(Trouble::text("name"))?.as_str().to_owned();
        }
        let altered = Alterations::default().with("name", &before, &known.name);
        let line = self.event(actor, EventKind::ControllerChanged, Subject::default())?.with_altered(altered);
        let (organization, new, set_up) = (actor.organization, known.clone(), change.settings);
        let (now, under_way) = (self.now(), self.under_way());
        let set_up = match set_up {
            Some(typed) => Some(self.changed(&known, typed).await?),
            None => None,
        };
        // Which of them, and never what they hold: among them are addresses of this house, and secrets.
        let mut told = detail(&known);
        if let Some(changed) = &set_up {
            told["settings"] = changed.fields.clone().into();
        }
        self.change(actor, move |tx| {
            Box::pin(async move {
                let known = controller::by_id(tx, organization, id).await?.ok_or(Trouble::NotFound("controller"))?;
                controller::rename(tx, organization, id, &new.name).await?;
                let mut open = Vec::new();
                if let Some(changed) = set_up {
                    same_still(tx, id, changed.revision).await?;
                    if changed.leads_elsewhere {
                        controller::lock(tx, organization, id).await?;
                        open = check_let_go(tx, &known, now, under_way).await?;
                        hold::end_anew(tx, organization, id, now).await?;
                    }
                    controller::set_up(tx, organization, id, &changed.settings, changed.sealed).await?;
                }
                event::append(tx, vec![line.with_detail(with_open(told, &open))]).await?;
                Ok(())
            })
        })
        .await?;
        Ok(known)
    }

    /// What a controller is set up with, without its secrets.
    ///
    /// # Errors
    /// When there is none.
    pub async fn settled(&self, actor: &Actor, id: ControllerId) -> Result<Settled, Trouble> {
        require(actor, Act::ManageDoors)?;
        let known = self.controller(actor, id).await?;
        let Some(found) = self.set_up_of(&known).await? else { return Ok(Settled::default()) };
        let secrets = self.secrets(&known, &found.sealed)?;
        let held = secrets.into_iter().filter(|(_, value)| !value.is_empty()).map(|(name, _)| name);
        Ok(Settled { settings: found.settings, secrets: held.collect() })
    }

    /// Asks a controller that Keylink calls how it is. It changes nothing; the inner error is a sentence for people.
    ///
    /// # Errors
    /// When there is no such controller.
    pub async fn test_controller(&self, actor: &Actor, id: ControllerId) -> Result<Result<Probe, String>, Trouble> {
        require(actor, Act::ManageDoors)?;
        let known = self.controller(actor, id).await?;
        if known.driver.reach() == Reach::Login {
            return Ok(match self.drivers.as_ref().and_then(|drivers| drivers.is_online(id)) {
                Some(true) => Ok(Probe { facts: vec!["It is connected.".to_owned()], ..Probe::default() }),
                _ => Err("it is not connected; it connects by itself, with its login and password".to_owned()),
            });
        }
        let organization = actor.organization;
        let doors = self.look(move |tx| Box::pin(async move { Ok(door::list(tx, organization).await?) })).await?;
        let places: Vec<Channel> = doors
            .into_iter()
            .filter_map(|now| now.door.address.filter(|address| address.controller == id))
            .map(|address| address.channel)
            .collect();
        Ok(self.ask_device(id, known.driver, &places).await)
    }

    /// Settings as they are to be written: what was typed, with the secrets that were kept.
    async fn changed(&self, known: &Controller, typed: BTreeMap<String, String>) -> Result<ChangedSettings, Trouble> {
        let Some(found) = self.set_up_of(known).await? else {
            return Err(Trouble::invalid(
                "settings",
                "a controller of this kind connects by itself and has no settings",
            ));
        };
        let fields = about(known.driver).fields;
        let kept = self.secrets(known, &found.sealed)?;
        let typed = with_kept(fields, typed, &found.settings, &kept)?;
        let (settings, secrets) = checked(known.driver, typed)?;
        let differ = |field: &&Field| {
            settings.get(field.name) != found.settings.get(field.name)
                || secrets.get(field.name) != kept.get(field.name)
        };
        let differing: Vec<&Field> = fields.iter().filter(differ).collect();
        let leads_elsewhere = differing.iter().any(|field| field.kind == FieldKind::Place);
        let fields = differing.into_iter().map(|field| field.name).collect();
        let (sealed, revision) = (self.sealed(known, &secrets)?, found.revision);
        Ok(ChangedSettings { sealed, settings, revision, fields, leads_elsewhere })
    }

    async fn set_up_of(&self, known: &Controller) -> Result<Option<controller::SetUp>, Trouble> {
        let id = known.id;
        self.look(move |tx| Box::pin(async move { Ok(controller::set_up_of(tx, id).await?) })).await
    }

    fn sealed(&self, controller: &Controller, secrets: &BTreeMap<String, String>) -> Result<Vec<u8>, Trouble> {
        let text = zeroize::Zeroizing::new(serde_json::to_string(secrets).map_err(|_| Trouble::Sealed)?);
        let belongs_to = belongs_to(controller.organization, controller.id);
        self.seal.seal(self.entropy.as_ref(), text.as_bytes(), &belongs_to)
    }

    fn secrets(&self, controller: &Controller, sealed: &[u8]) -> Result<BTreeMap<String, String>, Trouble> {
        open(&self.seal, controller.organization, controller.id, sealed)
    }
}

/// Settings as they are to be written.
struct ChangedSettings {
    settings: BTreeMap<String, String>,
    /// The secrets among them.
    sealed: Vec<u8>,
    /// As they were when they were read.
    revision: i64,
    /// The names of those that are others now.
    fields: Vec<&'static str>,
    /// Whether another device may be meant now.
    leads_elsewhere: bool,
}

/// Secrets that were left out are kept, unless what was typed leads somewhere else: then they would be told to whoever
/// is there, so they must be given again.
fn with_kept(
    fields: &'static [Field],
    mut typed: BTreeMap<String, String>,
    before: &BTreeMap<String, String>,
    kept: &BTreeMap<String, String>,
) -> Result<BTreeMap<String, String>, Trouble> {
    for field in fields.iter().filter(|field| !field.is_secret()) {
        if let (false, Some(value)) = (typed.contains_key(field.name), before.get(field.name)) {
            typed.insert(field.name.to_owned(), value.clone());
        }
    }
    let empty = String::new();
    let leads =
        |values: &BTreeMap<String, String>, field: &Field| values.get(field.name).unwrap_or(&empty).trim().to_owned();
    let moved =
        fields.iter().any(|field| field.kind == FieldKind::Place && leads(&typed, field) != leads(before, field));
    for field in fields.iter().filter(|field| field.is_secret()) {
        let Some(held) = kept.get(field.name).filter(|held| !held.is_empty()) else { continue };
        let given = typed.entry(field.name.to_owned()).or_default();
        if !given.trim().is_empty() {
            continue;
        }
        if moved {
            return Err(Trouble::invalid(field.name, "the address is another one, so this must be given again"));
        }
        given.clone_from(held);
    }
    Ok(typed)
}

/// Nobody changed the settings since they were read: what was kept of them is what stands there.
async fn same_still(tx: &mut Tx, id: ControllerId, revision: i64) -> Result<(), Trouble> {
    let now = controller::set_up_of(tx, id).await?.map(|found| found.revision);
    if now == Some(revision) {
        return Ok(());
    }
    Err(Trouble::Conflict(
        "somebody else changed these settings just now; look at them and repeat your change".to_owned(),
    ))
}

type Parted = (BTreeMap<String, String>, BTreeMap<String, String>);

/// What was typed, checked as a whole: the settings, then the secrets.
fn checked(driver: DriverKind, typed: BTreeMap<String, String>) -> Result<Parted, Trouble> {
    let wrong = |Wrong { field, message }| Trouble::Invalid { field, message };
    let fields = about(driver).fields;
    let values = Values::read(fields, typed).map_err(wrong)?;
    keylink_drivers::check(driver, &values).map_err(wrong)?;
    Ok(values.parted(fields))
}

/// Which controller a line is about.
pub(super) fn detail(controller: &Controller) -> serde_json::Value {
    serde_json::json!({ "controller": controller.id, "name": controller.name, "driver": controller.driver.as_str() })
}

/// The same, with the doors that may stand open because nobody tells them to lock any more.
pub(super) fn with_open(mut detail: serde_json::Value, open: &[String]) -> serde_json::Value {
    if !open.is_empty() {
        detail["may_stand_open"] = open.into();
    }
    detail
}

fn belongs_to(organization: OrganizationId, id: ControllerId) -> Vec<u8> {
    [b"controller".as_slice(), organization.uuid().as_bytes(), id.uuid().as_bytes()].concat()
}

fn open(
    seal: &Seal,
    organization: OrganizationId,
    id: ControllerId,
    sealed: &[u8],
) -> Result<BTreeMap<String, String>, Trouble> {
    let text = seal.open(sealed, &belongs_to(organization, id))?;
    serde_json::from_slice(&text).map_err(|_| Trouble::Sealed)
}

/// What drivers are told of the controllers that they call, read anew for each command.
pub(crate) struct SetUps {
    store: Store,
    seal: Seal,
}

impl SetUps {
    pub(crate) const fn new(store: Store, seal: Seal) -> Self {
        Self { store, seal }
    }

    async fn find(&self, id: ControllerId) -> Result<Option<keylink_drivers::SetUp>, Trouble> {
        let found = self.store.read(move |tx| Box::pin(controller::set_up_of(tx, id))).await?;
        let Some(found) = found else { return Ok(None) };
        let mut values = found.settings;
        values.extend(open(&self.seal, found.organization, id, &found.sealed)?);
        let (driver, revision) = (found.driver, found.revision);
        Ok(Some(keylink_drivers::SetUp { driver, revision, values: Values::stored(values) }))
    }
}

impl keylink_drivers::SetUps for SetUps {
    fn of<'a>(
        &'a self,
        controller: ControllerId,
    ) -> Pin<Box<dyn Future<Output = Option<keylink_drivers::SetUp>> + Send + 'a>> {
        Box::pin(async move {
            self.find(controller).await.unwrap_or_else(|error| {
                tracing::error!(%error, %controller, "a controller's settings could not be read, so nothing is sent");
                None
            })
        })
    }
}
