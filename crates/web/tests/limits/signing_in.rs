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
