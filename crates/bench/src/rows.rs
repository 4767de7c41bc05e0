//! The run: which figures are taken, in which order, and on what.

use std::path::PathBuf;
use std::sync::Arc;

use crate::cli::{Measure, Row};
use crate::commit;
use crate::doors::Doors;
use crate::failure::Failure;
use crate::fill;
use crate::flood::Flood;
use crate::guests::{Load, Seen, Target, press};
use crate::house::BenchHouse;
use crate::report::{self, Figures};
use crate::server::{Server, Unlike};

const FEW_LINKS: u64 = 1_000;
/// How the flood itself is named among the figures.
const FLOOD: &str = "flood";
const OPENED: &str = r#""outcome":"opened""#;

/// Measures what was asked and prints it. The rows of one number of clients come one after the other,
/// so that a ratio compares neighbours.
///
/// # Errors
/// When something cannot be measured; figures before it are printed all the same.
pub async fn measure_all(asked: &Measure) -> Result<(), Failure> {
    report::complain(
        "Every opening is the guest page's own press: ticket and hold checked, decided, durable, commanded at QoS 1, \
         answered by the door. Off: only the limits of presses per link and door. 64 doors on 8 controllers.",
    );
    let mut figures = Vec::new();
    let done = measure(asked, &mut figures).await;
    for row in ratios(&mut figures) {
        report::complain(&row);
    }
    report::print(&figures, asked.json)?;
    done
}

async fn measure(asked: &Measure, figures: &mut Vec<Figures>) -> Result<(), Failure> {
    let rows = if asked.only.is_empty() { default_rows(asked) } else { asked.only.clone() };
    for clients in &asked.clients {
        for row in &rows {
            if *row == Row::Commit && *clients != 1 {
                continue;
            }
            report::complain(&format!("{} with {clients} at once ...", row.name()));
            figures.extend(measure_row(asked, *row, *clients).await?);
        }
    }
    Ok(())
}

fn default_rows(asked: &Measure) -> Vec<Row> {
    let mut rows = vec![Row::Ceiling, Row::Commit, Row::Sqlite, Row::SqliteFlood];
    if asked.postgres.is_some() {
        rows.push(Row::Postgres);
    }
    if asked.slow_disk.is_some() {
        rows.push(Row::SqliteSlowDisk);
    }
    rows
}

async fn measure_row(asked: &Measure, row: Row, clients: usize) -> Result<Vec<Figures>, Failure> {
    match row {
        Row::Ceiling => Ok(vec![measure_ceiling(asked, clients).await?]),
        Row::Commit => Ok(vec![measure_commit(asked).await?]),
        Row::Sqlite | Row::SqliteSlowDisk | Row::SqliteFlood => {
            let house = BenchHouse::keep(&asked.keep.join("sqlite"), None, FEW_LINKS, 0).await?;
            measure_house(asked, row, &house, clients).await
        }
        Row::SqliteLarge => {
            let folder = asked.keep.join(format!("sqlite-{}-{}", asked.large_links, asked.large_events));
            let house = BenchHouse::keep(&folder, None, asked.large_links, asked.large_events).await?;
            measure_house(asked, row, &house, clients).await
        }
        Row::Postgres => {
            let address = asked.postgres.clone().ok_or("the row postgres needs --postgres, or script/bench")?;
            let kept = asked.keep.join("postgres");
            let house = match fresh_or_known(&kept, &address)? {
                Some(house) => house,
                None => BenchHouse::keep(&kept, Some(address), FEW_LINKS, 0).await?,
            };
            measure_house(asked, row, &house, clients).await
        }
    }
}

/// The house on this server, if this run has made it already: the server is a new one each run.
fn fresh_or_known(folder: &std::path::Path, address: &str) -> Result<Option<BenchHouse>, Failure> {
    let Ok(text) = std::fs::read_to_string(folder.join("house.json")) else { return Ok(None) };
    let house: BenchHouse = serde_json::from_str(&text)?;
    Ok((house.database == address).then_some(house))
}

async fn measure_ceiling(asked: &Measure, clients: usize) -> Result<Figures, Failure> {
    let server = Server::ceiling().await?;
    let idle = server.resident_mb()?;
    let nothing = Target { secret: "0".repeat(26), door: uuid::Uuid::nil().to_string() };
    let targets = Arc::new(vec![nothing]);
    let load = Load { targets, tickets: false, clients, seconds: asked.seconds, expected: "" };
    let seen = press(&server, load).await?;
    let row = figures(Row::Ceiling, clients, &seen, idle, server.resident_mb()?);
    server.stop().await?;
    Ok(row)
}

