//! Links through their forms: made, copied, changed, rotated, revoked.

use axum::http::StatusCode;
use keylink_domain::link::Link;

use crate::world::{Browser, Page, World};

async fn with_door() -> (World, Browser, String) {
    let (world, anna) = World::with_anna().await;
    let door = world.door(&anna, "Street door").await.id.to_string();
    (world, anna, door)
}

async fn links(world: &World, by: &Browser) -> Vec<Link> {
    world.house.links(&world.actor(by).await, None, 100).await.unwrap()
}

async fn make(world: &World, by: &Browser, door: &str, fields: &[(&str, &str)]) -> Page {
    let mut all = vec![("name", "Weekend, Mia"), ("doors", door), ("key", "1")];
    all.extend_from_slice(fields);
    world.post(by, "/control/links/new", &all).await
}

/// The secret of the link that a page hands out.
fn secret(page: &Page) -> String {
    let from = page.body.find("http://keys.test/k/").expect("an address on the page");
    page.body[from + 19..from + 19 + 26].to_owned()
}

#[tokio::test]
async fn a_link_is_made_once_however_often_the_form_is_sent() {
    let (world, anna, door) = with_door().await;
    world.get(&anna, "/control/links").await.says("No links yet");
    let first = make(&world, &anna, &door, &[("ends", "hour"), ("max_uses", "3")]).await;
    assert_eq!(first.status, StatusCode::OK);
    first.says("The link is ready.").says("Ready to send").says("Open guest page");
    let again = make(&world, &anna, &door, &[("ends", "hour"), ("max_uses", "3")]).await;
    assert_eq!(secret(&first), secret(&again));
    let other = make(&world, &anna, &door, &[("ends", "hour"), ("max_uses", "4")]).await;
    assert_ne!(secret(&first), secret(&other));
    let made = links(&world, &anna).await;
    assert_eq!(made.len(), 2);
    let validity = &made[1].validity;
    let lasts = validity.from.unwrap().duration_until(validity.until.unwrap());
    assert_eq!((lasts.as_secs(), validity.max_uses.unwrap().get()), (3_600, 3));
    assert!(world.house.guest(&secret(&first), None).await.is_ok());
}

#[tokio::test]
async fn ends_are_said_in_several_ways() {
    let (world, anna, door) = with_door().await;
    let from = ("valid_from", "2031-07-02T14:00");
    for (fields, until) in [
        (vec![("ends", "tonight")], Some("2031-07-02T22:00:00Z")),
        (vec![("ends", "sunday")], Some("2031-07-06T22:00:00Z")),
        (vec![("ends", "day")], Some("2031-07-03T12:00:00Z")),
        (vec![("ends", "until"), ("valid_until", "2031-07-04T11:00")], Some("2031-07-04T09:00:00Z")),
        (vec![("ends", "for"), ("duration", "90"), ("duration_unit", "minutes")], Some("2031-07-02T13:30:00Z")),
        (vec![("ends", "never"), ("valid_until", "2031-07-04T11:00")], None),
    ] {
        let fields: Vec<_> = fields.into_iter().chain([from]).collect();
        let page = make(&world, &anna, &door, &fields).await;
        page.says("The link is ready.");
        let link = links(&world, &anna).await.remove(0);
        assert_eq!(link.validity.from, Some("2031-07-02T12:00:00Z".parse().unwrap()), "{fields:?}");
        assert_eq!(link.validity.until, until.map(|until| until.parse().unwrap()), "{fields:?}");
    }
}

