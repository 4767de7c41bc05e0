//! Who one is, and that it is still oneself: sessions, second factors, and proofs that are asked for again.

use axum::http::StatusCode;
use keylink_domain::user::Role;
use keylink_service::session::Visit;
use keylink_web::{control, mobile};
use totp_rs::{Algorithm, Builder};

use crate::guards::filled;
use crate::world::{Browser, PASSWORD, World};

const OWN: &str = "/control/settings/own";
/// As if the last proof were long ago.
const LONG_AGO: &str = "UPDATE sessions SET proved_ms = proved_ms - 601000";

fn another() -> Visit {
    Visit { address: Some("192.0.2.7".parse().unwrap()), device: "Firefox on Linux".to_owned(), known: None }
}

async fn sign_in_elsewhere(world: &World) -> Browser {
    let begun = world.house.sign_in("anna@example.com", PASSWORD.to_owned(), None, &another()).await.unwrap();
    keylink_canary::keep(begun.secret.reveal());
    Browser { cookie: format!("keylink_session={}", begun.secret.reveal()) }
}

async fn is_in(world: &World, browser: &Browser) -> bool {
    world.get(browser, "/control").await.status == StatusCode::OK
}

/// The code that an authenticator shows now, or will `later` steps later: a code counts once.
fn code(key: &str, later: u64) -> String {
    let secret = totp_rs::Secret::try_from_base32(key).unwrap();
    let totp = Builder::new().with_algorithm(Algorithm::SHA1).with_digits(6).with_step_duration(30);
    let totp = totp.with_secret(secret).with_account_name("a".to_owned()).build().unwrap();
    let now = keylink_domain::clock::Clock::now(&keylink_service::clock::SystemClock).as_second();
    totp.generate(u64::try_from(now).unwrap() + 30 * later).to_string()
}

