//! Sending from the link's page, and the settings' tests.

use std::time::Duration;

use axum::http::StatusCode;
use keylink_domain::text::Email;
use keylink_domain::user::Role;
use keylink_post_office::{MailMood, MailServer};
use keylink_service::delivery::{Encryption, MailSettings, Settings};

use crate::world::{Browser, Page, World};

pub fn mail(port: u16) -> Settings {
    let mail = MailSettings {
        host: "127.0.0.1".to_owned(),
        port,
        encryption: Encryption::None,
        allow_unencrypted: false,
        authority: None,
        login: None,
        from_name: String::new(),
        from: Email::parse("keys@example.org").unwrap(),
        dkim: None,
    };
    Settings { mail: Some(mail), ..Settings::default() }
}

/// The plain text of a mail.
pub fn text_of(received: &keylink_post_office::Received) -> String {
    let mail = mailparse::parse_mail(received.message.as_bytes()).unwrap();
    mail.parts().find(|part| part.ctype.mimetype == "text/plain").unwrap().get_body().unwrap()
}

/// A world that can send, its owner, and the page of a link there.
async fn ready(server: &MailServer) -> (World, Browser, String) {
    let world = World::sending("http://keys.test", mail(server.port)).await;
    world.organization("Lindenhof", "anna@example.com").await;
    let anna = world.sign_in("anna@example.com").await;
    let path = link(&world, &anna).await;
    (world, anna, path)
}

async fn link(world: &World, anna: &Browser) -> String {
    let door = world.door(anna, "Street door").await.id.to_string();
    let made = world
        .post(anna, "/control/links/new", &[("name", "Mia"), ("doors", &door), ("key", "1"), ("ends", "never")])
        .await;
    made.says("The link is ready.");
    let id = world.house.links(&world.actor(anna).await, None, 1).await.unwrap()[0].id;
    format!("/control/links/{id}")
}

pub async fn wait_until_says(world: &World, by: &Browser, path: &str, text: &str) -> Page {
    for _ in 0..1_500 {
        let page = world.get(by, path).await;
        if page.body.contains(text) {
            return page;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("{path} never said {text}");
}

fn fields<'a>(address: &'a str, message: &'a str, key: &'a str) -> [(&'a str, &'a str); 4] {
    [("send_channel", "mail"), ("send_address", address), ("send_message", message), ("send_key", key)]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_link_is_sent_from_its_page_once_however_often_the_form_is_sent() {
    let server = MailServer::open().await;
    let (world, anna, path) = ready(&server).await;
    let page = world.get(&anna, &path).await;
    page.says("Send this link")
        .says("e-mail")
        .says("id=\"send_address\" name=\"send_address\" type=\"text\" value=\"\" autocomplete=\"off\" required");
    let to = format!("{path}/deliveries");
    for _ in 0..2 {
        let page = world.post(&anna, &to, &fields("mia@example.com", "See you!", "1")).await;
        assert_eq!(
            (page.status, page.location()),
            (StatusCode::SEE_OTHER, format!("{path}?done=link-queued").as_str())
        );
    }
    world.get(&anna, &format!("{path}?done=link-queued")).await.says("The link is on its way.");
    wait_until_says(&world, &anna, &path, "<span>sent</span>")
        .await
        .says("e-mail to mia@example.com")
        .says("Send again");
    assert_eq!(server.received().len(), 1);
    let id =
        world.get(&anna, &path).await.body.split("/deliveries/").nth(1).unwrap().split('/').next().unwrap().to_owned();
    let again = world.post(&anna, &format!("{to}/{id}/again"), &[("send_key", "2")]).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER);
    assert_eq!(server.wait_until_received(2).await.len(), 2);
    world.get(&anna, "/control/events").await.says("sent link").says("by e-mail to mia@example.com");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_slip_stands_at_its_field_and_nothing_typed_is_lost() {
    let server = MailServer::open().await;
    let (world, anna, path) = ready(&server).await;
    let page = world.post(&anna, &format!("{path}/deliveries"), &fields("mia@example", "See you!", "1")).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    page.says("is not the end of a mail address").says("See you!").says("send_address-error");
    assert_eq!(page.value("send_address"), "mia@example");
    let long = "x".repeat(501);
    world
        .post(&anna, &format!("{path}/deliveries"), &fields("mia@example.com", &long, "2"))
        .await
        .says("at most 500 characters");
    let sms = [("send_channel", "sms"), ("send_address", "+4915123456789")];
    world.post(&anna, &format!("{path}/deliveries"), &sms).await.says("ext message is not set up on this server");
    assert!(server.received().is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn why_it_was_not_sent_stands_on_the_page_and_markup_in_it_does_nothing() {
    let server = MailServer::open().await;
    server.set(MailMood::Recipient("550 5.1.1 <b>no such user</b>"));
    let (world, anna, path) = ready(&server).await;
    world.post(&anna, &format!("{path}/deliveries"), &fields("mia@example.com", "", "1")).await;
    let page = wait_until_says(&world, &anna, &path, "<span>failed</span>").await;
    page.says("550 5.1.1").does_not_say("<b>no such user");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_press_tells_whether_the_settings_are_right() {
    let server = MailServer::open().await;
    let (world, anna, _) = ready(&server).await;
    let page = world.get(&anna, "/control/settings/sending").await;
    page.says("Send me a test").says("set sms.account, sms.token and sms.from").says("set slack.bot_token");
    assert_eq!(page.value("mail"), "anna@example.com");
    let test = [("channel", "mail"), ("mail", "anna@example.com")];
    world
        .post(&anna, "/control/settings/sending", &test)
        .await
        .says("The test was taken for anna@example.com: 250 2.0.0 queued as 4Xy7");
    server.set(MailMood::Recipient("550 5.7.1 relaying denied"));
    world
        .post(&anna, "/control/settings/sending", &test)
        .await
        .says("The test was not sent: the mail server said: 550 5.7.1 relaying denied");
    world
        .post(&anna, "/control/settings/sending", &[("channel", "mail"), ("mail", "anna")])
        .await
        .says("not an e-mail address");
    let (_, ben) = world.user(&anna, "Ben", "ben@example.com", Role::Member).await;
    assert_eq!(world.post(&ben, "/control/settings/sending", &test).await.status, StatusCode::FORBIDDEN);
    assert_eq!(server.received().len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn where_nothing_is_set_up_nothing_is_offered() {
    let (world, anna) = World::with_anna().await;
    let path = link(&world, &anna).await;
    world
        .get(&anna, &path)
        .await
        .says("Sending is not set up on this server yet")
        .does_not_say("name=\"send_address\"");
    world
        .get(&anna, "/control/settings/sending")
        .await
        .says("set mail.host and mail.from")
        .does_not_say("Send me a test");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_revoked_link_is_not_offered_to_be_sent() {
    let server = MailServer::open().await;
    let (world, anna, path) = ready(&server).await;
    world.post(&anna, &format!("{path}/revoke"), &[]).await;
    world.get(&anna, &path).await.does_not_say("name=\"send_address\"");
    let page = world.post(&anna, &format!("{path}/deliveries"), &fields("mia@example.com", "", "1")).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    page.says("This link was revoked and opens nothing any more");
    assert!(server.received().is_empty());
}
