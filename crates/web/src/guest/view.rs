//! From what the house says of a link to what the page shows.

use keylink_domain::door::{DoorState, LockStatus};
use keylink_domain::id::PressId;
use keylink_domain::organization::GesturePolicy;
use keylink_domain::refusal::Refusal;
use keylink_domain::secret::fingerprint;
use keylink_domain::site::Site;
use keylink_domain::validity::Standing as LinkStanding;
use keylink_service::Trouble;
use keylink_service::guest::{GuestDoor, GuestView};
use keylink_service::unlock::{End, PressedLink};

use super::{
    Answer, AnswerStep, Arrival, Door, DoorsView, Ended, Hindrance, LinkPath, Maker, Mode, Readiness, Standing, View,
};

/// The page of a link that was found.
pub(super) fn of(guest: GuestView, path: LinkPath, ticket: String) -> View {
    let maker = maker(&guest.maker_name).reached(&guest.contact);
    if let Some(reason) = ended(&guest) {
        return View::Ended { reason, maker };
    }
    if let Some(asked) = guest.asked {
        return super::view_steps::asked(asked, &guest, path, maker);
    }
    let (readiness, until) = readiness(guest.standing);
    let mode = mode(guest.organization.gesture);
    let uses_left = guest.uses_left;
    let (may_share, is_branch) = (super::view_steps::may_share(&guest), guest.link.origin.is_some());
    let zone = guest.link.validity.zone.tz().clone();
    let sites = guest.sites;
    let is_alone = sites.len() < 2;
    // Doors of one building need not say which it is; of several, each says its own.
    let place_of = |site: &Site| (!is_alone).then(|| site.name.clone());
    let arrivals = sites.iter().map(|site| arrival(site, place_of(site))).collect();
    let at = |one: &GuestDoor| sites.iter().find(|site| site.id == one.site).and_then(place_of);
    let doors = guest.doors.into_iter().map(|one| (at(&one), one));
    let doors = doors.map(|(place, one)| door(one, place, &ticket, readiness)).collect();
    let place = match sites.as_slice() {
        [site] => site.name.clone(),
        _ => guest.organization.name,
    };
    View::Doors(Box::new(DoorsView {
        path,
        place,
        maker,
        until,
        zone,
        readiness,
        uses_left,
        doors,
        mode,
        ticket,
        arrivals,
        may_share,
        is_branch,
    }))
}

/// How to get in and where that is. The map is a link that a guest may follow; the page itself asks nobody.
fn arrival(site: &Site, place: Option<String>) -> Arrival {
    let said = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    let address = said(&site.address).map(|address| address.split_whitespace().collect::<Vec<_>>().join(" "));
    let map = address
        .as_deref()
        .map(|address| format!("https://www.openstreetmap.org/search?query={}", crate::query::encoded(address)));
    Arrival { place, notes: said(&site.arrival_notes), address, map }
}

/// The page where no link could be shown.
pub(super) fn of_trouble(trouble: &Trouble) -> View {
    match trouble {
        Trouble::NotFound(_) => View::UnknownLink,
        Trouble::TooOften { .. } => View::TooManyTries,
        error => {
            tracing::error!(%error, "a guest page could not be made");
            View::Trouble { reference: None }
        }
    }
}

/// The page after a press that found no link.
pub(super) fn without_link(end: End) -> View {
    match end.refusal() {
        Some(Refusal::UnknownLink) => View::UnknownLink,
        Some(Refusal::TooManyPresses) => View::TooManyTries,
        None => View::Answer(Box::new(AnswerStep {
            path: None,
            door_name: None,
            maker: Maker::unnamed(),
            answer: answer(end),
        })),
        _ => View::Trouble { reference: None },
    }
}

pub(super) fn maker(name: &str) -> Maker {
    if name.is_empty() { Maker::unnamed() } else { Maker::named(name) }
}

fn mode(policy: GesturePolicy) -> Mode {
    match policy {
        GesturePolicy::Person => Mode::Gesture,
        GesturePolicy::Tap => Mode::Tap,
    }
}

