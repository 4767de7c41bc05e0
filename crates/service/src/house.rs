//! The house: the one application object, and the start and end of its workers.

use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use keylink_courier::{Courier, Push, SetupError};
use keylink_domain::actor::{Actor, Who};
use keylink_domain::clock::{Clock, Entropy};
use keylink_domain::delivery::Channel;
use keylink_domain::event::{About, EventKind, NewEvent};
use keylink_domain::id::{EventId, OrganizationId};
use keylink_domain::notice::NoticeChannel;
use keylink_domain::user::{Act, UserState};
use keylink_drivers::{Direct, Drivers, MqttSettings, Networks, StartError};
use keylink_store::unlock::Surroundings;
use keylink_store::{BoxFuture, Store, Tx};
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::alert;
use crate::clock::{SLOWER, SteadyClock};
use crate::controller::Logins;
use crate::delivery::Outbox;
use crate::dispatch::Dispatcher;
use crate::ledger::Ledger;
use crate::limit::{LimitSettings, Limits};
use crate::live::Live;
use crate::notice::Notices;
use crate::openid::{OpenId, OpenIdSettings};
use crate::passkey::Verifier;
use crate::password::Hashing;
use crate::seal::{Seal, SealKey};
use crate::trouble::Trouble;
use crate::{
    announcement, controller, delivery, door_event, follow, hold, letter, notice, placement, report, section, sweep,
};

/// What the house is told at its start.
pub struct Settings {
    /// How guests reach this server, without a slash at the end: `https://keys.example.org`.
    pub public_url: String,
    /// How long after a press its command is dead, in milliseconds.
    pub deadline_ms: i64,
    /// How often is too often.
    pub limits: LimitSettings,
    /// After how many days what is personal in the log is erased.
    pub personal_days: u32,
    /// The broker: inside the program, or outside.
    pub mqtt: MqttSettings,
    /// Where controllers may be that Keylink calls.
    pub networks: Networks,
    /// The key that seals copies of secrets.
    pub seal: SealKey,
    /// By which channels links are sent.
    pub sending: keylink_courier::Settings,
    /// Another service by which users sign in, where there is one.
    pub openid: Option<OpenIdSettings>,
}

/// Everything that happens in Keylink goes through here.
pub struct House {
    pub(crate) store: Store,
    pub(crate) clock: Arc<dyn Clock>,
    /// The machine's own clock, which may run behind the house's (ADR 0005): only for what clocks outside must agree with.
    pub(crate) wall: Arc<dyn Clock>,
    pub(crate) entropy: Arc<dyn Entropy>,
    pub(crate) seal: Seal,
    pub(crate) limits: Arc<Limits>,
    pub(crate) hashing: Hashing,
    /// PINs have turns of their own: a crowd at the sign-in page keeps no guest waiting.
    pub(crate) pin_hashing: Hashing,
    pub(crate) live: Live,
    pub(crate) outbox: Outbox,
    pub(crate) notices: Notices,
    /// None where browsers use no passkeys.
    pub(crate) verifier: Option<Verifier>,
    pub(crate) openid: Option<OpenId>,
    /// None in a house that moves nothing.
    pub(crate) dispatcher: Option<Dispatcher>,
    pub(crate) drivers: Option<Arc<Drivers>>,
    pub(crate) records: controller::Records,
    pub(crate) finding: controller::Finding,
    pub(crate) tasks: TaskTracker,
    pub(crate) public_url: String,
    pub(crate) deadline_ms: i64,
    pub(crate) personal_days: u32,
}

/// A house whose workers run.
pub struct Running {
    /// The house.
    pub house: Arc<House>,
    stop: CancellationToken,
    workers: Vec<tokio::task::JoinHandle<()>>,
}

