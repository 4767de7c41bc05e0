//! Messages in the organization's own words: sent in them, in the guest's language, and never in another's.

use keylink_domain::delivery::{Address, Channel};
use keylink_post_office::MailServer;
use keylink_service::delivery::NewDelivery;

use crate::scene::{Owner, Scene, mail, to};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_mail_goes_out_in_the_words_of_its_organization_and_language() {
    let server = MailServer::open().await;
    let scene = Scene::with(mail(server.port)).await;
    let (house, owner) = (scene.house(), &scene.owner);
    let other = Owner::moves_in(house, "Elsewhere").await;
    let body = "Dear {guest}, {doors} opens from now until {until}.\n\n{link}\n\nYours, {host}";
    house.change_words(&owner.actor, Channel::Mail, "en", ("Welcome to {organization}", body), None).await.unwrap();
    let in_language = |language: &str| NewDelivery { language: Some(language.to_owned()), ..to("mia@example.com") };
    let id = owner.send(house, "mia@example.com").await;
    owner.wait_until(house, id, "sent").await;
    let german = house.send_link(&owner.actor, owner.link, in_language("de-AT"), None).await.unwrap().id;
    owner.wait_until(house, german, "sent").await;
    let foreign = other.send(house, "mia@example.com").await;
    other.wait_until(house, foreign, "sent").await;
    let mails: Vec<String> =
        server.received().into_iter().map(|mail| mail.message.replace("=\r\n", "").replace("\r\n", "\n")).collect();
    let bare = mails[0].replace("=E2=81=A8", "").replace("=E2=81=A9", "");
    for told in [
        "Subject: Welcome to Lindenhof",
        "See you!\n\nDear Mia, Street door opens from now until further notice.",
        &owner.url,
        "Yours, Anna",
    ] {
        assert!(bare.contains(told), "{told}: {bare}");
    }
    assert!(!bare.contains("has sent you a key"), "{bare}");
    assert!(mails[1].contains("Guten Tag,") && !mails[1].contains("Dear"), "{}", mails[1]);
    assert!(mails[2].contains("A key for you from Elsewhere"), "{}", mails[2]);

    house.reset_words(&owner.actor, Channel::Mail, "en", None).await.unwrap();
    let again = owner.send(house, "tom@example.com").await;
    owner.wait_until(house, again, "sent").await;
    let last = server.received().pop().unwrap();
    assert!(last.message.contains("A key for you from Lindenhof"), "{}", last.message);
    assert!(Address::parse(Channel::Mail, &last.to[0]).is_ok());
}
