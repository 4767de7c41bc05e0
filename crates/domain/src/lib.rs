//! What is true in Keylink: its nouns, their rules, and the one decision that opens doors.
//!
//! Pure: no I/O, no async, no SQL, no HTTP. The clock and randomness come in as arguments.
//! One noun, one file; `authority` is the heart.

pub mod access;
pub mod activity;
pub mod actor;
pub mod alert;
pub mod altered;
pub mod announcement;
pub mod arrival;
pub mod authority;
pub mod bounds;
pub mod card;
pub mod clock;
pub mod code;
pub mod contact;
pub mod controller;
pub mod credential;
pub mod delivery;
pub mod device;
pub mod door;
pub mod door_event;
pub mod enrolment;
pub mod event;
pub mod group;
pub mod hold;
pub mod hollow;
pub mod hours;
mod hours_text;
pub mod id;
pub mod link;
pub mod moment;
pub mod notice;
mod opening;
pub mod organization;
pub mod passkey;
pub mod pin;
pub mod placement;
pub mod recovery;
pub mod refusal;
pub mod schedule;
pub mod search;
pub mod secret;
pub mod sentence;
pub mod site;
pub mod stretch;
pub mod template;
pub mod text;
pub mod token;
pub mod unlock;
pub mod user;
pub mod validity;
pub mod webhook;
pub mod window;
pub mod wording;
pub mod zone;
