//! A press that waited in the browser: it is as old as its script says, and what is dead moves nothing.

use keylink_service::limit::LimitSettings;

use crate::scene::{From, OFF, Said, Scene, path_of};

/// Longer than any press lives.
const LONG_AGO: &str = "3600000";

#[tokio::test]
async fn a_press_that_waited_too_long_is_dead_on_arrival() {
    let scene = Scene::with(LimitSettings { ..OFF }).await;
    let door = scene.door("Street door").await;
    let link = scene.link(&[door]).await;
    let path = format!("{}/unlock", path_of(&link));
    let press = async |number: &str, age: &str| {
        let form = [("door", &*door.to_string()), ("press", number), ("age", age)];
        let Said(status, body) = scene.post(&From::address("192.0.2.1"), &path, &form).await;
        let answer: serde_json::Value = serde_json::from_str(&body).unwrap();
        (status, answer["refusal"].as_str().unwrap_or_default().to_owned())
    };
    // The door is offline: that is what a press finds out which is still alive.
    for (number, young) in [("0000-young-1", ""), ("0000-young-2", "0"), ("0000-young-3", "1")] {
        assert_eq!(press(number, young).await.1, "door_offline", "{young:?}");
    }
    let dead = [LONG_AGO, "4294967295", "99999999999999999999", "-1", "soon", "1e3"];
    for (n, old) in dead.into_iter().enumerate() {
        assert_eq!(press(&format!("0000-old-{n}"), old).await.1, "too_late", "{old:?}");
    }
    // Sent again as if it were new, it is the same press and stays dead.
    assert_eq!(press("0000-old-0", "0").await.1, "too_late");
}
