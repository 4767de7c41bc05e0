//! The event log as a stranger reads it by the API: what is new each time, and all of it at the end.

use serde::Deserialize;
use uuid::Uuid;

use crate::client::{Client, Lost, Page};

/// One line.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Line {
    /// Its place.
    pub seq: i64,
    /// Its id.
    pub id: Uuid,
    /// What happened.
    pub kind: String,
    /// Which door.
    pub door: Option<Named>,
    /// Which link.
    pub link: Option<Named>,
    /// Which unlock.
    pub unlock_id: Option<Uuid>,
    /// Why not.
    #[serde(default)]
    pub refusal: Option<String>,
}

/// A thing with its name.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Named {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: Option<String>,
}

/// All that was read so far, oldest first.
#[derive(Debug, Clone, Default)]
pub struct Journal {
    /// The lines.
    pub lines: Vec<Line>,
}

impl Journal {
    /// Reads what is new. Says what is wrong with the log: a line that was read once must stay.
    ///
    /// # Errors
    /// When the log cannot be read just now.
    pub async fn read_on(&mut self, client: &Client, server: &str) -> Result<Vec<String>, Lost> {
        let last = self.lines.last().map_or(0, |line| line.seq);
        let read = pages(client, server, last).await?;
        let (old, new): (Vec<Line>, Vec<Line>) = read.into_iter().partition(|line| line.seq <= last);
        let mut wrong = Vec::new();
        if let Some(known) = self.lines.last()
            && !old.contains(known)
        {
            wrong
                .push(format!("line {} of the log ({}) was read before and is gone or changed", known.seq, known.kind));
        }
        self.lines.extend(new);
        Ok(wrong)
    }

    /// Reads everything again and compares.
    ///
    /// # Errors
    /// When the log cannot be read just now.
    pub async fn compare(&self, client: &Client, server: &str) -> Result<Vec<String>, Lost> {
        let all = pages(client, server, 0).await?;
        let mut now = all.iter().peekable();
        let mut wrong = Vec::new();
        for known in &self.lines {
            while let Some(more) = now.next_if(|line| line.seq < known.seq) {
                wrong.push(format!("line {} of the log ({}) appeared behind the end of the log", more.seq, more.kind));
            }
            if now.next_if(|line| *line == known).is_none() {
                wrong.push(format!(
                    "line {} of the log ({}) was read before and is gone or changed",
                    known.seq, known.kind
                ));
            }
        }
        Ok(wrong)
    }
}

/// The lines from the end back to `last`, which is among them; oldest first.
async fn pages(client: &Client, server: &str, last: i64) -> Result<Vec<Line>, Lost> {
    let mut lines: Vec<Line> = Vec::new();
    let mut cursor = String::new();
    loop {
        let page: Page<Line> = client.get(server, &format!("/events?limit=200{cursor}")).await?;
        lines.extend(page.items);
        match page.next_cursor {
            Some(next) if lines.last().is_some_and(|line| line.seq > last) => cursor = format!("&cursor={next}"),
            _ => break,
        }
    }
    lines.reverse();
    Ok(lines)
}