async fn measure_commit(asked: &Measure) -> Result<Figures, Failure> {
    let folder = asked.keep.join("commit");
    std::fs::create_dir_all(&folder)?;
    let database = format!("sqlite:{}", folder.join("keylink.db").display());
    let seen = commit::measure(&database, asked.seconds).await?;
    std::fs::remove_dir_all(folder)?;
    Ok(figures(Row::Commit, 1, &seen, 0.0, 0.0))
}

async fn measure_house(asked: &Measure, row: Row, house: &BenchHouse, clients: usize) -> Result<Vec<Figures>, Failure> {
    let program = match &asked.program {
        Some(program) => program.clone(),
        None => beside()?,
    };
    let slow = if row == Row::SqliteSlowDisk {
        Some(asked.slow_disk.as_deref().ok_or("the row sqlite-slow-disk needs --slow-disk, or script/bench")?)
    } else {
        None
    };
    let unlike = Unlike { slow, behind_proxy: row == Row::SqliteFlood };
    let server = Server::keylink(&program, &house.data, &house.database, unlike).await?;
    if row == Row::SqliteLarge {
        fill::until_followed(&house.database).await?;
    }
    let doors = Doors::open(server.mqtt.ok_or("the server has no broker")?, &house.controllers).await?;
    let idle = server.resident_mb()?;
    if let Some(id) = server.id() {
        report::complain(&format!("  process {id}"));
    }
    let load = Load { targets: house.targets(), tickets: true, clients, seconds: asked.seconds, expected: OPENED };
    let flood = (row == Row::SqliteFlood).then(|| Flood::begin(server.http, clients));
    let seen = press(&server, load).await?;
    let loaded = server.resident_mb()?;
    let mut rows = vec![figures(row, clients, &seen, idle, loaded)];
    if let Some(flood) = flood {
        rows.push(Figures { name: FLOOD, ..figures(row, clients, &flood.end().await?, idle, loaded) });
    }
    drop(doors);
    server.stop().await?;
    Ok(rows)
}

fn beside() -> Result<PathBuf, Failure> {
    let program = std::env::current_exe()?.with_file_name("keylink");
    if program.is_file() {
        return Ok(program);
    }
    Err(format!("{} is missing; build it (cargo build --release) or name it with --program", program.display()).into())
}

fn figures(row: Row, clients: usize, seen: &Seen, idle_rss_mb: f64, rss_mb: f64) -> Figures {
    #[allow(clippy::cast_precision_loss, reason = "microseconds of one press")]
    let at = |quantile| seen.latency_us.value_at_quantile(quantile) as f64 / 1_000.0;
    Figures {
        name: row.name(),
        clients,
        per_s: seen.per_s,
        p50_ms: at(0.50),
        p99_ms: at(0.99),
        cpu_us: seen.cpu_us,
        idle_rss_mb,
        rss_mb,
        ratio: None,
    }
}

/// Sets each row beside the ceiling of as many clients, and says what else the figures mean together.
fn ratios(figures: &mut [Figures]) -> Vec<String> {
    let ceilings: Vec<(usize, f64)> =
        figures.iter().filter(|row| row.name == Row::Ceiling.name()).map(|row| (row.clients, row.per_s)).collect();
    for row in figures.iter_mut().filter(|row| ![Row::Commit.name(), FLOOD].contains(&row.name)) {
        let ceiling = ceilings.iter().find(|(clients, _)| *clients == row.clients);
        row.ratio = ceiling.map(|(_, ceiling)| row.per_s / ceiling);
    }
    let find = |row: Row, clients| figures.iter().find(|one| one.name == row.name() && one.clients == clients);
    let mut words = Vec::new();
    if let (Some(bare), Some(sqlite)) = (find(Row::Commit, 1), find(Row::Sqlite, 1)) {
        let more = sqlite.p50_ms - bare.p50_ms;
        words.push(format!("One guest alone waits {more:.2} ms longer (p50) than a bare durable commit takes."));
    }
    for clients in figures.iter().filter(|row| row.name == Row::SqliteLarge.name()).map(|row| row.clients) {
        if let (Some(few), Some(many)) = (find(Row::Sqlite, clients), find(Row::SqliteLarge, clients)) {
            let ratio = many.per_s / few.per_s;
            words.push(format!("With {clients} at once, the large database is {ratio:.2} times as fast as the small."));
        }
    }
    for flooded in figures.iter().filter(|row| row.name == Row::SqliteFlood.name()) {
        if let Some(alone) = find(Row::Sqlite, flooded.clients) {
            words.push(format!(
                "With {} at once, openings beside a flood of wrong secrets are {:.2} times as many, and p99 is {:.1} ms \
                 instead of {:.1}.",
                flooded.clients,
                flooded.per_s / alone.per_s,
                flooded.p99_ms,
                alone.p99_ms
            ));
        }
    }
    words
}
