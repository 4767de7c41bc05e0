//! Who asks: the bearer token becomes an actor, or the request ends here.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use keylink_domain::actor::Actor;

use super::problem::Problem;
use crate::app::App;
use crate::client::{self, Client};

/// Somebody whose token was admitted. Every handler takes one first.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Admitted {
    pub(crate) actor: Actor,
    pub(crate) client: Client,
}

impl FromRequestParts<App> for Admitted {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let Ok(client) = Client::from_request_parts(parts, app).await;
        let actor = app.house.admit_token(bearer(&parts.headers)?, client.0).await?;
        Ok(Self { actor, client })
    }
}

/// A token that is asked about again while a long answer goes on. It never prints.
#[derive(Clone)]
pub(crate) struct Bearer(String);

impl Bearer {
    pub(crate) fn text(&self) -> &str {
        &self.0
    }
}

impl FromRequestParts<App> for Bearer {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Problem> {
        bearer(&parts.headers).map(|token| Self(token.to_owned()))
    }
}

fn bearer(headers: &HeaderMap) -> Result<&str, Problem> {
    client::bearer(headers).ok_or_else(|| {
        let detail =
            "send an API token as the header: Authorization: Bearer klt_...; make one with: keylink token create";
        Problem::new(StatusCode::UNAUTHORIZED, "no_token", detail)
    })
}
