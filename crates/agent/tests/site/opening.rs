//! Commands: carried out once and in time, or not at all; and what came of them is told as it is.

use std::time::Duration;

use jiff::SignedDuration;
use keylink_domain::controller::DriverKind;
use keylink_domain::hold::HELD_MS;
use keylink_domain::refusal::Refusal;
use keylink_domain::unlock::{Command, DoorAct, Outcome};
use keylink_drivers::Keeping;

use crate::fake::Mood;
use crate::line::{State, stays_so_for};
use crate::scene::{Scene, by_name, wait_until};

#[tokio::test]
async fn what_came_of_a_command_is_told_as_it_is() {
    let scene = Scene::new().await;
    assert_eq!(scene.open("street").await, Outcome::Opened);
    assert_eq!(scene.relay.moves(), 1);
    assert_eq!(scene.open("cellar").await, Outcome::Opened);
    assert_eq!(scene.open("attic").await, Outcome::Failed(Refusal::DoorNotWired));
    assert_eq!(scene.open("gone").await, Outcome::Failed(Refusal::DoorOffline));
    scene.relay.be(Mood::Silent);
    let command = scene.command("street", 1_500);
    assert_eq!(scene.center.send(&command, Duration::from_millis(1_500)).await, Outcome::Unknown);
    assert_eq!(scene.relay.moves(), 2, "it moved, and said nothing");
    let facts = scene.center.probe(scene.controller, DriverKind::Agent, &[]).await.unwrap().facts;
    let facts = by_name(&facts);
    assert!(facts["hall"].contains("it answers") && facts["gone"].contains("no answer"), "{facts:?}");
}

#[tokio::test]
async fn a_press_at_a_held_door_is_as_long_as_its_hold_where_that_is_made_of_pulses() {
    let scene = Scene::new().await;
    let keep = async |channel: &str, act| {
        let command = Command { act, pulse_ms: HELD_MS, ..scene.command(channel, 8_000) };
        scene.center.keep(&command, Duration::from_secs(8)).await
    };
    let pulses = || {
        let asked = scene.relay.asked.lock().unwrap();
        let bodies = asked.iter().filter(|asked| asked.path == "/rpc/Switch.Set").map(|asked| &asked.body);
        let params = bodies.map(|body| serde_json::from_str::<serde_json::Value>(body).unwrap());
        params.map(|params| params["toggle_after"].as_f64()).collect::<Vec<_>>()
    };
    assert_eq!(keep("street", DoorAct::Hold).await, Keeping::Done);
    assert_eq!(scene.open("street").await, Outcome::Opened);
    assert!(matches!(keep("street", DoorAct::Lock).await, Keeping::Refused(_)), "it is stuck");
    assert_eq!(scene.open("street").await, Outcome::Opened);
    assert_eq!(pulses(), [Some(120.0), Some(120.0), None, Some(3.0)]);
    // A board keeps a door's delay, for its cards as well.
    assert_eq!(keep("cellar", DoorAct::Hold).await, Keeping::Released, "it was locked before");
    scene.board.state.lock().unwrap().held = false;
    assert_eq!(scene.open("cellar").await, Outcome::Opened);
    assert_eq!(scene.board.state.lock().unwrap().delay_s, 3);
}

