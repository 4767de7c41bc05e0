//! Hand-overs: a maker takes a link along to a program of their own, and the log says so.
//!
//! Nothing is sent here, and no address is known: the log says to what the link was handed, and by whom.

use jiff::SignedDuration;
use keylink_domain::actor::Actor;
use keylink_domain::delivery::Handover;
use keylink_domain::event::{About, Event, EventKind, NewEvent};
use keylink_domain::id::LinkId;
use keylink_domain::user::Act;
use keylink_store::event::{self, EventFilter};
use serde_json::json;

use crate::house::{House, require};
use crate::link::for_change;
use crate::trouble::Trouble;

/// The same again within so short a time is one hand-over: a finger pressed twice.
const TWICE_WITHIN: SignedDuration = SignedDuration::from_mins(1);
/// Among so many of a link's newest lines the one before is looked for.
const NEWEST: u32 = 20;

impl House {
    /// Notes that a link was handed to a program of the actor's; tells whether that is a line of its own. The same again
    /// within a minute is none. A link that is over is noted, too: its address went out all the same.
    ///
    /// # Errors
    /// When there is no such link for the actor, they may not copy it, or they do so too often.
    pub async fn hand_over_link(&self, actor: &Actor, id: LinkId, to: Handover) -> Result<bool, Trouble> {
        require(actor, Act::ManageOwnLinks)?;
        self.limits.send(actor.user())?;
        let line = self.event(actor, EventKind::LinkHanded, About { link: Some(id), ..About::default() })?;
        let line = line.with_detail(json!({ "way": to.as_str() }));
        let actor = *actor;
        self.change(&actor, move |tx| {
            Box::pin(async move {
                for_change(tx, &actor, id).await?;
                let filter = EventFilter { link: Some(id), ..EventFilter::default() };
                let known = event::before(tx, actor.organization, &filter, None, NEWEST).await?;
                if known.events.iter().any(|known| is_same(known, &line)) {
                    return Ok(false);
                }
                event::append(tx, vec![line]).await?;
                Ok(true)
            })
        })
        .await
    }
}

/// Whether the same person handed it to the same just before.
fn is_same(known: &Event, line: &NewEvent) -> bool {
    let before = &known.line;
    let is_equal = (before.kind, before.actor, &before.detail) == (line.kind, line.actor, &line.detail);
    is_equal && line.at.duration_since(before.at) < TWICE_WITHIN
}
