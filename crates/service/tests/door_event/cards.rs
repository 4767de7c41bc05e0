//! Cards reach the board that lets them in by itself, and leave it when a right ends, whatever the line goes through meanwhile.

use keylink_domain::actor::{Actor, Who};
use keylink_domain::credential::{Credential, CredentialKind, CredentialState};
use keylink_domain::id::{CredentialId, UserId};
use keylink_domain::moment::Moment;
use keylink_domain::placement::PlacementState;
use keylink_domain::user::Role;
use keylink_service::access::NewAccess;
use keylink_service::credential::{ChangeCredential, NewCredential};
use keylink_service::site::SiteInput;
use keylink_service::user::UserInput;

use crate::board::{Board, Mood, POWERED};
use crate::scene::{Scene, noon, settings, wait_until};

/// The bytes that the board holds of the card: days, doors, PIN.
fn held(scene: &Scene, number: u32) -> Option<[u8; 15]> {
    scene.board.state.lock().unwrap().cards.get(&number).copied()
}

fn operator(scene: &Scene) -> Actor {
    Actor { who: Who::Operator, ..scene.owner }
}

pub async fn ben(scene: &Scene) -> UserId {
    let input = UserInput {
        name: Some("Ben".to_owned()),
        email: Some("ben@lindenhof.example".to_owned()),
        role: Some(Role::Member),
        ..UserInput::default()
    };
    scene.house().add_user(&scene.owner, input).await.unwrap().id
}

pub async fn card(scene: &Scene, user: UserId, number: &str, until: Option<&str>) -> Credential {
    let new = NewCredential {
        user,
        kind: CredentialKind::Card,
        name: format!("Card {number}"),
        number: Some(number.to_owned()),
        from: None,
        until: until.map(|text| text.parse::<Moment>().unwrap()),
    };
    scene.house().add_credential(&operator(scene), new).await.unwrap()
}

async fn gives_access(scene: &Scene, user: UserId) -> keylink_domain::id::AccessId {
    let new = NewAccess { holder: user.into(), target: scene.door.into(), remote_unlock: false, schedule: None };
    scene.house().grant_access(&scene.owner, new).await.unwrap().id
}

async fn state(scene: &Scene, id: CredentialId) -> Option<(PlacementState, Option<String>)> {
    let found = scene.house().placements(&scene.owner, id).await.unwrap();
    found.into_iter().find(|(one, _)| one.controller == scene.controller).map(|(one, _)| (one.state, one.reason))
}

async fn until_state(scene: &Scene, id: CredentialId, wanted: PlacementState) {
    wait_until(&format!("it is {wanted:?}"), async || state(scene, id).await.is_some_and(|(now, _)| now == wanted))
        .await;
}

#[tokio::test]
async fn a_card_is_on_the_board_while_its_right_lasts() {
    let scene = Scene::new().await;
    let user = ben(&scene).await;
    let blue = card(&scene, user, "123,45678", Some("2027-03-31")).await;
    assert_eq!(state(&scene, blue.id).await, None, "no access, no place");
    let access = gives_access(&scene, user).await;
    until_state(&scene, blue.id, PlacementState::OnController).await;
    let bytes = [0x20, 0x20, 1, 1, 0x20, 0x27, 3, 0x31, 1, 0, 0, 0, 0, 0, 0];
    assert_eq!(held(&scene, 12_345_678), Some(bytes), "its days and its door");
    let lockdown = async |on| {
        let input = SiteInput { lockdown: Some(on), ..SiteInput::default() };
        scene.house().change_site(&scene.owner, site(&scene).await, input).await.unwrap();
    };
    lockdown(true).await;
    until_state(&scene, blue.id, PlacementState::Removed).await;
    assert_eq!(held(&scene, 12_345_678), None, "nobody comes in during a lockdown");
    lockdown(false).await;
    until_state(&scene, blue.id, PlacementState::OnController).await;
    scene.house().remove_access(&scene.owner, access).await.unwrap();
    until_state(&scene, blue.id, PlacementState::Removed).await;
    assert_eq!(held(&scene, 12_345_678), None);
    gives_access(&scene, user).await;
    until_state(&scene, blue.id, PlacementState::OnController).await;
    let change = ChangeCredential { state: Some(CredentialState::Revoked), ..ChangeCredential::default() };
    scene.house().change_credential(&operator(&scene), blue.id, change).await.unwrap();
    until_state(&scene, blue.id, PlacementState::Removed).await;
    assert_eq!(held(&scene, 12_345_678), None);
    let log =
        scene.house().events(&scene.owner, keylink_service::event::EventFilter::default(), None, 200).await.unwrap();
    let lines = |kind: &str| log.iter().filter(|event| event.line.kind.as_str() == kind).count();
    assert_eq!((lines("credential.placed"), lines("credential.taken_off")), (3, 3), "each is told once");
}

