//! The announcement by the API.

use axum::http::Method;
use serde_json::json;

use crate::house::Place;

#[tokio::test]
async fn an_announcement_is_set_shown_and_taken_back() {
    let place = Place::new().await;
    let anna = place.owner("Lindenhof").await;
    anna.get("/announcement").await.problem(404, "not_found");
    let whole = json!({ "broker": "mqtt://127.0.0.1:9", "login": "keylink", "password": "hush-hush-42" });
    let set = anna.send(Method::PUT, "/announcement", &[], Some(whole)).await.ok();
    assert_eq!((&set["broker"], &set["has_password"]), (&json!("mqtt://127.0.0.1:9"), &json!(true)));
    assert_eq!((&set["prefix"], &set["state"]), (&json!("homeassistant"), &json!("beginning")));
    assert!(!set.to_string().contains("hush-hush-42"));
    assert_eq!(anna.get("/announcement").await.ok()["login"], "keylink");
    for (field, body) in [
        ("broker", json!({ "broker": "ftp://a" })),
        ("login", json!({ "broker": "mqtt://127.0.0.1:9", "password": "x" })),
        ("password", json!({ "broker": "mqtt://127.0.0.1:10", "login": "keylink" })),
        ("prefix", json!({ "broker": "mqtt://127.0.0.1:9", "login": "keylink", "prefix": "a/#" })),
    ] {
        anna.send(Method::PUT, "/announcement", &[], Some(body)).await.invalid(field);
    }
    let ben = place.user(&anna, "ben", "manager").await;
    ben.get("/announcement").await.problem(403, "forbidden");
    ben.send(Method::PUT, "/announcement", &[], Some(json!({ "broker": "mqtt://127.0.0.1:9" })))
        .await
        .problem(403, "forbidden");
    ben.delete("/announcement").await.problem(403, "forbidden");
    let eve = place.owner("Elsewhere").await;
    eve.get("/announcement").await.problem(404, "not_found");
    eve.delete("/announcement").await.problem(404, "not_found");
    let of_ours = json!({ "broker": "mqtt://127.0.0.1:9", "user_id": set["user_id"] });
    eve.send(Method::PUT, "/announcement", &[], Some(of_ours)).await.problem(404, "not_found");
    assert_eq!(anna.delete("/announcement").await.status.as_u16(), 204);
    anna.get("/announcement").await.problem(404, "not_found");
}
