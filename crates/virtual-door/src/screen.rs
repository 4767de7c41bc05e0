//! What a person at the terminal sees: a small picture of the doors, or plain lines.

use std::collections::VecDeque;
use std::fmt::Write as _;
use std::io;

use tokio::io::{AsyncWrite, AsyncWriteExt};
use tokio::time::Instant;

use crate::doors::Door;

const RECENT_LINES: usize = 8;
const CLEAR: &str = "\x1b[2J\x1b[H";
const GREEN: &str = "\x1b[1;32m";
const RED: &str = "\x1b[1;31m";
const DIM: &str = "\x1b[2m";
const PLAIN: &str = "\x1b[0m";

/// Where the device shows itself.
pub(crate) struct Screen<W> {
    out: W,
    plain: bool,
    started: Instant,
    recent: VecDeque<String>,
}

/// What stands above the doors.
pub(crate) struct Heading<'a> {
    pub(crate) login: &'a str,
    pub(crate) connected: bool,
    pub(crate) mood: String,
}

impl<W: AsyncWrite + Unpin> Screen<W> {
    pub(crate) fn new(out: W, plain: bool) -> Self {
        Self { out, plain, started: Instant::now(), recent: VecDeque::new() }
    }

    /// Says something; the picture shows it with the next drawing.
    pub(crate) async fn say(&mut self, text: &str) -> io::Result<()> {
        let line = format!("{:9.3}  {text}", self.started.elapsed().as_secs_f64());
        if self.plain {
            self.out.write_all(format!("{line}\n").as_bytes()).await?;
            return self.out.flush().await;
        }
        if self.recent.len() == RECENT_LINES {
            self.recent.pop_front();
        }
        self.recent.push_back(line);
        Ok(())
    }

    /// Draws the picture, where there is one.
    pub(crate) async fn draw(&mut self, heading: &Heading<'_>, doors: &[Door]) -> io::Result<()> {
        if self.plain {
            return Ok(());
        }
        let text = picture(heading, doors, &self.recent).map_err(io::Error::other)?;
        self.out.write_all(text.as_bytes()).await?;
        self.out.flush().await
    }
}

fn picture(heading: &Heading<'_>, doors: &[Door], recent: &VecDeque<String>) -> Result<String, std::fmt::Error> {
    let mut text = String::from(CLEAR);
    let Heading { login, connected, mood } = heading;
    let link = if *connected { "connected" } else { "not connected" };
    writeln!(text, "{DIM}controller {login}, {link}, mood {mood}{PLAIN}\n")?;
    for door in doors {
        draw_door(&mut text, door)?;
    }
    for line in recent {
        writeln!(text, "{DIM}{line}{PLAIN}")?;
    }
    write!(text, "\n(help for the commands) > ")?;
    Ok(text)
}

fn draw_door(text: &mut String, door: &Door) -> std::fmt::Result {
    let (colour, lock) = if door.unlocked() { (GREEN, "UNLOCKED") } else { (RED, "LOCKED") };
    let leaf = if door.leaf_open { "open" } else { "closed" };
    let rows = if door.leaf_open {
        ["|\\       |", "| \\      |", "|  \\     |", "|  |     |", "|__|_____|"]
    } else {
        ["|        |", "|        |", "|      o |", "|        |", "|________|"]
    };
    let beside = [
        door.name.clone(),
        format!("{colour}{lock}{PLAIN}"),
        leaf.to_owned(),
        format!("moved {} times", door.moves),
        String::new(),
    ];
    writeln!(text, "   ________")?;
    for (row, beside) in rows.iter().zip(beside) {
        writeln!(text, "  {row}   {beside}")?;
    }
    writeln!(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_picture_shows_what_the_door_does() {
        let mut door = Door::new("1".into(), "Street door".into(), 0);
        let heading = Heading { login: "me", connected: true, mood: "well".into() };
        let shown = picture(&heading, std::slice::from_ref(&door), &VecDeque::new()).unwrap();
        assert!(shown.contains("Street door") && shown.contains("LOCKED") && !shown.contains("UNLOCKED"));
        door.release(std::time::Duration::from_secs(1));
        door.leaf_open = true;
        let shown = picture(&heading, &[door], &VecDeque::new()).unwrap();
        assert!(shown.contains("UNLOCKED") && shown.contains("open") && shown.contains("moved 1 times"));
    }

    #[tokio::test]
    async fn plain_lines_carry_no_colours() {
        let mut out = Vec::new();
        let mut screen = Screen::new(&mut out, true);
        screen.say("hello").await.unwrap();
        screen.draw(&Heading { login: "me", connected: true, mood: "well".into() }, &[]).await.unwrap();
        let text = String::from_utf8(out).unwrap();
        assert!(text.ends_with("hello\n") && !text.contains('\x1b'));
    }
}
