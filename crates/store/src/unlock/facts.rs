//! The facts of a decision: one indexed read per press, the same for the page that shows what a press would do.

use keylink_domain::authority::{AccessFacts, DoorFacts, Facts, LinkFacts, Shown, UserFacts};
use keylink_domain::controller::{Channel, DoorAddress, DriverKind};
use keylink_domain::door::DoorState;
use keylink_domain::id::{ControllerId, DoorId, OrganizationId, PressId, ScheduleId, UserId};
use keylink_domain::organization::GesturePolicy;
use keylink_domain::schedule::Schedule;
use keylink_domain::secret::SecretHash;
use keylink_domain::user::UserState;
use keylink_domain::zone::Zone;

use super::Attempt;
use super::claim::{facts_of_guests, joins_of_the_origin, read_claim};
use super::outcome::read_attempt;
use crate::error::{Error, Result};
use crate::schedule::read_joined as read_schedule;
use crate::statement::statements;
use crate::tx::{Question, Tx};
use crate::value::{Row, values};

/// What a decision rests on, and the attempt that the same press made before, if it did.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) facts: Facts,
    pub(super) before: Option<Attempt>,
    /// What the guest's page is told besides, where a link was pressed.
    pub(super) guest: Option<Guest>,
}

/// What a decision knows of a guest besides the facts.
#[derive(Debug)]
pub(super) struct Guest {
    pub(super) gesture: GesturePolicy,
    pub(super) language: Option<String>,
    pub(super) maker_name: String,
}

macro_rules! facts_about_the_door {
    () => {
        " u.id, u.state, d.id, d.state, d.controller_id, k.driver, d.channel, d.pulse_ms, s.zone, s.lockdown, \
          d.plan_state, t.id, t.name, t.body, \
          a.id, a.remote_unlock, a.schedule_id, h.id, h.name, h.body, \
          p.id, p.organization_id, p.door_id, p.link_id, p.at_ms, p.deadline_ms, p.granted, p.outcome, p.refusal, r.n "
    };
}

macro_rules! joins_of_the_door {
    () => {
        " LEFT JOIN doors d ON d.organization_id = u.organization_id AND d.id = r.door_id AND d.removed_ms IS NULL \
          LEFT JOIN sites s ON s.organization_id = d.organization_id AND s.id = d.site_id \
          LEFT JOIN controllers k ON k.organization_id = d.organization_id AND k.id = d.controller_id \
          LEFT JOIN schedules t ON t.organization_id = d.organization_id AND t.id = d.plan_schedule_id \
          LEFT JOIN group_members m ON m.organization_id = u.organization_id AND m.member_id = u.member_id \
          LEFT JOIN group_members g ON g.organization_id = d.organization_id AND g.member_id = d.member_id \
          LEFT JOIN accesses a ON a.organization_id = u.organization_id AND a.who_id = COALESCE(m.group_id, u.id) \
          AND a.what_id = COALESCE(g.group_id, r.door_id) \
          LEFT JOIN schedules h ON h.organization_id = a.organization_id AND h.id = a.schedule_id \
          LEFT JOIN unlocks p ON p.organization_id = u.organization_id AND p.press_id = r.press_id"
    };
}

/// A row for each right, and one where there is none: user and door by themselves. Who is in no group has no
/// `member_id`, and nothing is read for groups then.
macro_rules! each_right {
    () => {
        " AND (a.id IS NOT NULL \
          OR ((m.group_id = u.id OR m.group_id IS NULL) AND (g.group_id = r.door_id OR g.group_id IS NULL)))"
    };
}

macro_rules! facts_of_the_link {
    () => {
        concat!(
            "SELECT o.gesture, l.language, u.name, l.organization_id, l.id, l.revoked_ms, l.uses, l.first_used_ms, ",
            "l.from_ms, l.until_ms, l.after_first_use_ms, l.hours, l.max_uses, l.zone, ",
            "ld.door_id IS NOT NULL, c.id, c.state, c.from_ms, c.until_ms, ",
            facts_of_guests!(),
            facts_about_the_door!(),
        )
    };
}

