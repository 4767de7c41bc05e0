//! Deliveries by the API: asked for once, listed, refused at their field.

use std::time::Duration;

use axum::http::Method;
use keylink_domain::text::Email;
use keylink_post_office::MailServer;
use keylink_service::delivery::{Encryption, MailSettings, Settings};
use serde_json::{Value, json};

use crate::house::{Person, Place};

fn mail(port: u16) -> Settings {
    let mail = MailSettings {
        host: "127.0.0.1".to_owned(),
        port,
        encryption: Encryption::None,
        allow_unencrypted: false,
        authority: None,
        login: None,
        from_name: String::new(),
        from: Email::parse("keys@example.org").unwrap(),
        dkim: None,
    };
    Settings { mail: Some(mail), ..Settings::default() }
}

async fn wait_until_sent(owner: &Person, path: &str) -> Value {
    for _ in 0..1_500 {
        let page = owner.get(path).await.ok();
        if page["items"].as_array().unwrap().iter().all(|one| one["state"] == "sent") {
            return page;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("they were never sent");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_link_is_sent_once_and_listed() {
    let server = MailServer::open().await;
    let place = Place::sending(mail(server.port)).await;
    let owner = place.owner("Lindenhof").await;
    let link = owner.link().await;
    let path = format!("/links/{}/deliveries", link["id"].as_str().unwrap());
    let body = json!({ "channel": "mail", "address": " Mia@Example.com", "message": "See you!" });
    let key = [("Idempotency-Key", "weekend")];
    let first = owner.send(Method::POST, &path, &key, Some(body.clone())).await.created();
    assert_eq!(
        (&first["state"], &first["address"], &first["link_id"]),
        (&json!("queued"), &json!("Mia@example.com"), &link["id"])
    );
    let again = owner.send(Method::POST, &path, &key, Some(body)).await.created();
    assert_eq!(first["id"], again["id"]);
    let other = json!({ "channel": "mail", "address": "ben@example.com" });
    owner.send(Method::POST, &path, &key, Some(other.clone())).await.problem(409, "conflict");
    owner.post(&path, other).await.created();
    wait_until_sent(&owner, &path).await;
    assert_eq!(server.received().len(), 2);
    let page = owner.get(&format!("{path}?limit=1")).await.ok();
    assert_eq!(page["items"][0]["address"], "ben@example.com");
    let next = owner.get(&format!("{path}?limit=1&cursor={}", page["next_cursor"].as_str().unwrap())).await.ok();
    assert_eq!((&next["items"][0]["id"], &next["next_cursor"]), (&first["id"], &Value::Null));
    let events = owner.get("/events?kind=link.sent").await.ok();
    assert_eq!(events["items"].as_array().unwrap().len(), 2, "{events}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_wrong_is_told_at_its_field() {
    let server = MailServer::open().await;
    let place = Place::sending(mail(server.port)).await;
    let (owner, eve) = (place.owner("Lindenhof").await, place.owner("Elsewhere").await);
    let link = owner.link().await;
    let path = format!("/links/{}/deliveries", link["id"].as_str().unwrap());
    for (body, field) in [
        (json!({ "channel": "mail", "address": "mia@example" }), "address"),
        (json!({ "channel": "mail" }), "address"),
        (json!({ "channel": "sms", "address": "+4915123456789" }), "channel"),
        (json!({ "channel": "fax", "address": "1" }), "channel"),
        (json!({ "channel": "mail", "address": "mia@example.com", "message": "x".repeat(501) }), "message"),
        (json!({ "channel": "mail", "address": "mia@example.com", "language": "!" }), "language"),
    ] {
        owner.post(&path, body).await.invalid(field);
    }
    let good = json!({ "channel": "mail", "address": "eve@example.com" });
    eve.post(&path, good.clone()).await.problem(404, "not_found");
    owner.act(&format!("/links/{}/revoke", link["id"].as_str().unwrap())).await.ok();
    owner.post(&path, good).await.problem(409, "conflict");
    assert_eq!(owner.get(&path).await.ok()["items"], json!([]));
    assert!(server.received().is_empty());
}
