//! Texts that mean harm, in every text of every body that the API takes: nothing breaks, and what is refused says where.

use axum::http::Method;
use serde_json::{Value, json};

use crate::house::{Person, Place};

const NOTHING: &str = "0198c0de-7a11-7000-8000-000000000000";

/// The schema that a body has, wherever it is written down.
fn resolved<'a>(document: &'a Value, schema: &'a Value) -> &'a Value {
    match schema["$ref"].as_str() {
        Some(place) => &document["components"]["schemas"][place.rsplit('/').next().unwrap()],
        None => schema,
    }
}

/// The names of a body's texts.
fn texts(document: &Value, operation: &Value) -> Vec<String> {
    let schema = &operation["requestBody"]["content"]["application/json"]["schema"];
    let schema = resolved(document, schema);
    let Some(properties) = schema["properties"].as_object() else { return Vec::new() };
    let is_text = |property: &Value| {
        let kind = &property["type"];
        *kind == json!("string") || kind.as_array().is_some_and(|kinds| kinds.contains(&json!("string")))
    };
    properties.iter().filter(|(_, property)| is_text(property)).map(|(name, _)| name.clone()).collect()
}

/// Sends `text` in each of the texts by itself, and in all at once.
async fn send_all(place: &Place, anna: &Person, text: &str) -> usize {
    let document = place.anonymous("GET", "/openapi.json").await.ok();
    let mut sent = 0;
    for (path, item) in document["paths"].as_object().unwrap() {
        let path = path.replace("{id}", NOTHING);
        for (method, operation) in item.as_object().unwrap() {
            let names = texts(&document, operation);
            if names.is_empty() {
                continue;
            }
            let alone = names.iter().map(|name| vec![name.clone()]);
            for fields in alone.chain([names.clone()]) {
                let body: Value = fields.iter().map(|name| (name.clone(), json!(text))).collect();
                let method: Method = method.to_uppercase().parse().unwrap();
                let reply = anna.send(method.clone(), &path, &[], Some(body)).await;
                let said = String::from_utf8_lossy(&reply.bytes).into_owned();
                assert!(reply.status.as_u16() < 500, "{method} {path} {fields:?}: {said}");
                assert!(serde_json::from_str::<Value>(&said).is_ok() || said.is_empty(), "{method} {path}: {said}");
                sent += 1;
            }
        }
    }
    sent
}

#[tokio::test]
async fn whatever_is_written_is_answered() {
    let place = Place::new().await;
    let anna = place.owner("Lindenhof").await;
    let long = "\u{e4}".repeat(5_000);
    for text in ["\"'><script>alert(1)</script>", long.as_str(), "gate\u{202e}rood", "a\u{0}b", "\u{1f511}\u{fe0f}", ""]
    {
        assert!(send_all(&place, &anna, text).await > 40);
    }
    // What names nobody can tell apart from others is refused, at its field.
    for text in [long.as_str(), "gate\u{202e}rood", "a\u{0}b", "", "\u{200b}"] {
        anna.post("/users", json!({ "name": text, "email": "b@example.com" })).await.invalid("name");
    }
    let kept = "<b>Tom</b> & \"Co\" \u{1f511} \u{5e9}\u{5dc}\u{5d5}\u{5dd}";
    let made = anna.post("/users", json!({ "name": kept, "email": "tom@example.com" })).await.created();
    assert_eq!(made["name"], json!(kept), "it is text, and stays as it was written");
}
