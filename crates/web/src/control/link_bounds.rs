//! What bounds a link's form: the organization's limits and the template that is chosen.

use std::num::NonZeroU32;

use keylink_domain::link::Link;
use keylink_domain::template::{Template, TemplateHours};
use keylink_domain::user::Act;
use keylink_domain::validity::DurationMs;

use super::choice::Choice;
use super::form::Form;
use super::link_ends::Within;
use super::link_fields::{NO_TEMPLATE, zone_of_first};
use super::page::Failure;
use super::session::Visitor;
use crate::app::App;

/// The bounds of a form's link: the organization's, with those of the template that is chosen.
pub(super) struct FormBounds {
    pub(super) chosen: Option<Template>,
    pub(super) choices: Vec<Choice>,
    pub(super) longest: Option<DurationMs>,
    pub(super) most_uses: Option<NonZeroU32>,
    pub(super) needs_template: bool,
}

impl FormBounds {
    pub(super) async fn of(app: &App, visitor: &Visitor, form: &Form, link: Option<&Link>) -> Result<Self, Failure> {
        let (actor, role, limits) = (visitor.actor(), visitor.signed.user.role, visitor.organization.limits);
        let is_bound = !actor.may(Act::ManageAllLinks);
        if let Some(link) = link {
            let made = link.made_from.as_ref().filter(|_| is_bound).map(|made| &made.bounds);
            return Ok(Self {
                chosen: None,
                choices: Vec::new(),
                longest: limits.longest_with(made.and_then(|bounds| bounds.longest)),
                most_uses: limits.most_uses_with(made.and_then(|bounds| bounds.most_uses)),
                needs_template: false,
            });
        }
        let mut all = app.house.templates(&actor).await?;
        all.retain(|known| known.is_for(role));
        let needs_template = limits.members_need_template && is_bound;
        let chosen = match all.as_slice() {
            // Where there is no choice, it is made.
            [only] if needs_template && form.some("template").is_none() => Some(only.clone()),
            _ => all.iter().find(|known| form.is("template", &known.id.to_string())).cloned(),
        };
        let none = Some(Choice::new(NO_TEMPLATE, "None")).filter(|_| !needs_template && !all.is_empty());
        let choices = none.into_iter().chain(all.iter().map(|known| Choice::new(known.id, &known.name))).collect();
        Ok(Self {
            longest: limits.longest_with(chosen.as_ref().and_then(|known| known.longest)),
            most_uses: limits.most_uses_with(chosen.as_ref().and_then(|known| known.most_uses)),
            chosen,
            choices,
            needs_template,
        })
    }
}

/// A new link's form with what its template, or the organization's limits, begin with. What was typed stays where it fits.
pub async fn begun(app: &App, visitor: &Visitor, mut form: Form) -> Result<Form, Failure> {
    let bounds = FormBounds::of(app, visitor, &form, None).await?;
    if let Some(most) = bounds.most_uses {
        let fits =
            form.some("max_uses").and_then(|uses| uses.parse().ok()).is_some_and(|uses: NonZeroU32| uses <= most);
        if !fits {
            form.set("max_uses", most.to_string());
        }
    }
    if let Some(template) = &bounds.chosen {
        form.set("template", template.id.to_string());
        form = like_template(form, template);
    }
    let zone = zone_of_first(app, visitor, &form).await?;
    let within = Within::showing(bounds.longest, &zone, app.house.now());
    let is_typed = matches!(form.value("ends"), "until" | "for");
    if bounds.chosen.is_some() && bounds.longest.is_some() && !is_typed {
        form.set("ends", "longest");
    } else if !within.offers(form.value("ends")) {
        form.set("ends", within.usual());
    }
    Ok(form)
}

/// The longest that a new link may last as its form says, with the template that is chosen.
pub async fn longest(app: &App, visitor: &Visitor, form: &mut Form) -> Result<Option<DurationMs>, Failure> {
    let bounds = FormBounds::of(app, visitor, form, None).await?;
    if bounds.chosen.is_none() && form.some("template").is_some() {
        form.refuse("template", "there is no such template for you any more; choose another one, or none");
    }
    Ok(bounds.longest)
}

/// The template that was pressed in a new link's form, if one was: what was typed stays, as far as it fits.
pub async fn chosen_anew(app: &App, visitor: &Visitor, form: &Form) -> Result<Option<Form>, Failure> {
    let Some(chosen) = form.some("choose") else { return Ok(None) };
    let mut anew = form.clone();
    let before = FormBounds::of(app, visitor, form, None).await?;
    if before.most_uses.is_some_and(|most| form.is("max_uses", &most.to_string())) {
        anew.set("max_uses", "");
    }
    if let Some(former) = before.chosen {
        unlike_template(&mut anew, &former);
    }
    anew.set("template", if chosen == NO_TEMPLATE { "" } else { chosen });
    Ok(Some(begun(app, visitor, anew).await?))
}

/// The form with the doors, hours and language of a template. Of doors that were named before, those that it has: nobody
/// shares another door than they meant.
fn like_template(mut form: Form, template: &Template) -> Form {
    let is_of_it = |id: &str| template.doors.iter().any(|door| door.to_string() == id);
    let doors = if form.all("doors").next().is_none() {
        template.doors.iter().map(ToString::to_string).collect()
    } else {
        form.all("doors").filter(|id| is_of_it(id)).map(str::to_owned).collect()
    };
    form.set_all("doors", doors);
    if let TemplateHours::Weekly(hours) = &template.hours {
        form.set("hours", hours.to_string());
    }
    if let Some(language) = &template.language {
        form.set("language", language.clone());
    }
    form
}

/// Takes back what another template filled in, where nobody touched it since.
fn unlike_template(form: &mut Form, former: &Template) {
    if let TemplateHours::Weekly(hours) = &former.hours
        && form.is("hours", &hours.to_string())
    {
        form.set("hours", "");
    }
    if former.language.as_deref().is_some_and(|language| form.is("language", language)) {
        form.set("language", "");
    }
}
