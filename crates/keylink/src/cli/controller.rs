//! What can be typed of controllers, and of what is on the network.

use clap::{Args, Subcommand};

use super::Place;

/// Controllers.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  keylink controller kinds shelly
  keylink controller add --name 'Relay, yard' --kind shelly --set address=http://192.168.1.20 --secret password --doors
  keylink controller test 'Relay, yard'")]
pub struct ControllerArgs {
    /// What to do.
    #[command(subcommand)]
    pub verb: ControllerVerb,
}

/// What can be done with controllers.
#[derive(Debug, Subcommand)]
pub enum ControllerVerb {
    /// List controllers, with how they stand.
    List {
        /// Where the settings come from.
        #[command(flatten)]
        place: Place,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Show one controller: its settings (never its secrets) and its doors.
    Show {
        /// Where the settings come from.
        #[command(flatten)]
        place: Place,
        /// The controller's name or id.
        named: String,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Ask a controller that Keylink calls how it is. It moves no door; failure if it cannot be reached.
    Test {
        /// Where the settings come from.
        #[command(flatten)]
        place: Place,
        /// The controller's name or id.
        named: String,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Add a controller. One that connects by itself (mqtt) gets a login, which is shown this once.
    Add(ControllerAdd),
    /// List the kinds of controller; or what one kind is set up with.
    Kinds {
        /// A kind, such as shelly.
        kind: Option<String>,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
}

/// What a new controller is to be.
#[derive(Debug, Args)]
pub struct ControllerAdd {
    /// Where the settings come from.
    #[command(flatten)]
    pub place: Place,
    /// What to call it.
    #[arg(long)]
    pub name: String,
    /// Its kind (see keylink controller kinds).
    #[arg(long, default_value = "mqtt")]
    pub kind: String,
    /// A setting; repeat it for several.
    #[arg(long = "set", value_name = "SETTING=VALUE")]
    pub settings: Vec<String>,
    /// A setting that is a secret: it is read from standard input, a line for each, in this order.
    #[arg(long = "secret", value_name = "SETTING")]
    pub secrets: Vec<String>,
    /// Ask it how it is, and add the doors that it says it could have.
    #[arg(long)]
    pub doors: bool,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
}

/// What is on the network.
#[derive(Debug, Args)]
#[command(
    after_help = "It asks everybody in this machine's networks (mDNS for Shelly, ESPHome and Home Assistant; UHPPOTE
boards by broadcast), listens for four seconds, and changes nothing. Devices in networks that driver.networks keeps
closed are told, and cannot be added."
)]
pub struct DiscoverArgs {
    /// Where the settings come from.
    #[command(flatten)]
    pub place: Place,
    /// Print JSON, one line for each device.
    #[arg(long)]
    pub json: bool,
}
