//! What every page shows, and what it must never show.

use super::*;
use crate::guest::{Arrival, Door, DoorsView, Ended, Hindrance, Maker, Mode, Readiness};
use keylink_domain::door::{DoorStatus, LockStatus};
use keylink_domain::refusal::Refusal;

const HOSTILE: &str = "\"><script>alert(1)</script>'&<hostile";

fn street() -> Door {
    samples::door(1, "Street door", Some(true), Some(LockStatus::Locked))
}

fn doors(view: DoorsView) -> String {
    markup(&english(View::Doors(Box::new(view))))
}

#[test]
fn the_preview_card_names_nobody() {
    for (name, html) in every_page() {
        let head = between(&markup(&html), "<head>", "</head>").unwrap().to_owned();
        assert!(head.contains("<meta property=\"og:title\" content=\"A key link\">"), "{name}");
        assert!(head.contains("content=\"Open it on your phone when you are at the door\""), "{name}");
        for private in ["Anna", "Lindenhof", "Street door", "Flat 3", "/k/", "ticket"] {
            assert!(!head.contains(private), "{name} tells {private}");
        }
    }
}

#[test]
fn ended_links_show_no_door_and_no_address() {
    for reason in Ended::ALL {
        let html = markup(&english(View::Ended { reason, maker: Maker::named("Anna") }));
        assert!(html.contains("Anna"), "whom to ask");
        for private in ["<form", "data-door", "/k/", "Lindenhof", "<button"] {
            assert!(!html.contains(private), "{reason:?} shows {private}");
        }
    }
}

#[test]
fn hostile_names_stay_text() {
    let mut view = samples::page(vec![Door { name: HOSTILE.to_owned(), ..street() }]);
    view.place = HOSTILE.to_owned();
    view.maker = Maker::named(HOSTILE).by_mail(HOSTILE);
    view.ticket = HOSTILE.to_owned();
    let hostile = || Some(HOSTILE.to_owned());
    let map = Some("javascript:alert(1)".to_owned());
    view.arrivals = vec![
        Arrival { place: hostile(), notes: hostile(), address: hostile(), map },
        Arrival { map: Some("https://maps.example".to_owned()), address: hostile(), ..Arrival::default() },
    ];
    let html = doors(view);
    for raw in ["<script>alert", "<hostile", "javascript:"] {
        assert!(!html.contains(raw), "{raw} came through");
    }
    assert!(html.contains("&#60;script&#62;"));
}

#[test]
fn nothing_is_styled_or_handled_in_attributes_and_nothing_is_fetched() {
    for (name, html) in every_page() {
        let markup = markup(&html);
        for tag in markup.split('<').filter_map(|piece| piece.split_once('>').map(|(tag, _)| tag)) {
            let attributes: Vec<&str> =
                tag.split_whitespace().filter_map(|it| it.split_once('=').map(|(key, _)| key)).collect();
            for attribute in attributes {
                assert!(attribute != "style" && !attribute.starts_with("on"), "{name}: <{tag}>");
                assert!(attribute != "src" && attribute != "srcset", "{name}: <{tag}>");
            }
            let fetched = tag.starts_with("link ") && !tag.contains("href=\"data:,\"");
            assert!(!fetched, "{name}: <{tag}>");
        }
    }
}

#[test]
fn each_press_of_a_page_without_scripts_is_its_own() {
    let two = vec![street(), samples::door(2, "Flat 3", None, None)];
    let html = doors(samples::page(two));
    let presses: Vec<&str> = html.split("name=\"press\" value=\"").skip(1).map(|rest| &rest[..36]).collect();
    assert_eq!(presses.len(), 2);
    assert_ne!(presses[0], presses[1]);
    assert_eq!(html.matches("name=\"gesture\" value=\"none\"").count(), 2);
}

