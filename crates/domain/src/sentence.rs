//! A line of the event log as a plain English sentence, for the API, the control center and the command line.
//!
//! Nothing here is stored: a sentence says the present names of things.

pub mod altered;
pub mod door_event;
pub mod removal;
pub mod user;

use std::borrow::Cow;

use serde_json::Value;

use crate::actor::Via;
use crate::delivery::{Channel, handed, way, why_not_sent};
use crate::event::{Event, EventKind};
use crate::refusal::Refusal;
use crate::text::listed;

/// What happened, in one sentence without a full stop: `Link 'Weekend, Mia' opened Street door, 212 ms`.
pub fn sentence(event: &Event) -> String {
    let who = actor(event);
    match event.line.kind {
        EventKind::UnlockGranted => format!("{} may open {}; the command is on its way", presser(event), door(event)),
        EventKind::UnlockRefused => format!("{} was refused at {}: {}", presser(event), door(event), refusal(event)),
        EventKind::UnlockOpened => format!("{} opened {}{}", presser(event), door(event), latency(event)),
        EventKind::UnlockSent => {
            let what = "the command to open, which it cannot confirm";
            format!("{} sent {} {what}{}", presser(event), door(event), latency(event))
        }
        EventKind::UnlockFailed => format!("{} did not open {}: {}", presser(event), door(event), refusal(event)),
        EventKind::UnlockUnknown => {
            format!("{} pressed {}, which did not answer; it may have opened", presser(event), door(event))
        }
        EventKind::UnlockAnsweredLate => answered_late(event),
        EventKind::LinkCreated if event.line.via == Via::Link => format!("A guest made {}", link(event)),
        EventKind::LinkCreated => format!("{who} made {}", link(event)),
        EventKind::LinkPassedOn => format!("A guest passed on {}", link(event)),
        EventKind::LinkPinRefused => format!("A wrong PIN was typed for {}", link(event)),
        EventKind::LinkDeviceBound => format!("{} opens only on the device that used it now", capital(&link(event))),
        EventKind::LinkDeviceFreed => format!("{who} let {} take another device", link(event)),
        EventKind::ContactChanged => format!("{who} changed {}{}", contact(event), altered::said(event)),
        EventKind::LinkRevoked if event.line.via == Via::Link => format!("A guest withdrew {}", link(event)),
        EventKind::LinkChanged => format!("{who} changed {}{}", link(event), altered::parts(event)),
        EventKind::LinkRevoked => format!("{who} revoked {}", link(event)),
        EventKind::LinkRotated => format!("{who} gave {} a new address; the old one is dead", link(event)),
        EventKind::LinkCopied => format!("{who} copied the address of {}", link(event)),
        EventKind::WebhookCreated => format!("{who} gave {} a webhook URL", link(event)),
        EventKind::WebhookRotated => format!("{who} gave {} a new webhook URL; the old one is dead", link(event)),
        EventKind::WebhookCopied => format!("{who} copied the webhook URL of {}", link(event)),
        EventKind::WebhookRemoved => format!("{who} took away the webhook URL of {}", link(event)),
        EventKind::EventsExported => format!("{who} exported the event log"),
        EventKind::SendingTested => format!("{who} sent a test{}", way(&event.line)),
        EventKind::LinkSent => format!("{who} sent {}{}", link(event), way(&event.line)),
        EventKind::LinkHanded => {
            let (did, to) = handed(&event.line);
            format!("{who} {did} {}{to}", link(event))
        }
        EventKind::DeliveryFailed => {
            format!("{} was not sent{}: {}", capital(&link(event)), way(&event.line), why_not_sent(&event.line))
        }
        EventKind::NoticeFailed => {
            let (way, why) = (way(&event.line), why_not_sent(&event.line));
            let of = match event.line.about.link {
                Some(_) => format!("an arrival by {}", link(event)),
                None => named(event, "controller"),
            };
            format!("{} was not told of {of}{way}: {why}", capital(user(event)))
        }
        EventKind::OrganizationCreated => format!("{who} made the organization"),
        EventKind::OrganizationChanged => {
            format!("{who} changed the organization's settings{}", organization_changes(event))
        }
        EventKind::SiteCreated => format!("{who} added {}", named(event, "site")),
        EventKind::SiteChanged => format!("{who} changed {}{}", named(event, "site"), altered::said(event)),
        EventKind::SiteRemoved => format!("{who} removed {}", named(event, "site")),
        EventKind::SiteLockdown => format!("{who} locked down {}", named(event, "site")),
        EventKind::SiteLockdownLifted => format!("{who} lifted the lockdown of {}", named(event, "site")),
        EventKind::DoorCreated => format!("{who} added {}", door(event)),
        EventKind::DoorChanged => {
            let parts = [changed(event, "state"), plan(event), altered::said(event)];
            format!("{who} changed {}{}", door(event), told(&parts))
        }
        EventKind::DoorRemoved => format!("{who} removed {}{}", door(event), removal::ended(event)),
        EventKind::ControllerRemoved => format!("{who} removed {}{}", named(event, "controller"), left_open(event)),
        EventKind::ControllerCreated => format!("{who} added {}", named(event, "controller")),
        EventKind::ControllerChanged => {
            let parts = [altered::said(event), settings(event)];
            format!("{who} changed {}{}{}", named(event, "controller"), told(&parts), left_open(event))
        }
        EventKind::ControllerRotated => {
            format!("{who} gave {} a new password; the old one is dead", named(event, "controller"))
        }
        EventKind::ControllerCodeMade => format!("{who} made an enrolment code for {}", named(event, "controller")),
        EventKind::ControllerEnrolled => format!("An agent was enrolled as {}", named(event, "controller")),
        EventKind::ControllerOnline => format!("{} came online", capital(&named(event, "controller"))),
        EventKind::ControllerOffline => {
            format!("{} went offline{}", capital(&named(event, "controller")), why_offline(event))
        }
        EventKind::DoorHoldBegan => format!("{} is kept unlocked, as its state says", capital(&door(event))),
        EventKind::DoorHoldEnded => format!("{} locks again: it is kept unlocked no more", capital(&door(event))),
        EventKind::DoorHoldFailed => format!("{}{}{}", capital(&door(event)), not_kept(event), why_offline(event)),
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
        | EventKind::ControllerEventsMissed => by_itself(event),
        EventKind::UserCreated => format!("{who} added {}", user(event)),
        EventKind::UserChanged => format!("{who} changed {}{}", user(event), user_changes(event)),
        EventKind::UserSignedIn => format!("{} signed in{}", capital(user(event)), user::signed_in(event)),
        EventKind::UserSignInFailed => format!("Somebody failed to sign in as {}", user(event)),
        EventKind::CredentialCreated => format!("{who} gave {} {}", user(event), credential(event)),
        EventKind::CredentialChanged => {
            let parts = [changed(event, "state"), altered::said(event)];
            format!("{who} changed {}{}", credential(event), told(&parts))
        }
        EventKind::CredentialRevoked => {
            format!("{who} revoked {}; links under it open nothing", credential(event))
        }
        EventKind::CredentialPlaced => {
            format!("{}\u{2019}s {} is on {}", capital(user(event)), credential(event), named(event, "controller"))
        }
        EventKind::CredentialTakenOff => {
            let (card, board) = (credential(event), named(event, "controller"));
            format!("{}\u{2019}s {card} is no more on {board}", capital(user(event)))
        }
        EventKind::CredentialPlaceFailed => {
            let (card, board) = (credential(event), capital(&named(event, "controller")));
            format!("{board} did not do what it was told of {}\u{2019}s {card}{}", user(event), why_offline(event))
        }
        EventKind::AccessGranted => {
            format!("{who} gave {} access to {}{}", holder(event), target(event), remote(event))
        }
        EventKind::AccessChanged => {
            // What is altered says more than how it stands now, for as long as that is kept.
            let altered = altered::said(event);
            let how = if altered.is_empty() { remote(event).to_owned() } else { altered };
            format!("{who} changed the access of {} to {}{how}", holder(event), target(event))
        }
        EventKind::AccessRemoved => format!("{who} took from {} the access to {}", holder(event), target(event)),
        EventKind::GroupCreated => format!("{who} made {}", group(event)),
        EventKind::GroupChanged => format!("{who} gave {} another name{}", group(event), altered::said(event)),
        EventKind::GroupJoined => format!("{who} put {} into {}", member(event), group(event)),
        EventKind::GroupLeft => format!("{who} took {} out of {}", member(event), group(event)),
        EventKind::GroupRemoved => format!("{who} removed {}, and the access given by it", group(event)),
        EventKind::ScheduleCreated => format!("{who} made {}", titled(event, "schedule")),
        EventKind::ScheduleChanged => format!("{who} changed {}{}", titled(event, "schedule"), altered::said(event)),
        EventKind::ScheduleRemoved => format!("{who} removed {}", titled(event, "schedule")),
        EventKind::TemplateCreated => format!("{who} made {}", named(event, "link template")),
        EventKind::TemplateChanged => {
            format!("{who} changed {}{}", named(event, "link template"), altered::said(event))
        }
        EventKind::TemplateRemoved => format!("{who} removed {}", named(event, "link template")),
        EventKind::WordingChanged => format!("{who} changed the words of messages{}", wording(event)),
        EventKind::WordingRemoved => format!("{who} went back to the built-in words of messages{}", wording(event)),
        EventKind::AnnouncementChanged => {
            format!("{who} had the doors announced to a home automation, as {}", user(event))
        }
        EventKind::AnnouncementRemoved => format!("{who} had the doors announced no more"),
        EventKind::TokenCreated => format!("{who} made {}{}", token(event), for_user(event)),
        EventKind::TokenRevoked => format!("{who} revoked {}{}", token(event), for_user(event)),
    }
}

