//! A campaign: sieges one after the other and side by side, as long as told, and the summary.

use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use serde_json::json;
use tokio::task::JoinSet;
use tokio::time::Instant;

use crate::siege::{End, Kind, LONGEST, Plan, Sabotage, lay};
use crate::tally::{Sums, Tally};
use crate::{Failure, powercut, server};

/// How many broken promises are told in words; one fault often breaks many.
const TOLD: usize = 12;

/// What can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Wanted {
    /// SIGKILL to the program, on SQLite.
    Kill,
    /// SIGKILL, and unsynced writes are forgotten, on SQLite.
    Powercut,
    /// SIGKILL to PostgreSQL, which comes back.
    Postgres,
    /// SIGKILL to PostgreSQL, and its standby takes over.
    Standby,
    /// All of them in turn.
    All,
    /// Nothing of the product: shows that the harness notices faults that it brings in itself.
    Prove,
}

/// Kills Keylink, cuts its power or takes its database away under load, and asks the doors what happened.
#[derive(Debug, Clone, clap::Parser)]
#[command(name = "keylink-torture", version, after_help = EXAMPLES)]
pub struct Options {
    /// What to attack.
    #[arg(value_enum)]
    kind: Wanted,
    /// How many rounds.
    #[arg(long, value_name = "COUNT", default_value_t = 50)]
    rounds: usize,
    /// Attack for so long, instead of a number of rounds.
    #[arg(long, conflicts_with = "rounds")]
    minutes: Option<f64>,
    /// The seed of the plan; a new one where left out.
    #[arg(long)]
    seed: Option<u64>,
    /// How many worlds are attacked at once.
    #[arg(long, default_value_t = 2)]
    jobs: usize,
    /// Where the worlds' folders are made.
    #[arg(long, value_name = "FOLDER")]
    folder: Option<PathBuf>,
    /// The program to attack; the one that lies beside this one where left out.
    #[arg(long, value_name = "FILE")]
    program: Option<PathBuf>,
    /// Keep the worlds' folders. That of a world with a broken promise is kept in any case.
    #[arg(long)]
    keep: bool,
    /// Print the summary as JSON.
    #[arg(long)]
    json: bool,
}

const EXAMPLES: &str = "Examples:
  keylink-torture kill --rounds 200
  keylink-torture powercut --seed 7 --rounds 25 --keep
  keylink-torture all --minutes 60
  keylink-torture prove

The seed fixes the plan (when to kill, which writes to forget, who presses what), not how the machine
schedules it: a failure comes back within a few tries, not always at the first.";

/// Runs the campaign. Tells whether every promise was kept.
///
/// # Errors
/// When the harness itself cannot do its work.
pub async fn run(options: Options) -> Result<bool, Failure> {
    let seed = match options.seed {
        Some(seed) => seed,
        None => u64::from(getrandom::u32().map_err(|_| "there is no randomness for a seed")?),
    };
    let program = options.program.clone().map_or_else(server::beside_me, Ok)?;
    let layers = tempfile::Builder::new().prefix("keylink-torture-layer-").tempdir()?;
    let layer = powercut::build(layers.path())?;
    let folders = options.folder.clone().unwrap_or_else(std::env::temp_dir);
    let until = options.minutes.map(|minutes| Instant::now() + Duration::from_secs_f64(minutes.max(0.0) * 60.0));
    let (keep, rounds) = (options.keep, options.rounds);
    let first = Plan { kind: Kind::Kill, seed, rounds, program, layer, folders, keep, until, sabotage: None };
    if options.kind == Wanted::Prove {
        return prove(&options, first).await;
    }
    let kinds = match options.kind {
        Wanted::Kill => &[Kind::Kill][..],
        Wanted::Powercut => &[Kind::Powercut],
        Wanted::Postgres => &[Kind::Postgres],
        Wanted::Standby => &[Kind::Standby],
        Wanted::All | Wanted::Prove => &Kind::ALL,
    };
    let shown = std::io::stderr().is_terminal();
    let tally = Arc::new(Tally::new(until.is_none().then_some(rounds), shown));
    let name = name(&options);
    tally.say(&format!("{name}: seed {seed}"));
    let began = Instant::now();
    tokio::select! {
        done = attack(&first, kinds, options.jobs.max(1), &tally) => done?,
        done = told_to_stop() => {
            done?;
            tally.say("told to stop: the worlds that are under attack are left unjudged");
        }
    }
    tally.close();
    summarize(&options, name, seed, tally.sums(), began.elapsed())
}

/// The worlds' programs and databases end with them, so that nothing is left running.
async fn told_to_stop() -> Result<(), Failure> {
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
    tokio::select! {
        done = tokio::signal::ctrl_c() => Ok(done?),
        _ = terminate.recv() => Ok(()),
    }
}

