//! The doors that a controller says it could have: chosen, named, and added in one press.

use axum::extract::State;
use keylink_domain::id::{ControllerId, SiteId};
use keylink_service::controller::Offer;
use keylink_service::door::NewDoor;
use keylink_service::{IdempotencyKey, Trouble};

use super::choice::Choice;
use super::controller::key_of;
use super::device::{Beside, address, controller_page};
use super::form::Form;
use super::page::{Answer, Failure, Id, done};
use super::session::Visitor;
use crate::app::App;

/// A door that could be.
pub struct Row {
    pub channel: String,
    pub name: String,
    pub chosen: bool,
}

/// What the controller offers.
pub struct Offered {
    pub rows: Vec<Row>,
    pub sites: Vec<Choice>,
}

/// What a controller offers to this visitor; none where that is nothing.
pub async fn offered(app: &App, visitor: &Visitor, id: ControllerId, form: &Form) -> Result<Option<Offered>, Failure> {
    let offers = match app.house.offered_doors(&visitor.actor(), id).await {
        Err(Trouble::Forbidden) => return Ok(None),
        offers => offers?,
    };
    // A form that came back is as it was sent.
    let sent = form.some("key").is_some();
    let row = |offer: Offer| {
        let channel = offer.channel.as_str().to_owned();
        let chosen = !sent || form.is("channel", &channel);
        Row { name: form.some(&named(&channel)).map_or(offer.name, ToOwned::to_owned), chosen, channel }
    };
    let rows: Vec<Row> = offers.into_iter().map(row).collect();
    let sites = visitor.sites.iter().map(|site| Choice::new(site.id, site.name.clone())).collect();
    Ok(Some(Offered { rows, sites }).filter(|offered| !offered.rows.is_empty()))
}

/// Adds the doors that were chosen. What was added before something went wrong stays; the rest is shown again.
pub async fn add(State(app): State<App>, visitor: Visitor, Id(id): Id<ControllerId>, mut form: Form) -> Answer {
    let site: Option<SiteId> = form.read("site");
    let chosen: Vec<String> = form.all("channel").map(ToOwned::to_owned).collect();
    if chosen.is_empty() {
        form.refuse("", "choose at least one door");
    }
    for channel in chosen {
        if form.is_wrong() {
            break;
        }
        let key: Option<IdempotencyKey> = key_of(&visitor, &form, &format!("door {channel} of {id}"))?;
        let (name, place) = (form.value(&named(&channel)).to_owned(), channel.clone());
        let new = NewDoor { name, site, controller: Some(id), channel: Some(channel), pulse_ms: None };
        let added = app.house.add_door(&visitor.actor(), new, key).await;
        match added {
            Err(Trouble::Invalid { message, .. }) => form.refuse("", format!("{place}: {message}")),
            added => drop(form.hold(added)?),
        }
    }
    if form.is_wrong() {
        return controller_page(&app, &visitor, id, Beside::form(&form)).await;
    }
    Ok(done(&address(id), "doors-added"))
}

fn named(channel: &str) -> String {
    format!("name-{channel}")
}