/// What happened at a door or a controller by itself.
fn by_itself(event: &Event) -> String {
    let said = door_event::pieces(event).into_iter().map(|piece| match piece {
        door_event::Piece::Text(text) => text,
        door_event::Piece::Door => door(event).into_owned(),
        door_event::Piece::User => user(event).to_owned(),
        door_event::Piece::Credential => {
            event.credential_name.as_ref().map_or_else(|| "that is gone".to_owned(), |name| format!("'{name}'"))
        }
        door_event::Piece::Link => {
            event.link_name.as_ref().map_or_else(|| "that is gone".to_owned(), |name| format!("'{name}'"))
        }
        door_event::Piece::Controller => named(event, "controller"),
    });
    capital(&said.collect::<String>())
}

/// What is not as a door's state wants it: it is told to hold, was held, or is told to lock.
pub fn not_kept(event: &Event) -> &'static str {
    match event.line.detail.get("was").and_then(Value::as_str) {
        Some("ending") => " may still be unlocked: it was not locked again",
        Some("held") => " may be locked, or stand open",
        _ => " could not be kept unlocked",
    }
}

/// `; Street door may stand open`, where a controller went that could not be told to lock.
pub fn left_open(event: &Event) -> String {
    let doors = event.line.detail.get("may_stand_open").and_then(Value::as_array);
    let doors: Vec<&str> = doors.into_iter().flatten().filter_map(Value::as_str).collect();
    if doors.is_empty() { String::new() } else { format!("; {} may stand open", listed(&doors)) }
}

