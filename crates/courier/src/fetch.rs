//! Requests to another sign-in service, for who speaks its protocol: made once, no redirect followed, short.

use std::time::Duration;

use http_body_util::{BodyExt, Full, Limited};
use hyper::body::Bytes;
use hyper::{Request, Response};

use crate::http::{Http, root_of};
use crate::settings::SetupError;

/// Nobody who signs in waits longer.
const WHOLE: Duration = Duration::from_secs(15);
/// No answer that is understood is longer; in bytes.
const ANSWER: usize = 256 * 1024;

/// Fetches.
pub struct Fetch {
    http: Http,
}

/// Why nothing was fetched.
#[derive(Debug, Clone, thiserror::Error)]
#[error("the sign-in service could not be asked: {0}")]
pub struct NotFetched(String);

impl Fetch {
    /// Gets ready. Nothing is connected yet.
    ///
    /// # Errors
    /// When the system knows no certificate authorities.
    pub fn new() -> Result<Self, SetupError> {
        Ok(Self { http: Http::new(false)? })
    }

    /// Makes one request.
    ///
    /// # Errors
    /// When there was no answer in time, or it was too long.
    pub async fn fetch(&self, request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, NotFetched> {
        let whole = async {
            let asked = self.http.client.request(request.map(|body| Full::new(Bytes::from(body))));
            let answer = asked.await.map_err(|error| NotFetched(root_of(&error)))?;
            let (parts, body) = answer.into_parts();
            let body = Limited::new(body, ANSWER).collect().await;
            let body = body.map_err(|_| NotFetched("its answer broke off, or was too long".to_owned()))?;
            Ok(Response::from_parts(parts, body.to_bytes().to_vec()))
        };
        let late = |_| NotFetched("it did not answer in time".to_owned());
        tokio::time::timeout(WHOLE, whole).await.map_err(late)?
    }
}
