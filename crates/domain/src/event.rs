//! An event: one line of the append-only event log.
//!
//! The skeleton holds ids and codes; what is personal (addresses, free text) is kept beside it,
//! so that it can be erased after its time while the log stays whole.

use std::borrow::Cow;

use jiff::Timestamp;
use serde_json::Value;

use crate::actor::{Actor, Via};
use crate::altered::{Alterations, Altered};
use crate::id::{CredentialId, DoorId, EventId, LinkId, OrganizationId, UnlockId, UserId};

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $code:literal;)*) => {
        /// What happened.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum EventKind { $($(#[$doc])* $name,)* }

        impl EventKind {
            /// Every kind there is.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The stored and public spelling, such as `unlock.opened`.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }

            /// Reads the stored spelling.
            pub fn parse(text: &str) -> Option<Self> {
                match text { $($code => Some(Self::$name),)* _ => None }
            }

            /// The kinds whose spelling begins so: `unlock.` means seven of them, nothing means all.
            pub fn beginning(text: &str) -> Vec<Self> {
                Self::ALL.iter().copied().filter(|kind| kind.as_str().starts_with(text)).collect()
            }
        }
    };
}

kinds! {
    /// A press was permitted and its command is on its way.
    UnlockGranted = "unlock.granted";
    /// A press was refused; nothing was sent.
    UnlockRefused = "unlock.refused";
    /// The hardware confirmed.
    UnlockOpened = "unlock.opened";
    /// The hardware took the command and cannot confirm.
    UnlockSent = "unlock.sent";
    /// The door certainly did not move.
    UnlockFailed = "unlock.failed";
    /// The hardware was silent until the deadline.
    UnlockUnknown = "unlock.unknown";
    /// The hardware answered after its silence had been recorded.
    UnlockAnsweredLate = "unlock.answered_late";
    /// A link was made.
    LinkCreated = "link.created";
    /// A link was changed.
    LinkChanged = "link.changed";
    /// A link was revoked.
    LinkRevoked = "link.revoked";
    /// A link was given a new secret; the old one is dead.
    LinkRotated = "link.rotated";
    /// A link's secret was shown again.
    LinkCopied = "link.copied";
    /// A link's guest passed it on: a branch was made.
    LinkPassedOn = "link.passed_on";
    /// A wrong PIN was typed for a link.
    LinkPinRefused = "link.pin_refused";
    /// A link was used for the first time, and opens on that device only from then on.
    LinkDeviceBound = "link.device_bound";
    /// A link that opens on one device only may take another.
    LinkDeviceFreed = "link.device_freed";
    /// A user's or a building's contact was changed.
    ContactChanged = "contact.changed";
    /// A link was given a webhook URL.
    WebhookCreated = "webhook.created";
    /// A webhook URL was given a new secret; the old one is dead.
    WebhookRotated = "webhook.rotated";
    /// A webhook URL's secret was shown again.
    WebhookCopied = "webhook.copied";
    /// A webhook URL was taken away.
    WebhookRemoved = "webhook.removed";
    /// The log, or a part of it, was taken along as a file.
    EventsExported = "events.exported";
    /// A link was handed to who carries it to the guest: a mail server, a text message provider, Slack.
    LinkSent = "link.sent";
    /// A link was handed to a program of its maker's, which may send it; whether it did is not known.
    LinkHanded = "link.handed";
    /// A test of a way to send links went out, or was tried.
    SendingTested = "sending.tested";
    /// A sending of a link was given up.
    DeliveryFailed = "delivery.failed";
    /// A notice of an arrival was given up.
    NoticeFailed = "notice.failed";
    /// The organization began.
    OrganizationCreated = "organization.created";
    /// The organization's settings were changed.
    OrganizationChanged = "organization.changed";
    /// A site was added.
    SiteCreated = "site.created";
    /// A site was changed.
    SiteChanged = "site.changed";
    /// A site was locked down.
    SiteLockdown = "site.lockdown_began";
    /// A lockdown was lifted.
    SiteLockdownLifted = "site.lockdown_lifted";
    /// A site was removed; it had no doors any more.
    SiteRemoved = "site.removed";
    /// A door was added.
    DoorCreated = "door.created";
    /// A door was changed.
    DoorChanged = "door.changed";
    /// A door was removed, and all that led to it.
    DoorRemoved = "door.removed";
    /// A door's leaf was opened, as somebody may who was let in.
    DoorOpened = "door.opened";
    /// A door's leaf is in its frame again.
    DoorClosed = "door.closed";
    /// A door's leaf was opened though nobody was let in.
    DoorForced = "door.forced_open";
    /// A door's leaf is open for longer than is set.
    DoorHeld = "door.held_open";
    /// A controller let somebody in by a card.
    DoorCardGranted = "door.card_granted";
    /// A controller let nobody in by a card.
    DoorCardRefused = "door.card_refused";
    /// A controller let somebody in by a code typed at the door.
    DoorCodeGranted = "door.code_granted";
    /// The exit button was pressed.
    DoorButton = "door.button_pressed";
    /// A door was unlocked neither by Keylink nor at the door: by another program, or by hand.
    DoorReleased = "door.released";
    /// A door's hardware holds it open, as its state says.
    DoorHoldBegan = "door.hold_began";
    /// A door's hardware holds it open no more.
    DoorHoldEnded = "door.hold_ended";
    /// A controller did not hold a door open, or did not lock it again.
    DoorHoldFailed = "door.hold_failed";
    /// A controller was added.
    ControllerCreated = "controller.created";
    /// A controller's name or settings were changed.
    ControllerChanged = "controller.changed";
    /// A controller was given a new login secret; the old one is dead.
    ControllerRotated = "controller.rotated";
    /// A controller was removed; it drove no door any more.
    ControllerRemoved = "controller.removed";
    /// A one-time code was made with which an agent becomes a controller.
    ControllerCodeMade = "controller.code_made";
    /// An agent became a controller by its code; who was it before is not any more.
    ControllerEnrolled = "controller.enrolled";
    /// A controller can be reached.
    ControllerOnline = "controller.online";
    /// A controller cannot be reached.
    ControllerOffline = "controller.offline";
    /// A controller told something about itself.
    ControllerTold = "controller.told";
    /// A controller raised an alarm.
    ControllerAlarm = "controller.alarm";
    /// Events of a controller are not known: it forgot them before they were read.
    ControllerEventsMissed = "controller.events_missed";
    /// A user was added.
    UserCreated = "user.created";
    /// A user was changed.
    UserChanged = "user.changed";
    /// A user signed in.
    UserSignedIn = "user.signed_in";
    /// Somebody failed to sign in as a user.
    UserSignInFailed = "user.sign_in_failed";
    /// A credential was given.
    CredentialCreated = "credential.created";
    /// A credential was changed.
    CredentialChanged = "credential.changed";
    /// A credential was revoked, and all that was made under it.
    CredentialRevoked = "credential.revoked";
    /// A controller was told of a card, and has it.
    CredentialPlaced = "credential.placed";
    /// A card is on a controller no more.
    CredentialTakenOff = "credential.taken_off";
    /// A controller did not do what it was told of a card.
    CredentialPlaceFailed = "credential.place_failed";
    /// Access was given.
    AccessGranted = "access.granted";
    /// Access was changed.
    AccessChanged = "access.changed";
    /// Access was taken.
    AccessRemoved = "access.removed";
    /// A group was made.
    GroupCreated = "group.created";
    /// A group was given another name.
    GroupChanged = "group.changed";
    /// A user or a door came into a group.
    GroupJoined = "group.joined";
    /// A user or a door was taken out of a group.
    GroupLeft = "group.left";
    /// A group was removed, with the access given by it.
    GroupRemoved = "group.removed";
    /// A schedule was made.
    ScheduleCreated = "schedule.created";
    /// A schedule was changed.
    ScheduleChanged = "schedule.changed";
    /// A schedule was removed; nothing was bound to it.
    ScheduleRemoved = "schedule.removed";
    /// A template of links was made.
    TemplateCreated = "template.created";
    /// A template of links was changed; links that were made from it stay as they are.
    TemplateChanged = "template.changed";
    /// A template of links was removed; links that were made from it stay as they are.
    TemplateRemoved = "template.removed";
    /// The organization's words for messages were changed.
    WordingChanged = "wording.changed";
    /// The organization's words for messages were given up for the built-in ones.
    WordingRemoved = "wording.removed";
    /// The organization’s doors are announced to its home automation, or otherwise than before.
    AnnouncementChanged = "announcement.changed";
    /// The organization’s doors are announced no more.
    AnnouncementRemoved = "announcement.removed";
    /// A token was made.
    TokenCreated = "token.created";
    /// A token was revoked.
    TokenRevoked = "token.revoked";
}

