//! A throw-away PostgreSQL: a primary that can be killed, and a standby that can take its place.
//!
//! PostgreSQL does not run as root; Debian's package brings an account for it, as in script/with-postgres.

use std::fs::{self, Permissions};
use std::net::{SocketAddr, TcpListener};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::Stdio;

use tempfile::TempDir;
use tokio::process::Command;

use crate::Failure;

/// One server of the cluster.
#[derive(Debug, Clone)]
pub struct Node {
    data: PathBuf,
    /// Where it listens.
    pub address: SocketAddr,
}

/// The cluster, gone when dropped.
#[derive(Debug)]
pub struct Cluster {
    folder: TempDir,
    programs: PathBuf,
    as_root: bool,
    nodes: usize,
    /// The server that takes writes.
    pub primary: Node,
    /// The one that follows it.
    pub standby: Option<Node>,
}

impl Cluster {
    /// Makes a cluster of one server.
    ///
    /// # Errors
    /// When PostgreSQL is missing or does not start.
    pub async fn make() -> Result<Self, Failure> {
        let programs = programs().ok_or("PostgreSQL is missing; run: script/setup test")?;
        // Not where TMPDIR says: the other account has to reach it.
        let folder = tempfile::Builder::new().prefix("keylink-torture-postgres-").tempdir_in("/tmp")?;
        let as_root = fs::metadata("/proc/self")?.uid() == 0;
        let primary = Node { data: folder.path().join("node-0"), address: free_address()? };
        let cluster = Self { folder, programs, as_root, nodes: 1, primary, standby: None };
        fs::set_permissions(cluster.folder.path(), Permissions::from_mode(0o755))?;
        if as_root {
            cluster.chown().await?;
        }
        let data = cluster.primary.data.display().to_string();
        let how = ["--username=postgres", "--auth=trust", "--encoding=UTF8", "--no-locale", "--no-sync"];
        cluster.run("initdb", &[&["--pgdata", data.as_str()][..], &how].concat()).await?;
        // The servers are killed, never the machine: a real fsync would only cost time.
        let settings = "fsync = off\nunix_socket_directories = ''\nmax_connections = 100\n\
            wal_level = replica\nmax_wal_senders = 8\nwal_keep_size = 256MB\nhot_standby = on\n";
        cluster.settle(&cluster.primary, settings)?;
        cluster.start(&cluster.primary).await?;
        Ok(cluster)
    }

    /// The address of a database on whatever server is at `address`.
    pub fn url(address: SocketAddr) -> String {
        format!("postgres://postgres@{address}/postgres")
    }

    /// Adds a standby, and makes commits wait for it.
    ///
    /// # Errors
    /// When it cannot be made.
    pub async fn add_standby(&mut self) -> Result<(), Failure> {
        let data = self.folder.path().join(format!("node-{}", self.nodes));
        self.nodes += 1;
        let standby = Node { data, address: free_address()? };
        let from =
            format!("host=127.0.0.1 port={} user=postgres application_name=standby", self.primary.address.port());
        let to = standby.data.display().to_string();
        let words = ["--dbname", from.as_str(), "--pgdata", to.as_str(), "--write-recovery-conf"];
        self.run("pg_basebackup", &[&words[..], &["--wal-method=stream", "--checkpoint=fast", "--no-sync"]].concat())
            .await?;
        self.start(&standby).await?;
        self.settle(&self.primary, "synchronous_standby_names = '*'\n")?;
        self.control(&self.primary, &["reload"]).await?;
        self.standby = Some(standby);
        Ok(())
    }

    /// Kills the primary, as `pg_ctl stop -m immediate` does: no checkpoint, no goodbye.
    ///
    /// # Errors
    /// When it cannot be killed.
    pub async fn kill_primary(&self) -> Result<(), Failure> {
        self.kill(&self.primary).await
    }

    /// Kills the standby.
    ///
    /// # Errors
    /// When it cannot be killed.
    pub async fn kill_standby(&self) -> Result<(), Failure> {
        match &self.standby {
            Some(standby) => self.kill(standby).await,
            None => Ok(()),
        }
    }

    /// Starts the primary again.
    ///
    /// # Errors
    /// When it does not start.
    pub async fn start_primary(&self) -> Result<(), Failure> {
        self.start(&self.primary).await
    }

