//! Settings, Links: what bounds every link of the organization, and the templates that links are made from.

use askama::Template;
use axum::extract::State;
use keylink_domain::bounds::LinkLimits;
use keylink_domain::template::Template as LinkTemplate;
use keylink_service::Seen;
use keylink_service::organization::ChangeOrganization;

use super::choice::Choice;
use super::form::Form;
use super::organization::{Tab, tabs};
use super::page::{Answer, Frame, Section, done, frame, show as page};
use super::session::Visitor;
use super::template::who;
use super::time;
use crate::app::App;

/// Where the page is.
pub const PAGE: &str = "/control/settings/links";

/// A template in the list.
struct Row {
    id: String,
    name: String,
    doors: usize,
    bounds: String,
    who: String,
}

#[derive(Template)]
#[template(path = "control/bounds.html")]
struct BoundsPage<'a> {
    frame: Frame,
    tabs: Vec<Tab>,
    form: &'a Form,
    units: Vec<Choice>,
    templates: Vec<Row>,
}

/// The limits and the templates.
pub async fn show(State(app): State<App>, visitor: Visitor) -> Answer {
    bounds_page(&app, &visitor, &form_of(visitor.organization.limits)).await
}

fn form_of(limits: LinkLimits) -> Form {
    let longest = limits.longest.map(time::count_and_unit);
    Form::new()
        .with("longest", longest.map(|(count, _)| count.to_string()).unwrap_or_default())
        .with("longest_unit", longest.map_or("days", |(_, unit)| unit))
        .with("max_uses", limits.most_uses.map(|most| most.to_string()).unwrap_or_default())
        .with("need_template", if limits.members_need_template { "on" } else { "" })
        .with("seen", Seen::of(&limits).to_string())
}

/// A limit that is none, and a box, in words.
fn said(field: &str, value: &str) -> String {
    match (field, value) {
        ("need_template", "on") => "ticked".to_owned(),
        ("need_template", _) => "not ticked".to_owned(),
        (_, "") => "no limit".to_owned(),
        _ => value.to_owned(),
    }
}

/// Changes the limits.
pub async fn change(State(app): State<App>, visitor: Visitor, mut form: Form) -> Answer {
    let longest = time::length_typed(&mut form, "longest", "longest_unit", "longest");
    let most_uses = form.read_number("max_uses");
    if form.is_wrong() {
        return bounds_page(&app, &visitor, &form).await;
    }
    let change = ChangeOrganization {
        longest: Some(longest),
        most_uses: Some(most_uses),
        members_need_template: Some(form.is("need_template", "on")),
        seen_limits: form.seen("seen"),
        ..ChangeOrganization::default()
    };
    let changed = app.house.change_organization(&visitor.actor(), change).await;
    match form.hold(changed)? {
        Some(_) => Ok(done(PAGE, "saved")),
        None => {
            let now = app.house.organization(&visitor.actor()).await?;
            form.overtaken_by(&form_of(now.limits), said);
            bounds_page(&app, &visitor, &form).await
        }
    }
}

async fn bounds_page(app: &App, visitor: &Visitor, form: &Form) -> Answer {
    let template = BoundsPage {
        frame: frame(visitor, Section::Settings, "Limits and templates"),
        tabs: tabs(visitor, "links"),
        form,
        units: time::units(form, "longest_unit"),
        templates: app.house.templates(&visitor.actor()).await?.iter().map(row).collect(),
    };
    Ok(page(form.status(), &template))
}

fn row(known: &LinkTemplate) -> Row {
    let longest = known.longest.map(|longest| format!("{} at most", time::length(longest)));
    let uses = known.most_uses.map(|most| if most.get() == 1 { "1 use".to_owned() } else { format!("{most} uses") });
    let bounds: Vec<String> = [longest, uses].into_iter().flatten().collect();
    Row {
        id: known.id.to_string(),
        name: known.name.clone(),
        doors: known.doors.len(),
        bounds: if bounds.is_empty() { "no limit of its own".to_owned() } else { bounds.join(", ") },
        who: who(known),
    }
}
