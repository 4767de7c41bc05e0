//! `keylink agent`: the program at a site, and the code with which it is enrolled.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use keylink_agent::{Folder, Identity, Site};
use keylink_domain::controller::{Controller, DriverKind};
use keylink_service::clock::{SystemClock, SystemEntropy};
use keylink_service::controller::NewDevice;
use tokio_util::sync::CancellationToken;

use crate::cli::{AgentArgs, AgentPlace, AgentVerb, Place};
use crate::local::Local;
use crate::server::start_log;
use crate::stop::StopWord;
use crate::{Failure, out};

/// Does what was asked.
///
/// # Errors
/// When it cannot be done.
pub async fn run(args: AgentArgs) -> Result<ExitCode, Failure> {
    match args.verb {
        AgentVerb::Run { place, log } => work(place, &log).await,
        AgentVerb::Enrol { center, code, ca_file, insecure, place } => {
            enrol(&place, &center, &code, ca_file.as_deref(), insecure).await
        }
        AgentVerb::Check { place } => check(place).await,
        AgentVerb::Code { place, controller, json } => code(&place, &controller, json).await,
    }
}

fn file_of(place: &AgentPlace) -> PathBuf {
    place.config.clone().unwrap_or_else(|| place.data.join("agent.toml"))
}

async fn work(place: AgentPlace, log: &str) -> Result<ExitCode, Failure> {
    let mut told = StopWord::listen()?;
    start_log(log)?;
    let site = Site::read(&file_of(&place))?;
    let (folder, lock) = Folder::take(&place.data)?;
    let identity = Identity::read(&place.data, site.center.as_ref())?;
    let stop = CancellationToken::new();
    let (clock, entropy) = (Arc::new(SystemClock), Arc::new(SystemEntropy));
    let running = tokio::spawn(keylink_agent::run(site, identity, folder, clock, entropy, stop.clone()));
    tokio::pin!(running);
    tokio::select! {
        () = told.told() => {
            stop.cancel();
            running.await??;
        }
        done = &mut running => done??,
    }
    drop(lock);
    Ok(ExitCode::SUCCESS)
}

async fn enrol(
    place: &AgentPlace,
    center: &str,
    code: &str,
    ca_file: Option<&Path>,
    insecure: bool,
) -> Result<ExitCode, Failure> {
    let read = |path: &Path| std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()));
    let authority = ca_file.map(read).transpose()?;
    Folder::make(&place.data)?;
    let name = keylink_agent::enrol(&place.data, center, code, authority, insecure, &SystemEntropy).await?;
    out::say(&format!("This agent is {name:?} now. Who it is stands in {}.", place.data.display()))?;
    let file = file_of(place);
    if file.exists() {
        out::say("Start it: keylink agent run")?;
    } else {
        out::say(&format!(
            "Write the site\u{2019}s devices and doors into {} (docs/agent.md), then start it: keylink agent run",
            file.display()
        ))?;
    }
    Ok(ExitCode::SUCCESS)
}

async fn check(place: AgentPlace) -> Result<ExitCode, Failure> {
    let site = Site::read(&file_of(&place))?;
    let mut code = ExitCode::SUCCESS;
    for (device, said) in keylink_agent::check(site, Arc::new(SystemClock), Arc::new(SystemEntropy)).await {
        match said {
            Ok(facts) => out::say(&format!("{device}: it answers. {}", facts.join(" ")))?,
            Err(why) => {
                out::say(&format!("{device}: no answer: {why}"))?;
                code = ExitCode::FAILURE;
            }
        }
    }
    Ok(code)
}

async fn code(place: &Place, named: &str, json: bool) -> Result<ExitCode, Failure> {
    let local = Local::open(place).await?;
    let controller = controller(&local, named).await?;
    let made = local.house.make_enrolment_code(&local.actor, controller.id).await?;
    let command = format!("keylink agent enrol {} {}", local.house.public_url(), made.code.reveal());
    if json {
        out::say_json(&serde_json::json!({
            "controller": controller.id,
            "name": controller.name,
            "code": made.code.reveal(),
            "expires_at": made.expires_at.to_string(),
            "command": command,
        }))?;
    } else {
        out::say(&command)?;
        out::complain("Type this at the site within half an hour; the code works once.");
    }
    Ok(ExitCode::SUCCESS)
}

/// The agent's controller with this name or id, added where there is none.
async fn controller(local: &Local, named: &str) -> Result<Controller, Failure> {
    let known = local.house.controllers(&local.actor).await?;
    let is_meant =
        |one: &&Controller| one.name.eq_ignore_ascii_case(named.trim()) || one.id.to_string() == named.trim();
    match known.iter().filter(is_meant).collect::<Vec<_>>().as_slice() {
        [one] => Ok((*one).clone()),
        [] => {
            let (name, settings) = (named.to_owned(), std::collections::BTreeMap::new());
            let new = NewDevice { name, driver: DriverKind::Agent, settings };
            Ok(local.house.add_device(&local.actor, new).await?)
        }
        _ => Err(format!("there are several controllers {named:?}; name one by its id").into()),
    }
}
