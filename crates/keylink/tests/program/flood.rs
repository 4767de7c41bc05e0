//! A crowd at the sign-in page leaves core and memory to the doors.

use std::time::Duration;

use reqwest::header::ORIGIN;

use crate::program::{Door, EMAIL, Program, Start, press};

/// As many as try at once; each would take 19 MB and a core.
const CROWD: usize = 300;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_flood_of_sign_ins_does_not_delay_a_press() {
    let settings = [("KEYLINK_LIMITS_SIGN_INS_PER_MINUTE", "0")];
    let program = Program::start(Start { settings: &settings, ..Start::default() }).await;
    let api = program.set_up_with_token().await;
    api.take_plain_taps().await;
    let door = Door::add(&program, &api).await;
    let (link, _) = door.link(&api).await;
    let crowd: Vec<_> = (0..CROWD)
        .map(|number| {
            let (url, origin) = (format!("{}/sign-in", program.url), program.url.clone());
            tokio::spawn(async move {
                let password = format!("wrong password {number}");
                let form = [("email", EMAIL), ("password", password.as_str())];
                let client = reqwest::Client::new();
                let answer = client.post(url).header(ORIGIN, origin).form(&form).send().await.unwrap();
                (answer.status().as_u16(), answer.text().await.unwrap())
            })
        })
        .collect();
    for number in 0..5 {
        let number = format!("press-{number:04}");
        let pressing = tokio::time::timeout(Duration::from_secs(5), press(&link, &door.id, &number));
        let answer = pressing.await.expect("the guest waits for those who sign in");
        assert_eq!(answer["outcome"], "opened", "{answer}");
    }
    assert_eq!(door.moves(), 5);
    let mut told_to_come_back = 0;
    for one in crowd {
        let (status, text) = one.await.unwrap();
        assert!(status == 403 || (status == 503 && text.contains("try again in a moment")), "{status}: {text}");
        told_to_come_back += usize::from(status == 503);
    }
    assert!(told_to_come_back > 0, "all {CROWD} were let in at once");
    assert!(program.most_memory_mb() < 400, "{} MB", program.most_memory_mb());
}
