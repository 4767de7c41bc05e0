//! Digest authentication (RFC 7616) with SHA-256, as devices ask for it: the password does not travel.

use hyper::HeaderMap;
use hyper::header::WWW_AUTHENTICATE;
use sha2::{Digest as _, Sha256};

/// What a device asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Challenge {
    realm: String,
    nonce: String,
    opaque: Option<String>,
}

/// Who answers.
pub(super) struct Login<'a> {
    pub(super) user: &'a str,
    pub(super) password: &'a str,
}

impl Challenge {
    /// The first challenge that can be answered; `None` where the device asks for something else.
    pub(super) fn read(headers: &HeaderMap) -> Option<Self> {
        headers.get_all(WWW_AUTHENTICATE).iter().filter_map(|value| value.to_str().ok()).find_map(read)
    }

    /// The header that answers for this request; `count` grows with each use of the challenge.
    pub(super) fn answer(&self, login: &Login<'_>, method: &str, path: &str, count: u32, chance: &str) -> String {
        let Self { realm, nonce, opaque } = self;
        let who = hashed(&format!("{}:{realm}:{}", login.user, login.password));
        let what = hashed(&format!("{method}:{path}"));
        let count = format!("{count:08x}");
        let response = hashed(&format!("{who}:{nonce}:{count}:{chance}:auth:{what}"));
        let opaque = opaque.as_ref().map(|opaque| format!(", opaque=\"{opaque}\"")).unwrap_or_default();
        format!(
            "Digest username=\"{}\", realm=\"{realm}\", nonce=\"{nonce}\", uri=\"{path}\", algorithm=SHA-256, qop=auth, \
             nc={count}, cnonce=\"{chance}\", response=\"{response}\"{opaque}",
            login.user
        )
    }
}

fn read(text: &str) -> Option<Challenge> {
    let (scheme, rest) = text.trim().split_once(' ')?;
    let parts = parts(rest)?;
    let part = |name: &str| parts.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone());
    let asks = scheme.eq_ignore_ascii_case("digest")
        && part("algorithm").is_some_and(|name| name.eq_ignore_ascii_case("SHA-256"))
        && part("qop").is_some_and(|qop| qop.split(',').any(|way| way.trim() == "auth"));
    // What is put back into a header must be able to stand there.
    let safe = |text: &String| text.bytes().all(|b| (0x20..0x7f).contains(&b) && b != b'"' && b != b'\\');
    let challenge = Challenge { realm: part("realm")?, nonce: part("nonce")?, opaque: part("opaque") };
    let all = [Some(&challenge.realm), Some(&challenge.nonce), challenge.opaque.as_ref()];
    (asks && all.into_iter().flatten().all(safe)).then_some(challenge)
}

/// `name="value", name=value` as pairs; names in small letters.
fn parts(text: &str) -> Option<Vec<(String, String)>> {
    let (mut parts, mut rest) = (Vec::new(), text.trim());
    while !rest.is_empty() {
        let (name, after) = rest.split_once('=')?;
        let (value, after) = match after.trim_start().strip_prefix('"') {
            Some(quoted) => quoted.split_once('"')?,
            None => after.split_at(after.find(',').unwrap_or(after.len())),
        };
        parts.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
        rest = after.trim_start().trim_start_matches(',').trim_start();
    }
    Some(parts)
}

fn hashed(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of RFC 7616, section 3.9.1.
    #[test]
    fn the_standard_s_example_comes_out() {
        let asked = "Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\", algorithm=SHA-256, \
                     nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\", \
                     opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"";
        let challenge = read(asked).unwrap();
        let login = Login { user: "Mufasa", password: "Circle of Life" };
        let chance = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";
        let answer = challenge.answer(&login, "GET", "/dir/index.html", 1, chance);
        let response = "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1";
        assert!(answer.contains(&format!("response=\"{response}\"")), "{answer}");
        assert!(answer.contains("nc=00000001") && answer.contains("opaque=\"FQhe/"), "{answer}");
    }

    #[test]
    fn other_challenges_are_not_answered() {
        for asked in [
            "Basic realm=\"a\"",
            "Digest realm=\"a\", nonce=\"b\", qop=\"auth\"",
            "Digest realm=\"a\", nonce=\"b\", qop=\"auth\", algorithm=MD5",
            "Digest realm=\"a\", nonce=\"b\", algorithm=SHA-256",
            "Digest realm=\"a\", qop=\"auth\", algorithm=SHA-256",
            "Digest realm=\"a, nonce=b",
            "Digest",
            "",
        ] {
            assert_eq!(read(asked), None, "{asked}");
        }
    }
}
