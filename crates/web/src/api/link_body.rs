//! A link's JSON, in and out.

use jiff::{SignedDuration, Timestamp};
use keylink_domain::contact::ContactShown;
use keylink_domain::hollow::LinkStanding;
use keylink_domain::id::{CredentialId, DoorId, LinkId, TemplateId, UserId};
use keylink_domain::link::Link;
use keylink_domain::moment::{Lasting, Moment};
use keylink_domain::validity::{DurationMs, Standing};
use keylink_domain::window::ValidityInput;
use keylink_service::link::{ChangeLink, Hollows, NewLink, WantedState};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::arrival::WishBody;
use super::problem::Problem;
use super::wire::{self, Hours, HoursBody, Instant};

/// A key link.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Link)]
pub(crate) struct LinkBody {
    #[schema(value_type = uuid::Uuid)]
    pub(crate) id: LinkId,
    /// What to send to the guest; it holds the secret. Only in the answers that make it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "https://keys.example.org/k/0123456789abcdefghjkmnpqrs")]
    url: Option<String>,
    #[schema(example = "Weekend, Mia")]
    name: String,
    /// A note for the maker, never shown to the guest.
    description: String,
    /// In the order in which the guest sees them.
    #[schema(value_type = Vec<uuid::Uuid>)]
    doors: Vec<DoorId>,
    /// The first instant at which it opens.
    valid_from: Option<Instant>,
    /// The first instant at which it opens no more.
    valid_until: Option<Instant>,
    /// How long it opens after its first use.
    #[schema(example = "PT36H")]
    after_first_use: Option<String>,
    /// On which hours of the week it opens.
    hours: Option<HoursBody>,
    /// How often it opens; null is any number of times.
    max_uses: Option<u32>,
    /// The zone in which its hours are meant: that of its first door's site.
    #[schema(example = "Europe/Berlin")]
    zone: String,
    /// The guest's language, where the maker chose one.
    language: Option<String>,
    /// How often it has opened.
    uses: u32,
    first_used_at: Option<Instant>,
    /// How it stands now.
    standing: StandingBody,
    /// Grows with each change.
    #[schema(example = 1)]
    pub(crate) revision: u32,
    /// The template it was made from, where it was.
    #[schema(value_type = Option<uuid::Uuid>)]
    template_id: Option<TemplateId>,
    /// The cloud key it was made under.
    #[schema(value_type = uuid::Uuid)]
    credential_id: CredentialId,
    /// Whom the guest may ask.
    #[schema(value_type = uuid::Uuid)]
    maker_id: UserId,
    created_at: Instant,
    /// Whether its guest may pass it on.
    share_on: bool,
    /// Whether the guest is asked for a PIN. The PIN itself is never told.
    has_pin: bool,
    /// Whether it opens only on the device that used it first.
    first_device_only: bool,
    /// Since when it opens on one device only, where it does already.
    device_since: Option<Instant>,
    /// Whose contact the guest is shown.
    #[schema(schema_with = wire::contact_shown)]
    contact: ContactShown,
    /// The link that its guest passed on, where this is a branch of one.
    #[schema(value_type = Option<uuid::Uuid>)]
    origin_id: Option<LinkId>,
    /// Sentences about times that were skipped or said twice; only in the answers that set them.
    warnings: Vec<String>,
}

/// How a link stands.
#[derive(Debug, Serialize, ToSchema)]
#[serde(tag = "state", rename_all = "snake_case")]
#[schema(as = Standing)]
enum StandingBody {
    /// It opens.
    Active {
        /// When it ends as things stand.
        until: Option<Instant>,
        /// When the present weekly hours close, if that is earlier.
        hours_until: Option<Instant>,
    },
    /// It opens nothing yet.
    NotYet {
        /// When it first opens.
        starts: Instant,
    },
    /// It is outside of its weekly hours.
    OutsideHours {
        /// When it opens next, if it does.
        next: Option<Instant>,
    },
    /// It opens nothing any more.
    Expired {
        /// Since when.
        ended: Instant,
    },
    /// It has opened as often as it may.
    UsedUp {
        /// How often that is.
        max: u32,
    },
    /// It opens nothing, for good.
    Revoked {
        /// Since when.
        at: Instant,
    },
    /// It opens nothing although its own window does not say so: what it rests on is gone.
    OpensNothing {
        /// `key_revoked`, `key_suspended`, `key_out_of_dates`, `maker_suspended`, `no_access`, `origin_withdrawn` or
        /// `origin_over`.
        reason: &'static str,
        /// The same in words.
        message: &'static str,
    },
}

/// A link's state as a word.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum StateWord {
    Active,
    NotYet,
    OutsideHours,
    Expired,
    UsedUp,
    Revoked,
    OpensNothing,
}

impl StateWord {
    pub(crate) const fn wanted(self) -> WantedState {
        match self {
            Self::Active => WantedState::Active,
            Self::NotYet => WantedState::NotYet,
            Self::OutsideHours => WantedState::OutsideHours,
            Self::Expired => WantedState::Expired,
            Self::UsedUp => WantedState::UsedUp,
            Self::Revoked => WantedState::Revoked,
            Self::OpensNothing => WantedState::Hollow,
        }
    }
}

