//! Every route of the program, in one list.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{any, get, post};
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, Predicate, SizeAbove};

use crate::app::App;
use crate::{agent, api, control, files, guest, health, hooks, mobile};

/// Nothing that people or programs send is larger; in bytes.
const BODY_LIMIT: usize = 64 * 1024;

/// An answer that fits into one packet gains nothing from being smaller; in bytes.
const COMPRESS_ABOVE: u64 = 1_200;

/// The whole program as one service.
pub fn router(app: App) -> Router {
    Router::new()
        .route("/healthz", get(health::healthz))
        .route("/readyz", get(health::readyz))
        .route("/metrics", get(health::metrics))
        .route("/k/{secret}", get(guest::handler::page))
        .route("/k/{secret}/", get(guest::handler::page))
        .route("/k/{secret}/state", get(guest::handler::state))
        .route("/k/{secret}/unlock", post(guest::handler::unlock).get(guest::handler::back))
        .route("/k/{secret}/pin", post(guest::share::pin).get(guest::share::back))
        .route("/k/{secret}/share", get(guest::share::ask).post(guest::share::make))
        .route("/k/{secret}/share/withdraw", post(guest::share::withdraw).get(guest::share::back))
        .nest("/api/v1", api::routes(&app))
        .route("/api/v1/", any(api::nowhere))
        .route("/agent", get(agent::line))
        .route("/agent/enrol", post(agent::enrol))
        .route("/assets/{name}", get(files::get))
        .merge(hooks::routes())
        .merge(control::routes(&app))
        .merge(mobile::routes(&app))
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .layer(CompressionLayer::new().compress_when(DefaultPredicate::new().and(SizeAbove::new(COMPRESS_ABOVE))))
        .with_state(app)
}