impl EventKind {
    /// Whether somebody was let in. What the leaf did then is no access of its own: it would be counted twice.
    pub const fn is_access(self) -> bool {
        matches!(self, Self::UnlockOpened | Self::UnlockSent | Self::DoorCardGranted | Self::DoorCodeGranted)
    }

    /// Whether somebody was not let in, for whatever reason.
    pub const fn is_refusal(self) -> bool {
        matches!(
            self,
            Self::UnlockRefused
                | Self::UnlockFailed
                | Self::UnlockUnknown
                | Self::DoorCardRefused
                | Self::LinkPinRefused
        )
    }

    /// Whether the line's address is whom something was sent to, and not from where somebody came.
    pub const fn is_sending(self) -> bool {
        matches!(self, Self::LinkSent | Self::SendingTested | Self::DeliveryFailed | Self::NoticeFailed)
    }

    /// Whether it may take away something that decisions rest on, so that its place among them in the log matters.
    pub const fn may_narrow(self) -> bool {
        matches!(
            self,
            Self::LinkChanged
                | Self::LinkRevoked
                | Self::LinkRotated
                | Self::WebhookRotated
                | Self::WebhookRemoved
                | Self::OrganizationChanged
                | Self::SiteChanged
                | Self::SiteLockdown
                | Self::DoorChanged
                | Self::DoorRemoved
                | Self::UserChanged
                | Self::CredentialChanged
                | Self::CredentialRevoked
                | Self::AccessChanged
                | Self::AccessRemoved
                | Self::GroupLeft
                | Self::GroupRemoved
                | Self::ScheduleChanged
        )
    }
}

