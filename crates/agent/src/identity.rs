//! Who an agent is: a secret that was made here and that its center knows by its hash alone. And how it is enrolled: a
//! one-time code from the control center is exchanged for the name of the controller that it stands for.

use std::fmt;
use std::io::ErrorKind;
use std::path::Path;

use keylink_domain::clock::Entropy;
use keylink_domain::enrolment::EnrolmentCode;
use keylink_domain::id::ControllerId;
use keylink_domain::secret::Secret;
use keylink_drivers::{OwnAuthority, ask_center, enrolment_address};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::Wrong;
use crate::disk;
use crate::site::Center;

/// The file in the agent's folder.
const FILE: &str = "identity.json";

/// Who an agent is, and where. It does not print.
#[derive(Clone, Serialize, Deserialize)]
pub struct Identity {
    /// Where its center is.
    pub center: String,
    /// Which controller it stands for.
    pub controller: ControllerId,
    /// Its secret.
    password: String,
    /// An authority of one's own that vouches for the center.
    #[serde(default)]
    authority: Option<String>,
}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Identity").field("center", &self.center).field("controller", &self.controller).finish()
    }
}

#[derive(Deserialize)]
struct Enrolled {
    controller: ControllerId,
    name: String,
}

#[derive(Deserialize)]
struct Refused {
    detail: String,
}

impl Identity {
    /// The identity in this folder, or that of a center with a broker of its own.
    ///
    /// # Errors
    /// When there is none.
    pub fn read(folder: &Path, own: Option<&Center>) -> Result<Self, Wrong> {
        if let Some(center) = own {
            return Self::of(center);
        }
        let path = folder.join(FILE);
        let told = |what: String| Wrong(format!("{}: {what}", path.display()));
        let text = std::fs::read_to_string(&path).map_err(|error| match error.kind() {
            ErrorKind::NotFound => Wrong(
                "this agent is not enrolled; make a code in the control center (Settings, Controllers) and run \
                 keylink agent enrol https://YOUR-CENTER CODE"
                    .to_owned(),
            ),
            _ => told(error.to_string()),
        })?;
        serde_json::from_str(&text).map_err(|_| told("it cannot be read; enrol this agent anew".to_owned()))
    }

    fn of(center: &Center) -> Result<Self, Wrong> {
        let file = |path: &str| std::fs::read_to_string(path).map_err(|error| Wrong(format!("{path}: {error}")));
        let controller =
            center.login.parse().map_err(|_| Wrong(format!("center.login: {:?} is no id", center.login)))?;
        let authority = if center.ca_file.is_empty() { None } else { Some(file(&center.ca_file)?) };
        let password = file(&center.password_file)?.trim().to_owned();
        Ok(Self { center: center.url.clone(), controller, password, authority })
    }

    /// Its secret, for the login alone.
    pub fn password(&self) -> &str {
        &self.password
    }

    /// Who vouches for the center besides those whom this machine trusts.
    pub fn authority(&self) -> OwnAuthority {
        OwnAuthority(self.authority.clone())
    }
}

/// Enrols this agent at a center, and keeps who it is from now on. Gives the name of the controller that it stands for. What
/// can be known to fail fails before the code is spent.
///
/// # Errors
/// When the center cannot be reached, or does not take the code; in words for people.
pub async fn enrol(
    folder: &Path,
    center: &str,
    code: &str,
    authority: Option<String>,
    in_clear: bool,
    entropy: &dyn Entropy,
) -> Result<String, Wrong> {
    let center = center.trim().trim_end_matches('/');
    let code = EnrolmentCode::parse(code)
        .ok_or_else(|| Wrong("this is not a complete code; it looks like 4f7h-x0kd-22qm-9rtz".to_owned()))?;
    let secret = Secret::generate(entropy).map_err(|error| Wrong(error.to_string()))?;
    let asked = json!({ "code": code.reveal(), "login_hash": hex::encode(secret.hash().as_bytes()) });
    let url = enrolment_address(center, in_clear).map_err(Wrong)?;
    try_folder(folder)?;
    let (status, answer) = ask_center(&url, &asked, &OwnAuthority(authority.clone())).await.map_err(Wrong)?;
    if status != 200 {
        let said = serde_json::from_value::<Refused>(answer).map_or_else(
            |_| format!("{center} answered with status {status}; is Keylink there?"),
            |refused| refused.detail,
        );
        return Err(Wrong(said));
    }
    let enrolled: Enrolled =
        serde_json::from_value(answer).map_err(|_| Wrong(format!("{center} answered something else than Keylink")))?;
    let identity = Identity {
        center: center.to_owned(),
        controller: enrolled.controller,
        password: secret.reveal().to_owned(),
        authority,
    };
    let path = folder.join(FILE);
    let content = disk::written([&identity]).and_then(|content| disk::replace(&path, &content));
    content.map_err(|error| {
        Wrong(format!(
            "{}: {error}; this agent is not enrolled: make another code when it can be written",
            path.display()
        ))
    })?;
    Ok(enrolled.name)
}

/// Whether something can be kept there.
fn try_folder(folder: &Path) -> Result<(), Wrong> {
    let path = folder.join("trial");
    let tried = disk::replace(&path, &[b' '; 4_096]).and_then(|_| std::fs::remove_file(&path));
    tried
        .map_err(|error| Wrong(format!("{}: {error}; nothing was asked, and the code is good still", folder.display())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use keylink_domain::clock::NoEntropy;

    struct Same;

    impl Entropy for Same {
        fn fill(&self, bytes: &mut [u8]) -> Result<(), NoEntropy> {
            bytes.fill(7);
            Ok(())
        }
    }

    #[tokio::test]
    async fn a_code_is_not_spent_for_an_identity_that_cannot_be_kept() {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        let center = format!("http://{}", listener.local_addr().unwrap());
        let folder = tempfile::tempdir().unwrap();
        let gone = folder.path().join("gone");
        let wrong = enrol(&gone, &center, "4f7h-x0kd-22qm-9rtz", None, false, &Same).await.unwrap_err();
        assert!(wrong.0.contains("the code is good still"), "{wrong}");
        assert!(listener.accept().is_err(), "nobody was asked");
        try_folder(folder.path()).unwrap();
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
