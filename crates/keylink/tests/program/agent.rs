//! The agent as it is run at a site: enrolled by a code at a real server, through whose web address alone it comes.

use std::net::SocketAddr;
use std::process::Stdio;
use std::sync::atomic::{AtomicUsize, Ordering};

use keylink_domain::clock::Clock as _;
use keylink_service::clock::SystemClock;
use reqwest::header::{ACCEPT, AUTHORIZATION};
use serde_json::{Value, json};
use tokio::process::Child;

use crate::board::{BUTTON, Board, CARD_IN, SERIAL};
use crate::fake::{Asked, Device, Fake, Said};
use crate::line::{Line, State, stays_so_for};
use crate::program::{Api, Program, Start, press, program, wait_until};

/// A relay with a web interface, as a Shelly's.
struct Relay;

impl Device for Relay {
    fn is_command(&self, asked: &Asked) -> bool {
        asked.path == "/rpc/Switch.Set"
    }

    fn answer(&self, asked: &Asked, moved: &AtomicUsize) -> Said {
        match asked.path.as_str() {
            "/shelly" => Said::json(&json!({ "gen": 3, "id": "shelly-1", "app": "S1G3", "ver": "1.4.4" })),
            "/rpc/Switch.Set" => {
                moved.fetch_add(1, Ordering::SeqCst);
                Said::json(&json!({ "was_on": false }))
            }
            _ => Said::json(&json!({ "id": 0, "output": moved.load(Ordering::SeqCst) > 0 })),
        }
    }
}

/// A site with a relay and a board, and a line to the center.
pub struct Site {
    pub folder: tempfile::TempDir,
    pub relay: Fake,
    board: Board,
    pub line: Line,
    agent: Option<Child>,
}

impl Site {
    async fn of(center: &Program) -> Self {
        Self::behind(center.url.strip_prefix("http://").unwrap().parse().unwrap()).await
    }

    /// With a line that leads there.
    pub async fn behind(there: SocketAddr) -> Self {
        let line = Line::to(there).await;
        let relay = Fake::start(Relay).await;
        let board = Board::start(jiff::civil::date(2026, 11, 22).at(12, 0, 0, 0)).await;
        let folder = tempfile::tempdir().unwrap();
        let file = format!(
            "networks = [\"127.0.0.0/8\"]\n\
             [device.hall]\ndriver = \"shelly\"\naddress = \"{}\"\n\
             [device.board]\ndriver = \"uhppote\"\naddress = \"{}\"\nserial = {SERIAL}\nclock = \"no\"\n\
             [door.street]\ndevice = \"hall\"\nplace = 0\n[door.cellar]\ndevice = \"board\"\nplace = 1\n",
            relay.base, board.address
        );
        std::fs::create_dir(folder.path().join("keylink-agent")).unwrap();
        std::fs::write(folder.path().join("keylink-agent/agent.toml"), file).unwrap();
        Self { folder, relay, board, line, agent: None }
    }

    /// Runs a verb to its end: whether it did what it should, and what it said.
    pub async fn run(&self, arguments: &[&str]) -> (bool, String) {
        let done = program(self.folder.path(), None).arg("agent").args(arguments).output().await.unwrap();
        (done.status.success(), String::from_utf8(done.stdout).unwrap() + &String::from_utf8(done.stderr).unwrap())
    }

    async fn enrol(&self, code: &str) -> (bool, String) {
        self.run(&["enrol", &format!("http://{}", self.line.address), code]).await
    }

    pub fn start(&mut self) {
        let log =
            std::fs::File::options().append(true).create(true).open(self.folder.path().join("agent.log")).unwrap();
        let mut command = program(self.folder.path(), None);
        command.args(["agent", "run", "--log", "debug"]).stdout(Stdio::null()).stderr(log).kill_on_drop(true);
        self.agent = Some(command.spawn().unwrap());
    }

    /// Ends the agent as a power cut would.
    pub async fn kill(&mut self) {
        self.agent.take().unwrap().kill().await.unwrap();
    }

    pub fn log(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("agent.log")).unwrap()
    }
}

/// A controller for an agent; its id.
pub async fn controller(api: &Api) -> String {
    let made = api.post("/controllers", &json!({ "name": "Annex", "driver": "agent" })).await;
    assert!(made.get("password").is_none(), "an agent makes its own secret: {made}");
    made["id"].as_str().unwrap().to_owned()
}

pub async fn code(api: &Api, controller: &str) -> String {
    let made = api.post(&format!("/controllers/{controller}/enrolment-code"), &json!({})).await;
    made["code"].as_str().unwrap().to_owned()
}

