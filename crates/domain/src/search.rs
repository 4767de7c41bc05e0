//! Searching the log by words: what a person reads in a line is what they find it by.
//!
//! A line's words are those of its sentence (with the present names of what it is about), of its kind's code, of the
//! reason of a refusal, and of what is personal beside it, as long as that is kept.

use serde_json::Value;

use crate::door_event::{Alarm, CardRefusal};
use crate::event::{About, Event, EventKind, NewEvent};
use crate::id::{EventId, OrganizationId};
use crate::refusal::Refusal;
use crate::sentence::{altered, sentence, user};

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

/// The kinds whose lines tell names and values of their own, which nothing leads to: any word may be among them. Lines
/// that there are very many of are not among these.
pub fn with_own_words() -> impl Iterator<Item = EventKind> {
    EventKind::ALL.iter().copied().filter(|kind| {
        let code = kind.as_str();
        let of = |starts: &[&str]| starts.iter().any(|start| code.starts_with(start));
        // Whatever was changed says from what to what; whatever was sent says to whom.
        code.ends_with(".changed")
            || kind.is_sending()
            || of(&["site.", "access.", "group.", "schedule.", "template.", "wording.", "token."])
            || matches!(
                kind,
                EventKind::ControllerCreated
                    | EventKind::ControllerRotated
                    | EventKind::ControllerRemoved
                    | EventKind::ControllerEventsMissed
                    | EventKind::ControllerTold
                    | EventKind::CredentialPlaceFailed
                    | EventKind::DoorHeld
                    | EventKind::DoorHoldFailed
            )
    })
}

/// The kinds whose lines name a controller, as it was called then.
pub fn of_controllers() -> impl Iterator<Item = EventKind> {
    let named = |code: &str| code.starts_with("controller.") || code.starts_with("credential.");
    EventKind::ALL.iter().copied().filter(move |kind| named(kind.as_str()))
}

/// The kinds beside whose lines numbers are kept: cards that nobody knows, how much ended, and parts of network addresses.
pub const WITH_NUMBERS: [EventKind; 6] = [
    EventKind::DoorRemoved,
    EventKind::DoorCardGranted,
    EventKind::DoorCardRefused,
    EventKind::LinkPinRefused,
    EventKind::UserSignedIn,
    EventKind::UserSignInFailed,
];

/// Whether it begins a word that lines of every kind may have: what is everywhere is near the log's end.
pub fn is_everywhere(term: &str) -> bool {
    ["the", "operator", "keylink", "somebody", "former"].iter().any(|word| word.starts_with(term))
}

/// Whether it may be a card's number, or the beginning of an address.
pub fn is_number(term: &str) -> bool {
    term.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether it may be a network address, or more than one part of it. Lines of every kind come from one, and nothing
/// leads from it to them: the log is read from its end.
pub fn is_network_address(term: &str) -> bool {
    let of = |marks: &[char], digit: fn(&char) -> bool| {
        term.contains(marks) && term.chars().all(|c| marks.contains(&c) || digit(&c))
    };
    of(&['.'], char::is_ascii_digit) || (term.contains(':') && of(&[':', '.'], char::is_ascii_hexdigit))
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
    // What the control center says besides.
    add(match event.line.kind.as_str() {
        kind if kind.starts_with("unlock.") && event.line.about.link.is_some() => "guest",
        kind if kind.starts_with("token.") => "for of",
        _ => "",
    });
    event.line.detail.get("refusal").and_then(Value::as_str).into_iter().for_each(&mut add);
    for one in event.altered() {
        let values = [&one.from, &one.to].map(|value| altered::value(&one.what, value));
        values.into_iter().flatten().for_each(|said| add(&said));
        add(altered::what(&one.what));
    }
    let personal = event.line.personal.as_ref();
    let kept = |part: &str| personal.and_then(|personal| personal.get(part)).and_then(Value::as_str);
    ["address", "from", "reason"].into_iter().filter_map(kept).for_each(&mut add);
    // Keyboards have one apostrophe, and pages another.
    if text.contains(['\'', '\u{2019}']) {
        text = format!("{} {}", text.replace('\u{2019}', "'"), text.replace('\'', "\u{2019}"));
    }
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
        is_door_removed: false,
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
    match kind {
        EventKind::UserChanged | EventKind::UserSignedIn => texts.extend(user::words().map(str::to_owned)),
        EventKind::DoorCardRefused => texts.extend(CardRefusal::ALL.iter().map(|why| why.words().to_owned())),
        EventKind::ControllerAlarm => texts.extend(Alarm::ALL.iter().map(|alarm| alarm.words().to_owned())),
        _ => {}
    }
    texts
}

/// Words that only some lines of a kind have.
const fn particular(kind: EventKind) -> &'static str {
    match kind {
        EventKind::LinkCreated | EventKind::LinkPassedOn => "a guest made link passed on from",
        EventKind::LinkRevoked => "a guest withdrew link passed on from",
        EventKind::LinkPinRefused
        | EventKind::LinkRotated
        | EventKind::LinkCopied
        | EventKind::LinkDeviceBound
        | EventKind::LinkDeviceFreed
        | EventKind::WebhookCreated
        | EventKind::WebhookRotated
        | EventKind::WebhookCopied
        | EventKind::WebhookRemoved => "passed on from",
        EventKind::LinkHanded => {
            "handed copied link to the share sheet of their device mail program text messages whatsapp for slack hand it \
             on passed on from"
        }
        EventKind::DoorOpened => "unlocked by link",
        EventKind::DoorRemoved => "links link opened it of them and nothing else accesses access to it ended",
        EventKind::DoorHeld => "stands open for more than s too long",
        EventKind::DoorCardGranted | EventKind::DoorCardRefused => "card by card",
        EventKind::DoorButton => "and did nothing",
        EventKind::ControllerAlarm => "at an alarm that it does not name",
        EventKind::ControllerTold => {
            "was switched on at the address of another one answers number nothing is sent to it another one now what \
             happens there is heard from now on told something that has no name here"
        }
        EventKind::CredentialRevoked => "links under it open nothing",
        EventKind::UnlockOpened
        | EventKind::UnlockSent
        | EventKind::UnlockRefused
        | EventKind::UnlockFailed
        | EventKind::UnlockUnknown
        | EventKind::UnlockAnsweredLate
        | EventKind::UnlockGranted => "guest link the webhook url of passed on from ms opened sent failed unknown",
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
            is_door_removed: false,
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
