//! One HTTP request, made once: no second try, no redirect, no connection kept. It says whether a failure came before
//! the request could have reached anybody.

use std::time::Duration;

use http_body_util::{BodyExt, Full, Limited};
use hyper::body::Bytes;
use hyper::header::{AUTHORIZATION, CONTENT_TYPE, RETRY_AFTER};
use hyper::{Method, Request, StatusCode, Uri};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use jiff::SignedDuration;
use serde_json::Value;

use crate::NotTaken;
use crate::guard::Resolver;
use crate::settings::{SetupError, is_this_machine};

/// How long a connection may take.
const CONNECT: Duration = Duration::from_secs(10);
/// How long the whole may take.
const WHOLE: Duration = Duration::from_secs(40);
/// No answer that is understood is longer; in bytes.
const ANSWER: usize = 64 * 1024;

pub(crate) struct Http {
    pub(crate) client: Client<HttpsConnector<HttpConnector<Resolver>>, Full<Bytes>>,
}

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) after: Option<SignedDuration>,
    body: Bytes,
}

/// What goes out. It does not print.
pub(crate) struct Sent<'a> {
    pub(crate) url: &'a str,
    pub(crate) authorization: Option<String>,
    pub(crate) content_type: &'static str,
    pub(crate) body: String,
}

impl Http {
    /// A guarded one goes to the public net alone.
    pub(crate) fn new(guarded: bool) -> Result<Self, SetupError> {
        let mut tcp = HttpConnector::new_with_resolver(Resolver { guarded });
        tcp.set_connect_timeout(Some(CONNECT));
        tcp.enforce_http(false);
        let https = HttpsConnectorBuilder::new()
            .with_native_roots()
            .map_err(|error| SetupError::NoAuthorities(error.to_string()))?
            .https_or_http()
            .enable_http1()
            .wrap_connector(tcp);
        // A kept connection may be dead without our knowing; then nobody could say whether a request went.
        let client =
            Client::builder(TokioExecutor::new()).pool_max_idle_per_host(0).retry_canceled_requests(false).build(https);
        Ok(Self { client })
    }

    /// Posts, once.
    pub(crate) async fn post(&self, who: &str, sent: Sent<'_>) -> Result<Answer, NotTaken> {
        let mut request = Request::builder().method(Method::POST).uri(sent.url).header(CONTENT_TYPE, sent.content_type);
        if let Some(authorization) = sent.authorization {
            request = request.header(AUTHORIZATION, authorization);
        }
        let body = Full::new(Bytes::from(sent.body));
        let request = request.body(body).map_err(|_| NotTaken::later(format!("{who} could not be asked")))?;
        self.send(who, request).await
    }

    /// Sends a request, once.
    pub(crate) async fn send(&self, who: &str, request: Request<Full<Bytes>>) -> Result<Answer, NotTaken> {
        let not_known = |why: &str| NotTaken::NotKnown(format!("{who} was asked, and {why}"));
        let asked = async {
            let answer = self.client.request(request).await.map_err(|error| {
                if error.is_connect() {
                    NotTaken::later(format!("{who} could not be reached: {}", root_of(&error)))
                } else {
                    not_known("the connection broke before it answered")
                }
            })?;
            let status = answer.status();
            let after = answer.headers().get(RETRY_AFTER).and_then(|value| value.to_str().ok()?.trim().parse().ok());
            let body = Limited::new(answer.into_body(), ANSWER).collect().await;
            // The status was said; a body that broke off takes nothing back.
            let body = body.map(http_body_util::Collected::to_bytes).unwrap_or_default();
            Ok(Answer { status, after: after.map(SignedDuration::from_secs), body })
        };
        tokio::time::timeout(WHOLE, asked).await.unwrap_or_else(|_| Err(not_known("it did not answer in time")))
    }
}

impl Answer {
    /// The body as JSON; nothing where it is none.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or(Value::Null)
    }

    /// The body as text.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// Answers that say nothing of this message but of the provider: busy, or broken so that nobody knows.
    pub(crate) fn of_the_provider(&self, who: &str) -> Option<NotTaken> {
        let said = format!("{who} answered {}", self.status);
        match self.status {
            StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE => {
                Some(NotTaken::Later { said, after: self.after })
            }
            status if status.is_server_error() => Some(NotTaken::NotKnown(said)),
            _ => None,
        }
    }
}

/// The last of an error's reasons, which says the most.
pub(crate) fn root_of(error: &dyn std::error::Error) -> String {
    let mut root = error;
    while let Some(source) = root.source() {
        root = source;
    }
    without_number(root.to_string())
}

/// A reason as the system gives it, without the system's own number for it: `(os error 111)` helps nobody.
pub(crate) fn without_number(reason: String) -> String {
    reason.rsplit_once(" (os error ").map_or(reason.as_str(), |(words, _)| words).to_owned()
}

/// The beginning of an API's addresses, checked: links and tokens go there, so it is encrypted unless it is this
/// machine.
pub(crate) fn checked_base(setting: &'static str, url: &str) -> Result<String, SetupError> {
    let url = url.trim().trim_end_matches('/');
    let wrong = || SetupError::Url { setting };
    let uri: Uri = url.parse().map_err(|_| wrong())?;
    let host = uri.host().ok_or_else(wrong)?;
    match uri.scheme_str() {
        Some("https") => Ok(url.to_owned()),
        Some("http") if is_this_machine(host) => Ok(url.to_owned()),
        _ => Err(wrong()),
    }
}

/// A form's fields as a body.
pub(crate) fn form(fields: &[(&str, &str)]) -> String {
    let pairs: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
    pairs.join("&")
}

pub(crate) fn encoded(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => safe.push(char::from(byte)),
            _ => safe.push_str(&format!("%{byte:02X}")),
        }
    }
    safe
}
