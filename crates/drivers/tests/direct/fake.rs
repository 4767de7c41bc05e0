//! A small web server with a mood, on which the fakes of devices stand.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// How the device takes a command to open. Questions are always answered well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mood {
    Well,
    /// It moves, and never says so.
    Silent,
    /// It says so twice.
    Twice,
    /// It says so a byte at a time.
    Drips,
    /// It moves, and answers nonsense.
    Garbage,
    /// It hangs up without having moved.
    Reboots,
    /// It moves, and hangs up in the middle of its answer.
    BreaksOff,
    /// It moves, and does not stop talking.
    Endless,
}

pub const ODD: [Mood; 7] =
    [Mood::Silent, Mood::Twice, Mood::Drips, Mood::Garbage, Mood::Reboots, Mood::BreaksOff, Mood::Endless];

/// What was asked.
#[derive(Debug, Clone)]
pub struct Asked {
    pub method: String,
    pub path: String,
    pub query: HashMap<String, String>,
    pub headers: HashMap<String, String>,
    pub body: String,
}

/// What is answered.
pub struct Said {
    pub status: u16,
    pub headers: Vec<(&'static str, String)>,
    pub body: String,
}

impl Said {
    pub fn json(body: &Value) -> Self {
        Self::status(200, &body.to_string())
    }

    pub fn status(status: u16, body: &str) -> Self {
        Self { status, headers: Vec::new(), body: body.to_owned() }
    }

    fn written(&self) -> String {
        let mut text = format!("HTTP/1.1 {} Said\r\n", self.status);
        for (name, value) in &self.headers {
            text.push_str(&format!("{name}: {value}\r\n"));
        }
        text + &format!("Content-Length: {}\r\n\r\n{}", self.body.len(), self.body)
    }
}

/// What a kind of device does: whether a request is a command to open, and what it answers. The relay is its state.
pub trait Device: Send + Sync + 'static {
    fn is_command(&self, asked: &Asked) -> bool;
    fn answer(&self, asked: &Asked, moved: &AtomicUsize) -> Said;
}

pub struct Fake {
    pub base: String,
    pub asked: Arc<Mutex<Vec<Asked>>>,
    moved: Arc<AtomicUsize>,
    mood: Arc<Mutex<Mood>>,
}

impl Fake {
    pub async fn start(device: impl Device) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let (asked, moved, mood) = (Arc::default(), Arc::default(), Arc::new(Mutex::new(Mood::Well)));
        let fake = Self { base, asked: Arc::clone(&asked), moved: Arc::clone(&moved), mood: Arc::clone(&mood) };
        let device = Arc::new(device);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (device, asked, moved) = (Arc::clone(&device), Arc::clone(&asked), Arc::clone(&moved));
                let mood = *mood.lock().unwrap();
                tokio::spawn(async move { serve(stream, &*device, &asked, &moved, mood).await });
            }
        });
        fake
    }

    pub fn be(&self, mood: Mood) {
        *self.mood.lock().unwrap() = mood;
    }

    pub fn moves(&self) -> usize {
        self.moved.load(Ordering::SeqCst)
    }
}

pub async fn serve(
    mut stream: TcpStream,
    device: &dyn Device,
    heard: &Mutex<Vec<Asked>>,
    moved: &AtomicUsize,
    mood: Mood,
) {
    let Some(asked) = read(&mut stream).await else { return };
    heard.lock().unwrap().push(asked.clone());
    let mood = if device.is_command(&asked) { mood } else { Mood::Well };
    if mood == Mood::Reboots {
        return;
    }
    let text = device.answer(&asked, moved).written();
    let done = match mood {
        Mood::Well | Mood::Reboots => stream.write_all(text.as_bytes()).await,
        Mood::Silent => stays_silent().await,
        Mood::Twice => stream.write_all(format!("{text}{text}").as_bytes()).await,
        Mood::Drips => stays_dripping(&mut stream, &text).await,
        Mood::Garbage => stream.write_all(&[0xff, 0x00, b'\r', b'\n', 0x80, b'{']).await,
        Mood::BreaksOff => stream.write_all(text.get(..text.len() / 2).unwrap_or("").as_bytes()).await,
        Mood::Endless => {
            let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
            let mut done = stream.write_all(head.as_bytes()).await;
            while done.is_ok() {
                done = stream.write_all(format!("400\r\n{}\r\n", "x".repeat(0x400)).as_bytes()).await;
            }
            done
        }
    };
    // Whoever asked may have gone away.
    drop(done);
}

async fn stays_silent() -> std::io::Result<()> {
    std::future::pending().await
}

async fn stays_dripping(stream: &mut TcpStream, text: &str) -> std::io::Result<()> {
    for byte in text.bytes() {
        stream.write_all(&[byte]).await?;
        tokio::time::sleep(Duration::from_millis(150)).await;
    }
    Ok(())
}

async fn read(stream: &mut TcpStream) -> Option<Asked> {
    let mut bytes = Vec::new();
    let head = loop {
        if let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            break end;
        }
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    };
    let text = String::from_utf8(bytes[..head].to_vec()).unwrap();
    let mut lines = text.lines();
    let mut first = lines.next().unwrap().split(' ');
    let (method, target) = (first.next().unwrap().to_owned(), first.next().unwrap());
    let headers: HashMap<String, String> = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
        .collect();
    let length: usize = headers.get("content-length").map_or(0, |text| text.parse().unwrap());
    let mut body = bytes.split_off(head + 4);
    while body.len() < length {
        if stream.read_buf(&mut body).await.ok()? == 0 {
            return None;
        }
    }
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let query = query.split('&').filter_map(|pair| pair.split_once('=')).map(|(n, v)| (n.to_owned(), decoded(v)));
    Some(Asked {
        method,
        path: path.to_owned(),
        query: query.collect(),
        headers,
        body: String::from_utf8(body).unwrap(),
    })
}

fn decoded(text: &str) -> String {
    let (mut bytes, mut rest) = (Vec::new(), text.as_bytes());
    while let Some((first, after)) = rest.split_first() {
        if *first == b'%' {
            bytes.push(u8::from_str_radix(std::str::from_utf8(&after[..2]).unwrap(), 16).unwrap());
            rest = &after[2..];
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    String::from_utf8(bytes).unwrap()
}
