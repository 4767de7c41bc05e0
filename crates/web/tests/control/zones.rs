//! Times on the clock of the door that is meant, and limits that stay what they are when a form is saved.

use keylink_domain::id::SiteId;
use keylink_domain::link::Link;
use keylink_domain::moment::Lasting;
use keylink_domain::user::Role;
use keylink_domain::window::ValidityInput;
use keylink_service::door::NewDoor;
use keylink_service::link::NewLink;
use keylink_service::site::SiteInput;

use crate::world::{Browser, Page, World};

/// Anna's house with its first building in Berlin, a second one in New York, and Ben, whose door is in the second.
struct Houses {
    world: World,
    anna: Browser,
    ben: Browser,
    berlin: String,
    new_york: String,
}

async fn houses() -> Houses {
    let (world, anna) = World::with_anna().await;
    let berlin = world.door(&anna, "Street door").await.id.to_string();
    let actor = world.actor(&anna).await;
    let input =
        SiteInput { name: Some("Loft".to_owned()), zone: Some("America/New_York".to_owned()), ..SiteInput::default() };
    let site: SiteId = world.house.add_site(&actor, input).await.unwrap().id;
    let new = NewDoor { name: "Loft door".to_owned(), site: Some(site), ..NewDoor::default() };
    let door = world.house.add_door(&actor, new, None).await.unwrap().door;
    let (user, ben) = world.user(&anna, "Ben", "ben@example.com", Role::Member).await;
    world.give_access(&anna, &user, &door, true).await;
    Houses { world, anna, ben, berlin, new_york: door.id.to_string() }
}

async fn newest(world: &World, by: &Browser) -> Link {
    world.house.links(&world.actor(by).await, None, 1).await.unwrap().remove(0)
}

/// The tag of a door's box.
fn tick_box<'a>(page: &'a Page, door: &str) -> &'a str {
    let from = page.body.find(&format!("value=\"{door}\"")).expect("the door's box");
    page.body[from..].split('>').next().unwrap()
}

#[tokio::test]
async fn a_form_says_the_clock_that_its_times_are_read_on() {
    let Houses { world, anna, ben, berlin, new_york } = houses().await;
    let said = |zone| format!("data-window-zone>{zone}</b>");
    for path in ["/control/links/new".to_owned(), format!("/app/share?door={new_york}"), "/app/share".to_owned()] {
        let page = world.get(&ben, &path).await;
        page.says(&said("America/New_York")).does_not_say("Europe/Berlin");
    }
    let typed = [("name", "Mia"), ("doors", new_york.as_str()), ("starts", "later")];
    let times = [("valid_from", "2031-07-02T14:00"), ("ends", "until"), ("valid_until", "2031-07-02T15:00")];
    world.post(&ben, "/app/share", &[typed, times].concat()).await.says("The link is ready.");
    let made = newest(&world, &ben).await;
    assert_eq!(made.validity.from, Some("2031-07-02T18:00:00Z".parse().unwrap()));
    assert_eq!(made.validity.until, Some("2031-07-02T19:00:00Z".parse().unwrap()));

    // Anna has doors on two clocks: each box says its own, and the page says which of them counts.
    let page = world.get(&anna, "/control/links/new").await;
    page.says(&said("Europe/Berlin")).says("where the first of the chosen doors is");
    assert!(tick_box(&page, &berlin).contains("data-zone=\"Europe/Berlin\" data-now=\"20"), "{}", page.body);
    assert!(tick_box(&page, &new_york).contains("data-zone=\"America/New_York\""), "{}", page.body);
    let wrong = [("name", ""), ("doors", new_york.as_str()), ("ends", "day")];
    world.post(&anna, "/control/links/new", &wrong).await.says(&said("America/New_York"));
}

