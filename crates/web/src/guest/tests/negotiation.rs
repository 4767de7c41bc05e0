//! Which language a visitor gets.

use super::*;

#[test]
fn the_language_is_the_visitors_where_there_is_a_file_for_it() {
    let languages = with_little_arabic();
    let tag = |query, accept, link| languages.negotiate(query, accept, link).tag();
    assert_eq!(tag(None, None, None), "en");
    assert_eq!(tag(None, Some("fr-FR,ar-EG;q=0.8,en;q=0.5"), None), "ar");
    assert_eq!(tag(Some("en"), Some("ar"), None), "en", "the switch wins");
    assert_eq!(tag(Some("<script>"), Some("ar"), None), "ar", "nonsense is passed over");
    assert_eq!(tag(None, Some("fr"), Some("ar")), "ar", "the link's own is better than none");
    assert_eq!(tag(None, Some("*"), None), "en");
}

#[test]
fn the_link_s_language_is_taken_by_who_reads_it() {
    let languages = languages();
    for (accept, link, tag) in [
        // Whoever made the link knows the guest, and the browser says that they read it.
        ("de-DE,de;q=0.9,en;q=0.8", "en", "en"),
        ("pl,uk;q=0.5", "uk", "uk"),
        ("en-GB,pt-BR;q=0.3", "pt", "pt"),
        // What the browser does not name, nobody is shown in the place of what it does.
        ("fr-FR,fr;q=0.9", "de", "fr"),
        ("fr,de;q=0", "de", "fr"),
        ("fr,de; q=0.0", "de", "fr"),
        // It is better than what nobody asked for.
        ("nb-NO,nb", "de", "de"),
        ("", "de", "de"),
        ("*", "de", "de"),
        // A tag that came by the API and that no page is written in.
        ("fr", "sw", "fr"),
    ] {
        assert_eq!(languages.negotiate(None, Some(accept), Some(link)).tag(), tag, "{accept} with {link}");
    }
    assert_eq!(languages.negotiate(Some("ja"), Some("de,en"), Some("en")).tag(), "ja", "the switch wins");
}

#[test]
fn what_browsers_ask_for_finds_its_language() {
    let languages = languages();
    for (accept, tag) in [
        ("zh-TW,zh;q=0.9,en-US;q=0.8", "zh-Hant"),
        ("zh-HK", "zh-Hant"),
        ("zh-MO", "zh-Hant"),
        ("zh-Hant", "zh-Hant"),
        ("zh-Hant-HK", "zh-Hant"),
        ("zh-CN,zh;q=0.9", "zh-Hans"),
        ("zh-SG", "zh-Hans"),
        ("zh", "zh-Hans"),
        ("zh-Hans-CN", "zh-Hans"),
        ("pt-BR,pt;q=0.9,en;q=0.8", "pt"),
        ("pt-PT", "pt"),
        ("he-IL", "he"),
        ("iw", "he"),
        ("iw-IL,en;q=0.5", "he"),
        ("de-AT", "de"),
        ("de-CH,fr;q=0.5", "de"),
        ("es-419", "es"),
        ("es-MX", "es"),
        ("en-GB,de;q=0.5", "en"),
        ("fr-CA", "fr"),
        ("ar-EG", "ar"),
        ("hr-HR", "hr"),
        ("ja-JP", "ja"),
        // Norwegian, Swahili: there is no file, so the next that the browser names, else English.
        ("nb-NO,nb,no,nn,sw", "en"),
        ("nb-NO,nb;q=0.9,nl;q=0.5", "nl"),
        ("sr-Latn-RS", "en"),
        ("", "en"),
        (",;q=,**", "en"),
    ] {
        assert_eq!(languages.negotiate(None, Some(accept), None).tag(), tag, "{accept}");
    }
}

#[test]
fn a_link_can_be_given_the_languages_that_there_are() {
    let languages = languages();
    for tag in ["en", "de", "pt-BR", "zh-TW", "zh-Hant", "iw", "sl"] {
        assert!(languages.meant(tag).is_ok(), "{tag}");
    }
    for tag in ["", "*", "x", "sw", "nb", "de,fr", "d e", "<b>"] {
        assert!(languages.meant(tag).is_err(), "{tag}");
    }
}

#[test]
fn a_tag_that_is_no_tag_is_named_at_the_start() {
    let file = |tag: &str, text: &str| (tag.to_owned(), text.to_owned());
    let wrong = Languages::from_files(&[file("en", "language-also = no_ta.g")]).err().unwrap().to_string();
    assert!(wrong.contains("no_ta.g"), "{wrong}");
}

#[test]
fn languages_are_written_in_their_own_direction() {
    for language in languages().all() {
        let rtl = language.direction().as_str() == "rtl";
        assert_eq!(rtl, ["ar", "he"].contains(&language.tag()), "{}", language.tag());
    }
}
