//! The device at work: hears the broker, the person at the keyboard and its own clock, in turn.

use std::io;
use std::time::Duration;

use rumqttc::v5::mqttbytes::v5::Publish;
use tokio::io::{AsyncBufRead, AsyncBufReadExt, AsyncWrite, Lines};
use tokio::time::{Instant, sleep_until};

use crate::device::{Device, Reaction};
use crate::doors::Door;
use crate::link::{FromBroker, Link};
use crate::memory::{Happening, Line, Memory};
use crate::message::{self, Answer, Command, MOST_TOGETHER};
use crate::mood::Mood;
use crate::now_ms;
use crate::options::Options;
use crate::screen::{Heading, Screen};
use crate::turn::{Came, Turn};

const HELP: &str = "well, slow 3, deaf, jammed, twice, quiet: the mood; \
open, close (and a channel): the leaf; moves: how often; quit";

/// Why the device stopped.
#[derive(Debug, thiserror::Error)]
pub enum Failed {
    /// The broker's address is not one.
    #[error("the broker's address must look like 127.0.0.1:1883")]
    Broker,
    /// The memory file cannot be read or written; a device without memory must not move.
    #[error("the memory file cannot be used: {0}")]
    Memory(io::Error),
    /// The task that holds the connection is gone, which is a mistake of this program.
    #[error("the connection's task ended")]
    Connection,
    /// The screen cannot be written to.
    #[error("the output cannot be written: {0}")]
    Output(io::Error),
}

/// Runs the device until somebody types `quit`. The end of `commands` does not stop it.
///
/// To stop it from a program, drop the future: the connection is cut, as if the power went.
pub async fn run(
    options: Options,
    commands: impl AsyncBufRead + Unpin,
    out: impl AsyncWrite + Unpin,
) -> Result<(), Failed> {
    run_off_by(0, options, commands, out).await
}

/// The same, on a clock that is ahead by so many milliseconds, or behind.
///
/// # Errors
/// As [`run`].
pub async fn run_off_by(
    clock_off_ms: i64,
    options: Options,
    commands: impl AsyncBufRead + Unpin,
    out: impl AsyncWrite + Unpin,
) -> Result<(), Failed> {
    let (memory, past) = Memory::open(options.memory.as_deref()).map_err(Failed::Memory)?;
    let moves = past.moves();
    let mut names = options.names.iter();
    let doors = options.channels.iter().map(|channel| {
        let name = names.next().cloned().unwrap_or_else(|| format!("Door {channel}"));
        Door::new(channel.clone(), name, moves.get(channel).copied().unwrap_or(0))
    });
    let doors = doors.collect();
    let (link, from_broker) = Link::open(&options)?;
    let worker = Worker {
        device: Device::with(past.acted_on()),
        doors,
        memory,
        link,
        screen: Screen::new(out, options.plain),
        mood: options.mood,
        connected: false,
        slow: Vec::new(),
        login: options.login,
        clock_off_ms,
    };
    worker.work(from_broker, commands.lines()).await
}

impl From<rumqttc::v5::ClientError> for Failed {
    fn from(_: rumqttc::v5::ClientError) -> Self {
        Self::Connection
    }
}

struct Worker<W> {
    device: Device,
    doors: Vec<Door>,
    memory: Memory,
    link: Link,
    screen: Screen<W>,
    mood: Mood,
    connected: bool,
    /// What a slow device is still thinking about, and until when.
    slow: Vec<(Instant, Command, Came)>,
    login: String,
    clock_off_ms: i64,
}

impl<W: AsyncWrite + Unpin> Worker<W> {
    async fn work(
        mut self,
        mut from_broker: tokio::sync::mpsc::Receiver<FromBroker>,
        mut typed: Lines<impl AsyncBufRead + Unpin>,
    ) -> Result<(), Failed> {
        let mut listening_to_keyboard = true;
        loop {
            self.draw().await?;
            let alarm = self.next_alarm();
            tokio::select! {
                heard = from_broker.recv() => match heard {
                    Some(heard) => self.hear(heard).await?,
                    None => return Err(Failed::Connection),
                },
                line = typed.next_line(), if listening_to_keyboard => match line {
                    Ok(Some(line)) if line.trim() == "quit" => break,
                    Ok(Some(line)) => self.told(line.trim()).await?,
                    Ok(None) | Err(_) => listening_to_keyboard = false,
                },
                () = sleep_until(alarm.unwrap_or_else(Instant::now)), if alarm.is_some() => self.ring().await?,
            }
        }
        // With nobody to tell, the connection's task does not try to come back.
        drop(from_broker);
        if self.connected { self.link.close().await } else { Ok(()) }
    }

