//! The bare durable commit: one line of the log on disk, and nothing else. What an opening costs
//! beyond this is the house's own.

use std::time::Duration;

use keylink_domain::actor::{Actor, Who};
use keylink_domain::clock::{Clock, Entropy};
use keylink_domain::event::{About, EventKind, NewEvent};
use keylink_domain::id::{EventId, OrganizationId};
use keylink_service::clock::{SystemClock, SystemEntropy};
use keylink_store::{Options, Store, event};
use tokio::time::Instant;

use crate::failure::Failure;
use crate::guests::{Seen, empty};

/// Commits lines one after the other for `seconds`.
///
/// # Errors
/// When the database refuses.
pub async fn measure(database: &str, seconds: u64) -> Result<Seen, Failure> {
    let store = Store::open(&Options::parse(database)?, SystemClock.now()).await?;
    let organization = OrganizationId::new(SystemClock.now(), chance()?);
    let actor = Actor::new(organization, Who::Operator);
    let mut latency_us = empty()?;
    let began = Instant::now();
    while began.elapsed() < Duration::from_secs(seconds) {
        let now = SystemClock.now();
        let line = NewEvent::by(&actor, EventId::new(now, chance()?), now, EventKind::LinkCreated, About::default());
        let sent = Instant::now();
        store.write(move |tx| Box::pin(event::append(tx, vec![line]))).await?;
        latency_us.saturating_record(u64::try_from(sent.elapsed().as_micros()).unwrap_or(u64::MAX));
    }
    store.close().await;
    #[allow(clippy::cast_precision_loss, reason = "a count of some seconds")]
    let per_s = latency_us.len() as f64 / Duration::from_secs(seconds).as_secs_f64();
    Ok(Seen { per_s, latency_us, cpu_us: 0.0 })
}

fn chance() -> Result<[u8; 16], Failure> {
    Ok(SystemEntropy.chance().map_err(|error| error.to_string())?)
}
