//! Doors through their pages.

use axum::http::StatusCode;
use keylink_domain::door::DoorState;
use keylink_domain::id::DoorId;
use keylink_service::door::NewDoor;
use keylink_service::link::NewLink;
use keylink_service::site::SiteInput;

use crate::guests::{Guest, link_with};
use crate::world::World;

const NEW: [(&str, &str); 4] =
    [("name", "Street door"), ("controller", "new"), ("channel", "relay-2"), ("pulse", "2.5")];

#[tokio::test]
async fn a_door_with_a_new_controller_shows_its_login_once() {
    let (world, anna) = World::with_anna().await;
    let page = world.post(&anna, "/control/doors/new", &NEW).await;
    assert_eq!(page.status, StatusCode::OK);
    page.says("shown this once")
        .says("keylink virtual-door --broker 127.0.0.1:")
        .says("--channel relay-2")
        .says("/command</code>");
    let actor = world.actor(&anna).await;
    let doors = world.house.doors(&actor).await.unwrap();
    assert_eq!((doors.len(), doors[0].door.pulse_ms), (1, 2_500));
    let id = doors[0].door.id;
    world.get(&anna, &format!("/control/doors/{id}")).await.says("never seen").says("relay-2").says("2.5 s");
    world.get(&anna, "/control/doors").await.says("Street door").says("Lindenhof 4");
}

