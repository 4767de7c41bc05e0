//! What happens: the use cases, one file per noun, and the workers that carry them on.
//!
//! [`House`] is the one application object: the program, the tests and the demo all make it the
//! same way. A use case takes an [`Actor`](keylink_domain::actor::Actor), checks what they may do,
//! and does it in one transaction with its event.

pub mod access;
pub mod clock;
pub mod controller;
pub mod credential;
pub mod delivery;
mod dispatch;
pub mod door;
pub mod event;
pub mod gesture;
pub mod guest;
pub mod health;
mod house;
mod idempotency;
mod ledger;
pub mod limit;
pub mod link;
pub mod live;
pub mod organization;
mod password;
mod report;
pub mod schedule;
mod seal;
mod section;
mod seen;
pub mod session;
pub mod setup;
pub mod site;
mod sweep;
pub mod token;
mod trouble;
pub mod unlock;
pub mod user;
pub mod webhook;

pub use house::{House, Running, Settings, StartTrouble};
pub use idempotency::IdempotencyKey;
pub use seal::{BadSealKey, SealKey};
pub use seen::Seen;
pub use trouble::Trouble;
