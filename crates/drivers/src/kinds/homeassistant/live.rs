//! What a Home Assistant tells at once, over its WebSocket: how the entities are that are doors. Where that cannot be had they
//! are known by being asked each minute, as ever.

use std::collections::{HashMap, HashSet};
use std::convert::Infallible;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use futures_util::{SinkExt as _, StreamExt as _};
use keylink_domain::controller::Channel;
use keylink_domain::door::LockStatus;
use keylink_domain::id::ControllerId;
use serde_json::{Value, json};
use tokio::sync::watch;
use tokio::time::{Instant, timeout};
use tokio_tungstenite::tungstenite::Message;
use tokio_util::sync::CancellationToken;

use super::entity::{Domain, Entity};
use crate::Report;
use crate::direct::Tools;
use crate::direct::call::Http;
use crate::direct::line::web::{self, Web};
use crate::direct::order::Trouble;
use crate::reports::Reports;

/// How long the making of a connection may take, and each answer while it is made.
const WITHIN: Duration = Duration::from_secs(10);
/// How often it is asked whether it is there.
const ASK_EVERY: Duration = Duration::from_secs(20);
/// One that says nothing for so long is gone.
const LONGEST_SILENCE: Duration = Duration::from_secs(45);
const FIRST_PAUSE: Duration = Duration::from_secs(1);
const LONGEST_PAUSE: Duration = Duration::from_secs(60);
/// After a refused login: an administrator may have set it to shut out who tries on.
const REFUSED_PAUSE: Duration = Duration::from_secs(300);
/// How many entities are listened to.
const MOST: usize = 1_024;

/// A connection that is kept until it is dropped.
pub(super) struct Live {
    shared: Arc<Shared>,
    stop: CancellationToken,
}

struct Shared {
    http: Http,
    base: String,
    token: String,
    controller: ControllerId,
    reports: Reports,
    wanted: watch::Sender<HashSet<Channel>>,
    /// What was told over this connection.
    told: Mutex<HashMap<Channel, Option<LockStatus>>>,
}

impl Drop for Live {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

impl Live {
    /// Begins to connect; none where nobody listens to what is told.
    pub(super) fn start(tools: &Tools, base: &str, token: &str) -> Option<Self> {
        let (wanted, told) = (watch::Sender::default(), Mutex::default());
        let (http, controller, reports) = (tools.http.clone(), tools.controller, tools.reports.clone()?);
        let (base, token) = (base.to_owned(), token.to_owned());
        let shared = Arc::new(Shared { http, base, token, controller, reports, wanted, told });
        let stop = CancellationToken::new();
        tokio::spawn(keep(Arc::clone(&shared), stop.clone()));
        Some(Self { shared, stop })
    }

    /// Listens to these entities, too.
    pub(super) fn attend(&self, channels: &[Channel]) {
        let has_state = |channel: &&Channel| {
            let entity = Entity::read(channel.as_str());
            entity.is_some_and(|entity| !matches!(entity.domain, Domain::Button | Domain::Script))
        };
        self.shared.wanted.send_if_modified(|wanted| {
            let before = wanted.len();
            wanted.extend(channels.iter().filter(has_state).take(MOST.saturating_sub(before)).cloned());
            wanted.len() > before
        });
    }

