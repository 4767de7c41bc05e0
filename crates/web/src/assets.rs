//! What is inlined into pages: styles, scripts and icons, stripped of comments, with their CSP hashes.

use std::sync::LazyLock;

use sha2::{Digest, Sha256};

/// A text that stands inside a page, and the source expression that a Content-Security-Policy
/// allows it by.
pub struct Inline {
    /// Exactly what stands between the tags.
    pub text: String,
    /// `'sha256-...'`, quotes included.
    pub csp_source: String,
}

impl Inline {
    fn new(text: String) -> Self {
        let csp_source = csp_source(&text);
        Self { text, csp_source }
    }
}

/// What a Content-Security-Policy calls a text by.
pub(crate) fn csp_source(text: &str) -> String {
    format!("'sha256-{}'", base64(&Sha256::digest(text.as_bytes())))
}

/// The guest page's style: the tokens and its own rules.
pub static GUEST_STYLE: LazyLock<Inline> = LazyLock::new(|| {
    let source = concat!(include_str!("../assets/tokens.css"), include_str!("../assets/guest.css"));
    Inline::new(squeeze(source))
});

/// The guest page's script: the press, and the page.
pub static GUEST_SCRIPT: LazyLock<Inline> = LazyLock::new(|| {
    let source = concat!(include_str!("../assets/press.js"), include_str!("../assets/guest.js"));
    Inline::new(squeeze(source))
});

/// The sprite that pages take their icons from.
pub static ICONS: LazyLock<String> = LazyLock::new(|| include_str!("../assets/icons.svg").lines().collect());

/// Drops comment lines, block comments that begin a line, indentation and empty lines. It knows
/// nothing of strings, so sources keep comments on lines of their own.
fn squeeze(source: &str) -> String {
    let mut kept = String::with_capacity(source.len());
    let mut in_comment = false;
    for line in source.lines().map(str::trim) {
        in_comment = in_comment || line.starts_with("/*");
        if in_comment {
            in_comment = !line.ends_with("*/");
        } else if !line.is_empty() && !line.starts_with("//") {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    kept
}

/// Base64 with padding, as CSP wants it; one use of 32 bytes is no reason for a dependency.
fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let group = chunk.iter().fold(0u32, |sum, byte| (sum << 8) | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for place in 0..4 {
            let digit = (group >> (18 - 6 * place)) & 63;
            text.push(if place > chunk.len() { '=' } else { char::from(ALPHABET[digit as usize]) });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_matches_the_vectors_of_rfc_4648() {
        for (plain, coded) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
            assert_eq!(base64(plain.as_bytes()), coded);
        }
    }

    #[test]
    fn squeezing_drops_comments_and_keeps_code() {
        let source = "/* one\n   two */\n\na { b: c; }\n  // three\n  d();\n/* four */\n";
        assert_eq!(squeeze(source), "a { b: c; }\nd();\n");
    }

    #[test]
    fn sources_keep_comments_on_lines_of_their_own() {
        for text in [&GUEST_STYLE.text, &GUEST_SCRIPT.text] {
            assert!(!text.contains("/*") && !text.contains("*/"), "a comment shares a line with code");
        }
    }

    #[test]
    fn nothing_inlined_can_close_its_own_tag() {
        assert!(!GUEST_STYLE.text.contains("</") && !GUEST_SCRIPT.text.contains("</"));
    }
}