macro_rules! joins_of_the_link {
    () => {
        concat!(
            "JOIN organizations o ON o.id = l.organization_id ",
            "JOIN credentials c ON c.organization_id = l.organization_id AND c.id = l.credential_id ",
            "JOIN users u ON u.organization_id = l.organization_id AND u.id = l.user_id ",
            "LEFT JOIN link_doors ld ON ld.organization_id = l.organization_id AND ld.link_id = l.id AND ld.door_id = r.door_id ",
            joins_of_the_origin!(),
            joins_of_the_door!(),
        )
    };
}

/// The link that a secret presses, or the webhook URL that it knocks at.
macro_rules! pressed_or_knocked_for {
    () => {
        "FROM {rows secret_hash BYTEA} CROSS JOIN LATERAL ( \
         SELECT l.organization_id, l.id AS link_id FROM links l WHERE l.secret_hash = r.secret_hash \
         UNION ALL SELECT w.organization_id, w.link_id FROM webhooks w WHERE w.secret_hash = r.secret_hash) one"
    };
}

statements! {
    FOR_LINK = concat!(
        facts_of_the_link!(),
        "FROM {rows secret_hash BYTEA, door_id UUID, press_id UUID} CROSS JOIN links l ",
        joins_of_the_link!(),
        " WHERE l.secret_hash = r.secret_hash",
        each_right!(),
    );
    FOR_WEBHOOK = concat!(
        facts_of_the_link!(),
        "FROM {rows secret_hash BYTEA, door_id UUID, press_id UUID} CROSS JOIN webhooks w ",
        "JOIN links l ON l.organization_id = w.organization_id AND l.id = w.link_id ",
        joins_of_the_link!(),
        " WHERE w.secret_hash = r.secret_hash",
        each_right!(),
    );
    FOR_USER = concat!(
        "SELECT u.organization_id, ",
        facts_about_the_door!(),
        "FROM {rows organization_id UUID, user_id UUID, door_id UUID, press_id UUID} ",
        "CROSS JOIN users u",
        joins_of_the_door!(),
        " WHERE u.organization_id = r.organization_id AND u.id = r.user_id",
        each_right!(),
    );
    // With a branch, the link that was passed on: both count the use. Pressed or knocked for, all in one order, so that no two
    // pages wait for each other.
    LOCK_LINKS = concat!("SELECT locked.id, r.n ", pressed_or_knocked_for!(), " \
        JOIN links l ON l.organization_id = one.organization_id AND l.id = one.link_id \
        JOIN links locked ON locked.organization_id = l.organization_id AND locked.id {one of l.id, l.parent_id} \
        ORDER BY locked.organization_id, locked.id FOR NO KEY UPDATE OF locked");
    HOLD_RIGHTS_BY_LINK =
        concat!("SELECT {hold rights of one.organization_id} ", pressed_or_knocked_for!(), " ORDER BY one.organization_id");
    HOLD_RIGHTS_BY_USER = "SELECT {hold rights of u.organization_id} FROM {rows organization_id UUID, user_id UUID} \
        CROSS JOIN users u WHERE u.organization_id = r.organization_id AND u.id = r.user_id ORDER BY u.organization_id";
}

/// Holds the links of these secrets and webhook URLs until the transaction ends, so that two nodes count uses one after the
/// other and a revoke comes either before or after a decision.
///
/// Then lets no change of rights commit between these decisions' facts and their lines: the line of what forbids a press
/// stands in the log behind the press's own, or the decision has seen it. Taken after the links, as changes do.
pub(super) async fn hold(tx: &mut Tx, links: &[ByLink], webhooks: &[ByLink], users: &[ByUser]) -> Result<()> {
    if !tx.has_other_writers() {
        return Ok(());
    }
    let secrets: Vec<_> = links.iter().chain(webhooks).map(|(secret, ..)| values![*secret]).collect();
    // A user's press locks no link; sent twice at once, it would be found by neither page, and fail one of them.
    tx.one_by_one(users.iter().map(|(.., press)| press.uuid()));
    let users = users.iter().map(|(organization, user, ..)| values![*organization, *user]).collect();
    tx.owe_rows(LOCK_LINKS, secrets.clone()).await?;
    tx.owe_rows(HOLD_RIGHTS_BY_LINK, secrets).await?;
    tx.owe_rows(HOLD_RIGHTS_BY_USER, users).await
}

