//! A database with an organization and its doors, made once and copied for each life.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use jiff::Timestamp;
use keylink_domain::actor::{Actor, Via, Who};
use keylink_domain::clock::{Clock, Entropy, NoEntropy};
use keylink_domain::id::{ControllerId, DoorId, SiteId};
use keylink_domain::user::Role;
use keylink_service::door::NewDoor;
use keylink_service::setup::NewOrganization;
use keylink_service::{House, SealKey};
use keylink_store::{BoxFuture, Disk, Point, Steps, Store};

use crate::dice::Dice;

/// When every life begins, in milliseconds since 1970.
pub const BEGIN_MS: i64 = 1_790_000_000_000;
/// Which controller and channel each door is on: the last two doors share one.
const PLACES: [(usize, &str); 4] = [(0, "1"), (1, "1"), (2, "1"), (2, "2")];
pub const CONTROLLERS: usize = 3;
pub const DOORS: usize = PLACES.len();

pub struct Template {
    pub owner: Actor,
    pub site: SiteId,
    pub doors: Vec<Place>,
    folder: tempfile::TempDir,
}

/// A door and where it is.
#[derive(Debug, Clone)]
pub struct Place {
    pub door: DoorId,
    pub controller: ControllerId,
    pub channel: String,
}

pub fn seal() -> SealKey {
    SealKey::generate(&Seeded(Mutex::new(Dice::new(7)))).unwrap()
}

struct Still;
impl Clock for Still {
    fn now(&self) -> Timestamp {
        Timestamp::from_millisecond(BEGIN_MS - 60_000).unwrap()
    }
}

struct Seeded(Mutex<Dice>);
impl Entropy for Seeded {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), NoEntropy> {
        let mut dice = self.0.lock().unwrap();
        bytes.fill_with(|| dice.throw().to_le_bytes()[3]);
        Ok(())
    }
}

struct Steady;
impl Steps for Steady {
    fn reach(&self, _: Point) -> BoxFuture<'_, Disk> {
        Box::pin(std::future::ready(Disk::Works))
    }
}

impl Template {
    pub fn make() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build().unwrap();
        let (owner, site, doors) = runtime.block_on(furnish(&database_in(folder.path())));
        // The last connection writes everything into the one file that is copied.
        drop(runtime);
        Self { owner, site, doors, folder }
    }

    /// Copies the database to `folder` and tells its path.
    pub fn copy_to(&self, folder: &Path) -> PathBuf {
        let copy = database_in(folder);
        std::fs::copy(database_in(self.folder.path()), &copy).unwrap();
        copy
    }
}

fn database_in(folder: &Path) -> PathBuf {
    folder.join("keylink.db")
}

async fn furnish(path: &Path) -> (Actor, SiteId, Vec<Place>) {
    let store = Store::open_stepped(path, Arc::new(Steady), Still.now()).await.unwrap();
    let chance = Seeded(Mutex::new(Dice::new(1)));
    let house = House::offline(
        store,
        "http://keys.test".to_owned(),
        &seal(),
        keylink_service::delivery::Settings::default(),
        Still,
        chance,
    )
    .await
    .unwrap();
    let made = house
        .make_organization(NewOrganization {
            organization: "Lindenhof".to_owned(),
            zone: "Europe/Berlin".to_owned(),
            name: "Anna".to_owned(),
            email: "anna@lindenhof.example".to_owned(),
            ..NewOrganization::default()
        })
        .await
        .unwrap();
    let who = Who::User { id: made.owner.id, role: Role::Owner, via: Via::Console };
    let owner = Actor::new(made.organization.id, who);
    let mut controllers = Vec::new();
    for number in 0..CONTROLLERS {
        let made = house.add_controller(&owner, &format!("Controller {number}")).await.unwrap();
        controllers.push(made.controller.id);
    }
    let mut doors = Vec::new();
    for (number, (controller, channel)) in PLACES.into_iter().enumerate() {
        let controller = controllers[controller];
        let new = NewDoor {
            name: format!("Door {number}"),
            controller: Some(controller),
            channel: Some(channel.to_owned()),
            ..NewDoor::default()
        };
        let door = house.add_door(&owner, new, None).await.unwrap().door.id;
        doors.push(Place { door, controller, channel: channel.to_owned() });
    }
    (owner, made.site.id, doors)
}
