//! The verdict must be able to be bad: each promise broken once, by evidence made up here.

use uuid::Uuid;

use super::*;
use crate::client::{Said, Standing};
use crate::journal::Named;
use crate::ledger::MadeLink;

const DOOR: Uuid = Uuid::from_u128(1);
const OTHER_DOOR: Uuid = Uuid::from_u128(2);
const CONTROLLER: Uuid = Uuid::from_u128(3);
const LINK: Uuid = Uuid::from_u128(4);
const UNLOCK: Uuid = Uuid::from_u128(5);
const DEADLINE_MS: i64 = 1_000;

/// A world in which all went well: a link was made, opened one door, and was revoked.
struct Scene {
    told: Ledger,
    witness: Witness,
    moved_before: usize,
    log: Vec<Line>,
    links: Vec<LinkNow>,
    is_over: bool,
}

impl Scene {
    fn new() -> Self {
        let mut told = Ledger::default();
        let link = told.new_link("link-1".to_owned(), Some(1));
        told.links[link].made = Some(MadeLink { id: LINK, secret: "secret".to_owned() });
        let press = told.new_press(Right::Link(link), DOOR, "press-1".to_owned(), 10_000);
        told.answered(press, said("opened", None));
        told.under_way(press, Some(10_100));
        told.revoked(link, Revoke::Done);
        let mut witness = Witness::default();
        witness.moves.push(moved(UNLOCK, 10_040));
        witness.deadlines.insert(UNLOCK, 10_010 + DEADLINE_MS);
        let log = ["link.created", "unlock.granted", "unlock.opened", "link.revoked"];
        let log = (1..).zip(log).map(|(seq, kind)| line(seq, kind, UNLOCK)).collect();
        let standing = Standing { state: "revoked".to_owned() };
        let links = vec![LinkNow { id: LINK, url: None, uses: 1, standing }];
        Self { told, witness, moved_before: usize::MAX, log, links, is_over: true }
    }

    fn wrong(&self) -> Vec<String> {
        let door = |id, channel: &str| Door { id, controller: CONTROLLER, channel: channel.to_owned() };
        let before = self.moved_before.min(self.witness.moves.len());
        judge(&Evidence {
            told: &self.told,
            moved: &self.witness.moves[..before],
            log: &self.log,
            moved_since: &self.witness,
            links: self.is_over.then_some(&self.links),
            doors: &[door(DOOR, "1"), door(OTHER_DOOR, "2")],
            deadline_ms: DEADLINE_MS,
        })
    }

    fn without(mut self, kind: &str) -> Self {
        self.log.retain(|line| line.kind != kind);
        self
    }

    #[track_caller]
    fn is_blamed(&self, word: &str) {
        let wrong = self.wrong();
        assert!(wrong.iter().any(|wrong| wrong.contains(word)), "{word:?} is not among {wrong:#?}");
    }
}

fn said(outcome: &str, refusal: Option<&str>) -> Said {
    Said { outcome: outcome.to_owned(), refusal: refusal.map(str::to_owned), unlock_id: None }
}

fn moved(unlock: Uuid, at_ms: i64) -> Move {
    Move { unlock, controller: CONTROLLER, channel: "1".to_owned(), at_ms }
}

fn line(seq: i64, kind: &str, unlock: Uuid) -> Line {
    let named = |id, name: &str| Some(Named { id, name: Some(name.to_owned()) });
    let is_unlock = kind.starts_with("unlock.");
    Line {
        seq,
        id: Uuid::from_u64_pair(9, u64::try_from(seq).unwrap()),
        kind: kind.to_owned(),
        door: if is_unlock { named(DOOR, "Door") } else { None },
        link: named(LINK, "link-1"),
        unlock_id: is_unlock.then_some(unlock),
        refusal: None,
    }
}

#[test]
fn a_world_in_order_is_blamed_for_nothing() {
    let scene = Scene::new();
    assert_eq!(scene.wrong(), Vec::<String>::new());
    let unfinished = Scene { is_over: false, ..Scene::new().without("unlock.opened") };
    assert_eq!(unfinished.wrong(), Vec::<String>::new(), "an outcome may still come");
}

