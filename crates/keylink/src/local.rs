//! The house as the command line on the machine itself has it: the database, and no doors to move.

use std::sync::Arc;

use keylink_domain::actor::{Actor, Who};
use keylink_domain::id::{DoorId, TemplateId, UserId};
use keylink_domain::template::Template;
use keylink_domain::user::UserState;
use keylink_service::House;
use keylink_service::clock::{SystemClock, SystemEntropy};

use crate::cli::Place;
use crate::settings::Settings;
use crate::{Failure, data, server};

/// The house and the operator's right in it.
pub struct Local {
    /// The house.
    pub house: Arc<House>,
    /// The operator of its organization.
    pub actor: Actor,
}

impl Local {
    /// Opens the house.
    ///
    /// # Errors
    /// When there is none yet, or its database cannot be opened.
    pub async fn open(place: &Place) -> Result<Self, Failure> {
        let settings = Settings::read(place)?;
        server::start_log("warn")?;
        let url = settings.database_url();
        if let Some(path) = url.strip_prefix("sqlite:")
            && !std::path::Path::new(path).exists()
        {
            let hint = "run keylink serve first, or name its folder with --data";
            return Err(format!("there is no database at {path}; {hint}").into());
        }
        let store = server::open(&settings).await?;
        // An unset public URL still makes links for this machine, as the server itself would.
        let public_url = settings.public_url(None)?;
        let seal = data::seal_key(&settings.data)?;
        let (sending, networks) = (settings.sending()?, settings.networks()?);
        let house = House::asking(store, public_url, &seal, sending, networks, SystemClock, SystemEntropy).await?;
        let organizations = house.organizations().await?;
        let [organization] = organizations.as_slice() else {
            return Err("there is no organization yet; open the set-up link that keylink serve prints".into());
        };
        let actor = Actor::new(organization.id, Who::Operator);
        Ok(Self { house, actor })
    }

    /// The user with this mail address; the first owner where none is named.
    ///
    /// # Errors
    /// When there is no such user.
    pub async fn user(&self, email: Option<&str>) -> Result<UserId, Failure> {
        let users = self.house.users(&self.actor).await?;
        let found = match email {
            Some(email) => users.iter().find(|user| user.email.eq_ignore_ascii_case(email.trim())),
            None => users.iter().filter(|user| user.state == UserState::Active).min_by_key(|user| user.role),
        };
        found.map(|user| user.id).ok_or_else(|| "there is no user with this address".into())
    }

    /// The door with this name or id.
    ///
    /// # Errors
    /// When there is none, or there are several of that name.
    pub async fn door(&self, named: &str) -> Result<DoorId, Failure> {
        let doors = self.house.doors(&self.actor).await?;
        if let Ok(id) = named.parse::<DoorId>() {
            return Ok(id);
        }
        let fitting: Vec<_> = doors.iter().filter(|now| now.door.name.eq_ignore_ascii_case(named.trim())).collect();
        match fitting.as_slice() {
            [one] => Ok(one.door.id),
            [] if doors.is_empty() => {
                Err("there are no doors yet; add one in the control center: Doors, Add door".into())
            }
            [] => {
                let names: Vec<_> = doors.iter().map(|now| now.door.name.as_str()).collect();
                Err(format!("there is no door {named:?}; there are: {}", names.join(", ")).into())
            }
            _ => Err(format!("there are several doors {named:?}; name one by its id").into()),
        }
    }

    /// The template with this name or id.
    ///
    /// # Errors
    /// When there is none, or there are several of that name.
    pub async fn template(&self, named: &str) -> Result<TemplateId, Failure> {
        let all = self.house.templates(&self.actor).await?;
        let is_meant = |one: &&Template| one.name.eq_ignore_ascii_case(named.trim()) || one.id.to_string() == named;
        match all.iter().filter(is_meant).collect::<Vec<_>>().as_slice() {
            [one] => Ok(one.id),
            [] if all.is_empty() => {
                Err("there are no templates yet; make one in the control center: Settings, Links".into())
            }
            [] => {
                let names: Vec<_> = all.iter().map(|one| one.name.as_str()).collect();
                Err(format!("there is no template {named:?}; there are: {}", names.join(", ")).into())
            }
            _ => Err(format!("there are several templates {named:?}; name one by its id").into()),
        }
    }
}
