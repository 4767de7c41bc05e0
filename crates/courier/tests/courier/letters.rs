//! Letters to send.

use jiff::Timestamp;
use keylink_courier::{Encryption, Letter, MailSettings, Occasion};
use keylink_domain::delivery::{Address, Channel};
use keylink_domain::id::DeliveryId;
use keylink_domain::validity::Validity;
use keylink_domain::wording::OwnWords;
use keylink_domain::zone::Zone;

pub const SECRET: &str = "0123456789abcdefghjkmnpqrs";

pub fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// What a letter is made of, to be changed by a test.
pub struct Facts {
    pub organization: String,
    pub sender: Option<String>,
    pub words: String,
    pub validity: Validity,
    pub language: Option<String>,
    pub own: Option<(Channel, OwnWords)>,
}

impl Default for Facts {
    fn default() -> Self {
        let mut validity = Validity::always(Zone::parse("Europe/Vienna").unwrap());
        validity.from = Some(at("2026-11-27T14:00:00Z"));
        validity.until = Some(at("2026-11-29T10:00:00Z"));
        Self {
            organization: "Lindenhof".to_owned(),
            sender: Some("Anna".to_owned()),
            words: String::new(),
            validity,
            language: None,
            own: None,
        }
    }
}

pub fn letter(facts: Facts) -> Letter {
    let now = at("2026-11-22T08:00:00Z");
    let occasion = Occasion::Key {
        sender: facts.sender,
        words: facts.words,
        guest: "Weekend, Mia".to_owned(),
        doors: vec!["Street door".to_owned(), "Flat 3".to_owned()],
        own: facts.own.map(|(channel, own)| (channel, Box::new(own))),
        validity: Box::new(facts.validity),
        url: format!("https://keys.example.org/k/{SECRET}").into(),
    };
    Letter {
        id: DeliveryId::new(now, [7; 16]),
        organization: facts.organization,
        language: facts.language,
        now,
        occasion,
    }
}

pub fn mail_settings(port: u16) -> MailSettings {
    MailSettings {
        host: "127.0.0.1".to_owned(),
        port,
        encryption: Encryption::None,
        allow_unencrypted: false,
        authority: None,
        login: None,
        from_name: "Keylink".to_owned(),
        from: keylink_domain::text::Email::parse("keys@example.org").unwrap(),
        dkim: None,
    }
}

pub fn mia() -> Address {
    Address::parse(Channel::Mail, "mia@example.com").unwrap()
}
