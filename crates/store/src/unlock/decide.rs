//! From presses to rows: facts read, decided, and written in one transaction, with the outcomes of earlier ones.

use std::collections::HashMap;

use jiff::Timestamp;
use keylink_domain::authority::{self, DeviceAsked, Facts, Permit, Shown};
use keylink_domain::event::{About, EventKind, NewEvent};
use keylink_domain::id::{LinkId, PressId};
use keylink_domain::organization::GesturePolicy;
use keylink_domain::refusal::Refusal;
use keylink_domain::secret::SecretHash;
use keylink_domain::unlock::{Command, DoorAct};
use keylink_domain::validity::Usage;

use super::facts::{self, ByLink, ByUser, Found};
use super::outcome::{self, Closing};
use super::{Answer, Attempt, Claim, Decided, Finished, Press, PressedLink, Progress, Recorded, Surroundings};
use crate::error::Result;
use crate::event;
use crate::statement::statements;
use crate::tx::Tx;
use crate::value::{Value, values};

statements! {
    INSERT = "INSERT INTO unlocks (organization_id, id, press_id, door_id, link_id, credential_id, user_id, via, at_ms, \
        deadline_ms, granted, outcome, refusal, outcome_ms, address) \
        SELECT r.organization_id, r.id, r.press_id, r.door_id, r.link_id, r.credential_id, r.user_id, r.via, r.at_ms, \
        r.deadline_ms, r.granted, r.outcome, r.refusal, r.outcome_ms, r.address \
        FROM {rows organization_id UUID, id UUID, press_id UUID, door_id UUID, link_id UUID, credential_id UUID, \
        user_id UUID, via TEXT, at_ms BIGINT, deadline_ms BIGINT, granted BOOLEAN, outcome TEXT, refusal TEXT, \
        outcome_ms BIGINT, address TEXT}";
    COUNT_USES = "UPDATE links SET uses = links.uses + r.uses, last_used_ms = r.at_ms, \
        first_used_ms = COALESCE(links.first_used_ms, r.at_ms) \
        FROM {rows organization_id UUID, id UUID, uses BIGINT, at_ms BIGINT} \
        WHERE links.organization_id = r.organization_id AND links.id = r.id";
    BIND_DEVICE = "UPDATE links SET device_hash = r.device_hash, device_ms = r.at_ms \
        FROM {rows organization_id UUID, id UUID, device_hash BYTEA, at_ms BIGINT} \
        WHERE links.organization_id = r.organization_id AND links.id = r.id AND links.device_hash IS NULL";
}

/// An answer whose commit has not happened yet.
#[derive(Debug)]
pub(super) struct Draft {
    verdict: Verdict,
    link: Option<Box<PressedLink>>,
}

#[derive(Debug)]
enum Verdict {
    Granted(Command),
    Other(Answer),
}

impl Draft {
    /// What the draft is worth once its transaction stands. Called after the commit, and only then.
    pub(super) fn recorded(self) -> Decided {
        let answer = match self.verdict {
            Verdict::Granted(command) => Answer::Granted(Recorded(command)),
            Verdict::Other(answer) => answer,
        };
        Decided { answer, link: self.link }
    }
}

/// What became of links within a batch, on top of what the database says.
#[derive(Debug, Default)]
struct Ahead {
    usages: HashMap<LinkId, Usage>,
    devices: HashMap<LinkId, SecretHash>,
}

impl Ahead {
    /// Brings the facts up to what earlier presses of the same batch did.
    fn apply(&self, facts: &mut Facts) {
        let Some(link) = &mut facts.claim else { return };
        if let Some(usage) = self.usages.get(&link.id) {
            link.usage = *usage;
        }
        if let Some(origin) = &mut link.origin
            && let Some(usage) = self.usages.get(&origin.id)
        {
            origin.usage = *usage;
        }
        if let (DeviceAsked::First, Some(device)) = (link.asks.device, self.devices.get(&link.id)) {
            link.asks.device = DeviceAsked::Only(*device);
        }
    }

    /// Counts a granted press: of a branch also on the link that it comes from.
    fn count(&mut self, facts: &Facts, permit: &Permit, now: Timestamp) {
        let Some(link) = &facts.claim else { return };
        let once_more = |usage: Usage| Usage {
            uses: usage.uses.saturating_add(1),
            first_used_at: usage.first_used_at.or(Some(now)),
        };
        self.usages.insert(link.id, once_more(link.usage));
        if let Some(origin) = &link.origin {
            self.usages.insert(origin.id, once_more(origin.usage));
        }
        if let Some(device) = permit.binds() {
            self.devices.insert(link.id, device);
        }
    }
}

/// A press of which nothing is written.
const fn unrecorded(refusal: Refusal) -> Verdict {
    Verdict::Other(Answer::Refused { unlock: None, refusal })
}

