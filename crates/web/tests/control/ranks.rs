//! Who is shown what, and whose rights nobody below them touches.

use axum::http::StatusCode;
use keylink_domain::access::{Holder, Target};
use keylink_domain::group::GroupKind;
use keylink_domain::hours::WeeklyHours;
use keylink_domain::schedule::Holidays;
use keylink_domain::user::Role;
use keylink_service::Trouble;
use keylink_service::access::NewAccess;
use keylink_service::credential::ChangeCredential;
use keylink_service::door::NewDoor;
use keylink_service::group::ChangeGroup;
use keylink_service::schedule::ChangeSchedule;
use keylink_service::site::SiteInput;

use crate::world::World;

#[tokio::test]
async fn a_member_is_shown_their_own_doors_and_no_others() {
    let (world, anna) = World::with_anna().await;
    let own = world.door(&anna, "Street door").await;
    let actor = world.actor(&anna).await;
    let input = SiteInput {
        name: Some("Vault".to_owned()),
        zone: Some("Asia/Tokyo".to_owned()),
        arrival_notes: Some("The key is under the mat".to_owned()),
        ..SiteInput::default()
    };
    let site = world.house.add_site(&actor, input).await.unwrap();
    let controller = world.house.add_controller(&actor, "Vault cabinet").await.unwrap().controller;
    let new = NewDoor {
        name: "Vault door".to_owned(),
        site: Some(site.id),
        controller: Some(controller.id),
        ..NewDoor::default()
    };
    let foreign = world.house.add_door(&actor, new, None).await.unwrap().door;
    let (user, ben) = world.user(&anna, "Ben", "ben@example.com", Role::Member).await;
    for path in ["/control/doors", "/control", "/control/links/new", "/control/settings/sites"] {
        world.get(&ben, path).await.does_not_say("Street door").does_not_say("Vault").does_not_say("Lindenhof 4");
    }
    world.give_access(&anna, &user, &own, false).await;
    world.get(&ben, "/control/doors").await.says("Street door").does_not_say("Vault");
    for path in ["/control/settings/sites", "/control/settings/controllers", "/control"] {
        world.get(&ben, path).await.does_not_say("Vault");
    }
    for path in ["/control/doors/live?shape=tile", "/control/doors/live"] {
        let words = world.first_words(&ben, path).await;
        assert!(words.contains("Street door") && !words.contains("Vault"), "{words}");
    }
    let missing = world.get(&ben, "/control/doors/0198c0de-7a11-7000-8000-000000000001").await;
    for path in [
        format!("/control/doors/{}", foreign.id),
        format!("/control/settings/sites/{}", site.id),
        format!("/control/settings/controllers/{}/rotate", controller.id),
    ] {
        let page = world.get(&ben, &path).await;
        assert_eq!((page.status, &page.body), (StatusCode::NOT_FOUND, &missing.body), "{path}");
    }
    let fields = [("name", "Mia"), ("doors", &*foreign.id.to_string()), ("ends", "day")];
    world.post(&ben, "/control/links/new", &fields).await.says("There is no door").does_not_say("Vault door");
    let (_, clara) = world.user(&anna, "Clara", "clara@example.com", Role::Manager).await;
    world.get(&clara, "/control/doors").await.says("Street door").says("Vault door");
}

