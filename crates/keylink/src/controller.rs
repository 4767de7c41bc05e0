//! `keylink controller`: the devices that drive doors.

use std::collections::BTreeMap;
use std::io::BufRead;
use std::process::ExitCode;

use keylink_domain::controller::{Controller, DriverKind, Reach};
use keylink_service::controller::{NewDevice, Probe, about};
use keylink_service::door::NewDoor;
use serde_json::{Value, json};

use crate::cli::{ControllerAdd, ControllerArgs, ControllerVerb};
use crate::local::Local;
use crate::{Failure, out};

/// Does what was asked.
///
/// # Errors
/// When it cannot be done.
pub async fn run(args: ControllerArgs) -> Result<ExitCode, Failure> {
    match args.verb {
        ControllerVerb::List { place, json } => list(&Local::open(&place).await?, json).await?,
        ControllerVerb::Show { place, named, json } => show(&Local::open(&place).await?, &named, json).await?,
        ControllerVerb::Test { place, named, json } => return test(&Local::open(&place).await?, &named, json).await,
        ControllerVerb::Add(args) => add(&args).await?,
        ControllerVerb::Kinds { kind, json } => kinds(kind.as_deref(), json)?,
    }
    Ok(ExitCode::SUCCESS)
}

async fn list(local: &Local, as_lines: bool) -> Result<(), Failure> {
    let known = local.house.controllers(&local.actor).await?;
    if as_lines {
        return Ok(known.iter().try_for_each(|one| out::say_json(&as_json(one)))?);
    }
    let row = |one: &Controller| {
        let seen = one.last_seen.map_or_else(|| "never".to_owned(), |seen| seen.to_string());
        vec![one.name.clone(), about(one.driver).name.to_owned(), standing(one).to_owned(), seen, one.id.to_string()]
    };
    Ok(out::say_table(&["Name", "Kind", "Status", "Last heard of", "Id"], known.iter().map(row).collect())?)
}

async fn show(local: &Local, named: &str, is_json: bool) -> Result<(), Failure> {
    let known = find(local, named).await?;
    let settled = local.house.settled(&local.actor, known.id).await?;
    let doors = local.house.doors(&local.actor).await?;
    let doors: Vec<(String, String)> = doors
        .into_iter()
        .filter_map(|now| Some((now.door.name, now.door.address.filter(|at| at.controller == known.id)?)))
        .map(|(name, at)| (name, at.channel.as_str().to_owned()))
        .collect();
    if is_json {
        let mut whole = as_json(&known);
        whole["settings"] = json!(settled.settings);
        whole["secrets"] = json!(settled.secrets);
        whole["doors"] = doors.iter().map(|(name, channel)| json!({ "name": name, "channel": channel })).collect();
        return Ok(out::say_json(&whole)?);
    }
    let mut rows = vec![
        vec!["Name".to_owned(), known.name.clone()],
        vec!["Kind".to_owned(), about(known.driver).name.to_owned()],
        vec!["Status".to_owned(), standing(&known).to_owned()],
        vec!["Id".to_owned(), known.id.to_string()],
    ];
    rows.extend(settled.settings.into_iter().map(|(name, value)| vec![name, value]));
    rows.extend(settled.secrets.into_iter().map(|name| vec![name, "(kept, and not shown)".to_owned()]));
    rows.extend(doors.into_iter().map(|(name, channel)| vec![format!("Door at {channel}"), name]));
    Ok(out::say_table(&["What", ""], rows)?)
}

async fn test(local: &Local, named: &str, is_json: bool) -> Result<ExitCode, Failure> {
    let known = find(local, named).await?;
    if known.driver.reach() != Reach::Called {
        // It is connected to the server, and not to this command; the server wrote down how it is.
        let words = format!("It connects to the server by itself, which last knew it {}.", standing(&known));
        if is_json {
            out::say_json(&json!({ "reached": known.online, "facts": [words] }))?
        } else {
            out::say(&words)?
        }
        return Ok(if known.online == Some(true) { ExitCode::SUCCESS } else { ExitCode::FAILURE });
    }
    let tested = local.house.test_controller(&local.actor, known.id).await?;
    let code = if tested.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    match (tested, is_json) {
        (Ok(probe), true) => out::say_json(&json!({
            "reached": true,
            "facts": probe.facts,
            "offers": probe.offers.iter().map(|one| json!({ "channel": one.channel, "name": one.name })).collect::<Value>(),
        }))?,
        (Err(why), true) => out::say_json(&json!({ "reached": false, "reason": why }))?,
        (Ok(probe), false) => told(&probe)?,
        (Err(why), false) => out::complain(&format!("It could not be reached or understood: {why}.")),
    }
    Ok(code)
}

fn told(probe: &Probe) -> Result<(), Failure> {
    out::say("It answers.")?;
    probe.facts.iter().try_for_each(|fact| out::say(fact))?;
    let offers = probe.offers.iter();
    Ok(offers
        .into_iter()
        .try_for_each(|one| out::say(&format!("It could have a door at {}: {}", one.channel.as_str(), one.name)))?)
}

