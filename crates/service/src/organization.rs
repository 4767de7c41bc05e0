//! The organization's own settings.

use keylink_domain::actor::Actor;
use keylink_domain::altered::Alterations;
use keylink_domain::event::{About, EventKind};
use keylink_domain::moment::Lasting;
use keylink_domain::organization::{GesturePolicy, Organization};
use keylink_domain::text::Name;
use keylink_domain::user::Act;
use keylink_store::{event, organization};

use crate::house::{House, require};
use crate::seen::Seen;
use crate::template::{fixed, positive};
use crate::trouble::Trouble;

/// What is to be changed of the organization; what is `None` stays.
#[derive(Debug, Clone, Default)]
pub struct ChangeOrganization {
    /// A new name.
    pub name: Option<String>,
    /// What a guest's press must be.
    pub gesture: Option<GesturePolicy>,
    /// The longest link; the inner `None` means any.
    pub longest: Option<Option<Lasting>>,
    /// The largest number of uses of a link; the inner `None` means any.
    pub most_uses: Option<Option<u32>>,
    /// Whether members make links from templates only.
    pub members_need_template: Option<bool>,
    /// What the actor saw of it, where a change of somebody else meanwhile is to be refused.
    pub seen: Option<Seen>,
    /// The same of what bounds links.
    pub seen_limits: Option<Seen>,
}

/// The organization's name and gesture as somebody sees them.
pub fn seen(known: &Organization) -> Seen {
    Seen::of(&about(known))
}

const fn about(known: &Organization) -> (&String, GesturePolicy) {
    (&known.name, known.gesture)
}

impl House {
    /// The actor's organization.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn organization(&self, actor: &Actor) -> Result<Organization, Trouble> {
        let id = actor.organization;
        self.look(move |tx| {
            Box::pin(async move { organization::by_id(tx, id).await?.ok_or(Trouble::NotFound("organization")) })
        })
        .await
    }

    /// Changes the organization's name, what a guest's press must be, or what bounds links. Links that are there stay as
    /// they are, but none can be widened beyond a limit.
    ///
    /// # Errors
    /// When something given is wrong, or somebody else changed it meanwhile.
    pub async fn change_organization(
        &self,
        actor: &Actor,
        change: ChangeOrganization,
    ) -> Result<Organization, Trouble> {
        require(actor, Act::ManageOrganization)?;
        let line = self.event(actor, EventKind::OrganizationChanged, About::default())?;
        let id = actor.organization;
        self.change(actor, move |tx| {
            Box::pin(async move {
                let old = organization::by_id(tx, id).await?.ok_or(Trouble::NotFound("organization"))?;
                Seen::check(change.seen.as_ref(), &about(&old))?;
                Seen::check(change.seen_limits.as_ref(), &old.limits)?;
                let new = changed(&old, change)?;
                if new != old {
                    organization::update(tx, &new).await?;
                    let altered = Alterations::default().with("name", &old.name, &new.name);
                    event::append(tx, vec![line.with_detail(detail(&old, &new)).with_altered(altered)]).await?;
                }
                Ok(new)
            })
        })
        .await
    }
}

fn changed(old: &Organization, change: ChangeOrganization) -> Result<Organization, Trouble> {
    let mut new = old.clone();
    if let Some(name) = change.name {
        new.name = Name::parse(&name).map_err(Trouble::text("name"))?.as_str().to_owned();
    }
    new.gesture = change.gesture.unwrap_or(old.gesture);
    if let Some(longest) = change.longest {
        new.limits.longest = longest.map(|length| fixed("longest", length)).transpose()?;
    }
    if let Some(most) = change.most_uses {
        new.limits.most_uses = most.map(|most| positive("max_uses", most)).transpose()?;
    }
    new.limits.members_need_template = change.members_need_template.unwrap_or(old.limits.members_need_template);
    Ok(new)
}

/// What changed, from what to what.
fn detail(old: &Organization, new: &Organization) -> serde_json::Value {
    let longest = |known: &Organization| known.limits.longest.map_or("any".to_owned(), |longest| longest.to_string());
    let most = |known: &Organization| known.limits.most_uses.map_or("any".to_owned(), |most| most.to_string());
    let templates = |known: &Organization| match known.limits.members_need_template {
        true => "needed by members",
        false => "as wanted",
    };
    serde_json::json!({
        "gesture": [old.gesture.as_str(), new.gesture.as_str()],
        "longest_link": [longest(old), longest(new)],
        "number_of_uses": [most(old), most(new)],
        "templates": [templates(old), templates(new)],
    })
}
