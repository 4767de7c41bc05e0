//! Doors of every mood: they keep the protocol's rules (docs/mqtt.md), and remember what they did.

use std::collections::{BTreeMap, BTreeSet};

use keylink_drivers::OnWire;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::network::Flight;
use crate::template::Place;
use crate::world::State;

/// The longest that a slow door ponders.
pub const LONGEST_PONDER_MS: i64 = 3_000;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mood {
    Well,
    /// Waits so many milliseconds, then moves if the deadline has not passed.
    Slow(i64),
    Deaf,
    Jammed,
    Twice,
    /// Moves, and the answer is lost.
    Quiet,
    /// Moves, and has no way to know it.
    Blind,
}

#[derive(Debug)]
pub struct SimulatedDoor {
    pub place: Place,
    pub mood: Mood,
    pub online: bool,
    pub moves: Vec<Move>,
    /// What was answered to each command that was acted on.
    acted_on: BTreeMap<Uuid, Value>,
    pondered: BTreeSet<Uuid>,
}

#[derive(Debug, Clone)]
pub struct Move {
    pub unlock: Uuid,
    pub at_ms: i64,
    /// The granted line was there when the door moved.
    pub recorded: bool,
}

#[derive(Debug, Clone)]
pub struct Command {
    pub id: Uuid,
    channel: String,
    deadline_ms: i64,
}

impl Command {
    pub fn read(payload: &[u8]) -> Self {
        let value: Value = serde_json::from_slice(payload).unwrap();
        assert_eq!(value["act"], "unlock");
        Self {
            id: value["id"].as_str().unwrap().parse().unwrap(),
            channel: value["door"].as_str().unwrap().to_owned(),
            deadline_ms: value["deadline_ms"].as_i64().unwrap(),
        }
    }
}

impl SimulatedDoor {
    pub fn new(place: Place) -> Self {
        Self {
            place,
            mood: Mood::Well,
            online: true,
            moves: Vec::new(),
            acted_on: BTreeMap::new(),
            pondered: BTreeSet::new(),
        }
    }

    pub fn calm(&mut self) {
        (self.mood, self.online) = (Mood::Well, true);
    }

    pub fn is_well(&self) -> bool {
        self.mood == Mood::Well && self.online
    }

    /// What the controller says of its own presence.
    pub fn presence(&self) -> OnWire {
        let topic = format!("keylink/1/{}/online", self.place.controller);
        OnWire { topic, payload: self.online.to_string().into_bytes(), expiry_s: None }
    }
}

impl State {
    /// A command reaches its controller.
    pub fn hear(&mut self, message: &OnWire) {
        let command = Command::read(&message.payload);
        let controller = message.topic.split('/').nth(2).unwrap();
        let here = |door: &SimulatedDoor| {
            door.place.controller.to_string() == controller && door.place.channel == command.channel
        };
        let Some(number) = self.doors.iter().position(here) else { return };
        let now_ms = self.now_ms();
        let door = &mut self.doors[number];
        if !door.online || door.mood == Mood::Deaf {
            return self.note(format!("door {number} does not hear {}", command.id));
        }
        match (door.acted_on.get(&command.id).cloned(), door.mood) {
            (Some(_), Mood::Quiet) => {}
            (Some(answer), _) => self.answer(number, &answer, 1),
            (None, Mood::Slow(ms)) if now_ms <= command.deadline_ms => {
                if door.pondered.insert(command.id) {
                    self.sky.add(now_ms + ms, Flight::Pondered { door: number, command });
                }
            }
            (None, _) => self.act(number, &command),
        }
    }

    /// The door does what the command says, or says why not.
    pub fn act(&mut self, number: usize, command: &Command) {
        let now_ms = self.now_ms();
        let (mood, id) = (self.doors[number].mood, command.id);
        let (moves, answers) = match mood {
            Mood::Jammed | Mood::Deaf => (false, 1),
            Mood::Well | Mood::Slow(_) | Mood::Blind => (true, 1),
            Mood::Twice => (true, 2),
            Mood::Quiet => (true, 0),
        };
        let answer = match (now_ms > command.deadline_ms, moves) {
            (true, _) => json!({ "id": id, "outcome": "failed", "reason": "too_late" }),
            (false, false) => json!({ "id": id, "outcome": "failed", "reason": "jammed" }),
            (false, true) => json!({ "id": id, "outcome": if mood == Mood::Blind { "sent" } else { "opened" } }),
        };
        if answer["outcome"] != "failed" {
            let recorded = self.is_recorded(id);
            self.note(format!("door {number} moves for {id}, recorded: {recorded}"));
            self.doors[number].moves.push(Move { unlock: id, at_ms: now_ms, recorded });
        }
        self.doors[number].acted_on.insert(id, answer.clone());
        self.answer(number, &answer, answers);
    }

    fn answer(&mut self, number: usize, answer: &Value, times: usize) {
        let door = &self.doors[number];
        if !door.online {
            return;
        }
        let topic = format!("keylink/1/{}/result", door.place.controller);
        let flight = Flight::ToHouse(OnWire { topic, payload: answer.to_string().into_bytes(), expiry_s: None });
        (0..times).for_each(|_| self.send(&flight));
    }

    /// Whether the database says, at this moment and to everybody, that this unlock was granted.
    fn is_recorded(&self, unlock: Uuid) -> bool {
        let sql = "SELECT count(*) FROM unlocks u JOIN events e ON e.unlock_id = u.id AND e.kind = 'unlock.granted' \
            WHERE u.id = ?1 AND u.granted";
        let mut statement = self.witness.prepare_cached(sql).unwrap();
        statement.query_row([unlock.as_bytes().as_slice()], |row| row.get::<_, i64>(0)).unwrap() == 1
    }
}
