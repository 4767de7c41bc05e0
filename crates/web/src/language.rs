//! Languages as files: negotiation, look-up with a fall back to English, dates in a language's own way.
//!
//! A language is a folder under `locales/`; nothing in the code names one, except English.

use std::borrow::Cow;
use std::sync::Arc;

use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_langneg::{LanguageIdentifier as Tag, NegotiationStrategy, negotiate_languages, parse_accepted_languages};
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use unic_langid::{CharacterDirection, LanguageIdentifier};

type Bundle = fluent_bundle::concurrent::FluentBundle<FluentResource>;

/// What a sentence is filled in with: `("maker", "Anna".into())`.
pub type Arg<'a> = (&'a str, FluentValue<'a>);

/// The language that every other falls back to.
pub const ENGLISH: &str = "en";

#[derive(rust_embed::RustEmbed)]
#[folder = "locales/"]
struct Locales;

/// A language file that cannot be used; found at start, never while serving.
#[derive(Debug, thiserror::Error)]
pub enum LanguageError {
    /// The folder's name is no language tag such as `de` or `pt-BR`.
    #[error("locales/{0}: the folder's name is no language tag such as de or pt-BR")]
    NotATag(String),
    /// The file is not valid Fluent.
    #[error("locales/{tag}: {detail}")]
    NotFluent {
        /// The folder's name.
        tag: String,
        /// What the parser found.
        detail: String,
    },
    /// English is missing, which all others fall back to.
    #[error("locales/en is missing; every other language falls back to it")]
    NoEnglish,
}

/// No page is written in the language of a tag.
#[derive(Debug, thiserror::Error)]
#[error("give a language tag such as en or pt-BR; guest pages are written in {0}")]
pub struct UnknownLanguage(String);

/// The way a language is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

impl Direction {
    /// The value of HTML's `dir`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ltr => "ltr",
            Self::Rtl => "rtl",
        }
    }
}

/// Every language that there is a folder for; English first.
pub struct Languages {
    all: Vec<Language>,
    // What browsers may ask for, with the place of the language that they mean.
    tags: Vec<(Tag, usize)>,
}

impl Languages {
    /// The languages built into the program.
    pub fn embedded() -> Result<Self, LanguageError> {
        let files: Vec<(String, String)> = Locales::iter()
            .filter(|path| path.ends_with(".ftl"))
            .filter_map(|path| {
                let (tag, _file) = path.split_once('/')?;
                let file = Locales::get(&path)?;
                Some((tag.to_owned(), String::from_utf8_lossy(&file.data).into_owned()))
            })
            .collect();
        Self::from_files(&files)
    }

    /// Languages from pairs of a tag and a Fluent text; a tag may come with several texts.
    pub fn from_files(files: &[(String, String)]) -> Result<Self, LanguageError> {
        let english = bundle(ENGLISH, files)?.ok_or(LanguageError::NoEnglish)?;
        let english = Arc::new(english);
        let mut tags: Vec<&str> = files.iter().map(|(tag, _)| tag.as_str()).collect();
        tags.sort_unstable_by_key(|tag| (*tag != ENGLISH, *tag));
        tags.dedup();
        let mut all = Vec::new();
        for tag in tags {
            if let Some(words) = bundle(tag, files)? {
                all.push(Language::new(tag, Arc::new(words), Arc::clone(&english))?);
            }
        }
        let mut tags = Vec::new();
        for (place, language) in all.iter().enumerate() {
            for tag in language.tags() {
                tags.push((tag.parse().map_err(|_| LanguageError::NotATag(tag))?, place));
            }
        }
        // The narrower tag is asked first: zh-Hant-HK is no matter for whoever speaks for all of zh.
        tags.sort_by_key(|(tag, _): &(Tag, usize)| std::cmp::Reverse(tag.to_string().len()));
        Ok(Self { all, tags })
    }

    /// The language for a visitor: what the page was asked for (`?lang=`), else the link's own where the browser names it
    /// among those that its user reads, else what the browser asks for first (`Accept-Language`), else the link's own, else
    /// English.
    pub fn negotiate(&self, query: Option<&str>, accept: Option<&str>, link: Option<&str>) -> &Language {
        let own = link.filter(|link| accept.is_some_and(|accept| self.reads(accept, link)));
        let wanted = [query, own, accept, link].into_iter().flatten();
        wanted.into_iter().find_map(|wanted| self.best(wanted)).unwrap_or(&self.all[0])
    }

