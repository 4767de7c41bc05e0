//! The guard against forged forms: what changes something must come from a page of this very server.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;

use super::page::notice;
use crate::app::App;

/// Lets through what only reads, and what a page of ours sent.
pub async fn guard(State(app): State<App>, request: Request, next: Next) -> Response {
    if request.method().is_safe() || is_own(request.headers(), app.house.public_url()) {
        return next.run(request).await;
    }
    // Not the path: it may hold a one-time secret.
    tracing::warn!("a form from another origin was refused");
    notice(
        StatusCode::FORBIDDEN,
        "This form came from somewhere else",
        "Nothing was changed. Open the control center by its own address and repeat it there. If this happens with \
         the right address, the server\u{2019}s public URL is set wrong, or a proxy changes the Host header.",
    )
}

/// Browsers say where a form comes from in `Origin`, newer ones also in `Sec-Fetch-Site`. Each that is there must be
/// good, and one must be there.
fn is_own(headers: &HeaderMap, public_url: &str) -> bool {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    let (origin, site) = (text("origin"), text("sec-fetch-site"));
    let origin_fits = origin.is_none_or(|origin| is_this_server(origin, text(header::HOST.as_str()), public_url));
    let site_fits = site.is_none_or(|site| site == "same-origin" || site == "none");
    (origin.is_some() || site.is_some()) && origin_fits && site_fits
}

fn is_this_server(origin: &str, host: Option<&str>, public_url: &str) -> bool {
    let Some((_, authority)) = origin.split_once("://") else { return false };
    let same_as = |other: &str| authority.eq_ignore_ascii_case(other);
    let public = public_url.split_once("://").map(|(_, rest)| rest.split('/').next().unwrap_or(rest));
    host.is_some_and(same_as) || public.is_some_and(same_as)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(pairs: &[(&'static str, &str)]) -> bool {
        let headers = pairs.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect();
        is_own(&headers, "https://keys.example.org")
    }

    #[test]
    fn a_form_says_where_it_comes_from() {
        assert!(own(&[("origin", "https://keys.example.org")]));
        assert!(own(&[("origin", "http://10.0.0.5:8080"), ("host", "10.0.0.5:8080")]));
        assert!(own(&[("sec-fetch-site", "same-origin"), ("origin", "https://keys.example.org")]));
        assert!(own(&[("sec-fetch-site", "same-origin")]));
        assert!(!own(&[]));
        assert!(!own(&[("origin", "null")]));
        assert!(!own(&[("origin", "https://evil.example"), ("host", "keys.example.org")]));
        assert!(!own(&[("origin", "https://keys.example.org.evil.example")]));
        assert!(!own(&[("sec-fetch-site", "cross-site")]));
        assert!(!own(&[("sec-fetch-site", "same-site"), ("origin", "https://keys.example.org")]));
        assert!(!own(&[("sec-fetch-site", "same-origin"), ("origin", "https://evil.example")]));
    }
}
