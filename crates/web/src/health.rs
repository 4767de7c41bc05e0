//! For load balancers and operators: alive, ready.

use axum::extract::State;
use axum::http::StatusCode;

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
