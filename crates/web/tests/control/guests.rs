//! Guests pass links on: branches open no more than the link they come from, and end with it.

use std::cell::RefCell;
use std::collections::BTreeMap;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use keylink_domain::id::DoorId;
use keylink_domain::link::Link;
use keylink_domain::window::ValidityInput;
use keylink_service::link::{ChangeLink, NewLink};

use crate::world::{Browser, Page, World};

/// A guest's browser: it keeps cookies.
#[derive(Default)]
pub struct Guest {
    pub cookies: RefCell<BTreeMap<String, String>>,
}

impl Guest {
    pub async fn get(&self, world: &World, path: &str) -> Page {
        self.ask(world, Request::get(path), String::new()).await
    }

    pub async fn post(&self, world: &World, path: &str, fields: &[(&str, &str)]) -> Page {
        let encode = |text: &str| text.bytes().map(|byte| format!("%{byte:02X}")).collect::<String>();
        let body: Vec<_> = fields.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect();
        let request = Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.ask(world, request, body.join("&")).await
    }

    async fn ask(&self, world: &World, request: axum::http::request::Builder, body: String) -> Page {
        let cookies: Vec<_> = self.cookies.borrow().iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = request.header(header::COOKIE, cookies.join("; ")).header(header::ACCEPT_LANGUAGE, "en");
        let page = world.ask(request.body(Body::from(body)).unwrap()).await;
        for set in page.headers.get_all(header::SET_COOKIE) {
            let (name, rest) = set.to_str().unwrap().split_once('=').unwrap();
            self.cookies.borrow_mut().insert(name.to_owned(), rest.split(';').next().unwrap().to_owned());
        }
        page
    }
}

/// Where a link's page is.
pub fn path_of(url: &str) -> String {
    keylink_canary::keep_url(url);
    format!("/k/{}", url.rsplit('/').next().unwrap())
}

pub async fn link_with(world: &World, by: &Browser, new: NewLink) -> (Link, String) {
    let made = world.house.make_link(&world.actor(by).await, new, None).await.unwrap();
    (made.link, path_of(&made.url))
}

struct Scene {
    world: World,
    anna: Browser,
    doors: Vec<DoorId>,
    link: Link,
    path: String,
    mia: Guest,
}

impl Scene {
    async fn new() -> Self {
        let (world, anna) = World::with_anna().await;
        let doors = vec![world.door(&anna, "Street door").await.id, world.door(&anna, "Flat 3").await.id];
        let validity =
            ValidityInput { duration: Some("P2D".parse().unwrap()), max_uses: Some(5), ..ValidityInput::default() };
        let new =
            NewLink { name: "Mia".to_owned(), doors: doors.clone(), validity, share_on: true, ..NewLink::default() };
        let (link, path) = link_with(&world, &anna, new).await;
        Self { world, anna, doors, link, path, mia: Guest::default() }
    }

    /// The form with its number typed in, and these fields.
    async fn pass_on(&self, fields: &[(&str, &str)]) -> Page {
        let form = self.mia.get(&self.world, &format!("{}/share", self.path)).await;
        let (number, ticket) = (number(&form), form.value("ticket"));
        let mut all = vec![("number", number.as_str()), ("ticket", ticket.as_str())];
        all.extend_from_slice(fields);
        self.mia.post(&self.world, &format!("{}/share", self.path), &all).await
    }

    async fn pass_on_to(&self, name: &str) -> String {
        let door = self.doors[0].to_string();
        let given = self.pass_on(&[("name", name), ("doors", &door)]).await;
        assert_eq!(given.status, StatusCode::OK, "{}", given.body);
        address(&given)
    }

    async fn branches(&self) -> Vec<Link> {
        self.world.house.branches(&self.world.actor(&self.anna).await, self.link.id).await.unwrap()
    }

    async fn change(&self, change: ChangeLink) {
        self.world.house.change_link(&self.world.actor(&self.anna).await, self.link.id, change).await.unwrap();
    }
}

/// The number that a form wants typed.
fn number(form: &Page) -> String {
    let (_, rest) = form.body.split_once("<label for=\"number\">Type ").expect("a number to type");
    rest.chars().filter(char::is_ascii_digit).take(2).collect()
}

/// The address that a page gives, once.
fn address(page: &Page) -> String {
    let (_, rest) = page.body.split_once("value=\"http://keys.test/k/").expect("an address");
    path_of(&format!("/k/{}", &rest[..26]))
}

