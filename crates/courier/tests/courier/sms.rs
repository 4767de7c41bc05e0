//! Text messages against an API that answers as Twilio documents it.

use keylink_courier::{Courier, NotTaken, Settings, SetupError, SmsSettings, Token};
use keylink_domain::delivery::{Address, Channel, FailCode};
use keylink_post_office::{Asked, Provider};

use crate::letters::{Facts, SECRET, letter};

const TAKEN: &str = r#"{"account_sid":"AC1","body":"...","error_code":null,"from":"+15005550006","sid":"SM2","status":"queued","to":"+4915123456789"}"#;

fn settings(provider: &Provider, from: &str) -> SmsSettings {
    SmsSettings {
        account: "AC1".to_owned(),
        token: Token::new("hush"),
        from: from.to_owned(),
        base_url: provider.url.clone(),
    }
}

async fn send(settings: SmsSettings, facts: Facts) -> Result<String, NotTaken> {
    let courier = Courier::new(Settings { sms: Some(settings), ..Settings::default() }).unwrap();
    let to = Address::parse(Channel::Sms, "+49 151 23456789").unwrap();
    let message = courier.writer().write(&letter(facts));
    courier.send(&to, &message).await.map(|taken| taken.said)
}

fn error(code: u32, message: &str, status: u16) -> String {
    format!(
        r#"{{"code":{code},"message":"{message}","more_info":"https://www.twilio.com/docs/errors/{code}","status":{status}}}"#
    )
}

#[tokio::test]
async fn a_short_text_goes_out_with_the_link() {
    let provider = Provider::open().await;
    for from in ["+15005550006", "MG0123"] {
        provider.answer(201, &[("Content-Type", "application/json")], TAKEN);
        assert_eq!(send(settings(&provider, from), Facts::default()).await.unwrap(), "queued");
    }
    let asked = provider.asked();
    let first: &Asked = &asked[0];
    assert_eq!(first.what, "POST /2010-04-01/Accounts/AC1/Messages.json");
    assert_eq!(first.header("authorization"), "Basic QUMxOmh1c2g=");
    assert_eq!(first.field("To").unwrap(), "+4915123456789");
    assert_eq!(first.field("From").unwrap(), "+15005550006");
    assert_eq!(asked[1].field("MessagingServiceSid").unwrap(), "MG0123");
    assert_eq!(
        first.field("Body").unwrap(),
        format!(
            "Anna has sent you a key for Lindenhof. It works from Fri 27 Nov 2026, 15:00 until Sun 29 Nov 2026, 11:00 \
             (Vienna time). https://keys.example.org/k/{SECRET}"
        )
    );
}

#[tokio::test]
async fn texts_of_every_script_go_out_whole_and_turn_nothing() {
    let provider = Provider::open().await;
    provider.answer(201, &[], TAKEN);
    let organization = "\u{5d1}\u{5d9}\u{5ea} & \u{1f511}+=\u{202e}x".to_owned();
    send(settings(&provider, "+1"), Facts { organization, words: "a&b=c\r\nd".to_owned(), ..Facts::default() })
        .await
        .unwrap();
    let body = provider.asked()[0].field("Body").unwrap();
    // The house's own sentence comes first, so that nobody speaks in its name.
    assert!(body.starts_with("Anna has sent you a key for \u{5d1}\u{5d9}\u{5ea} & \u{1f511}+=x."), "{body}");
    assert!(body.ends_with("\na&b=c\nd"), "{body}");
}

#[tokio::test]
async fn what_is_tried_again_and_what_is_not() {
    let provider = Provider::open().await;
    for (status, body, code) in [
        (400, error(21211, "Invalid 'To' Phone Number: +491512345XXXX", 400), Some(FailCode::Address)),
        (400, error(21614, "'To' number is not a valid mobile number", 400), Some(FailCode::Address)),
        (400, error(21610, "Attempt to send to unsubscribed recipient", 400), Some(FailCode::Address)),
        (
            400,
            error(21408, "Permission to send an SMS has not been enabled for the region", 400),
            Some(FailCode::Address),
        ),
        (401, error(20003, "Authenticate", 401), Some(FailCode::Login)),
        (
            400,
            error(21606, "The From phone number is not a valid message-capable number", 400),
            Some(FailCode::Refused),
        ),
        (429, error(20429, "Too Many Requests", 429), None),
        (503, "try later".to_owned(), None),
    ] {
        provider.answer(status, &[("Retry-After", "77")], &body);
        match (send(settings(&provider, "+1"), Facts::default()).await.unwrap_err(), code) {
            (NotTaken::Never(failure), Some(code)) => {
                assert_eq!(failure.code, code, "{body}");
                let message = body.split("\"message\":\"").nth(1).unwrap().split('"').next().unwrap();
                assert!(failure.sentence().contains(message), "{}", failure.sentence());
            }
            (NotTaken::Later { after, .. }, None) => assert_eq!(after.map(|after| after.as_secs()), Some(77)),
            (other, _) => panic!("{body}: {other:?}"),
        }
    }
}

#[tokio::test]
async fn where_nobody_knows_it_is_said() {
    let provider = Provider::open().await;
    provider.hang_up();
    assert!(matches!(send(settings(&provider, "+1"), Facts::default()).await, Err(NotTaken::NotKnown(_))));
    provider.answer(500, &[], "");
    assert!(matches!(send(settings(&provider, "+1"), Facts::default()).await, Err(NotTaken::NotKnown(_))));
    assert_eq!(provider.asked().len(), 2, "it is asked once each");
}

#[tokio::test]
async fn a_provider_that_is_away_is_tried_again_and_its_token_does_not_print() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let provider = Provider::open().await;
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let away = SmsSettings { base_url: url, ..settings(&provider, "+1") };
    assert!(!format!("{away:?}").contains("hush"));
    let said = send(away, Facts::default()).await.unwrap_err();
    assert!(matches!(&said, NotTaken::Later { said, .. } if said.contains("could not be reached")), "{said:?}");
    let elsewhere = SmsSettings { base_url: "http://api.example.com".to_owned(), ..settings(&provider, "+1") };
    let made = Courier::new(Settings { sms: Some(elsewhere), ..Settings::default() });
    assert!(matches!(made, Err(SetupError::Url { setting: "sms.base_url" })), "links do not go in clear");
}
