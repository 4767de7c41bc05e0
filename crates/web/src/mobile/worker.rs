//! What makes the app one to install: the manifest, the service worker, and the page for when there is no connection.
//! Nothing of these is about anybody, so that browsers may fetch and keep them before anyone signs in.

use askama::Template;
use axum::Json;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;
use sha2::{Digest, Sha256};

use super::page::Bare;
use super::tongue::Tongue;
use crate::control::page::show as page;
use crate::files;
use crate::language::Language;

/// What the offline page is made of. The worker keeps these, and nothing else.
const SHELL: [&str; 6] = ["tokens.css", "components.css", "app.css", "components.js", "app.js", "control-icons.svg"];

#[derive(Template)]
#[template(path = "mobile/offline.html")]
struct OfflinePage {
    frame: Bare,
}

#[derive(Template)]
#[template(path = "mobile/worker.js", escape = "none")]
struct WorkerScript {
    version: String,
    icon: String,
    shell: Vec<String>,
    something: String,
}

/// The script. Its version is that of what it keeps: where the language changes, browsers fetch the offline page anew.
fn made(t: &Language) -> Option<String> {
    let shell: Vec<String> = SHELL.iter().map(|name| files::url(name)).collect();
    let made = OfflinePage { frame: Bare::new(t) }.render().and_then(|offline| {
        let print = Sha256::digest(format!("{offline}{shell:?}").as_bytes());
        let version = print.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        let something = serde_json::to_string(&t.text("app-push-something")).unwrap_or_default();
        WorkerScript { version, icon: files::url("app-192.png"), shell, something }.render()
    });
    made.inspect_err(|error| tracing::error!(%error, "the app's worker could not be made")).ok()
}

/// The page for when there is no connection.
pub async fn offline(tongue: Tongue) -> Response {
    page(StatusCode::OK, &OfflinePage { frame: Bare::new(&tongue.t) })
}

/// The service worker. Its scope is wider than its own folder, which only this header allows.
pub async fn script(tongue: Tongue) -> Response {
    let Some(script) = made(&tongue.t) else { return StatusCode::INTERNAL_SERVER_ERROR.into_response() };
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/javascript; charset=utf-8")),
        (HeaderName::from_static("service-worker-allowed"), HeaderValue::from_static("/app")),
    ];
    (headers, script).into_response()
}

/// The manifest, by which a phone installs the app.
pub async fn manifest(tongue: Tongue) -> Response {
    let t = &tongue.t;
    let icon = |name: &str, sizes: &str, purpose: &str| {
        let kind = if sizes == "any" { "image/svg+xml" } else { "image/png" };
        json!({ "src": files::url(name), "sizes": sizes, "type": kind, "purpose": purpose })
    };
    let shortcut = |key: &str, url: &str| json!({ "name": t.text(key), "url": url });
    let manifest = json!({
        "id": "/app",
        "name": "Keylink",
        "short_name": "Keylink",
        "lang": t.tag(),
        "dir": t.direction().as_str(),
        "description": t.text("app-description"),
        "start_url": "/app",
        "scope": "/app",
        "display": "standalone",
        "background_color": "#f7f5f2",
        "theme_color": "#f7f5f2",
        "icons": [
            icon("app-icon.svg", "any", "any"),
            icon("app-192.png", "192x192", "any"),
            icon("app-512.png", "512x512", "any"),
            icon("app-maskable-512.png", "512x512", "maskable"),
        ],
        "shortcuts": [shortcut("app-share-door", "/app/share"), shortcut("app-links", "/app/links")],
    });
    let mut response = Json(manifest).into_response();
    let kind = HeaderValue::from_static("application/manifest+json");
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    response
}
