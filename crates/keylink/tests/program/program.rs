//! A running program, set up over HTTP, with a door on its broker.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use keylink_virtual_door::{Mood, Options as DoorOptions};
use reqwest::header::{ACCEPT, AUTHORIZATION, ORIGIN};
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};

const PATIENCE: Duration = Duration::from_secs(30);
pub const EMAIL: &str = "anna@example.com";

pub struct Program {
    pub url: String,
    pub broker: String,
    pub setup: Option<String>,
    pub folder: tempfile::TempDir,
    pub database: Option<String>,
    settings: Vec<(String, String)>,
    child: Child,
    _out: Lines<BufReader<ChildStdout>>,
}

/// How the program is started.
#[derive(Default)]
pub struct Start<'a> {
    /// Settings by their names in the environment.
    pub settings: &'a [(&'a str, &'a str)],
    /// A database on a server; SQLite where there is none.
    pub database: Option<String>,
}

impl Program {
    pub async fn start(start: Start<'_>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let log = std::fs::File::create(folder.path().join("program.log")).unwrap();
        let mut command = program(folder.path(), start.database.as_deref());
        command.arg("serve").args(["--listen", "127.0.0.1:0", "--mqtt-listen", "127.0.0.1:0"]);
        command.arg("--data").arg(folder.path().join("data")).envs(start.settings.iter().copied());
        command.stdout(Stdio::piped()).stderr(log).kill_on_drop(true);
        let mut child = command.spawn().unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap()).lines();
        let (mut url, mut broker, mut setup) = (None, None, None);
        let reading = async {
            while setup.is_none() {
                let Some(line) = out.next_line().await.unwrap() else { break };
                let after = |word: &str| line.split_once(word).map(|(_, rest)| rest.trim().to_owned());
                url = url.take().or_else(|| after("listens on "));
                broker = broker.take().or_else(|| after("mqtt://"));
                setup = line.contains("/setup/").then(|| line.trim().to_owned());
            }
        };
        tokio::time::timeout(PATIENCE, reading).await.expect("the program did not start");
        let said = std::fs::read_to_string(folder.path().join("program.log")).unwrap();
        let url = url.unwrap_or_else(|| panic!("the program did not say where it listens:\n{said}"));
        let settings = start.settings.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Self {
            url,
            broker: broker.unwrap_or_default(),
            setup,
            folder,
            database: start.database,
            settings,
            child,
            _out: out,
        }
    }

    /// What the program wrote to its log.
    pub fn log(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("program.log")).unwrap()
    }

    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    pub fn process(&self) -> u32 {
        self.child.id().unwrap()
    }

    /// Ends the program as an operator would, so that what it keeps is all in its files.
    pub async fn stop(&mut self) {
        tell_to_stop(self.process());
        assert!(self.child.wait().await.unwrap().success(), "{}", self.log());
    }

    /// Runs a command of the program on the same data; gives what it printed.
    pub async fn run(&self, arguments: &[&str]) -> String {
        self.run_with("", arguments).await
    }

    /// The same, with something on its standard input.
    pub async fn run_with(&self, input: &str, arguments: &[&str]) -> String {
        let done = self.output(input, arguments).await;
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        String::from_utf8(done.stdout).unwrap().trim().to_owned()
    }

    /// Runs a command that must fail; gives what it complained of.
    pub async fn fails(&self, arguments: &[&str]) -> String {
        let done = self.output("", arguments).await;
        assert!(!done.status.success(), "{}", String::from_utf8_lossy(&done.stdout));
        String::from_utf8(done.stderr).unwrap()
    }

    async fn output(&self, input: &str, arguments: &[&str]) -> std::process::Output {
        let mut command = program(self.folder.path(), self.database.as_deref());
        command.args(arguments).envs(self.settings.iter().map(|(name, value)| (name, value)));
        if !arguments.contains(&"kinds") {
            command.arg("--data").arg(self.data());
        }
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut typed = child.stdin.take().unwrap();
        typed.write_all(input.as_bytes()).await.unwrap();
        drop(typed);
        child.wait_with_output().await.unwrap()
    }

    /// Sets the program up; gives the browser in which that was done.
    pub async fn set_up(&self, password: &str) -> reqwest::Client {
        let browser = reqwest::Client::builder().cookie_store(true).build().unwrap();
        let form = [
            ("organization", "Lindenhof"),
            ("site", "Lindenhof 4"),
            ("zone", "Europe/Berlin"),
            ("name", "Anna"),
            ("email", EMAIL),
            ("password", password),
        ];
        let setup = self.setup.as_deref().unwrap();
        let answer = browser.post(setup).header(ORIGIN, &self.url).form(&form).send().await.unwrap();
        assert_eq!((answer.status().as_u16(), answer.url().path()), (200, "/control"));
        browser
    }

    /// Set up, with a token that acts for the owner.
    pub async fn set_up_with_token(&self) -> Api {
        self.set_up("correct horse battery").await;
        let token = self.run(&["token", "create"]).await;
        Api { client: reqwest::Client::new(), url: format!("{}/api/v1", self.url), token }
    }

    /// The sum of what the process has, at the most it ever had, in megabytes.
    pub fn most_memory_mb(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.process())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
        line.trim().split(' ').next().unwrap().parse::<u64>().unwrap() / 1_024
    }
}

/// Sends a process the word that an operator's service manager sends.
pub fn tell_to_stop(process: u32) {
    let process = rustix::process::Pid::from_raw(i32::try_from(process).unwrap()).unwrap();
    rustix::process::kill_process(process, rustix::process::Signal::TERM).unwrap();
}

