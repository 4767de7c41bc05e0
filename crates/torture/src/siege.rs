//! A siege: one world from its founding to its end, attacked round after round.

use std::path::{Path, PathBuf};
use std::time::Duration;

use tokio::time::Instant;

use crate::Failure;
use crate::chance::Chance;
use crate::cluster::Cluster;
use crate::powercut::{self, Forget};
use crate::server::Program;
use crate::switchboard::{Manner, Switchboard};
use crate::tally::Tally;
use crate::world::{self, Counts, World};

/// What is attacked, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Kind {
    /// The program is killed (SIGKILL), on SQLite.
    Kill,
    /// The program is killed and its unsynced writes are forgotten, on SQLite.
    Powercut,
    /// PostgreSQL is killed and started again.
    Postgres,
    /// PostgreSQL is killed and its standby promoted.
    Standby,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Kill, Self::Powercut, Self::Postgres, Self::Standby];

    /// As it is typed.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Kill => "kill",
            Self::Powercut => "powercut",
            Self::Postgres => "postgres",
            Self::Standby => "standby",
        }
    }

    /// How many rounds one world goes through: enough to grow old, few enough to read its log again and again.
    pub const fn rounds_of_a_world(self) -> usize {
        match self {
            Self::Kill | Self::Powercut => 25,
            Self::Postgres => 5,
            Self::Standby => 3,
        }
    }
}

/// A fault that the harness itself brings in, to see that it is noticed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sabotage {
    /// The disk forgets what was synced.
    DiskLies,
    /// A door moves by itself.
    DoorMoves,
    /// The folder is put back to how it was a round ago.
    OldBackup,
    /// PostgreSQL answers before it has written.
    PostgresLies,
}

/// What a siege is told.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The kind of attack.
    pub kind: Kind,
    /// Where its chance comes from.
    pub seed: u64,
    /// How many rounds.
    pub rounds: usize,
    /// The program.
    pub program: PathBuf,
    /// The layer that records writes.
    pub layer: PathBuf,
    /// Where its folder is made.
    pub folders: PathBuf,
    /// Whether the folder stays in any case.
    pub keep: bool,
    /// When no further round begins.
    pub until: Option<Instant>,
    /// What is broken on purpose.
    pub sabotage: Option<Sabotage>,
}

/// How a siege ended.
#[derive(Debug, Default)]
pub struct End {
    /// What happened in it.
    pub counts: Counts,
    /// Broken promises; none where all is well.
    pub wrong: Vec<String>,
    /// Its folder, where that is still there.
    pub folder: Option<PathBuf>,
}

/// Goes through with it. A fault of any kind is in the end's `wrong`.
///
/// # Errors
/// When its folder cannot be made.
pub async fn lay(plan: &Plan, tally: &Tally) -> Result<End, Failure> {
    let folder = tempfile::Builder::new().prefix("keylink-torture-").tempdir_in(&plan.folders)?;
    let path = folder.path().canonicalize()?;
    let mut end = End::default();
    let done = match plan.kind {
        Kind::Kill | Kind::Powercut => on_sqlite(plan, &path, tally, &mut end).await,
        Kind::Postgres | Kind::Standby => on_postgres(plan, &path, tally, &mut end).await,
    };
    if let Err(error) = done {
        end.wrong.push(format!("it could not go on: {error}"));
    }
    if plan.keep || (!end.wrong.is_empty() && plan.sabotage.is_none()) {
        end.folder = Some(folder.keep());
    }
    Ok(end)
}

/// The power and its switch; without a shadow a plain kill.
struct Power {
    folder: PathBuf,
    shadow: Option<PathBuf>,
    before: PathBuf,
    chance: Chance,
    sabotage: Option<Sabotage>,
}

impl Power {
    fn connect(plan: &Plan, folder: &Path, program: &mut Program) -> Result<Self, Failure> {
        std::fs::create_dir(&program.data)?;
        let shadow = folder.join("shadow");
        let is_watched = plan.kind == Kind::Powercut;
        let text = |path: &Path| path.to_string_lossy().into_owned();
        // Disks of every speed: on a slow one a kill often falls into an fsync.
        let delay_ms = Chance::new(plan.seed).fork(3).one_of(&["0", "1", "5", "15"]).copied().unwrap_or("1");
        program.environment = vec![
            ("LD_PRELOAD".to_owned(), text(&plan.layer)),
            ("POWERCUT_FOLDER".to_owned(), text(&program.data)),
            ("POWERCUT_FSYNC_DELAY_MS".to_owned(), delay_ms.to_owned()),
        ];
        if is_watched {
            std::fs::create_dir(&shadow)?;
            program.environment.push(("POWERCUT_SHADOW".to_owned(), text(&shadow)));
        }
        Ok(Self {
            folder: program.data.clone(),
            shadow: is_watched.then_some(shadow),
            before: folder.join("before"),
            chance: Chance::new(plan.seed).fork(2),
            sabotage: plan.sabotage,
        })
    }

    fn cut(&mut self, tally: &Tally) -> Result<(), Failure> {
        if let Some(shadow) = &self.shadow {
            let lies = self.sabotage == Some(Sabotage::DiskLies);
            let forget = if lies { Forget::EvenSynced } else { Forget::any(&mut self.chance) };
            let cut = powercut::cut(&self.folder, shadow, forget, &mut self.chance)?;
            tally.forgot(cut.forgotten);
        }
        if self.sabotage == Some(Sabotage::OldBackup) {
            self.put_back()?;
        }
        Ok(())
    }

