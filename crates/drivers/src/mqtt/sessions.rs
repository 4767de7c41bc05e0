//! Which controllers are connected to the broker inside the program, and how much each may be told.
//!
//! A controller counts as online from the moment its subscription to its own commands is granted:
//! before that a command would be lost in silence.
//!
//! Each connection has as many *places* as commands it may hold unacknowledged. A command takes a
//! place before it is sent and frees it when the device acknowledges it. So nothing ever queues
//! inside the broker behind a device that hangs, where it could outlive its deadline.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use keylink_domain::id::ControllerId;
use tokio::sync::Semaphore;

/// The most commands that one controller holds unacknowledged.
pub(super) const MAX_UNACKNOWLEDGED: u16 = 32;

struct Session {
    places: Arc<Semaphore>,
    capacity: usize,
    listens: bool,
    says_offline: bool,
}

impl Session {
    fn online(&self) -> bool {
        self.listens && !self.says_offline
    }
}

/// The connected controllers, by id.
#[derive(Default)]
pub(super) struct Sessions {
    table: Mutex<HashMap<ControllerId, Option<Session>>>,
}

impl Sessions {
    /// A connection was accepted; `receive_maximum` is what the device allows. Says whether the
    /// controller was online until now, on a connection that this one replaces.
    pub(super) fn connected(&self, controller: ControllerId, receive_maximum: u16) -> bool {
        let capacity = usize::from(receive_maximum.clamp(1, MAX_UNACKNOWLEDGED));
        let session =
            Session { places: Arc::new(Semaphore::new(capacity)), capacity, listens: false, says_offline: false };
        self.replace(controller, Some(session))
    }

    /// The connection is gone. Says whether the controller was online until now.
    pub(super) fn disconnected(&self, controller: ControllerId) -> bool {
        self.replace(controller, None)
    }

    fn replace(&self, controller: ControllerId, session: Option<Session>) -> bool {
        let Some(older) = self.lock().insert(controller, session).flatten() else { return false };
        // Whoever waits for a place on a connection that is gone shall hear so at once.
        older.places.close();
        older.online()
    }

    /// The controller subscribed to its commands. Says whether it is online now.
    pub(super) fn listens(&self, controller: ControllerId) -> Option<bool> {
        self.update(controller, |session| session.listens = true)
    }

    /// The controller itself said whether it is there. Says whether it is online now.
    pub(super) fn says(&self, controller: ControllerId, online: bool) -> Option<bool> {
        self.update(controller, |session| session.says_offline = !online)
    }

    fn update(&self, controller: ControllerId, change: impl FnOnce(&mut Session)) -> Option<bool> {
        let mut table = self.lock();
        let session = table.get_mut(&controller)?.as_mut()?;
        change(session);
        Some(session.online())
    }

    /// A command was acknowledged: its place is free again.
    pub(super) fn acknowledged(&self, controller: ControllerId) {
        let table = self.lock();
        if let Some(Some(session)) = table.get(&controller)
            && session.places.available_permits() < session.capacity
        {
            session.places.add_permits(1);
        }
    }

    /// The places of a controller that is online.
    pub(super) fn places(&self, controller: ControllerId) -> Option<Arc<Semaphore>> {
        let table = self.lock();
        let session = table.get(&controller)?.as_ref()?;
        session.online().then(|| Arc::clone(&session.places))
    }

    /// Whether the controller is online; `None` if it never connected.
    pub(super) fn is_online(&self, controller: ControllerId) -> Option<bool> {
        let table = self.lock();
        let session = table.get(&controller)?;
        Some(session.as_ref().is_some_and(Session::online))
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<ControllerId, Option<Session>>> {
        self.table.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn controller() -> ControllerId {
        ControllerId::new(jiff::Timestamp::UNIX_EPOCH, [1; 16])
    }

    #[test]
    fn online_means_connected_listening_and_not_saying_otherwise() {
        let sessions = Sessions::default();
        let one = controller();
        assert_eq!(sessions.is_online(one), None);
        assert_eq!(sessions.listens(one), None, "not connected");
        assert!(!sessions.connected(one, 10));
        assert_eq!(sessions.is_online(one), Some(false));
        assert!(sessions.places(one).is_none());
        assert_eq!(sessions.listens(one), Some(true));
        assert!(sessions.places(one).is_some());
        assert_eq!(sessions.says(one, false), Some(false));
        assert!(sessions.places(one).is_none());
        assert_eq!(sessions.says(one, true), Some(true));
        assert!(sessions.connected(one, 10), "it was, until a newer connection came");
        assert_eq!(sessions.is_online(one), Some(false));
        sessions.listens(one);
        assert!(sessions.disconnected(one));
        assert!(!sessions.disconnected(one));
        assert_eq!(sessions.is_online(one), Some(false));
        assert!(sessions.places(one).is_none());
    }

    #[tokio::test]
    async fn places_are_limited_given_back_and_closed() {
        let sessions = Sessions::default();
        let one = controller();
        sessions.connected(one, 2);
        sessions.listens(one);
        let places = sessions.places(one).unwrap();
        for _ in 0..2 {
            places.try_acquire().unwrap().forget();
        }
        assert!(places.try_acquire().is_err());
        sessions.acknowledged(one);
        places.try_acquire().unwrap().forget();
        let waiter = tokio::spawn({
            let places = Arc::clone(&places);
            async move { places.acquire().await.is_err() }
        });
        sessions.connected(one, 2);
        let ended = tokio::time::timeout(std::time::Duration::from_secs(5), waiter).await;
        assert!(ended.unwrap().unwrap(), "a new connection ends the waiting for the old one");
        sessions.acknowledged(one);
        sessions.listens(one);
        assert_eq!(sessions.places(one).unwrap().available_permits(), 2, "never more than it allows");
    }
}
