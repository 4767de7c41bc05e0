//! The settings: the default file, over it a file, over it the environment, over it the command line.

mod openid;
mod sending;

use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use std::time::Duration;

use keylink_drivers::{BrokerSettings, MqttSettings, Networks, OutsideSettings};
use keylink_service::delivery::Settings as Sending;
use keylink_service::limit::LimitSettings;
use keylink_service::openid::OpenIdSettings;
use serde::Deserialize;
use toml::{Table, Value};

use crate::Failure;
use crate::cli::Place;
use crate::connections::ConnectionLimits;

/// The default settings, which are also their documentation.
const DEFAULTS: &str = include_str!("../../../config.default.toml");

/// All settings.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// The data folder.
    pub data: PathBuf,
    database_url: String,
    /// Where to listen.
    pub listen: String,
    public_url: String,
    /// Proxies whose word is believed.
    pub trusted_proxies: Vec<IpAddr>,
    /// What is logged.
    pub log: String,
    /// After how many days what is personal is erased.
    pub personal_days: u32,
    /// The unlock path's settings.
    pub unlock: Unlock,
    mqtt: Mqtt,
    driver: Driver,
    mail: sending::Mail,
    sms: sending::Sms,
    slack: sending::Slack,
    push: sending::Push,
    openid: openid::OpenId,
    limits: Limits,
    connections: Connections,
}

/// The unlock path's settings.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unlock {
    /// How long after the press a command is dead, in milliseconds.
    pub deadline_ms: i64,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Mqtt {
    listen: String,
    max_controllers: usize,
    url: String,
    login: String,
    password: String,
    carry_agents: bool,
}

