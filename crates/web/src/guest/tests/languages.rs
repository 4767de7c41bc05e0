//! Each language's file against English: the same keys, the same places to fill in, plurals, nothing left over.

use super::*;
use crate::language::Language;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

type Sentences = BTreeMap<String, String>;

/// Words that a language shares with English, key by key.
const SHARED: &[(&str, &[&str])] = &[
    ("cs", &["online", "offline", "app-mail"]),
    ("de", &["online", "offline", "countdown", "app-links"]),
    ("fr", &["app-minutes", "app-notification", "app-notifications", "app-mail"]),
    ("it", &["app-mail"]),
    ("nl", &["open", "app-links", "app-later", "app-mail"]),
    ("pl", &["online", "offline", "app-mail"]),
    ("pt", &["app-links", "app-mail"]),
];

/// The sentences of a language's files by key, attributes as `key.attribute`: those of the guest page and of the app.
fn sentences(tag: &str) -> Sentences {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales").join(tag);
    let text: String =
        ["guest.ftl", "app.ftl"].map(|file| std::fs::read_to_string(folder.join(file)).unwrap()).concat();
    let mut found = Sentences::new();
    let (mut key, mut full) = (String::new(), String::new());
    for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let value = match line.split_once(" =") {
            Some((name, value)) if !name.starts_with(' ') => {
                key = name.to_owned();
                full.clone_from(&key);
                value
            }
            Some((name, value)) if name.trim_start().starts_with('.') => {
                full = format!("{key}{}", name.trim_start());
                value
            }
            _ => line,
        };
        let sentence = found.entry(full.clone()).or_default();
        sentence.push_str(value.trim());
        sentence.push('\n');
    }
    found.retain(|_, sentence| !sentence.trim().is_empty());
    found
}

/// The names after `$`.
fn places(sentence: &str) -> BTreeSet<&str> {
    let ends = |c: char| !c.is_ascii_alphanumeric() && c != '-';
    sentence.split('$').skip(1).filter_map(|rest| rest.split(ends).next()).collect()
}

/// The plural forms that a sentence has.
fn forms(sentence: &str) -> BTreeSet<&str> {
    sentence.split('[').skip(1).filter_map(|rest| rest.split(']').next()).collect()
}

fn others(languages: &Languages) -> impl Iterator<Item = &Language> {
    languages.all().iter().filter(|language| language.tag() != "en")
}

#[test]
fn there_are_the_languages_that_we_speak_of() {
    let languages = languages();
    let tags: Vec<&str> = languages.all().iter().map(Language::tag).collect();
    let expected = "en ar cs de el es fr he hi hr it ja ko nl pl pt sl tr uk zh-Hans zh-Hant";
    assert_eq!(tags.join(" "), expected);
}

#[test]
fn every_file_has_the_keys_of_english_and_no_other() {
    let languages = languages();
    let english: BTreeSet<String> = sentences("en").into_keys().collect();
    assert!(english.len() > 350, "the file was not read: {}", english.len());
    for language in others(&languages) {
        let own: BTreeSet<String> = sentences(language.tag()).into_keys().collect();
        let missing: Vec<_> = english.difference(&own).collect();
        let beyond: Vec<_> = own.difference(&english).collect();
        assert!(missing.is_empty() && beyond.is_empty(), "{}: {missing:?}, {beyond:?}", language.tag());
        for key in own {
            let (key, attribute) = key.split_once('.').map_or((key.as_str(), None), |(key, it)| (key, Some(it)));
            assert!(language.has(key, attribute), "{}: {key}", language.tag());
        }
    }
}

#[test]
fn every_sentence_is_filled_in_with_what_english_takes() {
    let languages = languages();
    let english = sentences("en");
    for language in others(&languages) {
        for (key, sentence) in &sentences(language.tag()) {
            let (own, wanted) = (places(sentence), places(&english[key]));
            let fits = match key.as_str() {
                // The order is the language's own; twelve hours need their half of the day.
                "date-time" | "date-time-year" => {
                    let hours = own.contains("hour") || (own.contains("hour12") && own.contains("half"));
                    hours && wanted.iter().all(|place| *place == "hour" || own.contains(place))
                }
                // A city may have another name, chosen by $place.
                "zone-time" => own.contains("city") && own.iter().all(|place| ["city", "place"].contains(place)),
                _ => own == wanted,
            };
            assert!(fits, "{}: {key} has {own:?}, English {wanted:?}", language.tag());
        }
    }
}

#[test]
fn counts_have_the_plural_forms_of_their_language() {
    let probe = "probe =\n    { $count ->\n        [zero] zero\n        [one] one\n        [two] two\n        [few] few\n        \
                 [many] many\n       *[other] other\n    }\n";
    for language in languages().all() {
        let file = |tag: &str| (tag.to_owned(), probe.to_owned());
        let other = Some(language.tag()).filter(|tag| *tag != "en").map(file);
        let probes = Languages::from_files(&[file("en")].into_iter().chain(other).collect::<Vec<_>>()).unwrap();
        let probe = probes.negotiate(Some(language.tag()), None, None);
        let used: BTreeSet<String> =
            (0..=200).map(|count| probe.text_with("probe", &[("count", count.into())])).collect();
        for (key, sentence) in sentences(language.tag()) {
            if !sentence.contains("$count ->") {
                assert!(!sentence.contains("$count"), "{}: {key} counts without forms", language.tag());
                continue;
            }
            let own = forms(&sentence);
            for form in &used {
                assert!(own.contains(form.as_str()), "{}: {key} has no form [{form}]", language.tag());
            }
            for count in 3..=200 {
                let text = language.text_with(&key, &[("count", count.into())]);
                assert!(text.contains(&count.to_string()), "{}: {key} of {count} is {text}", language.tag());
            }
        }
    }
}

#[test]
fn nothing_is_left_in_english() {
    let languages = languages();
    let english = sentences("en");
    for language in others(&languages) {
        let shared = SHARED.iter().find(|(tag, _)| *tag == language.tag()).map_or(&[][..], |(_, keys)| *keys);
        for (key, sentence) in &sentences(language.tag()) {
            // What is left of a sentence without its places are words, or nothing.
            let words: String = sentence.split('{').filter_map(|it| it.split('}').next_back()).collect();
            let wordless = !words.contains(char::is_alphabetic);
            let same = *sentence == english[key];
            assert!(!same || wordless || shared.contains(&key.as_str()), "{}: {key} = {sentence}", language.tag());
            assert!(same || !shared.contains(&key.as_str()), "{}: {key} is no longer English", language.tag());
        }
    }
}

#[test]
fn each_refusal_says_what_happened_and_an_opening_is_never_claimed() {
    for language in languages().all() {
        let own = sentences(language.tag());
        let opened = &own["opened.title"];
        for (key, sentence) in own.iter().filter(|(key, _)| key.ends_with(".title") && *key != "opened.title") {
            assert_ne!(sentence, opened, "{}: {key}", language.tag());
        }
        for (key, sentence) in own.iter().filter(|(key, _)| key.starts_with("refusal-") && key.ends_with(".title")) {
            assert_eq!(*sentence, own["refusal-unknown-link.title"], "{}: {key}", language.tag());
        }
    }
}
