//! The unlock path whole: real databases, a real broker, doors that are MQTT devices of their own.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on must fail")]
#![allow(clippy::print_stdout, reason = "seeds and figures, shown when a test fails")]

mod alerts;
mod around;
mod arrivals;
mod chance;
mod line;
mod many;
mod narrow;
mod scene;
mod wire;
mod witness;

mod clocks;
mod dead;
mod faults;
mod gone;
mod holds;
mod hung;
mod lines;
mod nodes;
mod press;
mod races;
mod silent;
mod stalled;
mod stopping;
mod uses;
