//! What wall-clock times, days and lengths of time mean, against the oracle.

use chrono::{Datelike, Duration, NaiveDate, NaiveDateTime, Timelike};
use jiff::civil::{Date, DateTime};
use keylink_domain::moment::{Lasting, Moment};
use keylink_domain::zone::How;
use proptest::prelude::*;

use crate::oracle::{DAY, HOUR, MINUTE, cases, instant, spot};

/// A wall-clock time of whole minutes, for both libraries.
pub fn written(wall: NaiveDateTime) -> (NaiveDateTime, DateTime) {
    let wall = wall.with_second(0).unwrap();
    let time = |part: u32| i8::try_from(part).unwrap();
    (wall, date(wall.date()).at(time(wall.hour()), time(wall.minute()), 0, 0))
}

fn date(day: NaiveDate) -> Date {
    let part = |part: u32| i8::try_from(part).unwrap();
    Date::new(i16::try_from(day.year()).unwrap(), part(day.month()), part(day.day())).unwrap()
}

proptest! {
    #![proptest_config(cases(1024))]

    #[test]
    fn wall_clock_times_mean_what_the_oracle_says(spot in spot(), shift_minutes in -180i64..=180) {
        let pair = spot.pair();
        let second = spot.second(&pair);
        prop_assume!(pair.agrees(second - 3 * DAY..second + 3 * DAY));
        // Shifted on the clock's face, so that times in gaps come up as well.
        let (wall, local) = written(pair.wall(second) + Duration::minutes(shift_minutes));
        let (start, end) = (pair.zone.resolve_start(local).unwrap(), pair.zone.resolve_end(local).unwrap());
        prop_assert_eq!(start.instant, instant(pair.start(wall)));
        prop_assert_eq!(end.instant, instant(pair.end(wall)));
        match start.how {
            How::Exact => prop_assert!(start.explanation().is_none() && pair.wall(start.instant.as_second()) == wall),
            How::Gap { forward_s } => {
                prop_assert_eq!(pair.wall(start.instant.as_second()), wall + Duration::seconds(forward_s.into()));
                prop_assert!(start.explanation().unwrap().contains("does not exist"));
            }
            How::Fold { other } => {
                prop_assert!(start.instant < end.instant && other == end.instant);
                prop_assert!(start.explanation().unwrap().contains("the first one"));
                prop_assert!(end.explanation().unwrap().contains("the second one"));
            }
        }
    }

    #[test]
    fn days_begin_and_end_where_the_oracle_says(spot in spot()) {
        let pair = spot.pair();
        let second = spot.second(&pair);
        prop_assume!(pair.agrees(second - 4 * DAY..second + 4 * DAY));
        let day = pair.wall(second).date();
        let (first, last) = pair.day(day).unwrap();
        prop_assert_eq!(Moment::Day(date(day)).as_start(&pair.zone).unwrap().instant, instant(first));
        prop_assert_eq!(Moment::Day(date(day)).as_end(&pair.zone).unwrap().instant, instant(last + MINUTE));
    }

    #[test]
    fn days_are_counted_on_the_calendar_and_hours_by_the_second(spot in spot(), days in 0i64..9, hours in 0i64..99) {
        prop_assume!(days + hours > 0);
        let pair = spot.pair();
        let begin = spot.second(&pair).div_euclid(MINUTE) * MINUTE;
        prop_assume!(pair.agrees(begin - 3 * DAY..begin + 15 * DAY));
        let length = match (days, hours) {
            (days, 0) => format!("P{days}D"),
            (0, hours) => format!("PT{hours}H"),
            (days, hours) => format!("P{days}DT{hours}H"),
        };
        let day = if days == 0 { begin } else { pair.end(pair.wall(begin) + Duration::days(days)) };
        let end = Lasting::parse(&length).unwrap().end_from(instant(begin), &pair.zone).unwrap().instant;
        prop_assert_eq!(end, instant(day + hours * HOUR), "{} from {}", length, instant(begin));
        prop_assert!(end > instant(begin));
    }
}
