//! The words of messages as files, one folder per language; English where a language or a sentence is missing.

use std::borrow::Cow;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_langneg::{LanguageIdentifier as Tag, NegotiationStrategy, negotiate_languages, parse_accepted_languages};
use jiff::Timestamp;
use jiff::civil::Weekday;
use keylink_domain::hours::{DaySet, HoursSpan, WeeklyHours};
use keylink_domain::zone::Zone;
use unic_langid::{CharacterDirection, LanguageIdentifier};

/// Every language there is; English first. The list is all that knows of a new folder.
const FILES: &[(&str, &str)] = &[
    ("en", include_str!("../locales/en/message.ftl")),
    ("ar", include_str!("../locales/ar/message.ftl")),
    ("cs", include_str!("../locales/cs/message.ftl")),
    ("de", include_str!("../locales/de/message.ftl")),
    ("el", include_str!("../locales/el/message.ftl")),
    ("es", include_str!("../locales/es/message.ftl")),
    ("fr", include_str!("../locales/fr/message.ftl")),
    ("he", include_str!("../locales/he/message.ftl")),
    ("hi", include_str!("../locales/hi/message.ftl")),
    ("hr", include_str!("../locales/hr/message.ftl")),
    ("it", include_str!("../locales/it/message.ftl")),
    ("ja", include_str!("../locales/ja/message.ftl")),
    ("ko", include_str!("../locales/ko/message.ftl")),
    ("nl", include_str!("../locales/nl/message.ftl")),
    ("pl", include_str!("../locales/pl/message.ftl")),
    ("pt", include_str!("../locales/pt/message.ftl")),
    ("sl", include_str!("../locales/sl/message.ftl")),
    ("tr", include_str!("../locales/tr/message.ftl")),
    ("uk", include_str!("../locales/uk/message.ftl")),
    ("zh-Hans", include_str!("../locales/zh-Hans/message.ftl")),
    ("zh-Hant", include_str!("../locales/zh-Hant/message.ftl")),
];

/// What a sentence is filled in with.
pub(crate) type Arg<'a> = (&'a str, FluentValue<'a>);

/// A file of words that cannot be used; found at start.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the words of messages in {tag}: {detail}")]
pub struct WordsError {
    tag: String,
    detail: String,
}

pub(crate) struct Languages {
    all: Vec<Language>,
    /// What may be asked for, with the place of the language that it means; the narrower first.
    tags: Vec<(Tag, usize)>,
}

pub(crate) struct Language {
    pub(crate) tag: String,
    /// `ltr` or `rtl`, as HTML has it.
    pub(crate) direction: &'static str,
    words: FluentBundle<FluentResource>,
}

impl Languages {
    pub(crate) fn embedded() -> Result<Self, WordsError> {
        let all = FILES.iter().map(|(tag, text)| Language::read(tag, text)).collect::<Result<Vec<_>, _>>()?;
        let mut tags = Vec::new();
        for (place, language) in all.iter().enumerate() {
            for tag in language.tags() {
                let wrong = || WordsError { tag: tag.clone(), detail: "this is no language tag".to_owned() };
                tags.push((tag.parse().map_err(|_| wrong())?, place));
            }
        }
        tags.sort_by_key(|(tag, _): &(Tag, usize)| std::cmp::Reverse(tag.to_string().len()));
        Ok(Self { all, tags })
    }

    /// The language that fits `wanted` best.
    pub(crate) fn choose(&self, wanted: Option<&str>) -> Spoken<'_> {
        let english = &self.all[0];
        let wanted = parse_accepted_languages(wanted.unwrap_or(""));
        let tags: Vec<&Tag> = self.tags.iter().map(|(tag, _)| tag).collect();
        let found = negotiate_languages(&wanted, &tags, None, NegotiationStrategy::Lookup);
        let best = found.first().and_then(|tag| self.tags.iter().find(|(own, _)| own == **tag));
        Spoken { own: best.and_then(|(_, place)| self.all.get(*place)).unwrap_or(english), english }
    }

    /// The tags of all of them, English first.
    pub(crate) fn tags(&self) -> impl Iterator<Item = &str> {
        self.all.iter().map(|language| language.tag.as_str())
    }
}