pub async fn until_online(api: &Api, controller: &str, online: bool) {
    let path = format!("/controllers/{controller}");
    wait_until("the agent is online, or not", async || api.get(&path).await["online"] == online).await;
}

pub async fn door(api: &Api, controller: &str, name: &str, channel: &str) -> String {
    let wiring = json!({ "name": name, "controller_id": controller, "channel": channel });
    api.post("/doors", &wiring).await["id"].as_str().unwrap().to_owned()
}

pub async fn unlock(api: &Api, door: &str) -> Value {
    api.post(&format!("/doors/{door}/unlock"), &json!({})).await
}

#[tokio::test]
async fn a_door_at_a_site_opens_through_the_center_s_web_address_alone() {
    let center = Program::start(Start::default()).await;
    let api = center.set_up_with_token().await;
    api.take_plain_taps().await;
    let mut site = Site::of(&center).await;
    let controller = controller(&api).await;
    let (done, said) = site.enrol(&code(&api, &controller).await).await;
    assert!(done && said.contains("Annex"), "{said}");
    let (done, said) = site.run(&["check"]).await;
    assert!(done && said.contains("hall: it answers"), "{said}");
    site.start();
    until_online(&api, &controller, true).await;
    let street = door(&api, &controller, "Street door", "street").await;
    assert_eq!(unlock(&api, &street).await["outcome"], "opened", "{}", site.log());
    assert_eq!(unlock(&api, &door(&api, &controller, "Attic", "attic").await).await["refusal"], "door_not_wired");
    // A guest, and then a guest no more.
    let link = api.post("/links", &json!({ "name": "Mia", "doors": [street] })).await;
    let url = link["url"].as_str().unwrap();
    assert_eq!(press(url, &street, "press-1234").await["outcome"], "opened");
    api.post(&format!("/links/{}/revoke", link["id"].as_str().unwrap()), &json!({})).await;
    assert_eq!(site.relay.moves(), 2);
    let guest = reqwest::Client::new();
    let form = [("door", street.as_str()), ("press", "press-5678"), ("gesture", "tap")];
    let refused = guest.post(format!("{url}/unlock")).form(&form).header(ACCEPT, "application/json").send().await;
    let refused: Value = refused.unwrap().json().await.unwrap();
    assert_eq!(refused["refusal"], "link_revoked", "{refused}");
    assert_eq!(site.relay.moves(), 2, "a revoked link opens nothing");
    // The power goes at the site, and comes back.
    site.kill().await;
    until_online(&api, &controller, false).await;
    assert_eq!(unlock(&api, &street).await["refusal"], "door_offline");
    site.start();
    until_online(&api, &controller, true).await;
    assert_eq!(unlock(&api, &street).await["outcome"], "opened");
    assert_eq!(site.relay.moves(), 3);
    let tested = api.post(&format!("/controllers/{controller}/test"), &json!({})).await;
    assert!(tested["facts"].to_string().contains("channels street: it answers"), "{tested}");
    for file in ["agent.log", "keylink-agent/commands.jsonl", "keylink-agent/journal.jsonl"] {
        let text = std::fs::read_to_string(site.folder.path().join(file)).unwrap();
        let identity = std::fs::read_to_string(site.folder.path().join("keylink-agent/identity.json")).unwrap();
        let identity: Value = serde_json::from_str(&identity).unwrap();
        assert!(!text.contains(identity["password"].as_str().unwrap()), "{file} holds the secret");
    }
}

#[tokio::test]
async fn what_happened_while_the_line_was_down_is_in_the_log_once_with_its_own_time() {
    let center = Program::start(Start::default()).await;
    let api = center.set_up_with_token().await;
    let mut site = Site::of(&center).await;
    let controller = controller(&api).await;
    let cellar = door(&api, &controller, "Cellar", "cellar").await;
    assert!(site.enrol(&code(&api, &controller).await).await.0);
    site.start();
    until_online(&api, &controller, true).await;
    let heard = || site.board.state.lock().unwrap().heard;
    wait_until("the board is known", async || heard() > 4).await;
    let lines = async || {
        let events = api.get(&format!("/events?kind=door.&door={cellar}")).await;
        let all = events["items"].as_array().unwrap().clone();
        all.into_iter().filter(|line| line["kind"] != "door.created").collect::<Vec<_>>()
    };
    site.board.happens(CARD_IN, 1, 4_711);
    wait_until("the card is in the log", async || lines().await.len() == 1).await;
    site.line.be(State::Down);
    until_online(&api, &controller, false).await;
    let then = SystemClock.now().as_millisecond();
    site.board.happens(BUTTON, 1, 0);
    let asked = || site.board.state.lock().unwrap().asked_for_events;
    let before = asked();
    wait_until("the agent has it", async || asked() > before).await;
    stays_so_for(std::time::Duration::from_secs(3)).await;
    site.kill().await;
    site.start();
    site.line.be(State::Well);
    wait_until("it is in the log", async || lines().await.len() == 2).await;
    let button = lines().await.into_iter().find(|line| line["kind"] == "door.button_pressed").unwrap();
    let happened = button["detail"]["happened_ms"].as_i64().unwrap();
    assert!((happened - then).abs() < 2_500, "{} ms off: {button}", happened - then);
    stays_so_for(std::time::Duration::from_secs(4)).await;
    assert_eq!(lines().await.len(), 2, "once");
}

