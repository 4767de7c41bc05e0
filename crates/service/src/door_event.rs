//! What happens at doors by itself: heard from their controllers, each event once, and written into the log with its own
//! time; and what the moves of a leaf mean. A testable step, with its loop in `listen`.

mod leaf;
mod listen;

use std::collections::HashMap;
use std::sync::Arc;

use jiff::Timestamp;
use keylink_domain::card::Card;
use keylink_domain::clock::Entropy;
use keylink_domain::controller::{Channel, Controller};
use keylink_domain::credential::CredentialKind;
use keylink_domain::door_event::{DoorEvent, Happened, Look, happened_at};
use keylink_domain::event::{About, EventKind, NewEvent};
use keylink_domain::id::{ControllerId, EventId, OrganizationId};
use keylink_domain::zone::Zone;
use keylink_drivers::{Away, Ears, Heard, Missed, Report};
use keylink_store::door::DoorNow;
use keylink_store::{Tx, controller, credential, door, door_event, event, placement};
use serde_json::{Value, json};

use self::leaf::Moved;
pub(crate) use self::leaf::tell_held;
pub(crate) use self::listen::listen;
use crate::house::House;
use crate::trouble::Trouble;

/// What became of asking a controller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hearing {
    /// It told what there was.
    All,
    /// There is more.
    More,
    /// It told nothing.
    Nothing,
}

impl House {
    /// Asks a controller what happened since it was last heard, and writes it down.
    pub(crate) async fn hear(&self, id: ControllerId) -> Result<Hearing, Trouble> {
        let Some(drivers) = &self.drivers else { return Ok(Hearing::Nothing) };
        let Some((known, place, zone)) = self.known_of(id).await? else { return Ok(Hearing::Nothing) };
        let ears = Ears { place, zone };
        match drivers.hear(id, known.driver, &ears).await {
            Ok(heard) => {
                let more = if heard.more { Hearing::More } else { Hearing::All };
                self.write_heard(&known, ears.place, heard).await?;
                Ok(more)
            }
            Err(away) => {
                self.note_stranger(&known, &away).await?;
                Ok(Hearing::Nothing)
            }
        }
    }

    async fn known_of(&self, id: ControllerId) -> Result<Option<(Controller, Option<String>, Zone)>, Trouble> {
        self.look(move |tx| {
            Box::pin(async move {
                let Some(known) = controller::anywhere(tx, id).await? else { return Ok(None) };
                let place = door_event::place(tx, known.organization, id).await?;
                let doors = of_controller(tx, known.organization, id).await?;
                let zone = doors.into_values().next().map_or_else(Zone::utc, |now| now.zone);
                Ok(Some((known, place, zone)))
            })
        })
        .await
    }

    /// The lines and the mark in one transaction: whoever was quicker has written them.
    async fn write_heard(&self, known: &Controller, before: Option<String>, heard: Heard) -> Result<(), Trouble> {
        for now in &heard.doors {
            let (controller, channel, lock, contact) = (known.id, now.channel.clone(), now.lock, now.contact);
            self.note(Report::Door { controller, channel, lock, contact }).await?;
        }
        self.forget_stranger(known).await?;
        let Some(after) = heard.place.clone() else { return Ok(()) };
        let mut pen = Pen::new(known, self.now(), Arc::clone(&self.entropy));
        let marks = self.marks(known.organization, &heard);
        let (organization, id, now) = (known.organization, known.id, self.now());
        let forgot = matches!(heard.missed, Missed::Unknown | Missed::Replaced);
        let written = self
            .store
            .write(move |tx| {
                Box::pin(async move {
                    if !door_event::move_place(tx, organization, id, before, after).await? {
                        return Ok::<_, Trouble>(false);
                    }
                    pen.missed(heard.missed)?;
                    let doors = of_controller(tx, organization, id).await?;
                    for told in &heard.events {
                        let at = happened_at(heard.at, told.ago);
                        let door = told.channel.as_ref().and_then(|channel| doors.get(channel));
                        pen.told(tx, &marks, told, at, door).await?;
                    }
                    if forgot || heard.events.iter().any(|told| told.what.may_have_lost_cards()) {
                        placement::all_anew(tx, organization, id, now).await?;
                    }
                    let any = !pen.lines.is_empty();
                    event::append(tx, pen.lines).await?;
                    Ok(any)
                })
            })
            .await?;
        if written {
            self.live.changed(organization);
        }
        Ok(())
    }

