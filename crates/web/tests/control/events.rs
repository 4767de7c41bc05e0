//! The log's page: sentences, filters, places, live lines.

use axum::http::StatusCode;
use keylink_domain::user::Role;

use crate::world::{Page, World};

fn lines(page: &Page) -> usize {
    page.body.matches("class=\"event\"").count()
}

#[tokio::test]
async fn the_log_is_filtered_by_its_address() {
    let (world, anna) = World::with_anna().await;
    let one = world.door(&anna, "Street door").await;
    let other = world.door(&anna, "Cellar").await;
    for door in [&one, &one, &other] {
        world.post(&anna, &format!("/control/doors/{}/unlock", door.id), &[]).await;
    }
    world
        .get(&anna, "/control/events")
        .await
        .says(">Street door</a>")
        .says("was refused at")
        .says("the door has no controller");
    assert_eq!(lines(&world.get(&anna, "/control/events?show=refusals").await), 3);
    assert_eq!(lines(&world.get(&anna, "/control/events?show=accesses").await), 0);
    assert_eq!(lines(&world.get(&anna, "/control/events?show=sign-ins").await), 1);
    let of_door = world.get(&anna, &format!("/control/events?show=refusals&door={}", one.id)).await;
    assert_eq!(lines(&of_door), 2);
    of_door.says(&format!("<a href=\"/control/doors/{}\">Street door</a>", one.id)).does_not_say(">Cellar</a>");
    world.get(&anna, "/control/events?show=links").await.says("Nothing like this has happened yet.");
    assert_eq!(
        world.get(&anna, "/control/events?door=x&link=y&show=z&before=abc").await.status,
        StatusCode::BAD_REQUEST
    );
}

#[tokio::test]
async fn places_in_the_log_do_not_jump() {
    let (world, anna) = World::with_anna().await;
    let door = world.door(&anna, "Street door").await;
    for _ in 0..60 {
        world.post(&anna, &format!("/control/doors/{}/unlock", door.id), &[]).await;
    }
    let first = world.get(&anna, "/control/events?show=refusals").await;
    assert_eq!(lines(&first), 50);
    let next = first
        .body
        .split("href=\"")
        .find(|part| part.contains("before="))
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .replace("&#38;", "&");
    world.post(&anna, &format!("/control/doors/{}/unlock", door.id), &[]).await;
    assert_eq!(lines(&world.get(&anna, &next).await), 10);
}

#[tokio::test]
async fn new_lines_come_live_from_where_one_was() {
    let (world, anna) = World::with_anna().await;
    let newest = world.house.newest_event(&world.actor(&anna).await).await.unwrap();
    world.door(&anna, "Street door").await;
    let sent = world.first_words(&anna, &format!("/control/events/live?after={newest}")).await;
    assert!(sent.contains(&format!("id: {}", newest + 1)) && sent.contains("added"), "{sent}");
}

