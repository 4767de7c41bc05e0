//! Errors on the wire: RFC 9457 problem details. The one place where a trouble gets its status.

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use keylink_service::Trouble;
use problem_details::{ProblemDetails, ProblemType};
use serde::Serialize;
use utoipa::ToSchema;

use crate::app::RETRY_AFTER_S;

/// What an error answer says.
#[derive(Debug)]
pub(crate) struct Problem {
    status: StatusCode,
    code: &'static str,
    detail: String,
    errors: Vec<FieldError>,
    retry_after_s: Option<u64>,
}

/// One field that is wrong.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct FieldError {
    /// Its name in the request.
    #[schema(example = "valid_until")]
    pub(crate) field: String,
    /// Why, and what to give instead.
    pub(crate) message: String,
}

/// The members that stand beside the standard ones.
#[derive(Debug, Serialize)]
struct Extra {
    code: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<FieldError>,
}

/// Problem details (RFC 9457), as `application/problem+json`.
#[derive(ToSchema)]
#[schema(as = Problem)]
#[expect(dead_code, reason = "this is for the document; Problem writes it")]
pub(crate) struct ProblemBody {
    /// Always `about:blank`: the code tells problems apart.
    #[schema(example = "about:blank")]
    r#type: String,
    /// The status in words.
    #[schema(example = "Unprocessable Content")]
    title: String,
    /// The HTTP status.
    #[schema(example = 422)]
    status: u16,
    /// What is wrong and what to do, for people.
    detail: String,
    /// What is wrong, for programs.
    #[schema(example = "invalid")]
    code: String,
    /// The fields that are wrong, where it is fields.
    #[schema(required = false)]
    errors: Vec<FieldError>,
}

impl Problem {
    pub(crate) fn new(status: StatusCode, code: &'static str, detail: impl Into<String>) -> Self {
        Self { status, code, detail: detail.into(), errors: Vec::new(), retry_after_s: None }
    }

    /// What cannot be done just now.
    fn for_now(code: &'static str, detail: impl Into<String>) -> Self {
        let problem = Self::new(StatusCode::SERVICE_UNAVAILABLE, code, detail);
        Self { retry_after_s: Some(RETRY_AFTER_S), ..problem }
    }

    /// A field that is wrong.
    pub(crate) fn field(field: impl Into<String>, message: impl Into<String>) -> Self {
        let (field, message) = (field.into(), message.into());
        let mut problem = Self::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid", format!("{field}: {message}"));
        problem.errors.push(FieldError { field, message });
        problem
    }

    /// A query that cannot be understood.
    pub(crate) fn query(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "bad_query", detail)
    }
}

impl From<Trouble> for Problem {
    fn from(trouble: Trouble) -> Self {
        let detail = trouble.to_string();
        match trouble {
            Trouble::NotFound(_) => Self::new(StatusCode::NOT_FOUND, "not_found", detail),
            Trouble::Forbidden => Self::new(StatusCode::FORBIDDEN, "forbidden", detail),
            Trouble::Invalid { field, message } => Self::field(field, message),
            Trouble::Conflict(_) => Self::new(StatusCode::CONFLICT, "conflict", detail),
            Trouble::TooMany(_) => Self::new(StatusCode::TOO_MANY_REQUESTS, "too_many", detail),
            Trouble::TooOften { retry_after_s } => {
                let problem = Self::new(StatusCode::TOO_MANY_REQUESTS, "too_often", detail);
                Self { retry_after_s: Some(retry_after_s), ..problem }
            }
            Trouble::NotKnown(_) => Self::new(StatusCode::UNAUTHORIZED, "not_known", detail),
            Trouble::Store(error) => {
                // The database's words are for the operator alone.
                tracing::error!(%error, "a request of the API could not be carried out");
                Self::for_now(
                    "unavailable",
                    if error.is_in_doubt() {
                        "the database did not confirm this in time, so nobody knows yet whether it was done; look before \
                         you send it again, or send it again with the same Idempotency-Key"
                    } else if error.is_busy() {
                        "something else is being changed just now, so nothing was done; try again in a moment"
                    } else {
                        "this cannot be done just now; try again in a moment"
                    },
                )
            }
            Trouble::Sealed => Self::new(StatusCode::CONFLICT, "sealed", detail),
            Trouble::NoEntropy(_) => Self::for_now("unavailable", detail),
            Trouble::Busy => Self::for_now("busy", detail),
            Trouble::Stopping => Self::for_now("stopping", detail),
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let extra = Extra { code: self.code, errors: self.errors };
        let details = ProblemDetails::from_status_code(self.status)
            .with_type(ProblemType::default())
            .with_detail(self.detail)
            .with_extensions(extra);
        let mut response = (self.status, Json(details)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        if self.status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer realm=\"keylink\""));
        }
        if let Some(seconds) = self.retry_after_s {
            headers.insert(header::RETRY_AFTER, seconds.into());
        }
        response
    }
}

/// No such route.
pub(crate) async fn no_route() -> Problem {
    Problem::new(StatusCode::NOT_FOUND, "no_route", "the API has no such path; /api/v1/openapi.json lists them all")
}

/// The route is there, the method is not.
pub(crate) async fn no_method() -> Problem {
    let detail = "this path does not know this method; /api/v1/openapi.json lists them all";
    Problem::new(StatusCode::METHOD_NOT_ALLOWED, "no_method", detail)
}
