//! The program under measurement, as a process of its own.

use std::net::SocketAddr;
use std::path::Path;
use std::process::Stdio;

use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

use crate::failure::Failure;

/// What is unlike an ordinary server.
#[derive(Default)]
pub struct Unlike<'a> {
    /// A library that makes each fsync slower.
    pub slow: Option<&'a Path>,
    /// Whether it believes this machine about where requests come from, as it would a proxy.
    pub behind_proxy: bool,
}

/// A running server; it ends with this value.
pub struct Server {
    child: Child,
    /// Where guests press.
    pub http: SocketAddr,
    /// Where devices connect.
    pub mqtt: Option<SocketAddr>,
}

impl Server {
    /// The ceiling: this very program in its other role.
    ///
    /// # Errors
    /// When it does not start.
    pub async fn ceiling() -> Result<Self, Failure> {
        let mut command = Command::new(std::env::current_exe()?);
        command.arg("ceiling");
        Self::start(command, false).await
    }

    /// `keylink serve` on a database that is set up.
    ///
    /// # Errors
    /// When it does not start.
    pub async fn keylink(program: &Path, data: &Path, database: &str, unlike: Unlike<'_>) -> Result<Self, Failure> {
        let mut command = Command::new(program);
        command.args(["serve", "--listen", "127.0.0.1:0", "--mqtt-listen", "127.0.0.1:0", "--data"]).arg(data);
        command.env("KEYLINK_DATABASE_URL", database);
        // The only thing that is switched off: one link is pressed thousands of times a second here.
        command.env("KEYLINK_LIMITS_PRESSES_PER_LINK_PER_MINUTE", "0");
        command.env("KEYLINK_LIMITS_PRESSES_PER_DOOR_PER_MINUTE", "0");
        command.env("KEYLINK_LOG", "warn");
        if unlike.behind_proxy {
            command.env("KEYLINK_TRUSTED_PROXIES", "127.0.0.1");
        }
        if let Some(library) = unlike.slow {
            command.env("LD_PRELOAD", library).env("POWERCUT_FOLDER", data).env("POWERCUT_FSYNC_DELAY_MS", "5");
        }
        Self::start(command, true).await
    }

    async fn start(mut command: Command, has_broker: bool) -> Result<Self, Failure> {
        command.stdin(Stdio::null()).stdout(Stdio::piped()).kill_on_drop(true);
        let mut child = command.spawn().map_err(|error| format!("{command:?} cannot be started: {error}"))?;
        let out = child.stdout.take().ok_or("the server has no output")?;
        let mut lines = BufReader::new(out).lines();
        let (mut http, mut mqtt) = (None, None);
        while http.is_none() || (has_broker && mqtt.is_none()) {
            let line = lines.next_line().await?.ok_or("the server ended before it listened; see its words above")?;
            http = http.or_else(|| after(&line, "http://"));
            mqtt = mqtt.or_else(|| after(&line, "mqtt://"));
        }
        // What it says later goes nowhere, but its pipe must not fill.
        tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
        Ok(Self { child, http: http.ok_or("the server has no address")?, mqtt })
    }

    /// Its resident memory in MB, as the system counts it.
    ///
    /// # Errors
    /// When the system does not tell.
    pub fn resident_mb(&self) -> Result<f64, Failure> {
        let id = self.child.id().ok_or("the server has ended")?;
        let status = std::fs::read_to_string(format!("/proc/{id}/status"))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kb: f64 = line.and_then(|line| line.split_whitespace().next()?.parse().ok()).ok_or("no VmRSS in /proc")?;
        Ok(kb / 1024.0)
    }

    /// The processor time that it has used so far, in microseconds, to the system's tick of 10 ms.
    ///
    /// # Errors
    /// When the system does not tell.
    pub fn cpu_us(&self) -> Result<f64, Failure> {
        const TICK_US: f64 = 10_000.0;
        let id = self.child.id().ok_or("the server has ended")?;
        let stat = std::fs::read_to_string(format!("/proc/{id}/stat"))?;
        // Behind the name, which may hold anything, user and system time are the 12th and 13th.
        let after_name = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
        let ticks = after_name.split_whitespace().skip(11).take(2).filter_map(|ticks| ticks.parse::<f64>().ok());
        Ok(ticks.sum::<f64>() * TICK_US)
    }

    /// Its process, for a profiler.
    pub fn id(&self) -> Option<u32> {
        self.child.id()
    }

    /// Ends it.
    ///
    /// # Errors
    /// When it cannot be ended.
    pub async fn stop(mut self) -> Result<(), Failure> {
        self.child.start_kill()?;
        self.child.wait().await?;
        Ok(())
    }
}

fn after(line: &str, scheme: &str) -> Option<SocketAddr> {
    line.split_once(scheme)?.1.trim().parse().ok()
}
