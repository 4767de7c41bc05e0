//! What comes of a word to hold a door, or to lock it: how the hold stands then, what is told, and when the next word is due.

use jiff::{SignedDuration, Timestamp};
use keylink_domain::event::EventKind;
use keylink_domain::hold::{Hold, HoldState};
use keylink_drivers::Keeping;

/// How often a controller is told to hold a door that it holds: three words fit into the time that one of them holds.
const AGAIN: SignedDuration = SignedDuration::from_secs(40);
/// How much later than the last word, or press, that may be under way a door that locked is told so once more.
const AFTER: SignedDuration = SignedDuration::from_secs(1);
/// So often a controller is away in a row before that is told.
pub(super) const TRIES: u32 = 3;
/// The longest pause between tries.
const LONGEST: SignedDuration = SignedDuration::from_secs(40);
/// How long a door that was found locked is to stay released before it is kept unlocked again.
const STEADY: SignedDuration = SignedDuration::from_mins(10);
/// What is in the way where something else locks a door that is held.
const FOUND_LOCKED: &str = "it was found locked, and was released again; the device itself must not lock it";

/// How a hold stands after a word, what of it is news, and after how long the next word is due.
pub(super) struct Answered {
    pub(super) hold: Hold,
    pub(super) news: Option<EventKind>,
    pub(super) pause: SignedDuration,
}

/// What came of a word; others, and presses, may be under way for so long.
pub(super) fn answered(mut hold: Hold, keeping: Keeping, now: Timestamp, under_way: SignedDuration) -> Answered {
    if hold.state.is_on() && !matches!(keeping, Keeping::Refused(_) | Keeping::Away(_)) {
        hold.held_at = Some(now);
    }
    hold.tries = hold.tries.saturating_add(1);
    match keeping {
        Keeping::Released if hold.state == HoldState::Held => found_locked(hold, now),
        Keeping::Done | Keeping::Released => done(hold, now, under_way),
        // Whoever is silent may have locked by itself.
        Keeping::Away(_) | Keeping::Unknown(_) if !hold.state.is_on() && hold.locked_by_itself(now, under_way) => {
            done(hold, now, under_way)
        }
        // After a start controllers come back by themselves, and the word before this one still holds.
        Keeping::Away(_) | Keeping::Unknown(_) if hold.tries < TRIES => {
            let pause = pause(hold.tries);
            Answered { hold, news: None, pause }
        }
        Keeping::Refused(why) | Keeping::Away(why) | Keeping::Unknown(why) => {
            let pause = pause(hold.tries);
            let news = trouble(&mut hold, why);
            Answered { hold, news, pause }
        }
    }
}

/// It is as it is to be: told where it was not before.
fn done(mut hold: Hold, now: Timestamp, under_way: SignedDuration) -> Answered {
    hold.tries = 0;
    let was = hold.state;
    if !was.is_on() {
        (hold.state, hold.since, hold.reason) = (HoldState::Ended, now, None);
        let news = (was == HoldState::Ending).then_some(EventKind::DoorHoldEnded);
        return Answered { hold, news, pause: under_way.saturating_add(AFTER) };
    }
    let is_steady = hold.reason.as_deref() != Some(FOUND_LOCKED) || now.duration_since(hold.since) >= STEADY;
    let was_troubled = is_steady && hold.reason.is_some();
    if is_steady {
        hold.reason = None;
    }
    if was == HoldState::Wanted {
        (hold.state, hold.since) = (HoldState::Held, now);
    }
    let news = (was == HoldState::Wanted || was_troubled).then_some(EventKind::DoorHoldBegan);
    Answered { hold, news, pause: AGAIN }
}

/// It is held again from now on; for how long, will be seen.
fn found_locked(mut hold: Hold, now: Timestamp) -> Answered {
    (hold.tries, hold.since) = (0, now);
    let news = trouble(&mut hold, FOUND_LOCKED.to_owned());
    Answered { hold, news, pause: AGAIN }
}

/// Trouble is told once, until it is over. That a door which locked was not reached again is none.
fn trouble(hold: &mut Hold, why: String) -> Option<EventKind> {
    let is_news = hold.state != HoldState::Ended && hold.reason.is_none();
    hold.reason = Some(why);
    is_news.then_some(EventKind::DoorHoldFailed)
}

fn pause(tries: u32) -> SignedDuration {
    (SignedDuration::from_secs(1) * 2_i32.saturating_pow(tries.min(6))).min(LONGEST)
}

#[cfg(test)]
mod tests {
    use keylink_domain::controller::{Channel, DriverKind};
    use keylink_domain::hold::HELD_MS;
    use keylink_domain::id::{ControllerId, DoorId, OrganizationId};

