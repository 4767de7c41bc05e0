//! Tries to sign in: per address and per account.

use keylink_service::limit::LimitSettings;

use crate::scene::{EMAIL, From, LIMIT, OFF, PASSWORD, Scene};

const SIGN_INS: LimitSettings = LimitSettings { sign_ins_per_minute: LIMIT, ..OFF };

async fn sign_in(scene: &Scene, from: &str, email: &str, password: &str) -> u16 {
    scene.post(&From::address(from), "/sign-in", &[("email", email), ("password", password)]).await.0
}

#[tokio::test]
async fn an_address_tries_so_often_whatever_account_it_names() {
    let scene = Scene::with(SIGN_INS).await;
    for number in 0..LIMIT {
        assert_eq!(sign_in(&scene, "192.0.2.1", &format!("nobody{number}@example.com"), "wrong password").await, 403);
    }
    assert_eq!(sign_in(&scene, "192.0.2.1", EMAIL, PASSWORD).await, 429);
    assert_eq!(sign_in(&scene, "192.0.2.2", EMAIL, PASSWORD).await, 303, "from elsewhere she signs in");
}

#[tokio::test]
async fn an_account_is_tried_so_often_from_wherever() {
    let scene = Scene::with(SIGN_INS).await;
    // However it is written: the address is the same one.
    for (number, email) in ["anna@example.com", " ANNA@example.com", "Anna@Example.com "].into_iter().enumerate() {
        assert_eq!(sign_in(&scene, &format!("192.0.2.{number}"), email, "wrong password").await, 403);
    }
    assert_eq!(sign_in(&scene, "198.51.100.1", EMAIL, PASSWORD).await, 429);
}

/// The mark that a browser was told when Anna signed in with it, as its cookie.
async fn known_browser(scene: &Scene) -> String {
    let visit = keylink_service::session::Visit::default();
    let begun = scene.house.sign_in(EMAIL, PASSWORD.to_owned(), None, &visit).await.unwrap();
    format!("keylink_known={}", begun.device.reveal())
}

async fn sign_in_known(scene: &Scene, from: &str, cookie: &str, email: &str, password: &str) -> u16 {
    let encoded = |text: &str| text.bytes().map(|byte| format!("%{byte:02X}")).collect::<String>();
    let headers =
        [("content-type", "application/x-www-form-urlencoded"), ("origin", "http://keys.test"), ("cookie", cookie)];
    let body = format!("email={}&password={}", encoded(email), encoded(password));
    scene.ask(&From::address(from), axum::http::Method::POST, "/sign-in", &headers, body).await.0
}

#[tokio::test]
async fn strangers_take_nothing_from_a_browser_that_signed_in_before() {
    let scene = Scene::with(LimitSettings { sign_ins_per_minute: LIMIT + 1, ..OFF }).await;
    let known = known_browser(&scene).await;
    for number in 0..2 * LIMIT {
        sign_in(&scene, &format!("192.0.2.{number}"), EMAIL, "wrong password").await;
    }
    assert_eq!(sign_in(&scene, "198.51.100.1", EMAIL, PASSWORD).await, 429, "strangers are counted");
    assert_eq!(sign_in_known(&scene, "198.51.100.1", &known, EMAIL, PASSWORD).await, 303);
    // Not even from the address that tries.
    for _ in 0..2 * LIMIT {
        sign_in(&scene, "192.0.2.99", "nobody@example.com", "wrong password").await;
    }
    assert_eq!(sign_in_known(&scene, "192.0.2.99", &known, EMAIL, PASSWORD).await, 303);
}

#[tokio::test]
async fn a_known_browser_has_so_many_tries_and_for_its_own_account() {
    let scene = Scene::with(LimitSettings { sign_ins_per_minute: LIMIT + 1, ..OFF }).await;
    let known = known_browser(&scene).await;
    for number in 0..=LIMIT {
        let from = format!("192.0.2.{number}");
        assert_eq!(sign_in_known(&scene, &from, &known, EMAIL, "wrong password").await, 403);
    }
    assert_eq!(sign_in_known(&scene, "198.51.100.1", &known, EMAIL, PASSWORD).await, 429, "it is no way to guess on");

    // With another account it is a stranger; so is who makes marks up, another one for each try.
    let made_up = |number: u32| format!("keylink_known={number:096}");
    for (cookie, email) in [(&(|_| known.clone()) as &dyn Fn(u32) -> String, "clara@example.com"), (&made_up, EMAIL)] {
        for number in 0..=LIMIT {
            sign_in_known(&scene, &format!("203.0.113.{number}"), &cookie(number), email, "wrong password").await;
        }
        assert_eq!(sign_in_known(&scene, "203.0.113.77", &cookie(77), email, "wrong password").await, 429, "{email}");
    }
}

#[tokio::test]
async fn a_new_password_makes_every_mark_worthless() {
    let scene = Scene::with(LimitSettings { sign_ins_per_minute: LIMIT + 1, ..OFF }).await;
    let known = known_browser(&scene).await;
    let visit = keylink_service::session::Visit::default();
    let begun = scene.house.sign_in(EMAIL, PASSWORD.to_owned(), None, &visit).await.unwrap();
    let signed = scene.house.signed_in(begun.secret.reveal()).await.unwrap().unwrap();
    scene.house.change_password(&signed, PASSWORD.to_owned(), "rain on the roof".to_owned()).await.unwrap();
    for number in 0..2 * LIMIT {
        sign_in(&scene, &format!("192.0.2.{number}"), EMAIL, "wrong password").await;
    }
    assert_eq!(sign_in_known(&scene, "198.51.100.1", &known, EMAIL, "rain on the roof").await, 429);
}