/// A press by link, and one by a user: what their facts are asked with.
pub(super) type ByLink = (SecretHash, DoorId, PressId);
pub(super) type ByUser = (OrganizationId, UserId, DoorId, PressId);

/// The question for the facts of presses by link, for [`Tx::query_rows`].
pub(super) fn ask_by_link(presses: &[ByLink]) -> Question {
    (FOR_LINK, presses.iter().map(|(secret, door, press)| values![*secret, *door, *press]).collect())
}

/// The question for the facts of knocks at webhook URLs, answered as those of presses by link.
pub(super) fn ask_by_webhook(knocks: &[ByLink]) -> Question {
    (FOR_WEBHOOK, ask_by_link(knocks).1)
}

/// The question for the facts of presses by users.
pub(super) fn ask_by_user(presses: &[ByUser]) -> Question {
    (FOR_USER, presses.iter().map(|(org, user, door, press)| values![*org, *user, *door, *press]).collect())
}

/// The facts of presses by link, with what each showed; `None` where no link has that secret.
pub(super) fn read_by_link(shown: &[Shown], rows: Vec<(usize, Row)>) -> Result<Vec<Option<Found>>> {
    gather(shown.len(), rows, |place, row| read_link(row, shown.get(place).copied()))
}

/// The facts of `count` knocks at webhook URLs: machines, of which only the secret is asked.
pub(super) fn read_by_webhook(count: usize, rows: Vec<(usize, Row)>) -> Result<Vec<Option<Found>>> {
    gather(count, rows, |_, row| read_link(row, None))
}

/// The facts of `count` presses by users; `None` where there is no such user.
pub(super) fn read_by_user(count: usize, rows: Vec<(usize, Row)>) -> Result<Vec<Option<Found>>> {
    gather(count, rows, |_, row| read_user(row))
}

/// What pressing each of `doors` through a link would rest on now.
///
/// # Errors
/// When the database cannot be read.
pub async fn for_link(tx: &mut Tx, secret: SecretHash, shown: Shown, doors: &[DoorId]) -> Result<Vec<Option<Facts>>> {
    let nobody = PressId::from_uuid(uuid::Uuid::nil());
    let presses: Vec<_> = doors.iter().map(|door| (secret, *door, nobody)).collect();
    let (sql, rows) = ask_by_link(&presses);
    let found = read_by_link(&vec![shown; doors.len()], tx.query_rows(sql, rows).await?)?;
    Ok(found.into_iter().map(|found| found.map(|found| found.facts)).collect())
}

/// What a user's pressing each of `doors` would rest on now.
///
/// # Errors
/// When the database cannot be read.
pub async fn for_user(
    tx: &mut Tx,
    organization: OrganizationId,
    user: UserId,
    doors: &[DoorId],
) -> Result<Vec<Option<Facts>>> {
    let nobody = PressId::from_uuid(uuid::Uuid::nil());
    let presses: Vec<_> = doors.iter().map(|door| (organization, user, *door, nobody)).collect();
    let (sql, rows) = ask_by_user(&presses);
    let found = read_by_user(doors.len(), tx.query_rows(sql, rows).await?)?;
    Ok(found.into_iter().map(|found| found.map(|found| found.facts)).collect())
}

/// Brings answers back to the order of the questions. A press has one row, or more where the user
/// has several rights to the door: those are gathered into one set of facts.
fn gather(
    count: usize,
    rows: Vec<(usize, Row)>,
    read: impl Fn(usize, Row) -> Result<Found>,
) -> Result<Vec<Option<Found>>> {
    let mut found: Vec<Option<Found>> = (0..count).map(|_| None).collect();
    for (index, row) in rows {
        let next = read(index, row)?;
        match found.get_mut(index) {
            Some(Some(first)) => first.facts.access.extend(next.facts.access),
            Some(empty) => *empty = Some(next),
            None => return Err(Error::Unreadable { what: "a row's number" }),
        }
    }
    Ok(found)
}

