//! Events as sentences with their names set apart, so that a page can make them bold and lead to the things.

mod look;
mod saying;

use std::collections::HashMap;

use jiff::Timestamp;
use keylink_domain::actor::Via;
use keylink_domain::delivery::{handed, way, why_not_sent};
use keylink_domain::event::{Event, EventKind, removed};
use keylink_domain::id::{DoorId, UserId};
use keylink_domain::sentence::{left_open, not_kept, removal, settings, user, why_offline, wording};
use keylink_domain::user::Act;
use keylink_domain::zone::Zone;
use keylink_service::door::{DoorNow, RemovedDoor};
use serde_json::Value;

use self::look::look;
use self::saying::Saying;
use super::altered;
use super::session::Visitor;
use super::time::{self, Shown};
use crate::tone::Tone;

/// A piece of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    text: String,
    name: bool,
    href: Option<String>,
}

impl Part {
    /// Words between names.
    pub fn words(text: impl Into<String>) -> Self {
        Self { text: text.into(), name: false, href: None }
    }

    /// A name, with the page of what it names.
    pub fn named(text: impl Into<String>, href: Option<String>) -> Self {
        Self { text: text.into(), name: true, href }
    }

    /// The words.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether it is a name.
    pub const fn is_name(&self) -> bool {
        self.name
    }

    /// The page of what it names.
    pub fn href(&self) -> Option<&str> {
        self.href.as_deref()
    }
}

/// An event as a line of a page.
#[derive(Debug, Clone)]
pub struct Line {
    /// Its place in the log.
    pub seq: i64,
    /// Its colour.
    pub tone: Tone,
    /// Its icon.
    pub icon: &'static str,
    /// The sentence.
    pub parts: Vec<Part>,
    /// What else is known of it: the cloud key, the time it took.
    pub facts: Vec<String>,
    /// When.
    pub at: Shown,
}

impl Line {
    /// The line as the app shows it: it leads to links, and to nothing else.
    #[must_use]
    pub fn in_app(mut self) -> Self {
        for part in &mut self.parts {
            let link = part.href.as_deref().and_then(|href| href.strip_prefix("/control/links/"));
            part.href = link.map(|link| format!("/app/links/{link}"));
        }
        self
    }
}

/// The kinds that are worth a line of their own: that a command is on its way is said better by what came of it.
pub fn worth_a_line() -> Vec<EventKind> {
    EventKind::ALL.iter().copied().filter(|kind| *kind != EventKind::UnlockGranted).collect()
}

/// What sentences need to know beyond their event: zones and the names of doors.
pub struct Names {
    zone: Zone,
    now: Timestamp,
    doors: HashMap<DoorId, (String, Zone)>,
    /// What doors were called that were removed.
    removed: HashMap<DoorId, String>,
    /// Who sees no pages of others, where that is so.
    only: Option<UserId>,
}

impl Names {
    /// Names for a visitor; with some doors their names and zones.
    pub fn with(visitor: &Visitor, now: Timestamp, doors: &[DoorNow]) -> Self {
        let doors = doors.iter().map(|known| &known.door);
        let doors = doors.map(|door| (door.id, (door.name.clone(), visitor.zone_of(door.site)))).collect();
        let only = (!visitor.actor().may(Act::SeeAll)).then_some(visitor.signed.user.id);
        Self { zone: visitor.zone(), now, doors, removed: HashMap::new(), only }
    }

    /// The names of doors that were removed, too.
    #[must_use]
    pub fn remembering(mut self, doors: &[RemovedDoor]) -> Self {
        self.removed.extend(doors.iter().map(|door| (door.id, removed(&door.name))));
        self
    }

    /// The present, for what is said of times.
    pub const fn now(&self) -> Timestamp {
        self.now
    }

    /// A door's name.
    pub fn door(&self, id: DoorId) -> &str {
        let gone = || self.removed.get(&id).map_or("a door that is gone", String::as_str);
        self.doors.get(&id).map_or_else(gone, |(name, _)| name)
    }

    /// Whether the event is worth a line of its own: that a command is on its way is said better by what came of it.
    pub fn is_worth_a_line(event: &Event) -> bool {
        event.line.kind != EventKind::UnlockGranted
    }

    /// A name leads to its page where the reader may see that; for others it stays a name.
    fn led(&self, mut part: Part) -> Part {
        if let (Some(own), Some(href)) = (self.only, &part.href) {
            let id = href.rsplit('/').next().unwrap_or_default();
            let is_open = match href.rsplit_once('/').map_or("", |(pages, _)| pages) {
                "/control/people" => id == own.to_string(),
                "/control/doors" => id.parse::<DoorId>().is_ok_and(|door| self.doors.contains_key(&door)),
                "/control/links" => true,
                _ => false,
            };
            if !is_open {
                part.href = None;
            }
        }
        part
    }

