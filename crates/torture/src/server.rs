//! The program under attack: the real `keylink serve`, started, killed, and started again.

use std::fs::OpenOptions;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};

use crate::Failure;

/// How long the program may take until it says where it listens.
const PATIENCE: Duration = Duration::from_secs(20);

/// How the program is started.
#[derive(Debug, Clone)]
pub struct Program {
    /// The program's file.
    pub file: PathBuf,
    /// Its data folder.
    pub data: PathBuf,
    /// Its database, where that is not SQLite in the data folder.
    pub database_url: Option<String>,
    /// Where its words go.
    pub log: PathBuf,
    /// How long commands live.
    pub deadline_ms: i64,
    /// Further variables of its environment: the layer under it.
    pub environment: Vec<(String, String)>,
}

/// The running program.
#[derive(Debug)]
pub struct Server {
    /// Where people reach it: `http://127.0.0.1:1234`.
    pub url: String,
    /// Where controllers reach it.
    pub broker: SocketAddr,
    child: Child,
    words: Lines<BufReader<ChildStdout>>,
}

impl Program {
    /// Starts it, and returns when it listens. `Ok(None)` if it was killed before, by `stop`.
    ///
    /// # Errors
    /// When it does not start.
    pub async fn start(&self) -> Result<Server, Failure> {
        let mut child = self.spawn()?;
        let out = child.stdout.take().ok_or("the program has no standard output")?;
        let mut words = BufReader::new(out).lines();
        let (mut url, mut broker) = (None, None);
        let listening = async {
            while url.is_none() || broker.is_none() {
                let Some(line) = words.next_line().await? else {
                    let last = std::fs::read_to_string(&self.log)?;
                    let last = last.lines().last().unwrap_or_default();
                    return Err(Failure::from(format!("the program ended before it listened: {last}")));
                };
                if let Some(address) = line.strip_prefix("Keylink listens on ") {
                    url = Some(address.to_owned());
                } else if let Some(address) = line.strip_prefix("Controllers connect to mqtt://") {
                    broker = Some(address.parse()?);
                }
            }
            Ok(())
        };
        let done = tokio::time::timeout(PATIENCE, listening).await;
        done.map_err(|_| "the program did not say where it listens")??;
        let (Some(url), Some(broker)) = (url, broker) else { return Err("the program does not listen".into()) };
        Ok(Server { url, broker, child, words })
    }

    /// Starts it and kills it again after a while, whatever it is doing by then.
    ///
    /// # Errors
    /// When it cannot be started or killed.
    pub async fn start_and_kill(&self, after: Duration) -> Result<(), Failure> {
        let mut child = self.spawn()?;
        tokio::time::sleep(after).await;
        Ok(child.kill().await?)
    }

    /// Runs the program once with other words, and gives back what it said.
    ///
    /// # Errors
    /// When it fails.
    pub async fn run(&self, words: &[&str]) -> Result<String, Failure> {
        let mut command = self.command(words);
        let done = command.stdout(Stdio::piped()).stderr(Stdio::piped()).output().await?;
        if !done.status.success() {
            return Err(format!("keylink {}: {}", words.join(" "), String::from_utf8_lossy(&done.stderr)).into());
        }
        Ok(String::from_utf8(done.stdout)?)
    }

    fn spawn(&self) -> Result<Child, Failure> {
        let log = OpenOptions::new().create(true).append(true).open(&self.log)?;
        let words = ["serve", "--listen", "127.0.0.1:0", "--mqtt-listen", "127.0.0.1:0"];
        Ok(self.command(&words).stdout(Stdio::piped()).stderr(log).spawn()?)
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(&self.file);
        command.args(words).arg("--data").arg(&self.data);
        if let Some(url) = &self.database_url {
            command.arg("--database-url").arg(url);
        }
        // What the machine's settings say must not reach the program under attack.
        command.env_clear().env("KEYLINK_UNLOCK_DEADLINE_MS", self.deadline_ms.to_string());
        for limit in ["MISSES", "SIGN_INS", "PRESSES_PER_LINK", "PRESSES_PER_DOOR"] {
            command.env(format!("KEYLINK_LIMITS_{limit}_PER_MINUTE"), "0");
        }
        command.envs(self.environment.iter().cloned());
        command.stdin(Stdio::null()).kill_on_drop(true);
        command
    }
}

impl Server {
    /// The set-up link that a first start prints.
    ///
    /// # Errors
    /// When there is none.
    pub async fn setup_link(&mut self) -> Result<String, Failure> {
        let reading = async {
            while let Some(line) = self.words.next_line().await? {
                if line.trim_start().starts_with("http") {
                    return Ok(line.trim().to_owned());
                }
            }
            Err(Failure::from("the program ended without a set-up link"))
        };
        tokio::time::timeout(PATIENCE, reading).await.map_err(|_| "the program printed no set-up link")?
    }

    /// Whether it runs.
    pub fn is_running(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }

    /// SIGKILL, and waits until it is dead.
    ///
    /// # Errors
    /// When it cannot be killed.
    pub async fn kill(mut self) -> Result<(), Failure> {
        Ok(self.child.kill().await?)
    }
}

/// Where the program lies that was built together with this one.
///
/// # Errors
/// When it is not there.
pub fn beside_me() -> Result<PathBuf, Failure> {
    let me = std::env::current_exe()?;
    let folder = me.parent().map(Path::to_path_buf).unwrap_or_default();
    let program = folder.join("keylink");
    if program.is_file() {
        return Ok(program);
    }
    Err(format!("there is no {}; build it first: cargo build -p keylink", program.display()).into())
}
