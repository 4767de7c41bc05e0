//! Signing in by another service (OpenID Connect): there and back, by the code flow with PKCE, state and nonce. Who comes
//! back is a user here only by a mail address that the service has verified; nobody is added by it.

use keylink_courier::{Fetch, NotFetched, SetupError, Token};
use keylink_domain::clock::Entropy;
use keylink_domain::secret::Secret;
use keylink_domain::user::UserState;
use keylink_store::{BoxFuture, user};
use openidconnect::core::{
    CoreAuthenticationFlow, CoreClient, CoreIdTokenClaims, CoreJwsSigningAlgorithm, CoreProviderMetadata,
};
use openidconnect::{
    AccessTokenHash, AsyncHttpClient, AuthorizationCode, ClientId, ClientSecret, CsrfToken, HttpRequest, HttpResponse,
    IssuerUrl, Nonce, OAuth2TokenResponse, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, Scope, TokenResponse,
};
use serde::{Deserialize, Serialize};

use crate::house::House;
use crate::session::{BegunSession, By, Visit};
use crate::trouble::Trouble;

/// Where it comes back to, below the public URL.
pub const BACK: &str = "/sign-in/openid/back";

const AWAY: Trouble =
    Trouble::NotKnown("the other sign-in service could not be reached; sign in otherwise, or try again later");
const WRONG: Trouble =
    Trouble::NotKnown("what came back from the other sign-in service fits nothing that was begun here; begin again");
const NOBODY: Trouble = Trouble::NotKnown(
    "the other sign-in service vouched for no mail address that belongs to a user here; ask an administrator to add you",
);

/// What the settings tell of the other service.
#[derive(Clone)]
pub struct OpenIdSettings {
    /// What people call it: "Example AG".
    pub name: String,
    /// Its address: `https://login.example.org`.
    pub issuer: String,
    /// As what this server is known there.
    pub client_id: String,
    /// The secret that goes with it; none where the service asks for PKCE alone.
    pub client_secret: Option<Token>,
}

/// The other service.
pub(crate) struct OpenId {
    settings: OpenIdSettings,
    issuer: IssuerUrl,
    back: RedirectUrl,
    fetch: Client,
}

/// Carries the protocol's requests.
struct Client(Fetch);

impl<'c> AsyncHttpClient<'c> for Client {
    type Error = NotFetched;
    type Future = BoxFuture<'c, Result<HttpResponse, NotFetched>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(self.0.fetch(request))
    }
}

/// On the way there.
#[derive(Debug)]
pub struct Departure {
    /// Where the browser goes.
    pub url: String,
    /// What its cookie holds until it comes back: nobody comes back in another's place.
    pub cookie: Secret,
}

/// What is kept until somebody comes back.
#[derive(Serialize, Deserialize)]
struct Journey {
    nonce: String,
    verifier: String,
    /// The hash of what the browser's cookie holds.
    browser: String,
    next: String,
}

impl OpenId {
    pub(crate) fn new(settings: OpenIdSettings, public_url: &str) -> Result<Self, SetupError> {
        let wrong = SetupError::Url { setting: "openid.issuer" };
        let is_safe = settings.issuer.starts_with("https://")
            || url::Url::parse(&settings.issuer)
                .is_ok_and(|url| matches!(url.host_str(), Some("127.0.0.1" | "localhost" | "[::1]")));
        if !is_safe {
            return Err(wrong);
        }
        let issuer =
            IssuerUrl::new(settings.issuer.clone()).map_err(|_| SetupError::Url { setting: "openid.issuer" })?;
        let back =
            RedirectUrl::new(format!("{public_url}{BACK}")).map_err(|_| SetupError::Url { setting: "public_url" })?;
        Ok(Self { settings, issuer, back, fetch: Client(Fetch::new()?) })
    }

    /// What the service tells of itself now. It is asked each time: its keys change when it likes.
    async fn metadata(&self) -> Result<CoreProviderMetadata, Trouble> {
        let asked: BoxFuture<'_, _> = Box::pin(CoreProviderMetadata::discover_async(self.issuer.clone(), &self.fetch));
        asked.await.map_err(|error| {
            tracing::warn!(%error, "the other sign-in service could not be asked about itself");
            AWAY
        })
    }
}

impl House {
    /// What people call the other service, where there is one.
    pub fn openid_name(&self) -> Option<&str> {
        self.openid.as_ref().map(|openid| openid.settings.name.as_str())
    }

    /// Sends somebody to the other service; they come back and go on to `next`.
    ///
    /// # Errors
    /// When there is no other service, or it cannot be reached; when the address asks too often.
    pub async fn depart(&self, next: &str, visit: &Visit) -> Result<Departure, Trouble> {
        let openid = self.openid.as_ref().ok_or(Trouble::NotFound("other sign-in service"))?;
        self.limits.challenge(visit.address)?;
        let metadata = openid.metadata().await?;
        let entropy = self.entropy.as_ref();
        let (cookie, nonce) = (Secret::generate(entropy)?, Secret::generate(entropy)?);
        let verifier = long(entropy)?;
        let journey = Journey {
            nonce: nonce.reveal().to_owned(),
            verifier: verifier.clone(),
            browser: hex::encode(cookie.hash().as_bytes()),
            next: next.to_owned(),
        };
        let word = self.keep_challenge("openid", None, &journey).await?;
        let challenge = PkceCodeChallenge::from_code_verifier_sha256(&PkceCodeVerifier::new(verifier));
        let client =
            CoreClient::from_provider_metadata(metadata, ClientId::new(openid.settings.client_id.clone()), None)
                .set_redirect_uri(openid.back.clone());
        let (state, nonce) = (CsrfToken::new(word.reveal().to_owned()), Nonce::new(journey.nonce));
        let asked = client
            .authorize_url(CoreAuthenticationFlow::AuthorizationCode, || state, || nonce)
            .add_scope(Scope::new("email".to_owned()))
            .set_pkce_challenge(challenge);
        let (url, _, _) = asked.url();
        Ok(Departure { url: url.into(), cookie })
    }

