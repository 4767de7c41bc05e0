//! What pages offer, their readers may use: every link that they show leads somewhere, and no button is refused for the role.

use std::collections::{BTreeSet, VecDeque};

use axum::http::StatusCode;
use keylink_domain::user::Role;
use keylink_service::access::NewAccess;
use keylink_service::link::NewLink;

use crate::world::{Browser, World};

/// The values of an attribute that lead into the control center.
fn places(body: &str, attribute: &str) -> Vec<String> {
    let mark = format!(" {attribute}=\"/control");
    let after = body.split(mark.as_str()).skip(1).filter_map(|rest| rest.split('"').next());
    after.map(|rest| format!("/control{}", rest.replace("&#38;", "&").replace("&amp;", "&"))).collect()
}

/// Everything that is reached by links from the beginning on, with the forms on the way.
pub async fn walk(world: &World, who: &Browser) -> (BTreeSet<String>, BTreeSet<String>) {
    let (mut seen, mut forms) = (BTreeSet::new(), BTreeSet::new());
    let mut waiting = VecDeque::from(["/control".to_owned()]);
    while let Some(path) = waiting.pop_front() {
        let path = path.split('#').next().unwrap().to_owned();
        // Pages of pages: how a list goes on is tried elsewhere.
        if path.contains("before=") || !seen.insert(path.clone()) {
            continue;
        }
        let page = world.get(who, &path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}:\n{}", page.body);
        // A form without a button only shows what is set.
        let whole = page.body.split("<form ").skip(1).filter_map(|rest| rest.split("</form>").next());
        for form in whole.filter(|form| form.contains("<button")) {
            forms.extend(places(&format!(" {form}"), "action"));
        }
        waiting.extend(places(&page.body, "href"));
    }
    (seen, forms)
}

pub async fn furnished() -> (World, Browser) {
    let (world, anna) = World::with_anna().await;
    let actor = world.actor(&anna).await;
    let door = world.door(&anna, "Street door").await;
    world.house.add_controller(&actor, "Cabinet").await.unwrap();
    for (path, fields) in [
        ("/control/people/groups", vec![("name", "Staff")]),
        ("/control/doors/groups", vec![("name", "Outer doors")]),
        ("/control/schedules/new", vec![("name", "Office"), ("mon", "08:00-18:00")]),
        ("/control/settings/templates/new", vec![("name", "Stay"), ("doors", &*door.id.to_string())]),
    ] {
        let page = world.post(&anna, path, &fields).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{path}:\n{}", page.body);
    }
    let new = NewLink { name: "Mia".to_owned(), doors: vec![door.id], ..NewLink::default() };
    world.house.make_link(&actor, new, None).await.unwrap();
    (world, anna)
}

#[tokio::test]
async fn no_page_offers_what_its_reader_may_not_have() {
    for role in [Role::Member, Role::Manager, Role::Admin, Role::Owner] {
        let (world, anna) = furnished().await;
        let actor = world.actor(&anna).await;
        let (user, who) = world.user(&anna, "Ben", "ben@example.com", role).await;
        let door = world.house.doors(&actor).await.unwrap().remove(0).door;
        let new = NewAccess { holder: user.id.into(), target: door.id.into(), remote_unlock: true, schedule: None };
        world.house.grant_access(&actor, new).await.unwrap();
        let new = NewLink { name: "Tom".to_owned(), doors: vec![door.id], ..NewLink::default() };
        world.house.make_link(&world.actor(&who).await, new, None).await.unwrap();

        let (pages, forms) = walk(&world, &who).await;
        assert!(pages.len() > 10, "{pages:?}");
        let tabs = ["/control/settings", "/control/settings/messages", "/control/settings/sending"];
        for tab in tabs {
            assert_eq!(pages.contains(tab), matches!(role, Role::Owner | Role::Admin), "{role:?}: {tab}");
        }
        // Whose rights are whose to change is tried in `ranks`.
        let of_others = |form: &str| {
            (form.contains("/people/0") && !form.contains(&user.id.to_string())) || form.contains("/access/0")
        };
        for form in forms.iter().filter(|form| !form.contains("sessions/end") && !of_others(form)) {
            let page = world.post(&who, form, &[]).await;
            let refused = page.status == StatusCode::FORBIDDEN && page.body.contains("Your role does not allow this");
            assert!(!refused, "{role:?} is offered {form}");
        }
    }
}

#[tokio::test]
async fn going_anywhere_finds_what_one_may_see_and_no_more() {
    let (world, anna) = furnished().await;
    world.get(&anna, "/control/go?q=street").await.says("Street door").says("Door \u{b7} Lindenhof 4");
    world.get(&anna, "/control/go?q=STREET+do").await.says("Street door");
    world.get(&anna, "/control/go?q=mi").await.says("/control/links/").says("Mia");
    world.get(&anna, "/control/go?q=anna%40").await.says("anna@example.com");
    world.get(&anna, "/control/go?q=settings+mess").await.says("/control/settings/messages");
    world.get(&anna, "/control/go?q=%3Cscript%3E").await.says("Nothing is called so").does_not_say("<script>\"");
    let (_, ben) = world.user(&anna, "Ben", "ben@example.com", Role::Member).await;
    world.get(&ben, "/control/go?q=street").await.does_not_say("Street door");
    world.get(&ben, "/control/go?q=mia").await.does_not_say("Mia</b>");
    world.get(&ben, "/control/go?q=anna").await.does_not_say("anna@example.com");
    world.get(&ben, "/control/go?q=settings").await.says("Your sign-in").does_not_say("/control/settings/messages");
}
