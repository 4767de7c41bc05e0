//! What the app says of doors, links and times, in the member's language.

use jiff::Timestamp;
use keylink_domain::delivery::FailCode;
use keylink_domain::door::{Door, DoorState, DoorStatus, InForce};
use keylink_domain::hollow::Hollow;
use keylink_domain::link::Link;
use keylink_domain::refusal::Refusal;
use keylink_domain::validity::{DurationMs, Validity};
use keylink_domain::zone::Zone;
use keylink_service::link::Hollows;

use crate::control::badge::{self, Badge};
use crate::control::link_fields::{LinkFields, NO_TEMPLATE};
use crate::control::link_view::{DoorNames, LinkView};
use crate::control::time::count_and_unit;
use crate::language::{Direction, Language, isolated};

/// A moment on a clock.
pub fn moment(t: &Language, at: Timestamp, zone: &Zone, now: Timestamp) -> String {
    t.date_time(at, zone.tz(), now)
}

/// A length of time.
pub fn length(t: &Language, length: DurationMs) -> String {
    let (count, unit) = count_and_unit(length);
    let key = match unit {
        "weeks" => "app-weeks",
        "days" => "app-days",
        "hours" => "app-hours",
        "minutes" => "app-minutes",
        // Programs alone give seconds; they are rounded down, never up.
        _ => return t.text_with("app-minutes", &[("count", (count / 60).into())]),
    };
    t.text_with(key, &[("count", count.into())])
}

/// A length of so many hours.
pub fn hours(t: &Language, count: u64) -> String {
    if count == 24 {
        t.text_with("app-days", &[("count", 1.into())])
    } else {
        t.text_with("app-hours", &[("count", count.into())])
    }
}

/// What a door's hardware reports.
pub fn door_status(t: &Language, door: &Door, status: DoorStatus) -> Badge {
    let badge = badge::door_status(door, status);
    let key = match badge.word.as_str() {
        "not wired" => "app-not-wired",
        "never seen" => "app-never-seen",
        "offline" => "offline",
        "open" => "open",
        "unlocked" => "unlocked",
        "locked" => "locked",
        "closed" => "closed",
        _ => "online",
    };
    worded(badge, t.text(key))
}

/// The policy in force for a door, where it is another than the standard one.
pub fn door_state(t: &Language, in_force: InForce, zone: &Zone, now: Timestamp) -> Option<Badge> {
    let key = match in_force.state {
        DoorState::Standard => return None,
        DoorState::Unlocked => "app-held-open",
        DoorState::OnsiteOnly => "app-onsite",
        DoorState::Locked => "app-locked-for-all",
    };
    let word = match in_force.until {
        Some(until) => {
            let args = [("state", t.text(key).into()), ("time", moment(t, until, zone, now).into())];
            t.text_with("app-state-until", &args)
        }
        None => t.text(key),
    };
    Some(worded(badge::door_state(in_force, zone, now), word))
}

fn worded(badge: Badge, word: String) -> Badge {
    Badge { word, title: String::new(), ..badge }
}

/// A link in a list.
pub fn link(t: &Language, link: &Link, hollows: &Hollows, doors: &DoorNames, now: Timestamp) -> LinkView {
    let view = LinkView::of(link, hollows, doors, now);
    let key = match view.badge.word.as_str() {
        "revoked" => "app-revoked",
        "upcoming" => "app-upcoming",
        "outside hours" => "app-outside-hours",
        "expired" => "app-expired",
        "used up" => "app-used-up",
        "opens nothing" => "app-opens-nothing",
        _ => "app-active",
    };
    LinkView {
        window: window_of(t, link, now),
        window_title: in_zone(t, &link.validity.zone),
        ends: String::new(),
        uses: uses(t, link),
        badge: worded(view.badge, t.text(key)),
        ..view
    }
}

/// Why a link opens nothing although its own window does not say so: what its maker can do about it.
pub fn hollow(t: &Language, why: Hollow) -> String {
    t.text(match why {
        Hollow::KeyRevoked | Hollow::KeySuspended | Hollow::KeyOutOfDates | Hollow::MakerSuspended => "app-hollow-key",
        Hollow::NoAccess => "app-hollow-access",
        Hollow::DoorsRemoved => "app-hollow-doors",
        Hollow::OriginWithdrawn | Hollow::OriginOver => "app-hollow-origin",
    })
}

/// Why a link that Keylink was to send did not go.
pub fn failure(t: &Language, why: FailCode) -> String {
    t.text(match why {
        FailCode::NotKnown => "app-delivery-unknown",
        FailCode::Address => "app-fail-address",
        FailCode::Refused | FailCode::Gone => "app-fail-refused",
        FailCode::Login | FailCode::NotSetUp | FailCode::Sealed => "app-fail-settings",
        FailCode::GaveUp => "app-fail-gave-up",
        FailCode::Revoked | FailCode::Rotated | FailCode::Over => "app-fail-link",
    })
}

/// What the link's template has to say to the guest, if anything.
pub fn template_words(link: &Link) -> Option<&str> {
    link.made_from.as_ref().map(|made| made.message.as_str()).filter(|words| !words.trim().is_empty())
}

/// A window, on the link's own clock.
pub fn window(t: &Language, validity: &Validity, now: Timestamp) -> String {
    let said = |at| moment(t, at, &validity.zone, now);
    let time = |key: &str, at| t.text_with(key, &[("time", said(at).into())]);
    match (validity.from, validity.until) {
        (Some(from), Some(until)) => format!("{} \u{2013} {}", said(from), said(until)),
        (None, Some(until)) => time("until", until),
        (Some(from), None) => time("app-window-from", from),
        (None, None) => t.text("app-no-end"),
    }
}

