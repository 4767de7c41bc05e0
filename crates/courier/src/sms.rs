//! Text messages by an API that speaks as Twilio's does.

use keylink_domain::delivery::{FailCode, Phone};

use crate::http::{Http, Sent, checked_base, form};
use crate::message::Message;
use crate::settings::{SetupError, SmsSettings};
use crate::{NotTaken, Taken};

const WHO: &str = "the provider of text messages";

pub(crate) struct Sms {
    settings: SmsSettings,
    url: String,
    http: Http,
}

impl Sms {
    pub(crate) fn new(settings: SmsSettings) -> Result<Self, SetupError> {
        let base = checked_base("sms.base_url", &settings.base_url)?;
        let account = crate::http::encoded(&settings.account);
        let url = format!("{base}/2010-04-01/Accounts/{account}/Messages.json");
        Ok(Self { url, http: Http::new(false)?, settings })
    }

    pub(crate) async fn send(&self, to: &Phone, message: &Message) -> Result<Taken, NotTaken> {
        // A messaging service chooses the number by itself.
        let from = if self.settings.from.starts_with("MG") { "MessagingServiceSid" } else { "From" };
        let fields = [("To", to.as_str()), (from, &self.settings.from), ("Body", &message.short)];
        let sent = Sent {
            url: &self.url,
            authorization: Some(basic(&self.settings.account, self.settings.token.reveal())),
            content_type: "application/x-www-form-urlencoded",
            body: form(&fields),
        };
        let answer = self.http.post(WHO, sent).await?;
        let json = answer.json();
        let code = json["code"].as_i64();
        if answer.status.is_success() {
            return Ok(Taken { said: json["status"].as_str().unwrap_or("accepted").to_owned() });
        }
        let words = json["message"].as_str().unwrap_or("without a word");
        let said = match code {
            Some(code) => format!("{WHO} said: {words} ({code})"),
            None => format!("{WHO} answered {}: {words}", answer.status),
        };
        if let Some(trouble) = answer.of_the_provider(WHO) {
            return Err(trouble);
        }
        Err(match (code, answer.status.as_u16()) {
            // Too many requests at once, or too many messages waiting.
            (Some(20429 | 14107 | 30001), _) => NotTaken::Later { said, after: answer.after },
            (Some(20003 | 20404 | 20005), _) | (_, 401 | 403) => NotTaken::never(FailCode::Login, said),
            // Not a number, not one that takes text messages, one that does not want any, a country not switched on.
            (Some(21211 | 21214 | 21217 | 21265 | 21408 | 21610 | 21612 | 21614), _) => {
                NotTaken::never(FailCode::Address, said)
            }
            _ => NotTaken::never(FailCode::Refused, said),
        })
    }
}

/// A login for HTTP's own way.
fn basic(login: &str, password: &str) -> String {
    use base64::Engine as _;
    format!("Basic {}", base64::engine::general_purpose::STANDARD.encode(format!("{login}:{password}")))
}
