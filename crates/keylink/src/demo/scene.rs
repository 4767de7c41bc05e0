//! The demo's scene: a house in a temporary folder with an owner, two doors and a guest link.

use std::net::SocketAddr;
use std::time::Duration;

use keylink_domain::actor::{Actor, Via, Who};
use keylink_domain::moment::Lasting;
use keylink_domain::user::Role;
use keylink_domain::window::ValidityInput;
use keylink_service::House;
use keylink_service::door::NewDoor;
use keylink_service::link::NewLink;
use keylink_service::setup::NewOrganization;
use tempfile::TempDir;
use tokio::net::TcpListener;

use super::doors::DemoDoor;
use crate::Failure;
use crate::cli::Place;
use crate::server::Server;
use crate::settings::Settings;

/// How long the doors may take to come online.
const PATIENCE: Duration = Duration::from_secs(20);

/// Everything that the demo is made of.
pub struct Scene {
    /// Where the server is.
    pub url: String,
    /// The link for a guest, good for a day.
    pub guest_link: String,
    /// The link that signs the owner in once.
    pub sign_in_link: String,
    /// A token that acts for the owner.
    pub api_token: String,
    /// The doors.
    pub doors: Vec<DemoDoor>,
    server: Server,
    _folder: TempDir,
}

impl Scene {
    /// Starts everything and waits until the doors are online.
    ///
    /// # Errors
    /// When a part of it cannot be started.
    pub async fn set(listen: SocketAddr) -> Result<Self, Failure> {
        let folder = tempfile::Builder::new().prefix("keylink-demo-").tempdir()?;
        let server = start(&folder, listen).await?;
        let house = &server.running.house;
        let owner = owner(house).await?;
        let mut doors = Vec::new();
        for name in ["Street door", "Flat 3"] {
            doors.push(add_door(house, &owner, name, &folder).await?);
        }
        wait_until_online(house, &owner).await?;
        let new = NewLink {
            name: "Weekend, Mia".to_owned(),
            doors: doors.iter().map(|door| door.id).collect(),
            validity: ValidityInput { duration: Some(Lasting::parse("P1D")?), ..ValidityInput::default() },
            ..NewLink::default()
        };
        let guest_link = house.make_link(&owner, new, None).await?.url;
        let user = owner.user().ok_or("the demo has no owner")?;
        let sign_in_link = house.make_sign_in_link(owner.organization, user).await?;
        let api_token = house.make_token(&owner, user, "demo").await?.reveal();
        let url = house.public_url().to_owned();
        Ok(Self { url, guest_link, sign_in_link, api_token, doors, server, _folder: folder })
    }

    /// Ends everything.
    pub async fn strike(self) {
        for door in self.doors {
            door.stop().await;
        }
        self.server.stop().await;
    }
}

/// The server on a place of its own. What stands in the environment counts here, too (`KEYLINK_DRIVER_NETWORKS`, say); its database, its
/// broker and its address are its own all the same.
async fn start(folder: &TempDir, listen: SocketAddr) -> Result<Server, Failure> {
    let place = Place {
        config: None,
        data: Some(folder.path().to_owned()),
        database_url: Some(format!("sqlite:{}", folder.path().join("keylink.db").display())),
    };
    let mut settings = Settings::read(&place)?;
    let listener = crate::server::bind(&listen.to_string()).await?;
    settings.set_public_url(public_url(&listener)?);
    settings.set_mqtt_listen("127.0.0.1:0".to_owned());
    settings.set_inside_broker();
    Server::start(&settings, listener).await
}

fn public_url(listener: &TcpListener) -> Result<String, Failure> {
    let address = listener.local_addr()?;
    let host = if address.ip().is_unspecified() { "127.0.0.1".to_owned() } else { bracketed(address) };
    Ok(format!("http://{host}:{}", address.port()))
}

fn bracketed(address: SocketAddr) -> String {
    match address {
        SocketAddr::V4(v4) => v4.ip().to_string(),
        SocketAddr::V6(v6) => format!("[{}]", v6.ip()),
    }
}

async fn owner(house: &House) -> Result<Actor, Failure> {
    let made = house
        .make_organization(NewOrganization {
            organization: "Lindenhof".to_owned(),
            site: "Lindenhof 4".to_owned(),
            zone: "Europe/Berlin".to_owned(),
            name: "Anna".to_owned(),
            email: "anna@lindenhof.example".to_owned(),
            password: None,
        })
        .await?;
    let who = Who::User { id: made.owner.id, role: Role::Owner, via: Via::CommandLine };
    Ok(Actor::new(made.organization.id, who))
}

async fn add_door(house: &House, owner: &Actor, name: &str, folder: &TempDir) -> Result<DemoDoor, Failure> {
    let broker = house.broker_address().ok_or("the demo has no broker")?;
    let controller = house.add_controller(owner, &format!("Controller of {name}")).await?;
    let new = NewDoor { name: name.to_owned(), controller: Some(controller.controller.id), ..NewDoor::default() };
    let door = house.add_door(owner, new, None).await?;
    DemoDoor::start(door.door.id, name, &controller, broker, folder.path())
}

async fn wait_until_online(house: &House, owner: &Actor) -> Result<(), Failure> {
    let mut watch = house.live().watch(owner.organization);
    let online = async {
        while !house.doors(owner).await?.iter().all(|now| now.status.online == Some(true)) {
            // The hint may have come before the watch began, so that waiting has an end of its own.
            drop(tokio::time::timeout(Duration::from_millis(200), watch.changed()).await);
        }
        Ok(())
    };
    let late =
        |_| Failure::from("the virtual doors did not come online; is a firewall between programs of this machine?");
    tokio::time::timeout(PATIENCE, online).await.map_err(late)?
}
