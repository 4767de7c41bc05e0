//! Sites: listed, added, changed, locked down.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use keylink_domain::id::SiteId;
use keylink_domain::site::Site;
use keylink_domain::zone::Zone;
use keylink_service::controller::about;
use keylink_service::door::DoorNow;
use keylink_service::site::SiteInput;
use keylink_service::{Seen, Trouble};

use super::form::Form;
use super::link::ConfirmPage;
use super::organization::{Tab, tabs};
use super::page::{Answer, Frame, Id, Section, done, frame, show as page};
use super::session::Visitor;
use crate::app::App;

pub(super) const LIST: &str = "/control/settings/sites";

#[derive(Template)]
#[template(path = "control/sites.html")]
struct SitesPage<'a> {
    frame: Frame,
    tabs: Vec<Tab>,
    sites: &'a [Site],
    form: &'a Form,
    zones: Vec<String>,
}

#[derive(Template)]
#[template(path = "control/site.html")]
struct SitePage<'a> {
    frame: Frame,
    tabs: Vec<Tab>,
    site: &'a Site,
    form: &'a Form,
    zones: Vec<String>,
    removal: Removal,
}

/// Whether a building can be removed, as its page says.
enum Removal {
    Possible,
    HasDoors,
    TheOnlyOne,
}

/// All sites.
pub async fn list(visitor: Visitor) -> Answer {
    Ok(sites_page(&visitor, &Form::new()))
}

/// Adds a site.
pub async fn add(State(app): State<App>, visitor: Visitor, mut form: Form) -> Answer {
    let added = app.house.add_site(&visitor.actor(), input(&form)).await;
    match form.hold(added)? {
        Some(_) => Ok(done(LIST, "site-added")),
        None => Ok(sites_page(&visitor, &form)),
    }
}

/// One site.
pub async fn show(State(app): State<App>, visitor: Visitor, Id(id): Id<SiteId>) -> Answer {
    let site = app.house.site(&visitor.actor(), id).await?;
    let contact = app.house.site_contact(&visitor.actor(), id).await?;
    site_page(&app, &visitor, &site, &super::contact::filled(form_of(&site), &contact)).await
}

/// The site's page with its contact as it was typed.
pub async fn with_contact(app: &App, visitor: &Visitor, id: SiteId, mut form: Form) -> Answer {
    let site = app.house.site(&visitor.actor(), id).await?;
    form.keep(&["name", "zone", "address", "arrival_notes", "seen"], &form_of(&site));
    site_page(app, visitor, &site, &form).await
}

/// Changes a site.
pub async fn change(State(app): State<App>, visitor: Visitor, Id(id): Id<SiteId>, mut form: Form) -> Answer {
    let site = app.house.site(&visitor.actor(), id).await?;
    let changed = app.house.change_site(&visitor.actor(), id, input(&form)).await;
    match form.hold(changed)? {
        Some(_) => Ok(done(LIST, "saved")),
        None => {
            let now = app.house.site(&visitor.actor(), id).await?;
            form.overtaken_by(&form_of(&now), |_, value| value.to_owned());
            let contact = app.house.site_contact(&visitor.actor(), id).await?;
            site_page(&app, &visitor, &site, &super::contact::filled(form, &contact)).await
        }
    }
}

