//! What is on the network, for whoever adds controllers: searched for a few seconds, held against what is there already.

use keylink_domain::actor::{Actor, Who};
use keylink_domain::controller::{Controller, DriverKind};
use keylink_domain::user::Act;
use keylink_drivers::{Finder, Found, Networks, Offer, SEARCH};
use keylink_store::controller;
use tokio::sync::Semaphore;

use crate::house::{House, require};
use crate::trouble::Trouble;

/// The searching hand of the house: one search at a time.
pub(crate) struct Finding {
    finder: Finder,
    turn: Semaphore,
}

impl Finding {
    pub(crate) const fn within(networks: Networks) -> Self {
        Self { finder: Finder::new(networks), turn: Semaphore::const_new(1) }
    }
}

/// A device that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nearby {
    /// What it says of itself.
    pub found: Found,
    /// The controller of the organization that it is already, as far as that can be told.
    pub known: Option<Controller>,
}

/// What a search came to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Search {
    /// The devices.
    pub devices: Vec<Nearby>,
    /// How many are in networks that are closed to drivers; only the operator is told which.
    pub closed: usize,
    /// What was not searched, and why, in words for people.
    pub troubles: Vec<String>,
}

impl House {
    /// Searches the server's networks for devices. It takes some seconds, changes nothing, and asks nobody but everybody.
    ///
    /// # Errors
    /// When the actor may not add controllers, the server is shared with others, or somebody else searches just now.
    pub async fn find_devices(&self, actor: &Actor) -> Result<Search, Trouble> {
        require(actor, Act::ManageDoors)?;
        let is_operator = actor.who == Who::Operator;
        if !is_operator && self.organizations().await?.len() > 1 {
            // Whose devices they are, nobody can tell.
            return Err(Trouble::Conflict(
                "this server is shared by several organizations, so what is on its network is shown to none of them; add \
                 the controller by its address, or ask the operator, who can use: keylink discover"
                    .to_owned(),
            ));
        }
        let again = Trouble::TooOften { retry_after_s: SEARCH.as_secs() + 1 };
        let turn = self.finding.turn.try_acquire().map_err(|_| again)?;
        let mut findings = self.finding.finder.search(SEARCH).await;
        drop(turn);
        let before = findings.found.len();
        if !is_operator {
            findings.found.retain(|found| found.closed.is_none());
        }
        let closed = before - findings.found.len();
        let known = self.places(actor).await?;
        let is_it = |found: &Found| {
            known.iter().find(|(_, driver, place)| *driver == found.driver && *place == place_of(found))
        };
        let nearby = |found: Found| Nearby { known: is_it(&found).map(|(known, ..)| known.clone()), found };
        let devices = findings.found.into_iter().map(nearby).collect();
        Ok(Search { devices, closed, troubles: findings.troubles })
    }

    /// The doors that a controller said it could have and that are not there yet; as it said when it was last asked by
    /// this node.
    ///
    /// # Errors
    /// When there is no such controller, or the actor may not add doors.
    pub async fn offered_doors(
        &self,
        actor: &Actor,
        id: keylink_domain::id::ControllerId,
    ) -> Result<Vec<Offer>, Trouble> {
        require(actor, Act::ManageDoors)?;
        let mut offers = self.controller_record(actor, id).await?.offers;
        let doors = self.doors(actor).await?;
        let places = || doors.iter().filter_map(|now| now.door.address.as_ref()).filter(|at| at.controller == id);
        offers.retain(|offer| !places().any(|at| at.channel == offer.channel));
        Ok(offers)
    }

    /// Where the organization's controllers are, as far as they are called.
    async fn places(&self, actor: &Actor) -> Result<Vec<(Controller, DriverKind, String)>, Trouble> {
        let organization = actor.organization;
        self.look(move |tx| {
            Box::pin(async move {
                let mut places = Vec::new();
                for known in controller::list(tx, organization).await? {
                    if let Some(found) = controller::set_up_of(tx, known.id).await? {
                        let held = |name: &str| found.settings.get(name).map_or("", String::as_str);
                        let place = place(known.driver, held("serial"), held("address"));
                        places.push((known, found.driver, place));
                    }
                }
                Ok(places)
            })
        })
        .await
    }
}

fn place_of(found: &Found) -> String {
    place(found.driver, found.settings.get("serial").map_or("", String::as_str), &found.address)
}

/// What tells two devices apart: a board's number, otherwise where it is, however that was typed.
fn place(driver: DriverKind, serial: &str, address: &str) -> String {
    if driver == DriverKind::Uhppote {
        return serial.to_owned();
    }
    let (scheme, rest) = address.split_once("://").unwrap_or(("http", address));
    let rest = rest.trim_end_matches('/').to_ascii_lowercase();
    let usual = if scheme == "https" { ":443" } else { ":80" };
    rest.strip_suffix(usual).unwrap_or(&rest).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_device_is_the_same_however_its_address_was_typed() {
        for typed in ["192.168.1.20", "http://192.168.1.20/", "HTTP://192.168.1.20:80", "https://192.168.1.20:443"] {
            assert_eq!(place(DriverKind::Shelly, "", typed), "192.168.1.20", "{typed}");
        }
        assert_ne!(place(DriverKind::Shelly, "", "192.168.1.20:8080"), place(DriverKind::Shelly, "", "192.168.1.20"));
        assert_eq!(place(DriverKind::Uhppote, "405419896", "192.168.1.100"), "405419896");
    }
}
