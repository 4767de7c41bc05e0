//! Cards on the site's devices: the center's orders are carried out one after the other, in the order in which they came, so
//! that a card that was taken off is not put back by an earlier word.

use std::sync::Arc;

use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use keylink_domain::controller::Channel;
use keylink_domain::placement::CardOrder;
use keylink_drivers::agent::{ANSWER_WITHIN, Answer, Told};
use keylink_drivers::{Direct, Placing, about};
use tokio::sync::mpsc;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::post::Post;
use crate::site::{Device, Site};

/// How many orders may wait. The center asks again for what got no answer.
const WAITING: usize = 64;

/// What is to become of a card.
#[derive(Debug, Clone)]
pub enum Wanted {
    /// It is let in at these doors, and at no others.
    In(CardOrder),
    /// It is let in nowhere.
    Gone(u64),
}

/// An order, with the question by which its answer is known, and when nobody waits for it any more.
struct Order {
    id: Uuid,
    wanted: Wanted,
    until: Instant,
}

/// Where orders are handed in.
pub struct Cards(mpsc::Sender<Order>);

impl Cards {
    /// Carries orders out until it is told to stop.
    pub fn start(site: Arc<Site>, direct: Arc<Direct>, post: Arc<Post>, stop: CancellationToken) -> Self {
        let (orders, mut waiting) = mpsc::channel::<Order>(WAITING);
        tokio::spawn(async move {
            while let Some(Some(order)) = stop.run_until_cancelled(waiting.recv()).await {
                // Nobody waits for it any more, and it is asked for again: what is wanted may be something else by then.
                if order.until <= Instant::now() {
                    continue;
                }
                let told = Told::Card { came: order.wanted.carry_out(&site, &direct, order.until).await };
                post.say("told", &Answer { id: order.id, told }, false).await;
            }
        });
        Self(orders)
    }

    /// Takes an order. One too many is not taken, which is silence.
    pub fn take(&self, id: Uuid, wanted: Wanted) {
        if self.0.try_send(Order { id, wanted, until: Instant::now() + ANSWER_WITHIN }).is_err() {
            tracing::warn!("too many cards at once; the center asks again");
        }
    }
}

impl Wanted {
    /// Tells each device that keeps cards, all at once.
    async fn carry_out(&self, site: &Site, direct: &Direct, until: Instant) -> Placing {
        let keeping = site.devices.iter().filter(|device| about(device.driver).largest_card.is_some());
        let mut telling: FuturesUnordered<_> = keeping.map(|device| self.tell(site, device, direct, until)).collect();
        let (mut anywhere, mut came) = (matches!(self, Self::Gone(_)), Placing::Done);
        while let Some((is_in, placing)) = telling.next().await {
            anywhere |= is_in;
            came = worse(came, placing);
        }
        if came == Placing::Done && !anywhere { Placing::Nowhere } else { came }
    }

    /// What came of it at one device, and whether the card is let in there.
    async fn tell(&self, site: &Site, device: &Device, direct: &Direct, until: Instant) -> (bool, Placing) {
        let order = match self {
            Self::In(order) => here(site, device, order),
            Self::Gone(_) => None,
        };
        let number = match self {
            Self::In(order) => order.number,
            Self::Gone(number) => *number,
        };
        let telling = async {
            match &order {
                Some(order) => direct.put_card(device.id, order).await,
                None => direct.take_card(device.id, number).await,
            }
        };
        let silent = || Placing::Away("it did not answer in time".to_owned());
        let placing = tokio::time::timeout_at(until, telling).await.unwrap_or_else(|_| silent());
        let named = |why: String| format!("{}: {why}", device.name);
        let came = match placing {
            Placing::Refused(why) => Placing::Refused(named(why)),
            Placing::Away(why) => Placing::Away(named(why)),
            Placing::Done | Placing::Nowhere => placing,
        };
        (order.is_some(), came)
    }
}

/// The part of an order that concerns one device; none where none of its doors is there.
fn here(site: &Site, device: &Device, order: &CardOrder) -> Option<CardOrder> {
    let place = |channel: &Channel| site.doors.get(channel).filter(|place| place.device == device.id);
    let doors: Vec<Channel> = order.doors.iter().filter_map(place).map(|place| place.place.clone()).collect();
    if doors.is_empty() { None } else { Some(CardOrder { doors, ..order.clone() }) }
}

/// What is to be told of two devices: that one is away before all, since it is tried again soon.
fn worse(one: Placing, other: Placing) -> Placing {
    match (one, other) {
        (away @ Placing::Away(_), _) | (_, away @ Placing::Away(_)) => away,
        (refused @ Placing::Refused(_), _) | (_, refused @ Placing::Refused(_)) => refused,
        (one, Placing::Nowhere | Placing::Done) => one,
    }
}
