//! The log's follower: reads it behind its end, after it was committed. It counts what was opened, and writes down
//! which makers are to be told of an arrival.
//!
//! What it writes and how far it has come stand in one transaction: a line is counted once, and told once, whatever
//! dies in between. An opening pays nothing for it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use keylink_domain::activity::{Count, quarter};
use keylink_domain::arrival::Wish;
use keylink_domain::delivery::DeliveryState;
use keylink_domain::id::{DoorId, LinkId, NoticeId, OrganizationId, UserId};
use keylink_domain::notice::{NEWS_FOR, News, Notice, NoticeChannel};
use keylink_store::activity::{Counted, Passed};
use keylink_store::{Tx, activity, arrival, notice, push};
use tokio::sync::broadcast::error::{RecvError, TryRecvError};
use tokio_util::sync::CancellationToken;

use crate::house::House;
use crate::trouble::Trouble;

/// Lines read at once.
const AT_ONCE: u32 = 2_000;
/// So many lines that come to nothing are read again rather than noted as read.
const LEFT_UNSAID: usize = 200;
/// How long hints are gathered before the log is read: a busy moment is read once.
const GATHER: Duration = Duration::from_millis(250);
/// How often every log is looked at without a hint: another node may have died before it followed what it wrote.
const LOOK_AGAIN: Duration = Duration::from_secs(60);
/// For how long counts are kept.
const COUNTS_FOR: SignedDuration = SignedDuration::from_hours(24 * 100);
/// Words of links that are written at once, of those that are older than the words' table.
const WORDS_AT_ONCE: u32 = 500;

pub(crate) async fn run(house: Arc<House>, stop: CancellationToken) {
    let mut hints = house.live.hints();
    let mut due = None;
    loop {
        let logs = match due.take() {
            Some(logs) => logs,
            None => house.every_log().await,
        };
        for organization in logs {
            if stop.is_cancelled() {
                return;
            }
            house.follow_whole(organization).await;
        }
        let first = tokio::select! {
            () = stop.cancelled() => return,
            hint = tokio::time::timeout(LOOK_AGAIN, hints.recv()) => hint,
        };
        let Ok(Ok(first)) = first else {
            if matches!(first, Ok(Err(RecvError::Closed))) {
                return;
            }
            continue;
        };
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(GATHER) => {}
        }
        let mut logs = BTreeSet::from([first]);
        let lagged = loop {
            match hints.try_recv() {
                Ok(organization) => logs.insert(organization),
                Err(TryRecvError::Lagged(_)) => break true,
                Err(TryRecvError::Empty | TryRecvError::Closed) => break false,
            };
        };
        // Whoever lost hints looks everywhere.
        due = (!lagged).then_some(logs);
    }
}

/// What a stretch of the log comes to.
#[derive(Debug, Default)]
struct Gathered {
    counts: Vec<Counted>,
    /// Openings by link, oldest first.
    arrivals: Vec<Arrived>,
}

#[derive(Debug, Clone, Copy)]
struct Arrived {
    link: LinkId,
    maker: UserId,
    door: DoorId,
    at: Timestamp,
}

impl House {
    async fn every_log(&self) -> BTreeSet<OrganizationId> {
        let found = self.look(|tx| Box::pin(async move { Ok(keylink_store::organization::list(tx).await?) })).await;
        match found {
            Ok(all) => all.into_iter().map(|organization| organization.id).collect(),
            Err(error) => {
                tracing::error!(%error, "the log could not be followed; it is tried again");
                BTreeSet::new()
            }
        }
    }

    async fn follow_whole(&self, organization: OrganizationId) {
        loop {
            match self.follow(organization).await {
                Ok(true) => {}
                Ok(false) => return,
                Err(error) => {
                    tracing::error!(%error, "the log could not be followed; it is tried again");
                    return;
                }
            }
        }
    }

    /// Follows one organization's log for a stretch; tells whether there may be more.
    async fn follow(&self, organization: OrganizationId) -> Result<bool, Trouble> {
        let (place, tail) = self
            .look(move |tx| {
                Box::pin(async move {
                    let place = activity::place(tx, organization).await?;
                    Ok((place, activity::tail(tx, organization, place, AT_ONCE).await?))
                })
            })
            .await?;
        let Some(last) = tail.last().map(|line| line.seq) else { return Ok(false) };
        let more = tail.len() == AT_ONCE as usize;
        let now = self.now();
        let news = now.checked_sub(NEWS_FOR).unwrap_or(Timestamp::MIN);
        let forget = now.checked_sub(COUNTS_FOR).unwrap_or(Timestamp::MIN);
        let gathered = gathered(&tail, news, forget);
        if gathered.counts.is_empty() && tail.len() < LEFT_UNSAID {
            // Nothing to write: the next look goes over these lines again.
            return Ok(false);
        }
        let ids = Arc::clone(&self.entropy);
        let told = self
            .store
            .write(move |tx| {
                Box::pin(async move {
                    if !activity::move_place(tx, organization, place, last).await? {
                        return Ok(false);
                    }
                    activity::add(tx, organization, &gathered.counts, forget).await?;
                    let mut notices = Vec::new();
                    for told in to_tell(tx, organization, &gathered.arrivals, now).await? {
                        let id = NoticeId::new(now, ids.chance()?);
                        notices.push(Notice { id, organization, ..told });
                    }
                    notice::insert(tx, &notices).await?;
                    Ok::<_, Trouble>(!notices.is_empty())
                })
            })
            .await?;
        if told {
            self.notices.wake.notify_waiters();
        }
        Ok(more)
    }
}