/// Whether the link is over for good, as far as the guest is concerned.
pub(super) fn ended(guest: &GuestView) -> Option<Ended> {
    if guest.link.is_revoked() {
        return Some(Ended::Revoked);
    }
    match guest.standing {
        LinkStanding::Expired { .. } => Some(Ended::Expired),
        LinkStanding::UsedUp { .. } => Some(Ended::UsedUp),
        // None is made without one.
        _ if guest.link.doors.is_empty() => Some(Ended::DoorsRemoved),
        _ if guest.doors.iter().all(|door| door.refusal.is_some_and(is_withdrawn)) => Some(Ended::Withdrawn),
        _ => None,
    }
}

/// Refusals that say that what the link rests on is gone.
const fn is_withdrawn(refusal: Refusal) -> bool {
    matches!(
        refusal,
        Refusal::OriginWithdrawn
            | Refusal::CloudKeyInactive
            | Refusal::UserInactive
            | Refusal::NoAccess
            | Refusal::NoRemoteUnlock
    )
}

fn readiness(standing: LinkStanding) -> (Readiness, Option<jiff::Timestamp>) {
    match standing {
        LinkStanding::NotYet { starts } => (Readiness::From(starts), None),
        LinkStanding::OutsideHours { next } => (Readiness::Hours(next), None),
        LinkStanding::Active { until, .. } => (Readiness::Now, until),
        LinkStanding::Expired { .. } | LinkStanding::UsedUp { .. } => (Readiness::Hours(None), None),
    }
}

fn door(door: GuestDoor, place: Option<String>, ticket: &str, readiness: Readiness) -> Door {
    // While the link is not ready every door would say so; the page says it once, on top.
    let refused = door.refusal.filter(|_| readiness == Readiness::Now);
    let refused = refused.map(|refusal| door.opens_next.map_or(Hindrance::Refused(refusal), Hindrance::OpensFrom));
    // A state is what people want; that the door is open, only its lock can tell.
    let is_held_open = door.state == DoorState::Unlocked && door.status.lock == Some(LockStatus::Unlocked);
    let hindrance = refused.or(is_held_open.then_some(Hindrance::HeldOpen));
    Door {
        id: door.id,
        name: door.name,
        place,
        status: door.status,
        hindrance,
        press: press_id(ticket, door.id.uuid().as_bytes()),
    }
}

/// The press of a page without scripts: each page's ticket is new, so each page's press is, and
/// sending the same page twice is one press.
pub(super) fn press_id(ticket: &str, scope: &[u8]) -> PressId {
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&fingerprint(&[b"page", ticket.as_bytes(), scope])[..16]);
    PressId::from_uuid(uuid::Builder::from_custom_bytes(bytes).into_uuid())
}

/// How the link stands after a press, as far as this press tells.
pub(super) fn standing_after(link: &PressedLink, end: End, now: jiff::Timestamp) -> Standing {
    match end {
        End::Refused(Refusal::LinkRevoked) => Standing::Revoked,
        End::Refused(Refusal::LinkExpired) => Standing::Expired,
        End::Refused(Refusal::LinkUsedUp) => Standing::UsedUp,
        End::Refused(Refusal::LinkNotYetValid) => Standing::NotYetValid,
        End::Refused(Refusal::LinkOutsideHours) => Standing::OutsideHours,
        End::Refused(Refusal::CloudKeyInactive | Refusal::UserInactive | Refusal::OriginWithdrawn) => {
            Standing::Withdrawn
        }
        End::Refused(Refusal::PinNeeded) => Standing::PinNeeded,
        End::Refused(Refusal::OtherDevice) => Standing::OtherDevice,
        End::Refused(Refusal::UnknownLink) => Standing::Unknown,
        End::Refused(_) | End::Done(_) | End::Undecided => {
            let opened = matches!(end, End::Done(_)) && end.refusal().is_none();
            standing_of(link.standing_after(opened, now))
        }
    }
}

const fn standing_of(standing: LinkStanding) -> Standing {
    match standing {
        LinkStanding::NotYet { .. } => Standing::NotYetValid,
        LinkStanding::Active { .. } => Standing::Active,
        LinkStanding::OutsideHours { .. } => Standing::OutsideHours,
        LinkStanding::Expired { .. } => Standing::Expired,
        LinkStanding::UsedUp { .. } => Standing::UsedUp,
    }
}

/// What the press is answered, for the page.
pub(super) const fn answer(end: End) -> Answer {
    match end {
        End::Refused(refusal) => Answer::Refused(refusal),
        End::Done(outcome) => Answer::Done(outcome),
        End::Undecided => Answer::Undecided,
    }
}
