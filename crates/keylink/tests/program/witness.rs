//! A witness of a run: it knows every secret, and which answers may hold which.

use keylink_canary::Canaries;
use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderMap, ORIGIN};
use reqwest::{Client, Method};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// Asks, keeps what was answered, and knows the secrets.
pub struct Witness {
    pub url: String,
    pub browser: Client,
    secrets: Vec<(String, String)>,
    seeds: Vec<(String, Vec<u8>)>,
    answers: Vec<Answer>,
}

/// One answer.
#[derive(Clone)]
pub struct Answer {
    pub what: String,
    pub status: u16,
    pub headers: HeaderMap,
    pub text: String,
    /// The names of the secrets that this answer is there to give, or that the page shows in its own address.
    gives: Vec<String>,
}

/// What is asked, besides method and path.
#[derive(Default, Clone)]
pub struct Ask<'a> {
    pub bearer: Option<&'a str>,
    pub form: Option<&'a [(&'a str, &'a str)]>,
    pub json: Option<&'a str>,
    pub key: Option<&'a str>,
    /// As the page's script asks.
    pub as_script: bool,
    /// Without the browser's cookie.
    pub as_guest: bool,
    pub gives: &'a [&'a str],
}

impl Witness {
    pub fn of(url: &str) -> Self {
        let browser = Client::builder().cookie_store(true).redirect(reqwest::redirect::Policy::none()).build().unwrap();
        Self { url: url.to_owned(), browser, secrets: Vec::new(), seeds: Vec::new(), answers: Vec::new() }
    }

    /// Remembers a secret.
    pub fn keep(&mut self, name: &str, secret: &str) -> String {
        assert!(secret.len() >= 8, "{name}: {secret:?} would turn up by chance");
        keylink_canary::keep(secret);
        self.secrets.push((name.to_owned(), secret.to_owned()));
        secret.to_owned()
    }

    /// Remembers a secret of bytes.
    pub fn keep_bytes(&mut self, name: &str, secret: &[u8]) {
        self.seeds.push((name.to_owned(), secret.to_vec()));
    }

    pub async fn ask(&mut self, method: Method, path: &str, ask: Ask<'_>) -> Answer {
        let url = if path.starts_with("http") { path.to_owned() } else { format!("{}{path}", self.url) };
        let what = format!("{method} {path}");
        let guest = Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
        let client = if ask.as_guest { &guest } else { &self.browser };
        let mut request = client.request(method, url).header(ORIGIN, &self.url);
        if let Some(bearer) = ask.bearer {
            request = request.header(AUTHORIZATION, format!("Bearer {bearer}"));
        }
        if let Some(key) = ask.key {
            request = request.header("idempotency-key", key);
        }
        if ask.as_script {
            request = request.header(ACCEPT, "application/json");
        }
        if let Some(form) = ask.form {
            request = request.form(form);
        }
        if let Some(json) = ask.json {
            request = request.header(CONTENT_TYPE, "application/json").body(json.to_owned());
        }
        let answer = request.send().await.unwrap();
        let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
        let gives = ask.gives.iter().map(|name| (*name).to_owned()).collect();
        let answer = Answer { what, status, headers, text: answer.text().await.unwrap(), gives };
        self.answers.push(answer.clone());
        answer
    }

    /// Sends bytes that no proper program sends; keeps what came back.
    pub async fn send_raw(&mut self, request: &str) -> String {
        let mut stream = TcpStream::connect(self.url.strip_prefix("http://").unwrap()).await.unwrap();
        // The server may hang up before it has read everything.
        drop(stream.write_all(request.as_bytes()).await);
        let mut said = Vec::new();
        drop(stream.read_to_end(&mut said).await);
        let text = String::from_utf8_lossy(&said).into_owned();
        let (what, headers) = (format!("{:.40}", request), HeaderMap::new());
        self.answers.push(Answer { what, status: 0, headers, text: text.clone(), gives: Vec::new() });
        text
    }

    pub async fn get(&mut self, path: &str, gives: &[&str]) -> Answer {
        self.ask(Method::GET, path, Ask { gives, ..Ask::default() }).await
    }

    pub async fn post(&mut self, path: &str, form: &[(&str, &str)], gives: &[&str]) -> Answer {
        self.ask(Method::POST, path, Ask { form: Some(form), gives, ..Ask::default() }).await
    }

    /// Everything that is known, but for what an answer may give.
    fn canaries(&self, but: &[String]) -> Canaries {
        let mut canaries = Canaries::default();
        for (name, secret) in self.secrets.iter().filter(|(name, _)| !but.contains(name)) {
            canaries.add(name, secret);
        }
        for (name, seed) in self.seeds.iter().filter(|(name, _)| !but.contains(name)) {
            canaries.add_bytes(name, seed);
        }
        canaries
    }

    /// Whatever stands somewhere where it must not.
    pub fn found_in(&self, place: &str, left: &[u8]) -> Vec<String> {
        self.canaries(&[]).found_in(left).into_iter().map(|found| format!("{place}: {found}")).collect()
    }

    /// Whatever stands in an answer that is not there to give it.
    pub fn found_in_answers(&self) -> Vec<String> {
        let mut found = Vec::new();
        for answer in &self.answers {
            let text = format!("{:?}\n{}", answer.headers, answer.text);
            let here = self.canaries(&answer.gives).found_in(text.as_bytes());
            found.extend(here.into_iter().map(|canary| format!("{} ({}): {canary}", answer.what, answer.status)));
        }
        found
    }
}

impl Answer {
    #[track_caller]
    pub fn is(&self, status: u16) -> &Self {
        assert_eq!(self.status, status, "{}: {}", self.what, self.text);
        self
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{}: {error}: {}", self.what, self.text))
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The secret of the session that began here.
    pub fn cookie(&self) -> String {
        let cookie = self.header("set-cookie");
        cookie.split_once('=').unwrap().1.split(';').next().unwrap().to_owned()
    }

    /// The value of a field of a form.
    pub fn value(&self, name: &str) -> String {
        let from = self.text.find(&format!("name=\"{name}\"")).unwrap_or_else(|| panic!("no field {name}"));
        let value = self.text[from..].split_once("value=\"").unwrap().1.split('"').next().unwrap();
        value.replace("&#38;", "&").replace("&amp;", "&")
    }
}
