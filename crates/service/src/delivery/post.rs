//! The worker of the outbox: a testable step, with its loop outside.
//!
//! A try is marked before anything is said to a provider, and what came of it is written afterwards. Between the two
//! a crash leaves the mark, and the mark is never taken for a queue's place: nothing is sent twice on a guess.

use std::sync::Arc;
use std::time::Duration;

use futures_util::future::join_all;
use keylink_courier::{Letter, NotTaken, Occasion, Taken};
use keylink_domain::delivery::{Channel, Delivery, DeliveryState, FailCode, Failure};
use keylink_domain::id::EventId;
use keylink_store::{delivery, event};
use tokio_util::sync::CancellationToken;
use zeroize::Zeroizing;

use super::begin::{AT_ONCE, Begun};
use super::held;
use crate::house::House;
use crate::trouble::Trouble;

/// How long a node that is told of nothing waits until it looks by itself.
const PAUSE: Duration = Duration::from_secs(2);
/// How often it is tried to write down what came of a try; then the mark tells that it is not known.
const WRITE_TRIES: u32 = 20;

pub(crate) async fn run(house: Arc<House>, channel: Channel, stop: CancellationToken) {
    loop {
        let woken = house.outbox.wake.notified();
        // What is under way may come to its end when the program stops.
        let posted = match house.tasks.track_future(house.post_due(channel)).await {
            Ok(posted) => posted,
            Err(error) => {
                tracing::error!(%error, channel = channel.as_str(), "the outbox could not be looked at; it is tried again");
                0
            }
        };
        if stop.is_cancelled() {
            return;
        }
        if posted == AT_ONCE as usize {
            continue;
        }
        tokio::select! {
            () = stop.cancelled() => return,
            () = woken => {}
            () = tokio::time::sleep(PAUSE) => {}
        }
    }
}

impl House {
    /// Sends what is due on a channel, and writes down what came of it. Tells how many there were.
    pub(super) async fn post_due(&self, channel: Channel) -> Result<usize, Trouble> {
        let begun = self.begin_due(channel).await?;
        let count = begun.len();
        join_all(begun.into_iter().map(|begun| self.post(begun))).await;
        Ok(count)
    }

    async fn post(&self, begun: Begun) {
        let outcome = self.hand_over(&begun).await;
        let label = match &outcome {
            Ok(_) => "sent",
            Err(NotTaken::Later { .. }) => "later",
            Err(NotTaken::Never(_)) => "failed",
            Err(NotTaken::NotKnown(_)) => "not_known",
        };
        let channel = begun.delivery.channel.as_str();
        metrics::counter!("keylink_deliveries_total", "channel" => channel, "outcome" => label).increment(1);
        for attempt in 1..=WRITE_TRIES {
            match self.write_down(&begun.delivery, &outcome).await {
                Ok(()) => return,
                Err(error) => {
                    tracing::error!(%error, attempt, "what came of a sending could not be written down; it is tried again");
                    tokio::time::sleep(Duration::from_secs(1)).await;
                }
            }
        }
    }

    /// Unseals the link's secret, writes the message, and hands it over.
    async fn hand_over(&self, begun: &Begun) -> Result<Taken, NotTaken> {
        let never = |code| NotTaken::Never(Failure::of(code));
        let to = begun.delivery.address.as_ref().ok_or_else(|| never(FailCode::Address))?;
        let url = self.url_of(&begun.link, &begun.sealed).map_err(|_| never(FailCode::Sealed))?;
        let writer = self.outbox.courier.writer();
        let language = writer.language_of(begun.delivery.language.as_deref());
        let own = begun.wordings.iter().find(|own| own.language == language);
        let letter = Letter {
            id: begun.delivery.id,
            organization: begun.organization.clone(),
            language: begun.delivery.language.clone(),
            now: self.now(),
            occasion: Occasion::Key {
                sender: begun.sender.clone(),
                words: begun.delivery.message.as_str().to_owned(),
                guest: begun.link.name.clone(),
                doors: begun.doors.clone(),
                own: own.map(|own| (own.channel, Box::new(own.words.clone()))),
                validity: Box::new(begun.link.validity.clone()),
                url: Zeroizing::new(url),
            },
        };
        let message = writer.write(&letter);
        self.outbox.courier.send(to, &message).await
    }

    /// Writes what came of a try, with its line in the log once it is sent or given up.
    async fn write_down(&self, tried: &Delivery, outcome: &Result<Taken, NotTaken>) -> Result<(), Trouble> {
        let now = self.now();
        let id = EventId::new(now, self.entropy.chance()?);
        let (tried, outcome) = (tried.clone(), outcome.clone());
        let organization = tried.organization;
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    let Some(mut known) = held(tx, &tried).await? else { return Ok::<_, Trouble>(()) };
                    if !is_of(&known.state, &tried.state) {
                        return Ok(());
                    }
                    let before = known.state.clone();
                    known.state = after(known.state, &outcome, now);
                    if known.state != before {
                        delivery::set_state(tx, &known).await?;
                        event::append(tx, known.line(id, now).into_iter().collect()).await?;
                    }
                    Ok(())
                })
            })
            .await?;
        self.live.changed(organization);
        Ok(())
    }
}

/// Whether what stands now is this very try, or that nobody knew of it.
pub(crate) fn is_of(now: &DeliveryState, tried: &DeliveryState) -> bool {
    match (now, tried) {
        (DeliveryState::Sending { tries, .. }, DeliveryState::Sending { tries: own, .. }) => tries == own,
        (DeliveryState::Failed { failure, .. }, _) => failure.code == FailCode::NotKnown,
        _ => false,
    }
}

/// Where a try's outcome leads.
pub(crate) fn after(state: DeliveryState, outcome: &Result<Taken, NotTaken>, now: jiff::Timestamp) -> DeliveryState {
    match outcome {
        Ok(_) => state.sent(now),
        Err(NotTaken::Later { said, after }) => state.again(now, *after, said),
        Err(NotTaken::Never(failure)) => state.failed(now, failure.clone()),
        Err(NotTaken::NotKnown(said)) => {
            let words = format!("{said}; {}", FailCode::NotKnown.sentence());
            state.failed(now, Failure::new(FailCode::NotKnown, words))
        }
    }
}
