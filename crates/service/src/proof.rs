//! Proving again who one is, before what a signed-in browser left alone should not be able to do.

use std::net::IpAddr;

use keylink_store::{passkey, session, user};

use crate::house::House;
use crate::session::SignedIn;
use crate::trouble::Trouble;

/// What a user can prove with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ways {
    /// A password.
    pub password: bool,
    /// A code is asked for with it.
    pub code: bool,
    /// A passkey, on a server where browsers use them.
    pub passkey: bool,
}

impl House {
    /// What the signed-in user can prove with.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn ways_to_prove(&self, who: &SignedIn) -> Result<Ways, Trouble> {
        let (organization, id, offers) = (who.user.organization, who.user.id, self.offers_passkeys());
        self.look(move |tx| {
            Box::pin(async move {
                let proofs = user::proofs(tx, organization, id).await?.ok_or(Trouble::NotFound("user"))?;
                let passkeys = passkey::of_user(tx, organization, id).await?;
                Ok(Ways {
                    password: proofs.password_hash.is_some(),
                    code: proofs.totp_sealed.is_some(),
                    passkey: offers && passkeys.iter().any(|known| known.passkey.off_at.is_none()),
                })
            })
        })
        .await
    }

    /// Proves by password, and by code where one is set up, who is signed in.
    ///
    /// # Errors
    /// When either is wrong; when it was tried too often.
    pub async fn prove_by_password(
        &self,
        who: &SignedIn,
        password: String,
        code: Option<&str>,
        address: Option<IpAddr>,
    ) -> Result<(), Trouble> {
        // Strangers who try this account elsewhere take nothing from who is signed in.
        self.limits.device(&who.session.to_string())?;
        let proofs = self.proofs_of(&who.user).await?;
        if !self.password_fits(Some(&who.user), Some(&proofs), password, code).await? {
            self.note_failure(&who.user, address)?;
            return Err(Trouble::NotKnown("the password or the code is wrong"));
        }
        let (organization, id, now) = (who.user.organization, who.session, self.now());
        self.store.write(move |tx| Box::pin(async move { Ok(session::proved(tx, organization, id, now).await?) })).await
    }
}
