//! How values look on the wire: instants, weekly hours, parts that may be removed, closed lists of words.

use jiff::Timestamp;
use keylink_domain::hours::{HoursSpan, WeeklyHours};
use serde::de::{Error, MapAccess, Visitor, value::MapAccessDeserializer};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use utoipa::openapi::schema::{ArrayBuilder, Object, ObjectBuilder, OneOfBuilder, Schema, SchemaType, Type};
use utoipa::openapi::{Ref, RefOr};

/// An instant: RFC 3339 in UTC, to the millisecond.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(value_type = String, format = DateTime, example = "2026-11-28T13:00:00.000Z")]
pub(crate) struct Instant(String);

impl From<Timestamp> for Instant {
    fn from(at: Timestamp) -> Self {
        Self(format!("{at:.3}"))
    }
}

/// A part of a change that may be given, removed by null, or left out.
pub(crate) fn removable<'de, D, T>(deserializer: D) -> Result<Option<Option<T>>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    Option::deserialize(deserializer).map(Some)
}

/// A part that may be left out, but is never null: nothing that has to be there can be removed.
pub(crate) fn optional<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    T::deserialize(deserializer).map(Some)
}

/// Weekly hours as they are shown: as text and as spans.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Hours)]
pub(crate) struct HoursBody {
    /// For people, and to be sent again.
    #[schema(example = "Mon-Fri 08:00-18:00; Sat 09:00-12:00")]
    text: String,
    /// For programs.
    spans: Vec<SpanBody>,
}

/// The same hours on some days of the week.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = HoursSpan)]
pub(crate) struct SpanBody {
    /// The days on which the hours begin.
    #[schema(value_type = Vec<String>, example = json!(["mon", "tue", "wed", "thu", "fri"]))]
    days: keylink_domain::hours::DaySet,
    /// When they begin.
    #[schema(example = "08:00")]
    start: String,
    /// When they end; on the next day, if that is not after the start.
    #[schema(example = "18:00")]
    end: String,
}

impl From<&WeeklyHours> for HoursBody {
    fn from(hours: &WeeklyHours) -> Self {
        Self { text: hours.to_string(), spans: hours.spans().iter().map(SpanBody::from).collect() }
    }
}

impl From<&HoursSpan> for SpanBody {
    fn from(span: &HoursSpan) -> Self {
        Self { days: span.days, start: span.hours.start().to_string(), end: span.hours.end().to_string() }
    }
}

/// Weekly hours as they are sent: as text, or as what was shown.
#[derive(Debug, Clone)]
pub(crate) struct Hours(pub(crate) WeeklyHours);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Structured {
    text: Option<String>,
    spans: Option<Vec<HoursSpan>>,
}

impl<'de> Deserialize<'de> for Hours {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;

        impl<'de> Visitor<'de> for Either {
            type Value = Hours;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("hours such as \"mon-fri 08:00-18:00; sat 09:00-12:00\", or an object with spans")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Hours, E> {
                WeeklyHours::parse(text).map(Hours).map_err(E::custom)
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Hours, A::Error> {
                let given = Structured::deserialize(MapAccessDeserializer::new(map))?;
                joined(given).map(Hours).map_err(A::Error::custom)
            }
        }

        deserializer.deserialize_any(Either)
    }
}

fn joined(given: Structured) -> Result<WeeklyHours, String> {
    let text = given.text.as_deref().map(WeeklyHours::parse).transpose().map_err(|error| error.to_string())?;
    let spans = given.spans.map(WeeklyHours::new).transpose().map_err(|error| error.to_string())?;
    match (text, spans) {
        (Some(text), Some(spans)) if text != spans => {
            Err("text and spans say different hours; send the one that you mean".to_owned())
        }
        (Some(hours), _) | (None, Some(hours)) => Ok(hours),
        (None, None) => Err("hours are missing; send text or spans".to_owned()),
    }
}

/// The schema of a word from a closed list.
fn word(words: &[&str]) -> Object {
    ObjectBuilder::new().schema_type(Type::String).enum_values(Some(words.iter().copied())).build()
}

macro_rules! words {
    ($($name:ident: $($word:literal),+;)*) => {$(
        pub(crate) fn $name() -> Object {
            word(&[$($word),+])
        }
    )*};
}

words! {
    door_state: "standard", "unlocked", "onsite_only", "locked";
    planned_state: "unlocked", "onsite_only", "locked";
    group_kind: "users", "doors";
    role: "owner", "admin", "manager", "member";
    user_state: "active", "suspended";
    credential_kind: "cloud_key", "card", "pin";
    credential_state: "active", "suspended", "revoked";
    placement_state: "pending", "on_controller", "failed", "removed";
    gesture: "person", "tap";
    contact_shown: "nobody", "maker", "site";
    channel: "mail", "sms", "slack";
    via: "link", "webhook", "console", "api", "home_assistant", "command_line", "system";
    outcome: "opened", "sent", "failed", "unknown", "refused", "undecided";
}

/// Some roles.
pub(crate) fn roles() -> utoipa::openapi::schema::Array {
    ArrayBuilder::new().items(role()).build()
}

/// A lock's report, or null.
pub(crate) fn lock() -> Object {
    word_or_null(&["locked", "unlocked"])
}

/// A door contact's report, or null.
pub(crate) fn contact() -> Object {
    word_or_null(&["open", "closed"])
}

fn word_or_null(words: &[&str]) -> Object {
    let values = words.iter().map(|word| Value::from(*word)).chain([Value::Null]);
    let types = SchemaType::Array(vec![Type::String, Type::Null]);
    ObjectBuilder::new().schema_type(types).enum_values(Some(values)).build()
}

/// Hours as they may be sent, in either form.
pub(crate) fn hours_input() -> RefOr<Schema> {
    Schema::OneOf(either_form().build()).into()
}

/// The same, or null.
pub(crate) fn hours_or_null() -> RefOr<Schema> {
    Schema::OneOf(either_form().item(ObjectBuilder::new().schema_type(Type::Null)).build()).into()
}

fn either_form() -> OneOfBuilder {
    OneOfBuilder::new()
        .item(ObjectBuilder::new().schema_type(Type::String).examples(["mon-fri 08:00-18:00; sat 09:00-12:00"]))
        .item(Ref::from_schema_name(HoursBody::name()))
}
