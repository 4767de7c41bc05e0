//! What bounds a link: the organization's limits for everybody, and a template for who makes a link from it.

use jiff::Timestamp;
use keylink_domain::actor::{Actor, Who};
use keylink_domain::bounds::{Bounds, Extent, Growth, LinkLimits, MadeFrom, OverBound, latest_end};
use keylink_domain::hours::WeeklyHours;
use keylink_domain::id::{OrganizationId, TemplateId, UserId};
use keylink_domain::link::Link;
use keylink_domain::moment::Moment;
use keylink_domain::template::{Template, TemplateHours};
use keylink_domain::user::Act;
use keylink_domain::validity::Validity;
use keylink_domain::window::ValidityInput;
use keylink_domain::zone::Zone;
use keylink_store::{Tx, access, organization, schedule, template};

use super::NewLink;
use crate::trouble::Trouble;

/// The organization's limits.
pub(super) async fn limits(tx: &mut Tx, id: OrganizationId) -> Result<LinkLimits, Trouble> {
    let known = organization::by_id(tx, id).await?.ok_or(Trouble::NotFound("organization"))?;
    Ok(known.limits)
}

/// The template that a new link names, as it is now.
pub(super) async fn made_from(
    tx: &mut Tx,
    actor: &Actor,
    named: Option<TemplateId>,
) -> Result<Option<(MadeFrom, Option<String>)>, Trouble> {
    let Some(id) = named else { return Ok(None) };
    let known = template::by_id(tx, actor.organization, id).await?.filter(|known| is_for(known, actor));
    let known = known.ok_or_else(|| {
        Trouble::invalid("template", "there is no such template for you any more; choose another one, or none")
    })?;
    let bounds = Bounds {
        hours: hours(tx, &known).await?,
        doors: known.doors,
        longest: known.longest,
        most_uses: known.most_uses,
    };
    let made = MadeFrom { template: id, name: known.name, bounds, message: known.message };
    Ok(Some((made, known.language)))
}

fn is_for(known: &Template, actor: &Actor) -> bool {
    match actor.who {
        Who::User { role, .. } => known.is_for(role),
        Who::Operator => known.removed_at.is_none(),
    }
}

async fn hours(tx: &mut Tx, known: &Template) -> Result<Option<WeeklyHours>, Trouble> {
    match &known.hours {
        TemplateHours::Any => Ok(None),
        TemplateHours::Weekly(hours) => Ok(Some(hours.clone())),
        TemplateHours::Schedule(id) => {
            let found = schedule::by_id(tx, known.organization, *id).await?.ok_or(Trouble::NotFound("schedule"))?;
            if found.holidays.as_slice().is_empty() {
                return Ok(Some(found.hours));
            }
            let message = "the template\u{2019}s schedule has holidays, which a link cannot keep; ask an administrator \
                           to write the template\u{2019}s hours out";
            Err(Trouble::invalid("template", message))
        }
    }
}

/// Fills in what a new link leaves open with what its template says.
pub(super) async fn fill_in(
    tx: &mut Tx,
    actor: &Actor,
    maker: UserId,
    made: Option<&(MadeFrom, Option<String>)>,
    mut new: NewLink,
) -> Result<NewLink, Trouble> {
    let Some((made, language)) = made else { return Ok(new) };
    if new.doors.is_empty() {
        let rights = access::rights_of(tx, actor.organization, maker).await?;
        let may_share = |door: &&_| rights.iter().any(|right| right.door == **door && right.access.remote_unlock);
        new.doors = made.bounds.doors.iter().filter(may_share).copied().collect();
    }
    new.language = new.language.or_else(|| language.clone());
    new.validity.hours = new.validity.hours.or_else(|| made.bounds.hours.clone());
    Ok(new)
}

