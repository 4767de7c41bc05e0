//! `keylink demo`: everything in a temporary folder, to look at or to run by itself.

mod doors;
mod once;
mod scene;

use std::process::ExitCode;

use serde_json::json;

use crate::cli::DemoArgs;
use crate::demo::scene::Scene;
use crate::server::start_log;
use crate::stop::StopWord;
use crate::{Failure, out};

/// Runs the demo.
///
/// # Errors
/// When it cannot start.
pub async fn run(args: DemoArgs) -> Result<ExitCode, Failure> {
    start_log(if args.once || args.json { "warn" } else { "warn,keylink_service=info" })?;
    let scene = Scene::set(args.listen).await?;
    let code = if args.once {
        let done = once::play(&scene).await;
        show_once(done, args.json)
    } else {
        let mut stop = StopWord::listen()?;
        show(&scene, args.json)?;
        stop.told().await;
        Ok(ExitCode::SUCCESS)
    };
    scene.strike().await;
    code
}

fn show_once(done: Result<once::Played, Failure>, as_json: bool) -> Result<ExitCode, Failure> {
    let played = done?;
    if as_json {
        out::say_json(&played.report)?;
    } else {
        out::say(&serde_json::to_string_pretty(&played.report)?)?;
        out::say(&format!("The door's own memory: it moved {} time(s).", played.moves))?;
    }
    Ok(if played.is_good() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn show(scene: &Scene, as_json: bool) -> Result<(), Failure> {
    if as_json {
        return Ok(out::say_json(&json!({
            "url": scene.url,
            "guest_link": scene.guest_link,
            "sign_in_link": scene.sign_in_link,
            "api_token": scene.api_token,
            "doors": scene.doors.iter().map(|door| json!({ "id": door.id, "name": door.name })).collect::<Vec<_>>(),
        }))?);
    }
    out::say("Keylink is running with two virtual doors, in a folder that goes away with it.\n")?;
    out::say(&format!("  As the guest, open:    {}", scene.guest_link))?;
    out::say(&format!("  As the owner, open:    {}", scene.sign_in_link))?;
    out::say(&format!("  Then, as on a phone:   {}/app", scene.url))?;
    out::say(&format!(
        "  For programs:          curl -H 'Authorization: Bearer {}' {}/api/v1/events",
        scene.api_token, scene.url
    ))?;
    out::say("\nPress Ctrl-C to stop.")?;
    Ok(())
}
