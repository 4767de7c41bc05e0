//! Searching the log by words: what a person reads in a line is what they find it by.
//!
//! A line's words are those of its sentence (with the present names of what it is about), of its kind's code, of the
//! reason of a refusal, and of what is personal beside it, as long as that is kept.

use serde_json::Value;

use crate::event::{About, Event, EventKind, NewEvent};
use crate::id::{EventId, OrganizationId};
use crate::refusal::Refusal;
use crate::sentence::sentence;

/// The greatest number of characters that are searched for.
pub const MAX_CHARS: usize = 200;
/// The greatest number of words that are searched for at once.
const MAX_TERMS: usize = 8;
/// More of a word than this is not looked at; in characters.
const WORD_CHARS: usize = 48;

/// What is searched for: beginnings of words, all of which a line must have.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    terms: Vec<String>,
}

/// The text is none that can be searched for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is too long to search for; write at most 8 words and 200 characters")]
pub struct TooLong;

impl Query {
    /// Reads what somebody typed. Nothing but spaces and marks is no search.
    ///
    /// # Errors
    /// When it is too long.
    pub fn parse(text: &str) -> Result<Self, TooLong> {
        if text.len() > 4 * MAX_CHARS || text.chars().count() > MAX_CHARS {
            return Err(TooLong);
        }
        let mut terms: Vec<String> = text.split_whitespace().filter_map(whole).collect();
        terms.dedup();
        if terms.len() > MAX_TERMS { Err(TooLong) } else { Ok(Self { terms }) }
    }

    /// Whether nothing is searched for.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// The beginnings of words, in lower case.
    pub fn terms(&self) -> &[String] {
        &self.terms
    }

    /// Whether a line has them all.
    pub fn fits(&self, event: &Event) -> bool {
        let words = of_event(event);
        self.terms.iter().all(|term| begins(&words, term))
    }
}

/// Whether one of a text's words begins with `term`.
pub fn has(text: &str, term: &str) -> bool {
    begins(&words(text), term)
}

