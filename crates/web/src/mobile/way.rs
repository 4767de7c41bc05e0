//! The ways to send a link on from a phone: what the device's own programs are called by.

use keylink_domain::delivery::Handover;

use super::said;
use crate::language::Language;
use crate::query::encoded;

/// A way that an address of its own leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    /// Its name.
    pub name: String,
    /// Its icon.
    pub icon: &'static str,
    /// Its address, with the text in it.
    pub href: String,
    /// Whether it leads to another site.
    pub is_away: bool,
    /// What the log calls it.
    pub code: &'static str,
}

/// The ways for a message: named in the language of its maker, with the subject of a mail in the guest's.
pub fn ways(message: &str, organization: &str, maker: &Language, guest: &Language) -> Vec<Way> {
    let text = encoded(message);
    let subject = guest.text_with("app-subject", &[("organization", said::in_message(guest, organization).into())]);
    let subject = encoded(&subject);
    let way = |to: Handover, name: String, icon, href, is_away| Way { name, icon, href, is_away, code: to.as_str() };
    vec![
        way(Handover::Mail, maker.text("app-mail"), "mail", format!("mailto:?subject={subject}&body={text}"), false),
        // `?&`: one of the two is what each phone goes by.
        way(Handover::TextMessage, maker.text("app-sms"), "message-square", format!("sms:?&body={text}"), false),
        way(Handover::WhatsApp, "WhatsApp".to_owned(), "message-circle", format!("https://wa.me/?text={text}"), true),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Languages;

    #[test]
    fn the_text_arrives_whole() {
        let message = "Anna & Ben: 50 % off? https://keys.example.org/k/abc";
        let text = "Anna%20%26%20Ben%3A%2050%20%25%20off%3F%20https%3A//keys.example.org/k/abc";
        let languages = Languages::embedded().unwrap();
        let english = languages.negotiate(None, None, None);
        let hrefs: Vec<String> = ways(message, "A&B", english, english).into_iter().map(|way| way.href).collect();
        assert_eq!(
            hrefs,
            [
                format!("mailto:?subject=Your%20key%20for%20A%26B&body={text}"),
                format!("sms:?&body={text}"),
                format!("https://wa.me/?text={text}"),
            ]
        );
    }
}
