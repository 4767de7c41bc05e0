//! The demo that plays by itself, over HTTP, as a maker and a guest would.

use std::time::Duration;

use reqwest::header::{ACCEPT, AUTHORIZATION};
use serde_json::{Value, json};

use super::scene::Scene;
use crate::Failure;

/// How long a person holds the button; a press that comes sooner after its page is a program's.
const HOLD: Duration = Duration::from_millis(700);

/// What happened.
pub struct Played {
    /// The report.
    pub report: Value,
    /// How often the door moved, by its own memory.
    pub moves: u64,
}

impl Played {
    /// Whether all of it went as it must: opened once, then refused, and the door moved exactly once.
    pub fn is_good(&self) -> bool {
        self.moves == 1
            && self.report["unlock"]["outcome"] == "opened"
            && self.report["after_revoke"]["outcome"] == "refused"
    }
}

/// Makes a link, opens the first door with it, revokes it, presses again, and reads the log.
///
/// # Errors
/// When the server does not answer as it must.
pub async fn play(scene: &Scene) -> Result<Played, Failure> {
    let maker = Maker { client: reqwest::Client::new(), api: format!("{}/api/v1", scene.url), token: &scene.api_token };
    let door = scene.doors.first().ok_or("the demo has no door")?;
    let link = maker.post("/links", &json!({ "name": "Demo guest", "doors": [door.id], "duration": "PT1H" })).await?;
    let url = link["url"].as_str().ok_or("the API gave no link")?.to_owned();
    let id = link["id"].as_str().ok_or("the API gave no link id")?.to_owned();

    let guest = Guest { client: reqwest::Client::new(), url: &url, door: door.id.to_string() };
    let ticket = guest.open_page().await?;
    let unlock = guest.press(&ticket, "demo-press-1").await?;
    maker.post(&format!("/links/{id}/revoke"), &json!({})).await?;
    let after_revoke = guest.press(&ticket, "demo-press-2").await?;
    let events = maker.get(&format!("/events?link={id}")).await?;
    let report = json!({
        "link_url": url,
        "unlock": unlock,
        "after_revoke": { "outcome": after_revoke["outcome"], "refusal": after_revoke["refusal"] },
        "events": events["items"],
    });
    Ok(Played { report, moves: door.moves()? })
}

/// The maker, by the API.
struct Maker<'a> {
    client: reqwest::Client,
    api: String,
    token: &'a str,
}

impl Maker<'_> {
    async fn post(&self, path: &str, body: &Value) -> Result<Value, Failure> {
        let request = self.client.post(format!("{}{path}", self.api)).json(body);
        self.answer(request).await
    }

    async fn get(&self, path: &str) -> Result<Value, Failure> {
        self.answer(self.client.get(format!("{}{path}", self.api))).await
    }

    async fn answer(&self, request: reqwest::RequestBuilder) -> Result<Value, Failure> {
        let answer = request.header(AUTHORIZATION, format!("Bearer {}", self.token)).send().await?;
        let status = answer.status();
        let body: Value = answer.json().await?;
        if status.is_success() { Ok(body) } else { Err(format!("the API answered {status}: {body}").into()) }
    }
}

/// The guest, by the page.
struct Guest<'a> {
    client: reqwest::Client,
    url: &'a str,
    door: String,
}

impl Guest<'_> {
    /// Opens the page as a browser would, and takes its ticket as its script would.
    async fn open_page(&self) -> Result<String, Failure> {
        let page = self.client.get(self.url).send().await?;
        if !page.status().is_success() {
            return Err(format!("the guest's page answered {}", page.status()).into());
        }
        let state: Value = self.client.get(format!("{}/state", self.url)).send().await?.json().await?;
        let ticket = state["ticket"].as_str().ok_or("the guest's page has no ticket")?;
        tokio::time::sleep(HOLD).await;
        Ok(ticket.to_owned())
    }

    async fn press(&self, ticket: &str, press: &str) -> Result<Value, Failure> {
        let began = tokio::time::Instant::now();
        let form = [("door", self.door.as_str()), ("press", press), ("gesture", "hold"), ("ticket", ticket)];
        let request = self.client.post(format!("{}/unlock", self.url)).form(&form).header(ACCEPT, "application/json");
        let mut answer: Value = request.send().await?.json().await?;
        let latency_ms = u64::try_from(began.elapsed().as_millis())?;
        let (outcome, refusal) = (answer["outcome"].take(), answer["refusal"].take());
        Ok(json!({ "outcome": outcome, "refusal": refusal, "latency_ms": latency_ms }))
    }
}
