//! What the device is told at its start.

use std::fmt;
use std::io::IsTerminal;
use std::path::PathBuf;

use crate::mood::Mood;

/// A door in software: where its broker is, who it is, how it behaves.
#[derive(Clone, clap::Args)]
pub struct Options {
    /// The MQTT broker that the device connects to.
    #[arg(long, value_name = "HOST:PORT", default_value = "127.0.0.1:1883")]
    pub broker: String,
    /// The controller's id, which is its login.
    #[arg(long, value_name = "ID")]
    pub login: String,
    /// The controller's secret. Better in the environment, where no list of processes shows it.
    #[arg(long, env = "KEYLINK_DOOR_PASSWORD", hide_env_values = true)]
    pub password: String,
    /// A door's place on the controller; repeat it for several doors.
    #[arg(long = "channel", value_name = "CHANNEL", default_value = "1")]
    pub channels: Vec<String>,
    /// What to call the doors on the screen, in the order of the channels.
    #[arg(long = "name", value_name = "NAME")]
    pub names: Vec<String>,
    /// Where to write down every command, movement and answer (JSON Lines). Without it the device
    /// forgets what it did when it stops.
    #[arg(long, value_name = "FILE")]
    pub memory: Option<PathBuf>,
    /// How to behave: well, slow=3s, deaf, jammed, twice, quiet.
    #[arg(long, default_value_t = Mood::Well)]
    pub mood: Mood,
    /// Plain lines, without colours and without a picture.
    #[arg(long)]
    pub plain: bool,
}

impl Options {
    /// Plain lines where the standard output is not a terminal.
    #[must_use]
    pub fn plain_unless_terminal(mut self) -> Self {
        self.plain |= !std::io::stdout().is_terminal();
        self
    }
}

impl fmt::Debug for Options {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Options")
            .field("broker", &self.broker)
            .field("login", &self.login)
            .field("password", &"(hidden)")
            .field("channels", &self.channels)
            .field("names", &self.names)
            .field("memory", &self.memory)
            .field("mood", &self.mood)
            .field("plain", &self.plain)
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;

    #[derive(Parser)]
    struct Program {
        #[command(flatten)]
        options: Options,
    }

    fn read(words: &[&str]) -> Options {
        let required = ["door", "--login", "me", "--password", "hunter2"];
        Program::try_parse_from(required.iter().chain(words)).unwrap().options
    }

    #[test]
    fn options_are_read() {
        let options = read(&[]);
        assert_eq!((options.broker.as_str(), options.channels), ("127.0.0.1:1883", vec!["1".to_owned()]));
        let options = read(&["--channel", "a", "--channel", "b", "--name", "Gate", "--mood", "slow=3s"]);
        assert_eq!(options.channels, ["a", "b"]);
        assert_eq!(options.names, ["Gate"]);
        assert_eq!(options.mood, Mood::Slow(std::time::Duration::from_secs(3)));
    }

    #[test]
    fn the_password_is_not_shown() {
        assert!(!format!("{:?}", read(&[])).contains("hunter2"));
    }
}