/// A line that is to be written.
#[derive(Debug, Clone, PartialEq)]
pub struct NewEvent {
    /// Its id.
    pub id: EventId,
    /// The tenant it belongs to.
    pub organization: OrganizationId,
    /// When it happened.
    pub at: Timestamp,
    /// What happened.
    pub kind: EventKind,
    /// By which way.
    pub via: Via,
    /// Who did it, where a user did.
    pub actor: Option<UserId>,
    /// What it is about.
    pub about: About,
    /// Machine facts: outcome, refusal, latency. Never anything personal, never a secret.
    pub detail: Value,
    /// What is personal: addresses, free text. Erased after its time.
    pub personal: Option<Value>,
}

impl NewEvent {
    /// A line that nobody but the program itself writes; what it is about, and with which facts, is added.
    pub fn by_system(id: EventId, organization: OrganizationId, at: Timestamp, kind: EventKind) -> Self {
        let (about, detail) = (About::default(), Value::Null);
        Self { id, organization, at, kind, via: Via::System, actor: None, about, detail, personal: None }
    }
}

/// The things an event is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct About {
    /// Which door.
    pub door: Option<DoorId>,
    /// Which link.
    pub link: Option<LinkId>,
    /// Who made that link, for those whose log it is, too. Whoever knows it says so; the store finds it otherwise.
    pub maker: Option<UserId>,
    /// Which user it was done to.
    pub user: Option<UserId>,
    /// Which credential.
    pub credential: Option<CredentialId>,
    /// Which unlock.
    pub unlock: Option<UnlockId>,
}

