//! The organization's settings, and the tabs that all settings share.

use askama::Template;
use axum::extract::State;
use keylink_domain::organization::GesturePolicy;
use keylink_service::organization::ChangeOrganization;

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

/// The tabs of the settings, with the one shown.
pub fn tabs(shown: &str) -> Vec<Tab> {
    const TABS: [(&str, &str, &str); 8] = [
        ("organization", "/control/settings", "Organization"),
        ("links", "/control/settings/links", "Links"),
        ("sites", "/control/settings/sites", "Sites"),
        ("controllers", "/control/settings/controllers", "Controllers"),
        ("sending", "/control/settings/sending", "Sending"),
        ("messages", "/control/settings/messages", "Messages"),
        ("tokens", "/control/settings/tokens", "API tokens"),
        ("own", "/control/settings/own", "Your sign-in"),
    ];
    TABS.into_iter().map(|(code, href, label)| Tab { href, label, on: code == shown }).collect()
}

#[derive(Template)]
#[template(path = "control/organization.html")]
struct OrganizationPage<'a> {
    frame: Frame,
    tabs: Vec<Tab>,
    form: &'a Form,
}

/// The organization.
pub async fn show(visitor: Visitor) -> Answer {
    let known = &visitor.organization;
    Ok(settings_page(&visitor, &Form::new().with("name", &known.name).with("gesture", known.gesture.as_str())))
}

/// Changes the organization.
pub async fn change(State(app): State<App>, visitor: Visitor, mut form: Form) -> Answer {
    let change = ChangeOrganization {
        name: Some(form.value("name").to_owned()),
        gesture: GesturePolicy::parse(form.value("gesture")),
        ..ChangeOrganization::default()
    };
    let changed = app.house.change_organization(&visitor.actor(), change).await;
    match form.hold(changed)? {
        Some(_) => Ok(done("/control/settings", "saved")),
        None => Ok(settings_page(&visitor, &form)),
    }
}

fn settings_page(visitor: &Visitor, form: &Form) -> axum::response::Response {
    let frame = frame(visitor, Section::Settings, "Settings");
    page(form.status(), &OrganizationPage { tabs: tabs("organization"), frame, form })
}
