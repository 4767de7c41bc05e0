//! `keylink user`: who there is, and a way in for who lost theirs.

use std::process::ExitCode;

use keylink_domain::user::User;
use serde_json::json;

use crate::cli::{Place, UserArgs, UserVerb};
use crate::link::warn_of_loopback;
use crate::local::Local;
use crate::{Failure, out};

/// Does what was asked.
///
/// # Errors
/// When it cannot be done.
pub async fn run(args: UserArgs) -> Result<ExitCode, Failure> {
    match args.verb {
        UserVerb::List { place, json } => list(&place, json).await?,
        UserVerb::SignInLink { place, user, json } => sign_in_link(&place, user.as_deref(), json).await?,
    }
    Ok(ExitCode::SUCCESS)
}

async fn list(place: &Place, as_lines: bool) -> Result<(), Failure> {
    let local = Local::open(place).await?;
    let users = local.house.users(&local.actor).await?;
    if as_lines {
        for user in &users {
            let state = user.state.as_str();
            let line =
                json!({ "id": user.id, "name": user.name, "email": user.email, "role": user.role, "state": state });
            out::say_json(&line)?;
        }
        return Ok(());
    }
    let row = |user: &User| {
        vec![user.name.clone(), user.email.clone(), user.role.as_str().to_owned(), user.state.as_str().to_owned()]
    };
    Ok(out::say_table(&["Name", "E-mail", "Role", "State"], users.iter().map(row).collect())?)
}

async fn sign_in_link(place: &Place, email: Option<&str>, as_json: bool) -> Result<(), Failure> {
    let local = Local::open(place).await?;
    let id = local.user(email).await?;
    let user = local.house.user(&local.actor, id).await?;
    let url = local.house.hand_out_sign_in_link(&local.actor, id).await?;
    if as_json {
        out::say_json(&json!({ "user": user.email, "url": url }))?;
    } else {
        out::say(&url)?;
        out::complain(&format!(
            "It signs {} <{}> in once, within an hour; send it to nobody else. A new password can be set then without \
             the old one.",
            user.name, user.email
        ));
    }
    warn_of_loopback(&url);
    Ok(())
}
