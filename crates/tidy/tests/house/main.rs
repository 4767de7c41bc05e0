//! The house rules: each module is one rule, and sees to it that the rule bites.
#![allow(clippy::unwrap_used, reason = "clippy allows it in tests, but not in what tests share")]

mod bugs;
mod migrations;
mod named_paths;
mod nouns;
mod pure;
mod shape;
mod sheets;
mod sql;
mod tree;
mod unfinished;
mod waiting;
mod walls;
mod words;
