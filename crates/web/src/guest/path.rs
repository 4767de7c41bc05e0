//! Where a link's page lives: `/k/{secret}`. It carries the secret, so it never prints itself.

use std::fmt;

/// The path of a link's page, from the root of the server: `/k/{secret}`.
#[derive(Clone, PartialEq, Eq)]
pub struct LinkPath(String);

impl LinkPath {
    /// Takes the path as it stands in the guest's address bar, in its clean spelling.
    pub fn new(path: impl Into<String>) -> Self {
        Self(path.into())
    }

    /// The page: `GET` only.
    pub fn page(&self) -> &str {
        &self.0
    }

    /// Where the press is posted to.
    pub fn unlock(&self) -> String {
        format!("{}/unlock", self.0)
    }

    /// The form to pass the link on, and where it is posted to.
    pub fn share(&self) -> String {
        format!("{}/share", self.0)
    }

    /// Where a branch is withdrawn.
    pub fn withdraw(&self) -> String {
        format!("{}/share/withdraw", self.0)
    }

    /// Where the PIN is posted to.
    pub fn pin(&self) -> String {
        format!("{}/pin", self.0)
    }
}

impl fmt::Debug for LinkPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LinkPath(..)")
    }
}
