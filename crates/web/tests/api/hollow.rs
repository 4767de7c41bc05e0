//! Links that open nothing although their own windows do not say so: every list and page tells it, and why.

use serde_json::{Value, json};

use crate::house::{Person, Place};

/// Ben, who may open the street door from afar and has a cloud key of his own; and what gives him both.
struct Member {
    ben: Person,
    door: String,
    access: String,
    key: String,
}

impl Member {
    async fn of(place: &Place, anna: &Person) -> Self {
        let (door, ben) = (anna.door("Street door").await, place.user(anna, "Ben", "member").await);
        let right = json!({ "user_id": ben.id, "door_id": door, "remote_unlock": true });
        let access = anna.post("/accesses", right).await.created();
        let keys = anna.get(&format!("/credentials?user_id={}", ben.id)).await.ok();
        Self { door, access: text(&access["id"]), key: text(&keys["items"][0]["id"]), ben }
    }

    async fn link(&self) -> String {
        let made = json!({ "name": "Weekend, Mia", "doors": [self.door], "share_on": true });
        text(&self.ben.post("/links", made).await.created()["id"])
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

/// How a link stands: the state, and why it opens nothing.
async fn stands(by: &Person, link: &str) -> (String, String) {
    let standing = by.get(&format!("/links/{link}")).await.ok()["standing"].clone();
    (text(&standing["state"]), standing["reason"].as_str().unwrap_or_default().to_owned())
}

async fn ids(by: &Person, state: &str) -> Vec<String> {
    let found = by.get(&format!("/links?state={state}")).await.ok();
    found["items"].as_array().unwrap().iter().map(|link| text(&link["id"])).collect()
}

fn nothing(reason: &str) -> (String, String) {
    ("opens_nothing".to_owned(), reason.to_owned())
}

#[tokio::test]
async fn what_a_link_rests_on_is_told_with_it() {
    let place = Place::new().await;
    let anna = place.owner("Lindenhof").await;
    let member = Member::of(&place, &anna).await;
    let link = member.link().await;
    assert_eq!(stands(&anna, &link).await.0, "active");
    assert_eq!((ids(&anna, "active").await, ids(&anna, "opens_nothing").await), (vec![link.clone()], vec![]));
    let key = format!("/credentials/{}", member.key);
    let steps = [
        (key.as_str(), json!({ "state": "suspended" }), json!({ "state": "active" }), "key_suspended"),
        (key.as_str(), json!({ "until": "2020-01-01" }), json!({ "until": null }), "key_out_of_dates"),
    ];
    for (path, taken, given, reason) in steps {
        anna.patch(path, taken).await.ok();
        assert_eq!(stands(&anna, &link).await, nothing(reason));
        assert_eq!((ids(&anna, "active").await, ids(&anna, "opens_nothing").await), (vec![], vec![link.clone()]));
        anna.patch(path, given).await.ok();
        assert_eq!(stands(&anna, &link).await.0, "active", "{reason} is over");
    }
    let user = format!("/users/{}", member.ben.id);
    anna.patch(&user, json!({ "state": "suspended" })).await.ok();
    assert_eq!(stands(&anna, &link).await, nothing("maker_suspended"));
    anna.patch(&user, json!({ "state": "active" })).await.ok();
    let access = format!("/accesses/{}", member.access);
    anna.patch(&access, json!({ "remote_unlock": false })).await.ok();
    assert_eq!(stands(&anna, &link).await, nothing("no_access"));
    anna.patch(&access, json!({ "remote_unlock": true })).await.ok();
    assert_eq!(stands(&anna, &link).await.0, "active");
    anna.patch(&key, json!({ "state": "revoked" })).await.ok();
    assert_eq!(stands(&anna, &link).await, nothing("key_revoked"));
    let revoked = anna.act(&format!("/links/{link}/revoke")).await.ok();
    assert_eq!(revoked["standing"]["state"], "revoked", "that is said first");
    assert_eq!(ids(&anna, "opens_nothing").await, Vec::<String>::new());
}

#[tokio::test]
async fn what_ended_by_itself_has_ended_whatever_it_rested_on() {
    let place = Place::new().await;
    let anna = place.owner("Lindenhof").await;
    let member = Member::of(&place, &anna).await;
    let made = json!({ "name": "An hour", "doors": [member.door], "duration": "PT1H" });
    let link = text(&member.ben.post("/links", made).await.created()["id"]);
    let coming =
        json!({ "name": "Some day", "doors": [member.door], "valid_from": "2099-01-01T10:00", "duration": "P1D" });
    let coming = text(&member.ben.post("/links", coming).await.created()["id"]);
    anna.patch(&format!("/credentials/{}", member.key), json!({ "state": "revoked" })).await.ok();
    assert_eq!(stands(&anna, &link).await, nothing("key_revoked"));
    assert_eq!(stands(&anna, &coming).await, nothing("key_revoked"), "it will never open");
    place.advance(2 * 3_600_000);
    assert_eq!(stands(&anna, &link).await.0, "expired");
}
