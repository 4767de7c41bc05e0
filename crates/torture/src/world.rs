//! One world: a folder, the program on it, doors that outlive it, and people who go on pressing.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::time::Duration;

use serde_json::{Value, json};
use tokio::sync::watch;
use tokio::task::JoinSet;
use uuid::Uuid;

use crate::Failure;
use crate::chance::Chance;
use crate::client::{Client, LinkNow, Lost, Page};
use crate::doors::{CHANNELS, Device, Door, Witness};
use crate::guest::{Guest, Town};
use crate::journal::Journal;
use crate::ledger::{Ledger, Shared};
use crate::server::{Program, Server};
use crate::switchboard::{Manner, Switchboard};
use crate::verdict::{Evidence, judge};

/// How long a command lives: short, so that what a crash left open is over soon.
pub const DEADLINE_MS: i64 = 1_000;
/// After its deadline the sweep gives an unlock up, within so much; and a little for a busy machine.
const SWEPT_AFTER: Duration = Duration::from_secs(15);
const CONTROLLERS: usize = 4;
const GUESTS: usize = 40;
const OWNERS: usize = 3;
/// How long the server may take until it answers again after its database came back.
const COMES_BACK: Duration = Duration::from_secs(20);

/// A world under attack.
pub struct World {
    /// The program.
    pub program: Program,
    client: Client,
    server: Option<Server>,
    address: watch::Sender<Option<String>>,
    closing: watch::Sender<bool>,
    lines: Vec<Switchboard>,
    devices: Vec<Device>,
    doors: Vec<Door>,
    told: Shared,
    witness: Witness,
    journal: Journal,
    people: JoinSet<()>,
    log_read: u64,
}

/// What a world was used for, in numbers.
#[derive(Debug, Clone, Copy, Default)]
pub struct Counts {
    /// Presses, however often each was sent.
    pub presses: usize,
    /// Those that the log grants.
    pub granted: usize,
    /// Those that it refuses.
    pub refused: usize,
    /// Movements of locks.
    pub moves: usize,
    /// Links made.
    pub links: usize,
    /// Revokes acknowledged.
    pub revokes: usize,
}

impl World {
    /// Starts the program that was set up before, adds doors, and lets people in.
    ///
    /// # Errors
    /// When a part of it cannot be started.
    pub async fn people_it(program: Program, token: String, folder: &Path, chance: &Chance) -> Result<Self, Failure> {
        let client = Client::new(token)?;
        let server = program.start().await?;
        let mut lines = Vec::new();
        for number in 0..CONTROLLERS {
            lines.push(Switchboard::open(Manner::Repeating(chance.fork(10 + number as u64))).await?);
        }
        let (devices, doors) = furnish(&client, &server, &lines, folder).await?;
        lines.iter().for_each(|line| line.lead_to(server.broker));
        let (address, watching) = watch::channel(Some(server.url.clone()));
        let (closing, closed) = watch::channel(false);
        let told = Shared::default();
        let town = Arc::new(Town {
            client: client.clone(),
            ledger: told.clone(),
            server: watching,
            closing: closed,
            doors: doors.clone(),
            names: AtomicU64::new(0),
        });
        let mut people = JoinSet::new();
        for number in 0..GUESTS + OWNERS {
            let guest = Guest::new(Arc::clone(&town), chance.fork(100 + number as u64));
            if number < GUESTS {
                people.spawn(guest.live())
            } else {
                people.spawn(guest.live_as_owner())
            };
        }
        let (witness, journal) = (Witness::default(), Journal::default());
        let server = Some(server);
        Ok(Self {
            program,
            client,
            server,
            address,
            closing,
            lines,
            devices,
            doors,
            told,
            witness,
            journal,
            people,
            log_read: 0,
        })
    }

    /// Puts the doors into the moods of this round.
    ///
    /// # Errors
    /// When a door has stopped.
    pub async fn change_moods(&mut self, chance: &mut Chance) -> Result<(), Failure> {
        for device in &mut self.devices {
            device.change_mood(chance).await?;
        }
        Ok(())
    }

    /// SIGKILL to the program.
    ///
    /// # Errors
    /// When it was dead already: nobody else may end it.
    pub async fn kill(&mut self) -> Result<Vec<String>, Failure> {
        let mut server = self.server.take().ok_or("the program is not running")?;
        let mut wrong = Vec::new();
        if !server.is_running() {
            wrong.push(format!("the program ended by itself; its words: {}", self.program.log.display()));
        }
        self.lines.iter().for_each(Switchboard::lead_nowhere);
        server.kill().await?;
        self.address.send_replace(None);
        Ok(wrong)
    }