    /// Whether a browser names a language among those that its user reads.
    fn reads(&self, accept: &str, link: &str) -> bool {
        let Some(own) = self.best(link) else { return false };
        let refused =
            |part: &str| part.split(';').any(|it| it.trim().replace(' ', "").trim_end_matches(['0', '.']) == "q=");
        let named = accept.split(',').filter(|part| !refused(part));
        named.filter_map(|part| self.best(part.split(';').next()?)).any(|read| read.tag() == own.tag())
    }

    /// All of them, English first.
    pub fn all(&self) -> &[Language] {
        &self.all
    }

    /// The language that a tag means: `pt` for `pt-BR`.
    pub fn meant(&self, tag: &str) -> Result<&Language, UnknownLanguage> {
        let one = Some(tag).filter(|tag| !tag.contains([',', ';']));
        one.and_then(|tag| self.best(tag)).ok_or_else(|| {
            let tags: Vec<&str> = self.all.iter().map(Language::tag).collect();
            UnknownLanguage(tags.join(", "))
        })
    }

    fn best(&self, wanted: &str) -> Option<&Language> {
        let wanted = parse_accepted_languages(wanted);
        let tags: Vec<&Tag> = self.tags.iter().map(|(tag, _)| tag).collect();
        let found = *negotiate_languages(&wanted, &tags, None, NegotiationStrategy::Lookup).first()?;
        let (_, place) = self.tags.iter().find(|(own, _)| own == *found)?;
        self.all.get(*place)
    }
}

/// One language's sentences. Clones share them.
#[derive(Clone)]
pub struct Language {
    tag: String,
    name: String,
    direction: Direction,
    words: Arc<Bundle>,
    english: Arc<Bundle>,
}

impl Language {
    fn new(tag: &str, words: Arc<Bundle>, english: Arc<Bundle>) -> Result<Self, LanguageError> {
        let id: LanguageIdentifier = tag.parse().map_err(|_| LanguageError::NotATag(tag.to_owned()))?;
        let direction = match id.character_direction() {
            CharacterDirection::RTL => Direction::Rtl,
            CharacterDirection::LTR | CharacterDirection::TTB => Direction::Ltr,
        };
        let name = format(&words, "language-name", None, &[]).unwrap_or_else(|| tag.to_owned());
        Ok(Self { tag: tag.to_owned(), name, direction, words, english })
    }

    /// The tag, such as `en`.
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// The first part of the tag: `zh`.
    pub fn code(&self) -> &str {
        self.tag.split_once('-').map_or(self.tag.as_str(), |(code, _)| code)
    }

    /// Every tag that means it: its own, and those that its file names.
    fn tags(&self) -> Vec<String> {
        let also = format(&self.words, "language-also", None, &[]).unwrap_or_default();
        [self.tag.as_str()].into_iter().chain(also.split_whitespace()).map(str::to_owned).collect()
    }

    /// What its speakers call it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The way it is written.
    pub const fn direction(&self) -> Direction {
        self.direction
    }

    /// Whether the language's own file has this sentence (and, if named, this attribute of it).
    pub fn has(&self, key: &str, attribute: Option<&str>) -> bool {
        self.words.get_message(key).is_some_and(|message| match attribute {
            Some(name) => message.get_attribute(name).is_some(),
            None => message.value().is_some(),
        })
    }

    /// A sentence without anything to fill in.
    pub fn text(&self, key: &str) -> String {
        self.text_with(key, &[])
    }

