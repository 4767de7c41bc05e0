//! Groups over the API: access by them, rights counted out, doors' states by schedule.

use serde_json::{Value, json};

use crate::house::{Person, Place};

fn id(thing: &Value) -> String {
    thing["id"].as_str().unwrap().to_owned()
}

/// Whether somebody may make a link for a door.
async fn may_share(who: &Person, door: &str) -> bool {
    who.post("/links", json!({ "name": "Mia", "doors": [door] })).await.status == 201
}

#[tokio::test]
async fn access_by_groups_is_each_member_s() {
    let place = Place::new().await;
    let anna = place.owner("Lindenhof").await;
    let (ben, clara) = (place.user(&anna, "Ben", "member").await, place.user(&anna, "Clara", "member").await);
    let (street, yard) = (anna.door("Street door").await, anna.door("Yard").await);
    let staff = anna.post("/groups", json!({ "kind": "users", "name": "Staff", "members": [ben.id] })).await.created();
    let outer = anna.post("/groups", json!({ "kind": "doors", "name": "Outer doors" })).await.created();
    assert_eq!((&staff["members"], &outer["members"]), (&json!([ben.id]), &json!([])));
    let given = json!({ "user_group_id": id(&staff), "door_group_id": id(&outer), "remote_unlock": true });
    let access = anna.post("/accesses", given.clone()).await.created();
    assert_eq!((&access["user_id"], &access["user_group_id"]), (&Value::Null, &staff["id"]));
    assert!(anna.post("/accesses", given).await.invalid("door_id").contains("already"));
    assert!(!may_share(&ben, &street).await, "the door is in no group");

    let path = format!("/groups/{}", id(&outer));
    let filled = anna.patch(&path, json!({ "add": [street, yard, street] })).await.ok();
    assert_eq!(filled["members"].as_array().unwrap().len(), 2);
    assert!(may_share(&ben, &street).await && may_share(&ben, &yard).await && !may_share(&clara, &street).await);
    assert_eq!(ben.get("/accesses").await.ok()["items"], json!([access]), "one's own, also by a group");

    let to_street = anna.get(&format!("/rights?door_id={street}")).await.ok();
    let who: Vec<_> = to_street["items"].as_array().unwrap().iter().map(|right| right["user_id"].clone()).collect();
    assert!(who.contains(&json!(ben.id)) && who.contains(&json!(anna.id)) && who.len() == 2, "{to_street}");
    let first = anna.get("/rights?limit=3").await.ok();
    let rest = anna.get(&format!("/rights?limit=3&cursor={}", first["next_cursor"].as_str().unwrap())).await.ok();
    assert_eq!((first["items"].as_array().unwrap().len(), rest["items"].as_array().unwrap().len()), (3, 1));
    let own = ben.get(&format!("/rights?user_id={}", anna.id)).await.ok();
    assert_eq!(own["items"], json!([]), "a member sees nobody else's");
    assert_eq!(ben.get("/rights").await.ok()["items"][0]["by"], json!([access]));

    let link = ben.post("/links", json!({ "name": "Mia", "doors": [street] })).await.created();
    anna.patch(&format!("/groups/{}", id(&staff)), json!({ "remove": [ben.id], "name": "Team" })).await.ok();
    assert!(!may_share(&ben, &street).await);
    let log = anna.get("/events?kind=group.").await.ok();
    let said: Vec<&str> =
        log["items"].as_array().unwrap().iter().map(|line| line["sentence"].as_str().unwrap()).collect();
    assert_eq!(said[0], "Owner of Lindenhof took Ben out of user group 'Team'");
    assert_eq!(said[1], "Owner of Lindenhof gave user group 'Team' another name: name from “Staff” to “Team”");
    assert_eq!(link["doors"], json!([street]));

    assert_eq!(anna.delete(&path).await.status, 204);
    anna.get(&path).await.problem(404, "not_found");
    anna.get(&format!("/accesses/{}", id(&access))).await.problem(404, "not_found");
    let gone = anna.get("/events?kind=access.removed").await.ok();
    let said = gone["items"][0]["sentence"].as_str().unwrap();
    assert_eq!(said, "Owner of Lindenhof took from user group 'Team' the access to door group 'Outer doors'");
}

