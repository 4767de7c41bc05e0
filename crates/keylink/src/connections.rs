//! Connections of browsers and programs: so many at once, and none that keeps a place without using it.
//!
//! A request that does not come to its end (a broken line, or somebody who means it) is given up after a
//! while. And where all places are taken, whoever has waited longest without a request under way makes room:
//! half a request keeps nobody from a door. Nor is it looked at: who a request comes from, and what they may, is asked
//! when all of it is there, so that nobody acts by a right that they lost while its last byte was on the way.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::http::header::CONNECTION;
use axum::response::{IntoResponse as _, Response};
use http_body_util::BodyExt as _;
use hyper::body::{Bytes, Frame, Incoming, SizeHint};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::time::Sleep;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tower::Service as _;

/// The longest beginning of a request, in bytes: its first line and its headers.
const HEAD_LIMIT: usize = 32 * 1024;
/// No body that is answered is longer, in bytes; of a longer one so much is handed on that it is refused as too long.
const BODY_LIMIT: usize = 64 * 1024;
/// How long to wait when the system gives no more connections, before asking again.
const BREATH: Duration = Duration::from_millis(50);
/// Of the files that the system lets the program open, this part is for connections of browsers and programs.
const SHARE_OF_FILES: (usize, usize) = (1, 2);

/// How long open connections may take to finish when the program stops. Live views never would.
const FAREWELL: Duration = Duration::from_secs(5);

/// How many connections, and how patient with each.
#[derive(Debug, Clone, Copy)]
pub struct ConnectionLimits {
    /// The most at once.
    pub max: usize,
    /// How long a request's head, and then its body, may take to arrive; and how long an idle connection is kept.
    pub patience: Duration,
}

/// Serves `router` until told to stop, and then until the last connection has ended, or was cut: each holds the house,
/// and a database that is held is not closed.
pub async fn serve(listener: TcpListener, router: Router, limits: ConnectionLimits, stop: oneshot::Receiver<()>) {
    let crowd = Arc::new(Crowd { max: possible(limits.max), places: Mutex::default() });
    let (stopping, cut, connections) = (CancellationToken::new(), CancellationToken::new(), TaskTracker::new());
    tokio::pin!(stop);
    loop {
        let accepted = tokio::select! {
            // Both a word and a dropped sender mean stop.
            _ = &mut stop => break,
            accepted = listener.accept() => accepted,
        };
        match accepted {
            Ok((stream, peer)) => match Crowd::enter(&crowd) {
                Some(place) => {
                    let serving = hold(stream, peer, router.clone(), place, limits.patience, stopping.clone());
                    connections.spawn(cut.clone().run_until_cancelled_owned(serving));
                }
                None => tracing::warn!("every connection has a request under way; one more was turned away"),
            },
            Err(error) => {
                tracing::warn!(%error, "a connection could not be accepted");
                Crowd::make_room(&crowd);
                tokio::time::sleep(BREATH).await;
            }
        }
    }
    drop(listener);
    stopping.cancel();
    connections.close();
    if tokio::time::timeout(FAREWELL, connections.wait()).await.is_err() {
        // Somebody who does not read their answer, or whose phone is gone: the house does not wait for them.
        tracing::warn!(left = connections.len(), "connections were cut: they did not end in time");
        cut.cancel();
        connections.wait().await;
    }
}

/// As many as are wanted, where the system has files for so many: each connection is one.
fn possible(wanted: usize) -> usize {
    use rustix::process::{Resource, getrlimit, setrlimit};
    let mut limit = getrlimit(Resource::Nofile);
    let few = limit.current;
    limit.current = limit.maximum;
    if let Err(error) = setrlimit(Resource::Nofile, limit) {
        tracing::debug!(%error, "the limit of open files stays as it was");
        limit.current = few;
    }
    let files = limit.current.map_or(usize::MAX, |files| usize::try_from(files).unwrap_or(usize::MAX));
    let possible = files.saturating_mul(SHARE_OF_FILES.0) / SHARE_OF_FILES.1;
    if possible < wanted {
        tracing::warn!(wanted, possible, "the system lets the program open too few files for connections.max");
    }
    wanted.min(possible).max(1)
}

/// Who is connected, by the order of coming.
struct Crowd {
    max: usize,
    places: Mutex<Places>,
}

#[derive(Default)]
struct Places {
    next: u64,
    taken: BTreeMap<u64, Arc<Seat>>,
}

/// One connection, as the others see it.
#[derive(Default)]
struct Seat {
    busy: AtomicBool,
    leave: CancellationToken,
}

/// A connection's place; free again when it is dropped.
struct Place {
    crowd: Arc<Crowd>,
    number: u64,
    seat: Arc<Seat>,
}