impl StandingBody {
    fn new(standing: LinkStanding) -> Self {
        let own = match standing {
            LinkStanding::Revoked { at } => return Self::Revoked { at: at.into() },
            LinkStanding::Hollow(hollow) => {
                return Self::OpensNothing { reason: hollow.code(), message: hollow.sentence() };
            }
            LinkStanding::Own(own) => own,
        };
        match own {
            Standing::Active { until, hours_until } => {
                Self::Active { until: until.map(Instant::from), hours_until: hours_until.map(Instant::from) }
            }
            Standing::NotYet { starts } => Self::NotYet { starts: starts.into() },
            Standing::OutsideHours { next } => Self::OutsideHours { next: next.map(Instant::from) },
            Standing::Expired { ended } => Self::Expired { ended: ended.into() },
            Standing::UsedUp { max } => Self::UsedUp { max },
        }
    }
}

impl LinkBody {
    pub(crate) fn new(link: Link, hollows: &Hollows, now: Timestamp) -> Self {
        let standing = StandingBody::new(hollows.stands(&link, now));
        let validity = link.validity;
        Self {
            id: link.id,
            url: None,
            name: link.name,
            description: link.description,
            doors: link.doors,
            valid_from: validity.from.map(Instant::from),
            valid_until: validity.until.map(Instant::from),
            after_first_use: validity.after_first_use.map(length),
            hours: validity.hours.as_ref().map(HoursBody::from),
            max_uses: validity.max_uses.map(std::num::NonZeroU32::get),
            zone: validity.zone.name().to_owned(),
            language: link.language,
            uses: link.usage.uses,
            first_used_at: link.usage.first_used_at.map(Instant::from),
            standing,
            revision: link.revision,
            template_id: link.made_from.map(|made| made.template),
            credential_id: link.credential,
            maker_id: link.maker,
            created_at: link.created_at.into(),
            share_on: link.terms.share_on,
            has_pin: link.terms.pin.is_set,
            first_device_only: link.terms.first_device_only,
            device_since: link.device_since.map(Instant::from),
            contact: link.terms.contact,
            origin_id: link.origin.map(|origin| origin.link),
            warnings: Vec::new(),
        }
    }

    /// A link with its address.
    pub(crate) fn with_url(self, url: String) -> Self {
        Self { url: Some(url), ..self }
    }

    pub(crate) fn with_warnings(self, warnings: Vec<String>) -> Self {
        Self { warnings, ..self }
    }
}

/// The length as ISO 8601, as it may be sent again.
pub(crate) fn length(length: DurationMs) -> String {
    SignedDuration::from_millis(i64::try_from(length.get()).unwrap_or(i64::MAX)).to_string()
}

/// A link to make.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewLink, example = json!({
    "name": "Weekend, Mia",
    "doors": ["0198c0de-7a11-7000-8000-000000000000"],
    "valid_from": "2026-11-28T14:00",
    "valid_until": "2026-11-30T11:00"
}))]
pub(crate) struct NewLinkBody {
    /// What its maker calls it.
    name: String,
    /// A note for its maker.
    #[serde(default)]
    #[schema(required = false)]
    description: String,
    /// 1 to 50 doors that the maker has access to with remote unlock. With a template they may be left out: then it is
    /// those of the template that the maker may share.
    #[serde(default)]
    #[schema(value_type = Vec<uuid::Uuid>, required = false)]
    doors: Vec<DoorId>,
    /// `2026-11-28T14:00` on the site's clock, `2026-11-28` for the day's start, or an RFC 3339 instant.
    #[schema(value_type = Option<String>)]
    valid_from: Option<Moment>,
    /// The same; a day alone ends when it is over.
    #[schema(value_type = Option<String>)]
    valid_until: Option<Moment>,
    /// How long from the start, or from now on; instead of `valid_until`. ISO 8601: `PT2H`, `P1D`.
    #[schema(value_type = Option<String>)]
    duration: Option<Lasting>,
    /// How long after the first use.
    #[schema(value_type = Option<String>)]
    after_first_use: Option<Lasting>,
    /// On which hours of the week.
    #[schema(schema_with = wire::hours_or_null, required = false)]
    hours: Option<Hours>,
    /// How often; any number of times where it is left out.
    max_uses: Option<u32>,
    /// A language tag such as `de`, for guests whose browser asks for none that there is.
    language: Option<String>,
    /// The template to make it from: it fills in what is left out, and bounds the rest.
    #[schema(value_type = Option<uuid::Uuid>)]
    template_id: Option<TemplateId>,
    /// The cloud key to make it under; the user's first where none is named.
    #[schema(value_type = Option<uuid::Uuid>)]
    credential_id: Option<CredentialId>,
    /// Whether its guest may pass it on: make links of their own out of it that open no more than it does.
    #[serde(default)]
    #[schema(required = false)]
    share_on: bool,
    /// A PIN of 4 to 8 digits that the guest is asked for; tell it by another way than the link.
    pin: Option<String>,
    /// Whether it opens only on the device that uses it first.
    #[serde(default)]
    #[schema(required = false)]
    first_device_only: bool,
    /// Whose contact the guest is shown.
    #[serde(default)]
    #[schema(schema_with = wire::contact_shown, required = false)]
    contact: ContactShown,
    /// Of which arrivals its maker is told; of none where it is left out.
    #[serde(default)]
    arrivals: WishBody,
}

