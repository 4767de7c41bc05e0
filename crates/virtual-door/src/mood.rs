//! How the device behaves: well, or in one of the ways that real devices fail.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

/// How the device behaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mood {
    /// As it should.
    #[default]
    Well,
    /// Waits, then moves if the deadline has not passed.
    Slow(Duration),
    /// Hears no command.
    Deaf,
    /// Hears, and the lock does not move.
    Jammed,
    /// Moves once and answers twice.
    Twice,
    /// Moves and never answers.
    Quiet,
}

/// The word is not a mood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a mood is one of: well, slow=3s, deaf, jammed, twice, quiet")]
pub struct NotAMood;

impl FromStr for Mood {
    type Err = NotAMood;

    /// Reads `well`, `slow=3s`, `slow 3`, `slow=250ms`, ...
    fn from_str(text: &str) -> Result<Self, NotAMood> {
        let (word, time) = match text.trim().split_once(['=', ' ']) {
            Some((word, time)) => (word, Some(time.trim())),
            None => (text.trim(), None),
        };
        match (word, time) {
            ("well", None) => Ok(Self::Well),
            ("slow", Some(time)) => read_time(time).map(Self::Slow).ok_or(NotAMood),
            ("deaf", None) => Ok(Self::Deaf),
            ("jammed", None) => Ok(Self::Jammed),
            ("twice", None) => Ok(Self::Twice),
            ("quiet", None) => Ok(Self::Quiet),
            _ => Err(NotAMood),
        }
    }
}

fn read_time(text: &str) -> Option<Duration> {
    if let Some(ms) = text.strip_suffix("ms") {
        return ms.parse().ok().map(Duration::from_millis);
    }
    let seconds: f64 = text.strip_suffix('s').unwrap_or(text).parse().ok()?;
    Duration::try_from_secs_f64(seconds).ok().filter(|time| *time <= Duration::from_secs(3_600))
}

impl fmt::Display for Mood {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Well => f.write_str("well"),
            Self::Slow(time) => write!(f, "slow={}ms", time.as_millis()),
            Self::Deaf => f.write_str("deaf"),
            Self::Jammed => f.write_str("jammed"),
            Self::Twice => f.write_str("twice"),
            Self::Quiet => f.write_str("quiet"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moods_are_read_and_written() {
        for (text, mood) in [
            ("well", Mood::Well),
            ("slow=3s", Mood::Slow(Duration::from_secs(3))),
            ("slow 3", Mood::Slow(Duration::from_secs(3))),
            ("slow=0.5", Mood::Slow(Duration::from_millis(500))),
            ("slow=250ms", Mood::Slow(Duration::from_millis(250))),
            (" deaf ", Mood::Deaf),
            ("jammed", Mood::Jammed),
            ("twice", Mood::Twice),
            ("quiet", Mood::Quiet),
        ] {
            assert_eq!(text.parse(), Ok(mood), "{text}");
            assert_eq!(mood.to_string().parse(), Ok(mood));
        }
        for text in ["", "slow", "slow=", "slow=-1", "slow=x", "well=1", "angry", "slow=1e99"] {
            assert_eq!(text.parse::<Mood>(), Err(NotAMood), "{text}");
        }
    }
}
