//! Notices of arrivals and alerts: the worker of their outbox. As with deliveries, a try is marked before anything goes out, and a
//! mark that a crash left is called not known: nobody is told twice on a guess.

mod words;

use std::sync::Arc;
use std::time::Duration;

use futures_util::future::join_all;
use jiff::{SignedDuration, Timestamp};
use keylink_courier::{Letter, NotTaken, Push, Taken};
use keylink_domain::delivery::{Address, Channel, FailCode, Failure};
use keylink_domain::id::{DeliveryId, EventId, SubscriptionId};
use keylink_domain::notice::{News, Notice, NoticeChannel};
use keylink_domain::user::{Act, Role, UserState};
use keylink_domain::zone::Zone;
use keylink_store::{Tx, controller, door, event, link, notice, organization, push, site, user};
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use self::words::Facts;
use crate::delivery::{after, is_of};
use crate::house::House;
use crate::trouble::Trouble;

/// How many are under way at once, by channel and node.
const AT_ONCE: u32 = 8;
/// How long a node that is told of nothing waits until it looks by itself.
const PAUSE: Duration = Duration::from_secs(2);
/// A mark that is older than this was left by a program that died. No try takes as long, and no two nodes' clocks
/// should be as far apart; were it wrong all the same, the try's own end would still be written.
const LEFT_AFTER: SignedDuration = SignedDuration::from_mins(10);

/// Who carries notices, and how its workers are told that there is work.
pub(crate) struct Notices {
    pub(crate) push: Push,
    pub(crate) wake: Notify,
}

impl Notices {
    pub(crate) fn new(push: Push) -> Self {
        Self { push, wake: Notify::new() }
    }
}

/// A notice that is marked as being sent, with what its words are made of.
struct Begun {
    notice: Notice,
    organization: String,
    facts: Facts,
    zone: Zone,
    email: String,
    /// The language in which who is told uses the app, where they do.
    language: Option<String>,
    /// Where the browser listens.
    listens: Option<Vec<u8>>,
}

