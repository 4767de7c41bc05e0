//! Settings, Alerts: from when on it is told that a controller is away, by which ways one is told oneself, and what is the
//! matter now.

use askama::Template;
use axum::extract::State;
use keylink_domain::alert::{Ailment, AlertBounds, AlertWish, Incident, NotABound};
use keylink_domain::delivery::Channel;
use keylink_service::Trouble;

use super::delivery::is_set_up;
use super::form::Form;
use super::organization::{Tab, tabs};
use super::page::{Answer, Frame, Section, done, frame, show as page};
use super::session::Visitor;
use super::time::{self, Shown};
use crate::app::App;

const PAGE: &str = "/control/settings/alerts";

/// What is the matter with a controller.
struct Row {
    href: String,
    name: String,
    what: &'static str,
    since: Shown,
    told: Option<Shown>,
}

#[derive(Template)]
#[template(path = "control/alerts.html")]
struct AlertsPage<'a> {
    frame: Frame,
    tabs: Vec<Tab>,
    form: &'a Form,
    rows: Vec<Row>,
    has_browsers: bool,
    offers_mail: bool,
}

/// The bounds, the visitor's own wish, and what is the matter.
pub async fn show(State(app): State<App>, visitor: Visitor) -> Answer {
    alerts_page(&app, &visitor, None).await
}

/// Changes by which ways the visitor is told.
pub async fn wish(State(app): State<App>, visitor: Visitor, form: Form) -> Answer {
    let by = |way: &str| form.all("alerts_by").any(|chosen| chosen == way);
    app.house.wish_alerts(&visitor.actor(), AlertWish { mail: by("mail"), push: by("push") }).await?;
    Ok(done(PAGE, "saved"))
}

/// Changes from when on it is told.
pub async fn change(State(app): State<App>, visitor: Visitor, mut form: Form) -> Answer {
    let minutes: Option<u32> = form.read_number("offline_minutes");
    let percent: Option<u32> = form.read_number("battery_percent");
    let bounds = AlertBounds::new(minutes.unwrap_or(0), percent.unwrap_or(0));
    let changed = match bounds {
        _ if form.is_wrong() => Ok(None),
        Ok(bounds) => form.hold(app.house.change_alert_bounds(&visitor.actor(), bounds).await),
        Err(wrong) => form.hold(Err::<(), _>(trouble(wrong))),
    };
    match changed? {
        Some(()) => Ok(done(PAGE, "saved")),
        None => alerts_page(&app, &visitor, Some(&form)).await,
    }
}

/// A bound that is none, at its field.
pub(crate) fn trouble(wrong: NotABound) -> Trouble {
    match wrong {
        NotABound::Offline => Trouble::invalid("offline_minutes", wrong),
        NotABound::Battery => Trouble::invalid("battery_percent", wrong),
    }
}

async fn alerts_page(app: &App, visitor: &Visitor, sent: Option<&Form>) -> Answer {
    let known = app.house.alerts(&visitor.actor()).await?;
    let kept = Form::new()
        .with("offline_minutes", known.bounds.offline_minutes().to_string())
        .with("battery_percent", known.bounds.battery_percent().to_string());
    let mut form = sent.cloned().unwrap_or(kept);
    for (chosen, way) in [(known.wish.mail, "mail"), (known.wish.push, "push")] {
        if chosen {
            form = form.with("alerts_by", way);
        }
    }
    let user = visitor.signed.user.id;
    let template = AlertsPage {
        frame: frame(visitor, Section::Settings, "Alerts"),
        tabs: tabs(visitor, "alerts"),
        form: &form,
        rows: known.incidents.iter().map(|(incident, name)| row(app, visitor, incident, name)).collect(),
        has_browsers: app.house.has_notifications(&visitor.actor(), user).await?,
        offers_mail: is_set_up(app, Channel::Mail),
    };
    Ok(page(form.status(), &template))
}

fn row(app: &App, visitor: &Visitor, incident: &Incident, name: &str) -> Row {
    let shown = |at| time::to_the_minute(at, &visitor.zone(), app.house.now());
    Row {
        href: format!("/control/settings/controllers/{}", incident.controller),
        name: name.to_owned(),
        what: match incident.ailment {
            Ailment::Offline => "offline",
            Ailment::Battery => "battery low",
        },
        since: shown(incident.began),
        told: incident.told.map(shown),
    }
}
