//! The settings of another sign-in service. Empty is not set up; half is a slip that is told.

use keylink_service::openid::OpenIdSettings;
use serde::Deserialize;

use super::sending::secret;
use crate::Failure;

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OpenId {
    name: String,
    issuer: String,
    client_id: String,
    client_secret: String,
    client_secret_file: String,
}

/// It holds a secret.
impl std::fmt::Debug for OpenId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("OpenId").field("issuer", &self.issuer).finish_non_exhaustive()
    }
}

impl OpenId {
    pub(super) fn read(&self) -> Result<Option<OpenIdSettings>, Failure> {
        let client_secret = secret("openid.client_secret", &self.client_secret, &self.client_secret_file)?;
        match (self.issuer.trim(), self.client_id.trim()) {
            ("", "") if client_secret.is_none() => Ok(None),
            ("", _) => Err("openid.issuer is not set".into()),
            (_, "") => Err("openid.client_id is not set".into()),
            (issuer, client_id) => Ok(Some(OpenIdSettings {
                name: Some(self.name.trim()).filter(|name| !name.is_empty()).unwrap_or("single sign-on").to_owned(),
                issuer: issuer.to_owned(),
                client_id: client_id.to_owned(),
                client_secret,
            })),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(issuer: &str, client_id: &str, client_secret: &str) -> Result<Option<OpenIdSettings>, Failure> {
        let (issuer, client_id, client_secret) = (issuer.to_owned(), client_id.to_owned(), client_secret.to_owned());
        OpenId { name: String::new(), issuer, client_id, client_secret, client_secret_file: String::new() }.read()
    }

    #[test]
    fn half_a_service_is_told() {
        assert!(read("", "", "").unwrap().is_none());
        assert!(read("https://login.example.org", "keylink", "").unwrap().is_some());
        let told =
            |issuer, client, secret| read(issuer, client, secret).err().map(|e| e.to_string()).unwrap_or_default();
        assert!(told("", "keylink", "").contains("openid.issuer"));
        assert!(told("", "", "s3cret").contains("openid.issuer"));
        assert!(told("https://login.example.org", "", "s3cret").contains("openid.client_id"));
    }
}
