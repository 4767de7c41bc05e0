//! Weekly hours and holidays against the oracle, and their text and JSON forms.

use std::ops::Range;

use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};
use jiff::civil::Date;
use keylink_domain::id::{OrganizationId, ScheduleId};
use keylink_domain::schedule::{
    ClockTime, DayHours, DaySet, Holiday, Holidays, HoursError, HoursSpan, Schedule, WeeklyHours,
};
use keylink_domain::text::Name;
use proptest::prelude::*;

use crate::oracle::{DAY, Pair, cases, first, instant, spot};

/// How far the oracle walks.
const WALK: i64 = 9 * DAY;

/// Hours as the oracle sees them: minutes of a day.
#[derive(Debug, Clone, Copy)]
pub struct Plain {
    pub start: u32,
    pub end: u32,
}

/// A week, and what replaces it on some dates.
#[derive(Debug, Clone)]
pub struct PlainWeek {
    /// The hours with the days of the week on which they begin, Monday first.
    pub spans: Vec<([bool; 7], Plain)>,
    /// Date (days from the tested one), length in days, hours.
    pub holidays: Vec<(i64, i64, Vec<Plain>)>,
}

impl Plain {
    fn crosses(self) -> bool {
        self.end <= self.start
    }

    /// Whether a minute of the day on which they begin is within.
    fn on_first_day(self, minute: u32) -> bool {
        self.start <= minute && (self.crosses() || minute < self.end)
    }

    /// Whether a minute of the day after is within.
    fn on_second_day(self, minute: u32) -> bool {
        self.crosses() && minute < self.end
    }

    fn real(self) -> DayHours {
        DayHours::new(clock(self.start), clock(self.end)).unwrap()
    }
}

fn clock(minutes: u32) -> ClockTime {
    ClockTime::new(u8::try_from(minutes / 60).unwrap(), u8::try_from(minutes % 60).unwrap()).unwrap()
}

impl PlainWeek {
    /// Whether the hours are open when the wall clock says `wall`; holidays count their dates from `origin`.
    pub fn open(&self, wall: NaiveDateTime, origin: NaiveDate) -> bool {
        let minute = wall.hour() * 60 + wall.minute();
        let (today, yesterday) = (wall.date(), wall.date().pred_opt().unwrap());
        self.hours_on(today, origin).iter().any(|hours| hours.on_first_day(minute))
            || self.hours_on(yesterday, origin).iter().any(|hours| hours.on_second_day(minute))
    }

    fn hours_on(&self, date: NaiveDate, origin: NaiveDate) -> Vec<Plain> {
        let offset = (date - origin).num_days();
        for (begin, length, hours) in &self.holidays {
            if (*begin..begin + length).contains(&offset) {
                return hours.clone();
            }
        }
        let day = usize::try_from(date.weekday().num_days_from_monday()).unwrap();
        self.spans.iter().filter(|(days, _)| days[day]).map(|(_, hours)| *hours).collect()
    }

    pub fn real(&self) -> WeeklyHours {
        use jiff::civil::Weekday::{Friday, Monday, Saturday, Sunday, Thursday, Tuesday, Wednesday};
        let week = [Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday];
        let spans = self.spans.iter().map(|(days, hours)| {
            let days = week.iter().zip(days).filter(|(_, chosen)| **chosen).map(|(day, _)| *day);
            HoursSpan { days: DaySet::new(days).unwrap(), hours: hours.real() }
        });
        WeeklyHours::new(spans.collect()).unwrap()
    }

    fn real_holidays(&self, origin: NaiveDate) -> Holidays {
        let date = |offset: i64| -> Date { (origin + chrono::Duration::days(offset)).to_string().parse().unwrap() };
        let holidays = self.holidays.iter().map(|(begin, length, hours)| {
            let hours = hours.iter().map(|hours| hours.real()).collect();
            Holiday::new(date(*begin), date(begin + length - 1), Name::parse("Feast").unwrap(), hours).unwrap()
        });
        // From the last to the first, to see that they are put in order.
        Holidays::new(holidays.rev().collect()).unwrap()
    }
}

