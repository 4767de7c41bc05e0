//! The house rules are ordinary tests: see `tests/house`. This crate holds nothing else.
//!
//! Each rule is a function from a folder to what is wrong there. Its module proves it twice: on this
//! repository, which must be in order, and on a made-up one with a fault in it, which must be seen.