#[tokio::test]
async fn a_guest_passes_a_link_on_and_its_maker_sees_the_branch() {
    let scene = Scene::new().await;
    scene.mia.get(&scene.world, &scene.path).await.says("Pass it on");
    let path = scene.pass_on_to("Tom \u{1F600}").await;
    let page = Guest::default().get(&scene.world, &path).await;
    page.says("Passed on to you by a guest of").says("Street door").says("5 openings left");
    page.does_not_say("Flat 3").does_not_say("Pass it on").does_not_say("Mia");
    let branch = &scene.branches().await[0];
    assert_eq!((branch.name.as_str(), branch.maker, branch.validity.until), ("Tom \u{1F600}", scene.link.maker, None));
    let shown = scene.world.get(&scene.anna, &format!("/control/links/{}", scene.link.id)).await;
    shown.says("Passed on").says(&format!("/control/links/{}", branch.id)).says("A guest passed on link");
    let own = scene.world.get(&scene.anna, &format!("/control/links/{}", branch.id)).await;
    own.says("Passed on from").says("A guest made link").does_not_say("Save changes");
}

#[tokio::test]
async fn the_same_form_is_one_branch_and_a_robot_makes_none() {
    let scene = Scene::new().await;
    let (share, door) = (format!("{}/share", scene.path), scene.doors[0].to_string());
    let form = scene.mia.get(&scene.world, &share).await;
    let (number, ticket) = (number(&form), form.value("ticket"));
    let fields = [("name", "Tom"), ("doors", door.as_str()), ("number", &number), ("ticket", &ticket)];
    let first = address(&scene.mia.post(&scene.world, &share, &fields).await);
    assert_eq!(address(&scene.mia.post(&scene.world, &share, &fields).await), first);
    let other = if number == "10" { "11" } else { "10" };
    for (number, ticket) in [("", ticket.as_str()), (other, &ticket), (&number, ""), (&number, "00ff")] {
        let fields = [("name", "Robot"), ("doors", door.as_str()), ("number", number), ("ticket", ticket)];
        let page = scene.mia.post(&scene.world, &share, &fields).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.says("That was not the number").says("value=\"Robot\"");
    }
    scene.mia.post(&scene.world, &share, &[]).await;
    assert_eq!(scene.branches().await.len(), 1);
}

#[tokio::test]
async fn what_a_branch_may_not_be_is_said_at_its_field() {
    let scene = Scene::new().await;
    let door = scene.doors[0].to_string();
    let elsewhere = scene.world.door(&scene.anna, "Cellar").await.id.to_string();
    let long = "x".repeat(5_000);
    let name = |name| vec![("name", name), ("doors", door.as_str())];
    let with = |field| vec![("name", "Tom"), ("doors", door.as_str()), field];
    for (fields, said) in [
        (name(""), "Write a name"),
        (name(&long), "Write a name"),
        (name("Tom \u{202E}moT"), "Write a name"),
        (vec![("name", "Tom")], "Choose at least one door"),
        (vec![("name", "Tom"), ("doors", &elsewhere)], "Choose at least one door"),
        (with(("until", "2099-01-01T10:00")), "within those of your link"),
        (with(("until", "2001-01-01T10:00")), "within those of your link"),
        (with(("from", "tomorrow")), "within those of your link"),
        (with(("uses", "6")), "no more than your link has left"),
        (with(("uses", "0")), "no more than your link has left"),
        (with(("uses", "many")), "no more than your link has left"),
    ] {
        let page = scene.pass_on(&fields).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields:?}");
        page.says(said);
        assert!(page.body.len() < 60_000, "what was typed is shown cut");
    }
    assert!(scene.branches().await.is_empty());
}

#[tokio::test]
async fn a_branch_ends_with_the_link_it_comes_from() {
    let scene = Scene::new().await;
    let path = scene.pass_on_to("Tom").await;
    let tom = Guest::default();
    assert_eq!(tom.get(&scene.world, &path).await.status, StatusCode::OK);
    scene.change(ChangeLink { share_on: Some(false), ..ChangeLink::default() }).await;
    assert_eq!(tom.get(&scene.world, &path).await.status, StatusCode::GONE);
    scene.change(ChangeLink { share_on: Some(true), ..ChangeLink::default() }).await;
    assert_eq!(tom.get(&scene.world, &path).await.status, StatusCode::OK);
    scene.change(ChangeLink { doors: Some(vec![scene.doors[1]]), ..ChangeLink::default() }).await;
    tom.get(&scene.world, &path).await.says("does not open this door any more");
    let owner = scene.world.actor(&scene.anna).await;
    scene.world.house.rotate_link(&owner, scene.link.id, None).await.unwrap();
    let dead = tom.get(&scene.world, &path).await;
    assert_eq!(dead.status, StatusCode::GONE);
    dead.does_not_say("Street door");
}

