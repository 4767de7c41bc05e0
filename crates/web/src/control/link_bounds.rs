//! What bounds a link's form: the organization's limits and the template that is chosen.

use std::num::NonZeroU32;

use keylink_domain::link::Link;
use keylink_domain::template::{Template, TemplateHours};
use keylink_domain::user::Act;
use keylink_domain::validity::DurationMs;

use super::choice::{Chip, address};
use super::form::Form;
use super::link_fields::{ENDS_CHANGE, ENDS_NEW};
use super::page::Failure;
use super::session::Visitor;
use crate::app::App;

/// The bounds of a form's link: the organization's, with those of the template that is chosen.
pub(super) struct FormBounds {
    pub(super) chosen: Option<Template>,
    pub(super) chips: Vec<Chip>,
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
                chips: Vec::new(),
                longest: limits.longest_with(made.and_then(|bounds| bounds.longest)),
                most_uses: limits.most_uses_with(made.and_then(|bounds| bounds.most_uses)),
                needs_template: false,
            });
        }
        let mut all = app.house.templates(&actor).await?;
        all.retain(|known| known.is_for(role));
        let chosen = all.iter().find(|known| form.is("template", &known.id.to_string())).cloned();
        let needs_template = limits.members_need_template && is_bound;
        let chip = |id: &str, label: &str| Chip {
            href: address("", &[("template", id)]) + if id.is_empty() { "?" } else { "" },
            label: label.to_owned(),
            on: form.value("template") == id,
        };
        let none = Some(chip("", "None")).filter(|_| !needs_template && !all.is_empty());
        let chips = none.into_iter().chain(all.iter().map(|known| chip(&known.id.to_string(), &known.name))).collect();
        Ok(Self {
            longest: limits.longest_with(chosen.as_ref().and_then(|known| known.longest)),
            most_uses: limits.most_uses_with(chosen.as_ref().and_then(|known| known.most_uses)),
            chosen,
            chips,
            needs_template,
        })
    }
}

/// A new link's form with what its template, or the organization's limits, begin with.
pub async fn begun(app: &App, visitor: &Visitor, mut form: Form) -> Result<Form, Failure> {
    let bounds = FormBounds::of(app, visitor, &form, None).await?;
    if let Some(most) = bounds.most_uses {
        form.set("max_uses", most.to_string());
    }
    const HOUR_MS: u64 = 3_600_000;
    if bounds.longest.is_some_and(|longest| longest.get() < 24 * HOUR_MS) {
        form.set("ends", "hour");
    }
    let Some(template) = bounds.chosen else { return Ok(form) };
    if bounds.longest.is_some() {
        form.set("ends", "longest");
    }
    if let TemplateHours::Weekly(hours) = &template.hours {
        form.set("hours", hours.to_string());
    }
    form.set("language", template.language.clone().unwrap_or_default());
    if form.all("doors").next().is_none() {
        form = template.doors.iter().fold(form, |form, door| form.with("doors", door.to_string()));
    }
    Ok(form)
}

/// The ways to say when it ends: without those that a limit forbids, with the longest that a template allows.
pub(super) fn ends(link: Option<&Link>, bounds: &FormBounds, longest: &str) -> Vec<(&'static str, String)> {
    let all = if link.is_some() { &ENDS_CHANGE[..] } else { &ENDS_NEW[..] };
    let is_kept = link.is_some_and(|link| link.validity.until.is_none());
    let known = all.iter().filter(|(value, _)| bounds.longest.is_none() || is_kept || *value != "never");
    let known = known.map(|(value, label)| (*value, (*label).to_owned()));
    let most = bounds.chosen.as_ref().and(bounds.longest).map(|_| ("longest", format!("{longest}, the longest")));
    most.into_iter().chain(known).collect()
}
