//! What a message is about: the facts, before anybody has put them into words.

use jiff::Timestamp;
use keylink_domain::delivery::Channel;
use keylink_domain::id::DeliveryId;
use keylink_domain::validity::Validity;
use keylink_domain::wording::OwnWords;
use keylink_domain::zone::Zone;
use zeroize::Zeroizing;

/// What a message is about. It does not print: it may hold a link's secret.
pub struct Letter {
    /// The delivery's id, by which a mail is known again.
    pub id: DeliveryId,
    /// The name by which the guest knows the house.
    pub organization: String,
    /// The reader's language (a BCP 47 tag), where it is known.
    pub language: Option<String>,
    /// The present instant.
    pub now: Timestamp,
    /// Why it is sent.
    pub occasion: Occasion,
}

/// Why a message is sent.
pub enum Occasion {
    /// A key for a guest.
    Key {
        /// Who sends it, where a user does.
        sender: Option<String>,
        /// The sender's own words; may be empty.
        words: String,
        /// What the link is called.
        guest: String,
        /// The names of its doors.
        doors: Vec<String>,
        /// The organization's own words, for one channel.
        own: Option<(Channel, Box<OwnWords>)>,
        /// When the key works.
        validity: Box<Validity>,
        /// The link, with its secret.
        url: Zeroizing<String>,
    },
    /// Somebody arrived, told to who made the link.
    Arrival {
        /// What the maker calls the link.
        link: String,
        /// At which door.
        door: String,
        /// When.
        at: Timestamp,
        /// The door's time zone.
        zone: Box<Zone>,
        /// The link's page, where the maker says of what they are told.
        page: String,
    },
    /// Something is the matter with a controller, or no longer; told to who looks after the doors.
    Alert {
        /// In short.
        title: String,
        /// The whole.
        said: String,
        /// The controller's page.
        page: String,
        /// Where they say of what they are told.
        settings: String,
    },
    /// An invitation to sign in for the first time.
    Invitation {
        /// Who invites, where a user does.
        sender: Option<String>,
        /// For how many days it works.
        days: i64,
        /// The invitation's address, with its secret.
        url: Zeroizing<String>,
    },
    /// A link to sign in, for whoever asked for it.
    SignIn {
        /// For how many minutes it works.
        minutes: i64,
        /// The link, with its secret.
        url: Zeroizing<String>,
    },
    /// A test of the settings.
    Test,
}

impl std::fmt::Debug for Letter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Letter").field("id", &self.id).finish_non_exhaustive()
    }
}
