//! Organizations' own words for messages: looked at, tried, kept, given up for the built-in ones.

use jiff::{Timestamp, ToSpan};
pub use keylink_courier::{Block, Preview};
use keylink_courier::{Letter, Occasion};
use keylink_domain::actor::Actor;
use keylink_domain::delivery::Channel;
use keylink_domain::event::{About, EventKind};
use keylink_domain::id::{DeliveryId, OrganizationId};
use keylink_domain::user::Act;
use keylink_domain::validity::Validity;
use keylink_domain::wording::{OwnWords, Wording, check_parts};
use keylink_domain::zone::Zone;
use keylink_store::{Tx, door, event, organization, site, user, wording};
use zeroize::Zeroizing;

use crate::house::{House, require};
use crate::seen::Seen;
use crate::trouble::Trouble;

/// The words of a channel in a language: the organization's own, or the built-in ones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordsInForce {
    /// The subject, with places; empty but for mail.
    pub subject: String,
    /// The text, with places.
    pub body: String,
    /// When the organization changed them last; nothing where they are the built-in ones.
    pub changed_at: Option<Timestamp>,
    /// The words as they stand, for who is to change them.
    pub seen: Seen,
}

/// What an example letter is filled in with.
struct Example {
    organization: String,
    host: Option<String>,
    doors: Vec<String>,
    zone: Zone,
}

impl House {
    /// The languages that messages are written in, English first.
    pub fn message_languages(&self) -> Vec<&str> {
        self.outbox.writer().languages()
    }

