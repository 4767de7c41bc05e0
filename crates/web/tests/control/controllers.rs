//! Controllers that Keylink calls, through their pages: added, tested, pulsed, changed; and what stays hidden of them.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::http::{HeaderMap, StatusCode};
use axum::routing::{get, post};
use keylink_domain::controller::DriverKind;
use keylink_domain::door::Door;
use keylink_domain::user::Role;

use crate::world::{Browser, Page, World};

const SECRET: &str = "s3cret-of-the-door";
const CONTROLLERS: &str = "/control/settings/controllers";

/// A device that opens for who knows its secret.
struct Device {
    base: String,
    moved: Arc<AtomicUsize>,
}

impl Device {
    async fn start() -> Self {
        keylink_canary::keep(SECRET);
        let moved = Arc::<AtomicUsize>::default();
        let count = Arc::clone(&moved);
        let open = move |headers: HeaderMap| {
            let known = headers.get("authorization").is_some_and(|given| given == &format!("Bearer {SECRET}"));
            count.fetch_add(usize::from(known), Ordering::SeqCst);
            async move { if known { StatusCode::OK } else { StatusCode::FORBIDDEN } }
        };
        let app = axum::Router::new().route("/open/{door}", post(open)).route("/ok", get(async || "well"));
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, app).await });
        Self { base, moved }
    }

    /// The form's fields for it.
    fn fields(&self) -> Vec<(&'static str, String)> {
        vec![
            ("name", "Gate box".to_owned()),
            ("url", format!("{}/open/{{channel}}", self.base)),
            ("method", "POST".to_owned()),
            ("headers", "Authorization: Bearer {secret}".to_owned()),
            ("secret", SECRET.to_owned()),
            ("test_url", format!("{}/ok", self.base)),
        ]
    }
}

