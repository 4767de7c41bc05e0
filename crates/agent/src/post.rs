//! What an agent says to its center, on its own topics.

use std::time::Duration;

use keylink_domain::controller::Channel;
use keylink_domain::id::ControllerId;
use keylink_drivers::Voice;
use serde::Serialize;
use tokio::time::Instant;

use crate::message;

/// For how long what came of a command is worth being told: the log gets a line more.
const WORTH: Duration = Duration::from_secs(60);
/// How long after a failed try the next one comes.
const AGAIN: Duration = Duration::from_millis(500);

/// The post.
pub struct Post {
    voice: Voice,
    root: String,
}

impl Post {
    /// Of this controller, by this voice.
    pub fn new(voice: Voice, controller: ControllerId) -> Self {
        Self { voice, root: format!("keylink/1/{controller}/") }
    }

    /// Listens on these of its own topics.
    ///
    /// # Errors
    /// In words for people.
    pub async fn listen(&self, ends: &[&str]) -> Result<(), String> {
        let topics: Vec<String> = ends.iter().map(|end| format!("{}{end}", self.root)).collect();
        self.voice.listen(&topics).await
    }

    /// What stands behind the root of a topic of its own.
    pub fn end_of<'a>(&self, topic: &'a str) -> Option<&'a str> {
        topic.strip_prefix(&self.root)
    }

    /// Says something once; false where it certainly did not arrive, or nobody knows.
    pub async fn say(&self, end: &str, message: &impl Serialize, kept: bool) -> bool {
        let Some(text) = message::write(message) else { return false };
        let said = self.voice.say(&format!("{}{end}", self.root), &text, kept).await;
        if let Err(why) = &said {
            tracing::debug!(%why, end, "the center did not take a word");
        }
        said.is_ok()
    }

    /// Says what came of a command, again and again while it is worth something: the line may be down.
    pub async fn answer(&self, result: &message::Result) {
        let until = Instant::now() + WORTH;
        while !self.say("result", result, false).await && Instant::now() < until {
            tokio::time::sleep(AGAIN).await;
        }
    }

    /// Says how a door is.
    pub async fn door(&self, channel: &Channel, state: message::DoorState) -> bool {
        self.say(&format!("door/{}", channel.as_str()), &state, true).await
    }
}
