//! Schedules: made, looked at, changed, removed.

use keylink_domain::actor::Actor;
use keylink_domain::altered::Alterations;
use keylink_domain::event::{About, EventKind, NewEvent};
use keylink_domain::hours::WeeklyHours;
use keylink_domain::id::{OrganizationId, ScheduleId};
use keylink_domain::schedule::{Holiday, Holidays, Schedule};
use keylink_domain::text::Name;
use keylink_domain::user::Act;
use keylink_store::{Tx, access, event, schedule};

use crate::access::{check_not_wider, check_rank};
use crate::house::{House, require};
use crate::seen::Seen;
use crate::trouble::Trouble;

/// What is to be changed of a schedule; what is `None` stays.
#[derive(Debug, Clone, Default)]
pub struct ChangeSchedule {
    /// A new name.
    pub name: Option<String>,
    /// Other hours.
    pub hours: Option<WeeklyHours>,
    /// Other holidays.
    pub holidays: Option<Holidays>,
    /// The schedule as the actor saw it, where a change of somebody else meanwhile is to be refused.
    pub seen: Option<Seen>,
}

impl House {
    /// Makes a schedule.
    ///
    /// # Errors
    /// When the name is wrong.
    pub async fn add_schedule(
        &self,
        actor: &Actor,
        name: &str,
        hours: WeeklyHours,
        holidays: Holidays,
    ) -> Result<Schedule, Trouble> {
        require(actor, Act::ManageAccess)?;
        let now = self.now();
        let id = ScheduleId::new(now, self.entropy.chance()?);
        let made = Schedule { id, organization: actor.organization, name: parse_name(name)?, hours, holidays };
        let line = self.event(actor, EventKind::ScheduleCreated, About::default())?;
        self.change(actor, move |tx| {
            Box::pin(async move {
                schedule::insert(tx, &made, now).await?;
                event::append(tx, vec![told(line, &made)]).await?;
                Ok(made)
            })
        })
        .await
    }

    /// One schedule.
    ///
    /// # Errors
    /// When there is none.
    pub async fn schedule(&self, actor: &Actor, id: ScheduleId) -> Result<Schedule, Trouble> {
        let organization = actor.organization;
        self.look(move |tx| Box::pin(found(tx, organization, id))).await
    }

    /// The organization's schedules, oldest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn schedules(&self, actor: &Actor) -> Result<Vec<Schedule>, Trouble> {
        let organization = actor.organization;
        self.look(move |tx| Box::pin(async move { Ok(schedule::list(tx, organization).await?) })).await
    }

    /// How many accesses, and how many doors' states, are bound to a schedule.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn uses_of_schedule(&self, actor: &Actor, id: ScheduleId) -> Result<(i64, i64), Trouble> {
        let organization = actor.organization;
        self.look(move |tx| Box::pin(async move { Ok(schedule::used(tx, organization, id).await?) })).await
    }

    /// Removes a schedule that nothing is bound to: what was bound to it would be open always, or never.
    ///
    /// # Errors
    /// When there is none, or something is bound to it.
    pub async fn remove_schedule(&self, actor: &Actor, id: ScheduleId) -> Result<(), Trouble> {
        require(actor, Act::ManageAccess)?;
        let line = self.event(actor, EventKind::ScheduleRemoved, About::default())?;
        let organization = actor.organization;
        self.change(actor, move |tx| {
            Box::pin(async move {
                let known = found(tx, organization, id).await?;
                match schedule::used(tx, organization, id).await? {
                    (0, 0) => schedule::delete(tx, organization, id).await?,
                    (accesses, doors) => {
                        return Err(Trouble::Conflict(format!(
                            "{accesses} accesses and the states of {doors} doors are bound to this schedule; give them another first"
                        )));
                    }
                }
                event::append(tx, vec![told(line, &known)]).await?;
                Ok(())
            })
        })
        .await
    }

    /// Changes a schedule.
    ///
    /// # Errors
    /// When there is none, or the name is wrong; when its hours bind the access of somebody of a higher role, or one's
    /// own, or a door's state, and the actor's role does not allow that.
    pub async fn change_schedule(
        &self,
        actor: &Actor,
        id: ScheduleId,
        change: ChangeSchedule,
    ) -> Result<Schedule, Trouble> {
        require(actor, Act::ManageAccess)?;
        let line = self.event(actor, EventKind::ScheduleChanged, About::default())?;
        let (actor, organization) = (*actor, actor.organization);
        self.change(&actor, move |tx| {
            Box::pin(async move {
                let old = found(tx, organization, id).await?;
                Seen::check(change.seen.as_ref(), &old)?;
                let new = Schedule {
                    name: change.name.as_deref().map(parse_name).transpose()?.unwrap_or_else(|| old.name.clone()),
                    hours: change.hours.unwrap_or_else(|| old.hours.clone()),
                    holidays: change.holidays.unwrap_or_else(|| old.holidays.clone()),
                    ..old.clone()
                };
                if new.hours != old.hours || new.holidays != old.holidays {
                    check_bound(tx, &actor, id).await?;
                }
                if new != old {
                    schedule::update(tx, &new).await?;
                    let days = |known: &Schedule| known.holidays.as_slice().iter().map(day).collect::<Vec<_>>();
                    let altered = Alterations::default()
                        .with("name", &old.name, &new.name)
                        .with("hours", &old.hours, &new.hours)
                        .with("holidays", &days(&old), &days(&new));
                    event::append(tx, vec![told(line, &new).with_altered(altered)]).await?;
                }
                Ok(new)
            })
        })
        .await
    }
}

/// Other hours change what is bound to them: the access of users, which nobody gives to those of a higher role or to
/// themselves, and the states of doors.
async fn check_bound(tx: &mut Tx, actor: &Actor, id: ScheduleId) -> Result<(), Trouble> {
    for right in access::list(tx, actor.organization, None).await? {
        if right.schedule == Some(id) {
            check_rank(tx, actor, right.holder).await?;
            check_not_wider(tx, actor, right.holder).await?;
        }
    }
    match schedule::used(tx, actor.organization, id).await? {
        (_, 0) => Ok(()),
        (_, _) => require(actor, Act::ManageDoors),
    }
}

/// A holiday as the log tells it: `2026-12-24 to 2026-12-26 Christmas, closed`.
fn day(holiday: &Holiday) -> String {
    let (from, to) = (holiday.from(), holiday.to());
    let span = match from == to {
        true => from.to_string(),
        false => format!("{from} to {to}"),
    };
    let hours: Vec<String> = holiday.hours().iter().map(ToString::to_string).collect();
    let open = if hours.is_empty() { "closed".to_owned() } else { hours.join(" and ") };
    format!("{span} {}, {open}", holiday.name().as_str())
}

/// The line about a schedule, with its name as long as that may be known.
fn told(line: NewEvent, schedule: &Schedule) -> NewEvent {
    line.with_detail(serde_json::json!({ "schedule": schedule.id }))
        .with_personal(serde_json::json!({ "schedule": schedule.name }))
}

fn parse_name(text: &str) -> Result<String, Trouble> {
    Name::parse(text).map(|name| name.as_str().to_owned()).map_err(Trouble::text("name"))
}

async fn found(tx: &mut Tx, organization: OrganizationId, id: ScheduleId) -> Result<Schedule, Trouble> {
    schedule::by_id(tx, organization, id).await?.ok_or(Trouble::NotFound("schedule"))
}
