//! Links that the app has sent by Keylink itself.

use axum::http::StatusCode;
use keylink_domain::user::Role;
use keylink_post_office::MailServer;
use keylink_service::template::TemplateInput;

use crate::sending::{mail, text_of, wait_until_says};
use crate::world::{Browser, World};

/// Ben, who may share the street door in a house that sends mail, and the page of his link.
async fn ready(server: &MailServer) -> (World, Browser, Browser, String) {
    let world = World::sending("http://keys.test", mail(server.port)).await;
    world.organization("Lindenhof", "anna@example.com").await;
    let anna = world.sign_in("anna@example.com").await;
    let door = world.door(&anna, "Street door").await;
    let (user, ben) = world.user(&anna, "Ben", "ben@example.com", Role::Member).await;
    world.give_access(&anna, &user, &door, true).await;
    let id = door.id.to_string();
    let fields = [("name", "Mia"), ("doors", id.as_str()), ("key", "1"), ("starts", "now"), ("ends", "day")];
    let shared = world.post(&ben, "/app/share", &fields).await;
    shared.says("The link is ready.").says("Let Keylink send it").says("data-copied=\"Now paste it in Slack\"");
    let link = world.house.links(&world.actor(&ben).await, None, 1).await.unwrap().remove(0);
    (world, anna, ben, format!("/app/links/{}", link.id))
}

fn to<'a>(address: &'a str, key: &'a str) -> [(&'a str, &'a str); 3] {
    [("send_channel", "mail"), ("send_address", address), ("send_key", key)]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_member_has_a_link_sent_once_and_sees_what_became_of_it() {
    let server = MailServer::open().await;
    let (world, anna, ben, path) = ready(&server).await;
    for _ in 0..2 {
        let sent = world.post(&ben, &format!("{path}/deliveries"), &to("mia@example.com", "1")).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER);
        assert_eq!(sent.location(), format!("{path}?done=link-queued"));
    }
    world.get(&ben, &format!("{path}?done=link-queued")).await.says("It is on its way.");
    let page = wait_until_says(&world, &ben, &path, "<span>sent</span>").await;
    page.says("What Keylink sent").says("E-mail").says("mia@example.com");
    let received = server.received();
    assert_eq!(received.len(), 1, "the same form sends once");
    assert!(text_of(&received[0]).contains("http://keys.test/k/"));
    world.get(&anna, "/control/events").await.says("sent link").says("by e-mail to mia@example.com");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_templates_words_reach_the_guest() {
    let server = MailServer::open().await;
    let (world, anna, ben, _) = ready(&server).await;
    let words = "Please close the window.";
    let door = world.house.doors(&world.actor(&ben).await).await.unwrap()[0].door.id;
    let input = TemplateInput {
        name: Some("Cleaning".to_owned()),
        doors: Some(vec![door]),
        message: Some(words.to_owned()),
        ..TemplateInput::default()
    };
    let template = world.house.add_template(&world.actor(&anna).await, input).await.unwrap().id.to_string();
    let door = door.to_string();
    let fields = [
        ("name", "Ida"),
        ("doors", door.as_str()),
        ("template", template.as_str()),
        ("key", "2"),
        ("starts", "now"),
        ("ends", "day"),
    ];
    world.post(&ben, "/app/share", &fields).await.says("The link is ready.").says(words);
    let link = world.house.links(&world.actor(&ben).await, None, 1).await.unwrap().remove(0);
    let path = format!("/app/links/{}", link.id);
    world.post(&ben, &format!("{path}/deliveries"), &to("ida@example.com", "1")).await;
    wait_until_says(&world, &ben, &path, "<span>sent</span>").await;
    assert!(text_of(&server.received()[0]).contains(words));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_has_no_notifications_yet_is_told_of_arrivals_by_mail_unless_they_say_otherwise() {
    let server = MailServer::open().await;
    let (world, anna, ben, _) = ready(&server).await;
    for (who, path) in [(&anna, "/control/links/new"), (&ben, "/app/share")] {
        let form = world.get(who, path).await;
        form.says("name=\"arrivals_by\" value=\"mail\" checked");
        assert!(!form.body.contains("name=\"arrivals_by\" value=\"push\" checked"), "{path}: of nobody's phone");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_slip_stands_at_its_field_in_the_members_language() {
    let server = MailServer::open().await;
    let (world, _, ben, path) = ready(&server).await;
    let wrong = world.post(&ben, &format!("{path}/deliveries"), &to("mia@example", "1")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    wrong.says("send_address-error");
    assert_eq!(wrong.value("send_address"), "mia@example");
    world.post(&ben, "/app/me/language", &[("language", "de")]).await;
    let german = world.post(&ben, &format!("{path}/deliveries?lang=de"), &to("", "2")).await;
    german.says("send_address-error");
    let none = world.post(&ben, &format!("{path}/deliveries"), &[("send_channel", "pigeon"), ("send_key", "3")]).await;
    none.says("send_channel-error");
    assert!(server.received().is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_revoked_link_is_not_offered_to_be_sent_and_others_links_are_not_there() {
    let server = MailServer::open().await;
    let (world, anna, ben, path) = ready(&server).await;
    let (user, carl) = world.user(&anna, "Carl", "carl@example.com", Role::Member).await;
    drop(user);
    let foreign = world.post(&carl, &format!("{path}/deliveries"), &to("carl@example.com", "1")).await;
    assert_eq!(foreign.status, StatusCode::NOT_FOUND);
    world.post(&ben, &format!("{path}/revoke"), &[]).await;
    let page = world.get(&ben, &path).await;
    assert!(!page.body.contains("Let Keylink send it"), "a revoked link is offered to be sent");
    let late = world.post(&ben, &format!("{path}/deliveries"), &to("mia@example.com", "2")).await;
    assert!(late.status.is_client_error(), "{}", late.status);
    assert!(server.received().is_empty());
}