/// The fields of a link's page as its form would send them.
fn sent(page: &Page, doors: &[&str]) -> Vec<(&'static str, String)> {
    let names = ["name", "valid_from", "valid_until", "hours", "max_uses", "revision", "first_use"];
    let mut fields: Vec<_> = names.into_iter().map(|name| (name, page.value(name))).collect();
    fields.extend(doors.iter().map(|door| ("doors", (*door).to_owned())));
    let unit = ["seconds", "minutes", "hours"].into_iter().find(|unit| {
        let list = page.body.split("name=\"first_use_unit\"").nth(1).unwrap();
        list.split("</select>").next().unwrap().contains(&format!("value=\"{unit}\" selected"))
    });
    fields.extend([("ends", "until".to_owned()), ("first_use_unit", unit.unwrap().to_owned())]);
    fields
}

async fn post(world: &World, by: &Browser, path: &str, fields: &[(&'static str, String)]) -> Page {
    let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    world.post(by, path, &fields).await
}

#[tokio::test]
async fn a_saved_form_alters_nothing_that_was_not_typed() {
    let Houses { world, anna, berlin, new_york, .. } = houses().await;
    let actor = world.actor(&anna).await;
    let validity = ValidityInput {
        until: Some(keylink_domain::moment::Moment::Instant("2031-07-02T14:00:17.123Z".parse().unwrap())),
        after_first_use: Some(Lasting::parse("PT90S").unwrap()),
        hours: Some("mon-fri 08:00-18:00".parse().unwrap()),
        ..ValidityInput::default()
    };
    let new = NewLink { name: "Mia".to_owned(), doors: vec![berlin.parse().unwrap()], validity, ..NewLink::default() };
    let before = world.house.make_link(&actor, new, None).await.unwrap().link;
    let path = format!("/control/links/{}", before.id);
    let page = world.get(&anna, &path).await;
    assert_eq!(page.value("first_use"), "90", "a limit is not rounded up");
    let done = post(&world, &anna, &path, &sent(&page, &[&berlin])).await;
    assert_eq!(done.location(), format!("{path}?done=nothing"));

    // The building moves to another clock. A new name alone does not take the link's hours along.
    let site = SiteInput { zone: Some("Asia/Tokyo".to_owned()), ..SiteInput::default() };
    let first = world.house.sites(&actor).await.unwrap()[0].id;
    world.house.change_site(&actor, first, site).await.unwrap();
    let mut fields = sent(&world.get(&anna, &path).await, &[&berlin]);
    fields[0].1 = "Tom".to_owned();
    assert_eq!(post(&world, &anna, &path, &fields).await.location(), format!("{path}?done=saved"));
    let now = newest(&world, &anna).await;
    assert_eq!((now.name.as_str(), &now.validity), ("Tom", &before.validity));

    // Another first door does, and the history says so. What is typed is meant on the clock that the form names.
    let mut fields = sent(&world.get(&anna, &path).await, &[&new_york]);
    fields.iter_mut().find(|(name, _)| *name == "valid_until").unwrap().1 = "2031-07-03T10:00".to_owned();
    assert_eq!(post(&world, &anna, &path, &fields).await.location(), format!("{path}?done=saved"));
    let now = newest(&world, &anna).await;
    assert_eq!(now.validity.zone.name(), "America/New_York");
    assert_eq!(now.validity.until, Some("2031-07-03T08:00:00Z".parse().unwrap()));
    world.get(&anna, &path).await.says("clock from \u{201c}Europe/Berlin\u{201d} to \u{201c}America/New_York\u{201d}");
}

#[tokio::test]
async fn a_door_that_was_taken_away_is_said_and_not_dropped_in_silence() {
    let Houses { world, anna, ben, new_york, .. } = houses().await;
    world.post(&ben, "/control/links/new", &[("name", "Mia"), ("doors", &new_york), ("ends", "day")]).await;
    let link = newest(&world, &ben).await;
    let actor = world.actor(&anna).await;
    let right = world.house.accesses(&actor, Some(link.maker)).await.unwrap().remove(0);
    world.house.remove_access(&actor, right.id).await.unwrap();
    let path = format!("/control/links/{}", link.id);
    let page = world.get(&ben, &path).await;
    page.says("A door that you have no access to any more").does_not_say("Loft door");
    let refused = post(&world, &ben, &path, &sent(&page, &[&new_york])).await;
    refused.says("id=\"doors-error\"").does_not_say("Loft door");
    assert_eq!(newest(&world, &ben).await.doors, link.doors);
}
