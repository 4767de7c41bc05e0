//! Dates and zones, each language's own way.

use super::*;
use jiff::Timestamp;
use jiff::tz::TimeZone;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

#[test]
fn dates_are_exact_in_the_sites_zone() {
    let languages = languages();
    let english = languages.negotiate(None, None, None);
    let vienna = TimeZone::get("Europe/Vienna").unwrap();
    let tell = |text, zone: &TimeZone| english.date_time(at(text), zone, samples::NOW);
    assert_eq!(tell("2024-11-24T10:00:00Z", &vienna), "Sun 24 Nov, 11:00");
    assert_eq!(tell("2025-01-04T13:02:00Z", &vienna), "Sat 4 Jan 2025, 14:02");
    // The year is the site's: midnight has passed in Vienna.
    assert_eq!(tell("2024-12-31T23:30:00Z", &vienna), "Wed 1 Jan 2025, 00:30");
    // 02:30 comes twice when summer time ends.
    assert_eq!(tell("2024-10-27T00:30:00Z", &vienna), "Sun 27 Oct, 02:30 (CEST)");
    assert_eq!(tell("2024-10-27T01:30:00Z", &vienna), "Sun 27 Oct, 02:30 (CET)");
    assert_eq!(tell("2024-10-27T02:30:00Z", &vienna), "Sun 27 Oct, 03:30");
    let kathmandu = TimeZone::get("Asia/Kathmandu").unwrap();
    assert_eq!(tell("2024-11-24T10:00:00Z", &kathmandu), "Sun 24 Nov, 15:45");
}

#[test]
fn every_language_writes_dates_its_own_way() {
    let languages = languages();
    let vienna = TimeZone::get("Europe/Vienna").unwrap();
    let mut seen = 0;
    for (tag, this_year, next_year) in [
        ("en", "Sun 24 Nov, 14:02", "Wed 1 Jan 2025, 00:30"),
        ("ar", "الأحد، 24 نوفمبر، 2:02 م", "الأربعاء، 1 يناير 2025، 12:30 ص"),
        ("cs", "ne 24. listopadu 14:02", "st 1. ledna 2025 00:30"),
        ("de", "So., 24. Nov., 14:02", "Mi., 1. Jan. 2025, 00:30"),
        ("el", "Κυρ 24 Νοεμβρίου, 2:02 μ.μ.", "Τετ 1 Ιανουαρίου 2025, 12:30 π.μ."),
        ("es", "dom, 24 nov, 14:02", "mié, 1 ene 2025, 00:30"),
        ("fr", "dim. 24 nov., 14:02", "mer. 1 janv. 2025, 00:30"),
        ("he", "יום א׳, 24 בנובמבר, 14:02", "יום ד׳, 1 בינואר 2025, 00:30"),
        ("hi", "रवि, 24 नवंबर, 2:02 अपराह्न", "बुध, 1 जनवरी 2025, 12:30 पूर्वाह्न"),
        ("hr", "ned, 24. stu, 14:02", "sri, 1. sij 2025., 00:30"),
        ("it", "dom 24 nov, 14:02", "mer 1 gen 2025, 00:30"),
        ("ja", "11月24日(日) 14:02", "2025年1月1日(水) 00:30"),
        ("ko", "11월 24일 (일) 오후 2:02", "2025년 1월 1일 (수) 오전 12:30"),
        ("nl", "zo 24 nov, 14:02", "wo 1 jan 2025, 00:30"),
        ("pl", "niedz., 24 listopada, 14:02", "śr., 1 stycznia 2025, 00:30"),
        ("pt", "dom., 24 de nov., 14:02", "qua., 1 de jan. de 2025, 00:30"),
        ("sl", "ned., 24. nov., 14.02", "sre., 1. jan. 2025, 00.30"),
        ("tr", "24 Kasım Paz, 14:02", "1 Ocak 2025 Çar, 00:30"),
        ("uk", "нд, 24 листопада, 14:02", "ср, 1 січня 2025 р., 00:30"),
        ("zh-Hans", "11月24日(周日) 14:02", "2025年1月1日(周三) 00:30"),
        ("zh-Hant", "11月24日(週日) 下午2:02", "2025年1月1日(週三) 上午12:30"),
    ] {
        let language = languages.negotiate(Some(tag), None, None);
        assert_eq!(language.tag(), tag);
        assert_eq!(language.date_time(at("2024-11-24T13:02:00Z"), &vienna, samples::NOW), this_year, "{tag}");
        assert_eq!(language.date_time(at("2024-12-31T23:30:00Z"), &vienna, samples::NOW), next_year, "{tag}");
        seen += 1;
    }
    assert_eq!(seen, languages.all().len(), "a language has no dates here");
}

#[test]
fn cities_have_their_names_in_the_language() {
    let languages = languages();
    for (tag, zone, name) in [
        ("de", "Europe/Vienna", "Ortszeit Wien"),
        ("de", "Africa/Nairobi", "Ortszeit Nairobi"),
        ("it", "Europe/Rome", "ora di Roma"),
        ("ja", "Europe/Vienna", "ウィーン時間"),
        ("uk", "Europe/Kyiv", "час: Київ"),
        ("zh-Hant", "Asia/Hong_Kong", "香港時間"),
        ("sl", "America/New_York", "čas: New York"),
    ] {
        let language = languages.negotiate(Some(tag), None, None);
        assert_eq!(language.zone_name(&TimeZone::get(zone).unwrap()), name);
    }
}

#[test]
fn zones_are_named_as_people_name_them() {
    let languages = languages();
    let english = languages.negotiate(None, None, None);
    for (zone, name) in [("America/New_York", "New York time"), ("UTC", "UTC"), ("Etc/GMT+2", "GMT+2")] {
        assert_eq!(english.zone_name(&TimeZone::get(zone).unwrap()), name);
    }
}