fn with<'a>(fields: &'a [(&'static str, String)], name: &str, value: &'a str) -> Vec<(&'a str, &'a str)> {
    fields.iter().map(|(known, held)| (*known, if *known == name { value } else { held.as_str() })).collect()
}

async fn added(world: &World, anna: &Browser, device: &Device) -> String {
    let fields = device.fields();
    let page = world.post(anna, &format!("{CONTROLLERS}/new/http"), &with(&fields, "", "")).await;
    page.location().split('?').next().unwrap().to_owned()
}

async fn door_of(world: &World, anna: &Browser, path: &str) -> Door {
    let id = path.rsplit('/').next().unwrap();
    let page = world.get(anna, &format!("/control/doors/new?controller={id}")).await;
    page.says(&format!("value=\"{id}\" selected"));
    let fields = [("name", "Gate"), ("controller", id), ("channel", "east.1"), ("pulse", "3")];
    let made = world.post(anna, "/control/doors/new", &fields).await;
    assert!(made.location().contains("done=door-added"), "{}", made.body);
    let doors = world.house.doors(&world.actor(anna).await).await.unwrap();
    doors.into_iter().find(|now| now.door.name == "Gate").unwrap().door
}

fn hides_the_secret(page: &Page) {
    page.does_not_say(SECRET);
}

#[tokio::test]
async fn a_controller_is_added_tested_and_opens_its_door() {
    let (world, anna) = World::with_anna().await;
    let device = Device::start().await;
    let list = world.get(&anna, CONTROLLERS).await;
    for kind in DriverKind::ALL.into_iter().filter(|kind| *kind != DriverKind::Mqtt) {
        list.says(&format!("{CONTROLLERS}/new/{}", kind.as_str()));
        world.get(&anna, &format!("{CONTROLLERS}/new/{}", kind.as_str())).await.says("What it can confirm");
    }
    let path = added(&world, &anna, &device).await;
    let tested = world.post(&anna, &format!("{path}/test"), &[]).await;
    tested.says("It answers.").says("answered with status 200");
    hides_the_secret(&tested);
    let door = door_of(&world, &anna, &path).await;
    let page = world.get(&anna, &path).await;
    page.says("Gate").says("east.1").says("online").says("Leave it empty to keep what is there");
    hides_the_secret(&page);
    let press = page.value("press");
    for _ in 0..2 {
        let fields = [("door", door.id.to_string()), ("press", press.clone())];
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        world.post(&anna, &format!("{path}/pulse"), &fields).await.says("Gate: Sent.").says("cannot confirm");
    }
    assert_eq!(device.moved.load(Ordering::SeqCst), 1, "the same press moves it once");
    world.get(&anna, &path).await.says("Since the server started").says("<dt>Sent</dt><dd>1</dd>").says("within");
    let log = world.get(&anna, "/control/events").await;
    log.says(" added controller ").says("Gate box");
    hides_the_secret(&log);
}

#[tokio::test]
async fn who_leads_a_controller_elsewhere_gives_its_secret_anew() {
    let (world, anna) = World::with_anna().await;
    let (device, thief) = (Device::start().await, Device::start().await);
    let path = added(&world, &anna, &device).await;
    let door = door_of(&world, &anna, &path).await;
    let (before, elsewhere) = (device.fields(), thief.fields());
    let kept = with(&before, "secret", "");
    assert_eq!(world.post(&anna, &path, &kept).await.location(), format!("{path}?done=saved"));
    let page = world.post(&anna, &path, &with(&elsewhere, "secret", "")).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    page.says("id=\"secret-error\"").says("must be given again");
    let press = [("door", door.id.to_string())];
    let press: Vec<(&str, &str)> = press.iter().map(|(name, value)| (*name, value.as_str())).collect();
    world.post(&anna, &format!("{path}/pulse"), &press).await.says("Sent.");
    assert_eq!((device.moved.load(Ordering::SeqCst), thief.moved.load(Ordering::SeqCst)), (1, 0));
    assert_eq!(world.post(&anna, &path, &with(&elsewhere, "", "")).await.location(), format!("{path}?done=saved"));
    world.post(&anna, &format!("{path}/pulse"), &press).await.says("Sent.");
    assert_eq!(thief.moved.load(Ordering::SeqCst), 1, "the next press goes where the settings lead now");
    world.get(&anna, "/control/events").await.says(" changed controller ");
}

#[tokio::test]
async fn wrong_settings_are_told_at_their_field_and_make_nothing() {
    let (world, anna) = World::with_anna().await;
    let device = Device::start().await;
    let fields = device.fields();
    for (name, value, told) in [
        ("url", "http://{channel}.example.org/", "host must stand there"),
        ("url", "", "must be filled in"),
        ("headers", "Host: other", "set by Keylink itself"),
        ("name", "", "id=\"name-error\""),
    ] {
        let page = world.post(&anna, &format!("{CONTROLLERS}/new/http"), &with(&fields, name, value)).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        page.says(&format!("id=\"{name}-error\"")).says(told);
        hides_the_secret(&page);
    }
    assert!(world.house.controllers(&world.actor(&anna).await).await.unwrap().is_empty());
    for driver in ["mqtt", "telnet"] {
        let page = world.get(&anna, &format!("{CONTROLLERS}/new/{driver}")).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{driver}");
    }
    let shelly = [("name", "Relay"), ("address", "192.168.1.20")];
    let path = world.post(&anna, &format!("{CONTROLLERS}/new/shelly"), &shelly).await.location().to_owned();
    let id = path.split('?').next().unwrap().rsplit('/').next().unwrap();
    let door = [("name", "Gate"), ("controller", id), ("channel", "relay-1"), ("pulse", "3")];
    world
        .post(&anna, "/control/doors/new", &door)
        .await
        .says("id=\"channel-error\"")
        .says("The switch\u{2019}s number");
}

#[tokio::test]
async fn this_server_s_own_network_is_closed_to_what_pages_set() {
    let (world, anna) = World::with_anna().await;
    let fields =
        [("name", "Loop"), ("url", "http://keys.test/k/x"), ("method", "POST"), ("test_url", "http://keys.test/")];
    let path = world.post(&anna, &format!("{CONTROLLERS}/new/http"), &fields).await.location().to_owned();
    let path = path.split('?').next().unwrap();
    world.post(&anna, &format!("{path}/test"), &[]).await.says("leads back to this server");
    let fields = [("name", "Cloud"), ("address", "169.254.169.254")];
    let path = world.post(&anna, &format!("{CONTROLLERS}/new/shelly"), &fields).await.location().to_owned();
    let path = path.split('?').next().unwrap();
    world.post(&anna, &format!("{path}/test"), &[]).await.says("keeps closed to drivers");
}

#[tokio::test]
async fn a_foreign_controller_is_not_there_and_a_member_changes_none() {
    let (world, anna) = World::with_anna().await;
    let device = Device::start().await;
    let path = added(&world, &anna, &device).await;
    world.organization("Elsewhere", "eve@example.com").await;
    let eve = world.sign_in("eve@example.com").await;
    let (_, ben) = world.user(&anna, "Ben", "ben@example.com", Role::Member).await;
    let fields = device.fields();
    assert_eq!(world.get(&eve, &path).await.status, StatusCode::NOT_FOUND);
    for (who, tested) in [(&eve, StatusCode::NOT_FOUND), (&ben, StatusCode::FORBIDDEN)] {
        assert_eq!(world.post(who, &path, &with(&fields, "", "")).await.status, StatusCode::NOT_FOUND);
        assert_eq!(world.post(who, &format!("{path}/test"), &[]).await.status, tested);
    }
    let page = world.post(&ben, &format!("{CONTROLLERS}/new/http"), &with(&fields, "", "")).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
}
