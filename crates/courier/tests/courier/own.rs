//! Messages in an organization's own words, in every language, and the picture of the link.

use keylink_courier::{Courier, Settings, Writer};
use keylink_domain::delivery::Channel;
use keylink_domain::wording::{OwnWords, check_parts};
use keylink_post_office::MailServer;
use mailparse::{MailHeaderMap, ParsedMail};

use crate::letters::{Facts, SECRET, letter, mail_settings, mia};

async fn mailed(facts: Facts) -> String {
    let server = MailServer::open().await;
    let settings = Settings { mail: Some(mail_settings(server.port)), ..Settings::default() };
    let courier = Courier::new(settings).unwrap();
    let message = courier.writer().write(&letter(facts));
    courier.send(&mia(), &message).await.unwrap();
    server.received().remove(0).message
}

fn part<'a, 'b>(mail: &'a ParsedMail<'b>, kind: &str) -> &'a ParsedMail<'b> {
    fn find<'a, 'b>(mail: &'a ParsedMail<'b>, kind: &str) -> Option<&'a ParsedMail<'b>> {
        if mail.ctype.mimetype == kind { Some(mail) } else { mail.subparts.iter().find_map(|part| find(part, kind)) }
    }
    find(mail, kind).unwrap_or_else(|| panic!("there is no {kind}"))
}

fn own(channel: Channel, subject: &str, body: &str) -> Option<(Channel, OwnWords)> {
    Some((channel, OwnWords::parse(channel, subject, body).unwrap()))
}

#[tokio::test]
async fn own_words_are_sent_with_everything_filled_in_and_nothing_read_twice() {
    let evil = "Eve {link}\r\nBcc: eve@example.com<script>alert(1)</script>";
    let body = "Dear {guest} <b>&</b>,\n{doors}: {from} to {until}, go to {link}.\n\nYours, {host}";
    let raw = mailed(Facts {
        organization: evil.to_owned(),
        sender: Some(evil.to_owned()),
        words: "Bring the <i>dog</i>.".to_owned(),
        own: own(Channel::Mail, "Welcome, {guest}: {organization}", body),
        ..Facts::default()
    })
    .await;
    let mail = mailparse::parse_mail(raw.as_bytes()).unwrap();
    assert_eq!(mail.headers.get_first_value("Bcc"), None);
    let subject = mail.headers.get_first_value("Subject").unwrap();
    assert!(subject.starts_with("Welcome, Weekend, Mia: Eve {link}  Bcc:"), "{subject}");
    let url = format!("https://keys.example.org/k/{SECRET}");
    let text =
        part(&mail, "text/plain").get_body().unwrap().replace("\r\n", "\n").replace(['\u{2068}', '\u{2069}'], "");
    let told = "Bring the <i>dog</i>.\n\nDear Weekend, Mia <b>&</b>,\nStreet door, Flat 3: Fri 27 Nov 2026, 15:00 to \
                Sun 29 Nov 2026, 11:00 (Vienna time), go to";
    assert!(text.starts_with(&format!("{told} {url}.\n\nYours, Eve {{link}}")), "{text}");
    assert_eq!(text.matches(&url).count(), 1, "what is filled in is not read again");
    let html = part(&mail, "text/html").get_body().unwrap();
    assert!(!html.contains("<script") && !html.contains("<b>") && !html.contains("<i>"), "{html}");
    assert_eq!(html.matches(&format!("href=\"{url}\"")).count(), 1);
    assert!(!html.contains("has sent you a key"), "the built-in words are not there: {html}");
}

#[test]
fn each_channel_has_words_of_its_own() {
    let writer = Writer::new().unwrap();
    let sms = letter(Facts { own: own(Channel::Sms, "", "{host}: {link}"), ..Facts::default() });
    let preview = writer.preview(&sms).unwrap();
    assert_eq!(preview.text, format!("Anna: https://keys.example.org/k/{SECRET}"), "no marks that double the price");
    assert!(writer.preview(&letter(Facts::default())).is_none());
}

#[test]
fn the_built_in_words_of_every_language_are_good_own_words() {
    let writer = Writer::new().unwrap();
    assert_eq!(writer.languages().len(), 21);
    for language in writer.languages() {
        for channel in Channel::ALL {
            let (subject, body) = writer.built_in(channel, language);
            let words = OwnWords::parse(channel, &subject, &body);
            let words = words.unwrap_or_else(|(field, error)| panic!("{language}: {field}: {error}\n{body}"));
            assert!(!body.contains(['\u{0}', '\u{1}', '(']), "{language}: {body}");
            let facts = Facts { language: Some(language.to_owned()), own: Some((channel, words)), ..Facts::default() };
            let preview = writer.preview(&letter(facts)).unwrap();
            assert!(preview.text.contains(SECRET) && !preview.text.contains('{'), "{language}: {}", preview.text);
            if channel == Channel::Sms {
                check_parts(&preview.text).unwrap_or_else(|error| panic!("{language}: {error}: {}", preview.text));
            }
        }
    }
}

#[tokio::test]
async fn a_mail_is_in_the_guest_s_language_with_dates_of_that_language() {
    for (language, told) in [
        ("de-AT", ["Guten Tag,", "Fr., 27. Nov. 2026, 15:00", "Ortszeit Wien"]),
        ("ja", ["こんにちは。", "2026年11月27日", "15:00"]),
        ("zh-TW", ["您好：", "2026年11月27日", "維也納時間"]),
        ("ar", ["مرحبًا،", "27", "2026"]),
    ] {
        let raw = mailed(Facts { language: Some(language.to_owned()), ..Facts::default() }).await;
        let mail = mailparse::parse_mail(raw.as_bytes()).unwrap();
        let text = part(&mail, "text/plain").get_body().unwrap();
        for told in told {
            assert!(text.contains(told), "{language}: {told}: {text}");
        }
        let html = part(&mail, "text/html").get_body().unwrap();
        assert_eq!(html.contains("dir=\"rtl\""), language == "ar");
    }
}

#[tokio::test]
async fn the_picture_of_the_link_comes_with_the_mail() {
    let raw = mailed(Facts::default()).await;
    let mail = mailparse::parse_mail(raw.as_bytes()).unwrap();
    let html = part(&mail, "text/html").get_body().unwrap();
    let picture = part(&mail, "image/png");
    let id = picture.headers.get_first_value("Content-ID").unwrap();
    assert!(html.contains(&format!("src=\"cid:{}\"", id.trim_matches(['<', '>']))), "{id}: {html}");
    assert!(picture.headers.get_first_value("Content-Disposition").unwrap().starts_with("inline"));
    let bytes = picture.get_body_raw().unwrap();
    let mut reader = png::Decoder::new(std::io::Cursor::new(&bytes)).read_info().unwrap();
    let mut dots = vec![0; reader.output_buffer_size().unwrap()];
    let shape = reader.next_frame(&mut dots).unwrap();
    assert!(shape.width == shape.height && shape.width > 100 && bytes.len() < 5_000, "{shape:?}, {}", bytes.len());
    let line = shape.line_size;
    let is_light = |x: usize, y: usize| dots[y * line + x / 8] >> (7 - x % 8) & 1 == 1;
    let side = shape.width as usize;
    // A margin of four modules of five dots, then the dark frame of the first corner, and its light ring.
    assert!((0..side).all(|at| is_light(at, 19) && is_light(19, at) && is_light(at, side - 1)));
    assert!((20..55).all(|at| !is_light(at, 20) && !is_light(20, at)) && is_light(25, 25) && !is_light(32, 32));
}
