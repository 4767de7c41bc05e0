//! Bodies, headers and tokens that are not as they should be: each gets its own answer.

use axum::http::{Method, header};
use serde_json::json;

use crate::house::Place;

const JSON: &[(&str, &str)] = &[("content-type", "application/json")];

#[tokio::test]
async fn what_is_wrong_with_a_body_is_said() {
    let place = Place::new().await;
    let anna = place.owner("Lindenhof").await;
    let post = |body: &'static str| {
        let anna = anna.clone();
        async move { anna.raw(Method::POST, "/links", JSON, body).await }
    };
    for malformed in ["", "{", "{\"name\": \"a\",}", "[1] 2", "{\"name\":\"a\",\"doors\":[]} x", "\u{0}"] {
        let body = post(malformed).await.problem(400, "malformed");
        assert!(body["detail"].as_str().unwrap().starts_with("the body is not JSON"), "{body}");
    }
    let message = post(r#"{"name":"a","dors":[]}"#).await.invalid("dors");
    assert!(message.contains("unknown field `dors`") && message.contains("`doors`"), "{message}");
    post(r#"{"doors":[]}"#).await.invalid("name");
    post(r#"{"name":"a","doors":[1]}"#).await.invalid("doors[0]");
    post(r#"{"name":"a","name":"b","doors":[]}"#).await.invalid("name");
    post("[]").await.invalid("body");
    post(r#"["a", "", ["0198c0de-7a11-7000-8000-000000000000"]]"#).await.invalid("body");
    post("null").await.invalid("body");
    let name = post("{\"name\":\"a\\u0000b\",\"doors\":[]}").await;
    assert_eq!(name.status.as_u16(), 422);
}

#[tokio::test]
async fn only_json_of_a_sane_size_is_read() {
    let place = Place::new().await;
    let anna = place.owner("Lindenhof").await;
    for kind in [None, Some("text/plain"), Some("application/x-www-form-urlencoded"), Some("text/json")] {
        let headers: Vec<(&str, &str)> = kind.map(|kind| ("content-type", kind)).into_iter().collect();
        anna.raw(Method::POST, "/links", &headers, "{}").await.problem(415, "not_json");
    }
    let good = [("content-type", "application/json; charset=utf-8")];
    anna.raw(Method::POST, "/links", &good, "{}").await.invalid("name");
    let large = json!({ "name": "a", "description": "x".repeat(64 * 1024), "doors": [] }).to_string();
    anna.raw(Method::POST, "/links", JSON, large.clone()).await.problem(413, "too_large");
    let parts = futures_util::stream::iter(large.into_bytes().chunks(1_000).map(<[u8]>::to_vec).collect::<Vec<_>>());
    let parts = futures_util::StreamExt::map(parts, Ok::<_, std::io::Error>);
    let unsized_body = axum::body::Body::from_stream(parts);
    anna.raw(Method::POST, "/links", JSON, unsized_body).await.problem(413, "too_large");
}

#[tokio::test]
async fn unknown_paths_and_methods_are_problems_too() {
    let place = Place::new().await;
    let anna = place.owner("Lindenhof").await;
    for path in ["/door", "/doors/x/y/z", "/links/", ""] {
        anna.get(path).await.problem(404, "no_route");
    }
    for (method, path) in [(Method::PUT, "/links"), (Method::DELETE, "/links"), (Method::GET, "/tokens/x")] {
        let reply = anna.send(method, path, &[], None).await;
        reply.problem(405, "no_method");
        assert!(reply.headers.contains_key(header::ALLOW));
    }
}

#[tokio::test]
async fn a_token_that_is_not_good_admits_nobody() {
    let place = Place::limited(3).await;
    let anna = place.owner("Lindenhof").await;
    let with = |value: String| {
        let request =
            axum::http::Request::get("/api/v1/me").header("authorization", value).body(axum::body::Body::empty());
        tower::ServiceExt::oneshot(place.router.clone(), request.unwrap())
    };
    for good in [format!("Bearer {}", anna.token), format!("bearer  {}", anna.token)] {
        assert_eq!(with(good).await.unwrap().status(), 200);
    }
    let no_token = place.anonymous("GET", "/me").await;
    no_token.problem(401, "no_token");
    assert_eq!(no_token.headers[header::WWW_AUTHENTICATE], "Bearer realm=\"keylink\"");
    for bad in [format!("Basic {}", anna.token), anna.token.clone(), "Bearer".to_owned()] {
        assert_eq!(with(bad).await.unwrap().status(), 401);
    }
    let stranger = anna.with_token("klt_0123456789abcdefghjkmnpqrs");
    for _ in 0..3 {
        let reply = stranger.get("/me").await;
        let body = reply.problem(401, "not_known");
        assert!(!body.to_string().contains("0123456789"), "the token is not said again");
        assert!(reply.headers.contains_key(header::WWW_AUTHENTICATE));
    }
    let reply = stranger.get("/me").await;
    reply.problem(429, "too_often");
    assert!(reply.headers[header::RETRY_AFTER].to_str().unwrap().parse::<u64>().unwrap() >= 1);
    anna.get("/me").await.ok();
}

#[tokio::test]
async fn a_revoked_token_and_a_suspended_user_are_out_at_once() {
    let place = Place::new().await;
    let anna = place.owner("Lindenhof").await;
    let made = anna.post("/tokens", json!({ "name": "calendar" })).await.created();
    let calendar = anna.with_token(made["token"].as_str().unwrap());
    assert_eq!(calendar.get("/me").await.ok()["id"], anna.id.as_str());
    let path = format!("/tokens/{}", made["id"].as_str().unwrap());
    assert_eq!(anna.delete(&path).await.status, 204);
    assert_eq!(anna.delete(&path).await.status, 204, "revoking twice is one revoke");
    calendar.get("/me").await.problem(401, "not_known");
    let listed = anna.get("/tokens").await;
    assert!(!String::from_utf8_lossy(&listed.bytes).contains(&calendar.token), "a token is shown once");

    let ben = place.user(&anna, "Ben", "member").await;
    ben.get("/me").await.ok();
    anna.patch(&format!("/users/{}", ben.id), json!({ "state": "suspended" })).await.ok();
    ben.get("/me").await.problem(401, "not_known");
}

#[tokio::test]
async fn the_role_decides_and_says_so() {
    let place = Place::new().await;
    let anna = place.owner("Lindenhof").await;
    let ben = place.user(&anna, "Ben", "member").await;
    let body = ben.post("/doors", json!({ "name": "Yard" })).await.problem(403, "forbidden");
    assert!(body["detail"].as_str().unwrap().contains("ask an owner"));
    ben.get("/events/live").await.problem(403, "forbidden");
    ben.patch("/organization", json!({ "name": "Ben’s" })).await.problem(403, "forbidden");
    let door = anna.door("Street door").await;
    let body = json!({ "name": "a", "doors": [&door] });
    let message = ben.post("/links", body.clone()).await.invalid("doors");
    assert!(message.contains("there is no door"), "{message}");
    let onsite = json!({ "user_id": ben.id, "door_id": door, "remote_unlock": false });
    anna.post("/accesses", onsite).await.created();
    let message = ben.post("/links", body).await.invalid("doors");
    assert!(message.contains("no access with remote unlock"), "{message}");
}
