//! The site's file, agent.toml: which devices there are, with their logins, and which door hangs on which. It is read at the
//! start, and what is wrong in it is told with its place; none of it leaves the site but the doors' channels.

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::path::Path;
use std::pin::Pin;

use keylink_domain::controller::{Channel, DriverKind};
use keylink_domain::id::ControllerId;
use keylink_domain::zone::Zone;
use keylink_drivers::{Field, Networks, SetUp, SetUps, Values, about, check, check_place};
use serde::Deserialize;
use toml::Value;
use uuid::Uuid;

use crate::Wrong;

/// The most devices, and doors.
const MOST: usize = 512;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    center: Option<Center>,
    #[serde(default = "private")]
    networks: Vec<String>,
    #[serde(default)]
    zone: Option<String>,
    #[serde(default)]
    device: BTreeMap<String, toml::Table>,
    #[serde(default)]
    door: BTreeMap<String, Door>,
}

fn private() -> Vec<String> {
    vec!["private".to_owned()]
}

/// A center that this agent was not enrolled at: its own broker keeps the logins.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Center {
    /// `mqtts://broker.example.org`.
    pub url: String,
    /// The controller's id, which is the login.
    pub login: String,
    /// A file that holds its password.
    pub password_file: String,
    /// A file with an authority of one's own.
    #[serde(default)]
    pub ca_file: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Door {
    device: String,
    place: Value,
}

/// A device.
pub struct Device {
    /// What the file calls it.
    pub name: String,
    /// Its id within this program.
    pub id: ControllerId,
    /// Its kind.
    pub driver: DriverKind,
    set_up: SetUp,
}

/// Where a door is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Which device.
    pub device: ControllerId,
    /// The device's kind.
    pub driver: DriverKind,
    /// The door's place on it.
    pub place: Channel,
}

/// A site.
pub struct Site {
    /// Where devices may be.
    pub networks: Networks,
    /// The zone that devices’ clocks are set to.
    pub zone: Zone,
    /// A center other than that of the enrolment.
    pub center: Option<Center>,
    /// The devices.
    pub devices: Vec<Device>,
    /// The doors, by their channels.
    pub doors: HashMap<Channel, Place>,
}

impl fmt::Debug for Site {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Site").field("doors", &self.doors).finish_non_exhaustive()
    }
}

impl Site {
    /// Reads a site's file.
    ///
    /// # Errors
    /// When it cannot be read, or something in it is wrong.
    pub fn read(path: &Path) -> Result<Self, Wrong> {
        let told = |what: String| Wrong(format!("{}: {what}", path.display()));
        let text = std::fs::read_to_string(path).map_err(|error| told(error.to_string()))?;
        Self::parse(&text, &read_secret).map_err(|wrong| told(wrong.0))
    }

    fn parse(text: &str, secret: &dyn Fn(&str) -> Result<String, Wrong>) -> Result<Self, Wrong> {
        let file: File = toml::from_str(text).map_err(|error| Wrong(error.to_string()))?;
        if file.device.len() > MOST || file.door.len() > MOST {
            return Err(Wrong(format!("more than {MOST} devices or doors; use another agent for the rest")));
        }
        let networks = Networks::read(&file.networks).map_err(|error| Wrong(format!("networks: {error}")))?;
        let zone = match &file.zone {
            None => Zone::utc(),
            Some(name) => Zone::parse(name).map_err(|error| Wrong(format!("zone: {error}")))?,
        };
        let mut devices = Vec::new();
        for (number, (name, table)) in (1_u128..).zip(file.device) {
            devices.push(device(number, name, table, secret)?);
        }
        let mut doors = HashMap::new();
        for (channel, door) in file.door {
            let known = door_of(&channel, &door, &devices)?;
            doors.insert(known.0, known.1);
        }
        Ok(Self { networks, zone, center: file.center, devices, doors })
    }

    /// The doors on a device, with their places there.
    pub fn doors_of(&self, device: ControllerId) -> impl Iterator<Item = (&Channel, &Channel)> {
        self.doors
            .iter()
            .filter(move |(_, place)| place.device == device)
            .map(|(channel, place)| (channel, &place.place))
    }

    /// The door at a place of a device.
    pub fn at(&self, device: ControllerId, place: &Channel) -> Option<&Channel> {
        self.doors_of(device).find(|(_, there)| *there == place).map(|(channel, _)| channel)
    }
}

fn read_secret(path: &str) -> Result<String, Wrong> {
    let text = std::fs::read_to_string(path).map_err(|error| Wrong(format!("{path}: {error}")))?;
    Ok(text.trim().to_owned())
}