/// The same of a link. A branch for which its guest chose no time has that of the link it comes from.
fn window_of(t: &Language, link: &Link, now: Timestamp) -> String {
    match (link.origin, link.validity.from, link.validity.until) {
        (Some(_), None, None) => t.text("app-as-origin"),
        _ => window(t, &link.validity, now),
    }
}

/// The zone of a clock, as people name it.
pub fn in_zone(t: &Language, zone: &Zone) -> String {
    t.zone_name(zone.tz())
}

fn uses(t: &Language, link: &Link) -> String {
    let uses = link.usage.uses.to_string();
    match link.validity.max_uses {
        Some(max) => t.text_with("app-uses-of", &[("uses", uses.into()), ("max", max.to_string().into())]),
        None => uses,
    }
}

/// Why a door stayed shut, in one sentence.
pub fn why(t: &Language, why: Refusal) -> String {
    t.text(match why {
        Refusal::LinkRevoked | Refusal::OriginWithdrawn | Refusal::CloudKeyInactive => "app-why-revoked",
        Refusal::LinkNotYetValid => "app-why-not-yet",
        Refusal::LinkExpired => "app-why-expired",
        Refusal::LinkUsedUp => "app-why-used-up",
        Refusal::LinkOutsideHours | Refusal::AccessOutsideSchedule => "app-why-hours",
        Refusal::PinNeeded => "app-why-pin",
        Refusal::OtherDevice | Refusal::DeviceUnknown => "app-why-device",
        Refusal::DoorNotOnLink => "app-why-not-on-link",
        Refusal::UserInactive | Refusal::NoAccess => "app-why-no-access",
        Refusal::NoRemoteUnlock => "app-why-no-remote",
        Refusal::DoorLocked => "app-why-locked",
        Refusal::DoorOnsiteOnly => "app-why-onsite",
        Refusal::SiteLockdown => "app-why-lockdown",
        Refusal::TooManyPresses => "app-why-too-many",
        Refusal::DoorNotWired => "app-why-not-wired",
        Refusal::DoorOffline => "app-why-offline",
        Refusal::DoorJammed => "app-why-jammed",
        Refusal::TooLate => "app-why-too-late",
        Refusal::NotRecorded | Refusal::UnknownLink | Refusal::NoGesture => "app-why-unchecked",
    })
}

/// What is sent to a guest: in the link's language where its maker chose one, else in the maker's.
pub fn invitation(t: &Language, link: &Link, name: &str, organization: &str, url: &str, now: Timestamp) -> String {
    let from = [("name", in_message(t, name).into()), ("organization", in_message(t, organization).into())];
    let until = link.validity.until.map(|until| {
        let zone = &link.validity.zone;
        let time = moment(t, until, zone, now);
        let time = t.text_with("in-zone", &[("time", time.into()), ("zone", in_zone(t, zone).into())]);
        t.text_with("app-invite-until", &[("time", time.into())])
    });
    let open = t.text_with("app-invite-open", &[("url", url.to_owned().into())]);
    [Some(t.text_with("app-invite", &from)), until, Some(open)].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// A name within a message: marks of direction only where they are needed, since text messages cost more with them.
pub fn in_message(t: &Language, name: &str) -> String {
    if t.direction() == Direction::Rtl { isolated(name) } else { name.to_owned() }
}

/// Puts the fields of a link's form into the member's language.
pub fn fields(t: &Language, fields: &mut LinkFields<'_>) {
    for (value, label) in &mut fields.ends {
        *label = match *value {
            "hour" => hours(t, 1),
            "tonight" => t.text("app-tonight"),
            "day" => hours(t, 24),
            "sunday" => t.text("app-sunday"),
            "never" => t.text("app-no-end"),
            "longest" => {
                let longest = fields.longest_ms.map(|longest| length(t, longest)).unwrap_or_default();
                t.text_with("app-longest", &[("length", longest.into())])
            }
            _ => t.text("app-custom"),
        };
    }
    fields.longest = fields.longest_ms.map(|longest| length(t, longest)).unwrap_or_default();
    for choice in &mut fields.contacts {
        choice.label = t.text(&format!("app-contact-{}", choice.value));
    }
    if let Some(own) = fields.languages.first_mut() {
        own.label = t.text("app-guest-own");
    }
    for door in fields.doors.iter_mut().filter(|door| door.now_there.is_empty()) {
        door.name = t.text("app-lost-door");
        door.site = String::new();
    }
    for choice in fields.templates.iter_mut().filter(|choice| choice.value == NO_TEMPLATE) {
        choice.label = t.text("app-no-template");
    }
}

/// What bounds a new link, in a few words; empty where nothing does.
pub fn bounds(t: &Language, fields: &LinkFields<'_>) -> String {
    let uses = fields.most_uses.parse::<u32>().ok();
    let uses = uses.map(|most| t.text_with("app-uses-count", &[("count", most.into())]));
    let longest = Some(fields.longest.clone()).filter(|longest| !longest.is_empty());
    let hours = fields.form.some("hours").map(str::to_owned);
    let said: Vec<String> = [longest, uses, hours].into_iter().flatten().collect();
    if said.is_empty() {
        String::new()
    } else {
        t.text_with("app-at-most", &[("bounds", said.join(" \u{b7} ").into())])
    }
}
