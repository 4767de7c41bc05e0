//! How the databases run our statements: whatever grows with use is read by ranges of an index, never as a whole.

use keylink_store::{Options, statements};
use serde_json::Value as Json;

use crate::house::{Base, House, on_both};

/// What grows without end: with presses, with links, with years.
const GROWING: [&str; 10] = [
    "events",
    "event_sections",
    "event_personal",
    "unlocks",
    "links",
    "link_doors",
    "deliveries",
    "link_words",
    "activity",
    "notices",
];

/// What grows with a house, and of which a press reads only what is its own.
const OF_A_HOUSE: [&str; 2] = ["accesses", "group_members"];

/// A house with many people, groups and rights.
const CROWDED: &str = "
    INSERT INTO groups (organization_id, id, kind, name, created_ms)
      SELECT o.id, gen_random_uuid(), 'users', 'Staff', 0 FROM organizations o, generate_series(1, 50) i;
    INSERT INTO users (organization_id, id, name, email, role, state, created_ms)
      SELECT o.id, gen_random_uuid(), 'Ben', gen_random_uuid()::text, 'member', 'active', 0
      FROM organizations o, generate_series(1, 5000) i;
    INSERT INTO group_members (organization_id, member_id, group_id)
      SELECT organization_id, id, id FROM users WHERE name = 'Ben';
    INSERT INTO group_members (organization_id, member_id, group_id)
      SELECT u.organization_id, u.id, g.id FROM users u
      JOIN groups g ON g.organization_id = u.organization_id AND ascii(g.id::text) = ascii(u.id::text);
    INSERT INTO accesses (organization_id, id, user_id, door_id, remote_unlock, created_ms)
      SELECT u.organization_id, gen_random_uuid(), u.id, d.id, TRUE, 0
      FROM users u JOIN doors d ON d.organization_id = u.organization_id WHERE u.name = 'Ben';
    INSERT INTO accesses (organization_id, id, user_group_id, door_id, remote_unlock, created_ms)
      SELECT g.organization_id, gen_random_uuid(), g.id, d.id, TRUE, 0
      FROM groups g JOIN doors d ON d.organization_id = g.organization_id;
    ANALYZE;";

/// Statements that begin at the end of an index and take one row.
const TAKES_ONE_ROW: [&str; 1] = ["keylink_store::event::LATEST_INSTANT"];

/// Statements that a database with one writer is never given.
const WITH_OTHER_WRITERS: [&str; 1] = ["keylink_store::unlock::facts::LOCK_LINKS"];

