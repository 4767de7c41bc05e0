//! The beginning of a try: deliveries that are due are claimed, looked at, and marked as being sent, in one
//! transaction. What goes out afterwards goes out at most once.

use jiff::Timestamp;
use keylink_domain::delivery::{Channel, Delivery, FailCode, Failure};
use keylink_domain::event::NewEvent;
use keylink_domain::id::EventId;
use keylink_domain::link::Link;
use keylink_domain::wording::Wording;
use keylink_store::{Tx, delivery, door, event, link, organization, user, wording};

use super::{check_grounds, check_not_over};
use crate::house::House;
use crate::trouble::Trouble;

/// How many are under way at once, by channel and node.
pub(super) const AT_ONCE: u32 = 8;

/// A delivery that is marked as being sent, with what its message is made of.
pub(super) struct Begun {
    pub(super) delivery: Delivery,
    pub(super) link: Link,
    /// The link's secret, as it is stored.
    pub(super) sealed: Vec<u8>,
    pub(super) organization: String,
    pub(super) sender: Option<String>,
    /// The names of the link's doors.
    pub(super) doors: Vec<String>,
    /// The organization's own words for the channel, by language.
    pub(super) wordings: Vec<Wording>,
}

impl House {
    /// Claims what is due. What is not to be sent any more is given up, with its line in the log.
    pub(super) async fn begin_due(&self, channel: Channel) -> Result<Vec<Begun>, Trouble> {
        let now = self.now();
        // Most of the time nothing is due, and reading costs the writer nothing.
        if !self.store.read(move |tx| Box::pin(delivery::is_due(tx, channel, now))).await? {
            return Ok(Vec::new());
        }
        let is_set_up = self.outbox.courier.offers(channel);
        let ids = (0..AT_ONCE).map(|_| Ok(EventId::new(now, self.entropy.chance()?)));
        let ids = ids.collect::<Result<Vec<EventId>, Trouble>>()?;
        let (begun, given_up) = self
            .store
            .write(move |tx| {
                Box::pin(async move {
                    let (mut begun, mut lines) = (Vec::new(), Vec::<NewEvent>::new());
                    for (mut one, id) in delivery::due(tx, channel, now, AT_ONCE).await?.into_iter().zip(ids) {
                        match facts(tx, &one, is_set_up, now).await? {
                            Ok(facts) => {
                                one.state = one.state.begin(now);
                                begun.push(Begun { delivery: one.clone(), ..facts });
                            }
                            Err(failure) => {
                                one.state = one.state.failed(now, failure);
                                lines.extend(one.line(id, now));
                            }
                        }
                        delivery::set_state(tx, &one).await?;
                    }
                    let given_up: Vec<_> = lines.iter().map(|line| line.organization).collect();
                    event::append(tx, lines).await?;
                    Ok::<_, Trouble>((begun, given_up))
                })
            })
            .await?;
        given_up.into_iter().for_each(|organization| self.live.changed(organization));
        Ok(begun)
    }
}

/// What the message is made of, or why there is to be none.
async fn facts(
    tx: &mut Tx,
    known: &Delivery,
    is_set_up: bool,
    now: Timestamp,
) -> Result<Result<Begun, Failure>, Trouble> {
    let of = |code| Ok(Err(Failure::of(code)));
    if !is_set_up {
        return of(FailCode::NotSetUp);
    }
    if known.address.is_none() {
        return of(FailCode::Address);
    }
    let (link, sealed) = (
        link::by_id(tx, known.organization, known.link).await?,
        link::sealed(tx, known.organization, known.link).await?,
    );
    let (Some(link), Some(sealed)) = (link, sealed) else { return of(FailCode::Over) };
    if link.is_revoked() {
        return of(FailCode::Revoked);
    }
    if link.generation != known.generation {
        return of(FailCode::Rotated);
    }
    if check_not_over(&link, now).is_err() {
        return of(FailCode::Over);
    }
    match check_grounds(tx, &link, now).await {
        Err(Trouble::Conflict(why)) => return Ok(Err(Failure::new(FailCode::Over, why))),
        checked => checked?,
    }
    let organization = organization::by_id(tx, known.organization).await?.map(|known| known.name).unwrap_or_default();
    let sender = match known.by {
        Some(id) => user::by_id(tx, known.organization, id).await?.map(|user| user.name),
        None => None,
    };
    let mut doors = Vec::with_capacity(link.doors.len());
    for id in &link.doors {
        doors.extend(door::by_id(tx, known.organization, *id).await?.map(|known| known.door.name));
    }
    let wordings = wording::of_channel(tx, known.organization, known.channel).await?;
    Ok(Ok(Begun { delivery: known.clone(), link, sealed, organization, sender, doors, wordings }))
}
