//! The JSON API at `/api/v1`.

use axum::Router;

use crate::app::App;

/// Every route of the API.
pub fn routes(_app: &App) -> Router<App> {
    Router::new()
}
