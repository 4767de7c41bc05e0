//! `keylink link`: key links from the command line.

use std::process::ExitCode;

use jiff::Timestamp;
use keylink_domain::delivery::Channel;
use keylink_domain::hollow::LinkStanding;
use keylink_domain::hours::WeeklyHours;
use keylink_domain::id::LinkId;
use keylink_domain::link::Link;
use keylink_domain::moment::{Lasting, Moment};
use keylink_domain::sentence::sentence;
use keylink_domain::window::ValidityInput;
use keylink_service::delivery::NewDelivery;
use keylink_service::event::EventFilter;
use keylink_service::link::{Hollows, NewLink, WantedState};
use keylink_web::language::Languages;
use serde_json::{Value, json};

use crate::cli::{LinkArgs, LinkCreate, LinkSend, LinkVerb};
use crate::local::Local;
use crate::{Failure, out};

/// Does what was asked.
///
/// # Errors
/// When it cannot be done.
pub async fn run(args: LinkArgs) -> Result<ExitCode, Failure> {
    match args.verb {
        LinkVerb::Create(args) => create(*args).await?,
        LinkVerb::List { place, limit, json } => list(&Local::open(&place).await?, limit, json).await?,
        LinkVerb::Show { place, id, json } => show(&Local::open(&place).await?, id.parse()?, json).await?,
        LinkVerb::Send(args) => send(*args).await?,
        LinkVerb::Revoke { place, id, json } => revoke(&Local::open(&place).await?, id.parse()?, json).await?,
    }
    Ok(ExitCode::SUCCESS)
}

async fn create(args: LinkCreate) -> Result<(), Failure> {
    if let Some(tag) = &args.language {
        Languages::embedded()?.meant(tag)?;
    }
    let local = Local::open(&args.place).await?;
    let template = match args.template.as_deref() {
        Some(named) => Some(local.template(named).await?),
        None => None,
    };
    let mut doors = Vec::with_capacity(args.doors.len());
    for named in &args.doors {
        doors.push(local.door(named).await?);
    }
    let validity = ValidityInput {
        from: args.from.as_deref().map(Moment::parse).transpose()?,
        until: args.until.as_deref().map(Moment::parse).transpose()?,
        duration: args.lasts.as_deref().map(Lasting::parse).transpose()?,
        after_first_use: args.after_first_use.as_deref().map(Lasting::parse).transpose()?,
        hours: args.hours.as_deref().map(WeeklyHours::parse).transpose()?,
        max_uses: args.uses,
    };
    let new = NewLink {
        name: args.name,
        description: args.note,
        doors,
        validity,
        language: args.language,
        credential: None,
        template,
        maker: Some(local.user(args.user.as_deref()).await?),
        share_on: args.share_on,
        first_device_only: args.first_device_only,
        ..NewLink::default()
    };
    let made = local.house.make_link(&local.actor, new, None).await?;
    let webhook = match args.webhook {
        true => Some(local.house.make_webhook(&local.actor, made.link.id).await?),
        false => None,
    };
    warn_of_loopback(&made.url);
    for warning in &made.warnings {
        out::complain(&format!("Note: {warning}"));
    }
    if args.json {
        let mut value = Seen::of(&local, std::slice::from_ref(&made.link)).await?.json(&made.link);
        value["url"] = json!(made.url);
        if let Some(webhook) = &webhook {
            value["webhook_url"] = json!(webhook.url);
        }
        out::say_json(&value)?;
    } else {
        out::say(&made.url)?;
        if let Some(webhook) = &webhook {
            out::say(&webhook.url)?;
        }
        out::complain(&format!("{} \u{b7} {}", made.link.name, window(&made.link)));
    }
    Ok(())
}

/// A link to this machine itself opens nothing on anybody's phone.
pub fn warn_of_loopback(url: &str) {
    let host = url.split_once("://").map_or(url, |(_, rest)| rest);
    if ["127.", "localhost", "[::1]"].iter().any(|here| host.starts_with(here)) {
        out::complain(
            "Warning: this link leads to this machine alone, so no phone can open it. Give the address that \
             guests use, as the server has it: KEYLINK_PUBLIC_URL, or public_url in the file that --config names.",
        );
    }
}

async fn send(args: LinkSend) -> Result<(), Failure> {
    let local = Local::open(&args.place).await?;
    let (channel, address) = match (args.to.mail, args.to.sms, args.to.slack) {
        (Some(address), _, _) => (Channel::Mail, address),
        (_, Some(address), _) => (Channel::Sms, address),
        (_, _, address) => (Channel::Slack, address.unwrap_or_default()),
    };
    let new = NewDelivery { channel, address, message: args.message, language: args.language };
    let queued = local.house.send_link(&local.actor, args.id.parse()?, new, None).await?;
    let address = queued.address.as_ref().map_or("", |address| address.as_str());
    if args.json {
        let line = json!({ "id": queued.id, "channel": channel, "address": address, "state": queued.state.as_str() });
        out::say_json(&line)?;
    } else {
        out::say(&format!("Queued: {} {address}", channel.words()))?;
        out::complain("The running server sends it. What comes of it: keylink link show, or the link's page.");
    }
    Ok(())
}

