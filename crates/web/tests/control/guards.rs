//! Every route proves its refusal: signed out, from another origin. The lists of exceptions may only shrink.

use axum::http::{StatusCode, header};
use keylink_domain::user::Role;
use keylink_web::{control, mobile};

use crate::world::{Browser, World};

/// Routes that are for those who are not signed in.
const OPEN: [(&str, &str); 21] = [
    ("get", "/"),
    ("get", "/setup/{secret}"),
    ("post", "/setup/{secret}"),
    ("get", "/sign-in"),
    ("post", "/sign-in"),
    ("get", "/sign-in/{secret}"),
    ("post", "/sign-in/{secret}"),
    ("post", "/sign-in/openid"),
    ("get", "/sign-in/openid/back"),
    ("post", "/sign-in/openid/back"),
    ("post", "/sign-in/passkey/ask"),
    ("post", "/sign-in/passkey"),
    ("get", "/sign-in/mail"),
    ("post", "/sign-in/mail"),
    ("get", "/invitation/{secret}"),
    ("post", "/invitation/{secret}"),
    ("post", "/invitation/{secret}/passkey/ask"),
    ("post", "/invitation/{secret}/passkey"),
    // What makes the app one to install is about nobody.
    ("get", "/app/offline"),
    ("get", "/app/sw.js"),
    ("get", "/app/manifest.webmanifest"),
];

fn routes() -> impl Iterator<Item = &'static (&'static str, &'static str)> {
    control::ROUTES.iter().chain(mobile::ROUTES)
}

/// The route with an id where one stands.
pub fn filled(path: &str) -> String {
    path.split('/')
        .map(|part| {
            if part.starts_with("{*") {
                "nowhere"
            } else if part.starts_with('{') {
                "0198c0de-7a11-7000-8000-000000000001"
            } else {
                part
            }
        })
        .collect::<Vec<_>>()
        .join("/")
}

#[tokio::test]
async fn nobody_gets_anywhere_without_signing_in() {
    let (world, _) = World::with_anna().await;
    let nobody = Browser::signed_out();
    for (method, path) in routes().filter(|route| !OPEN.contains(route)) {
        let path = filled(path);
        let page =
            if *method == "get" { world.get(&nobody, &path).await } else { world.post(&nobody, &path, &[]).await };
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{method} {path}");
        assert!(page.location().starts_with("/sign-in"), "{method} {path} led to {}", page.location());
        assert!(page.body.is_empty(), "{method} {path}");
    }
    assert_eq!(world.get(&nobody, "/control/doors").await.location(), "/sign-in?next=/control/doors");
    assert_eq!(world.get(&nobody, "/app/links").await.location(), "/sign-in?next=/app/links");
}

#[tokio::test]
async fn nothing_is_changed_from_another_origin() {
    let (world, anna) = World::with_anna().await;
    let posts = routes().filter(|(method, _)| *method == "post");
    for (_, path) in posts {
        let path = filled(path);
        for origin in [None, Some("null"), Some("https://evil.example"), Some("http://keys.test.evil.example")] {
            let page = world.post_from(&anna, &path, &[], origin).await;
            assert_eq!(page.status, StatusCode::FORBIDDEN, "{path} from {origin:?}");
            page.says("This form came from somewhere else");
        }
        let own = world.post(&anna, &path, &[]).await;
        own.does_not_say("This form came from somewhere else");
    }
}

#[tokio::test]
async fn every_page_has_its_headers() {
    let (world, anna) = World::with_anna().await;
    for (_, path) in routes().filter(|(method, path)| *method == "get" && !path.ends_with("/live")) {
        let page = world.get(&anna, &filled(path)).await;
        let header = |name: header::HeaderName| page.headers.get(name).map_or("", |value| value.to_str().unwrap());
        let policy = header(header::CONTENT_SECURITY_POLICY);
        assert!(policy.contains("default-src 'self'") && policy.contains("frame-ancestors 'none'"), "{path}: {policy}");
        assert!(!policy.contains("unsafe"), "{path}: {policy}");
        assert_eq!(header(header::CACHE_CONTROL), "no-store", "{path}");
        assert_eq!(header(header::X_CONTENT_TYPE_OPTIONS), "nosniff", "{path}");
        assert_eq!(header(header::REFERRER_POLICY), "same-origin", "{path}");
        for forbidden in ["<script>", " style=\"", " onclick=", "http://", "https://"] {
            page.does_not_say(forbidden);
        }
    }
}