impl Running {
    /// Starts drivers and workers on an open database.
    ///
    /// # Errors
    /// When the broker cannot be started, or the database cannot be read.
    pub async fn start(
        store: Store,
        settings: Settings,
        clock: impl Clock + 'static,
        entropy: impl Entropy + 'static,
    ) -> Result<Self, StartTrouble> {
        let notices = notices(&settings.seal, &settings.public_url, settings.sending.push_allow_private)?;
        let outbox = Outbox::new(Courier::new(settings.sending)?);
        let openid = settings.openid.map(|openid| OpenId::new(openid, &settings.public_url)).transpose()?;
        let floor = store.read(|tx| Box::pin(keylink_store::event::latest_instant(tx))).await?;
        warn_of_clock(floor, clock.now());
        let wall: Arc<dyn Clock> = Arc::new(clock);
        let clock: Arc<dyn Clock> = Arc::new(SteadyClock::new(Arc::clone(&wall), floor));
        let entropy: Arc<dyn Entropy> = Arc::new(entropy);
        if matches!(settings.mqtt, MqttSettings::Inside(_)) {
            let now = clock.now();
            store.write(move |tx| Box::pin(keylink_store::controller::all_offline(tx, now))).await?;
        }
        let (reports_in, reports_out) = mpsc::channel(1024);
        let logins = Arc::new(Logins::new(store.clone()));
        let set_ups = Arc::new(controller::SetUps::new(store.clone(), Seal::new(&settings.seal)));
        let networks = settings.networks.closed_to(&settings.public_url);
        let finding = controller::Finding::within(networks.clone());
        let direct = Direct::new(set_ups, networks, Arc::clone(&clock), Arc::clone(&entropy));
        let direct = direct.with_wall(Arc::clone(&wall));
        let drivers = Drivers::start(settings.mqtt, logins, Arc::clone(&wall), reports_in).await?.with_direct(direct);
        let drivers = Arc::new(drivers);
        let live = Live::new();
        let (limits, tasks) = (Arc::new(Limits::new(settings.limits)), TaskTracker::new());
        let around = Surroundings { clock: Arc::clone(&clock), pace: Arc::clone(&limits) as _ };
        let (ledger, writer) = Ledger::start(&store, around, Arc::clone(&entropy), &live);
        let dispatcher = Dispatcher {
            drivers: Arc::clone(&drivers),
            clock: Arc::clone(&clock),
            entropy: Arc::clone(&entropy),
            ledger,
            tasks: tasks.clone(),
        };
        let house = Arc::new(House {
            seal: Seal::new(&settings.seal),
            limits,
            hashing: Hashing::new(),
            pin_hashing: Hashing::new(),
            drivers: Some(drivers),
            records: controller::Records::default(),
            finding,
            tasks,
            verifier: Verifier::new(&settings.public_url),
            openid,
            public_url: settings.public_url,
            deadline_ms: settings.deadline_ms,
            personal_days: settings.personal_days,
            store,
            clock,
            wall,
            entropy,
            live,
            outbox,
            notices,
            dispatcher: Some(dispatcher),
        });
        let stop = CancellationToken::new();
        house.begin_outbox().await?;
        let mut workers = vec![
            writer,
            tokio::spawn(report::listen(Arc::clone(&house), reports_out)),
            tokio::spawn(sweep::run(Arc::clone(&house), stop.clone())),
            tokio::spawn(controller::watch(Arc::clone(&house), stop.clone())),
            tokio::spawn(alert::run(Arc::clone(&house), stop.clone())),
            tokio::spawn(door_event::listen(Arc::clone(&house), stop.clone())),
            tokio::spawn(door_event::tell_held(Arc::clone(&house), stop.clone())),
            tokio::spawn(announcement::run(Arc::clone(&house), stop.clone())),
            tokio::spawn(placement::run(Arc::clone(&house), stop.clone())),
            tokio::spawn(hold::run(Arc::clone(&house), stop.clone())),
            tokio::spawn(section::run(Arc::clone(&house), stop.clone())),
            tokio::spawn(delivery::watch(Arc::clone(&house), stop.clone())),
            tokio::spawn(follow::run(Arc::clone(&house), stop.clone())),
            tokio::spawn(follow::write_words(Arc::clone(&house), stop.clone())),
        ];
        if house.offers_mail_links() {
            workers.push(tokio::spawn(letter::run(Arc::clone(&house), stop.clone())));
        }
        for channel in Channel::ALL {
            workers.push(tokio::spawn(delivery::run(Arc::clone(&house), channel, stop.clone())));
        }
        for channel in NoticeChannel::ALL {
            workers.push(tokio::spawn(notice::run(Arc::clone(&house), channel, stop.clone())));
        }
        Ok(Self { house, stop, workers })
    }

