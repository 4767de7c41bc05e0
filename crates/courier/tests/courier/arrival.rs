//! Notices of arrivals, in the language of who made the link.

use keylink_courier::{Courier, Letter, Occasion, Settings};
use keylink_domain::id::DeliveryId;
use keylink_domain::zone::Zone;
use keylink_post_office::MailServer;
use mailparse::{MailHeaderMap, ParsedMail};

use crate::letters::{at, mail_settings, mia};

const PAGE: &str = "https://keys.example.org/control/links/0198";
const ARRIVED: &str = "2026-11-27T14:00:00Z";

fn vienna() -> Zone {
    Zone::parse("Europe/Vienna").unwrap()
}

/// A mail as it was read: its subject, its text and its page.
async fn mailed(server: &MailServer, courier: &Courier, language: Option<&str>, link: &str, door: &str) -> [String; 3] {
    let letter = Letter {
        id: DeliveryId::new(at(ARRIVED), [7; 16]),
        organization: "Lindenhof".to_owned(),
        language: language.map(str::to_owned),
        now: at(ARRIVED),
        occasion: Occasion::Arrival {
            link: link.to_owned(),
            door: door.to_owned(),
            at: at(ARRIVED),
            zone: Box::new(vienna()),
            page: PAGE.to_owned(),
        },
    };
    courier.send(&mia(), &courier.writer().write(&letter)).await.unwrap();
    let raw = server.received().pop().unwrap().message;
    let mail = mailparse::parse_mail(raw.as_bytes()).unwrap();
    let subject = mail.headers.get_first_value("Subject").unwrap();
    [
        subject,
        part(&mail, "text/plain").unwrap().replace(['\u{2068}', '\u{2069}'], ""),
        part(&mail, "text/html").unwrap(),
    ]
}

fn part(mail: &ParsedMail<'_>, kind: &str) -> Option<String> {
    if mail.ctype.mimetype == kind {
        return mail.get_body().ok();
    }
    mail.subparts.iter().find_map(|one| part(one, kind))
}

async fn post() -> (MailServer, Courier) {
    let server = MailServer::open().await;
    let mail = Some(mail_settings(server.port));
    (server, Courier::new(Settings { mail, ..Settings::default() }).unwrap())
}

#[tokio::test]
async fn an_arrival_is_told_in_every_language_with_its_facts() {
    let (server, courier) = post().await;
    let mut all = std::collections::BTreeSet::new();
    for language in courier.writer().languages() {
        let [subject, text, html] = mailed(&server, &courier, Some(language), "Weekend, Mia", "Street door").await;
        for told in ["Weekend, Mia", "Street door", "27", "2026", PAGE] {
            assert!(text.contains(told), "{language}: {told}: {text}");
        }
        assert!(subject.contains("Weekend, Mia") && subject.contains("Street door"), "{language}: {subject}");
        assert!(!format!("{subject}{text}").contains(['{', '$']), "{language}: {text}");
        assert!(!text.contains("arrival-"), "{language}: {text}");
        assert_eq!(html.contains("dir=\"rtl\""), ["ar", "he"].contains(&language), "{language}");
        let short = courier.writer().arrival_in_short(Some(language), "Street door", at(ARRIVED), &vienna());
        assert!(short.contains("Street door") && short.contains("15:00") && short.len() < 80, "{language}: {short}");
        all.insert(text);
    }
    assert_eq!(all.len(), 21, "each language has words of its own");
}

#[tokio::test]
async fn who_uses_no_language_is_told_in_english_and_names_stay_names() {
    let (server, courier) = post().await;
    let [subject, _, html] = mailed(&server, &courier, None, "{door}\r\nBcc: eve@example.com", "<b>Flat</b>").await;
    assert_eq!(subject, "{door}  Bcc: eve@example.com: <b>Flat</b> was opened");
    assert!(!html.contains("<b>Flat"), "{html}");
    let [subject, text, _] = mailed(&server, &courier, Some("de-AT"), "Mia", "Haustür").await;
    assert_eq!(subject, "Mia: Haustür wurde geöffnet");
    assert!(text.contains("Fr., 27. Nov. 2026, 15:00 (Ortszeit Wien)."), "{text}");
}
