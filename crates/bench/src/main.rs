//! `keylink-bench`: how fast doors open, measured from outside, beside the fastest that this machine's
//! web server could possibly be.
//!
//! Every opening is a guest's own press of the page's button: the same request, the same gesture, the
//! same checks, a decision on disk, a command at QoS 1 to a device over TCP, and the device's answer.
//! Nothing is switched off but the limits on how often a link may be pressed.

mod ceiling;
mod cli;
mod commit;
mod device;
mod doors;
mod failure;
mod fill;
mod flood;
mod guests;
mod house;
mod http;
mod report;
mod rows;
mod server;

use std::process::ExitCode;

use clap::Parser;

use crate::cli::{Arguments, Task};
use crate::failure::Failure;

fn main() -> ExitCode {
    match run(Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            report::complain(&format!("keylink-bench: {failure}"));
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: Arguments) -> Result<(), Failure> {
    match arguments.task {
        Some(Task::Ceiling) => tokio::runtime::Runtime::new()?.block_on(ceiling::serve()),
        None => tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?
            .block_on(rows::measure_all(&arguments.measure)),
    }
}
