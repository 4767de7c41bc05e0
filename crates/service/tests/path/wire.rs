//! A wire to PostgreSQL that can go silent, and that can break right after a commit was sent.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use keylink_store::Options;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;

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
        let broke = Arc::new(Notify::new());
        tokio::spawn(down(from_server, to_client, number, Arc::clone(&faults), Arc::clone(&broke)));
        tokio::spawn(up(from_client, to_server, number, Arc::clone(&faults), broke));
    }
}

fn is_silent(faults: &Faults, number: usize) -> bool {
    number < faults.silent_before.load(Ordering::SeqCst)
}

/// What the server says, until the wire breaks: from then on nobody hears it.
async fn down(
    mut server: OwnedReadHalf,
    mut client: OwnedWriteHalf,
    number: usize,
    faults: Arc<Faults>,
    broke: Arc<Notify>,
) {
    let mut bytes = vec![0; 64 * 1024];
    loop {
        let count = tokio::select! {
            () = broke.notified() => break,
            read = server.read(&mut bytes) => read.unwrap_or(0),
        };
        if count == 0 {
            return;
        }
        if !is_silent(&faults, number) && client.write_all(&bytes[..count]).await.is_err() {
            return;
        }
    }
    drop(client);
    while let Ok(1..) = server.read(&mut bytes).await {}
}

/// What the client says. A wire that breaks has carried the commit to the server.
async fn up(
    mut client: OwnedReadHalf,
    mut server: OwnedWriteHalf,
    number: usize,
    faults: Arc<Faults>,
    broke: Arc<Notify>,
) {
    let (mut bytes, mut seen) = (vec![0; 64 * 1024], Vec::new());
    while let Ok(count @ 1..) = client.read(&mut bytes).await {
        if is_silent(&faults, number) {
            continue;
        }
        seen.extend_from_slice(&bytes[..count]);
        let wrote = seen.windows(12).any(|text| text == b"unlock.grant");
        let commits = wrote && seen.windows(6).any(|text| text == b"COMMIT");
        if server.write_all(&bytes[..count]).await.is_err() {
            return;
        }
        if commits && faults.breaks_at_commit.swap(false, Ordering::SeqCst) {
            faults.broken.fetch_add(1, Ordering::SeqCst);
            broke.notify_one();
            drop(client);
            // The server keeps its side, so that what it got is not lost on it.
            return std::future::pending().await;
        }
        if commits {
            seen.clear();
        }
    }
}