/// Enough that PostgreSQL would rather scan where it may.
const MANY: &str = "
    INSERT INTO credentials (organization_id, id, user_id, kind, name, state, created_ms)
      SELECT k.organization_id, gen_random_uuid(), k.user_id, k.kind, k.name, k.state, 0
      FROM credentials k, generate_series(1, 20) i;
    INSERT INTO links (organization_id, id, credential_id, user_id, name, description, secret_hash, secret_sealed,
      generation, zone, uses, revision, created_ms)
      SELECT k.organization_id, gen_random_uuid(), k.id, k.user_id, 'Mia', '', decode(md5(k.id::text || i), 'hex'), '', 1, 'UTC', 0, 1, 0
      FROM credentials k, generate_series(1, 150) i;
    INSERT INTO link_doors (organization_id, link_id, door_id, place)
      SELECT l.organization_id, l.id, d.id, 1 FROM links l JOIN doors d ON d.organization_id = l.organization_id;
    INSERT INTO unlocks (organization_id, id, press_id, door_id, link_id, credential_id, user_id, via, at_ms, deadline_ms,
      granted, outcome, address)
      SELECT l.organization_id, gen_random_uuid(), gen_random_uuid(), d.door_id, l.id, l.credential_id, l.user_id, 'link',
      i, i, TRUE, 'opened', '192.0.2.7'
      FROM links l JOIN link_doors d ON d.organization_id = l.organization_id AND d.link_id = l.id, generate_series(1, 3) i;
    INSERT INTO events (organization_id, id, at_ms, kind, via, door_id, link_id, maker_id, actor_id, user_id, unlock_id)
      SELECT u.organization_id, gen_random_uuid(), u.at_ms, k.kind, 'link', u.door_id, u.link_id, u.user_id, u.user_id,
      u.user_id, u.id
      FROM unlocks u, (VALUES ('unlock.granted'), ('unlock.opened')) AS k(kind);
    INSERT INTO event_sections (organization_id, topic, first_seq, rest)
      SELECT e.organization_id, decode(md5((e.seq % 100)::text), 'hex'), e.seq, '' FROM events e;
    INSERT INTO deliveries (organization_id, id, link_id, generation, via, channel, address, message, state, tries, at_ms, created_ms)
      SELECT l.organization_id, gen_random_uuid(), l.id, 1, 'console', 'mail', 'mia@example.com', '', 'sent', 0, i, i
      FROM links l, generate_series(1, 3) i;
    INSERT INTO link_words (organization_id, word, link_id)
      SELECT l.organization_id, decode(md5(l.id::text || i), 'hex'), l.id FROM links l, generate_series(1, 3) i;
    INSERT INTO activity (organization_id, door_id, quarter_ms, opened, refused)
      SELECT d.organization_id, d.id, i * 900000::BIGINT, 1, 1 FROM doors d, generate_series(1, 3000) i;
    INSERT INTO notices (organization_id, id, user_id, link_id, door_id, happened_ms, channel, state, tries, at_ms)
      SELECT l.organization_id, gen_random_uuid(), l.user_id, l.id, gen_random_uuid(), i, 'mail', 'sent', 0, i
      FROM links l, generate_series(1, 3) i;
    INSERT INTO event_personal (organization_id, event_id, at_ms, body)
      SELECT organization_id, id, at_ms, '{}' FROM events;
    ANALYZE;";

/// Everything that is wrong with how this statement is run.
async fn faults(base: &Base, sql: &str, growing: &[&str]) -> Vec<String> {
    let sql = base.options.statement(sql);
    match &base.options {
        Options::Sqlite(path) => {
            let connection = rusqlite::Connection::open(path).unwrap();
            let mut statement = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
            let rows = statement.raw_query().mapped(|row| row.get::<_, String>(3)).map(Result::unwrap);
            rows.filter(|step| !is_range(&sql, step, growing)).collect()
        }
        Options::Postgres(url) => {
            let (client, connection) = tokio_postgres::connect(url, tokio_postgres::NoTls).await.unwrap();
            tokio::spawn(connection);
            client
                .batch_execute(&format!("SET plan_cache_mode = force_generic_plan; PREPARE p AS {sql}"))
                .await
                .unwrap();
            let count = (1..).take_while(|n| sql.contains(&format!("${n}"))).count();
            let given = if count == 0 { String::new() } else { format!("({})", vec!["NULL"; count].join(", ")) };
            let plan = client.simple_query(&format!("EXPLAIN (FORMAT JSON) EXECUTE p{given}")).await.unwrap();
            let text = plan.iter().find_map(|message| match message {
                tokio_postgres::SimpleQueryMessage::Row(row) => row.get(0),
                _ => None,
            });
            let mut wrong = Vec::new();
            gather(&serde_json::from_str(text.unwrap()).unwrap(), &mut wrong, growing);
            wrong
        }
    }
}

/// SQLite: a step that reads something growing does it by more than its organization.
fn is_range(sql: &str, step: &str, growing: &[&str]) -> bool {
    let mut words = step.split(' ');
    let (act, name) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    let names = |table: &str| name == table || sql.contains(&format!(" {table} {name} "));
    if !["SCAN", "SEARCH"].contains(&act) || !growing.iter().any(|table| names(table)) {
        // Sorting by hand means that a range came in another order than it is wanted in. A link's doors are few.
        let sorted = |table: &&str| *table != "link_doors" && sql.contains(&format!("FROM {table} "));
        return !(step.contains("TEMP B-TREE") && growing.iter().any(sorted));
    }
    let by = step.rsplit_once('(').map_or("", |(_, by)| by);
    // Every list of the log goes on before or after a place of its organization's, and reads no other's lines.
    let placed = by.contains("rowid=?")
        || by.contains("organization_id=?") && ["rowid", "seq"].iter().any(|place| by.contains(place));
    let is_ranged = name != "e" || !sql.contains("ORDER BY e.organization_id") || placed;
    act == "SEARCH" && by != "organization_id=?)" && is_ranged
}