    /// Another controller at the address is told once.
    async fn note_stranger(&self, known: &Controller, away: &Away) -> Result<(), Trouble> {
        let Some(number) = away.stranger else { return Ok(()) };
        let mut pen = Pen::new(known, self.now(), Arc::clone(&self.entropy));
        pen.line(EventKind::ControllerTold, None, json!({ "told": "other", "number": number }))?;
        let (organization, id) = (known.organization, known.id);
        let noted = self
            .store
            .write(move |tx| {
                Box::pin(async move {
                    let news = door_event::note_stranger(tx, organization, id, Some(number)).await?;
                    if news {
                        event::append(tx, pen.lines).await?;
                    }
                    Ok::<_, Trouble>(news)
                })
            })
            .await?;
        if noted {
            self.live.changed(organization);
        }
        Ok(())
    }

    /// The controller itself answers: another one would be told again. Mostly there is nothing to write.
    async fn forget_stranger(&self, known: &Controller) -> Result<(), Trouble> {
        let (organization, id) = (known.organization, known.id);
        if self
            .look(move |tx| Box::pin(async move { Ok(door_event::has_stranger(tx, organization, id).await?) }))
            .await?
        {
            self.store
                .write(move |tx| Box::pin(async move { door_event::note_stranger(tx, organization, id, None).await }))
                .await?;
        }
        Ok(())
    }

    /// What the cards that were read may be known again by.
    fn marks(&self, organization: OrganizationId, heard: &Heard) -> Marks {
        let mark = |card: Card| self.seal.mark(organization, CredentialKind::Card, &card.to_string());
        let numbers = heard.events.iter().filter_map(|told| told.card);
        numbers.map(|number| (number, Card::of_number(number).into_iter().map(mark).collect())).collect()
    }
}

/// A card's number as a controller reads it, and the marks of the credentials that it may be.
type Marks = HashMap<u64, Vec<[u8; 32]>>;

/// The doors of a controller, by their places.
async fn of_controller(
    tx: &mut Tx,
    organization: OrganizationId,
    id: ControllerId,
) -> Result<HashMap<Channel, DoorNow>, Trouble> {
    let doors = door::of_controller(tx, organization, id).await?.into_iter();
    Ok(doors.filter_map(|now| Some((now.door.address.clone()?.channel, now))).collect())
}

/// Writes lines about one controller; ids and the clock were fetched before, since a transaction waits for nobody.
pub(crate) struct Pen {
    organization: OrganizationId,
    id: ControllerId,
    name: String,
    now: Timestamp,
    entropy: Arc<dyn Entropy>,
    pub(crate) lines: Vec<NewEvent>,
}

impl Pen {
    pub(crate) fn new(known: &Controller, now: Timestamp, entropy: Arc<dyn Entropy>) -> Self {
        let (organization, id, name) = (known.organization, known.id, known.name.clone());
        Self { organization, id, name, now, entropy, lines: Vec::new() }
    }

    /// A line that nobody but the controller is behind. When it happened stands in it, and whether nobody knows.
    fn line(&mut self, kind: EventKind, at: Option<Timestamp>, detail: Value) -> Result<&mut NewEvent, Trouble> {
        let mut detail = match detail {
            Value::Object(detail) => detail,
            _ => serde_json::Map::new(),
        };
        detail.insert("controller".to_owned(), json!(self.id));
        detail.insert("name".to_owned(), self.name.clone().into());
        if let Some(at) = at {
            detail.insert("happened_ms".to_owned(), at.as_millisecond().into());
        }
        let id = EventId::new(self.now, self.entropy.chance()?);
        self.lines.push(NewEvent {
            detail: Value::Object(detail),
            ..NewEvent::by_system(id, self.organization, self.now, kind)
        });
        let last = self.lines.len() - 1;
        self.lines.get_mut(last).ok_or(Trouble::NotFound("line"))
    }

    fn missed(&mut self, missed: Missed) -> Result<(), Trouble> {
        match missed {
            Missed::Nothing => return Ok(()),
            Missed::Events(count) => self.line(EventKind::ControllerEventsMissed, None, json!({ "missed": count }))?,
            Missed::Unknown => self.line(EventKind::ControllerEventsMissed, None, Value::Null)?,
            Missed::Replaced => self.line(EventKind::ControllerTold, None, json!({ "told": "replaced" }))?,
        };
        Ok(())
    }