    /// A sentence, filled in.
    pub fn text_with(&self, key: &str, args: &[Arg<'_>]) -> String {
        self.find(key, None, args)
    }

    /// One attribute of a sentence (`title`, `message`), filled in.
    pub fn attribute(&self, key: &str, attribute: &str, args: &[Arg<'_>]) -> String {
        self.find(key, Some(attribute), args)
    }

    /// A moment in a zone, written the language's way; with the year where it is not this year, and
    /// with the offset where the clocks show this time twice.
    pub fn date_time(&self, at: Timestamp, zone: &TimeZone, now: Timestamp) -> String {
        let local = at.to_zoned(zone.clone());
        let same_year = local.year() == now.to_zoned(zone.clone()).year();
        let key = if same_year { "date-time" } else { "date-time-year" };
        let time = self.text_with(key, &self.date_pieces(&local));
        if !zone.to_ambiguous_zoned(local.datetime()).is_ambiguous() {
            return time;
        }
        let offset = local.strftime("%Z").to_string();
        self.text_with("date-time-twice", &[("time", time.into()), ("offset", offset.into())])
    }

    /// A moment with the name of its zone: "Sun 24 Nov, 11:00 (Vienna time)".
    pub fn date_time_there(&self, at: Timestamp, zone: &TimeZone, now: Timestamp) -> String {
        let time = self.date_time(at, zone, now);
        self.text_with("in-zone", &[("time", time.into()), ("zone", self.zone_name(zone).into())])
    }

    /// A zone by the name that people know it by: "Vienna time".
    pub fn zone_name(&self, zone: &TimeZone) -> String {
        let name = zone.iana_name().unwrap_or("UTC");
        match name.rsplit_once('/') {
            Some((area, city)) if area != "Etc" => {
                let place = city.to_owned();
                let city = city.replace('_', " ");
                self.text_with("zone-time", &[("city", city.into()), ("place", place.into())])
            }
            Some((_, rest)) => rest.to_owned(),
            None => name.to_owned(),
        }
    }

    fn date_pieces(&self, local: &Zoned) -> [Arg<'static>; 8] {
        let weekday = self.text(&format!("weekday-{}", local.weekday().to_monday_one_offset()));
        let month = self.text(&format!("month-{}", local.month()));
        let hour12 = (local.hour() + 11) % 12 + 1;
        let half = if local.hour() < 12 { "am" } else { "pm" };
        [
            ("weekday", weekday.into()),
            ("day", local.day().to_string().into()),
            ("month", month.into()),
            ("year", local.year().to_string().into()),
            ("hour", format!("{:02}", local.hour()).into()),
            ("hour12", hour12.to_string().into()),
            ("half", half.into()),
            ("minute", format!("{:02}", local.minute()).into()),
        ]
    }

    fn find(&self, key: &str, attribute: Option<&str>, args: &[Arg<'_>]) -> String {
        format(&self.words, key, attribute, args)
            .or_else(|| format(&self.english, key, attribute, args))
            .unwrap_or_else(|| key.to_owned())
    }
}

/// A name of either direction, ready to stand inside a sentence of the other.
pub fn isolated(name: &str) -> String {
    format!("\u{2068}{name}\u{2069}")
}

fn bundle(tag: &str, files: &[(String, String)]) -> Result<Option<Bundle>, LanguageError> {
    let id = tag.parse().map_err(|_| LanguageError::NotATag(tag.to_owned()))?;
    let mut bundle = Bundle::new_concurrent(vec![id]);
    // Names are isolated one by one (see `isolated`); figures and dates need no marks around them.
    bundle.set_use_isolating(false);
    let mut any = false;
    for (_, text) in files.iter().filter(|(own, _)| own == tag) {
        let wrong = |detail: String| LanguageError::NotFluent { tag: tag.to_owned(), detail };
        let resource = FluentResource::try_new(text.clone()).map_err(|(_, errors)| wrong(format!("{errors:?}")))?;
        bundle.add_resource(resource).map_err(|errors| wrong(format!("{errors:?}")))?;
        any = true;
    }
    Ok(any.then_some(bundle))
}

/// Nothing where the key is missing or the sentence asks for something that was not given.
fn format(bundle: &Bundle, key: &str, attribute: Option<&str>, args: &[Arg<'_>]) -> Option<String> {
    let message = bundle.get_message(key)?;
    let pattern = match attribute {
        Some(name) => message.get_attribute(name)?.value(),
        None => message.value()?,
    };
    let mut filled = FluentArgs::new();
    for (name, value) in args {
        filled.set(*name, value.clone());
    }
    let mut errors = Vec::new();
    let text = bundle.format_pattern(pattern, Some(&filled), &mut errors);
    errors.is_empty().then(|| Cow::into_owned(text))
}
