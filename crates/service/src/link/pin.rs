//! A link's PIN: hashed and sealed when it is set, tried by the guest, and what shows afterwards that it was known.
//!
//! Hashing is slow on purpose, so a press does not do it: whoever types the PIN gets a ticket, sealed for this
//! secret and this PIN. A new secret or another PIN kills it.

use std::net::IpAddr;

use jiff::{SignedDuration, Timestamp};
use keylink_domain::actor::Via;
use keylink_domain::event::{About, EventKind, NewEvent};
use keylink_domain::id::{EventId, LinkId, OrganizationId};
use keylink_domain::pin::Pin;
use keylink_domain::secret::{Secret, SecretHash};
use keylink_store::link::KeptPin;
use keylink_store::{event, link};

use crate::house::House;
use crate::trouble::Trouble;

/// How long a device that has shown the PIN is not asked again.
pub const PIN_TICKET_FOR: SignedDuration = SignedDuration::from_hours(30 * 24);

/// What a guest who typed a PIN is answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PinAnswer {
    /// It is the one; this ticket says so from now on.
    Right {
        /// To be kept by the guest's browser.
        ticket: String,
    },
    /// It is not.
    Wrong,
    /// Too many were wrong; the next may be tried then.
    Wait {
        /// When.
        until: Timestamp,
    },
}

impl House {
    /// The PIN for keeping.
    pub(super) async fn seal_pin(
        &self,
        organization: OrganizationId,
        id: LinkId,
        pin: &str,
    ) -> Result<Vec<u8>, Trouble> {
        let pin = Pin::parse(pin).map_err(|error| Trouble::invalid("pin", error))?;
        let hash = self.pin_hashing.hash_pin(self.entropy.as_ref(), pin).await?;
        self.seal.seal(self.entropy.as_ref(), hash.as_bytes(), &belongs_to(organization, id))
    }

    /// A guest types the PIN of the link with this secret.
    ///
    /// # Errors
    /// When no link has it, it asks for no PIN, or too many are being looked at just now.
    pub async fn try_pin(&self, secret: &str, typed: &str, address: Option<IpAddr>) -> Result<PinAnswer, Trouble> {
        let secret = Secret::parse(secret).map_err(|_| self.missed(address))?.hash();
        let kept = self.look(move |tx| Box::pin(async move { Ok(link::pin_of(tx, secret).await?) })).await?;
        let kept = kept.ok_or_else(|| self.missed(address))?;
        let Ok(pin) = Pin::parse(typed) else { return Ok(PinAnswer::Wrong) };
        let place = self.limits.place_of(address);
        if let Err(until) = self.limits.pins.begin(kept.owner, place, self.now()) {
            return Ok(PinAnswer::Wait { until });
        }
        let hash = self.seal.open(&kept.sealed, &belongs_to(kept.organization, kept.owner))?;
        let hash = String::from_utf8(hash.to_vec()).map_err(|_| Trouble::Sealed)?;
        let good = self.pin_hashing.is_good(Some(hash), pin.reveal().to_owned()).await;
        // What nobody had the time to look at was not wrong.
        if good.inspect_err(|_| self.limits.pins.take_back(kept.owner, place))? {
            self.limits.pins.right(kept.owner, place);
            return Ok(PinAnswer::Right { ticket: self.pin_ticket(secret, kept.version)? });
        }
        self.note_wrong_pin(&kept, address).await?;
        Ok(PinAnswer::Wrong)
    }

    async fn note_wrong_pin(&self, kept: &KeptPin, address: Option<IpAddr>) -> Result<(), Trouble> {
        let now = self.now();
        let line = NewEvent {
            id: EventId::new(now, self.entropy.chance()?),
            organization: kept.organization,
            at: now,
            kind: EventKind::LinkPinRefused,
            via: Via::Link,
            actor: None,
            about: About { link: Some(kept.link), ..About::default() },
            detail: serde_json::Value::Null,
            personal: address.map(|address| serde_json::json!({ "address": address.to_string() })),
        };
        self.store.write(move |tx| Box::pin(async move { event::append(tx, vec![line]).await })).await?;
        self.live.changed(kept.organization);
        Ok(())
    }

    fn pin_ticket(&self, secret: SecretHash, version: u32) -> Result<String, Trouble> {
        let mut body = self.now().as_millisecond().to_be_bytes().to_vec();
        body.extend(version.to_be_bytes());
        Ok(hex::encode(self.seal.seal(self.entropy.as_ref(), &body, &ticket_of(secret))?))
    }

    /// Which PIN a ticket shows, if it is one of this secret and not too old.
    pub(crate) fn read_pin_ticket(&self, secret: SecretHash, ticket: &str) -> Option<u32> {
        if ticket.len() > 256 {
            return None;
        }
        let body = self.seal.open(&hex::decode(ticket).ok()?, &ticket_of(secret)).ok()?;
        let (made, version) = body.split_at_checked(8)?;
        let made = Timestamp::from_millisecond(i64::from_be_bytes(made.try_into().ok()?)).ok()?;
        let version = u32::from_be_bytes(version.try_into().ok()?);
        (made.duration_until(self.now()) <= PIN_TICKET_FOR).then_some(version)
    }
}

/// What a PIN's sealed hash is bound to.
fn belongs_to(organization: OrganizationId, id: LinkId) -> Vec<u8> {
    [b"pin".as_slice(), organization.uuid().as_bytes(), id.uuid().as_bytes()].concat()
}

/// What a ticket is bound to: this link with this secret.
fn ticket_of(secret: SecretHash) -> Vec<u8> {
    [b"pin ticket".as_slice(), secret.as_bytes()].concat()
}
