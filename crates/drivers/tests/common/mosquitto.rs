//! A real mosquitto process for the tests, with the settings that docs/mqtt.md shows.

use std::fs;
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command as Process, Stdio};
use std::time::Duration;

use keylink_drivers::OutsideSettings;

use super::{SECRET, controller};

/// A real mosquitto with the rights that docs/mqtt.md shows, on a free port, killed at the end.
pub struct Mosquitto {
    pub address: SocketAddr,
    folder: tempfile::TempDir,
    process: Child,
}

impl Mosquitto {
    pub fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        write_settings(&folder);
        for _ in 0..5 {
            let address = free_address();
            let mut process = launch(&folder, address);
            if wait_until_up(&mut process, address) {
                return Self { address, folder, process };
            }
        }
        panic!("mosquitto does not start: {}", fs::read_to_string(folder.path().join("log")).unwrap());
    }

    pub fn settings(&self) -> OutsideSettings {
        OutsideSettings {
            url: format!("mqtt://{}", self.address),
            login: Some("house".to_owned()),
            password: Some(SECRET.to_owned()),
            client_id: None,
        }
    }

    /// Sends the process a signal: `-STOP`, `-CONT`.
    pub fn signal(&self, name: &str) {
        let sent = Process::new("kill").args([name, &self.process.id().to_string()]).status().unwrap();
        assert!(sent.success());
    }

    pub fn stop(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }

    /// On the same address as before.
    pub fn start_again(&mut self) {
        self.process = launch(&self.folder, self.address);
        assert!(wait_until_up(&mut self.process, self.address), "mosquitto starts again");
    }
}

impl Drop for Mosquitto {
    fn drop(&mut self) {
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

fn free_address() -> SocketAddr {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap()
}

fn write_settings(folder: &tempfile::TempDir) {
    let file = |name: &str| folder.path().join(name);
    fs::write(file("acl"), block_of_the_docs("acl")).unwrap();
    fs::write(file("passwd"), "").unwrap();
    let names = (0..8).map(|n| controller(n).to_string()).chain(["house".to_owned()]);
    for name in names {
        let made = Process::new("mosquitto_passwd")
            .args(["-b", file("passwd").to_str().unwrap(), &name, SECRET])
            .stderr(Stdio::null())
            .status()
            .expect("these tests need mosquitto_passwd (Debian: apt install mosquitto)");
        assert!(made.success());
    }
}

/// The settings files are taken from the page that people copy them from.
fn block_of_the_docs(kind: &str) -> String {
    let page = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/mqtt.md");
    let page = fs::read_to_string(page).unwrap();
    let start = page.find(&format!("```{kind}\n")).expect("the page has the block") + 4 + kind.len();
    page[start..].split("```").next().unwrap().to_owned()
}

fn launch(folder: &tempfile::TempDir, address: SocketAddr) -> Child {
    let file = |name: &str| folder.path().join(name).display().to_string();
    let settings = format!(
        "listener {port} 127.0.0.1\nallow_anonymous false\npersistence false\nuser root\nset_tcp_nodelay true\n\
         acl_file {acl}\npassword_file {passwd}\nlog_dest file {log}\n",
        port = address.port(),
        acl = file("acl"),
        passwd = file("passwd"),
        log = file("log"),
    );
    fs::write(file("conf"), settings).unwrap();
    let program = ["/usr/sbin/mosquitto", "/usr/bin/mosquitto", "/usr/local/sbin/mosquitto"];
    let program = program.into_iter().find(|path| PathBuf::from(path).exists());
    Process::new(program.expect("these tests need mosquitto (Debian: apt install mosquitto)"))
        .args(["-c", &file("conf")])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("mosquitto starts")
}

#[allow(clippy::disallowed_methods, reason = "waits for a process outside the runtime")]
fn wait_until_up(process: &mut Child, address: SocketAddr) -> bool {
    for _ in 0..500 {
        if process.try_wait().unwrap().is_some() {
            return false;
        }
        if TcpStream::connect(address).is_ok() {
            return true;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    false
}