    /// The zone in which an event's time is shown: its door's, where it has one.
    pub fn zone_of(&self, event: &Event) -> &Zone {
        let door = event.line.about.door.and_then(|id| self.doors.get(&id));
        door.map_or(&self.zone, |(_, zone)| zone)
    }

    /// The event as a line.
    pub fn line(&self, event: &Event) -> Line {
        let zone = self.zone_of(event);
        let (tone, icon) = look(event.line.kind);
        Line {
            seq: event.seq,
            tone,
            icon,
            parts: said(event, self, zone).into_iter().map(|part| self.led(part)).collect(),
            facts: facts(event),
            at: time::to_the_second(event.happened().unwrap_or(event.line.at), zone, self.now),
        }
    }
}

fn said(event: &Event, names: &Names, zone: &Zone) -> Vec<Part> {
    let it = Saying::new(event);
    let altered = || altered::said(event, names, zone);
    let saying = match event.line.kind {
        EventKind::UnlockGranted => it.presser().text(" may open ").door().text("; the command is on its way"),
        EventKind::UnlockRefused => it.presser().text(" was refused at ").door().refusal(),
        EventKind::UnlockOpened => it.presser().text(" opened ").door(),
        EventKind::UnlockSent => {
            it.presser().text(" sent ").door().text(" the command to open, which it cannot confirm")
        }
        EventKind::UnlockFailed => it.presser().text(" did not open ").door().refusal(),
        EventKind::UnlockUnknown => {
            it.presser().text(" pressed ").door().text(", which did not answer; it may have opened")
        }
        EventKind::UnlockAnsweredLate => it.door().text(late(event)),
        EventKind::EventsExported => it.actor().text(" exported the event log"),
        EventKind::WebhookCreated => it.actor().text(" gave link ").link().text(" a webhook URL"),
        EventKind::WebhookRotated => {
            it.actor().text(" gave link ").link().text(" a new webhook URL; the old one is dead")
        }
        EventKind::WebhookCopied => it.actor().text(" copied the webhook URL of link ").link(),
        EventKind::WebhookRemoved => it.actor().text(" took away the webhook URL of link ").link(),
        EventKind::LinkCreated if event.line.via == Via::Link => it.text("A guest made link ").link(),
        EventKind::LinkPassedOn => it.text("A guest passed on link ").link(),
        EventKind::LinkPinRefused => it.text("A wrong PIN was typed for link ").link(),
        EventKind::LinkDeviceBound => it.text("Link ").link().text(" opens only on the device that used it now"),
        EventKind::LinkDeviceFreed => it.actor().text(" let link ").link().text(" take another device"),
        EventKind::ContactChanged if event.line.about.user.is_some() => {
            it.actor().text(" changed how guests reach ").user().also(altered())
        }
        EventKind::ContactChanged => it.actor().text(" changed how guests reach ").named("site").also(altered()),
        EventKind::LinkRevoked if event.line.via == Via::Link => it.text("A guest withdrew link ").link(),
        EventKind::LinkCreated => it.actor().text(" made link ").link(),
        EventKind::LinkChanged => it.actor().text(" changed link ").link().also(altered()),
        EventKind::LinkRevoked => it.actor().text(" revoked link ").link(),
        EventKind::LinkRotated => it.actor().text(" gave link ").link().text(" a new address; the old one is dead"),
        EventKind::LinkCopied => it.actor().text(" copied the address of link ").link(),
        EventKind::LinkSent => it.actor().text(" sent link ").link().text(way(&event.line)),
        EventKind::LinkHanded => {
            let (did, to) = handed(&event.line);
            it.actor().text(format!(" {did} link ")).link().text(to)
        }
        EventKind::SendingTested => it.actor().text(" sent a test").text(way(&event.line)),
        EventKind::DeliveryFailed => {
            let why = format!("{}: {}", way(&event.line), why_not_sent(&event.line));
            it.text("Link ").link().text(" was not sent").text(why)
        }
        EventKind::NoticeFailed => {
            let why = format!("{}: {}", way(&event.line), why_not_sent(&event.line));
            let (it, arrival) = (it.user().text(" was not told of "), event.line.about.link.is_some());
            let it = if arrival { it.text("an arrival by ").link() } else { it.named("controller") };
            it.text(why)
        }
        EventKind::OrganizationCreated => it.actor().text(" made the organization"),
        EventKind::OrganizationChanged => it
            .actor()
            .text(" changed the organization\u{2019}s settings")
            .changed_parts(&[
                "gesture",
                "longest_link",
                "number_of_uses",
                "templates",
                "offline_alert",
                "battery_alert",
            ])
            .also(altered()),
        EventKind::SiteCreated => it.actor().text(" added ").named("site"),
        EventKind::SiteChanged => it.actor().text(" changed ").named("site").also(altered()),
        EventKind::SiteRemoved => it.actor().text(" removed ").named("site"),
        EventKind::SiteLockdown => it.actor().text(" locked down ").named("site"),
        EventKind::SiteLockdownLifted => it.actor().text(" lifted the lockdown of ").named("site"),
        EventKind::DoorCreated => it.actor().text(" added ").door(),
        EventKind::DoorChanged => it.actor().text(" changed ").door().changed("state").plan().also(altered()),
        EventKind::DoorRemoved => it.actor().text(" removed ").door().text(removal::ended(event)),
        EventKind::ControllerRemoved => it.actor().text(" removed ").named("controller").text(left_open(event)),
        EventKind::ControllerCreated => it.actor().text(" added ").named("controller"),
        EventKind::ControllerChanged => {
            let it = it.actor().text(" changed ").named("controller").also(altered()).also(settings(event));
            it.text(left_open(event))
        }
        EventKind::ControllerRotated => {
            it.actor().text(" gave ").named("controller").text(" a new password; the old one is dead")
        }
        EventKind::ControllerCodeMade => it.actor().text(" made an enrolment code for ").named("controller"),
        EventKind::ControllerEnrolled => it.text("An agent was enrolled as ").named("controller"),
        EventKind::ControllerOnline => capitalized(it.named("controller")).text(" came online"),
        EventKind::ControllerOffline => {
            capitalized(it.named("controller")).text(" went offline").text(why_offline(event))
        }
        EventKind::DoorHoldBegan => capitalized(it.door()).text(" is kept unlocked, as its state says"),
        EventKind::DoorHoldEnded => capitalized(it.door()).text(" locks again: it is kept unlocked no more"),
        EventKind::DoorHoldFailed => capitalized(it.door()).text(not_kept(event)).text(why_offline(event)),
        EventKind::DoorOpened
        | EventKind::DoorClosed
        | EventKind::DoorForced
        | EventKind::DoorHeld
        | EventKind::DoorCardGranted
        | EventKind::DoorCardRefused
        | EventKind::DoorCodeGranted
        | EventKind::DoorButton
        | EventKind::DoorReleased
        | EventKind::ControllerTold
        | EventKind::ControllerAlarm
        | EventKind::ControllerEventsMissed => capitalized(it.by_itself()),
        EventKind::UserCreated => it.actor().text(" added ").user(),
        EventKind::UserChanged => user_changed(it).also(altered()),
        EventKind::UserSignedIn => it.user().text(" signed in").text(user::signed_in(event)),
        EventKind::UserSignInFailed => it.text("Somebody failed to sign in as ").user(),
        EventKind::CredentialCreated => it.actor().text(" gave ").user().text(" the credential ").credential(),
        EventKind::CredentialChanged => it.actor().text(" changed ").credential().changed("state").also(altered()),
        EventKind::CredentialRevoked => it.actor().text(" revoked ").credential().text("; links under it open nothing"),
        EventKind::CredentialPlaced => it.user().text("\u{2019}s ").credential().text(" is on ").named("controller"),
        EventKind::CredentialTakenOff => {
            it.user().text("\u{2019}s ").credential().text(" is no more on ").named("controller")
        }
        EventKind::CredentialPlaceFailed => {
            let it = capitalized(it.named("controller")).text(" did not do what it was told of ");
            it.user().text("\u{2019}s ").credential().text(why_offline(event))
        }
        EventKind::AccessGranted => it.actor().text(" gave ").holder().text(" access to ").target().remote(),
        EventKind::AccessChanged => {
            let it = it.actor().text(" changed the access of ").holder().text(" to ").target();
            let altered = altered();
            if altered.is_empty() { it.remote() } else { it.also(altered) }
        }
        EventKind::AccessRemoved => it.actor().text(" took from ").holder().text(" the access to ").target(),
        EventKind::GroupCreated => it.actor().text(" made ").group(),
        EventKind::GroupChanged => it.actor().text(" gave ").group().text(" another name").also(altered()),
        EventKind::GroupJoined => it.actor().text(" put ").member().text(" into ").group(),
        EventKind::GroupLeft => it.actor().text(" took ").member().text(" out of ").group(),
        EventKind::GroupRemoved => it.actor().text(" removed ").group().text(", and the access given by it"),
        EventKind::ScheduleCreated => it.actor().text(" made ").titled("schedule", "/control/schedules"),
        EventKind::ScheduleChanged => {
            it.actor().text(" changed ").titled("schedule", "/control/schedules").also(altered())
        }
        EventKind::ScheduleRemoved => it.actor().text(" removed ").titled("schedule", ""),
        EventKind::TemplateCreated => it.actor().text(" made ").named("link template"),
        EventKind::TemplateChanged => it.actor().text(" changed ").named("link template").also(altered()),
        EventKind::TemplateRemoved => it.actor().text(" removed ").named("link template"),
        EventKind::WordingChanged => it.actor().text(" changed the words of messages").text(wording(event)),
        EventKind::WordingRemoved => {
            it.actor().text(" went back to the built-in words of messages").text(wording(event))
        }
        EventKind::AnnouncementChanged => it.actor().text(" had the doors announced to a home automation, as ").user(),
        EventKind::AnnouncementRemoved => it.actor().text(" had the doors announced no more"),
        EventKind::TokenCreated => it.actor().text(" made ").named("API token").for_user(),
        EventKind::TokenRevoked => it.actor().text(" revoked ").named("API token").for_user(),
    };
    saying.parts
}

