//! What is seen: the guest page, the members' app, the control center, the JSON API. A handler extracts, calls one use
//! case, renders; it has no `if` about rights.

mod age;
mod agent;
pub mod api;
mod app;
pub mod assets;
mod client;
pub mod control;
mod files;
pub mod guest;
mod health;
mod hooks;
pub mod language;
pub mod layout;
mod listed;
pub mod mobile;
mod qr;
mod query;
mod routes;
mod tone;

pub use app::{App, WebSettings};
pub use routes::router;
