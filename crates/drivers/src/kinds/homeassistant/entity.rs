//! The entities of a Home Assistant that open something: which service does it, and what their states say of the lock.

use keylink_domain::door::LockStatus;

/// An entity that opens something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Entity<'a> {
    pub(super) id: &'a str,
    pub(super) domain: Domain,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Domain {
    Lock,
    Switch,
    Cover,
    Button,
    Script,
}

impl<'a> Entity<'a> {
    pub(super) fn read(id: &'a str) -> Option<Self> {
        let (domain, name) = id.split_once('.')?;
        let plain = !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
        let domain = match domain {
            "lock" => Domain::Lock,
            "switch" | "input_boolean" => Domain::Switch,
            "cover" => Domain::Cover,
            "button" | "input_button" => Domain::Button,
            "script" => Domain::Script,
            _ => return None,
        };
        plain.then_some(Self { id, domain })
    }

    pub(super) fn service(self, latch: bool) -> String {
        let (domain, _) = self.id.split_once('.').unwrap_or_default();
        let service = match self.domain {
            Domain::Lock if latch => "open",
            Domain::Lock => "unlock",
            Domain::Switch | Domain::Script => "turn_on",
            Domain::Cover => "open_cover",
            Domain::Button => "press",
        };
        format!("{domain}/{service}")
    }

    pub(super) const fn holds(self) -> bool {
        matches!(self.domain, Domain::Lock | Domain::Switch)
    }

    /// What keeps it released, or locks it. A cover is not closed by nobody who looks, and a button knows no state.
    pub(super) fn keeping(self, released: bool) -> Option<String> {
        let (domain, _) = self.id.split_once('.')?;
        let service = match (self.domain, released) {
            (Domain::Lock, true) => "unlock",
            (Domain::Lock, false) => "lock",
            (Domain::Switch, true) => "turn_on",
            (Domain::Switch, false) => "turn_off",
            (Domain::Cover | Domain::Button | Domain::Script, _) => return None,
        };
        Some(format!("{domain}/{service}"))
    }

    /// Whether a state says that the door is released.
    fn released(self, state: &str) -> bool {
        match self.domain {
            Domain::Lock => matches!(state, "unlocked" | "open"),
            Domain::Switch => state == "on",
            Domain::Cover => matches!(state, "open" | "opening"),
            Domain::Button | Domain::Script => false,
        }
    }

    /// Whether a state says that it is so.
    pub(super) fn is(self, state: &str, released: bool) -> bool {
        let said = if released { LockStatus::Unlocked } else { LockStatus::Locked };
        self.lock(state) == Some(said)
    }

    /// Whether a state is a turn that has not ended.
    pub(super) fn is_turning(self, state: &str) -> bool {
        matches!(state, "locking" | "unlocking" | "opening" | "closing") && !self.released(state)
    }

    /// What a state says of the lock.
    pub(super) fn lock(self, state: &str) -> Option<LockStatus> {
        match state {
            "locked" | "off" | "closed" => Some(LockStatus::Locked),
            _ => self.released(state).then_some(LockStatus::Unlocked),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_that_open_something_are_places() {
        for (id, service) in [
            ("lock.front_door", "lock/unlock"),
            ("input_boolean.gate", "input_boolean/turn_on"),
            ("cover.garage", "cover/open_cover"),
            ("input_button.open", "input_button/press"),
            ("script.open_gate", "script/turn_on"),
        ] {
            assert_eq!(Entity::read(id).map(|entity| entity.service(false)).as_deref(), Some(service));
        }
        assert_eq!(Entity::read("lock.a").map(|entity| entity.service(true)).as_deref(), Some("lock/open"));
        for id in ["light.hall", "lock", "lock.", "lock.Front", "lock.a.b", "lock.a-b"] {
            assert_eq!(Entity::read(id), None, "{id}");
        }
    }
}
