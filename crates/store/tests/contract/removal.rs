//! Doors, controllers and buildings that were removed: found by nothing but the log, and opened by nobody.

use keylink_domain::access::{Access, Holder, Target};
use keylink_domain::event::EventKind;
use keylink_domain::group::{Group, GroupKind, Member};
use keylink_domain::id::{AccessId, DoorId, GroupId};
use keylink_domain::refusal::Refusal;
use keylink_store::{access, controller, door, group, link, site};

use crate::house::{Base, House, at, chance, log, on_both, press_once_at, secret};

async fn remove(base: &Base, house: &House, which: usize) -> door::EndedWithDoor {
    let gone = house.doors[which].clone();
    base.store.write(move |tx| Box::pin(async move { door::remove(tx, &gone, at(9)).await })).await.unwrap()
}

on_both! {
    async fn a_removed_door_is_found_by_nothing_but_the_log(base: Base) {
        let (house, other) = (House::in_base(&base).await, House::in_base(&base).await);
        let link = house.link();
        let secret = house.add_link(&base, &link).await;
        let (org, gone, left) = (house.organization.id, house.doors[0].clone(), house.doors[1].id);
        assert_eq!(press_once_at(&base, 0, secret, gone.id).await, None, "it opens before");
        assert_eq!(remove(&base, &house, 0).await, door::EndedWithDoor { accesses: 1, groups: 0 });

        assert_eq!(press_once_at(&base, 10, secret, gone.id).await, Some(Refusal::DoorNotOnLink));
        assert_eq!(press_once_at(&base, 10, secret, left).await, None, "the link keeps its other door");
        let place = gone.address.clone().unwrap();
        let (found, listed, wired, there, known, rights, kept) = base.store.read(move |tx| Box::pin(async move {
            Ok::<_, keylink_store::Error>((
                door::by_id(tx, org, gone.id).await?,
                door::list(tx, org).await?,
                door::of_controller(tx, org, place.controller).await?,
                door::at_place(tx, place.controller, &place.channel).await?,
                door::removed(tx, org).await?,
                access::rights_to(tx, org, gone.id).await?,
                link::by_id(tx, org, link.id).await?.unwrap().doors,
            ))
        })).await.unwrap();
        assert!(found.is_none() && there.is_none() && rights.is_empty());
        assert_eq!((listed.len(), wired.len(), kept), (1, 1, vec![left]));
        assert_eq!(known.iter().map(|door| (door.id, door.name.as_str())).collect::<Vec<_>>(), [(house.doors[0].id, house.doors[0].name.as_str())]);
        let foreign = base.store.read(move |tx| Box::pin(async move { door::removed(tx, other.organization.id).await })).await.unwrap();
        assert!(foreign.is_empty());

        let lines = log(&base, org).await;
        let about = |id| lines.iter().find(|event| event.line.about.door == Some(id) && event.line.kind == EventKind::UnlockGranted);
        let (of_it, of_other) = (about(house.doors[0].id).unwrap(), about(left).unwrap());
        assert_eq!(of_it.door_name.as_deref(), Some(house.doors[0].name.as_str()), "its name stays");
        assert!(of_it.is_door_removed && !of_other.is_door_removed);
        assert_eq!(of_it.door_said().unwrap(), format!("{} (removed)", house.doors[0].name));
        let again = house.doors[0].clone();
        assert!(base.store.write(move |tx| Box::pin(async move { door::remove(tx, &again, at(9)).await })).await.is_err());
    }

    async fn the_place_of_a_removed_door_is_free(base: Base) {
        let house = House::in_base(&base).await;
        remove(&base, &house, 0).await;
        remove(&base, &house, 1).await;
        let mut next = house.doors[0].clone();
        next.id = DoorId::new(at(10), chance());
        let place = next.address.clone().unwrap();
        base.store.write(move |tx| Box::pin(async move { door::insert(tx, &next, at(10)).await })).await.unwrap();
        let there = base.store.read(move |tx| Box::pin(async move { door::at_place(tx, place.controller, &place.channel).await }));
        assert_ne!(there.await.unwrap().unwrap().door.id, house.doors[0].id);
    }

    async fn no_right_by_groups_opens_a_removed_door(base: Base) {
        let house = House::in_base(&base).await;
        let secret = house.add_link(&base, &house.link()).await;
        let (org, owner, street) = (house.organization.id, house.owner.id, house.doors[0].id);
        let doors = Group { id: GroupId::new(at(0), chance()), organization: org, kind: GroupKind::Doors, name: "Outer".to_owned() };
        let right = Access {
            id: AccessId::new(at(0), chance()),
            organization: org,
            holder: Holder::User(owner),
            target: Target::Group(doors.id),
            remote_unlock: true,
            schedule: None,
        };
        let kept = doors.clone();
        base.store.write(move |tx| Box::pin(async move {
            group::insert(tx, &doors, at(0)).await?;
            group::join(tx, org, doors.id, Member::Door(street)).await?;
            access::insert(tx, &right, at(0)).await
        })).await.unwrap();
        assert_eq!(press_once_at(&base, 0, secret, street).await, None);
        assert_eq!(remove(&base, &house, 0).await, door::EndedWithDoor { accesses: 1, groups: 1 });
        assert_eq!(press_once_at(&base, 10, secret, street).await, Some(Refusal::DoorNotOnLink));
        let members = base.store.read(move |tx| Box::pin(async move { group::members(tx, &kept).await })).await.unwrap();
        assert!(members.is_empty());
    }

    async fn links_that_open_a_door_are_counted(base: Base) {
        let house = House::in_base(&base).await;
        let (org, street) = (house.organization.id, house.doors[0].id);
        let count = |seconds| base.store.read(move |tx| Box::pin(async move { link::opening_door(tx, org, street, at(seconds)).await }));
        assert_eq!(count(0).await.unwrap(), link::OpeningDoor::default());
        let (both, mut only, mut over) = (house.link(), house.link(), house.link());
        only.doors = vec![street];
        over.validity.until = Some(at(5));
        let mut elsewhere = house.link();
        elsewhere.doors = vec![house.doors[1].id];
        for one in [&both, &only, &over, &elsewhere] {
            house.add_link(&base, one).await;
        }
        assert_eq!(count(0).await.unwrap(), link::OpeningDoor { links: 3, only: 1 });
        assert_eq!(count(6).await.unwrap(), link::OpeningDoor { links: 2, only: 1 });
    }

    async fn a_removed_controller_logs_in_no_more_and_is_told_by_its_name(base: Base) {
        let house = House::in_base(&base).await;
        let (org, id, login) = (house.organization.id, house.controller.id, secret());
        let settings = std::collections::BTreeMap::from([("address".to_owned(), "10.0.0.9".to_owned())]);
        let good = || base.store.read(move |tx| Box::pin(async move { controller::login_is_good(tx, id, login).await }));
        base.store.write(move |tx| Box::pin(async move {
            controller::set_login(tx, org, id, login).await?;
            controller::set_up(tx, org, id, &settings, vec![7]).await
        })).await.unwrap();
        assert!(good().await.unwrap());
        remove(&base, &house, 0).await;
        remove(&base, &house, 1).await;
        let dead = secret();
        base.store.write(move |tx| Box::pin(async move { controller::remove(tx, org, id, dead, at(9)).await })).await.unwrap();
        assert!(!good().await.unwrap());
        let (found, anywhere, listed, set_up, called, names) = base.store.read(move |tx| Box::pin(async move {
            Ok::<_, keylink_store::Error>((
                controller::by_id(tx, org, id).await?,
                controller::anywhere(tx, id).await?,
                controller::list(tx, org).await?,
                controller::set_up_of(tx, id).await?,
                controller::called(tx).await?,
                controller::names_ever(tx, org).await?,
            ))
        })).await.unwrap();
        assert!(found.is_none() && anywhere.is_none() && listed.is_empty() && set_up.is_none());
        assert!(called.iter().all(|known| known.id != id));
        assert_eq!(names.as_slice(), std::slice::from_ref(&house.controller.name));
        let known = house.controller.clone();
        let heard = base.store.write(move |tx| Box::pin(async move { controller::set_presence(tx, &known, true, at(10)).await }));
        assert!(heard.await.is_err(), "it is not brought back by what it says");
        let dead = secret();
        assert!(base.store.write(move |tx| Box::pin(async move { controller::set_login(tx, org, id, dead).await })).await.is_err());
    }

    async fn a_removed_site_keeps_its_doors_names(base: Base) {
        let house = House::in_base(&base).await;
        let (org, id) = (house.organization.id, house.site.id);
        remove(&base, &house, 0).await;
        remove(&base, &house, 1).await;
        base.store.write(move |tx| Box::pin(async move { site::remove(tx, org, id, at(9)).await })).await.unwrap();
        let (found, listed, doors) = base.store.read(move |tx| Box::pin(async move {
            Ok::<_, keylink_store::Error>((site::by_id(tx, org, id).await?, site::list(tx, org).await?, door::removed(tx, org).await?))
        })).await.unwrap();
        assert!(found.is_none() && listed.is_empty());
        assert_eq!(doors.iter().map(|door| door.site).collect::<Vec<_>>(), [id, id]);
        assert!(base.store.write(move |tx| Box::pin(async move { site::remove(tx, org, id, at(9)).await })).await.is_err());
    }
}
