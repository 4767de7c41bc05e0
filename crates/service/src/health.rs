//! Whether the house can do its work: for load balancers and operators.

use crate::house::House;

/// How the parts of the house are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Health {
    /// Whether the database answers.
    pub database: bool,
    /// Whether the way to the controllers stands.
    pub broker: bool,
}

impl Health {
    /// Whether presses can be served.
    pub const fn is_ready(self) -> bool {
        self.database && self.broker
    }
}

impl House {
    /// Looks at every part.
    pub async fn health(&self) -> Health {
        // An empty transaction of the writer's: a writer that is gone or locked out is not ready.
        let database: Result<(), keylink_store::Error> = self.store.write(|_| Box::pin(async { Ok(()) })).await;
        Health { database: database.is_ok(), broker: self.drivers.as_ref().is_none_or(|drivers| drivers.is_linked()) }
    }
}
