//! Pauses between wrong PINs: they grow, and they end. Only who has a link's secret gets so far at all.
//!
//! Whoever typed wrong waits for themselves. What strangers typed wrong keeps somebody who comes for the first
//! time waiting only where very many strangers do so at once, and then for minutes; a device that has shown the
//! PIN once is not asked again. So nobody is locked out for good by somebody else, and guessing four digits takes
//! weeks and stands in the log.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};
use keylink_domain::id::LinkId;

/// How many times an address may err before it waits.
const FREE_OF_ADDRESS: u32 = 3;
/// How many times all addresses together may err before those of them that erred wait for each other.
const FREE_OF_LINK: u32 = 10;
/// How many addresses may err for the first time within an hour before a new one waits too.
const NEWCOMERS_AN_HOUR: u32 = 20;
const SHORTEST: SignedDuration = SignedDuration::from_secs(30);
const LONGEST_OF_ADDRESS: SignedDuration = SignedDuration::from_hours(1);
const LONGEST_OF_LINK: SignedDuration = SignedDuration::from_mins(5);
const HOUR: SignedDuration = SignedDuration::from_hours(1);
/// After so much quiet all is forgotten.
const FORGET_AFTER: SignedDuration = SignedDuration::from_hours(24);
/// So many are remembered; when that is full, the oldest are forgotten. Nobody is refused because others are many.
const MOST: usize = 1 << 16;

/// Wrong tries, and when the last was.
#[derive(Debug, Clone, Copy)]
struct Wrong {
    count: u32,
    last: Timestamp,
}

/// Who erred for the first time since when.
#[derive(Debug, Clone, Copy)]
struct Newcomers {
    count: u32,
    since: Timestamp,
}

#[derive(Debug)]
struct OfLink {
    all: Wrong,
    newcomers: Newcomers,
    addresses: HashMap<u64, Wrong>,
}

/// The wrong PINs that this node has seen.
#[derive(Debug, Default)]
pub(crate) struct PinPauses(Mutex<HashMap<LinkId, OfLink>>);

impl PinPauses {
    /// Counts a try as a wrong one before it is looked at, so that many at once are not more than one after the
    /// other; or says until when the next has to wait.
    pub(crate) fn begin(&self, link: LinkId, address: u64, now: Timestamp) -> Result<(), Timestamp> {
        let mut links = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if links.values().map(|of| of.addresses.len()).sum::<usize>() >= MOST {
            tidy(&mut links, now);
            forget_oldest(&mut links);
        }
        let none = Wrong { count: 0, last: now };
        let newcomers = Newcomers { count: 0, since: now };
        let of = links.entry(link).or_insert_with(|| OfLink { all: none, newcomers, addresses: HashMap::new() });
        if later(of.newcomers.since, HOUR) <= now {
            of.newcomers = newcomers;
        }
        let own = of.addresses.get(&address).copied().filter(|own| later(own.last, FORGET_AFTER) > now);
        let waits_for_others = own.is_some() || of.newcomers.count >= NEWCOMERS_AN_HOUR;
        let alone = own.map_or(now, |own| own.until(FREE_OF_ADDRESS, LONGEST_OF_ADDRESS));
        let others = if waits_for_others { of.all.until(FREE_OF_LINK, LONGEST_OF_LINK) } else { now };
        let until = alone.max(others);
        if now < until {
            return Err(until);
        }
        of.newcomers.count += u32::from(own.is_none());
        of.all = Wrong { count: of.all.count.saturating_add(1), last: now };
        let count = own.map_or(0, |own| own.count).saturating_add(1);
        of.addresses.insert(address, Wrong { count, last: now });
        Ok(())
    }

    /// The try that was begun was right after all.
    pub(crate) fn right(&self, link: LinkId, address: u64) {
        let mut links = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(of) = links.get_mut(&link) {
            of.addresses.remove(&address);
            of.all.count = of.all.count.saturating_sub(1);
            of.newcomers.count = of.newcomers.count.saturating_sub(1);
        }
    }

    /// Nobody looked at the try that was begun.
    pub(crate) fn take_back(&self, link: LinkId, address: u64) {
        let mut links = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(of) = links.get_mut(&link) {
            of.all.count = of.all.count.saturating_sub(1);
            if let Some(own) = of.addresses.get_mut(&address) {
                own.count = own.count.saturating_sub(1);
            }
        }
    }

    pub(crate) fn tidy(&self, now: Timestamp) {
        tidy(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner), now);
    }
}

impl Wrong {
    /// Until when the next try waits: the pause doubles with each wrong one beyond those that are free.
    fn until(self, free: u32, longest: SignedDuration) -> Timestamp {
        let Some(beyond) = self.count.checked_sub(free) else { return self.last };
        let pause = SHORTEST.checked_mul(1 << beyond.min(16)).map_or(longest, |pause| pause.min(longest));
        later(self.last, pause)
    }
}

