//! The database away: what the API and the guest's page say then.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use tower::ServiceExt;

use crate::house::Place;

#[tokio::test]
async fn what_cannot_be_done_just_now_says_when_to_come_back() {
    let place = Place::new().await;
    let anna = place.owner("Lindenhof").await;
    place.lose_doors();
    let reply = anna.get("/doors").await;
    assert_eq!(reply.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(reply.headers[header::RETRY_AFTER], "2");
    let problem = reply.json();
    assert_eq!(problem["code"], "unavailable");
    assert_eq!(problem["detail"], "this cannot be done just now; try again in a moment");
}

#[tokio::test]
async fn a_guest_reads_that_the_house_has_trouble_and_what_that_means_for_a_press() {
    let place = Place::new().await;
    let anna = place.owner("Lindenhof").await;
    let link = anna.link().await;
    let path = link["url"].as_str().unwrap().strip_prefix("https://keys.example.org").unwrap();
    let door = link["doors"][0].as_str().unwrap_or_default();
    place.lose_doors();
    let page = Request::get(path).body(Body::empty()).unwrap();
    let form = format!("door={door}&press=0123456789&gesture=hold&ticket=");
    let press = Request::post(format!("{path}/unlock"))
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(form))
        .unwrap();
    for (request, words) in [(page, "The house has trouble"), (press, "The house can’t check just now.")] {
        let answer = place.router.clone().oneshot(request).await.unwrap();
        assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
        let body = axum::body::to_bytes(answer.into_body(), 1 << 20).await.unwrap();
        let body = String::from_utf8(body.to_vec()).unwrap();
        assert!(body.contains(words), "{words:?} is not on the page:\n{body}");
    }
}
