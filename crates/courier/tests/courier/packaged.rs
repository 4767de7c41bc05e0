//! Mail over the wire to a server that is not ours: PyPI `aiosmtpd`, in a virtual environment of its own that
//! `script/setup test` makes. Without it these tests say so and do nothing.

use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use keylink_courier::{Courier, Encryption, MailSettings, NotTaken, Settings, Token};
use keylink_domain::delivery::{Address, Channel, FailCode};
use keylink_post_office::AUTHORITY;
use mailparse::MailHeaderMap;
use tokio::io::{AsyncBufReadExt, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};

use crate::letters::{Facts, letter, mail_settings, mia};

/// How long the program may take for its next line.
const PATIENCE: Duration = Duration::from_secs(60);

/// The packaged server, as a program that ends with the test.
struct Packaged {
    port: u16,
    said: Lines<BufReader<ChildStdout>>,
    /// Killed when it is dropped.
    program: Child,
}

impl Packaged {
    /// Opens it on a free port; nothing where it is not installed.
    async fn open(arguments: &[&str]) -> Option<Self> {
        let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..");
        let python = root.join("target/aiosmtpd/bin/python");
        if !python.exists() {
            eprintln!("skipped: PyPI aiosmtpd is not installed; script/setup test does it");
            return None;
        }
        let office = root.join("crates/post-office");
        let mut program = Command::new(python)
            .arg(office.join("packaged.py"))
            .args(arguments)
            .current_dir(office.join("certificates"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        let said = BufReader::new(program.stdout.take().unwrap()).lines();
        let mut server = Self { port: 0, said, program };
        let line = server.line().await;
        server.port = line.strip_prefix("port ").unwrap().parse().unwrap();
        Some(server)
    }

    async fn line(&mut self) -> String {
        tokio::time::timeout(PATIENCE, self.said.next_line()).await.unwrap().unwrap().unwrap()
    }

    /// From, to, the message, and whether it came encrypted: of the next mail that it took.
    async fn mail(&mut self) -> (String, String, Vec<u8>, bool) {
        let line = self.line().await;
        let words: Vec<_> = line.split(' ').collect();
        let [_, from, to, message, secrecy] = words[..] else { panic!("not a mail: {line}") };
        (from.to_owned(), to.to_owned(), STANDARD.decode(message).unwrap(), secrecy == "encrypted")
    }

    /// Ends it, and tells of the mails that nobody asked for.
    async fn rest(mut self) -> Vec<String> {
        drop(self.program.stdin.take());
        let mut rest = Vec::new();
        while let Some(line) = self.said.next_line().await.unwrap() {
            rest.push(line);
        }
        rest
    }
}

async fn send(settings: MailSettings, to: &Address) -> Result<String, NotTaken> {
    let courier = Courier::new(Settings { mail: Some(settings), ..Settings::default() }).unwrap();
    let facts = Facts { organization: "Hausverwaltung Łódź".to_owned(), ..Facts::default() };
    let message = courier.writer().write(&letter(facts));
    courier.send(to, &message).await.map(|taken| taken.said)
}

fn to(address: &str) -> Address {
    Address::parse(Channel::Mail, address).unwrap()
}

#[tokio::test]
async fn a_mail_is_taken_whole() {
    let Some(mut server) = Packaged::open(&[]).await else { return };
    assert_eq!(send(mail_settings(server.port), &mia()).await.unwrap(), "250 2.0.0 taken");
    let (from, to, message, is_encrypted) = server.mail().await;
    assert_eq!((from.as_str(), to.as_str(), is_encrypted), ("keys@example.org", "mia@example.com", false));
    let mail = mailparse::parse_mail(&message).unwrap();
    assert!(mail.headers.get_first_value("Subject").unwrap().contains("Hausverwaltung Łódź"));
    assert_eq!(server.rest().await, Vec::<String>::new(), "one sending, one mail");
}

#[tokio::test]
async fn a_refused_recipient_is_told_and_a_greylisted_one_is_tried_again() {
    let Some(server) = Packaged::open(&[]).await else { return };
    match send(mail_settings(server.port), &to("unknown@example.com")).await.unwrap_err() {
        NotTaken::Never(failure) => {
            assert_eq!(failure.code, FailCode::Address);
            assert!(failure.sentence().contains("550 5.1.1 no such mailbox here"), "{}", failure.sentence());
        }
        other => panic!("{other:?}"),
    }
    match send(mail_settings(server.port), &to("greylisted@example.com")).await.unwrap_err() {
        NotTaken::Later { said, .. } => assert!(said.contains("451 4.7.1 greylisted"), "{said}"),
        other => panic!("{other:?}"),
    }
    assert_eq!(server.rest().await, Vec::<String>::new());
}

#[tokio::test]
async fn a_server_that_went_away_is_tried_again() {
    let Some(server) = Packaged::open(&[]).await else { return };
    let gone = mail_settings(server.port);
    server.rest().await;
    match send(gone, &mia()).await.unwrap_err() {
        NotTaken::Later { said, .. } => assert!(said.contains("could not be reached"), "{said}"),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn both_ways_of_encryption_and_the_login_work() {
    for (word, encryption) in [("starttls", Encryption::Starttls), ("tls", Encryption::Tls)] {
        let arguments =
            ["--encryption", word, "--certificate", "server.pem", "server.key", "--login", "keys", "correct horse"];
        let Some(mut server) = Packaged::open(&arguments).await else { return };
        let with = |password: &str, authority: Option<&[u8]>| MailSettings {
            encryption,
            authority: authority.map(<[u8]>::to_vec),
            login: Some(("keys".to_owned(), Token::new(password))),
            ..mail_settings(server.port)
        };
        match send(with("correct horse", None), &mia()).await.unwrap_err() {
            NotTaken::Later { said, .. } => assert!(said.contains("could not be reached"), "{word}: {said}"),
            other => panic!("{word}: a certificate that nobody vouches for: {other:?}"),
        }
        match send(with("battery", Some(AUTHORITY)), &mia()).await.unwrap_err() {
            NotTaken::Never(failure) => {
                assert_eq!(failure.code, FailCode::Login, "{word}");
                assert!(failure.sentence().contains("535"), "{word}: {}", failure.sentence());
            }
            other => panic!("{word}: {other:?}"),
        }
        let without = MailSettings { login: None, ..with("", Some(AUTHORITY)) };
        assert!(matches!(send(without, &mia()).await, Err(NotTaken::Never(_))), "{word}: it wants a login");
        assert_eq!(send(with("correct horse", Some(AUTHORITY)), &mia()).await.unwrap(), "250 2.0.0 taken");
        let (_, to, _, is_encrypted) = server.mail().await;
        assert_eq!((to.as_str(), is_encrypted), ("mia@example.com", true), "{word}");
        assert_eq!(server.rest().await, Vec::<String>::new(), "{word}: nothing came but the last");
    }
}

#[tokio::test]
async fn a_server_without_encryption_gets_nothing_where_encryption_is_set() {
    let Some(server) = Packaged::open(&[]).await else { return };
    let settings = MailSettings { encryption: Encryption::Starttls, ..mail_settings(server.port) };
    match send(settings, &mia()).await.unwrap_err() {
        NotTaken::Never(failure) => assert_eq!(failure.code, FailCode::NotSetUp),
        other => panic!("{other:?}"),
    }
    assert_eq!(server.rest().await, Vec::<String>::new());
}

#[tokio::test]
async fn an_address_in_another_script_arrives_as_it_is_written() {
    let Some(mut server) = Packaged::open(&[]).await else { return };
    let address = "\u{5b89}\u{5a1c}@\u{4f8b}\u{5b50}.example";
    assert_eq!(send(mail_settings(server.port), &to(address)).await.unwrap(), "250 2.0.0 taken");
    assert_eq!(server.mail().await.1, address);
}
