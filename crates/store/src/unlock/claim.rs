//! What a decision reads of a link: its own row, the link that it was passed on from, and what it asks of guests.

use jiff::Timestamp;
use keylink_domain::authority::{Asks, CloudKeyFacts, DeviceAsked, LinkFacts, OriginFacts, Shown};
use keylink_domain::credential::CredentialState;
use keylink_domain::id::LinkId;
use keylink_domain::link::LinkState;

use crate::error::{Error, Result};
use crate::link::{read_usage, read_validity};
use crate::value::Row;

/// The columns that only guests' presses are decided by; those of the origin are empty where there is none.
macro_rules! facts_of_guests {
    () => {
        "CASE WHEN l.pin_sealed IS NOT NULL THEN l.pin_version END, l.first_device_only, l.device_hash, l.parent_id, \
          l.parent_generation, pl.id, pl.generation, pl.share_on, pl.revoked_ms, pl.uses, pl.first_used_ms, \
          pl.from_ms, pl.until_ms, pl.after_first_use_ms, pl.hours, pl.max_uses, pl.zone, pd.door_id IS NOT NULL, \
          CASE WHEN pl.pin_sealed IS NOT NULL THEN pl.pin_version END, pl.first_device_only, "
    };
}
pub(super) use facts_of_guests;

/// A link without an origin has nothing to look up here: nothing is equal to no id.
macro_rules! joins_of_the_origin {
    () => {
        "LEFT JOIN links pl ON pl.organization_id = l.organization_id AND pl.id = l.parent_id \
         LEFT JOIN link_doors pd ON pd.organization_id = pl.organization_id AND pd.link_id = pl.id AND pd.door_id = r.door_id "
    };
}
pub(super) use joins_of_the_origin;

/// How many columns there are of the origin after its id.
const OF_THE_ORIGIN: usize = 14;

/// An origin's facts, and what it asks of its branches' guests too.
struct Behind {
    facts: OriginFacts,
    pin: Option<u32>,
    first_device_only: bool,
}

/// Reads a link's facts from its id on.
pub(super) fn read_claim(row: &mut Row) -> Result<LinkFacts> {
    let id = row.take()?;
    let state = read_state(row)?;
    let usage = read_usage(row)?;
    let validity = read_validity(row)?;
    let names_door = row.take()?;
    let cloud_key = CloudKeyFacts {
        id: row.take()?,
        state: row.parse("a credential's state", CredentialState::parse)?,
        from: row.take()?,
        until: row.take()?,
    };
    let (pin, first_device_only): (Option<u32>, bool) = (row.take()?, row.take()?);
    let device = row.take()?;
    let behind = read_origin(row)?;
    let pin = behind.as_ref().and_then(|behind| behind.pin).or(pin);
    let device = match (first_device_only || behind.as_ref().is_some_and(|behind| behind.first_device_only), device) {
        (false, _) => DeviceAsked::Any,
        (true, None) => DeviceAsked::First,
        (true, Some(bound)) => DeviceAsked::Only(bound),
    };
    let origin = behind.map(|behind| behind.facts);
    let asks = Asks { pin, device };
    Ok(LinkFacts { id, state, validity, usage, names_door, cloud_key, origin, asks, shown: Shown::default() })
}

fn read_state(row: &mut Row) -> Result<LinkState> {
    Ok(row.take::<Option<Timestamp>>()?.map_or(LinkState::Live, |at| LinkState::Revoked { at }))
}

fn read_origin(row: &mut Row) -> Result<Option<Behind>> {
    let (of, of_generation): (Option<LinkId>, Option<u32>) = (row.take()?, row.take()?);
    let (found, Some(_)) = (row.take::<Option<LinkId>>()?, of) else {
        row.skip(OF_THE_ORIGIN)?;
        return Ok(None);
    };
    // A branch whose origin is not there must not become a link of its own.
    let id = found.ok_or(Error::Unreadable { what: "where a link comes from" })?;
    let (generation, share_on): (u32, bool) = (row.take()?, row.take()?);
    let state = read_state(row)?;
    let usage = read_usage(row)?;
    let validity = read_validity(row)?;
    let names_door = row.take()?;
    let is_behind = share_on && of_generation == Some(generation);
    Ok(Some(Behind {
        facts: OriginFacts { id, state, is_behind, validity, usage, names_door },
        pin: row.take()?,
        first_device_only: row.take()?,
    }))
}
