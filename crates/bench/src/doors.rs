//! The devices: each controller on a connection of its own, all on one thread.

use std::net::SocketAddr;

use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::device;
use crate::failure::Failure;
use crate::house::BenchController;

/// Devices that are connected; they end with this value.
pub struct Doors {
    devices: Vec<JoinHandle<()>>,
}

impl Doors {
    /// Connects all controllers and waits until each listens.
    ///
    /// # Errors
    /// When one is not let in.
    pub async fn open(broker: SocketAddr, controllers: &[BenchController]) -> Result<Self, Failure> {
        let mut devices = Vec::new();
        let mut waiting = Vec::new();
        for controller in controllers {
            let (listening, heard) = oneshot::channel();
            let device = device::run(broker, controller.clone(), listening);
            devices.push(tokio::spawn(async move {
                if let Err(failure) = device.await {
                    crate::report::complain(&format!("a device ended: {failure}"));
                }
            }));
            waiting.push(heard);
        }
        for heard in waiting {
            heard.await.map_err(|_| "a device could not connect; see above")?;
        }
        Ok(Self { devices })
    }
}

impl Drop for Doors {
    fn drop(&mut self) {
        for device in &self.devices {
            device.abort();
        }
    }
}
