//! Values on their way into the database and out of it, the same for both.

use std::borrow::Cow;

use jiff::Timestamp;
use uuid::Uuid;

use crate::error::{Error, Result};

/// A value for a statement, or from a row. It does not print what it holds: libraries that say what they do say
/// with which values, and among those are what people typed, hashes of passwords and sealed secrets.
#[derive(Clone, PartialEq)]
pub enum Value {
    /// No value.
    Null,
    /// Yes or no.
    Bool(bool),
    /// A number; instants are milliseconds since 1970 (UTC).
    Int(i64),
    /// Text.
    Text(Cow<'static, str>),
    /// An id.
    Uuid(Uuid),
    /// Bytes.
    Bytes(Vec<u8>),
}

impl std::fmt::Debug for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Null => "Null",
            Self::Bool(_) => "Bool(..)",
            Self::Int(_) => "Int(..)",
            Self::Text(_) => "Text(..)",
            Self::Uuid(_) => "Uuid(..)",
            Self::Bytes(_) => "Bytes(..)",
        })
    }
}

/// One row, read from left to right in the order of the statement's columns.
#[derive(Debug)]
pub struct Row {
    cells: std::vec::IntoIter<Value>,
}

impl Row {
    pub(crate) fn new(cells: Vec<Value>) -> Self {
        Self { cells: cells.into_iter() }
    }

    /// The next column.
    pub(crate) fn take<T: FromValue>(&mut self) -> Result<T> {
        let cell = self.cells.next().ok_or(Error::Unreadable { what: "a missing column" })?;
        T::from_value(cell)
    }

    /// Leaves out the next `count` columns.
    pub(crate) fn skip(&mut self, count: usize) -> Result<()> {
        (0..count).try_for_each(|_| self.cells.next().map(drop).ok_or(Error::Unreadable { what: "a missing column" }))
    }

    /// The next column, converted by `read`; `what` names it in the error.
    pub(crate) fn parse<T>(&mut self, what: &'static str, read: impl FnOnce(&str) -> Option<T>) -> Result<T> {
        let cell = self.cells.next().ok_or(Error::Unreadable { what: "a missing column" })?;
        match &cell {
            Value::Text(text) => read(text),
            _ => None,
        }
        .ok_or(Error::Unreadable { what })
    }

    /// The next column, converted by `read` where there is one.
    pub(crate) fn parse_opt<T>(
        &mut self,
        what: &'static str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Result<Option<T>> {
        match self.take::<Option<String>>()? {
            Some(text) => read(&text).map(Some).ok_or(Error::Unreadable { what }),
            None => Ok(None),
        }
    }

    /// The next column, a JSON text, where there is one.
    pub(crate) fn json_opt<T: serde::de::DeserializeOwned>(&mut self, what: &'static str) -> Result<Option<T>> {
        self.parse_opt(what, |text| serde_json::from_str(text).ok())
    }
}

/// What can be read from a column.
pub trait FromValue: Sized {
    /// Reads the value.
    ///
    /// # Errors
    /// When the column holds something else.
    fn from_value(value: Value) -> Result<Self>;
}

macro_rules! from_value {
    ($($what:literal $type:ty: $($pattern:pat => $result:expr),+;)*) => {$(
        impl FromValue for $type {
            fn from_value(value: Value) -> Result<Self> {
                match value {
                    $($pattern => $result,)+
                    _ => Err(Error::Unreadable { what: $what }),
                }
            }
        }
    )*};
}

from_value! {
    "a yes or no" bool: Value::Bool(b) => Ok(b), Value::Int(i) => Ok(i != 0);
    "a number" i64: Value::Int(i) => Ok(i);
    "a small number" u32: Value::Int(i) => u32::try_from(i).map_err(|_| Error::Unreadable { what: "a small number" });
    "a text" String: Value::Text(text) => Ok(text.into_owned());
    "bytes" Vec<u8>: Value::Bytes(bytes) => Ok(bytes), Value::Uuid(bytes) => Ok(bytes.as_bytes().to_vec());
    "an id" Uuid: Value::Uuid(uuid) => Ok(uuid), Value::Bytes(bytes) => Uuid::from_slice(&bytes).map_err(|_| Error::Unreadable { what: "an id" });
    "a secret's hash" keylink_domain::secret::SecretHash: Value::Bytes(bytes) => match <[u8; 32]>::try_from(bytes) {
        Ok(bytes) => Ok(keylink_domain::secret::SecretHash::from_bytes(bytes)),
        Err(_) => Err(Error::Unreadable { what: "a secret's hash" }),
    };
    "an instant" Timestamp: Value::Int(i) => Timestamp::from_millisecond(i).map_err(|_| Error::Unreadable { what: "an instant" });
}

impl<T: FromValue> FromValue for Option<T> {
    fn from_value(value: Value) -> Result<Self> {
        match value {
            Value::Null => Ok(None),
            value => T::from_value(value).map(Some),
        }
    }
}

/// Texts of the program itself, such as a state's name, are not copied.
impl From<&'static str> for Value {
    fn from(text: &'static str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

macro_rules! into_value {
    ($($type:ty, $name:ident => $value:expr;)*) => {$(
        impl From<$type> for Value {
            fn from($name: $type) -> Self { $value }
        }
    )*};
}

into_value! {
    bool, b => Self::Bool(b);
    i64, i => Self::Int(i);
    u32, i => Self::Int(i64::from(i));
    String, text => Self::Text(text.into());
    &String, text => Self::Text(text.clone().into());
    Uuid, uuid => Self::Uuid(uuid);
    Vec<u8>, bytes => Self::Bytes(bytes);
    Timestamp, at => Self::Int(at.as_millisecond());
    keylink_domain::secret::SecretHash, hash => Self::Bytes(hash.as_bytes().to_vec());
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

macro_rules! ids {
    ($($id:ident),* $(,)?) => {$(
        impl From<keylink_domain::id::$id> for Value {
            fn from(id: keylink_domain::id::$id) -> Self { Self::Uuid(id.uuid()) }
        }
        impl FromValue for keylink_domain::id::$id {
            fn from_value(value: Value) -> Result<Self> { Uuid::from_value(value).map(Self::from_uuid) }
        }
    )*};
}

ids!(
    OrganizationId,
    SiteId,
    DoorId,
    ControllerId,
    UserId,
    CredentialId,
    AccessId,
    GroupId,
    ScheduleId,
    LinkId,
    TemplateId,
    UnlockId,
    PressId,
    EventId,
    DeliveryId,
    SessionId,
    TokenId,
    NoticeId,
    SubscriptionId,
    PasskeyId,
);

/// A list of values from things of different types, for a statement's parameters.
macro_rules! values {
    ($($value:expr),* $(,)?) => { vec![$($crate::value::Value::from($value)),*] };
}
pub(crate) use values;
