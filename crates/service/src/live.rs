//! Live views: a hint that something of an organization changed. Who gets it reads again.

use keylink_domain::id::OrganizationId;
use tokio::sync::broadcast;
use tokio_util::sync::CancellationToken;

/// How many hints may wait; a view that lags behind reads everything again anyway.
const HINTS: usize = 256;

/// Sends hints to every live view of this node.
#[derive(Debug, Clone)]
pub struct Live {
    hints: broadcast::Sender<OrganizationId>,
    over: CancellationToken,
}

impl Live {
    pub(crate) fn new() -> Self {
        Self { hints: broadcast::Sender::new(HINTS), over: CancellationToken::new() }
    }

    /// Something of the organization changed and is committed.
    pub(crate) fn changed(&self, organization: OrganizationId) {
        // With nobody watching there is nobody to tell.
        drop(self.hints.send(organization));
    }

    /// Every hint of this node.
    pub(crate) fn hints(&self) -> broadcast::Receiver<OrganizationId> {
        self.hints.subscribe()
    }

    /// Ends every live view: a page that stays open must not keep the program from stopping.
    pub fn end(&self) {
        self.over.cancel();
    }

    /// Begins to watch one organization.
    pub fn watch(&self, organization: OrganizationId) -> Watch {
        Watch { organization, hints: self.hints.subscribe(), over: self.over.clone() }
    }
}

/// A live view's ear.
#[derive(Debug)]
pub struct Watch {
    organization: OrganizationId,
    hints: broadcast::Receiver<OrganizationId>,
    over: CancellationToken,
}

impl Watch {
    /// Waits for the next change; `false` when the program is stopping.
    pub async fn changed(&mut self) -> bool {
        loop {
            let hint = tokio::select! {
                () = self.over.cancelled() => return false,
                hint = self.hints.recv() => hint,
            };
            match hint {
                Ok(organization) if organization == self.organization => return true,
                Ok(_) => {}
                Err(broadcast::error::RecvError::Lagged(_)) => return true,
                Err(broadcast::error::RecvError::Closed) => return false,
            }
        }
    }
}
