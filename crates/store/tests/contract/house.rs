//! Databases to test on, and a small house in them.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use jiff::Timestamp;
use keylink_domain::access::Access;
use keylink_domain::actor::Via;
use keylink_domain::bounds::LinkLimits;
use keylink_domain::clock::Clock;
use keylink_domain::controller::{Channel, Controller, DoorAddress, DriverKind};
use keylink_domain::credential::{Credential, CredentialKind, CredentialState};
use keylink_domain::door::{Door, DoorState};
use keylink_domain::id::*;
use keylink_domain::link::{Link, LinkState};
use keylink_domain::organization::{GesturePolicy, Organization};
use keylink_domain::secret::SecretHash;
use keylink_domain::site::Site;
use keylink_domain::user::{Role, User, UserState};
use keylink_domain::validity::{Usage, Validity};
use keylink_domain::zone::Zone;
use keylink_store::unlock::{Answer, AnyPace, Claim, Page, Press, Surroundings};
use keylink_store::*;

/// A database of its own, gone with the value.
pub struct Base {
    pub store: Store,
    pub options: Options,
    _folder: Option<tempfile::TempDir>,
}

/// Runs one test on each database.
macro_rules! on_both {
    ($($(#[$doc:meta])* async fn $name:ident($base:ident: Base) $body:block)*) => {$(
        mod $name {
            use super::*;
            async fn contract($base: Base) $body
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() { contract(Base::sqlite().await).await }
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() { contract(Base::postgres().await).await }
        }
    )*};
}
pub(crate) use on_both;

impl Base {
    pub async fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let options = Options::Sqlite(folder.path().join("keylink.db"));
        Self { store: Store::open(&options, at(0)).await.unwrap(), options, _folder: Some(folder) }
    }

    pub async fn postgres() -> Self {
        let server = server().expect(
            "PostgreSQL is part of these tests; run them with: script/with-postgres cargo nextest run -p keylink-store",
        );
        let name = format!("contract_{}", uuid::Uuid::from_bytes(chance()).simple());
        let (client, connection) = tokio_postgres::connect(&server, tokio_postgres::NoTls).await.unwrap();
        tokio::spawn(connection);
        client.batch_execute(&format!("CREATE DATABASE {name}")).await.unwrap();
        let (address, _) = server.rsplit_once('/').unwrap();
        let options = Options::Postgres(format!("{address}/{name}"));
        Self { store: Store::open(&options, at(0)).await.unwrap(), options, _folder: None }
    }

    /// Runs text of our own on the database, past the store.
    pub async fn raw(&self, sql: &str) -> Result<(), String> {
        match &self.options {
            Options::Sqlite(path) => {
                let connection = rusqlite::Connection::open(path).unwrap();
                connection.execute_batch(sql).map_err(|error| error.to_string())
            }
            Options::Postgres(url) => {
                let (client, connection) = tokio_postgres::connect(url, tokio_postgres::NoTls).await.unwrap();
                tokio::spawn(connection);
                let done = client.batch_execute(sql).await;
                done.map_err(|error| error.as_db_error().map_or(error.to_string(), |db| db.message().to_owned()))
            }
        }
    }
}

#[allow(clippy::disallowed_methods, reason = "where the tests' PostgreSQL is comes from the environment")]
fn server() -> Option<String> {
    std::env::var("KEYLINK_TEST_POSTGRES").ok()
}

/// An instant: so many seconds after the beginning of the tests' time.
pub fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + seconds).unwrap()
}

/// Bytes that no other call gets, in this process or another.
pub fn chance() -> Chance {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let mut bytes = [0; 16];
    bytes[2..10].copy_from_slice(&NEXT.fetch_add(1, Ordering::Relaxed).to_be_bytes());
    // An id takes the first ten; the process and the count must both be among them.
    bytes[..4].copy_from_slice(&std::process::id().to_be_bytes());
    bytes
}

/// A clock that the test sets, in seconds of the tests' time.
pub struct SetClock(pub AtomicI64);

impl Clock for SetClock {
    fn now(&self) -> Timestamp {
        at(self.0.load(Ordering::SeqCst))
    }
}

pub fn clock(seconds: i64) -> Arc<SetClock> {
    Arc::new(SetClock(AtomicI64::new(seconds)))
}

/// The hash of a secret that no other call gets.
pub fn secret() -> SecretHash {
    SecretHash::from_bytes(keylink_domain::secret::fingerprint(&[&chance()]))
}

/// An organization with a site, an owner with a cloud key, a controller, two doors and access to both.
#[derive(Clone)]
pub struct House {
    pub organization: Organization,
    pub site: Site,
    pub owner: User,
    pub key: Credential,
    pub controller: Controller,
    pub doors: Vec<Door>,
    pub accesses: Vec<Access>,
}