#[test]
fn a_plain_tap_is_only_where_the_organization_chose_it() {
    let view = DoorsView { mode: Mode::Tap, ..samples::page(vec![street()]) };
    assert!(doors(view).contains("name=\"gesture\" value=\"tap\""));
    assert!(!doors(samples::page(vec![street()])).contains("value=\"tap\""));
}

#[test]
fn what_is_unknown_is_left_out() {
    let nothing = Door { status: DoorStatus::default(), ..street() };
    let html = doors(samples::page(vec![nothing]));
    assert!(html.contains("data-tone=\"quiet\" hidden"));
    let offline = samples::door(1, "Street door", Some(false), Some(LockStatus::Locked));
    let html = doors(samples::page(vec![offline]));
    assert!(html.contains("<span>offline</span>"), "an offline door's lock is not known");
    assert!(html.contains("You can still try"));
}

#[test]
fn a_hindrance_is_told_before_the_press() {
    let barred = Door { hindrance: Some(Hindrance::Refused(Refusal::SiteLockdown)), ..street() };
    assert!(doors(samples::page(vec![barred])).contains("locked down"));
}

#[test]
fn before_its_time_the_page_counts_down_by_the_servers_clock() {
    let from = Readiness::From(samples::NOW.saturating_add(jiff::SignedDuration::from_secs(90)).unwrap());
    let html = doors(DoorsView { readiness: from, ..samples::page(vec![street()]) });
    assert!(html.contains("data-standing=\"not_yet_valid\""));
    assert!(html.contains("data-opens-in-ms=\"90000\""));
    assert!(html.contains("You can open from Sat 23 Nov, 14:03 (Vienna time)."));
}

#[test]
fn before_its_time_by_days_the_page_says_so_in_its_own_words() {
    let from = |hours| Readiness::From(samples::NOW.saturating_add(jiff::SignedDuration::from_hours(hours)).unwrap());
    let view = |hours| View::Doors(Box::new(DoorsView { readiness: from(hours), ..samples::page(vec![street()]) }));
    let languages = languages();
    assert!(page_in(&languages, "pl", view(4 * 24)).contains("data-opens-in-days=\"za 4 dni\""));
    assert!(page_in(&languages, "en", view(49)).contains("data-opens-in-days=\"in 2 days\""));
    assert!(!page_in(&languages, "en", view(47)).contains("data-opens-in-days"), "a clock says it better");
}

#[test]
fn the_language_switch_stands_only_where_there_is_a_choice() {
    let view = || View::Doors(Box::new(samples::page(vec![street()])));
    let alone = include_str!("../../../locales/en/guest.ftl").to_owned();
    let alone = crate::language::Languages::from_files(&[("en".to_owned(), alone)]).unwrap();
    assert!(!page_in(&alone, "en", view()).contains("?lang="));
    let html = page_in(&languages(), "ar", view());
    assert!(html.contains("<html lang=\"ar\" dir=\"rtl\">"));
    assert!(html.contains("/unlock?lang=ar\""), "the press is answered in the page's language");
}

#[test]
fn the_language_switch_names_each_language_as_its_speakers_do() {
    let languages = languages();
    let html = page_in(&languages, "he", View::Doors(Box::new(samples::page(vec![street()]))));
    let switch = between(&html, "<nav class=\"languages\"", "</nav>").unwrap();
    assert_eq!(switch.matches("href=\"?lang=").count(), languages.all().len());
    for known in [
        "<a href=\"?lang=zh-Hant\" lang=\"zh-Hant\" dir=\"ltr\">繁體中文</a>",
        "<a href=\"?lang=ar\" lang=\"ar\" dir=\"rtl\">العربية</a>",
        "<a href=\"?lang=he\" lang=\"he\" dir=\"rtl\" aria-current=\"true\">עברית</a>",
    ] {
        assert!(switch.contains(known), "{known}");
    }
}

#[test]
fn the_secret_is_never_printed_by_a_log() {
    let path = crate::guest::LinkPath::new(samples::PATH);
    assert!(!format!("{path:?}").contains("0123456789"));
}
