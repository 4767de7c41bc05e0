//! Doors, controllers and buildings removed, for good: each asks first, and says what ends.

use axum::extract::State;
use axum::http::StatusCode;
use keylink_domain::id::{ControllerId, DoorId, SiteId};
use keylink_service::Seen;
use keylink_service::door::EndsWithDoor;

use super::form::Form;
use super::link::ConfirmPage;
use super::page::{Answer, Id, Section, done, frame, show as page};
use super::session::Visitor;
use super::{device, door, site};
use crate::app::App;

/// Asks before a door is removed.
pub async fn ask_door(State(app): State<App>, visitor: Visitor, Id(id): Id<DoorId>) -> Answer {
    let ends = app.house.ends_with_door(&visitor.actor(), id).await?;
    let door = &ends.now.door;
    let template = ConfirmPage {
        frame: frame(&visitor, Section::Doors, "Remove door"),
        question: format!("Remove \u{201c}{}\u{201d}?", door.name),
        message: said(&ends),
        act: "Remove door",
        action: format!("{}/remove", door::address(id)),
        back: door::address(id),
        field: Some(("seen", Seen::of(door).to_string())),
    };
    Ok(page(StatusCode::OK, &template))
}

/// Removes a door.
pub async fn door(State(app): State<App>, visitor: Visitor, Id(id): Id<DoorId>, form: Form) -> Answer {
    app.house.remove_door(&visitor.actor(), id, form.seen("seen")).await?;
    Ok(done("/control/doors", "door-removed"))
}

/// What ends with a door, in sentences.
fn said(ends: &EndsWithDoor) -> String {
    let links = match (ends.links, ends.links_left_with_none) {
        (0, _) => "No link opens it.".to_owned(),
        (1, 0) => "1 link opens it, and keeps its other doors.".to_owned(),
        (1, _) => "1 link opens it, and nothing else.".to_owned(),
        (links, 0) => format!("{links} links open it, and keep their other doors."),
        (links, 1) => format!("{links} links open it; 1 opens nothing else."),
        (links, only) if links == only => format!("{links} links open it, and nothing else."),
        (links, only) => format!("{links} links open it; {only} open nothing else."),
    };
    let users = match ends.users {
        0 => "Nobody has access to it.".to_owned(),
        1 => "1 person has access to it.".to_owned(),
        users => format!("{users} people have access to it."),
    };
    let templates = match ends.templates {
        0 => String::new(),
        1 => " 1 link template offers it.".to_owned(),
        templates => format!(" {templates} link templates offer it."),
    };
    format!(
        "From then on nobody opens it by Keylink, and its place on the controller is free. {links} {users}{templates} What \
         happened at it stays in the log. This cannot be undone."
    )
}

/// Asks before a controller is removed.
pub async fn ask_controller(State(app): State<App>, visitor: Visitor, Id(id): Id<ControllerId>) -> Answer {
    let known = app.house.controller(&visitor.actor(), id).await?;
    let cards = app.house.ends_with_controller(&visitor.actor(), id).await?;
    let cards = match cards {
        0 => String::new(),
        1 => " 1 card is still on it, as far as is known, and stays there.".to_owned(),
        cards => format!(" {cards} cards are still on it, as far as is known, and stay there."),
    };
    let template = ConfirmPage {
        frame: frame(&visitor, Section::Settings, "Remove controller"),
        question: format!("Remove the controller \u{201c}{}\u{201d}?", known.name),
        message: format!(
            "No door is wired to it. Its login and its settings are gone at once, and its connection is cut.{cards} This \
             cannot be undone."
        ),
        act: "Remove controller",
        action: format!("{}/remove", device::address(id)),
        back: device::address(id),
        field: None,
    };
    Ok(page(StatusCode::OK, &template))
}

/// Removes a controller.
pub async fn controller(State(app): State<App>, visitor: Visitor, Id(id): Id<ControllerId>) -> Answer {
    app.house.remove_controller(&visitor.actor(), id).await?;
    Ok(done("/control/settings/controllers", "controller-removed"))
}

/// Asks before a building is removed.
pub async fn ask_site(State(app): State<App>, visitor: Visitor, Id(id): Id<SiteId>) -> Answer {
    let known = app.house.removable_site(&visitor.actor(), id).await?;
    let back = format!("{}/{id}", site::LIST);
    let template = ConfirmPage {
        frame: frame(&visitor, Section::Settings, "Remove building"),
        question: format!("Remove the building \u{201c}{}\u{201d}?", known.name),
        message: "It has no doors. Its address and how guests reach it are forgotten. This cannot be undone."
            .to_owned(),
        act: "Remove building",
        action: format!("{back}/remove"),
        back,
        field: Some(("seen", Seen::of(&known).to_string())),
    };
    Ok(page(StatusCode::OK, &template))
}

/// Removes a building.
pub async fn site(State(app): State<App>, visitor: Visitor, Id(id): Id<SiteId>, form: Form) -> Answer {
    app.house.remove_site(&visitor.actor(), id, form.seen("seen")).await?;
    Ok(done(site::LIST, "site-removed"))
}
