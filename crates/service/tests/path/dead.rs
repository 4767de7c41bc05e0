//! Commands that outlive their deadline at a broker that ignores message expiry, and what becomes of them at
//! devices whose clocks are right, ahead or behind.

use std::sync::Arc;

use keylink_domain::event::EventKind;
use keylink_domain::id::DoorId;
use keylink_domain::refusal::Refusal;
use keylink_domain::unlock::Outcome;
use keylink_service::controller::MadeController;
use keylink_service::unlock::{End, NewPress, Pressed};
use keylink_virtual_door::{Happening, Mood, Recollection};

use crate::chance::Chance;
use crate::line::{Faults, Line};
use crate::many::{Many, On};
use crate::scene::{PERSON, TestDoor, power_off_by, wait_until};
use crate::witness::Story;

const HOUR_MS: i64 = 3_600_000;
/// How many commands are kept back.
const KEPT: usize = 5;

/// A house with one door, and a line to it on which commands can be kept back.
struct Late {
    many: Many,
    id: DoorId,
    controller: MadeController,
    line: Line,
    began: i64,
}

impl Late {
    async fn new(on: On) -> Self {
        let many = Many::new(on, 1_000).await;
        let (id, controller) = many.scene.wired_door("Street door").await;
        let line = Line::to(many.broker(), Faults::NONE, Chance::new()).await;
        Self { many, id, controller, line, began: 0 }
    }

    fn power(&self, clock_off_ms: i64) -> TestDoor {
        let folder = self.many.scene.folder.path();
        power_off_by(clock_off_ms, self.id, &self.controller, self.line.address.clone(), Mood::Well, folder)
    }

    /// Presses once, through a link of its own.
    async fn press(&self) -> Pressed {
        let link = self.many.scene.link(&[self.id]).await;
        self.many.scene.press(&link, self.id).await
    }

    /// Presses while every command is kept back; each press ends in silence.
    async fn press_in_vain(&mut self) -> Vec<Pressed> {
        self.began = self.many.scene.house().newest_event(&self.many.scene.owner).await.unwrap();
        self.line.hold_back();
        let link = self.many.scene.link(&[self.id]).await;
        let presses = (0..KEPT).map(|_| {
            let (house, door) = (Arc::clone(self.many.scene.house()), self.id);
            let secret = link.secret;
            tokio::spawn(async move {
                house.press_link(secret, NewPress { door, number: None, address: None, age_ms: 0 }, PERSON).await
            })
        });
        let mut pressed = Vec::new();
        for press in presses.collect::<Vec<_>>() {
            pressed.push(press.await.unwrap());
        }
        assert!(pressed.iter().all(|press| press.end == End::Done(Outcome::Unknown)), "{pressed:?}");
        // Commands of one moment may share a message.
        assert!((1..=KEPT).contains(&self.line.tally().held));
        pressed
    }

    /// What the log says of answers that came after all.
    async fn wait_until_answered_late(&self) -> Vec<String> {
        let late = async || {
            let log = self.many.log_after(self.began).await;
            let late = log.into_iter().filter(|event| event.line.kind == EventKind::UnlockAnsweredLate);
            late.map(|event| event.line.detail["outcome"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
        };
        wait_until("every late answer is in the log", async || late().await.len() == KEPT).await;
        late().await
    }
}

/// A command that its broker kept too long is refused by the device itself: the last guard there is.
async fn the_device_refuses_the_dead(on: On) {
    let mut late = Late::new(on).await;
    let door = late.power(0);
    late.many.wait_until_reached(&door).await;
    let moved = door.moves();
    let pressed = late.press_in_vain().await;
    late.line.let_go();
    assert_eq!(late.wait_until_answered_late().await, ["failed"; KEPT]);
    assert_eq!(door.moves(), moved, "a dead command moved the door");
    Story::read(&late.many, &[&door]).await.holds(&pressed);
    assert_eq!(late.press().await.end, End::Done(Outcome::Opened), "and the next press is served");
    late.many.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_broker_that_ignores_expiry_moves_nothing_late() {
    the_device_refuses_the_dead(On::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mosquitto_that_ignores_expiry_moves_nothing_late() {
    the_device_refuses_the_dead(On::SqliteMosquitto).await;
}

/// The device was away meanwhile: power cut, new connection, and there the old commands come.
#[tokio::test(flavor = "multi_thread")]
async fn a_device_that_comes_back_refuses_what_was_kept_for_it() {
    let mut late = Late::new(On::SqliteMosquitto).await;
    let door = late.power(0);
    late.many.wait_until_reached(&door).await;
    let pressed = late.press_in_vain().await;
    let moved = door.moves();
    drop(door);
    let id = late.id;
    let online = async |online| {
        late.many
            .scene
            .until("the device has come or gone", async |house, owner| {
                house.door(owner, id).await.unwrap().status.online == Some(online)
            })
            .await;
    };
    online(false).await;
    let door = late.power(0);
    online(true).await;
    late.line.let_go();
    wait_until("the device has refused them all", async || {
        let memory = Recollection::read(&door.memory).unwrap();
        let refused = |line: &&keylink_virtual_door::Line| {
            matches!(&line.what, Happening::Answer { reason: Some(why), .. } if why == "too_late")
        };
        memory.lines.iter().filter(refused).count() == KEPT
    })
    .await;
    assert_eq!(door.moves(), moved, "a dead command moved the door");
    Story::read(&late.many, &[&door]).await.holds(&pressed);
    late.many.stop().await;
}

/// A device whose clock is ahead refuses everything, and says why; that costs the guest no use.
#[tokio::test(flavor = "multi_thread")]
async fn a_device_whose_clock_is_ahead_opens_nothing_and_says_so() {
    let late = Late::new(On::Sqlite).await;
    let door = late.power(3 * HOUR_MS);
    late.many.wait_until_reached(&door).await;
    let link = late.many.scene.link(&[late.id]).await;
    for _ in 0..3 {
        let pressed = late.many.scene.press(&link, late.id).await;
        assert_eq!(pressed.end, End::Done(Outcome::Failed(Refusal::TooLate)));
    }
    crate::witness::wait_until_settled(&late.many, 0).await;
    assert_eq!(late.many.scene.house().link(&late.many.scene.owner, link.id).await.unwrap().usage.uses, 0);
    assert_eq!(door.moves(), 0);
    late.many.stop().await;
}

/// A device whose clock is behind takes the dead for living; but their deadline seems too far away to it.
#[tokio::test(flavor = "multi_thread")]
async fn a_device_whose_clock_is_behind_refuses_the_dead_too() {
    let mut late = Late::new(On::Sqlite).await;
    let door = late.power(-3 * HOUR_MS);
    late.many.wait_until_reached(&door).await;
    let pressed = late.press_in_vain().await;
    late.line.let_go();
    assert_eq!(late.wait_until_answered_late().await, ["failed"; KEPT]);
    assert_eq!(door.moves(), 0, "a dead command moved the door");
    Story::read(&late.many, &[&door]).await.holds(&pressed);
    assert_eq!(late.press().await.end, End::Done(Outcome::Failed(Refusal::TooLate)), "nor does it obey the living");
    late.many.stop().await;
}
