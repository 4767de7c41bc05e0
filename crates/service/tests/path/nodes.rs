//! Two nodes on one PostgreSQL and one outside broker: a revoke on one is a revoke on both.

use keylink_domain::refusal::Refusal;
use keylink_domain::unlock::Outcome;
use keylink_service::limit::LimitSettings;
use keylink_service::unlock::{End, NewPress};
use keylink_virtual_door::Mood;

use crate::around::{Mosquitto, postgres};
use crate::scene::{PERSON, Scene, power, start, wait_until};

#[tokio::test(flavor = "multi_thread")]
async fn a_revoke_on_one_node_is_a_revoke_on_both() {
    let folder = tempfile::tempdir().unwrap();
    let broker = Mosquitto::start(folder.path()).await;
    let mut scene = Scene::on(postgres("nodes").await, folder).await;
    scene.running.take().unwrap().stop().await;
    let (database, folder) = (scene.database.clone(), scene.folder.path().to_owned());
    let node = async || {
        start(
            &database,
            &folder,
            broker.settings(),
            LimitSettings { presses_per_link_per_minute: 0, ..LimitSettings::default() },
        )
        .await
    };
    scene.running = Some(node().await);
    let second = node().await;

    let (id, controller) = scene.wired_door("Street door").await;
    let door = power(id, &controller, broker.address.clone(), Mood::Well, scene.folder.path());
    for house in [scene.house(), &second.house] {
        wait_until("each node sees the door", async || house.health().await.is_ready()).await;
    }
    let link = scene.link(&[id]).await;
    let press = async |house: &std::sync::Arc<keylink_service::House>| {
        house.press_link(link.secret, NewPress { door: id, number: None, address: None, age_ms: 0 }, PERSON).await.end
    };
    for house in [scene.house(), &second.house] {
        wait_until("each node opens the door", async || press(house).await == End::Done(Outcome::Opened)).await;
    }
    let moved = door.moves();
    scene.house().revoke_link(&scene.owner, link.id).await.unwrap();
    for house in [scene.house(), &second.house] {
        assert_eq!(press(house).await, End::Refused(Refusal::LinkRevoked));
    }
    assert_eq!(door.moves(), moved);
    second.stop().await;
    scene.running.take().unwrap().stop().await;
}
