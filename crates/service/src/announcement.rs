//! Announcements: an organization's doors told to its home automation, set up and taken back. The making is in
//! `announcement/`: which node does it (`make`), one that is made (`herald`), and what is said (`words`).

mod herald;
mod make;
mod words;

use keylink_domain::actor::Actor;
use keylink_domain::announcement::{Announcement, Prefix};
use keylink_domain::event::{About, EventKind};
use keylink_domain::id::{OrganizationId, UserId};
use keylink_domain::user::{Act, UserState};
use keylink_drivers::check_broker;
use keylink_store::announcement::Kept;
use keylink_store::{announcement, event, user};
use serde_json::json;

pub(crate) use self::make::run;
use crate::house::{House, require};
use crate::trouble::Trouble;
use crate::user::check_holder;

/// The longest login and password, in bytes.
const LONGEST: usize = 256;

/// What an announcement is to be.
#[derive(Clone)]
pub struct NewAnnouncement {
    /// As whom doors open; oneself where nobody is named.
    pub user: Option<UserId>,
    /// The broker.
    pub broker: String,
    /// The login there.
    pub login: String,
    /// Its password; none keeps the one that is there, where nothing else leads elsewhere.
    pub password: Option<String>,
    /// Where the home automation looks; none is Home Assistant's own place.
    pub prefix: Option<String>,
}

/// An announcement as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Announced {
    /// What it is made of.
    pub announcement: Announcement,
    /// Whether a password is kept.
    pub has_password: bool,
    /// How it stands.
    pub standing: Standing,
}

/// How an announcement stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// Nobody has begun yet.
    Beginning,
    /// The doors are announced.
    Made,
    /// They are not; why, in words.
    Trouble(String),
}

impl House {
    /// The organization's announcement, if it has one.
    ///
    /// # Errors
    /// When the actor does not manage the organization.
    pub async fn announcement(&self, actor: &Actor) -> Result<Option<Announced>, Trouble> {
        require(actor, Act::ManageOrganization)?;
        Ok(match self.kept_announcement(actor.organization).await? {
            Some(kept) => Some(self.announced(kept)?),
            None => None,
        })
    }

    /// Announces the organization's doors from now on.
    ///
    /// # Errors
    /// When something given is wrong.
    pub async fn announce(&self, actor: &Actor, new: NewAnnouncement) -> Result<Announced, Trouble> {
        require(actor, Act::ManageOrganization)?;
        let before = self.kept_announcement(actor.organization).await?;
        let user = new.user.or(before.as_ref().map(|kept| kept.announcement.user)).or(actor.user());
        let user = user.ok_or_else(|| Trouble::invalid("user_id", "say as whom doors are to open"))?;
        let announcement = Announcement {
            organization: actor.organization,
            user,
            broker: checked_broker(&new.broker)?,
            login: checked("login", &new.login)?,
            prefix: prefix(new.prefix.as_deref())?,
            revision: before.as_ref().map_or(1, |kept| kept.announcement.revision + 1),
        };
        let password = match new.password.filter(|typed| !typed.is_empty()) {
            Some(typed) => checked("password", &typed)?,
            None => self.password_kept(before.as_ref(), &announcement)?,
        };
        if announcement.login.is_empty() && !password.is_empty() {
            return Err(Trouble::invalid("login", "a password alone is no login; give the login, too"));
        }
        let belongs_to = belongs_to(actor.organization);
        let sealed = self.seal.seal(self.entropy.as_ref(), password.as_bytes(), &belongs_to)?;
        let about = About { user: Some(user), ..About::default() };
        let line = self.event(actor, EventKind::AnnouncementChanged, about)?;
        let line = line.with_detail(json!({ "broker": announcement.broker }));
        let (actor, now, made) = (*actor, self.now(), announcement.clone());
        let kept = self
            .change(&actor, move |tx| {
                Box::pin(async move {
                    check_holder(tx, &actor, user).await?;
                    let acting = user::by_id(tx, actor.organization, user).await?;
                    if acting.is_none_or(|acting| acting.state != UserState::Active) {
                        return Err(Trouble::invalid("user_id", "this user opens nothing now; choose an active one"));
                    }
                    let known = announcement::of(tx, actor.organization).await?;
                    if known.map_or(1, |kept| kept.announcement.revision + 1) != made.revision {
                        return Err(Trouble::Conflict(
                            "somebody else changed this meanwhile; look at it again".to_owned(),
                        ));
                    }
                    announcement::put(tx, &made, sealed, now).await?;
                    event::append(tx, vec![line]).await?;
                    announcement::of(tx, actor.organization).await?.ok_or(Trouble::NotFound("announcement"))
                })
            })
            .await?;
        self.announced(kept)
    }

