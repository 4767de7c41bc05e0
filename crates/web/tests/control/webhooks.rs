//! Webhook URLs through the pages: got from a cloud key, shown again, renewed, removed; and cloud keys with dates.

use axum::http::StatusCode;

use keylink_domain::user::Role;

use crate::world::{Page, World};

/// The secret of the webhook URL that a page hands out.
fn secret(page: &Page) -> String {
    let from = page.body.find("http://keys.test/hooks/").expect("a webhook URL on the page");
    page.body[from + 23..from + 23 + 26].to_owned()
}

#[tokio::test]
async fn generating_links_gives_both_addresses() {
    let (world, anna) = World::with_anna().await;
    let door = world.door(&anna, "Street door").await.id.to_string();
    let me = world.actor(&anna).await.user().unwrap();
    let person = world.get(&anna, &format!("/control/people/{me}")).await;
    let from = person.body.find("/control/links/new?credential=").expect("the cloud key offers it");
    let path = person.body[from..].split('"').next().unwrap().replace("&amp;", "&");
    let form = world.get(&anna, &path).await;
    form.says("Generate links");
    let credential = form.value("credential");
    let fields =
        [("name", "Parcels"), ("doors", &door), ("ends", "never"), ("webhook", "on"), ("credential", &credential)];
    let made = world.post(&anna, "/control/links/new", &fields).await;
    made.says("Guest access link").says("http://keys.test/k/").says("Webhook URL").says("<svg").says("whsec_");
    let again = world.post(&anna, "/control/links/new", &fields).await;
    assert_eq!(secret(&made), secret(&again), "the same form again is the same link");
}

