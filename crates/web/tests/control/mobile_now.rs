//! The app tells how things stand now: lockdowns and doors that come and go, hours, and why a link opens nothing.

use keylink_domain::access::Holder;
use keylink_domain::credential::CredentialState;
use keylink_domain::door::Door;
use keylink_domain::group::GroupKind;
use keylink_domain::schedule::Holidays;
use keylink_domain::user::{Role, User};
use keylink_service::access::NewAccess;
use keylink_service::credential::ChangeCredential;
use keylink_service::door::ChangeDoor;

use crate::guests::{Guest, path_of};
use crate::world::{Browser, World};

/// Anna's house, and Ben, a member of it.
async fn with_ben() -> (World, Browser, User, Browser) {
    let (world, anna) = World::with_anna().await;
    let (user, ben) = world.user(&anna, "Ben", "ben@example.com", Role::Member).await;
    (world, anna, user, ben)
}

/// Where the page of one's doors listens.
async fn listens_at(world: &World, browser: &Browser) -> String {
    let page = world.get(browser, "/app").await;
    let from = page.body.find("data-live=\"").expect("a live page") + "data-live=\"".len();
    page.body[from..].split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_lockdown_is_shown_and_gone_without_a_reload() {
    let (world, anna, user, ben) = with_ben().await;
    let door = world.door(&anna, "Street door").await;
    world.give_access(&anna, &user, &door, true).await;
    let mut live = world.listen(&ben, &listens_at(&world, &ben).await).await;
    live.until("<div id=\"lockdown\" role=\"status\"></div>").await;
    world.raw("UPDATE sites SET lockdown = TRUE");
    live.until("<div id=\"lockdown\" role=\"status\"><p class=\"alert\" data-tone=\"bad\">").await;
    world.get(&ben, "/app").await.says("Nobody opens anything there from afar");
    world.raw("UPDATE sites SET lockdown = FALSE");
    live.until("<div id=\"lockdown\" role=\"status\"></div>").await;
}

#[tokio::test]
async fn doors_that_are_given_and_taken_renew_the_page() {
    let (world, anna, user, ben) = with_ben().await;
    let (street, cellar) = (world.door(&anna, "Street door").await, world.door(&anna, "Cellar").await);
    let mut live = world.listen(&ben, &listens_at(&world, &ben).await).await;
    live.until("id=\"lockdown\"").await;
    world.give_access(&anna, &user, &street, true).await;
    live.until("event: renew").await;
    // A page that has the door is told of it only when it changes.
    let mut live = world.listen(&ben, &listens_at(&world, &ben).await).await;
    let first = live.until(&format!("status-{}", street.id)).await;
    world.raw("UPDATE sites SET lockdown = TRUE");
    let heard = first + &live.until("data-tone=\"bad\"").await;
    assert!(!heard.contains("renew"), "a page that is right is not renewed: {heard}");
    world.give_access(&anna, &user, &cellar, false).await;
    live.until("event: renew").await;
    // A page from before a pause is renewed when it listens again.
    world.listen(&ben, "/app/doors/live?cards=other").await.until("event: renew").await;
}

async fn wire(world: &World, by: &Browser, door: &Door) {
    let actor = world.actor(by).await;
    let controller = world.house.add_controller(&actor, "Cabinet").await.unwrap().controller;
    let change = ChangeDoor { place: Some(Some((controller.id, "1".to_owned()))), ..ChangeDoor::default() };
    world.house.change_door(&actor, door.id, change).await.unwrap();
}

/// Ben may open the door, in the night of the day after tomorrow.
async fn with_hours(world: &World, by: &Browser, user: &User, door: &Door) {
    let actor = world.actor(by).await;
    let day = world.house.now().to_zoned(jiff::tz::TimeZone::UTC).date().checked_add(jiff::Span::new().days(2));
    let day = day.unwrap().strftime("%a").to_string().to_lowercase();
    let hours = format!("{day} 03:00-04:00").parse().unwrap();
    let night = world.house.add_schedule(&actor, "Night", hours, Holidays::default()).await.unwrap();
    let new =
        NewAccess { holder: user.id.into(), target: door.id.into(), remote_unlock: true, schedule: Some(night.id) };
    world.house.grant_access(&actor, new).await.unwrap();
}

#[tokio::test]
async fn outside_the_hours_of_access_member_and_guest_are_told_when_it_opens_again() {
    let (world, anna, user, ben) = with_ben().await;
    let door = world.door(&anna, "Street door").await;
    with_hours(&world, &anna, &user, &door).await;
    world.get(&ben, "/app").await.says("No controller drives").does_not_say("You can open again from ");
    wire(&world, &anna, &door).await;
    world.get(&ben, "/app").await.says("You can open again from ").says("03:00");
    let id = door.id.to_string();
    let mut pages = Vec::new();
    for (ends, says) in [("never", "You can open again from "), ("hour", "Come back later")] {
        let fields = [("name", "Mia"), ("doors", id.as_str()), ("key", ends), ("starts", "now"), ("ends", ends)];
        let shared = world.post(&ben, "/app/share", &fields).await;
        shared.says("The link is ready.").says("opens only in the hours of \u{201c}Night\u{201d}");
        let from = shared.body.find("http://keys.test/k/").unwrap();
        let guest = Guest::default();
        let page = path_of(&shared.body[from..from + 45]);
        guest.get(&world, &page).await.says(says);
        pages.push(page);
    }
    // Nothing is promised for a time at which something else is in the way.
    world.raw("UPDATE doors SET state = 'locked'");
    world.get(&ben, "/app").await.does_not_say("You can open again from ");
    Guest::default().get(&world, &pages[0]).await.does_not_say("You can open again from ");
    world.raw("UPDATE doors SET state = 'standard'");
    world.raw("UPDATE accesses SET schedule_id = NULL");
    world.get(&ben, "/app").await.does_not_say("You can open again from ");
}

#[tokio::test]
async fn a_link_that_opens_nothing_says_why_and_is_not_over() {
    let (world, anna, user, ben) = with_ben().await;
    let door = world.door(&anna, "Street door").await;
    world.give_access(&anna, &user, &door, true).await;
    let id = door.id.to_string();
    let fields = [("name", "Mia"), ("doors", id.as_str()), ("key", "1"), ("starts", "now"), ("ends", "day")];
    world.post(&ben, "/app/share", &fields).await.says("The link is ready.");
    let link = world.house.links(&world.actor(&ben).await, None, 1).await.unwrap().remove(0);
    let path = format!("/app/links/{}", link.id);
    let primary = "<button class=\"button primary wide\"><svg class=\"icon\"";
    world.get(&ben, &path).await.does_not_say("It opens nothing").says(primary);
    let state = async |state| {
        let change = ChangeCredential { state: Some(state), ..ChangeCredential::default() };
        world.house.change_credential(&world.actor(&anna).await, link.credential, change).await.unwrap();
    };
    state(CredentialState::Suspended).await;
    world.get(&ben, &path).await.says("your right to share does not count").does_not_say(primary);
    world.get(&ben, "/app/links").await.says("opens nothing</h2>").does_not_say("over</h2>");
    state(CredentialState::Active).await;
    world.raw("UPDATE accesses SET remote_unlock = FALSE");
    world.get(&ben, &path).await.says("you may no longer share its doors");
}

#[tokio::test]
async fn one_right_with_remote_unlock_is_enough_to_share() {
    let (world, anna, user, ben) = with_ben().await;
    let door = world.door(&anna, "Street door").await;
    // Their own right is for the spot, and the older one; the group's is for afar.
    world.give_access(&anna, &user, &door, false).await;
    let actor = world.actor(&anna).await;
    let group = world.house.add_group(&actor, GroupKind::Users, "Flat 3", vec![user.id.uuid()]).await.unwrap();
    let holder = Holder::Group(group.group.id);
    let new = NewAccess { holder, target: door.id.into(), remote_unlock: true, schedule: None };
    world.house.grant_access(&actor, new).await.unwrap();
    let id = door.id.to_string();
    let fields = [("name", "Mia"), ("doors", id.as_str()), ("key", "1"), ("starts", "now"), ("ends", "day")];
    world.post(&ben, "/app/share", &fields).await.says("The link is ready.").does_not_say("opens only in the hours");
}
