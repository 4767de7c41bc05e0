//! The app in its user's language: the browser's, or the one that was chosen; on every page, and in troubles.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use keylink_service::link::NewLink;

use crate::world::{Browser, Page, World};

async fn get(world: &World, browser: &Browser, path: &str, accept: &str) -> Page {
    let request = Request::get(path).header(header::COOKIE, &browser.cookie).header(header::ACCEPT_LANGUAGE, accept);
    world.ask(request.body(Body::empty()).unwrap()).await
}

/// The browser with the cookie that an answer sets.
fn with_cookie(browser: &Browser, page: &Page) -> Browser {
    let set = page.cookie().split(';').next().unwrap();
    Browser { cookie: format!("{}; {set}", browser.cookie) }
}

#[tokio::test]
async fn the_browser_s_language_is_taken_until_another_is_chosen() {
    let (world, anna) = World::with_anna().await;
    world.door(&anna, "Street door").await;
    let german = get(&world, &anna, "/app", "de-CH, en;q=0.5").await;
    german.says("<html lang=\"de\" dir=\"ltr\">").says("<span>Türen</span>");
    get(&world, &anna, "/app", "xx").await.says("<html lang=\"en\"").says("<span>Doors</span>");

    let chosen = world.post(&anna, "/app/me/language", &[("language", "he")]).await;
    assert_eq!((chosen.status, chosen.location()), (StatusCode::SEE_OTHER, "/app/me?done=saved"));
    assert!(chosen.cookie().contains("HttpOnly") && chosen.cookie().contains("Path=/app;"), "{}", chosen.cookie());
    let hebrew = with_cookie(&anna, &chosen);
    let me = get(&world, &hebrew, "/app/me?done=saved", "de").await;
    me.says("<html lang=\"he\" dir=\"rtl\">").says("value=\"he\" selected").does_not_say("value=\"\" selected");
    assert!(me.body.contains("data-toast"), "it says that it was kept");

    let back = world.post(&hebrew, "/app/me/language", &[("language", "")]).await;
    assert!(back.cookie().contains("Max-Age=0"), "{}", back.cookie());
    for odd in ["tlh", "../../etc", "<script>", "de,fr"] {
        let refused = world.post(&anna, "/app/me/language", &[("language", odd)]).await;
        assert_eq!((refused.status, refused.cookie()), (StatusCode::UNPROCESSABLE_ENTITY, ""), "{odd:?}");
    }
    let stranger = world.post(&Browser::signed_out(), "/app/me/language", &[("language", "de")]).await;
    assert_eq!((stranger.location(), stranger.cookie()), ("/sign-in?ended=1", ""));
}

#[tokio::test]
async fn every_page_is_whole_in_every_language() {
    let (world, anna) = World::with_anna().await;
    let door = world.door(&anna, "Street door").await;
    let new = NewLink { name: "Mia".to_owned(), doors: vec![door.id], share_on: true, ..NewLink::default() };
    let link = world.house.make_link(&world.actor(&anna).await, new, None).await.unwrap().link.id;
    let tags = "en ar cs de el es fr he hi hr it ja ko nl pl pt sl tr uk zh-Hans zh-Hant";
    let pages = ["/app", "/app/share", "/app/links", "/app/activity", "/app/me", "/app/offline"];
    let pages: Vec<String> = pages.into_iter().map(str::to_owned).chain([format!("/app/links/{link}")]).collect();
    for tag in tags.split(' ') {
        for path in &pages {
            let page = get(&world, &anna, path, tag).await;
            assert_eq!(page.status, StatusCode::OK, "{tag} {path}");
            page.says(&format!("<html lang=\"{tag}\""));
            for raw in [">app-", "{ $", "{$", "\"app-event"] {
                assert!(!page.body.contains(raw), "{tag} {path} shows {raw}");
            }
            for english in ["Share a", ">Doors<", "Brief description", "What happened", "Sign out", "Try again"] {
                assert!(tag == "en" || !page.body.contains(english), "{tag} {path} says {english}");
            }
        }
    }
}