    /// Every cut puts the copy back that the one before made.
    fn put_back(&self) -> Result<(), Failure> {
        let now = self.before.with_extension("now");
        copy(&self.folder, &now)?;
        if self.before.exists() {
            copy(&self.before, &self.folder)?;
            std::fs::remove_dir_all(&self.before)?;
        }
        Ok(std::fs::rename(now, &self.before)?)
    }
}

fn copy(from: &Path, to: &Path) -> Result<(), Failure> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        std::fs::copy(entry.path(), to.join(entry.file_name()))?;
    }
    Ok(())
}

async fn on_sqlite(plan: &Plan, folder: &Path, tally: &Tally, end: &mut End) -> Result<(), Failure> {
    let mut program = world::program(plan.program.clone(), folder, None);
    let mut power = Power::connect(plan, folder, &mut program)?;
    let mut chance = Chance::new(plan.seed);
    let token = found(plan, &program, &mut power, &mut chance, tally).await?;
    let mut world = World::people_it(program, token, folder, &chance).await?;
    for round in 0..plan.rounds {
        if is_over(plan) {
            break;
        }
        let mut chance = chance.fork(1_000 + round as u64);
        world.change_moods(&mut chance).await?;
        // Some rounds end while doors and guests are still coming back, some in full load.
        tokio::time::sleep(chance.ms(10, 450)).await;
        end.wrong.extend(world.kill().await?);
        power.cut(tally)?;
        tally.killed();
        if chance.once_in(6) {
            world.program.start_and_kill(chance.ms(0, 60)).await?;
            power.cut(tally)?;
            tally.killed();
        }
        world.start().await?;
        if plan.sabotage == Some(Sabotage::DoorMoves) {
            world.forge_a_move(&mut chance);
        }
        end.wrong.extend(world.check().await?);
        tally.passed(plan.kind, end.wrong.is_empty());
        if !end.wrong.is_empty() {
            break;
        }
    }
    finish(world, end).await
}

/// The first start, the set-up and the owner's token.
async fn found(
    plan: &Plan,
    program: &Program,
    power: &mut Power,
    chance: &mut Chance,
    tally: &Tally,
) -> Result<String, Failure> {
    if plan.sabotage.is_some() {
        world::set_up(program).await?;
        return world::token(program).await;
    }
    // Even the first start may be cut short, several times.
    for _ in 0..chance.below(3) {
        program.start_and_kill(chance.ms(0, 40)).await?;
        power.cut(tally)?;
    }
    // Each of these was acknowledged, so each must outlive the cut that follows.
    world::set_up(program).await?;
    power.cut(tally)?;
    let token = world::token(program).await?;
    power.cut(tally)?;
    Ok(token)
}

async fn on_postgres(plan: &Plan, folder: &Path, tally: &Tally, end: &mut End) -> Result<(), Failure> {
    let chance = Chance::new(plan.seed);
    let mut cluster = Cluster::make().await?;
    if plan.sabotage == Some(Sabotage::PostgresLies) {
        cluster.weaken("synchronous_commit = off\nwal_writer_delay = 5s").await?;
    }
    let line = Switchboard::open(Manner::Plain).await?;
    line.lead_to(cluster.primary.address);
    let program = world::program(plan.program.clone(), folder, Some(Cluster::url(line.address)));
    std::fs::create_dir(&program.data)?;
    world::set_up(&program).await?;
    let token = world::token(&program).await?;
    let mut world = World::people_it(program, token, folder, &chance).await?;
    for round in 0..plan.rounds {
        if is_over(plan) {
            break;
        }
        let mut chance = chance.fork(1_000 + round as u64);
        world.change_moods(&mut chance).await?;
        match plan.kind {
            Kind::Standby => fail_over(&mut cluster, &line, &mut chance).await?,
            _ => crash(&cluster, &mut chance).await?,
        }
        tally.killed();
        world.wait_until_back().await?;
        end.wrong.extend(world.check().await?);
        tally.passed(plan.kind, end.wrong.is_empty());
        if !end.wrong.is_empty() {
            break;
        }
    }
    finish(world, end).await
}

/// The primary dies in the middle of the load and comes back on what it had written.
async fn crash(cluster: &Cluster, chance: &mut Chance) -> Result<(), Failure> {
    tokio::time::sleep(chance.ms(200, 1_200)).await;
    cluster.kill_primary().await?;
    tokio::time::sleep(chance.ms(0, 300)).await;
    cluster.start_primary().await
}

/// The primary dies for good and its standby takes over. Sometimes the standby had been away before,
/// so that commits waited for it.
async fn fail_over(cluster: &mut Cluster, line: &Switchboard, chance: &mut Chance) -> Result<(), Failure> {
    cluster.add_standby().await?;
    tokio::time::sleep(chance.ms(200, 1_200)).await;
    if chance.once_in(2) {
        cluster.kill_standby().await?;
        tokio::time::sleep(chance.ms(100, SILENCE_MS)).await;
    }
    cluster.kill_primary().await?;
    line.lead_nowhere();
    cluster.promote().await?;
    line.lead_to(cluster.primary.address);
    // As where an address moves to another machine: what was connected to the old one is gone.
    line.cut();
    Ok(())
}

async fn finish(mut world: World, end: &mut End) -> Result<(), Failure> {
    if end.wrong.is_empty() {
        end.wrong.extend(world.settle().await?);
    }
    end.counts = world.end().await?;
    Ok(())
}

fn is_over(plan: &Plan) -> bool {
    plan.until.is_some_and(|until| Instant::now() >= until)
}

/// How long a standby may be away while commits wait for it. Longer than a commit may take to be
/// confirmed, so that some are given up.
const SILENCE_MS: u64 = 7_000;

/// A round that hangs is a failed round; none takes so long.
pub const LONGEST: Duration = Duration::from_secs(600);
