//! Notes behind the log what its lines are about, so that lists find them: the loop around [`keylink_store::event::note`].

use std::sync::Arc;
use std::time::Duration;

use keylink_store::event::Noted;
use tokio_util::sync::CancellationToken;

use crate::house::House;

/// Between two looks where everything is noted: what lists have to look through meanwhile is little.
const PAUSE: Duration = Duration::from_secs(1);

pub(crate) async fn run(house: Arc<House>, stop: CancellationToken) {
    while !stop.is_cancelled() {
        let noted = keylink_store::event::note(&house.store).await.unwrap_or_else(|error| {
            // Lists go on: what is not noted is looked through.
            tracing::warn!(%error, "it could not be noted what the log's newer lines are about; it is tried again");
            Noted::Nothing
        });
        if noted < Noted::More {
            tokio::select! {
                () = stop.cancelled() => return,
                () = tokio::time::sleep(PAUSE) => {}
            }
        }
    }
}