#[tokio::test]
async fn troubles_are_told_in_the_language_and_change_nothing_of_the_answer() {
    let (world, anna) = World::with_anna().await;
    let missing = get(&world, &anna, "/app/links/0198c0de-7a11-7000-8000-000000000001", "de").await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
    missing.says("Hier ist nichts").does_not_say("There is nothing here");
    assert_eq!(missing.headers["cache-control"], "no-store");
    let nowhere = get(&world, &anna, "/app/nowhere/at/all", "fr").await;
    assert_eq!(nowhere.status, StatusCode::NOT_FOUND);
    nowhere.says("Il n\u{2019}y a rien ici");

    let door = world.door(&anna, "Street door").await.id.to_string();
    let door = door.as_str();
    let german = Browser { cookie: format!("{}; keylink_language=de", anna.cookie) };
    let wrong = [
        (vec![("name", "Mia"), ("ends", "day")], "Wählen Sie mindestens eine Tür"),
        (vec![("name", ""), ("doors", door), ("ends", "day")], "Schreiben Sie eine Beschreibung"),
        (vec![("name", "Mia"), ("doors", door), ("ends", "day"), ("pin", "12")], "Tippen Sie 4 bis 8 Ziffern"),
        (vec![("name", "Mia"), ("doors", door), ("ends", "day"), ("max_uses", "0")], "Geben Sie eine ganze Zahl an"),
    ];
    for (fields, said) in wrong {
        let page = world.post(&german, "/app/share", &fields).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields:?}");
        page.says(said).does_not_say("Choose at least");
    }
    let pressed = world.press(&german, &format!("/app/doors/{door}/unlock"), "1").await;
    pressed.says("Nicht geöffnet").says("die Verwaltung dieses Gebäudes");
}

#[tokio::test]
async fn what_happened_is_told_in_the_language_with_names_as_they_are() {
    let (world, anna) = World::with_anna().await;
    let door = world.door(&anna, "Street door").await;
    world.press(&anna, &format!("/app/doors/{}/unlock", door.id), "1").await;
    let page = get(&world, &anna, "/app/activity", "ja").await;
    page.says("拒否").says("<b>Street door</b>").does_not_say("was refused at").does_not_say("href=\"/control");
}

#[tokio::test]
async fn the_offline_page_and_the_manifest_are_in_the_language_too() {
    let (world, _) = World::with_anna().await;
    let nobody = Browser::signed_out();
    let german = Browser { cookie: "keylink_language=de".to_owned() };
    get(&world, &german, "/app/offline", "en").await.says("Sie sind offline.");
    let english_worker = get(&world, &nobody, "/app/sw.js", "en").await.body;
    let german_worker = get(&world, &german, "/app/sw.js", "en").await.body;
    let version = |script: &str| script.lines().find(|line| line.starts_with("const CACHE")).unwrap().to_owned();
    assert_ne!(version(&english_worker), version(&german_worker), "the page is kept anew in the other language");
    let manifest = get(&world, &nobody, "/app/manifest.webmanifest?lang=ar", "en").await;
    manifest.says("\"dir\":\"rtl\"").says("\"lang\":\"ar\"");
}

#[tokio::test]
async fn the_language_in_which_somebody_uses_the_app_is_kept_for_what_is_written_to_them() {
    let (world, anna) = World::with_anna().await;
    let door = world.door(&anna, "Street door").await.id.to_string();
    let kept = || world.kept("SELECT language FROM users");
    get(&world, &anna, "/app/me", "de").await;
    assert_eq!(kept(), None, "looking keeps nothing");
    let chosen = world.post(&anna, "/app/me/language", &[("language", "pt-BR")]).await;
    assert_eq!(kept().as_deref(), Some("pt"));
    let portuguese = with_cookie(&anna, &chosen);
    world.post(&anna, "/app/share", &[("name", "Mia"), ("doors", &door), ("key", "1"), ("ends", "day")]).await;
    assert_eq!(kept().as_deref(), Some("en"), "another device, without a choice");
    world.post(&portuguese, "/app/share", &[("name", "Mia"), ("doors", &door), ("key", "2"), ("ends", "day")]).await;
    assert_eq!(kept().as_deref(), Some("pt"));
    world.post(&portuguese, "/app/me/language", &[("language", "")]).await;
    assert_eq!(kept().as_deref(), Some("en"), "the browser's own choice");
}
