//! Names, notes and e-mail addresses: what is welcome, and what is refused with what to do.

use keylink_domain::text::{Email, Name, Note, TextError};
use proptest::prelude::*;

/// What reorders the text around it, each of them.
const REORDERING: [char; 9] =
    ['\u{202A}', '\u{202B}', '\u{202C}', '\u{202D}', '\u{202E}', '\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}'];

#[test]
fn every_script_is_welcome() {
    for text in [
        "Anna",
        "Ключ от дома",
        "مفتاح الباب",
        "דירה 4",
        "玄関",
        "🏠 Šiška",
        "👩‍👩‍👧 family",
        "क्षेत्र",
        "e\u{301}",
        "a\u{200F}b",
        "<b>&amp;</b>",
        "two  spaces",
    ] {
        assert_eq!(Name::parse(text).unwrap().as_str(), text);
        assert_eq!(Note::parse(text).unwrap().as_str(), text);
    }
}

#[test]
fn spaces_around_are_taken_off() {
    assert_eq!(Name::parse(" \t\u{3000}Anna \r\n").unwrap().as_str(), "Anna");
    assert_eq!(Note::parse("\n one\r\n\r\n two \n").unwrap().as_str(), "one\n\n two");
    assert!(Note::parse(" \n ").unwrap().is_empty());
    assert_eq!(Email::parse(" Anna.Ä@Example.COM ").unwrap().as_str(), "Anna.Ä@example.com");
}

#[test]
fn what_cannot_be_seen_is_no_name() {
    for text in ["", " ", "\u{200B}", "\u{200D}\u{FE0F}", "\u{3164}", "\u{2800} \u{AD}", "\u{E0041}", "\u{FEFF}"] {
        assert_eq!(Name::parse(text), Err(TextError::Empty), "{text:?}");
    }
}

#[test]
fn what_deceives_is_refused() {
    for c in REORDERING {
        let text = format!("a{c}b");
        assert_eq!(Name::parse(&text), Err(TextError::Reordering(c.into())));
        assert_eq!(Note::parse(&text), Err(TextError::Reordering(c.into())));
        assert_eq!(Email::parse(&format!("a{c}@b.c")), Err(TextError::Reordering(c.into())));
    }
    for c in ['\0', '\u{1B}', '\t', '\r', '\u{7F}', '\u{85}', '\u{9B}', '\u{2028}', '\u{2029}'] {
        let text = format!("a{c}b");
        assert_eq!(Name::parse(&text), Err(TextError::Control(c.into())));
        assert_eq!(Note::parse(&text), Err(TextError::Control(c.into())));
    }
    assert_eq!(Name::parse("a\nb"), Err(TextError::Control(10)), "a name has one line");
    let sentence = Name::parse("a\u{202E}b").unwrap_err().to_string();
    assert_eq!(
        sentence,
        "there is an invisible character (U+202E) that reorders text; remove it, right-to-left text needs none"
    );
}

#[test]
fn characters_are_counted_not_bytes() {
    for c in ["a", "é", "玄", "🏠"] {
        assert!(Name::parse(&c.repeat(120)).is_ok());
        assert_eq!(Name::parse(&c.repeat(121)), Err(TextError::TooLong { max: 120 }));
        assert!(Note::parse(&c.repeat(2_000)).is_ok());
        assert_eq!(Note::parse(&c.repeat(2_001)), Err(TextError::TooLong { max: 2_000 }));
    }
    assert!(Note::parse(&format!("a{}b", "\r\n".repeat(1_998))).is_ok(), "a line end counts once");
    assert_eq!(Name::parse(&"a".repeat(10_000_000)), Err(TextError::TooLong { max: 120 }));
}

#[test]
fn addresses() {
    let longest = format!("a@{}", "b".repeat(252));
    for text in ["a@b", "anna@example.com", "anna+door@sub.example.com", "用户@例子.公司", longest.as_str()] {
        assert_eq!(Email::parse(text).unwrap().as_str(), text);
    }
    for text in [
        "",
        "@",
        "a@",
        "@b",
        "anna",
        "a@b@c",
        "a b@c",
        "a@b c",
        "a@b,c@d",
        "a@b;c@d",
        "<a@b>",
        "a<a@b",
        "a@b>",
        "\"a\"@b",
        "a(x)@b",
        "a@\u{a0}b",
    ] {
        assert_eq!(Email::parse(text), Err(TextError::NotAnEmail), "{text}");
    }
    assert_eq!(Email::parse("a@b\u{0}c"), Err(TextError::Control(0)));
    assert_eq!(Email::parse("a\r\nBcc: x@b.c"), Err(TextError::NotAnEmail));
    assert_eq!(Email::parse(&format!("{longest}b")), Err(TextError::TooLong { max: 254 }));
    // İ takes two bytes, and three in lower case.
    assert_eq!(Email::parse(&format!("a@{}", "İ".repeat(126))), Err(TextError::TooLong { max: 254 }));
}

#[test]
fn json_is_checked_too() {
    assert_eq!(serde_json::from_str::<Name>(r#"" Anna ""#).unwrap().as_str(), "Anna");
    assert_eq!(serde_json::to_string(&Name::parse("Anna").unwrap()).unwrap(), r#""Anna""#);
    let refused = serde_json::from_str::<Name>(r#""\u202e""#).unwrap_err().to_string();
    assert!(refused.contains("reorders text"), "{refused}");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_taken_is_clean_and_stays_as_it_is(text in "\\PC{0,130}|(?s:.){0,20}") {
        if let Ok(name) = Name::parse(&text) {
            let clean = |c: char| !c.is_control() && !REORDERING.contains(&c);
            prop_assert!(name.as_str().chars().all(clean) && (1..=120).contains(&name.as_str().chars().count()));
            prop_assert_eq!(name.as_str(), text.trim());
            prop_assert_eq!(Name::parse(name.as_str()), Ok(name));
        }
        if let Ok(note) = Note::parse(&text) {
            prop_assert_eq!(Note::parse(note.as_str()), Ok(note));
        }
    }
}

#[test]
fn names_are_listed_and_of_many_it_is_said_how_many() {
    use keylink_domain::text::listed;
    assert_eq!(listed(&[]), "");
    assert_eq!(listed(&["Yard"]), "\u{201c}Yard\u{201d}");
    assert_eq!(listed(&["Yard", "Shed"]), "\u{201c}Yard\u{201d} and \u{201c}Shed\u{201d}");
    let many = listed(&["a", "b", "c", "d", "e", "f", "g"]);
    assert!(many.ends_with("\u{201c}e\u{201d} and 2 more"), "{many}");
}