    /// One event of a controller. Those that tell what stands in the log already make no line.
    async fn told(
        &mut self,
        tx: &mut Tx,
        marks: &Marks,
        told: &DoorEvent,
        at: Option<Timestamp>,
        door: Option<&DoorNow>,
    ) -> Result<(), Trouble> {
        let mut detail = json!({ "number": told.number });
        if at.is_none() {
            detail["clock"] = "wrong".into();
        }
        if let (None, Some(channel)) = (door, &told.channel) {
            detail["channel"] = channel.as_str().into();
        }
        let about = About { door: door.map(|now| now.door.id), ..About::default() };
        let kind = match told.what {
            Happened::Unlocked
            | Happened::Locked
            | Happened::StandsUnlocked
            | Happened::Opened
            | Happened::Closed
            | Happened::StandsOpen
            | Happened::StandsClosed
            | Happened::ForcedOpen
            | Happened::HeldOpen
            | Happened::RemoteOpen => {
                return self.leaf_told(tx, told.what, at, door, detail).await;
            }
            Happened::CardGranted => EventKind::DoorCardGranted,
            Happened::CardRefused(why) => {
                detail["why"] = why.code().into();
                EventKind::DoorCardRefused
            }
            Happened::CodeGranted => EventKind::DoorCodeGranted,
            Happened::ButtonPressed | Happened::ButtonRefused => {
                detail["granted"] = (told.what == Happened::ButtonPressed).into();
                EventKind::DoorButton
            }
            Happened::Restarted => {
                detail["told"] = "restarted".into();
                EventKind::ControllerTold
            }
            // An agent tells so of one of its devices.
            Happened::Forgot(count) => return self.missed(count.map_or(Missed::Unknown, Missed::Events)),
            Happened::Replaced => return self.missed(Missed::Replaced),
            Happened::Alarm(alarm) => {
                detail["alarm"] = alarm.code().into();
                EventKind::ControllerAlarm
            }
            Happened::Other { kind, reason } => {
                detail["told"] = "unknown".into();
                detail["code"] = format!("kind {kind}, reason {reason:#04x}").into();
                EventKind::ControllerTold
            }
        };
        let lets_in = matches!(told.what, Happened::CardGranted | Happened::CodeGranted | Happened::ButtonPressed);
        if let (true, Some(now)) = (lets_in, door) {
            leaf::let_in(tx, now, at.unwrap_or(self.now)).await?;
        }
        let mut whose = None;
        for mark in told.card.and_then(|number| marks.get(&number)).into_iter().flatten() {
            let found = credential::by_mark(tx, self.organization, *mark).await?;
            whose = whose.or(found.map(|found| (found.id, found.user)));
        }
        let line = self.line(kind, at, detail)?;
        line.about = about;
        if let Some((credential, user)) = whose {
            (line.about.credential, line.about.user) = (Some(credential), Some(user));
        }
        line.personal = told.card.map(|number| json!({ "card": number }));
        Ok(())
    }

    /// What happened to a lock or a leaf by the looks at it, where its controller tells how it is and not what happened.
    pub(crate) async fn seen(&mut self, tx: &mut Tx, door: &DoorNow, look: Look) -> Result<(), Trouble> {
        for what in Happened::between((door.status.lock, door.status.contact), look) {
            let moved = leaf::told(tx, door, what, self.now).await?;
            self.moved(door, moved, None, json!({}))?;
        }
        Ok(())
    }

    /// What a controller told of a lock or a leaf, or of an opening from afar.
    async fn leaf_told(
        &mut self,
        tx: &mut Tx,
        what: Happened,
        at: Option<Timestamp>,
        door: Option<&DoorNow>,
        detail: Value,
    ) -> Result<(), Trouble> {
        let Some(now) = door else {
            // A place where no door of the house is: there is nothing that it could mean.
            return Ok(());
        };
        let moved = leaf::told(tx, now, what, at.unwrap_or(self.now)).await?;
        self.moved(now, moved, at, detail)
    }

    /// A line about what the move of a lock or a leaf means.
    fn moved(
        &mut self,
        now: &DoorNow,
        moved: Option<Moved>,
        at: Option<Timestamp>,
        mut detail: Value,
    ) -> Result<(), Trouble> {
        let Some(moved) = moved else { return Ok(()) };
        if let Some(outcome) = moved.outcome {
            detail["outcome"] = outcome.into();
        }
        let line = self.line(moved.kind, at, detail)?;
        line.about = moved.about;
        line.about.door = Some(now.door.id);
        Ok(())
    }
}
