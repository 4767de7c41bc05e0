//! A delivery: one sending of a link over a channel.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::id::{DeliveryId, LinkId, OrganizationId};

/// One sending of a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// Its id.
    pub id: DeliveryId,
    /// The tenant it belongs to.
    pub organization: OrganizationId,
    /// The link that is sent.
    pub link: LinkId,
    /// The way it goes.
    pub channel: DeliveryChannel,
    /// How far it has come.
    pub state: DeliveryState,
}

/// The ways by which a link is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryChannel {
    /// E-mail.
    Email,
    /// Text message.
    Sms,
    /// Slack.
    Slack,
}

/// How far a delivery has come. Each step consumes the one before, so that none can be taken twice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "state")]
pub enum DeliveryState {
    /// Waiting for its next try.
    Queued {
        /// How often it was tried.
        tries: u32,
        /// When it is tried next.
        next_try: Timestamp,
    },
    /// The provider took it.
    Sent {
        /// When.
        at: Timestamp,
    },
    /// Given up.
    Failed {
        /// When.
        at: Timestamp,
        /// Why, in words for the maker of the link.
        reason: String,
    },
}

impl DeliveryState {
    /// The provider took it. What was already sent or given up stays as it is.
    #[must_use]
    pub fn sent(self, at: Timestamp) -> Self {
        match self {
            Self::Queued { .. } => Self::Sent { at },
            done @ (Self::Sent { .. } | Self::Failed { .. }) => done,
        }
    }

    /// It is given up. What was already sent or given up stays as it is.
    #[must_use]
    pub fn failed(self, at: Timestamp, reason: String) -> Self {
        match self {
            Self::Queued { .. } => Self::Failed { at, reason },
            done @ (Self::Sent { .. } | Self::Failed { .. }) => done,
        }
    }
}
