//! How a link stands, against the oracle, and by a table of what comes first.

use std::num::NonZeroU32;
use std::ops::Range;

use jiff::Timestamp;
use keylink_domain::validity::{DurationMs, Standing, Usage, Validity};
use keylink_domain::zone::Zone;
use proptest::prelude::*;

use crate::hours::{PlainWeek, week};
use crate::oracle::{DAY, HOUR, MINUTE, Pair, cases, first, instant, spot};

/// How far the oracle walks.
const WALK: i64 = 9 * DAY;

/// The parts of a validity in seconds from the tested instant, as the oracle sees them.
#[derive(Debug, Clone)]
struct Plain {
    from: Option<i64>,
    until: Option<i64>,
    after_first_use: Option<i64>,
    first_used_at: Option<i64>,
    max_uses: Option<u32>,
    uses: u32,
    week: Option<PlainWeek>,
}

impl Plain {
    fn in_window(&self, second: i64) -> bool {
        let early = self.from.is_some_and(|from| second < from);
        let late = self.until.is_some_and(|until| second >= until);
        !early && !late && !self.used_too_long_ago(second)
    }

    fn used_too_long_ago(&self, second: i64) -> bool {
        match (self.after_first_use, self.first_used_at) {
            (Some(length), Some(used)) => second - used >= length,
            _ => false,
        }
    }

    fn spent(&self) -> bool {
        self.max_uses.is_some_and(|max| self.uses >= max)
    }

    /// `second` counts from `origin`.
    fn opens(&self, second: i64, origin: i64, pair: &Pair) -> bool {
        self.in_window(second) && !self.spent() && self.hours_allow(second, origin, pair)
    }

    fn hours_allow(&self, second: i64, origin: i64, pair: &Pair) -> bool {
        let wall = pair.wall(origin + second);
        self.week.as_ref().is_none_or(|week| week.open(wall, wall.date()))
    }

    fn real(&self, origin: i64, zone: Zone) -> (Validity, Usage) {
        let at = |second: i64| instant(origin + second);
        let validity = Validity {
            from: self.from.map(at),
            until: self.until.map(at),
            after_first_use: self.after_first_use.map(|s| DurationMs::new(u64::try_from(s * 1_000).unwrap()).unwrap()),
            hours: self.week.as_ref().map(PlainWeek::real),
            max_uses: self.max_uses.and_then(NonZeroU32::new),
            zone,
        };
        (validity, Usage { uses: self.uses, first_used_at: self.first_used_at.map(at) })
    }
}

fn parts() -> impl Strategy<Value = Plain> {
    // Whole minutes, as the walk needs them, and often the tested instant itself.
    let minutes = |range: Range<i64>| prop_oneof![4 => range, 1 => Just(0)].prop_map(|minutes| minutes * MINUTE);
    let day = 24 * 60;
    (
        prop::option::of(minutes(-2 * day..2 * day)),
        prop::option::of(minutes(-day..4 * day)),
        prop::option::weighted(0.4, (1..3 * day).prop_map(|minutes| minutes * MINUTE)),
        prop::option::of(minutes(-2 * day..1)),
        prop::option::weighted(0.3, 1u32..4),
        0u32..4,
        prop::option::weighted(0.7, week()),
    )
        .prop_map(|(from, until, after_first_use, first_used_at, max_uses, uses, week)| {
            let uses = if first_used_at.is_none() { 0 } else { uses.max(1) };
            Plain { from, until, after_first_use, first_used_at, max_uses, uses, week }
        })
}

/// What must be true of `standing`, said without asking how it was found.
fn judge(plain: &Plain, standing: Standing, origin: i64, pair: &Pair) -> Result<(), TestCaseError> {
    let opens = |second| plain.opens(second, origin, pair);
    let seconds = |instant: Timestamp| instant.as_second() - origin;
    prop_assert_eq!(matches!(standing, Standing::Active { .. }), opens(0), "{:?}", standing);
    // Where no more is used than now, when does it open next, or close?
    let next = first(0..WALK, |second| plain.in_window(second) && plain.hours_allow(second, origin, pair));
    match standing {
        Standing::NotYet { starts } => {
            let from = plain.from.unwrap();
            prop_assert!(from > 0);
            prop_assert_eq!(seconds(starts), next.unwrap_or(from));
        }
        Standing::Active { until, hours_until } => {
            let close = first(0..WALK, |second| !opens(second));
            let ends = hours_until.or(until).map(seconds);
            prop_assert!(close.map_or_else(|| ends.is_none_or(|ends| ends >= WALK), |close| ends == Some(close)));
            let over = first(0..WALK, |second| !plain.in_window(second));
            prop_assert!(over.is_none_or(|over| until.map(seconds) == Some(over)));
        }
        Standing::OutsideHours { next: opens_next } => {
            prop_assert!(plain.in_window(0) && !plain.spent());
            prop_assert_eq!(opens_next.map(seconds), next);
        }
        Standing::Expired { ended } => {
            prop_assert!(plain.from.is_none_or(|from| from <= 0) && !plain.in_window(0));
            // It was over from `ended` on and not a second earlier.
            let over = |second| plain.until.is_some_and(|until| second >= until) || plain.used_too_long_ago(second);
            prop_assert!(over(seconds(ended)) && !over(seconds(ended) - 1));
        }
        Standing::UsedUp { max } => prop_assert!(plain.in_window(0) && plain.uses >= max),
    }
    Ok(())
}