impl House {
    pub fn new() -> Self {
        let organization = Organization {
            id: OrganizationId::new(at(0), chance()),
            name: "Lindenhof".to_owned(),
            gesture: GesturePolicy::Person,
            limits: LinkLimits::default(),
        };
        let org = organization.id;
        let site = Site {
            id: SiteId::new(at(0), chance()),
            organization: org,
            name: "Lindenhof 4".to_owned(),
            zone: Zone::parse("Europe/Berlin").unwrap(),
            address: "Lindenhof 4, Berlin".to_owned(),
            arrival_notes: "Second entrance, third floor".to_owned(),
            lockdown: false,
        };
        let owner = User {
            id: UserId::new(at(0), chance()),
            organization: org,
            name: "Anna".to_owned(),
            email: format!("anna@{}.example", org),
            role: Role::Owner,
            state: UserState::Active,
        };
        let key = Credential {
            id: CredentialId::new(at(0), chance()),
            organization: org,
            user: owner.id,
            kind: CredentialKind::CloudKey,
            card: None,
            name: "Anna's Cloud Key".to_owned(),
            from: None,
            until: None,
            state: CredentialState::Active,
        };
        let controller = Controller {
            id: ControllerId::new(at(0), chance()),
            organization: org,
            name: "Cabinet".to_owned(),
            driver: DriverKind::Mqtt,
            online: None,
            last_seen: None,
        };
        let door = |channel: &str, name: &str| Door {
            id: DoorId::new(at(0), chance()),
            organization: org,
            site: site.id,
            name: name.to_owned(),
            address: Some(DoorAddress {
                controller: controller.id,
                driver: DriverKind::Mqtt,
                channel: Channel::parse(channel).unwrap(),
            }),
            pulse_ms: 5_000,
            state: DoorState::Standard,
            plan: None,
            held_open_ms: None,
            free_exit: false,
        };
        let doors = vec![door("1", "Street door"), door("2", "Flat 3")];
        let accesses = doors
            .iter()
            .map(|door| Access {
                id: AccessId::new(at(0), chance()),
                organization: org,
                holder: owner.id.into(),
                target: door.id.into(),
                remote_unlock: true,
                schedule: None,
            })
            .collect();
        Self { organization, site, owner, key, controller, doors, accesses }
    }

    /// A house that stands in the database.
    pub async fn in_base(base: &Base) -> Self {
        let house = Self::new();
        let copy = house.clone();
        base.store.write(move |tx| Box::pin(async move { copy.write(tx).await })).await.unwrap();
        house
    }

    async fn write(&self, tx: &mut Tx) -> Result<()> {
        organization::insert(tx, &self.organization, at(0)).await?;
        site::insert(tx, &self.site, at(0)).await?;
        user::insert(tx, &self.owner, at(0)).await?;
        credential::insert(tx, &self.key, at(0)).await?;
        controller::insert(tx, &self.controller, secret(), at(0)).await?;
        for door in &self.doors {
            door::insert(tx, door, at(0)).await?;
        }
        for access in &self.accesses {
            access::insert(tx, access, at(0)).await?;
        }
        Ok(())
    }

    pub fn link(&self) -> Link {
        Link {
            id: LinkId::new(at(0), chance()),
            organization: self.organization.id,
            credential: self.key.id,
            maker: self.owner.id,
            name: "Weekend, Mia".to_owned(),
            description: String::new(),
            doors: self.doors.iter().map(|door| door.id).collect(),
            validity: Validity::always(self.site.zone.clone()),
            usage: Usage::default(),
            language: None,
            made_from: None,
            state: LinkState::Live,
            generation: 1,
            revision: 1,
            created_at: at(0),
            terms: keylink_domain::link::Terms::default(),
            origin: None,
            device_since: None,
        }
    }

    /// Writes a link; gives the hash of its secret.
    pub async fn add_link(&self, base: &Base, link: &Link) -> SecretHash {
        let (hash, link) = (secret(), link.clone());
        base.store
            .write(move |tx| Box::pin(async move { link::insert(tx, &link, hash, vec![1, 2, 3]).await }))
            .await
            .unwrap();
        hash
    }
}

pub fn press(secret: SecretHash, door: DoorId) -> Press {
    Press {
        unlock: UnlockId::new(at(0), chance()),
        event: EventId::new(at(0), chance()),
        press: PressId::new(at(0), chance()),
        claim: Claim::Link(secret),
        door,
        person: true,
        shown: keylink_domain::authority::Shown::default(),
        binding: None,
        via: Via::Link,
        address: Some("192.0.2.7".to_owned()),
        deadline: at(5),
    }
}

/// One press, decided alone.
pub async fn press_once(base: &Base, clock: &Arc<SetClock>, mut press: Press) -> Answer {
    press.deadline = clock.now().saturating_add(jiff::SignedDuration::from_secs(5)).unwrap();
    record(&base.store, vec![press], clock).await.remove(0)
}

/// Presses, decided together.
pub async fn record(store: &Store, presses: Vec<Press>, clock: &Arc<SetClock>) -> Vec<Answer> {
    let around = Surroundings { clock: Arc::<SetClock>::clone(clock), pace: Arc::new(AnyPace) };
    let page = Page { presses, ..Page::default() };
    let decided = keylink_store::unlock::record(store, Arc::new(page), around, ()).await.unwrap();
    decided.into_iter().map(|decided| decided.answer).collect()
}

/// Every line of the organization's log, oldest first.
pub async fn log(base: &Base, organization: OrganizationId) -> Vec<keylink_domain::event::Event> {
    base.store.read(move |tx| Box::pin(async move { event::after(tx, organization, 0, 10_000).await })).await.unwrap()
}

/// One press at an instant; gives the refusal, if it was one.
pub async fn press_once_at(
    base: &Base,
    seconds: i64,
    secret: SecretHash,
    door: DoorId,
) -> Option<keylink_domain::refusal::Refusal> {
    match press_once(base, &clock(seconds), press(secret, door)).await {
        Answer::Refused { refusal, .. } => Some(refusal),
        Answer::Granted(_) | Answer::Repeated(_) => None,
    }
}
