//! Every run of small machines: the promises hold, and without any one guard some promise breaks.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on must fail")]
#![allow(clippy::print_stdout, reason = "how many states there were is a figure that people read")]

mod bugs;
mod checked;
mod holds;
