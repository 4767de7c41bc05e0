//! The program dies in the middle of a sending: it is said that nobody knows, and nothing is sent again by itself.

use std::time::Duration;

use keylink_domain::delivery::{DeliveryState, FailCode};
use keylink_domain::id::DeliveryId;
use keylink_post_office::{MailMood, MailServer};
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

use crate::scene::{Owner, Scene, database, mail, start};

/// How long it is watched that nothing more is sent: longer than the worker waits between two looks.
const WATCHED: Duration = Duration::from_secs(4);

fn runtime() -> Runtime {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap()
}

async fn stays_silent(server: &MailServer, many: usize) {
    tokio::time::sleep(WATCHED).await;
    assert_eq!(server.received().len(), many, "something was sent again");
}

/// Sends with a provider at `port`, waits until the try has begun and `reached` says so, and dies without a word.
/// Then lives again with the server, and is asked what became of it. What `reached` gives is kept until then: a line
/// that were let go before the death would be an answer, and the try would have come to its end.
fn dies_and_lives<Line>(
    outside: &Runtime,
    server: &MailServer,
    port: u16,
    reached: impl AsyncFn() -> Line,
) -> (Owner, DeliveryId) {
    let life = runtime();
    let (scene, id) = life.block_on(async {
        let scene = Scene::with(mail(port)).await;
        let id = scene.owner.send(scene.house(), "mia@example.com").await;
        scene.owner.wait_until(scene.house(), id, "sending").await;
        (scene, id)
    });
    let line = outside.block_on(reached());
    // No task of the house runs from here on, wherever it was.
    life.shutdown_background();
    let Scene { running, owner, clock, folder } = scene;
    std::mem::forget(running);
    server.set(MailMood::Good);
    let before = server.received().len();
    runtime().block_on(async {
        let running = start(&database(folder.path()), folder.path(), mail(server.port), clock.clone()).await;
        let found = owner.wait_until(&running.house, id, "failed").await;
        match found.state {
            DeliveryState::Failed { failure, .. } => assert_eq!(failure.code, FailCode::NotKnown),
            other => panic!("{other:?}"),
        }
        let told = owner.told(&running.house).await;
        assert!(
            told.len() == 1 && told[0].ends_with("it is not known whether it went; send again if it did not arrive"),
            "{told:?}"
        );
        clock.go_ahead(24 * 3_600);
        stays_silent(server, before).await;
        let again = running.house.send_again(&owner.actor, owner.link, id, None).await.unwrap();
        owner.wait_until(&running.house, again.id, "sent").await;
        assert_eq!(server.received().len(), before + 1, "a person sent it again");
        running.stop().await;
    });
    drop(line);
    (owner, id)
}

#[test]
fn a_crash_after_the_message_had_gone_sends_no_second_one() {
    let outside = runtime();
    let server = outside.block_on(MailServer::open());
    server.set(MailMood::SilentAfterMessage);
    dies_and_lives(&outside, &server, server.port, async || {
        server.wait_until_received(1).await;
    });
}

#[test]
fn a_crash_before_the_message_had_gone_is_told_the_same_way() {
    let outside = runtime();
    let server = outside.block_on(MailServer::open());
    // Somebody who takes calls and says nothing.
    let silent = outside.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
    let port = silent.local_addr().unwrap().port();
    dies_and_lives(&outside, &server, port, async || silent.accept().await.unwrap());
}
