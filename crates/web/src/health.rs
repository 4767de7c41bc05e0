//! For load balancers and operators: alive, ready, counted.

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::app::App;

/// The program answers.
pub async fn healthz() -> &'static str {
    "alive\n"
}

/// The program can serve presses.
pub async fn readyz(State(app): State<App>) -> (StatusCode, String) {
    let health = app.house.health().await;
    let word = |good: bool| if good { "good" } else { "away" };
    let status = if health.is_ready() { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (status, format!("database {}\nbroker {}\n", word(health.database), word(health.broker)))
}

/// What was counted, in Prometheus' text format. Holds no name, no id and no secret.
pub async fn metrics(State(app): State<App>) -> Response {
    match &app.settings.metrics {
        Some(metrics) => ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], metrics.render()).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}
