//! Invitations: made, sent, taken back, accepted once; and links by mail for members.

use axum::http::StatusCode;
use keylink_domain::user::Role;
use keylink_post_office::{MailMood, MailServer};
use keylink_service::user::UserInput;

use crate::sending::{mail, wait_until_says};
use crate::world::{Browser, Page, World};

const NEW: &str = "rain on the roof";

fn path(url: &str) -> String {
    keylink_canary::keep_url(url);
    url.strip_prefix("http://keys.test").unwrap().to_owned()
}

/// The first address on a page, or in a mail, that leads there.
fn address_in(text: &str, place: &str) -> String {
    let from = text.find(&format!("http://keys.test/{place}/")).unwrap_or_else(|| panic!("no {place} in {text}"));
    let url: String = text[from..].chars().take_while(|c| !c.is_whitespace() && !"\"<".contains(*c)).collect();
    path(&url)
}

fn browser(page: &Page) -> Browser {
    Browser { cookie: page.cookie().split(';').next().unwrap().to_owned() }
}

/// Ben, who was added and has no way in; and his page.
async fn ben(world: &World, by: &Browser, role: Role) -> String {
    let input = UserInput {
        name: Some("Ben".to_owned()),
        email: Some("ben@example.com".to_owned()),
        role: Some(role),
        state: None,
        seen: None,
    };
    let user = world.house.add_user(&world.actor(by).await, input).await.unwrap();
    format!("/control/people/{}", user.id)
}

async fn invite(world: &World, by: &Browser, ben: &str) -> String {
    let page = world.post(by, &format!("{ben}/invitation"), &[]).await;
    page.says("An invitation for Ben").says("within seven days");
    address_in(&page.body, "invitation")
}

#[tokio::test]
async fn an_invitation_is_accepted_once_and_by_a_press() {
    let (world, anna) = World::with_anna().await;
    let ben = ben(&world, &anna, Role::Member).await;
    world.get(&anna, &ben).await.says("neither a passkey nor a password yet").says("Make invitation");
    let link = invite(&world, &anna, &ben).await;
    world.get(&anna, &ben).await.says("invited").says("Not sent by mail.").does_not_say("/invitation/0");
    let nobody = Browser::signed_out();
    for _ in 0..3 {
        let page = world.get(&nobody, &link).await;
        assert_eq!((page.status, page.cookie()), (StatusCode::OK, ""));
        page.says("Welcome, Ben").says("Lindenhof").says("ben@example.com");
    }
    let short = world.post(&nobody, &link, &[("password", "short")]).await;
    assert_eq!((short.status, short.cookie()), (StatusCode::UNPROCESSABLE_ENTITY, ""));
    short.says("id=\"password-error\"");
    let done = world.post(&nobody, &link, &[("password", NEW)]).await;
    assert_eq!((done.status, done.location()), (StatusCode::SEE_OTHER, "/"));
    world.get(&browser(&done), "/control").await.says("Ben");
    for page in [world.get(&nobody, &link).await, world.post(&nobody, &link, &[("password", "another one here")]).await]
    {
        assert_eq!((page.status, page.cookie()), (StatusCode::NOT_FOUND, ""));
        page.says("not good any more");
    }
    let by_password = world.post(&nobody, "/sign-in", &[("email", "ben@example.com"), ("password", NEW)]).await;
    assert_eq!(by_password.status, StatusCode::SEE_OTHER);
    world.get(&anna, "/control/events").await.says("an invitation was made").says("signed in by invitation");
    world.get(&anna, &ben).await.does_not_say("Make invitation").says("Make sign-in link");
}

#[tokio::test]
async fn an_invitation_is_taken_back_replaced_and_over_in_time() {
    let (world, anna) = World::with_anna().await;
    let ben = ben(&world, &anna, Role::Member).await;
    let nobody = Browser::signed_out();
    let password = [("password", NEW)];
    let first = invite(&world, &anna, &ben).await;
    let second = invite(&world, &anna, &ben).await;
    assert_eq!(world.post(&nobody, &first, &password).await.status, StatusCode::NOT_FOUND, "there is a newer one");
    assert_eq!(world.get(&nobody, &second).await.status, StatusCode::OK);
    let done = world.post(&anna, &format!("{ben}/invitation/revoke"), &[]).await;
    assert_eq!(done.location(), format!("{ben}?done=invitation-revoked"));
    assert_eq!(world.post(&nobody, &second, &password).await.status, StatusCode::NOT_FOUND, "it was taken back");
    world.get(&anna, "/control/events").await.says("the invitation was taken back");

    let third = invite(&world, &anna, &ben).await;
    world.raw("UPDATE one_time_links SET expires_ms = 1000");
    assert_eq!(world.get(&nobody, &third).await.status, StatusCode::NOT_FOUND, "it is over");
    assert_eq!(world.post(&nobody, &third, &password).await.status, StatusCode::NOT_FOUND, "it is over");
    let fourth = invite(&world, &anna, &ben).await;
    world.post(&anna, &format!("{ben}/state"), &[("state", "suspended")]).await;
    assert_eq!(world.post(&nobody, &fourth, &password).await.status, StatusCode::NOT_FOUND, "he is suspended");
}