/// A text's words in lower case: what stands between spaces, and what of that stands between other marks.
pub fn words(text: &str) -> Vec<String> {
    let parts = text.split_whitespace().flat_map(|part| {
        let inner = part.split(|c: char| !c.is_alphanumeric()).filter_map(whole);
        whole(part).into_iter().chain(inner)
    });
    let mut words: Vec<String> = parts.collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// The kinds whose every line may have a word that begins with `term`, whatever it is about.
pub fn kinds(term: &str) -> Vec<EventKind> {
    EventKind::ALL.iter().copied().filter(|kind| of_kind(*kind).iter().any(|text| has(text, term))).collect()
}

/// The kinds whose lines tell names of their own, of groups and schedules: any word may be among them.
pub const WITH_NAMES: [EventKind; 12] = [
    EventKind::AccessGranted,
    EventKind::AccessChanged,
    EventKind::AccessRemoved,
    EventKind::GroupCreated,
    EventKind::GroupChanged,
    EventKind::GroupJoined,
    EventKind::GroupLeft,
    EventKind::GroupRemoved,
    EventKind::ScheduleCreated,
    EventKind::ScheduleChanged,
    EventKind::ScheduleRemoved,
    EventKind::DoorChanged,
];

/// The kinds beside whose lines addresses are kept.
pub const WITH_ADDRESS: [EventKind; 4] =
    [EventKind::LinkSent, EventKind::DeliveryFailed, EventKind::UserSignedIn, EventKind::UserSignInFailed];

/// Whether it may be a part of an address, of a mail or of a network.
pub fn may_be_address(term: &str) -> bool {
    term.contains(['@', ':', '.']) || term.bytes().all(|byte| byte.is_ascii_digit())
}

/// A word without the marks around it.
fn whole(part: &str) -> Option<String> {
    let word = part.trim_matches(|c: char| !c.is_alphanumeric());
    let word: String = word.chars().take(WORD_CHARS).collect::<String>().to_lowercase();
    Some(word).filter(|word| !word.is_empty())
}

fn begins(words: &[String], term: &str) -> bool {
    words.iter().any(|word| word.starts_with(term))
}

fn of_event(event: &Event) -> Vec<String> {
    let mut text = format!("{} {}", sentence(event), event.line.kind.as_str());
    let mut add = |more: &str| {
        text.push(' ');
        text.push_str(more);
    };
    event.credential_name.as_deref().into_iter().for_each(&mut add);
    event.line.detail.get("refusal").and_then(Value::as_str).into_iter().for_each(&mut add);
    let personal = event.line.personal.as_ref();
    let kept = |part: &str| personal.and_then(|personal| personal.get(part)).and_then(Value::as_str);
    ["address", "reason"].into_iter().filter_map(kept).for_each(&mut add);
    words(&text)
}

/// What may stand in a line of this kind, apart from names.
fn of_kind(kind: EventKind) -> Vec<String> {
    let line = NewEvent {
        id: EventId::from_uuid(uuid::Uuid::nil()),
        organization: OrganizationId::from_uuid(uuid::Uuid::nil()),
        at: jiff::Timestamp::UNIX_EPOCH,
        kind,
        via: crate::actor::Via::System,
        actor: None,
        about: About::default(),
        detail: Value::Null,
        personal: None,
    };
    let bare = Event {
        seq: 0,
        line,
        door_name: None,
        link_name: None,
        origin_name: None,
        user_name: None,
        actor_name: None,
        credential_name: None,
    };
    let mut texts = vec![sentence(&bare), kind.as_str().to_owned(), particular(kind).to_owned()];
    if matches!(kind, EventKind::UnlockRefused | EventKind::UnlockFailed) {
        texts.extend(
            Refusal::ALL.iter().flat_map(|refusal| [refusal.code(), refusal.log_sentence()]).map(str::to_owned),
        );
    }
    texts
}

/// Words that only some lines of a kind have.
const fn particular(kind: EventKind) -> &'static str {
    match kind {
        EventKind::DoorChanged => "state from to standard unlocked onsite_only locked",
        EventKind::UserChanged => {
            "role state from to owner admin manager member active suspended a new password one-time codes are on off notifications"
        }
        EventKind::LinkChanged => {
            "name description doors start end hours language number of uses time after the first use passing on first device only contact PIN"
        }
        EventKind::OrganizationChanged => "gesture from to person tap",
        EventKind::CredentialChanged => "state from to active suspended",
        EventKind::AccessGranted | EventKind::AccessChanged => "with without remote unlock",
        EventKind::LinkCreated => "a guest made passed on from",
        EventKind::LinkRevoked => "a guest withdrew passed on from",
        EventKind::NoticeFailed => "by e-mail notification not known tried times",
        EventKind::LinkSent => "by e-mail text message slack to",
        EventKind::DeliveryFailed => "by e-mail text message slack to not known given up tried times",
        EventKind::UnlockOpened
        | EventKind::UnlockRefused
        | EventKind::UnlockSent
        | EventKind::UnlockFailed
        | EventKind::UnlockUnknown
        | EventKind::UnlockGranted => "link the webhook url of passed on from",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::id::{DoorId, LinkId};

    fn opened(link: &str) -> Event {
        let mut line = NewEvent {
            id: EventId::from_uuid(uuid::Uuid::nil()),
            organization: OrganizationId::from_uuid(uuid::Uuid::nil()),
            at: jiff::Timestamp::UNIX_EPOCH,
            kind: EventKind::UnlockOpened,
            via: crate::actor::Via::Link,
            actor: None,
            about: About::default(),
            detail: json!({ "latency_ms": 212 }),
            personal: None,
        };
        line.about.link = Some(LinkId::from_uuid(uuid::Uuid::nil()));
        line.about.door = Some(DoorId::from_uuid(uuid::Uuid::nil()));
        Event {
            seq: 1,
            line,
            door_name: Some("Street door".to_owned()),
            link_name: Some(link.to_owned()),
            origin_name: None,
            user_name: None,
            actor_name: None,
            credential_name: Some("Anna's Cloud Key".to_owned()),
        }
    }

    #[test]
    fn every_word_must_begin_one_of_the_line_s() {
        let fits = |text: &str, link: &str| Query::parse(text).unwrap().fits(&opened(link));
        for text in
            ["mia", "MIA", "week", "weekend, mia", "open street", "anna's", "anna", "unlock.opened", "cloud 212"]
        {
            assert!(fits(text, "Weekend, Mia"), "{text}");
        }
        for text in ["mian", "eekend", "mia revoked", "anna ben"] {
            assert!(!fits(text, "Weekend, Mia"), "{text}");
        }
        assert!(fits("größ", "GRÖSSE Größe") && fits("o'br", "O'Brien") && fits("brien", "O'Brien"));
        assert!(fits("мария", "Мария, до воскресенья"));
    }

    #[test]
    fn marks_alone_are_no_search_and_floods_are_refused() {
        assert!(Query::parse(" .. ' ,").unwrap().is_empty());
        assert_eq!(Query::parse(&"x".repeat(201)), Err(TooLong));
        assert_eq!(Query::parse("a b c d e f g h i"), Err(TooLong));
        assert!(Query::parse(&"ü".repeat(200)).unwrap().terms()[0].chars().count() <= WORD_CHARS);
    }

    #[test]
    fn a_kind_is_found_by_whatever_its_lines_say() {
        assert_eq!(kinds("exported"), [EventKind::EventsExported]);
        assert!(kinds("expired").contains(&EventKind::UnlockRefused));
        assert!(kinds("revok").contains(&EventKind::LinkRevoked));
        assert!(kinds("weekend").is_empty());
        // A kind that a line's own words lead to must be among them: else the line would not be looked at.
        for refusal in Refusal::ALL {
            assert!(kinds(&words(refusal.code())[0]).contains(&EventKind::UnlockRefused), "{}", refusal.code());
        }
    }
}
