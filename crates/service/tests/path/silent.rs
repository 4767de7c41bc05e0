//! A PostgreSQL that goes silent with a question in its hands, and one that is lost right after a commit was sent.

use std::time::Duration;

use keylink_domain::unlock::Outcome;
use keylink_domain::window::ValidityInput;
use keylink_service::link::NewLink;
use keylink_service::unlock::{End, NewPress};
use keylink_virtual_door::Mood;
use tokio::time::Instant;

use crate::around::postgres;
use crate::scene::{DEADLINE_MS, PERSON, Scene, TestDoor, TestLink};
use crate::wire::Wire;

struct Wired {
    scene: Scene,
    wire: Wire,
    door: TestDoor,
}

impl Wired {
    async fn new(name: &str) -> Self {
        let wire = Wire::to(&postgres(name).await).await;
        let scene = Scene::on(wire.database.clone(), tempfile::tempdir().unwrap()).await;
        let door = scene.door("Street door", Mood::Well).await;
        Self { scene, wire, door }
    }

    async fn press(&self, link: &TestLink, number: &str) -> End {
        let press = NewPress { door: self.door.id, number: Some(number.to_owned()), address: None, age_ms: 0 };
        self.scene.house().press_link(link.secret, press, PERSON).await.end
    }
}

/// Whatever the ledger waits for, all doors wait for: so a server that says nothing more is waited for some seconds only.
#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_goes_silent_is_given_up_and_the_next_connection_serves() {
    let wired = Wired::new("silent").await;
    let link = wired.scene.link(&[wired.door.id]).await;
    assert_eq!(wired.press(&link, "a warm press").await, End::Done(Outcome::Opened));
    wired.wire.go_silent();
    let began = Instant::now();
    assert_eq!(wired.press(&link, "into silence").await, End::Undecided);
    assert!(began.elapsed() < Duration::from_millis(u64::try_from(DEADLINE_MS).unwrap()) + Duration::from_secs(1));
    // Each connection of the pool is found out in turn.
    let mut number = 0;
    loop {
        number += 1;
        match wired.press(&link, &format!("another press {number}")).await {
            End::Done(Outcome::Opened) => break,
            other => assert_eq!(other, End::Undecided),
        }
        assert!(began.elapsed() < Duration::from_secs(20), "the ledger still waits for a silent server");
    }
    assert_eq!(wired.door.moves(), 2);
}

/// Nothing was sent for a press whose commit nobody confirmed; so it costs its guest nothing.
#[tokio::test(flavor = "multi_thread")]
async fn a_press_whose_commit_was_not_confirmed_gives_its_use_back() {
    let wired = Wired::new("unconfirmed").await;
    let once = ValidityInput { max_uses: Some(1), ..ValidityInput::default() };
    let link = wired
        .scene
        .link_with(NewLink {
            name: "Once".to_owned(),
            doors: vec![wired.door.id],
            validity: once,
            ..NewLink::default()
        })
        .await;
    wired.wire.break_at_commit();
    assert_eq!(wired.press(&link, "the only press").await, End::Undecided);
    assert_eq!(wired.wire.broken(), 1, "the commit was sent, and no word came back");
    wired.scene.wait_until_told(&["unlock.granted", "unlock.failed"]).await;
    assert_eq!(wired.door.moves(), 0);
    assert_eq!(wired.press(&link, "the next press").await, End::Done(Outcome::Opened));
    assert_eq!(wired.door.moves(), 1);
}