/// Writes the outcomes of earlier presses, decides `presses` in order and writes what became of them. `turn` ends when
/// their facts are there.
pub(super) async fn draft(
    tx: &mut Tx,
    presses: &[Press],
    finished: &[Finished],
    around: &Surroundings,
    turn: impl Send,
) -> Result<Vec<Draft>> {
    let (closing, found) = find(tx, presses, finished).await?;
    drop(turn);
    // The clock is read when the facts are there: a press that waited is decided by the time it is decided.
    let mut book = Book::new(around, presses.len());
    let drafts = presses.iter().zip(found).map(|(press, found)| book.enter(press, found)).collect();
    book.write(tx, closing).await?;
    Ok(drafts)
}

/// What the outcomes change, and the facts of each press, in order; `None` where the claim is unknown.
async fn find(tx: &mut Tx, presses: &[Press], finished: &[Finished]) -> Result<(Closing, Vec<Option<Found>>)> {
    let (mut links, mut webhooks, mut users): (Vec<ByLink>, Vec<ByLink>, Vec<ByUser>) = Default::default();
    let mut shown: Vec<Shown> = Vec::new();
    for press in presses {
        match &press.claim {
            Claim::Link(secret) => {
                links.push((*secret, press.door, press.press));
                shown.push(press.shown);
            }
            Claim::Webhook(secret) => webhooks.push((*secret, press.door, press.press)),
            Claim::User { organization, user } => users.push((*organization, *user, press.door, press.press)),
        }
    }
    facts::hold(tx, &links, &webhooks, &users).await?;
    let questions = [
        outcome::ask_under_way(finished),
        facts::ask_by_link(&links),
        facts::ask_by_webhook(&webhooks),
        facts::ask_by_user(&users),
    ];
    let [under_way, by_link, by_webhook, by_user] = tx.query_rows_together(questions).await?;
    let mut by_link = facts::read_by_link(&shown, by_link)?.into_iter();
    let mut by_webhook = facts::read_by_webhook(webhooks.len(), by_webhook)?.into_iter();
    let mut by_user = facts::read_by_user(users.len(), by_user)?.into_iter();
    let found = presses.iter().map(|press| match &press.claim {
        Claim::Link(_) => by_link.next().flatten(),
        Claim::Webhook(_) => by_webhook.next().flatten(),
        Claim::User { .. } => by_user.next().flatten(),
    });
    Ok((Closing::of(finished, under_way)?, found.collect()))
}

/// What one batch will write.
struct Book<'a> {
    around: &'a Surroundings,
    now: Timestamp,
    ahead: Ahead,
    bound: Vec<Vec<Value>>,
    uses: HashMap<LinkId, (Value, i64)>,
    seen: HashMap<PressId, Attempt>,
    unlocks: Vec<Vec<Value>>,
    events: Vec<NewEvent>,
}

impl<'a> Book<'a> {
    fn new(around: &'a Surroundings, size: usize) -> Self {
        Self {
            around,
            now: around.clock.now(),
            ahead: Ahead::default(),
            bound: Vec::new(),
            uses: HashMap::new(),
            seen: HashMap::with_capacity(size),
            unlocks: Vec::with_capacity(size),
            events: Vec::with_capacity(size),
        }
    }

    fn enter(&mut self, press: &Press, found: Option<Found>) -> Draft {
        let Some(Found { mut facts, before, guest }) = found else {
            // No organization, so no log to write into: the caller counts these.
            return Draft { verdict: unrecorded(Refusal::UnknownLink), link: None };
        };
        self.ahead.apply(&mut facts);
        let link = guest.as_ref().zip(facts.claim.as_ref()).map(|(guest, link)| {
            let (maker_name, language) = (guest.maker_name.clone(), guest.language.clone());
            let origin = link.origin.as_ref().map(|origin| (origin.validity.clone(), origin.usage));
            Box::new(PressedLink { maker_name, language, validity: link.validity.clone(), usage: link.usage, origin })
        });
        let held_up = self.hold_up(press, &facts, guest.map(|guest| guest.gesture));
        let before = before.or_else(|| self.seen.get(&press.press).cloned());
        let verdict = match (before, held_up) {
            // Whatever is said of this request now, the door may have moved for the one before.
            (Some(attempt), _) => Verdict::Other(Answer::Repeated(attempt)),
            (None, Some(refusal)) => unrecorded(refusal),
            (None, None) => self.judge(press, &facts),
        };
        Draft { verdict, link }
    }

    /// What keeps a press from being an attempt at all, so that nothing is logged of it: a page that
    /// is to ask for a gesture first, and a link that is pressed too often.
    fn hold_up(&self, press: &Press, facts: &Facts, gesture: Option<GesturePolicy>) -> Option<Refusal> {
        if facts.claim.as_ref().is_some_and(|link| !self.around.pace.link(link.id)) {
            return Some(Refusal::TooManyPresses);
        }
        (gesture == Some(GesturePolicy::Person) && !press.person).then_some(Refusal::NoGesture)
    }

