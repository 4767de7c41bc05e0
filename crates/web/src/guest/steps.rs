//! Pages beside the doors: the PIN, and what a guest passes on.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use keylink_domain::id::{DoorId, LinkId};

use super::maker::Maker;
use super::path::LinkPath;

/// The PIN that the link asks for.
pub struct PinStep {
    /// Where the link's page lives.
    pub path: LinkPath,
    /// Whom to ask.
    pub maker: Maker,
    /// The zone in which times are told.
    pub zone: TimeZone,
    /// What there is to say of the try before.
    pub notice: Option<PinNotice>,
}

/// What became of a try.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PinNotice {
    /// It was not the PIN.
    Wrong,
    /// Too many were not; the next may be tried then.
    Wait(Timestamp),
}

/// A number to type in, and the form's ticket that knows it.
pub struct FormNumber {
    /// The number, 10 to 99.
    pub number: u8,
    /// The ticket.
    pub ticket: String,
}

/// The form to pass a link on.
pub struct ShareView {
    /// Where the link's page lives.
    pub path: LinkPath,
    /// Whom to ask.
    pub maker: Maker,
    /// The link's own doors.
    pub doors: Vec<ShareDoor>,
    /// The zone in which times are typed.
    pub zone: TimeZone,
    /// The branches that there are.
    pub branches: Vec<Branch>,
    /// What was typed before.
    pub typed: Typed,
    /// What is wrong with it.
    pub wrong: Option<ShareWrong>,
    /// What shows that a person sends it.
    pub check: FormNumber,
}

/// A door to choose.
pub struct ShareDoor {
    /// Its id.
    pub id: DoorId,
    /// Its name.
    pub name: String,
    /// Whether it is chosen.
    pub is_chosen: bool,
}

/// A branch that the guest made.
pub struct Branch {
    /// Its id.
    pub id: LinkId,
    /// Whom it is for.
    pub name: String,
    /// Whether it was withdrawn.
    pub is_withdrawn: bool,
}

/// What was typed into the form.
#[derive(Debug, Default, Clone)]
pub struct Typed {
    /// Whom it is for.
    pub name: String,
    /// From when on.
    pub from: String,
    /// Until when.
    pub until: String,
    /// How often.
    pub uses: String,
}

/// What is wrong with the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShareWrong {
    /// The name.
    Name,
    /// The doors.
    Doors,
    /// The times.
    Window,
    /// The number of openings.
    Uses,
    /// The number that shows a person.
    Number,
    /// There is no room for more.
    Full,
}

/// A branch that was made.
pub struct GivenStep {
    /// Where the guest's own page lives.
    pub path: LinkPath,
    /// Whom it is for.
    pub name: String,
    /// Its address, with the secret.
    pub url: String,
    /// The same as a QR code.
    pub qr: Option<String>,
}

/// Whether a branch is to be withdrawn.
pub struct WithdrawStep {
    /// Where the guest's own page lives.
    pub path: LinkPath,
    /// Which.
    pub branch: LinkId,
    /// Whom it is for.
    pub name: String,
    /// Whether the number was wrong.
    pub wrong: bool,
    /// What shows that a person sends it.
    pub check: FormNumber,
}
