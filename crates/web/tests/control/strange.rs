//! What people type who mean harm, or have a cat on the keyboard: into every field of every form. Nothing breaks, nothing
//! of it becomes a part of a page, and what was refused is told at its field.

use axum::http::StatusCode;

use crate::forms::{Found, forms};
use crate::offers::{furnished, walk};
use crate::world::{Browser, Page, World};

const SCRIPT: &str = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>";

/// Forms that end what the walk stands on, and those that ask a network.
const LEFT_OUT: [&str; 5] = ["/sign-out", "sessions/end", "/state", "/settings/own/password", "/test"];

async fn all_forms(world: &World, who: &Browser) -> Vec<Found> {
    let (pages, _) = walk(world, who).await;
    let mut found = Vec::new();
    for path in pages {
        found.extend(forms(&world.get(who, &path).await.body));
    }
    found.sort();
    found.dedup();
    found.retain(|form| !LEFT_OUT.iter().any(|part| form.action.contains(part)));
    found
}

fn is_whole(page: &Page, what: &str) {
    assert!(page.status.as_u16() < 500, "{what}: {}\n{}", page.status, page.body);
    // A file to save is no page.
    if page.headers.contains_key("content-disposition") {
        return;
    }
    assert!(!page.body.contains("<script>alert") && !page.body.contains("<img src=x"), "{what}:\n{}", page.body);
    assert!(!page.body.contains('\u{202e}') || page.status == StatusCode::UNPROCESSABLE_ENTITY, "{what}");
}

/// Sends each form with `text` in one field after the other, and in all at once.
async fn send_all(world: &World, who: &Browser, text: &str) -> usize {
    let mut sent = 0;
    for form in all_forms(world, who).await {
        if !form.fields.iter().any(|field| field.is_typed) {
            continue;
        }
        let typed = form.fields.iter().enumerate().filter(|(_, field)| field.is_typed).map(|(at, _)| Some(at));
        for strange in typed.chain([None]) {
            let is_strange = |at: usize, is_typed: bool| strange.map_or(is_typed, |one| one == at);
            let filled: Vec<(&str, &str)> = form
                .fields
                .iter()
                .enumerate()
                .map(|(at, field)| {
                    let value = if is_strange(at, field.is_typed) { text } else { field.value.as_str() };
                    (field.name.as_str(), value)
                })
                .collect();
            let page = world.post(who, &form.action, &filled).await;
            is_whole(&page, &format!("{} {strange:?}", form.action));
            sent += 1;
        }
    }
    sent
}

async fn try_text(text: &str) {
    let (world, anna) = furnished().await;
    let sent = send_all(&world, &anna, text).await;
    assert!(sent > 60, "{sent}");
    let (pages, _) = walk(&world, &anna).await;
    for path in pages {
        let page = world.get(&anna, &path).await;
        is_whole(&page, &path);
        assert!(!page.body.contains('\u{202e}'), "{path} has what turns its text round");
    }
}

#[tokio::test]
async fn scripts_stay_text() {
    try_text(SCRIPT).await;
}

#[tokio::test]
async fn five_thousand_characters_are_too_many() {
    try_text(&"\u{e4}".repeat(5_000)).await;
}

#[tokio::test]
async fn emoji_are_as_good_as_letters() {
    try_text("\u{1f469}\u{200d}\u{1f469}\u{200d}\u{1f467} \u{1f511}\u{fe0f} \u{5d0}\u{5d1}").await;
}

#[tokio::test]
async fn what_turns_text_round_or_is_none_is_refused() {
    for text in ["gate\u{202e}rood", "a\u{0}b", "a\r\nb"] {
        try_text(text).await;
    }
}

#[tokio::test]
async fn what_was_refused_is_told_at_its_field_and_kept_there() {
    let (world, anna) = furnished().await;
    let long = "x".repeat(5_000);
    for (text, said) in [(long.as_str(), "too long"), ("gate\u{202e}rood", "reorders text")] {
        let page = world.post(&anna, "/control/people", &[("name", text), ("email", "b@example.com")]).await;
        assert_eq!((page.status, page.value("name")), (StatusCode::UNPROCESSABLE_ENTITY, text.to_owned()));
        page.says("id=\"name-error\"").says(said);
    }
    let name = "<b>Tom</b> & \"Co\" \u{1f511} \u{5e9}\u{5dc}\u{5d5}\u{5dd}";
    let done = world.post(&anna, "/control/people", &[("name", name), ("email", "tom@example.com")]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    let page = world.get(&anna, "/control/people").await;
    page.says("&#60;b&#62;Tom&#60;/b&#62; &#38; &#34;Co&#34; \u{1f511} \u{5e9}\u{5dc}\u{5d5}\u{5dd}");
}