    fn judge(&mut self, press: &Press, facts: &Facts) -> Verdict {
        // Who pressed so long ago has gone away: no door moves for them now.
        let in_time = if self.now < press.deadline { Ok(()) } else { Err(Refusal::TooLate) };
        let decision = in_time.and_then(|()| authority::decide(facts, self.now));
        // Only who may open the door uses up some of its share: nobody keeps others out of a door that
        // they may not open themselves.
        if facts.claim.is_some() && decision.is_ok() && !self.around.pace.door(press.door) {
            return unrecorded(Refusal::TooManyPresses);
        }
        let attempt = self.attempt(press, facts, &decision);
        self.seen.insert(press.press, attempt);
        self.note(press, facts, &decision);
        match decision {
            Ok(permit) => {
                self.ahead.count(facts, &permit, self.now);
                self.bind(press, facts, &permit);
                Verdict::Granted(self.command(press, &permit))
            }
            Err(refusal) => Verdict::Other(Answer::Refused { unlock: Some(press.unlock), refusal }),
        }
    }

    fn command(&self, press: &Press, permit: &Permit) -> Command {
        Command {
            id: press.unlock,
            organization: permit.organization(),
            door: permit.door(),
            act: DoorAct::Unlock,
            address: permit.address().clone(),
            pulse_ms: permit.pulse_ms(),
            deadline: press.deadline,
        }
    }

    fn attempt(&self, press: &Press, facts: &Facts, decision: &Result<Permit, Refusal>) -> Attempt {
        Attempt {
            id: press.unlock,
            organization: facts.organization,
            door: press.door,
            link: facts.claim.as_ref().map(|link| link.id),
            at: self.now,
            deadline: press.deadline,
            progress: match decision {
                Ok(_) => Progress::UnderWay,
                Err(refusal) => Progress::Refused(*refusal),
            },
        }
    }

    /// Notes the unlock's row, its event, and the link's use.
    fn note(&mut self, press: &Press, facts: &Facts, decision: &Result<Permit, Refusal>) {
        let link = facts.claim.as_ref();
        let link_id = link.map(|link| link.id);
        let credential = link.map(|link| link.cloud_key.id);
        let refusal = decision.as_ref().err().copied();
        self.unlocks.push(values![
            facts.organization,
            press.unlock,
            press.press,
            press.door,
            link_id,
            credential,
            facts.user.id,
            press.via.as_str(),
            self.now,
            press.deadline,
            decision.is_ok(),
            refusal.map(|_| "refused"),
            refusal.map(Refusal::code),
            refusal.map(|_| self.now),
            press.address.clone(),
        ]);
        let maker = link.map(|_| facts.user.id);
        // A door that is not the organization's (or not at all) is not named in its log.
        let door = facts.door.as_ref().map(|door| door.id);
        self.events.push(NewEvent {
            id: press.event,
            organization: facts.organization,
            at: self.now,
            kind: if refusal.is_none() { EventKind::UnlockGranted } else { EventKind::UnlockRefused },
            via: press.via,
            actor: link.is_none().then_some(facts.user.id),
            about: About { door, link: link_id, maker, user: None, credential, unlock: Some(press.unlock) },
            detail: refusal.map_or(serde_json::Value::Null, |why| serde_json::json!({ "refusal": why.code() })),
            personal: None,
        });
        if refusal.is_none() {
            let counted = link.and_then(|link| link.origin.as_ref()).map(|origin| origin.id);
            for link in link_id.into_iter().chain(counted) {
                self.uses.entry(link).or_insert((facts.organization.into(), 0)).1 += 1;
            }
        }
    }

    /// Notes that the link belongs to this press's device from now on, where it does, and the line of it.
    fn bind(&mut self, press: &Press, facts: &Facts, permit: &Permit) {
        let (Some(link), Some(device), Some(id)) = (&facts.claim, permit.binds(), press.binding) else { return };
        self.bound.push(values![facts.organization, link.id, device, self.now]);
        self.events.push(NewEvent {
            id,
            organization: facts.organization,
            at: self.now,
            kind: EventKind::LinkDeviceBound,
            via: press.via,
            actor: None,
            about: About { link: Some(link.id), maker: Some(facts.user.id), ..About::default() },
            detail: serde_json::Value::Null,
            personal: None,
        });
    }

    /// The outcomes' lines stand before those of this page's presses.
    async fn write(self, tx: &mut Tx, mut closing: Closing) -> Result<()> {
        let mut events = std::mem::take(&mut closing.events);
        events.extend(self.events);
        closing.write(tx).await?;
        tx.owe_rows(INSERT, self.unlocks).await?;
        event::append(tx, events).await?;
        let uses = self
            .uses
            .into_iter()
            .map(|(link, (organization, uses))| vec![organization, link.into(), uses.into(), self.now.into()])
            .collect();
        tx.owe_rows(COUNT_USES, uses).await?;
        tx.owe_rows(BIND_DEVICE, self.bound).await
    }
}
