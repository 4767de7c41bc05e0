//! The mail server as a program, for journeys: it says where it listens, and then each mail that it takes, a line each.
//!
//! The first line is `port 12345`; a mail is `mail FROM TO MESSAGE`, its message in base64.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on must fail")]

use std::io::Write as _;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use keylink_post_office::MailServer;

fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}").unwrap();
    out.flush().unwrap();
}

#[tokio::main]
async fn main() {
    let server = MailServer::open().await;
    say(&format!("port {}", server.port));
    let mut told = 0;
    loop {
        let received = server.received();
        for mail in &received[told..] {
            say(&format!("mail {} {} {}", mail.from, mail.to.join(","), STANDARD.encode(&mail.message)));
        }
        told = received.len();
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}