    /// Takes the announcement back: the doors are gone from the home automation, and nothing opens from there.
    ///
    /// # Errors
    /// When there is none.
    pub async fn withdraw_announcement(&self, actor: &Actor) -> Result<(), Trouble> {
        require(actor, Act::ManageOrganization)?;
        let line = self.event(actor, EventKind::AnnouncementRemoved, About::default())?;
        let organization = actor.organization;
        self.change(actor, move |tx| {
            Box::pin(async move {
                if !announcement::remove(tx, organization).await? {
                    return Err(Trouble::NotFound("announcement"));
                }
                Ok(event::append(tx, vec![line]).await?)
            })
        })
        .await
    }

    pub(crate) async fn kept_announcement(&self, organization: OrganizationId) -> Result<Option<Kept>, Trouble> {
        self.look(move |tx| Box::pin(async move { Ok(announcement::of(tx, organization).await?) })).await
    }

    fn announced(&self, kept: Kept) -> Result<Announced, Trouble> {
        let has_password = !self.announcement_password(&kept)?.is_empty();
        let standing = match (kept.holder, kept.trouble) {
            (None, _) => Standing::Beginning,
            (Some(_), None) => Standing::Beginning,
            (Some(_), Some(trouble)) if trouble.is_empty() => Standing::Made,
            (Some(_), Some(trouble)) => Standing::Trouble(trouble),
        };
        Ok(Announced { announcement: kept.announcement, has_password, standing })
    }

    /// The password stays, unless it would be told to another broker or as another's.
    fn password_kept(&self, before: Option<&Kept>, new: &Announcement) -> Result<String, Trouble> {
        let Some(kept) = before else { return Ok(String::new()) };
        let password = self.announcement_password(kept)?;
        let old = &kept.announcement;
        if !password.is_empty() && (old.broker != new.broker || old.login != new.login) {
            return Err(Trouble::invalid("password", "this must be given again, because it would go elsewhere"));
        }
        Ok(password)
    }

    pub(crate) fn announcement_password(&self, kept: &Kept) -> Result<String, Trouble> {
        let text = self.seal.open(&kept.sealed, &belongs_to(kept.announcement.organization))?;
        String::from_utf8(text.to_vec()).map_err(|_| Trouble::Sealed)
    }
}

fn belongs_to(organization: OrganizationId) -> Vec<u8> {
    [b"announcement".as_slice(), organization.uuid().as_bytes()].concat()
}

fn checked_broker(text: &str) -> Result<String, Trouble> {
    let text = checked("broker", text.trim())?;
    check_broker(&text).map_err(|wrong| Trouble::invalid("broker", wrong.message))?;
    Ok(text)
}

fn checked(field: &'static str, text: &str) -> Result<String, Trouble> {
    if text.len() > LONGEST || text.chars().any(char::is_control) {
        return Err(Trouble::invalid(field, "this is too long, or holds what cannot be seen; type it anew"));
    }
    Ok(text.to_owned())
}

fn prefix(text: Option<&str>) -> Result<Prefix, Trouble> {
    match text.map(str::trim).filter(|text| !text.is_empty()) {
        Some(text) => text
            .parse()
            .map_err(|error: keylink_domain::announcement::NotAPrefix| Trouble::invalid("prefix", error.to_string())),
        None => Ok(Prefix::default()),
    }
}
