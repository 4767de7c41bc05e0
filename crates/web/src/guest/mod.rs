//! The guest page: one page, one press, a clear answer.
//!
//! A pure view model in, HTML or JSON out; the handlers fill it and know nothing of words.

pub mod answer;
mod carried;
pub mod handler;
pub mod maker;
pub mod page;
pub mod path;
mod render;
mod render_steps;
pub mod response;
#[doc(hidden)]
pub mod samples;
mod samples_steps;
pub mod share;
pub mod state;
mod steps;
#[cfg(test)]
pub(crate) mod tests;
mod view;
mod view_steps;

pub use answer::{Answer, AnswerBody, Words};
pub use maker::Maker;
pub use page::{
    AnswerStep, Arrival, Door, DoorsView, Ended, GuestPage, Hindrance, Mode, NumberStep, Readiness, View, Visitor,
};
pub use path::LinkPath;
pub use response::{headers, html, json};
pub use state::{Standing, StateBody};
pub use steps::{
    Branch, FormNumber, GivenStep, PinNotice, PinStep, ShareDoor, ShareView, ShareWrong, Typed, WithdrawStep,
};
