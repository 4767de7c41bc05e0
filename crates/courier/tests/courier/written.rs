//! What the guest gets: read back by another library, with texts of every kind in every field.

use std::num::NonZeroU32;

use keylink_courier::{Courier, Settings};
use keylink_domain::hours::WeeklyHours;
use keylink_post_office::MailServer;
use mailparse::{MailHeaderMap, ParsedMail};

use crate::letters::{Facts, SECRET, at, letter, mail_settings, mia};

/// The mail as the server got it.
async fn mailed(facts: Facts) -> String {
    let server = MailServer::open().await;
    let settings = Settings { mail: Some(mail_settings(server.port)), ..Settings::default() };
    let courier = Courier::new(settings).unwrap();
    let message = courier.writer().write(&letter(facts));
    courier.send(&mia(), &message).await.unwrap();
    server.received().remove(0).message
}

fn part(mail: &ParsedMail<'_>, kind: &str) -> String {
    find(mail, kind).unwrap_or_else(|| panic!("there is no {kind}"))
}

fn find(mail: &ParsedMail<'_>, kind: &str) -> Option<String> {
    if mail.ctype.mimetype == kind {
        return Some(mail.get_body().unwrap().replace("\r\n", "\n"));
    }
    mail.subparts.iter().find_map(|part| find(part, kind))
}

/// A calendar's lines, unfolded.
fn lines(calendar: &str) -> Vec<String> {
    calendar.replace("\n ", "").lines().map(str::to_owned).collect()
}

#[tokio::test]
async fn a_mail_reads_as_a_person_would_have_written_it() {
    let raw = mailed(Facts { words: "The key works at both doors.\nSee you!".to_owned(), ..Facts::default() }).await;
    let mail = mailparse::parse_mail(raw.as_bytes()).unwrap();
    let header = |name: &str| mail.headers.get_first_value(name).unwrap_or_default();
    assert_eq!(header("Subject"), "A key for you from Lindenhof");
    assert_eq!(header("From"), "Keylink <keys@example.org>");
    assert_eq!(header("To"), "mia@example.com");
    assert_eq!(header("Date"), "Sun, 22 Nov 2026 08:00:00 +0000");
    assert_eq!(header("Auto-Submitted"), "auto-generated");
    let id = header("Message-ID");
    assert!(id.starts_with('<') && id.ends_with("@example.org>") && id.contains("-7707-"), "{id}");
    let text = part(&mail, "text/plain").replace(['\u{2068}', '\u{2069}'], "");
    assert_eq!(
        text.trim(),
        format!(
            "Hello,\n\nAnna has sent you a key for Lindenhof.\n\nThe key works at both doors.\nSee you!\n\n\
             When you are at the door, open this link on your phone. The page has a button: press and hold it.\n\n\
             https://keys.example.org/k/{SECRET}\n\n\
             It works from Fri 27 Nov 2026, 15:00 until Sun 29 Nov 2026, 11:00 (Vienna time).\n\
             Whoever has this link can open the door, so please do not pass it on.\n\
             If something does not work, ask Anna.\nThe times are attached for your calendar."
        )
    );
    let html = part(&mail, "text/html");
    assert_eq!(html.matches(&format!("href=\"https://keys.example.org/k/{SECRET}\"")).count(), 2);
    assert_eq!(html.matches("<img").count(), html.matches("<img src=\"cid:").count(), "nothing is fetched");
    for foreign in ["<script", "http://", "url("] {
        assert!(!html.contains(foreign), "{foreign}");
    }
    let calendar = lines(&part(&mail, "text/calendar"));
    for line in [
        "METHOD:PUBLISH",
        "DTSTART:20261127T140000Z",
        "DTEND:20261129T100000Z",
        "DTSTAMP:20261122T080000Z",
        "SUMMARY:Key for Lindenhof",
        "TRANSP:TRANSPARENT",
    ] {
        assert!(calendar.iter().any(|found| found == line), "{line} is not in {calendar:#?}");
    }
    assert!(!calendar.concat().contains(SECRET), "calendars are often shared");
    assert!(raw.contains("method=PUBLISH") && raw.contains("filename=\"key.ics\""));
}

