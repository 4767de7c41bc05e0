//! What happens: the use cases, one file per noun, and the workers that carry them on.
//!
//! [`House`] is the one application object: the program, the tests and the demo all make it the
//! same way. A use case takes an [`Actor`](keylink_domain::actor::Actor), checks what they may do,
//! and does it in one transaction with its event.

pub mod access;
pub mod activity;
pub mod alert;
pub mod announcement;
pub mod arrival;
mod challenge;
pub mod clock;
pub mod codes;
pub mod contact;
pub mod controller;
pub mod credential;
pub mod delivery;
mod dispatch;
pub mod door;
mod door_event;
pub mod enrolment;
pub mod event;
mod follow;
pub mod gesture;
pub mod group;
pub mod guest;
pub mod health;
mod hold;
mod house;
mod idempotency;
pub mod invitation;
pub mod known_device;
mod ledger;
mod letter;
pub mod limit;
pub mod link;
pub mod live;
pub mod mail_link;
pub mod notice;
pub mod openid;
pub mod organization;
pub mod passkey;
mod password;
pub mod placement;
pub mod proof;
pub mod push;
mod report;
pub mod schedule;
mod seal;
mod section;
mod seen;
pub mod session;
pub mod setup;
pub mod sign_in;
pub mod site;
mod sweep;
pub mod template;
pub mod token;
mod tongue;
mod trouble;
pub mod unlock;
pub mod user;
pub mod webhook;
pub mod wording;

pub use house::{House, Running, Settings, StartTrouble};
pub use idempotency::IdempotencyKey;
pub use keylink_drivers::Networks;
pub use seal::{BadSealKey, SealKey};
pub use seen::Seen;
pub use trouble::Trouble;
