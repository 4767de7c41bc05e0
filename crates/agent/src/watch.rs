//! The watch over a site's devices: how they are, what their memories tell, and which of their locks and contacts moved.

use std::collections::{BTreeMap, HashMap};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::SignedDuration;
use keylink_domain::clock::Clock;
use keylink_domain::controller::Channel;
use keylink_domain::door_event::{DoorEvent, Happened};
use keylink_domain::id::ControllerId;
use keylink_drivers::agent::MOST_FACTS_BYTES;
use keylink_drivers::{Direct, DoorReport, Ears, Missed, Report, about};
use tokio::sync::{Notify, mpsc};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::journal::{Journal, Moment};
use crate::message::DoorState;
use crate::post::Post;
use crate::site::{Device, Site};

/// How often a device that keeps what happens is asked for it, and how often another one how it is.
const HEARING: Duration = Duration::from_secs(1);
const LOOKING: Duration = Duration::from_secs(10);
/// The longest pause between questions to one that is away.
const AWAY: Duration = Duration::from_secs(30);
/// After a command there may be news soon.
const SOON: Duration = Duration::from_millis(300);

/// The watch.
pub struct Watch {
    site: Arc<Site>,
    direct: Arc<Direct>,
    journal: Journal,
    post: Arc<Post>,
    clock: Arc<dyn Clock>,
    run: Uuid,
    started: Instant,
    line: AtomicU64,
    asked_time: Mutex<Instant>,
    known: Mutex<Known>,
    look: Notify,
}

#[derive(Default)]
struct Known {
    doors: BTreeMap<String, (Channel, DoorState)>,
    /// Why a device cannot be asked; none where it can.
    trouble: HashMap<ControllerId, Option<String>>,
}

impl Watch {
    /// A watch over a site, in this run of the program.
    pub fn new(
        site: Arc<Site>,
        direct: Arc<Direct>,
        journal: Journal,
        post: Arc<Post>,
        clock: Arc<dyn Clock>,
        run: Uuid,
    ) -> Self {
        Self {
            site,
            direct,
            journal,
            post,
            clock,
            run,
            started: Instant::now(),
            line: AtomicU64::new(0),
            asked_time: Mutex::new(Instant::now()),
            known: Mutex::default(),
            look: Notify::new(),
        }
    }

    /// A new line to the center; its number.
    pub fn line_began(&self) -> u64 {
        self.line.fetch_add(1, Ordering::SeqCst) + 1
    }

    /// Whether this is the line still.
    pub fn is_line(&self, number: u64) -> bool {
        self.line.load(Ordering::SeqCst) == number
    }

    /// Whether something was last due so long ago; then it is from now on.
    pub fn is_due(&self, pause: Duration) -> bool {
        let mut last = self.asked_time.lock().unwrap_or_else(PoisonError::into_inner);
        let due = last.elapsed() >= pause;
        if due {
            *last = Instant::now();
        }
        due
    }

    /// What time it is, by the agent's two clocks.
    pub fn moment(&self) -> Moment {
        let since_ms = i64::try_from(self.started.elapsed().as_millis()).unwrap_or(i64::MAX);
        Moment { run: self.run, since_ms, wall_ms: self.clock.now().as_millisecond() }
    }

    /// The doors of which somebody knows how they are.
    pub fn channels(&self) -> Vec<Channel> {
        self.lock().doors.values().map(|(channel, _)| channel.clone()).collect()
    }

    /// How a door is just now.
    pub fn state(&self, channel: &Channel) -> Option<DoorState> {
        self.lock().doors.get(channel.as_str()).map(|(_, state)| *state)
    }

    /// Devices are looked at soon.
    pub fn look_soon(&self) {
        self.look.notify_waiters();
    }

    /// What there is to say of the agent and its devices.
    pub fn facts(&self) -> Vec<String> {
        let known = self.lock();
        let mut facts = vec![format!("Keylink agent {}, {} doors.", env!("CARGO_PKG_VERSION"), self.site.doors.len())];
        for device in &self.site.devices {
            let doors: Vec<&str> = self.site.doors_of(device.id).map(|(channel, _)| channel.as_str()).collect();
            let kind = about(device.driver).name;
            let how = match known.trouble.get(&device.id) {
                Some(None) => "it answers".to_owned(),
                Some(Some(why)) => format!("no answer: {why}"),
                None => "not asked yet".to_owned(),
            };
            facts.push(format!("{} ({kind}), channels {}: {how}.", device.name, doors.join(", ")));
        }
        let mut room = MOST_FACTS_BYTES;
        facts.retain(|fact| {
            let fits = fact.len() + 4 <= room;
            room = room.saturating_sub(fact.len() + 4);
            fits
        });
        facts
    }