    /// Stops taking work, lets what is under way finish, and returns when it has.
    pub async fn stop(self) {
        self.stop.cancel();
        self.house.tasks.close();
        let patience =
            Duration::from_millis(u64::try_from(self.house.deadline_ms).unwrap_or(0)) + Duration::from_secs(2);
        if tokio::time::timeout(patience, self.house.tasks.wait()).await.is_err() {
            tracing::warn!(
                "some presses had no outcome when the program stopped; they become unknown at the next start"
            );
        }
        if let Some(drivers) = &self.house.drivers {
            drivers.shutdown().await;
        }
        for worker in self.workers {
            worker.abort();
        }
        let store = self.house.store.clone();
        drop(self.house);
        store.close().await;
    }
}

/// Why the house could not start.
#[derive(Debug, thiserror::Error)]
pub enum StartTrouble {
    /// The broker could not be started.
    #[error(transparent)]
    Drivers(#[from] StartError),
    /// The database could not be read.
    #[error(transparent)]
    Store(#[from] keylink_store::Error),
    /// A channel for sending links is set up wrongly.
    #[error(transparent)]
    Sending(#[from] SetupError),
    /// What an earlier run left in the outbox could not be dealt with.
    #[error(transparent)]
    Outbox(#[from] Trouble),
}

fn notices(seal: &SealKey, contact: &str, allow_private: bool) -> Result<Notices, SetupError> {
    Ok(Notices::new(Push::new(&seal.derived(b"web push"), contact, allow_private)?))
}

fn warn_of_clock(floor: Option<Timestamp>, now: Timestamp) {
    if let Some(floor) = floor.filter(|floor| *floor > now) {
        tracing::warn!(
            log = %floor, clock = %now,
            "the machine's clock is behind the event log; time goes on from the log's last line until the clock has caught up. Check the clock (NTP)"
        );
    }
}

impl House {
    /// A house without doors to move, for the command line: it changes the database and nothing else.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn offline(
        store: Store,
        public_url: String,
        seal: &SealKey,
        sending: keylink_courier::Settings,
        clock: impl Clock + 'static,
        entropy: impl Entropy + 'static,
    ) -> Result<Arc<Self>, StartTrouble> {
        Ok(Arc::new(Self::without_hands(store, public_url, seal, sending, clock, entropy).await?))
    }

    /// The same with ears: it can search the network, and ask controllers that Keylink calls how they are. It moves no door.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn asking(
        store: Store,
        public_url: String,
        seal: &SealKey,
        sending: keylink_courier::Settings,
        networks: Networks,
        clock: impl Clock + 'static,
        entropy: impl Entropy + 'static,
    ) -> Result<Arc<Self>, StartTrouble> {
        let mut house = Self::without_hands(store, public_url, seal, sending, clock, entropy).await?;
        let set_ups = Arc::new(controller::SetUps::new(house.store.clone(), Seal::new(seal)));
        let networks = networks.closed_to(&house.public_url);
        house.finding = controller::Finding::within(networks.clone());
        let direct = Direct::new(set_ups, networks, Arc::clone(&house.clock), Arc::clone(&house.entropy));
        let logins = Arc::new(Logins::new(house.store.clone()));
        house.drivers = Some(Arc::new(
            Drivers::asking(direct.with_wall(Arc::clone(&house.wall)), logins, Arc::clone(&house.wall)).await?,
        ));
        Ok(Arc::new(house))
    }

    async fn without_hands(
        store: Store,
        public_url: String,
        seal: &SealKey,
        sending: keylink_courier::Settings,
        clock: impl Clock + 'static,
        entropy: impl Entropy + 'static,
    ) -> Result<Self, StartTrouble> {
        let floor = store.read(|tx| Box::pin(keylink_store::event::latest_instant(tx))).await?;
        let wall: Arc<dyn Clock> = Arc::new(clock);
        let notices = notices(seal, &public_url, sending.push_allow_private)?;
        let outbox = Outbox::new(Courier::new(sending)?);
        Ok(Self {
            seal: Seal::new(seal),
            limits: Arc::new(Limits::new(LimitSettings::default())),
            hashing: Hashing::new(),
            pin_hashing: Hashing::new(),
            drivers: None,
            records: controller::Records::default(),
            finding: controller::Finding::within(Networks::default()),
            tasks: TaskTracker::new(),
            verifier: Verifier::new(&public_url),
            openid: None,
            public_url,
            deadline_ms: keylink_domain::unlock::DEFAULT_DEADLINE_MS,
            personal_days: 90,
            store,
            clock: Arc::new(SteadyClock::new(Arc::clone(&wall), floor)),
            wall,
            entropy: Arc::new(entropy),
            live: Live::new(),
            outbox,
            notices,
            dispatcher: None,
        })
    }

    /// The present instant, which never runs back.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// How far the house's time is ahead of the machine's clock, because that was set back (ADR 0005); zero where they agree.
    pub fn ahead(&self) -> SignedDuration {
        self.now().duration_since(self.wall.now()).max(SignedDuration::ZERO)
    }

    /// When the machine's clock will have caught up with the house's time, by that clock.
    pub fn caught_up(&self) -> Timestamp {
        let wall = self.wall.now();
        let left = self.now().duration_since(wall).max(SignedDuration::ZERO).saturating_mul(SLOWER.cast_signed());
        wall.saturating_add(left).unwrap_or(Timestamp::MAX)
    }

    /// The live views' source of hints.
    pub const fn live(&self) -> &Live {
        &self.live
    }

    /// How guests reach this server.
    pub fn public_url(&self) -> &str {
        &self.public_url
    }

    /// Where the broker inside the program listens; `None` with an outside broker.
    pub fn broker_address(&self) -> Option<std::net::SocketAddr> {
        self.drivers.as_ref().and_then(|drivers| drivers.broker_address())
    }

    /// A line of the log about something that `actor` does now.
    pub(crate) fn event(&self, actor: &Actor, kind: EventKind, about: About) -> Result<NewEvent, Trouble> {
        let now = self.now();
        Ok(NewEvent::by(actor, EventId::new(now, self.entropy.chance()?), now, kind, about))
    }

    /// Writes in one transaction, one change of the organization after the other, then tells the live views. Who was
    /// suspended or given a lower role since they were admitted changes nothing any more.
    pub(crate) async fn change<T, F>(&self, actor: &Actor, todo: F) -> Result<T, Trouble>
    where
        F: for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, Result<T, Trouble>> + Send + 'static,
        T: Send + 'static,
    {
        let actor = *actor;
        self.change_of(actor.organization, move |tx| {
            Box::pin(async move {
                still_may(tx, &actor).await?;
                todo(tx).await
            })
        })
        .await
    }

    /// The same, where nobody of the organization acts, but a guest of theirs.
    pub(crate) async fn change_of<T, E, F>(&self, organization: OrganizationId, todo: F) -> Result<T, E>
    where
        F: for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, Result<T, E>> + Send + 'static,
        T: Send + 'static,
        E: From<keylink_store::Error> + Send + 'static,
    {
        let done = self
            .store
            .write(move |tx| {
                Box::pin(async move {
                    keylink_store::organization::one_change_at_a_time(tx, organization).await?;
                    todo(tx).await
                })
            })
            .await?;
        self.live.changed(organization);
        Ok(done)
    }

    /// Reads in one snapshot.
    pub(crate) async fn look<T, F>(&self, todo: F) -> Result<T, Trouble>
    where
        F: for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, Result<T, Trouble>> + Send + 'static,
        T: Send + 'static,
    {
        self.store.read(todo).await
    }
}

/// Refuses a user who may no longer act as they were admitted.
async fn still_may(tx: &mut Tx, actor: &Actor) -> Result<(), Trouble> {
    let Who::User { id, role, .. } = actor.who else { return Ok(()) };
    let now = keylink_store::user::by_id(tx, actor.organization, id).await?;
    // Higher roles come first.
    let may = now.is_some_and(|user| user.state == UserState::Active && user.role <= role);
    if may { Ok(()) } else { Err(Trouble::Forbidden) }
}

/// Refuses unless the actor may do `act`.
pub(crate) fn require(actor: &Actor, act: Act) -> Result<(), Trouble> {
    if actor.may(act) { Ok(()) } else { Err(Trouble::Forbidden) }
}
