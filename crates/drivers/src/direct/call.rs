//! How a device is reached, and one HTTP request to it: a connection of its own to an address that was looked at, no redirect, no second try,
//! no longer answer than is needed, and an end at the deadline also for what still waits in the system's buffers.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use http_body_util::{BodyExt, Full, Limited};
use hyper::body::Bytes;
use hyper::client::conn::http1::{self, SendRequest};
use hyper::header::{CONNECTION, HOST};
use hyper::{HeaderMap, Method, StatusCode, Uri};
use hyper_util::rt::TokioIo;
use serde_json::Value;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::sync::OnceCell;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore, crypto::ring};

use super::look_up::LookUps;
use super::network::Networks;
use super::order::{Order, Trouble};

/// No answer that is understood is longer; in bytes.
const ANSWER: usize = 64 * 1024;
/// How many of a name's addresses are tried.
const ADDRESSES: usize = 4;
/// How long one address may take where there are others.
const EACH: Duration = Duration::from_millis(1_500);

/// Speaks HTTP to one device.
#[derive(Clone)]
pub(crate) struct Http {
    networks: Arc<Networks>,
    tls: Arc<OnceCell<TlsConnector>>,
    look_ups: LookUps,
}

/// What is asked. It does not print: addresses and headers hold secrets.
#[derive(Clone)]
pub(crate) struct Request {
    pub(crate) method: Method,
    pub(crate) url: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: String,
}

/// What came back, whole.
pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    body: Bytes,
}

/// A way to a device, with TLS or without.
pub(crate) trait Stream: AsyncRead + AsyncWrite + Send + Unpin {}
impl<T: AsyncRead + AsyncWrite + Send + Unpin> Stream for T {}

/// A connection that nothing was asked over yet.
struct Connection {
    sender: SendRequest<Full<Bytes>>,
    driving: tokio::task::JoinHandle<()>,
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.driving.abort();
    }
}

impl Request {
    pub(crate) fn get(url: impl Into<String>) -> Self {
        Self { method: Method::GET, url: url.into(), headers: Vec::new(), body: String::new() }
    }

    pub(crate) fn post_json(url: impl Into<String>, body: &Value) -> Self {
        let headers = vec![("content-type".to_owned(), "application/json".to_owned())];
        Self { method: Method::POST, url: url.into(), headers, body: body.to_string() }
    }

    pub(crate) fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.push((name.to_owned(), value.into()));
        self
    }
}

impl Reply {
    /// The body as JSON; null where it is none.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or(Value::Null)
    }

    /// The body as text.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The answer to a question that only reads; a refusal of the login is told as such.
    pub(crate) fn read(self) -> Result<Self, Trouble> {
        match self.status {
            StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => Err(Trouble::Login),
            status if status.is_success() => Ok(self),
            status => Err(Trouble::Answered(status.as_u16())),
        }
    }
}

impl Http {
    pub(crate) fn new(networks: Arc<Networks>, tls: Arc<OnceCell<TlsConnector>>) -> Self {
        Self { networks, tls, look_ups: LookUps::new() }
    }

    /// For the one address that an agent's operator named, which may be anywhere.
    pub(crate) fn to_center(own_authority: Option<&str>) -> Result<Self, Trouble> {
        let tls = match own_authority {
            None => OnceCell::new(),
            Some(pem) => {
                let found = CertificateDer::pem_slice_iter(pem.as_bytes()).collect::<Result<Vec<_>, _>>();
                OnceCell::new_with(Some(trusting(found.map_err(|_| Trouble::NoAuthorities)?)?))
            }
        };
        Ok(Self::new(Arc::new(Networks::everywhere()), Arc::new(tls)))
    }

    /// The networks that may be connected to.
    pub(crate) fn networks(&self) -> &Networks {
        &self.networks
    }

    /// Asks something that changes nothing.
    pub(crate) async fn ask(&self, request: &Request) -> Result<Reply, Trouble> {
        let (uri, connection) = self.connect(&request.url).await?;
        connection.exchange(request, &uri).await
    }

    /// Sends what moves the door: connects first, so that until the order has left nothing can have moved.
    pub(crate) async fn command(&self, order: &Order<'_>, request: &Request) -> Result<Reply, Trouble> {
        let (uri, connection) = self.connect(&request.url).await?;
        order.leave()?;
        connection.exchange(request, &uri).await
    }

    /// Connects and hangs up: whether somebody is there.
    pub(crate) async fn knock(&self, url: &str) -> Result<(), Trouble> {
        self.connect(url).await.map(drop)
    }

    async fn connect(&self, url: &str) -> Result<(Uri, Connection), Trouble> {
        let uri: Uri = url.parse().map_err(|_| Trouble::Address)?;
        let host = uri.host().ok_or(Trouble::Address)?.to_owned();
        let host = host.trim_start_matches('[').trim_end_matches(']').to_owned();
        let secure = uri.scheme_str() == Some("https");
        let port = uri.port_u16().unwrap_or(if secure { 443 } else { 80 });
        let connection = Connection::over(self.dial(&host, port, secure).await?).await?;
        Ok((uri, connection))
    }