/// Turns codes on; gives the authenticator's key and the recovery codes.
async fn turn_codes_on(world: &World, anna: &Browser) -> (String, Vec<String>) {
    let page = world.get(anna, OWN).await;
    let key = page.body.split("id=\"secret\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    page.says("QR code for the authenticator");
    let (offer, address) = (page.value("offer"), page.value("address"));
    let fields = [("offer", offer.as_str()), ("address", &address), ("code", &code(&key, 0))];
    let page = world.post(anna, &format!("{OWN}/codes"), &fields).await;
    assert_eq!(page.status, StatusCode::OK);
    let codes: Vec<String> = page.body.split("<li><code>").skip(1).map(|rest| rest[..19].to_owned()).collect();
    assert_eq!(codes.len(), 10);
    codes.iter().for_each(|code| keylink_canary::keep(code));
    (key, codes)
}

async fn tries(world: &World, code: &str) -> StatusCode {
    let fields = [("email", "anna@example.com"), ("password", PASSWORD), ("code", code)];
    world.post(&Browser::signed_out(), "/sign-in", &fields).await.status
}

#[tokio::test]
async fn one_sees_where_one_is_signed_in_and_ends_it() {
    let (world, anna) = World::with_anna().await;
    let (second, third) = (sign_in_elsewhere(&world).await, sign_in_elsewhere(&world).await);
    let page = world.get(&anna, OWN).await;
    page.says("Firefox on Linux").says("from 192.0.2.7").says("this one").says("Sign out everywhere else");
    let first_listed =
        page.body.split("name=\"session\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let done = world.post(&anna, &format!("{OWN}/sessions/end"), &[("session", &first_listed)]).await;
    assert_eq!(done.location(), format!("{OWN}?done=session-ended"));
    assert!(is_in(&world, &anna).await);
    assert_eq!(usize::from(is_in(&world, &second).await) + usize::from(is_in(&world, &third).await), 1);
    world.post(&anna, &format!("{OWN}/sessions/end"), &[]).await;
    assert!(is_in(&world, &anna).await && !is_in(&world, &second).await && !is_in(&world, &third).await);
    world.get(&anna, "/control/events").await.says("signed out elsewhere");
}

#[tokio::test]
async fn an_administrator_signs_a_user_out_and_nobody_anothers() {
    let (world, anna) = World::with_anna().await;
    let (ben, his) = world.user(&anna, "Ben", "ben@example.com", Role::Member).await;
    let (_, clara) = world.user(&anna, "Clara", "clara@example.com", Role::Member).await;
    let path = format!("/control/people/{}", ben.id);
    assert_eq!(world.post(&clara, &format!("{path}/sessions/end"), &[]).await.status, StatusCode::FORBIDDEN);
    let page = world.get(&anna, &path).await;
    let session = page.body.split("name=\"session\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let foreign = world.post(&clara, &format!("{OWN}/sessions/end"), &[("session", &session)]).await;
    assert_eq!(foreign.status, StatusCode::NOT_FOUND, "it is none of hers");
    assert!(is_in(&world, &his).await);
    let done = world.post(&anna, &format!("{path}/sessions/end"), &[]).await;
    assert_eq!(done.location(), format!("{path}?done=user-signed-out"));
    assert!(!is_in(&world, &his).await && is_in(&world, &clara).await);
}

#[tokio::test]
async fn a_recovery_code_takes_the_place_of_a_code_once() {
    let (world, anna) = World::with_anna().await;
    let (key, codes) = turn_codes_on(&world, &anna).await;
    world.get(&anna, OWN).await.says("10 recovery codes are left").does_not_say(&codes[0]);
    assert_eq!(tries(&world, "").await, StatusCode::FORBIDDEN);
    assert_eq!(tries(&world, &code(&key, 0)).await, StatusCode::FORBIDDEN, "that code turned them on");
    assert_eq!(tries(&world, &code(&key, 1)).await, StatusCode::SEE_OTHER);
    let typed = codes[3].to_uppercase().replace('-', " ");
    assert_eq!(tries(&world, &typed).await, StatusCode::SEE_OTHER);
    assert_eq!(tries(&world, &codes[3]).await, StatusCode::FORBIDDEN, "it was used");
    assert_eq!(tries(&world, "0123-4567-89ab-cdef").await, StatusCode::FORBIDDEN);
    world.get(&anna, OWN).await.says("9 recovery codes are left");
    world.get(&anna, "/control/events").await.says("a recovery code was used up");
    let page = world.post(&anna, &format!("{OWN}/recovery-codes"), &[]).await;
    page.says("Your recovery codes").says("10 recovery codes are left");
    assert_eq!(tries(&world, &codes[4]).await, StatusCode::FORBIDDEN, "there are new ones");
    world.post(&anna, &format!("{OWN}/codes/off"), &[("codes_password", PASSWORD)]).await;
    assert_eq!(tries(&world, "").await, StatusCode::SEE_OTHER);
    let none = world.post(&anna, &format!("{OWN}/recovery-codes"), &[]).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn codes_go_by_the_machines_clock_also_where_time_is_ahead_of_it() {
    let (world, anna) = World::with_anna().await;
    let (key, _) = turn_codes_on(&world, &anna).await;
    world.set_clock_ahead(3);
    world.get(&anna, "/control").await;
    world.set_clock_ahead(0);
    assert!(world.house.ahead().as_mins() > 100);
    assert_eq!(tries(&world, &code(&key, 1)).await, StatusCode::SEE_OTHER, "the authenticator's clock is right");
}

#[tokio::test]
async fn every_guarded_act_asks_for_a_proof_and_then_does_what_was_meant() {
    let (world, anna) = World::with_anna().await;
    let routes: Vec<_> = control::ROUTES.iter().chain(mobile::ROUTES).collect();
    for (path, what) in control::prove::GUARDED {
        assert!(routes.contains(&&("post", *path)), "{path} is no route");
        world.raw(LONG_AGO);
        let path = filled(path);
        let page = world.post(&anna, &path, &[("name", "A \"name\" & more")]).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{path}");
        page.says("Is it you?").says(what).says("name=\"prove_password\"").says("A &#34;name&#34; &#38; more");
        let wrong = [("prove_password", "wrong horse battery")];
        let page = world.post(&anna, &path, &wrong).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{path}");
        page.says("is wrong").does_not_say("wrong horse");
        let page = world.post(&anna, &path, &[("name", "x"), ("prove_password", PASSWORD)]).await;
        page.does_not_say("Is it you?").does_not_say(PASSWORD);
        // Proved once, it is not asked again for a while.
        world.post(&anna, &path, &[]).await.does_not_say("Is it you?");
    }
}

#[tokio::test]
async fn a_lockdown_waits_for_the_proof() {
    let (world, anna) = World::with_anna().await;
    let site = world.house.sites(&world.actor(&anna).await).await.unwrap()[0].id;
    let path = format!("/control/settings/sites/{site}/lockdown");
    let locked = async || world.house.sites(&world.actor(&anna).await).await.unwrap()[0].lockdown;
    world.raw(LONG_AGO);
    world.post(&anna, &path, &[("lockdown", "on")]).await.says("name=\"lockdown\" value=\"on\"");
    assert!(!locked().await, "nothing happens before the proof");
    world.raw("UPDATE sessions SET proved_ms = NULL");
    world.post(&anna, &path, &[("lockdown", "on")]).await.says("Is it you?");
    let done = world.post(&anna, &path, &[("lockdown", "on"), ("prove_password", PASSWORD)]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    assert!(locked().await);
    let forged = world.post_from(&anna, &path, &[("prove_password", PASSWORD)], Some("https://evil.example")).await;
    forged.says("This form came from somewhere else");
}

#[tokio::test]
async fn a_proof_wants_the_code_too() {
    let (world, anna) = World::with_anna().await;
    let (key, _) = turn_codes_on(&world, &anna).await;
    world.raw(LONG_AGO);
    let export = "/control/events/export";
    world.post(&anna, export, &[]).await.says("name=\"prove_code\"");
    let without = world.post(&anna, export, &[("prove_password", PASSWORD)]).await;
    assert_eq!(without.status, StatusCode::FORBIDDEN);
    let code = code(&key, 1);
    let fields = [("prove_password", PASSWORD), ("prove_code", &code), ("format", "csv")];
    let done = world.post(&anna, export, &fields).await;
    assert_eq!(done.status, StatusCode::OK);
    done.does_not_say("Is it you?");
}

#[tokio::test]
async fn who_has_no_proof_is_told_how_to_get_one() {
    let (world, anna) = World::with_anna().await;
    let (_, ben) = world.user(&anna, "Ben", "ben@example.com", Role::Admin).await;
    let export = "/control/events/export";
    assert_eq!(world.post(&ben, export, &[("format", "csv")]).await.status, StatusCode::OK, "he just came by his link");
    world.raw(LONG_AGO);
    let page = world.post(&ben, export, &[]).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    page.says("neither a password nor a passkey").does_not_say("prove_password");
    let password = world.post(&ben, &format!("{OWN}/password"), &[("password", "rain on the roof")]).await;
    assert_eq!(password.status, StatusCode::FORBIDDEN, "a session left alone sets no first password");
    // A link is no proof for who has a password.
    let owner = world.actor(&anna).await;
    let link = world.house.make_sign_in_link(owner.organization, owner.user().unwrap()).await.unwrap();
    let page = world.post(&Browser::signed_out(), link.strip_prefix("http://keys.test").unwrap(), &[]).await;
    let by_link = Browser { cookie: page.cookie().split(';').next().unwrap().to_owned() };
    world.post(&by_link, export, &[]).await.says("Is it you?");
}

#[tokio::test]
async fn answers_of_no_device_sign_nobody_in() {
    let world = World::at("https://keys.test").await;
    world.organization("Lindenhof", "anna@example.com").await;
    let nobody = Browser::signed_out();
    world.get(&nobody, "/sign-in").await.says("Sign in with a passkey").says("/assets/passkey.");
    let question = world.post(&nobody, "/sign-in/passkey/ask", &[]).await;
    assert_eq!(question.status, StatusCode::OK);
    let word = question.body.split("\"word\":\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    question.says("\"userVerification\":\"required\"").says("\"rpId\":\"keys.test\"");
    for (word, said) in [(word.as_str(), ""), (&word, "{}"), ("", "{}"), ("0123456789abcdefghjkmnpqrs", "{\"id\":1}")] {
        let page = world.post(&nobody, "/sign-in/passkey", &[("word", word), ("said", said)]).await;
        assert_eq!((page.status, page.cookie()), (StatusCode::FORBIDDEN, ""), "{said}");
        page.says("This passkey is not known here");
    }
    // Without a name and TLS, browsers use none.
    let (plain, anna) = World::with_anna().await;
    plain.get(&nobody, "/sign-in").await.does_not_say("passkey");
    plain.get(&anna, OWN).await.says("Passkeys need an address with a name and https.");
    assert_eq!(plain.post(&nobody, "/sign-in/passkey/ask", &[]).await.status, StatusCode::FORBIDDEN);
}
