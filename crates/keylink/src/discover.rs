//! `keylink discover`: what is on the network.

use std::process::ExitCode;

use keylink_service::controller::{Nearby, SEARCH, about};
use serde_json::{Value, json};

use crate::cli::DiscoverArgs;
use crate::local::Local;
use crate::{Failure, out};

/// Does what was asked.
///
/// # Errors
/// When it cannot be done.
pub async fn run(args: DiscoverArgs) -> Result<ExitCode, Failure> {
    let local = Local::open(&args.place).await?;
    out::complain(&format!("Searching for {} s...", SEARCH.as_secs()));
    let search = local.house.find_devices(&local.actor).await?;
    for trouble in &search.troubles {
        out::complain(&format!("Not everything was searched: {trouble}."));
    }
    if args.json {
        search.devices.iter().try_for_each(|near| out::say_json(&as_json(near)))?;
    } else if search.devices.is_empty() {
        out::complain("Nothing was found.");
    } else {
        let rows = search.devices.iter().map(row).collect();
        out::say_table(&["Kind", "Name", "Address", "About", "State"], rows)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn row(near: &Nearby) -> Vec<String> {
    let found = &near.found;
    let state = match (&near.known, &found.closed) {
        (Some(known), _) => format!("added: {}", known.name),
        (None, Some(why)) => format!("cannot be added: {why}"),
        (None, None) => "new".to_owned(),
    };
    vec![about(found.driver).name.to_owned(), found.name.clone(), found.address.clone(), found.about.clone(), state]
}

fn as_json(near: &Nearby) -> Value {
    let found = &near.found;
    json!({
        "driver": found.driver,
        "name": found.name,
        "address": found.address,
        "about": found.about,
        "settings": found.settings,
        "controller": near.known.as_ref().map(|known| known.id),
        "closed": found.closed,
    })
}
