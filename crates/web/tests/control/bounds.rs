//! Limits and templates through their pages, and links made from a template in the control center and in the app.

use axum::http::StatusCode;
use keylink_domain::user::Role;

use crate::world::World;

#[tokio::test]
async fn limits_are_set_shown_and_told_at_the_field() {
    let (world, anna) = World::with_anna().await;
    let door = world.door(&anna, "Street door").await.id.to_string();
    world.get(&anna, "/control/settings/links").await.says("Limits of links").says("No template yet");
    let wrong = [("longest", "soon"), ("longest_unit", "days"), ("max_uses", "0")];
    let page = world.post(&anna, "/control/settings/links", &wrong).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    page.says("id=\"longest-error\"");
    assert_eq!(page.value("longest"), "soon");
    let page = world.post(&anna, "/control/settings/links", &[("longest_unit", "days"), ("max_uses", "-5")]).await;
    page.says("Give a whole number from 1 on").does_not_say("<option value=\"seconds\"");
    let limits = [("longest", "2"), ("longest_unit", "days"), ("max_uses", "3")];
    let saved = world.post(&anna, "/control/settings/links", &limits).await;
    assert_eq!(saved.location(), "/control/settings/links?done=saved");
    let page = world.get(&anna, "/control/settings/links").await;
    assert_eq!((page.value("longest"), page.value("max_uses")), ("2".to_owned(), "3".to_owned()));
    page.says("<option value=\"days\" selected>");

    let form = world.get(&anna, "/control/links/new").await;
    assert_eq!(form.value("max_uses"), "3");
    form.says("A link lasts 2 days at most.").says("At most 3.").does_not_say("No end");
    let link = [("name", "Mia"), ("doors", &door), ("key", "1"), ("ends", "for"), ("duration", "3")];
    let link: Vec<_> = link.into_iter().chain([("duration_unit", "days"), ("max_uses", "4")]).collect();
    let page = world.post(&anna, "/control/links/new", &link).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    page.says("id=\"valid_until-error\"").says("ask an administrator to change the limit (Settings, Links)");
    let shared = [("name", "Mia"), ("doors", &door), ("key", "2"), ("ends", "day"), ("max_uses", "9")];
    let page = world.post(&anna, "/app/share", &shared).await;
    page.says("id=\"max_uses-error\"");
    assert_eq!(world.get(&anna, "/app/share").await.value("max_uses"), "3");
    let page = world.get(&anna, "/control/events").await;
    page.says("longest link from any to 2 days, number of uses from any to 3");
}

