//! A notice: a maker is told that somebody arrived, or who looks after the doors that a controller is away; and how far
//! the telling has come.

use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use crate::actor::Via;
use crate::alert::Alert;
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
    /// Of what.
    pub news: News,
    /// The way it goes.
    pub channel: NoticeChannel,
    /// Which browser, where it goes to one.
    pub subscription: Option<SubscriptionId>,
    /// How far it has come.
    pub state: DeliveryState,
}

/// What somebody is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum News {
    /// A link was used.
    Arrival {
        /// Which.
        link: LinkId,
        /// At which door.
        door: DoorId,
        /// When.
        at: Timestamp,
    },
    /// Something is the matter with a controller, or no longer.
    Alert(Alert),
}

impl News {
    /// When it happened.
    pub const fn at(&self) -> Timestamp {
        match self {
            Self::Arrival { at, .. } => *at,
            Self::Alert(alert) => alert.at,
        }
    }
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
    /// The line that says that it was given up. One of an arrival that went needs no line: it stands on the link's page.
    pub fn line(&self, id: EventId, at: Timestamp) -> Option<NewEvent> {
        let DeliveryState::Failed { failure, .. } = &self.state else { return None };
        let mut detail =
            json!({ "notice": self.id, "channel": self.channel.as_str(), "reason": failure.code.as_str() });
        let link = match self.news {
            News::Arrival { link, .. } => Some(link),
            News::Alert(alert) => {
                detail["controller"] = json!(alert.controller);
                detail["alert"] = json!(alert.kind.as_str());
                None
            }
        };
        Some(NewEvent {
            id,
            organization: self.organization,
            at,
            kind: EventKind::NoticeFailed,
            via: Via::System,
            actor: None,
            about: About { link, user: Some(self.user), ..About::default() },
            detail,
            personal: Some(json!({ "reason": failure.words })),
        })
    }
}
