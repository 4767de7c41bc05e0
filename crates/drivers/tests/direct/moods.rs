//! Every kind in every mood: an outcome is called opened only on evidence, silence never, and one press moves a door
//! once at the most.

use std::sync::Mutex;
use std::sync::atomic::AtomicUsize;

use keylink_domain::controller::DriverKind;
use keylink_domain::refusal::Refusal;
use keylink_domain::unlock::Outcome;

use crate::boxes::{Esphome, HomeAssistant, Nuki, Shelly, Tasmota};
use crate::fake::{Asked, Device, Fake, Mood, ODD, Said};
use crate::nuki_web::NukiWeb;
use crate::scene::{SHORT, Scene};

/// Anything that opens when it is asked to.
pub struct Plain;

impl Device for Plain {
    fn is_command(&self, asked: &Asked) -> bool {
        asked.method == "POST"
    }

    fn answer(&self, asked: &Asked, moved: &AtomicUsize) -> Said {
        if asked.path == "/moved" {
            let mut said = Said::status(302, "");
            said.headers.push(("Location", "/open".to_owned()));
            return said;
        }
        if asked.headers.get("x-key").map(String::as_str) != Some("hush") {
            return Said::status(403, "");
        }
        moved.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
        Said::status(200, &format!("door {} is open", asked.body))
    }
}

/// Opens in each odd mood. What each may be called is told by `may`, by the mood and whether the door moved.
async fn in_every_mood<D: Device>(
    device: impl Fn() -> D,
    kind: DriverKind,
    typed: &[(&str, &str)],
    channel: &str,
    may: impl Fn(Mood, Outcome) -> bool,
) {
    for mood in ODD {
        let fake = Fake::start(device()).await;
        let (name, rest) = typed.split_first().unwrap();
        let all: Vec<(&str, &str)> =
            std::iter::once((name.0, fake.base.as_str())).chain(rest.iter().copied()).collect();
        let scene = Scene::new(kind, &all).await;
        fake.be(mood);
        let began = tokio::time::Instant::now();
        let outcome = scene.open_shortly(channel).await;
        assert!(began.elapsed() < SHORT * 3, "{mood:?}: an answer was waited for past the deadline");
        assert!(may(mood, outcome), "{mood:?}: {outcome:?}");
        assert!(fake.moves() <= 1, "{mood:?}: it moved {} times", fake.moves());
        let certain = !matches!(outcome, Outcome::Failed(_)) || fake.moves() == 0;
        assert!(certain, "{mood:?}: called {outcome:?}, and it moved");
        // The next press finds the device well.
        fake.be(Mood::Well);
        assert!(matches!(scene.open(channel).await, Outcome::Opened | Outcome::Sent), "after {mood:?}");
    }
}

/// Where only the answer to the command tells.
fn by_the_answer(mood: Mood, outcome: Outcome) -> bool {
    match mood {
        Mood::Twice => matches!(outcome, Outcome::Opened | Outcome::Sent),
        _ => outcome == Outcome::Unknown,
    }
}

#[tokio::test]
async fn a_request_over_http() {
    let typed =
        [("url", ""), ("headers", "X-Key: {secret}"), ("secret", "hush"), ("body", "{channel}"), ("done", "is open")];
    let start = || Plain;
    in_every_mood(start, DriverKind::Http, &typed, "east", by_the_answer).await;
}

#[tokio::test]
async fn a_shelly() {
    // A relay that is seen on is evidence, also where the answer was lost.
    let seen = |mood, outcome| match mood {
        Mood::Garbage | Mood::BreaksOff | Mood::Endless => outcome == Outcome::Opened,
        _ => by_the_answer(mood, outcome),
    };
    let typed = [("address", ""), ("password", "hush")];
    in_every_mood(Shelly::default, DriverKind::Shelly, &typed, "0", seen).await;
}

#[tokio::test]
async fn a_tasmota() {
    let typed = [("address", ""), ("password", "hush")];
    in_every_mood(|| Tasmota(Mutex::new(0)), DriverKind::Tasmota, &typed, "1", by_the_answer).await;
}

#[tokio::test]
async fn an_esphome() {
    let typed = [("address", ""), ("user", "door"), ("password", "hush")];
    in_every_mood(|| Esphome, DriverKind::Esphome, &typed, "lock.front", by_the_answer).await;
}

#[tokio::test]
async fn a_home_assistant() {
    let typed = [("address", ""), ("token", "hush")];
    in_every_mood(|| HomeAssistant, DriverKind::Homeassistant, &typed, "lock.front", by_the_answer).await;
}

#[tokio::test]
async fn a_nuki_bridge() {
    let typed = [("address", ""), ("token", "hush")];
    in_every_mood(|| Nuki, DriverKind::Nuki, &typed, "1234", by_the_answer).await;
}

#[tokio::test]
async fn nukis_servers() {
    // What they tell of the lock is evidence, also where the answer to the command was lost.
    let seen = |mood, outcome| match mood {
        Mood::Garbage | Mood::BreaksOff | Mood::Endless => outcome == Outcome::Opened,
        _ => by_the_answer(mood, outcome),
    };
    let typed = [("address", ""), ("token", "hush")];
    in_every_mood(NukiWeb::default, DriverKind::NukiWeb, &typed, "17179870418", seen).await;
}

#[tokio::test]
async fn what_an_http_answer_means_is_what_the_settings_say() {
    let fake = Fake::start(Plain).await;
    let url = format!("{}/open/{{channel}}?ms={{pulse_ms}}&key={{secret}}", fake.base);
    let with = |more: &[(&'static str, &'static str)]| {
        let mut typed =
            vec![("url", url.clone()), ("secret", "hush".to_owned()), ("headers", "X-Key: {secret}".to_owned())];
        typed.extend(more.iter().map(|(name, value)| (*name, (*value).to_owned())));
        typed
    };
    for (more, outcome) in [
        (vec![], Outcome::Sent),
        (vec![("means", "opened")], Outcome::Opened),
        (vec![("done", "is shut")], Outcome::Unknown),
        (vec![("status", "204")], Outcome::Unknown),
        (vec![("failed", "is open")], Outcome::Failed(Refusal::DoorJammed)),
        (vec![("secret", "loud")], Outcome::Failed(Refusal::DoorJammed)),
    ] {
        let typed = with(&more);
        let typed: Vec<(&str, &str)> = typed.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let scene = Scene::new(DriverKind::Http, &typed).await;
        assert_eq!(scene.open("east").await, outcome, "{more:?}");
    }
    let asked = fake.asked.lock().unwrap();
    assert_eq!((asked[0].path.as_str(), asked[0].query["ms"].as_str()), ("/open/east", "3000"));
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let fake = Fake::start(Plain).await;
    let url = format!("{}/moved", fake.base);
    let scene = Scene::new(DriverKind::Http, &[("url", &url)]).await;
    assert_eq!(scene.open("1").await, Outcome::Unknown);
    assert_eq!((fake.moves(), fake.asked.lock().unwrap().len()), (0, 1));
}
