//! Which controllers are connected to the broker inside the program, and how much each may be told.
//!
//! A controller counts as online from the moment its subscription to its own commands is granted:
//! before that a command would be lost in silence. It subscribes to them one by one or together; where
//! it does both, together counts.
//!
//! Each connection has as many *places* as messages it may hold unacknowledged. A command, or several
//! together, takes a place before it is sent and frees it when the device acknowledges it. So nothing ever queues
//! inside the broker behind a device that hangs, where it could outlive its deadline.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use keylink_domain::id::ControllerId;
use tokio::sync::Semaphore;

use super::guard::Admission;
use super::outbox::Outbox;

/// The most messages with commands that one controller holds unacknowledged.
pub(super) const MAX_UNACKNOWLEDGED: u16 = 32;

struct Session {
    places: Arc<Semaphore>,
    capacity: usize,
    max_packet_bytes: u32,
    /// It listens to commands one by one.
    listens: bool,
    /// It listens to commands together.
    outbox: Option<Arc<Outbox>>,
    says_offline: bool,
}

impl Session {
    fn online(&self) -> bool {
        (self.listens || self.outbox.is_some()) && !self.says_offline
    }
}

/// What a controller listens to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Listens {
    /// Commands one by one.
    Single,
    /// Commands together.
    Together,
}

/// How a command gets to a controller that is online.
pub(super) enum Way {
    /// In a message of its own, which takes one of these places.
    Single(Arc<Semaphore>),
    /// With others.
    Together(Arc<Outbox>),
}

/// The connected controllers, by id.
#[derive(Default)]
pub(super) struct Sessions {
    table: Mutex<HashMap<ControllerId, Option<Session>>>,
}

impl Sessions {
    /// A connection was accepted, whose device allows what the admission says. Says whether the
    /// controller was online until now, on a connection that this one replaces.
    pub(super) fn connected(&self, controller: ControllerId, admission: Admission) -> bool {
        let capacity = usize::from(admission.receive_maximum.clamp(1, MAX_UNACKNOWLEDGED));
        let session = Session {
            places: Arc::new(Semaphore::new(capacity)),
            capacity,
            max_packet_bytes: admission.max_packet_bytes,
            listens: false,
            outbox: None,
            says_offline: false,
        };
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

    /// The controller subscribed to its commands, or ended that. Says whether it is online now.
    pub(super) fn listens(&self, controller: ControllerId, to: Listens, now: bool) -> Option<bool> {
        self.update(controller, |session| match (to, now) {
            (Listens::Single, now) => session.listens = now,
            (Listens::Together, false) => session.outbox = None,
            (Listens::Together, true) => {
                let Session { places, max_packet_bytes, outbox, .. } = session;
                let new = || Arc::new(Outbox::new(controller, Arc::clone(places), *max_packet_bytes));
                outbox.get_or_insert_with(new);
            }
        })
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

    /// A message with commands was acknowledged: its place is free again.
    pub(super) fn acknowledged(&self, controller: ControllerId) {
        let table = self.lock();
        if let Some(Some(session)) = table.get(&controller)
            && session.places.available_permits() < session.capacity
        {
            session.places.add_permits(1);
        }
    }

    /// The way to a controller that is online.
    pub(super) fn way(&self, controller: ControllerId) -> Option<Way> {
        let table = self.lock();
        let session = table.get(&controller)?.as_ref()?;
        session.online().then(|| match &session.outbox {
            Some(outbox) => Way::Together(Arc::clone(outbox)),
            None => Way::Single(Arc::clone(&session.places)),
        })
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

    fn admission(receive_maximum: u16) -> Admission {
        Admission { withdrawals: 0, receive_maximum, max_packet_bytes: u32::MAX }
    }

    fn places_of(sessions: &Sessions) -> Option<Arc<Semaphore>> {
        match sessions.way(controller()) {
            Some(Way::Single(places)) => Some(places),
            Some(Way::Together(_)) | None => None,
        }
    }

    #[test]
    fn together_counts_where_a_controller_listens_to_both() {
        let sessions = Sessions::default();
        let one = controller();
        sessions.connected(one, admission(10));
        let together = || matches!(sessions.way(one), Some(Way::Together(_)));
        assert_eq!(sessions.listens(one, Listens::Together, true), Some(true));
        assert!(together());
        sessions.listens(one, Listens::Single, true);
        assert!(together());
        assert_eq!(sessions.listens(one, Listens::Together, false), Some(true));
        assert!(places_of(&sessions).is_some(), "one by one is left");
        assert_eq!(sessions.listens(one, Listens::Single, false), Some(false));
        assert!(sessions.way(one).is_none());
    }

    #[test]
    fn online_means_connected_listening_and_not_saying_otherwise() {
        let sessions = Sessions::default();
        let one = controller();
        assert_eq!(sessions.is_online(one), None);
        assert_eq!(sessions.listens(one, Listens::Single, true), None, "not connected");
        assert!(!sessions.connected(one, admission(10)));
        assert_eq!(sessions.is_online(one), Some(false));
        assert!(sessions.way(one).is_none());
        assert_eq!(sessions.listens(one, Listens::Single, true), Some(true));
        assert!(sessions.way(one).is_some());
        assert_eq!(sessions.says(one, false), Some(false));
        assert!(sessions.way(one).is_none());
        assert_eq!(sessions.says(one, true), Some(true));
        assert!(sessions.connected(one, admission(10)), "it was, until a newer connection came");
        assert_eq!(sessions.is_online(one), Some(false));
        sessions.listens(one, Listens::Single, true);
        assert!(sessions.disconnected(one));
        assert!(!sessions.disconnected(one));
        assert_eq!(sessions.is_online(one), Some(false));
        assert!(sessions.way(one).is_none());
    }

    #[tokio::test]
    async fn places_are_limited_given_back_and_closed() {
        let sessions = Sessions::default();
        let one = controller();
        sessions.connected(one, admission(2));
        sessions.listens(one, Listens::Single, true);
        let places = places_of(&sessions).unwrap();
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
        sessions.connected(one, admission(2));
        let ended = tokio::time::timeout(std::time::Duration::from_secs(5), waiter).await;
        assert!(ended.unwrap().unwrap(), "a new connection ends the waiting for the old one");
        sessions.acknowledged(one);
        sessions.listens(one, Listens::Single, true);
        assert_eq!(places_of(&sessions).unwrap().available_permits(), 2, "never more than it allows");
    }
}
