//! A wire to PostgreSQL that can go silent, and that can break right after a commit was sent.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use keylink_store::Options;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};

/// The wire; it ends with the test.
pub struct Wire {
    /// The database, by way of the wire.
    pub database: Options,
    faults: Arc<Faults>,
    task: tokio::task::JoinHandle<()>,
}

#[derive(Default)]
struct Faults {
    /// Connections that are there now carry nothing any more; later ones do.
    silent_before: AtomicUsize,
    connections: AtomicUsize,
    /// The next commit of a page of presses reaches the server, and its answer nobody.
    breaks_at_commit: AtomicBool,
    /// How often it broke so.
    broken: AtomicUsize,
}

impl Drop for Wire {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Wire {
    pub async fn to(database: &Options) -> Self {
        let Options::Postgres(url) = database else { panic!("these faults are made on PostgreSQL") };
        let (before, rest) = url.split_once('@').map_or(("postgres://", url.as_str()), |(user, rest)| (user, rest));
        let rest = rest.trim_start_matches("postgres://");
        let (server, name) = rest.split_once('/').unwrap();
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let joint = if url.contains('@') { "@" } else { "" };
        let faults = Arc::new(Faults::default());
        let task = tokio::spawn(accept(listener, server.to_owned(), Arc::clone(&faults)));
        Self { database: Options::Postgres(format!("{before}{joint}{address}/{name}")), faults, task }
    }

    /// All connections carry nothing any more, without a word; new ones are well.
    pub fn go_silent(&self) {
        self.faults.silent_before.store(self.faults.connections.load(Ordering::SeqCst), Ordering::SeqCst);
    }

    pub fn break_at_commit(&self) {
        self.faults.breaks_at_commit.store(true, Ordering::SeqCst);
    }

    pub fn broken(&self) -> usize {
        self.faults.broken.load(Ordering::SeqCst)
    }
}

async fn accept(listener: TcpListener, server: String, faults: Arc<Faults>) {
    while let Ok((client, _)) = listener.accept().await {
        let Ok(server) = TcpStream::connect(&server).await else { continue };
        let number = faults.connections.fetch_add(1, Ordering::SeqCst);
        let ((from_client, to_client), (from_server, to_server)) = (client.into_split(), server.into_split());
        let up = tokio::spawn(carry(from_client, to_server, number, Arc::clone(&faults), true));
        let down = tokio::spawn(carry(from_server, to_client, number, Arc::clone(&faults), false));
        tokio::spawn(async move {
            // Where one way broke, the other is cut, too; an orderly end is left to end.
            if up.await.unwrap_or(true) {
                down.abort();
            }
        });
    }
}

/// Carries one way; tells whether it broke.
async fn carry(mut from: OwnedReadHalf, mut to: OwnedWriteHalf, number: usize, faults: Arc<Faults>, up: bool) -> bool {
    let mut bytes = vec![0; 64 * 1024];
    let mut seen = Vec::new();
    while let Ok(count @ 1..) = from.read(&mut bytes).await {
        if number < faults.silent_before.load(Ordering::SeqCst) {
            continue;
        }
        let part = &bytes[..count];
        if up {
            seen.extend_from_slice(part);
        }
        let wrote = seen.windows(12).any(|text| text == b"unlock.grant");
        let commits = wrote && seen.windows(6).any(|text| text == b"COMMIT");
        let breaks = commits && faults.breaks_at_commit.swap(false, Ordering::SeqCst);
        if to.write_all(part).await.is_err() {
            return true;
        }
        if breaks {
            faults.broken.fetch_add(1, Ordering::SeqCst);
            return true;
        }
        if commits {
            seen.clear();
        }
    }
    false
}
