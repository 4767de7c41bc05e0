//! The API's own description: OpenAPI 3.1, made from the handlers.

use std::sync::LazyLock;

use axum::Json;
use axum::response::IntoResponse;
use utoipa::openapi::path::{Operation, Parameter};
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme};
use utoipa::openapi::{
    ContentBuilder, Info, InfoBuilder, OpenApi, OpenApiBuilder, Ref, RefOr, ResponseBuilder, ServerBuilder,
};
use utoipa::{PartialSchema, ToSchema};

use super::problem::{FieldError, ProblemBody};
use super::wire::{HoursBody, SpanBody};

const BEARER: &str = "token";

static DOCUMENT: LazyLock<OpenApi> = LazyLock::new(|| finish(super::documented().into_openapi()));

/// What stands above the paths.
pub(super) fn head() -> OpenApi {
    let mut head = OpenApiBuilder::new()
        .info(info())
        .servers(Some([ServerBuilder::new().url("/api/v1").build()]))
        .security(Some([SecurityRequirement::new(BEARER, Vec::<String>::new())]))
        .build();
    let components = head.components.get_or_insert_default();
    let bearer = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).bearer_format("klt_...").build();
    components.add_security_scheme(BEARER, SecurityScheme::Http(bearer));
    components.schemas.insert(ProblemBody::name().into(), ProblemBody::schema());
    components.schemas.insert(FieldError::name().into(), FieldError::schema());
    components.schemas.insert(HoursBody::name().into(), HoursBody::schema());
    components.schemas.insert(SpanBody::name().into(), SpanBody::schema());
    head
}

fn info() -> Info {
    InfoBuilder::new()
        .title("Keylink")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(
            "Doors that open with a link. Send an API token with each request; lists come in pages; errors are \
             problem details (RFC 9457). The guide is docs/api.md.",
        ))
        .build()
}

/// Every operation can be answered with the errors that its shape allows.
fn finish(mut document: OpenApi) -> OpenApi {
    for (path, item) in &mut document.paths.paths {
        let changes = [&mut item.post, &mut item.put, &mut item.patch, &mut item.delete];
        let operations = std::iter::once((&mut item.get, false)).chain(changes.map(|operation| (operation, true)));
        for (operation, changes) in operations {
            let Some(operation) = operation else { continue };
            describe(operation);
            if operation.security.is_none() {
                add_errors(operation, path, changes);
            }
        }
    }
    document
}

/// The standard wants words for every response.
fn describe(operation: &mut Operation) {
    for (status, response) in &mut operation.responses.responses {
        if let RefOr::T(response) = response
            && response.description.is_empty()
        {
            response.description = if status == "201" { "It is made." } else { "It is done." }.to_owned();
        }
    }
}

fn add_errors(operation: &mut Operation, path: &str, changes: bool) {
    let named = path.contains("{id}");
    let body = operation.request_body.is_some();
    let asked = operation.parameters.as_ref().is_some_and(|all| all.iter().any(is_limit));
    let errors = [
        ("400", "The request cannot be understood.", body || asked),
        ("401", "There is no token, or it is unknown or revoked.", true),
        ("403", "The role of the token's user does not allow this.", true),
        ("404", "There is no such thing.", named),
        ("409", "It does not fit with what others did in the meantime.", changes),
        ("413", "The body is too large.", body),
        ("415", "The body is not said to be JSON.", body),
        ("422", "A field is wrong.", body),
        ("429", "Too often; `Retry-After` says when to come back.", true),
        ("503", "This cannot be done just now.", true),
    ];
    for (status, words, can_be) in errors {
        if can_be {
            let content = ContentBuilder::new().schema(Some(Ref::from_schema_name(ProblemBody::name()))).build();
            let response =
                ResponseBuilder::new().description(words).content("application/problem+json", content).build();
            operation.responses.responses.entry(status.to_owned()).or_insert_with(|| response.into());
        }
    }
}

fn is_limit(parameter: &RefOr<Parameter>) -> bool {
    matches!(parameter, RefOr::T(parameter) if parameter.name == "limit")
}

/// This description. It needs no token.
#[utoipa::path(get, path = "/openapi.json", tag = "description", security(()),
    responses((status = 200, description = "An OpenAPI 3.1 document", body = Object)))]
pub(crate) async fn show_document() -> impl IntoResponse {
    Json(&*DOCUMENT)
}
