//! What a stranger can ask: the guest's page and the JSON API, over HTTP.

use std::time::Duration;

use reqwest::StatusCode;
use reqwest::header::{ACCEPT, AUTHORIZATION};
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

/// No honest answer takes longer: a press waits for its deadline, a change for the database's locks.
const PATIENCE: Duration = Duration::from_secs(30);

/// Why there is no answer that counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lost {
    /// The connection broke, or the server said that it cannot just now. Ask again.
    Again(String),
    /// The server said something that it must not say.
    Wrong(String),
}

/// A client of one server.
#[derive(Debug, Clone)]
pub struct Client {
    http: reqwest::Client,
    token: String,
}

/// The answer to a press.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Said {
    /// `opened`, `sent`, `failed`, `unknown`, `refused` or `undecided`.
    pub outcome: String,
    /// Why not.
    pub refusal: Option<String>,
    /// Which unlock it was; only the API says so.
    #[serde(default)]
    pub unlock_id: Option<Uuid>,
}

impl Said {
    /// Whether it says that the press could not be recorded, and so did not count.
    pub fn is_unrecorded(&self) -> bool {
        self.outcome == "undecided" || self.refusal.as_deref() == Some("not_recorded")
    }
}

/// A guest's page, open on a phone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuestPage {
    /// The link's secret.
    pub secret: String,
    /// The page's ticket; empty where a guest did not wait for the page's script.
    pub ticket: String,
}

/// A link as the API tells it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct LinkNow {
    /// Its id.
    pub id: Uuid,
    /// What the guest gets; only where it is made.
    #[serde(default)]
    pub url: Option<String>,
    /// How often it has opened.
    pub uses: u32,
    /// How it stands.
    pub standing: Standing,
}

/// How a link stands.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Standing {
    /// `active`, `revoked`, `used_up`, ...
    pub state: String,
}

/// A part of a list.
#[derive(Debug, Clone, Deserialize)]
pub struct Page<T> {
    /// The things.
    pub items: Vec<T>,
    /// Where the next one begins.
    pub next_cursor: Option<String>,
}

impl Client {
    /// A client that has `token`.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn new(token: String) -> Result<Self, reqwest::Error> {
        let http = reqwest::Client::builder().timeout(PATIENCE).redirect(reqwest::redirect::Policy::none()).build()?;
        Ok(Self { http, token })
    }

    /// Loads the guest's page as its script would, and gives back its ticket.
    pub async fn look(&self, server: &str, secret: &str) -> Result<String, Lost> {
        let page: Value =
            read(self.http.get(format!("{server}/k/{secret}/state")).send().await.map_err(broken)?, "a page").await?;
        Ok(page["ticket"].as_str().unwrap_or_default().to_owned())
    }

    /// Presses a door's button as the page's script does.
    pub async fn press(&self, server: &str, page: &GuestPage, door: Uuid, number: &str) -> Result<Said, Lost> {
        let door = door.to_string();
        let form = [("door", door.as_str()), ("press", number), ("gesture", "hold"), ("ticket", &page.ticket)];
        let request = self.http.post(format!("{server}/k/{}/unlock", page.secret)).form(&form);
        let answer = request.header(ACCEPT, "application/json").send().await.map_err(broken)?;
        said(answer).await
    }

    /// Opens one of the token's owner's doors.
    pub async fn press_own(&self, server: &str, door: Uuid, key: &str) -> Result<Said, Lost> {
        let request = self.http.post(format!("{server}/api/v1/doors/{door}/unlock")).header("Idempotency-Key", key);
        said(self.send(request).await?).await
    }

    /// Asks the API for something.
    pub async fn get<T: serde::de::DeserializeOwned>(&self, server: &str, path: &str) -> Result<T, Lost> {
        let answer = self.send(self.http.get(format!("{server}/api/v1{path}"))).await?;
        read(answer, path).await
    }

    /// Makes a link; the same key makes it once.
    pub async fn make_link(
        &self,
        server: &str,
        name: &str,
        doors: &[Uuid],
        max_uses: Option<u32>,
    ) -> Result<LinkNow, Lost> {
        let body = json!({ "name": name, "doors": doors, "max_uses": max_uses });
        let request = self.http.post(format!("{server}/api/v1/links")).header("Idempotency-Key", name).json(&body);
        read(self.send(request).await?, "making a link").await
    }

    /// Revokes a link.
    pub async fn revoke(&self, server: &str, link: Uuid) -> Result<LinkNow, Lost> {
        self.post(server, &format!("/links/{link}/revoke"), &json!({})).await
    }

    /// Tells the API to make or change something.
    pub async fn post<T: serde::de::DeserializeOwned>(
        &self,
        server: &str,
        path: &str,
        body: &Value,
    ) -> Result<T, Lost> {
        read(self.send(self.http.post(format!("{server}/api/v1{path}")).json(body)).await?, path).await
    }

    /// Tells the API to change something.
    pub async fn patch(&self, server: &str, path: &str, body: &Value) -> Result<Value, Lost> {
        read(self.send(self.http.patch(format!("{server}/api/v1{path}")).json(body)).await?, path).await
    }

    /// Fills in the set-up form.
    pub async fn set_up(&self, server: &str, link: &str) -> Result<(), Lost> {
        let form = [
            ("organization", "Lindenhof"),
            ("site", "Lindenhof 4"),
            ("zone", "Europe/Berlin"),
            ("name", "Anna"),
            ("email", "anna@lindenhof.example"),
            ("password", "correct horse battery staple"),
        ];
        let request = self.http.post(link).header("Origin", server).form(&form);
        let status = request.send().await.map_err(broken)?.status();
        if status.is_redirection() { Ok(()) } else { judge(status, "the set-up form") }
    }

    async fn send(&self, request: reqwest::RequestBuilder) -> Result<reqwest::Response, Lost> {
        request.header(AUTHORIZATION, format!("Bearer {}", self.token)).send().await.map_err(broken)
    }
}

