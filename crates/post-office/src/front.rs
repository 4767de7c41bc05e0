//! A proxy that speaks TLS before an address that speaks in clear, with this post office's own certificate.

use std::net::{IpAddr, SocketAddr};

use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};

use crate::tls::encrypted;

/// A TLS front; it is there until it is dropped.
pub struct Front {
    /// Where it listens.
    pub address: SocketAddr,
    task: tokio::task::JoinHandle<()>,
}

impl Drop for Front {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Front {
    /// Stands before an address, on a port of its own at `host`. The certificate is for 127.0.0.1 and localhost, wherever it stands.
    pub async fn before(there: SocketAddr, host: IpAddr) -> Self {
        let listener = TcpListener::bind((host, 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let task = tokio::spawn(async move {
            while let Ok((near, _)) = listener.accept().await {
                tokio::spawn(async move {
                    let Some(mut near) = encrypted(Box::new(near)).await else { return };
                    let Ok(mut far) = TcpStream::connect(there).await else { return };
                    copy_bidirectional(&mut near, &mut far).await.ok();
                });
            }
        });
        Self { address, task }
    }
}