    use super::*;

    const UNDER_WAY: SignedDuration = SignedDuration::from_secs(60);
    const START: Timestamp = Timestamp::UNIX_EPOCH;

    fn hold(state: HoldState, driver: DriverKind) -> Hold {
        Hold {
            organization: OrganizationId::new(START, [1; 16]),
            door: DoorId::new(START, [2; 16]),
            controller: ControllerId::new(START, [3; 16]),
            driver,
            channel: Channel::parse("lock.front").unwrap(),
            pulse_ms: 5_000,
            state,
            since: START,
            held_at: None,
            reason: None,
            tries: 0,
        }
    }

    fn told(one: &mut Hold, keeping: Keeping, at: SignedDuration) -> (Option<EventKind>, SignedDuration) {
        let Answered { hold, news, pause } = answered(one.clone(), keeping, START + at, UNDER_WAY);
        *one = hold;
        (news, pause)
    }

    fn s(seconds: i64) -> SignedDuration {
        SignedDuration::from_secs(seconds)
    }

    #[test]
    fn what_is_found_locked_while_it_is_held_is_trouble_and_told_once() {
        let mut one = hold(HoldState::Wanted, DriverKind::Esphome);
        assert_eq!(told(&mut one, Keeping::Released, s(0)), (Some(EventKind::DoorHoldBegan), AGAIN));
        assert_eq!(told(&mut one, Keeping::Released, s(40)), (Some(EventKind::DoorHoldFailed), AGAIN));
        assert_eq!(one.reason.as_deref(), Some(FOUND_LOCKED));
        // A lock that locks after a minute is found so at every other word.
        for at in [80, 160, 240] {
            assert_eq!(told(&mut one, Keeping::Done, s(at)), (None, AGAIN));
            assert_eq!(told(&mut one, Keeping::Released, s(at + 40)), (None, AGAIN));
        }
        assert_eq!((told(&mut one, Keeping::Done, s(600)).0, one.reason.is_some()), (None, true));
        assert_eq!(
            told(&mut one, Keeping::Done, s(280 + 600)).0,
            Some(EventKind::DoorHoldBegan),
            "it stays open by now"
        );
        assert_eq!(one.reason, None);
    }

    #[test]
    fn trouble_is_told_once_whatever_its_words() {
        let mut one = hold(HoldState::Ending, DriverKind::Uhppote);
        let away = || Keeping::Away("it cannot be reached".to_owned());
        assert_eq!((told(&mut one, away(), s(0)).0, told(&mut one, away(), s(2)).0), (None, None), "it may come back");
        assert_eq!(told(&mut one, Keeping::Unknown("silence".to_owned()), s(6)).0, Some(EventKind::DoorHoldFailed));
        assert_eq!(told(&mut one, Keeping::Refused("no".to_owned()), s(14)).0, None);
        assert_eq!(told(&mut one, Keeping::Done, s(30)), (Some(EventKind::DoorHoldEnded), UNDER_WAY + AFTER));
        assert_eq!(one.state, HoldState::Ended);
    }

    #[test]
    fn who_is_silent_locked_by_itself_and_who_says_no_did_not() {
        let over = SignedDuration::from_millis(i64::from(HELD_MS)) + UNDER_WAY;
        let silence = || Keeping::Unknown("it did not answer in time".to_owned());
        let mut one = hold(HoldState::Ending, DriverKind::Shelly);
        assert_eq!(told(&mut one, silence(), over - s(1)).0, None);
        assert_eq!(told(&mut one, silence(), over).0, Some(EventKind::DoorHoldEnded));
        let mut stuck = hold(HoldState::Ending, DriverKind::Shelly);
        let refused = told(&mut stuck, Keeping::Refused("its relay is on".to_owned()), over);
        assert_eq!((refused.0, stuck.state), (Some(EventKind::DoorHoldFailed), HoldState::Ending));
        let mut board = hold(HoldState::Ending, DriverKind::Uhppote);
        assert_eq!((told(&mut board, silence(), over).0, board.state), (None, HoldState::Ending));
    }

    #[test]
    fn only_who_may_have_heard_it_is_held() {
        for (keeping, is_held) in [
            (Keeping::Done, true),
            (Keeping::Unknown("silence".to_owned()), true),
            (Keeping::Away("no connection".to_owned()), false),
            (Keeping::Refused("no such door".to_owned()), false),
        ] {
            let mut one = hold(HoldState::Wanted, DriverKind::Uhppote);
            told(&mut one, keeping.clone(), s(1));
            assert_eq!(one.may_be_released(START + s(2), UNDER_WAY), is_held, "{keeping:?}");
        }
    }
}
