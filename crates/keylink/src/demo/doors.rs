//! The demo's doors: processes of their own, as real devices would be.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use keylink_domain::id::DoorId;
use keylink_service::controller::MadeController;
use tokio::process::{Child, Command};

use crate::Failure;

/// A door of the demo.
pub struct DemoDoor {
    /// Its id.
    pub id: DoorId,
    /// Its name.
    pub name: String,
    memory: PathBuf,
    process: Child,
}

impl DemoDoor {
    /// Starts the door's process.
    ///
    /// # Errors
    /// When it cannot be started.
    pub fn start(
        id: DoorId,
        name: &str,
        controller: &MadeController,
        broker: SocketAddr,
        folder: &Path,
    ) -> Result<Self, Failure> {
        let memory = folder.join(format!("door-{id}.jsonl"));
        let process = Command::new(std::env::current_exe()?)
            .arg("virtual-door")
            .args(["--plain", "--broker", &broker.to_string(), "--login", &controller.controller.id.to_string()])
            .args(["--channel", "1", "--name", name])
            .arg("--memory")
            .arg(&memory)
            .env("KEYLINK_DOOR_PASSWORD", controller.password.reveal())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::inherit())
            .kill_on_drop(true)
            .spawn()?;
        Ok(Self { id, name: name.to_owned(), memory, process })
    }

    /// How often the door moved, by its own memory.
    ///
    /// # Errors
    /// When the memory cannot be read.
    pub fn moves(&self) -> Result<u64, Failure> {
        Ok(keylink_virtual_door::moves(&self.memory)?.values().sum())
    }

    /// Ends the door's process.
    pub async fn stop(mut self) {
        if let Err(error) = self.process.kill().await {
            tracing::warn!(%error, "a virtual door could not be ended");
        }
    }
}
