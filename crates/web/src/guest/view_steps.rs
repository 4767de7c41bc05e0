//! From what the house says of a link to the pages beside the doors.

use keylink_domain::refusal::Refusal;
use keylink_service::guest::GuestView;

use super::view::ended;
use super::{
    Branch, FormNumber, LinkPath, Maker, PinNotice, PinStep, ShareDoor, ShareView, ShareWrong, Typed, View,
    WithdrawStep,
};

/// The page of a link that asks for something first.
pub(super) fn asked(asked: Refusal, guest: &GuestView, path: LinkPath, maker: Maker) -> View {
    match asked {
        Refusal::PinNeeded => pin(guest, path, maker, None),
        _ => View::OtherDevice { maker },
    }
}

/// The page that asks for the PIN.
pub(super) fn pin(guest: &GuestView, path: LinkPath, maker: Maker, notice: Option<PinNotice>) -> View {
    let zone = guest.link.validity.zone.tz().clone();
    View::Pin(Box::new(PinStep { path, maker, zone, notice }))
}

/// Whether there is something to pass on: a link that may be, and that is not over.
pub(super) fn may_share(guest: &GuestView) -> bool {
    guest.link.terms.share_on && guest.link.origin.is_none() && guest.asked.is_none() && ended(guest).is_none()
}

/// The form to pass a link on, with what was typed and what is wrong with it.
pub(super) fn share(
    guest: &GuestView,
    path: LinkPath,
    check: FormNumber,
    typed: Typed,
    chosen: &[String],
    wrong: Option<ShareWrong>,
) -> View {
    let doors = guest.doors.iter().map(|door| ShareDoor {
        id: door.id,
        name: door.name.clone(),
        is_chosen: chosen.is_empty() || chosen.contains(&door.id.to_string()),
    });
    View::Share(Box::new(ShareView {
        path,
        maker: super::view::maker(&guest.maker_name).reached(&guest.contact),
        doors: doors.collect(),
        zone: guest.link.validity.zone.tz().clone(),
        branches: branches(guest),
        typed,
        wrong,
        check,
    }))
}

/// The question before a branch is withdrawn; nothing where it is none of theirs.
pub(super) fn withdraw(
    guest: &GuestView,
    path: LinkPath,
    branch: &str,
    check: FormNumber,
    wrong: bool,
) -> Option<View> {
    let branch = branches(guest).into_iter().find(|one| one.id.to_string() == branch && !one.is_withdrawn)?;
    let step = WithdrawStep { path, branch: branch.id, name: branch.name, wrong, check };
    Some(View::Withdraw(Box::new(step)))
}

fn branches(guest: &GuestView) -> Vec<Branch> {
    let branch = |link: &keylink_domain::link::Link| Branch {
        id: link.id,
        name: link.name.clone(),
        is_withdrawn: link.is_revoked(),
    };
    guest.branches.iter().map(branch).collect()
}
