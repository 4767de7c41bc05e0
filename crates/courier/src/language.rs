//! The words of messages as files, one folder per language; English where a language or a sentence is missing.

use std::borrow::Cow;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_langneg::{LanguageIdentifier as Tag, NegotiationStrategy, negotiate_languages, parse_accepted_languages};
use jiff::Timestamp;
use keylink_domain::zone::Zone;
use unic_langid::{CharacterDirection, LanguageIdentifier};

/// Every language there is; English first. The list is all that knows of a new folder.
const FILES: &[(&str, &str)] = &[("en", include_str!("../locales/en/message.ftl"))];

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
    tags: Vec<Tag>,
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
        let tags = all.iter().filter_map(|language| language.tag.parse().ok()).collect();
        Ok(Self { all, tags })
    }

    /// The language that fits `wanted` best.
    pub(crate) fn choose(&self, wanted: Option<&str>) -> Spoken<'_> {
        let english = &self.all[0];
        let wanted = parse_accepted_languages(wanted.unwrap_or(""));
        let found = negotiate_languages(&wanted, &self.tags, None, NegotiationStrategy::Lookup);
        let best = found.first().and_then(|tag| self.tags.iter().position(|own| own == *tag));
        Spoken { own: best.and_then(|place| self.all.get(place)).unwrap_or(english), english }
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

    /// A zone by the name that people know it by: "Vienna time".
    pub(crate) fn zone_name(&self, zone: &Zone) -> String {
        match zone.name().rsplit_once('/') {
            Some((area, city)) if area != "Etc" => self.say("zone-time", &[("city", city.replace('_', " ").into())]),
            Some((_, rest)) => rest.to_owned(),
            None => zone.name().to_owned(),
        }
    }
}
