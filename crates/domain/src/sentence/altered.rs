//! What a change altered, in words: `name from “Yard” to “Garden”`. What needs a zone or the names of doors is said by pages.

use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::altered::Altered;
use crate::event::Event;
use crate::hours::WeeklyHours;
use crate::template::TemplateHours;
use crate::validity::DurationMs;

/// More of a text than this is not repeated; in characters.
const MOST: usize = 80;

/// `: name from A to B, pulse from 3 s to 5 s`; where a value cannot be said here, only what was altered.
pub fn said(event: &Event) -> String {
    let parts: Vec<String> = event.altered().iter().map(part).collect();
    if parts.is_empty() { String::new() } else { format!(": {}", parts.join(", ")) }
}

/// Only what was altered, not from what to what.
pub fn parts(event: &Event) -> String {
    let parts: Vec<String> = event.altered().iter().map(|one| what(&one.what).to_owned()).collect();
    if parts.is_empty() { String::new() } else { format!(": {}", parts.join(", ")) }
}

fn part(one: &Altered) -> String {
    match (value(&one.what, &one.from), value(&one.what, &one.to)) {
        (Some(from), Some(to)) => format!("{} from {from} to {to}", what(&one.what)),
        _ => what(&one.what).to_owned(),
    }
}

/// A part as people call it.
pub fn what(code: &str) -> &str {
    match code {
        "valid_from" => "start",
        "valid_until" => "end",
        "after_first_use" => "time after the first use",
        "max_uses" => "number of uses",
        "description" => "note",
        "share_on" => "passing on",
        "first_device_only" => "first device only",
        "arrivals" => "told of arrivals",
        "pin" => "PIN",
        "zone" => "clock",
        "channel" => "place at the controller",
        "pulse_ms" => "pulse",
        "held_open_ms" => "told when it stands open for",
        "free_exit" => "opened freely from inside",
        "remote_unlock" => "remote unlock",
        "hours_of_access" | "template_hours" => "hours",
        "arrival_notes" => "arrival notes",
        "email" => "e-mail",
        "longest" => "longest link",
        other => other,
    }
}

/// A value as people read it; nothing where that takes a zone or the names of doors.
pub fn value(what: &str, value: &Value) -> Option<String> {
    Some(match what {
        "valid_from" | "valid_until" | "doors" => return None,
        "hours_of_access" if value.is_null() => "any hour".to_owned(),
        _ if value.is_null() => "none".to_owned(),
        "pulse_ms" | "held_open_ms" => seconds(value.as_i64()?),
        "after_first_use" | "longest" => read::<DurationMs>(value)?.to_string(),
        "hours" => read::<WeeklyHours>(value)?.to_string(),
        "template_hours" => match read::<TemplateHours>(value)? {
            TemplateHours::Any => "any hour".to_owned(),
            TemplateHours::Weekly(hours) => hours.to_string(),
            TemplateHours::Schedule(_) => "those of a schedule".to_owned(),
        },
        _ => plain(value),
    })
}

fn plain(value: &Value) -> String {
    match value {
        Value::Bool(is_on) => if *is_on { "on" } else { "off" }.to_owned(),
        Value::String(text) if text.is_empty() => "nothing".to_owned(),
        Value::String(text) => format!("\u{201c}{}\u{201d}", shortened(text)),
        Value::Array(list) if list.is_empty() => "none".to_owned(),
        Value::Array(list) => {
            let texts: Vec<String> =
                list.iter().map(|one| one.as_str().map_or_else(|| one.to_string(), shortened)).collect();
            texts.join(" and ")
        }
        other => other.to_string(),
    }
}

fn shortened(text: &str) -> String {
    let mut short: String = text.chars().take(MOST).map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
    if text.chars().nth(MOST).is_some() {
        short.push('\u{2026}');
    }
    short
}

fn seconds(ms: i64) -> String {
    match (ms / 1_000, ms % 1_000) {
        (s, 0) => format!("{s} s"),
        (s, rest) => format!("{s}.{} s", format!("{rest:03}").trim_end_matches('0')),
    }
}

fn read<T: DeserializeOwned>(value: &Value) -> Option<T> {
    serde_json::from_value(value.clone()).ok()
}
