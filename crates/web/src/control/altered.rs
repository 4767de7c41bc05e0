//! What a change altered of a link, from what to what, in words.

use keylink_domain::event::Event;
use keylink_domain::hours::WeeklyHours;
use keylink_domain::id::DoorId;
use keylink_domain::link::Altered;
use keylink_domain::validity::DurationMs;
use keylink_domain::zone::Zone;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::sentence::Names;
use super::time;

/// `: end from Sat 28 Nov 14:00 to none`; nothing where it was erased after its time.
pub fn said(event: &Event, names: &Names, zone: &Zone) -> String {
    let list = event.line.personal.as_ref().and_then(|personal| personal.get("altered")).cloned();
    let list: Vec<Altered> = list.and_then(|list| serde_json::from_value(list).ok()).unwrap_or_default();
    let parts: Vec<String> = list.iter().map(|one| part(one, names, zone)).collect();
    if parts.is_empty() { String::new() } else { format!(": {}", parts.join(", ")) }
}

fn part(one: &Altered, names: &Names, zone: &Zone) -> String {
    if let ("pin", Some(is_set)) = (one.what.as_str(), one.to.as_bool()) {
        return if is_set { "another PIN".to_owned() } else { "no PIN any more".to_owned() };
    }
    let said = |value: &Value| value_said(&one.what, value, names, zone);
    format!("{} from {} to {}", what(&one.what), said(&one.from), said(&one.to))
}

fn what(code: &str) -> &str {
    match code {
        "valid_from" => "start",
        "valid_until" => "end",
        "after_first_use" => "time after the first use",
        "max_uses" => "number of uses",
        "description" => "note",
        "share_on" => "passing on",
        "first_device_only" => "first device only",
        "arrivals" => "told of arrivals",
        "zone" => "clock",
        other => other,
    }
}

fn value_said(what: &str, value: &Value, names: &Names, zone: &Zone) -> String {
    let none = || "none".to_owned();
    match what {
        _ if value.is_null() => none(),
        "valid_from" | "valid_until" => {
            read(value).map_or_else(none, |at| time::to_the_minute(at, zone, names.now()).text)
        }
        "after_first_use" => read::<DurationMs>(value).map_or_else(none, time::length),
        "hours" => read::<WeeklyHours>(value).map_or_else(none, |hours| hours.to_string()),
        "doors" => {
            let doors: Vec<DoorId> = read(value).unwrap_or_default();
            doors.iter().map(|door| names.door(*door)).collect::<Vec<_>>().join(" and ")
        }
        _ => match value {
            Value::Bool(is_on) => if *is_on { "on" } else { "off" }.to_owned(),
            Value::String(text) if text.is_empty() => "nothing".to_owned(),
            Value::String(text) => format!("\u{201c}{text}\u{201d}"),
            other => other.to_string(),
        },
    }
}

fn read<T: DeserializeOwned>(value: &Value) -> Option<T> {
    serde_json::from_value(value.clone()).ok()
}
