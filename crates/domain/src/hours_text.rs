//! The text form of hours, one for the API, the pages and the command line: `Mon-Fri 08:00-18:00; Sat 09:00-12:00`.
//!
//! It is read in any case and written in one; what is written reads back as the same hours.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Weekday;

use crate::hours::{ClockTime, DayHours, DaySet, HoursError, HoursSpan, MAX_SPANS, WEEK, WeeklyHours, place};
use crate::text::quote;

impl WeeklyHours {
    /// Reads the text form, in any case: `mon-fri 08:00-18:00; sat 09:00-12:00`.
    ///
    /// # Errors
    /// When the text has another form; the error quotes the part that has.
    pub fn parse(text: &str) -> Result<Self, HoursError> {
        if text.trim().is_empty() {
            return Err(HoursError::Missing);
        }
        if text.split(';').count() > MAX_SPANS {
            return Err(HoursError::TooMany);
        }
        Self::new(text.split(';').map(parse_span).collect::<Result<_, _>>()?)
    }
}

fn parse_span(part: &str) -> Result<HoursSpan, HoursError> {
    let mut words = part.split_whitespace();
    let (Some(days), Some(hours), None) = (words.next(), words.next(), words.next()) else {
        return Err(HoursError::NotASpan(quote(part)));
    };
    Ok(HoursSpan { days: days.parse()?, hours: hours.parse()? })
}

impl FromStr for DaySet {
    type Err = HoursError;
    fn from_str(text: &str) -> Result<Self, HoursError> {
        let wrong = || HoursError::NotDays(quote(text));
        let mut days = Vec::new();
        for part in text.split(',') {
            match part.split_once('-') {
                None => days.push(parse_day(part).ok_or_else(wrong)?),
                Some((first, last)) => {
                    let (first, last) = (parse_day(first).ok_or_else(wrong)?, parse_day(last).ok_or_else(wrong)?);
                    if first == last {
                        return Err(wrong());
                    }
                    // A range may run over the week's end: fri-mon.
                    days.extend(first.cycle_forward().take_while(|day| *day != last));
                    days.push(last);
                }
            }
        }
        Self::new(days).ok_or(HoursError::NoDays)
    }
}

fn parse_day(text: &str) -> Option<Weekday> {
    WEEK.into_iter().find(|(_, _, name)| name.eq_ignore_ascii_case(text)).map(|(day, _, _)| day)
}

impl FromStr for ClockTime {
    type Err = HoursError;
    fn from_str(text: &str) -> Result<Self, HoursError> {
        let digits = |two: &str| match two.as_bytes() {
            [tens @ b'0'..=b'9', ones @ b'0'..=b'9'] => Some((tens - b'0') * 10 + (ones - b'0')),
            _ => None,
        };
        let parts = text.split_once(':').and_then(|(hour, minute)| Some((digits(hour)?, digits(minute)?)));
        parts.and_then(|(hour, minute)| Self::new(hour, minute)).ok_or_else(|| HoursError::NotATime(quote(text)))
    }
}

impl FromStr for DayHours {
    type Err = HoursError;
    fn from_str(text: &str) -> Result<Self, HoursError> {
        let (start, end) = text.split_once('-').ok_or_else(|| HoursError::NotATime(quote(text)))?;
        Self::new(start.parse()?, end.parse()?)
    }
}

impl FromStr for WeeklyHours {
    type Err = HoursError;
    fn from_str(text: &str) -> Result<Self, HoursError> {
        Self::parse(text)
    }
}

impl fmt::Display for DaySet {
    /// `Mon-Fri`, `Sat,Sun`, `Mon,Wed,Fri-Sun`: three days and more in a row become a range.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rows: Vec<(u8, u8)> = Vec::new();
        for day in self.days().map(place) {
            match rows.last_mut() {
                Some((_, last)) if *last + 1 == day => *last = day,
                _ => rows.push((day, day)),
            }
        }
        let name = |place: u8| WEEK[usize::from(place)].2;
        let texts = rows.into_iter().map(|(first, last)| match last - first {
            0 => name(first).to_owned(),
            1 => format!("{},{}", name(first), name(last)),
            _ => format!("{}-{}", name(first), name(last)),
        });
        f.write_str(&texts.collect::<Vec<_>>().join(","))
    }
}

impl fmt::Display for ClockTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.minutes() / 60, self.minutes() % 60)
    }
}

impl fmt::Display for DayHours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.start(), self.end())
    }
}

impl fmt::Display for WeeklyHours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, span) in self.spans().iter().enumerate() {
            let between = if i == 0 { "" } else { "; " };
            write!(f, "{between}{} {}", span.days, span.hours)?;
        }
        Ok(())
    }
}
