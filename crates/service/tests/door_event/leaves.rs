//! What the moves of a leaf mean: opened by whom we let in, forced, held open; and what a board's memory knows of an unlock of
//! ours that we do not.

use keylink_domain::event::EventKind;
use keylink_service::door::ChangeDoor;

use crate::board::{BUTTON, CLOSED, FORCED, HELD, Mood, OPENED, REMOTE};
use crate::gate::Gate;
use crate::scene::{Scene, wait_until};

#[tokio::test]
async fn a_leaf_that_moves_is_explained_or_forced() {
    let scene = Scene::new().await;
    scene.board.happens(OPENED, 1, 0);
    scene.board.happens(FORCED, 1, 0);
    scene.board.happens(CLOSED, 1, 0);
    scene.tells(&["Street door was forced open: nobody was let in", "Street door was closed"]).await;
    scene.press().await;
    scene.board.happens(OPENED, 1, 0);
    scene.board.happens(HELD, 1, 0);
    scene.board.happens(CLOSED, 1, 0);
    scene.board.happens(BUTTON, 1, 0);
    scene.board.happens(OPENED, 1, 0);
    scene
        .tells(&[
            "Street door was forced open: nobody was let in",
            "Street door was closed",
            "Street door was opened, unlocked by Anna",
            "Street door stands open for too long",
            "Street door was closed",
            "The exit button of Street door was pressed",
            "Street door was opened",
        ])
        .await;
    let told = scene.told().await;
    assert!(told[2].line.about.unlock.is_some() && told[2].line.about.door == Some(scene.door));
}

#[tokio::test]
async fn where_a_handle_opens_nothing_is_forced() {
    let scene = Scene::new().await;
    let change = ChangeDoor { free_exit: Some(true), ..ChangeDoor::default() };
    scene.house().change_door(&scene.owner, scene.door, change).await.unwrap();
    scene.board.happens(OPENED, 1, 0);
    scene.tells(&["Street door was opened"]).await;
}

#[tokio::test]
async fn an_open_leaf_is_told_once_when_its_time_is_over() {
    let scene = Scene::new().await;
    let change = ChangeDoor { held_open_ms: Some(Some(5_000)), free_exit: Some(true), ..ChangeDoor::default() };
    scene.house().change_door(&scene.owner, scene.door, change).await.unwrap();
    scene.board.happens(OPENED, 1, 0);
    scene.tells(&["Street door was opened", "Street door stands open for more than 5 s"]).await;
    // The board says so, too: that is known.
    scene.board.happens(HELD, 1, 0);
    scene.board.happens(CLOSED, 1, 0);
    scene
        .tells(&["Street door was opened", "Street door stands open for more than 5 s", "Street door was closed"])
        .await;
}

#[tokio::test]
async fn an_unlock_whose_answer_was_lost_is_found_in_the_board_s_memory() {
    let scene = Scene::new().await;
    scene.board.be(Mood::OpensSilently);
    scene.press().await;
    wait_until("its outcome is unknown", async || {
        let log =
            scene.house().events(&scene.owner, keylink_service::event::EventFilter::default(), None, 50).await.unwrap();
        log.iter().any(|event| event.line.kind == EventKind::UnlockUnknown)
    })
    .await;
    scene.board.be(Mood::Well);
    wait_until("its memory tells", async || {
        scene.told().await.iter().any(|event| event.line.kind == EventKind::UnlockAnsweredLate)
    })
    .await;
    // A second opening from afar is not ours: each of our unlocks stands for one.
    scene.board.happens(REMOTE, 1, 0);
    wait_until("it is told", async || scene.told().await.len() == 2).await;
    assert_eq!(scene.sentences().await[1], "Street door was unlocked, and not by Keylink");
}

/// A controller that connects by itself, and has no memory.
#[tokio::test]
async fn a_contact_that_is_told_as_it_is_now_makes_lines_too() {
    let scene = Scene::new().await;
    let gate = Gate::at(&scene).await;
    // How it is found is no news; what changes from then on is.
    for contact in ["open", "closed", "open", "closed"] {
        gate.is("locked", contact).await;
    }
    let wanted = ["Gate was closed", "Gate was forced open: nobody was let in", "Gate was closed"];
    wait_until("all three are told", async || gate.told().await.len() == 3).await;
    assert_eq!(gate.told().await, wanted);
}