#[tokio::test]
async fn the_same_command_again_moves_nothing_also_after_a_restart() {
    let mut scene = Scene::new().await;
    let command = scene.command("street", 30_000);
    let send = async |scene: &Scene| scene.center.send(&command, Duration::from_secs(3)).await;
    assert_eq!(send(&scene).await, Outcome::Opened);
    assert_eq!(send(&scene).await, Outcome::Opened, "the same answer again");
    assert_eq!(scene.relay.moves(), 1);
    scene.stop().await;
    scene.until_online(false).await;
    scene.start().await;
    scene.until_online(true).await;
    assert_eq!(send(&scene).await, Outcome::Opened);
    assert_eq!(scene.relay.moves(), 1, "it remembers over its restart");
    // One that was begun when the power went may have moved: nobody knows, so nothing is said.
    let path = scene.folder.path().join("data/commands.jsonl");
    scene.stop().await;
    let other = scene.command("street", 30_000);
    let begun = format!("{{\"id\":\"{}\"}}\n", other.id);
    let known = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, known + &begun).unwrap();
    scene.until_online(false).await;
    scene.start().await;
    scene.until_online(true).await;
    assert_eq!(scene.center.send(&other, Duration::from_secs(1)).await, Outcome::Unknown);
    assert_eq!(scene.relay.moves(), 1);
    assert_eq!(scene.open("street").await, Outcome::Opened, "a new one moves");
}

#[tokio::test]
async fn a_dead_command_moves_nothing_whatever_the_agent_s_own_clock_says() {
    let years = SignedDuration::from_hours(24 * 365 * 3);
    for off in [SignedDuration::ZERO, years, -years] {
        let scene = Scene::with_clock_off_by(off).await;
        assert_eq!(scene.open("street").await, Outcome::Opened, "{off:?}");
        for jumped_ms in [-5_001, 57_000] {
            // The center's clock was set, and the agent has not heard of it yet.
            scene.clock.jump_to(jumped_ms);
            let command = scene.command("street", 5_000);
            let outcome = scene.center.send(&command, Duration::from_secs(5)).await;
            assert_eq!(outcome, Outcome::Failed(Refusal::TooLate), "{off:?}, {jumped_ms}");
        }
        assert_eq!(scene.relay.moves(), 1);
    }
}

#[tokio::test]
async fn a_command_that_the_line_holds_up_dies_on_its_way() {
    let scene = Scene::new().await;
    scene.line.be(State::Slow(Duration::from_millis(1_200)));
    let command = scene.command("street", 1_000);
    assert_eq!(scene.center.send(&command, Duration::from_secs(1)).await, Outcome::Unknown);
    stays_so_for(Duration::from_secs(2)).await;
    assert_eq!(scene.relay.moves(), 0, "it came, and was dead");
    scene.line.be(State::Well);
    assert_eq!(scene.open("street").await, Outcome::Opened);
}

#[tokio::test]
async fn a_line_that_breaks_comes_back_and_what_broke_with_it_moves_once_at_most() {
    let scene = Scene::new().await;
    for round in 1..=3 {
        scene.line.be(State::Down);
        scene.until_online(false).await;
        assert_eq!(scene.open("street").await, Outcome::Failed(Refusal::DoorOffline));
        scene.line.be(State::Well);
        scene.until_online(true).await;
        assert_eq!(scene.open("street").await, Outcome::Opened);
        assert_eq!(scene.relay.moves(), round);
    }
    // Cut while the device is at it: it moves once, and nobody says that it did not.
    scene.relay.be(Mood::Drips);
    let before = scene.relay.moves();
    let command = scene.command("street", 8_000);
    let sending = scene.center.send(&command, Duration::from_secs(8));
    let cutting = async {
        wait_until("the device has the command", async || scene.relay.moves() > before).await;
        scene.line.be(State::Down);
        stays_so_for(Duration::from_millis(300)).await;
        scene.line.be(State::Well);
    };
    let (outcome, ()) = tokio::join!(sending, cutting);
    assert!(matches!(outcome, Outcome::Opened | Outcome::Unknown), "{outcome:?}");
    assert_eq!(scene.relay.moves(), before + 1);
}

#[tokio::test]
async fn a_wrong_secret_opens_no_line() {
    let mut scene = Scene::without_agent("another secret", SignedDuration::ZERO).await;
    scene.start().await;
    stays_so_for(Duration::from_secs(2)).await;
    assert_ne!(scene.center.is_online(scene.controller), Some(true));
    assert_eq!(scene.open("street").await, Outcome::Failed(Refusal::DoorOffline));
    scene.stop().await;
}
