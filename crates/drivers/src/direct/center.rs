//! An agent's word to the center's web server before it has an identity: one request, over TLS like everything else.

use std::time::Duration;

use serde_json::Value;
use tokio::time::timeout;

use super::call::{Http, Request};
use super::line::OWN_AUTHORITY;
use super::order::Trouble;
use super::voice::OwnAuthority;

/// How long it may take.
const WITHIN: Duration = Duration::from_secs(15);

/// Asks a center something; its answer's status, and what it says.
///
/// # Errors
/// In words for people: when it cannot be reached.
pub async fn ask_center(url: &str, asked: &Value, authority: &OwnAuthority) -> Result<(u16, Value), String> {
    let asking = async {
        let http = Http::to_center(authority.0.as_deref())?;
        let reply = http.ask(&Request::post_json(url, asked)).await?;
        Ok((reply.status.as_u16(), reply.json()))
    };
    let asked = timeout(WITHIN, asking).await.unwrap_or(Err(Trouble::Silent));
    asked.map_err(|why| match why {
        Trouble::Certificate => format!("the center cannot be asked: {why}. {OWN_AUTHORITY}"),
        why => format!("the center cannot be asked: {why}"),
    })
}
