//! Connections that are taken and not used: half of a request, or none, keeps nobody from a door.

use std::time::Duration;

use keylink_virtual_door::Mood;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::program::{Door, Program, Start, press, program, tell_to_stop, wait_until};

/// How long a guest may wait where others do what they can.
const SOON: Duration = Duration::from_secs(10);

/// A connection with the beginning of a request on it.
async fn half_open(program: &Program, beginning: &str) -> TcpStream {
    let mut stream = TcpStream::connect(program.url.strip_prefix("http://").unwrap()).await.unwrap();
    // One that is sent away at once is as good.
    drop(stream.write_all(beginning.as_bytes()).await);
    stream
}

/// Whether the server has ended the connection, which says nothing more.
async fn has_ended(stream: &mut TcpStream) -> bool {
    let mut rest = Vec::new();
    let ended = tokio::time::timeout(SOON, stream.read_to_end(&mut rest)).await;
    ended.is_ok()
}

#[tokio::test]
async fn a_thousand_half_requests_keep_no_guest_from_opening() {
    let program = Program::start(Start { settings: &[("KEYLINK_CONNECTIONS_MAX", "200")], ..Start::default() }).await;
    let api = program.set_up_with_token().await;
    api.take_plain_taps().await;
    let door = Door::add(&program, &api).await;
    let (link, _) = door.link(&api).await;
    let mut held = Vec::new();
    for number in 0..1_000 {
        // Some say nothing, some stop in the head, some promise a body that never comes.
        let beginning = match number % 4 {
            0 => "",
            1 => "POST /k/0123456789abcdefghjkmnpqrs/unlock HTTP/1.1\r\nHost: keys.test\r\nX-Slow: ",
            2 => {
                "POST /k/0123456789abcdefghjkmnpqrs/unlock HTTP/1.1\r\nHost: keys.test\r\nContent-Length: 100\r\n\r\ndoor="
            }
            _ => "GET /healthz HTTP/1.1\r\nHost: keys.test\r\n",
        };
        held.push(half_open(&program, beginning).await);
    }
    let answer = tokio::time::timeout(SOON, press(&link, &door.id, "press-1234")).await.expect("the guest waits");
    assert_eq!((&answer["outcome"], door.moves()), (&"opened".into(), 1), "{answer}");
    assert!(program.most_memory_mb() < 200, "{} MB", program.most_memory_mb());
}

#[tokio::test]
async fn a_request_that_does_not_come_to_its_end_is_given_up() {
    let start = Start { settings: &[("KEYLINK_CONNECTIONS_PATIENCE_MS", "300")], ..Start::default() };
    let program = Program::start(start).await;
    for beginning in [
        "",
        "GET / HTTP/1.1\r\nHost: keys.test\r\n",
        "POST /sign-in HTTP/1.1\r\nHost: keys.test\r\nOrigin: http://keys.test\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\nemail=",
        "GET /healthz HTTP/1.1\r\nHost: keys.test\r\n\r\n",
    ] {
        let mut stream = half_open(&program, beginning).await;
        assert!(has_ended(&mut stream).await, "{beginning:?} holds its connection for ever");
    }
}

#[tokio::test]
async fn who_waits_for_an_answer_is_not_sent_away() {
    let settings = [("KEYLINK_CONNECTIONS_MAX", "4"), ("KEYLINK_UNLOCK_DEADLINE_MS", "3000")];
    let program = Program::start(Start { settings: &settings, ..Start::default() }).await;
    let api = program.set_up_with_token().await;
    api.take_plain_taps().await;
    // It hears and does not answer: the press waits for its whole deadline.
    let door = Door::with(&program, &api, Mood::Deaf).await;
    let (link, id) = door.link(&api).await;
    let number = door.id.clone();
    let pressing = tokio::spawn(async move { press(&link, &number, "press-1234").await });
    wait_until("the press is under way", async || {
        let log = api.get(&format!("/events?link={id}&kind=unlock.granted")).await;
        log["items"].as_array().is_some_and(|lines| !lines.is_empty())
    })
    .await;
    assert!(!pressing.is_finished());
    let mut held = Vec::new();
    for _ in 0..40 {
        held.push(half_open(&program, "GET").await);
    }
    let answer = pressing.await.unwrap();
    assert_eq!(answer["outcome"], "unknown", "{answer}");
}

#[tokio::test]
async fn nobody_keeps_the_program_from_stopping() {
    let settings = [("KEYLINK_CONNECTIONS_PATIENCE_MS", "600000")];
    let mut program = Program::start(Start { settings: &settings, ..Start::default() }).await;
    let beginning = "POST /sign-in HTTP/1.1\r\nHost: keys.test\r\nContent-Length: 100\r\n\r\nemail=";
    let mut stream = half_open(&program, beginning).await;
    tokio::time::timeout(2 * SOON, program.stop()).await.expect("it waits for who says nothing more");
    assert!(has_ended(&mut stream).await);
    assert!(program.log().contains("connections were cut"), "{}", program.log());
}

#[tokio::test]
async fn a_word_to_stop_that_comes_while_it_starts_ends_it_in_order() {
    // A database that takes the connection and says nothing.
    let mute = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let database = format!("postgres://keylink@{}/keylink", mute.local_addr().unwrap());
    let folder = tempfile::tempdir().unwrap();
    let mut command = program(folder.path(), Some(&database));
    command.args(["serve", "--listen", "127.0.0.1:0", "--data", "data"]).kill_on_drop(true);
    let mut child = command.spawn().unwrap();
    let _silence = tokio::time::timeout(SOON, mute.accept()).await.expect("it does not ask the database").unwrap();
    tell_to_stop(child.id().unwrap());
    let ended = tokio::time::timeout(SOON, child.wait()).await.expect("it waits for the database").unwrap();
    assert!(ended.success(), "{ended}");
}
