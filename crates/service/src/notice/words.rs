//! What a notice says: to a mailbox the whole, to a browser no more than is needed, since it may stand on a locked screen.

use jiff::Timestamp;
use keylink_courier::{Occasion, Writer};
use keylink_domain::alert::{Alert, AlertKind, span_words};
use keylink_domain::id::{DoorId, LinkId};
use keylink_domain::zone::Zone;
use serde_json::{Value, json};

/// What the words of a notice are made of.
pub(super) enum Facts {
    /// A link was used.
    Arrival {
        link: LinkId,
        name: String,
        door: String,
        at: Timestamp,
        /// Where who is told looks after their links: members in the app.
        pages: &'static str,
    },
    /// Something is the matter with a controller, or no longer.
    Alert { alert: Alert, name: String, doors: Vec<(DoorId, String)> },
}

impl Facts {
    /// For a mail.
    pub(super) fn occasion(&self, zone: &Zone, public_url: &str) -> Occasion {
        let when = |at: Timestamp| at.to_zoned(zone.tz().clone()).strftime("on %A, %-d %B at %H:%M (%Z)").to_string();
        match self {
            Self::Arrival { link, name, door, at, pages } => Occasion::Arrival {
                link: name.clone(),
                door: door.clone(),
                at: *at,
                zone: Box::new(zone.clone()),
                page: format!("{public_url}{pages}/links/{link}"),
            },
            Self::Alert { alert, name, doors } => Occasion::Alert {
                title: title(alert, name),
                said: said(alert, doors, when),
                page: format!("{public_url}/control/settings/controllers/{}", alert.controller),
                settings: format!("{public_url}/control/settings/alerts"),
            },
        }
    }

    /// For a browser. The app opens pages of its own alone.
    pub(super) fn shown(&self, zone: &Zone, writer: &Writer, language: Option<&str>) -> Value {
        let clock = |at: Timestamp| zone.local(at).strftime("%H:%M").to_string();
        match self {
            Self::Arrival { link, name, door, at, .. } => json!({
                "title": name,
                "body": writer.arrival_in_short(language, door, *at, zone),
                "url": format!("/app/links/{link}"),
                "tag": link,
            }),
            Self::Alert { alert, name, .. } => json!({
                "title": title(alert, name),
                "body": match alert.kind {
                    AlertKind::Offline => format!("since {}", clock(alert.began)),
                    AlertKind::Online => format!("after {}", away(alert)),
                    AlertKind::BatteryLow | AlertKind::BatteryWell => clock(alert.at),
                },
                "url": "/app",
                "tag": alert.controller,
            }),
        }
    }
}

fn title(alert: &Alert, name: &str) -> String {
    let percent = alert.percent.map(|percent| format!(": {percent} %")).unwrap_or_default();
    match alert.kind {
        AlertKind::Offline => format!("{name} is offline"),
        AlertKind::Online => format!("{name} is online again"),
        AlertKind::BatteryLow => format!("{name}: battery low{percent}"),
        AlertKind::BatteryWell => format!("{name}: battery well again{percent}"),
    }
}

fn said(alert: &Alert, doors: &[(DoorId, String)], when: impl Fn(Timestamp) -> String) -> String {
    let names: Vec<&str> = doors.iter().map(|(_, name)| name.as_str()).collect();
    let of =
        if names.is_empty() { "No door is wired to it".to_owned() } else { format!("Its doors: {}", names.join(", ")) };
    match alert.kind {
        AlertKind::Offline => format!(
            "It was lost {} and has not come back since. {of}. Until it is back, Keylink cannot open them.",
            when(alert.began)
        ),
        AlertKind::Online => format!("It came back {}, after {}. {of}.", when(alert.at), away(alert)),
        AlertKind::BatteryLow => format!("It said so {}. {of}. Change the battery before it is empty.", when(alert.at)),
        AlertKind::BatteryWell => format!("It said so {}. {of}.", when(alert.at)),
    }
}

fn away(alert: &Alert) -> String {
    span_words(alert.at.duration_since(alert.began))
}

#[cfg(test)]
mod tests {
    use super::*;
    use keylink_domain::id::ControllerId;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + seconds).unwrap()
    }

    #[test]
    fn an_outage_is_told_with_its_doors_and_its_end_with_how_long_it_was() {
        let (zone, door) = (Zone::parse("Europe/Berlin").unwrap(), DoorId::new(at(0), [1; 16]));
        let facts = |kind| {
            let controller = ControllerId::new(at(0), [2; 16]);
            let alert = Alert { controller, kind, began: at(0), at: at(754), percent: None };
            Facts::Alert { alert, name: "Cabinet".to_owned(), doors: vec![(door, "Street door".to_owned())] }
        };
        let told = |kind| match facts(kind).occasion(&zone, "https://keys.example") {
            Occasion::Alert { title, said, page, .. } => (title, said, page),
            _ => panic!("another occasion"),
        };
        let (title, said, page) = told(AlertKind::Offline);
        assert_eq!(title, "Cabinet is offline");
        assert!(said.starts_with("It was lost on Friday, 15 January at 09:00 (CET)"), "{said}");
        assert!(said.contains("Its doors: Street door."), "{said}");
        assert!(page.starts_with("https://keys.example/control/settings/controllers/"), "{page}");
        let (title, said, _) = told(AlertKind::Online);
        assert_eq!(title, "Cabinet is online again");
        assert!(said.contains("after 12 min."), "{said}");
        let shown = facts(AlertKind::Online).shown(&zone, &Writer::new().unwrap(), None);
        assert_eq!((&shown["title"], &shown["body"]), (&json!("Cabinet is online again"), &json!("after 12 min")));
        assert!(!shown.to_string().contains("Street door"), "a locked screen names no door that does not open");
    }
}
