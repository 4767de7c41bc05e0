//! The person whom the guest can ask: by name, and by mail or telephone where they wish it.

use keylink_domain::contact::Contact;

use crate::language::{Arg, Language, isolated};

/// Who made the link, as far as the guest may know, and how somebody who can help is reached.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Maker {
    name: Option<String>,
    /// Who is asked, where that is not the maker.
    desk: Option<String>,
    ways: Vec<Way>,
    note: Option<String>,
}

/// One way to reach somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    kind: WayKind,
    href: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum WayKind {
    Call,
    WhatsApp,
    Mail,
}

impl Way {
    /// Where it leads.
    pub fn href(&self) -> &str {
        &self.href
    }

    /// What it is called.
    pub fn words(&self, language: &Language) -> String {
        match self.kind {
            WayKind::Call => language.text("call"),
            // A name, the same everywhere.
            WayKind::WhatsApp => "WhatsApp".to_owned(),
            WayKind::Mail => language.text("mail"),
        }
    }
}

impl Maker {
    /// Nobody whom the page may name: it then says "the person who sent you this link".
    pub fn unnamed() -> Self {
        Self::default()
    }

    /// Somebody with a name.
    pub fn named(name: impl Into<String>) -> Self {
        Self { name: Some(name.into()), ..Self::default() }
    }

    /// Who can be asked by mail.
    #[must_use]
    pub fn by_mail(self, address: &str) -> Self {
        self.by(WayKind::Mail, format!("mailto:{}", percent(address, b"@.+-_")))
    }

    /// Who can be asked by telephone.
    #[must_use]
    pub fn by_phone(self, number: &str) -> Self {
        self.by(WayKind::Call, format!("tel:{}", percent(number, b"+-")))
    }

    /// Who can be asked as their contact says.
    #[must_use]
    pub fn reached(mut self, contact: &Contact) -> Self {
        let said = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        (self.desk, self.note) = (said(&contact.name), said(&contact.note));
        if !contact.phone.is_empty() {
            self = self.by_phone(&contact.phone);
        }
        if let Some(number) = contact.whatsapp() {
            self = self.by(WayKind::WhatsApp, format!("https://wa.me/{number}"));
        }
        if contact.mail.is_empty() { self } else { self.by_mail(&contact.mail) }
    }

    fn by(mut self, kind: WayKind, href: String) -> Self {
        self.ways.push(Way { kind, href });
        self
    }

    /// The name, if there is one to tell.
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// The ways to reach whom "Ask Anna" means.
    pub fn ways(&self) -> &[Way] {
        &self.ways
    }

    /// What there is to know about reaching them, in the house's own words.
    pub fn note(&self) -> Option<&str> {
        self.note.as_deref()
    }

    /// "Ask Anna", or "Ask Reception"; nothing where there is no way to ask.
    pub fn ask(&self, language: &Language) -> Option<String> {
        let reached = !self.ways.is_empty() || self.note.is_some();
        let asked = self.desk.as_deref().map_or_else(|| self.called(language), isolated);
        reached.then(|| language.text_with("ask", &[("maker", asked.into())]))
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
        assert_eq!(maker.ways[0].href(), "mailto:a@b.example%3Fbcc%3Dx@y%22%3E%3Cscript%3E");
        let contact = Contact { phone: "+43 1 234-5".to_owned(), ..Contact::default() };
        let ways: Vec<_> = Maker::named("A").reached(&contact).ways.into_iter().map(|way| way.href).collect();
        assert_eq!(ways, ["tel:+431234-5", "https://wa.me/4312345"]);
    }
}
