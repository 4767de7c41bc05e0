//! What a link's page says of its guests: what is asked of them, and what they made of it.

use axum::extract::State;
use keylink_domain::id::LinkId;
use keylink_domain::link::Link;

use super::link::page_of;
use super::link_view::{DoorNames, LinkView};
use super::page::{Answer, Failure, Id, done};
use super::session::Visitor;
use super::time::{Shown, to_the_minute};
use crate::app::App;

/// The facts.
pub struct GuestFacts {
    /// The name and page of the link that this is a branch of.
    pub origin: Option<(String, String)>,
    /// Its branches.
    pub branches: Vec<LinkView>,
    /// Whether a PIN is asked for.
    pub has_pin: bool,
    /// Whether it may be passed on.
    pub share_on: bool,
    /// Whether it opens on one device only.
    pub first_device_only: bool,
    /// Since when it does.
    pub device: Option<Shown>,
}

impl GuestFacts {
    /// Of a link that the visitor may see.
    pub async fn of(app: &App, visitor: &Visitor, link: &Link, names: &DoorNames) -> Result<Self, Failure> {
        let (actor, now) = (visitor.actor(), app.house.now());
        let origin = match link.origin {
            Some(origin) => Some((app.house.link(&actor, origin.link).await?.name, page_of(origin.link))),
            None => None,
        };
        let branches = app.house.branches(&actor, link.id).await?;
        let hollows = app.house.hollows(&branches).await?;
        Ok(Self {
            origin,
            branches: branches.iter().map(|branch| LinkView::of(branch, &hollows, names, now)).collect(),
            has_pin: link.terms.pin.is_set,
            share_on: link.terms.share_on,
            first_device_only: link.terms.first_device_only,
            device: link.device_since.map(|at| to_the_minute(at, &link.validity.zone, now)),
        })
    }
}

/// Lets a link take another device.
pub async fn free_device(State(app): State<App>, visitor: Visitor, Id(id): Id<LinkId>) -> Answer {
    app.house.free_link_device(&visitor.actor(), id).await?;
    Ok(done(&page_of(id), "device-freed"))
}