impl Crowd {
    /// A place for a new connection; none where all the others have a request under way.
    fn enter(crowd: &Arc<Self>) -> Option<Place> {
        let mut places = crowd.places.lock().unwrap_or_else(PoisonError::into_inner);
        if places.taken.len() >= crowd.max && !places.make_room() {
            return None;
        }
        places.next += 1;
        let (number, seat) = (places.next, Arc::<Seat>::default());
        places.taken.insert(number, Arc::clone(&seat));
        Some(Place { crowd: Arc::clone(crowd), number, seat })
    }

    fn make_room(crowd: &Arc<Self>) {
        crowd.places.lock().unwrap_or_else(PoisonError::into_inner).make_room();
    }
}

impl Places {
    /// Sends away who came first of those that have no request under way.
    fn make_room(&mut self) -> bool {
        let idle = self.taken.iter().find(|(_, seat)| !seat.busy.load(Ordering::Relaxed));
        let Some(number) = idle.map(|(number, _)| *number) else { return false };
        if let Some(seat) = self.taken.remove(&number) {
            seat.leave.cancel();
        }
        true
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.crowd.places.lock().unwrap_or_else(PoisonError::into_inner).taken.remove(&self.number);
    }
}

/// A request under way.
struct Busy(Arc<Seat>);

impl Busy {
    fn new(seat: &Arc<Seat>) -> Self {
        seat.busy.store(true, Ordering::Relaxed);
        Self(Arc::clone(seat))
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        self.0.busy.store(false, Ordering::Relaxed);
    }
}

/// One connection, from its beginning to its end.
async fn hold(
    stream: TcpStream,
    peer: SocketAddr,
    router: Router,
    place: Place,
    patience: Duration,
    stopping: CancellationToken,
) {
    // A press is one small packet each way; it must not wait for company.
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "a connection cannot be set to send at once");
    }
    let seat = Arc::clone(&place.seat);
    let service = service_fn(move |request: hyper::Request<Incoming>| {
        let (mut router, seat) = (router.clone(), Arc::clone(&seat));
        async move {
            let mut request = match whole(request, patience).await {
                Ok(request) => request,
                Err(slow) => return Ok(slow),
            };
            request.extensions_mut().insert(ConnectInfo(peer));
            let busy = Busy::new(&seat);
            let answer = router.call(request).await;
            drop(busy);
            answer
        }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(patience)
        .max_buf_size(HEAD_LIMIT)
        .serve_connection(TokioIo::new(stream), service)
        // Agents become WebSockets; from then on their place is counted elsewhere.
        .with_upgrades();
    tokio::pin!(connection);
    let mut told = false;
    let ended = loop {
        tokio::select! {
            ended = connection.as_mut() => break ended,
            () = place.seat.leave.cancelled() => return,
            () = stopping.cancelled(), if !told => {
                told = true;
                connection.as_mut().graceful_shutdown();
            }
        }
    };
    if let Err(error) = ended {
        tracing::debug!(%error, "a connection ended early");
    }
}

/// The request with all of its body.
async fn whole(request: hyper::Request<Incoming>, patience: Duration) -> Result<Request, Response> {
    let (parts, body) = request.into_parts();
    let mut body = PatientBody { body, patience, until: None };
    let mut bytes = Vec::new();
    while let Some(frame) = body.frame().await {
        let Ok(frame) = frame else {
            let words = "This request did not come in time, so nothing was done. Try again.\n";
            return Err((StatusCode::REQUEST_TIMEOUT, [(CONNECTION, "close")], words).into_response());
        };
        if let Some(data) = frame.data_ref() {
            bytes.extend_from_slice(data);
        }
        if bytes.len() > BODY_LIMIT {
            break;
        }
    }
    Ok(Request::from_parts(parts, Body::from(bytes)))
}

/// A request's body that must be there in time. The time is counted only where it does not come at once.
struct PatientBody {
    body: Incoming,
    patience: Duration,
    until: Option<Pin<Box<Sleep>>>,
}

/// The body did not come in time.
#[derive(Debug, thiserror::Error)]
#[error("the request's body did not come in time")]
struct TooSlow;

impl hyper::body::Body for PatientBody {
    type Data = Bytes;
    type Error = axum::BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Self::Data>, Self::Error>>> {
        if let Poll::Ready(frame) = Pin::new(&mut self.body).poll_frame(cx) {
            return Poll::Ready(frame.map(|frame| frame.map_err(Into::into)));
        }
        let patience = self.patience;
        let until = self.until.get_or_insert_with(|| Box::pin(tokio::time::sleep(patience)));
        ready!(until.as_mut().poll(cx));
        Poll::Ready(Some(Err(TooSlow.into())))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