fn user_changed(it: Saying<'_>) -> Saying<'_> {
    let told = user::changed(it.event);
    it.actor().text(" changed ").user().changed("role").changed("state").also(told)
}

fn capitalized(mut saying: Saying<'_>) -> Saying<'_> {
    if let Some(first) = saying.parts.first_mut() {
        let mut letters = first.text.chars();
        first.text = letters.next().map(|letter| letter.to_uppercase().chain(letters).collect()).unwrap_or_default();
    }
    saying
}

fn late(event: &Event) -> String {
    let said = event.line.detail.get("outcome").and_then(Value::as_str).unwrap_or("unknown");
    let ms = event.line.detail.get("after_deadline_ms").and_then(Value::as_i64);
    let late = ms.map(|ms| format!("{ms} ms ")).unwrap_or_default();
    format!(" answered {late}after its deadline: {said}")
}

/// From this many seconds on it is said that a line was written later than what it tells of.
const TOLD_LATE_S: i64 = 60;

fn told_later(s: i64) -> String {
    match s {
        ..3_600 => format!("{} min", s / 60),
        3_600..172_800 => format!("{} h", s / 3_600),
        _ => format!("{} days", s / 86_400),
    }
}

fn facts(event: &Event) -> Vec<String> {
    let by_link = event.line.about.link.is_some() && event.line.kind.as_str().starts_with("unlock.");
    let key = event.credential_name.clone().filter(|_| by_link);
    let latency = event.line.detail.get("latency_ms").and_then(Value::as_i64).map(|ms| format!("{ms} ms"));
    let way = match event.line.via {
        Via::Api => Some("API".to_owned()),
        Via::CommandLine => Some("command line".to_owned()),
        Via::HomeAssistant => Some("home automation".to_owned()),
        Via::Webhook => Some("webhook".to_owned()),
        Via::Link | Via::Console | Via::System => None,
    };
    let wait = event.happened().map(|at| event.line.at.duration_since(at).as_secs()).filter(|s| *s >= TOLD_LATE_S);
    let told = wait.map(|s| format!("told {} later", told_later(s)));
    // The controller told what happened, and its clock cannot be right.
    let is_wrong = event.line.detail.get("clock").and_then(Value::as_str) == Some("wrong");
    let told = told.or_else(|| is_wrong.then(|| "when is not known".to_owned()));
    let from = event.address().map(|address| format!("from {address}"));
    [key, latency, way, from, told].into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use keylink_domain::event::{About, NewEvent};
    use keylink_domain::id::{EventId, LinkId, OrganizationId};

    use super::*;

    #[test]
    fn every_kind_has_a_sentence_even_without_any_fact() {
        let (at, zone) = (Timestamp::UNIX_EPOCH, Zone::utc());
        let (doors, removed) = (HashMap::new(), HashMap::new());
        let names = Names { zone, now: at, doors, removed, only: None };
        for kind in EventKind::ALL {
            let line = NewEvent {
                id: EventId::new(at, [1; 16]),
                organization: OrganizationId::new(at, [2; 16]),
                at,
                kind: *kind,
                via: Via::Console,
                actor: None,
                about: About { link: Some(LinkId::new(at, [3; 16])), ..About::default() },
                detail: Value::Null,
                personal: None,
            };
            let event = Event {
                seq: 1,
                line,
                door_name: None,
                is_door_removed: false,
                link_name: None,
                origin_name: None,
                user_name: None,
                actor_name: None,
                credential_name: None,
            };
            let text: String = names.line(&event).parts.iter().map(Part::text).collect();
            assert!(text.len() > 8 && !text.contains("null") && !text.contains("  "), "{text}");
        }
    }
}