/// `: it did not answer in time`, where the line says why.
pub fn why_offline(event: &Event) -> String {
    let why = event.line.detail.get("why").and_then(Value::as_str);
    why.map(|why| format!(": {why}")).unwrap_or_default()
}

/// Who did it.
fn actor(event: &Event) -> String {
    match (&event.actor_name, event.line.actor, event.line.via) {
        (Some(name), _, _) => name.clone(),
        (None, Some(_), _) => "A former user".to_owned(),
        (None, None, Via::System) => "Keylink".to_owned(),
        (None, None, Via::CommandLine) => "The operator".to_owned(),
        (None, None, Via::Link | Via::Webhook | Via::Console | Via::Api | Via::HomeAssistant) => "Somebody".to_owned(),
    }
}

/// Who pressed: a guest's link, a machine by its webhook URL, or a user at their own door.
fn presser(event: &Event) -> String {
    match (event.line.about.link, event.line.via) {
        (Some(_), Via::Webhook) => format!("The webhook URL of {}", link(event)),
        (Some(_), _) => capital(&link(event)),
        (None, _) => actor(event),
    }
}

/// A link by its name; a branch tells what it is a branch of.
fn link(event: &Event) -> String {
    let name = event.link_name.as_ref().map_or_else(|| "a link".to_owned(), |name| format!("link '{name}'"));
    match &event.origin_name {
        Some(origin) => format!("{name} (passed on from '{origin}')"),
        None => name,
    }
}

fn contact(event: &Event) -> String {
    match event.line.about.user {
        Some(_) => format!("how guests reach {}", user(event)),
        None => format!("how guests reach {}", named(event, "site")),
    }
}

fn door(event: &Event) -> Cow<'_, str> {
    event.door_said().unwrap_or(Cow::Borrowed("a door"))
}

fn user(event: &Event) -> &str {
    event.user_name.as_deref().unwrap_or("a user")
}

fn credential(event: &Event) -> String {
    event.credential_name.as_ref().map_or_else(|| "a credential".to_owned(), |name| format!("credential '{name}'"))
}

/// Who holds an access: a user, or a group.
fn holder(event: &Event) -> String {
    if event.line.detail.get("user_group").is_some() { titled(event, "user group") } else { user(event).to_owned() }
}

/// What an access leads to: a door, or a group.
fn target(event: &Event) -> String {
    if event.line.detail.get("door_group").is_some() { titled(event, "door group") } else { door(event).into_owned() }
}

fn group(event: &Event) -> String {
    match event.line.detail.get("group_of").and_then(Value::as_str) {
        Some("doors") => titled(event, "door group"),
        Some("users") => titled(event, "user group"),
        _ => "a group".to_owned(),
    }
}

/// A thing whose name the line told when it was written; erased after its time.
fn titled(event: &Event, noun: &str) -> String {
    match event.line.personal.as_ref().and_then(|told| told.get(noun)).and_then(Value::as_str) {
        Some(name) => format!("{noun} '{name}'"),
        None => format!("a {noun}"),
    }
}

