//! The front door: reads what it is told, and does it.

mod agent;
mod cli;
mod connections;
mod controller;
mod data;
mod demo;
mod discover;
mod door;
mod event;
mod link;
mod local;
mod out;
mod serve;
mod server;
mod settings;
mod stop;
mod token;
mod user;

use std::process::ExitCode;

use clap::Parser;

use crate::cli::{Cli, Command};

/// A press allocates some hundred small things on threads that hand them to one another, which this is made for.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How long work that nobody waits for may take when the program ends, such as a file that is being written.
const LAST_WORK: std::time::Duration = std::time::Duration::from_secs(2);

/// What goes wrong in a command, in words for the person at the terminal.
type Failure = Box<dyn std::error::Error + Send + Sync>;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return failed(&error.into()),
    };
    let code = match runtime.block_on(run(cli)) {
        Ok(code) => code,
        Err(error) => failed(&error),
    };
    // What still runs may end; but nobody waits for a name that is looked up and not found.
    runtime.shutdown_timeout(LAST_WORK);
    code
}

async fn run(cli: Cli) -> Result<ExitCode, Failure> {
    match cli.command {
        Command::Serve(args) => serve::run(args).await,
        Command::Demo(args) => demo::run(args).await,
        Command::VirtualDoor(options) => door::run(options).await,
        Command::Agent(args) => agent::run(args).await,
        Command::User(args) => user::run(args).await,
        Command::Token(args) => token::run(args).await,
        Command::Link(args) => link::run(args).await,
        Command::Controller(args) => controller::run(args).await,
        Command::Discover(args) => discover::run(args).await,
        Command::Event(args) => event::run(args).await,
    }
}

fn failed(error: &Failure) -> ExitCode {
    out::complain(&format!("keylink: {error}"));
    ExitCode::FAILURE
}