#[tokio::test]
async fn a_card_leaves_the_board_with_the_last_of_its_doors() {
    let scene = Scene::new().await;
    let new = keylink_service::door::NewDoor {
        name: "Cellar".to_owned(),
        controller: Some(scene.controller),
        channel: Some("2".to_owned()),
        ..keylink_service::door::NewDoor::default()
    };
    let cellar = scene.house().add_door(&scene.owner, new, None).await.unwrap().door.id;
    let user = ben(&scene).await;
    gives_access(&scene, user).await;
    let right = NewAccess { holder: user.into(), target: cellar.into(), remote_unlock: false, schedule: None };
    scene.house().grant_access(&scene.owner, right).await.unwrap();
    let blue = card(&scene, user, "123,45678", None).await;
    let doors = |card: [u8; 15]| (card[8] == 1, card[9] == 1);
    wait_until("it opens both", async || held(&scene, 12_345_678).is_some_and(|card| doors(card) == (true, true)))
        .await;
    scene.house().remove_door(&scene.owner, scene.door, None).await.unwrap();
    wait_until("it opens the other", async || {
        held(&scene, 12_345_678).is_some_and(|card| doors(card) == (false, true))
    })
    .await;
    assert_eq!(
        scene.house().ends_with_controller(&scene.owner, scene.controller).await.unwrap_err().to_string(),
        "\u{201c}Cabinet\u{201d} drives \u{201c}Cellar\u{201d}; remove these doors first, or wire them to another controller"
    );
    scene.house().remove_door(&scene.owner, cellar, None).await.unwrap();
    until_state(&scene, blue.id, PlacementState::Removed).await;
    assert_eq!(held(&scene, 12_345_678), None);
    assert_eq!(scene.house().ends_with_controller(&scene.owner, scene.controller).await.unwrap(), 0);
    scene.house().remove_controller(&scene.owner, scene.controller).await.unwrap();
    assert_eq!(scene.house().placements(&scene.owner, blue.id).await.unwrap(), []);
}

async fn site(scene: &Scene) -> keylink_domain::id::SiteId {
    scene.house().sites(&scene.owner).await.unwrap()[0].id
}

#[tokio::test]
async fn what_cannot_stand_on_a_board_says_why() {
    let scene = Scene::new().await;
    let user = ben(&scene).await;
    let large = card(&scene, user, "18446744073709551615", None).await;
    gives_access(&scene, user).await;
    until_state(&scene, large.id, PlacementState::Failed).await;
    assert!(state(&scene, large.id).await.unwrap().1.unwrap().contains("too large"));
    scene.board.be(Mood::LosesCards);
    let lost = card(&scene, user, "4711", None).await;
    until_state(&scene, lost.id, PlacementState::Failed).await;
    assert!(state(&scene, lost.id).await.unwrap().1.unwrap().contains("has another or none"), "its yes is no evidence");
    scene.board.be(Mood::Well);
    until_state(&scene, lost.id, PlacementState::OnController).await;
}

#[tokio::test]
async fn a_board_that_is_away_gets_its_cards_later_and_holds_up_no_other() {
    let scene = Scene::new().await;
    let away = Board::start(noon()).await;
    away.be(Mood::Silent);
    let device = keylink_service::controller::NewDevice {
        name: "Away".to_owned(),
        driver: keylink_domain::controller::DriverKind::Uhppote,
        settings: settings(&away, crate::board::SERIAL, "no"),
    };
    let other = scene.house().add_device(&scene.owner, device).await.unwrap().id;
    let new = keylink_service::door::NewDoor {
        name: "Cellar".to_owned(),
        controller: Some(other),
        channel: Some("3".to_owned()),
        ..keylink_service::door::NewDoor::default()
    };
    let cellar = scene.house().add_door(&scene.owner, new, None).await.unwrap().door.id;
    let user = ben(&scene).await;
    gives_access(&scene, user).await;
    let right = NewAccess { holder: user.into(), target: cellar.into(), remote_unlock: false, schedule: None };
    scene.house().grant_access(&scene.owner, right).await.unwrap();
    let mut cards = Vec::new();
    for number in 1_001..1_011 {
        cards.push(card(&scene, user, &number.to_string(), None).await.id);
    }
    for id in &cards {
        until_state(&scene, *id, PlacementState::OnController).await;
    }
    assert!(away.state.lock().unwrap().cards.is_empty());
    away.be(Mood::Lossy);
    wait_until("all are there", async || away.state.lock().unwrap().cards.len() == 10).await;
    assert!(away.state.lock().unwrap().cards.values().all(|rest| rest[8..12] == [0, 0, 1, 0]));
}

#[tokio::test]
async fn a_board_that_lost_its_cards_gets_them_again() {
    let scene = Scene::new().await;
    let user = ben(&scene).await;
    gives_access(&scene, user).await;
    let blue = card(&scene, user, "4711", None).await;
    until_state(&scene, blue.id, PlacementState::OnController).await;
    {
        let mut state = scene.board.state.lock().unwrap();
        state.cards.clear();
        state.keep(POWERED, 0, 0);
    }
    wait_until("it is there again", async || held(&scene, 4_711).is_some()).await;
    until_state(&scene, blue.id, PlacementState::OnController).await;
}