impl From<NewLinkBody> for NewLink {
    fn from(body: NewLinkBody) -> Self {
        let validity = ValidityInput {
            from: body.valid_from,
            until: body.valid_until,
            duration: body.duration,
            after_first_use: body.after_first_use,
            hours: body.hours.map(|hours| hours.0),
            max_uses: body.max_uses,
        };
        Self {
            name: body.name,
            description: body.description,
            doors: body.doors,
            validity,
            language: body.language,
            credential: body.credential_id,
            arrivals: body.arrivals.into(),
            template: body.template_id,
            maker: None,
            share_on: body.share_on,
            pin: body.pin,
            first_device_only: body.first_device_only,
            contact: body.contact,
        }
    }
}

/// What is to change of a link: what is left out stays, null removes a part.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ChangeLink, example = json!({ "valid_until": "2026-11-30T18:00", "max_uses": null, "revision": 1 }))]
pub(crate) struct ChangeLinkBody {
    /// The revision that you saw.
    #[serde(default, deserialize_with = "wire::optional")]
    #[schema(value_type = u32, required = false)]
    revision: Option<u32>,
    #[serde(default, deserialize_with = "wire::optional")]
    #[schema(value_type = String, required = false)]
    name: Option<String>,
    /// Null empties it.
    #[serde(default, deserialize_with = "wire::removable")]
    #[schema(value_type = Option<String>)]
    description: Option<Option<String>>,
    #[serde(default, deserialize_with = "wire::optional")]
    #[schema(value_type = Vec<uuid::Uuid>, required = false)]
    doors: Option<Vec<DoorId>>,
    #[serde(default, deserialize_with = "wire::removable")]
    #[schema(value_type = Option<String>)]
    valid_from: Option<Option<Moment>>,
    #[serde(default, deserialize_with = "wire::removable")]
    #[schema(value_type = Option<String>)]
    valid_until: Option<Option<Moment>>,
    /// A new length from the start on; replaces the end.
    #[serde(default, deserialize_with = "wire::optional")]
    #[schema(value_type = String, required = false)]
    duration: Option<Lasting>,
    #[serde(default, deserialize_with = "wire::removable")]
    #[schema(value_type = Option<String>)]
    after_first_use: Option<Option<Lasting>>,
    #[serde(default, deserialize_with = "wire::removable")]
    #[schema(schema_with = wire::hours_or_null, required = false)]
    hours: Option<Option<Hours>>,
    #[serde(default, deserialize_with = "wire::removable")]
    #[schema(value_type = Option<u32>)]
    max_uses: Option<Option<u32>>,
    #[serde(default, deserialize_with = "wire::removable")]
    #[schema(value_type = Option<String>)]
    language: Option<Option<String>>,
    /// Taking it away ends what was passed on.
    #[serde(default, deserialize_with = "wire::optional")]
    #[schema(value_type = bool, required = false)]
    share_on: Option<bool>,
    /// Another PIN, or null for none; every device is asked anew.
    #[serde(default, deserialize_with = "wire::removable")]
    #[schema(value_type = Option<String>)]
    pin: Option<Option<String>>,
    #[serde(default, deserialize_with = "wire::optional")]
    #[schema(value_type = bool, required = false)]
    first_device_only: Option<bool>,
    #[serde(default, deserialize_with = "wire::optional")]
    #[schema(schema_with = wire::contact_shown, required = false)]
    contact: Option<ContactShown>,
}

impl ChangeLinkBody {
    /// The change at the revision that the body or the header names.
    pub(crate) fn at(self, header: Option<u32>) -> Result<ChangeLink, Problem> {
        let revision = match (self.revision, header) {
            (Some(body), Some(header)) if body != header => {
                return Err(Problem::field("revision", "If-Match names another revision; send one of the two"));
            }
            (body, header) => body.or(header),
        };
        Ok(ChangeLink {
            revision,
            name: self.name,
            description: self.description.map(Option::unwrap_or_default),
            doors: self.doors,
            from: self.valid_from,
            until: self.valid_until,
            duration: self.duration,
            after_first_use: self.after_first_use,
            hours: self.hours.map(|hours| hours.map(|hours| hours.0)),
            max_uses: self.max_uses,
            language: self.language,
            share_on: self.share_on,
            first_device_only: self.first_device_only,
            contact: self.contact,
            pin: self.pin,
        })
    }
}
