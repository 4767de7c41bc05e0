//! Who acts: every use case is told, every event remembers.

use core::net::IpAddr;

use serde::{Deserialize, Serialize};

use crate::door::spelled;
use crate::id::{OrganizationId, UserId};
use crate::user::{Act, Role};

/// Somebody acting inside one organization.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Actor {
    /// The only organization that this actor can see or move anything of.
    pub organization: OrganizationId,
    /// Who it is.
    pub who: Who,
    /// From which network address they ask, where they ask over the network.
    pub from: Option<IpAddr>,
}

/// Who an actor is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// A signed-in user, or a program with a user's token.
    User {
        /// Which user.
        id: UserId,
        /// The role held when the request was admitted.
        role: Role,
        /// The way in.
        via: Via,
    },
    /// Whoever can read the database file: the command line on the machine itself.
    Operator,
}

/// The way by which somebody acted or opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Via {
    /// A guest's link.
    Link,
    /// A link's webhook URL.
    Webhook,
    /// A signed-in browser.
    Console,
    /// The JSON API.
    Api,
    /// An announcement: a home automation, as the user that it names.
    HomeAssistant,
    /// The command line.
    CommandLine,
    /// The program by itself.
    System,
}

spelled!(Via: Link = "link", Webhook = "webhook", Console = "console", Api = "api", HomeAssistant = "home_assistant", CommandLine = "command_line", System = "system");

impl Actor {
    /// Somebody who asks from here.
    pub const fn new(organization: OrganizationId, who: Who) -> Self {
        Self { organization, who, from: None }
    }

    /// Whether this actor may do `act`.
    pub const fn may(&self, act: Act) -> bool {
        match self.who {
            Who::User { role, .. } => role.may(act),
            Who::Operator => true,
        }
    }

    /// The user behind the actor, if there is one.
    pub const fn user(&self) -> Option<UserId> {
        match self.who {
            Who::User { id, .. } => Some(id),
            Who::Operator => None,
        }
    }

    /// The way in.
    pub const fn via(&self) -> Via {
        match self.who {
            Who::User { via, .. } => via,
            Who::Operator => Via::CommandLine,
        }
    }
}
