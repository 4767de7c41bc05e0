//! How much one may send: to one address, by one person, and not at all where the link opens nothing.

use keylink_domain::actor::{Actor, Via, Who};
use keylink_domain::credential::CredentialState;
use keylink_domain::delivery::Channel;
use keylink_domain::user::{Role, UserState};
use keylink_post_office::MailServer;
use keylink_service::Trouble;
use keylink_service::credential::ChangeCredential;
use keylink_service::delivery::{NewDelivery, SmsSettings, Token};
use keylink_service::user::UserInput;

use crate::scene::{Scene, mail, to};

fn refusal<T: std::fmt::Debug>(done: Result<T, Trouble>) -> String {
    match done {
        Err(trouble @ (Trouble::TooMany(_) | Trouble::Conflict(_))) => trouble.to_string(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_s_mailbox_is_filled_by_one_house() {
    let server = MailServer::open().await;
    let scene = Scene::with(mail(server.port)).await;
    let (house, owner) = (scene.house(), &scene.owner);
    for _ in 0..10 {
        owner.send(house, "mia@example.com").await;
    }
    let more = house.send_link(&owner.actor, owner.link, to("mia@example.com"), None).await;
    assert!(refusal(more).contains("10 links were sent to this address in 24 hours"));
    owner.send(house, "tom@example.com").await;
    let operator = Actor { who: Who::Operator, ..owner.actor };
    house.send_link(&operator, owner.link, to("mia@example.com"), None).await.unwrap();

    // It is counted in the database: by the time that has passed, and whatever was forgotten meanwhile.
    scene.clock.go_ahead(24 * 3_600 + 60);
    owner.send(house, "mia@example.com").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_person_sends_so_many_a_day_after_a_restart_too() {
    let server = MailServer::open().await;
    let Scene { running, owner, clock, folder } = Scene::with(mail(server.port)).await;
    for n in 0..100 {
        owner.send(&running.house, &format!("guest-{n}@example.com")).await;
    }
    running.stop().await;
    let database = crate::scene::database(folder.path());
    let running = crate::scene::start(&database, folder.path(), mail(server.port), clock).await;
    let house = &running.house;
    let more = house.send_link(&owner.actor, owner.link, to("mia@example.com"), None).await;
    assert!(refusal(more).contains("you sent 100 links in 24 hours"));
    let new = UserInput {
        name: Some("Clara".to_owned()),
        email: Some("clara@lindenhof.example".to_owned()),
        role: Some(Role::Manager),
        ..UserInput::default()
    };
    let clara = house.add_user(&owner.actor, new).await.unwrap();
    let who = Who::User { id: clara.id, role: Role::Manager, via: Via::Console };
    let other = Actor { who, ..owner.actor };
    house.send_link(&other, owner.link, to("mia@example.com"), None).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_link_without_its_key_or_its_maker_is_not_sent() {
    let server = MailServer::open().await;
    let scene = Scene::with(mail(server.port)).await;
    let (house, owner) = (scene.house(), &scene.owner);
    let key = house.link(&owner.actor, owner.link).await.unwrap().credential;
    let set = async |state| {
        let change = ChangeCredential { state: Some(state), ..ChangeCredential::default() };
        house.change_credential(&owner.actor, key, change).await.unwrap();
    };
    set(CredentialState::Suspended).await;
    let refused = house.send_link(&owner.actor, owner.link, to("mia@example.com"), None).await;
    assert!(refusal(refused).contains("the cloud key under which it was made is suspended"));
    set(CredentialState::Active).await;
    owner.send(house, "mia@example.com").await;

    let second = UserInput {
        name: Some("Clara".to_owned()),
        email: Some("clara@lindenhof.example".to_owned()),
        role: Some(Role::Owner),
        ..UserInput::default()
    };
    let clara = house.add_user(&owner.actor, second).await.unwrap();
    let clara = Actor { who: Who::User { id: clara.id, role: Role::Owner, via: Via::Console }, ..owner.actor };
    let suspended = UserInput { state: Some(UserState::Suspended), ..UserInput::default() };
    house.change_user(&clara, owner.actor.user().unwrap(), suspended).await.unwrap();
    let refused = house.send_link(&clara, owner.link, to("mia@example.com"), None).await;
    assert!(refusal(refused).contains("the user who made it is suspended"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_text_message_takes_a_line_of_the_sender_s_words() {
    let sms = SmsSettings {
        account: "AC1".to_owned(),
        token: Token::new("secret"),
        from: "+15005550006".to_owned(),
        base_url: "http://127.0.0.1:9".to_owned(),
    };
    let sending = keylink_service::delivery::Settings { sms: Some(sms), ..Default::default() };
    let scene = Scene::with(sending).await;
    let (house, owner) = (scene.house(), &scene.owner);
    let text = |chars| NewDelivery { channel: Channel::Sms, message: "x".repeat(chars), ..to("+4915123456789") };
    match house.send_link(&owner.actor, owner.link, text(101), None).await {
        Err(Trouble::Invalid { field: "message", message }) => assert!(message.contains("101 characters"), "{message}"),
        other => panic!("{other:?}"),
    }
    house.send_link(&owner.actor, owner.link, text(100), None).await.unwrap();
}
