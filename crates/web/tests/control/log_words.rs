//! What a person reads in a line of the log is what they find it by, and what they filter it by.

use std::collections::{BTreeMap, BTreeSet};

use keylink_domain::delivery::Handover;
use keylink_domain::event::EventKind;
use keylink_domain::search::words;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::world::{Browser, World};

/// What lines are about.
struct Things {
    organization: Uuid,
    user: Uuid,
    door: Uuid,
    link: Uuid,
    key: Uuid,
}

impl Things {
    async fn of(world: &World, anna: &Browser) -> Self {
        let actor = world.actor(anna).await;
        let user = actor.user().unwrap();
        let door = world.door(anna, "Nordtor").await.id;
        let new = keylink_service::link::NewLink {
            name: "Weekend Mia".to_owned(),
            doors: vec![door],
            ..keylink_service::link::NewLink::default()
        };
        let link = world.house.make_link(&actor, new, None).await.unwrap().link;
        Self {
            organization: actor.organization.uuid(),
            user: user.uuid(),
            door: door.uuid(),
            link: link.id.uuid(),
            key: link.credential.uuid(),
        }
    }

    /// A line, as it would stand in the log.
    fn write(&self, world: &World, kind: &str, via: &str, detail: &Value, personal: Option<&Value>) {
        let (id, at) = (Uuid::from_u128(rand()), now_ms());
        let hex = |id: Uuid| format!("X'{}'", id.simple());
        let is_links = ["link.", "webhook.", "delivery.", "notice."].iter().any(|start| kind.starts_with(start));
        let link = if is_links || via == "link" || via == "webhook" { hex(self.link) } else { "NULL".to_owned() };
        let actor = if via == "console" { hex(self.user) } else { "NULL".to_owned() };
        // A card that nobody knows is nobody's.
        let is_unknown = personal.is_some_and(|told| told.get("card").is_some());
        let quoted = |value: &Value| format!("'{}'", value.to_string().replace('\'', "''"));
        world.raw(&format!(
            "INSERT INTO events (organization_id, id, at_ms, kind, via, actor_id, door_id, link_id, maker_id, user_id, \
             credential_id, detail) VALUES ({}, {}, {at}, '{kind}', '{via}', {actor}, {}, {link}, NULL, {}, {}, {})",
            hex(self.organization),
            hex(id),
            hex(self.door),
            if is_unknown { "NULL".to_owned() } else { hex(self.user) },
            if is_unknown { "NULL".to_owned() } else { hex(self.key) },
            quoted(detail),
        ));
        if let Some(personal) = personal {
            world.raw(&format!(
                "INSERT INTO event_personal (organization_id, event_id, at_ms, body) VALUES ({}, {}, {at}, {})",
                hex(self.organization),
                hex(id),
                quoted(personal),
            ));
        }
    }
}

fn rand() -> u128 {
    use keylink_domain::clock::Entropy as _;
    u128::from_be_bytes(keylink_service::clock::SystemEntropy.chance().unwrap())
}

fn now_ms() -> i64 {
    keylink_domain::clock::Clock::now(&keylink_service::clock::SystemClock).as_millisecond()
}

/// The words of each line on a page, by its place.
fn lines(body: &str) -> BTreeMap<i64, String> {
    let line = |part: &str| {
        let seq = part.split('"').next()?.parse().ok()?;
        let said = part.split_once("<p class=\"said\">")?.1.split_once("</p>")?.0;
        // What stands behind the sentence are facts, not its words; the address is asked for by itself.
        let said = said.split("<span class=\"facts\">").next()?;
        let text = said.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text)).collect::<String>();
        Some((seq, text.replace("&#39;", "'").replace("&#38;", "&")))
    };
    body.split("id=\"event-").skip(1).filter_map(line).collect()
}

/// All that is found, page after page.
async fn found(world: &World, anna: &Browser, query: &str) -> BTreeMap<i64, String> {
    let mut path = format!("/control/events?show=everything&{query}");
    let mut all = BTreeMap::new();
    loop {
        let page = world.get(anna, &path).await;
        assert_eq!(page.status, 200, "{path}: {}", page.body);
        all.extend(lines(&page.body));
        let next = page.body.split("href=\"").find(|part| part.contains("before="));
        let Some(next) = next.and_then(|part| part.split('"').next()) else { return all };
        path = next.replace("&#38;", "&");
    }
}

/// Words that pages say and the log's own sentences do not. Facts behind a sentence (the way, how long it took) are no
/// words of it; times and names of doors in what was altered are said by pages alone.
const NOT_SEARCHED: [&str; 1] = ["the"];

