//! Schedules: weekly hours with holidays.

use jiff::Timestamp;
use keylink_domain::id::{OrganizationId, ScheduleId};
use keylink_domain::schedule::Schedule;
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::statement::statements;
use crate::tx::Tx;
use crate::value::{Row, values};

statements! {
    INSERT = "INSERT INTO schedules (organization_id, id, name, body, created_ms) VALUES ($1, $2, $3, $4, $5)";
    UPDATE = "UPDATE schedules SET name = $3, body = $4 WHERE organization_id = $1 AND id = $2";
    DELETE = "DELETE FROM schedules WHERE organization_id = $1 AND id = $2";
    USED = "SELECT COUNT(*) FROM accesses WHERE organization_id = $1 AND schedule_id = $2 \
        UNION ALL SELECT COUNT(*) FROM doors WHERE organization_id = $1 AND plan_schedule_id = $2";
    BY_ID = "SELECT organization_id, id, name, body FROM schedules WHERE organization_id = $1 AND id = $2";
    LIST = "SELECT organization_id, id, name, body FROM schedules WHERE organization_id = $1 ORDER BY id";
}

/// A schedule's hours and holidays, as stored.
#[derive(Serialize, Deserialize)]
struct Body {
    hours: keylink_domain::hours::WeeklyHours,
    holidays: keylink_domain::schedule::Holidays,
}

/// Writes a new schedule.
///
/// # Errors
/// When the database refuses.
pub async fn insert(tx: &mut Tx, schedule: &Schedule, now: Timestamp) -> Result<()> {
    let params = values![schedule.organization, schedule.id, &schedule.name, body(schedule)?, now];
    tx.execute_one(INSERT, params, "a new schedule").await
}

/// Writes what changed of a schedule.
///
/// # Errors
/// When the database refuses.
pub async fn update(tx: &mut Tx, schedule: &Schedule) -> Result<()> {
    let params = values![schedule.organization, schedule.id, &schedule.name, body(schedule)?];
    tx.execute_one(UPDATE, params, "a schedule").await
}

/// Removes a schedule.
///
/// # Errors
/// When the database refuses; nothing may be bound to it.
pub async fn delete(tx: &mut Tx, organization: OrganizationId, id: ScheduleId) -> Result<()> {
    tx.execute_one(DELETE, values![organization, id], "a schedule").await
}

/// How many accesses and how many doors are bound to it.
///
/// # Errors
/// When the database cannot be read.
pub async fn used(tx: &mut Tx, organization: OrganizationId, id: ScheduleId) -> Result<(i64, i64)> {
    let mut counts = tx.query(USED, values![organization, id]).await?.into_iter();
    let mut next = || counts.next().map_or(Ok(0), |mut row| row.take());
    Ok((next()?, next()?))
}

/// One schedule of the organization.
///
/// # Errors
/// When the database cannot be read.
pub async fn by_id(tx: &mut Tx, organization: OrganizationId, id: ScheduleId) -> Result<Option<Schedule>> {
    tx.query_opt(BY_ID, values![organization, id]).await?.map(read).transpose()
}

/// The organization's schedules, oldest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn list(tx: &mut Tx, organization: OrganizationId) -> Result<Vec<Schedule>> {
    tx.query(LIST, values![organization]).await?.into_iter().map(read).collect()
}

fn body(schedule: &Schedule) -> Result<String> {
    let body = Body { hours: schedule.hours.clone(), holidays: schedule.holidays.clone() };
    serde_json::to_string(&body).map_err(|_| Error::Unreadable { what: "a schedule" })
}

fn read(mut row: Row) -> Result<Schedule> {
    let (organization, id, name) = (row.take()?, row.take()?, row.take()?);
    let body: String = row.take()?;
    read_body(id, organization, name, &body)
}

/// The id, name and body of a schedule that came with something else; `None` where an outer join found none.
pub(crate) fn read_joined(row: &mut Row, organization: OrganizationId) -> Result<Option<Schedule>> {
    let (id, name, text): (Option<ScheduleId>, Option<String>, Option<String>) =
        (row.take()?, row.take()?, row.take()?);
    match (id, name, text) {
        (Some(id), Some(name), Some(text)) => read_body(id, organization, name, &text).map(Some),
        (None, ..) => Ok(None),
        _ => Err(Error::Unreadable { what: "a schedule" }),
    }
}

fn read_body(id: ScheduleId, organization: OrganizationId, name: String, body: &str) -> Result<Schedule> {
    let body: Body = serde_json::from_str(body).map_err(|_| Error::Unreadable { what: "a schedule" })?;
    Ok(Schedule { id, organization, name, hours: body.hours, holidays: body.holidays })
}
