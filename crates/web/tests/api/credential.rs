//! Cards and PINs over the API: unique, dated, suspended and revoked; a PIN is told to nobody and stands nowhere in clear.

use serde_json::{Value, json};

use crate::house::{Person, Place};

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

#[tokio::test]
async fn where_a_card_stands_is_told_with_its_reason() {
    let place = Place::in_real_time().await;
    let anna = place.owner("Lindenhof").await;
    let ben = place.user(&anna, "Ben", "member").await;
    // Nobody answers there.
    let board = json!({ "name": "Cabinet", "driver": "uhppote", "settings": { "address": "127.0.0.1:9", "serial": "405419896" } });
    let board = anna.post("/controllers", board).await.created();
    let door = json!({ "name": "Gate", "controller_id": board["id"], "channel": "2" });
    let door = anna.post("/doors", door).await.created();
    anna.post("/accesses", json!({ "user_id": ben.id, "door_id": door["id"], "remote_unlock": false })).await.created();
    let give = async |number: &str| {
        let card =
            json!({ "user_id": ben.id, "kind": "card", "name": "Card", "number": number, "until": "2099-03-31" });
        let made = anna.post("/credentials", card).await.created();
        format!("/credentials/{}/placements", made["id"].as_str().unwrap())
    };
    let (small, large) = (give("4711").await, give("0xFFFFFFFFFFFFFFFF").await);
    let found = wait_until_placed(&ben, &small, "pending").await;
    assert_eq!((&found[0]["channels"], &found[0]["until"]), (&json!(["2"]), &json!("2099-03-31")));
    assert_eq!((&found[0]["controller_id"], &found[0]["controller_name"]), (&board["id"], &json!("Cabinet")));
    let found = wait_until_placed(&ben, &large, "failed").await;
    assert!(found[0]["reason"].as_str().unwrap().contains("too large"), "{found}");
    let eve = place.owner("Elsewhere").await;
    eve.get(&small).await.problem(404, "not_found");
}

/// Waits until a card's first place is so, and says why.
async fn wait_until_placed(who: &Person, path: &str, state: &str) -> Value {
    for _ in 0..600 {
        let found = who.get(path).await.ok();
        if found[0]["state"] == state && found[0]["reason"].is_string() {
            return found;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("waited in vain until a card is {state}");
}