#[tokio::test]
async fn a_guest_withdraws_what_they_passed_on_and_nothing_else() {
    let scene = Scene::new().await;
    let path = scene.pass_on_to("Tom").await;
    let branch = scene.branches().await[0].id.to_string();
    let ask = format!("{}/share?withdraw={branch}", scene.path);
    let asked = scene.mia.get(&scene.world, &ask).await;
    asked.says("Withdraw the link for");
    let (number, ticket) = (number(&asked), asked.value("ticket"));
    let post = format!("{}/share/withdraw", scene.path);
    let own = scene.link.id.to_string();
    for (branch, number) in [(branch.as_str(), ""), (own.as_str(), number.as_str())] {
        scene.mia.post(&scene.world, &post, &[("branch", branch), ("number", number), ("ticket", &ticket)]).await;
        assert_eq!(Guest::default().get(&scene.world, &path).await.status, StatusCode::OK);
    }
    let fields = [("branch", branch.as_str()), ("number", &number), ("ticket", &ticket)];
    assert_eq!(scene.mia.post(&scene.world, &post, &fields).await.status, StatusCode::SEE_OTHER);
    assert_eq!(Guest::default().get(&scene.world, &path).await.status, StatusCode::GONE);
    assert_eq!(Guest::default().get(&scene.world, &scene.path).await.status, StatusCode::OK);
    scene.mia.get(&scene.world, &format!("{}/share", scene.path)).await.says("withdrawn");
    scene.world.get(&scene.anna, "/control/events").await.says("A guest withdrew link");
}

#[tokio::test]
async fn a_branch_is_not_passed_on_further_nor_more_often_than_twenty_times() {
    let scene = Scene::new().await;
    let path = scene.pass_on_to("Tom").await;
    let back = Guest::default().get(&scene.world, &format!("{path}/share")).await;
    assert_eq!(back.location(), path, "there is no such form for a branch");
    for number in 1..20 {
        scene.pass_on_to(&format!("Guest {number}")).await;
    }
    let door = scene.doors[0].to_string();
    let full = scene.pass_on(&[("name", "One more"), ("doors", &door)]).await;
    assert_eq!(full.status, StatusCode::UNPROCESSABLE_ENTITY);
    full.says("as often as is possible");
    assert_eq!(scene.branches().await.len(), 20);
}

#[tokio::test]
async fn a_maker_changes_no_branch_and_revokes_each() {
    let scene = Scene::new().await;
    let path = scene.pass_on_to("Tom").await;
    let (owner, branch) = (scene.world.actor(&scene.anna).await, scene.branches().await[0].id);
    let change = ChangeLink { name: Some("Mine".to_owned()), ..ChangeLink::default() };
    let refused = scene.world.house.change_link(&owner, branch, change).await.unwrap_err().to_string();
    assert!(refused.contains("passed on by a guest"), "{refused}");
    assert!(scene.world.house.rotate_link(&owner, branch, None).await.is_err());
    scene.world.house.revoke_link(&owner, branch).await.unwrap();
    assert_eq!(Guest::default().get(&scene.world, &path).await.status, StatusCode::GONE);
}

#[tokio::test]
async fn a_branch_keeps_within_limits_that_came_after_its_link() {
    let scene = Scene::new().await;
    let limits = [("longest", "1"), ("longest_unit", "days"), ("max_uses", "2")];
    assert_eq!(scene.world.post(&scene.anna, "/control/settings/links", &limits).await.status, StatusCode::SEE_OTHER);
    let (door, now) = (scene.doors[0].to_string(), scene.world.house.now());
    let berlin = jiff::tz::TimeZone::get("Europe/Berlin").unwrap();
    let in_hours = |hours: i64| {
        let at = now.checked_add(jiff::SignedDuration::from_hours(hours)).unwrap();
        at.to_zoned(berlin.clone()).strftime("%Y-%m-%dT%H:%M").to_string()
    };
    let late = in_hours(36);
    for (field, said) in
        [(("uses", "3"), "no more than your link has left"), (("until", late.as_str()), "within those of your link")]
    {
        let page = scene.pass_on(&[("name", "Tom"), ("doors", &door), field]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{field:?}");
        page.says(said);
    }
    assert!(scene.branches().await.is_empty());
    // Left open, it is the most that may be.
    scene.pass_on_to("Tom").await;
    let branch = scene.branches().await.remove(0);
    assert_eq!(branch.validity.max_uses.map(std::num::NonZeroU32::get), Some(2));
    let lasts = now.duration_until(branch.validity.until.unwrap());
    assert!((23..=26).contains(&lasts.as_hours()), "{lasts:?}");
    // What lies within is as it was typed.
    let soon = in_hours(3);
    let given = scene.pass_on(&[("name", "Eve"), ("doors", &door), ("uses", "1"), ("until", &soon)]).await;
    assert_eq!(given.status, StatusCode::OK, "{}", given.body);
    assert_eq!(scene.branches().await[1].validity.max_uses.map(std::num::NonZeroU32::get), Some(1));
}
