//! The fault harness's front door.

use std::process::ExitCode;

use clap::Parser;
use keylink_torture::{Options, run};

fn main() -> ExitCode {
    let options = Options::parse();
    let done = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(Into::into)
        .and_then(|runtime| runtime.block_on(run(options)));
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            use std::io::Write;
            drop(writeln!(std::io::stderr().lock(), "keylink-torture: {error}"));
            ExitCode::from(2)
        }
    }
}