fn device(
    number: u128,
    name: String,
    mut table: toml::Table,
    secret: &dyn Fn(&str) -> Result<String, Wrong>,
) -> Result<Device, Wrong> {
    let at = |what: String| Wrong(format!("[device.{name}]: {what}"));
    let kinds: Vec<&str> = called().map(DriverKind::as_str).collect();
    let driver = table.remove("driver").and_then(|kind| DriverKind::parse(kind.as_str()?));
    let driver = driver.filter(|kind| called().any(|called| called == *kind));
    let driver = driver.ok_or_else(|| at(format!("driver must be one of: {}", kinds.join(", "))))?;
    let mut typed = BTreeMap::new();
    for (key, value) in table {
        let text = plain(&value).ok_or_else(|| at(format!("{key} must be a text or a number")))?;
        match key.strip_suffix("_file").filter(|stem| is_secret(about(driver).fields, stem)) {
            Some(stem) => typed.insert(stem.to_owned(), secret(&text).map_err(|wrong| at(wrong.0))?),
            None => typed.insert(key, text),
        };
    }
    let told = |wrong: keylink_drivers::Wrong| at(format!("{}: {}", wrong.field, wrong.message));
    let values = Values::read(about(driver).fields, typed).map_err(told)?;
    check(driver, &values).map_err(told)?;
    // It names the device within this program alone.
    let id = ControllerId::from_uuid(Uuid::from_u128(number));
    Ok(Device { name, id, driver, set_up: SetUp { driver, revision: 1, values } })
}

/// The kinds that an agent can call.
fn called() -> impl Iterator<Item = DriverKind> {
    DriverKind::ALL.into_iter().filter(|kind| !about(*kind).fields.is_empty())
}

fn is_secret(fields: &[Field], name: &str) -> bool {
    fields.iter().any(|field| field.is_secret() && field.name == name)
}

fn plain(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Integer(number) => Some(number.to_string()),
        _ => None,
    }
}

fn door_of(channel: &str, door: &Door, devices: &[Device]) -> Result<(Channel, Place), Wrong> {
    let at = |what: String| Wrong(format!("[door.{channel}]: {what}"));
    let name = Channel::parse(channel).map_err(|error| at(error.to_string()))?;
    let names: Vec<&str> = devices.iter().map(|device| device.name.as_str()).collect();
    let device = devices.iter().find(|device| device.name == door.device);
    let device =
        device.ok_or_else(|| at(format!("there is no device {:?}; there are: {}", door.device, names.join(", "))))?;
    let place = plain(&door.place).unwrap_or_default();
    let place = Channel::parse(&place).map_err(|error| at(format!("place: {error}")))?;
    check_place(device.driver, &place).map_err(|places| at(format!("place: {places}")))?;
    Ok((name, Place { device: device.id, driver: device.driver, place }))
}

/// What the drivers are told of the devices.
pub struct Known(HashMap<ControllerId, SetUp>);

impl Known {
    /// The devices of a site.
    pub fn of(site: &Site) -> Self {
        Self(site.devices.iter().map(|device| (device.id, device.set_up.clone())).collect())
    }
}

impl SetUps for Known {
    fn of<'a>(&'a self, controller: ControllerId) -> Pin<Box<dyn Future<Output = Option<SetUp>> + Send + 'a>> {
        let found = self.0.get(&controller).cloned();
        Box::pin(std::future::ready(found))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = r#"
        networks = ["private", "127.0.0.0/8"]
        [device.hall]
        driver = "shelly"
        address = "http://192.168.1.20"
        password_file = "/secret"
        [device.board]
        driver = "uhppote"
        address = "192.168.1.30"
        serial = 405419896
        [door.street]
        device = "hall"
        place = 0
        [door.cellar]
        device = "board"
        place = "2"
    "#;

    fn parse(text: &str) -> Result<Site, Wrong> {
        Site::parse(text, &|path| {
            if path == "/secret" { Ok("hush".to_owned()) } else { Err(Wrong("no such file".to_owned())) }
        })
    }

    #[test]
    fn a_site_is_read() {
        let site = parse(GOOD).unwrap();
        assert_eq!((site.devices.len(), site.doors.len()), (2, 2));
        let street = &site.doors[&Channel::parse("street").unwrap()];
        let hall = site.devices.iter().find(|device| device.name == "hall").unwrap();
        assert_ne!(site.devices[0].id, site.devices[1].id);
        assert_eq!((street.device, street.driver, street.place.as_str()), (hall.id, DriverKind::Shelly, "0"));
        assert_eq!(site.at(hall.id, &street.place).map(Channel::as_str), Some("street"));
        assert_eq!(hall.set_up.values.get("password"), "hush");
        assert!(!format!("{site:?}").contains("hush"));
        assert!(parse("").unwrap().doors.is_empty());
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place() {
        for (from, to, said) in [
            ("\"shelly\"", "\"shally\"", "[device.hall]: driver must be one of"),
            ("\"shelly\"", "\"agent\"", "[device.hall]: driver must be one of"),
            ("\"http://192.168.1.20\"", "\"ftp://x\"", "[device.hall]: address"),
            ("address = \"http", "adress = \"http", "[device.hall]"),
            ("\"/secret\"", "\"/gone\"", "no such file"),
            ("device = \"hall\"", "device = \"hill\"", "there is no device \"hill\"; there are: board, hall"),
            ("place = 0", "place = 77", "[door.street]: place"),
            ("[door.street]", "[door.\"a/b\"]", "a channel is"),
            ("\"private\"", "\"lan\"", "networks"),
            ("[door.cellar]", "[dor.cellar]", "dor"),
            ("networks =", "zone = \"Europe/Berling\"\nnetworks =", "zone"),
        ] {
            let text = GOOD.replacen(from, to, 1);
            assert_ne!(text, GOOD, "{from}");
            let wrong = parse(&text).unwrap_err();
            assert!(wrong.0.contains(said), "{wrong}");
        }
    }
}
