//! What is on the network: searched on demand, and each device one press away from its controller's form.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use keylink_domain::user::Act;
use keylink_service::controller::{Nearby, SEARCH, Search, about};

use super::form::Form;
use super::page::{Answer, Frame, Section, frame, show as page};
use super::session::Visitor;
use crate::app::App;
use crate::query::encoded;

/// A device in the list.
struct Row {
    name: String,
    kind: &'static str,
    address: String,
    about: String,
    /// Where it is added, or looked at where it is here already.
    href: String,
    known: Option<String>,
}

impl Row {
    fn of(near: &Nearby) -> Self {
        let (found, known) = (&near.found, near.known.as_ref());
        let fields = found.settings.iter().map(|(name, value)| format!("&{}={}", encoded(name), encoded(value)));
        let fields: String = fields.collect();
        let add = format!("new/{}?name={}{fields}", found.driver.as_str(), encoded(&found.name));
        Self {
            name: found.name.clone(),
            kind: about(found.driver).name,
            address: found.address.clone(),
            about: found.about.clone(),
            href: format!("/control/settings/controllers/{}", known.map_or(add, |known| known.id.to_string())),
            known: known.map(|known| known.name.clone()),
        }
    }
}

#[derive(Template)]
#[template(path = "control/find.html")]
struct FindPage<'a> {
    frame: Frame,
    form: &'a Form,
    seconds: u64,
    searched: bool,
    rows: Vec<Row>,
    closed: usize,
    troubles: Vec<String>,
}

/// Offers the search.
pub async fn ask(visitor: Visitor) -> Answer {
    visitor.must(Act::ManageDoors)?;
    Ok(find_page(&visitor, &Form::new(), None))
}

/// Searches, and shows what was found. It takes as long as it says.
pub async fn search(State(app): State<App>, visitor: Visitor, mut form: Form) -> Answer {
    let found = app.house.find_devices(&visitor.actor()).await;
    let found = form.hold(found)?;
    Ok(find_page(&visitor, &form, found))
}

fn find_page(visitor: &Visitor, form: &Form, found: Option<Search>) -> axum::response::Response {
    let searched = found.is_some();
    let Search { devices, closed, troubles } = found.unwrap_or_default();
    let template = FindPage {
        frame: frame(visitor, Section::Settings, "Find devices"),
        form,
        seconds: SEARCH.as_secs(),
        searched,
        rows: devices.iter().map(Row::of).collect(),
        closed,
        troubles,
    };
    page(if form.is_wrong() { form.status() } else { StatusCode::OK }, &template)
}