    async fn hear(&mut self, heard: FromBroker) -> Result<(), Failed> {
        match heard {
            FromBroker::Connected => {
                self.connected = true;
                self.link.subscribe().await?;
                self.say("connected").await
            }
            FromBroker::Listening(true) => {
                for door in 0..self.doors.len() {
                    self.say_state(door).await?;
                }
                self.link.say_online(true).await?;
                self.say("listening for commands").await
            }
            FromBroker::Listening(false) => self.say("the broker does not let it listen").await,
            FromBroker::Lost(why) => {
                self.connected = false;
                self.say(&format!("not connected: {why}")).await
            }
            FromBroker::Commands(publish) => self.commanded(&publish).await,
        }
    }

    async fn commanded(&mut self, publish: &Publish) -> Result<(), Failed> {
        let (came, read) = match self.link.is_together(publish) {
            true => (Came::Together, serde_json::from_slice::<Vec<Command>>(&publish.payload)),
            false => (Came::Alone, serde_json::from_slice(&publish.payload).map(|command| vec![command])),
        };
        match read {
            Ok(commands) => {
                let mut turn = Turn::new(came);
                for command in commands {
                    let wired = self.door(&command.door).is_some();
                    let reaction = self.device.hear(&command, self.mood, wired, self.now_ms());
                    if !matches!(reaction, Reaction::Nothing(_)) {
                        turn.happened.push(heard(&command));
                    }
                    self.react(&mut turn, command, reaction).await?;
                }
                self.end(turn).await?;
            }
            Err(error) => self.say(&format!("a command that cannot be read: {error}")).await?,
        }
        // Only now, when it is on disk: a command that the broker counts as heard was heard.
        if self.connected { self.link.acknowledge(publish).await } else { Ok(()) }
    }

    /// Decides what to do about a command. It is done at the end of the turn, when it is on disk.
    async fn react(&mut self, turn: &mut Turn, command: Command, reaction: Reaction) -> Result<(), Failed> {
        let id = command.id;
        match reaction {
            Reaction::Nothing(why) => self.say(&format!("{id}: nothing done ({why})")).await?,
            Reaction::Wait(time) => {
                self.slow.push((Instant::now() + time, command, turn.came));
                self.say(&format!("{id}: thinking for {} ms", time.as_millis())).await?;
            }
            Reaction::Move { answers } => {
                // From here on the same command moves nothing, also where it comes twice in one message.
                let draws = command.draws() == Some(true);
                let answer = if draws { Answer::Opened } else { Answer::Sent };
                self.device.acted(id, answer);
                if draws {
                    turn.happened.push(Happening::Move { id, door: command.door.clone() });
                }
                turn.moves.push(command);
                turn.answer(id, answer, answers);
            }
            Reaction::Refuse(reason) => {
                self.device.acted(id, Answer::Failed(reason));
                turn.answer(id, Answer::Failed(reason), 1);
            }
            Reaction::Repeat(answer) => turn.answer(id, answer, 1),
        }
        Ok(())
    }

    /// Writes the turn down, moves what is to move, and answers.
    async fn end(&mut self, turn: Turn) -> Result<(), Failed> {
        let Turn { came, happened, moves, answers } = turn;
        // On disk before the lock moves: see `memory`.
        self.keep(happened).await?;
        for command in &moves {
            self.move_door(command).await?;
        }
        self.keep(answers.iter().map(|said| Happening::answer(said.id, said.answer)).collect()).await?;
        let messages = match came {
            Came::Alone => answers.iter().map(serde_json::to_vec).collect(),
            Came::Together => answers.chunks(MOST_TOGETHER).map(serde_json::to_vec).collect(),
        };
        let messages: Result<Vec<_>, _> = messages;
        for message in messages.map_err(unwritable)? {
            // What cannot be sent now is not sent later: an old answer is worth nothing.
            match came {
                _ if !self.connected => {}
                Came::Alone => self.link.answer(message).await?,
                Came::Together => self.link.answer_together(message).await?,
            }
        }
        for message::Result { id, answer } in answers {
            self.say(&format!("{id}: answered {}", answer.words())).await?;
        }
        Ok(())
    }