    /// A connection to a host, whatever is to be spoken over it.
    pub(crate) async fn dial(&self, host: &str, port: u16, secure: bool) -> Result<Box<dyn Stream>, Trouble> {
        let stream = self.reach(host, port).await?;
        if secure { self.secured(host, stream).await } else { Ok(Box::new(stream)) }
    }

    /// A connection to one of the host's addresses, each of which is looked at.
    async fn reach(&self, host: &str, port: u16) -> Result<TcpStream, Trouble> {
        self.networks.check_host(host).map_err(Trouble::Closed)?;
        let mut last = Trouble::NoName;
        let addresses = self.addresses(host, port).await?;
        let alone = addresses.len() == 1;
        for address in addresses.into_iter().take(ADDRESSES) {
            if let Err(closed) = self.networks.check(address) {
                last = Trouble::Closed(closed);
                continue;
            }
            let connecting = TcpStream::connect(address);
            let connected = if alone {
                connecting.await
            } else {
                let slow = || std::io::Error::from(std::io::ErrorKind::TimedOut);
                tokio::time::timeout(EACH, connecting).await.unwrap_or_else(|_| Err(slow()))
            };
            match connected.and_then(|stream| set_up(&stream).map(|()| stream)) {
                Ok(stream) => return Ok(stream),
                Err(error) => last = Trouble::Unreached(error.kind()),
            }
        }
        Err(last)
    }

    async fn addresses(&self, host: &str, port: u16) -> Result<Vec<SocketAddr>, Trouble> {
        if let Ok(ip) = host.parse() {
            return Ok(vec![SocketAddr::new(ip, port)]);
        }
        let host = host.to_owned();
        let looking = async move { tokio::net::lookup_host((host, port)).await.map(Iterator::collect::<Vec<_>>) };
        let found = self.look_ups.take_turn(looking).await.and_then(Result::ok);
        found.filter(|found| !found.is_empty()).ok_or(Trouble::NoName)
    }

    async fn secured(&self, host: &str, stream: TcpStream) -> Result<Box<dyn Stream>, Trouble> {
        let name = ServerName::try_from(host.to_owned()).map_err(|_| Trouble::Address)?;
        let tls = self.tls.get_or_try_init(|| async { authorities() }).await?;
        Ok(Box::new(tls.connect(name, stream).await.map_err(|_| Trouble::Certificate)?))
    }
}

/// What is written leaves at once; and what has not arrived when we go away never does: the system throws it away
/// instead of trying for minutes, long after the deadline.
fn set_up(stream: &TcpStream) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    stream.set_zero_linger()
}

/// Trusts whom this machine trusts.
fn authorities() -> Result<TlsConnector, Trouble> {
    trusting(Vec::new())
}

/// Trusts these, and whom this machine trusts.
fn trusting(own: Vec<CertificateDer<'static>>) -> Result<TlsConnector, Trouble> {
    let mut roots = RootCertStore::empty();
    let found = rustls_native_certs::load_native_certs();
    let (known, _) = roots.add_parsable_certificates(own.into_iter().chain(found.certs));
    if known == 0 {
        return Err(Trouble::NoAuthorities);
    }
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|_| Trouble::NoAuthorities)?;
    Ok(TlsConnector::from(Arc::new(config.with_root_certificates(roots).with_no_client_auth())))
}

impl Connection {
    async fn over(stream: impl Stream + 'static) -> Result<Self, Trouble> {
        let (sender, connection) = http1::Builder::new()
            .max_buf_size(ANSWER)
            .handshake(TokioIo::new(stream))
            .await
            .map_err(|_| Trouble::Broken)?;
        let driving = tokio::spawn(async move {
            if let Err(error) = connection.await {
                tracing::debug!(%error, "a device's connection ended early");
            }
        });
        Ok(Self { sender, driving })
    }

    async fn exchange(mut self, request: &Request, uri: &Uri) -> Result<Reply, Trouble> {
        let authority = uri.authority().map_or("", |authority| authority.as_str());
        let path = uri.path_and_query().map_or("/", |path| path.as_str());
        let mut asked = hyper::Request::builder()
            .method(request.method.clone())
            .uri(path)
            .header(HOST, authority)
            .header(CONNECTION, "close");
        for (name, value) in &request.headers {
            asked = asked.header(name, value);
        }
        let asked = asked.body(Full::new(Bytes::from(request.body.clone()))).map_err(|_| Trouble::Address)?;
        let answer = self.sender.send_request(asked).await.map_err(|_| Trouble::Broken)?;
        let (status, headers) = (answer.status(), answer.headers().clone());
        // A body that broke off is no answer: what stood in the rest is not known.
        let body = Limited::new(answer.into_body(), ANSWER).collect().await.map_err(|_| Trouble::Broken)?;
        Ok(Reply { status, headers, body: body.to_bytes() })
    }
}

/// A text as a part of a query.
pub(crate) fn encoded(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => safe.push(char::from(byte)),
            _ => safe.push_str(&format!("%{byte:02X}")),
        }
    }
    safe
}
