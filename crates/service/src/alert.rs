//! Alerts: who is told that a controller is away or a battery is low, and that all is well again. What is the matter
//! stands in the database, and that it was told with it: each incident is told once, whichever node dies or begins.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use keylink_domain::actor::Actor;
use keylink_domain::alert::{Ailment, Alert, AlertBounds, AlertKind, AlertWish, Incident};
use keylink_domain::clock::Entropy;
use keylink_domain::controller::Controller;
use keylink_domain::delivery::DeliveryState;
use keylink_domain::event::{About, EventKind};
use keylink_domain::id::{ControllerId, NoticeId, OrganizationId};
use keylink_domain::notice::{News, Notice, NoticeChannel};
use keylink_domain::user::{Act, UserState};
use keylink_store::{Tx, alert, controller, event, notice, push, user};
use serde_json::json;
use tokio_util::sync::CancellationToken;

use crate::house::{House, require};
use crate::trouble::Trouble;

/// How often is looked who is away for too long.
const PAUSE: Duration = Duration::from_secs(2);
/// How many incidents are looked at in one step. The longest come first: who is not away for long enough is behind them,
/// unless organizations wait for very different times.
const AT_ONCE: u32 = 10_000;

/// What somebody is shown of alerts.
#[derive(Debug, Clone)]
pub struct Alerts {
    /// From when on it is told.
    pub bounds: AlertBounds,
    /// By which ways the actor wants to be told.
    pub wish: AlertWish,
    /// What is the matter now, with the controllers' names.
    pub incidents: Vec<(Incident, String)>,
}

pub(crate) async fn run(house: Arc<House>, stop: CancellationToken) {
    let started = house.now();
    loop {
        if let Err(error) = house.tell_of_incidents(started).await {
            tracing::error!(%error, "who is away could not be looked at; it is tried again");
        }
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(PAUSE) => {}
        }
    }
}

impl House {
    /// What is told, to whom of it the actor, and what is the matter now.
    ///
    /// # Errors
    /// When the actor does not see everything.
    pub async fn alerts(&self, actor: &Actor) -> Result<Alerts, Trouble> {
        require(actor, Act::SeeAll)?;
        let actor = *actor;
        self.look(move |tx| {
            Box::pin(async move {
                let wish = match actor.user() {
                    Some(user) => alert::wish(tx, actor.organization, user).await?,
                    None => AlertWish::default(),
                };
                let known = controller::list(tx, actor.organization).await?;
                let name = |id| known.iter().find(|known| known.id == id).map(|known| known.name.clone());
                let incidents = alert::of_organization(tx, actor.organization).await?;
                let incidents = incidents.into_iter().map(|one| (one, name(one.controller).unwrap_or_default()));
                let incidents = incidents.collect();
                Ok(Alerts { bounds: alert::bounds(tx, actor.organization).await?, wish, incidents })
            })
        })
        .await
    }

    /// Changes from when on it is told. What was told stays told.
    ///
    /// # Errors
    /// When the actor may not change the organization's settings.
    pub async fn change_alert_bounds(&self, actor: &Actor, bounds: AlertBounds) -> Result<(), Trouble> {
        require(actor, Act::ManageOrganization)?;
        let line = self.event(actor, EventKind::OrganizationChanged, About::default())?;
        let id = actor.organization;
        self.change(actor, move |tx| {
            Box::pin(async move {
                let before = alert::bounds(tx, id).await?;
                if before == bounds {
                    return Ok(());
                }
                alert::set_bounds(tx, id, bounds).await?;
                let away = |of: AlertBounds| format!("{} min", of.offline_minutes());
                let battery = |of: AlertBounds| format!("{} %", of.battery_percent());
                let detail = json!({
                    "offline_alert": [away(before), away(bounds)],
                    "battery_alert": [battery(before), battery(bounds)],
                });
                Ok(event::append(tx, vec![line.with_detail(detail)]).await?)
            })
        })
        .await
    }

    /// Says by which ways the actor wants to be told.
    ///
    /// # Errors
    /// When the actor does not see everything, or is no user.
    pub async fn wish_alerts(&self, actor: &Actor, wish: AlertWish) -> Result<(), Trouble> {
        require(actor, Act::SeeAll)?;
        let user = actor.user().ok_or(Trouble::Forbidden)?;
        let line = self.event(actor, EventKind::UserChanged, About { user: Some(user), ..About::default() })?;
        let id = actor.organization;
        self.change(actor, move |tx| {
            Box::pin(async move {
                let before = alert::wish(tx, id, user).await?;
                if before == wish {
                    return Ok(());
                }
                alert::set_wish(tx, id, user, wish).await?;
                let detail = json!({ "alerts": wish.as_str() });
                Ok(event::append(tx, vec![line.with_detail(detail)]).await?)
            })
        })
        .await
    }

