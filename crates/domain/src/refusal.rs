//! Why an unlock was denied: a closed list in three classes, each with a plain sentence for the log.
//!
//! The guest's sentences stand in the language files, keyed by [`Refusal::code`].

use serde::{Deserialize, Serialize};

/// The three classes of refusal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RefusalClass {
    /// The credential is not known here.
    Authentication,
    /// Known, but not allowed here and now.
    Authorization,
    /// The hardware did not do it, or the house could not decide; the door did not move.
    Door,
}

macro_rules! refusals {
    ($($(#[$doc:meta])* $name:ident, $class:ident, $code:literal, $log:literal;)*) => {
        /// Why an unlock was denied.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Refusal {
            $($(#[$doc])* $name,)*
        }

        impl Refusal {
            /// Every refusal there is.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The stored and public spelling, such as `link_revoked`.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }

            /// Which of the three classes it belongs to.
            pub const fn class(self) -> RefusalClass {
                match self { $(Self::$name => RefusalClass::$class,)* }
            }

            /// The precise sentence for the event log and for administrators.
            pub const fn log_sentence(self) -> &'static str {
                match self { $(Self::$name => $log,)* }
            }

            /// Reads the stored spelling.
            pub fn parse(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$name),)* _ => None }
            }
        }
    };
}

refusals! {
    /// No link has this secret.
    UnknownLink, Authentication, "unknown_link", "no link has this secret";
    /// The press came without a person's gesture (press and hold, second press, or number).
    NoGesture, Authentication, "no_gesture", "the press came without a person's gesture";

    /// The link was revoked.
    LinkRevoked, Authorization, "link_revoked", "the link was revoked";
    /// The link's window has not begun.
    LinkNotYetValid, Authorization, "link_not_yet_valid", "the link's window has not begun";
    /// The link's window has ended.
    LinkExpired, Authorization, "link_expired", "the link's window has ended";
    /// The link's number of uses is spent.
    LinkUsedUp, Authorization, "link_used_up", "the link's number of uses is spent";
    /// The link is valid on other hours of the week.
    LinkOutsideHours, Authorization, "link_outside_hours", "outside the link's weekly hours";
    /// The link is a branch, and the link that it comes from was revoked, has another secret, or may not be passed on any more.
    OriginWithdrawn, Authorization, "origin_withdrawn", "the link it was passed on from was revoked, renewed, or may not be passed on any more";
    /// The link asks for a PIN that was not given, or is another by now.
    PinNeeded, Authorization, "pin_needed", "the link's PIN was not given";
    /// The link opens only on the device that used it first, and this is another.
    OtherDevice, Authorization, "other_device", "the link opens only on the device that used it first";
    /// The link opens only on the device that used it first, and this one keeps no cookie to be known by.
    DeviceUnknown, Authorization, "device_unknown", "the link opens only on one device, and this one cannot be told from others";
    /// The link does not name this door.
    DoorNotOnLink, Authorization, "door_not_on_link", "the link does not name this door";
    /// The cloud key that the link was made under is suspended, revoked or out of its time.
    CloudKeyInactive, Authorization, "cloud_key_inactive", "the link's cloud key is suspended, revoked or out of its time";
    /// The user is suspended or gone.
    UserInactive, Authorization, "user_inactive", "the user is not active";
    /// The user has no access to the door.
    NoAccess, Authorization, "no_access", "the user has no access to this door";
    /// The user's access does not include remote unlock.
    NoRemoteUnlock, Authorization, "no_remote_unlock", "the user's access does not include remote unlock";
    /// The user's access is bound to a schedule that is closed now.
    AccessOutsideSchedule, Authorization, "access_outside_schedule", "outside the schedule of the user's access";
    /// The door's state allows nobody.
    DoorLocked, Authorization, "door_locked", "the door's state is locked";
    /// The door's state allows no remote unlock.
    DoorOnsiteOnly, Authorization, "door_onsite_only", "the door's state is onsite only";
    /// The site is locked down.
    SiteLockdown, Authorization, "site_lockdown", "the site is locked down";
    /// Too many presses in a short time.
    TooManyPresses, Authorization, "too_many_presses", "too many presses in a short time";

    /// The door is not wired to a controller.
    DoorNotWired, Door, "door_not_wired", "the door has no controller";
    /// The controller cannot be reached.
    DoorOffline, Door, "door_offline", "the controller is offline";
    /// The controller refused or could not move the lock.
    DoorJammed, Door, "door_jammed", "the controller reported that the lock did not move";
    /// The command's deadline passed before it could be sent.
    TooLate, Door, "too_late", "the deadline passed before the command could be sent";
    /// The decision could not be made or recorded, so nothing was sent.
    NotRecorded, Door, "not_recorded", "the press could not be decided or recorded, so nothing was sent";
}
