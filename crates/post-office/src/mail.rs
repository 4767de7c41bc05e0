//! A mail server that takes nothing amiss (RFC 5321): order, line ends, lengths, letters.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

use crate::tls::{Encrypted, Stream, encrypted};

/// How the server is disposed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MailMood {
    /// It takes what is right.
    Good,
    /// It wants this login, and takes mail from nobody else.
    WantsLogin(String, String),
    /// It is too busy to talk.
    Busy,
    /// It answers so to each recipient.
    Recipient(&'static str),
    /// It answers so to the message.
    Message(&'static str),
    /// It takes the message and hangs up without a word.
    HangsUpAfterMessage,
    /// It hangs up when it is told of the recipient.
    HangsUpBeforeMessage,
    /// It takes the message and says nothing more.
    SilentAfterMessage,
}

/// A mail that was taken, or that was before the server hung up.
#[derive(Debug, Clone)]
pub struct Received {
    /// From whom, by its envelope.
    pub from: String,
    /// To whom, by its envelope.
    pub to: Vec<String>,
    /// The message, as it came.
    pub message: String,
    /// Whether nobody on the way could read it.
    pub is_encrypted: bool,
}

/// The server. It ends with the test.
#[derive(Clone)]
pub struct MailServer {
    /// Where it listens.
    pub port: u16,
    encrypted: Encrypted,
    mood: Arc<Mutex<MailMood>>,
    received: Arc<Mutex<Vec<Received>>>,
    wrong: Arc<Mutex<Vec<String>>>,
}

impl MailServer {
    /// Opens it on a free port of this machine.
    pub async fn open() -> Self {
        Self::open_encrypted(Encrypted::Never).await
    }

    /// The same, with encryption.
    pub async fn open_encrypted(encrypted: Encrypted) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let server = Self {
            port: listener.local_addr().unwrap().port(),
            encrypted,
            mood: Arc::new(Mutex::new(MailMood::Good)),
            received: Arc::default(),
            wrong: Arc::default(),
        };
        let own = server.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(own.clone().talk(stream));
            }
        });
        server
    }

    /// Sets its mood, from the next conversation on.
    pub fn set(&self, mood: MailMood) {
        *self.mood.lock().unwrap() = mood;
    }

    /// What it was given, as far as it was right.
    ///
    /// # Panics
    /// When somebody broke the rules.
    pub fn received(&self) -> Vec<Received> {
        assert_eq!(*self.wrong.lock().unwrap(), Vec::<String>::new(), "rules of the protocol were broken");
        self.received.lock().unwrap().clone()
    }

    /// Waits until it was given so many mails.
    pub async fn wait_until_received(&self, many: usize) -> Vec<Received> {
        for _ in 0..3_000 {
            let received = self.received();
            if received.len() >= many {
                return received;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("{} mails came, not {many}", self.received().len());
    }

    async fn talk(self, stream: TcpStream) {
        let mood = self.mood.lock().unwrap().clone();
        let mut stream: Box<dyn Stream> = Box::new(stream);
        if self.encrypted == Encrypted::AtOnce {
            let Some(inner) = encrypted(stream).await else { return };
            stream = inner;
        }
        let mut talk = Talk {
            stream: BufReader::new(stream),
            mood,
            is_encrypted: self.encrypted == Encrypted::AtOnce,
            offers_encryption: self.encrypted == Encrypted::OnceAsked,
        };
        if let Err(wrong) = talk.whole(&self.received).await {
            self.wrong.lock().unwrap().push(wrong);
        }
    }
}

struct Talk {
    stream: BufReader<Box<dyn Stream>>,
    mood: MailMood,
    is_encrypted: bool,
    offers_encryption: bool,
}

impl Talk {
    async fn say(&mut self, line: &str) {
        // Who hung up need not be told.
        drop(self.stream.write_all(format!("{line}\r\n").as_bytes()).await);
        drop(self.stream.flush().await);
    }

    /// The next line without its end; nothing when the other side hung up.
    async fn line(&mut self) -> Result<Option<Vec<u8>>, String> {
        let mut line = Vec::new();
        let read = self.stream.read_until(b'\n', &mut line).await;
        if !matches!(read, Ok(1..)) {
            return Ok(None);
        }
        let Some(text) = line.strip_suffix(b"\r\n") else {
            return Err(format!("a line does not end in CRLF: {line:?}"));
        };
        if text.contains(&b'\r') || text.len() > 998 {
            return Err(format!("a line holds a bare CR, or is too long: {}", text.len()));
        }
        Ok(Some(text.to_vec()))
    }

    async fn whole(&mut self, received: &Mutex<Vec<Received>>) -> Result<(), String> {
        if self.mood == MailMood::Busy {
            self.say("421 4.3.2 too busy, come back later").await;
            return Ok(());
        }
        self.say("220 post-office.test ESMTP").await;
        let (mut greeted, mut known, mut from, mut to) = (false, false, None, Vec::new());
        while let Some(line) = self.line().await? {
            let line = String::from_utf8(line).map_err(|_| "a command is not UTF-8".to_owned())?;
            let upper = line.to_ascii_uppercase();
            match upper.split(' ').next().unwrap_or("") {
                "EHLO" => {
                    greeted = true;
                    for more in ["post-office.test", "PIPELINING", "SMTPUTF8", "8BITMIME", "AUTH PLAIN LOGIN"] {
                        self.say(&format!("250-{more}")).await;
                    }
                    if self.offers_encryption {
                        self.say("250-STARTTLS").await;
                    }
                    self.say("250 SIZE 1000000").await;
                }
                "STARTTLS" if self.offers_encryption => {
                    self.say("220 go ahead").await;
                    let before = std::mem::replace(&mut self.stream, BufReader::new(Box::new(tokio::io::empty())));
                    let Some(inner) = encrypted(before.into_inner()).await else { return Ok(()) };
                    self.stream = BufReader::new(inner);
                    (self.is_encrypted, self.offers_encryption, greeted) = (true, false, false);
                }
                _ if self.offers_encryption && upper != "QUIT" => self.say("530 5.7.0 say STARTTLS first").await,
                "AUTH" if greeted => known = self.login(&line).await?,
                "MAIL" if greeted && from.is_none() => {
                    if matches!(self.mood, MailMood::WantsLogin(..)) && !known {
                        self.say("530 5.7.0 authentication required").await;
                        continue;
                    }
                    from = Some(path(&line, "FROM:")?);
                    self.say("250 2.1.0 ok").await;
                }
                "RCPT" if from.is_some() => match self.mood {
                    MailMood::Recipient(said) => self.say(said).await,
                    MailMood::HangsUpBeforeMessage => return Ok(()),
                    _ => {
                        to.push(path(&line, "TO:")?);
                        self.say("250 2.1.5 ok").await;
                    }
                },
                "DATA" if !to.is_empty() => {
                    self.say("354 go ahead").await;
                    let message = self.message().await?;
                    let (from, to) = (from.take().unwrap_or_default(), std::mem::take(&mut to));
                    let mail = Received { from, to, message, is_encrypted: self.is_encrypted };
                    match self.mood {
                        MailMood::Message(said) => self.say(said).await,
                        MailMood::HangsUpAfterMessage => {
                            received.lock().unwrap().push(mail);
                            return Ok(());
                        }
                        MailMood::SilentAfterMessage => {
                            received.lock().unwrap().push(mail);
                            std::future::pending::<()>().await;
                        }
                        _ => {
                            received.lock().unwrap().push(mail);
                            self.say("250 2.0.0 queued as 4Xy7").await;
                        }
                    }
                }
                "RSET" | "NOOP" => self.say("250 ok").await,
                "QUIT" => {
                    self.say("221 bye").await;
                    return Ok(());
                }
                _ => return Err(format!("out of order: {line}")),
            }
        }
        Ok(())
    }

    async fn login(&mut self, line: &str) -> Result<bool, String> {
        let decoded = |text: &str| STANDARD.decode(text.trim()).map_err(|_| format!("not base64: {text}"));
        let given = line.split(' ').nth(2).ok_or("a login without an initial response")?;
        let given = String::from_utf8(decoded(given)?).map_err(|_| "a login is not UTF-8")?;
        let mut parts = given.split('\0').skip(1);
        let given = (parts.next().unwrap_or("").to_owned(), parts.next().unwrap_or("").to_owned());
        let is_known =
            matches!(&self.mood, MailMood::WantsLogin(login, password) if (login, password) == (&given.0, &given.1));
        self.say(if is_known { "235 2.7.0 welcome" } else { "535 5.7.8 authentication credentials invalid" }).await;
        Ok(is_known)
    }

    /// The message up to the dot that stands alone.
    async fn message(&mut self) -> Result<String, String> {
        let mut message = String::new();
        while let Some(line) = self.line().await? {
            if line == b"." {
                return Ok(message);
            }
            if !line.is_ascii() {
                return Err("a letter beyond ASCII, though nobody said 8BITMIME".to_owned());
            }
            let line = String::from_utf8(line).map_err(|_| "not UTF-8")?;
            message.push_str(line.strip_prefix('.').unwrap_or(&line));
            message.push_str("\r\n");
        }
        Err("the message broke off".to_owned())
    }
}

/// The address of a `MAIL FROM:<..>` or `RCPT TO:<..>`.
fn path(line: &str, word: &str) -> Result<String, String> {
    let rest = line.get(5..).unwrap_or("");
    let rest = rest.strip_prefix(word).and_then(|rest| rest.strip_prefix('<'));
    let found = rest.and_then(|rest| rest.split_once('>')).map(|(path, _)| path);
    found.filter(|path| path.matches('@').count() == 1 && !path.contains(' ')).map(str::to_owned).ok_or(line.to_owned())
}