#[tokio::test]
async fn every_bound_is_told_and_a_key_without_an_end_has_no_calendar() {
    let mut facts = Facts::default();
    facts.validity.until = None;
    facts.validity.max_uses = NonZeroU32::new(3);
    facts.validity.hours = Some(WeeklyHours::parse("mon-fri 08:00-18:00").unwrap());
    let raw = mailed(facts).await;
    let mail = mailparse::parse_mail(raw.as_bytes()).unwrap();
    let text = part(&mail, "text/plain");
    for told in [
        "It works from Fri 27 Nov 2026, 15:00 on (Vienna time).",
        "It opens 3 times.",
        "Mon\u{2013}Fri 08:00\u{2013}18:00",
    ] {
        assert!(text.contains(told), "{told}: {text}");
    }
    assert!(find(&mail, "text/calendar").is_none() && !text.contains("calendar"));
}

#[tokio::test]
async fn a_time_that_comes_twice_says_which() {
    let mut facts = Facts::default();
    facts.validity.from = Some(at("2026-10-25T00:30:00Z"));
    let raw = mailed(facts).await;
    let text = part(&mailparse::parse_mail(raw.as_bytes()).unwrap(), "text/plain");
    assert!(text.contains("Sun 25 Oct 2026, 02:30 (CEST)"), "{text}");
}

#[tokio::test]
async fn names_cannot_add_to_the_head_or_to_the_page() {
    let evil = "Lindenhof\r\nBcc: eve@example.com\r\n\r\n<script>alert(1)</script>\u{202e}gnp.exe";
    let raw = mailed(Facts {
        organization: evil.to_owned(),
        sender: Some(format!("{evil}\" onload=\"x")),
        words: format!("a\r\n.\r\nMAIL FROM:<eve@example.com>\r\n<img src=x>{evil}"),
        ..Facts::default()
    })
    .await;
    let mail = mailparse::parse_mail(raw.as_bytes()).unwrap();
    assert_eq!(mail.headers.get_first_value("Bcc"), None);
    let mut names: Vec<String> = mail.headers.iter().map(mailparse::MailHeader::get_key).collect();
    names.sort();
    assert_eq!(
        names,
        ["Auto-Submitted", "Content-Type", "Date", "From", "MIME-Version", "Message-ID", "Subject", "To"]
    );
    let subject = mail.headers.get_first_value("Subject").unwrap();
    assert!(subject.contains("Lindenhof  Bcc: eve@example.com"), "{subject}");
    let html = part(&mail, "text/html");
    assert!(!html.contains("<script") && !html.contains("<img src=x") && !html.contains("onload=\""), "{html}");
    for whole in [&html, &part(&mail, "text/plain"), &part(&mail, "text/calendar"), &subject] {
        assert!(!whole.contains('\u{202e}'), "{whole}");
    }
    let calendar = lines(&part(&mail, "text/calendar"));
    assert_eq!(calendar.iter().filter(|line| line.starts_with("BEGIN:")).count(), 2, "{calendar:#?}");
}

#[tokio::test]
async fn every_script_comes_through_whole() {
    let names = [
        "\u{1f3e0} Caf\u{e9} \u{201c}Linde; no, 4\u{201d} \\ & <Sons>",
        "\u{5d1}\u{5d9}\u{5ea} \u{5d4}\u{5de}\u{5dc}\u{5d5}\u{5df}",
        "\u{627}\u{644}\u{641}\u{646}\u{62f}\u{642} 4",
        "\u{65c5}\u{9928}\u{68ee}\u{306e}\u{5bbf}",
        "\u{395}\u{3bb}\u{3bb}\u{3ac}\u{3b4}\u{3b1}",
        "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}",
        "a very long name of a house that goes on and on, as lawyers\u{2019} names do, and then some more of it, until 120",
    ];
    for name in names {
        let raw = mailed(Facts {
            organization: name.to_owned(),
            sender: Some(name.to_owned()),
            words: name.to_owned(),
            ..Facts::default()
        })
        .await;
        let mail = mailparse::parse_mail(raw.as_bytes()).unwrap();
        assert_eq!(mail.headers.get_first_value("Subject").unwrap(), format!("A key for you from {name}"));
        let text = part(&mail, "text/plain");
        assert!(
            text.contains(&format!("\u{2068}{name}\u{2069} has sent you a key for \u{2068}{name}\u{2069}.")),
            "{text}"
        );
        assert!(text.contains(&format!("\n\n{name}\n\n")), "{text}");
        let calendar = part(&mail, "text/calendar");
        assert!(calendar.lines().all(|line| line.len() <= 75), "lines are folded: {calendar}");
        let escaped = name.replace('\\', "\\\\").replace(',', "\\,").replace(';', "\\;");
        assert!(lines(&calendar).contains(&format!("SUMMARY:Key for {escaped}")), "{calendar}");
    }
}