async fn add(args: &ControllerAdd) -> Result<(), Failure> {
    let driver = kind(&args.kind)?;
    let local = Local::open(&args.place).await?;
    let settings = settings(args, driver)?;
    if driver.reach() == Reach::Login {
        let made = local.house.add_controller(&local.actor, &args.name).await?;
        if args.json {
            let mut whole = as_json(&made.controller);
            whole["login"] = json!(made.controller.id);
            whole["password"] = json!(made.password.reveal());
            return Ok(out::say_json(&whole)?);
        }
        out::say(&format!("login {}\npassword {}", made.controller.id, made.password.reveal()))?;
        out::complain("The password is shown this once. docs/mqtt.md tells what the device does with it.");
        return Ok(());
    }
    let made = local.house.add_device(&local.actor, NewDevice { name: args.name.clone(), driver, settings }).await?;
    let doors = if args.doors { add_doors(&local, &made).await? } else { Vec::new() };
    if args.json {
        let mut whole = as_json(&made);
        whole["doors"] = json!(doors);
        return Ok(out::say_json(&whole)?);
    }
    out::say(&made.id.to_string())?;
    doors.iter().for_each(|name| out::complain(&format!("It has the door {name:?} now.")));
    Ok(())
}

/// Adds the doors that it says it could have. Where it cannot be asked it stays added, without doors.
async fn add_doors(local: &Local, made: &Controller) -> Result<Vec<String>, Failure> {
    let offers = match local.house.test_controller(&local.actor, made.id).await? {
        Ok(probe) => probe.offers,
        Err(why) => {
            out::complain(&format!(
                "It was added, but could not be reached or understood: {why}. It has no doors yet."
            ));
            return Ok(Vec::new());
        }
    };
    if offers.is_empty() {
        out::complain("It does not tell which doors it could have; add them in the control center.");
    }
    let mut added = Vec::new();
    for offer in offers {
        let channel = Some(offer.channel.as_str().to_owned());
        let new = NewDoor { name: offer.name, controller: Some(made.id), channel, ..NewDoor::default() };
        added.push(local.house.add_door(&local.actor, new, None).await?.door.name);
    }
    Ok(added)
}

/// What is set up: secrets never stand on the command line, where every program of this machine can read them.
fn settings(args: &ControllerAdd, driver: DriverKind) -> Result<BTreeMap<String, String>, Failure> {
    let is_secret = |name: &str| about(driver).fields.iter().any(|field| field.name == name && field.is_secret());
    let mut settings = BTreeMap::new();
    for one in &args.settings {
        let Some((name, value)) = one.split_once('=') else {
            return Err(format!("--set {one:?} is no setting; write it as address=http://192.168.1.20").into());
        };
        if is_secret(name) {
            return Err(
                format!("{name} is a secret; give it by --secret {name}, which reads it from standard input").into()
            );
        }
        settings.insert(name.to_owned(), value.to_owned());
    }
    let mut lines = std::io::stdin().lock().lines();
    for name in &args.secrets {
        let line =
            lines.next().transpose()?.ok_or_else(|| format!("standard input has no line for the secret {name}"))?;
        settings.insert(name.clone(), line);
    }
    Ok(settings)
}

fn kinds(named: Option<&str>, as_lines: bool) -> Result<(), Failure> {
    let Some(named) = named else {
        if as_lines {
            let kind =
                |kind: DriverKind| json!({ "kind": kind, "name": about(kind).name, "purpose": about(kind).purpose });
            return Ok(DriverKind::ALL.into_iter().try_for_each(|one| out::say_json(&kind(one)))?);
        }
        let row = |kind: DriverKind| {
            vec![kind.as_str().to_owned(), about(kind).name.to_owned(), about(kind).purpose.to_owned()]
        };
        return Ok(out::say_table(&["Kind", "Name", "For"], DriverKind::ALL.into_iter().map(row).collect())?);
    };
    let fields = about(kind(named)?).fields;
    if as_lines {
        return Ok(fields.iter().try_for_each(|field| {
            let secret = field.is_secret();
            out::say_json(&json!({ "setting": field.name, "label": field.label, "required": field.required, "secret": secret, "default": field.default }))
        })?);
    }
    let row = |field: &keylink_service::controller::Field| {
        let need = if field.required { "yes" } else { "" };
        let secret = if field.is_secret() { "yes" } else { "" };
        [field.name, need, secret, field.default, field.label].map(ToOwned::to_owned).to_vec()
    };
    Ok(out::say_table(&["Setting", "Needed", "Secret", "Default", "What"], fields.iter().map(row).collect())?)
}

fn kind(named: &str) -> Result<DriverKind, Failure> {
    let known = || DriverKind::ALL.map(DriverKind::as_str).join(", ");
    DriverKind::parse(named).ok_or_else(|| format!("there is no kind {named:?}; there are: {}", known()).into())
}

/// The controller with this name or id.
async fn find(local: &Local, named: &str) -> Result<Controller, Failure> {
    let all = local.house.controllers(&local.actor).await?;
    let is_meant = |one: &&Controller| one.name.eq_ignore_ascii_case(named.trim()) || one.id.to_string() == named;
    match all.iter().filter(is_meant).collect::<Vec<_>>().as_slice() {
        [one] => Ok((*one).clone()),
        [] => {
            let names: Vec<_> = all.iter().map(|one| one.name.as_str()).collect();
            Err(format!("there is no controller {named:?}; there are: {}", names.join(", ")).into())
        }
        _ => Err(format!("there are several controllers {named:?}; name one by its id").into()),
    }
}

const fn standing(known: &Controller) -> &'static str {
    match known.online {
        Some(true) => "online",
        Some(false) => "offline",
        None => "unknown",
    }
}

fn as_json(known: &Controller) -> Value {
    json!({
        "id": known.id,
        "name": known.name,
        "driver": known.driver,
        "online": known.online,
        "last_seen": known.last_seen,
    })
}