    /// Makes the standby the primary; the old one is gone. It starts where it was killed too.
    ///
    /// # Errors
    /// When it does not take over.
    pub async fn promote(&mut self) -> Result<(), Failure> {
        let standby = self.standby.take().ok_or("there is no standby to promote")?;
        if self.control(&standby, &["status"]).await.is_err() {
            self.start(&standby).await?;
        }
        // It has no standby of its own yet, and must not wait for one.
        self.settle(&standby, "synchronous_standby_names = ''\n")?;
        self.control(&standby, &["reload"]).await?;
        self.control(&standby, &["promote", "--wait"]).await?;
        let old = std::mem::replace(&mut self.primary, standby);
        Ok(fs::remove_dir_all(old.data)?)
    }

    /// Changes the primary's settings for good, behind Keylink's back.
    ///
    /// # Errors
    /// When it cannot be told.
    pub async fn weaken(&self, setting: &str) -> Result<(), Failure> {
        self.settle(&self.primary, &format!("{setting}\n"))?;
        self.control(&self.primary, &["reload"]).await
    }

    async fn kill(&self, node: &Node) -> Result<(), Failure> {
        self.control(node, &["stop", "--mode=immediate", "--wait"]).await
    }

    async fn start(&self, node: &Node) -> Result<(), Failure> {
        let options = format!("-c listen_addresses=127.0.0.1 -c port={}", node.address.port());
        let log = format!("--log={}.log", node.data.display());
        let options = format!("--options={options}");
        self.control(node, &["start", "--wait", "--timeout=60", &log, &options]).await
    }

    /// The last of several lines about one setting counts.
    fn settle(&self, node: &Node, lines: &str) -> Result<(), Failure> {
        use std::io::Write;
        let file = node.data.join("postgresql.conf");
        Ok(fs::OpenOptions::new().append(true).open(file)?.write_all(lines.as_bytes())?)
    }

    async fn control(&self, node: &Node, words: &[&str]) -> Result<(), Failure> {
        let data = format!("--pgdata={}", node.data.display());
        self.run("pg_ctl", &[words, &[data.as_str()]].concat()).await
    }

    async fn chown(&self) -> Result<(), Failure> {
        let done = Command::new("chown").arg("postgres").arg(self.folder.path()).status().await?;
        if done.success() { Ok(()) } else { Err("the account `postgres` of PostgreSQL's package is missing".into()) }
    }

    async fn run(&self, program: &str, words: &[&str]) -> Result<(), Failure> {
        let program = self.programs.join(program);
        let mut command = match self.as_root {
            true => Command::new("runuser"),
            false => Command::new(&program),
        };
        if self.as_root {
            command.args(["-u", "postgres", "--"]).arg(&program);
        }
        command.args(words).current_dir(self.folder.path()).stdin(Stdio::null());
        // A file, not a pipe: the server that is started keeps it open.
        let said = self.folder.path().join("said");
        let out = fs::File::create(&said)?;
        let done = command.stdout(out.try_clone()?).stderr(out).status().await?;
        if done.success() {
            return Ok(());
        }
        Err(format!("{} {}: {}", program.display(), words.join(" "), fs::read_to_string(said)?).into())
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        for node in [Some(&self.primary), self.standby.as_ref()].into_iter().flatten() {
            let mut command = match self.as_root {
                true => std::process::Command::new("runuser"),
                false => std::process::Command::new(self.programs.join("pg_ctl")),
            };
            if self.as_root {
                command.args(["-u", "postgres", "--"]).arg(self.programs.join("pg_ctl"));
            }
            command.args(["stop", "--mode=immediate", "--wait"]).arg(format!("--pgdata={}", node.data.display()));
            // What is not running cannot be stopped, and that is well.
            drop(command.current_dir("/").stdout(Stdio::null()).stderr(Stdio::null()).status());
        }
    }
}

/// The folder of PostgreSQL's programs, the newest there is; Debian keeps them off the PATH.
fn programs() -> Option<PathBuf> {
    let mut versions: Vec<(u32, PathBuf)> = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .filter_map(|entry| {
            let entry = entry.ok()?;
            Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin")))
        })
        .collect();
    versions.sort();
    let others = ["/usr/local/bin", "/usr/bin"].map(PathBuf::from);
    let mut all = versions.into_iter().rev().map(|(_, folder)| folder).chain(others);
    all.find(|folder: &PathBuf| has(folder, "initdb") && has(folder, "pg_basebackup"))
}

fn has(folder: &Path, program: &str) -> bool {
    folder.join(program).is_file()
}

fn free_address() -> Result<SocketAddr, Failure> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?)
}