    /// Watches until it is told to stop.
    pub async fn run(self: Arc<Self>, mut reported: mpsc::Receiver<Report>, stop: CancellationToken) {
        for number in 0..self.site.devices.len() {
            let (watch, stop) = (Arc::clone(&self), stop.clone());
            tokio::spawn(async move { stop.run_until_cancelled(watch.mind(number)).await });
        }
        while let Some(Some(report)) = stop.run_until_cancelled(reported.recv()).await {
            if let Report::Door { controller, channel, lock, contact } = report
                && let Some(device) = self.site.devices.iter().find(|device| device.id == controller)
            {
                self.door(device, &DoorReport { channel, lock, contact }).await;
            }
        }
    }

    /// Minds one device, whatever becomes of the others.
    async fn mind(self: Arc<Self>, number: usize) {
        let Some(device) = self.site.devices.get(number) else { return };
        let keeps = about(device.driver).has_memory;
        let mut missed = 0_u32;
        loop {
            let asked = if keeps { self.hear(device).await } else { self.ask(device).await };
            let well = if keeps { HEARING } else { LOOKING };
            let pause = match &asked {
                Ok(true) => Duration::ZERO,
                Ok(false) => well,
                Err(_) => (HEARING * 2_u32.saturating_pow(missed.min(8))).min(AWAY),
            };
            missed = if asked.is_ok() { 0 } else { missed + 1 };
            self.lock().trouble.insert(device.id, asked.err());
            tokio::select! {
                () = tokio::time::sleep(pause) => {}
                () = self.look.notified() => tokio::time::sleep(SOON).await,
            }
        }
    }

    async fn ask(&self, device: &Device) -> Result<bool, String> {
        let places: Vec<Channel> = self.site.doors_of(device.id).map(|(_, place)| place.clone()).collect();
        let probe = self.direct.probe(device.id, &places).await?;
        for door in &probe.doors {
            self.door(device, door).await;
        }
        Ok(false)
    }

    /// Asks a device what happened, and writes it down with its mark; says whether there is more.
    async fn hear(&self, device: &Device) -> Result<bool, String> {
        let ears = Ears { place: self.journal.place(&device.name), zone: self.site.zone.clone() };
        let heard = self.direct.hear(device.id, &ears).await.map_err(|away| away.why)?;
        let at = self.moment();
        for door in &heard.doors {
            self.door(device, door).await;
        }
        let Some(place) = heard.place else { return Ok(heard.more) };
        let missed = match heard.missed {
            Missed::Nothing => None,
            Missed::Events(count) => Some(Happened::Forgot(Some(count))),
            Missed::Unknown => Some(Happened::Forgot(None)),
            Missed::Replaced => Some(Happened::Replaced),
        };
        if missed.is_some() {
            tracing::warn!(device = device.name, missed = ?heard.missed, "a device forgot what was not told yet");
        }
        let missed = missed.map(|what| now(None, what));
        let events = heard.events.into_iter().map(|event| self.named(device, event));
        let events = missed.into_iter().chain(events).collect();
        let noted = self.journal.note(events, at, Some((device.name.clone(), place))).await;
        noted.map_err(|error| format!("what it told cannot be written down: {error}"))?;
        Ok(heard.more)
    }

    /// An event with its door's channel in the place of the device's own name for it.
    fn named(&self, device: &Device, event: DoorEvent) -> DoorEvent {
        let channel = event.channel.as_ref().and_then(|place| self.site.at(device.id, place)).cloned();
        DoorEvent { channel, ..event }
    }

    /// A device told how one of its doors is.
    async fn door(&self, device: &Device, told: &DoorReport) {
        let Some(channel) = self.site.at(device.id, &told.channel) else { return };
        let state = DoorState { lock: told.lock, contact: told.contact };
        let before = self.lock().doors.insert(channel.as_str().to_owned(), (channel.clone(), state));
        let before = before.map(|(_, state)| state).unwrap_or_default();
        if before == state {
            return;
        }
        let events: Vec<DoorEvent> = Happened::between((before.lock, before.contact), (state.lock, state.contact))
            .map(|what| now(Some(channel), what))
            .collect();
        // A device that keeps what happens tells that by itself.
        if !about(device.driver).has_memory
            && !events.is_empty()
            && let Err(error) = self.journal.note(events, self.moment(), None).await
        {
            tracing::error!(%error, "what happened at a door cannot be written down; it is tried again");
            self.lock().doors.insert(channel.as_str().to_owned(), (channel.clone(), before));
        }
        let (post, channel) = (Arc::clone(&self.post), channel.clone());
        // Said again at the next connection in any case.
        tokio::spawn(async move { post.door(&channel, state).await });
    }

    fn lock(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Something that is so since just now.
fn now(channel: Option<&Channel>, what: Happened) -> DoorEvent {
    DoorEvent { channel: channel.cloned(), what, card: None, ago: Some(SignedDuration::ZERO), number: 0 }
}