#[tokio::test]
async fn files_that_pages_name_are_there_for_good() {
    let (world, anna) = World::with_anna().await;
    for page in ["/control", "/app", "/app/offline", "/app/sw.js", "/app/manifest.webmanifest"] {
        let page = world.get(&anna, page).await;
        let named: Vec<&str> = page.body.split('"').filter(|part| part.starts_with("/assets/")).collect();
        assert!(named.len() >= 4, "{named:?}");
        for path in named {
            let file = world.get(&anna, path.split('#').next().unwrap()).await;
            assert_eq!(file.status, StatusCode::OK, "{path}");
            assert!(file.headers[header::CACHE_CONTROL].to_str().unwrap().contains("immutable"));
        }
    }
}

#[tokio::test]
async fn another_organizations_things_are_not_there() {
    let (world, anna) = World::with_anna().await;
    let other = world.organization("Elsewhere", "eve@example.com").await;
    let eve = world.sign_in("eve@example.com").await;
    let door = world.door(&eve, "Eve's door").await;
    for path in [
        format!("/control/doors/{}", door.id),
        format!("/control/people/{}", other.id),
        format!("/control/settings/sites/{}", door.site),
    ] {
        let foreign = world.get(&anna, &path).await;
        let missing = world.get(&anna, &filled("/control/doors/{door}")).await;
        assert_eq!((foreign.status, &foreign.body), (StatusCode::NOT_FOUND, &missing.body), "{path}");
        assert_eq!(world.get(&eve, &path).await.status, StatusCode::OK, "{path}");
    }
    world.get(&anna, "/control/doors").await.does_not_say("Eve&#39;s");
}

#[tokio::test]
async fn a_member_changes_no_door_site_or_user() {
    let (world, anna) = World::with_anna().await;
    let door = world.door(&anna, "Street door").await;
    let (user, ben) = world.user(&anna, "Ben", "ben@example.com", Role::Member).await;
    let id = door.id;
    world.give_access(&anna, &user, &door, false).await;
    for (path, fields) in [
        (format!("/control/doors/{id}/state"), vec![("state", "unlocked")]),
        (format!("/control/doors/{id}"), vec![("name", "Mine"), ("pulse", "5"), ("channel", "1")]),
        (
            "/control/doors/new".to_owned(),
            vec![("name", "Mine"), ("pulse", "5"), ("channel", "1"), ("controller", "new")],
        ),
        ("/control/people".to_owned(), vec![("name", "Eve"), ("email", "eve@example.com"), ("role", "owner")]),
        (
            format!("/control/people/{}", user.id),
            vec![("name", "Ben"), ("email", "ben@example.com"), ("role", "owner")],
        ),
        (format!("/control/people/{}/access", user.id), vec![("door_id", "0198c0de-7a11-7000-8000-000000000001")]),
        (format!("/control/settings/sites/{}/lockdown", door.site), vec![("lockdown", "on")]),
        ("/control/settings".to_owned(), vec![("name", "Mine"), ("gesture", "tap")]),
        ("/control/settings/controllers".to_owned(), vec![("name", "Mine")]),
    ] {
        let page = world.post(&ben, &path, &fields).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{path}");
        page.says("Your role does not allow this");
    }
    let now = world.house.door(&world.actor(&anna).await, id).await.unwrap().door;
    assert_eq!(now, door);
    world.get(&ben, "/control/doors").await.says("Street door").does_not_say("Add door");
}
