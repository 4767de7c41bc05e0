//! The organization's own words through their page: an example beside them, what is wrong at its field, and back again.

use axum::http::StatusCode;
use keylink_domain::user::Role;

use crate::world::World;

const PAGE: &str = "/control/settings/messages";

#[tokio::test]
async fn words_are_tried_kept_and_given_up() {
    let (world, anna) = World::with_anna().await;
    world.door(&anna, "Street door").await;
    let page = world.get(&anna, PAGE).await;
    page.says("Built-in words").says("A key for you from {organization}").says("{host}");
    page.says("A key for you from Lindenhof").says("Hello,").says("\u{2068}Anna\u{2069} has sent you a key");
    let german = world.get(&anna, &format!("{PAGE}?channel=mail&language=de")).await;
    german.says("Ein Schl\u{fc}ssel f\u{fc}r Sie von {organization}").says("<option value=\"de\" selected>Deutsch");
    let arabic = world.get(&anna, &format!("{PAGE}?channel=mail&language=ar")).await;
    arabic.says("dir=\"rtl\" lang=\"ar\"");
    world.get(&anna, &format!("{PAGE}?channel=sms&language=ja")).await.says("text message");

    let with = |subject: &'static str, body: &'static str, act: &'static str| {
        [("channel", "mail"), ("language", "en"), ("subject", subject), ("body", body), ("act", act)]
    };
    let body = "Dear {guest},\n{doors} is yours <script>alert(1)</script> from {from} to {until}:\n\n{link}\n\n{host}, {organization}";
    let tried = world.post(&anna, PAGE, &with("Welcome to {organization}", body, "preview")).await;
    assert_eq!(tried.status, StatusCode::OK);
    tried.says("Welcome to Lindenhof").says("Weekend, Mia").says("Street door").says("Built-in words");
    tried.says("&#60;script&#62;").does_not_say("<script>alert").says("15:00").says("(Berlin time)");
    assert_eq!(tried.body.matches("Berlin time").count(), 2, "the zone is told once, in each form");

    for (subject, body, field, words) in [
        ("{gest}", "{link}", "subject", "is no place that can be filled in"),
        ("Hello", "Come in", "body", "{link} is missing"),
        ("", "{link}", "subject", "This is empty"),
        ("Key {link}", "{link}", "subject", "locked phones"),
    ] {
        for act in ["save", "preview"] {
            let page = world.post(&anna, PAGE, &with(subject, body, act)).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{subject} {body}");
            page.says(&format!("id=\"{field}-error\"")).says(words).says("Mend what is marked");
            assert_eq!(page.body.matches(words).count(), 1, "told once");
        }
    }
    let saved = world.post(&anna, PAGE, &with("Welcome to {organization}", body, "save")).await;
    assert_eq!(saved.location(), format!("{PAGE}?channel=mail&language=en&done=saved"));
    world.get(&anna, PAGE).await.says("Your words").says("English (own words)").says("Welcome to {organization}");
    world.get(&anna, &format!("{PAGE}?language=de")).await.says("Built-in words");
    world.get(&anna, "/control/events").await.says("changed the words of messages for e-mail in en");
    let back = world.post(&anna, PAGE, &with("", "", "reset")).await;
    assert!(back.location().ends_with("done=words-reset"));
    world.get(&anna, PAGE).await.says("Built-in words").does_not_say("Welcome to");
    world.get(&anna, "/control/events").await.says("went back to the built-in words of messages for e-mail in en");
}

#[tokio::test]
async fn text_messages_that_are_too_long_are_told() {
    let (world, anna) = World::with_anna().await;
    let with = |body: &str, act: &'static str| {
        [("channel", "sms"), ("language", "en"), ("subject", ""), ("body", body), ("act", act)]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
    };
    let post = async |fields: &[(String, String)]| {
        let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        world.post(&anna, PAGE, &fields).await
    };
    post(&with("Your key: {link}", "preview")).await.says("This goes out as one text message.");
    let long = format!("{} {{link}}", "long ".repeat(120));
    let page = post(&with(&long, "save")).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    page.says("id=\"body-error\"").says("text messages long");
    let emoji = format!("{} {{link}}", "\u{1f511}".repeat(100));
    post(&with(&emoji, "save")).await.says("leave out letters and emoji");
}

#[tokio::test]
async fn members_have_no_say_in_the_words() {
    let (world, anna) = World::with_anna().await;
    let (_, ben) = world.user(&anna, "Ben", "ben@example.com", Role::Manager).await;
    assert_eq!(world.get(&ben, PAGE).await.status, StatusCode::FORBIDDEN);
    let fields = [("channel", "mail"), ("language", "en"), ("subject", "x"), ("body", "{link}")];
    for act in ["save", "preview", "reset"] {
        let fields: Vec<_> = fields.into_iter().chain([("act", act)]).collect();
        assert_eq!(world.post(&ben, PAGE, &fields).await.status, StatusCode::FORBIDDEN, "{act}");
    }
    for (channel, language) in [("fax", "en"), ("mail", "tlh")] {
        let fields =
            [("channel", channel), ("language", language), ("subject", "x"), ("body", "{link}"), ("act", "save")];
        assert!(world.post(&anna, PAGE, &fields).await.status.is_client_error(), "{channel} {language}");
    }
}