#[test]
fn a_move_without_its_line_is_seen() {
    Scene::new().without("unlock.granted").is_blamed("which no line of the log grants");
    // One that came after the log was read may have its line by now.
    let fresh = Scene { moved_before: 1, ..Scene::new() };
    let mut fresh = Scene { is_over: false, ..fresh };
    fresh.witness.moves.push(moved(Uuid::from_u128(77), 10_050));
    assert_eq!(fresh.wrong(), Vec::<String>::new());
}

#[test]
fn lost_acknowledged_lines_are_seen() {
    Scene::new().without("unlock.granted").is_blamed("answered opened, and the log does not grant it");
    Scene::new().without("link.created").is_blamed("link-1 was acknowledged, and the log does not know it");
    Scene::new().without("link.revoked").is_blamed("the revoke of link-1 was acknowledged, and the log");
    let mut refused = Scene::new();
    let press = refused.told.new_press(Right::Link(0), OTHER_DOOR, "press-2".to_owned(), 10_200);
    refused.told.answered(press, said("refused", Some("link_revoked")));
    refused.is_blamed("was refused (link_revoked), and the log does not know it");
    let mut gone = Scene::new();
    gone.links.clear();
    gone.is_blamed("link-1 was acknowledged, and is gone");
    let mut alive = Scene::new();
    alive.links[0].standing.state = "active".to_owned();
    alive.is_blamed("acknowledged, and it is active");
}

#[test]
fn a_door_that_moves_twice_is_seen() {
    let mut again = Scene::new();
    again.witness.moves.push(moved(UNLOCK, 10_060));
    again.is_blamed("moved its door more than once");
    let mut granted = Scene::new();
    granted.log.push(line(7, "unlock.granted", Uuid::from_u128(6)));
    granted.log.push(line(8, "unlock.unknown", Uuid::from_u128(6)));
    granted.is_blamed("was granted 2 times, though it always had the same number");
}

#[test]
fn a_late_move_and_a_borrowed_deadline_are_seen() {
    let mut late = Scene::new();
    late.witness.moves[0].at_ms = 10_010 + DEADLINE_MS + GRACE_MS + 1;
    late.is_blamed("1001 ms after its deadline");
    for deadline in [10_000 + DEADLINE_MS - 3, 10_100 + DEADLINE_MS + 3] {
        let mut borrowed = Scene::new();
        borrowed.witness.deadlines.insert(UNLOCK, deadline);
        borrowed.is_blamed("its command's deadline belongs to a press at");
    }
}

#[test]
fn a_grant_after_the_revoke_is_seen() {
    let mut scene = Scene::new();
    scene.told.presses[0].after_revoke = true;
    scene.is_blamed("began after the link's revoke was acknowledged, and was granted");
}

#[test]
fn untrue_answers_and_outcomes_are_seen() {
    let mut still = Scene::new();
    still.witness.moves.clear();
    still.is_blamed("was answered opened, and no door moved");
    still.is_blamed("the log says that unlock");
    let mut failed = Scene::new();
    failed.told.presses[0].answers = vec![said("failed", Some("door_jammed"))];
    failed.is_blamed("was answered failed, and the door moved");
    let mut twice = Scene::new();
    twice.log.push(line(9, "unlock.unknown", UNLOCK));
    twice.is_blamed("has several outcomes: opened, unknown");
    Scene::new().without("unlock.opened").is_blamed("was left without an outcome");
    let mut other = Scene::new();
    other.witness.moves[0].channel = "2".to_owned();
    other.is_blamed("moved another door than the log says");
    let mut unknown = Scene::new();
    unknown.told.presses[0].answers.push(said("refused", Some("unknown_link")));
    unknown.is_blamed("was answered that there is no such link");
}

#[test]
fn counts_that_do_not_agree_are_seen() {
    let mut uses = Scene::new();
    uses.links[0].uses = 0;
    uses.is_blamed("link-1 says 0 uses, and its log 1");
    let mut more = Scene::new();
    more.told.links[0].max_uses = Some(0);
    more.is_blamed("was used 1 times, and may be 0 times");
    let mut twice = Scene::new();
    twice.log.push(Line {
        link: Some(Named { id: OTHER_DOOR, name: Some("link-1".to_owned()) }),
        ..line(5, "link.created", UNLOCK)
    });
    twice.is_blamed("link-1 was asked for once, and made 2 times");
    let mut back = Scene::new();
    back.log[2].kind = "unlock.failed".to_owned();
    back.links[0].uses = 1;
    back.is_blamed("says 1 uses, and its log 0");
}