impl std::fmt::Debug for Mqtt {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Mqtt").field("listen", &self.listen).finish_non_exhaustive()
    }
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Driver {
    networks: Vec<String>,
    mdns: String,
    boards: String,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
struct Limits {
    misses_per_minute: u32,
    sign_ins_per_minute: u32,
    presses_per_link_per_minute: u32,
    presses_per_door_per_minute: u32,
    sends_per_user_per_minute: u32,
    sends_per_recipient_per_day: u32,
    sends_per_user_per_day: u32,
    sends_per_organization_per_day: u32,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
struct Connections {
    max: usize,
    patience_ms: u64,
}

impl Settings {
    /// Reads the settings as `place` and the environment say.
    ///
    /// # Errors
    /// When a file cannot be read, or a setting is unknown or wrong; the error names it.
    pub fn read(place: &Place) -> Result<Self, Failure> {
        let mut table: Table = DEFAULTS.parse()?;
        if let Some(file) = &place.config {
            lay_over(&mut table, read_file(file)?, "").map_err(|error| format!("{}: {error}", file.display()))?;
        }
        lay_environment(&mut table, "KEYLINK", &environment)?;
        let mut settings: Self = Value::Table(table).try_into().map_err(|error| format!("the settings: {error}"))?;
        if let Some(data) = &place.data {
            settings.data.clone_from(data);
        }
        if let Some(url) = &place.database_url {
            settings.database_url.clone_from(url);
        }
        if !(500..=60_000).contains(&settings.unlock.deadline_ms) {
            return Err("unlock.deadline_ms must be 500 to 60000 milliseconds".into());
        }
        if settings.connections.max == 0 || !(100..=600_000).contains(&settings.connections.patience_ms) {
            return Err(
                "connections.max must be 1 or more, and connections.patience_ms 100 to 600000 milliseconds".into()
            );
        }
        Ok(settings)
    }

    /// The database's address.
    pub fn database_url(&self) -> String {
        if self.database_url.is_empty() {
            format!("sqlite:{}", self.data.join("keylink.db").display())
        } else {
            self.database_url.clone()
        }
    }

    /// Sets how guests reach this server.
    pub fn set_public_url(&mut self, url: String) {
        self.public_url = url;
    }

    /// Sets where the broker inside the program listens.
    pub fn set_mqtt_listen(&mut self, listen: String) {
        self.mqtt.listen = listen;
    }

    /// Takes the broker inside the program, whatever else was set.
    pub fn set_inside_broker(&mut self) {
        self.mqtt.url.clear();
    }

    /// How guests reach this server that listens on `listening`.
    ///
    /// # Errors
    /// When it is no address of a web server, or is missing where others than this machine are meant.
    pub fn public_url(&self, listening: Option<SocketAddr>) -> Result<String, Failure> {
        let url = self.public_url.trim_end_matches('/');
        if !url.is_empty() {
            let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
            return match rest {
                Some(host) if !host.is_empty() && !host.contains(['/', '?', '#', ' ', '@']) => Ok(url.to_owned()),
                _ => {
                    Err(format!("public_url is {url:?}; it must look like https://keys.example.org, without a path")
                        .into())
                }
            };
        }
        match listening.map_or_else(|| self.listen.parse().ok(), Some) {
            Some(address) if address.ip().is_loopback() => Ok(format!("http://{address}")),
            _ => Err("public_url is not set, so guests' links could not name this server; set it to the address \
                      that guests use: --public-url https://keys.example.org or KEYLINK_PUBLIC_URL"
                .into()),
        }
    }

    /// Whether agents that come by the web address are carried to an outside broker.
    pub const fn carries_agents(&self) -> bool {
        self.mqtt.carry_agents
    }

    /// Which broker the controllers are on.
    ///
    /// # Errors
    /// When the address is none.
    pub fn mqtt(&self) -> Result<MqttSettings, Failure> {
        let some = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
        if let Some(url) = some(&self.mqtt.url) {
            let (login, password) = (some(&self.mqtt.login), some(&self.mqtt.password));
            return Ok(MqttSettings::Outside(OutsideSettings { url, login, password, client_id: None }));
        }
        let listen = self
            .mqtt
            .listen
            .parse()
            .map_err(|_| format!("mqtt.listen is {:?}; it must look like 127.0.0.1:1883", self.mqtt.listen))?;
        Ok(MqttSettings::Inside(BrokerSettings { listen, max_controllers: self.mqtt.max_controllers }))
    }

    /// Where controllers may be that Keylink calls.
    ///
    /// # Errors
    /// When one of the words names no network.
    pub fn networks(&self) -> Result<Networks, Failure> {
        let networks = Networks::read(&self.driver.networks).map_err(|error| format!("driver.networks: {error}"))?;
        let (mdns, boards) = (target("mdns", &self.driver.mdns)?, target("boards", &self.driver.boards)?);
        Ok(networks.searched(mdns, boards))
    }

    /// By which channels links are sent.
    ///
    /// # Errors
    /// When a channel is set up by half, or a file cannot be read.
    pub fn sending(&self) -> Result<Sending, Failure> {
        sending::read(&self.mail, &self.sms, &self.slack, self.push)
    }

    /// Another service by which users sign in.
    ///
    /// # Errors
    /// When it is set up by half, or a file cannot be read.
    pub fn openid(&self) -> Result<Option<OpenIdSettings>, Failure> {
        self.openid.read()
    }

    /// How many connections, and how patient with each.
    pub const fn connections(&self) -> ConnectionLimits {
        let patience = Duration::from_millis(self.connections.patience_ms);
        ConnectionLimits { max: self.connections.max, patience }
    }

    /// How often is too often.
    pub const fn limits(&self) -> LimitSettings {
        LimitSettings {
            misses_per_minute: self.limits.misses_per_minute,
            sign_ins_per_minute: self.limits.sign_ins_per_minute,
            presses_per_link_per_minute: self.limits.presses_per_link_per_minute,
            presses_per_door_per_minute: self.limits.presses_per_door_per_minute,
            sends_per_user_per_minute: self.limits.sends_per_user_per_minute,
            sends_per_recipient_per_day: self.limits.sends_per_recipient_per_day,
            sends_per_user_per_day: self.limits.sends_per_user_per_day,
            sends_per_organization_per_day: self.limits.sends_per_organization_per_day,
        }
    }
}

/// Where devices are searched for; empty: they are not.
fn target(name: &str, text: &str) -> Result<Option<SocketAddr>, Failure> {
    if text.is_empty() {
        return Ok(None);
    }
    let wrong = |_| format!("driver.{name} is {text:?}; it must look like 192.168.1.255:60000, or be empty");
    Ok(Some(text.parse().map_err(wrong)?))
}

#[allow(clippy::disallowed_methods, reason = "this is the one place that reads the environment")]
fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

fn read_file(file: &Path) -> Result<Table, Failure> {
    let text = std::fs::read_to_string(file).map_err(|error| {
        format!("the settings file {} cannot be read ({error}); name another with --config", file.display())
    })?;
    text.parse().map_err(|error| format!("{}: {error}", file.display()).into())
}

/// Lays one table over another. What the defaults do not know is a slip that is told.
fn lay_over(table: &mut Table, over: Table, path: &str) -> Result<(), Failure> {
    for (key, value) in over {
        let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
        match (table.get_mut(&key), value) {
            (Some(Value::Table(inner)), Value::Table(value)) => lay_over(inner, value, &path)?,
            (Some(Value::Table(_)), _) => return Err(format!("{path} is a section; write [{path}]").into()),
            (Some(slot), value) => *slot = value,
            (None, _) => return Err(format!("there is no setting {path}; config.default.toml tells them all").into()),
        }
    }
    Ok(())
}

/// Lays environment variables over the table, each read as what the default is.
fn lay_environment(table: &mut Table, prefix: &str, read: &dyn Fn(&str) -> Option<String>) -> Result<(), Failure> {
    for (key, slot) in table.iter_mut() {
        let name = format!("{prefix}_{}", key.to_uppercase());
        if let Value::Table(inner) = slot {
            lay_environment(inner, &name, read)?;
            continue;
        }
        let Some(text) = read(&name) else { continue };
        *slot = match slot {
            Value::Integer(_) => {
                Value::Integer(text.trim().parse().map_err(|_| format!("{name} must be a whole number"))?)
            }
            Value::Boolean(_) => Value::Boolean(match text.trim() {
                "true" | "1" | "yes" => true,
                "false" | "0" | "no" | "" => false,
                _ => return Err(format!("{name} must be true or false").into()),
            }),
            Value::Array(_) => Value::Array(list(&text)),
            _ => Value::String(text),
        };
    }
    Ok(())
}

fn list(text: &str) -> Vec<Value> {
    text.split(',').map(str::trim).filter(|part| !part.is_empty()).map(Value::from).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn defaults() -> Settings {
        Value::Table(DEFAULTS.parse().unwrap()).try_into().unwrap()
    }

    #[test]
    fn the_default_file_is_whole() {
        let settings = defaults();
        assert_eq!(settings.limits(), LimitSettings::default());
        assert_eq!(settings.unlock.deadline_ms, keylink_domain::unlock::DEFAULT_DEADLINE_MS);
        assert_eq!(settings.database_url(), "sqlite:keylink-data/keylink.db");
    }

    #[test]
    fn the_environment_is_read_by_each_setting_s_name_and_kind() {
        let mut table: Table = DEFAULTS.parse().unwrap();
        let read = |name: &str| match name {
            "KEYLINK_LISTEN" => Some("127.0.0.1:9".to_owned()),
            "KEYLINK_UNLOCK_DEADLINE_MS" => Some("700".to_owned()),
            "KEYLINK_TRUSTED_PROXIES" => Some("10.0.0.1, 10.0.0.2".to_owned()),
            _ => None,
        };
        lay_environment(&mut table, "KEYLINK", &read).unwrap();
        let settings: Settings = Value::Table(table).try_into().unwrap();
        assert_eq!(
            (settings.listen.as_str(), settings.unlock.deadline_ms, settings.trusted_proxies.len()),
            ("127.0.0.1:9", 700, 2)
        );
        let wrong = |name: &str| (name == "KEYLINK_PERSONAL_DAYS").then(|| "many".to_owned());
        let error = lay_environment(&mut DEFAULTS.parse().unwrap(), "KEYLINK", &wrong).unwrap_err();
        assert!(error.to_string().contains("KEYLINK_PERSONAL_DAYS"), "{error}");
    }

    #[test]
    fn a_slip_in_the_file_is_named() {
        let slip = "[mqtt]\nlisen = \"127.0.0.1:1\"".parse().unwrap();
        let error = lay_over(&mut DEFAULTS.parse().unwrap(), slip, "").unwrap_err();
        assert!(error.to_string().contains("mqtt.lisen"), "{error}");
    }

    #[test]
    fn a_missing_public_url_is_told_where_it_matters() {
        let mut settings = defaults();
        assert_eq!(settings.public_url(Some(([127, 0, 0, 1], 80).into())).unwrap(), "http://127.0.0.1:80");
        let error = settings.public_url(Some(([0, 0, 0, 0], 80).into())).unwrap_err();
        assert!(error.to_string().contains("KEYLINK_PUBLIC_URL"), "{error}");
        settings.set_public_url("https://keys.example.org/".to_owned());
        assert_eq!(settings.public_url(None).unwrap(), "https://keys.example.org");
        settings.set_public_url("keys.example.org".to_owned());
        assert!(settings.public_url(None).is_err());
    }
}