#[tokio::test]
async fn a_template_is_made_and_its_links_are_made_in_both_places() {
    let (world, anna) = World::with_anna().await;
    let (street, flat) = (world.door(&anna, "Street door").await, world.door(&anna, "Flat 3").await);
    let (ben, bens) = world.user(&anna, "Ben", "ben@example.com", Role::Member).await;
    world.give_access(&anna, &ben, &street, true).await;
    world.give_access(&anna, &ben, &flat, true).await;
    let (street, flat) = (street.id.to_string(), flat.id.to_string());
    let name = "Cleaning <b>&</b>";
    let fields = [("name", name), ("doors", &street), ("longest", "90"), ("longest_unit", "minutes")];
    let more =
        [("hours", "mon-sun 00:00-24:00"), ("message", "Please lock up."), ("roles", "member"), ("roles", "owner")];
    let fields: Vec<_> = fields.into_iter().chain(more).collect();
    let none = world.post(&anna, "/control/settings/templates/new", &fields[..1]).await;
    none.says("id=\"doors-error\"");
    let made = world.post(&anna, "/control/settings/templates/new", &fields).await;
    assert_eq!(made.location(), "/control/settings/links?done=template-added");
    let page = world.get(&anna, "/control/settings/links").await;
    page.says("Cleaning &#60;b&#62;").says("90 minutes at most").says("members, owners");
    let known = world.house.templates(&world.actor(&anna).await).await.unwrap().remove(0);
    let id = known.id.to_string();
    let at = format!("/control/settings/templates/{id}");

    let form = world.get(&bens, &format!("/app/share?template={id}")).await;
    form.says("90 minutes, the longest").says(&street).does_not_say(&flat);
    assert_eq!(form.value("template"), id);
    let link = |door: &str, key: &str| {
        [("name", "Ola"), ("doors", door), ("key", key), ("ends", "longest"), ("template", &id)]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
    };
    let post = async |path: &str, fields: &[(String, String)]| {
        let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        world.post(&bens, path, &fields).await
    };
    post("/app/share", &link(&flat, "1")).await.says("id=\"doors-error\"").says("is for other doors");
    post("/app/share", &link(&street, "1")).await.says("The link is ready.");
    post("/control/links/new", &link(&street, "2")).await.says("The link is ready.");
    let links = world.house.links(&world.actor(&bens).await, None, 10).await.unwrap();
    for link in &links {
        assert_eq!(link.made_from.as_ref().map(|made| made.template), Some(known.id));
        assert!(link.validity.until.is_some(), "the longest is an end");
        assert_eq!(link.made_from.as_ref().map(|made| made.message.as_str()), Some("Please lock up."));
    }
    assert_eq!(links.len(), 2);

    // A change and a removal leave them as they are, in its bounds.
    let mut fields = fields.clone();
    fields[2] = ("longest", "5");
    fields.push(("revision", "1"));
    assert_eq!(world.post(&anna, &at, &fields).await.location(), "/control/settings/links?done=saved");
    let stale = world.post(&anna, &at, &fields).await;
    stale.says("Somebody changed this template");
    world.get(&anna, &format!("{at}/remove")).await.says("Links that were made from it stay as they are");
    let removed = world.post(&anna, &format!("{at}/remove"), &[]).await;
    assert_eq!(removed.location(), "/control/settings/links?done=template-removed");
    assert_eq!(world.house.links(&world.actor(&bens).await, None, 10).await.unwrap(), links);
    let extended = world.post(&bens, &format!("/app/links/{}/extend", links[0].id), &[("by", "hour")]).await;
    assert_eq!(extended.status, StatusCode::UNPROCESSABLE_ENTITY);
    extended.says("90 minutes at most");
    post("/app/share", &link(&street, "3")).await.says("There is no such template for you any more");
    world.get(&bens, "/control/settings/links").await.does_not_say("Save limits").does_not_say("New template");
    assert_eq!(world.post(&bens, "/control/settings/links", &[("longest", "")]).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn members_are_led_to_templates_where_they_need_one() {
    let (world, anna) = World::with_anna().await;
    let street = world.door(&anna, "Street door").await;
    let (ben, bens) = world.user(&anna, "Ben", "ben@example.com", Role::Member).await;
    world.give_access(&anna, &ben, &street, true).await;
    let street = street.id.to_string();
    world.post(&anna, "/control/settings/links", &[("need_template", "on")]).await;
    world.get(&bens, "/app/share").await.says("there is none for you yet");
    let fields = [("name", "Mia"), ("doors", street.as_str()), ("key", "1"), ("ends", "day")];
    for path in ["/app/share", "/control/links/new"] {
        let page = world.post(&bens, path, &fields).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}");
        page.says("id=\"template-error\"").says("make links from templates");
        world.post(&anna, path, &fields).await.says("The link is ready.");
    }
    let template = async |name: &str| {
        world.post(&anna, "/control/settings/templates/new", &[("name", name), ("doors", &street)]).await;
        world
            .house
            .templates(&world.actor(&anna).await)
            .await
            .unwrap()
            .into_iter()
            .find(|one| one.name == name)
            .unwrap()
    };
    let guests = template("Guests").await.id.to_string();
    let only = world.get(&bens, "/app/share").await;
    assert_eq!(only.value("template"), guests, "where there is no choice, it is made");
    template("Cleaning").await;
    let choice = world.get(&bens, "/app/share").await;
    choice.says("Guests").says("Cleaning").says("Choose one.").does_not_say("name=\"name\"");
    // What the form begins with is there once one is chosen: the door that was pressed, an end, arrivals.
    let choice = world.get(&bens, &format!("/app/share?door={street}")).await;
    let kept = ["key", "doors", "starts", "ends", "contact", "arrivals"].map(|name| (name, choice.value(name)));
    let mut fields: Vec<(&str, &str)> = kept.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert!(fields.iter().all(|(_, value)| !value.is_empty()), "{fields:?}");
    fields.push(("choose", &guests));
    let form = world.post(&bens, "/app/share", &fields).await;
    form.says(&format!("value=\"{street}\" checked")).says("value=\"day\" checked").says("value=\"first\" checked");
}

#[tokio::test]
async fn a_template_never_adds_a_door_to_those_that_were_chosen() {
    let (world, anna) = World::with_anna().await;
    let (street, flat) = (world.door(&anna, "Street door").await, world.door(&anna, "Flat 3").await);
    let (street, flat) = (street.id.to_string(), flat.id.to_string());
    world.post(&anna, "/control/settings/templates/new", &[("name", "Street"), ("doors", &street)]).await;
    let id = world.house.templates(&world.actor(&anna).await).await.unwrap()[0].id.to_string();
    for path in ["/app/share", "/control/links/new"] {
        let chosen = [("name", "Ola"), ("doors", &*flat), ("key", "7"), ("choose", &*id)];
        let page = world.post(&anna, path, &chosen).await;
        page.says(&format!("value=\"{street}\"")).does_not_say(&format!("value=\"{street}\" checked"));
        let none = [("name", "Ola"), ("key", "7"), ("choose", &*id)];
        world.post(&anna, path, &none).await.says(&format!("value=\"{street}\" checked"));
    }
}

#[tokio::test]
async fn nobody_gets_a_longer_link_than_the_form_told() {
    let (world, anna) = World::with_anna().await;
    let street = world.door(&anna, "Street door").await.id.to_string();
    let fields = [("name", "Cleaning"), ("doors", &*street)];
    world.post(&anna, "/control/settings/templates/new", &fields).await;
    let template = async || world.house.templates(&world.actor(&anna).await).await.unwrap().remove(0);
    let lasts = async |longest: &str, unit: &str| {
        let known = template().await;
        let (revision, page) = (known.revision.to_string(), format!("/control/settings/templates/{}", known.id));
        let change = [("longest", longest), ("longest_unit", unit), ("revision", &revision)];
        let change: Vec<_> = fields.into_iter().chain(change).collect();
        assert_eq!(world.post(&anna, &page, &change).await.status, StatusCode::SEE_OTHER);
    };
    let id = template().await.id.to_string();
    for path in ["/app/share", "/control/links/new"] {
        for (longest, says) in [("90", "was changed meanwhile"), ("", "Choose when it ends.")] {
            lasts("2", "hours").await;
            let shown = world.get(&anna, &format!("{path}?template={id}")).await.value("longest_shown");
            let ends = [("starts", "now"), ("ends", "longest"), ("longest_shown", &shown)];
            let fields = [("name", "Ola"), ("doors", &*street), ("key", path), ("template", &id)];
            let sent: Vec<_> = fields.into_iter().chain(ends).collect();
            lasts(longest, "days").await;
            world.post(&anna, path, &sent).await.says(says).does_not_say("The link is ready.");
        }
        assert!(world.house.links(&world.actor(&anna).await, None, 1).await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn what_was_typed_stays_when_a_template_is_chosen() {
    let (world, anna) = World::with_anna().await;
    let (street, flat) = (world.door(&anna, "Street door").await, world.door(&anna, "Flat 3").await);
    let (street, flat) = (street.id.to_string(), flat.id.to_string());
    let fields = [("name", "Cleaning"), ("doors", &*street), ("doors", &*flat), ("max_uses", "4")];
    let more = [("longest", "2"), ("longest_unit", "hours")];
    let fields: Vec<_> = fields.into_iter().chain(more).collect();
    world.post(&anna, "/control/settings/templates/new", &fields).await;
    let id = world.house.templates(&world.actor(&anna).await).await.unwrap()[0].id.to_string();
    for path in ["/app/share", "/control/links/new"] {
        let typed =
            [("name", "Ola"), ("doors", &*flat), ("key", "7"), ("max_uses", "2"), ("ends", "day"), ("pin", "4711")];
        let chosen: Vec<_> = typed.into_iter().chain([("choose", &*id)]).collect();
        let page = world.post(&anna, path, &chosen).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        page.says(&format!("value=\"{flat}\" checked")).does_not_say(&format!("value=\"{street}\" checked"));
        page.says("value=\"longest\" checked").does_not_say("value=\"day\"").does_not_say("The link is ready.");
        let values = ["name", "template", "max_uses", "pin", "key"].map(|name| page.value(name));
        assert_eq!(values, ["Ola", &*id, "2", "4711", "7"].map(str::to_owned), "{path}");
        let none: Vec<_> = typed.into_iter().chain([("template", &*id), ("choose", "none")]).collect();
        let page = world.post(&anna, path, &none).await;
        assert_eq!((page.value("template"), page.value("name")), (String::new(), "Ola".to_owned()), "{path}");
        page.says("value=\"day\" checked").does_not_say("value=\"longest\"");
    }
    assert!(world.house.links(&world.actor(&anna).await, None, 1).await.unwrap().is_empty(), "choosing makes nothing");
}

#[tokio::test]
async fn only_ends_that_fit_are_offered_and_the_longest_is_one() {
    let (world, anna) = World::with_anna().await;
    let street = world.door(&anna, "Street door").await.id.to_string();
    world.post(&anna, "/control/settings/links", &[("longest", "90"), ("longest_unit", "minutes")]).await;
    for path in ["/app/share", "/control/links/new"] {
        let page = world.get(&anna, path).await;
        page.says("value=\"longest\" checked").says("value=\"hour\"").says("90 minutes, the longest");
        page.does_not_say("value=\"day\"").does_not_say("value=\"sunday\"").does_not_say("value=\"never\"");
        let fields = [("name", "Mia"), ("doors", &*street), ("key", path), ("starts", "now"), ("ends", "longest")];
        world.post(&anna, path, &fields).await.says("The link is ready.");
        let link = world.house.links(&world.actor(&anna).await, None, 1).await.unwrap().remove(0);
        let lasts = link.validity.until.unwrap().duration_since(link.created_at);
        assert!((5_399..=5_400).contains(&lasts.as_secs()), "{path}: {lasts}");
        world.get(&anna, &format!("/app/links/{}", link.id)).await.does_not_say("class=\"more-time\"");
        world.post(&anna, &format!("/app/links/{}/revoke", link.id), &[]).await;
    }
    world.post(&anna, "/control/settings/links", &[("longest", "1"), ("longest_unit", "days")]).await;
    let fields = [("name", "Mia"), ("doors", &*street), ("key", "3"), ("starts", "now"), ("ends", "hour")];
    world.post(&anna, "/app/share", &fields).await.says("The link is ready.");
    let link = world.house.links(&world.actor(&anna).await, None, 1).await.unwrap().remove(0);
    let page = world.get(&anna, &format!("/app/links/{}", link.id)).await;
    page.says("name=\"by\" value=\"hour\"").does_not_say("name=\"by\" value=\"day\"");
}
