//! Every sentence that is asked for stands in every language's file.

use super::*;
use crate::guest::answer::{Answer, refusal_key};
use crate::language::{Language, isolated};
use keylink_domain::refusal::Refusal;
use keylink_domain::unlock::Outcome;

/// Everything that asks for a sentence.
const SOURCES: &[&str] = &[
    include_str!("../answer.rs"),
    include_str!("../maker.rs"),
    include_str!("../render.rs"),
    include_str!("../render_steps.rs"),
    include_str!("../state.rs"),
    include_str!("../../language.rs"),
    include_str!("../../../templates/guest/base.html"),
    include_str!("../../../templates/guest/doors.html"),
    include_str!("../../../templates/guest/languages.html"),
    include_str!("../../../templates/guest/notice.html"),
    include_str!("../../../templates/guest/number.html"),
    include_str!("../../../templates/guest/pin.html"),
    include_str!("../../../templates/guest/share.html"),
    include_str!("../../../templates/guest/given.html"),
    include_str!("../../../templates/guest/withdraw.html"),
];

/// Keys that are chosen at run time, with whether they have a title and a message.
const CHOSEN: &[(&str, bool)] = &[
    ("date-time", false),
    ("date-time-year", false),
    ("not-yet", true),
    ("outside-hours", true),
    ("outside-hours-ended", true),
    ("ended-expired", true),
    ("ended-revoked", true),
    ("ended-used-up", true),
    ("ended-withdrawn", true),
    ("ended-doors-removed", true),
    ("other-device", true),
    ("not-found", true),
    ("too-many-tries", true),
    ("trouble", true),
    ("online", false),
    ("offline", false),
    ("locked", false),
    ("unlocked", false),
    ("open", false),
];

fn assert_has_both(language: &Language, key: &str) {
    for attribute in ["title", "message"] {
        assert!(language.has(key, Some(attribute)), "{}: {key}.{attribute} is missing", language.tag());
    }
}

/// The literal keys after `call(`, and the attribute where one follows.
pub(crate) fn asked_for(source: &str, call: &str) -> Vec<(String, Option<String>)> {
    let pieces = source.split(call).skip(1);
    let literals = pieces.filter_map(|rest| {
        let mut quoted = rest.trim_start().strip_prefix('"')?.split('"');
        let key = quoted.next()?.to_owned();
        let attribute = quoted.nth(1).filter(|_| call.contains("attribute")).map(str::to_owned);
        (!key.contains('{')).then_some((key, attribute))
    });
    literals.collect()
}

#[test]
fn every_refusal_and_outcome_has_its_words_in_every_language() {
    for language in languages().all() {
        for refusal in Refusal::ALL {
            assert_has_both(language, &refusal_key(*refusal));
        }
        for outcome in [Outcome::Opened, Outcome::Sent, Outcome::Unknown] {
            assert_has_both(language, &Answer::Done(outcome).key());
        }
        assert_has_both(language, &Answer::Undecided.key());
    }
}

#[test]
fn every_key_that_is_asked_for_exists_in_every_language() {
    for language in languages().all() {
        for (key, both) in CHOSEN {
            if *both {
                assert_has_both(language, key);
            } else {
                assert!(language.has(key, None), "{}: {key} is missing", language.tag());
            }
        }
        let mut found = 0;
        for (source, call) in
            SOURCES.iter().flat_map(|source| [".text(", ".text_with(", ".attribute("].map(|call| (source, call)))
        {
            for (key, attribute) in asked_for(source, call) {
                assert!(language.has(&key, attribute.as_deref()), "{}: {key} {attribute:?} is missing", language.tag());
                found += 1;
            }
        }
        assert!(found > 30, "the sources were not read: {found}");
        for number in 1..=12 {
            assert!(language.has(&format!("month-{number}"), None));
            assert!(number > 7 || language.has(&format!("weekday-{number}"), None));
        }
    }
}

#[test]
fn no_page_shows_a_key_or_an_unfilled_place() {
    for (name, html) in every_page() {
        let text = markup(&html);
        assert!(!text.contains("{ $") && !text.contains("{$"), "{name}");
        for refusal in Refusal::ALL {
            assert!(!text.contains(&refusal_key(*refusal)), "{name}");
        }
        for (key, _) in CHOSEN.iter().filter(|(key, _)| key.contains('-')) {
            assert!(!text.contains(&format!(">{key}<")), "{name} shows {key}");
        }
    }
}

#[test]
fn every_refusal_fills_in_whom_to_ask() {
    let languages = languages();
    let maker = crate::guest::Maker::named("Anna");
    for language in languages.all() {
        for refusal in Refusal::ALL {
            let words = Answer::Refused(*refusal).words(language, &maker);
            assert!(!words.title.starts_with("refusal-") && !words.message.starts_with("refusal-"), "{refusal:?}");
            assert!(words.message.len() > 10, "{refusal:?} says what to do");
        }
    }
}

#[test]
fn a_missing_sentence_falls_back_to_english() {
    let languages = with_little_arabic();
    let arabic = languages.negotiate(Some("ar"), None, None);
    assert!(!arabic.has("opening", None));
    assert_eq!(arabic.text("opening"), "Opening…");
    assert_eq!(arabic.text_with("invited", &[("maker", isolated("Anna").into())]), "دعوة من \u{2068}Anna\u{2069}");
}

#[test]
fn a_broken_file_is_named_at_the_start() {
    let file = |tag: &str, text: &str| (tag.to_owned(), text.to_owned());
    let wrong = |files: &[(String, String)]| crate::language::Languages::from_files(files).err().unwrap().to_string();
    assert!(wrong(&[]).contains("locales/en is missing"));
    assert!(wrong(&[file("en", "a = b"), file("de", "= what")]).contains("locales/de"));
    assert!(wrong(&[file("en", "a = b"), file("not a tag", "a = b")]).contains("no language tag"));
}