#[tokio::test]
async fn a_wrong_form_keeps_its_input_and_makes_nothing() {
    let (world, anna) = World::with_anna().await;
    let wrong = NEW.map(|(name, value)| (name, if name == "pulse" { "999" } else { value }));
    let page = world.post(&anna, "/control/doors/new", &wrong).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    page.says("id=\"pulse-error\"").says("Give 0.1 to 120 seconds");
    assert_eq!(
        (page.value("name"), page.value("channel"), page.value("pulse")),
        ("Street door".into(), "relay-2".into(), "999".into())
    );
    let actor = world.actor(&anna).await;
    assert!(world.house.doors(&actor).await.unwrap().is_empty());
    assert!(world.house.controllers(&actor).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_doors_state_is_changed_with_one_press() {
    let (world, anna) = World::with_anna().await;
    let door = world.door(&anna, "Street door").await;
    let path = format!("/control/doors/{}", door.id);
    let page = world.post(&anna, &format!("{path}/state"), &[("state", "onsite_only")]).await;
    assert_eq!(page.location(), format!("{path}?done=state"));
    let now = world.house.door(&world.actor(&anna).await, door.id).await.unwrap().door;
    assert_eq!(now.state, DoorState::OnsiteOnly);
    world.get(&anna, &path).await.says("state from standard to onsite only");
    let wrong = world.post(&anna, &format!("{path}/state"), &[("state", "ajar")]).await;
    assert_eq!(wrong.location(), format!("{path}?done=nothing"));
}

#[tokio::test]
async fn unlocking_tells_what_came_of_it_and_is_one_press() {
    let (world, anna) = World::with_anna().await;
    let door = world.door(&anna, "Street door").await;
    let path = format!("/control/doors/{}", door.id);
    let press = world.get(&anna, &path).await.value("press");
    for _ in 0..2 {
        let page = world.post(&anna, &format!("{path}/unlock"), &[("press", &press)]).await;
        page.says("The door has no controller").says("Give it a controller below");
    }
    let page = world.get(&anna, "/control/events?show=refusals").await;
    assert_eq!(page.body.matches("class=\"event\"").count(), 1, "a press sent again is the same press");
    world.post(&anna, &format!("{path}/state"), &[("state", "locked")]).await;
    let press = world.get(&anna, &path).await.value("press");
    world.post(&anna, &format!("{path}/unlock"), &[("press", &press)]).await.says("Refused.").says("state is locked");
}

#[tokio::test]
async fn hostile_names_are_only_names() {
    let (world, anna) = World::with_anna().await;
    let name = "<script>alert(1)</script>\"'";
    let door = world.door(&anna, name).await;
    let paths = [
        "/control".to_owned(),
        "/control/doors".to_owned(),
        format!("/control/doors/{}", door.id),
        "/control/events".to_owned(),
        "/control/links/new".to_owned(),
    ];
    for path in paths {
        let page = world.get(&anna, &path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        page.does_not_say("<script>alert").says("&#60;script&#62;alert(1)");
    }
    let page = world.get(&anna, "/control/links?q=%22%3E%3Cscript%3E&state=%3Cb%3E").await;
    page.does_not_say("\"><script").does_not_say("<b>");
    let live = world.first_words(&anna, "/control/doors/live?shape=tile").await;
    assert!(live.contains("&#60;script") && !live.contains("<script"), "{live}");
}

#[tokio::test]
async fn doors_are_sent_live() {
    let (world, anna) = World::with_anna().await;
    let door = world.door(&anna, "Street door").await;
    let tile = world.first_words(&anna, "/control/doors/live?shape=tile").await;
    assert!(tile.starts_with("data: <a class=\"tile\"") && tile.contains(&door.id.to_string()), "{tile}");
    let row = world.first_words(&anna, "/control/doors/live?shape=row").await;
    assert!(row.starts_with("data: <tr id="), "{row}");
}

#[tokio::test]
async fn guests_are_told_how_to_get_in() {
    let (world, anna) = World::with_anna().await;
    let door = world.door(&anna, "Street door").await;
    let path = format!("/control/settings/sites/{}", door.site);
    let site = world.get(&anna, &path).await;
    let fields = [
        ("name", site.value("name")),
        ("zone", site.value("zone")),
        ("address", "Lindenhof 4\n10245 Berlin & more".to_owned()),
        ("arrival_notes", "Second entrance <from the yard>".to_owned()),
    ];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(world.post(&anna, &path, &fields).await.location(), "/control/settings/sites?done=saved");
    world.get(&anna, &path).await.says("Second entrance &#60;from the yard&#62;");
    let made = [("name", "Mia"), ("doors", &door.id.to_string()), ("ends", "day")];
    let made = world.post(&anna, "/control/links/new", &made).await;
    let from = made.body.find("/k/").unwrap();
    let page = world.get(&anna, &made.body[from..from + 29]).await;
    page.says("How to get in").says("Second entrance &#60;from the yard&#62;");
    page.says("https://www.openstreetmap.org/search?query=Lindenhof%204%2010245%20Berlin%20%26%20more");
    let head = page.body.split("</head>").next().unwrap();
    assert!(!head.contains("Lindenhof") && !head.contains("Second"), "a preview tells neither");
}

#[tokio::test]
async fn doors_of_several_buildings_say_which_is_which() {
    let (world, anna) = World::with_anna().await;
    let (actor, street) = (world.actor(&anna).await, world.door(&anna, "Front door").await);
    let there = |name: &str, address: &str, notes: &str| SiteInput {
        name: Some(name.to_owned()),
        zone: Some("Europe/Berlin".to_owned()),
        address: Some(address.to_owned()),
        arrival_notes: Some(notes.to_owned()),
        ..SiteInput::default()
    };
    world.house.change_site(&actor, street.site, there("Linden", "Lindenhof 4, Berlin", "Tram 43")).await.unwrap();
    let loft = world.house.add_site(&actor, there("Loft", "Kanalweg 9, Berlin", "By boat")).await.unwrap();
    let new = NewDoor { name: "Front door".to_owned(), site: Some(loft.id), ..NewDoor::default() };
    let other = world.house.add_door(&actor, new, None).await.unwrap().door;
    let all = |doors: Vec<DoorId>| NewLink { name: "Mia".to_owned(), doors, ..NewLink::default() };
    let (_, path) = link_with(&world, &anna, all(vec![street.id, other.id])).await;
    let page = Guest::default().get(&world, &path).await;
    for said in
        ["<bdi>Linden</bdi>", "<bdi>Loft</bdi>", "Lindenhof 4, Berlin", "Kanalweg 9, Berlin", "Tram 43", "By boat"]
    {
        page.says(said);
    }
    let (_, path) = link_with(&world, &anna, all(vec![other.id])).await;
    let alone = Guest::default().get(&world, &path).await;
    alone.says("Kanalweg 9, Berlin").does_not_say("Tram 43").does_not_say("<bdi>Loft</bdi>");
}

#[tokio::test]
async fn how_long_a_leaf_may_stand_open_is_set_on_its_door() {
    let (world, anna) = World::with_anna().await;
    let door = world.door(&anna, "Street door").await;
    let path = format!("/control/doors/{}", door.id);
    let form = |held: &'static str, exit: &'static str| {
        [("name", "Street door"), ("pulse", "5"), ("channel", "1"), ("held_open", held), ("free_exit", exit)]
    };
    let now = async || world.house.door(&world.actor(&anna).await, door.id).await.unwrap().door;
    world.get(&anna, &path).await.says("Tell when it is open for").says("By its handle");
    assert_eq!(world.post(&anna, &path, &form("60", "yes")).await.location(), format!("{path}?done=saved"));
    assert_eq!((now().await.held_open_ms, now().await.free_exit), (Some(60_000), true));
    assert_eq!(world.get(&anna, &path).await.value("held_open"), "60");
    for wrong in ["4", "86401", "soon", "-5", "99999999999"] {
        let page = world.post(&anna, &path, &form(wrong, "no")).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        page.says("id=\"held_open-error\"").says("Give 5 to 86400 whole seconds");
    }
    assert!(now().await.free_exit, "a wrong form changes nothing");
    assert_eq!(world.post(&anna, &path, &form("", "no")).await.location(), format!("{path}?done=saved"));
    assert_eq!((now().await.held_open_ms, now().await.free_exit), (None, false));
}

#[tokio::test]
async fn an_address_beside_everything_says_so_in_words() {
    let (world, anna) = World::with_anna().await;
    for path in ["/doors", "/wp-login.php"] {
        let lost = world.get(&anna, path).await;
        assert_eq!(lost.status, StatusCode::NOT_FOUND);
        lost.says("There is nothing here");
        assert!(lost.headers.contains_key("content-security-policy"), "{path}");
    }
}