    /// Starts the program again on what the attack left.
    ///
    /// # Errors
    /// When it does not start.
    pub async fn start(&mut self) -> Result<(), Failure> {
        let server = self.program.start().await?;
        self.lines.iter().for_each(|line| line.lead_to(server.broker));
        self.address.send_replace(Some(server.url.clone()));
        self.server = Some(server);
        Ok(())
    }

    /// Holds everything together, while people go on. Gives back what is wrong.
    ///
    /// # Errors
    /// When the evidence cannot be had.
    pub async fn check(&mut self) -> Result<Vec<String>, Failure> {
        self.weigh(None).await
    }

    /// Waits until the program answers from its database again.
    ///
    /// # Errors
    /// When it never does.
    pub async fn wait_until_back(&self) -> Result<(), Failure> {
        let url = self.url()?;
        let asking = async {
            while let Err(lost) = self.client.get::<Value>(&url, "/doors").await {
                if let Lost::Wrong(what) = lost {
                    return Err(Failure::from(what));
                }
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
            Ok(())
        };
        let late = |_| "the program did not come back by itself after its database did";
        tokio::time::timeout(COMES_BACK, asking).await.map_err(late)?
    }

    /// Lets everybody finish, waits for the sweep, and holds everything together once more, all of it.
    ///
    /// # Errors
    /// When the evidence cannot be had.
    pub async fn settle(&mut self) -> Result<Vec<String>, Failure> {
        for device in &mut self.devices {
            device.behave().await?;
        }
        self.closing.send_replace(true);
        let leaving = async { while self.people.join_next().await.is_some() {} };
        if tokio::time::timeout(SWEPT_AFTER * 4, leaving).await.is_err() {
            self.people.abort_all();
            return Ok(vec!["somebody still waits for an answer, long after the last attack".to_owned()]);
        }
        let url = self.url()?;
        let swept = async {
            loop {
                let wrong = self.journal.read_on(&self.client, &url).await.map_err(lost)?;
                if !wrong.is_empty() || is_over(&self.journal) {
                    return Ok::<_, Failure>(wrong);
                }
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
        };
        let mut wrong = match tokio::time::timeout(SWEPT_AFTER, swept).await {
            Ok(wrong) => wrong?,
            Err(_) => Vec::new(),
        };
        let links = self.links(&url).await?;
        wrong.extend(self.weigh(Some(links)).await?);
        wrong.extend(self.journal.compare(&self.client, &url).await.map_err(lost)?);
        Ok(wrong)
    }

    /// Ends the world, and tells what happened in it.
    ///
    /// # Errors
    /// When the program cannot be killed.
    pub async fn end(mut self) -> Result<Counts, Failure> {
        self.people.abort_all();
        if let Some(server) = self.server.take() {
            server.kill().await?;
        }
        Ok(self.counts())
    }

    fn counts(&self) -> Counts {
        let of = |kind: &str| self.journal.lines.iter().filter(|line| line.kind == kind).count();
        Counts {
            presses: self.told.open().presses.len(),
            granted: of("unlock.granted"),
            refused: of("unlock.refused"),
            moves: self.witness.moves.len(),
            links: of("link.created"),
            revokes: of("link.revoked"),
        }
    }

    /// A movement that nobody granted: to see that it is noticed.
    pub fn forge_a_move(&mut self, chance: &mut Chance) {
        let Some(door) = chance.one_of(&self.doors) else { return };
        let unlock = Uuid::from_u64_pair(chance.number(), chance.number());
        let (controller, channel) = (door.controller, door.channel.clone());
        self.witness.moves.push(crate::doors::Move { unlock, controller, channel, at_ms: crate::now_ms() });
    }

    async fn weigh(&mut self, links: Option<Vec<LinkNow>>) -> Result<Vec<String>, Failure> {
        let url = self.url()?;
        // In this order: what was told, what moved, the log, what moved by then (see `Evidence`).
        let told: Ledger = self.told.copy();
        self.recall()?;
        let moved = self.witness.moves.len();
        let mut wrong = self.read_log(&url).await?;
        self.recall()?;
        wrong.extend(self.read_words()?);
        wrong.extend(judge(&Evidence {
            told: &told,
            moved: &self.witness.moves[..moved],
            log: &self.journal.lines,
            moved_since: &self.witness,
            links: links.as_deref(),
            doors: &self.doors,
            deadline_ms: DEADLINE_MS,
        }));
        Ok(wrong)
    }

    async fn read_log(&mut self, url: &str) -> Result<Vec<String>, Failure> {
        // The database may be away for a moment; the log is read as soon as it is there.
        let reading = async {
            loop {
                match self.journal.read_on(&self.client, url).await {
                    Err(Lost::Again(_)) => tokio::time::sleep(Duration::from_millis(20)).await,
                    done => return done.map_err(lost),
                }
            }
        };
        tokio::time::timeout(COMES_BACK, reading).await.map_err(|_| "the event log cannot be read")?
    }

    fn recall(&mut self) -> Result<(), Failure> {
        self.devices.iter().try_for_each(|device| device.recall(&mut self.witness))
    }

    /// A program that panics has broken its word, whatever else it did.
    fn read_words(&mut self) -> Result<Vec<String>, Failure> {
        use std::io::{Read, Seek, SeekFrom};
        let mut file = std::fs::File::open(&self.program.log)?;
        file.seek(SeekFrom::Start(self.log_read))?;
        let mut new = Vec::new();
        file.read_to_end(&mut new)?;
        self.log_read += new.len() as u64;
        let text = String::from_utf8_lossy(&new);
        Ok(text.lines().filter(|line| line.contains("panicked at")).map(|line| format!("it says: {line}")).collect())
    }

    async fn links(&self, url: &str) -> Result<Vec<LinkNow>, Failure> {
        let mut links = Vec::new();
        let mut cursor = String::new();
        loop {
            let path = format!("/links?limit=200{cursor}");
            let page: Page<LinkNow> = self.client.get(url, &path).await.map_err(lost)?;
            links.extend(page.items);
            match page.next_cursor {
                Some(next) => cursor = format!("&cursor={next}"),
                None => return Ok(links),
            }
        }
    }

    fn url(&self) -> Result<String, Failure> {
        Ok(self.server.as_ref().ok_or("the program is not running")?.url.clone())
    }
}

/// Whether every unlock that was granted has an outcome.
fn is_over(journal: &Journal) -> bool {
    let mut open = std::collections::HashSet::new();
    for line in &journal.lines {
        match (line.kind.as_str(), line.unlock_id) {
            ("unlock.granted", Some(id)) => {
                open.insert(id);
            }
            ("unlock.opened" | "unlock.sent" | "unlock.failed" | "unlock.unknown", Some(id)) => {
                open.remove(&id);
            }
            _ => {}
        }
    }
    open.is_empty()
}

/// Sets the program up: the first start's link, the form behind it, and a token.
///
/// # Errors
/// When it refuses.
pub async fn set_up(program: &Program) -> Result<(), Failure> {
    let mut server = program.start().await?;
    let link = server.setup_link().await?;
    Client::new(String::new())?.set_up(&server.url, &link).await.map_err(lost)?;
    server.kill().await
}

/// A token for the owner, from the command line.
///
/// # Errors
/// When there is no organization.
pub async fn token(program: &Program) -> Result<String, Failure> {
    let said: Value = serde_json::from_str(&program.run(&["token", "create", "--json"]).await?)?;
    Ok(said["token"].as_str().ok_or("the command line gave no token")?.to_owned())
}

async fn furnish(
    client: &Client,
    server: &Server,
    lines: &[Switchboard],
    folder: &Path,
) -> Result<(Vec<Device>, Vec<Door>), Failure> {
    // A plain tap counts as a press, so that nobody has to hold a button here.
    client.patch(&server.url, "/organization", &json!({ "gesture": "tap" })).await.map_err(lost)?;
    let (mut devices, mut doors) = (Vec::new(), Vec::new());
    for (number, line) in lines.iter().enumerate() {
        let name = json!({ "name": format!("Cabinet {number}") });
        let made: Value = client.post(&server.url, "/controllers", &name).await.map_err(lost)?;
        let controller: Uuid = text(&made, "login")?.parse()?;
        for channel in CHANNELS {
            let door = json!({
                "name": format!("Door {number}-{channel}"), "controller_id": controller, "channel": channel, "pulse_ms": 100
            });
            let door: Value = client.post(&server.url, "/doors", &door).await.map_err(lost)?;
            doors.push(Door { id: text(&door, "id")?.parse()?, controller, channel: channel.to_owned() });
        }
        let password = text(&made, "password")?.to_owned();
        devices.push(Device::start(controller, password, line.address.to_string(), folder));
    }
    Ok((devices, doors))
}

fn text<'a>(value: &'a Value, part: &str) -> Result<&'a str, Failure> {
    value[part].as_str().ok_or_else(|| format!("the API's answer has no {part}: {value}").into())
}

fn lost(why: Lost) -> Failure {
    match why {
        Lost::Again(what) | Lost::Wrong(what) => what.into(),
    }
}

/// Where a world's program keeps its things.
pub fn program(file: PathBuf, folder: &Path, database_url: Option<String>) -> Program {
    Program {
        file,
        data: folder.join("data"),
        database_url,
        log: folder.join("server.log"),
        deadline_ms: DEADLINE_MS,
        environment: Vec::new(),
    }
}
