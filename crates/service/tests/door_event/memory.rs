//! A board's memory: each event once, in its order, whatever happens to the line, the board and the house.

use jiff::SignedDuration;
use keylink_domain::credential::CredentialKind;
use keylink_domain::event::EventKind;
use keylink_service::controller::ChangeController;
use keylink_service::credential::NewCredential;

use crate::board::{BUTTON, Board, CARD_IN, CARD_OUT, CLOSED, Mood, OPENED, POWERED, SERIAL};
use crate::scene::{Scene, noon, settings, wait_until};

#[tokio::test]
async fn what_happens_at_a_door_is_in_the_log_with_names() {
    let board = Board::start(noon()).await;
    board.happens(CARD_IN, 1, 77);
    let scene = Scene::with(board, "no").await;
    let new = NewCredential {
        user: scene.owner.user().unwrap(),
        kind: CredentialKind::Card,
        name: "Blue".to_owned(),
        number: Some("123,45678".to_owned()),
        from: None,
        until: None,
    };
    // Nobody gives themselves a card; the command line does.
    let operator = keylink_domain::actor::Actor { who: keylink_domain::actor::Who::Operator, ..scene.owner };
    scene.house().add_credential(&operator, new).await.unwrap();
    for (what, door, card) in [
        (CARD_IN, 1, 12_345_678),
        (OPENED, 1, 0),
        (CLOSED, 1, 0),
        (CARD_OUT, 1, 4_711),
        (BUTTON, 1, 0),
        (POWERED, 0, 0),
        ((2, false, 0x7f), 1, 0),
        (CARD_IN, 3, 4_711),
    ] {
        scene.board.happens(what, door, card);
    }
    scene
        .tells(&[
            "Anna was let in at Street door by card 'Blue'",
            "Street door was opened",
            "Street door was closed",
            "Card 4711 was not let in at Street door: the card has no access here",
            "The exit button of Street door was pressed",
            "Controller 'Cabinet' was switched on",
            "Controller 'Cabinet' told something that has no name here (kind 2, reason 0x7f)",
            "Card 4711 was let in at a door",
        ])
        .await;
    assert!(scene.board.state.lock().unwrap().keeps_all, "contacts and buttons are asked for");
}

#[tokio::test]
async fn what_happened_while_the_house_was_away_is_told_once_with_its_own_time() {
    let mut scene = Scene::new().await;
    for mood in [Mood::Lossy, Mood::Twice, Mood::Garbage] {
        scene.stop().await;
        scene.board.be(mood);
        let before = scene.board.state.lock().unwrap().events.len();
        for n in 0..150 {
            scene.board.set_clock(noon() + SignedDuration::from_mins(n));
            scene.board.happens(CARD_OUT, 1, u32::try_from(before).unwrap() + u32::try_from(n).unwrap() + 1);
        }
        scene.board.set_clock(noon() + SignedDuration::from_mins(200));
        scene.start().await;
        wait_until("all is told", async || scene.told().await.len() >= before + 150).await;
        let told = scene.told().await;
        let cards = told.iter().map(|event| event.line.personal.as_ref().unwrap()["card"].as_u64().unwrap());
        assert_eq!(
            cards.collect::<Vec<_>>(),
            (1..=u64::try_from(before).unwrap() + 150).collect::<Vec<_>>(),
            "{mood:?}"
        );
        for (event, ago) in told[before..].iter().zip((51..=200).rev()) {
            let ago_s = event.line.at.duration_since(event.happened().unwrap()).as_secs();
            assert!((ago * 60..ago * 60 + 30).contains(&ago_s), "{mood:?}: {ago} min ago, {ago_s} s");
        }
        assert!(told.windows(2).all(|pair| pair[0].line.at <= pair[1].line.at), "the log's own time never runs back");
    }
}

#[tokio::test]
async fn what_the_board_forgot_is_counted() {
    let mut scene = Scene::new().await;
    scene.board.happens(CARD_OUT, 1, 1);
    wait_until("it is told", async || scene.told().await.len() == 1).await;
    scene.stop().await;
    for card in 2..=9 {
        scene.board.happens(CARD_OUT, 1, card);
    }
    scene.board.forgets_all_but(2);
    scene.start().await;
    scene
        .tells(&[
            "Card 1 was not let in at Street door: the card has no access here",
            "6 events of controller 'Cabinet' are lost: it forgot them before they were read",
            "Card 8 was not let in at Street door: the card has no access here",
            "Card 9 was not let in at Street door: the card has no access here",
        ])
        .await;
}

