//! The database away, in the control center.

use axum::http::{StatusCode, header};

use crate::world::World;

#[tokio::test]
async fn a_page_says_to_try_again_and_nothing_of_tables() {
    let (world, anna) = World::with_anna().await;
    world.lose_doors();
    let page = world.get(&anna, "/control/doors").await;
    assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(page.headers[header::RETRY_AFTER], "2");
    page.says("Try again in a moment").does_not_say("no such table");
}
