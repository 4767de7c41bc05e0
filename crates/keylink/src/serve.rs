//! `keylink serve`: the server, until it is told to stop.

use std::process::ExitCode;

use crate::cli::ServeArgs;
use crate::server::{Server, bind, start_log};
use crate::settings::Settings;
use crate::stop::StopWord;
use crate::{Failure, out};

/// Runs the server.
///
/// # Errors
/// When it cannot start.
pub async fn run(args: ServeArgs) -> Result<ExitCode, Failure> {
    let mut stop = StopWord::listen()?;
    let mut settings = Settings::read(&args.place)?;
    if let Some(listen) = args.listen {
        settings.listen = listen;
    }
    if let Some(url) = args.public_url {
        settings.set_public_url(url);
    }
    if let Some(listen) = args.mqtt_listen {
        settings.set_mqtt_listen(listen);
    }
    start_log(&settings.log)?;
    let listener = bind(&settings.listen).await?;
    let mut server = tokio::select! {
        started = Server::start(&settings, listener) => started?,
        // A database that does not answer keeps nobody waiting; what was begun is as after a crash, and none is lost.
        () = stop.told() => return Ok(ExitCode::SUCCESS),
    };
    tell(&server).await?;
    tokio::select! {
        () = stop.told() => {}
        // Nothing can be written or read any more; whoever starts it again begins with what the disk has.
        () = &mut server.disk_failure => return Err(keylink_store::Error::DiskFailed.into()),
    }
    out::complain("Keylink is stopping: what is under way may finish.");
    server.stop().await;
    Ok(ExitCode::SUCCESS)
}

async fn tell(server: &Server) -> Result<(), Failure> {
    let house = &server.running.house;
    out::say(&format!("Keylink listens on http://{}", server.address))?;
    if let Some(broker) = house.broker_address() {
        out::say(&format!("Controllers connect to mqtt://{broker}"))?;
    }
    if let Some(link) = house.setup_link().await? {
        out::say("This is the first start. Open this link once, within a week, to set Keylink up:")?;
        out::say(&format!("  {link}"))?;
    }
    Ok(())
}
