//! Templates of links: made, looked at, changed, removed. Links that were made from one keep what it was.

use std::num::NonZeroU32;

use keylink_domain::actor::{Actor, Who};
use keylink_domain::altered::Alterations;
use keylink_domain::delivery::Words;
use keylink_domain::event::{About, EventKind};
use keylink_domain::id::{DoorId, OrganizationId, TemplateId};
use keylink_domain::link::MAX_DOORS;
use keylink_domain::moment::Lasting;
use keylink_domain::template::{MAX_TEMPLATES, Template, TemplateHours};
use keylink_domain::text::Name;
use keylink_domain::user::{Act, Role};
use keylink_domain::validity::DurationMs;
use keylink_store::{Tx, door, event, schedule, template};

use crate::house::{House, require};
use crate::link::language;
use crate::trouble::Trouble;

/// What a template is to be, or what is to be changed of it; what is `None` stays, or is not bounded.
#[derive(Debug, Clone, Default)]
pub struct TemplateInput {
    /// The revision that the caller saw; a change of somebody else since then is a conflict.
    pub revision: Option<u32>,
    /// What people call it.
    pub name: Option<String>,
    /// The doors to choose among.
    pub doors: Option<Vec<DoorId>>,
    /// The hours of the week.
    pub hours: Option<TemplateHours>,
    /// The longest time from start to end; the inner `None` means any.
    pub longest: Option<Option<Lasting>>,
    /// The largest number of uses; the inner `None` means any.
    pub most_uses: Option<Option<u32>>,
    /// What the sender's own words begin with.
    pub message: Option<String>,
    /// The guest's language; the inner `None` means the guest's own.
    pub language: Option<Option<String>>,
    /// Who may use it; everybody where there are none.
    pub roles: Option<Vec<Role>>,
}

impl House {
    /// Makes a template.
    ///
    /// # Errors
    /// When something given is wrong.
    pub async fn add_template(&self, actor: &Actor, input: TemplateInput) -> Result<Template, Trouble> {
        require(actor, Act::ManageOrganization)?;
        let now = self.now();
        let id = TemplateId::new(now, self.entropy.chance()?);
        let organization = actor.organization;
        let blank = Template {
            id,
            organization,
            name: String::new(),
            doors: Vec::new(),
            hours: TemplateHours::Any,
            longest: None,
            most_uses: None,
            message: String::new(),
            language: None,
            roles: Vec::new(),
            removed_at: None,
            revision: 1,
            created_at: now,
        };
        let line = self.event(actor, EventKind::TemplateCreated, About::default())?;
        self.change(actor, move |tx| {
            Box::pin(async move {
                if template::list(tx, organization).await?.len() >= MAX_TEMPLATES {
                    let message = format!("there are {MAX_TEMPLATES} templates already; remove one first");
                    return Err(Trouble::invalid("name", message));
                }
                let input = TemplateInput {
                    name: Some(input.name.unwrap_or_default()),
                    doors: Some(input.doors.unwrap_or_default()),
                    ..input
                };
                let made = with(tx, blank, input).await?;
                template::insert(tx, &made).await?;
                event::append(tx, vec![line.with_detail(detail(&made))]).await?;
                Ok(made)
            })
        })
        .await
    }

    /// The templates that the actor may use; all of them for who manages them. Oldest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn templates(&self, actor: &Actor) -> Result<Vec<Template>, Trouble> {
        let actor = *actor;
        self.look(move |tx| {
            Box::pin(async move {
                let all = template::list(tx, actor.organization).await?;
                Ok(all.into_iter().filter(|known| may_see(&actor, known)).collect())
            })
        })
        .await
    }

    /// One template that the actor may use.
    ///
    /// # Errors
    /// When there is none.
    pub async fn template(&self, actor: &Actor, id: TemplateId) -> Result<Template, Trouble> {
        let actor = *actor;
        self.look(move |tx| {
            Box::pin(async move {
                let known = template::by_id(tx, actor.organization, id).await?;
                known.filter(|known| may_see(&actor, known)).ok_or(NONE)
            })
        })
        .await
    }

    /// Changes a template. Links that were made from it stay as they are.
    ///
    /// # Errors
    /// When there is none, something given is wrong, or somebody else changed it meanwhile.
    pub async fn change_template(
        &self,
        actor: &Actor,
        id: TemplateId,
        input: TemplateInput,
    ) -> Result<Template, Trouble> {
        require(actor, Act::ManageOrganization)?;
        let line = self.event(actor, EventKind::TemplateChanged, About::default())?;
        let organization = actor.organization;
        self.change(actor, move |tx| {
            Box::pin(async move {
                let old = live(tx, organization, id).await?;
                if input.revision.is_some_and(|seen| seen != old.revision) {
                    let message =
                        "somebody changed this template in the meantime; look at it again, then repeat your change";
                    return Err(Trouble::Conflict(message.to_owned()));
                }
                let mut new = with(tx, old.clone(), input).await?;
                if new != old {
                    new.revision += 1;
                    template::update(tx, &new).await?;
                    event::append(tx, vec![line.with_detail(detail(&new)).with_altered(altered(&old, &new))]).await?;
                }
                Ok(new)
            })
        })
        .await
    }

    /// Removes a template: no link is made from it any more. Removing twice is removing once.
    ///
    /// # Errors
    /// When there is none.
    pub async fn remove_template(&self, actor: &Actor, id: TemplateId) -> Result<(), Trouble> {
        require(actor, Act::ManageOrganization)?;
        let line = self.event(actor, EventKind::TemplateRemoved, About::default())?;
        let (organization, now) = (actor.organization, self.now());
        self.change(actor, move |tx| {
            Box::pin(async move {
                let mut known = template::by_id(tx, organization, id).await?.ok_or(NONE)?;
                if known.removed_at.is_none() {
                    known.removed_at = Some(now);
                    template::update(tx, &known).await?;
                    event::append(tx, vec![line.with_detail(detail(&known))]).await?;
                }
                Ok(())
            })
        })
        .await
    }
}