#[tokio::test]
async fn nobody_touches_the_rights_of_a_higher_rank() {
    let (world, anna) = World::with_anna().await;
    let door = world.door(&anna, "Street door").await;
    let owner = world.actor(&anna).await.user().unwrap();
    let (manager, clara) = world.user(&anna, "Clara", "clara@example.com", Role::Manager).await;
    let (member, _) = world.user(&anna, "Ben", "ben@example.com", Role::Member).await;
    let actor = world.actor(&anna).await;
    let key = world.house.credentials(&actor, Some(owner)).await.unwrap().remove(0).id;
    let right = world.house.accesses(&actor, Some(owner)).await.unwrap().remove(0).id;
    for (path, fields) in [
        (format!("/control/people/{owner}/credentials/{key}"), vec![("state", "revoked")]),
        (format!("/control/people/{owner}/credentials/{key}/edit"), vec![("name", "Mine"), ("valid_until", "")]),
        (format!("/control/people/{owner}/credentials"), vec![("key_name", "Another")]),
        (format!("/control/people/{owner}/access/{right}"), vec![("act", "take")]),
        (format!("/control/people/{owner}/access/{right}"), vec![("act", "remote-off")]),
    ] {
        let page = world.post(&clara, &path, &fields).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{path} {fields:?}");
    }
    assert_eq!(world.house.credential(&actor, key).await.unwrap().name, "Anna\u{2019}s Cloud Key");
    assert!(world.house.access(&actor, right).await.unwrap().remote_unlock);

    // Nor is there a button for it.
    let page = world.get(&clara, &format!("/control/people/{owner}")).await;
    page.does_not_say("Take access").does_not_say("Give credential").does_not_say("Suspend");
    world.get(&clara, &format!("/control/people/{}", member.id)).await.says("Give credential");

    // Below them a manager gives and takes, as before; and nobody gives themselves more.
    let give = async |to, by| {
        let fields = [("door_id", &*door.id.to_string()), ("remote_unlock", "on")];
        world.post(by, &format!("/control/people/{to}/access"), &fields).await.status
    };
    assert_eq!(give(member.id, &clara).await, StatusCode::SEE_OTHER);
    assert_eq!(give(manager.id, &clara).await, StatusCode::FORBIDDEN);
    assert_eq!(give(manager.id, &anna).await, StatusCode::SEE_OTHER);
    let mine = world.house.accesses(&actor, Some(manager.id)).await.unwrap().remove(0).id;
    let path = format!("/control/people/{}/access/{mine}", manager.id);
    assert_eq!(world.post(&clara, &path, &[("act", "remote-off")]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(world.post(&clara, &path, &[("act", "remote-on")]).await.status, StatusCode::FORBIDDEN);
    let own_key = world.house.credentials(&actor, Some(manager.id)).await.unwrap().remove(0).id;
    let suspended = ChangeCredential {
        state: Some(keylink_domain::credential::CredentialState::Suspended),
        ..ChangeCredential::default()
    };
    world.house.change_credential(&actor, own_key, suspended).await.unwrap();
    let path = format!("/control/people/{}/credentials/{own_key}", manager.id);
    assert_eq!(world.post(&clara, &path, &[("state", "active")]).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn groups_and_hours_are_no_way_around_ranks() {
    let (world, anna) = World::with_anna().await;
    let (vault, hall) = (world.door(&anna, "Vault").await, world.door(&anna, "Hall").await);
    let (manager, clara) = world.user(&anna, "Clara", "clara@example.com", Role::Manager).await;
    let (member, _) = world.user(&anna, "Ben", "ben@example.com", Role::Member).await;
    let (owner, below) = (world.actor(&anna).await, world.actor(&clara).await);
    let house = &world.house;
    let own = owner.user().unwrap().uuid();
    let staff = house.add_group(&owner, GroupKind::Users, "Staff", vec![own]).await.unwrap().group.id;
    let rooms = house.add_group(&owner, GroupKind::Doors, "Rooms", Vec::new()).await.unwrap().group.id;
    let group = |add: Vec<uuid::Uuid>, remove: Vec<uuid::Uuid>| ChangeGroup { add, remove, ..ChangeGroup::default() };
    let access = |holder, target, schedule| NewAccess { holder, target, remote_unlock: true, schedule };
    let opened = access(Holder::Group(staff), Target::Door(vault.id), None);
    house.grant_access(&owner, opened).await.unwrap();
    let hours = house
        .add_schedule(&owner, "By day", WeeklyHours::parse("mon-fri 08:00-18:00").unwrap(), Holidays::default())
        .await
        .unwrap()
        .id;
    let by_day = access(Holder::User(manager.id), Target::Group(rooms), Some(hours));
    house.grant_access(&owner, by_day).await.unwrap();

    let refused = |done: Result<_, Trouble>| assert!(matches!(done, Err(Trouble::Forbidden)), "a way around");
    // Into a group that opens the vault; the vault into a group of doors that one opens; an owner out of a group.
    refused(house.change_group(&below, staff, group(vec![manager.id.uuid()], Vec::new())).await.map(drop));
    refused(house.change_group(&below, rooms, group(vec![vault.id.uuid()], Vec::new())).await.map(drop));
    refused(house.change_group(&below, staff, group(Vec::new(), vec![own])).await.map(drop));
    refused(house.remove_group(&below, staff).await);
    let longer =
        ChangeSchedule { hours: Some(WeeklyHours::parse("mon-sun 00:00-24:00").unwrap()), ..ChangeSchedule::default() };
    refused(house.change_schedule(&below, hours, longer.clone()).await.map(drop));
    // Those who stand below them are theirs to put in and out.
    house.change_group(&below, staff, group(vec![member.id.uuid()], Vec::new())).await.unwrap();
    house.change_group(&below, staff, group(Vec::new(), vec![member.id.uuid()])).await.unwrap();
    house.change_group(&owner, rooms, group(vec![hall.id.uuid()], Vec::new())).await.unwrap();
    house.change_schedule(&owner, hours, longer).await.unwrap();
}

#[tokio::test]
async fn a_member_is_shown_no_form_with_which_they_could_do_nothing() {
    let (world, anna) = World::with_anna().await;
    let (_, ben) = world.user(&anna, "Ben", "ben@example.com", Role::Member).await;
    for path in [
        "/control/doors/new",
        "/control/schedules/new",
        "/control/settings/templates/new",
        "/control/settings/controllers/find",
        "/control/settings/controllers/new/shelly",
    ] {
        assert_eq!(world.get(&anna, path).await.status, StatusCode::OK, "{path}");
        assert_eq!(world.get(&ben, path).await.status, StatusCode::FORBIDDEN, "{path}");
    }
    assert_eq!(world.get(&ben, "/control/settings").await.location(), "/control/settings/own");
    world.get(&ben, "/control/doors").await.says("An administrator can give you access");
}
