//! The UHPPOTE packets against an independent client: PyPI `uhppoted`, in a virtual environment of its own that
//! `script/setup test` makes. Without it this test says so and does nothing.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use keylink_domain::controller::DriverKind;
use tokio::net::UdpSocket;

use crate::scene::Scene;

/// Reads packets in hexadecimal, a line each: what was asked, as the oracle would write it, and what the driver wrote.
const JUDGE: &str = r#"
import sys
from uhppoted import encode, decode
from uhppoted.structs import DoorMode
serial = 405419896
questions = {
    0x94: lambda p: encode.get_controller_request(serial),
    0x20: lambda p: encode.get_status_request(serial),
    0x40: lambda p: encode.open_door_request(serial, p[8]),
    0x82: lambda p: encode.get_door_control_request(serial, p[8]),
    0x80: lambda p: encode.set_door_control_request(serial, p[8], p[9], p[10]),
}
answers = {
    0x94: lambda p: (lambda r: f"{r.mac_address} {r.version}")(decode.get_controller_response(p)),
    0x20: lambda p: (lambda r: f"{r.door_1_open} {r.relays} {r.event_index}")(decode.get_status_response(p)),
    0x40: lambda p: f"{decode.open_door_response(p).opened}",
    0x82: lambda p: (lambda r: f"{r.door} {r.mode} {r.delay}")(decode.get_door_control_response(p)),
    0x80: lambda p: (lambda r: f"{r.door} {r.mode} {r.delay}")(decode.set_door_control_response(p)),
}
for line in sys.stdin:
    kind, text = line.split()
    packet = bytes.fromhex(text)
    if kind == "asked":
        assert bytes(questions[packet[1]](packet)) == packet, f"the oracle writes it otherwise: {text}"
        print(f"asked {packet[1]:02x}")
    else:
        print(f"said {packet[1]:02x} {answers[packet[1]](packet)}")
"#;

fn python() -> Option<PathBuf> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..");
    let python = root.join("target/uhppoted/bin/python");
    python.exists().then_some(python)
}

/// A board that answers from a script, and keeps what it heard and said.
async fn recorded() -> Vec<String> {
    let socket = UdpSocket::bind(("127.0.0.1", 0)).await.unwrap();
    let address: SocketAddr = socket.local_addr().unwrap();
    let (sender, mut lines) = tokio::sync::mpsc::unbounded_channel();
    tokio::spawn(async move {
        let mut asked = [0; 64];
        while let Ok((_, from)) = socket.recv_from(&mut asked).await {
            let mut said = [0; 64];
            said[..8].copy_from_slice(&asked[..8]);
            match asked[1] {
                0x94 => {
                    said[8..28].copy_from_slice(&[
                        192, 168, 1, 100, 255, 255, 255, 0, 192, 168, 1, 1, 0, 0x66, 0x19, 0x39, 0x55, 0x2d, 0x08, 0x92,
                    ]);
                    said[28..32].copy_from_slice(&[0x20, 0x18, 0x08, 0x16]);
                }
                0x20 => {
                    (said[28], said[49]) = (1, 0b0010);
                    said[51..54].copy_from_slice(&[0x26, 0x11, 0x22]);
                    said[37..40].copy_from_slice(&[0x12, 0x30, 0x59]);
                }
                0x40 => said[8] = 1,
                0x82 => said[8..11].copy_from_slice(&[asked[8], 3, 5]),
                _ => said[8..11].copy_from_slice(&asked[8..11]),
            }
            for (kind, packet) in [("asked", &asked), ("said", &said)] {
                let hex: String = packet.iter().map(|byte| format!("{byte:02x}")).collect();
                sender.send(format!("{kind} {hex}")).unwrap();
            }
            socket.send_to(&said, from).await.unwrap();
        }
    });
    let address = address.to_string();
    let scene = Scene::new(DriverKind::Uhppote, &[("address", &address), ("serial", "405419896")]).await;
    let opened = scene.open("2").await;
    assert_eq!(opened, keylink_domain::unlock::Outcome::Opened);
    assert!(scene.probe(&[]).await.unwrap().facts[0].contains("00:66:19:39:55:2d"));
    let mut heard = Vec::new();
    while let Ok(line) = lines.try_recv() {
        heard.push(line);
    }
    heard
}

#[tokio::test]
async fn an_independent_client_writes_and_reads_the_same_packets() {
    let Some(python) = python() else {
        eprintln!("skipped: PyPI uhppoted is not installed; script/setup test does it");
        return;
    };
    let lines = recorded().await;
    let mut judge =
        Command::new(python).args(["-c", JUDGE]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    std::io::Write::write_all(judge.stdin.as_mut().unwrap(), lines.join("\n").as_bytes()).unwrap();
    let judged = judge.wait_with_output().unwrap();
    let said = String::from_utf8(judged.stdout).unwrap();
    assert!(judged.status.success(), "{said}");
    for expected in
        ["asked 82", "asked 80", "asked 40", "asked 20", "asked 94", "said 40 True", "said 82 2 3 5", "said 80 2 3 3"]
    {
        assert!(said.lines().any(|line| line == expected), "{expected} is missing in:\n{said}");
    }
    assert!(said.contains("said 20 True 2 0") && said.contains("v8.92"), "{said}");
}
