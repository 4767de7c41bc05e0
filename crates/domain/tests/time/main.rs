//! Invariant 8: validity is exact in every time zone, through daylight-saving gaps and folds.
//!
//! Property tests against an oracle that knows time from other tables (`chrono-tz`) and answers by walking over
//! the minutes, and tables of the odd zones. `PROPTEST_CASES` (256 unless set) scales every property.

#![allow(clippy::unwrap_used, reason = "clippy allows it in tests, but not in what tests share")]

mod agreement;
mod edges;
mod hours;
mod oracle;
mod resolving;
mod validity;
mod window;
