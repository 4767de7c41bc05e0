//! The guest page on the wire: its headers, and bodies that carry them.

use std::sync::LazyLock;

use axum::body::Body;
use axum::http::header::{self, HeaderName};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Serialize;

use super::page::GuestPage;
use crate::assets::{GUEST_SCRIPT, GUEST_STYLE};

static HEADERS: LazyLock<HeaderMap> = LazyLock::new(build_headers);

/// The headers of every guest answer, HTML and JSON alike.
pub fn headers() -> &'static HeaderMap {
    &HEADERS
}

/// The page as an answer, with its status and headers.
pub fn html(page: &GuestPage<'_>) -> Response {
    match page.html() {
        Ok(text) => with_headers(page.view.status(), "text/html; charset=utf-8", text),
        Err(error) => {
            tracing::error!(%error, "the guest page could not be rendered");
            with_headers(StatusCode::INTERNAL_SERVER_ERROR, "text/plain; charset=utf-8", error.to_string())
        }
    }
}

/// A JSON body as an answer, with the same headers.
pub fn json(status: StatusCode, body: &impl Serialize) -> Response {
    match serde_json::to_string(body) {
        Ok(text) => with_headers(status, "application/json", text),
        Err(error) => {
            tracing::error!(%error, "the guest answer could not be written");
            with_headers(StatusCode::INTERNAL_SERVER_ERROR, "application/json", "{}".to_owned())
        }
    }
}

/// Leads on to another address, with the same headers.
pub fn to(address: &str) -> Response {
    let mut response = Redirect::to(address).into_response();
    response.headers_mut().extend(headers().clone());
    response
}

fn with_headers(status: StatusCode, content_type: &'static str, text: String) -> Response {
    let mut response = (status, Body::from(text)).into_response();
    response.headers_mut().extend(headers().clone());
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    response
}

fn build_headers() -> HeaderMap {
    const FIXED: [(HeaderName, &str); 7] = [
        (header::CACHE_CONTROL, "no-store"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (HeaderName::from_static("x-robots-tag"), "noindex, nofollow"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (HeaderName::from_static("permissions-policy"), "camera=(), microphone=(), geolocation=()"),
    ];
    let mut headers: HeaderMap =
        FIXED.into_iter().map(|(name, value)| (name, HeaderValue::from_static(value))).collect();
    // The hashes are base64, so this never fails; if it did, nothing at all may run.
    let csp =
        HeaderValue::from_str(&content_security_policy()).unwrap_or(HeaderValue::from_static("default-src 'none'"));
    headers.insert(header::CONTENT_SECURITY_POLICY, csp);
    headers
}

fn content_security_policy() -> String {
    format!(
        "default-src 'none'; style-src {}; script-src {}; connect-src 'self'; form-action 'self'; \
         img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'",
        GUEST_STYLE.csp_source, GUEST_SCRIPT.csp_source
    )
}