/// Who or what came into a group, or went.
fn member(event: &Event) -> Cow<'_, str> {
    match event.line.about.door {
        Some(_) => door(event),
        None => Cow::Borrowed(user(event)),
    }
}

/// A thing that has no place of its own in the line: its name is told by the detail, if at all.
fn named(event: &Event, noun: &str) -> String {
    match event.line.detail.get("name").and_then(Value::as_str) {
        Some(name) => format!("{noun} '{name}'"),
        None => format!("a {noun}"),
    }
}

fn token(event: &Event) -> String {
    match event.line.detail.get("name").and_then(Value::as_str) {
        Some(name) => format!("API token '{name}'"),
        None => "an API token".to_owned(),
    }
}

fn for_user(event: &Event) -> String {
    if event.line.about.user == event.line.actor { String::new() } else { format!(" for {}", user(event)) }
}

fn refusal(event: &Event) -> &'static str {
    let code = event.line.detail.get("refusal").and_then(Value::as_str);
    code.and_then(Refusal::parse).map_or("the reason is not known", Refusal::log_sentence)
}

fn latency(event: &Event) -> String {
    let ms = event.line.detail.get("latency_ms").and_then(Value::as_i64);
    ms.map(|ms| format!(", {ms} ms")).unwrap_or_default()
}

fn answered_late(event: &Event) -> String {
    let said = event.line.detail.get("outcome").and_then(Value::as_str).unwrap_or("unknown");
    let late = event.line.detail.get("after_deadline_ms").and_then(Value::as_i64);
    let late = late.map(|ms| format!(" {ms} ms")).unwrap_or_default();
    format!("{} answered{late} after its deadline: {said}", capital(&door(event)))
}

/// `: state from standard to locked`, where the detail holds two values that differ.
fn changed(event: &Event, part: &str) -> String {
    match event.line.detail.get(part).and_then(Value::as_array).map(Vec::as_slice) {
        Some([Value::String(from), Value::String(to)]) if from != to => {
            format!(": {part} from {} to {}", from.replace('_', " "), to.replace('_', " "))
        }
        _ => String::new(),
    }
}

/// Which state a door was given by schedule, or that it is taken.
fn plan(event: &Event) -> String {
    match event.line.detail.get("plan") {
        Some(Value::String(state)) => format!(": {} during {}", state.replace('_', " "), titled(event, "schedule")),
        Some(Value::Null) => ": no state by schedule any more".to_owned(),
        _ => String::new(),
    }
}

/// `: gesture from tap to person, longest link from none to 7 days`.
fn organization_changes(event: &Event) -> String {
    let parts = ["gesture", "longest_link", "number_of_uses", "templates", "offline_alert", "battery_alert"];
    let said: Vec<String> =
        parts.into_iter().map(|part| changed(event, part)).filter(|said| !said.is_empty()).collect();
    let said = said.iter().map(|said| said.replace('_', " "));
    told(&said.chain([altered::said(event)]).collect::<Vec<_>>())
}

/// ` for e-mail in de`.
pub fn wording(event: &Event) -> String {
    let detail = |part: &str| event.line.detail.get(part).and_then(Value::as_str);
    let channel = detail("channel").and_then(Channel::parse).map(|channel| format!(" for {}", channel.words()));
    let language = detail("language").map(|language| format!(" in {language}"));
    channel.unwrap_or_default() + &language.unwrap_or_default()
}

fn user_changes(event: &Event) -> String {
    told(&[changed(event, "role"), changed(event, "state"), user::changed(event), altered::said(event)])
}

fn remote(event: &Event) -> &'static str {
    match event.line.detail.get("remote_unlock").and_then(Value::as_bool) {
        Some(true) => ", with remote unlock",
        Some(false) => ", without remote unlock",
        None => "",
    }
}

/// `: settings host and password`, by their names.
pub fn settings(event: &Event) -> String {
    let list = event.line.detail.get("settings").and_then(Value::as_array);
    let names: Vec<String> =
        list.into_iter().flatten().filter_map(Value::as_str).map(|one| one.replace('_', " ")).collect();
    if names.is_empty() { String::new() } else { format!(": settings {}", names.join(" and ")) }
}

/// What was changed, in as many ways as a line tells it: `: state from standard to locked, pulse from 3 s to 5 s`.
fn told(parts: &[String]) -> String {
    let said: Vec<&str> =
        parts.iter().map(|part| part.trim_start_matches(": ")).filter(|part| !part.is_empty()).collect();
    if said.is_empty() { String::new() } else { format!(": {}", said.join(", ")) }
}

fn capital(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().map(|first| first.to_uppercase().chain(rest).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests;
