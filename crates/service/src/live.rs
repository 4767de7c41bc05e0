//! Live views: a hint that something of an organization changed. Who gets it reads again.

use keylink_domain::id::OrganizationId;
use tokio::sync::broadcast;

/// How many hints may wait; a view that lags behind reads everything again anyway.
const HINTS: usize = 256;

/// Sends hints to every live view of this node.
#[derive(Debug, Clone)]
pub struct Live {
    hints: broadcast::Sender<OrganizationId>,
}

impl Live {
    pub(crate) fn new() -> Self {
        Self { hints: broadcast::Sender::new(HINTS) }
    }

    /// Something of the organization changed and is committed.
    pub(crate) fn changed(&self, organization: OrganizationId) {
        // With nobody watching there is nobody to tell.
        drop(self.hints.send(organization));
    }

    /// Begins to watch one organization.
    pub fn watch(&self, organization: OrganizationId) -> Watch {
        Watch { organization, hints: self.hints.subscribe() }
    }
}

/// A live view's ear.
#[derive(Debug)]
pub struct Watch {
    organization: OrganizationId,
    hints: broadcast::Receiver<OrganizationId>,
}

impl Watch {
    /// Waits for the next change; `false` when the program is stopping.
    pub async fn changed(&mut self) -> bool {
        loop {
            match self.hints.recv().await {
                Ok(organization) if organization == self.organization => return true,
                Ok(_) => {}
                Err(broadcast::error::RecvError::Lagged(_)) => return true,
                Err(broadcast::error::RecvError::Closed) => return false,
            }
        }
    }
}
