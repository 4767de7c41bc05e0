//! What happened to a link, a page at a time: nothing of it is cut off for good.

use keylink_domain::event::Event;
use keylink_domain::id::LinkId;
use keylink_service::event::EventFilter;

use super::page::Failure;
use super::sentence::worth_a_line;
use super::session::Visitor;
use crate::app::App;

/// Lines about a link that are worth one, newest first, and before which place there are more.
///
/// # Errors
/// When there is no such link, or the database cannot be read.
pub async fn of_link(
    app: &App,
    visitor: &Visitor,
    link: LinkId,
    before: Option<i64>,
    most: u32,
) -> Result<(Vec<Event>, Option<i64>), Failure> {
    let filter = EventFilter { kinds: Some(worth_a_line()), link: Some(link), ..EventFilter::default() };
    // One more than is shown tells whether there are more.
    let mut events = app.house.events(&visitor.actor(), filter, before, most.saturating_add(1)).await?;
    let more = events.len() > most as usize;
    events.truncate(most as usize);
    let next = events.last().map(|event| event.seq).filter(|_| more);
    Ok((events, next))
}
