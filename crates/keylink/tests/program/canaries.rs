//! Canary secrets: a whole run of the program with the most talkative log, and afterwards no secret stands in its log,
//! its answers (but for those that give it), its metrics, its event log, or its database.

use reqwest::Method;
use tokio::process::Command;

use crate::program::{Program, Start, environment};
use crate::sending::Post;
use crate::steps;
use crate::witness::{Ask, Witness};

/// Everything that happens, and what of it was told where it must not be. The program is ended.
async fn live_and_tell(mut program: Program, post: Post) -> (Program, Witness, Vec<String>) {
    let mut witness = Witness::of(&program.url);
    let token = steps::first_day(&program, &mut witness).await;
    steps::sign_in_every_way(&mut witness).await;
    let (door, device) = steps::wire_a_door(&program, &mut witness, &token).await;
    let url = steps::use_links(&mut witness, &token, &door).await;
    post.send_every_way(&program, &mut witness, &token).await;
    steps::go_wrong_every_way(&mut witness, &token, &url).await;

    let metrics = witness.get("/metrics", &[]).await;
    assert!(metrics.is(200).text.contains("keylink_unlocks_total"), "{}", metrics.text);
    let mut path = "/api/v1/events?limit=200".to_owned();
    loop {
        let page = witness.ask(Method::GET, &path, Ask { bearer: Some(&token), ..Ask::default() }).await.is(200).json();
        let Some(cursor) = page["next_cursor"].as_str() else { break };
        path = format!("/api/v1/events?limit=200&cursor={cursor}");
    }
    let pages = [
        "/control",
        "/control/events?show=everything",
        "/control/links",
        "/control/settings/tokens",
        "/control/settings/sending",
    ];
    for page in pages {
        witness.get(page, &[]).await.is(200);
    }
    let mut found = witness.found_in_answers();
    let told = program.run(&["event", "list", "--json", "--limit", "1000"]).await;
    assert!(told.contains("unlock.opened"), "{told}");
    found.extend(witness.found_in("the command line's list of events", told.as_bytes()));
    found.extend(found_in_files(&program, &witness));
    device.abort();
    program.stop().await;
    let log = program.log();
    assert!(log.contains("TRACE") || log.contains("DEBUG"), "the log is not the most talkative one: {log}");
    found.extend(witness.found_in("the log", log.as_bytes()));
    found.extend(found_in_files(&program, &witness));
    (program, witness, found)
}

/// What stands in the data folder: the database, what of it is not yet in its main file, and the key.
fn found_in_files(program: &Program, witness: &Witness) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(program.data()).unwrap() {
        let path = entry.unwrap().path();
        found.extend(witness.found_in(&path.display().to_string(), &std::fs::read(&path).unwrap()));
    }
    found
}

/// The most talkative log, and every way of sending.
fn settings(post: &Post) -> Vec<(&str, &str)> {
    let mut settings = vec![("KEYLINK_LOG", keylink_canary::EVERYTHING), ("KEYLINK_LIMITS_MISSES_PER_MINUTE", "0")];
    settings.extend(post.settings.iter().map(|(name, value)| (*name, value.as_str())));
    settings
}

fn nothing_of(found: &[String]) {
    assert!(found.is_empty(), "secrets were told:\n{}", found.join("\n"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_secret_is_told_on_sqlite() {
    let post = Post::open().await;
    let program = Program::start(Start { settings: &settings(&post), ..Start::default() }).await;
    let (program, _, found) = live_and_tell(program, post).await;
    let database = std::fs::read(program.data().join("keylink.db")).unwrap();
    assert!(database.windows(9).any(|bytes| bytes == b"Lindenhof"), "this is not the database");
    nothing_of(&found);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_secret_is_told_on_postgres() {
    let server = environment("KEYLINK_TEST_POSTGRES")
        .expect("PostgreSQL is part of these tests; run them with: script/with-postgres cargo nextest run -p keylink");
    let name = format!("canary_{}", std::process::id());
    let (client, connection) = tokio_postgres::connect(&server, tokio_postgres::NoTls).await.unwrap();
    tokio::spawn(connection);
    client.batch_execute(&format!("CREATE DATABASE {name}")).await.unwrap();
    let database = format!("{}/{name}", server.rsplit_once('/').unwrap().0);
    let post = Post::open().await;
    let program = Program::start(Start { settings: &settings(&post), database: Some(database.clone()) }).await;
    let (_, witness, mut found) = live_and_tell(program, post).await;
    let dump = Command::new("pg_dump").arg(&database).output().await.unwrap();
    assert!(dump.status.success(), "{}", String::from_utf8_lossy(&dump.stderr));
    assert!(String::from_utf8_lossy(&dump.stdout).contains("Lindenhof"), "this is not the database");
    found.extend(witness.found_in("the dump", &dump.stdout));
    nothing_of(&found);
}
