//! Links that the real program sends, by every channel, well and badly; and what it says at its start of settings that
//! are wrong.

use std::process::Stdio;
use std::time::Duration;

use keylink_post_office::{MailMood, MailServer, Provider};
use reqwest::Method;
use serde_json::{Value, json};
use tokio::process::Command;

use crate::program::{Program, Start};
use crate::witness::{Ask, Witness};

const PASSWORD: &str = "mail-canary-7pq4";
const SMS_TOKEN: &str = "sms-canary-9fk2";
const SLACK_TOKEN: &str = "xoxb-canary-3mz8";

/// A mail server and the two APIs, and how the program is told of them.
pub struct Post {
    mail: MailServer,
    sms: Provider,
    slack: Provider,
    pub settings: Vec<(&'static str, String)>,
}

impl Post {
    pub async fn open() -> Self {
        let (mail, sms, slack) = (MailServer::open().await, Provider::open().await, Provider::open().await);
        let settings = vec![
            ("KEYLINK_MAIL_HOST", "127.0.0.1".to_owned()),
            ("KEYLINK_MAIL_PORT", mail.port.to_string()),
            ("KEYLINK_MAIL_ENCRYPTION", "none".to_owned()),
            ("KEYLINK_MAIL_USERNAME", "keys".to_owned()),
            ("KEYLINK_MAIL_PASSWORD", PASSWORD.to_owned()),
            ("KEYLINK_MAIL_FROM", "Keylink <keys@example.org>".to_owned()),
            ("KEYLINK_SMS_ACCOUNT", "AC1".to_owned()),
            ("KEYLINK_SMS_TOKEN", SMS_TOKEN.to_owned()),
            ("KEYLINK_SMS_FROM", "+15005550006".to_owned()),
            ("KEYLINK_SMS_BASE_URL", sms.url.clone()),
            ("KEYLINK_SLACK_BOT_TOKEN", SLACK_TOKEN.to_owned()),
            ("KEYLINK_SLACK_BASE_URL", slack.url.clone()),
        ];
        Self { mail, sms, slack, settings }
    }

    /// Sends the newest link by every channel, so that it goes well and so that it does not.
    pub async fn send_every_way(&self, program: &Program, witness: &mut Witness, token: &str) {
        for (name, secret) in [("mail password", PASSWORD), ("sms token", SMS_TOKEN), ("slack token", SLACK_TOKEN)] {
            witness.keep(name, secret);
        }
        let bearer = || Ask { bearer: Some(token), ..Ask::default() };
        let links = witness.ask(Method::GET, "/api/v1/links?limit=1", bearer()).await.is(200).json();
        let id = links["items"][0]["id"].as_str().unwrap().to_owned();
        let path = format!("/api/v1/links/{id}/deliveries");
        let send = |channel: &str, address: &str| json!({ "channel": channel, "address": address }).to_string();

        self.mail.set(MailMood::WantsLogin("keys".to_owned(), "another".to_owned()));
        witness
            .ask(Method::POST, &path, Ask { json: Some(&send("mail", "mia@example.com")), ..bearer() })
            .await
            .is(201);
        assert_eq!(wait_until_over(witness, token, &path).await[0]["reason_code"], "login");
        self.mail.set(MailMood::WantsLogin("keys".to_owned(), PASSWORD.to_owned()));
        let said = program.run(&["link", "send", &id, "--mail", "mia@example.com", "--message", "See you!"]).await;
        assert_eq!(said, "Queued: e-mail mia@example.com");
        assert_eq!(wait_until_over(witness, token, &path).await[0]["state"], "sent");
        assert!(self.mail.received()[0].message.contains("See you!"));

        self.sms.answer(201, &[], r#"{"status":"queued"}"#);
        let sms = send("sms", "+4915123456789");
        witness.ask(Method::POST, &path, Ask { json: Some(&sms), ..bearer() }).await.is(201);
        assert_eq!(wait_until_over(witness, token, &path).await[0]["state"], "sent");
        self.sms.answer(401, &[], r#"{"code":20003,"message":"Authenticate"}"#);
        witness.ask(Method::POST, &path, Ask { json: Some(&sms), ..bearer() }).await.is(201);
        assert_eq!(wait_until_over(witness, token, &path).await[0]["reason_code"], "login");

        let slack = send("slack", "#front-desk");
        self.slack.answer(200, &[], r#"{"ok":true}"#);
        witness.ask(Method::POST, &path, Ask { json: Some(&slack), ..bearer() }).await.is(201);
        assert_eq!(wait_until_over(witness, token, &path).await[0]["state"], "sent");
        self.slack.hang_up();
        witness.ask(Method::POST, &path, Ask { json: Some(&slack), ..bearer() }).await.is(201);
        assert_eq!(wait_until_over(witness, token, &path).await[0]["reason_code"], "not_known");
        witness.get(&format!("/control/links/{id}"), &[]).await.is(200);
        let test = [("channel", "mail"), ("mail", "anna@example.com")];
        let tested = witness.post("/control/settings/sending", &test, &[]).await;
        assert!(tested.is(200).text.contains("The test was taken"), "{}", tested.text);
    }
}

/// The link's deliveries, once none is queued or under way any more.
async fn wait_until_over(witness: &mut Witness, token: &str, path: &str) -> Vec<Value> {
    for _ in 0..1_500 {
        let page = witness.ask(Method::GET, path, Ask { bearer: Some(token), ..Ask::default() }).await.is(200).json();
        let items = page["items"].as_array().unwrap().clone();
        if items.iter().all(|one| one["state"] == "sent" || one["state"] == "failed") {
            return items;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("they never came to an end");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn settings_that_cannot_be_right_are_told_at_the_start() {
    for (settings, told) in [
        (&[("KEYLINK_MAIL_HOST", "smtp.example.org")][..], "mail.from is"),
        (
            &[
                ("KEYLINK_MAIL_HOST", "smtp.example.org"),
                ("KEYLINK_MAIL_FROM", "keys@example.org"),
                ("KEYLINK_MAIL_ENCRYPTION", "none"),
            ],
            "is not this machine",
        ),
        (&[("KEYLINK_SMS_ACCOUNT", "AC1")], "sms.token is not set"),
        (&[("KEYLINK_SLACK_WEBHOOK_URL", "http://hooks.example.org/x")], "slack.webhook_url is not the address"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_keylink"));
        command.env_clear().envs(settings.iter().copied()).current_dir(folder.path()).stdin(Stdio::null());
        command.args(["serve", "--listen", "127.0.0.1:0", "--mqtt-listen", "127.0.0.1:0"]);
        let done = command.output().await.unwrap();
        let said = String::from_utf8_lossy(&done.stderr);
        assert!(!done.status.success() && said.contains(told), "{settings:?}: {said}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_any_settings_the_command_line_says_how() {
    let program = Program::start(Start::default()).await;
    let api = program.set_up_with_token().await;
    keylink_canary::keep(&api.token);
    let nothing = "0198c0de-7a11-7000-8000-000000000000";
    let mut command = Command::new(env!("CARGO_BIN_EXE_keylink"));
    command.env_clear().current_dir(program.folder.path());
    command.args(["link", "send", nothing, "--mail", "mia@example.com"]).arg("--data").arg(program.data());
    let said = command.output().await.unwrap();
    let said = String::from_utf8_lossy(&said.stderr);
    assert!(said.contains("e-mail is not set up on this server; whoever runs it can set mail.host"), "{said}");
}
