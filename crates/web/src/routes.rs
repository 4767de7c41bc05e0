//! Every route of the program, in one list.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::get;
use tower_http::compression::CompressionLayer;

use crate::app::App;
use crate::{api, control, files, health};

/// Nothing that people or programs send is larger; in bytes.
const BODY_LIMIT: usize = 64 * 1024;

/// The whole program as one service.
pub fn router(app: App) -> Router {
    Router::new()
        .route("/healthz", get(health::healthz))
        .route("/readyz", get(health::readyz))
        .nest("/api/v1", api::routes(&app))
        .route("/assets/{name}", get(files::get))
        .merge(control::routes(&app))
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .layer(CompressionLayer::new())
        .with_state(app)
}