proptest! {
    #![proptest_config(cases(2048))]

    #[test]
    fn links_stand_as_the_oracle_says(spot in spot(), plain in parts()) {
        let pair = spot.pair();
        let origin = spot.second(&pair).div_euclid(MINUTE) * MINUTE;
        prop_assume!(pair.agrees(origin - 3 * DAY..origin + WALK + DAY));
        let (validity, usage) = plain.real(origin, pair.zone.clone());
        judge(&plain, validity.standing(usage, instant(origin)), origin, &pair)?;
        let json = serde_json::to_string(&validity).unwrap();
        prop_assert_eq!(serde_json::from_str::<Validity>(&json).unwrap(), validity);
    }
}

fn window(from: i64, until: i64) -> Validity {
    Validity { from: Some(instant(from)), until: Some(instant(until)), ..Validity::always(Zone::utc()) }
}

fn used(uses: u32, at: i64) -> Usage {
    Usage { uses, first_used_at: Some(instant(at)) }
}

#[test]
fn the_window_is_half_open_to_the_nanosecond() {
    let validity = window(1_000, 2_000);
    let nano = jiff::SignedDuration::from_nanos(1);
    let active = |now| validity.is_active(Usage::default(), now);
    assert!(!active(instant(1_000) - nano));
    assert!(active(instant(1_000)));
    assert!(active(instant(2_000) - nano));
    assert!(!active(instant(2_000)));
}

#[test]
fn what_comes_first() {
    let hours = Some("mon 08:00-09:00".parse().unwrap());
    // 1970-01-01 was a Thursday.
    let validity = Validity { max_uses: NonZeroU32::new(2), hours, ..window(1_000, DAY) };
    let usage = used(2, 1_500);
    let ended = instant(DAY);
    assert_eq!(validity.standing(usage, instant(0)), Standing::NotYet { starts: instant(1_000) });
    assert_eq!(validity.standing(usage, instant(1_500)), Standing::UsedUp { max: 2 });
    assert_eq!(validity.standing(used(1, 1_500), instant(1_500)), Standing::OutsideHours { next: None });
    assert_eq!(validity.standing(usage, ended), Standing::Expired { ended });
    let longer = Validity { until: None, ..validity };
    let monday_eight = Some(instant(4 * DAY + 8 * HOUR));
    assert_eq!(longer.standing(used(1, 1_500), instant(1_500)), Standing::OutsideHours { next: monday_eight });
}

#[test]
fn it_ends_at_whichever_end_comes_first() {
    let validity = Validity { after_first_use: DurationMs::new(100_000).ok(), ..window(1_000, 2_000) };
    let until = |usage| match validity.standing(usage, instant(1_990)) {
        Standing::Active { until, .. } => until,
        other => panic!("{other:?}"),
    };
    assert_eq!(until(Usage::default()), Some(instant(2_000)));
    assert_eq!(until(used(1, 1_899)), Some(instant(1_999)));
    assert_eq!(until(used(1, 1_950)), Some(instant(2_000)));
    assert_eq!(validity.standing(used(1, 1_890), instant(1_990)), Standing::Expired { ended: instant(1_990) });
}

#[test]
fn present_hours_close_unless_it_ends_before_that() {
    // 1970-01-01 was a Thursday.
    let hours = Some("thu 00:00-02:00".parse().unwrap());
    let ends = |until| Validity { hours: hours.clone(), ..window(0, until) }.standing(Usage::default(), instant(HOUR));
    let active = |until, hours_until| Standing::Active { until: Some(instant(until)), hours_until };
    assert_eq!(ends(3 * HOUR), active(3 * HOUR, Some(instant(2 * HOUR))));
    assert_eq!(ends(2 * HOUR), active(2 * HOUR, None));
    assert_eq!(ends(2 * HOUR - 1), active(2 * HOUR - 1, None));
}

#[test]
fn faults_never_widen_it() {
    let validity = Validity { after_first_use: DurationMs::new(1).ok(), ..window(1_000, 2_000) };
    let unknown = Usage { uses: 1, first_used_at: None };
    assert!(!validity.is_active(unknown, instant(1_500)), "used, but nobody knows since when");
    let backwards = window(2_000, 1_000);
    for now in [0, 1_000, 1_500, 2_000, 3_000] {
        assert!(!backwards.is_active(Usage::default(), instant(now)), "ends before it begins, at {now}");
    }
    let late = Usage { uses: 1, first_used_at: Some(Timestamp::MAX) };
    assert!(validity.is_active(late, instant(1_999)) && !validity.is_active(late, instant(2_000)));
}

#[test]
fn nothing_stumbles_at_the_ends_of_time() {
    for name in ["UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/Berlin"] {
        let hours = Some("mon-fri 22:00-06:00".parse().unwrap());
        let validity = Validity { hours, ..Validity::always(Zone::parse(name).unwrap()) };
        for now in [Timestamp::MIN, Timestamp::MAX] {
            let _: Standing = validity.standing(Usage::default(), now);
        }
    }
}
