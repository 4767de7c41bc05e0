//! The ceiling: the same web server, the same request, and nothing done about it.

use axum::Router;
use axum::routing::post;
use axum::serve::ListenerExt;

use crate::failure::Failure;

/// Serves an empty answer to each press until the process is ended.
///
/// # Errors
/// When it cannot listen.
pub async fn serve() -> Result<(), Failure> {
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await?;
    crate::report::say(&format!("Keylink listens on http://{}", listener.local_addr()?))?;
    let listener = listener.tap_io(|stream| drop(stream.set_nodelay(true)));
    let router = Router::new().route("/k/{secret}/unlock", post(async || ()));
    Ok(axum::serve(listener, router).await?)
}
