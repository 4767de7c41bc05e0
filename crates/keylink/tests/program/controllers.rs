//! Controllers on the command line: found, added with their doors, shown, tested; and what is never typed or printed.

use serde_json::Value;
use tokio::net::UdpSocket;

use crate::program::{Program, Start};

const SERIAL: u32 = 102_030_405;

/// A board for one door that says who and how it is.
async fn board() -> String {
    let socket = UdpSocket::bind("127.0.0.1:0").await.unwrap();
    let address = socket.local_addr().unwrap().to_string();
    tokio::spawn(async move {
        let mut packet = [0; 64];
        loop {
            let (_, from) = socket.recv_from(&mut packet).await.unwrap();
            packet[4..8].copy_from_slice(&SERIAL.to_le_bytes());
            packet[8..].fill(0);
            socket.send_to(&packet, from).await.unwrap();
        }
    });
    address
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[tokio::test]
async fn a_board_is_found_added_and_shown() {
    let board = board().await;
    let settings = [
        ("KEYLINK_DRIVER_NETWORKS", "127.0.0.0/8"),
        ("KEYLINK_DRIVER_MDNS", ""),
        ("KEYLINK_DRIVER_BOARDS", board.as_str()),
    ];
    let program = Program::start(Start { settings: &settings, ..Start::default() }).await;
    program.set_up("correct horse battery").await;

    let found = json(&program.run(&["discover", "--json"]).await);
    assert_eq!((&found["name"], &found["controller"]), (&Value::from("UHPPOTE 102030405"), &Value::Null));
    let (address, serial) = (format!("address={board}"), format!("serial={SERIAL}"));
    let add = [
        "controller",
        "add",
        "--name",
        "Board",
        "--kind",
        "uhppote",
        "--set",
        &address,
        "--set",
        &serial,
        "--doors",
        "--json",
    ];
    let made = json(&program.run(&add).await);
    assert_eq!(made["doors"], serde_json::json!(["Door 1"]));
    let table = program.run(&["discover"]).await;
    assert!(table.contains("added: Board") && table.contains("1 door"), "{table}");

    let list = program.run(&["controller", "list"]).await;
    assert!(list.contains("Board") && list.contains("online"), "{list}");
    let shown = json(&program.run(&["controller", "show", "board", "--json"]).await);
    assert_eq!(
        (&shown["settings"]["serial"], &shown["doors"][0]["channel"]),
        (&SERIAL.to_string().into(), &"1".into())
    );
    let tested = program.run(&["controller", "test", "Board"]).await;
    assert!(tested.starts_with("It answers.") && tested.contains("Board 102030405"), "{tested}");
    let wrong = program.fails(&["controller", "test", "Cellar"]).await;
    assert!(wrong.contains("there is no controller \"Cellar\"; there are: Board"), "{wrong}");
}

#[tokio::test]
async fn secrets_are_neither_typed_as_arguments_nor_printed() {
    let program = Program::start(Start::default()).await;
    program.set_up("correct horse battery").await;
    let add = ["controller", "add", "--name", "Relay", "--kind", "shelly", "--set", "address=192.168.1.20"];
    let wrong = program.fails(&[&add[..], &["--set", "password=hush"]].concat()).await;
    assert!(wrong.contains("--secret password"), "{wrong}");
    let wrong = program.fails(&[&add[..], &["--secret", "password"]].concat()).await;
    assert!(wrong.contains("standard input has no line"), "{wrong}");
    let id = program.run_with("hush-hush\n", &[&add[..], &["--secret", "password"]].concat()).await;
    for told in
        [program.run(&["controller", "show", &id]).await, program.run(&["controller", "show", &id, "--json"]).await]
    {
        assert!(told.contains("password") && !told.contains("hush-hush"), "{told}");
    }
    let wrong = program.fails(&["controller", "add", "--name", "x", "--kind", "telnet"]).await;
    assert!(wrong.contains("there are: mqtt"), "{wrong}");
    let own = json(&program.run(&["controller", "add", "--name", "Cabinet", "--json"]).await);
    assert!(own["password"].as_str().is_some_and(|password| password.len() > 20) && own["login"] == own["id"]);
    assert!(program.run(&["controller", "kinds", "shelly"]).await.contains("password"));
}
