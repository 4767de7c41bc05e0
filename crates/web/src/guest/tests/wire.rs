//! What goes over the wire: sizes, headers, hashes, and the JSON that the script reads.

use super::*;
use crate::assets::csp_source;
use crate::guest::{Answer, AnswerBody, Maker, Standing, headers};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use axum::routing::get;
use keylink_domain::refusal::Refusal;
use keylink_domain::unlock::Outcome;
use serde_json::{json, to_value};
use tower::ServiceExt;
use tower_http::compression::CompressionLayer;

/// The first round trip of a fresh connection carries about 14 KB.
const FIRST_FLIGHT_BYTES: usize = 14 * 1024;
/// What the pages hold themselves to.
const AIM_BYTES: usize = 11 * 1024;

async fn compressed_bytes(html: String, encoding: &str) -> usize {
    let router = Router::new()
        .route("/", get(move || async move { ([(header::CONTENT_TYPE, "text/html")], html) }))
        .layer(CompressionLayer::new());
    let request = Request::get("/").header(header::ACCEPT_ENCODING, encoding).body(Body::empty()).unwrap();
    let response = router.oneshot(request).await.unwrap();
    assert_eq!(response.headers()[header::CONTENT_ENCODING], encoding);
    to_bytes(response.into_body(), usize::MAX).await.unwrap().len()
}

#[tokio::test]
async fn every_page_fits_the_first_round_trip_in_every_language() {
    let languages = languages();
    for language in languages.all() {
        let mut largest = 0;
        for (name, view) in samples::all() {
            let html = page_in(&languages, language.tag(), view);
            for encoding in ["gzip", "br"] {
                let bytes = compressed_bytes(html.clone(), encoding).await;
                let told = format!("{} {name}: {bytes} bytes in {encoding}", language.tag());
                assert!(bytes < FIRST_FLIGHT_BYTES, "{told}");
                assert!(bytes < AIM_BYTES, "{told} is more than the aim");
                largest = largest.max(bytes);
            }
        }
        println!("{}: {largest} bytes at most", language.tag());
    }
}

#[test]
fn the_policy_allows_exactly_what_is_inlined() {
    let policy = headers()[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
    assert!(policy.starts_with("default-src 'none';") && !policy.contains("unsafe"));
    for (name, html) in every_page() {
        let style = csp_source(between(&html, "<style>", "</style>").unwrap());
        assert!(policy.contains(&format!("style-src {style};")), "{name}: the style's hash");
        if let Some(script) = between(&html, "<script>", "</script>") {
            assert!(policy.contains(&format!("script-src {};", csp_source(script))), "{name}: the script's hash");
        }
        assert!(html.matches("<style").count() == 1 && html.matches("<script").count() <= 1, "{name}");
    }
}

#[test]
fn every_answer_is_private_and_unindexed() {
    for (name, value) in [
        ("cache-control", "no-store"),
        ("referrer-policy", "no-referrer"),
        ("x-robots-tag", "noindex, nofollow"),
        ("x-content-type-options", "nosniff"),
    ] {
        assert_eq!(headers()[name], value);
    }
    let response = crate::guest::json(StatusCode::FORBIDDEN, &json!({}));
    assert_eq!(response.status(), StatusCode::FORBIDDEN);
    assert_eq!(response.headers()[header::CONTENT_TYPE], "application/json");
    assert_eq!(response.headers()[header::CACHE_CONTROL], "no-store");
}

#[test]
fn pages_are_sent_with_a_status_that_tells_the_truth() {
    let languages = languages();
    let language = languages.negotiate(None, None, None);
    for (name, view) in samples::all() {
        let expected = match name {
            "expired" | "revoked" | "used-up" | "withdrawn" | "doors-removed" => StatusCode::GONE,
            "unknown-link" => StatusCode::NOT_FOUND,
            "too-many-tries" => StatusCode::TOO_MANY_REQUESTS,
            "trouble" | "answer-undecided" => StatusCode::SERVICE_UNAVAILABLE,
            "answer-refused" | "pin-wrong" | "other-device" => StatusCode::FORBIDDEN,
            "pin-wait" => StatusCode::TOO_MANY_REQUESTS,
            "share-wrong" | "withdraw-wrong" => StatusCode::UNPROCESSABLE_ENTITY,
            _ => StatusCode::OK,
        };
        let page = GuestPage { visitor: Visitor { languages: &languages, language, now: samples::NOW }, view };
        let response = crate::guest::html(&page);
        assert_eq!(response.status(), expected, "{name}");
        assert!(response.headers().contains_key(header::CONTENT_SECURITY_POLICY), "{name}");
    }
}

#[test]
fn the_answer_to_a_press_as_the_script_reads_it() {
    let languages = languages();
    let language = languages.negotiate(None, None, None);
    let maker = Maker::unnamed();
    let opened = Answer::Done(Outcome::Opened);
    let body = AnswerBody::new(opened, language, &maker, Standing::UsedUp, None);
    assert_eq!(
        to_value(body).unwrap(),
        json!({
            "outcome": "opened", "refusal": null, "title": "Open. Push the door.", "message": "",
            "tone": "good", "icon": "check", "standing": "used_up", "ticket": null
        })
    );
    let refused = Answer::Refused(Refusal::LinkRevoked);
    let body = AnswerBody::new(refused, language, &maker, Standing::Revoked, Some("t".to_owned()));
    assert_eq!(
        to_value(body).unwrap(),
        json!({
            "outcome": "refused", "refusal": "link_revoked", "title": "Not opened",
            "message": "This link was withdrawn. Ask the person who sent you this link for a new one.",
            "tone": "bad", "icon": "x", "standing": "revoked", "ticket": "t"
        })
    );
}

#[test]
fn only_a_confirmed_opening_is_called_open() {
    let languages = languages();
    let language = languages.negotiate(None, None, None);
    for answer in [
        Answer::Done(Outcome::Sent),
        Answer::Done(Outcome::Unknown),
        Answer::Done(Outcome::Failed(Refusal::TooLate)),
        Answer::Refused(Refusal::NotRecorded),
        Answer::Undecided,
    ] {
        let title = answer.words(language, &Maker::named("Anna")).title;
        assert!(!title.starts_with("Open"), "{answer:?} says {title}");
        assert_ne!(AnswerBody::new(answer, language, &Maker::unnamed(), Standing::Active, None).tone.as_str(), "good");
    }
}

#[test]
fn the_live_state_as_the_script_reads_it() {
    let languages = languages();
    let language = languages.negotiate(None, None, None);
    let state = |wanted: &str| {
        let (_, view) = samples::all().into_iter().find(|(name, _)| *name == wanted).unwrap();
        let visitor = Visitor { languages: &languages, language, now: samples::NOW };
        to_value(GuestPage { visitor, view }.state()).unwrap()
    };
    let offline = state("one-door-offline");
    assert_eq!(offline["standing"], "active");
    assert_eq!(offline["opens_in_ms"], json!(null));
    assert_eq!(
        offline["doors"],
        json!([{
            "id": "0198c0de-7a11-7000-8000-000000000002", "status": "offline", "icon": "wifi-off", "tone": "warn",
            "note": "The door can’t be reached just now. You can still try.", "note_tone": "warn"
        }])
    );
    assert_eq!(state("not-yet-soon")["opens_in_ms"], 3_487_000);
    let revoked = state("revoked");
    assert_eq!(
        (&revoked["standing"], &revoked["doors"], &revoked["ticket"]),
        (&json!("revoked"), &json!([]), &json!(null))
    );
}