/// Hours that often begin and end where clocks change.
fn plain() -> impl Strategy<Value = Plain> {
    let often = prop::sample::select(vec![0, 1, 30, 60, 61, 90, 120, 150, 180, 210, 1380, 1381, 1410, 1439]);
    let start = prop_oneof![often.clone(), 0u32..1440];
    let end = prop_oneof![often, Just(1440), 1u32..=1440];
    (start, end).prop_map(|(start, end)| Plain { start, end })
}

pub fn week() -> impl Strategy<Value = PlainWeek> {
    let days = prop_oneof![
        Just([true; 7]),
        any::<[bool; 7]>().prop_filter("no day", |days| days.contains(&true)),
        (0usize..7).prop_map(|day| std::array::from_fn(|i| i == day)),
    ];
    prop::collection::vec((days, plain()), 1..4).prop_map(|spans| PlainWeek { spans, holidays: Vec::new() })
}

fn week_with_holidays() -> impl Strategy<Value = PlainWeek> {
    let holidays = prop::collection::vec((0i64..3, 1i64..3, prop::collection::vec(plain(), 0..3)), 0..4);
    (week(), -4i64..2, holidays).prop_map(|(week, begin, parts)| {
        let mut next = begin;
        let holidays = parts.into_iter().map(|(gap, length, hours)| {
            let from = next + gap;
            next = from + length;
            (from, length, hours)
        });
        PlainWeek { holidays: holidays.collect(), ..week }
    })
}

fn schedule(week: &PlainWeek, origin: NaiveDate) -> Schedule {
    let nil = uuid::Uuid::nil();
    Schedule {
        id: ScheduleId::from_uuid(nil),
        organization: OrganizationId::from_uuid(nil),
        name: "Office hours".to_owned(),
        hours: week.real(),
        holidays: week.real_holidays(origin),
    }
}

/// Whether `found` is `expected`; where the oracle found nothing on its walk, whether it lies behind that.
fn same(found: Option<jiff::Timestamp>, expected: Option<i64>, walk: &Range<i64>) -> bool {
    match expected {
        Some(second) => found == Some(instant(second)),
        None => found.is_none_or(|found| found >= instant(walk.end)),
    }
}

fn judge(pair: &Pair, week: &PlainWeek, second: i64) -> Result<(), TestCaseError> {
    let origin = pair.wall(second).date();
    let schedule = schedule(week, origin);
    let open = |second| week.open(pair.wall(second), origin);
    let walk = second..second + WALK;
    prop_assert_eq!(schedule.contains(instant(second), &pair.zone), open(second), "contains");
    let next = schedule.next_opening(instant(second), &pair.zone);
    prop_assert!(same(next, first(walk.clone(), open), &walk), "next opening: {:?}", next);
    let until = schedule.open_until(instant(second), &pair.zone);
    if open(second) {
        prop_assert!(same(until, first(walk.clone(), |second| !open(second)), &walk), "open until: {:?}", until);
    } else {
        prop_assert_eq!(until, None);
    }
    Ok(())
}

proptest! {
    #![proptest_config(cases(1024))]

    #[test]
    fn schedules_open_and_close_where_the_oracle_says(spot in spot(), week in week_with_holidays()) {
        let pair = spot.pair();
        let second = spot.second(&pair);
        prop_assume!(pair.agrees(second - 3 * DAY..second + WALK + DAY));
        judge(&pair, &week, second)?;
    }

    #[test]
    fn weekly_hours_read_back_as_written(week in week()) {
        let hours = week.real();
        prop_assert_eq!(WeeklyHours::parse(&hours.to_string()).unwrap(), hours.clone());
        prop_assert_eq!(WeeklyHours::parse(&hours.to_string().to_uppercase()).unwrap(), hours.clone());
        let json = serde_json::to_string(&hours).unwrap();
        prop_assert_eq!(serde_json::from_str::<WeeklyHours>(&json).unwrap(), hours);
    }

    #[test]
    fn no_text_makes_the_parser_stumble(text in "[a-z0-9:;, -]{0,40}|\\PC{0,20}") {
        if let Ok(hours) = WeeklyHours::parse(&text) {
            prop_assert_eq!(WeeklyHours::parse(&hours.to_string()).unwrap(), hours);
        }
    }
}

