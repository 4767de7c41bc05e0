//! Mail by SMTP. The steps are taken one by one, because what a failure means depends on how far it had come: up to
//! the message's own bytes nothing went out; after them only the server knows.

use std::time::Duration;

use keylink_domain::delivery::FailCode;
use keylink_domain::text::Email;
use lettre::message::dkim::{
    DkimCanonicalization, DkimCanonicalizationType, DkimConfig, DkimSigningAlgorithm, DkimSigningKey,
};
use lettre::message::header::{ContentDisposition, ContentType, HeaderName, HeaderValue};
use lettre::message::{Attachment, Mailbox, MultiPart, SinglePart};
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{AsyncSmtpConnection, Certificate, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail as MailCommand, Rcpt};
use lettre::transport::smtp::extension::{ClientId, Extension, MailParameter};
use lettre::transport::smtp::response::{Response, Severity};

use crate::http::without_number;
use crate::message::{Message, QR_ID};
use crate::settings::{DkimSettings, Encryption, MailSettings, SetupError, is_this_machine};
use crate::{NotTaken, Taken};

/// How long the connection and everything before the message may take.
const BEFORE: Duration = Duration::from_secs(40);
/// How long the server may think about the message. Mail servers look for viruses meanwhile.
const MESSAGE: Duration = Duration::from_secs(55);
/// How long a farewell is waited for.
const FAREWELL: Duration = Duration::from_secs(2);

const LOGINS: &[Mechanism] = &[Mechanism::Plain, Mechanism::Login];

pub(crate) struct Mail {
    settings: MailSettings,
    from: Mailbox,
    domain: String,
    tls: Option<TlsParameters>,
    signature: Option<DkimConfig>,
}

impl Mail {
    pub(crate) fn new(settings: MailSettings) -> Result<Self, SetupError> {
        let host = &settings.host;
        let is_private = settings.allow_unencrypted || is_this_machine(host);
        let tls = match settings.encryption {
            Encryption::None if is_private => None,
            Encryption::None => return Err(SetupError::Unencrypted { host: host.clone() }),
            Encryption::Starttls | Encryption::Tls => Some(tls(&settings)?),
        };
        let address = address(&settings.from).map_err(SetupError::From)?;
        let name = Some(settings.from_name.clone()).filter(|name| !name.is_empty());
        let domain = address.domain().to_owned();
        let signature = settings.dkim.as_ref().map(|dkim| signature(dkim, &domain)).transpose()?;
        Ok(Self { from: Mailbox::new(name, address), domain, tls, signature, settings })
    }

    pub(crate) async fn send(&self, to: &Email, message: &Message) -> Result<Taken, NotTaken> {
        let to = address(to).map_err(|why| NotTaken::never(FailCode::Address, why))?;
        let bytes = self.written(&to, message)?;
        let begun = tokio::time::timeout(BEFORE, self.begin(&to));
        let mut connection =
            begun.await.unwrap_or_else(|_| Err(NotTaken::later(self.unreached("it did not answer"))))?;
        let given = tokio::time::timeout(MESSAGE, connection.message(&bytes)).await;
        let taken = match given {
            Ok(Ok(response)) => Ok(Taken { said: said(&response) }),
            Ok(Err(error)) => Err(after_the_message(&error)),
            Err(_) => Err(NotTaken::NotKnown("the mail server had the message and did not answer in time".to_owned())),
        };
        // What was said of the message holds, whether or not the server also says good-bye.
        drop(tokio::time::timeout(FAREWELL, connection.quit()).await);
        taken
    }

