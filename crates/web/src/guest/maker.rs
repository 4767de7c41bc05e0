//! The person whom the guest can ask: by name, and by mail or telephone where they wish it.

use crate::language::{Arg, Language, isolated};

/// Who made the link, as far as the guest may know.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Maker {
    name: Option<String>,
    href: Option<String>,
}

impl Maker {
    /// Nobody whom the page may name: it then says "the person who sent you this link".
    pub fn unnamed() -> Self {
        Self::default()
    }

    /// Somebody with a name.
    pub fn named(name: impl Into<String>) -> Self {
        Self { name: Some(name.into()), href: None }
    }

    /// Who can be asked by mail.
    #[must_use]
    pub fn by_mail(self, address: &str) -> Self {
        Self { href: Some(format!("mailto:{}", percent(address, b"@.+-_"))), ..self }
    }

    /// Who can be asked by telephone.
    #[must_use]
    pub fn by_phone(self, number: &str) -> Self {
        Self { href: Some(format!("tel:{}", percent(number, b"+-"))), ..self }
    }

    /// The name, if there is one to tell.
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// Where "Ask Anna" leads, if anywhere.
    pub fn href(&self) -> Option<&str> {
        self.href.as_deref()
    }

    /// The name for the middle of a sentence.
    pub fn called(&self, language: &Language) -> String {
        self.name.as_deref().map_or_else(|| language.text("someone"), isolated)
    }

    /// The name as a sentence is filled in with it.
    pub fn arg(&self, language: &Language) -> Arg<'static> {
        ("maker", self.called(language).into())
    }
}

fn percent(text: &str, kept: &[u8]) -> String {
    text.bytes()
        .filter(|byte| !byte.is_ascii_whitespace())
        .map(|byte| match byte {
            _ if byte.is_ascii_alphanumeric() || kept.contains(&byte) => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_cannot_leave_their_scheme_or_add_fields() {
        let maker = Maker::named("A").by_mail("a@b.example?bcc=x@y\"><script>");
        assert_eq!(maker.href(), Some("mailto:a@b.example%3Fbcc%3Dx@y%22%3E%3Cscript%3E"));
        assert_eq!(Maker::named("A").by_phone("+43 1 234-5").href(), Some("tel:+431234-5"));
    }
}
