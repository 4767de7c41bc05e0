//! One slow or dead controller delays no other, and a command that waited too long never leaves.

use std::sync::Arc;
use std::time::Duration;

use keylink_domain::controller::DriverKind;
use keylink_domain::refusal::Refusal;
use keylink_domain::unlock::Outcome;
use tokio::time::Instant;

use crate::fake::{Fake, Mood};
use crate::moods::Plain;
use crate::scene::{PLENTY, SHORT, Scene, set_up};

const PLAIN: (&str, &str) = ("headers", "X-Key: hush");

#[tokio::test]
async fn a_hung_controller_holds_up_its_own_doors_alone() {
    let (hung, well) = (Fake::start(Plain).await, Fake::start(Plain).await);
    hung.be(Mood::Silent);
    let scene = Arc::new(Scene::new(DriverKind::Http, &[("url", &hung.base), PLAIN]).await);
    scene.add(2, set_up(DriverKind::Http, 1, &[("url", &well.base), PLAIN]));
    let began = Instant::now();
    let crowd: Vec<_> = (0..60)
        .map(|_| {
            let scene = Arc::clone(&scene);
            tokio::spawn(async move { scene.open_at(1, "1", PLENTY).await })
        })
        .collect();
    wait_until("the hung controller has all that it takes", || hung.asked.lock().unwrap().len() == 4).await;
    assert_eq!(scene.open_at(2, "1", PLENTY).await, Outcome::Sent);
    assert!(began.elapsed() < PLENTY / 2, "it waited for the other");
    let mut outcomes = Vec::new();
    for one in crowd {
        outcomes.push(one.await.unwrap());
    }
    let count = |outcome| outcomes.iter().filter(|one| **one == outcome).count();
    // When the first are given up, one more may still have its turn in time.
    let (left, asked) = (count(Outcome::Unknown), hung.asked.lock().unwrap().len());
    assert_eq!((left, hung.moves()), (asked, asked), "what waited past its deadline never left");
    assert!((4..=8).contains(&left), "{left} were under way");
    let failed = outcomes.iter().filter(|one| matches!(one, Outcome::Failed(_))).count();
    assert!(left + failed == 60 && count(Outcome::Failed(Refusal::TooLate)) >= 24, "{outcomes:?}");
}

#[tokio::test]
async fn where_nobody_listens_nothing_has_moved() {
    let gone = Fake::start(Plain).await;
    let closed = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let address = format!("http://{}", closed.local_addr().unwrap());
    drop(closed);
    let scene = Scene::new(DriverKind::Http, &[("url", &address), PLAIN]).await;
    assert_eq!(scene.open("1").await, Outcome::Failed(Refusal::DoorOffline));
    // The settings are changed: the next press goes where they lead now.
    scene.add(1, set_up(DriverKind::Http, 2, &[("url", &gone.base), PLAIN]));
    assert_eq!(scene.open("1").await, Outcome::Sent);
    assert_eq!(scene.open_at(9, "1", SHORT).await, Outcome::Failed(Refusal::DoorOffline), "it has no settings");
}

#[tokio::test]
async fn a_command_without_time_left_is_not_sent() {
    let fake = Fake::start(Plain).await;
    let scene = Scene::new(DriverKind::Http, &[("url", &fake.base), PLAIN]).await;
    let outcome = scene.open_at(1, "1", Duration::ZERO).await;
    assert!(matches!(outcome, Outcome::Failed(_)), "{outcome:?}");
    assert_eq!(fake.moves(), 0);
}

async fn wait_until(what: &str, done: impl Fn() -> bool) {
    let until = Instant::now() + PLENTY;
    while !done() {
        assert!(Instant::now() < until, "waited for: {what}");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}
