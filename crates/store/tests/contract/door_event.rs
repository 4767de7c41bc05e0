//! What controllers tell: the mark that moves once, the leaf, and the unlocks that explain what happened.

use keylink_domain::door_event::Leaf;
use keylink_domain::unlock::Outcome;
use keylink_store::unlock::Finished;
use keylink_store::{door, door_event, unlock};

use crate::house::{Base, House, at, chance, clock, on_both, press, press_once};

on_both! {
    async fn a_mark_moves_once_from_where_it_stands(base: Base) {
        let house = House::in_base(&base).await;
        let (organization, controller) = (house.organization.id, house.controller.id);
        let moved = async |before: Option<&str>, after: &str| {
            let (before, after) = (before.map(str::to_owned), after.to_owned());
            base.store
                .write(move |tx| Box::pin(async move { door_event::move_place(tx, organization, controller, before, after).await }))
                .await
                .unwrap()
        };
        assert!(moved(None, "1/5/-").await);
        assert!(!moved(None, "1/9/-").await, "somebody else has begun");
        assert!(moved(Some("1/5/-"), "1/7/-").await);
        assert!(!moved(Some("1/5/-"), "1/9/-").await, "somebody else has written those lines");
        let found = base.store.read(move |tx| Box::pin(async move { door_event::place(tx, organization, controller).await })).await;
        assert_eq!(found.unwrap().as_deref(), Some("1/7/-"));
        for (number, news) in [(Some(7), true), (Some(7), false), (Some(8), true), (None, true), (None, false), (Some(8), true)] {
            let noted = base.store
                .write(move |tx| Box::pin(async move { door_event::note_stranger(tx, organization, controller, number).await }));
            assert_eq!(noted.await.unwrap(), news, "{number:?}");
        }
    }

    async fn a_leaf_that_stands_open_for_too_long_is_told_once(base: Base) {
        let house = House::in_base(&base).await;
        let (organization, mut door) = (house.organization.id, house.doors[0].clone());
        door.held_open_ms = Some(30_000);
        let id = door.id;
        let leaf = Leaf { open_since: Some(at(100)), free_until: Some(at(101)), is_unlocked: true, ..Leaf::default() };
        base.store
            .write(move |tx| Box::pin(async move {
                door::update(tx, &door).await?;
                door_event::set_leaf(tx, organization, id, &Leaf::default()).await?;
                door_event::set_leaf(tx, organization, id, &leaf).await
            }))
            .await
            .unwrap();
        let held = async |now| base.store.read(move |tx| Box::pin(door_event::held(tx, now))).await.unwrap();
        let found = base.store.read(move |tx| Box::pin(door_event::leaf(tx, organization, id))).await.unwrap();
        assert_eq!(found, Some(leaf));
        assert_eq!(held(at(129)).await, []);
        assert_eq!(held(at(130)).await, [(organization, id, 30_000)]);
        for news in [true, false] {
            let told = base.store.write(move |tx| Box::pin(door_event::tell_held(tx, organization, id))).await.unwrap();
            assert_eq!(told, news);
        }
        assert_eq!(held(at(999)).await, []);
    }

    async fn how_a_lock_was_is_forgotten_with_its_place(base: Base) {
        let house = House::in_base(&base).await;
        let (organization, stays) = (house.organization.id, house.doors[0].clone());
        let id = stays.id;
        let leaf = Leaf { is_unlocked: true, ..Leaf::default() };
        base.store.write(move |tx| Box::pin(async move { door_event::set_leaf(tx, organization, id, &leaf).await })).await.unwrap();
        let moves = keylink_domain::door::Door { address: None, ..stays.clone() };
        for (door, known) in [(stays, true), (moves, false)] {
            base.store.write(move |tx| Box::pin(async move { door::update(tx, &door).await })).await.unwrap();
            let found = base.store.read(move |tx| Box::pin(door_event::leaf(tx, organization, id))).await.unwrap();
            assert_eq!(found.unwrap().is_unlocked, known);
        }
    }

    async fn what_may_have_moved_a_door_is_found_by_its_time(base: Base) {
        let (house, other) = (House::in_base(&base).await, House::in_base(&base).await);
        let link = house.link();
        let secret = house.add_link(&base, &link).await;
        press_once(&base, &clock(0), press(secret, house.doors[0].id)).await;
        let (organization, door) = (house.organization.id, house.doors[0].id);
        let elsewhere = other.organization.id;
        let found = async |organization, from, until| {
            base.store
                .read(move |tx| Box::pin(async move { door_event::released(tx, organization, door, from, until).await }))
                .await
                .unwrap()
        };
        let all = found(organization, at(-9), at(9)).await;
        assert_eq!(all.iter().map(|one| (one.link, one.is_unknown)).collect::<Vec<_>>(), [(Some(link.id), false)]);
        assert!(found(elsewhere, at(-9), at(9)).await.is_empty(), "another organization's door");
        assert!(found(organization, at(5), at(9)).await.is_empty());
        assert!(found(organization, at(-9), at(-5)).await.is_empty());
        let unlock = all[0].unlock;
        for (outcome, count) in [(Outcome::Unknown, 1)] {
            let event = keylink_domain::id::EventId::new(at(1), chance());
            let finished = [Finished { organization, unlock, event, outcome, at: at(1) }];
            base.store.write(move |tx| Box::pin(async move { unlock::finish(tx, &finished).await })).await.unwrap();
            let after = found(organization, at(-9), at(9)).await;
            assert_eq!((after.len(), after.iter().all(|one| one.is_unknown)), (count, true));
        }
    }
}
