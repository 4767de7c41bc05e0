//! Doors that stand open by Keylink's own protocol, and that lock at once when they are to: on both databases.

use keylink_domain::door::{DoorState, LockStatus};
use keylink_domain::hold::HELD_MS;
use keylink_domain::unlock::Outcome;
use keylink_service::door::ChangeDoor;
use keylink_service::site::SiteInput;
use keylink_service::unlock::End;
use keylink_virtual_door::{Happening, Mood, Recollection};

use crate::around::postgres;
use crate::scene::{Scene, TestDoor};

async fn set(scene: &Scene, door: &TestDoor, state: DoorState) {
    let change = ChangeDoor { state: Some(state), ..ChangeDoor::default() };
    scene.house().change_door(&scene.owner, door.id, change).await.unwrap();
}

async fn until_lock(scene: &Scene, door: &TestDoor, wanted: LockStatus) {
    let id = door.id;
    scene
        .until(&format!("the lock says {wanted:?}"), async |house, owner| {
            house.door(owner, id).await.unwrap().status.lock == Some(wanted)
        })
        .await;
}

/// For how long the device was told to release its lock, each time.
fn pulses(door: &TestDoor) -> Vec<u64> {
    let memory = Recollection::read(&door.memory).unwrap();
    let heard = memory.lines.iter().filter_map(|line| match line.what {
        Happening::Command { pulse_ms, .. } => Some(pulse_ms),
        _ => None,
    });
    heard.collect()
}

async fn stands_open_and_locks(scene: &Scene) {
    let door = scene.door("Street door", Mood::Well).await;
    let link = scene.link(&[door.id]).await;
    set(scene, &door, DoorState::Unlocked).await;
    until_lock(scene, &door, LockStatus::Unlocked).await;
    assert_eq!(scene.press(&link, door.id).await.end, End::Done(Outcome::Opened));
    let long = u64::from(HELD_MS);
    assert!(
        pulses(&door).iter().all(|pulse| *pulse == long),
        "a press does not cut the hold short: {:?}",
        pulses(&door)
    );
    let moves = door.moves();
    let input = SiteInput { lockdown: Some(true), ..SiteInput::default() };
    let site = scene.house().sites(&scene.owner).await.unwrap()[0].id;
    scene.house().change_site(&scene.owner, site, input).await.unwrap();
    until_lock(scene, &door, LockStatus::Locked).await;
    assert_eq!(door.moves(), moves, "to lock is no opening");
    let input = SiteInput { lockdown: Some(false), ..SiteInput::default() };
    scene.house().change_site(&scene.owner, site, input).await.unwrap();
    until_lock(scene, &door, LockStatus::Unlocked).await;
    set(scene, &door, DoorState::Locked).await;
    until_lock(scene, &door, LockStatus::Locked).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_door_stands_open_while_its_state_says_so_on_sqlite() {
    stands_open_and_locks(&Scene::new().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_door_stands_open_while_its_state_says_so_on_postgres() {
    let scene = Scene::on(postgres("holds").await, tempfile::tempdir().unwrap()).await;
    stands_open_and_locks(&scene).await;
}
