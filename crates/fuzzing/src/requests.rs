//! Targets that are requests: whatever is in them, the answer is one of ours, and never that the server failed.

use std::fmt::Write as _;

use axum::body::Body;
use axum::http::{Method, Request, Uri, header};
use keylink_service::gesture::{Gesture, Proof};

use crate::server::{Answer, server};

/// The end of a guest page's address.
pub fn guest_path(bytes: &[u8]) {
    let path = server().named(bytes);
    let Ok(uri) = Uri::try_from([b"/k/", path.as_slice()].concat()) else { return };
    let answer = server().ask(Request::get(uri.clone()).body(Body::empty()).unwrap());
    assert!(matches!(answer.status, 200 | 303 | 400 | 404 | 405 | 429), "{uri}: {}", answer.status);
    if answer.status == 200 {
        assert_eq!(answer.headers[header::REFERRER_POLICY], "no-referrer", "{uri}");
        assert_eq!(answer.headers[header::CACHE_CONTROL], "no-store", "{uri}");
    }
}

/// A press: the type of its body in the first line, then the body. No door moves without a person's gesture.
pub fn press_form(bytes: &[u8]) {
    let (kind, body) = first_line(bytes);
    let Ok(kind) = header::HeaderValue::from_bytes(&kind) else { return };
    let secret = String::from_utf8(server().named(b"@secret")).unwrap();
    for accept in ["text/html", "application/json"] {
        let request = Request::post(format!("/k/{secret}/unlock"))
            .header(header::CONTENT_TYPE, kind.clone())
            .header(header::ACCEPT, accept)
            .body(Body::from(server().named(&body)))
            .unwrap();
        let answer = server().ask(request);
        assert!(answer.status < 500, "{}", answer.status);
        if accept == "application/json" {
            let said: serde_json::Value = serde_json::from_slice(&answer.body).unwrap();
            // The ticket is too young for a person, or none; and the door has no controller.
            assert!(said["outcome"] == "refused" || said["outcome"] == "failed", "{said}");
        }
    }
}

/// A request of the API: method and path in the first line, then the JSON body.
pub fn api_body(bytes: &[u8]) {
    let (first, body) = first_line(bytes);
    let first = String::from_utf8(server().named(&first)).unwrap_or_default();
    let Some((method, path)) = first.split_once(' ') else { return };
    let Ok(method) = Method::from_bytes(method.as_bytes()) else { return };
    let Ok(uri) = Uri::try_from(format!("/api/v1/{}", path.trim_start_matches('/'))) else { return };
    // The live log's answer does not end.
    if uri.path().contains("live") {
        return;
    }
    ask_api(method, uri, server().named(&body));
}

/// A list in the first letter, and a cursor: as it is, and as the inside of one that is well wrapped.
pub fn cursor(bytes: &[u8]) {
    const LISTS: [&str; 8] = ["links", "events", "doors", "users", "sites", "controllers", "tokens", "schedules"];
    let Some((list, cursor)) = bytes.split_first() else { return };
    let list = LISTS[usize::from(*list) % LISTS.len()];
    let wrapped = [list.as_bytes(), b":", cursor].concat().iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").unwrap();
        text
    });
    let plain = cursor.iter().fold(String::new(), |mut text, byte| {
        write!(text, "%{byte:02X}").unwrap();
        text
    });
    for cursor in [wrapped, plain] {
        let Ok(uri) = Uri::try_from(format!("/api/v1/{list}?limit=1&cursor={cursor}")) else { return };
        ask_api(Method::GET, uri, Vec::new());
    }
}

/// A page's ticket: no text that is not ours is worth a gesture.
pub fn ticket(bytes: &[u8]) {
    let Ok(ticket) = std::str::from_utf8(bytes) else { return };
    for gesture in [Gesture::Hold, Gesture::Twice, Gesture::Number(42), Gesture::Number(0), Gesture::Plain] {
        let proof = server().house.prove(server().link, gesture, ticket);
        assert_eq!(proof, Proof::Nothing, "{ticket:?}");
    }
}

fn ask_api(method: Method, uri: Uri, body: Vec<u8>) {
    let request = Request::builder()
        .method(method.clone())
        .uri(uri.clone())
        .header(header::AUTHORIZATION, format!("Bearer {}", server().token))
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from(body))
        .unwrap();
    check_api(&server().ask(request), &method, &uri);
}

/// Whatever was asked, the API answers with JSON, and with a problem where something is wrong.
fn check_api(answer: &Answer, method: &Method, uri: &Uri) {
    let what = || format!("{method} {uri}: {} {}", answer.status, String::from_utf8_lossy(&answer.body));
    assert!(answer.status < 500, "{}", what());
    if answer.status >= 400 && method != Method::HEAD {
        assert_eq!(answer.headers[header::CONTENT_TYPE], "application/problem+json", "{}", what());
        let said: serde_json::Value = serde_json::from_slice(&answer.body).unwrap();
        assert_eq!(said["status"], answer.status, "{}", what());
        assert!(said["detail"].as_str().is_some_and(|detail| !detail.is_empty()), "{}", what());
    }
}

fn first_line(bytes: &[u8]) -> (Vec<u8>, Vec<u8>) {
    let end = bytes.iter().position(|byte| *byte == b'\n').unwrap_or(bytes.len());
    (bytes[..end].to_vec(), bytes.get(end + 1..).unwrap_or_default().to_vec())
}
