//! What a change altered, from what to what, in words: times in the reader's zone, doors by their names.

use keylink_domain::altered::Altered;
use keylink_domain::event::Event;
use keylink_domain::id::DoorId;
use keylink_domain::sentence::altered;
use keylink_domain::validity::DurationMs;
use keylink_domain::zone::Zone;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::sentence::Names;
use super::time;

/// `: end from Sat 28 Nov 14:00 to none`; nothing where it was erased after its time.
pub fn said(event: &Event, names: &Names, zone: &Zone) -> String {
    let parts: Vec<String> = event.altered().iter().map(|one| part(one, names, zone)).collect();
    if parts.is_empty() { String::new() } else { format!(": {}", parts.join(", ")) }
}

fn part(one: &Altered, names: &Names, zone: &Zone) -> String {
    if let ("pin", Some(is_set)) = (one.what.as_str(), one.to.as_bool()) {
        return if is_set { "another PIN".to_owned() } else { "no PIN any more".to_owned() };
    }
    let said = |value: &Value| value_said(&one.what, value, names, zone);
    format!("{} from {} to {}", altered::what(&one.what), said(&one.from), said(&one.to))
}

fn value_said(what: &str, value: &Value, names: &Names, zone: &Zone) -> String {
    let none = || "none".to_owned();
    match what {
        _ if value.is_null() && what != "hours_of_access" => none(),
        "valid_from" | "valid_until" => {
            read(value).map_or_else(none, |at| time::to_the_minute(at, zone, names.now()).text)
        }
        "after_first_use" | "longest" => read::<DurationMs>(value).map_or_else(none, time::length),
        "doors" => {
            let doors: Vec<DoorId> = read(value).unwrap_or_default();
            doors.iter().map(|door| names.door(*door)).collect::<Vec<_>>().join(" and ")
        }
        _ => altered::value(what, value).unwrap_or_else(none),
    }
}

fn read<T: DeserializeOwned>(value: &Value) -> Option<T> {
    serde_json::from_value(value.clone()).ok()
}