pub fn program(folder: &Path, database: Option<&str>) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_keylink"));
    // What the machine's own settings say is nothing to these tests.
    command
        .env_clear()
        .envs(["PATH", "LLVM_PROFILE_FILE", "TMPDIR"].iter().filter_map(|name| Some((name, environment(name)?))));
    command.current_dir(folder).stdin(Stdio::null());
    if let Some(database) = database {
        command.env("KEYLINK_DATABASE_URL", database);
    }
    command
}

#[allow(clippy::disallowed_methods, reason = "where the tests' tools are comes from the environment")]
pub fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// The API, as the owner.
pub struct Api {
    pub client: reqwest::Client,
    pub url: String,
    pub token: String,
}

impl Api {
    pub async fn post(&self, path: &str, body: &Value) -> Value {
        let request = self.client.post(format!("{}{path}", self.url)).json(body);
        let answer = request.header(AUTHORIZATION, format!("Bearer {}", self.token)).send().await.unwrap();
        let (status, text) = (answer.status(), answer.text().await.unwrap());
        assert!(status.is_success(), "{path}: {status}: {text}");
        serde_json::from_str(&text).unwrap()
    }

    /// From now on a press is one plain request.
    pub async fn take_plain_taps(&self) {
        let request = self.client.patch(format!("{}/organization", self.url)).json(&json!({ "gesture": "tap" }));
        let answer = request.header(AUTHORIZATION, format!("Bearer {}", self.token)).send().await.unwrap();
        answer.error_for_status().unwrap();
    }

    pub async fn get(&self, path: &str) -> Value {
        let request = self.client.get(format!("{}{path}", self.url));
        let answer = request.header(AUTHORIZATION, format!("Bearer {}", self.token)).send().await.unwrap();
        answer.error_for_status().unwrap().json().await.unwrap()
    }
}

/// A door in software on the program's broker.
pub struct Door {
    pub id: String,
    memory: PathBuf,
    task: tokio::task::JoinHandle<()>,
}

impl Drop for Door {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Door {
    pub async fn add(program: &Program, api: &Api) -> Self {
        Self::with(program, api, Mood::Well).await
    }

    pub async fn with(program: &Program, api: &Api, mood: Mood) -> Self {
        let controller = api.post("/controllers", &json!({ "name": "Cabinet" })).await;
        let wiring = json!({ "name": "Street door", "controller_id": controller["id"], "channel": "1" });
        let id = api.post("/doors", &wiring).await["id"].as_str().unwrap().to_owned();
        let password = controller["password"].as_str().unwrap().to_owned();
        let memory = program.folder.path().join("door.jsonl");
        let options = DoorOptions {
            broker: program.broker.clone(),
            login: controller["login"].as_str().unwrap().to_owned(),
            password,
            channels: vec!["1".to_owned()],
            names: Vec::new(),
            memory: Some(memory.clone()),
            mood,
            plain: true,
        };
        let task = tokio::spawn(async move {
            keylink_virtual_door::run(options, tokio::io::empty(), tokio::io::sink()).await.unwrap();
        });
        let door = Self { id, memory, task };
        wait_until("the door is online", async || api.get("/controllers").await["items"][0]["online"] == true).await;
        door
    }

    /// How often it moved, by its own memory.
    pub fn moves(&self) -> u64 {
        if self.memory.exists() { keylink_virtual_door::moves(&self.memory).unwrap().values().sum() } else { 0 }
    }

    /// A link to this door: its address and its id.
    pub async fn link(&self, api: &Api) -> (String, String) {
        let made = api.post("/links", &json!({ "name": "Mia", "doors": [self.id] })).await;
        (made["url"].as_str().unwrap().to_owned(), made["id"].as_str().unwrap().to_owned())
    }
}

/// Opens the page of a link and presses; gives the answer. On a connection of its own, as a phone does.
pub async fn press(link: &str, door: &str, number: &str) -> Value {
    let guest = reqwest::Client::new();
    assert_eq!(guest.get(link).send().await.unwrap().status().as_u16(), 200);
    let state: Value = guest.get(format!("{link}/state")).send().await.unwrap().json().await.unwrap();
    send_press(&guest, link, door, number, state["ticket"].as_str().unwrap()).await
}

/// Holds the button for as long as it takes to be taken for a person.
pub async fn eventually_opened(link: &str, door: &str, number: &str) -> Value {
    let guest = reqwest::Client::new();
    let state: Value = guest.get(format!("{link}/state")).send().await.unwrap().json().await.unwrap();
    let ticket = state["ticket"].as_str().unwrap();
    loop {
        let answer = send_press(&guest, link, door, number, ticket).await;
        if answer["refusal"] != "no_gesture" {
            return answer;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

async fn send_press(guest: &reqwest::Client, link: &str, door: &str, number: &str, ticket: &str) -> Value {
    let form = [("door", door), ("press", number), ("gesture", "hold"), ("ticket", ticket)];
    let request = guest.post(format!("{link}/unlock")).form(&form).header(ACCEPT, "application/json");
    request.send().await.unwrap().json().await.unwrap()
}

/// Looks again and again until a condition holds.
pub async fn wait_until(what: &str, holds: impl AsyncFn() -> bool) {
    let waiting = async {
        while !holds().await {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    assert!(tokio::time::timeout(PATIENCE, waiting).await.is_ok(), "waited in vain until {what}");
}