/// Fills in the end and the number of uses that a template's link may have at most.
pub(super) fn fill_in_most(
    limits: LinkLimits,
    made: Option<&(MadeFrom, Option<String>)>,
    mut validity: ValidityInput,
    zone: &Zone,
    now: Timestamp,
) -> Result<ValidityInput, Trouble> {
    let Some((made, _)) = made else { return Ok(validity) };
    let longest = limits.longest_with(made.bounds.longest);
    if let (None, None, Some(longest)) = (validity.until, validity.duration, longest) {
        let start = validity.from.map(|from| from.as_start(zone)).transpose();
        let start = start.map_err(|error| Trouble::invalid("valid_from", error))?;
        let begins = start.map_or(now, |meant| meant.instant);
        validity.until = Some(Moment::Instant(latest_end(begins, longest, zone)));
    }
    let most = limits.most_uses_with(made.bounds.most_uses);
    validity.max_uses = validity.max_uses.or_else(|| most.map(std::num::NonZeroU32::get));
    Ok(validity)
}

/// Holds a new link against the limits and its template.
pub(super) fn check_new(actor: &Actor, limits: LinkLimits, link: &Link) -> Result<(), Trouble> {
    let growth = Growth::of_new(link.extent());
    limits.check(&link.validity, &growth)?;
    match &link.made_from {
        Some(made) => made.bounds.check(&made.name, &link.validity, &growth)?,
        None if limits.members_need_template && is_bound(actor) => {
            let message = "members of this organization make links from templates; choose one";
            return Err(OverBound::NeedsTemplate(message.to_owned()).into());
        }
        None => {}
    }
    Ok(())
}

/// Holds a change against the limits and the template of the link, as far as it widens the link.
pub(super) fn check_change(
    actor: &Actor,
    limits: LinkLimits,
    old: &Link,
    new: &Link,
    now: Timestamp,
) -> Result<(), Trouble> {
    let growth = Growth::between(old.extent(), new.extent(), now);
    if !growth.is_any() {
        return Ok(());
    }
    limits.check(&new.validity, &growth)?;
    if !is_bound(actor) {
        return Ok(());
    }
    match &old.made_from {
        Some(made) => made.bounds.check(&made.name, &new.validity, &growth)?,
        None if limits.members_need_template => {
            let message = "members of this organization make links from templates, and can only narrow this one; \
                           make a new link from a template, or ask an administrator";
            let field = if growth.doors.is_empty() { "valid_until" } else { "doors" };
            return Err(Trouble::invalid(field, message));
        }
        None => {}
    }
    Ok(())
}

/// Holds a branch against the limits and the template of its link, from the moment on that it is made. What its guest left
/// open is the link's own, or the most that may be where the link itself, older than a limit, has more.
pub(super) fn for_branch(
    limits: LinkLimits,
    parent: &Link,
    mut branch: Validity,
    now: Timestamp,
) -> Result<Validity, OverBound> {
    let made = parent.made_from.as_ref().map(|made| &made.bounds);
    let most = LinkLimits {
        longest: limits.longest_with(made.and_then(|bounds| bounds.longest)),
        most_uses: limits.most_uses_with(made.and_then(|bounds| bounds.most_uses)),
        members_need_template: false,
    };
    let own = &parent.validity;
    let begins = branch.from.or(own.from).map_or(now, |from| from.max(now));
    if let Some(latest) = most.longest.map(|longest| latest_end(begins, longest, &own.zone))
        && branch.until.or(own.until).is_none_or(|until| until > latest)
    {
        branch.until = branch.until.or(Some(latest));
    }
    if let Some(uses) = most.most_uses
        && branch.max_uses.or(own.max_uses).is_none_or(|own| own > uses)
    {
        branch.max_uses = branch.max_uses.or(Some(uses));
    }
    let whole = Validity {
        from: Some(begins),
        until: branch.until.or(own.until),
        max_uses: branch.max_uses.or(own.max_uses),
        ..branch.clone()
    };
    let extent = Extent { doors: &parent.doors, validity: &whole, made_at: now };
    most.check(&whole, &Growth::of_new(extent))?;
    Ok(branch)
}

/// Whether templates bind the actor: those who manage everybody's links may widen what others may not.
const fn is_bound(actor: &Actor) -> bool {
    !actor.may(Act::ManageAllLinks)
}