/// Counts by door and together, and the arrivals that are news.
fn gathered(tail: &[Passed], news: Timestamp, forget: Timestamp) -> Gathered {
    let mut counts: BTreeMap<(Option<DoorId>, Timestamp), Count> = BTreeMap::new();
    let mut arrivals = Vec::new();
    for line in tail {
        let Some(count) = Count::of(line.kind) else { continue };
        if line.at >= forget {
            counts.entry((None, quarter(line.at))).or_default().add(count);
            if line.door.is_some() {
                counts.entry((line.door, quarter(line.at))).or_default().add(count);
            }
        }
        if let (1, Some(link), Some(maker), Some(door)) = (count.opened, line.link, line.maker, line.door)
            && line.at >= news
        {
            arrivals.push(Arrived { link, maker, door, at: line.at });
        }
    }
    let counts = counts.into_iter().map(|((door, quarter), count)| Counted { door, quarter, count });
    Gathered { counts: counts.collect(), arrivals }
}

/// The notices that arrivals give, without their ids.
async fn to_tell(
    tx: &mut Tx,
    organization: OrganizationId,
    arrivals: &[Arrived],
    now: Timestamp,
) -> Result<Vec<Notice>, Trouble> {
    let mut links: Vec<LinkId> = arrivals.iter().map(|arrived| arrived.link).collect();
    links.sort_unstable();
    links.dedup();
    let mut notices = Vec::new();
    for standing in arrival::of_links(tx, organization, &links).await? {
        let mut was_told = standing.was_told;
        for arrived in arrivals.iter().filter(|arrived| arrived.link == standing.link) {
            if standing.wish.wants(was_told) {
                was_told = true;
                notices.extend(of_arrival(tx, organization, standing.wish, *arrived, now).await?);
            }
        }
        if was_told && !standing.was_told {
            arrival::told(tx, organization, standing.link, now).await?;
        }
    }
    Ok(notices)
}

async fn of_arrival(
    tx: &mut Tx,
    organization: OrganizationId,
    wish: Wish,
    arrived: Arrived,
    now: Timestamp,
) -> Result<Vec<Notice>, Trouble> {
    let notice = |channel, subscription| Notice {
        id: NoticeId::from_uuid(uuid::Uuid::nil()),
        organization,
        user: arrived.maker,
        news: News::Arrival { link: arrived.link, door: arrived.door, at: arrived.at },
        channel,
        subscription,
        state: DeliveryState::new(now),
    };
    let mut notices = Vec::new();
    if wish.mail {
        notices.push(notice(NoticeChannel::Mail, None));
    }
    if wish.push {
        let browsers = push::live(tx, organization, arrived.maker, now).await?;
        notices.extend(browsers.into_iter().map(|browser| notice(NoticeChannel::Push, Some(browser.id))));
    }
    Ok(notices)
}

/// Writes the words of links that are older than the words' table, some at a time, until all are there.
pub(crate) async fn write_words(house: Arc<House>, stop: CancellationToken) {
    loop {
        let written = house.store.write(|tx| Box::pin(keylink_store::search::catch_up(tx, WORDS_AT_ONCE))).await;
        let pause = match written {
            Ok(0) => return,
            Ok(_) => Duration::ZERO,
            Err(error) => {
                tracing::error!(%error, "words of older links could not be written; it is tried again");
                LOOK_AGAIN
            }
        };
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(pause) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use keylink_domain::event::EventKind;

    use super::*;

    #[test]
    fn a_stretch_is_counted_by_door_and_together_and_only_openings_by_link_are_arrivals() {
        let at = |s: i64| Timestamp::from_second(1_800_000_000 + s).unwrap();
        let door = DoorId::new(at(0), [1; 16]);
        let (link, maker) = (LinkId::new(at(0), [2; 16]), UserId::new(at(0), [3; 16]));
        let line = |seq, kind, s, link: Option<LinkId>| Passed {
            seq,
            kind,
            at: at(s),
            door: Some(door),
            link,
            maker: link.map(|_| maker),
        };
        let tail = [
            line(1, EventKind::UnlockOpened, -40_000, Some(link)),
            line(2, EventKind::UnlockOpened, 0, Some(link)),
            line(3, EventKind::UnlockRefused, 1, Some(link)),
            line(4, EventKind::UnlockSent, 2, None),
            line(5, EventKind::UnlockSent, 1_000, Some(link)),
            line(6, EventKind::UnlockOpened, -9_000_000, Some(link)),
        ];
        let gathered = gathered(&tail, at(-21_600), at(-8_640_000));
        let arrived: Vec<_> = gathered.arrivals.iter().map(|arrived| arrived.at).collect();
        assert_eq!(arrived, [at(0), at(1_000)], "what is long ago is no news");
        let counts = |of: Option<DoorId>| {
            let of = gathered.counts.iter().filter(|counted| counted.door == of);
            of.map(|counted| (counted.count.opened, counted.count.refused)).collect::<Vec<_>>()
        };
        assert_eq!(counts(Some(door)), [(1, 0), (2, 1), (1, 0)]);
        assert_eq!(counts(None), counts(Some(door)));
    }
}
