//! What lines of the log say of what they are about.

use serde_json::{Value, json};

use crate::house::{Person, Place};

/// The newest line of a kind.
async fn newest(who: &Person, kind: &str) -> Value {
    who.get(&format!("/events?kind={kind}&limit=1")).await.ok()["items"][0].clone()
}

async fn said(who: &Person, kind: &str) -> String {
    newest(who, kind).await["sentence"].as_str().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn lines_name_what_has_no_place_of_its_own_in_them() {
    let place = Place::new().await;
    let anna = place.owner("Lindenhof").await;
    assert!(said(&anna, "site.created").await.ends_with("added site 'Lindenhof'"));
    let site = anna.post("/sites", json!({ "name": "Hinterhaus", "zone": "Europe/Berlin" })).await.created();
    let site = format!("/sites/{}", site["id"].as_str().unwrap());
    assert_eq!(said(&anna, "site.created").await, "Owner of Lindenhof added site 'Hinterhaus'");
    anna.patch(&site, json!({ "name": "Rückgebäude" })).await.ok();
    assert!(said(&anna, "site.changed").await.starts_with("Owner of Lindenhof changed site 'Rückgebäude'"));
    anna.patch(&site, json!({ "lockdown": true })).await.ok();
    assert_eq!(said(&anna, "site.lockdown_began").await, "Owner of Lindenhof locked down site 'Rückgebäude'");
    anna.patch(&site, json!({ "lockdown": false })).await.ok();
    let lifted = said(&anna, "site.lockdown_lifted").await;
    assert_eq!(lifted, "Owner of Lindenhof lifted the lockdown of site 'Rückgebäude'");
    let contact = json!({ "name": "Concierge", "phone": "+49 30 1234567" });
    anna.send(axum::http::Method::PUT, &format!("{site}/contact"), &[], Some(contact)).await.ok();
    let reached = said(&anna, "contact.changed").await;
    assert!(reached.starts_with("Owner of Lindenhof changed how guests reach site 'Rückgebäude'"), "{reached}");

    let board = anna.post("/controllers", json!({ "name": "Cabinet" })).await.created();
    assert_eq!(said(&anna, "controller.created").await, "Owner of Lindenhof added controller 'Cabinet'");
    let id = board["controller"]["id"].as_str().or_else(|| board["id"].as_str()).unwrap();
    anna.act(&format!("/controllers/{id}/rotate")).await.ok();
    assert!(said(&anna, "controller.rotated").await.contains("controller 'Cabinet'"));
    assert!(said(&anna, "token.created").await.contains("API token 'tests'"));
    let hours = json!({ "name": "Werktags", "hours": "mon-fri 08:00-18:00" });
    anna.post("/schedules", hours).await.created();
    assert_eq!(said(&anna, "schedule.created").await, "Owner of Lindenhof made schedule 'Werktags'");
}

#[tokio::test]
async fn the_log_is_asked_for_a_stretch_of_time() {
    let place = Place::new().await;
    let anna = place.owner("Lindenhof").await;
    let noon = 24 * 3_600_000;
    for day in ["Monday", "Tuesday", "Wednesday"] {
        anna.door(day).await;
        place.advance(noon);
    }
    // Doors are made about 13:00 in Berlin, from 1 November on.
    let doors = async |query: &str| {
        let page = anna.get(&format!("/events?kind=door.created&{query}")).await.ok();
        let lines =
            page["items"].as_array().unwrap().iter().map(|line| line["door"]["name"].as_str().unwrap().to_owned());
        lines.collect::<Vec<_>>()
    };
    assert_eq!(doors("from=2026-11-02").await, ["Wednesday", "Tuesday"]);
    assert_eq!(doors("from=2026-11-02&until=2026-11-02").await, ["Tuesday"]);
    assert_eq!(doors("until=2026-11-02").await, ["Tuesday", "Monday"]);
    assert_eq!(doors("from=2026-11-02T12:59&until=2026-11-03T12:59").await, ["Tuesday"]);
    assert_eq!(doors("from=2026-11-03T12:00:00Z&q=owner").await, ["Wednesday"]);
    assert!(doors("until=2026-10-31").await.is_empty() && doors("from=2027-01-01").await.is_empty());
    // A walk by pages stays within.
    let (mut seen, mut path) = (0, "/events?limit=1&from=2026-11-02&until=2026-11-02".to_owned());
    loop {
        let page = anna.get(&path).await.ok();
        seen += page["items"].as_array().unwrap().len();
        let Some(cursor) = page["next_cursor"].as_str() else { break };
        path = format!("/events?limit=1&from=2026-11-02&until=2026-11-02&cursor={cursor}");
    }
    assert_eq!(seen, 2, "a door and the access to it");
    for query in ["from=yesterday", "until=2026-02-30", "from=2026-11-02&until=2026-11-01", "from=%22"] {
        let told = anna.get(&format!("/events?{query}")).await.problem(400, "bad_query");
        let field = if query.contains("until") { "until: " } else { "from: " };
        assert!(told["detail"].as_str().unwrap().starts_with(field), "{told}");
    }
}
