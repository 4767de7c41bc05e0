//! API tokens: made, listed, revoked, and what they admit.

use std::net::IpAddr;

use keylink_domain::actor::{Actor, Via, Who};
use keylink_domain::event::{About, EventKind};
use keylink_domain::id::{TokenId, UserId};
use keylink_domain::secret::Secret;
use keylink_domain::text::Name;
use keylink_domain::token::{Token, parse_token, token_text};
use keylink_domain::user::{Act, UserState};
use keylink_store::{event, token, user};

use crate::house::{House, require};
use crate::idempotency::IdempotencyKey;
use crate::trouble::Trouble;

/// A token with its text, which is shown this once.
#[derive(Debug)]
pub struct MadeToken {
    /// The token.
    pub token: Token,
    secret: Secret,
}

impl MadeToken {
    /// The text to hand out.
    pub fn reveal(&self) -> String {
        token_text(&self.secret)
    }
}

impl House {
    /// Makes a token that acts for `user`: oneself, or, for the operator, anybody.
    ///
    /// # Errors
    /// When there is no such user, or it is somebody else.
    pub async fn make_token(&self, actor: &Actor, user: UserId, name: &str) -> Result<MadeToken, Trouble> {
        self.make_token_once(actor, user, name, None).await
    }

    /// The same, and with a key no second time.
    ///
    /// # Errors
    /// Also when the key made one before: its text was shown then.
    pub async fn make_token_once(
        &self,
        actor: &Actor,
        user: UserId,
        name: &str,
        key: Option<IdempotencyKey>,
    ) -> Result<MadeToken, Trouble> {
        if let Who::User { id, .. } = actor.who
            && id != user
        {
            return Err(Trouble::Forbidden);
        }
        let now = self.now();
        let secret = Secret::generate(self.entropy.as_ref())?;
        let made = Token {
            id: TokenId::new(now, self.entropy.chance()?),
            organization: actor.organization,
            user,
            name: Name::parse(name).map_err(Trouble::text("name"))?.as_str().to_owned(),
            created_at: now,
            revoked_at: None,
        };
        let line = self.event(actor, EventKind::TokenCreated, About { user: Some(user), ..About::default() })?;
        let line = line.with_detail(detail(&made));
        let (copy, hash, actor) = (made.clone(), secret.hash(), *actor);
        self.change(&actor, move |tx| {
            Box::pin(async move {
                IdempotencyKey::only_once(key.as_ref(), tx, &actor, copy.id.uuid(), now).await?;
                if user::by_id(tx, copy.organization, user).await?.is_none() {
                    return Err(Trouble::NotFound("user"));
                }
                token::insert(tx, &copy, hash).await?;
                event::append(tx, vec![line]).await?;
                Ok(())
            })
        })
        .await?;
        Ok(MadeToken { token: made, secret })
    }

    /// The organization's tokens, oldest first; without the right to manage, one's own.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn tokens(&self, actor: &Actor) -> Result<Vec<Token>, Trouble> {
        let (organization, own, all) = (actor.organization, actor.user(), actor.may(Act::ManageOrganization));
        self.look(move |tx| {
            Box::pin(async move {
                let mut tokens = token::list(tx, organization).await?;
                tokens.retain(|token| all || Some(token.user) == own);
                Ok(tokens)
            })
        })
        .await
    }

    /// Revokes a token.
    ///
    /// # Errors
    /// When there is none.
    pub async fn revoke_token(&self, actor: &Actor, id: TokenId) -> Result<(), Trouble> {
        let known =
            self.tokens(actor).await?.into_iter().find(|token| token.id == id).ok_or(Trouble::NotFound("token"))?;
        if actor.user() != Some(known.user) {
            require(actor, Act::ManageOrganization)?;
        }
        let line = self.event(actor, EventKind::TokenRevoked, About { user: Some(known.user), ..About::default() })?;
        let line = line.with_detail(detail(&known));
        let (organization, now) = (actor.organization, self.now());
        self.change(actor, move |tx| {
            Box::pin(async move {
                if token::revoke(tx, organization, id, now).await? {
                    event::append(tx, vec![line]).await?;
                }
                Ok(())
            })
        })
        .await
    }

    /// Whom a token admits.
    ///
    /// # Errors
    /// When the token is unknown or revoked, or its user is suspended; [`Trouble::TooOften`] for an
    /// address that tried too many.
    pub async fn admit_token(&self, text: &str, address: Option<IpAddr>) -> Result<Actor, Trouble> {
        let found = match parse_token(text) {
            Ok(secret) => {
                let hash = secret.hash();
                self.look(move |tx| Box::pin(async move { Ok(token::by_secret(tx, hash).await?) })).await?
            }
            Err(_) => None,
        };
        match found {
            Some((_, user)) if user.state == UserState::Active => Ok(Actor {
                organization: user.organization,
                who: Who::User { id: user.id, role: user.role, via: Via::Api },
                from: address,
            }),
            Some(_) | None => {
                self.limits.miss(address)?;
                Err(Trouble::NotKnown("the API token is unknown or revoked; make one with: keylink token create"))
            }
        }
    }
}

/// Which token a line is about.
fn detail(token: &Token) -> serde_json::Value {
    serde_json::json!({ "token": token.id, "name": token.name })
}
