//! The log searched by words. Names are looked up first, and lead to lines by the log's own indexes.
//!
//! A line has a word because something that it is about is called so, or because its kind says so. The things and
//! kinds that begin with a word are few, mostly: then their lines are read, newest first, and merged. Where a word
//! leads to very many things, another word does the finding, or the log is read from its end: what is everywhere is
//! near. Each line is then held against all the words, by its names as they are now (`keylink_domain::search`).

use keylink_domain::actor::Actor;
use keylink_domain::event::{Event, EventKind, removed};
use keylink_domain::id::OrganizationId;
use keylink_domain::search::{self, Query};
use keylink_store::event::{self, EventFilter, EventPage};
use keylink_store::{Tx, controller, credential, door, user};

use crate::house::House;
use crate::trouble::Trouble;

/// A word that leads to more things than this finds nothing by itself.
const THINGS: usize = 20;
/// How many lines one page may look at. A page of what is rare in a long log is short rather than slow.
const LOOK_AT_MOST: usize = 2_000;
/// How many lines are read at once where the log is read from its end.
const LOOK_AT_ONCE: u32 = 200;

impl House {
    /// A page of lines that have every word, newest first. Looked for is only so long: there may be more although the
    /// page is short.
    ///
    /// # Errors
    /// When the database cannot be read, or a member filters by door.
    pub async fn search_events(
        &self,
        actor: &Actor,
        filter: EventFilter,
        query: &Query,
        before: Option<i64>,
        limit: u32,
    ) -> Result<EventPage, Trouble> {
        if query.is_empty() {
            return self.find_events(actor, filter, before, limit).await;
        }
        let filter = self.allowed(actor, filter).await?;
        let (organization, query) = (actor.organization, query.clone());
        let found = self
            .look(move |tx| Box::pin(async move { find(tx, organization, &filter, &query, before, limit).await }))
            .await?;
        Ok(super::as_seen_by(actor, found))
    }
}

async fn find(
    tx: &mut Tx,
    organization: OrganizationId,
    filter: &EventFilter,
    query: &Query,
    mut before: Option<i64>,
    limit: u32,
) -> Result<EventPage, Trouble> {
    let filter = event::placed(tx, organization, filter.clone()).await?;
    let ways = ways(tx, organization, &filter, query).await?;
    let (mut found, mut looked_at) = (Vec::new(), 0);
    while !ways.is_empty() {
        let (lines, next) = merged(tx, organization, &ways, before, limit).await?;
        looked_at += lines.len().max(1);
        found.extend(lines.into_iter().filter(|event| query.fits(event)));
        if found.len() > limit as usize {
            found.truncate(limit as usize);
            return Ok(EventPage { next: found.last().map(|event| event.seq), events: found });
        }
        before = next;
        if next.is_none() || looked_at >= LOOK_AT_MOST || found.len() == limit as usize {
            return Ok(EventPage { events: found, next });
        }
    }
    Ok(EventPage { events: found, next: None })
}

/// Lines of all the ways, newest first, as far back as each of them reached; and where to go on.
async fn merged(
    tx: &mut Tx,
    organization: OrganizationId,
    ways: &[EventFilter],
    before: Option<i64>,
    limit: u32,
) -> Result<(Vec<Event>, Option<i64>), Trouble> {
    let at_once = if ways.len() == 1 { LOOK_AT_ONCE.max(limit) } else { limit };
    let (mut lines, mut floor) = (Vec::new(), None);
    for way in ways {
        let page = event::before(tx, organization, way, before, at_once).await?;
        floor = floor.max(page.next);
        lines.extend(page.events);
    }
    lines.retain(|event| floor.is_none_or(|floor| event.seq >= floor));
    lines.sort_unstable_by_key(|event| std::cmp::Reverse(event.seq));
    lines.dedup_by_key(|event| event.seq);
    Ok((lines, floor))
}

/// The filters, one of which every line that has all the words fits; none where there can be no such line.
async fn ways(
    tx: &mut Tx,
    organization: OrganizationId,
    filter: &EventFilter,
    query: &Query,
) -> Result<Vec<EventFilter>, Trouble> {
    let mut best: Option<Vec<EventFilter>> = None;
    for term in query.terms() {
        let Some(ways) = ways_of(tx, organization, filter, term).await? else { continue };
        if best.as_ref().is_none_or(|best| ways.len() < best.len()) {
            best = Some(ways);
        }
    }
    Ok(best.unwrap_or_else(|| vec![filter.clone()]))
}

