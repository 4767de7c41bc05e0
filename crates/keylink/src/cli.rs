//! What can be typed: nouns with verbs.

mod controller;

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

pub use self::controller::{ControllerAdd, ControllerArgs, ControllerVerb, DiscoverArgs};

/// Doors that open with a link.
#[derive(Debug, Parser)]
#[command(name = "keylink", version, about, long_about = None, after_help = EXAMPLES)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

const EXAMPLES: &str = "Examples:
  keylink demo                                  try it: a server, two virtual doors, a guest link
  keylink serve --public-url https://keys.example.org
  keylink user sign-in-link --user anna@example.org
  keylink token create --name 'booking calendar'
  keylink link create --name 'Weekend, Mia' --door 'Street door' --from 2026-11-27T15:00 --for P2D
  keylink discover
  keylink event list --kind unlock.

Settings: config.default.toml tells them all. KEYLINK_* variables override them.";

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run the server.
    Serve(ServeArgs),
    /// Start everything in a temporary folder: server, broker, two virtual doors, a guest link.
    Demo(DemoArgs),
    /// Be a door to try Keylink on: an MQTT device in software.
    #[command(after_help = "Example:
  KEYLINK_DOOR_PASSWORD=... keylink virtual-door --broker 127.0.0.1:1883 --login CONTROLLER-ID --channel 1

While it runs, type: well, slow 3, deaf, jammed, twice, quiet, open, close, moves, quit")]
    VirtualDoor(keylink_virtual_door::Options),
    /// A program at a site behind a router: it reaches that site's devices, and connects outward only.
    Agent(AgentArgs),
    /// Users: who there is, and a way in for who lost theirs.
    User(UserArgs),
    /// API tokens.
    Token(TokenArgs),
    /// Key links.
    Link(LinkArgs),
    /// Controllers: the devices that drive doors.
    Controller(ControllerArgs),
    /// Find devices on the network that could be controllers.
    Discover(DiscoverArgs),
    /// The event log.
    Event(EventArgs),
}

/// Where the settings come from.
#[derive(Debug, Clone, Default, Args)]
pub struct Place {
    /// A settings file (see config.default.toml).
    #[arg(long, env = "KEYLINK_CONFIG", value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// The data folder.
    #[arg(long, value_name = "FOLDER")]
    pub data: Option<PathBuf>,
    /// The database's address: sqlite:PATH or postgres://...
    #[arg(long, value_name = "URL", hide_env_values = true)]
    pub database_url: Option<String>,
}

/// How to serve.
#[derive(Debug, Args)]
pub struct ServeArgs {
    /// Where the settings come from.
    #[command(flatten)]
    pub place: Place,
    /// Where to listen; port 0 takes a free one.
    #[arg(long, value_name = "HOST:PORT")]
    pub listen: Option<String>,
    /// How guests reach this server, as it stands in their links.
    #[arg(long, value_name = "URL")]
    pub public_url: Option<String>,
    /// Where the broker inside the program listens.
    #[arg(long, value_name = "HOST:PORT")]
    pub mqtt_listen: Option<String>,
}

/// How to demonstrate.
#[derive(Debug, Args)]
pub struct DemoArgs {
    /// Where to listen; port 0 takes a free one.
    #[arg(long, value_name = "HOST:PORT", default_value = "127.0.0.1:0")]
    pub listen: SocketAddr,
    /// Print JSON: the first line on standard output tells where everything is.
    #[arg(long)]
    pub json: bool,
    /// Do by itself what a guest and a maker would, print what happened, and end. Success only if the
    /// door's own memory says that it moved exactly once.
    #[arg(long)]
    pub once: bool,
}

/// Users.
#[derive(Debug, Args)]
pub struct UserArgs {
    /// What to do.
    #[command(subcommand)]
    pub verb: UserVerb,
}

