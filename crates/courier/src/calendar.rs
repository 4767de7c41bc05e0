//! The window as a calendar file (RFC 5545): instants in UTC, nothing of the link's secret.

use chrono::{DateTime, Utc};
use icalendar::{Calendar, Component, Event, EventLike};
use jiff::Timestamp;

/// What the calendar shows.
pub(crate) struct Entry<'a> {
    pub(crate) uid: String,
    pub(crate) now: Timestamp,
    pub(crate) from: Timestamp,
    pub(crate) until: Timestamp,
    pub(crate) summary: &'a str,
    pub(crate) note: &'a str,
}

/// The file's text; nothing for instants that calendars do not have.
pub(crate) fn file(entry: &Entry<'_>) -> Option<String> {
    let event = Event::new()
        .uid(&entry.uid)
        .timestamp(utc(entry.now)?)
        .starts(utc(entry.from)?)
        .ends(utc(entry.until)?)
        .summary(entry.summary)
        .description(entry.note)
        // The guest is not busy for as long as the key works.
        .add_property("TRANSP", "TRANSPARENT")
        .done();
    Some(Calendar::new().append_property(("METHOD", "PUBLISH")).push(event).done().to_string())
}

fn utc(at: Timestamp) -> Option<DateTime<Utc>> {
    DateTime::from_timestamp(at.as_second(), 0)
}
