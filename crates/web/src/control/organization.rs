//! The organization's settings, and the tabs that all settings share.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect};
use keylink_domain::organization::{GesturePolicy, Organization};
use keylink_domain::user::Act;
use keylink_service::organization::{self, ChangeOrganization};

use super::form::Form;
use super::page::{Answer, Frame, Section, done, frame, show as page};
use super::session::Visitor;
use crate::app::App;

/// A tab of the settings.
pub struct Tab {
    /// Its address.
    pub href: &'static str,
    /// Its name.
    pub label: &'static str,
    /// Whether it is the one shown.
    pub on: bool,
}

/// Every tab, with what one must be allowed to have a use for it.
const TABS: [(&str, &str, &str, Act); 10] = [
    ("organization", "/control/settings", "Organization", Act::ManageOrganization),
    ("links", "/control/settings/links", "Links", Act::ManageOwnLinks),
    ("sites", "/control/settings/sites", "Sites", Act::SeeAll),
    ("controllers", "/control/settings/controllers", "Controllers", Act::SeeAll),
    ("alerts", "/control/settings/alerts", "Alerts", Act::SeeAll),
    ("sending", "/control/settings/sending", "Sending", Act::ManageOrganization),
    ("messages", "/control/settings/messages", "Messages", Act::ManageOrganization),
    ("home-assistant", "/control/settings/home-assistant", "Home Assistant", Act::ManageOrganization),
    ("tokens", "/control/settings/tokens", "API tokens", Act::ManageOwnLinks),
    ("own", "/control/settings/own", "Your sign-in", Act::SeeOwn),
];

/// The tabs of the settings that the visitor has a use for, with the one shown.
pub fn tabs(visitor: &Visitor, shown: &str) -> Vec<Tab> {
    let actor = visitor.actor();
    let useful = TABS.into_iter().filter(|(code, _, _, act)| *code == shown || actor.may(*act));
    useful.map(|(code, href, label, _)| Tab { href, label, on: code == shown }).collect()
}

/// Where the settings begin: the organization, or, for whom it is not to change, oneself.
pub fn first_tab(visitor: &Visitor) -> &'static str {
    if visitor.actor().may(Act::ManageOrganization) { "/control/settings" } else { "/control/settings/own" }
}

#[derive(Template)]
#[template(path = "control/organization.html")]
struct OrganizationPage<'a> {
    frame: Frame,
    tabs: Vec<Tab>,
    form: &'a Form,
}

/// The organization; whom it is not to change goes on to what is their own.
pub async fn show(visitor: Visitor) -> Answer {
    if !visitor.actor().may(Act::ManageOrganization) {
        return Ok(Redirect::to(first_tab(&visitor)).into_response());
    }
    Ok(settings_page(&visitor, &form_of(&visitor.organization)))
}

fn form_of(known: &Organization) -> Form {
    let form = Form::new().with("name", &known.name).with("gesture", known.gesture.as_str());
    form.with("seen", organization::seen(known).to_string())
}

/// A gesture as the page calls it.
fn said(field: &str, value: &str) -> String {
    match (field, value) {
        ("gesture", "person") => "A person\u{2019}s gesture".to_owned(),
        ("gesture", "tap") => "A plain tap".to_owned(),
        _ => value.to_owned(),
    }
}

/// Changes the organization.
pub async fn change(State(app): State<App>, visitor: Visitor, mut form: Form) -> Answer {
    let change = ChangeOrganization {
        name: Some(form.value("name").to_owned()),
        gesture: GesturePolicy::parse(form.value("gesture")),
        seen: form.seen("seen"),
        ..ChangeOrganization::default()
    };
    let changed = app.house.change_organization(&visitor.actor(), change).await;
    match form.hold(changed)? {
        Some(_) => Ok(done("/control/settings", "saved")),
        None => {
            let now = app.house.organization(&visitor.actor()).await?;
            form.overtaken_by(&form_of(&now), said);
            Ok(settings_page(&visitor, &form))
        }
    }
}

fn settings_page(visitor: &Visitor, form: &Form) -> axum::response::Response {
    let frame = frame(visitor, Section::Settings, "Settings");
    page(form.status(), &OrganizationPage { tabs: tabs(visitor, "organization"), frame, form })
}
