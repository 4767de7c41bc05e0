//! Long fills, with a progress bar: links like the ones that the house makes, and presses that were
//! decided, recorded and finished by the house's own code.

use std::net::Ipv4Addr;
use std::sync::Arc;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use jiff::{SignedDuration, Timestamp};
use keylink_domain::actor::Via;
use keylink_domain::authority::Shown;
use keylink_domain::clock::Clock;
use keylink_domain::id::{Chance, EventId, LinkId, PressId, UnlockId};
use keylink_domain::link::Link;
use keylink_domain::secret::fingerprint;
use keylink_domain::unlock::Outcome;
use keylink_service::clock::SystemClock;
use keylink_store::unlock::{Answer, AnyPace, Claim, Decided, Finished, Page, Press, Surroundings, finish, record};
use keylink_store::{Options, Store, activity};

use crate::failure::Failure;
use crate::house::{FillClock, secret};

const LINKS_AT_ONCE: u64 = 1_000;
const PRESSES_AT_ONCE: u64 = 256;
/// A log with fewer lines that were not followed is followed as far as it needs to be.
const AT_ITS_END: u32 = 1_000;
/// As large as a sealed secret is.
const SEALED: usize = 66;

fn bar(count: u64, what: &'static str) -> Result<ProgressBar, Failure> {
    let style = ProgressStyle::with_template("{msg:>8} {wide_bar} {human_pos}/{human_len} {per_sec} {eta}")
        .map_err(|error| error.to_string())?;
    Ok(ProgressBar::new(count).with_style(style).with_message(what))
}

/// Makes links until there are `count`; the link with number n names the door with number n, around.
///
/// # Errors
/// When the database refuses.
pub async fn links(store: &Store, templates: &[Link], count: u64) -> Result<(), Failure> {
    let bar = bar(count, "links")?;
    let mut from = 0;
    while from < count {
        let until = count.min(from + LINKS_AT_ONCE);
        let links: Vec<_> = (from..until).map(|number| one_link(templates, number)).collect::<Result<_, _>>()?;
        store
            .write(move |tx| {
                Box::pin(async move {
                    for (link, secret) in links {
                        keylink_store::link::insert(tx, &link, secret, vec![0; SEALED]).await?;
                    }
                    Ok::<_, keylink_store::Error>(())
                })
            })
            .await?;
        bar.inc(until - from);
        from = until;
    }
    bar.finish();
    Ok(())
}

fn one_link(templates: &[Link], number: u64) -> Result<(Link, keylink_domain::secret::SecretHash), Failure> {
    let at = usize::try_from(number).unwrap_or(0) % templates.len();
    let template = templates.get(at).ok_or("there are no doors")?;
    let secret = secret(number).map_err(|error| error.to_string())?;
    let made = earlier(template.created_at, number);
    let link = Link { id: LinkId::new(made, chance(b"link", number)), created_at: made, ..template.clone() };
    Ok((link, secret.hash()))
}

/// Presses links until the log has `count` lines more, two for each press, spread over the last months.
///
/// # Errors
/// When the database refuses, or a press is refused.
pub async fn events(store: &Store, templates: &[Link], links: u64, count: u64) -> Result<(), Failure> {
    let bar = bar(count, "events")?;
    let began = SystemClock.now();
    let mut number = 0;
    while number < count / 2 {
        let until = (count / 2).min(number + PRESSES_AT_ONCE);
        let now = began.checked_add(SignedDuration::from_millis(i64::try_from(number / 64).unwrap_or(0)));
        let now = now.unwrap_or(began);
        let presses: Vec<_> =
            (number..until).map(|number| one_press(templates, links, number, now)).collect::<Result<_, _>>()?;
        let around = Surroundings { clock: Arc::new(FillClock(now)), pace: Arc::new(AnyPace) };
        let answers = record(store, Arc::new(Page { presses, ..Page::default() }), around, ()).await?;
        let finished: Vec<_> = answers.iter().map(|answer| opened(answer, now)).collect::<Result<_, _>>()?;
        store.write(move |tx| Box::pin(async move { finish(tx, &finished).await })).await?;
        // As the house does behind its log.
        keylink_store::event::note(store).await?;
        bar.inc(2 * (until - number));
        number = until;
    }
    bar.finish();
    Ok(())
}

/// Waits until the house has followed its log to the end: a fill is more than it sees in years, and what it does behind its log is
/// not to be measured.
///
/// # Errors
/// When the database cannot be read.
pub async fn until_followed(database: &str) -> Result<(), Failure> {
    let store = Store::open(&Options::parse(database)?, SystemClock.now()).await?;
    let bar = ProgressBar::new_spinner().with_message("the house follows its log");
    loop {
        let waits = store
            .read(|tx| {
                Box::pin(async move {
                    let mut waits = false;
                    for organization in keylink_store::organization::list(tx).await? {
                        let place = activity::place(tx, organization.id).await?;
                        waits |=
                            activity::tail(tx, organization.id, place, AT_ITS_END).await?.len() == AT_ITS_END as usize;
                    }
                    Ok::<_, keylink_store::Error>(waits)
                })
            })
            .await?;
        if !waits {
            break;
        }
        bar.tick();
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    bar.finish_and_clear();
    store.close().await;
    Ok(())
}

fn one_press(templates: &[Link], links: u64, number: u64, now: Timestamp) -> Result<Press, Failure> {
    // Far apart from one press to the next, as guests are.
    let link = number.wrapping_mul(2_654_435_761) % links;
    let template = templates.get(usize::try_from(link).unwrap_or(0) % templates.len()).ok_or("there are no doors")?;
    Ok(Press {
        unlock: UnlockId::new(now, chance(b"unlock", number)),
        event: EventId::new(now, chance(b"granted", number)),
        press: PressId::new(now, chance(b"press", number)),
        claim: Claim::Link(secret(link).map_err(|error| error.to_string())?.hash()),
        door: template.doors.first().copied().ok_or("a link has no door")?,
        person: true,
        shown: Shown::default(),
        binding: None,
        via: Via::Link,
        address: Some(Ipv4Addr::LOCALHOST.to_string()),
        deadline: now.checked_add(SignedDuration::from_secs(5)).unwrap_or(now),
    })
}

fn opened(decided: &Decided, at: Timestamp) -> Result<Finished, Failure> {
    let Answer::Granted(command) = &decided.answer else {
        return Err(format!("a press of the fill was not granted: {decided:?}").into());
    };
    let command = command.get();
    Ok(Finished {
        organization: command.organization,
        unlock: command.id,
        event: EventId::new(at, chance(b"opened", command.id.uuid().as_u64_pair().1)),
        outcome: Outcome::Opened,
        at,
    })
}

fn earlier(at: Timestamp, number: u64) -> Timestamp {
    let back = SignedDuration::from_secs(90 * 86_400) - SignedDuration::from_millis(i64::try_from(number).unwrap_or(0));
    at.checked_sub(back).unwrap_or(at)
}

fn chance(what: &[u8], number: u64) -> Chance {
    let from = fingerprint(&[what, &number.to_be_bytes()]);
    let mut chance = [0; 16];
    chance.copy_from_slice(&from[..16]);
    chance
}
