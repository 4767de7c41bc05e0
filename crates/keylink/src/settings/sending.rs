//! The settings of what sends links and notices: mail, text messages, Slack, notifications. Empty is not set up; half is a slip that is told.

use keylink_domain::text::Email;
use keylink_service::delivery::{
    DkimSettings, Encryption, MailSettings, Settings, SlackSettings, SlackWay, SmsSettings, Token,
};
use serde::Deserialize;

use crate::Failure;

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Mail {
    host: String,
    port: u16,
    encryption: String,
    allow_unencrypted: bool,
    ca_file: String,
    username: String,
    password: String,
    password_file: String,
    from: String,
    dkim_selector: String,
    dkim_key_file: String,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Sms {
    account: String,
    token: String,
    token_file: String,
    from: String,
    base_url: String,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Slack {
    bot_token: String,
    bot_token_file: String,
    webhook_url: String,
    base_url: String,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Push {
    allow_private: bool,
}

macro_rules! silent {
    ($($name:ident),*) => {$(
        /// It holds secrets.
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($name), "(..)"))
            }
        }
    )*};
}

silent!(Mail, Sms, Slack);

/// What is set up.
pub(super) fn read(mail: &Mail, sms: &Sms, slack: &Slack, push: Push) -> Result<Settings, Failure> {
    let push_allow_private = push.allow_private;
    Ok(Settings { mail: mail.read()?, sms: sms.read()?, slack: slack.read()?, push_allow_private })
}

impl Mail {
    fn read(&self) -> Result<Option<MailSettings>, Failure> {
        if self.host.trim().is_empty() {
            return Ok(None);
        }
        let encryption = match self.encryption.as_str() {
            "starttls" => Encryption::Starttls,
            "tls" => Encryption::Tls,
            "none" => Encryption::None,
            other => return Err(format!("mail.encryption is {other:?}; it is starttls, tls or none").into()),
        };
        let (from_name, from) = mailbox(&self.from)?;
        let password = secret("mail.password", &self.password, &self.password_file)?;
        let login = match (self.username.is_empty(), password) {
            (true, None) => None,
            (false, Some(password)) => Some((self.username.clone(), password)),
            (true, Some(_)) => return Err("mail.password is set, but mail.username is not".into()),
            (false, None) => return Err("mail.username is set, but mail.password is not".into()),
        };
        let authority = match self.ca_file.as_str() {
            "" => None,
            file => Some(std::fs::read(file).map_err(|error| format!("mail.ca_file {file}: {error}"))?),
        };
        Ok(Some(MailSettings {
            host: self.host.trim().to_owned(),
            port: self.port,
            encryption,
            allow_unencrypted: self.allow_unencrypted,
            authority,
            login,
            from_name,
            from,
            dkim: self.dkim()?,
        }))
    }

    fn dkim(&self) -> Result<Option<DkimSettings>, Failure> {
        match (self.dkim_selector.as_str(), self.dkim_key_file.as_str()) {
            ("", "") => Ok(None),
            (_, "") => Err("mail.dkim_selector is set, but mail.dkim_key_file is not".into()),
            ("", _) => Err("mail.dkim_key_file is set, but mail.dkim_selector is not".into()),
            (selector, file) => {
                let key =
                    std::fs::read_to_string(file).map_err(|error| format!("mail.dkim_key_file {file}: {error}"))?;
                Ok(Some(DkimSettings { selector: selector.to_owned(), key: Token::new(&key) }))
            }
        }
    }
}

/// The name and the address of `Keylink <keys@example.org>`, or of an address alone.
fn mailbox(text: &str) -> Result<(String, Email), Failure> {
    let (name, address) = match text.trim().strip_suffix('>').and_then(|rest| rest.split_once('<')) {
        Some((name, address)) => (name.trim().trim_matches('"'), address),
        None => ("", text),
    };
    if name.chars().any(char::is_control) {
        return Err("mail.from: the name must be on one line".into());
    }
    let address = Email::parse(address)
        .map_err(|_| format!("mail.from is {text:?}; it must look like \"Keylink <keys@example.org>\""))?;
    Ok((name.to_owned(), address))
}

impl Sms {
    fn read(&self) -> Result<Option<SmsSettings>, Failure> {
        let token = secret("sms.token", &self.token, &self.token_file)?;
        match (self.account.trim(), token, self.from.trim()) {
            ("", None, "") => Ok(None),
            ("", ..) => Err("sms.account is not set".into()),
            (_, None, _) => Err("sms.token is not set".into()),
            (_, _, "") => Err("sms.from is not set".into()),
            (account, Some(token), from) => Ok(Some(SmsSettings {
                account: account.to_owned(),
                token,
                from: from.to_owned(),
                base_url: self.base_url.clone(),
            })),
        }
    }
}