#[tokio::test]
async fn a_code_counts_once_and_who_is_enrolled_anew_ends_who_was_before() {
    let center = Program::start(Start::default()).await;
    let api = center.set_up_with_token().await;
    let (mut first, second) = (Site::of(&center).await, Site::of(&center).await);
    let controller = controller(&api).await;
    let good = code(&api, &controller).await;
    let (done, wrong) = first.enrol("0000-0000-0000-0000").await;
    assert!(!done && wrong.contains("make a new one"), "{wrong}");
    assert!(first.enrol(&good).await.0);
    let (done, spent) = second.enrol(&good).await;
    assert!(!done);
    assert_eq!(spent, wrong, "a spent code and a wrong one get the same answer");
    let (older, newer) = (code(&api, &controller).await, code(&api, &controller).await);
    assert!(!second.enrol(&older).await.0, "a newer code is in its place");
    let (done, said) = second.run(&["run"]).await;
    assert!(!done && said.contains("not enrolled"), "{said}");
    first.start();
    until_online(&api, &controller, true).await;
    let street = door(&api, &controller, "Street door", "street").await;
    assert_eq!(unlock(&api, &street).await["outcome"], "opened");
    assert!(second.enrol(&newer).await.0);
    until_online(&api, &controller, false).await;
    stays_so_for(std::time::Duration::from_secs(2)).await;
    assert_eq!(unlock(&api, &street).await["refusal"], "door_offline", "the first comes in no more");
    assert_eq!((first.relay.moves(), second.relay.moves()), (1, 0));
    let mut second = second;
    second.start();
    until_online(&api, &controller, true).await;
    assert_eq!(unlock(&api, &street).await["outcome"], "opened");
    assert_eq!((first.relay.moves(), second.relay.moves()), (1, 1));
    let events = api.get("/events?kind=controller.").await.to_string();
    assert!(events.contains("controller.code_made") && events.contains("controller.enrolled"), "{events}");
    assert!(!events.contains(&newer) && !center.log().contains(&newer), "a code is nobody's to read");
}

#[tokio::test]
async fn guesses_of_codes_are_slowed_and_the_web_address_lets_nobody_in_by_itself() {
    let center = Program::start(Start::default()).await;
    let api = center.set_up_with_token().await;
    let client = reqwest::Client::new();
    let guess = async |body: &Value| {
        client.post(format!("{}/agent/enrol", center.url)).json(body).send().await.unwrap().status().as_u16()
    };
    for nonsense in [json!({}), json!([]), json!({ "code": "x", "login_hash": "y" }), json!({ "code": 7 })] {
        assert_eq!(guess(&nonsense).await, 400, "{nonsense}");
    }
    let wrong = json!({ "code": "0000-0000-0000-0000", "login_hash": "ab".repeat(32) });
    let mut last = 0;
    for _ in 0..30 {
        last = guess(&wrong).await;
    }
    assert_eq!(last, 429);
    let line = client.get(format!("{}/agent", center.url)).send().await.unwrap();
    assert_eq!(line.status().as_u16(), 426);
    // Only a controller for an agent has a code, and only who manages doors gets one.
    let device = api.post("/controllers", &json!({ "name": "Cabinet" })).await;
    let path = format!("{}/controllers/{}/enrolment-code", api.url, device["id"].as_str().unwrap());
    let answer =
        client.post(&path).header(AUTHORIZATION, format!("Bearer {}", api.token)).json(&json!({})).send().await;
    assert_eq!(answer.unwrap().status().as_u16(), 409);
    assert_eq!(client.post(&path).json(&json!({})).send().await.unwrap().status().as_u16(), 401);
    let printed = center.run(&["agent", "code", "Annex", "--json"]).await;
    let printed: Value = serde_json::from_str(&printed).unwrap();
    assert!(printed["command"].as_str().unwrap().starts_with("keylink agent enrol http"), "{printed}");
}
