//! Cards and PINs over the API: unique, dated, suspended and revoked; a PIN is told to nobody and stands nowhere in clear.

use serde_json::{Value, json};

use crate::house::Place;

const PIN: &str = "73915028";

#[tokio::test]
async fn a_card_is_one_person_s() {
    let place = Place::new().await;
    let anna = place.owner("Lindenhof").await;
    let ben = place.user(&anna, "Ben", "member").await;
    let card = |number: &str| json!({ "user_id": ben.id, "kind": "card", "name": "White card", "number": number });
    let made = anna.post("/credentials", card("123, 45678")).await.created();
    assert_eq!((&made["card"], &made["kind"]), (&json!("w26:123:45678"), &json!("card")));
    for same in ["123:45678", "123/45678"] {
        assert!(anna.post("/credentials", card(same)).await.invalid("number").contains("already"), "{same}");
    }
    for wrong in ["", "0", "300,1", "x"] {
        anna.post("/credentials", card(wrong)).await.invalid("number");
    }
    let raw = anna.post("/credentials", card("0xFF")).await.created();
    assert_eq!(raw["card"], "255");
    let path = format!("/credentials/{}", made["id"].as_str().unwrap());
    let dated = anna.patch(&path, json!({ "until": "2026-12-31", "state": "suspended" })).await.ok();
    assert_eq!((&dated["card"], &dated["state"]), (&made["card"], &json!("suspended")));
    anna.post("/credentials", card("123,45678")).await.invalid("number");
    anna.patch(&path, json!({ "state": "revoked" })).await.ok();
    anna.post("/credentials", card("123,45678")).await.created();
    // Another organization's cards are its own.
    let eve = place.owner("Elsewhere").await;
    let theirs = json!({ "user_id": eve.id, "kind": "card", "name": "Card", "number": "123,45678" });
    eve.post("/credentials", theirs).await.created();
    let key = json!({ "user_id": ben.id, "kind": "cloud_key", "name": "Key", "number": "1" });
    anna.post("/credentials", key).await.invalid("number");
    ben.post("/credentials", card("9")).await.problem(403, "forbidden");
    assert!(ben.post("/links", json!({ "name": "x", "doors": [], "credential_id": made["id"] })).await.status == 422);
}

#[tokio::test]
async fn a_pin_is_kept_sealed_and_told_to_nobody() {
    let place = Place::new().await;
    let anna = place.owner("Lindenhof").await;
    let pin = |number: Value| json!({ "user_id": anna.id, "kind": "pin", "name": "PIN", "number": number });
    let made = anna.post("/credentials", pin(json!(PIN))).await.created();
    assert!(!made.to_string().contains(PIN), "{made}");
    for list in ["/credentials", "/events"] {
        assert!(!anna.get(list).await.ok().to_string().contains(PIN), "{list}");
    }
    assert!(anna.post("/credentials", pin(json!(PIN))).await.invalid("number").contains("already"));
    for wrong in [json!("123"), json!("0000"), json!("2345"), json!("12a4"), Value::Null] {
        anna.post("/credentials", pin(wrong)).await.invalid("number");
    }
    let whole = place.database();
    assert!(!whole.windows(PIN.len()).any(|bytes| bytes == PIN.as_bytes()), "the PIN stands in the database in clear");
    assert!(whole.windows(3).any(|bytes| bytes == b"pin"), "this is the database");
}
