//! The agent: Keylink's own program at a site. It holds the drivers of that site's devices and connects outward only; the
//! center's commands reach it over one line, and what happens at the site's doors reaches the center over the same one.
//!
//! What it knows of the house is its own controller's name and secret: no rights, no links, no people.

mod cards;
mod clock;
mod desk;
mod disk;
mod hold;
mod identity;
mod journal;
mod memory;
mod message;
mod post;
mod site;
mod watch;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use keylink_domain::clock::{Clock, Entropy};
use keylink_drivers::{Direct, Overheard, Voice, VoiceSettings};
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

pub use crate::identity::{Identity, enrol};
pub use crate::site::Site;

use crate::cards::Cards;
use crate::clock::CenterClock;
use crate::desk::Desk;
use crate::journal::Journal;
use crate::memory::Memory;
use crate::post::Post;
use crate::site::Known;
use crate::watch::Watch;

/// How many words may wait to be read; commands are taken up at once.
const WORDS: usize = 256;
/// As long as a command can live: after a damaged memory nothing moves before.
const WARY: Duration = Duration::from_secs(60);

/// What keeps an agent from working, in words for people.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Wrong(pub String);

/// Where an agent keeps what it must not forget.
#[derive(Debug, Clone)]
pub struct Folder(PathBuf);

impl Folder {
    /// The folder, for this program alone until the file that is given back is closed.
    ///
    /// # Errors
    /// When it cannot be made, or another agent works in it.
    pub fn take(path: &Path) -> Result<(Self, std::fs::File), Wrong> {
        let told = |error: std::io::Error| Wrong(format!("{}: {error}", path.display()));
        Self::make(path)?;
        let lock = std::fs::File::create(path.join("lock")).map_err(told)?;
        lock.try_lock().map_err(|_| Wrong(format!("{}: another agent works in this folder", path.display())))?;
        Ok((Self(path.to_owned()), lock))
    }

    /// Makes the folder where it is missing, for its owner alone.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn make(path: &Path) -> Result<(), Wrong> {
        use std::os::unix::fs::DirBuilderExt;
        let made = std::fs::DirBuilder::new().recursive(true).mode(0o700).create(path);
        made.map_err(|error| Wrong(format!("{}: {error}", path.display())))
    }
}

/// Runs an agent until `stop`.
///
/// # Errors
/// When it is not enrolled, or its folder cannot be used.
pub async fn run(
    site: Site,
    identity: Identity,
    folder: Folder,
    clock: Arc<dyn Clock>,
    entropy: Arc<dyn Entropy>,
    stop: CancellationToken,
) -> Result<(), Wrong> {
    let told = |error: std::io::Error| Wrong(format!("{}: {error}", folder.0.display()));
    let chance = || entropy.chance().map(Uuid::from_bytes).map_err(|error| Wrong(error.to_string()));
    let memory = Memory::open(&folder.0.join("commands.jsonl")).map_err(told)?;
    let journal = Journal::open(&folder.0.join("journal.jsonl"), chance()?, identity.controller).map_err(told)?;
    if !memory.is_whole() {
        tracing::warn!("the memory of commands is damaged; no door moves in the next minute, so that none moves twice");
        if stop.run_until_cancelled(tokio::time::sleep(WARY)).await.is_none() {
            return Ok(());
        }
        memory.is_whole_again().await.map_err(told)?;
    }
    let (reports, reported) = mpsc::channel(WORDS);
    let known = Arc::new(Known::of(&site));
    let direct = Direct::new(known, site.networks.clone(), Arc::clone(&clock), entropy.clone()).telling(reports);
    let direct = Arc::new(direct);
    let (heard, mut words) = mpsc::channel(WORDS);
    let post = Arc::new(Post::new(speak(&identity, heard)?, identity.controller));
    let center = Arc::new(CenterClock::new(Arc::clone(&clock)));
    let site = Arc::new(site);
    let watch =
        Watch::new(Arc::clone(&site), Arc::clone(&direct), journal.clone(), Arc::clone(&post), clock, chance()?);
    let watch = Arc::new(watch);
    let (held, said) = (hold::Held::default(), tokio::sync::Mutex::default());
    let cards = Cards::start(Arc::clone(&site), Arc::clone(&direct), Arc::clone(&post), stop.clone());
    let watched = Arc::clone(&watch);
    let desk = Arc::new(Desk { site, direct, memory, journal, post, center, watch: watched, cards, held, said });
    let watching = tokio::spawn(watch.run(reported, stop.clone()));
    let minding = tokio::spawn(Arc::clone(&desk).mind_the_time(stop.clone()));
    let mending = tokio::spawn(Arc::clone(&desk).mind_the_disk(stop.clone()));
    tracing::info!(center = %identity.center, controller = %identity.controller, "the agent works");
    while let Some(Some(overheard)) = stop.run_until_cancelled(words.recv()).await {
        match overheard {
            Overheard::Connected => desk.greet(),
            Overheard::Word(word) => desk.hear(&word),
        }
    }
    minding.abort();
    mending.abort();
    watching.abort();
    desk.part().await;
    Ok(())
}

/// Asks each device of a site how it is; what there is to say, a line each.
pub async fn check(
    site: Site,
    clock: Arc<dyn Clock>,
    entropy: Arc<dyn Entropy>,
) -> Vec<(String, Result<Vec<String>, String>)> {
    let direct = Direct::new(Arc::new(Known::of(&site)), site.networks.clone(), clock, entropy);
    let mut said = Vec::new();
    for device in &site.devices {
        let places: Vec<_> = site.doors_of(device.id).map(|(_, place)| place.clone()).collect();
        let probed = direct.probe(device.id, &places).await;
        said.push((device.name.clone(), probed.map(|probe| probe.facts)));
    }
    said
}

fn speak(identity: &Identity, heard: mpsc::Sender<Overheard>) -> Result<Voice, Wrong> {
    let settings = VoiceSettings {
        address: identity.center.clone(),
        user: identity.controller.to_string(),
        password: identity.password().to_owned(),
        last_word: (format!("keylink/1/{}/online", identity.controller), "false".to_owned()),
    };
    let voice = Voice::of_agent(settings, &identity.authority(), heard);
    voice.map_err(|wrong| Wrong(format!("center.{}: {}", wrong.field, wrong.message)))
}
