//! Canaries: what tests keep secret, and where it must not turn up.
//!
//! A test tells what it keeps secret with [`keep`]; its log is written with everything that there is to say. Both go to
//! the folder that `KEYLINK_CANARIES` names, and `keylink-canary FOLDER` looks for the one in the other when all
//! tests are done. Without that folder nothing is written.

mod search;

use std::fs::{File, OpenOptions};
use std::io::Write as _;
use std::path::PathBuf;
use std::sync::{Mutex, OnceLock};

pub use search::Canaries;

/// The beginning of the names of files that hold secrets; they are not looked through.
pub const SECRETS: &str = "secrets-";

/// What is logged: all that our own crates have to say, and what others say to those who look for a fault. The
/// cookies of a test's own client are its browser's affair.
pub const EVERYTHING: &str = "debug,cookie_store=warn,keylink=trace,keylink_web=trace,keylink_service=trace,keylink_store=trace,\
    keylink_drivers=trace,keylink_courier=trace,keylink_domain=trace";

/// Remembers that this must turn up nowhere, and has this process's log written from now on.
pub fn keep(secret: &str) {
    static KEPT: OnceLock<Option<Mutex<File>>> = OnceLock::new();
    let kept = KEPT.get_or_init(|| {
        let folder = folder()?;
        listen(&folder);
        open(&folder, SECRETS, "txt").map(Mutex::new)
    });
    if let Some(kept) = kept {
        let written = kept.lock().map(|mut file| writeln!(file, "{secret}"));
        assert!(matches!(written, Ok(Ok(()))), "a canary could not be remembered");
    }
}

/// Remembers the secret at the end of an address, and gives the address back.
pub fn keep_url(url: &str) -> &str {
    keep(url.rsplit('/').next().unwrap_or(url));
    url
}

#[allow(clippy::disallowed_methods, reason = "where tests leave things comes from the environment")]
fn folder() -> Option<PathBuf> {
    let folder = PathBuf::from(std::env::var_os("KEYLINK_CANARIES")?);
    std::fs::create_dir_all(&folder).ok()?;
    Some(folder)
}

fn open(folder: &std::path::Path, kind: &str, ending: &str) -> Option<File> {
    let path = folder.join(format!("{kind}{}.{ending}", std::process::id()));
    OpenOptions::new().create(true).append(true).open(path).ok()
}

fn listen(folder: &std::path::Path) {
    let Some(file) = open(folder, "trace-", "log") else { return };
    let filter = tracing_subscriber::EnvFilter::new(EVERYTHING);
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_ansi(false).with_writer(Mutex::new(file));
    // A test that set up a log of its own keeps it.
    drop(log.try_init());
}
