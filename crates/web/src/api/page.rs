//! Lists in pages: `limit`, and a cursor that only the list itself understands.

use keylink_domain::id::UserId;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::problem::Problem;

const DEFAULT_LIMIT: u32 = 50;
const MAX_LIMIT: u32 = 200;

/// A part of a list.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Page<T> {
    /// The things.
    pub(crate) items: Vec<T>,
    /// Where the next page begins; null on the last one.
    pub(crate) next_cursor: Option<String>,
}

/// Which page.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct PageQuery {
    /// How many things at most, 1 to 200.
    #[param(minimum = 1, maximum = 200, default = 50)]
    pub(crate) limit: Option<u32>,
    /// The `next_cursor` of the page before.
    pub(crate) cursor: Option<String>,
}

/// Which page of one user's things, or of everybody's.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct OfUserQuery {
    /// Things of this user alone.
    #[param(value_type = Option<Uuid>)]
    user_id: Option<UserId>,
    /// How many things at most, 1 to 200.
    #[param(minimum = 1, maximum = 200, default = 50)]
    limit: Option<u32>,
    /// The `next_cursor` of the page before.
    cursor: Option<String>,
}

impl OfUserQuery {
    /// The user, and the page.
    pub(crate) fn split(self) -> (Option<UserId>, PageQuery) {
        (self.user_id, PageQuery { limit: self.limit, cursor: self.cursor })
    }
}

/// How many things are asked for.
pub(crate) fn limit(asked: Option<u32>) -> Result<u32, Problem> {
    match asked {
        None => Ok(DEFAULT_LIMIT),
        Some(limit @ 1..=MAX_LIMIT) => Ok(limit),
        Some(_) => Err(Problem::query(format!("limit: give 1 to {MAX_LIMIT}"))),
    }
}

/// Writes the cursor of a list after `position`.
pub(crate) fn cursor(list: &str, position: impl std::fmt::Display) -> String {
    format!("{list}:{position}").bytes().map(|byte| format!("{byte:02x}")).collect()
}

/// Reads a cursor of this list.
pub(crate) fn position<T: std::str::FromStr>(list: &str, cursor: Option<&str>) -> Result<Option<T>, Problem> {
    let Some(cursor) = cursor else { return Ok(None) };
    let text = unhex(cursor).and_then(|bytes| String::from_utf8(bytes).ok());
    let position = text.as_deref().and_then(|text| text.split_once(':')).filter(|(of, _)| *of == list);
    let position = position.and_then(|(_, position)| position.parse().ok());
    let detail =
        "cursor: this is no cursor of this list; give the next_cursor of a page before, or leave it out to begin";
    position.map(Some).ok_or_else(|| Problem::query(detail))
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    // No cursor of ours is longer.
    if text.len() > 200 || !text.len().is_multiple_of(2) || !text.is_ascii() {
        return None;
    }
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(text.get(at..at + 2)?, 16).ok()).collect()
}

/// A page of a list that is short by nature and comes whole, oldest first.
pub(crate) fn short<T, B: From<T>>(
    list: &str,
    things: Vec<T>,
    id: impl Fn(&T) -> Uuid,
    query: &PageQuery,
) -> Result<Page<B>, Problem> {
    let limit = limit(query.limit)? as usize;
    let after: Option<Uuid> = position(list, query.cursor.as_deref())?;
    let mut rest: Vec<T> = things.into_iter().filter(|thing| after.is_none_or(|after| id(thing) > after)).collect();
    rest.sort_by_key(&id);
    let more = rest.len() > limit;
    rest.truncate(limit);
    let next_cursor = rest.last().filter(|_| more).map(|last| cursor(list, id(last)));
    Ok(Page { items: rest.into_iter().map(B::from).collect(), next_cursor })
}
