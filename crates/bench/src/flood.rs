//! A flood of wrong secrets, each from an address of its own, as fast as answers come.
//!
//! It has a thread of its own, so that guests who are measured wait for the server and not for the flood.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;

use hdrhistogram::Histogram;
use tokio::time::Instant;

use crate::failure::Failure;
use crate::guests::{Seen, empty};
use crate::house::secret;
use crate::http::Connection;

/// Far behind the numbers of all links that a house to measure may have.
const UNKNOWN: u64 = 1 << 40;

/// A flood that goes on until it is told to end.
pub struct Flood {
    over: Arc<AtomicBool>,
    thread: JoinHandle<Result<Seen, Failure>>,
}

impl Flood {
    /// Begins: `connections` ask one thing after the other, the page and the press in turn.
    pub fn begin(server: SocketAddr, connections: usize) -> Self {
        let over = Arc::new(AtomicBool::new(false));
        let told = Arc::clone(&over);
        let thread = std::thread::spawn(move || {
            tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(pour(
                server,
                connections,
                told,
            ))
        });
        Self { over, thread }
    }

    /// Ends it, and tells how it went.
    ///
    /// # Errors
    /// When a wrong secret got another answer than that it is unknown.
    pub async fn end(self) -> Result<Seen, Failure> {
        self.over.store(true, Ordering::Relaxed);
        let ended = tokio::task::spawn_blocking(move || self.thread.join()).await?;
        ended.map_err(|_| Failure::from("the flood's thread ended badly"))?
    }
}

#[allow(clippy::cast_precision_loss, reason = "a count of some seconds")]
async fn pour(server: SocketAddr, connections: usize, over: Arc<AtomicBool>) -> Result<Seen, Failure> {
    let began = Instant::now();
    let streams: Vec<_> =
        (0..connections).map(|number| tokio::spawn(stream(server, number, Arc::clone(&over)))).collect();
    let mut latency_us = empty()?;
    for stream in streams {
        latency_us.add(stream.await??).map_err(|error| format!("latencies cannot be added: {error}"))?;
    }
    let per_s = latency_us.len() as f64 / began.elapsed().as_secs_f64();
    Ok(Seen { per_s, latency_us, cpu_us: 0.0 })
}

async fn stream(server: SocketAddr, number: usize, over: Arc<AtomicBool>) -> Result<Histogram<u64>, Failure> {
    let mut connection = Connection::open(server).await?;
    let mut seen = empty()?;
    let first = UNKNOWN + (u64::try_from(number).unwrap_or(0) << 24);
    for guess in first.. {
        if over.load(Ordering::Relaxed) {
            break;
        }
        let sent = Instant::now();
        let answer = connection.ask(&request(server, guess)?).await?;
        // Unknown; or one too many from addresses that share a place in the limit's memory; or more than can be looked at.
        if ![404, 429, 503].contains(&answer.status) {
            let body = String::from_utf8_lossy(answer.body);
            return Err(format!("a wrong secret was answered {}: {body}", answer.status).into());
        }
        seen.saturating_record(u64::try_from(sent.elapsed().as_micros()).unwrap_or(u64::MAX));
    }
    Ok(seen)
}

/// What somebody sends who guesses: a page's state first, a press next.
fn request(server: SocketAddr, guess: u64) -> Result<Vec<u8>, Failure> {
    let secret = secret(guess).map_err(|_| "there is no chance to be had")?;
    let secret = secret.reveal();
    // An address of its own for each guess, spread over all that IPv4 has.
    let spread = u32::try_from((guess.wrapping_mul(0x9e37_79b9_7f4a_7c15)) >> 32).unwrap_or(0);
    let address = std::net::Ipv4Addr::from_bits(spread);
    let head = format!("Host: {server}\r\nX-Forwarded-For: {address}\r\nAccept: application/json\r\n");
    if guess.is_multiple_of(2) {
        return Ok(format!("GET /k/{secret}/state HTTP/1.1\r\n{head}\r\n").into_bytes());
    }
    let body =
        "door=018f2e6a-7c1b-7d2e-8a3f-4b5c6d7e8f90&press=018f2e6a-7c1b-7d2e-8a3f-4b5c6d7e8f90&gesture=hold&ticket=0";
    Ok(format!(
        "POST /k/{secret}/unlock HTTP/1.1\r\n{head}Content-Type: application/x-www-form-urlencoded\r\n\
         Content-Length: {}\r\n\r\n{body}",
        body.len()
    )
    .into_bytes())
}