    /// Whether this entity is told of.
    pub(super) fn tells(&self, channel: &Channel) -> bool {
        self.shared.lock().contains_key(channel)
    }
}

async fn keep(shared: Arc<Shared>, stop: CancellationToken) {
    let mut pause = FIRST_PAUSE;
    loop {
        let began = Instant::now();
        let Some(Err(why)) = stop.run_until_cancelled(shared.listen()).await else { return };
        shared.lock().clear();
        tracing::debug!(controller = %shared.controller, %why, "a Home Assistant tells nothing at once; it is asked each minute");
        if began.elapsed() > LONGEST_PAUSE {
            pause = FIRST_PAUSE;
        }
        let now = if matches!(why, Trouble::Login) { REFUSED_PAUSE } else { pause };
        if stop.run_until_cancelled(tokio::time::sleep(now)).await.is_none() {
            return;
        }
        pause = (pause * 2).min(LONGEST_PAUSE);
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, HashMap<Channel, Option<LockStatus>>> {
        self.told.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Listens until the connection ends.
    async fn listen(&self) -> Result<Infallible, Trouble> {
        let mut wanted = self.wanted.subscribe();
        wanted.wait_for(|wanted| !wanted.is_empty()).await.map_err(|_| Trouble::Broken)?;
        let mut line = timeout(WITHIN, self.sign_in()).await.map_err(|_| Trouble::Silent)??;
        let (mut known, mut number) = (HashSet::new(), 0_u64);
        let mut ask = tokio::time::interval(ASK_EVERY);
        let mut heard = Instant::now();
        loop {
            let fresh: Vec<Channel> = wanted.borrow_and_update().difference(&known).cloned().collect();
            if !fresh.is_empty() {
                number += 1;
                let wish = json!({ "id": number, "type": "subscribe_entities", "entity_ids": fresh });
                say(&mut line, &wish).await?;
                known.extend(fresh);
            }
            tokio::select! {
                changed = wanted.changed() => changed.map_err(|_| Trouble::Broken)?,
                _ = ask.tick() => {
                    number += 1;
                    say(&mut line, &json!({ "id": number, "type": "ping" })).await?;
                }
                said = line.next() => {
                    heard = Instant::now();
                    self.hear(&read(said)?)?;
                }
                () = tokio::time::sleep_until(heard + LONGEST_SILENCE) => return Err(Trouble::Silent),
            }
        }
    }

    async fn sign_in(&self) -> Result<Web, Trouble> {
        let url = format!("{}/api/websocket", self.base.replacen("http", "ws", 1));
        let mut line = web::open(&self.http, &url).await?;
        if read(line.next().await)?["type"] != "auth_required" {
            return Err(Trouble::NotUnderstood("its WebSocket is no Home Assistant\u{2019}s"));
        }
        say(&mut line, &json!({ "type": "auth", "access_token": self.token })).await?;
        match read(line.next().await)?["type"].as_str() {
            Some("auth_ok") => Ok(line),
            Some("auth_invalid") => Err(Trouble::Login),
            _ => Err(Trouble::NotUnderstood("what it says to its token")),
        }
    }

    /// One message. Entities come whole at first, then by what changed of them.
    fn hear(&self, said: &Value) -> Result<(), Trouble> {
        if said["type"] == "result" && said["success"] == Value::Bool(false) {
            return Err(Trouble::NotThere("it tells nothing of entities at once; before 2022.4 it could not"));
        }
        let event = &said["event"];
        for (id, all) in event["a"].as_object().into_iter().flatten() {
            self.hear_state(id, &all["s"]);
        }
        for (id, changes) in event["c"].as_object().into_iter().flatten() {
            self.hear_state(id, &changes["+"]["s"]);
        }
        for id in event["r"].as_array().into_iter().flatten() {
            self.hear_state(id.as_str().unwrap_or_default(), &json!("unavailable"));
        }
        Ok(())
    }

    fn hear_state(&self, id: &str, state: &Value) {
        let (Some(entity), Some(state)) = (Entity::read(id), state.as_str()) else { return };
        let Ok(channel) = Channel::parse(id) else { return };
        if entity.is_turning(state) || !self.wanted.borrow().contains(&channel) {
            return;
        }
        let lock = entity.lock(state);
        if self.lock().insert(channel.clone(), lock) != Some(lock) {
            self.reports.put(Report::Door { controller: self.controller, channel, lock, contact: None });
        }
    }
}

async fn say(line: &mut Web, what: &Value) -> Result<(), Trouble> {
    let saying = line.send(Message::text(what.to_string()));
    timeout(WITHIN, saying).await.map_err(|_| Trouble::Silent)?.map_err(|_| Trouble::Broken)
}

/// A message as JSON; null where it is none, such as a ping, which the library answers.
fn read(said: Option<Result<Message, tokio_tungstenite::tungstenite::Error>>) -> Result<Value, Trouble> {
    match said {
        Some(Ok(Message::Text(text))) => Ok(serde_json::from_str(&text).unwrap_or(Value::Null)),
        Some(Ok(Message::Close(_)) | Err(_)) | None => Err(Trouble::Broken),
        Some(Ok(_)) => Ok(Value::Null),
    }
}
