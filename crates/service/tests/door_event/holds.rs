//! A door whose state is unlocked is held by its board, and given back when the state ends, whatever ends it.

use keylink_domain::door::{DoorPlan, DoorState};
use keylink_domain::event::{Event, EventKind};
use keylink_domain::hold::HoldState;
use keylink_domain::hours::WeeklyHours;
use keylink_domain::schedule::Holidays;
use keylink_domain::sentence::sentence;
use keylink_service::Trouble;
use keylink_service::controller::ChangeController;
use keylink_service::door::{ChangeDoor, NewDoor};
use keylink_service::event::EventFilter;
use keylink_service::site::SiteInput;

use crate::board::{Mood, SERIAL};
use crate::scene::{Scene, settings, wait_until};

async fn set(scene: &Scene, change: ChangeDoor) {
    scene.house().change_door(&scene.owner, scene.door, change).await.unwrap();
}

async fn set_state(scene: &Scene, state: DoorState) {
    set(scene, ChangeDoor { state: Some(state), ..ChangeDoor::default() }).await;
}

async fn until_held(scene: &Scene, held: bool) {
    wait_until(&format!("held: {held}"), async || scene.board.state.lock().unwrap().held == held).await;
}

async fn until_state(scene: &Scene, wanted: Option<HoldState>) {
    wait_until(&format!("it is {wanted:?}"), async || {
        let now = scene.house().door(&scene.owner, scene.door).await.unwrap();
        now.holding.map(|holding| holding.state) == wanted
    })
    .await;
}

#[tokio::test]
async fn a_door_is_held_while_its_state_is_unlocked() {
    let scene = Scene::new().await;
    set_state(&scene, DoorState::Unlocked).await;
    until_held(&scene, true).await;
    until_state(&scene, Some(HoldState::Held)).await;
    let lockdown = async |on| {
        let input = SiteInput { lockdown: Some(on), ..SiteInput::default() };
        let site = scene.house().sites(&scene.owner).await.unwrap()[0].id;
        scene.house().change_site(&scene.owner, site, input).await.unwrap();
    };
    lockdown(true).await;
    until_held(&scene, false).await;
    lockdown(false).await;
    until_held(&scene, true).await;
    until_state(&scene, Some(HoldState::Held)).await;
    set_state(&scene, DoorState::Standard).await;
    until_held(&scene, false).await;
    until_state(&scene, None).await;
    let (kept, locks) =
        ("Street door is kept unlocked, as its state says", "Street door locks again: it is kept unlocked no more");
    scene.tells(&[kept, locks, kept, locks]).await;
}

#[tokio::test]
async fn a_door_is_held_in_the_hours_of_its_schedule() {
    let scene = Scene::new().await;
    let house = scene.house();
    let add = async |name: &str, week: &str| {
        let week = WeeklyHours::parse(week).unwrap();
        house.add_schedule(&scene.owner, name, week, Holidays::default()).await.unwrap().id
    };
    // Whatever the time is: one that is on, and one that is not.
    let on = add("Always", "mon-sun 00:00-24:00").await;
    let today = scene.house().now().to_zoned(jiff::tz::TimeZone::UTC).date().weekday();
    let far = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
        [usize::try_from((today.to_monday_zero_offset() + 3) % 7).unwrap()];
    let off = add("Another day", &format!("{far} 09:00-17:00")).await;
    let plan = |schedule| ChangeDoor {
        plan: Some(Some(DoorPlan { state: DoorState::Unlocked, schedule })),
        ..ChangeDoor::default()
    };
    set(&scene, plan(off)).await;
    until_state(&scene, None).await;
    set(&scene, plan(on)).await;
    until_held(&scene, true).await;
    set(&scene, plan(off)).await;
    until_held(&scene, false).await;
}

#[tokio::test]
async fn a_door_that_is_removed_or_wired_elsewhere_is_given_back() {
    let scene = Scene::new().await;
    set_state(&scene, DoorState::Unlocked).await;
    until_held(&scene, true).await;
    set(&scene, ChangeDoor { place: Some(None), ..ChangeDoor::default() }).await;
    until_held(&scene, false).await;
    let back = ChangeDoor { place: Some(Some((scene.controller, "1".to_owned()))), ..ChangeDoor::default() };
    set(&scene, back).await;
    until_held(&scene, true).await;
    scene.house().remove_door(&scene.owner, scene.door, None).await.unwrap();
    until_held(&scene, false).await;
}

#[tokio::test]
async fn a_board_that_is_away_is_told_again_and_it_is_said() {
    let scene = Scene::new().await;
    set_state(&scene, DoorState::Unlocked).await;
    until_held(&scene, true).await;
    until_state(&scene, Some(HoldState::Held)).await;
    scene.board.be(Mood::Silent);
    set_state(&scene, DoorState::Locked).await;
    let said = "Street door may still be unlocked: it was not locked again: it did not answer in time";
    wait_until("the log says that it may be open", async || scene.sentences().await.iter().any(|line| line == said))
        .await;
    assert!(scene.board.state.lock().unwrap().held);
    scene.board.be(Mood::Well);
    until_held(&scene, false).await;
    until_state(&scene, None).await;
}