/// A line as it stands in the log, with the present names of what it is about.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// Its place in the log: later lines have greater numbers.
    pub seq: i64,
    /// The line.
    pub line: NewEvent,
    /// The door's present name.
    pub door_name: Option<String>,
    /// Whether the door was removed since.
    pub is_door_removed: bool,
    /// The link's present name.
    pub link_name: Option<String>,
    /// The present name of the link that it is a branch of.
    pub origin_name: Option<String>,
    /// The name of the user it was done to.
    pub user_name: Option<String>,
    /// The name of the user who did it.
    pub actor_name: Option<String>,
    /// The credential's present name.
    pub credential_name: Option<String>,
}

impl Event {
    /// When it happened: some lines tell of what happened before they were written.
    pub fn happened(&self) -> Option<Timestamp> {
        let ms = self.line.detail.get("happened_ms").and_then(Value::as_i64)?;
        Timestamp::from_millisecond(ms).ok()
    }

    /// From which network address it came, as far as it is known and was not erased yet.
    pub fn address(&self) -> Option<&str> {
        let personal = self.line.personal.as_ref()?;
        let of_a_press = || personal.get("address").filter(|_| !self.line.kind.is_sending());
        personal.get("from").or_else(of_a_press)?.as_str()
    }

    /// The door as a line says it: one that was removed since keeps its name, and is told to be none any more.
    pub fn door_said(&self) -> Option<Cow<'_, str>> {
        let name = self.door_name.as_deref()?;
        // The line of the removal itself says so in its own words.
        match self.is_door_removed && self.line.kind != EventKind::DoorRemoved {
            true => Some(Cow::Owned(removed(name))),
            false => Some(Cow::Borrowed(name)),
        }
    }

    /// What a change altered; nothing where it was erased after its time.
    pub fn altered(&self) -> Vec<Altered> {
        let list = self.line.personal.as_ref().and_then(|personal| personal.get("altered")).cloned();
        list.and_then(|list| serde_json::from_value(list).ok()).unwrap_or_default()
    }

    /// The line for those who are not to know from where somebody came.
    pub fn hide_address(&mut self) {
        if let Some(Value::Object(personal)) = &mut self.line.personal {
            personal.remove("address");
            personal.remove("from");
        }
    }
}

/// A door that was removed, as pages and sentences call it: `Street door (removed)`.
pub fn removed(name: &str) -> String {
    format!("{name} (removed)")
}

impl NewEvent {
    /// A line about something that `actor` did.
    pub fn by(actor: &Actor, id: EventId, at: Timestamp, kind: EventKind, about: About) -> Self {
        Self {
            id,
            organization: actor.organization,
            at,
            kind,
            via: actor.via(),
            actor: actor.user(),
            about,
            detail: Value::Null,
            personal: actor.from.map(|from| serde_json::json!({ "from": from.to_string() })),
        }
    }

    /// The line with machine facts.
    #[must_use]
    pub fn with_detail(mut self, detail: Value) -> Self {
        self.detail = detail;
        self
    }

    /// The line with what is personal, besides what it says already.
    #[must_use]
    pub fn with_personal(mut self, personal: Value) -> Self {
        match (&mut self.personal, personal) {
            (Some(Value::Object(told)), Value::Object(more)) => told.extend(more),
            (told, more) => *told = Some(more),
        }
        self
    }

    /// The line with what a change altered; nothing where that says nothing.
    #[must_use]
    pub fn with_altered(self, altered: Alterations) -> Self {
        let list = altered.list();
        if list.is_empty() { self } else { self.with_personal(serde_json::json!({ "altered": list })) }
    }
}
