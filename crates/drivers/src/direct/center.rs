//! An agent's word to the center's web server before it has an identity: one request, over TLS like everything else.

use std::time::Duration;

use serde_json::Value;
use tokio::time::timeout;

use super::call::{Http, Request};
use super::line::{Broker, OWN_AUTHORITY};
use super::order::Trouble;
use super::voice::OwnAuthority;

/// How long it may take.
const WITHIN: Duration = Duration::from_secs(15);

/// Where agents are enrolled at this center, which is read as whoever connects to it reads it. What goes there goes over TLS,
/// or does not leave this machine, unless somebody says that it may be read on its way.
///
/// # Errors
/// In words for people: when that is no center's address, or one to which the code would go in clear.
pub fn enrolment_address(center: &str, in_clear: bool) -> Result<String, String> {
    let center = center.trim().trim_end_matches('/');
    let broker = Broker::of_center("center", center).map_err(|wrong| wrong.message)?;
    let of_web = [("https://", "https"), ("wss://", "https"), ("http://", "http"), ("ws://", "http")];
    let found = of_web.iter().find_map(|(scheme, web)| Some((center.strip_prefix(scheme)?, *web)));
    let Some((rest, scheme)) = found else {
        return Err("agents are enrolled at a center's web address, such as https://keys.example.org".to_owned());
    };
    if scheme == "http" && !in_clear && !broker.is_here() {
        return Err(format!(
            "{center}: the code would be readable on its way; use https://, or say --insecure where nobody else can listen"
        ));
    }
    Ok(format!("{scheme}://{rest}/agent/enrol"))
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_goes_over_tls_or_stays_here_unless_somebody_says_otherwise() {
        for (center, url) in [
            ("https://keys.example.org/", "https://keys.example.org/agent/enrol"),
            ("wss://keys.example.org:8443", "https://keys.example.org:8443/agent/enrol"),
            ("http://127.0.0.1:8080", "http://127.0.0.1:8080/agent/enrol"),
            ("ws://[::1]:8080", "http://[::1]:8080/agent/enrol"),
            ("http://localhost:8080", "http://localhost:8080/agent/enrol"),
        ] {
            assert_eq!(enrolment_address(center, false).as_deref(), Ok(url));
        }
        for center in ["http://keys.example.org", "ws://192.168.1.2", "http://127.0.0.1.example.org"] {
            assert!(enrolment_address(center, false).is_err(), "{center}");
            assert!(enrolment_address(center, true).is_ok(), "{center}");
        }
        for center in
            ["mqtts://keys.example.org", "https://keys.example.org/there", "https://a@b", "keys.example.org", ""]
        {
            assert!(enrolment_address(center, true).is_err(), "{center}: no agent could connect there");
        }
    }
}
