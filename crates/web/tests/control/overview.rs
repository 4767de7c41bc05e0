//! The overview: what is true of it whatever else there is.

use keylink_domain::user::Role;

use crate::world::{Browser, World};

async fn make(world: &World, by: &Browser, door: &str, name: &str, ends: &str) {
    let fields = [("name", name), ("doors", door), ("key", name), ("ends", ends)];
    world.post(by, "/control/links/new", &fields).await.says("The link is ready.");
}

#[tokio::test]
async fn links_that_end_today_are_found_beneath_any_number_of_newer_ones() {
    let (world, anna) = World::with_anna().await;
    let door = world.door(&anna, "Street door").await.id.to_string();
    world.get(&anna, "/control").await.says("No links yet.");
    make(&world, &anna, &door, "For ever", "never").await;
    world.get(&anna, "/control").await.says("No link ends today.");
    make(&world, &anna, &door, "Ends tonight", "tonight").await;
    world.raw(
        "INSERT INTO links (organization_id, id, credential_id, user_id, name, description, secret_hash, secret_sealed,
           generation, zone, uses, revision, created_ms)
         WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)
         SELECT l.organization_id, CAST(x'ffff' || randomblob(14) AS BLOB), l.credential_id, l.user_id, 'Newer', '', randomblob(32), x'',
           1, l.zone, 0, 1, l.created_ms FROM n, links l WHERE l.name = 'For ever'",
    );
    world.get(&anna, "/control").await.says("Ends tonight").does_not_say("Newer").does_not_say("more:");
    let (_, ben) = world.user(&anna, "Ben", "ben@example.com", Role::Member).await;
    world.get(&ben, "/control").await.does_not_say("Ends tonight");
}

#[tokio::test]
async fn only_some_of_those_that_end_today_are_shown_and_the_others_counted() {
    let (world, anna) = World::with_anna().await;
    let door = world.door(&anna, "Street door").await.id.to_string();
    for number in 0..9 {
        make(&world, &anna, &door, &format!("Tonight {number}"), "tonight").await;
    }
    world.get(&anna, "/control").await.says("and 3 more:");
    world.raw("UPDATE links SET revoked_ms = 1 WHERE name <> 'Tonight 4'");
    world.get(&anna, "/control").await.says("Tonight 4").does_not_say("Tonight 5").does_not_say("more:");
}

#[tokio::test]
async fn a_clock_that_was_set_back_is_told_of_to_who_can_do_something() {
    let (world, anna) = World::with_anna().await;
    let (_, ben) = world.user(&anna, "Ben", "ben@example.com", Role::Member).await;
    world.get(&anna, "/control").await.does_not_say("was set back");
    world.set_clock_ahead(2);
    world.get(&anna, "/control").await.does_not_say("was set back");
    world.set_clock_ahead(0);
    world.get(&anna, "/control").await.says("was set back").says("2 hours ahead").says("too early");
    world.get(&ben, "/control").await.does_not_say("was set back");
    // Time goes slower until the clock is there, which is after twice as long.
    let hours = world.house.caught_up().duration_since(world.house.now()).as_mins();
    assert!((118..=120).contains(&hours), "{hours}");
}
