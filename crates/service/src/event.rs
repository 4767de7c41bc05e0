//! The event log, as those may read it who are allowed to.

mod search;

use std::ops::RangeInclusive;

use keylink_domain::actor::Actor;
use keylink_domain::event::{About, Event, EventKind};
use keylink_domain::user::Act;
use keylink_store::event;
pub use keylink_store::event::{EventFilter, EventPage};

use crate::house::House;
use crate::trouble::Trouble;

/// Who sees only what their own links did is not told from where their guests came.
fn as_seen_by(actor: &Actor, mut page: EventPage) -> EventPage {
    if !actor.may(Act::SeeAll) {
        page.events.iter_mut().for_each(Event::hide_address);
    }
    page
}

impl House {
    /// Lines before the place `before`, newest first, as many as asked for where there are so many. A member
    /// sees what they did and what their links did.
    ///
    /// # Errors
    /// When the database cannot be read, or a member filters by door.
    pub async fn events(
        &self,
        actor: &Actor,
        filter: EventFilter,
        before: Option<i64>,
        limit: u32,
    ) -> Result<Vec<Event>, Trouble> {
        let mut found = self.find_events(actor, filter.clone(), before, limit).await?;
        let mut events = found.events;
        while let Some(next) = found.next {
            let missing = limit.saturating_sub(u32::try_from(events.len()).unwrap_or(u32::MAX));
            if missing == 0 {
                break;
            }
            found = self.find_events(actor, filter.clone(), Some(next), missing).await?;
            events.append(&mut found.events);
        }
        Ok(events)
    }

    /// A page of such lines. Looked for is only so long: there may be more although the page is short.
    ///
    /// # Errors
    /// When the database cannot be read, or a member filters by door.
    pub async fn find_events(
        &self,
        actor: &Actor,
        filter: EventFilter,
        before: Option<i64>,
        limit: u32,
    ) -> Result<EventPage, Trouble> {
        let filter = self.allowed(actor, filter).await?;
        let organization = actor.organization;
        let found = self
            .look(move |tx| Box::pin(async move { Ok(event::before(tx, organization, &filter, before, limit).await?) }))
            .await?;
        Ok(as_seen_by(actor, found))
    }

    /// What of a filter the actor may ask for.
    async fn allowed(&self, actor: &Actor, mut filter: EventFilter) -> Result<EventFilter, Trouble> {
        if !actor.may(Act::SeeAll) {
            if let Some(link) = filter.link {
                // Their own link's whole history, by whichever door.
                self.link(actor, link).await?;
            } else if filter.door.is_some() {
                return Err(Trouble::Forbidden);
            } else {
                filter.user = actor.user();
            }
        }
        Ok(filter)
    }

    /// Lines after the place `after`, oldest first: for live views.
    ///
    /// # Errors
    /// When the database cannot be read, or the actor may not see the whole log.
    pub async fn events_after(&self, actor: &Actor, after: i64, limit: u32) -> Result<Vec<Event>, Trouble> {
        crate::house::require(actor, Act::SeeAll)?;
        let organization = actor.organization;
        self.look(move |tx| Box::pin(async move { Ok(event::after(tx, organization, after, limit).await?) })).await
    }

    /// Notes that somebody takes the log, or what they may see of it, along as a file.
    ///
    /// # Errors
    /// When it cannot be noted.
    pub async fn note_export(&self, actor: &Actor) -> Result<(), Trouble> {
        let line = self.event(actor, EventKind::EventsExported, About::default())?;
        self.change(actor, move |tx| Box::pin(async move { Ok(event::append(tx, vec![line]).await?) })).await
    }

    /// The places of the log's oldest and newest lines.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn log_places(&self, actor: &Actor) -> Result<RangeInclusive<i64>, Trouble> {
        let organization = actor.organization;
        self.look(move |tx| Box::pin(async move { Ok(event::span(tx, organization).await?) })).await
    }

    /// The place of the log's newest line.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn newest_event(&self, actor: &Actor) -> Result<i64, Trouble> {
        let organization = actor.organization;
        self.look(move |tx| Box::pin(async move { Ok(event::newest(tx, organization).await?) })).await
    }
}
