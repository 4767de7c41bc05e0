//! Which node makes which announcement: one at a time, by a hold that ends by itself when the node dies.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use jiff::SignedDuration;
use keylink_domain::id::OrganizationId;
use keylink_store::announcement::{self, Kept};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use super::herald::{End, Herald};
use crate::house::House;
use crate::trouble::Trouble;

/// How often is looked what is to be announced.
const PAUSE: Duration = Duration::from_secs(2);
/// How long a node holds an announcement of which nothing is heard any more.
const HELD_FOR: SignedDuration = SignedDuration::from_secs(20);
/// How long an announcement that is taken back may take to be gone.
const GONE_WITHIN: Duration = Duration::from_secs(5);

/// An announcement that this node makes.
struct Made {
    kept: Kept,
    end: oneshot::Sender<End>,
    task: JoinHandle<()>,
}

pub(crate) async fn run(house: Arc<House>, stop: CancellationToken) {
    let node = match house.entropy.chance() {
        Ok(chance) => chance.iter().fold(String::new(), |name, byte| format!("{name}{byte:02x}")),
        Err(error) => return tracing::error!(%error, "nothing is announced: this machine has no randomness"),
    };
    let mut made: HashMap<OrganizationId, Made> = HashMap::new();
    loop {
        match house.held_announcements(&node).await {
            Ok(held) => keep(&house, &node, &mut made, held).await,
            Err(error) => tracing::error!(%error, "announcements could not be looked at; it is tried again"),
        }
        tokio::select! {
            () = stop.cancelled() => break,
            () = tokio::time::sleep(PAUSE) => {}
        }
    }
    for (_, made) in made.drain() {
        over(made, End::Left).await;
    }
    if let Err(error) =
        house.store.write(move |tx| Box::pin(async move { announcement::let_go(tx, &node).await })).await
    {
        tracing::warn!(%error, "announcements are held until they are let go by time");
    }
}

/// What is to be announced, and which of it by this node.
struct Held {
    all: Vec<OrganizationId>,
    ours: Vec<Kept>,
}

impl House {
    async fn held_announcements(&self, node: &str) -> Result<Held, Trouble> {
        let all = self.look(|tx| Box::pin(async move { Ok(announcement::all(tx).await?) })).await?;
        let ids = all.iter().map(|kept| kept.announcement.organization).collect();
        if all.is_empty() {
            return Ok(Held { all: ids, ours: Vec::new() });
        }
        let (now, node) = (self.now(), node.to_owned());
        let until = now.checked_add(HELD_FOR).unwrap_or(now);
        let ours = self
            .store
            .write(move |tx| {
                Box::pin(async move {
                    let mut ours = Vec::new();
                    for kept in all {
                        if announcement::hold(tx, kept.announcement.organization, &node, now, until).await? {
                            ours.push(kept);
                        }
                    }
                    Ok::<_, Trouble>(ours)
                })
            })
            .await?;
        Ok(Held { all: ids, ours })
    }
}

async fn keep(house: &Arc<House>, node: &str, made: &mut HashMap<OrganizationId, Made>, held: Held) {
    let stands = |id: &OrganizationId, made: &Made| {
        let ours = held.ours.iter().find(|kept| kept.announcement.organization == *id);
        ours.is_some_and(|kept| kept.is_same(&made.kept)) && !made.task.is_finished()
    };
    let gone: Vec<OrganizationId> = made.iter().filter(|(id, made)| !stands(id, made)).map(|(id, _)| *id).collect();
    for id in gone {
        let ours = held.ours.iter().find(|kept| kept.announcement.organization == id);
        let Some(made) = made.remove(&id) else { continue };
        // Another node's is not taken back: it goes on there. Nor is one that says the same in the same place: Home Assistant would
        // forget what people made of the doors.
        let goes_on = match ours {
            Some(kept) => kept.announcement.says_as(&made.kept.announcement),
            None => held.all.contains(&id),
        };
        over(made, if goes_on { End::Left } else { End::Withdrawn }).await;
    }
    for kept in held.ours {
        let id = kept.announcement.organization;
        if made.contains_key(&id) {
            continue;
        }
        match house.announcement_password(&kept) {
            Ok(password) => {
                let (end, ends) = oneshot::channel();
                let (house, node) = (Arc::clone(house), node.to_owned());
                let task = tokio::spawn(Herald::make(house, kept.clone(), password, node, ends));
                made.insert(id, Made { kept, end, task });
            }
            Err(error) => tracing::error!(%error, "an announcement\u{2019}s password cannot be opened"),
        }
    }
}

async fn over(made: Made, end: End) {
    let Made { end: sender, mut task, .. } = made;
    // One that has ended by itself hears nothing.
    drop(sender.send(end));
    if tokio::time::timeout(GONE_WITHIN, &mut task).await.is_err() {
        task.abort();
    }
}