#[tokio::test]
async fn what_cannot_be_a_group_is_said() {
    let place = Place::new().await;
    let (anna, eve) = (place.owner("Lindenhof").await, place.owner("Elsewhere").await);
    let (door, foreign) = (anna.door("Street door").await, eve.door("Eve's door").await);
    let staff = id(&anna.post("/groups", json!({ "kind": "users", "name": "Staff" })).await.created());
    let outer = id(&anna.post("/groups", json!({ "kind": "doors", "name": "Outer" })).await.created());
    for (group, member) in [(&staff, &door), (&staff, &eve.id), (&outer, &foreign), (&outer, &anna.id)] {
        let path = format!("/groups/{group}");
        anna.patch(&path, json!({ "add": [member] })).await.invalid("add");
        anna.patch(&path, json!({ "remove": [member] })).await.ok();
    }
    anna.post("/groups", json!({ "kind": "users", "name": " " })).await.invalid("name");
    anna.post("/groups", json!({ "kind": "sites", "name": "x" })).await.invalid("kind");
    let give = async |body: Value| {
        let mut whole = json!({ "remote_unlock": true });
        whole.as_object_mut().unwrap().extend(body.as_object().unwrap().clone());
        anna.post("/accesses", whole).await
    };
    give(json!({ "door_id": door })).await.invalid("user_id");
    give(json!({ "user_id": anna.id, "user_group_id": staff, "door_id": door })).await.invalid("user_id");
    give(json!({ "user_id": anna.id })).await.invalid("door_id");
    give(json!({ "user_group_id": outer, "door_id": door })).await.invalid("user_group_id");
    give(json!({ "user_group_id": staff, "door_group_id": staff })).await.invalid("door_group_id");
    eve.post("/accesses", json!({ "user_group_id": staff, "door_id": foreign, "remote_unlock": true }))
        .await
        .invalid("user_group_id");
    let ben = place.user(&anna, "Ben", "member").await;
    ben.post("/groups", json!({ "kind": "users", "name": "Mine" })).await.problem(403, "forbidden");
    ben.get(&format!("/groups/{staff}")).await.problem(403, "forbidden");
    assert_eq!(ben.get("/groups").await.ok()["items"], json!([]));
    for n in 0..20 {
        let body = json!({ "kind": "doors", "name": format!("{n}"), "members": [door] });
        anna.post("/groups", body).await.created();
    }
    let one_more = anna.post("/groups", json!({ "kind": "doors", "name": "21", "members": [door] })).await;
    assert!(one_more.invalid("add").contains("20 groups already"));
}

#[tokio::test]
async fn a_door_has_a_state_by_schedule() {
    // The first of November 2026 is a Sunday, and it is 13:00 in Berlin.
    let place = Place::new().await;
    let anna = place.owner("Lindenhof").await;
    let door = format!("/doors/{}", anna.door("Street door").await);
    let sundays =
        id(&anna.post("/schedules", json!({ "name": "Sundays", "hours": "sun 08:00-18:00" })).await.created());
    let plan = json!({ "state": "locked", "schedule_id": sundays });
    let planned = anna.patch(&door, json!({ "plan": plan })).await.ok();
    assert_eq!(
        (&planned["state"], &planned["state_now"], &planned["plan"]),
        (&json!("standard"), &json!("locked"), &plan)
    );
    assert_eq!(planned["state_until"], "2026-11-01T17:00:00.000Z");
    let refused = anna.act(&format!("{door}/unlock")).await;
    assert_eq!(refused.came_to().1, "door_locked");
    let by_hand = anna.patch(&door, json!({ "state": "onsite_only" })).await.ok();
    assert_eq!((&by_hand["state_now"], &by_hand["state_until"]), (&json!("onsite_only"), &Value::Null));
    anna.patch(&door, json!({ "state": "standard" })).await.ok();
    place.advance(6 * 60 * 60 * 1_000);
    let evening = anna.get(&door).await.ok();
    assert_eq!(
        (&evening["state_now"], &evening["state_until"]),
        (&json!("standard"), &json!("2026-11-08T07:00:00.000Z"))
    );

    let path = format!("/schedules/{sundays}");
    let bound = anna.delete(&path).await.problem(409, "conflict");
    assert!(bound["detail"].as_str().unwrap().contains("1 doors"), "{bound}");
    anna.patch(&door, json!({ "plan": { "state": "standard", "schedule_id": sundays } })).await.invalid("plan");
    let nothing = "0198c0de-7a11-7000-8000-000000000000";
    anna.patch(&door, json!({ "plan": { "state": "locked", "schedule_id": nothing } })).await.invalid("schedule_id");
    assert_eq!(anna.patch(&door, json!({ "plan": null })).await.ok()["plan"], Value::Null);
    assert_eq!(anna.delete(&path).await.status, 204);
    let log = anna.get("/events?kind=door.changed").await.ok();
    let said: Vec<&str> =
        log["items"].as_array().unwrap().iter().map(|line| line["sentence"].as_str().unwrap()).collect();
    assert_eq!(said.first(), Some(&"Owner of Lindenhof changed Street door: no state by schedule any more"));
    assert_eq!(said.last(), Some(&"Owner of Lindenhof changed Street door: locked during schedule 'Sundays'"));
}