async fn list(local: &Local, limit: u32, as_lines: bool) -> Result<(), Failure> {
    let links = local.house.links(&local.actor, None, limit.clamp(1, 1_000)).await?;
    let seen = Seen::of(local, &links).await?;
    if as_lines {
        for link in &links {
            out::say_json(&seen.json(link))?;
        }
        return Ok(());
    }
    if links.is_empty() {
        out::complain("There are no links yet. Make one with: keylink link create --help");
        return Ok(());
    }
    let rows = links.iter().map(|link| {
        vec![link.id.to_string(), link.name.clone(), seen.standing(link).to_owned(), window(link), uses(link)]
    });
    out::say_table(&["id", "name", "standing", "window", "uses"], rows.collect())?;
    Ok(())
}

async fn show(local: &Local, id: LinkId, as_lines: bool) -> Result<(), Failure> {
    let link = local.house.link(&local.actor, id).await?;
    let filter = EventFilter { link: Some(id), ..EventFilter::default() };
    let history = local.house.events(&local.actor, filter, None, 100).await?;
    let seen = Seen::of(local, std::slice::from_ref(&link)).await?;
    if as_lines {
        let mut value = seen.json(&link);
        value["history"] = history.iter().map(crate::event::as_json).collect();
        out::say_json(&value)?;
        return Ok(());
    }
    let (window, uses) = (window(&link), uses(&link));
    out::say(&format!("{}\n  {}\n  {window} \u{b7} uses {uses}\n", link.name, seen.in_words(&link)))?;
    let zone = &link.validity.zone;
    let rows = history.iter().map(|event| vec![zone.show(event.line.at), sentence(event)]);
    out::say_table(&["when", "what"], rows.collect())?;
    Ok(())
}

async fn revoke(local: &Local, id: LinkId, as_lines: bool) -> Result<(), Failure> {
    let link = local.house.revoke_link(&local.actor, id).await?;
    if as_lines {
        out::say_json(&Seen::of(local, std::slice::from_ref(&link)).await?.json(&link))?;
    } else {
        out::say(&format!("{} is revoked and opens nothing any more.", link.name))?;
    }
    Ok(())
}

/// Links as they stand at a moment, everything counted.
struct Seen {
    hollows: Hollows,
    now: Timestamp,
}

impl Seen {
    async fn of(local: &Local, links: &[Link]) -> Result<Self, Failure> {
        Ok(Self { hollows: local.house.hollows(links).await?, now: local.house.now() })
    }

    fn standing(&self, link: &Link) -> &'static str {
        match WantedState::of(self.hollows.stands(link, self.now)) {
            WantedState::Revoked => "revoked",
            WantedState::Hollow => "opens nothing",
            WantedState::Active => "active",
            WantedState::NotYet => "upcoming",
            WantedState::OutsideHours => "outside its hours",
            WantedState::Expired => "expired",
            WantedState::UsedUp => "used up",
        }
    }

    /// The same, and why it opens nothing where its own window does not say so.
    fn in_words(&self, link: &Link) -> String {
        match self.hollows.stands(link, self.now) {
            LinkStanding::Hollow(hollow) => format!("{}: {}", self.standing(link), hollow.sentence()),
            LinkStanding::Revoked { .. } | LinkStanding::Own(_) => self.standing(link).to_owned(),
        }
    }

    fn json(&self, link: &Link) -> Value {
        json!({
            "id": link.id,
            "name": link.name,
            "description": link.description,
            "doors": link.doors,
            "valid_from": link.validity.from,
            "valid_until": link.validity.until,
            "hours": link.validity.hours.as_ref().map(ToString::to_string),
            "max_uses": link.validity.max_uses,
            "uses": link.usage.uses,
            "zone": link.validity.zone,
            "standing": self.standing(link),
        })
    }
}

fn window(link: &Link) -> String {
    let validity = &link.validity;
    let show = |at: Timestamp| validity.zone.show(at);
    let mut parts = vec![match (validity.from, validity.until) {
        (None, None) => "always".to_owned(),
        (Some(from), None) => format!("from {}", show(from)),
        (None, Some(until)) => format!("until {}", show(until)),
        (Some(from), Some(until)) => format!("{} to {}", show(from), show(until)),
    }];
    parts.extend(validity.hours.as_ref().map(ToString::to_string));
    parts.join(", ")
}

fn uses(link: &Link) -> String {
    match link.validity.max_uses {
        Some(max) => format!("{} of {max}", link.usage.uses),
        None => link.usage.uses.to_string(),
    }
}