/// `shown` is what a guest showed; none where it is a machine that knocks.
fn read_link(mut row: Row, shown: Option<Shown>) -> Result<Found> {
    let guest = Guest {
        gesture: row.parse("a gesture", GesturePolicy::parse)?,
        language: row.take()?,
        maker_name: row.take()?,
    };
    let organization = row.take()?;
    let mut link = read_claim(&mut row)?;
    match shown {
        Some(shown) => link.shown = shown,
        None => link.asks = Default::default(),
    }
    Ok(Found { guest: Some(guest), ..read_rest(organization, Some(link), row)? })
}

fn read_user(mut row: Row) -> Result<Found> {
    let organization = row.take()?;
    read_rest(organization, None, row)
}

fn read_rest(organization: OrganizationId, claim: Option<LinkFacts>, mut row: Row) -> Result<Found> {
    let user = UserFacts { id: row.take()?, state: row.parse("a user's state", UserState::parse)? };
    let door = read_door(&mut row, organization)?;
    let access = read_access(&mut row, organization)?;
    let before = read_attempt(&mut row)?;
    Ok(Found {
        facts: Facts { organization, claim, user, door, access: access.into_iter().collect() },
        before,
        guest: None,
    })
}

fn read_door(row: &mut Row, organization: OrganizationId) -> Result<Option<DoorFacts>> {
    let id: Option<DoorId> = row.take()?;
    let state = row.parse_opt("a door's state", DoorState::parse)?;
    let controller: Option<ControllerId> = row.take()?;
    let driver = row.parse_opt("a driver", DriverKind::parse)?;
    let channel = row.parse_opt("a channel", |text| Channel::parse(text).ok())?;
    let pulse_ms: Option<u32> = row.take()?;
    let zone = row.parse_opt("a zone", |text| Zone::parse(text).ok())?;
    let lockdown: Option<bool> = row.take()?;
    let plan = read_plan(row, organization)?;
    let address = match (controller, driver, channel) {
        (Some(controller), Some(driver), Some(channel)) => Some(DoorAddress { controller, driver, channel }),
        _ => None,
    };
    match (id, state, pulse_ms, zone, lockdown) {
        (Some(id), Some(state), Some(pulse_ms), Some(zone), Some(lockdown)) => {
            Ok(Some(DoorFacts { id, state, plan, address, pulse_ms, zone, lockdown }))
        }
        (None, ..) => Ok(None),
        _ => Err(Error::Unreadable { what: "a door" }),
    }
}

/// The columns of a door's plan: its state, and its schedule.
pub(crate) fn read_plan(row: &mut Row, organization: OrganizationId) -> Result<Option<(DoorState, Schedule)>> {
    let state = row.parse_opt("a door's state", DoorState::parse)?;
    match (state, read_schedule(row, organization)?) {
        (Some(state), Some(schedule)) => Ok(Some((state, schedule))),
        (None, None) => Ok(None),
        // A door whose plan cannot be read might be locked by it.
        _ => Err(Error::Unreadable { what: "a door's plan" }),
    }
}

fn read_access(row: &mut Row, organization: OrganizationId) -> Result<Option<AccessFacts>> {
    let id: Option<uuid::Uuid> = row.take()?;
    let remote_unlock: Option<bool> = row.take()?;
    let bound: Option<ScheduleId> = row.take()?;
    let schedule = read_schedule(row, organization)?;
    if bound.is_some() != schedule.is_some() {
        // An access that names a schedule which is not there must not become one without hours.
        return Err(Error::Unreadable { what: "a schedule" });
    }
    Ok(match (id, remote_unlock) {
        (Some(_), Some(remote_unlock)) => Some(AccessFacts { remote_unlock, schedule }),
        _ => None,
    })
}