fn tidy(links: &mut HashMap<LinkId, OfLink>, now: Timestamp) {
    for of in links.values_mut() {
        of.addresses.retain(|_, wrong| later(wrong.last, FORGET_AFTER) > now);
    }
    links.retain(|_, of| !of.addresses.is_empty());
}

/// Where all that is remembered is still young: the older half of it goes.
fn forget_oldest(links: &mut HashMap<LinkId, OfLink>) {
    let mut times: Vec<Timestamp> =
        links.values().flat_map(|of| of.addresses.values().map(|wrong| wrong.last)).collect();
    if times.len() < MOST {
        return;
    }
    let (_, middle, _) = times.select_nth_unstable(MOST / 2);
    let middle = *middle;
    for of in links.values_mut() {
        of.addresses.retain(|_, wrong| wrong.last > middle);
    }
    links.retain(|_, of| !of.addresses.is_empty());
}

fn later(at: Timestamp, by: SignedDuration) -> Timestamp {
    at.checked_add(by).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + seconds).unwrap()
    }

    fn link() -> LinkId {
        LinkId::new(at(0), [7; 16])
    }

    /// Tries whenever it may; how often within so many seconds.
    fn tries(pauses: &PinPauses, address: u64, from: i64, until: i64) -> u32 {
        let (mut count, mut now) = (0, at(from));
        while now < at(until) {
            match pauses.begin(link(), address, now) {
                Ok(()) => count += 1,
                Err(wait) => now = wait,
            }
        }
        count
    }

    #[test]
    fn pauses_grow_and_end() {
        let pauses = PinPauses::default();
        for _ in 0..3 {
            assert!(pauses.begin(link(), 1, at(0)).is_ok());
        }
        assert_eq!(pauses.begin(link(), 1, at(0)), Err(at(30)));
        assert_eq!(pauses.begin(link(), 1, at(29)), Err(at(30)), "asking again lengthens nothing");
        assert!(pauses.begin(link(), 1, at(30)).is_ok());
        assert_eq!(pauses.begin(link(), 1, at(30)), Err(at(90)));
        let day = tries(&pauses, 1, 90, 86_400);
        assert!((20..40).contains(&day), "{day} in a day, from one address");
        assert!(pauses.begin(link(), 1, at(86_400 + 3_600)).is_ok(), "an hour is the longest");
    }

    #[test]
    fn a_stranger_keeps_the_right_guest_out_for_no_time() {
        let pauses = PinPauses::default();
        for address in 0..10 {
            tries(&pauses, address, 0, 300);
        }
        assert!(pauses.begin(link(), 99, at(300)).is_ok());
        pauses.right(link(), 99);
        assert!(pauses.begin(link(), 99, at(300)).is_ok());
    }

    #[test]
    fn very_many_strangers_get_few_tries_and_leave_room() {
        let pauses = PinPauses::default();
        let (mut count, mut waited) = (0, 0);
        for second in 0..86_400 {
            // Each second somebody whom nobody has seen before.
            match pauses.begin(link(), 1_000 + u64::try_from(second).unwrap(), at(second)) {
                Ok(()) => count += 1,
                Err(wait) => waited = waited.max(wait.as_second() - at(second).as_second()),
            }
        }
        assert!(count < 900, "{count} in a day");
        assert!(waited <= 300, "{waited} s at the longest");
    }

    #[test]
    fn very_many_links_keep_nobody_out() {
        let pauses = PinPauses::default();
        for n in 0..u64::try_from(MOST).unwrap() + 1_000 {
            let mut id = [0; 16];
            id[..8].copy_from_slice(&(n / 8).to_be_bytes());
            let now = at(i64::try_from(n / 1_000).unwrap());
            assert!(pauses.begin(LinkId::new(at(0), id), n, now).is_ok(), "{n}");
        }
        assert!(pauses.0.lock().unwrap().values().map(|of| of.addresses.len()).sum::<usize>() < MOST);
    }

    #[test]
    fn a_try_that_nobody_looked_at_was_not_wrong() {
        let pauses = PinPauses::default();
        for _ in 0..50 {
            assert!(pauses.begin(link(), 1, at(0)).is_ok());
            pauses.take_back(link(), 1);
        }
    }

    #[test]
    fn many_at_once_are_one_after_the_other() {
        let pauses = PinPauses::default();
        let begun = (0..50).filter(|_| pauses.begin(link(), 1, at(0)).is_ok()).count();
        assert_eq!(begun, 3);
        pauses.tidy(at(200_000));
        assert!(pauses.0.lock().unwrap().is_empty());
    }
}
