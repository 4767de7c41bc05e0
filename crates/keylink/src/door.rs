//! `keylink virtual-door`: a door to try Keylink on.

use std::process::ExitCode;

use tokio::io::BufReader;

use crate::Failure;

/// Is a door until told to quit.
///
/// # Errors
/// When the options are wrong, or the memory file cannot be used.
pub async fn run(options: keylink_virtual_door::Options) -> Result<ExitCode, Failure> {
    let commands = BufReader::new(tokio::io::stdin());
    keylink_virtual_door::run(options.plain_unless_terminal(), commands, tokio::io::stdout()).await?;
    // Reading standard input holds a thread that cannot be called back; the door is done all the same.
    std::process::exit(0)
}
