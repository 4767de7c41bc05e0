//! `keylink token`: API tokens.

use std::process::ExitCode;

use crate::cli::{TokenArgs, TokenVerb};
use crate::local::Local;
use crate::{Failure, out};

/// Does what was asked.
///
/// # Errors
/// When it cannot be done.
pub async fn run(args: TokenArgs) -> Result<ExitCode, Failure> {
    let TokenVerb::Create { place, name, user, json } = args.verb;
    let local = Local::open(&place).await?;
    let user = local.user(user.as_deref()).await?;
    let made = local.house.make_token(&local.actor, user, &name).await?;
    if json {
        out::say_json(&serde_json::json!({ "id": made.token.id, "name": made.token.name, "token": made.reveal() }))?;
    } else {
        out::say(&made.reveal())?;
        out::complain("This text is shown this once. Send it as: Authorization: Bearer klt_...");
    }
    Ok(ExitCode::SUCCESS)
}