pub(crate) async fn run(house: Arc<House>, channel: NoticeChannel, stop: CancellationToken) {
    loop {
        let woken = house.notices.wake.notified();
        let posted = match house.tasks.track_future(house.tell_due(channel)).await {
            Ok(posted) => posted,
            Err(error) => {
                tracing::error!(%error, channel = channel.as_str(), "notices could not be looked at; it is tried again");
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
    /// Tells what is due on a channel, and writes down what came of it. Says how many there were.
    async fn tell_due(&self, channel: NoticeChannel) -> Result<usize, Trouble> {
        self.give_up_what_was_left().await?;
        let begun = self.begin_notices(channel).await?;
        let count = begun.len();
        join_all(begun.into_iter().map(|begun| self.tell(begun))).await;
        Ok(count)
    }

    async fn give_up_what_was_left(&self) -> Result<(), Trouble> {
        let now = self.now();
        let since = now.checked_sub(LEFT_AFTER).unwrap_or(Timestamp::MIN);
        let left = self.look(move |tx| Box::pin(async move { Ok(notice::left(tx, since, AT_ONCE).await?) })).await?;
        for one in left {
            self.write_notice(&one, &Err(NotTaken::Never(Failure::of(FailCode::NotKnown)))).await?;
        }
        Ok(())
    }

    /// Claims what is due and marks it. Whoever is not to be told any more is not.
    async fn begin_notices(&self, channel: NoticeChannel) -> Result<Vec<Begun>, Trouble> {
        let now = self.now();
        if !self.look(move |tx| Box::pin(async move { Ok(notice::is_due(tx, channel, now).await?) })).await? {
            return Ok(Vec::new());
        }
        let is_set_up = channel != NoticeChannel::Mail || self.offers(Channel::Mail);
        let ids = (0..AT_ONCE).map(|_| Ok(EventId::new(now, self.entropy.chance()?)));
        let ids = ids.collect::<Result<Vec<EventId>, Trouble>>()?;
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    let (mut begun, mut lines) = (Vec::new(), Vec::new());
                    for (mut one, id) in notice::due(tx, channel, now, AT_ONCE).await?.into_iter().zip(ids) {
                        match facts(tx, &one, is_set_up, now).await? {
                            Ok(facts) => {
                                one.state = one.state.begin(now);
                                begun.push(Begun { notice: one.clone(), ..facts });
                            }
                            Err(failure) => {
                                one.state = one.state.failed(now, failure);
                                lines.extend(one.line(id, now));
                            }
                        }
                        notice::set_state(tx, &one).await?;
                    }
                    event::append(tx, lines).await?;
                    Ok::<_, Trouble>(begun)
                })
            })
            .await
    }

    async fn tell(&self, begun: Begun) {
        let outcome = match begun.notice.channel {
            NoticeChannel::Mail => self.mail_of(&begun).await,
            NoticeChannel::Push => self.push_of(&begun).await,
        };
        let channel = begun.notice.channel.as_str();
        let label = if outcome.is_ok() { "sent" } else { "not_sent" };
        metrics::counter!("keylink_notices_total", "channel" => channel, "outcome" => label).increment(1);
        if let Err(error) = self.write_notice(&begun.notice, &outcome).await {
            // The mark stays, and is called not known after a while.
            tracing::error!(%error, "what came of a notice could not be written down");
        }
    }

    async fn mail_of(&self, begun: &Begun) -> Result<Taken, NotTaken> {
        let to = Address::parse(Channel::Mail, &begun.email)
            .map_err(|error| NotTaken::Never(Failure::new(FailCode::Address, error.to_string())))?;
        let letter = Letter {
            id: DeliveryId::from_uuid(begun.notice.id.uuid()),
            organization: begun.organization.clone(),
            language: begun.language.clone(),
            now: self.now(),
            occasion: begun.facts.occasion(&begun.zone, &self.public_url),
        };
        self.carry(&to, &letter).await
    }

    async fn push_of(&self, begun: &Begun) -> Result<Taken, NotTaken> {
        let gone = || NotTaken::Never(Failure::of(FailCode::Gone));
        let id = begun.notice.subscription.ok_or_else(gone)?;
        let sealed = begun.listens.as_deref().ok_or_else(gone)?;
        let listens = self.unsealed(begun.notice.organization, id, sealed);
        let listens = listens.ok_or_else(|| NotTaken::Never(Failure::of(FailCode::Sealed)))?;
        let said = begun.facts.shown(&begun.zone, self.outbox.writer(), begun.language.as_deref());
        let sent = self.notices.push.send(&listens, &said.to_string(), self.wall.now()).await;
        if let Err(NotTaken::Never(failure)) = &sent
            && failure.code == FailCode::Gone
        {
            self.forget_browser(&begun.notice, id).await;
        }
        sent
    }

    /// A browser that is gone is not asked again.
    async fn forget_browser(&self, notice: &Notice, id: SubscriptionId) {
        let organization = notice.organization;
        let forgotten =
            self.store.write(move |tx| Box::pin(async move { push::remove(tx, organization, id).await })).await;
        if let Err(error) = forgotten {
            tracing::warn!(%error, "a browser that is gone could not be forgotten; it is tried again next time");
        }
    }

    /// Writes what came of a try, with its line in the log where it was given up.
    async fn write_notice(&self, tried: &Notice, outcome: &Result<Taken, NotTaken>) -> Result<(), Trouble> {
        let now = self.now();
        let id = EventId::new(now, self.entropy.chance()?);
        let (tried, outcome) = (tried.clone(), outcome.clone());
        let organization = tried.organization;
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    let known = notice::by_id_for_change(tx, tried.organization, tried.id).await?;
                    let Some(mut known) = known.filter(|known| is_of(&known.state, &tried.state)) else {
                        return Ok::<_, Trouble>(());
                    };
                    let before = known.state.clone();
                    known.state = after(known.state, &outcome, now);
                    if known.state != before {
                        notice::set_state(tx, &known).await?;
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

/// What a notice is made of, or why there is to be none.
async fn facts(
    tx: &mut Tx,
    known: &Notice,
    is_set_up: bool,
    now: Timestamp,
) -> Result<Result<Begun, Failure>, Trouble> {
    let of = |code| Ok(Err(Failure::of(code)));
    if !is_set_up {
        return of(FailCode::NotSetUp);
    }
    let id = known.organization;
    let told = user::by_id(tx, id, known.user).await?.filter(|user| user.state == UserState::Active);
    let Some(told) = told else { return of(FailCode::Over) };
    let found = match known.news {
        News::Arrival { .. } => arrival(tx, known, told.role).await?,
        // Who does not look after the doors any more is not told of them.
        News::Alert(_) if !told.role.may(Act::SeeAll) => None,
        News::Alert(_) => alert(tx, known).await?,
    };
    let Some((facts, zone)) = found else { return of(FailCode::Over) };
    let listens = match known.subscription {
        Some(subscription) => push::by_id(tx, id, subscription, now).await?.map(|found| found.sealed),
        None => None,
    };
    if known.subscription.is_some() && listens.is_none() {
        return of(FailCode::Gone);
    }
    let organization = organization::by_id(tx, id).await?.map(|known| known.name).unwrap_or_default();
    let language = user::language(tx, id, told.id).await?;
    Ok(Ok(Begun { notice: known.clone(), organization, facts, zone, email: told.email, language, listens }))
}

async fn arrival(tx: &mut Tx, known: &Notice, role: Role) -> Result<Option<(Facts, Zone)>, Trouble> {
    let News::Arrival { link, door, at } = known.news else { return Ok(None) };
    let id = known.organization;
    let (Some(used), Some(door)) = (link::by_id(tx, id, link).await?, door::by_id(tx, id, door).await?) else {
        return Ok(None);
    };
    let zone = site::by_id(tx, id, door.door.site).await?.map_or_else(Zone::utc, |site| site.zone);
    let pages = if role == Role::Member { "/app" } else { "/control" };
    Ok(Some((Facts::Arrival { link, name: used.name, door: door.door.name, at, pages }, zone)))
}

async fn alert(tx: &mut Tx, known: &Notice) -> Result<Option<(Facts, Zone)>, Trouble> {
    let News::Alert(alert) = known.news else { return Ok(None) };
    let id = known.organization;
    let Some(controller) = controller::by_id(tx, id, alert.controller).await? else { return Ok(None) };
    let mut doors = door::list(tx, id).await?;
    doors.retain(|one| one.door.address.as_ref().is_some_and(|place| place.controller == alert.controller));
    // Its doors' zone; one without doors tells the organization's first site's.
    let zone = match doors.first() {
        Some(first) => site::by_id(tx, id, first.door.site).await?.map(|site| site.zone),
        None => site::list(tx, id).await?.into_iter().next().map(|site| site.zone),
    };
    let doors = doors.into_iter().map(|one| (one.door.id, one.door.name)).collect();
    Ok(Some((Facts::Alert { alert, name: controller.name, doors }, zone.unwrap_or_else(Zone::utc))))
}