impl Language {
    fn read(tag: &str, text: &str) -> Result<Self, WordsError> {
        let wrong = |detail: String| WordsError { tag: tag.to_owned(), detail };
        let id: LanguageIdentifier = tag.parse().map_err(|_| wrong("this is no language tag".to_owned()))?;
        let direction = match id.character_direction() {
            CharacterDirection::RTL => "rtl",
            CharacterDirection::LTR | CharacterDirection::TTB => "ltr",
        };
        let mut words = FluentBundle::new_concurrent(vec![id]);
        // Names are isolated one by one; figures and dates need no marks around them.
        words.set_use_isolating(false);
        let resource = FluentResource::try_new(text.to_owned()).map_err(|(_, errors)| wrong(format!("{errors:?}")))?;
        words.add_resource(resource).map_err(|errors| wrong(format!("{errors:?}")))?;
        Ok(Self { tag: tag.to_owned(), direction, words })
    }

    /// Every tag that means it: its own, and those that its file names.
    fn tags(&self) -> Vec<String> {
        let also = self.find("language-also", &[]).unwrap_or_default();
        [self.tag.as_str()].into_iter().chain(also.split_whitespace()).map(str::to_owned).collect()
    }

    /// Whether its own file has this sentence.
    #[cfg(test)]
    pub(crate) fn has(&self, key: &str) -> bool {
        self.words.get_message(key).is_some_and(|message| message.value().is_some())
    }

    fn find(&self, key: &str, args: &[Arg<'_>]) -> Option<String> {
        let pattern = self.words.get_message(key)?.value()?;
        let mut filled = FluentArgs::new();
        for (name, value) in args {
            filled.set(*name, value.clone());
        }
        let mut errors = Vec::new();
        let text = self.words.format_pattern(pattern, Some(&filled), &mut errors);
        errors.is_empty().then(|| Cow::into_owned(text))
    }
}

/// A language with English behind it.
pub(crate) struct Spoken<'a> {
    pub(crate) own: &'a Language,
    english: &'a Language,
}

impl Spoken<'_> {
    /// A sentence, filled in.
    pub(crate) fn say(&self, key: &str, args: &[Arg<'_>]) -> String {
        self.own.find(key, args).or_else(|| self.english.find(key, args)).unwrap_or_else(|| key.to_owned())
    }

    /// A moment in a zone; with the offset where the clocks show this time twice.
    pub(crate) fn date_time(&self, at: Timestamp, zone: &Zone) -> String {
        let local = at.to_zoned(zone.tz().clone());
        let weekday = self.say(&format!("weekday-{}", local.weekday().to_monday_one_offset()), &[]);
        let month = self.say(&format!("month-{}", local.month()), &[]);
        let time = self.say(
            "date-time",
            &[
                ("weekday", weekday.into()),
                ("day", local.day().to_string().into()),
                ("month", month.into()),
                ("year", local.year().to_string().into()),
                ("hour", format!("{:02}", local.hour()).into()),
                ("hour12", ((local.hour() + 11) % 12 + 1).to_string().into()),
                ("half", if local.hour() < 12 { "am" } else { "pm" }.into()),
                ("minute", format!("{:02}", local.minute()).into()),
            ],
        );
        if !zone.tz().to_ambiguous_zoned(local.datetime()).is_ambiguous() {
            return time;
        }
        let offset = local.strftime("%Z").to_string();
        self.say("date-time-twice", &[("time", time.into()), ("offset", offset.into())])
    }

    /// Weekly hours with the days of this language: `Mon–Fri 08:00–18:00; Sat 09:00–12:00`.
    pub(crate) fn hours(&self, hours: &WeeklyHours) -> String {
        let day = |day: Weekday| self.say(&format!("weekday-{}", day.to_monday_one_offset()), &[]);
        let span = |span: &HoursSpan| {
            let runs: Vec<String> = runs(span.days)
                .into_iter()
                .map(
                    |(first, last)| {
                        if first == last { day(first) } else { format!("{}\u{2013}{}", day(first), day(last)) }
                    },
                )
                .collect();
            format!("{} {}\u{2013}{}", runs.join(", "), span.hours.start(), span.hours.end())
        };
        hours.spans().iter().map(span).collect::<Vec<_>>().join("; ")
    }

    /// A zone by the name that people know it by: "Vienna time".
    pub(crate) fn zone_name(&self, zone: &Zone) -> String {
        match zone.name().rsplit_once('/') {
            Some((area, city)) if area != "Etc" => {
                let args = [("city", city.replace('_', " ").into()), ("place", city.to_owned().into())];
                self.say("zone-time", &args)
            }
            Some((_, rest)) => rest.to_owned(),
            None => zone.name().to_owned(),
        }
    }
}

