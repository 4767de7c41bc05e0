//! Static files: built into the program, served under names that hold their hash, kept by browsers for good.

use axum::body::Body;
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;

/// A file of such a name never changes, so nobody has to ask for it again.
const FOREVER: &str = "public, max-age=31536000, immutable";
/// How much of the hash stands in a name, in bytes: enough that no two versions meet.
const HASH_BYTES: usize = 8;

#[derive(RustEmbed)]
#[folder = "assets/"]
struct Assets;

/// Where a file is served: `/assets/control.0123456789abcdef.css` for `control.css`.
pub fn url(name: &str) -> String {
    match (Assets::get(name), name.rsplit_once('.')) {
        (Some(file), Some((stem, ending))) => format!("/assets/{stem}.{}.{ending}", hash(&file)),
        // Only a slip in a template asks for what is not there; a test looks for those.
        _ => format!("/assets/{name}"),
    }
}

/// One file by its name with the hash in it.
pub async fn get(Path(wanted): Path<String>) -> Response {
    let Some((name, hash_wanted)) = without_hash(&wanted) else { return missing() };
    match Assets::get(&name) {
        Some(file) if hash(&file) == hash_wanted => {
            let headers = [
                (header::CONTENT_TYPE, content_type(&name)),
                (header::CACHE_CONTROL, FOREVER),
                (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
            ];
            (headers, Body::from(file.data)).into_response()
        }
        Some(_) | None => missing(),
    }
}

fn missing() -> Response {
    (StatusCode::NOT_FOUND, [(header::CACHE_CONTROL, "no-store")], "there is no such file\n").into_response()
}

fn without_hash(wanted: &str) -> Option<(String, String)> {
    let (rest, ending) = wanted.rsplit_once('.')?;
    let (stem, hash) = rest.rsplit_once('.')?;
    Some((format!("{stem}.{ending}"), hash.to_owned()))
}

fn hash(file: &rust_embed::EmbeddedFile) -> String {
    file.metadata.sha256_hash().iter().take(HASH_BYTES).map(|byte| format!("{byte:02x}")).collect()
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, ending)| ending) {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back_to_files() {
        for name in [
            "tokens.css",
            "components.css",
            "control.css",
            "components.js",
            "passkey.js",
            "export.js",
            "control-icons.svg",
            "app-180.png",
        ] {
            let url = url(name);
            let wanted = url.strip_prefix("/assets/").unwrap();
            let (found, hash) = without_hash(wanted).unwrap();
            assert_eq!((found.as_str(), hash.len()), (name, 2 * HASH_BYTES), "{url}");
        }
    }

    #[tokio::test]
    async fn only_the_present_version_is_served() {
        let good = url("tokens.css");
        let served = get(Path(good.strip_prefix("/assets/").unwrap().to_owned())).await;
        assert_eq!(served.status(), StatusCode::OK);
        assert_eq!(served.headers()[header::CACHE_CONTROL], FOREVER);
        for other in ["tokens.0000000000000000.css", "tokens.css", "../Cargo.toml", ".css", "a.b.c"] {
            assert_eq!(get(Path(other.to_owned())).await.status(), StatusCode::NOT_FOUND, "{other}");
        }
    }
}