/// Lays sieges until there were enough, or one found something.
async fn attack(first: &Plan, kinds: &[Kind], jobs: usize, tally: &Arc<Tally>) -> Result<(), Failure> {
    let mut left = first.rounds;
    let mut plans = (0..).map_while(|number: u64| {
        let kind = kinds[usize::try_from(number).unwrap_or(0) % kinds.len()];
        let over = first.until.map_or(left == 0, |until| Instant::now() >= until);
        let size = if first.until.is_some() { usize::MAX } else { left };
        let rounds = kind.rounds_of_a_world().min(size);
        left = left.saturating_sub(rounds);
        (!over).then(|| Plan { kind, seed: first.seed.wrapping_add(number), rounds, ..first.clone() })
    });
    let mut running = JoinSet::new();
    loop {
        while running.len() < jobs
            && let Some(plan) = plans.next()
        {
            let tally = Arc::clone(tally);
            running.spawn(async move {
                let longest = LONGEST;
                let end = tokio::time::timeout(longest, lay(&plan, &tally)).await;
                (plan, end.unwrap_or_else(|_| Err("a world did not come to its end".into())))
            });
        }
        let Some(ended) = running.join_next().await else { return Ok(()) };
        let (plan, end) = ended?;
        let end = end?;
        tally.ended(end.counts, end.wrong.len());
        if !end.wrong.is_empty() {
            accuse(&plan, &end, tally);
            running.shutdown().await;
            return Ok(());
        }
    }
}

fn accuse(plan: &Plan, end: &End, tally: &Tally) {
    tally.say(&format!("\n{} of Keylink's promises broken:", end.wrong.len()));
    for wrong in end.wrong.iter().take(TOLD) {
        tally.say(&format!("  {wrong}"));
    }
    if end.wrong.len() > TOLD {
        tally.say(&format!("  ... and {} more", end.wrong.len() - TOLD));
    }
    if let Some(folder) = &end.folder {
        tally.say(&format!("What is left of that world: {}", folder.display()));
    }
    let (kind, seed, rounds) = (plan.kind.as_str(), plan.seed, plan.rounds);
    tally.say(&format!("Repeat it: keylink-torture {kind} --seed {seed} --rounds {rounds} --keep\n"));
}

fn name(options: &Options) -> &'static str {
    match options.kind {
        Wanted::Kill => "kill",
        Wanted::Powercut => "powercut",
        Wanted::Postgres => "postgres",
        Wanted::Standby => "standby",
        Wanted::All => "all",
        Wanted::Prove => "prove",
    }
}

fn summarize(options: &Options, name: &str, seed: u64, sums: Sums, took: Duration) -> Result<bool, Failure> {
    let mut out = std::io::stdout().lock();
    if options.json {
        let mut told = serde_json::to_value(sums)?;
        told["kind"] = json!(name);
        told["seed"] = json!(seed);
        told["seconds"] = json!(took.as_secs_f64());
        writeln!(out, "{told}")?;
    } else {
        writeln!(
            out,
            "{name}: {} rounds in {:.0} s on {} worlds: {} kills, {} unsynced writes forgotten, {} presses, {} granted, \
             {} refused, {} moves, {} links, {} revokes, promises broken: {}",
            sums.passed + sums.failed,
            took.as_secs_f64(),
            sums.worlds,
            sums.kills,
            sums.forgotten_writes,
            sums.presses,
            sums.granted,
            sums.refused,
            sums.moves,
            sums.links,
            sums.revokes,
            sums.violations,
        )?;
        writeln!(out, "{name}: {} passed, {} failed", sums.passed, sums.failed)?;
    }
    Ok(sums.violations == 0 && sums.failed == 0)
}

/// Brings faults in and demands that each is noticed.
async fn prove(options: &Options, first: Plan) -> Result<bool, Failure> {
    const FAULTS: [(Sabotage, Kind, &str); 4] = [
        (Sabotage::DoorMoves, Kind::Kill, "a door that moves by itself"),
        (Sabotage::OldBackup, Kind::Kill, "a folder put back to how it was a round ago"),
        (Sabotage::DiskLies, Kind::Powercut, "a disk that forgets what was synced"),
        (Sabotage::PostgresLies, Kind::Postgres, "a PostgreSQL that answers before it has written"),
    ];
    let mut sums = (0, 0);
    let mut out = std::io::stdout();
    for (sabotage, kind, what) in FAULTS {
        let rounds = 6;
        let plan = Plan { kind, rounds, sabotage: Some(sabotage), ..first.clone() };
        let end = lay(&plan, &Tally::new(None, false)).await?;
        match end.wrong.first() {
            Some(wrong) => {
                sums.0 += 1;
                writeln!(out, "noticed: {what}: {wrong}")?;
            }
            None => {
                sums.1 += 1;
                writeln!(out, "NOT NOTICED: {what}")?;
            }
        }
    }
    writeln!(out, "{}: {} passed, {} failed", name(options), sums.0, sums.1)?;
    Ok(sums.1 == 0)
}