/// Asks before a site is locked down, or before that is lifted.
pub async fn ask_lockdown(State(app): State<App>, visitor: Visitor, Id(id): Id<SiteId>) -> Answer {
    let site = app.house.site(&visitor.actor(), id).await?;
    let doors = app.house.doors(&visitor.actor()).await?;
    let here = || doors.iter().filter(|known| known.door.site == id);
    let doors = here().count();
    let (question, message, act, value) = if site.lockdown {
        let open = if doors == 1 { "1 door opens".to_owned() } else { format!("{doors} doors open") };
        let message = format!("{open} again for those with a right to it, by link and from afar.");
        (format!("Lift the lockdown of \u{201c}{}\u{201d}?", site.name), message, "Lift the lockdown", "off")
    } else {
        let of_them = if doors == 1 { "its door".to_owned() } else { format!("any of its {doors} doors") };
        let with_cards = here().filter(|known| holds_cards(known)).count();
        let message = format!(
            "From then on nobody opens {of_them} by link or from afar. Doors that Keylink keeps unlocked lock within seconds; what stands open otherwise is not closed by it. {}",
            what_cards_do(with_cards, doors)
        );
        (format!("Lock down \u{201c}{}\u{201d}?", site.name), message, "Lock down now", "on")
    };
    let template = ConfirmPage {
        frame: frame(&visitor, Section::Settings, act),
        question,
        message,
        act,
        action: format!("{LIST}/{id}/lockdown"),
        back: LIST.to_owned(),
        field: Some(("lockdown", value.to_owned())),
    };
    Ok(page(StatusCode::OK, &template))
}

/// Locks a site down, or lifts that.
pub async fn lock_down(State(app): State<App>, visitor: Visitor, Id(id): Id<SiteId>, form: Form) -> Answer {
    let lockdown = match form.value("lockdown") {
        "on" => true,
        "off" => false,
        // Whatever else was sent, nothing is lifted by it.
        _ => {
            let message = "say whether to lock down or to lift that; load the page of sites again and press there";
            return Err(Trouble::invalid("lockdown", message).into());
        }
    };
    app.house.change_site(&visitor.actor(), id, SiteInput { lockdown: Some(lockdown), ..SiteInput::default() }).await?;
    Ok(done(LIST, if lockdown { "lockdown" } else { "lockdown-lifted" }))
}

/// Whether the door's controller holds cards that Keylink gave it, and takes back.
fn holds_cards(known: &DoorNow) -> bool {
    known.door.address.as_ref().is_some_and(|address| about(address.driver).largest_card.is_some())
}

/// What becomes of cards in a lockdown.
fn what_cards_do(with_cards: usize, doors: usize) -> String {
    match with_cards {
        0 => "Cards and PINs that a controller knows by itself still count at the door.".to_owned(),
        all if all == doors => {
            "Cards that Keylink put on its controllers are taken off them as well, and put back afterwards; other cards and PINs that a device knows by itself still count at the door."
                .to_owned()
        }
        some => format!(
            "Cards that Keylink put on the controllers of {some} of them are taken off as well, and put back afterwards; at the others, cards and PINs still count at the door."
        ),
    }
}

fn form_of(site: &Site) -> Form {
    let form = Form::new().with("name", &site.name).with("zone", site.zone.name()).with("address", &site.address);
    form.with("arrival_notes", &site.arrival_notes).with("seen", Seen::of(site).to_string())
}

fn input(form: &Form) -> SiteInput {
    let text = |name| Some(form.value(name).to_owned());
    SiteInput {
        name: text("name"),
        zone: text("zone"),
        address: text("address"),
        arrival_notes: text("arrival_notes"),
        lockdown: None,
        seen: form.some("seen").map(Seen::from_form),
    }
}

fn sites_page(visitor: &Visitor, form: &Form) -> axum::response::Response {
    let frame = frame(visitor, Section::Settings, "Sites");
    page(
        form.status(),
        &SitesPage { tabs: tabs(visitor, "sites"), frame, sites: &visitor.sites, form, zones: Zone::names().collect() },
    )
}

async fn site_page(app: &App, visitor: &Visitor, site: &Site, form: &Form) -> Answer {
    let frame = frame(visitor, Section::Settings, site.name.clone());
    let doors = app.house.doors(&visitor.actor()).await?;
    let removal = if visitor.sites.len() < 2 {
        Removal::TheOnlyOne
    } else if doors.iter().any(|known| known.door.site == site.id) {
        Removal::HasDoors
    } else {
        Removal::Possible
    };
    let (tabs, zones) = (tabs(visitor, "sites"), Zone::names().collect());
    Ok(page(form.status(), &SitePage { tabs, frame, site, form, zones, removal }))
}
