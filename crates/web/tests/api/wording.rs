//! The organization's own words by the API.

use serde_json::json;

use crate::house::Place;

#[tokio::test]
async fn words_are_shown_changed_tried_and_given_up() {
    let place = Place::new().await;
    let anna = place.owner("Lindenhof").await;
    let built_in = anna.get("/wordings/sms-de").await.ok();
    assert_eq!(
        (&built_in["channel"], &built_in["language"], &built_in["changed_at"]),
        (&json!("sms"), &json!("de"), &json!(null))
    );
    assert!(built_in["body"].as_str().unwrap().contains("{link}"));
    let tried = anna.post("/wordings/sms-de/preview", json!({ "body": "Ihr Schl\u{fc}ssel: {link}" })).await.ok();
    assert_eq!(tried["sms_parts"], 1);
    assert!(tried["text"].as_str().unwrap().contains("https://keys.example.org/k/"));
    assert_eq!(anna.get("/wordings").await.ok()["items"], json!([]), "trying keeps nothing");

    let own = json!({ "subject": "Hallo von {organization}", "body": "{link}" });
    let now = anna.patch("/wordings/mail-zh-Hant", own).await.ok();
    assert_eq!((&now["id"], &now["body"]), (&json!("mail-zh-Hant"), &json!("{link}")));
    assert_eq!(anna.get("/wordings").await.ok()["items"], json!([now]));
    anna.patch("/wordings/mail-en", json!({ "subject": "x", "body": "no link" })).await.invalid("body");
    anna.patch("/wordings/mail-en", json!({ "subject": "{x}", "body": "{link}" })).await.invalid("subject");
    anna.patch("/wordings/mail-tlh", json!({ "subject": "x", "body": "{link}" })).await.invalid("language");
    anna.get("/wordings/fax-en").await.problem(404, "not_found");
    let ben = place.user(&anna, "ben", "manager").await;
    ben.get("/wordings/mail-en").await.problem(403, "forbidden");
    ben.patch("/wordings/mail-en", json!({ "subject": "x", "body": "{link}" })).await.problem(403, "forbidden");
    ben.delete("/wordings/mail-zh-Hant").await.problem(403, "forbidden");
    let eve = place.owner("Elsewhere").await;
    assert_eq!(eve.get("/wordings").await.ok()["items"], json!([]));
    eve.delete("/wordings/mail-zh-Hant").await;
    assert_eq!(anna.get("/wordings/mail-zh-Hant").await.ok()["body"], "{link}", "another organization's are its own");
    for _ in 0..2 {
        assert_eq!(anna.delete("/wordings/mail-zh-Hant").await.status.as_u16(), 204);
    }
    assert_ne!(anna.get("/wordings/mail-zh-Hant").await.ok()["body"], "{link}");
}
