//! Each kind of line says what happened, with the facts that it has.

use jiff::Timestamp;
use serde_json::json;

use super::*;
use crate::event::{About, NewEvent};
use crate::id::{DoorId, EventId, LinkId, OrganizationId, UserId};

fn event(kind: EventKind, about: About, detail: Value) -> Event {
    let line = NewEvent {
        id: EventId::new(Timestamp::UNIX_EPOCH, [1; 16]),
        organization: OrganizationId::new(Timestamp::UNIX_EPOCH, [2; 16]),
        at: Timestamp::UNIX_EPOCH,
        kind,
        via: Via::Api,
        actor: Some(UserId::new(Timestamp::UNIX_EPOCH, [3; 16])),
        about,
        detail,
        personal: None,
    };
    let door_name = about.door.map(|_| "Street door".to_owned());
    let link_name = about.link.map(|_| "Weekend, Mia".to_owned());
    let user_name = about.user.map(|_| "Ben".to_owned());
    let actor_name = Some("Anna".to_owned());
    let is_door_removed = false;
    let (origin_name, credential_name) = (None, None);
    Event { seq: 1, line, door_name, is_door_removed, link_name, origin_name, user_name, actor_name, credential_name }
}

fn at_a_door(link: bool) -> About {
    let door = Some(DoorId::new(Timestamp::UNIX_EPOCH, [4; 16]));
    About { door, link: link.then(|| LinkId::new(Timestamp::UNIX_EPOCH, [5; 16])), ..About::default() }
}

#[test]
fn an_unlock_says_who_what_and_how_long() {
    let said = |kind, about, detail| sentence(&event(kind, about, detail));
    let opened = said(EventKind::UnlockOpened, at_a_door(true), json!({ "latency_ms": 212 }));
    assert_eq!(opened, "Link 'Weekend, Mia' opened Street door, 212 ms");
    let own = said(EventKind::UnlockOpened, at_a_door(false), json!({ "latency_ms": 90 }));
    assert_eq!(own, "Anna opened Street door, 90 ms");
    let refused = said(EventKind::UnlockRefused, at_a_door(true), json!({ "refusal": "link_expired" }));
    assert_eq!(refused, "Link 'Weekend, Mia' was refused at Street door: the link's window has ended");
    let failed = said(EventKind::UnlockFailed, at_a_door(true), json!({ "refusal": "door_offline", "latency_ms": 3 }));
    assert_eq!(failed, "Link 'Weekend, Mia' did not open Street door: the controller is offline");
}

#[test]
fn a_branch_says_what_it_is_a_branch_of() {
    let mut opened = event(EventKind::UnlockOpened, at_a_door(true), json!({ "latency_ms": 212 }));
    opened.origin_name = Some("Weekend, Mia".to_owned());
    opened.link_name = Some("Tom".to_owned());
    assert_eq!(sentence(&opened), "Link 'Tom' (passed on from 'Weekend, Mia') opened Street door, 212 ms");
}

#[test]
fn changes_say_from_what_to_what() {
    let door = event(EventKind::DoorChanged, at_a_door(false), json!({ "state": ["standard", "locked"] }));
    assert_eq!(sentence(&door), "Anna changed Street door: state from standard to locked");
    let about = About { user: Some(UserId::new(Timestamp::UNIX_EPOCH, [6; 16])), ..About::default() };
    let detail = json!({ "role": ["member", "admin"], "state": ["active", "active"] });
    let user = sentence(&event(EventKind::UserChanged, about, detail));
    assert_eq!(user, "Anna changed Ben: role from member to admin");
    let mut link = event(EventKind::LinkChanged, at_a_door(true), Value::Null);
    link.line.personal = Some(json!({ "altered": [
        { "what": "valid_until", "from": null, "to": "2026-11-29T10:00:00Z" },
        { "what": "name", "from": "Mia", "to": "Weekend, Mia" },
    ] }));
    assert_eq!(sentence(&link), "Anna changed link 'Weekend, Mia': end, name");
}

#[test]
fn what_was_handed_over_says_to_what_and_not_that_it_was_sent() {
    let said = |detail| sentence(&event(EventKind::LinkHanded, at_a_door(true), detail));
    assert_eq!(said(json!({ "way": "whatsapp" })), "Anna handed link 'Weekend, Mia' to WhatsApp");
    assert_eq!(said(json!({ "way": "slack" })), "Anna copied link 'Weekend, Mia' for Slack");
    assert_eq!(said(Value::Null), "Anna handed link 'Weekend, Mia' on");
}

#[test]
fn every_kind_has_a_sentence_even_without_any_fact() {
    for kind in EventKind::ALL {
        let said = sentence(&event(*kind, About::default(), Value::Null));
        assert!(said.chars().next().is_some_and(char::is_uppercase), "{said}");
        assert!(!said.ends_with('.') && !said.contains("  ") && !said.contains("null"), "{said}");
    }
}

#[test]
fn every_refusal_is_said_with_its_own_sentence() {
    for refusal in Refusal::ALL {
        let said = sentence(&event(EventKind::UnlockRefused, at_a_door(true), json!({ "refusal": refusal.code() })));
        assert!(said.ends_with(refusal.log_sentence()), "{said}");
    }
}

#[test]
fn a_removed_door_keeps_its_name_and_says_what_ended() {
    let removed = |links: u64, only: u64, accesses: u64| {
        let detail =
            json!({ "links": links, "links_left_with_none": only, "accesses": accesses, "groups": 1, "templates": 0 });
        let mut line = event(EventKind::DoorRemoved, at_a_door(false), detail);
        line.is_door_removed = true;
        sentence(&line)
    };
    assert_eq!(removed(0, 0, 0), "Anna removed Street door");
    assert_eq!(removed(1, 0, 1), "Anna removed Street door: 1 link opened it; 1 access to it ended");
    assert_eq!(removed(1, 1, 0), "Anna removed Street door: 1 link opened it, and nothing else");
    assert_eq!(removed(3, 0, 5), "Anna removed Street door: 3 links opened it; 5 accesses to it ended");
    assert_eq!(
        removed(3, 1, 5),
        "Anna removed Street door: 3 links opened it, 1 of them nothing else; 5 accesses to it ended"
    );
    let mut opened = event(EventKind::UnlockOpened, at_a_door(true), json!({ "latency_ms": 212 }));
    opened.is_door_removed = true;
    assert_eq!(sentence(&opened), "Link 'Weekend, Mia' opened Street door (removed), 212 ms");
}
