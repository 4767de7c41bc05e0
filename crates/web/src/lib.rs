//! What is seen: guest page, control center, JSON API

pub mod assets;
pub mod guest;
pub mod language;
pub mod layout;
