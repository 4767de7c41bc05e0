//! A notice: a maker is told that somebody arrived, and how far the telling has come.

use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use crate::actor::Via;
use crate::delivery::DeliveryState;
use crate::door::spelled;
use crate::event::{About, EventKind, NewEvent};
use crate::id::{DoorId, EventId, LinkId, NoticeId, OrganizationId, SubscriptionId, UserId};

/// An arrival that is longer ago is nobody's news.
pub const NEWS_FOR: SignedDuration = SignedDuration::from_hours(6);

/// One notice to one person, by one way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Its id.
    pub id: NoticeId,
    /// The tenant it belongs to.
    pub organization: OrganizationId,
    /// Who is told.
    pub user: UserId,
    /// Which link was used.
    pub link: LinkId,
    /// At which door.
    pub door: DoorId,
    /// When.
    pub arrived_at: Timestamp,
    /// The way it goes.
    pub channel: NoticeChannel,
    /// Which browser, where it goes to one.
    pub subscription: Option<SubscriptionId>,
    /// How far it has come.
    pub state: DeliveryState,
}

/// The ways by which somebody is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NoticeChannel {
    /// E-mail.
    Mail,
    /// A notification of a browser.
    Push,
}

spelled!(NoticeChannel: Mail = "mail", Push = "push");

impl NoticeChannel {
    /// Every way there is.
    pub const ALL: [Self; 2] = [Self::Mail, Self::Push];

    /// What people call it.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Mail => "e-mail",
            Self::Push => "notification",
        }
    }
}

impl Notice {
    /// The line that says that it was given up. One that went needs no line: it stands on the link's page.
    pub fn line(&self, id: EventId, at: Timestamp) -> Option<NewEvent> {
        let DeliveryState::Failed { failure, .. } = &self.state else { return None };
        Some(NewEvent {
            id,
            organization: self.organization,
            at,
            kind: EventKind::NoticeFailed,
            via: Via::System,
            actor: None,
            about: About { link: Some(self.link), user: Some(self.user), ..About::default() },
            detail: json!({ "notice": self.id, "channel": self.channel.as_str(), "reason": failure.code.as_str() }),
            personal: Some(json!({ "reason": failure.words })),
        })
    }
}
