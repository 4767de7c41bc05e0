//! What people and programs do with a house in its first days, with every secret that there is.

use std::time::Duration;

use keylink_virtual_door::{Mood, Options as DoorOptions};
use reqwest::Method;
use serde_json::json;

use crate::program::{EMAIL, Program, eventually_opened, wait_until};
use crate::witness::{Ask, Witness};

pub const PASSWORD: &str = "canary-first-password";
const SECOND: &str = "canary-second-password";
const WRONG: &str = "canary-mistyped-password";

/// The first set-up: a one-time link, a password, a session, a token.
pub async fn first_day(program: &Program, witness: &mut Witness) -> String {
    let setup = program.setup.clone().unwrap();
    witness.keep("set-up link", setup.rsplit('/').next().unwrap());
    for (name, password) in [("password", PASSWORD), ("second password", SECOND), ("wrong password", WRONG)] {
        witness.keep(name, password);
    }
    witness.get(&setup, &[]).await.is(200);
    let form = |name: &'static str, password: &'static str| {
        [
            ("organization", "Lindenhof"),
            ("site", "Lindenhof 4"),
            ("zone", "Europe/Berlin"),
            ("name", name),
            ("email", EMAIL),
            ("password", password),
        ]
    };
    // One slip shows the form again: without the password.
    witness.post(&setup, &form("", PASSWORD), &[]).await.is(422);
    let begun = witness.post(&setup, &form("Anna", PASSWORD), &["session"]).await;
    witness.keep("session", &begun.is(303).cookie());
    witness.get(&setup, &[]).await.is(404);
    let token = program.run(&["token", "create"]).await;
    witness.keep("token", &token);
    token
}

/// Signing in by password, by code, by a link that works once; and failing to.
pub async fn sign_in_every_way(witness: &mut Witness) {
    witness.post("/sign-out", &[], &[]).await.is(303);
    witness.post("/sign-in", &[("email", EMAIL), ("password", WRONG)], &[]).await.is(403);
    // A password where the address belongs is shown again to who typed it, and to nobody else.
    witness.post("/sign-in", &[("email", WRONG), ("password", PASSWORD)], &["wrong password"]).await.is(403);
    let begun = witness.post("/sign-in", &[("email", EMAIL), ("password", PASSWORD)], &["second session"]).await;
    witness.keep("second session", &begun.is(303).cookie());
    let change = |old, new| [("old_password", old), ("password", new)];
    witness.post("/control/settings/own/password", &change(WRONG, SECOND), &[]).await.is(422);
    witness.post("/control/settings/own/password", &change(PASSWORD, SECOND), &[]).await.is(303);

    let page = witness.get("/control/settings/own", &["seed", "raw seed"]).await;
    let (offer, address) = (page.value("offer"), page.value("address"));
    let seed = address.split(['?', '&']).find_map(|part| part.strip_prefix("secret=")).unwrap();
    witness.keep("seed", seed);
    let codes = totp_rs::Totp::from_url(&address).unwrap();
    witness.keep_bytes("raw seed", totp_rs::Secret::try_from_base32(seed).unwrap().as_ref());
    let given = ["seed", "raw seed"];
    let turn_on = [("offer", offer.as_str()), ("address", address.as_str()), ("code", "000000")];
    // The form comes back with the offer in it, so that nobody has to scan again.
    witness.post("/control/settings/own/codes", &turn_on, &given).await.is(422);
    let code = codes.generate_current().to_string();
    let turn_on = [("offer", offer.as_str()), ("address", address.as_str()), ("code", code.as_str())];
    let made = witness.post("/control/settings/own/codes", &turn_on, &["recovery code"]).await;
    let recovery = made.is(200).text.split("<li><code>").nth(1).unwrap()[..19].to_owned();
    witness.keep("recovery code", &recovery);
    witness.post("/sign-out", &[], &[]).await.is(303);
    let with = |code| [("email", EMAIL), ("password", SECOND), ("code", code)];
    witness.post("/sign-in", &with("000000"), &[]).await.is(403);
    // The code that turned them on is spent, so the recovery code has its day.
    let begun = witness.post("/sign-in", &with(&recovery), &["third session"]).await;
    witness.keep("third session", &begun.is(303).cookie());

    let people = witness.get("/control/people", &[]).await.text;
    // Other tabs stand under the same path; a person's page is the one with an id.
    let mut ids = people.split("/control/people/").skip(1).filter_map(|rest| rest.get(..36));
    let user = ids.find(|id| id.bytes().filter(|b| *b == b'-').count() == 4).unwrap().to_owned();
    let made = witness.post(&format!("/control/people/{user}/sign-in-link"), &[], &["sign-in link"]).await;
    let link = made.text.split("/sign-in/").nth(1).unwrap()[..26].to_owned();
    witness.keep("sign-in link", &link);
    witness.post("/sign-out", &[], &[]).await.is(303);
    witness.get(&format!("/sign-in/{link}"), &[]).await.is(200);
    let begun = witness.post(&format!("/sign-in/{link}"), &[], &["fourth session"]).await;
    witness.keep("fourth session", &begun.is(303).cookie());
    witness.post(&format!("/sign-in/{link}"), &[], &[]).await.is(404);
    witness.get(&format!("/sign-in/{link}"), &[]).await.is(404);
}

