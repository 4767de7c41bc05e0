//! Alerts through their page.

use axum::http::StatusCode;
use keylink_domain::user::Role;

use crate::world::World;

#[tokio::test]
async fn bounds_and_wishes_are_set_shown_and_told_at_the_field() {
    let (world, anna) = World::with_anna().await;
    let page = world.get(&anna, "/control/settings/alerts").await;
    page.says("What is the matter now").says("Turn them on first").does_not_say(" checked");
    assert_eq!((page.value("offline_minutes"), page.value("battery_percent")), ("5".to_owned(), "15".to_owned()));
    for (minutes, percent, field) in [
        ("0", "15", "offline_minutes"),
        ("soon", "15", "offline_minutes"),
        ("", "15", "offline_minutes"),
        ("5", "100", "battery_percent"),
    ] {
        let wrong = [("offline_minutes", minutes), ("battery_percent", percent)];
        let page = world.post(&anna, "/control/settings/alerts", &wrong).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.says(&format!("id=\"{field}-error\""));
        assert_eq!(page.value("offline_minutes"), minutes);
    }
    let bounds = [("offline_minutes", "20"), ("battery_percent", "25")];
    let saved = world.post(&anna, "/control/settings/alerts", &bounds).await;
    assert_eq!(saved.location(), "/control/settings/alerts?done=saved");
    let saved = world.post(&anna, "/control/settings/alerts/wish", &[("alerts_by", "mail")]).await;
    assert_eq!(saved.location(), "/control/settings/alerts?done=saved");
    let page = world.get(&anna, "/control/settings/alerts").await;
    page.says("value=\"mail\" checked").does_not_say("value=\"push\" checked");
    assert_eq!((page.value("offline_minutes"), page.value("battery_percent")), ("20".to_owned(), "25".to_owned()));
    world.post(&anna, "/control/settings/alerts/wish", &[]).await;
    world.get(&anna, "/control/settings/alerts").await.does_not_say(" checked");
    let page = world.get(&anna, "/control/events").await;
    page.says("offline alert from 5 min to 20 min, battery alert from 15 % to 25 %")
        .says("is told of controllers by e-mail");

    let (_, ben) = world.user(&anna, "Ben", "ben@example.com", Role::Member).await;
    world.get(&ben, "/control/settings").await.does_not_say("/control/settings/alerts");
    assert_eq!(world.get(&ben, "/control/settings/alerts").await.status, StatusCode::FORBIDDEN);
}