impl Slack {
    fn read(&self) -> Result<Option<SlackSettings>, Failure> {
        let token = secret("slack.bot_token", &self.bot_token, &self.bot_token_file)?;
        let way = match (token, self.webhook_url.trim()) {
            (None, "") => return Ok(None),
            (Some(token), "") => SlackWay::Bot { token, base_url: self.base_url.clone() },
            (None, url) => SlackWay::Webhook(Token::new(url)),
            (Some(_), _) => return Err("slack.bot_token and slack.webhook_url are both set; keep one of them".into()),
        };
        Ok(Some(SlackSettings { way }))
    }
}

/// A secret from the setting itself, or from the file that it names.
pub(super) fn secret(setting: &str, text: &str, file: &str) -> Result<Option<Token>, Failure> {
    match (text.trim(), file.trim()) {
        ("", "") => Ok(None),
        (text, "") => Ok(Some(Token::new(text))),
        ("", file) => {
            let text = std::fs::read_to_string(file).map_err(|error| format!("{setting}_file {file}: {error}"))?;
            if text.trim().is_empty() {
                Err(format!("{setting}_file {file} is empty").into())
            } else {
                Ok(Some(Token::new(&text)))
            }
        }
        _ => Err(format!("{setting} and {setting}_file are both set; keep one of them").into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mail() -> Mail {
        Mail {
            host: "smtp.example.org".to_owned(),
            port: 587,
            encryption: "starttls".to_owned(),
            allow_unencrypted: false,
            ca_file: String::new(),
            username: "keys".to_owned(),
            password: "correct horse".to_owned(),
            password_file: String::new(),
            from: "Keylink <keys@example.org>".to_owned(),
            dkim_selector: String::new(),
            dkim_key_file: String::new(),
        }
    }

    fn told(mail: &Mail) -> String {
        mail.read().err().map(|error| error.to_string()).unwrap_or_default()
    }

    #[test]
    fn a_mail_server_is_read_and_slips_are_named() {
        let read = mail().read().unwrap().unwrap();
        assert_eq!((read.from_name.as_str(), read.from.as_str()), ("Keylink", "keys@example.org"));
        assert!(Mail { host: String::new(), ..mail() }.read().unwrap().is_none());
        assert!(told(&Mail { encryption: "ssl".to_owned(), ..mail() }).contains("mail.encryption"));
        assert!(told(&Mail { from: "keys".to_owned(), ..mail() }).contains("mail.from"));
        assert!(told(&Mail { password: String::new(), ..mail() }).contains("mail.password is not"));
        assert!(told(&Mail { password_file: "p".to_owned(), ..mail() }).contains("both set"));
        let missing = Mail { password: String::new(), password_file: "/nowhere/p".to_owned(), ..mail() };
        assert!(told(&missing).contains("mail.password_file /nowhere/p"));
        let half = |selector: &str, file: &str| Mail {
            dkim_selector: selector.to_owned(),
            dkim_key_file: file.to_owned(),
            ..mail()
        };
        assert!(told(&half("keylink", "")).contains("mail.dkim_key_file is not"));
        assert!(told(&half("", "/etc/key")).contains("mail.dkim_selector is not"));
        assert!(told(&half("keylink", "/nowhere/key")).contains("mail.dkim_key_file /nowhere/key"));
        assert!(!format!("{:?} {read:?}", mail()).contains("correct horse"));
    }

    #[test]
    fn half_a_channel_is_told() {
        let sms = |account: &str, token: &str, from: &str| {
            let (account, token, from) = (account.to_owned(), token.to_owned(), from.to_owned());
            Sms { account, token, token_file: String::new(), from, base_url: String::new() }.read()
        };
        assert!(sms("", "", "").unwrap().is_none());
        assert!(sms("AC1", "t", "+1").unwrap().is_some());
        assert!(sms("AC1", "", "+1").unwrap_err().to_string().contains("sms.token"));
        let slack = |token: &str, url: &str| {
            let (bot_token, webhook_url) = (token.to_owned(), url.to_owned());
            Slack { bot_token, bot_token_file: String::new(), webhook_url, base_url: String::new() }.read()
        };
        assert!(slack("", "").unwrap().is_none());
        assert!(slack("xoxb-1", "https://hooks.example").is_err());
    }
}
