//! Alerts by the API: bounds, one's own wish, and who may set them.

use axum::http::Method;
use serde_json::json;

use crate::house::Place;

#[tokio::test]
async fn bounds_and_wishes_are_set_and_shown() {
    let place = Place::new().await;
    let anna = place.owner("Lindenhof").await;
    let fresh = anna.get("/alerts").await.ok();
    let whole = json!({
        "offline_minutes": 5, "battery_percent": 15, "mine": { "mail": false, "push": false }, "incidents": []
    });
    assert_eq!(fresh, whole);
    let set = anna.send(Method::PATCH, "/alerts", &[], Some(json!({ "offline_minutes": 10 }))).await.ok();
    assert_eq!((&set["offline_minutes"], &set["battery_percent"]), (&json!(10), &json!(15)));
    for (field, body) in [
        ("offline_minutes", json!({ "offline_minutes": 0 })),
        ("offline_minutes", json!({ "offline_minutes": 1_441 })),
        ("battery_percent", json!({ "battery_percent": 91 })),
    ] {
        anna.send(Method::PATCH, "/alerts", &[], Some(body)).await.invalid(field);
    }
    let wish = json!({ "mail": true, "push": true });
    let set = anna.send(Method::PUT, "/alerts/mine", &[], Some(wish.clone())).await.ok();
    assert_eq!(set["mine"], wish);
    let ben = place.user(&anna, "ben", "manager").await;
    let his = ben.get("/alerts").await.ok();
    assert_eq!(
        (&his["offline_minutes"], &his["mine"]["mail"]),
        (&json!(10), &json!(false)),
        "each wishes for themselves"
    );
    ben.send(Method::PUT, "/alerts/mine", &[], Some(wish.clone())).await.ok();
    ben.send(Method::PATCH, "/alerts", &[], Some(json!({ "offline_minutes": 1 }))).await.problem(403, "forbidden");
    let mia = place.user(&anna, "mia", "member").await;
    mia.get("/alerts").await.problem(403, "forbidden");
    mia.send(Method::PUT, "/alerts/mine", &[], Some(wish)).await.problem(403, "forbidden");
    let eve = place.owner("Elsewhere").await;
    assert_eq!(eve.get("/alerts").await.ok(), whole, "another organization has its own");
}
