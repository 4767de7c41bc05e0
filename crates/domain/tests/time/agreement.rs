//! The two tables agree on every zone, but for the few places that the oracle lists.

use crate::oracle::{DAY, DIFFER, Pair, YEARS, instant};
use keylink_domain::zone::Zone;

fn offsets_agree(pair: &Pair, second: i64) -> bool {
    i64::from(pair.zone.tz().to_offset(instant(second)).seconds()) == pair.offset(second)
}

#[test]
fn every_zone_of_the_one_is_one_of_the_other() {
    let ours = Zone::names().collect::<std::collections::BTreeSet<_>>();
    let theirs = Pair::all().map(|pair| pair.tz.name().to_owned()).collect();
    assert_eq!(ours, theirs);
    assert!(ours.len() > 590, "{}", ours.len());
}

#[test]
fn outside_the_list_they_agree_at_every_transition_and_between() {
    for pair in Pair::all() {
        let ours = pair.zone.tz().following(instant(YEARS.start)).map(|t| t.timestamp().as_second());
        let ours = ours.take_while(|second| *second < YEARS.end);
        let between = YEARS.step_by(11 * usize::try_from(DAY).unwrap());
        for second in pair.transitions().into_iter().chain(ours).flat_map(|s| [s - 1, s]).chain(between) {
            let agree = offsets_agree(&pair, second) || !pair.agrees(second..second + 1);
            assert!(agree, "{} at {}", pair.tz.name(), instant(second));
        }
    }
}

#[test]
fn inside_the_list_they_differ() {
    for (name, range, reason) in DIFFER {
        let pair = Pair { zone: Zone::parse(name).unwrap(), tz: name.parse().unwrap() };
        let mut hours = (range.start..range.end.min(YEARS.end)).step_by(3_600);
        assert!(hours.any(|second| !offsets_agree(&pair, second)), "no longer so, take it off: {name}, {reason}");
    }
}