#[tokio::test]
async fn a_memory_that_began_anew_is_told_also_past_the_mark() {
    for after in [1, 2, 4] {
        let mut scene = Scene::new().await;
        scene.board.happens(CARD_OUT, 1, 1);
        scene.board.happens(CARD_OUT, 1, 2);
        wait_until("both are told", async || scene.told().await.len() == 2).await;
        scene.stop().await;
        {
            let mut state = scene.board.state.lock().unwrap();
            state.events.clear();
            state.clock += SignedDuration::from_mins(1);
            for card in 0..after {
                state.keep(CARD_OUT, 1, 10 + card);
            }
        }
        scene.start().await;
        // As many new ones as before stand under the same numbers: that is not seen before there is one more.
        let seen = after != 2;
        wait_until("the new ones are told", async || !seen || scene.told().await.len() > 2 + after as usize).await;
        if !seen {
            scene.board.happens(CARD_OUT, 1, 12);
            wait_until("the new ones are told", async || scene.told().await.len() == 6).await;
        }
        let told = scene.sentences().await;
        assert_eq!(told[2], "Events of controller 'Cabinet' may be lost: its memory began anew", "{after}");
        assert!(told[3].starts_with("Card 10 "), "{told:?}");
    }
}

#[tokio::test]
async fn another_board_at_the_address_is_told_once_and_not_heard() {
    let scene = Scene::new().await;
    {
        let mut state = scene.board.state.lock().unwrap();
        state.serial = 303_986_753;
        state.keep(CARD_IN, 1, 5);
    }
    let stranger =
        "At the address of controller 'Cabinet' another one answers, number 303986753; nothing is sent to it";
    scene.tells(&[stranger]).await;
    let tested = scene.house().test_controller(&scene.owner, scene.controller).await.unwrap().unwrap_err();
    assert!(tested.contains("another controller answers at this address, number 303986753"), "{tested}");
    let heard = scene.board.state.lock().unwrap().heard;
    wait_until("it was asked again", async || scene.board.state.lock().unwrap().heard > heard + 4).await;
    scene.board.state.lock().unwrap().serial = SERIAL;
    wait_until("the right one is heard", async || {
        scene.told().await.iter().any(|event| event.line.kind == EventKind::DoorCardGranted)
    })
    .await;
    assert_eq!(scene.sentences().await.iter().filter(|said| *said == stranger).count(), 1);
}

#[tokio::test]
async fn a_new_board_is_heard_from_now_on() {
    let scene = Scene::new().await;
    {
        let mut state = scene.board.state.lock().unwrap();
        state.serial = 303_986_753;
        state.keep(CARD_IN, 1, 5);
    }
    let change =
        ChangeController { settings: Some(settings(&scene.board, 303_986_753, "no")), ..ChangeController::default() };
    scene.house().change_controller(&scene.owner, scene.controller, change).await.unwrap();
    wait_until("it is told", async || {
        scene
            .sentences()
            .await
            .iter()
            .any(|said| said == "Controller 'Cabinet' is another one now; what happens there is heard from now on")
    })
    .await;
    scene.board.happens(CARD_OUT, 1, 6);
    wait_until("it is heard", async || scene.sentences().await.iter().any(|said| said.starts_with("Card 6 "))).await;
    assert!(!scene.sentences().await.iter().any(|said| said.starts_with("Card 5 ")));
}

#[tokio::test]
async fn a_clock_that_is_wrong_is_set_and_its_events_have_their_time() {
    let wrong = jiff::civil::date(2000, 1, 1).at(0, 0, 0, 0);
    let scene = Scene::not_heard(Board::start(wrong).await, "yes").await;
    wait_until("the clock is set", async || !scene.board.state.lock().unwrap().clocks_set.is_empty()).await;
    let set = scene.board.state.lock().unwrap().clocks_set[0];
    let zone = keylink_domain::zone::Zone::parse("Europe/Berlin").unwrap();
    let off = zone.local(scene.house().now()).duration_since(set);
    assert!(off.abs() < SignedDuration::from_mins(1), "{off}");
    // Stamped by a clock that ran ahead, and was set back since.
    scene.board.set_clock(set + SignedDuration::from_hours(9));
    scene.board.happens(CARD_OUT, 1, 1);
    scene.board.set_clock(set);
    wait_until("it is told", async || scene.told().await.len() == 1).await;
    let told = scene.told().await;
    assert_eq!((told[0].happened(), told[0].line.detail["clock"].as_str()), (None, Some("wrong")));
}

#[tokio::test]
async fn one_silent_board_holds_up_no_other() {
    let scene = Scene::new().await;
    let silent = Board::start(noon()).await;
    silent.be(Mood::Silent);
    for name in ["Away 1", "Away 2"] {
        let device = keylink_service::controller::NewDevice {
            name: name.to_owned(),
            driver: keylink_domain::controller::DriverKind::Uhppote,
            settings: settings(&silent, SERIAL, "no"),
        };
        scene.house().add_device(&scene.owner, device).await.unwrap();
    }
    wait_until("the silent one was asked", async || silent.state.lock().unwrap().heard > 6).await;
    scene.board.happens(BUTTON, 1, 0);
    scene.tells(&["The exit button of Street door was pressed"]).await;
}
