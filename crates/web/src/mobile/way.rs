//! The ways to send a link on from a phone: what the device's own programs are called by.

use crate::control::link::Handed;
use crate::query::encoded;

/// A way that an address of its own leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    /// Its name.
    pub name: &'static str,
    /// Its icon.
    pub icon: &'static str,
    /// Its address, with the text in it.
    pub href: String,
    /// Whether it leads to another site.
    pub is_away: bool,
}

/// The ways for what is handed out, to a guest.
pub fn ways(handed: &Handed, organization: &str) -> Vec<Way> {
    let Some(guest) = &handed.guest else { return Vec::new() };
    let text = encoded(&guest.message);
    let subject = encoded(&format!("Your key for {organization}"));
    let way = |name, icon, href, is_away| Way { name, icon, href, is_away };
    vec![
        way("E-mail", "mail", format!("mailto:?subject={subject}&body={text}"), false),
        // `?&`: one of the two is what each phone goes by.
        way("Text message", "message-square", format!("sms:?&body={text}"), false),
        way("WhatsApp", "message-circle", format!("https://wa.me/?text={text}"), true),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::control::link::GuestAddress;

    #[test]
    fn the_text_arrives_whole() {
        let guest = GuestAddress {
            url: "https://keys.example.org/k/abc".to_owned(),
            qr: None,
            message: "Anna & Ben: 50 % off? https://keys.example.org/k/abc".to_owned(),
        };
        let handed = Handed { guest: Some(guest), webhook: None, done: "", warnings: Vec::new() };
        let text = "Anna%20%26%20Ben%3A%2050%20%25%20off%3F%20https%3A//keys.example.org/k/abc";
        let hrefs: Vec<String> = ways(&handed, "A&B").into_iter().map(|way| way.href).collect();
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
