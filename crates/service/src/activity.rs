//! Activity: how much was opened and how much was not, by the hour or by the day.

use keylink_domain::activity::{Bar, Count, Span, bars, put};
use keylink_domain::actor::Actor;
use keylink_domain::id::DoorId;
use keylink_domain::user::Act;
use keylink_domain::zone::Zone;
use keylink_store::activity;

use crate::house::{House, require};
use crate::trouble::Trouble;

/// How many lines that the follower has not counted yet are counted at once. In a moment so busy that there are more,
/// the picture is some seconds behind.
const TAIL: u32 = 2_000;

impl House {
    /// The bars of a picture, of one door or of all, on a zone's clock.
    ///
    /// # Errors
    /// When the database cannot be read, or the actor may not see everybody's events.
    pub async fn activity(
        &self,
        actor: &Actor,
        door: Option<DoorId>,
        span: Span,
        zone: &Zone,
    ) -> Result<Vec<Bar>, Trouble> {
        require(actor, Act::SeeAll)?;
        let organization = actor.organization;
        let mut bars = bars(span, zone, self.now());
        let Some(since) = bars.first().map(|bar| bar.from) else { return Ok(bars) };
        let (counts, tail) = self
            .look(move |tx| {
                Box::pin(async move {
                    let place = activity::place(tx, organization).await?;
                    let tail = activity::tail(tx, organization, place, TAIL).await?;
                    Ok((activity::counts(tx, organization, door, since).await?, tail))
                })
            })
            .await?;
        for (quarter, count) in counts {
            put(&mut bars, quarter, count);
        }
        for line in tail.iter().filter(|line| door.is_none() || line.door == door) {
            if let Some(count) = Count::of(line.kind) {
                put(&mut bars, line.at, count);
            }
        }
        Ok(bars)
    }
}