#[tokio::test]
async fn an_invitation_is_no_way_around_what_somebody_has() {
    let (world, anna) = World::with_anna().await;
    let ben = ben(&world, &anna, Role::Admin).await;
    let link = invite(&world, &anna, &ben).await;
    // Meanwhile he comes in otherwise, and sets a password.
    let page = world.post(&anna, &format!("{ben}/sign-in-link"), &[]).await;
    let in_by_link = world.post(&Browser::signed_out(), &address_in(&page.body, "sign-in"), &[]).await;
    let his = browser(&in_by_link);
    world.post(&his, "/control/settings/own/password", &[("password", NEW)]).await;
    let late = world.post(&Browser::signed_out(), &link, &[("password", "somebody else's words")]).await;
    assert_eq!((late.status, late.cookie()), (StatusCode::NOT_FOUND, ""), "the new password took it back");
    assert!(world.house.sign_in("ben@example.com", NEW.to_owned(), None, &Default::default()).await.is_ok());
    let again = world.post(&anna, &format!("{ben}/invitation"), &[]).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    again.says("make them a sign-in link");
    let owner = world.actor(&anna).await.user().unwrap();
    let (_, clara) = world.user(&anna, "Clara", "clara@example.com", Role::Manager).await;
    for (by, of) in [(&his, format!("/control/people/{owner}")), (&clara, ben)] {
        for act in ["invitation", "invitation/revoke", "sessions/end"] {
            let page = world.post(by, &format!("{of}/{act}"), &[]).await;
            assert_eq!(page.status, StatusCode::FORBIDDEN, "{act} of {of}");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_invitation_goes_by_mail_and_what_became_of_it_is_told() {
    let server = MailServer::open().await;
    let world = World::sending("http://keys.test", mail(server.port)).await;
    world.organization("Lindenhof", "anna@example.com").await;
    let anna = world.sign_in("anna@example.com").await;
    let ben = ben(&world, &anna, Role::Manager).await;
    world.get(&anna, &ben).await.says("Send invitation");
    let shown = invite(&world, &anna, &ben).await;
    let received = server.wait_until_received(1).await;
    assert_eq!(received[0].to, ["ben@example.com"]);
    let text = crate::sending::text_of(&received[0]);
    assert!(text.contains("Anna") && text.contains("within 7 days"), "{text}");
    assert_eq!(address_in(&text, "invitation"), shown);
    wait_until_says(&world, &anna, &ben, "The mail was sent").await;
    let done = world.post(&Browser::signed_out(), &shown, &[("password", NEW)]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_mail_that_is_refused_is_told_and_the_link_works_all_the_same() {
    let server = MailServer::open().await;
    server.set(MailMood::Recipient("550 5.1.1 <b>no such user</b>"));
    let world = World::sending("http://keys.test", mail(server.port)).await;
    world.organization("Lindenhof", "anna@example.com").await;
    let anna = world.sign_in("anna@example.com").await;
    let ben = ben(&world, &anna, Role::Member).await;
    let shown = invite(&world, &anna, &ben).await;
    let page = wait_until_says(&world, &anna, &ben, "The mail could not be sent").await;
    page.says("550 5.1.1").does_not_say("<b>no such user");
    assert_eq!(world.get(&Browser::signed_out(), &shown).await.status, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_member_signs_in_by_a_link_that_came_by_mail_and_others_are_told_the_same() {
    let server = MailServer::open().await;
    let world = World::sending("http://keys.test", mail(server.port)).await;
    world.organization("Lindenhof", "anna@example.com").await;
    let anna = world.sign_in("anna@example.com").await;
    ben(&world, &anna, Role::Member).await;
    let nobody = Browser::signed_out();
    world.get(&nobody, "/sign-in").await.says("Send me a link to sign in");
    let ask = async |email| world.post(&nobody, "/sign-in/mail", &[("email", email)]).await;
    let (unknown, owner) = (ask("nobody@example.com").await, ask("anna@example.com").await);
    let known = ask(" Ben@example.com").await;
    for page in [&unknown, &owner, &known] {
        assert_eq!((page.status, &page.body), (StatusCode::OK, &known.body), "one and the same answer");
    }
    known.says("If this address belongs to a member").does_not_say("ben@");
    let received = server.wait_until_received(1).await;
    assert_eq!((received.len(), &received[0].to[0][..]), (1, "ben@example.com"), "nobody else has mail");
    let link = address_in(&crate::sending::text_of(&received[0]), "sign-in");
    for method in ["GET", "HEAD"] {
        assert_eq!(world.look(&nobody, method, &link).await.cookie(), "", "looking signs nobody in");
    }
    let done = world.post(&nobody, &link, &[]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    world.get(&browser(&done), "/app/me").await.says("ben@example.com");
    assert_eq!(world.post(&nobody, &link, &[]).await.status, StatusCode::NOT_FOUND, "it works once");
    world.get(&anna, "/control/events").await.says("a link to sign in goes to their mailbox");

    ask("ben@example.com").await;
    let second = address_in(&crate::sending::text_of(&server.wait_until_received(2).await[1]), "sign-in");
    world.raw("UPDATE one_time_links SET expires_ms = expires_ms - 900000 WHERE purpose = 'mail_sign_in'");
    assert_eq!(world.post(&nobody, &second, &[]).await.status, StatusCode::NOT_FOUND, "fifteen minutes are over");
}

#[tokio::test]
async fn where_no_mail_is_sent_no_link_by_mail_is_offered() {
    let (world, _) = World::with_anna().await;
    let nobody = Browser::signed_out();
    world.get(&nobody, "/sign-in").await.does_not_say("/sign-in/mail");
    assert_eq!(world.get(&nobody, "/sign-in/mail").await.status, StatusCode::NOT_FOUND);
    let page = world.post(&nobody, "/sign-in/mail", &[("email", "anna@example.com")]).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
}
