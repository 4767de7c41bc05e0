//! The event log: its lines, its filters, and the stream that follows it.

use std::time::Duration;

use axum::body::BodyDataStream;
use axum::http::{Method, StatusCode, header};
use futures_util::StreamExt;
use serde_json::{Value, json};
use tokio::time::timeout;
use tower::ServiceExt;

use crate::house::{Person, Place};

const PATIENCE: Duration = Duration::from_secs(10);

#[tokio::test]
async fn lines_say_what_happened() {
    let place = Place::new().await;
    let anna = place.owner("Lindenhof").await;
    let link = anna.link().await;
    let line = &anna.get("/events?limit=1").await.ok()["items"][0];
    assert_eq!(line["kind"], "link.created");
    assert_eq!(line["via"], "api");
    assert_eq!(line["actor"], json!({ "id": anna.id, "name": "Owner of Lindenhof" }));
    assert_eq!(line["link"], json!({ "id": link["id"], "name": "Weekend, Mia" }));
    assert_eq!((&line["door"], &line["user"], &line["unlock_id"]), (&Value::Null, &Value::Null, &Value::Null));
    assert_eq!(line["sentence"], "Owner of Lindenhof made link 'Weekend, Mia'");
    let at = line["at"].as_str().unwrap();
    assert!(at.ends_with('Z') && at.len() == "2026-11-01T12:00:00.000Z".len(), "{at}");
}

#[tokio::test]
async fn lines_are_found_by_what_they_are_about() {
    let place = Place::new().await;
    let anna = place.owner("Lindenhof").await;
    let link = anna.link().await;
    anna.door("Yard").await;
    let kinds = |query: String| {
        let anna = anna.clone();
        async move {
            let page = anna.get(&format!("/events?{query}")).await.ok();
            page["items"]
                .as_array()
                .unwrap()
                .iter()
                .map(|line| line["kind"].as_str().unwrap().to_owned())
                .collect::<Vec<_>>()
        }
    };
    assert_eq!(kinds("kind=door.".to_owned()).await, ["door.created", "door.created"]);
    assert_eq!(kinds(format!("link={}", link["id"].as_str().unwrap())).await, ["link.created"]);
    let door = link["doors"][0].as_str().unwrap();
    assert_eq!(kinds(format!("door={door}")).await, ["access.granted", "door.created"]);
    assert_eq!(kinds(format!("door={door}&kind=access.")).await, ["access.granted"]);
    assert!(kinds(format!("user={}", anna.id)).await.contains(&"token.created".to_owned()));
    anna.get("/events?kind=unlok.").await.problem(400, "bad_query");
    anna.get("/events?kind=%25").await.problem(400, "bad_query");
    anna.get(&format!("/events?user={}&door={door}", anna.id)).await.problem(400, "bad_query");

    let ben = place.user(&anna, "Ben", "member").await;
    ben.get(&format!("/events?door={door}")).await.problem(403, "forbidden");
    let own = ben.get("/events").await.ok();
    assert!(own["items"].as_array().unwrap().iter().all(|line| line.to_string().contains(&ben.id)), "{own}");
}

#[tokio::test]
async fn the_log_is_walked_without_loss_or_repeat() {
    let place = Place::new().await;
    let anna = place.owner("Lindenhof").await;
    for n in 0..12 {
        anna.door(&format!("Door {n}")).await;
    }
    let whole: Vec<i64> = seqs(&anna.get("/events?limit=200").await.ok());
    let (mut walked, mut path) = (Vec::new(), "/events?limit=5".to_owned());
    loop {
        let page = anna.get(&path).await.ok();
        walked.extend(seqs(&page));
        anna.door("meanwhile").await;
        let Some(cursor) = page["next_cursor"].as_str() else { break };
        path = format!("/events?limit=5&cursor={cursor}");
    }
    assert_eq!(walked, whole);
    assert!(whole.is_sorted_by(|one, next| one > next), "newest first");
}

fn seqs(page: &Value) -> Vec<i64> {
    page["items"].as_array().unwrap().iter().map(|line| line["seq"].as_i64().unwrap()).collect()
}

/// A stream of events as it is read.
struct Stream {
    body: BodyDataStream,
    text: String,
}

impl Stream {
    async fn open(place: &Place, who: &Person, headers: &[(&str, &str)]) -> Self {
        let request = who.request(Method::GET, "/events/live", headers, "");
        let response = place.router.clone().oneshot(request).await.unwrap();
        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(response.headers()[header::CONTENT_TYPE], "text/event-stream");
        assert_eq!(response.headers()[header::CACHE_CONTROL], "no-store");
        Self { body: response.into_body().into_data_stream(), text: String::new() }
    }

    /// The next line; none when the stream has ended.
    async fn next(&mut self) -> Option<(i64, Value)> {
        loop {
            if let Some((message, rest)) = self.text.split_once("\n\n") {
                let field = |name: &str| message.lines().find_map(|line| line.strip_prefix(name).map(str::to_owned));
                let found = field("id: ").zip(field("data: "));
                self.text = rest.to_owned();
                if let Some((id, data)) = found {
                    return Some((id.parse().unwrap(), serde_json::from_str(&data).unwrap()));
                }
                continue;
            }
            let part = timeout(PATIENCE, self.body.next()).await.expect("nothing came")?;
            self.text.push_str(std::str::from_utf8(&part.unwrap()).unwrap());
        }
    }
}

