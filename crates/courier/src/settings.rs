//! What the courier is told at its start. Tokens and passwords never print.

use keylink_domain::text::Email;
use zeroize::Zeroizing;

/// A password or token. It never prints, and is wiped when it goes.
#[derive(Clone)]
pub struct Token(Zeroizing<String>);

impl Token {
    /// Takes it in; what stands around it, such as the line's end of a file, is not part of it.
    pub fn new(text: &str) -> Self {
        Self(Zeroizing::new(text.trim().to_owned()))
    }

    /// The token in clear: only for who is asked with it.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token(..)")
    }
}

/// The channels that are set up.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// A mail server.
    pub mail: Option<MailSettings>,
    /// A provider of text messages.
    pub sms: Option<SmsSettings>,
    /// Slack.
    pub slack: Option<SlackSettings>,
    /// Whether notifications may go to push services on private networks, and unencrypted.
    pub push_allow_private: bool,
}

/// How the connection to a mail server is kept from others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encryption {
    /// It begins in clear and is encrypted before anything of worth is said; a server that cannot is left.
    Starttls,
    /// It is encrypted from its first byte on.
    Tls,
    /// It is not.
    None,
}

/// A mail server.
#[derive(Debug, Clone)]
pub struct MailSettings {
    /// Its name.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is kept from others.
    pub encryption: Encryption,
    /// Whether it may go unencrypted to another machine.
    pub allow_unencrypted: bool,
    /// A certificate authority of one's own, in PEM, beside those that the machine trusts.
    pub authority: Option<Vec<u8>>,
    /// The login, where there is one.
    pub login: Option<(String, Token)>,
    /// The name that mails come from.
    pub from_name: String,
    /// The address that mails come from.
    pub from: Email,
    /// How mails are signed for its domain, where they are signed here.
    pub dkim: Option<DkimSettings>,
}

/// A signature by which receivers know that a mail is from its domain (DKIM, RFC 6376).
#[derive(Debug, Clone)]
pub struct DkimSettings {
    /// Under which name the domain's DNS tells the public key: `SELECTOR._domainkey.DOMAIN`.
    pub selector: String,
    /// The private key: RSA, in PEM.
    pub key: Token,
}

/// A provider of text messages that speaks as Twilio does.
#[derive(Debug, Clone)]
pub struct SmsSettings {
    /// The account's id.
    pub account: String,
    /// Its token.
    pub token: Token,
    /// The number or name that messages come from, or a messaging service's id.
    pub from: String,
    /// The beginning of its API's addresses.
    pub base_url: String,
}

/// Slack.
#[derive(Debug, Clone)]
pub struct SlackSettings {
    /// How it is reached.
    pub way: SlackWay,
}

/// How Slack is reached.
#[derive(Debug, Clone)]
pub enum SlackWay {
    /// As a bot, which reaches whom one names.
    Bot {
        /// Its token.
        token: Token,
        /// The beginning of the API's addresses.
        base_url: String,
    },
    /// By an incoming webhook, which leads to one channel. Its address is a secret.
    Webhook(Token),
}

/// A setting with which nothing can be sent.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SetupError {
    /// A mail server elsewhere, without encryption.
    #[error(
        "mail.encryption is \"none\", but {host} is not this machine: links would go over the network for everybody to \
         read. Use \"starttls\" or \"tls\", or set mail.allow_unencrypted = true if that network is yours alone"
    )]
    Unencrypted {
        /// The server's name.
        host: String,
    },
    /// A certificate that is none.
    #[error("mail.ca_file holds no certificate in PEM: {0}")]
    Authority(String),
    /// An address of an API that is none.
    #[error("{setting} is not the address of an API; it must look like https://api.example.com")]
    Url {
        /// The setting.
        setting: &'static str,
    },
    /// Bytes that no key is made of.
    #[error("the key for notifications cannot be made of this seal key")]
    PushKey,
    /// No certificate authorities on this machine.
    #[error("this machine trusts no certificate authorities: {0}; install its ca-certificates package")]
    NoAuthorities(String),
    /// A key that mail cannot be signed with.
    #[error(
        "mail.dkim_key_file holds no RSA key that can be used ({0}); make one with openssl genrsa -traditional -out dkim.pem 2048"
    )]
    Dkim(String),
    /// A name under which no DNS tells a key.
    #[error("mail.dkim_selector is {0:?}; it is a word of letters, digits and hyphens, such as keylink")]
    Selector(String),
    /// A domain that a signature cannot name.
    #[error(
        "mails from {0} cannot be signed: write its domain in mail.from as the DNS does, such as xn--hof-sna.example"
    )]
    SignedDomain(String),
    /// An address that mail cannot come from.
    #[error("mail.from: {0}")]
    From(String),
    /// The program's own words cannot be read.
    #[error(transparent)]
    Words(#[from] crate::language::WordsError),
}

/// Whether a host is this machine.
pub(crate) fn is_this_machine(host: &str) -> bool {
    let host = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback())
}
