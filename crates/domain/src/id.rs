//! Typed ids: a link's id can never be handed where a door's is wanted.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Sixteen random bytes from the system, or from a seed in a test. Passed in, never fetched here.
pub type Chance = [u8; 16];

/// The text was not an id: ids are UUIDs such as `0198c0de-7a11-7000-8000-000000000000`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("this is not an id; ids look like 0198c0de-7a11-7000-8000-000000000000")]
pub struct NotAnId;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// A new id (UUID version 7): sorted by `now`, unguessable by `chance`.
            pub fn new(now: Timestamp, chance: Chance) -> Self {
                Self(uuid_v7(now, chance))
            }

            /// The id as stored.
            pub const fn from_uuid(uuid: Uuid) -> Self {
                Self(uuid)
            }

            /// The id for storing.
            pub const fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;
            fn from_str(text: &str) -> Result<Self, NotAnId> {
                Uuid::try_parse(text.trim()).map(Self).map_err(|_| NotAnId)
            }
        }
    )*};
}

ids! {
    /// The tenant. Every other thing belongs to exactly one.
    OrganizationId;
    /// A building.
    SiteId;
    /// What opens.
    DoorId;
    /// The device or gateway that drives one or more doors.
    ControllerId;
    /// A person with a login.
    UserId;
    /// What proves a right: a cloud key, a card, a PIN.
    CredentialId;
    /// What lets somebody open something.
    AccessId;
    /// Users, or doors, under one name.
    GroupId;
    /// Weekly hours with holidays.
    ScheduleId;
    /// A key link.
    LinkId;
    /// A template of links.
    TemplateId;
    /// One attempt to unlock, and the one command that may come of it: the command carries this id.
    UnlockId;
    /// A press as its page numbered it; the same press sent twice carries the same id.
    PressId;
    /// One line of the event log.
    EventId;
    /// One sending of a link.
    DeliveryId;
    /// A signed-in browser.
    SessionId;
    /// An API token.
    TokenId;
    /// One notice of an arrival, to one person by one way.
    NoticeId;
    /// A browser that shows notices.
    SubscriptionId;
    /// A passkey, by which a user signs in.
    PasskeyId;
}

fn uuid_v7(now: Timestamp, chance: Chance) -> Uuid {
    let millis = u64::try_from(now.as_millisecond()).unwrap_or(0);
    let mut random = [0u8; 10];
    random.copy_from_slice(&chance[..10]);
    uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
}
