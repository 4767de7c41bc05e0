//! The search of the network, against a responder and a board that are made by hand here; and strangers who answer what
//! they should not.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use keylink_domain::controller::DriverKind;
use keylink_drivers::{Finder, Findings, Found, Networks};
use tokio::net::UdpSocket;
use tokio::time::Instant;

const SHORT: Duration = Duration::from_millis(1_600);
const SHELLY: &str = "shellyplus1-a8032ab1fe78._shelly._tcp.local";

fn labels(name: &str) -> Vec<u8> {
    let labels = name.split('.').flat_map(|label| [&[u8::try_from(label.len()).unwrap()], label.as_bytes()].concat());
    labels.chain([0]).collect()
}

fn record(name: &str, kind: u8, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).unwrap().to_be_bytes();
    // The class with the bit that says that it is the only one; 120 s to live.
    [&labels(name), &[0, kind, 0x80, 1, 0, 0, 0, 120][..], &length, data].concat()
}

fn ptr(service: &str, instance: &str) -> Vec<u8> {
    record(service, 12, &labels(instance))
}

fn srv(instance: &str, port: u16, host: &str) -> Vec<u8> {
    record(instance, 33, &[&[0, 0, 0, 0][..], &port.to_be_bytes(), &labels(host)].concat())
}

fn txt(instance: &str, words: &[&str]) -> Vec<u8> {
    let each = words.iter().flat_map(|word| [&[u8::try_from(word.len()).unwrap()], word.as_bytes()].concat());
    record(instance, 16, &each.collect::<Vec<u8>>())
}

fn a(host: &str, ip: [u8; 4]) -> Vec<u8> {
    record(host, 1, &ip)
}

/// A packet: an answer, unless it is said to be a question.
fn packet(is_answer: bool, records: &[Vec<u8>]) -> Vec<u8> {
    let flags = if is_answer { 0x84 } else { 0 };
    let count = u8::try_from(records.len()).unwrap();
    [&[0, 0, flags, 0, 0, 0, 0, count, 0, 0, 0, 0][..], &records.concat()].concat()
}

/// All that one device says.
fn device(service: &str, label: &str, port: u16, words: &[&str], ip: [u8; 4]) -> Vec<u8> {
    let (instance, host) = (format!("{label}.{service}"), format!("{label}.local"));
    packet(true, &[ptr(service, &instance), srv(&instance, port, &host), txt(&instance, words), a(&host, ip)])
}

/// Somebody who answers each question with what `says` says.
async fn responder(says: impl Fn(&[u8]) -> Vec<Vec<u8>> + Send + 'static) -> SocketAddr {
    let socket = UdpSocket::bind("127.0.0.1:0").await.unwrap();
    let address = socket.local_addr().unwrap();
    tokio::spawn(async move {
        let mut buffer = [0; 2_000];
        loop {
            let (length, from) = socket.recv_from(&mut buffer).await.unwrap();
            for said in says(&buffer[..length]) {
                socket.send_to(&said, from).await.unwrap();
            }
        }
    });
    address
}

fn open() -> Networks {
    Networks::read(&["private".to_owned(), "127.0.0.0/8".to_owned()]).unwrap()
}

async fn found_of(says: Vec<Vec<u8>>) -> Findings {
    let names = responder(move |_| says.clone()).await;
    Finder::new(open().searched(Some(names), None)).search(SHORT).await
}

fn told(found: &Found) -> (DriverKind, &str, &str, &str) {
    (found.driver, &found.name, &found.address, &found.about)
}

