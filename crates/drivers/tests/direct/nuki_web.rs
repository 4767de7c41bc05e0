//! Nuki's servers, as programs that speak to them tell: a list of locks, their states, and actions that
//! are taken before anything moves.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use keylink_domain::controller::DriverKind;
use keylink_domain::door::{ContactStatus, LockStatus};
use keylink_domain::refusal::Refusal;
use keylink_domain::unlock::Outcome;
use serde_json::{Value, json};

use crate::fake::{Asked, Device, Fake, Said};
use crate::scene::Scene;

/// A lock that unlatches and stands unlocked then, an opener, one that is not reached, one that blocks, one that is unlocked
/// already; the token is `hush`. The state is told one question later than it is so.
#[derive(Default)]
pub struct NukiWeb(Mutex<u64>);

const LOCK: u64 = 17_179_870_418;
const OPENER: u64 = 8_589_935_826;

fn lock(id: u64, kind: u64, server: u64, state: u64) -> Value {
    let more = json!({ "state": state, "batteryCritical": id == LOCK, "batteryCharge": 34, "doorState": 2 });
    json!({ "smartlockId": id, "type": kind, "name": format!("Lock {}", id % 100), "serverState": server, "state": more })
}

impl Device for NukiWeb {
    fn is_command(&self, asked: &Asked) -> bool {
        asked.method == "POST"
    }

    fn answer(&self, asked: &Asked, moved: &AtomicUsize) -> Said {
        if asked.headers.get("authorization").map(String::as_str) != Some("Bearer hush") {
            return Said::status(401, "");
        }
        let went = moved.load(Ordering::SeqCst) > 0;
        let all = [
            lock(LOCK, 4, 0, 1),
            lock(OPENER, 2, 0, if went { 5 } else { 1 }),
            lock(3, 0, 4, 1),
            lock(4, 0, 0, if went { 254 } else { 1 }),
            lock(5, 0, 0, 3),
            lock(6, 0, 0, 5),
        ];
        let path = asked.path.trim_start_matches("/smartlock");
        let id: Option<u64> = path.split('/').nth(1).and_then(|id| id.parse().ok());
        let known = all.iter().find(|known| known["smartlockId"].as_u64() == id).cloned();
        match (asked.method.as_str(), known) {
            ("GET", _) if path.is_empty() => Said::json(&json!(all)),
            ("GET", Some(mut known)) => {
                let mut later = self.0.lock().unwrap();
                if id == Some(LOCK) && went {
                    let state = [1, 7, 5, 3][usize::try_from((*later).min(3)).unwrap()];
                    known["state"]["state"] = state.into();
                    *later += 1;
                }
                Said::json(&known)
            }
            ("POST", Some(_)) => {
                let body: Value = serde_json::from_str(&asked.body).unwrap();
                assert!(asked.path.ends_with("/action"), "{}", asked.path);
                if body["action"] != 3 {
                    return Said::status(400, "");
                }
                *self.0.lock().unwrap() = 0;
                moved.fetch_add(1, Ordering::SeqCst);
                Said::status(204, "")
            }
            _ => Said::status(404, ""),
        }
    }
}

async fn scene(fake: &Fake, token: &str) -> Scene {
    Scene::new(DriverKind::NukiWeb, &[("address", &fake.base), ("token", token)]).await
}

#[tokio::test]
async fn what_the_servers_tell_after_the_command_is_the_evidence() {
    let fake = Fake::start(NukiWeb::default()).await;
    let nuki = scene(&fake, "hush").await;
    assert_eq!(nuki.open(&LOCK.to_string()).await, Outcome::Opened);
    let fake = Fake::start(NukiWeb::default()).await;
    let nuki = scene(&fake, "hush").await;
    assert_eq!(nuki.open(&OPENER.to_string()).await, Outcome::Opened);
    let fake = Fake::start(NukiWeb::default()).await;
    let nuki = scene(&fake, "hush").await;
    assert_eq!(nuki.open("3").await, Outcome::Failed(Refusal::DoorOffline), "the servers do not reach it");
    assert_eq!(nuki.open("77").await, Outcome::Failed(Refusal::DoorOffline), "there is none");
    assert_eq!(scene(&fake, "loud").await.open("5").await, Outcome::Failed(Refusal::DoorOffline));
    assert_eq!(fake.moves(), 0);
    assert_eq!(nuki.open("4").await, Outcome::Failed(Refusal::DoorJammed), "its motor is blocked");
    assert_eq!(nuki.open("6").await, Outcome::Sent, "it was unlatched already, and nothing more is seen");
    assert_eq!(nuki.open_shortly("5").await, Outcome::Unknown, "it was unlocked already, and is not seen unlatched");
}

#[tokio::test]
async fn locks_are_offered_and_told_with_their_sensors_and_batteries() {
    let fake = Fake::start(NukiWeb::default()).await;
    let nuki = scene(&fake, "hush").await;
    let offers = nuki.probe(&[]).await.unwrap().offers;
    assert_eq!((offers.len(), offers[0].channel.as_str(), offers[0].name.as_str()), (6, "17179870418", "Lock 18"));
    let told = nuki.probe(&["17179870418", "3", "8589935826", "77"]).await.unwrap();
    assert!(told.facts[0].contains("17179870418: Lock 18, locked; its battery is nearly empty"), "{told:?}");
    assert!(told.facts.last().unwrap().contains("no such lock"), "{told:?}");
    let doors: Vec<_> = told.doors.iter().map(|door| (door.lock, door.contact)).collect();
    let closed = Some(ContactStatus::Closed);
    assert_eq!(doors, [(Some(LockStatus::Locked), closed), (None, None), (None, closed)]);
    assert_eq!(told.battery, Some(34));
    assert!(scene(&fake, "loud").await.probe(&[]).await.unwrap_err().contains("refused the login"));
    assert!(fake.asked.lock().unwrap().iter().all(|asked| !asked.path.contains("hush")), "the token is in no address");
}
