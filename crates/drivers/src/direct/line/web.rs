//! A line through a WebSocket: MQTT's bytes in binary messages, as the standard has it, so that it passes wherever a web page
//! does. Both ends: the agent's, and the center's, which carries the bytes on to its broker.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::{Buf, Bytes};
use futures_util::{Sink, Stream as _};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, ReadBuf};
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::handshake::client::Request;
use tokio_tungstenite::tungstenite::handshake::derive_accept_key;
use tokio_tungstenite::tungstenite::http::HeaderValue;
use tokio_tungstenite::tungstenite::http::header::SEC_WEBSOCKET_PROTOCOL;
use tokio_tungstenite::tungstenite::protocol::{Role, WebSocketConfig};
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{WebSocketStream, client_async_with_config};

use super::super::call::{Http, Stream};
use super::super::order::Trouble;

/// What is spoken within.
pub(crate) const PROTOCOL: &str = "mqtt";
/// No message that is understood is longer, in bytes.
const LONGEST: usize = 64 * 1024;
/// No text that is understood is longer, in bytes: a house's entities with all that is said of them.
const LONGEST_TEXT: usize = 4 * 1024 * 1024;
/// How long the one who comes may take to say the first word.
const FIRST_WORD: Duration = Duration::from_secs(10);
/// A line on which nothing at all was said for so long is given up; agents ask every 15 s whether somebody is there.
const IDLE: Duration = Duration::from_secs(60);
/// How many bytes are carried at once.
const LOAD: usize = 8 * 1024;

/// A WebSocket to a web server.
pub(crate) type Web = WebSocketStream<Box<dyn Stream>>;

/// Asks a web server for a WebSocket in which something else than MQTT is spoken.
pub(crate) async fn open(http: &Http, url: &str) -> Result<Web, Trouble> {
    let request = url.into_client_request().map_err(|_| Trouble::Address)?;
    let uri = request.uri();
    let host = uri.host().ok_or(Trouble::Address)?.trim_start_matches('[').trim_end_matches(']').to_owned();
    let secure = uri.scheme_str() == Some("wss");
    let port = uri.port_u16().unwrap_or(if secure { 443 } else { 80 });
    let stream = http.dial(&host, port, secure).await?;
    agree(stream, request, config().max_message_size(Some(LONGEST_TEXT)).max_frame_size(Some(LONGEST_TEXT))).await
}

/// Asks a web server for a WebSocket for MQTT over a connection to it.
pub(super) async fn begin(stream: Box<dyn Stream>, url: &str) -> Result<Box<dyn Stream>, Trouble> {
    let mut request = url.into_client_request().map_err(|_| Trouble::Address)?;
    request.headers_mut().insert(SEC_WEBSOCKET_PROTOCOL, HeaderValue::from_static(PROTOCOL));
    Ok(Box::new(Bytewise::new(agree(stream, request, config()).await?)))
}

async fn agree(stream: Box<dyn Stream>, request: Request, config: WebSocketConfig) -> Result<Web, Trouble> {
    match client_async_with_config(request, stream, Some(config)).await {
        Ok((web, _)) => Ok(web),
        Err(Error::Http(answer)) => Err(Trouble::Answered(answer.status().as_u16())),
        Err(Error::Io(_)) => Err(Trouble::Broken),
        Err(_) => Err(Trouble::NotUnderstood("its answer is no WebSocket")),
    }
}

/// What a web server answers to the key of who asks for a WebSocket.
pub fn accept_key(key: &str) -> String {
    derive_accept_key(key.as_bytes())
}

/// Carries what comes over a WebSocket to a broker and back, until one of them ends it. The broker is called when the
/// first word was said.
pub(crate) async fn carry<B>(
    guest: impl AsyncRead + AsyncWrite + Send + Unpin + 'static,
    broker: impl Future<Output = io::Result<B>>,
) -> io::Result<()>
where
    B: AsyncRead + AsyncWrite + Unpin,
{
    let web = WebSocketStream::from_raw_socket(guest, Role::Server, Some(config())).await;
    let mut guest = Bytewise::new(web);
    let mut first = vec![0; LOAD];
    let said = tokio::time::timeout(FIRST_WORD, guest.read(&mut first)).await??;
    if said == 0 {
        return Ok(());
    }
    let mut broker = broker.await?;
    broker.write_all(first.get(..said).unwrap_or_default()).await?;
    let (mut from_guest, mut from_broker) = (vec![0; LOAD], vec![0; LOAD]);
    loop {
        tokio::select! {
            read = tokio::time::timeout(IDLE, guest.read(&mut from_guest)) => match read?? {
                0 => return broker.shutdown().await,
                some => broker.write_all(from_guest.get(..some).unwrap_or_default()).await?,
            },
            read = broker.read(&mut from_broker) => match read? {
                0 => return guest.shutdown().await,
                some => {
                    let load = from_broker.get(..some).unwrap_or_default();
                    // Who takes nothing any more is gone: what was carried late would be late at the door.
                    let sent = async { guest.write_all(load).await?; guest.flush().await };
                    tokio::time::timeout(FIRST_WORD, sent).await??;
                }
            },
        }
    }
}

fn config() -> WebSocketConfig {
    WebSocketConfig::default().max_message_size(Some(LONGEST)).max_frame_size(Some(LONGEST))
}

/// A WebSocket as a stream of bytes.
struct Bytewise<S> {
    web: WebSocketStream<S>,
    rest: Bytes,
}

impl<S> Bytewise<S> {
    const fn new(web: WebSocketStream<S>) -> Self {
        Self { web, rest: Bytes::new() }
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> AsyncRead for Bytewise<S> {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        while self.rest.is_empty() {
            match ready!(Pin::new(&mut self.web).poll_next(cx)) {
                None | Some(Ok(Message::Close(_))) => return Poll::Ready(Ok(())),
                Some(Ok(Message::Binary(bytes))) => self.rest = bytes,
                // Pings are answered by the library; what is text is not MQTT.
                Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
                Some(Ok(_)) => return Poll::Ready(Err(io::ErrorKind::InvalidData.into())),
                Some(Err(error)) => return Poll::Ready(ended(error)),
            }
        }
        let some = self.rest.len().min(buffer.remaining());
        buffer.put_slice(&self.rest[..some]);
        self.rest.advance(some);
        Poll::Ready(Ok(()))
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> AsyncWrite for Bytewise<S> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let mut web = Pin::new(&mut self.web);
        ready!(web.as_mut().poll_ready(cx)).map_err(io::Error::other)?;
        let some = bytes.get(..bytes.len().min(LONGEST)).unwrap_or_default();
        web.start_send(Message::Binary(Bytes::copy_from_slice(some))).map_err(io::Error::other)?;
        Poll::Ready(Ok(some.len()))
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.web).poll_flush(cx).map_err(io::Error::other)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.web).poll_close(cx).map_err(io::Error::other)
    }
}

/// The end of a WebSocket is the end of the bytes, also where it was not said.
fn ended(error: Error) -> io::Result<()> {
    match error {
        Error::ConnectionClosed | Error::AlreadyClosed => Ok(()),
        Error::Io(error) => Err(error),
        other => Err(io::Error::other(other)),
    }
}