    /// Every own wording of the organization.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn wordings(&self, actor: &Actor) -> Result<Vec<Wording>, Trouble> {
        require(actor, Act::ManageOrganization)?;
        let organization = actor.organization;
        self.look(move |tx| Box::pin(async move { Ok(wording::list(tx, organization).await?) })).await
    }

    /// The words of a channel in a language, as they are sent now.
    ///
    /// # Errors
    /// When no message is written in that language.
    pub async fn words_in_force(
        &self,
        actor: &Actor,
        channel: Channel,
        language: &str,
    ) -> Result<WordsInForce, Trouble> {
        self.check_message_language(language)?;
        let own = self.wordings(actor).await?.into_iter();
        let own = own.into_iter().find(|own| own.channel == channel && own.language == language);
        let seen = Seen::of(&own.as_ref());
        Ok(match own {
            Some(own) => WordsInForce {
                subject: own.words.subject.to_string(),
                body: own.words.body.to_string(),
                changed_at: Some(own.changed_at),
                seen,
            },
            None => {
                let (subject, body) = self.outbox.writer().built_in(channel, language);
                WordsInForce { subject, body, changed_at: None, seen }
            }
        })
    }

    /// How words would look with a real example filled in. Nothing is kept.
    ///
    /// # Errors
    /// When something is wrong with the words.
    pub async fn try_words(
        &self,
        actor: &Actor,
        channel: Channel,
        language: &str,
        subject: &str,
        body: &str,
    ) -> Result<Preview, Trouble> {
        require(actor, Act::ManageOrganization)?;
        self.check_message_language(language)?;
        let words = parse(channel, subject, body)?;
        self.checked_preview(actor, channel, language, &words).await
    }

    /// Keeps words: from now on messages are sent in them.
    ///
    /// # Errors
    /// When something is wrong with them, or somebody else changed them since they were seen.
    pub async fn change_words(
        &self,
        actor: &Actor,
        channel: Channel,
        language: &str,
        (subject, body): (&str, &str),
        seen: Option<Seen>,
    ) -> Result<(), Trouble> {
        require(actor, Act::ManageOrganization)?;
        self.check_message_language(language)?;
        let words = parse(channel, subject, body)?;
        self.checked_preview(actor, channel, language, &words).await?;
        let (organization, changed_at) = (actor.organization, self.now());
        let new = Wording { organization, channel, language: language.to_owned(), words, changed_at };
        let line =
            self.event(actor, EventKind::WordingChanged, About::default())?.with_detail(detail(channel, language));
        self.change(actor, move |tx| {
            Box::pin(async move {
                let known = in_force(tx, organization, channel, &new.language).await?;
                Seen::check(seen.as_ref(), &known.as_ref())?;
                if known.is_none_or(|known| known.words != new.words) {
                    wording::put(tx, &new).await?;
                    event::append(tx, vec![line]).await?;
                }
                Ok(())
            })
        })
        .await
    }

    /// Goes back to the built-in words. Doing so twice is doing it once.
    ///
    /// # Errors
    /// When no message is written in that language, or somebody else changed the words since they were seen.
    pub async fn reset_words(
        &self,
        actor: &Actor,
        channel: Channel,
        language: &str,
        seen: Option<Seen>,
    ) -> Result<(), Trouble> {
        require(actor, Act::ManageOrganization)?;
        self.check_message_language(language)?;
        let line =
            self.event(actor, EventKind::WordingRemoved, About::default())?.with_detail(detail(channel, language));
        let (organization, language) = (actor.organization, language.to_owned());
        self.change(actor, move |tx| {
            Box::pin(async move {
                let known = in_force(tx, organization, channel, &language).await?;
                Seen::check(seen.as_ref(), &known.as_ref())?;
                if wording::remove(tx, organization, channel, &language).await? {
                    event::append(tx, vec![line]).await?;
                }
                Ok(())
            })
        })
        .await
    }

    fn check_message_language(&self, language: &str) -> Result<(), Trouble> {
        let known = self.message_languages();
        if known.contains(&language) {
            return Ok(());
        }
        Err(Trouble::invalid("language", format!("messages are written in {}; choose one of them", known.join(", "))))
    }

    /// The preview, if a text message is not too long with it.
    async fn checked_preview(
        &self,
        actor: &Actor,
        channel: Channel,
        language: &str,
        words: &OwnWords,
    ) -> Result<Preview, Trouble> {
        let letter = self.example(actor, channel, language, words.clone()).await?;
        let preview = self.outbox.writer().preview(&letter).ok_or(Trouble::NotFound("preview"))?;
        if channel == Channel::Sms {
            check_parts(&preview.text).map_err(|error| Trouble::invalid("body", error))?;
        }
        Ok(preview)
    }

    /// A letter as it could be: the organization's own doors, tomorrow for two days.
    async fn example(
        &self,
        actor: &Actor,
        channel: Channel,
        language: &str,
        words: OwnWords,
    ) -> Result<Letter, Trouble> {
        let facts = self.example_facts(actor).await?;
        let now = self.now();
        let from = facts.zone.local(now).date().tomorrow().ok().map(|day| day.at(15, 0, 0, 0));
        let from = from.and_then(|from| facts.zone.resolve_start(from).ok()).map_or(now, |meant| meant.instant);
        let until = from.checked_add(44.hours()).unwrap_or(from);
        let validity = Validity { from: Some(from), until: Some(until), ..Validity::always(facts.zone) };
        Ok(Letter {
            id: DeliveryId::new(now, self.entropy.chance()?),
            organization: facts.organization,
            language: Some(language.to_owned()),
            now,
            occasion: Occasion::Key {
                sender: facts.host,
                words: String::new(),
                guest: "Weekend, Mia".to_owned(),
                doors: facts.doors,
                own: Some((channel, Box::new(words))),
                validity: Box::new(validity),
                // As long as a real one, and nobody's.
                url: Zeroizing::new(format!("{}/k/example000000000000000000", self.public_url)),
            },
        })
    }

    async fn example_facts(&self, actor: &Actor) -> Result<Example, Trouble> {
        let (id, who) = (actor.organization, actor.user());
        self.look(move |tx| {
            Box::pin(async move {
                let known = organization::by_id(tx, id).await?.ok_or(Trouble::NotFound("organization"))?;
                let host = match who {
                    Some(who) => user::by_id(tx, id, who).await?.map(|user| user.name),
                    None => None,
                };
                let mut doors: Vec<String> =
                    door::list(tx, id).await?.into_iter().take(2).map(|known| known.door.name).collect();
                if doors.is_empty() {
                    doors.push("Street door".to_owned());
                }
                let zone = site::list(tx, id).await?.into_iter().next().map_or_else(Zone::utc, |site| site.zone);
                Ok(Example { organization: known.name, host, doors, zone })
            })
        })
        .await
    }
}

/// The organization's own words of a channel in a language.
async fn in_force(
    tx: &mut Tx,
    organization: OrganizationId,
    channel: Channel,
    language: &str,
) -> Result<Option<Wording>, Trouble> {
    let known = wording::of_channel(tx, organization, channel).await?;
    Ok(known.into_iter().find(|known| known.language == language))
}

fn parse(channel: Channel, subject: &str, body: &str) -> Result<OwnWords, Trouble> {
    OwnWords::parse(channel, subject, body).map_err(|(field, error)| Trouble::invalid(field, error))
}

fn detail(channel: Channel, language: &str) -> serde_json::Value {
    serde_json::json!({ "channel": channel, "language": language })
}