#[tokio::test]
async fn devices_are_found_by_what_they_say_of_themselves() {
    let shelly = ["gen=2", "app=Plus1", "ver=1.4.4"];
    let all = found_of(vec![
        device("_shelly._tcp.local", "shellyplus1-a", 80, &shelly, [192, 168, 1, 20]),
        device("_http._tcp.local", "shellyplus1-ab", 80, &shelly, [192, 168, 1, 20]),
        device("_http._tcp.local", "shelly1-first-gen", 80, &["id=x"], [192, 168, 1, 21]),
        device("_http._tcp.local", "printer", 80, &["gen=x"], [192, 168, 1, 22]),
        device(
            "_esphomelib._tcp.local",
            "gate",
            6_053,
            &["friendly_name=Yard gate", "version=2026.10.1"],
            [192, 168, 1, 23],
        ),
        device(
            "_home-assistant._tcp.local",
            "Home one",
            8_123,
            &["location_name=Home", "version=2026.11.0"],
            [192, 168, 1, 24],
        ),
        device("_ipp._tcp.local", "a printer too", 631, &[], [192, 168, 1, 25]),
    ])
    .await;
    assert_eq!(
        all.found.iter().map(told).collect::<Vec<_>>(),
        [
            (DriverKind::Esphome, "Yard gate", "http://192.168.1.23", "version 2026.10.1"),
            (DriverKind::Homeassistant, "Home", "http://192.168.1.24:8123", "version 2026.11.0"),
            (DriverKind::Shelly, "shellyplus1-ab", "http://192.168.1.20", "Plus1, version 1.4.4"),
        ],
        "a Shelly that says it twice is one; the first generation and others are passed over"
    );
    assert!(all.found.iter().all(|found| found.closed.is_none() && found.settings["address"] == found.address));
    assert!(all.troubles.is_empty(), "{:?}", all.troubles);
}

#[tokio::test]
async fn what_is_missing_is_asked_for() {
    let said = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&said);
    let names = responder(move |asked| {
        let asks = |name: &str, kind: u8| {
            let question = [&labels(name), &[0, kind][..]].concat();
            asked.windows(question.len()).any(|part| part == question)
        };
        count.fetch_add(1, Ordering::SeqCst);
        let mut records = Vec::new();
        if asks("_shelly._tcp.local", 12) {
            records.push(ptr("_shelly._tcp.local", SHELLY));
        }
        if asks(SHELLY, 33) && asks(SHELLY, 16) {
            records.extend([srv(SHELLY, 8080, "here.local"), txt(SHELLY, &["gen=3"])]);
        }
        if asks("here.local", 1) {
            records.push(a("HERE.local", [10, 0, 0, 7]));
        }
        vec![packet(true, &records)]
    })
    .await;
    let all = Finder::new(open().searched(Some(names), None)).search(Duration::from_millis(2_500)).await;
    assert_eq!(all.found.iter().map(|found| found.address.as_str()).collect::<Vec<_>>(), ["http://10.0.0.7:8080"]);
    assert!(said.load(Ordering::SeqCst) < 12, "it asks each second, not more");
}

#[tokio::test]
async fn strangers_words_are_cleaned_bounded_and_looked_at() {
    let hostile = ["gen=2", "app=<b>\u{202e}\r\nPlus", "ver=\u{0}\u{1b}[31m1", "friendly_name=\n"];
    let mut says = vec![
        device("_shelly._tcp.local", "\u{202e}evil\r\n\u{7}name", 80, &hostile, [192, 168, 1, 66]),
        device("_esphomelib._tcp.local", "\u{200b}", 80, &hostile, [127, 0, 0, 9]),
        // Where this server keeps its secrets, and where it must not go.
        device("_shelly._tcp.local", "metadata", 80, &["gen=2"], [169, 254, 169, 254]),
        device("_shelly._tcp.local", "in public", 80, &["gen=2"], [203, 0, 113, 7]),
        // No answer; no packet; more than there is room for; a port that is none.
        packet(
            false,
            &[
                ptr("_shelly._tcp.local", SHELLY),
                srv(SHELLY, 80, "q.local"),
                txt(SHELLY, &["gen=2"]),
                a("q.local", [10, 0, 0, 1]),
            ],
        ),
        vec![0x84; 40],
        [&[0, 0, 0x84, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff][..], &[0; 20]].concat(),
        device("_shelly._tcp.local", "nowhere at all", 0, &["gen=2"], [192, 168, 1, 67]),
    ];
    says.extend((0..250_u8).map(|n| {
        device(
            "_shelly._tcp.local",
            &format!("flood-{n}-{}", "x".repeat(usize::from(n % 40))),
            80,
            &["gen=2"],
            [10, 1, 2, n],
        )
    }));
    let all = found_of(says).await;
    let at = |address: &str| all.found.iter().find(|found| found.address == address);
    let evil = at("http://192.168.1.66").unwrap();
    assert_eq!((evil.name.as_str(), evil.about.as_str()), ("evil name", "<b> Plus, version [31m1"));
    assert_eq!(at("http://127.0.0.9").unwrap().name, "ESPHome", "nothing is left of its name");
    for closed in ["http://169.254.169.254", "http://203.0.113.7"] {
        assert!(at(closed).unwrap().closed.as_ref().unwrap().contains("driver.networks"), "{closed}");
    }
    assert!(at("http://10.0.0.1").is_none(), "what others ask is no answer");
    assert!(at("http://192.168.1.67").is_none());
    assert!((50..=200).contains(&all.found.len()), "a flood is cut: {}", all.found.len());
}