/// PostgreSQL: the same, and nothing is read only to be thrown away.
fn gather(plan: &Json, wrong: &mut Vec<String>, growing: &[&str]) {
    if let Some(table) = plan["Relation Name"].as_str().filter(|table| growing.contains(table)) {
        let said = |what: &str| plan[what].as_str().unwrap_or("");
        let (node, cond) = (said("Node Type"), format!("{}{}", said("Index Cond"), said("Recheck Cond")));
        let by_more = cond.split(" AND ").any(|part| !part.contains("organization_id"));
        let by_index = node.starts_with("Index") || node.starts_with("Bitmap");
        if node != "ModifyTable" && !(by_index && by_more) {
            wrong.push(format!("{node} of {table} by {cond}"));
        }
        let is_one_row = cond.contains("(seq = ");
        if let Some(filter) = plan["Filter"].as_str().filter(|_| table == "events" && !is_one_row) {
            wrong.push(format!("{node} of {table} throws away what is not {filter}"));
        }
    }
    let parts: Vec<&Json> = match plan {
        Json::Array(parts) => parts.iter().collect(),
        Json::Object(parts) => parts.values().filter(|part| part.is_array() || part.is_object()).collect(),
        _ => Vec::new(),
    };
    parts.into_iter().for_each(|part| gather(part, wrong, growing));
}

async fn full(base: &Base) {
    House::in_base(base).await;
    if matches!(base.options, Options::Postgres(_)) {
        base.raw(MANY).await.unwrap();
    }
}

on_both! {
    async fn no_statement_scans_what_grows(base: Base) {
        full(&base).await;
        let mut wrong = Vec::new();
        let mut looked_at = 0;
        for (name, sql) in statements() {
            let grows = GROWING.iter().any(|table| sql.contains(&format!(" {table} ")));
            let is_run = matches!(base.options, Options::Postgres(_)) || !WITH_OTHER_WRITERS.contains(&name);
            if grows && is_run && !sql.starts_with("INSERT") && !TAKES_ONE_ROW.contains(&name) {
                looked_at += 1;
                wrong.extend(faults(&base, sql, &GROWING).await.into_iter().map(|fault| format!("{name}: {fault}")));
            }
        }
        assert!(looked_at > 25, "the growing tables' statements got lost: {looked_at}");
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    async fn a_press_reads_no_rights_but_its_own(base: Base) {
        full(&base).await;
        if matches!(base.options, Options::Postgres(_)) {
            base.raw(CROWDED).await.unwrap();
        }
        let facts: Vec<_> = statements().into_iter().filter(|(name, _)| name.contains("::facts::FOR_")).collect();
        assert_eq!(facts.len(), 3);
        for (name, sql) in facts {
            let wrong = faults(&base, sql, &OF_A_HOUSE).await;
            assert!(wrong.is_empty(), "{name}: {}", wrong.join("\n"));
        }
        let all = "SELECT a.id FROM accesses a WHERE a.organization_id = $1";
        assert!(!faults(&base, all, &OF_A_HOUSE).await.is_empty());
    }

    async fn a_scan_is_seen(base: Base) {
        full(&base).await;
        for scan in [
            "SELECT seq FROM events WHERE via = $1",
            "SELECT seq FROM events WHERE organization_id = $1 AND via = $2",
            "SELECT seq FROM events WHERE organization_id = $1 AND kind LIKE $2 ORDER BY seq DESC LIMIT $3",
            "SELECT l.id FROM links l WHERE l.organization_id = $1 AND l.name = $2",
        ] {
            assert!(!faults(&base, scan, &GROWING).await.is_empty(), "{scan}");
        }
    }
}
