//! The guests: each on a connection of its own, pressing as fast as answers come.
//!
//! A guest loads the page's state first and so has its ticket, waits as long as a hold takes, and then
//! sends what the page's script sends, with a new number for each press.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use hdrhistogram::Histogram;
use serde::Deserialize;
use tokio::time::Instant;
use uuid::Uuid;

use crate::failure::Failure;
use crate::http::Connection;
use crate::server::Server;

/// As long as the page asks a person to hold the button, and a little.
const HOLD: Duration = Duration::from_millis(700);
const WARM_UP: Duration = Duration::from_secs(1);

/// A link that a guest has, and its one door.
#[derive(Debug, Clone)]
pub struct Target {
    /// The link's secret.
    pub secret: String,
    /// The door.
    pub door: String,
}

/// A request, written but for the press's number.
struct Request {
    bytes: Vec<u8>,
    number_at: usize,
}

/// What all guests together saw.
pub struct Seen {
    /// Presses a second that were answered as they should be.
    pub per_s: f64,
    /// How long each took, in microseconds.
    pub latency_us: Histogram<u64>,
    /// The server's processor time for each, in microseconds; nothing where there is no server.
    pub cpu_us: f64,
}

/// What is asked of the guests.
pub struct Load {
    /// The links that they press, one after the other.
    pub targets: Arc<Vec<Target>>,
    /// Whether their pages give tickets.
    pub tickets: bool,
    /// How many there are.
    pub clients: usize,
    /// How long they press after warming up.
    pub seconds: u64,
    /// What every answer must hold: a refusal is fast, and is no opening.
    pub expected: &'static str,
}

#[derive(Deserialize)]
struct State {
    ticket: Option<String>,
}

/// Lets the guests press.
///
/// # Errors
/// When an answer is not what it should be.
#[allow(clippy::cast_precision_loss, reason = "a count of some seconds")]
pub async fn press(server: &Server, load: Load) -> Result<Seen, Failure> {
    let requests = prepare(server.http, &load.targets, load.tickets).await?;
    let begin = Instant::now() + WARM_UP;
    let end = begin + Duration::from_secs(load.seconds);
    let crowd = Arc::new(Crowd { server: server.http, requests, begin, end, load });
    let guests: Vec<_> = (0..crowd.load.clients).map(|number| tokio::spawn(Arc::clone(&crowd).guest(number))).collect();
    tokio::time::sleep_until(begin).await;
    let before = server.cpu_us()?;
    let mut latency_us = empty()?;
    for guest in guests {
        latency_us.add(guest.await??).map_err(|error| format!("latencies cannot be added: {error}"))?;
    }
    let count = latency_us.len() as f64;
    let per_s = count / Duration::from_secs(crowd.load.seconds).as_secs_f64();
    Ok(Seen { per_s, latency_us, cpu_us: (server.cpu_us()? - before) / count })
}

struct Crowd {
    server: SocketAddr,
    requests: Vec<Request>,
    begin: Instant,
    end: Instant,
    load: Load,
}

/// An empty set of latencies: to three digits, up to a minute.
///
/// # Errors
/// Never with these bounds.
pub fn empty() -> Result<Histogram<u64>, Failure> {
    Ok(Histogram::new_with_bounds(1, 60_000_000, 3).map_err(|error| error.to_string())?)
}

impl Crowd {
    async fn guest(self: Arc<Self>, number: usize) -> Result<Histogram<u64>, Failure> {
        let (requests, clients) = (&self.requests, self.load.clients);
        let mut connection = Connection::open(self.server).await?;
        let mut seen = empty()?;
        let mut bytes = Vec::new();
        let mut numbers = Numbers::new(number);
        for request in requests.iter().cycle().skip(number * requests.len() / clients) {
            let sent = Instant::now();
            if sent >= self.end {
                break;
            }
            bytes.clone_from(&request.bytes);
            numbers.next().hyphenated().encode_lower(&mut bytes[request.number_at..request.number_at + 36]);
            let answer = connection.ask(&bytes).await?;
            if answer.status != 200 || !contains(answer.body, self.load.expected) {
                let body = String::from_utf8_lossy(answer.body);
                return Err(format!("a press was answered {}: {body}", answer.status).into());
            }
            if sent >= self.begin {
                let took = u64::try_from(sent.elapsed().as_micros()).unwrap_or(u64::MAX);
                seen.saturating_record(took);
            }
        }
        Ok(seen)
    }
}

/// A guest's press numbers, as the page's script makes them: the time first.
struct Numbers {
    guest: u64,
    last: u64,
}

impl Numbers {
    fn new(guest: usize) -> Self {
        Self { guest: u64::try_from(guest).unwrap_or(0), last: 0 }
    }

    #[allow(clippy::disallowed_methods, reason = "a benchmark has the machine's clock")]
    fn next(&mut self) -> Uuid {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        self.last += 1;
        let mut rest = [0; 10];
        rest[..2].copy_from_slice(&self.guest.to_le_bytes()[..2]);
        rest[2..].copy_from_slice(&self.last.to_le_bytes());
        uuid::Builder::from_unix_timestamp_millis(u64::try_from(since.as_millis()).unwrap_or(0), &rest).into_uuid()
    }
}

async fn prepare(server: SocketAddr, targets: &[Target], tickets: bool) -> Result<Vec<Request>, Failure> {
    let mut connection = Connection::open(server).await?;
    let mut requests = Vec::with_capacity(targets.len());
    for target in targets {
        let ticket = if tickets { ticket(&mut connection, server, target).await? } else { "0".repeat(98) };
        requests.push(Request::new(server, target, &ticket));
    }
    if tickets {
        tokio::time::sleep(HOLD).await;
    }
    Ok(requests)
}

async fn ticket(connection: &mut Connection, server: SocketAddr, target: &Target) -> Result<String, Failure> {
    let request =
        format!("GET /k/{}/state HTTP/1.1\r\nHost: {server}\r\nAccept: application/json\r\n\r\n", target.secret);
    let answer = connection.ask(request.as_bytes()).await?;
    let state: State = serde_json::from_slice(answer.body)?;
    Ok(state.ticket.ok_or("a link's page gives no ticket: the link does not open anything now")?)
}

impl Request {
    /// What Chromium sends for the page's script.
    fn new(server: SocketAddr, target: &Target, ticket: &str) -> Self {
        let number = Uuid::nil();
        let Target { secret, door } = target;
        let body = format!("press={number}&door={door}&gesture=hold&ticket={ticket}&age=0");
        let head = format!(
            "POST /k/{secret}/unlock?lang=en HTTP/1.1\r\nHost: {server}\r\nConnection: keep-alive\r\n\
             Content-Length: {}\r\nUser-Agent: Mozilla/5.0 (X11; Linux aarch64) keylink-bench\r\n\
             Content-Type: application/x-www-form-urlencoded;charset=UTF-8\r\nAccept: application/json\r\n\
             Origin: http://{server}\r\nSec-Fetch-Site: same-origin\r\nSec-Fetch-Mode: cors\r\n\
             Sec-Fetch-Dest: empty\r\nAccept-Encoding: gzip, deflate, br, zstd\r\nAccept-Language: en-GB,en;q=0.9\r\n\r\n",
            body.len()
        );
        let number_at = head.len() + "press=".len();
        Self { bytes: [head.into_bytes(), body.into_bytes()].concat(), number_at }
    }
}

fn contains(body: &[u8], expected: &str) -> bool {
    expected.is_empty() || body.windows(expected.len()).any(|window| window == expected.as_bytes())
}