#[test]
fn one_text_form() {
    for (given, shown) in [
        ("mon-fri 08:00-18:00; sat 09:00-12:00", "Mon-Fri 08:00-18:00; Sat 09:00-12:00"),
        ("  SAT,sun   22:00-06:00 ", "Sat,Sun 22:00-06:00"),
        ("fri-mon 00:00-24:00", "Mon,Fri-Sun 00:00-24:00"),
        ("mon,wed,fri-sun 18:00-00:00", "Mon,Wed,Fri-Sun 18:00-24:00"),
        ("wed 00:00-00:00", "Wed 00:00-24:00"),
        ("sun,sat,fri,thu,wed,tue,mon,mon 08:00-08:00", "Mon-Sun 08:00-08:00"),
    ] {
        assert_eq!(WeeklyHours::parse(given).unwrap().to_string(), shown);
    }
}

#[test]
fn other_forms_are_refused_with_what_to_write() {
    let quoted = str::to_owned;
    for (given, error) in [
        ("", HoursError::Missing),
        (" ; ", HoursError::NotASpan(quoted(""))),
        ("mon 08:00-18:00;", HoursError::NotASpan(quoted(""))),
        ("08:00-18:00", HoursError::NotASpan(quoted("08:00-18:00"))),
        ("mon - fri 08:00-18:00", HoursError::NotASpan(quoted("mon - fri 08:00-18:00"))),
        ("monday 08:00-18:00", HoursError::NotDays(quoted("monday"))),
        ("mon-mon 08:00-18:00", HoursError::NotDays(quoted("mon-mon"))),
        ("mon, 08:00-18:00", HoursError::NotDays(quoted("mon,"))),
        ("mon 8:00-18:00", HoursError::NotATime(quoted("8:00"))),
        ("mon 08:00-24:01", HoursError::NotATime(quoted("24:01"))),
        ("mon 08:60-12:00", HoursError::NotATime(quoted("08:60"))),
        ("mon +8:00-12:00", HoursError::NotATime(quoted("+8:00"))),
        ("mon 08:00", HoursError::NotATime(quoted("08:00"))),
        ("mon 24:00-02:00", HoursError::StartsAtMidnightsEnd),
    ] {
        assert_eq!(WeeklyHours::parse(given), Err(error), "{given}");
    }
    assert_eq!(WeeklyHours::parse(&"mon 08:00-09:00;".repeat(51)), Err(HoursError::TooMany));
}

#[test]
fn json_has_one_shape_and_is_checked() {
    let json = r#"{"spans":[{"days":["mon","tue"],"start":"08:00","end":"24:00"}]}"#;
    let hours: WeeklyHours = serde_json::from_str(json).unwrap();
    assert_eq!(hours.to_string(), "Mon,Tue 08:00-24:00");
    assert_eq!(serde_json::to_string(&hours).unwrap(), json);
    for bad in [
        r#"{"spans":[]}"#,
        r#"{"spans":[{"days":[],"start":"08:00","end":"24:00"}]}"#,
        r#"{"spans":[{"days":["mon"],"start":"24:00","end":"08:00"}]}"#,
        r#"{"spans":[{"days":["mon"],"start":"08:00","end":"25:00"}]}"#,
    ] {
        assert!(serde_json::from_str::<WeeklyHours>(bad).is_err(), "{bad}");
    }
}

#[test]
fn holidays_share_no_date() {
    let holiday = |from: &str, to: &str, name: &str| {
        Holiday::new(from.parse().unwrap(), to.parse().unwrap(), Name::parse(name).unwrap(), Vec::new())
    };
    let christmas = holiday("2026-12-24", "2026-12-26", "Christmas").unwrap();
    let shutdown = holiday("2026-12-26", "2026-12-31", "Shutdown").unwrap();
    let text = Holidays::new(vec![shutdown, christmas.clone()]).unwrap_err().to_string();
    assert_eq!(text, "Christmas and Shutdown are both on 2026-12-26; change the dates of one of them");
    let text = holiday("2026-12-26", "2026-12-24", "Christmas").unwrap_err().to_string();
    assert_eq!(text, "Christmas ends on 2026-12-24, before it begins on 2026-12-26; change one of the dates");
    let json = serde_json::to_string(&Holidays::new(vec![christmas]).unwrap()).unwrap();
    assert_eq!(json, r#"[{"from":"2026-12-24","to":"2026-12-26","name":"Christmas","hours":[]}]"#);
    assert!(serde_json::from_str::<Holidays>(&json.replace("12-26", "12-23")).is_err());
}
