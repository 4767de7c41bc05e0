//! A house to measure: an organization with 64 doors on 8 controllers, and many links, kept between runs.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;
use keylink_domain::actor::{Actor, Via, Who};
use keylink_domain::clock::{Clock, Entropy, NoEntropy};
use keylink_domain::link::Link;
use keylink_domain::moment::Lasting;
use keylink_domain::secret::{Secret, fingerprint};
use keylink_domain::user::Role;
use keylink_domain::window::ValidityInput;
use keylink_service::clock::{SystemClock, SystemEntropy};
use keylink_service::door::NewDoor;
use keylink_service::link::NewLink;
use keylink_service::setup::NewOrganization;
use keylink_service::{House, SealKey};
use keylink_store::{Options, Store};
use serde::{Deserialize, Serialize};

use crate::failure::Failure;
use crate::fill;
use crate::guests::Target;

const CONTROLLERS: usize = 8;
const DOORS_EACH: usize = 8;
/// Guests press this many different links, spread over all that there are.
const TARGETS: u64 = 4096;

/// A controller's login.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct BenchController {
    /// Its id, which is its login.
    pub id: String,
    /// Its password.
    pub password: String,
}

/// A house that is set up and filled.
#[derive(Debug, Serialize, Deserialize)]
pub struct BenchHouse {
    /// The folder with its seal key, and its database if that is SQLite.
    pub data: PathBuf,
    /// The database's address.
    pub database: String,
    /// The controllers.
    pub controllers: Vec<BenchController>,
    doors: Vec<String>,
    links: u64,
}

impl BenchHouse {
    /// The house kept in `folder`, made and filled where it is missing.
    ///
    /// # Errors
    /// When it cannot be made.
    pub async fn keep(folder: &Path, database: Option<String>, links: u64, events: u64) -> Result<Self, Failure> {
        let note = folder.join("house.json");
        if let (None, Ok(text)) = (&database, std::fs::read_to_string(&note)) {
            return Ok(serde_json::from_str(&text)?);
        }
        if folder.exists() {
            // A fill that was not finished.
            std::fs::remove_dir_all(folder)?;
        }
        std::fs::create_dir_all(folder)?;
        let folder = folder.canonicalize()?;
        let database = database.unwrap_or_else(|| format!("sqlite:{}", folder.join("keylink.db").display()));
        let house = Self::make(&folder, database, links, events).await?;
        std::fs::write(folder.join("house.json"), serde_json::to_string(&house)?)?;
        Ok(house)
    }

    async fn make(folder: &Path, database: String, links: u64, events: u64) -> Result<Self, Failure> {
        let key = SealKey::generate(&SystemEntropy)?;
        std::fs::write(folder.join("seal.key"), key.reveal().as_bytes())?;
        let store = Store::open(&Options::parse(&database)?, SystemClock.now()).await?;
        let house = House::offline(
            store.clone(),
            "http://127.0.0.1".to_owned(),
            &key,
            keylink_service::delivery::Settings::default(),
            SystemClock,
            SystemEntropy,
        )
        .await?;
        let owner = owner(&house).await?;
        let (mut controllers, mut doors, mut templates) = (Vec::new(), Vec::new(), Vec::new());
        for number in 0..CONTROLLERS {
            let made = house.add_controller(&owner, &format!("Controller {number}")).await?;
            for channel in 0..DOORS_EACH {
                let new = NewDoor {
                    name: format!("Door {number}-{channel}"),
                    controller: Some(made.controller.id),
                    channel: Some(channel.to_string()),
                    ..NewDoor::default()
                };
                let door = house.add_door(&owner, new, None).await?.door.id;
                templates.push(template(&house, &owner, door).await?);
                doors.push(door.to_string());
            }
            let password = made.password.reveal().to_owned();
            controllers.push(BenchController { id: made.controller.id.to_string(), password });
        }
        fill::links(&store, &templates, links).await?;
        fill::events(&store, &templates, links, events).await?;
        store.look_at_tables().await?;
        drop(house);
        store.close().await;
        Ok(Self { data: folder.to_owned(), database, controllers, doors, links })
    }

    /// The links that guests press, each with its door.
    pub fn targets(&self) -> Arc<Vec<Target>> {
        let count = TARGETS.min(self.links);
        let step = self.links / count;
        // Neighbours in time are pressed far apart from one another.
        let order = (0..count).map(|n| (n * 1_979) % count * step);
        Arc::new(order.filter_map(|number| self.target(number)).collect())
    }

    fn target(&self, number: u64) -> Option<Target> {
        let door = usize::try_from(number).ok()? % self.doors.len();
        let secret = secret(number).ok()?;
        Some(Target { secret: secret.reveal().to_owned(), door: self.doors.get(door)?.clone() })
    }
}

/// The secret of the link with this number. Nobody's door depends on it.
///
/// # Errors
/// Never.
pub fn secret(number: u64) -> Result<Secret, NoEntropy> {
    Secret::generate(&Numbered(number))
}

struct Numbered(u64);

impl Entropy for Numbered {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), NoEntropy> {
        for (part, chunk) in (0u64..).zip(bytes.chunks_mut(32)) {
            let from = fingerprint(&[&self.0.to_be_bytes(), &part.to_be_bytes()]);
            chunk.copy_from_slice(&from[..chunk.len()]);
        }
        Ok(())
    }
}

async fn owner(house: &House) -> Result<Actor, Failure> {
    let made = house
        .make_organization(NewOrganization {
            organization: "Lindenhof".to_owned(),
            zone: "Europe/Berlin".to_owned(),
            name: "Anna".to_owned(),
            email: "anna@lindenhof.example".to_owned(),
            ..NewOrganization::default()
        })
        .await?;
    let who = Who::User { id: made.owner.id, role: Role::Owner, via: Via::CommandLine };
    Ok(Actor::new(made.organization.id, who))
}

/// A link for a door, as the house makes it; the others are like it.
async fn template(house: &House, owner: &Actor, door: keylink_domain::id::DoorId) -> Result<Link, Failure> {
    let year = Lasting::parse("P1Y").map_err(|error| error.to_string())?;
    let validity = ValidityInput { duration: Some(year), ..ValidityInput::default() };
    let new = NewLink { name: "Weekend, Mia".to_owned(), doors: vec![door], validity, ..NewLink::default() };
    Ok(house.make_link(owner, new, None).await?.link)
}

/// The clock of fills: so many milliseconds after a beginning.
pub struct FillClock(pub Timestamp);

impl Clock for FillClock {
    fn now(&self) -> Timestamp {
        self.0
    }
}