/// What can be done with users.
#[derive(Debug, Subcommand)]
pub enum UserVerb {
    /// List users, with what they may and how they stand.
    List {
        /// Where the settings come from.
        #[command(flatten)]
        place: Place,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Make a link that signs a user in once, within an hour: for an owner who forgot the password, or lost the phone.
    /// They may set a new password then without the old one.
    SignInLink {
        /// Where the settings come from.
        #[command(flatten)]
        place: Place,
        /// The user's mail address; the first owner where none is named.
        #[arg(long, value_name = "EMAIL")]
        user: Option<String>,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
}

/// API tokens.
#[derive(Debug, Args)]
pub struct TokenArgs {
    /// What to do.
    #[command(subcommand)]
    pub verb: TokenVerb,
}

/// What can be done with tokens.
#[derive(Debug, Subcommand)]
pub enum TokenVerb {
    /// Make a token; its text is shown this once.
    Create {
        /// Where the settings come from.
        #[command(flatten)]
        place: Place,
        /// What to call it.
        #[arg(long, default_value = "command line")]
        name: String,
        /// The mail address of the user it acts for; the first owner where none is named.
        #[arg(long, value_name = "EMAIL")]
        user: Option<String>,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
}

/// Key links.
#[derive(Debug, Args)]
pub struct LinkArgs {
    /// What to do.
    #[command(subcommand)]
    pub verb: LinkVerb,
}

/// What can be done with links.
#[derive(Debug, Subcommand)]
pub enum LinkVerb {
    /// Make a link.
    Create(Box<LinkCreate>),
    /// List links, newest first.
    List {
        /// Where the settings come from.
        #[command(flatten)]
        place: Place,
        /// How many.
        #[arg(long, default_value_t = 50)]
        limit: u32,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Show one link and its history.
    Show {
        /// Where the settings come from.
        #[command(flatten)]
        place: Place,
        /// The link's id.
        id: String,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Send a link by mail, text message or Slack.
    Send(Box<LinkSend>),
    /// Revoke a link: from the answer on it opens nothing.
    Revoke {
        /// Where the settings come from.
        #[command(flatten)]
        place: Place,
        /// The link's id.
        id: String,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
}

/// What a new link is to be.
#[derive(Debug, Args)]
#[command(after_help = "Times are the site's wall clock (2026-11-28T14:00), a whole day (2026-11-28) or an
instant (2026-11-28T14:00:00+01:00). Lengths are ISO 8601: PT2H, P1D, P2DT12H.

Examples:
  keylink link create --name 'Weekend, Mia' --door 'Street door' --door 'Flat 3' --from 2026-11-27T15:00 --for P2D
  keylink link create --name Cleaner --door 'Flat 3' --hours 'tue,fri 09:00-12:00'
  keylink link create --name Parcel --door 'Street door' --for PT4H --uses 1
  keylink link create --name 'Cleaning, March' --template Cleaning --from 2027-03-01")]
pub struct LinkCreate {
    /// Where the settings come from.
    #[command(flatten)]
    pub place: Place,
    /// What to call it.
    #[arg(long)]
    pub name: String,
    /// A note for yourself.
    #[arg(long, default_value = "")]
    pub note: String,
    /// A door, by its name or id; repeat it for several.
    #[arg(long = "door", required_unless_present = "template")]
    pub doors: Vec<String>,
    /// A template, by its name or id: it fills in what is left out, and bounds the rest.
    #[arg(long)]
    pub template: Option<String>,
    /// When it begins; at once where left out.
    #[arg(long, value_name = "TIME")]
    pub from: Option<String>,
    /// When it ends.
    #[arg(long, value_name = "TIME", conflicts_with = "lasts")]
    pub until: Option<String>,
    /// How long it lasts.
    #[arg(long = "for", value_name = "LENGTH")]
    pub lasts: Option<String>,
    /// How long it lasts after its first use.
    #[arg(long, value_name = "LENGTH")]
    pub after_first_use: Option<String>,
    /// On which hours of the week: 'mon-fri 08:00-18:00; sat 09:00-12:00'.
    #[arg(long)]
    pub hours: Option<String>,
    /// How often it opens.
    #[arg(long, value_name = "COUNT")]
    pub uses: Option<u32>,
    /// A language such as de, for guests whose browser asks for none that there is.
    #[arg(long)]
    pub language: Option<String>,
    /// The guest may pass it on: make links of their own out of it that open no more than it does.
    #[arg(long)]
    pub share_on: bool,
    /// It opens only on the device that uses it first.
    #[arg(long)]
    pub first_device_only: bool,
    /// The mail address of the user under whose cloud key it is made; the first owner where left out.
    #[arg(long, value_name = "EMAIL")]
    pub user: Option<String>,
    /// Also make a webhook URL, with which a program opens the same doors.
    #[arg(long)]
    pub webhook: bool,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
}

/// Where a link is to be sent.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  keylink link send 0198... --mail mia@example.com --message 'See you on Friday!'
  keylink link send 0198... --sms '+49 151 23456789'
  keylink link send 0198... --slack '#front-desk'")]
pub struct LinkSend {
    /// Where the settings come from.
    #[command(flatten)]
    pub place: Place,
    /// The link's id.
    pub id: String,
    /// To whom.
    #[command(flatten)]
    pub to: SendTo,
    /// Words of your own, up to 500 characters.
    #[arg(long, default_value = "")]
    pub message: String,
    /// The guest's language, such as de; the link's where left out.
    #[arg(long)]
    pub language: Option<String>,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
}

/// One address.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub struct SendTo {
    /// A mail address.
    #[arg(long, value_name = "ADDRESS")]
    pub mail: Option<String>,
    /// A phone number, with its country's number.
    #[arg(long, value_name = "NUMBER")]
    pub sms: Option<String>,
    /// A channel, a member's id or mail address; nothing where a webhook is set up.
    #[arg(long, value_name = "PLACE", num_args = 0..=1, default_missing_value = "")]
    pub slack: Option<String>,
}

/// The event log.
#[derive(Debug, Args)]
pub struct EventArgs {
    /// What to do.
    #[command(subcommand)]
    pub verb: EventVerb,
}

/// What can be done with events.
#[derive(Debug, Subcommand)]
pub enum EventVerb {
    /// List the log, newest first.
    List {
        /// Where the settings come from.
        #[command(flatten)]
        place: Place,
        /// Only this kind, or those that begin so: unlock.
        #[arg(long)]
        kind: Option<String>,
        /// Only lines about this link (its id).
        #[arg(long)]
        link: Option<String>,
        /// Only lines about this door (its name or id).
        #[arg(long)]
        door: Option<String>,
        /// Only lines from this day or moment on: 2026-11-28, 2026-11-28T14:00 (on the site's clock).
        #[arg(long)]
        from: Option<String>,
        /// Only lines before this moment, or by the end of this day.
        #[arg(long)]
        until: Option<String>,
        /// How many.
        #[arg(long, default_value_t = 50)]
        limit: u32,
        /// Print JSON, one line for each event.
        #[arg(long)]
        json: bool,
    },
}

/// The agent.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  keylink agent code 'Cabinet, ground floor'                        at the center: make a one-time code
  keylink agent enrol https://keys.example.org 4f7h-x0kd-22qm-9rtz  at the site, once
  keylink agent check                                               at the site: ask each device how it is
  keylink agent run                                                 at the site, from then on

docs/agent.md has an example of agent.toml, and a unit for systemd.")]
pub struct AgentArgs {
    /// What to do.
    #[command(subcommand)]
    pub verb: AgentVerb,
}

/// Where an agent has its things.
#[derive(Debug, Args)]
pub struct AgentPlace {
    /// The agent's folder: who it is, what it must not forget.
    #[arg(long, value_name = "FOLDER", env = "KEYLINK_AGENT_DATA", default_value = "keylink-agent")]
    pub data: PathBuf,
    /// The site's devices and doors; agent.toml in the agent's folder where left out.
    #[arg(long, value_name = "FILE", env = "KEYLINK_AGENT_CONFIG")]
    pub config: Option<PathBuf>,
}

/// What can be done with an agent.
#[derive(Debug, Subcommand)]
pub enum AgentVerb {
    /// At the site: open doors when the center says so, and tell what happens at them.
    Run {
        /// Where the agent has its things.
        #[command(flatten)]
        place: AgentPlace,
        /// What the program says of itself: error, warn, info, debug.
        #[arg(long, default_value = "info", env = "KEYLINK_AGENT_LOG")]
        log: String,
    },
    /// At the site: become the controller that the code was made for. Whoever was it before is not any more.
    Enrol {
        /// Where the center is, such as https://keys.example.org.
        center: String,
        /// The code.
        code: String,
        /// A certificate authority of your own, in PEM, besides those that this machine trusts.
        #[arg(long, value_name = "FILE")]
        ca_file: Option<PathBuf>,
        /// Send the code in clear, to an address with http://: whoever can listen on the way can take it.
        #[arg(long)]
        insecure: bool,
        /// Where the agent has its things.
        #[command(flatten)]
        place: AgentPlace,
    },
    /// At the site: read the file, and ask each device how it is. It opens nothing.
    Check {
        /// Where the agent has its things.
        #[command(flatten)]
        place: AgentPlace,
    },
    /// At the center: make a one-time code for a controller of the kind "Keylink agent"; it is added where it is missing.
    Code {
        /// Where the settings come from.
        #[command(flatten)]
        place: Place,
        /// The controller's name or id.
        controller: String,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
}
