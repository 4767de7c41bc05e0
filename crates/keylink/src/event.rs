//! `keylink event`: the log on the command line.

use std::process::ExitCode;

use keylink_domain::event::{Event, EventKind};
use keylink_domain::sentence::sentence;
use keylink_domain::stretch::Stretch;
use keylink_domain::zone::Zone;
use keylink_service::event::EventFilter;
use serde_json::{Value, json};

use crate::cli::{EventArgs, EventVerb};
use crate::local::Local;
use crate::{Failure, out};

/// Does what was asked.
///
/// # Errors
/// When it cannot be done.
pub async fn run(args: EventArgs) -> Result<ExitCode, Failure> {
    let EventVerb::List { place, kind, link, door, from, until, limit, json } = args.verb;
    let local = Local::open(&place).await?;
    let sites = local.house.sites(&local.actor).await?;
    let zone = sites.first().map(|site| site.zone.clone()).unwrap_or(Zone::utc());
    let stretch = Stretch::read(from.as_deref(), until.as_deref(), &zone)?;
    let filter = EventFilter {
        kinds: kind.map(|kind| kinds(&kind)).transpose()?,
        link: link.as_deref().map(str::parse).transpose()?,
        door: match &door {
            Some(named) => Some(local.door(named).await?),
            None => None,
        },
        from: stretch.from,
        until: stretch.until,
        ..EventFilter::default()
    };
    let events = local.house.events(&local.actor, filter, None, limit.clamp(1, 10_000)).await?;
    if json {
        for event in &events {
            out::say_json(&as_json(event))?;
        }
        return Ok(ExitCode::SUCCESS);
    }
    let rows =
        events.iter().map(|event| vec![zone.show(event.line.at), event.line.kind.as_str().to_owned(), sentence(event)]);
    out::say_table(&["when", "kind", "what"], rows.collect())?;
    Ok(ExitCode::SUCCESS)
}

/// The kinds of lines whose name begins so.
fn kinds(beginning: &str) -> Result<Vec<EventKind>, Failure> {
    let kinds = EventKind::beginning(beginning);
    if kinds.is_empty() {
        let mut known: Vec<_> = EventKind::ALL.iter().filter_map(|kind| kind.as_str().split('.').next()).collect();
        known.dedup();
        let known = known.join("., ");
        return Err(format!("no kind of line begins with {beginning:?}; kinds begin with: {known}.").into());
    }
    Ok(kinds)
}

/// An event for programs.
pub fn as_json(event: &Event) -> Value {
    json!({
        "seq": event.seq,
        "id": event.line.id,
        "at": event.line.at,
        "kind": event.line.kind.as_str(),
        "via": event.line.via,
        "door": event.line.about.door,
        "link": event.line.about.link,
        "user": event.line.about.user,
        "unlock": event.line.about.unlock,
        "detail": event.line.detail,
        "sentence": sentence(event),
    })
}