#[tokio::test]
async fn the_stream_follows_the_log_and_goes_on_where_it_was_left() {
    let place = Place::new().await;
    let (anna, eve) = (place.owner("Lindenhof").await, place.owner("Elsewhere").await);
    let mut stream = Stream::open(&place, &anna, &[]).await;
    eve.door("Not ours").await;
    let link = anna.link().await;
    let mut seen = Vec::new();
    for kind in ["door.created", "access.granted", "link.created"] {
        let (seq, line) = stream.next().await.unwrap();
        assert_eq!((&line["kind"], &line["seq"]), (&json!(kind), &json!(seq)));
        seen.push(seq);
    }
    drop(stream);
    anna.act(&format!("/links/{}/revoke", link["id"].as_str().unwrap())).await.ok();
    let mut again = Stream::open(&place, &anna, &[("last-event-id", &seen[1].to_string())]).await;
    assert_eq!(again.next().await.unwrap().1["kind"], "link.created");
    let (_, revoked) = again.next().await.unwrap();
    assert_eq!(revoked["sentence"], "Owner of Lindenhof revoked link 'Weekend, Mia'");
    anna.send(Method::GET, "/events/live", &[("last-event-id", "x")], None).await.problem(400, "bad_query");
}

#[tokio::test]
async fn the_stream_ends_when_the_right_to_it_is_taken() {
    let place = Place::new().await;
    let anna = place.owner("Lindenhof").await;
    let ben = place.user(&anna, "Ben", "manager").await;
    let mut stream = Stream::open(&place, &ben, &[]).await;
    anna.patch(&format!("/users/{}", ben.id), json!({ "role": "member" })).await.ok();
    assert!(stream.next().await.is_none(), "a member may not read the whole log");
}

#[tokio::test]
async fn lines_are_found_by_words_a_page_at_a_time() {
    let place = Place::new().await;
    let anna = place.owner("Lindenhof").await;
    let link = anna.link().await;
    let id = link["id"].as_str().unwrap();
    for name in ["Sommerfest, Zoë", "Sommerfest, Zoë und Mia", "Winterfest"] {
        anna.patch(&format!("/links/{id}"), json!({ "name": name })).await.ok();
    }
    let found = async |query: &str| anna.get(&format!("/events?{query}")).await.ok()["items"].as_array().unwrap().len();
    assert_eq!(found("q=winterf").await, 4, "by the link's present name, whatever it was called then");
    assert_eq!(found("q=sommerfest").await, 3, "by an older name the changes that tell of it");
    assert_eq!(found("q=winterfest+made").await, 1);
    assert_eq!(found("q=changed+owner&kind=link.").await, 3);
    let (mut seen, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = anna.get(&format!("/events?q=winterfest&limit=1{cursor}")).await.ok();
        seen.extend(page["items"].as_array().unwrap().iter().map(|line| line["seq"].as_i64().unwrap()));
        let Some(next) = page["next_cursor"].as_str() else { break };
        cursor = format!("&cursor={next}");
    }
    assert_eq!(seen.len(), 4);
    assert!(seen.windows(2).all(|pair| pair[0] > pair[1]));
    let nine: String = (0..9).map(|n| format!("a{n}+")).collect();
    anna.get(&format!("/events?q={nine}")).await.problem(400, "bad_query");
    let eve = place.owner("Nextdoor").await;
    assert_eq!(eve.get("/events?q=winterfest").await.ok()["items"], json!([]));
}

#[tokio::test]
async fn arrivals_and_activity_are_on_the_wire() {
    let place = Place::new().await;
    let anna = place.owner("Lindenhof").await;
    let link = anna.link().await;
    let path = format!("/links/{}/arrivals", link["id"].as_str().unwrap());
    assert_eq!(anna.get(&path).await.ok(), json!({ "occasion": "none", "mail": false, "push": false, "told": [] }));
    let wish = json!({ "occasion": "first", "mail": true });
    let put = async |who: &Person, body: Value| who.send(Method::PUT, &path, &[], Some(body)).await;
    let said = put(&anna, wish.clone()).await.ok();
    assert_eq!((&said["occasion"], &said["mail"], &said["push"]), (&json!("first"), &json!(true), &json!(false)));
    put(&anna, json!({ "occasion": "every" })).await.invalid("mail");
    put(&anna, json!({ "occasion": "always", "mail": true })).await.invalid("occasion");
    let eve = place.owner("Nextdoor").await;
    eve.get(&path).await.problem(404, "not_found");
    put(&eve, wish).await.problem(404, "not_found");
    let activity = anna.get("/activity?span=month").await.ok();
    assert_eq!((activity["bars"].as_array().unwrap().len(), &activity["zone"]), (30, &json!("Europe/Berlin")));
    assert_eq!(anna.get("/activity").await.ok()["bars"][23]["opened"], json!(0));
    let door = link["doors"][0].as_str().unwrap();
    anna.get(&format!("/activity?door={door}")).await.ok();
    eve.get(&format!("/activity?door={door}")).await.problem(404, "not_found");
    let ben = place.user(&anna, "Ben", "member").await;
    ben.get("/activity").await.problem(403, "forbidden");
}