/// The filters to which one word leads; nothing where it leads to too much.
async fn ways_of(
    tx: &mut Tx,
    organization: OrganizationId,
    filter: &EventFilter,
    term: &str,
) -> Result<Option<Vec<EventFilter>>, Trouble> {
    let Some(things) = things(tx, organization, term).await? else { return Ok(None) };
    let mut ways = Vec::new();
    for thing in things {
        match thing.within(filter) {
            Within::Way(way) => ways.push(*way),
            Within::Nothing => {}
            Within::Unknown => return Ok(None),
        }
    }
    Ok(Some(ways))
}

/// What a word leads to: each has its lines in an index of the log.
enum Thing {
    Link(keylink_domain::id::LinkId),
    Door(keylink_domain::id::DoorId),
    User(keylink_domain::id::UserId),
    Kinds(Vec<EventKind>),
}

/// A thing's lines among those that a filter allows.
enum Within {
    Way(Box<EventFilter>),
    Nothing,
    /// No filter says it.
    Unknown,
}

impl Thing {
    fn within(self, filter: &EventFilter) -> Within {
        let mut way = filter.clone();
        let fits = match self {
            Self::Link(id) => way.link.replace(id).is_none_or(|before| before == id),
            Self::Door(id) => way.door.replace(id).is_none_or(|before| before == id),
            Self::User(id) => match way.user.replace(id) {
                Some(before) if before != id => return Within::Unknown,
                _ => true,
            },
            Self::Kinds(kinds) => {
                let allowed = |kind: &EventKind| filter.kinds.as_ref().is_none_or(|kinds| kinds.contains(kind));
                let kinds: Vec<_> = kinds.into_iter().filter(allowed).collect();
                let some = !kinds.is_empty();
                way.kinds = Some(kinds);
                some
            }
        };
        if fits { Within::Way(Box::new(way)) } else { Within::Nothing }
    }
}

/// Everything that a word leads to; nothing where that is too much.
async fn things(tx: &mut Tx, organization: OrganizationId, term: &str) -> Result<Option<Vec<Thing>>, Trouble> {
    if search::is_network_address(term) || search::is_everywhere(term) {
        return Ok(None);
    }
    let most = u32::try_from(THINGS).unwrap_or(u32::MAX);
    let Some(links) = keylink_store::search::links(tx, organization, term, most).await? else { return Ok(None) };
    let mut things: Vec<Thing> = links.into_iter().map(Thing::Link).collect();
    let doors = door::list(tx, organization).await?.into_iter().map(|now| (now.door.id, now.door.name));
    // A line says of a door that was removed since that it was.
    let gone = door::removed(tx, organization).await?.into_iter().map(|door| (door.id, removed(&door.name)));
    things.extend(doors.chain(gone).filter(|(_, name)| search::has(name, term)).map(|(id, _)| Thing::Door(id)));
    let mut users: Vec<_> = user::list(tx, organization).await?;
    users.retain(|user| search::has(&user.name, term));
    let mut users: Vec<_> = users.into_iter().map(|user| user.id).collect();
    // A credential's lines are among its holder's.
    let keys = credential::list(tx, organization, None).await?.into_iter();
    users.extend(keys.filter(|key| search::has(&key.name, term)).map(|key| key.user));
    users.sort_unstable();
    users.dedup();
    things.extend(users.into_iter().map(Thing::User));
    let kinds = kinds(tx, organization, term).await?;
    if !kinds.is_empty() {
        things.push(Thing::Kinds(kinds));
    }
    Ok(Some(things).filter(|things| things.len() <= THINGS))
}

/// The kinds whose lines may say the word, apart from the names of links, doors and people.
async fn kinds(tx: &mut Tx, organization: OrganizationId, term: &str) -> Result<Vec<EventKind>, Trouble> {
    let mut kinds = search::kinds(term);
    kinds.extend(search::with_own_words());
    if search::is_number(term) {
        kinds.extend(search::WITH_NUMBERS);
    }
    if controller::names_ever(tx, organization).await?.iter().any(|name| search::has(name, term)) {
        kinds.extend(search::of_controllers());
    }
    kinds.sort_unstable_by_key(|kind| kind.as_str());
    kinds.dedup();
    Ok(kinds)
}
