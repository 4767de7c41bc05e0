//! Links by the dozen: filtered by door and maker, revoked together, made again like one that is there.

use axum::http::StatusCode;
use keylink_domain::link::Link;
use keylink_domain::user::Role;

use crate::world::{Browser, World};

async fn make(world: &World, by: &Browser, door: &str, name: &str) -> Link {
    let fields = [("name", name), ("doors", door), ("ends", "day"), ("key", name)];
    assert_eq!(world.post(by, "/control/links/new", &fields).await.status, StatusCode::OK);
    world.house.links(&world.actor(by).await, None, 1).await.unwrap().remove(0)
}

#[tokio::test]
async fn the_list_is_filtered_by_door_and_by_maker() {
    let (world, anna) = World::with_anna().await;
    let street = world.door(&anna, "Street door").await.id.to_string();
    let cellar = world.door(&anna, "Cellar").await.id.to_string();
    make(&world, &anna, &street, "Mia").await;
    let noa = make(&world, &anna, &cellar, "Noa").await;
    let (ben, _) = world.user(&anna, "Ben", "ben@example.com", Role::Member).await;
    let by_door = world.get(&anna, &format!("/control/links?door={cellar}")).await;
    by_door.says(">Noa</a>").does_not_say(">Mia</a>");
    world.get(&anna, &format!("/control/links?maker={}", ben.id)).await.says("No link fits this filter.");
    let by_maker = world.get(&anna, &format!("/control/links?maker={}&state=active", noa.maker)).await;
    by_maker.says(">Noa</a>").says(">Mia</a>").says(&format!("maker={}&#38;state=revoked", noa.maker));
}

#[tokio::test]
async fn chosen_links_are_revoked_together_after_a_question() {
    let (world, anna) = World::with_anna().await;
    let door = world.door(&anna, "Street door").await.id.to_string();
    let (mia, noa) = (make(&world, &anna, &door, "Mia").await, make(&world, &anna, &door, "Noa").await);
    let kept = make(&world, &anna, &door, "Kept").await;
    let (mia_id, noa_id) = (mia.id.to_string(), noa.id.to_string());
    let chosen = [("link", mia_id.as_str()), ("link", noa_id.as_str())];
    let asked = world.post(&anna, "/control/links/revoke", &chosen).await;
    asked.says("Revoke 2 links?").says("<b>Mia</b>").says("<b>Noa</b>").does_not_say("Kept");
    let revoked = async |id| world.house.link(&world.actor(&anna).await, id).await.unwrap().is_revoked();
    assert!(!revoked(mia.id).await, "asking changes nothing");
    let sure = [&chosen[..], &[("sure", "yes")]].concat();
    let done = world.post(&anna, "/control/links/revoke", &sure).await;
    assert_eq!(done.location(), "/control/links?done=links-revoked");
    assert!(revoked(mia.id).await && revoked(noa.id).await && !revoked(kept.id).await);
    let none = world.post(&anna, "/control/links/revoke", &[("sure", "yes")]).await;
    assert_eq!(none.location(), "/control/links?done=none-chosen");
}

#[tokio::test]
async fn one_that_is_not_theirs_keeps_all_of_them() {
    let (world, anna) = World::with_anna().await;
    let door = world.door(&anna, "Street door").await;
    let annas = make(&world, &anna, &door.id.to_string(), "Anna\u{2019}s").await;
    let (ben, browser) = world.user(&anna, "Ben", "ben@example.com", Role::Member).await;
    let right = [("door_id", door.id.to_string()), ("remote_unlock", "on".to_owned())];
    let right: Vec<(&str, &str)> = right.iter().map(|(name, value)| (*name, value.as_str())).collect();
    world.post(&anna, &format!("/control/people/{}/access", ben.id), &right).await;
    let bens = make(&world, &browser, &door.id.to_string(), "Ben\u{2019}s").await;
    let (annas_id, bens_id) = (annas.id.to_string(), bens.id.to_string());
    let fields = [("link", bens_id.as_str()), ("link", annas_id.as_str()), ("sure", "yes")];
    assert_eq!(world.post(&browser, "/control/links/revoke", &fields).await.status, StatusCode::NOT_FOUND);
    let actor = world.actor(&anna).await;
    for id in [annas.id, bens.id] {
        assert!(!world.house.link(&actor, id).await.unwrap().is_revoked());
    }
}

#[tokio::test]
async fn a_link_is_made_again_like_one_that_is_there() {
    let (world, anna) = World::with_anna().await;
    let door = world.door(&anna, "Street door").await.id.to_string();
    let link = make(&world, &anna, &door, "Mia").await;
    let form = world.get(&anna, &format!("/control/links/new?like={}", link.id)).await;
    assert_eq!(form.value("name"), "Mia (again)");
    assert_eq!(form.value("valid_from"), "", "its beginning is over");
    assert!(!form.value("valid_until").is_empty());
    form.says(&format!("value=\"{door}\" checked"));
    let nothing = "/control/links/new?like=0198c0de-7a11-7000-8000-000000000000";
    assert_eq!(world.get(&anna, nothing).await.status, StatusCode::NOT_FOUND);
}
