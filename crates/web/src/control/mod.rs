//! The control center at `/control`, signing in, and the first set-up.

use axum::Router;

use crate::app::App;

/// Every route of the control center.
pub fn routes() -> Router<App> {
    Router::new()
}
