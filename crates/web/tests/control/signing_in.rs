//! The first set-up, signing in by password and by link, signing out.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use keylink_domain::user::Role;

use crate::world::{Browser, PASSWORD, World};

const OWNER: [(&str, &str); 6] = [
    ("organization", "Lindenhof"),
    ("site", ""),
    ("zone", "europe/berlin"),
    ("name", "Anna"),
    ("email", "anna@example.com"),
    ("password", PASSWORD),
];

fn path(url: &str) -> String {
    url.strip_prefix("http://keys.test").unwrap().to_owned()
}

#[tokio::test]
async fn the_first_set_up_leads_to_the_control_center() {
    let world = World::empty().await;
    let nobody = Browser::signed_out();
    let link = path(&world.house.setup_link().await.unwrap().unwrap());
    world.get(&nobody, &link).await.says("Set up Keylink").says("value=\"Europe/Berlin\"");
    let wrong = OWNER.map(|(name, value)| (name, if name == "password" { "short" } else { value }));
    let page = world.post(&nobody, &link, &wrong).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    page.says("id=\"password-error\"").says("10 to 256 characters").does_not_say("short");
    assert_eq!(
        (page.value("organization"), page.value("email")),
        ("Lindenhof".to_owned(), "anna@example.com".to_owned())
    );

    let done = world.post(&nobody, &link, &OWNER).await;
    assert_eq!((done.status, done.location()), (StatusCode::SEE_OTHER, "/control"));
    let cookie = done.cookie().to_owned();
    for part in ["keylink_session=", "HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=1209600"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    assert!(!cookie.contains("Secure"), "{cookie}");
    let anna = Browser { cookie: cookie.split(';').next().unwrap().to_owned() };
    world
        .get(&anna, "/control")
        .await
        .says("Lindenhof")
        .says("Add door")
        .says("Times are on the clock of Europe/Berlin");

    for page in [world.get(&nobody, &link).await, world.post(&nobody, &link, &OWNER).await] {
        assert_eq!(page.status, StatusCode::NOT_FOUND);
        page.says("not good any more");
    }
}

#[tokio::test]
async fn a_set_up_link_makes_no_second_organization() {
    let world = World::empty().await;
    let link = path(&world.house.setup_link().await.unwrap().unwrap());
    // The operator was faster, at the machine.
    world.organization("Lindenhof", "anna@example.com").await;
    let late = OWNER.map(|(name, value)| (name, if name == "email" { "mallory@example.com" } else { value }));
    let page = world.post(&Browser::signed_out(), &link, &late).await;
    assert_eq!((page.status, page.cookie()), (StatusCode::NOT_FOUND, ""));
    assert_eq!(world.house.setup_link().await.unwrap(), None, "there is an organization");
    assert_eq!(world.house.organizations().await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_wrong_set_up_link_sets_nothing_up() {
    let world = World::empty().await;
    let nobody = Browser::signed_out();
    for link in ["/setup/0123456789abcdefghjkmnpqrs", "/setup/x"] {
        assert_eq!(world.get(&nobody, link).await.status, StatusCode::NOT_FOUND);
        assert_eq!(world.post(&nobody, link, &OWNER).await.status, StatusCode::NOT_FOUND);
    }
    assert!(world.house.organizations().await.unwrap().is_empty());
}

#[tokio::test]
async fn with_tls_the_cookie_is_bound_to_the_host() {
    let world = World::at("https://keys.test").await;
    world.organization("Lindenhof", "anna@example.com").await;
    let fields = [("email", "anna@example.com"), ("password", PASSWORD)];
    let page = world.post(&Browser::signed_out(), "/sign-in", &fields).await;
    assert!(page.cookie().starts_with("__Host-keylink_session="), "{}", page.cookie());
    assert!(page.cookie().ends_with("; Secure"), "{}", page.cookie());
    let anna = Browser { cookie: page.cookie().split(';').next().unwrap().to_owned() };
    assert_eq!(world.get(&anna, "/control").await.status, StatusCode::OK);
    let plain = Browser { cookie: anna.cookie.replace("__Host-", "") };
    assert_eq!(world.get(&plain, "/control").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_password_signs_in_and_a_wrong_one_does_not() {
    let (world, _) = World::with_anna().await;
    let nobody = Browser::signed_out();
    let fields = |password, next| [("email", "Anna@example.com"), ("password", password), ("next", next)];
    let page = world.post(&nobody, "/sign-in", &fields("wrong horse battery", "/control/links")).await;
    assert_eq!((page.status, page.cookie()), (StatusCode::FORBIDDEN, ""));
    page.says("is wrong").does_not_say("wrong horse");
    assert_eq!((page.value("email"), page.value("next")), ("Anna@example.com".to_owned(), "/control/links".to_owned()));

    for (next, lands) in [
        ("/control/links?state=active", "/control/links?state=active"),
        ("", "/"),
        ("https://evil.example", "/"),
        ("//evil.example", "/"),
        ("/control//evil.example", "/"),
        ("/sign-out", "/"),
    ] {
        let page = world.post(&nobody, "/sign-in", &fields(PASSWORD, next)).await;
        assert_eq!((page.status, page.location()), (StatusCode::SEE_OTHER, lands));
        assert!(!page.cookie().is_empty());
    }
}

#[tokio::test]
async fn a_sign_in_link_is_spent_by_a_press_and_not_by_looking() {
    let (world, anna) = World::with_anna().await;
    let (ben, _) = world.user(&anna, "Ben", "ben@example.com", Role::Member).await;
    let link = path(&world.house.make_sign_in_link(ben.organization, ben.id).await.unwrap());
    let nobody = Browser::signed_out();
    for _ in 0..3 {
        let page = world.get(&nobody, &link).await;
        assert_eq!((page.status, page.cookie()), (StatusCode::OK, ""));
        page.says("Sign in as Ben").says("Lindenhof");
    }
    let page = world.post(&nobody, &link, &[]).await;
    assert_eq!((page.status, page.location()), (StatusCode::SEE_OTHER, "/"));
    let ben = Browser { cookie: page.cookie().split(';').next().unwrap().to_owned() };
    world.get(&ben, "/control").await.says("Ben");
    let again = world.post(&nobody, &link, &[]).await;
    assert_eq!((again.status, again.cookie()), (StatusCode::NOT_FOUND, ""));
    assert_eq!(world.get(&nobody, &link).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn signing_out_ends_the_session_itself() {
    let (world, anna) = World::with_anna().await;
    let page = world.post(&anna, "/sign-out", &[]).await;
    assert_eq!((page.status, page.location()), (StatusCode::SEE_OTHER, "/sign-in"));
    assert!(page.cookie().contains("keylink_session=;") && page.cookie().contains("Max-Age=0"));
    assert_eq!(world.get(&anna, "/control").await.location(), "/sign-in?next=/control");
}

#[tokio::test]
async fn a_password_is_changed_by_who_knows_it() {
    let (world, anna) = World::with_anna().await;
    let fields = |old, new| [("old_password", old), ("password", new)];
    let wrong = world.post(&anna, "/control/settings/own/password", &fields("no", "another horse battery")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    wrong.says("id=\"old_password-error\"");
    let done = world.post(&anna, "/control/settings/own/password", &fields(PASSWORD, "another horse battery")).await;
    assert_eq!(done.location(), "/control/settings/own?done=password");
    world.get(&anna, done.location()).await.says("Your password was changed.");
    assert!(
        world
            .house
            .sign_in("anna@example.com", PASSWORD.to_owned(), None, &keylink_service::session::Visit::default())
            .await
            .is_err()
    );
}

/// Signs in by this password again and again, until the password is another one; what began meanwhile.
async fn sign_in_until_changed(world: &World, password: &str) -> Vec<Browser> {
    let mut begun = Vec::new();
    let visit = keylink_service::session::Visit::default();
    while begun.len() < 200
        && let Ok(one) = world.house.sign_in("anna@example.com", password.to_owned(), None, &visit).await
    {
        begun.push(Browser { cookie: format!("keylink_session={}", one.secret.reveal()) });
    }
    begun
}

#[tokio::test]
async fn a_password_that_is_changed_meanwhile_lets_nobody_in() {
    let (world, anna) = World::with_anna().await;
    let mut old = PASSWORD.to_owned();
    for number in 0..4 {
        let new = format!("another horse battery {number}");
        let fields = [("old_password", old.as_str()), ("password", new.as_str())];
        // Whoever knows the old one is at it while it is changed, so that one of them was looked at before and begins after.
        let (changed, one, two, three) = tokio::join!(
            world.post(&anna, "/control/settings/own/password", &fields),
            sign_in_until_changed(&world, &old),
            sign_in_until_changed(&world, &old),
            sign_in_until_changed(&world, &old)
        );
        assert_eq!(changed.location(), "/control/settings/own?done=password");
        for browser in one.iter().chain(&two).chain(&three) {
            assert_eq!(
                world.get(browser, "/control").await.status,
                StatusCode::SEE_OTHER,
                "signed in by the old password"
            );
        }
        world.get(&anna, "/control").await.says("Lindenhof");
        old = new;
    }
}

#[tokio::test]
async fn a_wrong_code_keeps_the_offer() {
    let (world, anna) = World::with_anna().await;
    let page = world.get(&anna, "/control/settings/own").await;
    let (offer, address) = (page.value("offer"), page.value("address").replace("&#38;", "&"));
    assert!(address.starts_with("otpauth://totp/"), "{address}");
    let fields = [("offer", offer.as_str()), ("address", &address), ("code", "000000x")];
    let wrong = world.post(&anna, "/control/settings/own/codes", &fields).await;
    assert_eq!((wrong.status, wrong.value("offer")), (StatusCode::UNPROCESSABLE_ENTITY, offer));
    wrong.says("id=\"code-error\"");
}

#[tokio::test]
async fn a_form_that_is_sent_after_the_session_ended_says_that_nothing_was_done() {
    let (world, anna) = World::with_anna().await;
    let late = async |referer: Option<&str>| {
        let mut request = axum::http::Request::post("/control/people")
            .header("host", "keys.test")
            .header("origin", &world.origin)
            .header("content-type", "application/x-www-form-urlencoded");
        if let Some(referer) = referer {
            request = request.header("referer", referer);
        }
        let page = world.ask(request.body(axum::body::Body::from("name=Ben&role=member")).unwrap()).await;
        page.location().to_owned()
    };
    let to = late(Some("http://keys.test/control/people?state=active")).await;
    assert_eq!(to, "/sign-in?ended=1&next=/control/people%3Fstate%3Dactive");
    world
        .get(&Browser::signed_out(), &to)
        .await
        .says("so nothing was done")
        .says("value=\"/control/people?state=active\"");
    for elsewhere in
        [None, Some("http://evil.example/"), Some("not an address"), Some("http://keys.test//evil.example")]
    {
        assert_eq!(late(elsewhere).await, "/sign-in?ended=1", "{elsewhere:?}");
    }
    world.get(&anna, "/control/people").await.does_not_say("Ben");
}

#[tokio::test]
async fn members_on_a_phone_land_in_the_app_and_everybody_else_at_the_desk() {
    let (world, anna) = World::with_anna().await;
    let (_, ben) = world.user(&anna, "Ben", "ben@example.com", Role::Member).await;
    let phone =
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Safari/604.1";
    let desk = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    for (browser, agent, lands) in
        [(&ben, phone, "/app"), (&ben, desk, "/control"), (&anna, phone, "/control"), (&anna, desk, "/control")]
    {
        let request = Request::get("/").header(header::COOKIE, &browser.cookie).header(header::USER_AGENT, agent);
        assert_eq!(world.ask(request.body(Body::empty()).unwrap()).await.location(), lands, "{agent}");
    }
    assert_eq!(world.get(&Browser::signed_out(), "/").await.location(), "/sign-in");
}