    async fn move_door(&mut self, command: &Command) -> Result<(), Failed> {
        if let Some(door) = self.door(&command.door) {
            let word = match command.draws() {
                Some(false) => {
                    self.doors[door].lock();
                    "LOCKED"
                }
                _ => {
                    self.doors[door].release(Duration::from_millis(command.pulse_ms));
                    "UNLOCKED"
                }
            };
            self.say(&format!("{}: {} {word}", command.id, self.doors[door].name)).await?;
            self.say_state(door).await?;
        }
        Ok(())
    }

    /// Does what a person typed.
    async fn told(&mut self, line: &str) -> Result<(), Failed> {
        let (word, channel) = line.split_once(' ').unwrap_or((line, ""));
        match word {
            "" => Ok(()),
            "help" => self.say(HELP).await,
            "moves" => {
                let counts: Vec<_> = self.doors.iter().map(|door| format!("{}: {}", door.name, door.moves)).collect();
                self.say(&counts.join(", ")).await
            }
            "open" | "close" => self.move_leaf(channel.trim(), word == "open").await,
            _ => match line.parse() {
                Ok(mood) => {
                    self.mood = mood;
                    self.say(&format!("mood {mood}")).await
                }
                Err(error) => self.say(&format!("{error}; or {HELP}")).await,
            },
        }
    }

    async fn move_leaf(&mut self, channel: &str, open: bool) -> Result<(), Failed> {
        let door = if channel.is_empty() { Some(0) } else { self.door(channel) };
        let Some(door) = door.filter(|door| *door < self.doors.len()) else {
            return self.say("no such door").await;
        };
        self.doors[door].leaf_open = open;
        self.say(&format!("{} is {}", self.doors[door].name, self.doors[door].state().contact)).await?;
        self.say_state(door).await
    }

    fn next_alarm(&self) -> Option<Instant> {
        let relocks = self.doors.iter().filter_map(Door::relocks_at);
        relocks.chain(self.slow.iter().map(|(at, ..)| *at)).min()
    }

    /// Does what is due by the clock.
    async fn ring(&mut self) -> Result<(), Failed> {
        let now = Instant::now();
        for door in 0..self.doors.len() {
            if self.doors[door].relock(now) {
                self.say(&format!("{} LOCKED", self.doors[door].name)).await?;
                self.say_state(door).await?;
            }
        }
        let (due, later) = std::mem::take(&mut self.slow).into_iter().partition(|(at, ..)| *at <= now);
        self.slow = later;
        let due: Vec<(Instant, Command, Came)> = due;
        for came in [Came::Alone, Came::Together] {
            let mut turn = Turn::new(came);
            for (_, command, _) in due.iter().filter(|(.., how)| *how == came) {
                let wired = self.door(&command.door).is_some();
                let reaction = self.device.after_wait(command, self.mood, wired, self.now_ms());
                self.react(&mut turn, command.clone(), reaction).await?;
            }
            self.end(turn).await?;
        }
        Ok(())
    }

    fn now_ms(&self) -> i64 {
        now_ms().saturating_add(self.clock_off_ms)
    }

    fn door(&self, channel: &str) -> Option<usize> {
        self.doors.iter().position(|door| door.channel == channel)
    }

    async fn say_state(&self, door: usize) -> Result<(), Failed> {
        let door = &self.doors[door];
        let state = serde_json::to_vec(&door.state()).map_err(unwritable)?;
        // Said again at the next connection in any case.
        if self.connected { self.link.say_state(&door.channel, state).await } else { Ok(()) }
    }

    async fn keep(&self, happenings: Vec<Happening>) -> Result<(), Failed> {
        let at_ms = self.now_ms();
        let lines = happenings.into_iter().map(|what| Line { at_ms, what }).collect();
        self.memory.keep(lines).await.map_err(Failed::Memory)
    }

    async fn say(&mut self, text: &str) -> Result<(), Failed> {
        self.screen.say(text).await.map_err(Failed::Output)
    }

    async fn draw(&mut self) -> Result<(), Failed> {
        let heading = Heading { login: &self.login, connected: self.connected, mood: self.mood.to_string() };
        self.screen.draw(&heading, &self.doors).await.map_err(Failed::Output)
    }
}

fn unwritable(error: serde_json::Error) -> Failed {
    Failed::Output(error.into())
}

fn heard(command: &Command) -> Happening {
    Happening::Command {
        id: command.id,
        door: command.door.clone(),
        pulse_ms: command.pulse_ms,
        deadline_ms: command.deadline_ms,
    }
}