/// A controller and its passwords, good and wrong; gives the door's id and the device.
pub async fn wire_a_door(
    program: &Program,
    witness: &mut Witness,
    token: &str,
) -> (String, tokio::task::JoinHandle<()>) {
    let api = |json: &'static str, gives: &'static [&'static str]| Ask {
        bearer: Some(token),
        json: Some(json),
        gives,
        ..Ask::default()
    };
    let made = witness.ask(Method::POST, "/api/v1/controllers", api(r#"{"name":"Cabinet"}"#, &["old login"])).await;
    let made = made.is(201).json();
    witness.keep("old login", made["password"].as_str().unwrap());
    let login = made["login"].as_str().unwrap().to_owned();
    let rotate = format!("/api/v1/controllers/{login}/rotate");
    let rotated = witness.ask(Method::POST, &rotate, api("{}", &["login"])).await.is(200).json();
    let password = witness.keep("login", rotated["password"].as_str().unwrap());
    let wrong = witness.keep("wrong login", "canary-wrong-login-of-a-controller");
    let device = |password: String| DoorOptions {
        broker: program.broker.clone(),
        login: login.clone(),
        password,
        channels: vec!["1".to_owned()],
        names: Vec::new(),
        memory: None,
        mood: Mood::Well,
        plain: true,
    };
    for refused in [wrong, made["password"].as_str().unwrap().to_owned()] {
        let running = keylink_virtual_door::run(device(refused), tokio::io::empty(), tokio::io::sink());
        // It tries again for as long as it is let.
        drop(tokio::time::timeout(Duration::from_millis(800), running).await);
    }
    let options = device(password);
    let task = tokio::spawn(async move {
        keylink_virtual_door::run(options, tokio::io::empty(), tokio::io::sink()).await.unwrap();
    });
    let body = json!({ "name": "Street door", "controller_id": login, "channel": "1" }).to_string();
    let ask = Ask { bearer: Some(token), json: Some(&body), ..Ask::default() };
    let door = witness.ask(Method::POST, "/api/v1/doors", ask).await.is(201).json();
    let (client, url, token) =
        (reqwest::Client::new(), format!("{}/api/v1/controllers", witness.url), token.to_owned());
    wait_until("the door is online", async || {
        let answer = client.get(&url).bearer_auth(&token).send().await.unwrap();
        answer.json::<serde_json::Value>().await.unwrap()["items"][0]["online"] == true
    })
    .await;
    (door["id"].as_str().unwrap().to_owned(), task)
}

/// A link: made (twice with one key), copied, rotated, opened in every spelling, mistyped; gives its address.
pub async fn use_links(witness: &mut Witness, token: &str, door: &str) -> String {
    let body = json!({ "name": "Mia", "doors": [door] }).to_string();
    let make = Ask {
        bearer: Some(token),
        json: Some(&body),
        key: Some("booking-4711"),
        gives: &["old link"],
        ..Ask::default()
    };
    let made = witness.ask(Method::POST, "/api/v1/links", make.clone()).await.is(201).json();
    let old = made["url"].as_str().unwrap().rsplit('/').next().unwrap().to_owned();
    witness.keep("old link", &old);
    let again = witness.ask(Method::POST, "/api/v1/links", make.clone()).await.json();
    assert_eq!(again["id"], made["id"], "the same key makes the same link");
    let other = body.replace("Mia", "Ben");
    let conflict = Ask { json: Some(&other), gives: &[], ..make };
    witness.ask(Method::POST, "/api/v1/links", conflict).await.is(409);
    let path = format!("/api/v1/links/{}", made["id"].as_str().unwrap());
    let act = |gives: &'static [&'static str]| Ask { bearer: Some(token), gives, ..Ask::default() };
    witness.ask(Method::POST, &format!("{path}/copy"), act(&["old link"])).await.is(200);
    let rotated = witness.ask(Method::POST, &format!("{path}/rotate"), act(&["link"])).await.is(200).json();
    let url = rotated["url"].as_str().unwrap().to_owned();
    let secret = witness.keep("link", url.rsplit('/').next().unwrap());
    witness.ask(Method::GET, &path, act(&[])).await.is(200);

    let guest = |gives: &'static [&'static str]| Ask { as_guest: true, gives, ..Ask::default() };
    for spelling in
        [secret.clone(), secret.to_uppercase(), format!("{secret}%23"), format!("{secret})."), format!("{secret}/")]
    {
        let page = witness.ask(Method::GET, &format!("/k/{spelling}"), guest(&["link", "link, in capitals"])).await;
        assert_eq!(page.is(200).header("referrer-policy"), "no-referrer");
        assert_eq!((page.header("cache-control"), page.header("x-robots-tag")), ("no-store", "noindex, nofollow"));
        assert!(page.header("content-security-policy").contains("default-src 'none'"), "{:?}", page.headers);
        assert!(!page.text.contains("http://") || !page.text.contains("https://"), "a page asks nobody else");
    }
    witness.ask(Method::HEAD, &format!("/k/{secret}"), guest(&[])).await.is(200);
    witness.ask(Method::GET, &format!("/k/{secret}/state"), guest(&[])).await.is(200);
    // Somebody loads the answer's address again: the way back is the page's own address.
    witness.ask(Method::GET, &format!("/k/{secret}/unlock"), guest(&["link"])).await;
    witness.ask(Method::OPTIONS, &format!("/k/{secret}"), guest(&[])).await;
    witness.ask(Method::DELETE, &format!("/k/{secret}"), guest(&[])).await.is(405);

    let press = [("door", door), ("press", "press-0001"), ("gesture", "hold"), ("ticket", "0123")];
    let unlock = format!("/k/{secret}/unlock");
    let scripted = Ask { form: Some(&press), as_script: true, ..guest(&[]) };
    assert_eq!(witness.ask(Method::POST, &unlock, scripted).await.json()["refusal"], "no_gesture");
    witness.ask(Method::POST, &unlock, Ask { form: Some(&press), ..guest(&["link"]) }).await.is(200);
    witness.ask(Method::POST, &unlock, Ask { json: Some("{\"door\""), ..guest(&["link"]) }).await;
    let opened = eventually_opened(&url, door, "press-0002").await;
    assert_eq!(opened["outcome"], "opened", "{opened}");
    // The same press again, from a phone with a bad signal.
    assert_eq!(eventually_opened(&url, door, "press-0002").await["outcome"], "opened");

    // The old secret, and one with a slip in it, are nothing now; that they were tried is nobody's business.
    let slip = witness.keep("mistyped link", &slipped(&secret));
    for gone in [old, slip] {
        for method in [Method::GET, Method::HEAD] {
            witness.ask(method, &format!("/k/{gone}"), guest(&[])).await.is(404);
        }
        witness.ask(Method::GET, &format!("/k/{gone}/state"), guest(&[])).await.is(404);
        witness.ask(Method::POST, &format!("/k/{gone}/unlock"), Ask { form: Some(&press), ..guest(&[]) }).await.is(404);
        let scripted = Ask { form: Some(&press), as_script: true, ..guest(&[]) };
        witness.ask(Method::POST, &format!("/k/{gone}/unlock"), scripted).await;
    }
    url
}

