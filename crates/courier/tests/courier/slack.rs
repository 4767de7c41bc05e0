//! Slack against an API that answers as Slack documents it.

use keylink_courier::{Courier, NotTaken, Settings, SlackSettings, SlackWay, Token};
use keylink_domain::delivery::{Address, Channel, FailCode};
use keylink_post_office::Provider;
use serde_json::{Value, json};

use crate::letters::{Facts, SECRET, letter};

const JSON: [(&str, &str); 1] = [("Content-Type", "application/json; charset=utf-8")];
const POSTED: &str = r#"{"ok":true,"channel":"C123456","ts":"1503435956.000247"}"#;

fn bot(provider: &Provider) -> SlackWay {
    SlackWay::Bot { token: Token::new("xoxb-hush"), base_url: format!("{}/api", provider.url) }
}

async fn send(way: SlackWay, to: &str, facts: Facts) -> Result<String, NotTaken> {
    let courier = Courier::new(Settings { slack: Some(SlackSettings { way }), ..Settings::default() }).unwrap();
    let message = courier.writer().write(&letter(facts));
    courier.send(&Address::parse(Channel::Slack, to).unwrap(), &message).await.map(|taken| taken.said)
}

#[tokio::test]
async fn a_bot_posts_and_slack_s_robot_fetches_nothing() {
    let provider = Provider::open().await;
    provider.answer(200, &JSON, POSTED);
    let words = "<!channel> *look* <https://evil.example|here> & so on".to_owned();
    send(bot(&provider), "#front-desk", Facts { words: words.clone(), ..Facts::default() }).await.unwrap();
    let asked = provider.asked().remove(0);
    assert_eq!(asked.what, "POST /api/chat.postMessage");
    assert_eq!(asked.header("authorization"), "Bearer xoxb-hush");
    let body: Value = serde_json::from_str(&asked.body).unwrap();
    assert_eq!(
        (&body["channel"], &body["unfurl_links"], &body["unfurl_media"]),
        (&json!("#front-desk"), &json!(false), &json!(false))
    );
    let text = body["text"].as_str().unwrap();
    assert!(text.contains("has sent you a key") && !text.contains(SECRET), "it stands in notifications: {text}");
    let blocks = body["blocks"].as_array().unwrap();
    let links: Vec<&str> = blocks
        .iter()
        .filter(|block| block["text"]["type"] == "mrkdwn")
        .map(|block| block["text"]["text"].as_str().unwrap())
        .collect();
    assert_eq!(links, [format!("<https://keys.example.org/k/{SECRET}|Open the key>")]);
    let plain = blocks.iter().find(|block| block["text"]["text"] == json!(words)).unwrap();
    assert_eq!(plain["text"]["type"], "plain_text", "people's words call nobody and link nowhere");
}

#[tokio::test]
async fn a_member_is_found_by_mail_address() {
    let provider = Provider::open().await;
    provider.answer(200, &JSON, r#"{"ok":true,"user":{"id":"W012A3CDE","name":"mia"}}"#);
    provider.answer(200, &JSON, POSTED);
    send(bot(&provider), "mia@example.com", Facts::default()).await.unwrap();
    let asked = provider.asked();
    assert_eq!(
        (asked[0].what.as_str(), asked[0].field("email").as_deref()),
        ("POST /api/users.lookupByEmail", Some("mia@example.com"))
    );
    assert!(asked[1].body.contains("\"channel\":\"W012A3CDE\""));
    provider.answer(200, &JSON, r#"{"ok":false,"error":"users_not_found"}"#);
    match send(bot(&provider), "eve@example.com", Facts::default()).await.unwrap_err() {
        NotTaken::Never(failure) => assert_eq!(failure.code, FailCode::Address),
        other => panic!("{other:?}"),
    }
    provider.hang_up();
    let asked = send(bot(&provider), "mia@example.com", Facts::default()).await;
    assert!(matches!(asked, Err(NotTaken::Later { .. })), "nothing had gone out: {asked:?}");
}

#[tokio::test]
async fn what_is_tried_again_and_what_is_not() {
    let provider = Provider::open().await;
    for (status, error, code) in [
        (200, "channel_not_found", Some(FailCode::Address)),
        (200, "is_archived", Some(FailCode::Address)),
        (200, "invalid_auth", Some(FailCode::Login)),
        (200, "missing_scope", Some(FailCode::Login)),
        (200, "msg_too_long", Some(FailCode::Refused)),
        (429, "ratelimited", None),
        (200, "ratelimited", None),
    ] {
        let headers = [JSON[0], ("Retry-After", "30")];
        provider.answer(status, &headers, &format!(r#"{{"ok":false,"error":"{error}"}}"#));
        match (send(bot(&provider), "C0123456789", Facts::default()).await.unwrap_err(), code) {
            (NotTaken::Never(failure), Some(code)) => {
                assert_eq!(failure.code, code, "{error}");
                assert!(failure.sentence().contains(error), "{}", failure.sentence());
            }
            (NotTaken::Later { after, .. }, None) => assert_eq!(after.map(|after| after.as_secs()), Some(30)),
            (other, _) => panic!("{error}: {other:?}"),
        }
    }
    provider.hang_up();
    assert!(matches!(send(bot(&provider), "C0123456789", Facts::default()).await, Err(NotTaken::NotKnown(_))));
}

#[tokio::test]
async fn a_webhook_leads_to_its_channel() {
    let provider = Provider::open().await;
    let url = format!("{}/services/T1/B1/hush", provider.url);
    let way = || SlackWay::Webhook(Token::new(&url));
    assert!(!format!("{:?}", way()).contains("hush"));
    provider.answer(200, &[], "ok");
    assert_eq!(send(way(), "", Facts::default()).await.unwrap(), "ok");
    let asked = provider.asked().remove(0);
    assert_eq!(asked.what, "POST /services/T1/B1/hush");
    assert!(asked.body.contains(SECRET) && !asked.body.contains("\"channel\""));
    for (status, words, code) in [
        (403, "invalid_token", FailCode::Login),
        (404, "no_service", FailCode::Login),
        (400, "invalid_payload", FailCode::Refused),
    ] {
        provider.answer(status, &[], words);
        match send(way(), "", Facts::default()).await.unwrap_err() {
            NotTaken::Never(failure) => {
                assert_eq!(failure.code, code);
                assert!(
                    failure.sentence().contains(words) && !failure.sentence().contains("hush"),
                    "{}",
                    failure.sentence()
                );
            }
            other => panic!("{words}: {other:?}"),
        }
    }
}
