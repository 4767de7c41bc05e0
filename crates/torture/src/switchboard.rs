//! A switchboard: an address that stays while what is behind it dies, comes back or moves.
//!
//! Doors reach the broker through one, and Keylink its PostgreSQL. On the way to a door it repeats
//! commands, soon, late, and on the connection after a crash: what a network or a broker may do.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{mpsc, watch};

use crate::chance::Chance;
use crate::frames::{Frames, Kind, again};

/// Commands that may be repeated after a crash; older ones are let go.
const REMEMBERED: usize = 32;

/// What is behind the switchboard now, and how many times its lines were cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Behind {
    target: Option<SocketAddr>,
    cuts: u64,
}

/// An address that stays.
#[derive(Debug)]
pub struct Switchboard {
    /// Where callers connect to.
    pub address: SocketAddr,
    behind: watch::Sender<Behind>,
    task: tokio::task::JoinHandle<()>,
}

/// How calls are handled.
#[derive(Debug, Clone)]
pub enum Manner {
    /// Bytes pass as they are; with nobody behind it, a caller is turned away.
    Plain,
    /// MQTT: callers wait until there is a broker, and commands are repeated by chance.
    Repeating(Chance),
}

#[derive(Clone)]
struct Repeats {
    chance: Arc<Mutex<Chance>>,
    remembered: Arc<Mutex<Vec<Vec<u8>>>>,
}

impl Switchboard {
    /// Opens it, with nobody behind.
    ///
    /// # Errors
    /// When no address can be had.
    pub async fn open(manner: Manner) -> std::io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let (behind, watching) = watch::channel(Behind { target: None, cuts: 0 });
        let repeats = match manner {
            Manner::Plain => None,
            Manner::Repeating(chance) => {
                Some(Repeats { chance: Arc::new(Mutex::new(chance)), remembered: Arc::default() })
            }
        };
        let task = tokio::spawn(async move {
            while let Ok((caller, _)) = listener.accept().await {
                tokio::spawn(call(caller, watching.clone(), repeats.clone()));
            }
        });
        Ok(Self { address, behind, task })
    }

    /// From now on calls go to `target`.
    pub fn lead_to(&self, target: SocketAddr) {
        self.behind.send_modify(|behind| behind.target = Some(target));
    }

    /// From now on there is nobody behind it. Lines that stand end by themselves, when the other side does.
    pub fn lead_nowhere(&self) {
        self.behind.send_modify(|behind| behind.target = None);
    }

    /// Cuts every line that stands.
    pub fn cut(&self) {
        self.behind.send_modify(|behind| behind.cuts += 1);
    }
}

impl Drop for Switchboard {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn call(mut caller: TcpStream, mut watching: watch::Receiver<Behind>, repeats: Option<Repeats>) {
    let Some(mut other) = connect(&mut watching, repeats.is_some()).await else { return };
    let cuts = watching.borrow().cuts;
    // Without this each packet waits for company, and every round for both.
    if caller.set_nodelay(true).is_err() || other.set_nodelay(true).is_err() {
        return;
    }
    let talk = async {
        match repeats {
            None => drop(tokio::io::copy_bidirectional(&mut caller, &mut other).await),
            Some(repeats) => mqtt(caller, other, repeats).await,
        }
    };
    tokio::select! {
        () = talk => {}
        _ = watching.wait_for(|behind| behind.cuts != cuts) => {}
    }
}

async fn connect(watching: &mut watch::Receiver<Behind>, patient: bool) -> Option<TcpStream> {
    const AGAIN: Duration = Duration::from_millis(10);
    loop {
        let target = match patient {
            true => watching.wait_for(|behind| behind.target.is_some()).await.ok()?.target,
            false => watching.borrow().target,
        };
        match TcpStream::connect(target?).await {
            Ok(stream) => return Some(stream),
            Err(_) if patient => tokio::time::sleep(AGAIN).await,
            Err(_) => return None,
        }
    }
}

async fn mqtt(door: TcpStream, broker: TcpStream, repeats: Repeats) {
    let (from_door, to_door) = door.into_split();
    let (from_broker, to_broker) = broker.into_split();
    let (packets, out) = mpsc::unbounded_channel();
    let writing = tokio::spawn(write(out, to_door));
    tokio::select! {
        () = pass(from_door, to_broker) => {}
        () = listen(from_broker, packets, repeats) => {}
    }
    // What the broker said before it died still reaches the door, as it would from a network's buffers.
    drop(writing.await);
}

async fn pass(mut from: OwnedReadHalf, mut to: OwnedWriteHalf) {
    drop(tokio::io::copy(&mut from, &mut to).await);
}

async fn write(mut packets: mpsc::UnboundedReceiver<Vec<u8>>, mut to: OwnedWriteHalf) {
    while let Some(packet) = packets.recv().await {
        if to.write_all(&packet).await.is_err() {
            return;
        }
    }
}

async fn listen(mut from: OwnedReadHalf, out: mpsc::UnboundedSender<Vec<u8>>, repeats: Repeats) {
    let mut frames = Frames::default();
    let mut bytes = vec![0; 16 * 1024];
    while let Ok(count @ 1..) = from.read(&mut bytes).await {
        frames.feed(&bytes[..count]);
        while let Some((kind, packet)) = frames.next() {
            let copy = (kind == Kind::Publish).then(|| again(&packet)).flatten();
            if out.send(packet).is_err() {
                return;
            }
            match (kind, copy) {
                (Kind::Publish, Some(copy)) => repeats.perhaps(copy, &out),
                (Kind::SubAck, _) => repeats.of_before(&out),
                _ => {}
            }
        }
    }
}

impl Repeats {
    /// Says a command again: at once, later, or after the next crash.
    fn perhaps(&self, copy: Vec<u8>, out: &mpsc::UnboundedSender<Vec<u8>>) {
        let (what, later) = {
            let mut chance = self.chance.lock().unwrap_or_else(PoisonError::into_inner);
            (chance.below(12), chance.ms(1, 1_500))
        };
        match what {
            0 => drop(out.send(copy)),
            1 => {
                // Held weakly: a repeat that waits does not keep a line open.
                let out = out.downgrade();
                tokio::spawn(async move {
                    tokio::time::sleep(later).await;
                    if let Some(out) = out.upgrade() {
                        drop(out.send(copy));
                    }
                });
            }
            2 => {
                let mut remembered = self.remembered.lock().unwrap_or_else(PoisonError::into_inner);
                remembered.push(copy);
                if remembered.len() > REMEMBERED {
                    remembered.remove(0);
                }
            }
            _ => {}
        }
    }

    fn of_before(&self, out: &mpsc::UnboundedSender<Vec<u8>>) {
        let remembered = std::mem::take(&mut *self.remembered.lock().unwrap_or_else(PoisonError::into_inner));
        for copy in remembered {
            drop(out.send(copy));
        }
    }
}