/// The same secret with two characters in each other's place, as a hand types it.
fn slipped(secret: &str) -> String {
    let mut letters: Vec<char> = secret.chars().collect();
    let place = (1..letters.len()).find(|place| letters[place - 1] != letters[*place]).unwrap();
    letters.swap(place - 1, place);
    letters.into_iter().collect()
}

/// Secrets where they do not belong, and everything that goes wrong.
pub async fn go_wrong_every_way(witness: &mut Witness, token: &str, url: &str) {
    let secret = url.rsplit('/').next().unwrap().to_owned();
    let bearer = |json: Option<&'static str>| Ask { bearer: Some(token), json, ..Ask::default() };
    for path in [
        format!("/k/{secret}/nonsense"),
        format!("/nowhere/{secret}"),
        format!("/control/{secret}"),
        format!("/setup/{secret}"),
        format!("/sign-in/{secret}"),
        format!("/{}{secret}", "x".repeat(20_000)),
        format!("/api/v1/links/{secret}"),
        format!("/api/v1/links?cursor={secret}"),
        format!("/api/v1/events?kind={secret}"),
        format!("/api/v1/events?limit={token}"),
        format!("/api/v1/{token}"),
    ] {
        let answer = witness.ask(Method::GET, &path, bearer(None)).await;
        assert!((400..500).contains(&answer.status) || answer.status == 303, "{path:.90}: {}", answer.status);
    }
    let long = "x".repeat(70_000);
    for raw in [
        format!("GET /k/{secret}?lang={long} HTTP/1.1\r\nHost: keys.test\r\nConnection: close\r\n\r\n"),
        format!("GET / HTTP/1.1\r\nHost: keys.test\r\nX-Long: {secret}{long}\r\nConnection: close\r\n\r\n"),
        format!("GET /k/{secret} HTTP/9.9\r\nHost: keys.test\r\n\r\n"),
        format!("{secret}\r\n\r\n"),
        format!("POST /k/{secret}/unlock HTTP/1.1\r\nHost: keys.test\r\nContent-Length: {secret}\r\n\r\n"),
        format!("GET /k/{secret}\0 HTTP/1.1\r\nHost: keys.test\r\nConnection: close\r\n\r\n"),
    ] {
        let said = witness.send_raw(&raw).await;
        assert!(said.is_empty() || said.starts_with("HTTP/1.1 4"), "{raw:.60}: {said:.200}");
    }
    for json in ["{", "[]", "{\"name\":7}", "{\"name\":\"x\",\"doors\":[\"y\"]}", "\"", ""] {
        witness.ask(Method::POST, "/api/v1/links", bearer(Some(json))).await;
    }
    // A word that the API does not know is named in its answer, to who sent it.
    let unknown = Ask { gives: &["link"], ..bearer(None) };
    witness.ask(Method::GET, &format!("/api/v1/links?{secret}=1"), unknown).await.is(400);
    for field in ["name", "doors", "valid_from", "hours", "zone", "language", "nonsense"] {
        let json = json!({ "name": "x", field: secret }).to_string();
        witness
            .ask(
                Method::POST,
                "/api/v1/links",
                Ask { bearer: Some(token), json: Some(&json), gives: &["link"], ..Ask::default() },
            )
            .await;
    }
    witness.ask(Method::GET, "/api/v1/links", Ask { bearer: Some(&secret), ..Ask::default() }).await.is(401);
    // A token may end with an "x" of its own: only another letter makes it a wrong one.
    let last = if token.ends_with('x') { 'y' } else { 'x' };
    let near = format!("{}{last}", &token[..token.len() - 1]);
    witness.keep("wrong token", &near);
    witness.ask(Method::GET, "/api/v1/links", Ask { bearer: Some(&near), ..Ask::default() }).await.is(401);
    let form = [("email", EMAIL), ("password", token), ("code", &secret)];
    witness.ask(Method::POST, "/sign-in", Ask { form: Some(&form), ..Ask::default() }).await;
    let large = format!("{{\"name\":\"{}\"}}", secret.repeat(4_000));
    witness
        .ask(Method::POST, "/api/v1/links", Ask { bearer: Some(token), json: Some(&large), ..Ask::default() })
        .await
        .is(413);
}