/// Lines of every kind, with all that they may tell.
fn every_line() -> Vec<(&'static str, &'static str, Value, Option<Value>)> {
    let mut lines: Vec<_> = EventKind::ALL.iter().map(|kind| (kind.as_str(), "console", json!({}), None)).collect();
    for kind in EventKind::ALL.iter().map(|kind| kind.as_str()) {
        if kind.starts_with("unlock.") {
            let detail = json!({ "refusal": "link_expired", "outcome": "opened" });
            lines.push((kind, "link", detail.clone(), Some(json!({ "address": "203.0.113.7" }))));
            lines.push((kind, "webhook", detail, None));
        }
        if ["site.", "controller.", "template.", "token.", "contact."].iter().any(|start| kind.starts_with(start)) {
            lines.push((kind, "console", json!({ "name": "Quellenhof", "told": "other", "number": 7 }), None));
        }
        if kind.starts_with("schedule.") || kind == "door.changed" {
            let detail = json!({ "schedule": Uuid::nil(), "plan": "unlocked" });
            lines.push((kind, "console", detail, Some(json!({ "schedule": "Werktags" }))));
        }
        if kind.starts_with("group.") || kind.starts_with("access.") {
            let detail = json!({ "group_of": "users", "user_group": Uuid::nil(), "remote_unlock": true });
            lines.push((kind, "console", detail, Some(json!({ "user group": "Hausmeister" }))));
        }
        if kind.starts_with("door.card") {
            let detail = json!({ "why": "passed_back" });
            lines.push((kind, "system", detail, Some(json!({ "card": 987_654 }))));
        }
        if ["link.sent", "sending.tested", "delivery.failed", "notice.failed"].contains(&kind) {
            let personal = json!({ "address": "zoe.rossi@example.org", "reason": "the mailbox is full" });
            lines.push((kind, "console", json!({ "channel": "mail" }), Some(personal)));
        }
    }
    lines.push(("link.pin_refused", "link", json!({}), Some(json!({ "address": "203.0.113.9" }))));
    let asked = json!({ "sign_in_link": "asked_for" });
    lines.push(("user.changed", "console", asked, Some(json!({ "address": "2001:db8::5" }))));
    for (part, value) in [("passkey", "switched_off"), ("codes", "on"), ("recovery_codes", "used"), ("role", "x")] {
        lines.push(("user.changed", "console", json!({ part: value, "state": ["active", "suspended"] }), None));
    }
    for by in ["passkey", "password", "mail_link", "openid", "link", "invitation"] {
        lines.push(("user.signed_in", "console", json!({ "by": by }), None));
    }
    for alarm in ["fire", "duress", "tamper", "zone", "emergency"] {
        lines.push(("controller.alarm", "system", json!({ "alarm": alarm }), None));
    }
    for way in Handover::ALL {
        lines.push(("link.handed", "console", json!({ "way": way.as_str() }), None));
    }
    lines.push(("organization.changed", "console", json!({ "longest_link": ["any", "7 days"] }), None));
    lines.push(("wording.changed", "console", json!({ "channel": "sms", "language": "sl" }), None));
    lines.push(("door.button_pressed", "system", json!({ "granted": false }), None));
    lines.push(("controller.events_missed", "system", json!({ "missed": 3 }), None));
    lines.push(("door.held_open", "system", json!({ "after_ms": 30_000 }), None));
    lines
}

#[tokio::test]
async fn every_line_is_found_by_every_word_of_its_sentence() {
    let (world, anna) = World::with_anna().await;
    let things = Things::of(&world, &anna).await;
    world.house.add_controller(&world.actor(&anna).await, "Quellenhof").await.unwrap();
    for (kind, via, detail, personal) in every_line() {
        things.write(&world, kind, via, &detail, personal.as_ref());
    }
    let all = found(&world, &anna, "").await;
    assert!(all.len() > EventKind::ALL.len() + 60, "{}", all.len());
    let mut by_word: BTreeMap<String, BTreeSet<i64>> = BTreeMap::new();
    for (seq, said) in &all {
        for word in words(said) {
            by_word.entry(word).or_default().insert(*seq);
        }
    }
    let mut missed = Vec::new();
    for (word, seqs) in by_word.into_iter().filter(|(word, _)| !NOT_SEARCHED.contains(&word.as_str())) {
        let query: String = word.bytes().map(|byte| format!("%{byte:02X}")).collect();
        let hits = found(&world, &anna, &format!("q={query}")).await;
        missed.extend(seqs.iter().filter(|seq| !hits.contains_key(seq)).map(|seq| (word.clone(), all[seq].clone())));
    }
    assert!(missed.is_empty(), "{} are not found by their words: {missed:#?}", missed.len());
    for (address, count) in [("203.0.113.7", 7), ("203.0.113.9", 1), ("2001:db8::5", 1), ("987654", 2)] {
        assert_eq!(found(&world, &anna, &format!("q={address}")).await.len(), count, "{address}");
    }
    assert_eq!(found(&world, &anna, "q=rossi").await.len(), 4, "a part of a mail address");
}

#[tokio::test]
async fn cards_and_codes_are_accesses_and_wrong_pins_refusals() {
    let (world, anna) = World::with_anna().await;
    let things = Things::of(&world, &anna).await;
    // A card at a board, and the leaf that was opened then: somebody came in once.
    for kind in ["door.card_granted", "door.opened", "door.closed", "door.code_granted"] {
        things.write(&world, kind, "system", &json!({}), None);
    }
    things.write(&world, "door.card_refused", "system", &json!({ "why": "outside_hours" }), None);
    things.write(&world, "link.pin_refused", "link", &json!({}), None);
    let shown = async |which: &str| lines(&world.get(&anna, &format!("/control/events?show={which}")).await.body);
    assert_eq!(shown("accesses").await.len(), 2);
    assert_eq!(shown("refusals").await.len(), 2);
    let page = world.get(&anna, "/control/events").await;
    page.says("<b>2</b> opened").says("<b>2</b> not opened");
}
