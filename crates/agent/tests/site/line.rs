//! A line that a test can break, hold up and mend.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    Well,
    /// Whatever goes over it takes so long.
    Slow(Duration),
    /// Nobody gets through, and whoever was through is thrown out.
    Down,
}

pub struct Line {
    pub address: SocketAddr,
    state: Arc<watch::Sender<State>>,
}

impl Line {
    pub async fn to(there: SocketAddr) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let state = Arc::new(watch::Sender::new(State::Well));
        let states = Arc::clone(&state);
        tokio::spawn(async move {
            while let Ok((near, _)) = listener.accept().await {
                if *states.borrow() == State::Down {
                    continue;
                }
                let states = Arc::clone(&states);
                tokio::spawn(async move {
                    let Ok(far) = TcpStream::connect(there).await else { return };
                    let mut watched = states.subscribe();
                    let (near_in, near_out) = near.into_split();
                    let (far_in, far_out) = far.into_split();
                    tokio::select! {
                        () = carry(near_in, far_out, states.subscribe()) => {}
                        () = carry(far_in, near_out, states.subscribe()) => {}
                        _ = watched.wait_for(|state| *state == State::Down) => {}
                    }
                });
            }
        });
        Self { address, state }
    }

    pub fn be(&self, state: State) {
        self.state.send_replace(state);
    }
}

async fn carry(
    mut from: tokio::net::tcp::OwnedReadHalf,
    mut to: tokio::net::tcp::OwnedWriteHalf,
    state: watch::Receiver<State>,
) {
    let mut load = vec![0; 4_096];
    while let Ok(some @ 1..) = from.read(&mut load).await {
        let slow = if let State::Slow(time) = *state.borrow() { Some(time) } else { None };
        if let Some(time) = slow {
            stays_so_for(time).await;
        }
        if to.write_all(&load[..some]).await.is_err() {
            return;
        }
    }
}

/// Nothing is done for a while: things that take time have it, and what must not happen has its chance.
pub async fn stays_so_for(time: Duration) {
    tokio::time::sleep(time).await;
}
