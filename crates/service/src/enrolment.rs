//! Agents: enrolled at a controller with a one-time code, and carried to the broker when they come through the web server.

use std::io;
use std::net::IpAddr;

use jiff::Timestamp;
use keylink_domain::actor::Actor;
use keylink_domain::controller::{Controller, Reach};
use keylink_domain::enrolment::{CODE_LIVES_MS, EnrolmentCode};
use keylink_domain::event::{About, EventKind, NewEvent};
use keylink_domain::id::{ControllerId, EventId};
use keylink_domain::secret::SecretHash;
use keylink_domain::user::Act;
pub use keylink_drivers::accept_key;
use keylink_store::{controller, enrolment, event};
use tokio::io::{AsyncRead, AsyncWrite};

use crate::house::{House, require};
use crate::trouble::Trouble;

/// What whoever comes with a wrong, spent or old code is told.
const NO_CODE: &str = "this code is not known, was used already, or is too old; make a new one in the control center, \
                       Settings, Controllers";

/// A code, which is shown this once.
#[derive(Debug)]
pub struct MadeCode {
    /// What it is for.
    pub controller: Controller,
    /// The code.
    pub code: EnrolmentCode,
    /// Until when it counts.
    pub expires_at: Timestamp,
}

impl House {
    /// Makes a one-time code with which an agent becomes this controller. The code before it is dead; the agent that
    /// serves the controller now goes on until another one is enrolled.
    ///
    /// # Errors
    /// When there is no such controller, or it is none for an agent.
    pub async fn make_enrolment_code(&self, actor: &Actor, id: ControllerId) -> Result<MadeCode, Trouble> {
        require(actor, Act::ManageDoors)?;
        let known = self.controller(actor, id).await?;
        if known.driver.reach() != Reach::Enrolled {
            let message = "only a controller of the kind \u{201c}Keylink agent\u{201d} is enrolled by a code";
            return Err(Trouble::Conflict(message.to_owned()));
        }
        self.check_logins_are_ours()?;
        let code = EnrolmentCode::generate(self.entropy.as_ref())?;
        let now = self.now();
        let lives = jiff::SignedDuration::from_millis(CODE_LIVES_MS);
        let expires_at = now.checked_add(lives).unwrap_or(now);
        let line = self.event(actor, EventKind::ControllerCodeMade, About::default())?;
        let line = line.with_detail(serde_json::json!({ "controller": known.id, "name": known.name }));
        let (organization, hash) = (actor.organization, code.hash());
        self.change(actor, move |tx| {
            Box::pin(async move {
                enrolment::put(tx, organization, id, hash, expires_at).await?;
                event::append(tx, vec![line]).await?;
                Ok(())
            })
        })
        .await?;
        Ok(MadeCode { controller: known, code, expires_at })
    }

    /// Enrols whoever knows the code: from now on the secret with this hash is the controller's, and no other.
    ///
    /// # Errors
    /// When the code is wrong, spent or old, which is the same answer; or after too many of those.
    pub async fn enrol(&self, code: &str, login: SecretHash, from: Option<IpAddr>) -> Result<Controller, Trouble> {
        self.check_logins_are_ours()?;
        let (now, chance) = (self.now(), self.entropy.chance()?);
        let enrolled = match EnrolmentCode::parse(code) {
            None => None,
            Some(code) => {
                let hash = code.hash();
                let of = self.look(move |tx| Box::pin(async move { Ok(enrolment::of(tx, hash, now).await?) })).await?;
                match of {
                    None => None,
                    Some((organization, id)) => {
                        self.change_of(organization, move |tx| {
                            Box::pin(async move {
                                if !enrolment::spend(tx, hash, now).await? {
                                    return Ok::<_, Trouble>(None);
                                }
                                let Some(known) = controller::by_id(tx, organization, id).await? else {
                                    return Ok(None);
                                };
                                controller::set_login(tx, organization, id, login).await?;
                                event::append(tx, vec![line(&known, EventId::new(now, chance), now, from)]).await?;
                                Ok(Some(known))
                            })
                        })
                        .await?
                    }
                }
            }
        };
        let Some(known) = enrolled else {
            self.limits.miss(from)?;
            return Err(Trouble::invalid("code", NO_CODE));
        };
        if let Some(drivers) = &self.drivers {
            drivers.disconnect(known.id).await;
        }
        Ok(known)
    }

    /// Carries an agent that came through the web server to the broker, until one of them ends it.
    ///
    /// # Errors
    /// When the connection broke, or nothing was said on it for too long.
    pub async fn carry_agent(&self, guest: impl AsyncRead + AsyncWrite + Send + Unpin + 'static) -> io::Result<()> {
        match &self.drivers {
            Some(drivers) => drivers.carry(guest).await,
            None => Err(io::ErrorKind::Unsupported.into()),
        }
    }

    /// An outside broker knows its own logins: what is enrolled here could not log in there.
    fn check_logins_are_ours(&self) -> Result<(), Trouble> {
        if !self.has_outside_broker() {
            return Ok(());
        }
        let message = "this Keylink uses a broker of its own, which keeps its own logins: make one there for this \
                       controller, and name it in the agent\u{2019}s file (docs/agent.md, \u{201c}With a broker of \
                       your own\u{201d})";
        Err(Trouble::Conflict(message.to_owned()))
    }

    /// Whether a broker that others run keeps the controllers' logins.
    pub fn has_outside_broker(&self) -> bool {
        self.drivers.as_ref().is_some_and(|drivers| drivers.has_outside_broker())
    }
}

fn line(known: &Controller, id: EventId, now: Timestamp, from: Option<IpAddr>) -> NewEvent {
    NewEvent {
        detail: serde_json::json!({ "controller": known.id, "name": known.name }),
        personal: from.map(|address| serde_json::json!({ "address": address.to_string() })),
        ..NewEvent::by_system(id, known.organization, now, EventKind::ControllerEnrolled)
    }
}