#[tokio::test]
async fn a_member_reads_what_is_theirs() {
    let (world, anna) = World::with_anna().await;
    let door = world.door(&anna, "Street door").await;
    let (_, ben) = world.user(&anna, "Ben", "ben@example.com", Role::Member).await;
    let page = world.get(&ben, "/control/events").await;
    page.says("Ben").does_not_say("Street door").does_not_say("data-live=");
    assert_eq!(world.get(&ben, "/control/events/live").await.status, StatusCode::FORBIDDEN);
    assert_eq!(world.get(&ben, &format!("/control/events?door={}", door.id)).await.status, StatusCode::FORBIDDEN);
    assert_eq!(world.get(&ben, &format!("/control/doors/{}", door.id)).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_log_is_searched_by_the_words_of_its_lines() {
    let (world, anna) = World::with_anna().await;
    let street = world.door(&anna, "Street door").await;
    let cellar = world.door(&anna, "Cellar").await;
    for door in [&street, &street, &cellar] {
        world.post(&anna, &format!("/control/doors/{}/unlock", door.id), &[]).await;
    }
    let found = async |query: &str| lines(&world.get(&anna, &format!("/control/events?{query}")).await);
    for (query, count) in [
        ("q=street&show=refusals", 2),
        ("q=STREET+refus&show=everything", 2),
        ("q=cell&show=refusals", 1),
        ("q=anna+cellar+refused", 1),
        ("q=no+controller&show=refusals", 3),
        ("q=signed", 1),
        ("q=treet", 0),
        ("q=nobody+there", 0),
        ("q=%25", 6),
    ] {
        let all = if query == "q=%25" { lines(&world.get(&anna, "/control/events").await) } else { count };
        assert_eq!(found(query).await, all, "{query}");
    }
    let page = world.get(&anna, "/control/events?q=street&show=refusals").await;
    page.says("Words: street").says("value=\"street\"").says("q=street&#38;show=links").does_not_say("picture-title");
    page.says("data-live=\"/control/events/live?show=refusals&#38;q=street&#38;");
    world.get(&anna, "/control/events?q=nobody").await.says("No line has these words.");
    let long = format!("/control/events?q={}", "x".repeat(201));
    world.get(&anna, &long).await.says("at most 8 words and 200 characters");
    assert_eq!(world.get(&anna, &long).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let script = world.get(&anna, "/control/events?q=%3Cscript%3Ealert(1)%3C%2Fscript%3E").await;
    script.does_not_say("<script>alert");
}

#[tokio::test]
async fn a_search_finds_present_names_and_stays_within_one_s_own() {
    let (world, anna) = World::with_anna().await;
    let door = world.door(&anna, "Street door").await;
    let (ben, browser) = world.user(&anna, "Ben", "ben@example.com", Role::Member).await;
    world.give_access(&anna, &ben, &door, true).await;
    world.press(&browser, &format!("/app/doors/{}/unlock", door.id), "1").await;
    assert_eq!(lines(&world.get(&anna, "/control/events?q=ben+street&show=refusals").await), 1);
    assert_eq!(lines(&world.get(&browser, "/control/events?q=ben+street&show=refusals").await), 1);
    world.door(&anna, "Cellar").await;
    assert_eq!(lines(&world.get(&anna, "/control/events?q=anna+cellar&show=doors").await), 1);
    assert_eq!(
        lines(&world.get(&browser, "/control/events?q=cellar").await),
        0,
        "others' deeds are not theirs to find"
    );
    let rename = keylink_service::user::UserInput { name: Some("Benjamin".to_owned()), ..Default::default() };
    world.house.change_user(&world.actor(&anna).await, ben.id, rename).await.unwrap();
    assert_eq!(lines(&world.get(&anna, "/control/events?q=benjamin+street&show=refusals").await), 1);
    world.organization("Nextdoor", "eve@example.com").await;
    let eve = world.sign_in("eve@example.com").await;
    assert_eq!(lines(&world.get(&eve, "/control/events?q=street").await), 0);
    assert_eq!(lines(&world.get(&eve, "/control/events?q=benjamin").await), 0);
}

#[tokio::test]
async fn how_much_happened_is_drawn_and_told() {
    let (world, anna) = World::with_anna().await;
    let door = world.door(&anna, "Street door").await;
    let other = world.door(&anna, "Cellar").await;
    for at in [&door, &door, &other] {
        world.post(&anna, &format!("/control/doors/{}/unlock", at.id), &[]).await;
    }
    for (path, count, span) in [
        ("/control/events".to_owned(), 3, "Last 24 hours"),
        ("/control/events?span=month".to_owned(), 3, "Last 30 days"),
        (format!("/control/events?door={}", door.id), 2, "Last 24 hours"),
        (format!("/control/doors/{}", other.id), 1, "Last 30 days"),
        ("/control".to_owned(), 3, "Last 24 hours"),
    ] {
        let page = world.get(&anna, &path).await;
        page.says(span).says(&format!("<b>{count}</b> not opened")).says("<b>0</b> opened").says("class=\"refused\"");
        page.says(&format!("<td>0</td><td>{count}</td>"));
    }
    let (_, ben) = world.user(&anna, "Ben", "ben@example.com", Role::Member).await;
    world.get(&ben, "/control/events").await.does_not_say("picture-title");
    world.get(&ben, "/control").await.does_not_say("picture-title");
}

#[tokio::test]
async fn the_log_is_asked_for_a_day_and_for_a_person() {
    let (world, anna) = World::with_anna().await;
    let door = world.door(&anna, "Street door").await;
    let (ben, browser) = world.user(&anna, "Ben", "ben@example.com", Role::Member).await;
    world.give_access(&anna, &ben, &door, true).await;
    world.press(&browser, &format!("/app/doors/{}/unlock", door.id), "1").await;
    let zone = keylink_domain::zone::Zone::parse("Europe/Berlin").unwrap();
    let today = zone.local(world.house.now()).date();
    let (before, after) = (today.yesterday().unwrap(), today.tomorrow().unwrap());
    let count = async |query: String| lines(&world.get(&anna, &format!("/control/events?{query}")).await);
    let all = count("show=everything".to_owned()).await;
    // The clock may strike midnight between: a day more on either side.
    assert_eq!(count(format!("show=everything&from={before}&until={after}")).await, all);
    assert_eq!(count(format!("show=everything&from={before}T00:00")).await, all);
    assert_eq!(count(format!("show=everything&until={before}")).await, 0);
    let none = world.get(&anna, &format!("/control/events?show=everything&from={after}&q=anna")).await;
    assert_eq!(lines(&none), 0);
    none.says("No line has these words").does_not_say("data-live=").says("on the clock of Europe/Berlin");
    let page = world.get(&anna, &format!("/control/events?from={before}&person={}", ben.id)).await;
    assert!(lines(&page) >= 3 && lines(&page) < all, "{}", page.body);
    page.says(&format!("person={}&#38;from={before}&#38;show=accesses", ben.id)).does_not_say("picture-title");
    page.says(&format!("<option value=\"{}\" selected>Ben</option>", ben.id)).says(&format!("value=\"{before}\""));
    for (query, field, words) in [
        ("from=yesterday".to_owned(), "from", "is not a time"),
        (format!("from={today}&until={before}"), "until", "this is not after the start"),
        ("until=2026-13-01".to_owned(), "until", "is not a time"),
        ("from=%3Cscript%3Ealert(1)".to_owned(), "from", "is not a time"),
    ] {
        let page = world.get(&anna, &format!("/control/events?{query}")).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{query}");
        page.says(&format!("id=\"{field}-error\"")).says(words).does_not_say("<script>alert");
        assert_eq!(lines(&page), 0);
    }
    let file = [("format", "jsonl"), ("show", "everything"), ("until", &*before.to_string())];
    assert_eq!(world.post(&anna, "/control/events/export", &file).await.body, "", "nothing happened by then");
    let wrong = [("format", "csv"), ("until", "yesterday")];
    assert_eq!(world.post(&anna, "/control/events/export", &wrong).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}
