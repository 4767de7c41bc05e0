//! Groups, schedules and doors' states by schedule, through their pages.

use axum::http::StatusCode;
use keylink_domain::user::Role;

use crate::world::World;

#[tokio::test]
async fn a_group_is_made_filled_and_given_access() {
    let (world, anna) = World::with_anna().await;
    let door = world.door(&anna, "Street door").await;
    let (ben, browser) = world.user(&anna, "Ben", "ben@example.com", Role::Member).await;
    world.get(&anna, "/control/people/groups").await.says("Give access to a group once");
    let empty = world.post(&anna, "/control/people/groups", &[("name", " ")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    empty.says("id=\"name-error\"");
    let made = world.post(&anna, "/control/people/groups", &[("name", "Staff")]).await;
    let group = made.location().strip_suffix("?done=group-added").unwrap().to_owned();
    world.get(&anna, &group).await.says("Nobody and nothing yet").says("Put into the group");
    let members = format!("{group}/members");
    world.post(&anna, &members, &[("add", "")]).await.says("Choose one from the list.");
    world.post(&anna, &members, &[("add", &ben.id.to_string())]).await;
    world.post(&anna, &format!("{group}/access"), &[("door_id", &door.id.to_string()), ("remote_unlock", "on")]).await;
    world.get(&anna, &group).await.says("Ben").says("Street door");
    world.get(&browser, "/app").await.says("Street door");
    world.get(&anna, &format!("/control/people/{}", ben.id)).await.says("Street door").says("by <a href=");
    let page = world.get(&anna, &format!("/control/doors/{}", door.id)).await;
    page.says("Who may open this door").says("Ben").says("Staff (1 user)").says("directly");

    world.post(&anna, &members, &[("remove", &ben.id.to_string())]).await;
    world.get(&browser, "/app").await.does_not_say("Street door");
    let log = world.get(&anna, "/control/events").await;
    log.says(" out of ").says("user group ").says("Staff");
    world.get(&anna, &format!("{group}/remove")).await.says("1 access given by it is taken");
    let removed = world.post(&anna, &format!("{group}/remove"), &[]).await;
    assert_eq!(removed.location(), "/control/people/groups?done=group-removed");
    assert_eq!(world.get(&anna, &group).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn doors_go_into_a_group_that_somebody_may_open() {
    let (world, anna) = World::with_anna().await;
    let door = world.door(&anna, "Street door").await.id.to_string();
    let (ben, browser) = world.user(&anna, "Ben", "ben@example.com", Role::Member).await;
    let made = world.post(&anna, "/control/doors/groups", &[("name", "Outer doors")]).await;
    let group = made.location().strip_suffix("?done=group-added").unwrap().to_owned();
    world.post(&anna, &format!("{group}/members"), &[("add", &door)]).await;
    let id = group.rsplit('/').next().unwrap();
    let choice = format!("group-{id}");
    let path = format!("/control/people/{}", ben.id);
    world.get(&anna, &path).await.says("Group: Outer doors (1 door)");
    let given = world.post(&anna, &format!("{path}/access"), &[("door_id", &choice)]).await;
    assert_eq!(given.location(), format!("{path}?done=access-given"));
    let again = world.post(&anna, &format!("{path}/access"), &[("door_id", &choice)]).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(again.says("There is access to this already").value("name"), "Ben", "the page's other forms are whole");
    world.get(&browser, "/app").await.says("Street door");
    for wrong in ["", "group-", "group-x", "x"] {
        world.post(&anna, &format!("{path}/access"), &[("door_id", wrong)]).await.says("Choose one from the list.");
    }
    world.get(&anna, &group).await.says("Who may open them").says("Ben");
    let page = world.post(&browser, &format!("{group}/members"), &[("remove", &door)]).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_schedule_is_made_and_bound_to() {
    let (world, anna) = World::with_anna().await;
    let door = world.door(&anna, "Street door").await.id.to_string();
    let new = world.get(&anna, "/control/schedules/new").await;
    assert_eq!((new.value("mon"), new.value("sat")), ("08:00-18:00".to_owned(), String::new()));
    let wrong = [("name", "Office"), ("mon", "mornings"), ("holiday0_name", "Christmas")];
    let page = world.post(&anna, "/control/schedules/new", &wrong).await;
    assert_eq!((page.status, page.value("mon")), (StatusCode::UNPROCESSABLE_ENTITY, "mornings".to_owned()));
    page.says("id=\"mon-error\"").says("id=\"holiday0_from-error\"");
    let fields =
        [("name", "Office"), ("mon", "8-12, 13-18"), ("holiday0_from", "2026-12-24"), ("holiday0_to", "2026-12-26")];
    let made = world.post(&anna, "/control/schedules/new", &fields).await;
    let schedule = made.location().strip_suffix("?done=schedule-made").unwrap().to_owned();
    let page = world.get(&anna, &schedule).await;
    page.says("class=\"week\"").says("Nothing is bound to it yet.");
    assert_eq!(
        (page.value("mon"), page.value("holiday0_to")),
        ("08:00-12:00, 13:00-18:00".to_owned(), "2026-12-26".to_owned())
    );
    world.get(&anna, "/control/doors/schedules").await.says("Mon 08:00-12:00; Mon 13:00-18:00");

    let id = schedule.rsplit('/').next().unwrap();
    let plan = format!("/control/doors/{door}/plan");
    world.post(&anna, &plan, &[("plan_state", "locked")]).await.says("Choose a state and a schedule from the lists.");
    let done = world.post(&anna, &plan, &[("plan_state", "locked"), ("plan_schedule", id)]).await;
    assert_eq!(done.location(), format!("/control/doors/{door}?done=plan"));
    world
        .get(&anna, &format!("/control/doors/{door}"))
        .await
        .says("Locked during \u{201c}Office\u{201d}, Standard otherwise.");
    world.get(&anna, "/control/events").await.says(": locked during ");
    world.get(&anna, &schedule).await.says("1 of doors");
    let kept = world.post(&anna, &format!("{schedule}/remove"), &[]).await;
    assert_eq!(kept.status, StatusCode::UNPROCESSABLE_ENTITY);
    kept.says("are bound to this schedule");
    world.post(&anna, &plan, &[("plan_state", "")]).await;
    let gone = world.post(&anna, &format!("{schedule}/remove"), &[]).await;
    assert_eq!(gone.location(), "/control/doors/schedules?done=schedule-removed");

    let (_, ben) = world.user(&anna, "Ben", "ben@example.com", Role::Member).await;
    assert_eq!(world.post(&ben, "/control/schedules/new", &fields).await.status, StatusCode::FORBIDDEN);
    assert_eq!(world.post(&ben, &plan, &[("plan_state", "")]).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn access_is_bound_to_hours_and_freed_again() {
    let (world, anna) = World::with_anna().await;
    let door = world.door(&anna, "Street door").await;
    let (ben, _) = world.user(&anna, "Ben", "ben@example.com", Role::Member).await;
    let made = world.post(&anna, "/control/schedules/new", &[("name", "Office"), ("mon", "8-18")]).await;
    let schedule = made.location().strip_suffix("?done=schedule-made").unwrap().rsplit('/').next().unwrap().to_owned();
    let path = format!("/control/doors/{}/access", door.id);
    let fields = [("user_id", ben.id.to_string()), ("schedule_id", schedule.clone())];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    world.post(&anna, &path, &fields).await;
    let actor = world.actor(&anna).await;
    let access = world.house.accesses(&actor, Some(ben.id)).await.unwrap().remove(0);
    assert_eq!(access.schedule.map(|id| id.to_string()), Some(schedule));
    let change = format!("/control/access/{}", access.id);
    world.get(&anna, &change).await.says("Office").says("Save access");
    world.post(&anna, &change, &[("schedule_id", ""), ("remote_unlock", "on")]).await;
    let now = world.house.access(&actor, access.id).await.unwrap();
    assert_eq!((now.schedule, now.remote_unlock), (None, true));
}
