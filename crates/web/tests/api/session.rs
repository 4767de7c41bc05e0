//! Who is let in: invitations, where somebody is signed in, tokens, how guests reach whom.

use axum::http::Method;
use keylink_service::session::Visit;
use serde_json::{Value, json};

use crate::house::{Place, Reply};

const PASSWORD: &str = "rain on the roof";

/// What was made and has no address of its own.
fn made(reply: &Reply) -> Value {
    assert_eq!(reply.status, 201, "{}", String::from_utf8_lossy(&reply.bytes));
    reply.json()
}

#[tokio::test]
async fn an_invitation_is_made_used_once_and_taken_back() {
    let place = Place::new().await;
    let anna = place.owner("Lindenhof").await;
    let ben = place.user(&anna, "Ben", "member").await;
    let path = format!("/users/{}/invitation", ben.id);
    let first = made(&anna.act(&path).await);
    assert_eq!(first["by_mail"], json!(false), "this server sends none");
    let first = first["url"].as_str().unwrap().to_owned();
    keylink_canary::keep_url(&first);
    let second = made(&anna.act(&path).await)["url"].as_str().unwrap().to_owned();
    keylink_canary::keep_url(&second);
    let accept = async |url: &str| {
        let secret = url.rsplit('/').next().unwrap();
        place.house.accept_with_password(secret, PASSWORD.to_owned(), &Visit::default()).await.is_ok()
    };
    assert!(!accept(&first).await, "the newer one took its place");
    assert_eq!(anna.delete(&path).await.status, 204);
    assert!(!accept(&second).await, "it was taken back");
    anna.delete(&path).await.problem(404, "not_found");
    let third = made(&anna.act(&path).await)["url"].as_str().unwrap().to_owned();
    keylink_canary::keep_url(&third);
    assert!(accept(&third).await && !accept(&third).await, "once");
    assert!(anna.act(&path).await.problem(409, "conflict")["detail"].as_str().unwrap().contains("sign-in link"));
    ben.act(&path).await.problem(403, "forbidden");
    let log = String::from_utf8_lossy(&anna.get("/events").await.bytes).into_owned();
    assert!(!log.contains("/invitation/"), "no address of an invitation stands in the log");
}

#[tokio::test]
async fn sessions_are_listed_and_ended() {
    let place = Place::new().await;
    let anna = place.owner("Lindenhof").await;
    let (ben, clara) = (place.user(&anna, "Ben", "member").await, place.user(&anna, "Clara", "member").await);
    let path = format!("/users/{}/sessions", ben.id);
    assert_eq!(anna.get(&path).await.ok()["items"], json!([]));
    let link = place.house.make_sign_in_link(ben.organization, ben.id.parse().unwrap()).await.unwrap();
    keylink_canary::keep_url(&link);
    let visit = Visit { address: Some("192.0.2.7".parse().unwrap()), device: "Firefox".to_owned(), known: None };
    let begun = place.house.sign_in_once(link.rsplit('/').next().unwrap(), None, &visit).await.unwrap();
    for who in [&anna, &ben] {
        let one = &who.get(&path).await.ok()["items"][0];
        assert_eq!((&one["device"], &one["address"]), (&json!("Firefox"), &json!("192.0.2.7")));
        assert!(one["created_at"].as_str().unwrap().starts_with("2026-11-01T12:00:"), "{one}");
    }
    for method in [Method::GET, Method::DELETE] {
        clara.send(method, &path, &[], None).await.problem(403, "forbidden");
    }
    assert!(place.house.signed_in(begun.secret.reveal()).await.unwrap().is_some());
    assert_eq!(anna.delete(&path).await.status, 204);
    assert!(place.house.signed_in(begun.secret.reveal()).await.unwrap().is_none());
    assert_eq!(anna.get(&path).await.ok()["items"], json!([]));
}

#[tokio::test]
async fn tokens_are_made_listed_and_revoked_by_whose_they_are() {
    let place = Place::new().await;
    let anna = place.owner("Lindenhof").await;
    let (ben, clara) = (place.user(&anna, "Ben", "member").await, place.user(&anna, "Clara", "member").await);
    let made = ben.post("/tokens", json!({ "name": "calendar" })).await.created();
    let text = made["token"].as_str().unwrap();
    keylink_canary::keep(text);
    let second = ben.with_token(text);
    assert_eq!(second.get("/me").await.ok()["id"], json!(ben.id));
    let names = |page: Value| {
        page["items"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let list = ben.get("/tokens").await;
    assert_eq!(names(list.ok()), ["tests", "calendar"]);
    assert!(!String::from_utf8_lossy(&list.bytes).contains(text), "its text was shown once");
    let path = format!("/tokens/{}", made["id"].as_str().unwrap());
    clara.delete(&path).await.problem(404, "not_found");
    assert_eq!(ben.delete(&path).await.status, 204);
    assert_eq!(ben.delete(&path).await.status, 204, "revoking twice is one revoke");
    second.get("/me").await.problem(401, "not_known");
    ben.post("/tokens", json!({ "name": "x".repeat(5_000) })).await.invalid("name");
}

#[tokio::test]
async fn how_guests_reach_somebody_is_set_checked_and_emptied() {
    let place = Place::new().await;
    let anna = place.owner("Lindenhof").await;
    let ben = place.user(&anna, "Ben", "member").await;
    let site = anna.get("/sites").await.ok()["items"][0]["id"].as_str().unwrap().to_owned();
    let put = async |path: &str, body: Value| anna.send(Method::PUT, path, &[], Some(body)).await;
    let contact = json!({ "phone": "+43 660 1234567", "mail": "anna@example.com", "note": "Not before eight." });
    let set = put("/me/contact", contact).await.ok();
    assert_eq!(anna.get("/me/contact").await.ok(), set);
    assert_eq!(set["mail"], json!("anna@example.com"));
    put("/me/contact", json!({ "phone": "call me" })).await.invalid("phone");
    put("/me/contact", json!({ "mail": "nowhere" })).await.invalid("mail");
    assert_eq!(anna.get("/me/contact").await.ok(), set, "what is refused changes nothing");
    let path = format!("/sites/{site}/contact");
    let set = put(&path, json!({ "name": "Reception", "phone": "+43 660 1234567" })).await.ok();
    assert_eq!(anna.get(&path).await.ok(), set);
    ben.send(Method::PUT, &path, &[], Some(json!({ "name": "Ben" }))).await;
    assert_eq!(anna.get(&path).await.ok()["name"], json!("Reception"), "a member sets none");
}