    /// Everything up to the point where the server waits for the message.
    async fn begin(&self, to: &lettre::Address) -> Result<AsyncSmtpConnection, NotTaken> {
        let mut connection = self.connect().await?;
        if let Some((login, password)) = &self.settings.login {
            let credentials = Credentials::new(login.clone(), password.reveal().to_owned());
            connection.auth(LOGINS, &credentials).await.map_err(|error| login_refused(&error))?;
        }
        let is_international = !to.to_string().is_ascii() || !self.from.email.to_string().is_ascii();
        if is_international && !connection.server_info().supports_feature(Extension::SmtpUtfEight) {
            let why = "the mail server takes no addresses with letters beyond a to z; use another address";
            return Err(NotTaken::never(FailCode::Address, why));
        }
        let parameters = if is_international { vec![MailParameter::SmtpUtfEight] } else { Vec::new() };
        let from = MailCommand::new(Some(self.from.email.clone()), parameters);
        let refused = |error: Error| before_the_message(&error, FailCode::Refused);
        connection.command(from).await.map_err(refused)?;
        let to = Rcpt::new(to.clone(), Vec::new());
        connection.command(to).await.map_err(|error| before_the_message(&error, FailCode::Address))?;
        connection.command(Data).await.map_err(refused)?;
        Ok(connection)
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, NotTaken> {
        let place = (self.settings.host.trim_start_matches('[').trim_end_matches(']'), self.settings.port);
        let name = ClientId::Domain(self.domain.clone());
        let at_once = self.tls.clone().filter(|_| self.settings.encryption == Encryption::Tls);
        let later = |error: Error| NotTaken::later(self.unreached(&words(&error)));
        let mut connection =
            AsyncSmtpConnection::connect_tokio1(place, Some(BEFORE), &name, at_once, None).await.map_err(later)?;
        if let (Some(tls), Encryption::Starttls) = (&self.tls, self.settings.encryption) {
            if !connection.can_starttls() {
                let why = "the mail server offers no encryption (STARTTLS), so nothing was sent";
                return Err(NotTaken::never(FailCode::NotSetUp, why));
            }
            connection.starttls(tls.clone(), &name).await.map_err(later)?;
        }
        Ok(connection)
    }

    fn unreached(&self, why: &str) -> String {
        format!("the mail server {}:{} could not be reached: {why}", self.settings.host, self.settings.port)
    }

    /// The mail as it goes over the wire.
    fn written(&self, to: &lettre::Address, message: &Message) -> Result<Vec<u8>, NotTaken> {
        let unwritten = |error: &dyn std::fmt::Display| {
            NotTaken::never(FailCode::Refused, format!("the mail could not be written: {error}"))
        };
        let kind = |text: &str| ContentType::parse(text).map_err(|error| unwritten(&error));
        let page = SinglePart::html(message.html.clone());
        let both = match &message.qr {
            None => MultiPart::alternative_plain_html(message.text.clone(), message.html.clone()),
            Some(picture) => {
                // The picture comes with the page, so that nothing is fetched from anywhere.
                let picture = Attachment::new_inline(QR_ID.to_owned()).body(picture.clone(), kind("image/png")?);
                let page = MultiPart::related().singlepart(page).singlepart(picture);
                MultiPart::alternative().singlepart(SinglePart::plain(message.text.clone())).multipart(page)
            }
        };
        let whole = match &message.calendar {
            None => both,
            Some(calendar) => {
                let file = SinglePart::builder()
                    .header(kind("text/calendar; charset=utf-8; method=PUBLISH")?)
                    .header(ContentDisposition::attachment("key.ics"));
                MultiPart::mixed().multipart(both).singlepart(file.body(calendar.clone()))
            }
        };
        let robot = HeaderValue::new(HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated".to_owned());
        let mail = lettre::Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to.clone()))
            .subject(message.subject.clone())
            .date(message.at.into())
            .message_id(Some(format!("<{}@{}>", message.id, self.domain)))
            .raw_header(robot)
            .multipart(whole);
        let mut mail = mail.map_err(|error| unwritten(&error))?;
        if let Some(signature) = &self.signature {
            mail.sign(signature);
        }
        Ok(mail.formatted())
    }
}

fn tls(settings: &MailSettings) -> Result<TlsParameters, SetupError> {
    let wrong = |error: &dyn std::fmt::Display| SetupError::Authority(error.to_string());
    let mut builder = TlsParameters::builder(settings.host.clone());
    if let Some(pem) = &settings.authority {
        builder = builder.add_root_certificate(Certificate::from_pem(pem).map_err(|error| wrong(&error))?);
    }
    builder.build_rustls().map_err(|error| wrong(&error))
}

/// What is said of who sends, to whom and about what is signed with the words; mail servers on the way fold lines and lose
/// spaces, which the signature bears. The content's type is left out: the library folds it otherwise for the signature than for
/// the wire. Who changed it would have to keep every byte of the body.
fn signature(dkim: &DkimSettings, domain: &str) -> Result<DkimConfig, SetupError> {
    let is_label = |label: &str| !label.is_empty() && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    if !dkim.selector.split('.').all(is_label) {
        return Err(SetupError::Selector(dkim.selector.clone()));
    }
    if !domain.is_ascii() {
        return Err(SetupError::SignedDomain(domain.to_owned()));
    }
    let key = DkimSigningKey::new(dkim.key.reveal(), DkimSigningAlgorithm::Rsa);
    let key = key.map_err(|error| SetupError::Dkim(error.to_string()))?;
    let headers = ["From", "To", "Subject", "Date", "Message-ID"];
    let headers = headers.map(HeaderName::new_from_ascii_str).to_vec();
    let relaxed = DkimCanonicalizationType::Relaxed;
    let canonicalization = DkimCanonicalization { header: relaxed, body: relaxed };
    Ok(DkimConfig::new(dkim.selector.clone(), domain.to_owned(), key, headers, canonicalization))
}

fn address(email: &Email) -> Result<lettre::Address, String> {
    email.as_str().parse().map_err(|error: lettre::address::AddressError| error.to_string())
}

/// Nothing had gone out: what the server says of it is final only where it says so.
fn before_the_message(error: &Error, code: FailCode) -> NotTaken {
    if error.is_permanent() { NotTaken::never(code, words(error)) } else { NotTaken::later(words(error)) }
}

/// The message had gone out: only an answer says what became of it.
fn after_the_message(error: &Error) -> NotTaken {
    if error.is_permanent() {
        NotTaken::never(FailCode::Refused, words(error))
    } else if error.is_transient() {
        NotTaken::later(words(error))
    } else {
        NotTaken::NotKnown("the connection to the mail server broke after the message had gone out".to_owned())
    }
}

fn login_refused(error: &Error) -> NotTaken {
    if error.is_permanent() || error.is_client() {
        NotTaken::never(FailCode::Login, format!("the login in the settings was not taken: {}", words(error)))
    } else {
        NotTaken::later(words(error))
    }
}

/// What the server said, or what is wrong with the way to it.
fn words(error: &Error) -> String {
    let reason = std::error::Error::source(error).map(ToString::to_string).unwrap_or_else(|| error.to_string());
    match error.status() {
        Some(code) => format!("the mail server said: {code} {reason}"),
        None => without_number(reason),
    }
}

fn said(response: &Response) -> String {
    let is_good = response.code().severity == Severity::PositiveCompletion;
    let words = response.message().collect::<Vec<_>>().join(" ");
    format!("{} {words}{}", response.code(), if is_good { "" } else { " (unexpected)" })
}