/// A press's answer is one whatever its status; only a body that is none is no answer.
async fn said(answer: reqwest::Response) -> Result<Said, Lost> {
    let status = answer.status();
    let body = answer.text().await.map_err(broken)?;
    match serde_json::from_str(&body) {
        Ok(said) => Ok(said),
        Err(_) if is_passing(status) => Err(Lost::Again(format!("a press was answered {status}"))),
        Err(_) => Err(Lost::Wrong(format!("a press was answered {status}: {body}"))),
    }
}

async fn read<T: serde::de::DeserializeOwned>(answer: reqwest::Response, what: &str) -> Result<T, Lost> {
    let status = answer.status();
    let body = answer.text().await.map_err(broken)?;
    judge(status, &format!("{what} ({})", body.chars().take(300).collect::<String>()))?;
    serde_json::from_str(&body).map_err(|error| Lost::Wrong(format!("{what}: {error}: {body}")))
}

fn judge(status: StatusCode, what: &str) -> Result<(), Lost> {
    match status {
        _ if status.is_success() => Ok(()),
        // A guest's page that cannot be made says so with this status, in plain words.
        StatusCode::INTERNAL_SERVER_ERROR if what.contains(r#""standing":"trouble""#) => {
            Err(Lost::Again(what.to_owned()))
        }
        _ if is_passing(status) => Err(Lost::Again(format!("{what} was answered {status}"))),
        _ => Err(Lost::Wrong(format!("{what} was answered {status}"))),
    }
}

fn is_passing(status: StatusCode) -> bool {
    matches!(status, StatusCode::SERVICE_UNAVAILABLE | StatusCode::GATEWAY_TIMEOUT)
}

#[allow(clippy::needless_pass_by_value, reason = "it stands where an error is mapped")]
fn broken(error: reqwest::Error) -> Lost {
    // Whoever stands at a door must be told something, and so must a program.
    if error.is_timeout() && !error.is_connect() {
        let what = error.url().map_or_else(String::new, |url| format!(" to {}", url.path().split_at(4).0));
        return Lost::Wrong(format!("a request{what}... got no answer within {} s", PATIENCE.as_secs()));
    }
    Lost::Again(error.to_string())
}
