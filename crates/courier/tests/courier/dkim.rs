//! Signed mail against an independent judge: PyPI `dkimpy`, in a virtual environment of its own that
//! `script/setup test` makes. Without it the test that asks it says so and does nothing.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use keylink_courier::{Courier, DkimSettings, MailSettings, Settings, SetupError, Token};
use keylink_post_office::MailServer;

use crate::letters::{Facts, letter, mail_settings, mia};

/// A key that signs nothing but these tests, and what the DNS tells of it.
const KEY: &str = include_str!("dkim.pem");
const PUBLIC: &str = include_str!("dkim.pub");

/// Reads a mail, and says whether it is from whom it says.
const JUDGE: &str = r#"
import sys
import dkim
asked = []
def dns(name, timeout=5):
    asked.append(name.decode() if isinstance(name, bytes) else name)
    return ("v=DKIM1; k=rsa; p=" + sys.argv[1]).encode()
good = dkim.verify(sys.stdin.buffer.read(), dnsfunc=dns)
print("good" if good else "bad", *asked)
"#;

fn signed_by(selector: &str, key: &str, port: u16) -> Result<Courier, SetupError> {
    let dkim = Some(DkimSettings { selector: selector.to_owned(), key: Token::new(key) });
    let mail = Some(MailSettings { dkim, ..mail_settings(port) });
    Courier::new(Settings { mail, ..Settings::default() })
}

fn judged(mail: &str) -> Option<String> {
    let python = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../target/dkimpy/bin/python");
    if !python.exists() {
        eprintln!("skipped: PyPI dkimpy is not installed; script/setup test does it");
        return None;
    }
    let mut judge = Command::new(python)
        .args(["-c", JUDGE, PUBLIC.trim()])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    judge.stdin.take().unwrap().write_all(mail.as_bytes()).unwrap();
    Some(String::from_utf8(judge.wait_with_output().unwrap().stdout).unwrap().trim().to_owned())
}

#[tokio::test]
async fn a_signed_mail_is_known_to_be_from_its_domain_and_a_changed_one_is_not() {
    let server = MailServer::open().await;
    let courier = signed_by("keylink", KEY, server.port).unwrap();
    let message = courier.writer().write(&letter(Facts::default()));
    courier.send(&mia(), &message).await.unwrap();
    let mail = server.received().remove(0).message;
    assert!(mail.starts_with("DKIM-Signature:") || mail.contains("\r\nDKIM-Signature:"), "{mail}");
    let Some(verdict) = judged(&mail) else { return };
    assert_eq!(verdict, "good keylink._domainkey.example.org.");
    let subject = mail.lines().find(|line| line.starts_with("Subject:")).unwrap();
    assert!(judged(&mail.replacen(subject, "Subject: Another", 1)).unwrap().starts_with("bad"));
    assert!(judged(&format!("{mail}And so on.\r\n")).unwrap().starts_with("bad"));
}

#[tokio::test]
async fn long_names_and_other_letters_are_signed_as_they_are_written() {
    let server = MailServer::open().await;
    let courier = signed_by("keylink", KEY, server.port).unwrap();
    for organization in ["Hausverwaltung Łódź \u{1f511} und Söhne ".repeat(6), "a  b   c ".repeat(40), "ש".repeat(120)]
    {
        let facts = Facts { organization, language: Some("he".to_owned()), ..Facts::default() };
        courier.send(&mia(), &courier.writer().write(&letter(facts))).await.unwrap();
        let Some(verdict) = judged(&server.received().pop().unwrap().message) else { return };
        assert_eq!(verdict, "good keylink._domainkey.example.org.");
    }
}

#[tokio::test]
async fn without_a_key_nothing_is_signed() {
    let server = MailServer::open().await;
    let courier = Courier::new(Settings { mail: Some(mail_settings(server.port)), ..Settings::default() }).unwrap();
    let message = courier.writer().write(&letter(Facts::default()));
    courier.send(&mia(), &message).await.unwrap();
    assert!(!server.received().remove(0).message.contains("DKIM-Signature"));
}

#[test]
fn a_key_or_a_name_that_cannot_be_used_stops_at_the_start() {
    let told = |selector: &str, key: &str| signed_by(selector, key, 25).err().map(|error| error.to_string());
    assert!(told("keylink", "no key").unwrap().contains("openssl genrsa"));
    for selector in ["", "key link", "k;d=other.example", "a..b", "."] {
        assert!(told(selector, KEY).unwrap().contains("mail.dkim_selector"), "{selector:?}");
    }
    assert_eq!(told("keylink-2026", KEY), None);
}