#[tokio::test]
async fn a_webhook_url_is_made_copied_renewed_and_removed() {
    let (world, anna) = World::with_anna().await;
    let door = world.door(&anna, "Street door").await.id.to_string();
    world.post(&anna, "/control/links/new", &[("name", "Parcels"), ("doors", &door), ("ends", "never")]).await;
    let link = world.house.links(&world.actor(&anna).await, None, 1).await.unwrap().remove(0);
    let path = format!("/control/links/{}", link.id);
    world.get(&anna, &path).await.says("Make webhook URL");
    let made = world.post(&anna, &format!("{path}/webhook"), &[]).await;
    made.says("The webhook URL is ready.");
    world.get(&anna, &path).await.says("Renew").does_not_say(&secret(&made));
    assert_eq!(secret(&world.post(&anna, &format!("{path}/webhook"), &[]).await), secret(&made));
    let renewed = world.post(&anna, &format!("{path}/webhook/rotate"), &[]).await;
    assert_ne!(secret(&renewed), secret(&made));
    world.get(&anna, &format!("{path}/webhook/remove")).await.says("Remove the webhook URL of");
    let removed = world.post(&anna, &format!("{path}/webhook/remove"), &[]).await;
    assert_eq!(removed.location(), format!("{path}?done=webhook-removed"));
    let page = world.get(&anna, &path).await;
    page.says("gave link").says("copied the webhook URL of link").says("took away the webhook URL of link");
    assert_eq!(world.post(&anna, &format!("{path}/webhook/rotate"), &[]).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_cloud_key_has_dates_that_can_be_changed() {
    let (world, anna) = World::with_anna().await;
    let me = world.actor(&anna).await.user().unwrap();
    let path = format!("/control/people/{me}");
    let wrong = [("key_name", "Season"), ("valid_from", "2031-07-02T14:00"), ("valid_until", "2031-07-01T14:00")];
    let refused = world.post(&anna, &format!("{path}/credentials"), &wrong).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused.value("valid_from"), "2031-07-02T14:00", "nothing typed is lost");
    let good = [("key_name", "Season"), ("valid_from", "2031-07-02T14:00"), ("valid_until", "2031-08-01T14:00")];
    assert_eq!(
        world.post(&anna, &format!("{path}/credentials"), &good).await.location(),
        format!("{path}?done=key-given")
    );
    let page = world.get(&anna, &path).await;
    page.says("Season");
    let edit = page.body.split('"').rfind(|part| part.ends_with("/edit")).unwrap().to_owned();
    let form = world.get(&anna, &edit).await;
    assert_eq!((form.value("valid_from"), form.value("name")), ("2031-07-02T14:00".to_owned(), "Season".to_owned()));
    let changed = [("name", "Summer"), ("valid_from", ""), ("valid_until", "2031-09-01T10:00")];
    assert_eq!(world.post(&anna, &edit, &changed).await.location(), format!("{path}?done=saved"));
    let form = world.get(&anna, &edit).await;
    assert_eq!((form.value("valid_from"), form.value("valid_until")), (String::new(), "2031-09-01T10:00".to_owned()));
    world.get(&anna, &path).await.says("Summer").does_not_say("Season<");
}

#[tokio::test]
async fn an_administrator_generates_links_under_another_s_cloud_key_and_nobody_under_a_higher_one_s() {
    let (world, anna) = World::with_anna().await;
    let street = world.door(&anna, "Street door").await;
    let cellar = world.door(&anna, "Cellar").await;
    let (ben, _) = world.user(&anna, "Ben", "ben@example.org", Role::Member).await;
    let (_, eve) = world.user(&anna, "Eve", "eve@example.org", Role::Manager).await;
    world.give_access(&anna, &ben, &street, true).await;
    let actor = world.actor(&anna).await;
    let keys = world.house.credentials(&actor, Some(ben.id)).await.unwrap();
    let key = keys[0].id;
    let offer = format!("/control/links/new?credential={key}&amp;webhook=on");
    for by in [&anna, &eve] {
        world.get(by, &format!("/control/people/{}", ben.id)).await.says(&offer);
    }
    let form = world.get(&eve, &format!("/control/links/new?credential={key}&webhook=on")).await;
    form.says("Under the cloud key of Ben").says("Street door").does_not_say("Cellar");
    let (key, door) = (key.to_string(), street.id.to_string());
    let fields = [("name", "Parcels"), ("doors", &*door), ("ends", "never"), ("webhook", "on"), ("credential", &*key)];
    world.post(&eve, "/control/links/new", &fields).await.says("Guest access link").says("Webhook URL");
    let made = world.house.links(&actor, None, 1).await.unwrap().remove(0);
    assert_eq!((made.maker, made.credential.to_string()), (ben.id, key.clone()));
    world.get(&anna, "/control/events").await.says("Eve").says("Parcels");
    // What Ben may not open, nobody opens by his key.
    let cellar = cellar.id.to_string();
    let more = [("name", "Cellar"), ("doors", &*cellar), ("ends", "never"), ("credential", &*key)];
    assert_eq!(world.post(&anna, "/control/links/new", &more).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    // A manager does not act by an owner's key.
    let own = world.house.credentials(&actor, actor.user()).await.unwrap()[0].id.to_string();
    let higher = [("name", "Higher"), ("doors", &*door), ("ends", "never"), ("credential", &*own)];
    assert_eq!(world.post(&eve, "/control/links/new", &higher).await.status, StatusCode::FORBIDDEN);
    assert_eq!(world.house.links(&actor, None, 10).await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_copy_of_a_link_is_made_under_the_same_key_and_says_that_its_pin_is_not_taken_along() {
    let (world, anna) = World::with_anna().await;
    let door = world.door(&anna, "Street door").await.id.to_string();
    let me = world.actor(&anna).await.user().unwrap();
    world.post(&anna, &format!("/control/people/{me}/credentials"), &[("key_name", "Season")]).await;
    let keys = world.house.credentials(&world.actor(&anna).await, Some(me)).await.unwrap();
    let season = keys.iter().find(|key| key.name == "Season").unwrap().id.to_string();
    let fields = [("name", "Mia"), ("doors", &*door), ("ends", "never"), ("credential", &*season), ("pin", "7391")];
    world.post(&anna, "/control/links/new", &fields).await.says("The link is ready.");
    let link = world.house.links(&world.actor(&anna).await, None, 1).await.unwrap().remove(0);
    let form = world.get(&anna, &format!("/control/links/new?like={}", link.id)).await;
    form.says("asks for a PIN, which nobody can read again");
    assert_eq!(form.value("credential"), season);
}
