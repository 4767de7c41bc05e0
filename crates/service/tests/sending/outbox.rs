//! What goes out, what waits, what is given up; and who may.

use std::collections::HashSet;

use keylink_domain::actor::{Actor, Via, Who};
use keylink_domain::delivery::{Channel, DeliveryState, FailCode};
use keylink_domain::event::EventKind;
use keylink_domain::user::Role;
use keylink_post_office::{MailMood, MailServer};
use keylink_service::delivery::{NewDelivery, Settings as Sending};
use keylink_service::link::ChangeLink;
use keylink_service::user::UserInput;
use keylink_service::{IdempotencyKey, Trouble};
use keylink_store::Options;

use crate::scene::{AheadClock, Owner, Scene, mail, start, to};

fn failed(state: &DeliveryState) -> (FailCode, String) {
    match state {
        DeliveryState::Failed { failure, .. } => (failure.code, failure.sentence().to_owned()),
        other => panic!("{other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_link_is_sent_and_the_log_tells() {
    let server = MailServer::open().await;
    let scene = Scene::with(mail(server.port)).await;
    let (house, owner) = (scene.house(), &scene.owner);
    let id = owner.send(house, "Mia@Example.com").await;
    owner.wait_until(house, id, "sent").await;
    let mails = server.received();
    assert_eq!((mails.len(), mails[0].to.as_slice()), (1, ["Mia@example.com".to_owned()].as_slice()));
    let flat = mails[0].message.replace("=\r\n", "");
    assert!(flat.contains(&owner.url) && flat.contains("See you!"), "{flat}");
    assert_eq!(owner.told(house).await, ["Anna sent link 'Mia' by e-mail to Mia@example.com"]);
    let line = &owner.log(house).await[0].line;
    assert_eq!((line.kind, line.actor), (EventKind::LinkSent, owner.actor.user()));
    assert!(!line.detail.to_string().contains('@'), "addresses are personal: {}", line.detail);
    let secret = owner.url.rsplit('/').next().unwrap().as_bytes();
    for file in std::fs::read_dir(scene.folder.path()).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        assert!(!bytes.windows(secret.len()).any(|part| part == secret), "the secret is on the disk in clear");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_is_busy_is_asked_again_and_gets_it_once() {
    let server = MailServer::open().await;
    server.set(MailMood::Recipient("451 4.7.1 greylisted"));
    let scene = Scene::with(mail(server.port)).await;
    let (house, owner) = (scene.house(), &scene.owner);
    let id = owner.send(house, "mia@example.com").await;
    let mut said = None;
    while said.is_none() {
        if let DeliveryState::Queued { said: Some(words), tries: 1, .. } = owner.delivery(house, id).await.state {
            said = Some(words);
        }
        tokio::task::yield_now().await;
    }
    assert!(said.unwrap().contains("451 4.7.1 greylisted"));
    assert!(owner.told(house).await.is_empty(), "nothing has come of it yet");
    server.set(MailMood::Good);
    scene.clock.go_ahead(31);
    owner.wait_until(house, id, "sent").await;
    assert_eq!(server.received().len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_address_that_is_not_taken_is_told_to_its_maker() {
    let server = MailServer::open().await;
    server.set(MailMood::Recipient("550 5.1.1 no such user"));
    let scene = Scene::with(mail(server.port)).await;
    let (house, owner) = (scene.house(), &scene.owner);
    let id = owner.send(house, "mia@example.com").await;
    let (code, words) = failed(&owner.wait_until(house, id, "failed").await.state);
    assert!(code == FailCode::Address && words.contains("550 5.1.1 no such user"), "{words}");
    let told = owner.told(house).await;
    assert!(
        told[0].starts_with("Link 'Mia' was not sent by e-mail to mia@example.com: ") && told[0].contains("550"),
        "{told:?}"
    );
    server.set(MailMood::Good);
    let again = house.send_again(&owner.actor, owner.link, id, None).await.unwrap();
    assert_ne!(again.id, id);
    owner.wait_until(house, again.id, "sent").await;
}

/// Waits in the queue while `happens`, then is due.
async fn meanwhile(happens: impl AsyncFn(&Scene)) -> (FailCode, String) {
    let server = MailServer::open().await;
    server.set(MailMood::Busy);
    let scene = Scene::with(mail(server.port)).await;
    let (house, owner) = (scene.house(), &scene.owner);
    let id = owner.send(house, "mia@example.com").await;
    while !matches!(owner.delivery(house, id).await.state, DeliveryState::Queued { tries: 1, .. }) {
        tokio::task::yield_now().await;
    }
    happens(&scene).await;
    server.set(MailMood::Good);
    scene.clock.go_ahead(31);
    let failed = failed(&owner.wait_until(house, id, "failed").await.state);
    assert!(server.received().is_empty(), "nothing was sent");
    failed
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_link_that_is_revoked_meanwhile_is_not_sent() {
    let revoked = meanwhile(async |scene| {
        scene.house().revoke_link(&scene.owner.actor, scene.owner.link).await.unwrap();
    });
    assert_eq!(revoked.await, (FailCode::Revoked, "the link was revoked before it was sent".to_owned()));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_link_with_a_new_address_is_not_sent_with_it() {
    let rotated = meanwhile(async |scene| {
        keylink_canary::keep_url(
            &scene.house().rotate_link(&scene.owner.actor, scene.owner.link, None).await.unwrap().url,
        );
    });
    assert_eq!(rotated.await.0, FailCode::Rotated);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_link_that_is_over_meanwhile_is_not_sent() {
    let over = meanwhile(async |scene| {
        let until = keylink_domain::moment::Moment::parse("2020-01-01T00:00:00Z").unwrap();
        let change = ChangeLink { until: Some(Some(until)), ..ChangeLink::default() };
        scene.house().change_link(&scene.owner.actor, scene.owner.link, change).await.unwrap();
    });
    assert_eq!(over.await.0, FailCode::Over);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_may_copy_a_link_may_send_it_and_nobody_else() {
    let server = MailServer::open().await;
    let scene = Scene::with(mail(server.port)).await;
    let (house, owner) = (scene.house(), &scene.owner);
    let other = Owner::moves_in(house, "Nextdoor").await;
    let foreign = house.send_link(&other.actor, owner.link, to("eve@example.com"), None).await;
    assert!(matches!(foreign, Err(Trouble::NotFound("link"))), "{foreign:?}");
    assert!(matches!(house.deliveries(&other.actor, owner.link, None, 10).await, Err(Trouble::NotFound("link"))));
    let mut actors = Vec::new();
    for role in [Role::Member, Role::Manager] {
        let email = Some(format!("{}@ben.example", role.as_str()));
        let new = UserInput { name: Some("Ben".to_owned()), email, role: Some(role), state: None, seen: None };
        let user = house.add_user(&owner.actor, new).await.unwrap();
        let who = Who::User { id: user.id, role, via: Via::Console };
        actors.push(Actor::new(owner.actor.organization, who));
    }
    let member = house.send_link(&actors[0], owner.link, to("eve@example.com"), None).await;
    assert!(matches!(member, Err(Trouble::NotFound("link"))), "{member:?}");
    let sent = house.send_link(&actors[1], owner.link, to("mia@example.com"), None).await.unwrap();
    let again = house.send_again(&actors[0], owner.link, sent.id, None).await;
    assert!(matches!(again, Err(Trouble::NotFound("link"))), "{again:?}");
    owner.wait_until(house, sent.id, "sent").await;
    assert_eq!(server.received().len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_wrong_is_told_before_anything_is_queued() {
    let server = MailServer::open().await;
    let scene = Scene::with(mail(server.port)).await;
    let (house, owner) = (scene.house(), &scene.owner);
    let field = |done: Result<_, Trouble>| match done.map(drop) {
        Err(Trouble::Invalid { field, .. }) => field,
        other => panic!("{other:?}"),
    };
    let sms = NewDelivery { channel: Channel::Sms, ..to("+4915123456789") };
    let long = NewDelivery { message: "x".repeat(501), ..to("mia@example.com") };
    let odd = NewDelivery { language: Some("not a tag".to_owned()), ..to("mia@example.com") };
    for (new, wrong) in [(sms, "channel"), (to("mia@example"), "address"), (long, "message"), (odd, "language")] {
        assert_eq!(field(house.send_link(&owner.actor, owner.link, new, None).await), wrong);
    }
    house.revoke_link(&owner.actor, owner.link).await.unwrap();
    let revoked = house.send_link(&owner.actor, owner.link, to("mia@example.com"), None).await;
    assert!(matches!(revoked, Err(Trouble::Conflict(_))), "{revoked:?}");
    assert!(house.deliveries(&owner.actor, owner.link, None, 10).await.unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_request_that_is_repeated_sends_once() {
    let server = MailServer::open().await;
    let scene = Scene::with(mail(server.port)).await;
    let (house, owner) = (scene.house(), &scene.owner);
    let key = || Some(IdempotencyKey::new("once", &[b"body"]).unwrap());
    let mut ids = HashSet::new();
    for _ in 0..3 {
        ids.insert(house.send_link(&owner.actor, owner.link, to("mia@example.com"), key()).await.unwrap().id);
    }
    assert_eq!(ids.len(), 1);
    owner.wait_until(house, *ids.iter().next().unwrap(), "sent").await;
    assert_eq!((server.received().len(), owner.told(house).await.len()), (1, 1));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_test_of_the_settings_is_answered_in_words() {
    let server = MailServer::open().await;
    let scene = Scene::with(mail(server.port)).await;
    let (house, owner) = (scene.house(), &scene.owner);
    let tested = house.send_test(&owner.actor, Channel::Mail, "anna@example.com").await.unwrap();
    assert!(tested.is_taken && tested.said.contains("queued as 4Xy7"), "{tested:?}");
    assert!(server.received()[0].message.contains("Keylink can send mail"));
    let log = house.events(&owner.actor, keylink_service::event::EventFilter::default(), None, 1).await.unwrap();
    assert_eq!(keylink_domain::sentence::sentence(&log[0]), "Anna sent a test by e-mail to anna@example.com");
    server.set(MailMood::Recipient("550 5.1.1 no such user"));
    let tested = house.send_test(&owner.actor, Channel::Mail, "anna@example.com").await.unwrap();
    assert!(!tested.is_taken && tested.said.contains("550 5.1.1"), "{tested:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_channel_that_was_taken_away_gives_up_what_waited_for_it() {
    let server = MailServer::open().await;
    server.set(MailMood::Busy);
    let scene = Scene::with(mail(server.port)).await;
    let Scene { running, owner, clock, folder } = scene;
    let id = owner.send(&running.house, "mia@example.com").await;
    while !matches!(owner.delivery(&running.house, id).await.state, DeliveryState::Queued { tries: 1, .. }) {
        tokio::task::yield_now().await;
    }
    running.stop().await;
    clock.go_ahead(31);
    let running = start(&crate::scene::database(folder.path()), folder.path(), Sending::default(), clock).await;
    let (code, _) = failed(&owner.wait_until(&running.house, id, "failed").await.state);
    assert_eq!(code, FailCode::NotSetUp);
}

#[allow(clippy::disallowed_methods, reason = "where the tests' PostgreSQL is comes from the environment")]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_nodes_send_each_once() {
    let place = std::env::var("KEYLINK_TEST_POSTGRES").expect(
        "PostgreSQL is part of these tests; run them with: script/with-postgres cargo nextest run -p keylink-service",
    );
    let name = format!("sending_{}", std::process::id());
    let (client, connection) = tokio_postgres::connect(&place, tokio_postgres::NoTls).await.unwrap();
    tokio::spawn(connection);
    client.batch_execute(&format!("CREATE DATABASE {name}")).await.unwrap();
    let database = Options::Postgres(format!("{}/{name}", place.rsplit_once('/').unwrap().0));
    let (server, folder) = (MailServer::open().await, tempfile::tempdir().unwrap());
    let one = start(&database, folder.path(), mail(server.port), AheadClock::default()).await;
    let owner = Owner::moves_in(&one.house, "Lindenhof").await;
    let two = start(&database, folder.path(), mail(server.port), AheadClock::default()).await;
    let mut ids = Vec::new();
    for n in 0..40 {
        let house = if n % 2 == 0 { &one.house } else { &two.house };
        ids.push(owner.send(house, &format!("guest-{n}@example.com")).await);
    }
    for id in ids {
        owner.wait_until(&two.house, id, "sent").await;
    }
    let mails = server.received();
    let to: HashSet<_> = mails.iter().map(|mail| mail.to[0].clone()).collect();
    assert_eq!((mails.len(), to.len()), (40, 40), "each once");
}