#[tokio::test]
async fn a_wrong_form_keeps_everything_that_was_typed() {
    let (world, anna, door) = with_door().await;
    let fields = [
        ("ends", "until"),
        ("valid_from", "2031-07-02T14:00"),
        ("valid_until", "2031-07-01T14:00"),
        ("hours", "mon-fri 08:00-18:00"),
        ("max_uses", "7"),
        ("description", "two <b>suitcases</b>"),
    ];
    let page = make(&world, &anna, &door, &fields).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    page.says("id=\"valid_until-error\"")
        .says("It ends at 2031-07-01 14:00 CEST, before it begins")
        .says("two &#60;b&#62;suitcases");
    for (name, value) in fields.iter().filter(|(name, _)| !["ends", "description"].contains(name)) {
        assert_eq!(page.value(name), *value, "{name}");
    }
    page.says(&format!("value=\"{door}\" checked")).says("value=\"until\" checked");
    for (field, value) in [("hours", "never"), ("max_uses", "many"), ("valid_from", "soon")] {
        let page = make(&world, &anna, &door, &[(field, value), ("ends", "day")]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
        page.says(&format!("id=\"{field}-error\""));
        assert_eq!(page.value(field), value);
    }
    let none = world.post(&anna, "/control/links/new", &[("name", "Mia"), ("ends", "day")]).await;
    none.says("id=\"doors-error\"").says("Choose at least one door.");
}

#[tokio::test]
async fn the_language_of_the_page_is_one_that_there_is() {
    let (world, anna, door) = with_door().await;
    let form = world.get(&anna, "/control/links/new").await;
    form.says("<option value=\"\" selected>The guest\u{2019}s own</option>")
        .says("<option value=\"sl\">Slovenščina</option>")
        .says("<option value=\"zh-Hant\">繁體中文</option>");
    let unknown = make(&world, &anna, &door, &[("language", "sw"), ("ends", "day")]).await;
    assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
    unknown.says("id=\"language-error\"").says("guest pages are written in en, ar, cs");
    assert!(links(&world, &anna).await.is_empty());

    // A tag as the API takes it survives the form of the link.
    make(&world, &anna, &door, &[("language", "pt-BR"), ("ends", "day")]).await.says("The link is ready.");
    let link = links(&world, &anna).await.remove(0);
    assert_eq!(link.language.as_deref(), Some("pt-BR"));
    let page = world.get(&anna, &format!("/control/links/{}", link.id)).await;
    page.says("<option value=\"pt-BR\" selected>Português</option>");
    let path = format!("/control/links/{}", link.id);
    let mut fields = fields_of(&page, &door);
    fields.push(("language", "pt-BR".to_owned()));
    send(&world, &anna, &path, &fields, ("name", "Mia")).await;
    assert_eq!(links(&world, &anna).await.remove(0).language.as_deref(), Some("pt-BR"));
    let fields: Vec<_> = fields.into_iter().filter(|(name, _)| *name != "revision").collect();
    let unknown = send(&world, &anna, &path, &fields, ("language", "sw")).await;
    assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
    unknown.says("id=\"language-error\"");
    send(&world, &anna, &path, &fields, ("language", "de")).await;
    assert_eq!(links(&world, &anna).await.remove(0).language.as_deref(), Some("de"));
}

#[tokio::test]
async fn a_link_is_copied_rotated_and_revoked() {
    let (world, anna, door) = with_door().await;
    let first = secret(&make(&world, &anna, &door, &[("ends", "day")]).await);
    let id = links(&world, &anna).await[0].id;
    let path = format!("/control/links/{id}");
    world.get(&anna, &path).await.does_not_say(&first);
    assert_eq!(secret(&world.post(&anna, &format!("{path}/copy"), &[]).await), first);

    world.get(&anna, &format!("{path}/rotate")).await.says("The old address dies at once");
    assert!(world.house.guest(&first, None).await.is_ok(), "asking changes nothing");
    let second = secret(&world.post(&anna, &format!("{path}/rotate"), &[]).await);
    assert!(world.house.guest(&first, None).await.is_err() && world.house.guest(&second, None).await.is_ok());

    world.get(&anna, &format!("{path}/revoke")).await.says("From then on it opens nothing, for good: Street door");
    assert!(!links(&world, &anna).await[0].is_revoked(), "asking changes nothing");
    let done = world.post(&anna, &format!("{path}/revoke"), &[]).await;
    assert_eq!(done.location(), format!("{path}?done=link-revoked"));
    assert!(links(&world, &anna).await[0].is_revoked());
    let page = world.get(&anna, &path).await;
    page.says("made link").says("copied the address").says("a new address; the old one is dead").says("revoked link");
    page.does_not_say("Save changes").does_not_say("Copy link again");
    assert_eq!(world.post(&anna, &format!("{path}/copy"), &[]).await.status, StatusCode::CONFLICT);
}

/// The fields of a link's page as its form would send them.
fn fields_of(page: &Page, door: &str) -> Vec<(&'static str, String)> {
    let names = ["name", "valid_from", "valid_until", "hours", "max_uses", "revision", "first_use"];
    let mut fields: Vec<_> = names.into_iter().map(|name| (name, page.value(name))).collect();
    fields.extend([("doors", door.to_owned()), ("ends", "until".to_owned()), ("first_use_unit", "hours".to_owned())]);
    fields
}

async fn send(world: &World, by: &Browser, path: &str, fields: &[(&'static str, String)], with: (&str, &str)) -> Page {
    let changed = fields.iter().map(|(name, value)| (*name, if *name == with.0 { with.1 } else { value.as_str() }));
    world.post(by, path, &changed.collect::<Vec<_>>()).await
}

#[tokio::test]
async fn two_who_edit_at_once_are_shown_both() {
    let (world, anna, door) = with_door().await;
    make(&world, &anna, &door, &[("ends", "day")]).await;
    let before = links(&world, &anna).await.remove(0);
    let path = format!("/control/links/{}", before.id);
    let fields = fields_of(&world.get(&anna, &path).await, &door);

    let same = send(&world, &anna, &path, &fields, ("", "")).await;
    assert_eq!(same.location(), format!("{path}?done=nothing"));
    assert_eq!(links(&world, &anna).await[0], before, "a form sent as it was changes nothing, to the millisecond");

    let mine = send(&world, &anna, &path, &fields, ("name", "Mia and Tom")).await;
    assert_eq!(mine.location(), format!("{path}?done=saved"));
    let theirs = send(&world, &anna, &path, &fields, ("max_uses", "9")).await;
    assert_eq!(theirs.status, StatusCode::UNPROCESSABLE_ENTITY);
    theirs.says("As it stands now").says("<dd>Mia and Tom</dd>");
    assert_eq!((theirs.value("max_uses"), theirs.value("name")), ("9".to_owned(), "Weekend, Mia".to_owned()));
    assert_eq!(links(&world, &anna).await[0].validity.max_uses, None, "nothing was saved over the other change");

    let wrong = send(&world, &anna, &path, &fields, ("hours", "never")).await;
    assert_eq!(
        wrong.value("revision"),
        fields.iter().find(|(name, _)| *name == "revision").unwrap().1,
        "a slip hides no conflict"
    );

    let again = fields_of(&theirs, &door);
    let saved = send(&world, &anna, &path, &again, ("", "")).await;
    assert_eq!(saved.location(), format!("{path}?done=saved"));
    let now = links(&world, &anna).await.remove(0);
    assert_eq!((now.name.as_str(), now.validity.max_uses.unwrap().get()), ("Weekend, Mia", 9));
    assert_eq!((now.validity.from, now.validity.until), (before.validity.from, before.validity.until));
    let page = world.get(&anna, &path).await;
    page.says("name from \u{201c}Weekend, Mia\u{201d} to \u{201c}Mia and Tom\u{201d}")
        .says("number of uses from none to 9");
}

#[tokio::test]
async fn links_are_filtered_and_paged_by_their_address() {
    let (world, anna, door) = with_door().await;
    for number in 0..55 {
        make(&world, &anna, &door, &[("ends", "day"), ("description", &number.to_string())]).await;
    }
    make(&world, &anna, &door, &[("ends", "day"), ("valid_from", "2031-07-02T14:00"), ("description", "later")]).await;
    let count = |page: &Page| page.body.matches("class=\"row-link\"").count();
    let page = world.get(&anna, "/control/links").await;
    assert_eq!(count(&page), 50);
    let next = page
        .body
        .split("href=\"")
        .find(|part| part.contains("before="))
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .replace("&#38;", "&");
    assert_eq!(count(&world.get(&anna, &next).await), 6);
    assert_eq!(count(&world.get(&anna, "/control/links?state=upcoming").await), 1);
    world.get(&anna, "/control/links?state=revoked").await.says("No link fits this filter.");
    world.get(&anna, "/control/links?q=nobody").await.says("No link fits this filter.");
    assert_eq!(count(&world.get(&anna, "/control/links?q=MIA&state=upcoming").await), 1);
}
