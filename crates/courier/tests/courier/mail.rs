//! Mail over the wire, and everything that a mail server may say to it.

use keylink_courier::{Courier, Encryption, MailSettings, NotTaken, Settings, SetupError, Token};
use keylink_domain::delivery::{Address, Channel, FailCode};
use keylink_post_office::{AUTHORITY, Encrypted, MailMood, MailServer};

use crate::letters::{Facts, letter, mail_settings, mia};

fn courier(settings: MailSettings) -> Courier {
    Courier::new(Settings { mail: Some(settings), ..Settings::default() }).unwrap()
}

async fn send(server: &MailServer) -> Result<String, NotTaken> {
    send_with(mail_settings(server.port)).await
}

async fn send_with(settings: MailSettings) -> Result<String, NotTaken> {
    let courier = courier(settings);
    let message = courier.writer().write(&letter(Facts::default()));
    courier.send(&mia(), &message).await.map(|taken| taken.said)
}

#[tokio::test]
async fn a_mail_is_taken_and_the_server_s_words_are_told() {
    let server = MailServer::open().await;
    assert_eq!(send(&server).await.unwrap(), "250 2.0.0 queued as 4Xy7");
    let received = server.received();
    assert_eq!((received.len(), received[0].from.as_str()), (1, "keys@example.org"));
    assert_eq!(received[0].to, ["mia@example.com"]);
}

#[tokio::test]
async fn what_is_tried_again_and_what_is_not() {
    let server = MailServer::open().await;
    for (mood, code, words) in [
        (MailMood::Busy, None, "421"),
        (MailMood::Recipient("451 4.7.1 greylisted, try again"), None, "451 4.7.1 greylisted"),
        (MailMood::Message("452 4.3.1 disk full"), None, "452 4.3.1 disk full"),
        (MailMood::HangsUpBeforeMessage, None, ""),
        (MailMood::Recipient("550 5.1.1 no such user"), Some(FailCode::Address), "550 5.1.1 no such user"),
        (MailMood::Message("554 5.7.1 spam"), Some(FailCode::Refused), "554 5.7.1 spam"),
        (MailMood::WantsLogin("a".into(), "b".into()), Some(FailCode::Refused), "530 5.7.0"),
    ] {
        server.set(mood.clone());
        match (send(&server).await.unwrap_err(), code) {
            (NotTaken::Later { said, .. }, None) => assert!(said.contains(words), "{mood:?}: {said}"),
            (NotTaken::Never(failure), Some(code)) => {
                assert_eq!(failure.code, code, "{mood:?}");
                assert!(failure.sentence().contains(words), "{mood:?}: {}", failure.sentence());
            }
            (other, _) => panic!("{mood:?}: {other:?}"),
        }
    }
    assert!(server.received().is_empty());
}

#[tokio::test]
async fn a_server_that_hangs_up_with_the_message_leaves_it_not_known() {
    let server = MailServer::open().await;
    server.set(MailMood::HangsUpAfterMessage);
    assert!(matches!(send(&server).await, Err(NotTaken::NotKnown(_))));
    assert_eq!(server.received().len(), 1, "it may well have arrived");
}

#[tokio::test]
async fn a_server_that_is_away_is_tried_again() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    drop(listener);
    match send_with(mail_settings(port)).await.unwrap_err() {
        NotTaken::Later { said, .. } => assert!(said.contains("could not be reached"), "{said}"),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn the_login_is_used_and_a_wrong_one_is_told() {
    let server = MailServer::open().await;
    server.set(MailMood::WantsLogin("keys".into(), "correct horse".into()));
    let with = |password: &str| MailSettings {
        login: Some(("keys".to_owned(), Token::new(password))),
        ..mail_settings(server.port)
    };
    assert!(send_with(with("correct horse")).await.is_ok());
    match send_with(with("battery")).await.unwrap_err() {
        NotTaken::Never(failure) => {
            assert_eq!(failure.code, FailCode::Login);
            assert!(failure.sentence().contains("535 5.7.8"), "{}", failure.sentence());
            assert!(!failure.sentence().contains("battery"));
        }
        other => panic!("{other:?}"),
    }
    assert!(!format!("{:?}", with("battery")).contains("battery"), "passwords do not print");
}

#[tokio::test]
async fn a_server_without_encryption_gets_nothing_where_encryption_is_set() {
    let server = MailServer::open().await;
    let settings = MailSettings { encryption: Encryption::Starttls, ..mail_settings(server.port) };
    match send_with(settings).await.unwrap_err() {
        NotTaken::Never(failure) => assert_eq!(failure.code, FailCode::NotSetUp),
        other => panic!("{other:?}"),
    }
    assert!(server.received().is_empty());
}

#[tokio::test]
async fn both_ways_of_encryption_work_and_only_with_a_server_that_is_trusted() {
    for (encrypted, encryption) in [(Encrypted::OnceAsked, Encryption::Starttls), (Encrypted::AtOnce, Encryption::Tls)]
    {
        let server = MailServer::open_encrypted(encrypted).await;
        server.set(MailMood::WantsLogin("keys".into(), "correct horse".into()));
        let login = Some(("keys".to_owned(), Token::new("correct horse")));
        let strangers = MailSettings { encryption, login, ..mail_settings(server.port) };
        match send_with(strangers.clone()).await.unwrap_err() {
            NotTaken::Later { said, .. } => assert!(said.contains("could not be reached"), "{encrypted:?}: {said}"),
            other => panic!("{encrypted:?}: {other:?}"),
        }
        assert!(server.received().is_empty(), "a server that nobody vouches for gets nothing");
        let trusted = MailSettings { authority: Some(AUTHORITY.to_vec()), ..strangers };
        let elsewhere = MailSettings { host: "127.0.0.2".to_owned(), ..trusted.clone() };
        assert!(send_with(elsewhere).await.is_err(), "its certificate is for another name");
        assert!(send_with(trusted).await.is_ok(), "{encrypted:?}");
        assert!(server.received()[0].is_encrypted);
    }
}

#[test]
fn another_machine_is_not_spoken_to_in_clear_unless_that_is_allowed() {
    let elsewhere = |allow_unencrypted| MailSettings {
        host: "mail.example.org".to_owned(),
        allow_unencrypted,
        ..mail_settings(25)
    };
    let made = |settings| Courier::new(Settings { mail: Some(settings), ..Settings::default() });
    assert!(matches!(made(elsewhere(false)), Err(SetupError::Unencrypted { .. })));
    assert!(made(elsewhere(true)).is_ok());
}

#[tokio::test]
async fn addresses_of_every_script_go_to_servers_that_take_them() {
    let server = MailServer::open().await;
    let courier = courier(mail_settings(server.port));
    let message = courier.writer().write(&letter(Facts::default()));
    let to = Address::parse(Channel::Mail, "\u{5b89}\u{5a1c}@\u{4f8b}\u{5b50}.example").unwrap();
    let sent = courier.send(&to, &message).await;
    // The head then holds the address as it is, which the strict server takes only as 7-bit; either way nothing breaks.
    assert!(sent.is_ok() || matches!(sent, Err(NotTaken::Never(_) | NotTaken::NotKnown(_))), "{sent:?}");
}
