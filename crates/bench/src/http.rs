//! One guest's connection: sends a request that is written already, reads the answer.
//!
//! The leanest client that is still honest, so that the machine's time goes into the server: the
//! faster the client, the higher the ceiling.

use std::net::SocketAddr;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::failure::Failure;

/// The largest answer that a guest's page gets.
const LARGEST: usize = 64 * 1024;

/// A connection that is kept open.
pub struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
}

/// An answer: its status, and its body until the next request.
pub struct Answer<'a> {
    /// The HTTP status.
    pub status: u16,
    /// The body.
    pub body: &'a [u8],
}

impl Connection {
    /// Connects.
    ///
    /// # Errors
    /// When nobody listens.
    pub async fn open(address: SocketAddr) -> Result<Self, Failure> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, buffer: Vec::with_capacity(4096) })
    }

    /// Sends `request` and waits for the whole answer.
    ///
    /// # Errors
    /// When the connection breaks, or the answer is not HTTP.
    pub async fn ask(&mut self, request: &[u8]) -> Result<Answer<'_>, Failure> {
        self.stream.write_all(request).await?;
        self.buffer.clear();
        loop {
            if self.stream.read_buf(&mut self.buffer).await? == 0 {
                return Err("the server closed the connection".into());
            }
            if let Some((status, body, end)) = read(&self.buffer)?
                && self.buffer.len() >= end
            {
                return Ok(Answer { status, body: &self.buffer[body..end] });
            }
            if self.buffer.len() > LARGEST {
                return Err("the server's answer has no end".into());
            }
        }
    }
}

/// Status, beginning and end of the body; `None` while the head is not there.
fn read(bytes: &[u8]) -> Result<Option<(u16, usize, usize)>, Failure> {
    let mut headers = [httparse::EMPTY_HEADER; 32];
    let mut answer = httparse::Response::new(&mut headers);
    let head = answer.parse(bytes).map_err(|error| format!("the answer is not HTTP: {error}"))?;
    let httparse::Status::Complete(body) = head else { return Ok(None) };
    let length = answer.headers.iter().find(|header| header.name.eq_ignore_ascii_case("content-length"));
    let length: usize = length
        .and_then(|header| std::str::from_utf8(header.value).ok())
        .and_then(|text| text.trim().parse().ok())
        .ok_or("the answer does not say how long it is")?;
    Ok(Some((answer.code.unwrap_or(0), body, body + length)))
}