fn altered(old: &Template, new: &Template) -> Alterations {
    let roles = |known: &Template| known.roles.iter().map(|role| role.as_str()).collect::<Vec<_>>();
    Alterations::default()
        .with("name", &old.name, &new.name)
        .with("doors", &old.doors, &new.doors)
        .with("template_hours", &old.hours, &new.hours)
        .with("longest", &old.longest, &new.longest)
        .with("max_uses", &old.most_uses, &new.most_uses)
        .with("message", &old.message, &new.message)
        .with("language", &old.language, &new.language)
        .with("roles", &roles(old), &roles(new))
}

const NONE: Trouble = Trouble::NotFound("template");

fn may_see(actor: &Actor, known: &Template) -> bool {
    let is_mine = match actor.who {
        Who::User { role, .. } => known.is_for(role),
        Who::Operator => true,
    };
    known.removed_at.is_none() && (is_mine || actor.may(Act::ManageOrganization))
}

fn detail(known: &Template) -> serde_json::Value {
    serde_json::json!({ "template": known.id, "name": known.name })
}

async fn live(tx: &mut Tx, organization: OrganizationId, id: TemplateId) -> Result<Template, Trouble> {
    let known = template::by_id(tx, organization, id).await?;
    known.filter(|known| known.removed_at.is_none()).ok_or(NONE)
}

/// The template with what was given, each part checked.
async fn with(tx: &mut Tx, mut known: Template, input: TemplateInput) -> Result<Template, Trouble> {
    if let Some(name) = input.name {
        known.name = Name::parse(&name).map_err(Trouble::text("name"))?.as_str().to_owned();
    }
    if let Some(doors) = input.doors {
        known.doors = checked_doors(tx, known.organization, doors).await?;
    }
    if let Some(hours) = input.hours {
        known.hours = checked_hours(tx, known.organization, hours).await?;
    }
    if let Some(longest) = input.longest {
        known.longest = longest.map(|length| fixed("longest", length)).transpose()?;
    }
    if let Some(most) = input.most_uses {
        known.most_uses = most.map(|most| positive("max_uses", most)).transpose()?;
    }
    if let Some(message) = input.message {
        known.message = Words::parse(&message).map_err(Trouble::text("message"))?.as_str().to_owned();
    }
    if let Some(tag) = input.language {
        known.language = language(tag)?;
    }
    if let Some(mut roles) = input.roles {
        roles.sort_unstable();
        roles.dedup();
        known.roles = roles;
    }
    Ok(known)
}

async fn checked_doors(tx: &mut Tx, organization: OrganizationId, doors: Vec<DoorId>) -> Result<Vec<DoorId>, Trouble> {
    let mut unique: Vec<DoorId> = Vec::with_capacity(doors.len().min(MAX_DOORS));
    for door in doors {
        if !unique.contains(&door) {
            unique.push(door);
        }
        if unique.len() > MAX_DOORS {
            break;
        }
    }
    if unique.is_empty() || unique.len() > MAX_DOORS {
        return Err(Trouble::invalid("doors", format!("choose 1 to {MAX_DOORS} doors")));
    }
    for id in &unique {
        if door::by_id(tx, organization, *id).await?.is_none() {
            return Err(Trouble::invalid("doors", format!("there is no door {id}; list the doors to see their ids")));
        }
    }
    Ok(unique)
}

/// A link's hours know no holidays, so that a schedule with some would open more by a link than by itself.
async fn checked_hours(
    tx: &mut Tx,
    organization: OrganizationId,
    hours: TemplateHours,
) -> Result<TemplateHours, Trouble> {
    if let TemplateHours::Schedule(id) = hours {
        let found = schedule::by_id(tx, organization, id).await?;
        let found = found.ok_or_else(|| Trouble::invalid("hours", "there is no such schedule; choose another one"))?;
        if !found.holidays.as_slice().is_empty() {
            let message = "this schedule has holidays, which a link cannot keep; write the hours out instead";
            return Err(Trouble::invalid("hours", message));
        }
    }
    Ok(hours)
}

/// A length in which each day counts 24 hours.
pub(crate) fn fixed(field: &'static str, length: Lasting) -> Result<DurationMs, Trouble> {
    let fixed = length.fixed().map_err(|error| Trouble::invalid(field, error))?;
    let ms = u64::try_from(fixed.as_millis()).unwrap_or(0);
    DurationMs::new(ms).map_err(|error| Trouble::invalid(field, error))
}

pub(crate) fn positive(field: &'static str, count: u32) -> Result<NonZeroU32, Trouble> {
    NonZeroU32::new(count).ok_or_else(|| Trouble::invalid(field, "give 1 or more, or leave it empty for any number"))
}