    /// Signs in who comes back, and tells where they wanted to go.
    ///
    /// # Errors
    /// When it fits nothing that this browser began, the service does not vouch for an address, or nobody has it.
    pub async fn come_back(
        &self,
        code: String,
        state: &str,
        cookie: &str,
        visit: &Visit,
    ) -> Result<(BegunSession, String), Trouble> {
        let openid = self.openid.as_ref().ok_or(Trouble::NotFound("other sign-in service"))?;
        self.limits.challenge(visit.address)?;
        let journey: Journey = self.take_challenge("openid", None, state).await?.ok_or(WRONG)?;
        let cookie = Secret::parse(cookie).map_err(|_| WRONG)?;
        // Hashes of secrets: how long their comparison takes tells nothing of either.
        if hex::encode(cookie.hash().as_bytes()) != journey.browser {
            return Err(WRONG);
        }
        let email = self.vouched(openid, code, &journey).await?;
        let known = self.look(move |tx| Box::pin(async move { Ok(user::by_email(tx, &email).await?) })).await?;
        let Some(user) = known else { return Err(NOBODY) };
        if user.state != UserState::Active {
            self.note_failure(&user, visit.address)?;
            return Err(NOBODY);
        }
        Ok((self.begin(user.organization, user.id, By::OpenId, visit).await?, journey.next))
    }

    /// The mail address that the service vouches for.
    async fn vouched(&self, openid: &OpenId, code: String, journey: &Journey) -> Result<String, Trouble> {
        let metadata = openid.metadata().await?;
        let wanted: Vec<CoreJwsSigningAlgorithm> = metadata.id_token_signing_alg_values_supported().clone();
        let secret = openid.settings.client_secret.as_ref().map(|secret| ClientSecret::new(secret.reveal().to_owned()));
        let client =
            CoreClient::from_provider_metadata(metadata, ClientId::new(openid.settings.client_id.clone()), secret)
                .set_redirect_uri(openid.back.clone());
        let refused = |error: &dyn std::fmt::Display| {
            tracing::warn!(%error, "the other sign-in service did not vouch for anybody");
            WRONG
        };
        let exchange = client.exchange_code(AuthorizationCode::new(code)).map_err(|error| refused(&error))?;
        let exchange = exchange.set_pkce_verifier(PkceCodeVerifier::new(journey.verifier.clone()));
        let asked: BoxFuture<'_, _> = Box::pin(exchange.request_async(&openid.fetch));
        let answer = asked.await.map_err(|error| refused(&error))?;
        let token = answer.id_token().ok_or_else(|| refused(&"it sent no ID token"))?;
        let now = self.wall.now().as_second();
        let clock = move || chrono::DateTime::from_timestamp(now, 0).unwrap_or_default();
        // What is signed with a secret that both know, or not at all, is nobody's word.
        let verifier = client.id_token_verifier().set_allowed_algs(asymmetric(wanted)).set_time_fn(clock);
        let nonce = Nonce::new(journey.nonce.clone());
        let claims: &CoreIdTokenClaims = token.claims(&verifier, &nonce).map_err(|error| refused(&error))?;
        if let Some(expected) = claims.access_token_hash() {
            let algorithm = token.signing_alg().map_err(|error| refused(&error))?;
            let key = token.signing_key(&verifier).map_err(|error| refused(&error))?;
            let actual = AccessTokenHash::from_token(answer.access_token(), algorithm, key);
            if actual.map_err(|error| refused(&error))? != *expected {
                return Err(refused(&"the access token is another one"));
            }
        }
        let email = claims.email().filter(|_| claims.email_verified() == Some(true));
        let email = email.map(|email| email.as_str().trim().to_owned()).ok_or(NOBODY)?;
        // Some letters become others when they are made small: the Kelvin sign a `k`. What that service vouched for was
        // the letter as it is.
        let small = email.to_lowercase();
        if small == email.to_ascii_lowercase() { Ok(small) } else { Err(NOBODY) }
    }
}

fn asymmetric(all: Vec<CoreJwsSigningAlgorithm>) -> Vec<CoreJwsSigningAlgorithm> {
    use CoreJwsSigningAlgorithm as Algorithm;
    let shared = [Algorithm::HmacSha256, Algorithm::HmacSha384, Algorithm::HmacSha512, Algorithm::None];
    all.into_iter().filter(|one| !shared.contains(one)).collect()
}

/// A PKCE verifier wants 43 characters; two secrets have 52.
fn long(entropy: &dyn Entropy) -> Result<String, Trouble> {
    Ok(format!("{}{}", Secret::generate(entropy)?.reveal(), Secret::generate(entropy)?.reveal()))
}