#[tokio::test]
async fn a_house_that_stops_and_starts_again_still_gives_back_what_it_held() {
    let mut scene = Scene::new().await;
    set_state(&scene, DoorState::Unlocked).await;
    until_held(&scene, true).await;
    until_state(&scene, Some(HoldState::Held)).await;
    scene.board.be(Mood::Silent);
    set_state(&scene, DoorState::Standard).await;
    scene.stop().await;
    scene.board.be(Mood::Well);
    scene.start().await;
    until_held(&scene, false).await;
}

#[tokio::test]
async fn a_controller_that_holds_a_door_leads_nowhere_else_and_does_not_go() {
    let scene = Scene::new().await;
    let house = scene.house();
    let lead = async |serial: u32, clock: &str| {
        let settings = Some(settings(&scene.board, serial, clock));
        house.change_controller(&scene.owner, scene.controller, ChangeController { name: None, settings }).await
    };
    set_state(&scene, DoorState::Unlocked).await;
    until_state(&scene, Some(HoldState::Held)).await;
    let Err(Trouble::Conflict(why)) = lead(SERIAL + 1, "no").await else { panic!("it holds a door") };
    assert!(why.contains("still keeps \u{201c}Street door\u{201d} unlocked"), "{why}");
    lead(SERIAL, "yes").await.expect("what says nothing of the place may change");
    // The door is gone, and its lock was not told yet.
    scene.board.be(Mood::Silent);
    house.remove_door(&scene.owner, scene.door, None).await.unwrap();
    refuses_to_go(&scene).await;
    scene.board.be(Mood::Well);
    until_held(&scene, false).await;
    wait_until("it may go", async || house.remove_controller(&scene.owner, scene.controller).await.is_ok()).await;
    assert!(!newest(&scene).await.contains("may stand open"), "it locked");
}

#[tokio::test]
async fn a_controller_that_cannot_be_told_may_go_and_the_log_says_what_may_stand_open() {
    let scene = Scene::new().await;
    let house = scene.house();
    set_state(&scene, DoorState::Unlocked).await;
    until_state(&scene, Some(HoldState::Held)).await;
    scene.board.be(Mood::Silent);
    set_state(&scene, DoorState::Locked).await;
    let open = "Street door may still be unlocked";
    wait_until("it is said", async || scene.sentences().await.iter().any(|line| line.starts_with(open))).await;
    let settings = Some(settings(&scene.board, SERIAL + 1, "no"));
    let change = ChangeController { name: None, settings };
    house.change_controller(&scene.owner, scene.controller, change).await.unwrap();
    assert!(newest(&scene).await.ends_with("; \u{201c}Street door\u{201d} may stand open"), "{}", newest(&scene).await);
    assert!(scene.board.state.lock().unwrap().held);
    assert!(!scene.sentences().await.iter().any(|line| line.contains("locks again")), "nobody says that it locked");
    // It was the right board after all: what it held ends when it is back.
    wait_until("its address may change again", async || {
        let settings = Some(crate::scene::settings(&scene.board, SERIAL, "no"));
        let change = ChangeController { name: None, settings };
        house.change_controller(&scene.owner, scene.controller, change).await.is_ok()
    })
    .await;
    scene.board.be(Mood::Well);
    until_held(&scene, false).await;
    until_state(&scene, None).await;
}

#[tokio::test]
async fn a_place_that_another_door_has_now_is_held_for_that_one() {
    let scene = Scene::new().await;
    let house = scene.house();
    set_state(&scene, DoorState::Unlocked).await;
    until_state(&scene, Some(HoldState::Held)).await;
    scene.board.be(Mood::Silent);
    house.remove_door(&scene.owner, scene.door, None).await.unwrap();
    let new = NewDoor {
        name: "Side door".to_owned(),
        controller: Some(scene.controller),
        channel: Some("1".to_owned()),
        ..NewDoor::default()
    };
    let side = house.add_door(&scene.owner, new, None).await.unwrap().door.id;
    let unlocked = ChangeDoor { state: Some(DoorState::Unlocked), ..ChangeDoor::default() };
    house.change_door(&scene.owner, side, unlocked).await.unwrap();
    scene.board.be(Mood::Well);
    wait_until("the new door is held", async || {
        let holding = house.door(&scene.owner, side).await.unwrap().holding;
        holding.is_some_and(|holding| holding.state == HoldState::Held)
    })
    .await;
    let kept = "Side door is kept unlocked, as its state says";
    wait_until("it is told of the new door", async || scene.sentences().await.iter().any(|line| line == kept)).await;
}

/// The controller cannot be removed: it is just told to lock.
async fn refuses_to_go(scene: &Scene) {
    let refused = scene.house().remove_controller(&scene.owner, scene.controller).await;
    let Err(Trouble::Conflict(why)) = refused else { panic!("nobody told it to lock yet") };
    assert!(why.contains("wait a moment"), "{why}");
}

/// The newest line about the controller.
async fn newest(scene: &Scene) -> String {
    let log = scene.house().events(&scene.owner, EventFilter::default(), None, 1_000).await.unwrap();
    let of_controller =
        |event: &&Event| matches!(event.line.kind, EventKind::ControllerChanged | EventKind::ControllerRemoved);
    log.iter().find(of_controller).map(sentence).unwrap()
}
