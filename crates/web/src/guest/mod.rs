//! The guest page: one page, one press, a clear answer.
//!
//! A pure view model in, HTML or JSON out; the handlers fill it and know nothing of words.

pub mod answer;
pub mod handler;
pub mod maker;
pub mod page;
pub mod path;
mod render;
pub mod response;
#[doc(hidden)]
pub mod samples;
pub mod state;
#[cfg(test)]
mod tests;
mod view;

pub use answer::{Answer, AnswerBody, Tone, Words};
pub use maker::Maker;
pub use page::{
    AnswerStep, Arrival, Door, DoorsView, Ended, GuestPage, Hindrance, Mode, NumberStep, Readiness, View, Visitor,
};
pub use path::LinkPath;
pub use response::{headers, html, json};
pub use state::{Standing, StateBody};
