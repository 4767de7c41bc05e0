//! A stretch of time to look back on: from a day or a moment, until one.

use jiff::Timestamp;

use crate::moment::Moment;
use crate::zone::Zone;

/// What is asked for; what is `None` has no bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Stretch {
    /// Its first instant.
    pub from: Option<Timestamp>,
    /// The first instant after it.
    pub until: Option<Timestamp>,
}

/// What is wrong, and in which field.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct StretchError {
    /// `from` or `until`.
    pub field: &'static str,
    /// In words.
    pub message: String,
}

impl Stretch {
    /// Reads both ends as they were typed; a day counts whole, on the clock of `zone`. Nothing typed is no bound.
    ///
    /// # Errors
    /// When one of them is no time, or the end is not after the start.
    pub fn read(from: Option<&str>, until: Option<&str>, zone: &Zone) -> Result<Self, StretchError> {
        let from = bound("from", from, |moment| moment.as_start(zone))?;
        let until = bound("until", until, |moment| moment.as_end(zone))?;
        match (from, until) {
            (Some(from), Some(until)) if until <= from => {
                let message = "this is not after the start; choose a later end, or an earlier start".to_owned();
                Err(StretchError { field: "until", message })
            }
            _ => Ok(Self { from, until }),
        }
    }
}

fn bound<E: std::fmt::Display>(
    field: &'static str,
    typed: Option<&str>,
    meant: impl FnOnce(Moment) -> Result<crate::moment::Meant, E>,
) -> Result<Option<Timestamp>, StretchError> {
    let Some(typed) = typed.map(str::trim).filter(|typed| !typed.is_empty()) else { return Ok(None) };
    let wrong = |message: String| StretchError { field, message };
    let moment = Moment::parse(typed).map_err(|error| wrong(error.to_string()))?;
    meant(moment).map(|meant| Some(meant.instant)).map_err(|error| wrong(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(from: &str, until: &str) -> Result<(Option<String>, Option<String>), &'static str> {
        let zone = Zone::parse("Europe/Berlin").unwrap();
        let text = |at: Option<Timestamp>| at.map(|at| at.to_string());
        let read = Stretch::read(Some(from), Some(until), &zone).map_err(|error| error.field)?;
        Ok((text(read.from), text(read.until)))
    }

    #[test]
    fn a_day_counts_whole_on_the_site_s_clock_and_nothing_is_no_bound() {
        let day = read("2026-10-25", "2026-10-25").unwrap();
        assert_eq!(day, (Some("2026-10-24T22:00:00Z".to_owned()), Some("2026-10-25T23:00:00Z".to_owned())));
        assert_eq!(read("", " ").unwrap(), (None, None));
        let moments = read("2026-11-01T08:30", "2026-11-01T10:00:00+00:00").unwrap();
        assert_eq!(moments, (Some("2026-11-01T07:30:00Z".to_owned()), Some("2026-11-01T10:00:00Z".to_owned())));
    }

    #[test]
    fn what_is_wrong_is_told_at_its_field() {
        assert_eq!(read("yesterday", ""), Err("from"));
        assert_eq!(read("2026-11-01", "2026-13-01"), Err("until"));
        assert_eq!(read("2026-11-02", "2026-11-01"), Err("until"));
        assert_eq!(read("2026-11-02T10:00", "2026-11-02T10:00"), Err("until"));
        assert_eq!(read("<script>", ""), Err("from"));
    }
}