#[tokio::test]
async fn boards_are_found_and_nobody_else_is_called() {
    let board = responder(|asked| {
        assert_eq!(
            (asked.len(), &asked[..8]),
            (64, &[0x17, 0x94, 0, 0, 0, 0, 0, 0][..]),
            "the question for its number alone"
        );
        let mut said = asked.to_vec();
        said[4..8].copy_from_slice(&201_020_304_u32.to_le_bytes());
        said[26..28].copy_from_slice(&[0x06, 0x62]);
        // It says that it is elsewhere.
        said[8..12].copy_from_slice(&[10, 9, 9, 9]);
        vec![said, vec![0x17; 64], vec![0; 3]]
    })
    .await;
    let all = Finder::new(open().searched(None, Some(board))).search(SHORT).await;
    let [found] = all.found.as_slice() else { panic!("{all:?}") };
    assert_eq!(
        told(found),
        (DriverKind::Uhppote, "UHPPOTE 201020304", board.to_string().as_str(), "2 doors, firmware v6.62")
    );
    assert_eq!(found.settings["serial"], "201020304");
    // Whom mDNS names is not called, however inviting.
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let all = found_of(vec![device("_shelly._tcp.local", "trap", port, &["gen=2"], [127, 0, 0, 1])]).await;
    assert_eq!(all.found.len(), 1);
    assert!(tokio::time::timeout(Duration::from_millis(200), listener.accept()).await.is_err());
}

#[tokio::test]
async fn closed_networks_are_not_searched_and_that_is_said() {
    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    let silent = responder(move |_| {
        count.fetch_add(1, Ordering::SeqCst);
        Vec::new()
    })
    .await;
    for words in [&[][..], &["public".to_owned()][..], &["10.0.0.0/8".to_owned()][..]] {
        let networks = Networks::read(words).unwrap().searched(Some(silent), Some(silent));
        let all = Finder::new(networks).search(SHORT).await;
        assert!(all.troubles.iter().any(|why| why.contains("driver.networks")), "{:?}", all.troubles);
    }
    assert_eq!(asked.load(Ordering::SeqCst), 0);
    let off = Finder::new(open()).search(SHORT).await;
    assert!(off.troubles[0].contains("turned off"));
}

#[tokio::test]
async fn a_search_ends_in_time_whoever_talks() {
    let says: Vec<Vec<u8>> = (0..200).map(|_| vec![0x84; 1_000]).collect();
    let talker = responder(move |_| says.clone()).await;
    let began = Instant::now();
    let all = Finder::new(open().searched(Some(talker), Some(talker))).search(SHORT).await;
    assert!(all.found.is_empty() && began.elapsed() < SHORT + Duration::from_secs(1));
}