/// Days that follow each other, as first and last.
fn runs(days: DaySet) -> Vec<(Weekday, Weekday)> {
    let mut runs: Vec<(Weekday, Weekday)> = Vec::new();
    for day in days.days() {
        match runs.last_mut() {
            Some((_, last)) if last.next() == day && day != Weekday::Monday => *last = day,
            _ => runs.push((day, day)),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// What only those read who work with the control center, which speaks English.
    fn is_english_alone(key: &str) -> bool {
        ["test-subject", "test"].contains(&key) || key.starts_with("account-")
    }

    fn keys(text: &str) -> BTreeSet<&str> {
        text.lines()
            .filter(|line| !line.starts_with(['#', ' ']))
            .filter_map(|line| line.split_once(" ="))
            .map(|(key, _)| key)
            .collect()
    }

    /// The names after `$`, in all that belongs to a key.
    fn places(text: &str, key: &str) -> BTreeSet<String> {
        let mut lines = text.lines().skip_while(|line| !line.starts_with(&format!("{key} =")));
        let first = lines.next().unwrap_or_default();
        let whole = lines.take_while(|line| line.starts_with(' ')).fold(first.to_owned(), |whole, line| whole + line);
        let name = |rest: &str| rest.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default().to_owned();
        whole.split('$').skip(1).map(name).collect()
    }

    #[test]
    fn every_language_says_everything_with_the_same_facts() {
        let (_, english) = FILES[0];
        let languages = Languages::embedded().unwrap();
        assert_eq!(languages.all.len(), 21);
        for (language, (tag, text)) in languages.all.iter().zip(FILES).skip(1) {
            let wanted: BTreeSet<&str> = keys(english).into_iter().filter(|key| !is_english_alone(key)).collect();
            assert_eq!(keys(text), wanted, "{tag}");
            for key in wanted.iter().filter(|key| !key.starts_with("date-time") && **key != "zone-time") {
                assert!(language.has(key), "{tag}: {key}");
                let (own, english) = (places(text, key), places(english, key));
                // Whether a plural tells its number is the language's own matter.
                assert!(own == english || *key == "max-uses", "{tag}: {key}: {own:?}, {english:?}");
            }
        }
    }

    #[test]
    fn every_plural_and_every_date_is_said_in_its_language() {
        let languages = Languages::embedded().unwrap();
        let zone = Zone::parse("Europe/Vienna").unwrap();
        for tag in languages.tags().map(str::to_owned).collect::<Vec<_>>() {
            let spoken = languages.choose(Some(&tag));
            assert_eq!(spoken.own.tag, tag);
            for count in [1, 2, 3, 5, 11, 21, 100] {
                assert!(spoken.own.find("max-uses", &[("count", count.into())]).is_some(), "{tag}: {count}");
            }
            let date = spoken.date_time("2026-11-27T14:00:00Z".parse().unwrap(), &zone);
            assert!(date.contains("2026") && date.contains("27") && !date.contains('$'), "{tag}: {date}");
            assert!(!spoken.zone_name(&zone).is_empty());
        }
    }

    #[test]
    fn tags_mean_what_guests_mean_by_them() {
        let languages = Languages::embedded().unwrap();
        for (asked, meant) in
            [("pt-BR", "pt"), ("zh-TW", "zh-Hant"), ("zh", "zh-Hans"), ("iw", "he"), ("tlh", "en"), ("", "en")]
        {
            assert_eq!(languages.choose(Some(asked)).own.tag, meant, "{asked}");
        }
    }

    #[test]
    fn hours_are_said_with_the_days_of_the_language() {
        let languages = Languages::embedded().unwrap();
        let hours = WeeklyHours::parse("mon-fri 08:00-18:00; sun,sat,wed 22:00-02:00").unwrap();
        let said = |tag| languages.choose(Some(tag)).hours(&hours);
        assert_eq!(said("en"), "Mon\u{2013}Fri 08:00\u{2013}18:00; Wed, Sat\u{2013}Sun 22:00\u{2013}02:00");
        assert!(said("de").starts_with("Mo.\u{2013}Fr. 08:00"), "{}", said("de"));
    }
}
