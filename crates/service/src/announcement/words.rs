//! What is said of doors, in Home Assistant's words: its MQTT discovery (a lock, an event, a sensor for being there, and one
//! for the last access), and the topics on which each goes on.

use std::collections::BTreeMap;

use jiff::Timestamp;
use keylink_domain::announcement::Announcement;
use keylink_domain::door::LockStatus;
use keylink_domain::event::{Event, EventKind};
use keylink_domain::id::{DoorId, OrganizationId};
use keylink_domain::sentence::sentence;
use keylink_store::door::DoorNow;
use serde_json::{Value, json};

/// The kinds of access that are told, as the event's types.
const ACCESSES: [&str; 10] = [
    "opened",
    "sent",
    "refused",
    "failed",
    "unknown",
    "card_granted",
    "card_refused",
    "code_granted",
    "forced_open",
    "held_open",
];

/// Where things are said.
#[derive(Debug, Clone)]
pub(super) struct Topics {
    prefix: String,
    base: String,
}

impl Topics {
    pub(super) fn of(announcement: &Announcement) -> Self {
        Self { prefix: announcement.prefix.to_string(), base: base(announcement.organization) }
    }

    /// Whether the announcement stands: `online`, and `offline` said by the broker when we are gone.
    pub(super) fn status(&self) -> String {
        format!("{}/status", self.base)
    }

    /// All commands.
    pub(super) fn commands(&self) -> String {
        format!("{}/+/command", self.base)
    }

    /// Which door a command's topic is for.
    pub(super) fn door_of(&self, topic: &str) -> Option<DoorId> {
        let rest = topic.strip_prefix(self.base.as_str())?.strip_prefix('/')?;
        let id = rest.strip_suffix("/command")?;
        // In the one spelling that is announced.
        id.parse::<DoorId>().ok().filter(|door| door.to_string() == id)
    }

    pub(super) fn access(&self, door: DoorId) -> String {
        self.at(door, "access")
    }

    pub(super) fn last(&self, door: DoorId) -> String {
        self.at(door, "last")
    }

    fn at(&self, door: DoorId, what: &str) -> String {
        format!("{}/{door}/{what}", self.base)
    }

    /// Everything that is kept on the broker of these doors.
    pub(super) fn of_doors(&self, doors: &[DoorNow]) -> BTreeMap<String, String> {
        let mut said = BTreeMap::new();
        for now in doors {
            let id = now.door.id;
            for (component, object, body) in self.entities(now) {
                let topic = format!("{}/{component}/keylink_{}/{object}/config", self.prefix, id.uuid().simple());
                said.insert(topic, body.to_string());
            }
            let lock = match now.status.lock {
                Some(LockStatus::Locked) => "LOCKED",
                Some(LockStatus::Unlocked) => "UNLOCKED",
                None => "None",
            };
            let online = match now.status.online {
                Some(true) => "ON",
                Some(false) => "OFF",
                None => "None",
            };
            said.insert(self.at(id, "lock"), lock.to_owned());
            said.insert(self.at(id, "online"), online.to_owned());
        }
        said
    }

    fn entities(&self, now: &DoorNow) -> [(&'static str, &'static str, Value); 4] {
        let id = now.door.id;
        let unique = |object: &str| format!("keylink_{}_{object}", id.uuid().simple());
        let whole = |object: &str, more: Value| {
            let mut body = json!({
                "unique_id": unique(object),
                "object_id": unique(object),
                "availability_topic": self.status(),
                "device": {
                    "identifiers": [format!("keylink_{}", id.uuid().simple())],
                    "name": now.door.name,
                    "manufacturer": "Keylink",
                },
                "origin": { "name": "Keylink" },
                "qos": 1,
            });
            if let (Some(body), Value::Object(more)) = (body.as_object_mut(), more) {
                body.extend(more);
            }
            body
        };
        let lock = json!({
            // The device\u{2019}s name alone.
            "name": null,
            // Once or never: what a broker or Home Assistant kept for later would open the door when nobody is there any more.
            "qos": 0,
            "command_topic": self.at(id, "command"),
            "state_topic": self.at(id, "lock"),
            "payload_unlock": "UNLOCK",
            "payload_open": "OPEN",
            "payload_lock": "LOCK",
            "optimistic": false,
            "retain": false,
        });
        let access =
            json!({ "name": "Access", "state_topic": self.access(id), "event_types": ACCESSES, "icon": "mdi:key" });
        let online = json!({ "name": "Connection", "state_topic": self.at(id, "online"), "device_class": "connectivity",
            "entity_category": "diagnostic" });
        let last = json!({ "name": "Last access", "state_topic": self.last(id), "device_class": "timestamp" });
        [
            ("lock", "lock", whole("lock", lock)),
            ("event", "access", whole("access", access)),
            ("binary_sensor", "online", whole("online", online)),
            ("sensor", "last", whole("last", last)),
        ]
    }
}

fn base(organization: OrganizationId) -> String {
    format!("keylink-doors/{organization}")
}

/// An access as it is told: at which door, when, what, and whether somebody came in.
pub(super) struct Told {
    pub(super) door: DoorId,
    pub(super) at: Timestamp,
    pub(super) body: String,
    pub(super) is_access: bool,
}

/// What a line of the log is told as, if it is of an access.
pub(super) fn access(event: &Event) -> Option<Told> {
    let (kind, is_access) = match event.line.kind {
        EventKind::UnlockOpened => ("opened", true),
        EventKind::UnlockSent => ("sent", true),
        EventKind::UnlockRefused => ("refused", false),
        EventKind::UnlockFailed => ("failed", false),
        EventKind::UnlockUnknown => ("unknown", false),
        EventKind::DoorCardGranted => ("card_granted", true),
        EventKind::DoorCardRefused => ("card_refused", false),
        EventKind::DoorCodeGranted => ("code_granted", true),
        EventKind::DoorForced => ("forced_open", false),
        EventKind::DoorHeld => ("held_open", false),
        _ => return None,
    };
    let at = event.happened().unwrap_or(event.line.at);
    let link = event.line.about.link.and(event.link_name.as_ref());
    let user = event.actor_name.as_ref().filter(|_| link.is_none()).or(event.user_name.as_ref());
    let body = json!({
        "event_type": kind,
        "link": link,
        "user": user,
        "credential": event.credential_name,
        "at": at.to_string(),
        "words": sentence(event),
    });
    Some(Told { door: event.line.about.door?, at, body: body.to_string(), is_access })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_s_topic_names_its_door_in_one_spelling() {
        let organization = OrganizationId::new(Timestamp::UNIX_EPOCH, [1; 16]);
        let door = DoorId::new(Timestamp::UNIX_EPOCH, [0xab; 16]);
        let topics = Topics { prefix: "homeassistant".to_owned(), base: base(organization) };
        assert_eq!(topics.door_of(&format!("keylink-doors/{organization}/{door}/command")), Some(door));
        let other = OrganizationId::new(Timestamp::UNIX_EPOCH, [3; 16]);
        let upper = door.to_string().to_uppercase();
        for topic in [
            format!("keylink-doors/{other}/{door}/command"),
            format!("keylink-doors/{organization}/{upper}/command"),
            format!("keylink-doors/{organization}/{door}/lock"),
            format!("keylink-doors/{organization}/{door}/x/command"),
            format!("keylink-doors/{organization}//command"),
            format!("keylink-doors/{organization}x/{door}/command"),
        ] {
            assert_eq!(topics.door_of(&topic), None, "{topic}");
        }
    }
}