    /// Tells of every controller that is away for long enough, once.
    async fn tell_of_incidents(&self, started: Timestamp) -> Result<(), Trouble> {
        let untold = self.look(|tx| Box::pin(async move { Ok(alert::untold(tx, AT_ONCE).await?) })).await?;
        let now = self.now();
        for incident in untold {
            let of = incident.organization;
            let bounds = self.look(move |tx| Box::pin(async move { Ok(alert::bounds(tx, of).await?) })).await?;
            if bounds.is_due(incident.began, started, now) {
                self.tell_of(incident, now).await?;
            }
        }
        Ok(())
    }

    async fn tell_of(&self, incident: Incident, now: Timestamp) -> Result<(), Trouble> {
        let entropy = Arc::clone(&self.entropy);
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    if alert::tell(tx, &incident, now).await? {
                        let (controller, began) = (incident.controller, incident.began);
                        let told = Alert { controller, kind: AlertKind::Offline, began, at: now, percent: None };
                        owe(tx, incident.organization, told, entropy.as_ref()).await?;
                    }
                    Ok::<_, Trouble>(())
                })
            })
            .await?;
        self.notices.wake.notify_waiters();
        Ok(())
    }

    /// Takes note of how full a controller's emptiest battery is. Nothing is written where nothing changes.
    pub(crate) async fn note_battery(&self, id: ControllerId, percent: u8) -> Result<(), Trouble> {
        let found = self
            .look(move |tx| {
                Box::pin(async move {
                    let Some(known) = controller::anywhere(tx, id).await? else { return Ok(None) };
                    let bounds = alert::bounds(tx, known.organization).await?;
                    let all = alert::of_organization(tx, known.organization).await?;
                    let is = |one: &Incident| (one.controller, one.ailment) == (id, Ailment::Battery);
                    let was_low = all.iter().any(is);
                    let is_low = bounds.is_low(percent, was_low);
                    Ok((is_low != was_low).then_some((known.organization, is_low)))
                })
            })
            .await?;
        let Some((organization, is_low)) = found else { return Ok(()) };
        let (now, entropy) = (self.now(), Arc::clone(&self.entropy));
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    let ailment = Ailment::Battery;
                    let new = Incident { organization, controller: id, ailment, began: now, told: Some(now) };
                    let (kind, began) = if is_low {
                        if !alert::begin(tx, new).await? {
                            return Ok(());
                        }
                        (AlertKind::BatteryLow, now)
                    } else {
                        match alert::end(tx, organization, id, ailment).await? {
                            Some(ended) => (AlertKind::BatteryWell, ended.began),
                            None => return Ok(()),
                        }
                    };
                    let told = Alert { controller: id, kind, began, at: now, percent: Some(percent) };
                    owe(tx, organization, told, entropy.as_ref()).await
                })
            })
            .await?;
        self.notices.wake.notify_waiters();
        self.live.changed(organization);
        Ok(())
    }
}

/// A controller went away, or came back: the second is told to who was told of the first.
pub(crate) async fn turned(
    tx: &mut Tx,
    known: &Controller,
    online: bool,
    now: Timestamp,
    entropy: &dyn Entropy,
) -> Result<(), Trouble> {
    let (organization, controller) = (known.organization, known.id);
    if !online {
        let ailment = Ailment::Offline;
        alert::begin(tx, Incident { organization, controller, ailment, began: now, told: None }).await?;
        return Ok(());
    }
    match alert::end(tx, organization, controller, Ailment::Offline).await? {
        Some(Incident { told: Some(_), began, .. }) => {
            let told = Alert { controller, kind: AlertKind::Online, began, at: now, percent: None };
            owe(tx, organization, told, entropy).await
        }
        _ => Ok(()),
    }
}

/// Writes a notice for each way of each user who wants to be told, and may still see it.
async fn owe(tx: &mut Tx, organization: OrganizationId, told: Alert, entropy: &dyn Entropy) -> Result<(), Trouble> {
    let mut notices = Vec::new();
    for (id, wish) in alert::wishes(tx, organization).await? {
        let known = user::by_id(tx, organization, id).await?;
        if !known.is_some_and(|user| user.state == UserState::Active && user.role.may(Act::SeeAll)) {
            continue;
        }
        let browsers = if wish.push { push::live(tx, organization, id, told.at).await? } else { Vec::new() };
        let mail = wish.mail.then_some((NoticeChannel::Mail, None));
        let pushes = browsers.into_iter().map(|browser| (NoticeChannel::Push, Some(browser.id)));
        for (channel, subscription) in mail.into_iter().chain(pushes) {
            notices.push(Notice {
                id: NoticeId::new(told.at, entropy.chance()?),
                organization,
                user: id,
                news: News::Alert(told),
                channel,
                subscription,
                state: DeliveryState::new(told.at),
            });
        }
    }
    Ok(notice::insert(tx, &notices).await?)
}
