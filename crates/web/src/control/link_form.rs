//! The form of a link: asked for a new one and for a change, read, and sent to the use case.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use jiff::Timestamp;
use keylink_domain::credential::{Credential, CredentialKind};
use keylink_domain::id::LinkId;
use keylink_domain::link::Link;
use keylink_domain::user::Act;
use serde::Deserialize;

use super::arrival;
use super::delivery::{self, Sending};
use super::form::Form;
use super::link::{Beside, Handed, Meanwhile, handed, link_page, page_of};
use super::link_ends::Within;
use super::link_fields::{
    LinkFields, begun, changed_link, chosen_anew, fields_of, idempotency_key, key_holder, longest, new_link,
    zone_of_first,
};
use super::link_view::{DoorNames, window, window_in_full};
use super::page::{Answer, Failure, Frame, Id, Section, done, frame, show as page};
use super::session::Visitor;
use super::time;
use crate::app::App;

#[derive(Template)]
#[template(path = "control/link_new.html")]
struct NewLinkPage<'a> {
    frame: Frame,
    fields: LinkFields<'a>,
    no_doors: bool,
    /// Whether there is any door that could be shared.
    has_any: bool,
    /// Under whose cloud key it is made, where that is another's.
    holder: Option<String>,
    /// Where a cloud key is to be had, where the visitor has none that counts and names none.
    no_key: Option<NoKey>,
}

/// What whoever has no cloud key that counts can do about it.
enum NoKey {
    /// Give themselves one, on this page of theirs.
    Give(String),
    /// Ask an administrator.
    Ask,
}

#[derive(Template)]
#[template(path = "control/link_made.html")]
struct MadePage<'a> {
    frame: Frame,
    id: String,
    handed: Handed,
    sending: Sending<'a>,
    name: String,
    doors: String,
    window: String,
    window_title: String,
}

/// What the address of the form says: under which cloud key, and whether with a webhook URL.
#[derive(Debug, Default, Deserialize)]
pub struct Wanted {
    credential: Option<String>,
    webhook: Option<String>,
    /// A link to begin with.
    like: Option<String>,
    /// A template to make it from.
    template: Option<String>,
}

/// Asks for a new link.
pub async fn ask_new(State(app): State<App>, visitor: Visitor, Query(wanted): Query<Wanted>) -> Answer {
    let form = match wanted.like.as_deref().and_then(|id| id.parse().ok()) {
        Some(like) => {
            let link = app.house.link(&visitor.actor(), like).await?;
            let form = alike(&link, app.house.now());
            let form = arrival::filled(form, app.house.arrival_wish(&visitor.actor(), like).await?);
            let form = form.with_some("had_pin", link.terms.pin.is_set.then_some("on"));
            form.with_some("credential", same_key(&app, &visitor, &link).await?)
        }
        None => {
            let form = arrival::asked(&app, &visitor, Form::new().with("ends", "day").with("language", "")).await?;
            let form = form.with_some("template", wanted.template);
            let form = form.with("first_use_unit", "hours").with("duration_unit", "hours");
            begun(&app, &visitor, form).await?
        }
    };
    let form = form
        .with("webhook", wanted.webhook.unwrap_or_default())
        .with_some("credential", wanted.credential)
        .with("key", app.house.now().as_millisecond().to_string());
    new_page(&app, &visitor, &form).await
}

/// Makes a link. Sending the same form twice makes one link.
pub async fn make(State(app): State<App>, visitor: Visitor, mut form: Form) -> Answer {
    if let Some(form) = chosen_anew(&app, &visitor, &form).await? {
        return new_page(&app, &visitor, &form).await;
    }
    let now = app.house.now();
    let zone = zone_of_first(&app, &visitor, &form).await?;
    let within = Within::sent(longest(&app, &visitor, &mut form).await?, &zone, now, &form);
    let Some(new) = new_link(&mut form, within) else { return new_page(&app, &visitor, &form).await };
    if form.hold(app.check_language(new.language.as_deref()))?.is_none() {
        return new_page(&app, &visitor, &form).await;
    }
    let key = idempotency_key(&visitor, &form)?;
    let made = app.house.make_link(&visitor.actor(), new, Some(key)).await;
    let Some(made) = form.hold(made)? else { return new_page(&app, &visitor, &form).await };
    let doors = DoorNames::of(&app.house.doors(&visitor.actor()).await?);
    let link = made.link;
    let webhook = match form.is("webhook", "on") {
        true => Some(app.house.make_webhook(&visitor.actor(), link.id).await?),
        false => None,
    };
    let blank = delivery::blank(now, &link);
    let template = MadePage {
        sending: Sending::of(&app, &visitor, &link, &blank).await?,
        frame: frame(&visitor, Section::Links, "Link created"),
        id: link.id.to_string(),
        name: link.name.clone(),
        doors: doors.joined(&link),
        window: window(&link.validity, now),
        window_title: window_in_full(&link.validity),
        handed: Handed {
            webhook_qr: webhook.as_ref().and_then(|made| crate::qr::svg(&made.url)),
            webhook,
            ..handed(&visitor, &link, made.url, "The link is ready.", made.warnings)
        },
    };
    Ok(page(StatusCode::OK, &template))
}

/// Changes a link. What somebody else changed meanwhile is shown beside what was typed.
pub async fn change(State(app): State<App>, visitor: Visitor, Id(id): Id<LinkId>, mut form: Form) -> Answer {
    let old = app.house.link(&visitor.actor(), id).await?;
    let Some(change) = changed_link(&mut form, &old) else {
        return link_page(&app, &visitor, &old, Beside { form: Some(&form), ..Beside::default() }).await;
    };
    let language =
        change.language.as_ref().and_then(Option::as_deref).filter(|tag| Some(*tag) != old.language.as_deref());
    if form.hold(app.check_language(language))?.is_none() {
        return link_page(&app, &visitor, &old, Beside { form: Some(&form), ..Beside::default() }).await;
    }
    let seen = change.revision;
    let changed = app.house.change_link(&visitor.actor(), id, change).await;
    match form.hold(changed)? {
        Some((link, _)) if link.revision == old.revision => Ok(done(&page_of(id), "nothing")),
        Some(_) => Ok(done(&page_of(id), "saved")),
        None => {
            let now = app.house.link(&visitor.actor(), id).await?;
            let meanwhile =
                if seen == Some(now.revision) { None } else { Some(meanwhile(&app, &visitor, &now).await?) };
            if meanwhile.is_some() {
                // What was typed is meant over what the other one changed; what was not touched is as they left it.
                form.keep_untouched("base", &fields_of(&now));
                form.set("revision", now.revision.to_string());
            }
            link_page(&app, &visitor, &now, Beside { form: Some(&form), meanwhile, ..Beside::default() }).await
        }
    }
}

async fn new_page(app: &App, visitor: &Visitor, form: &Form) -> Answer {
    let doors = app.house.doors(&visitor.actor()).await?;
    let fields = LinkFields::new(app, visitor, form, &doors, None).await?;
    let template = NewLinkPage {
        frame: frame(visitor, Section::Links, "Create link"),
        no_doors: fields.doors.is_empty(),
        has_any: !doors.is_empty(),
        fields,
        holder: key_holder(app, visitor, form).await?.map(|holder| holder.name),
        no_key: no_key(app, visitor, form).await?,
    };
    Ok(page(form.status(), &template))
}

async fn no_key(app: &App, visitor: &Visitor, form: &Form) -> Result<Option<NoKey>, Failure> {
    let (actor, own) = (visitor.actor(), visitor.signed.user.id);
    let keys = app.house.credentials(&actor, Some(own)).await?;
    let counts = |key: &Credential| key.kind == CredentialKind::CloudKey && key.is_active(app.house.now());
    if form.some("credential").is_some() || keys.iter().any(counts) {
        return Ok(None);
    }
    let page = || NoKey::Give(format!("/control/people/{own}"));
    Ok(Some(if actor.may(Act::ManageAccess) { page() } else { NoKey::Ask }))
}

async fn meanwhile(app: &App, visitor: &Visitor, now: &Link) -> Result<Meanwhile, Failure> {
    let doors = DoorNames::of(&app.house.doors(&visitor.actor()).await?);
    let length = |length: Option<_>| length.map_or_else(|| "none".to_owned(), time::length);
    let validity = &now.validity;
    Ok(Meanwhile {
        fields: vec![
            ("Name", now.name.clone()),
            ("Doors", doors.joined(now)),
            ("Window", window(validity, app.house.now())),
            ("Time after the first use", length(validity.after_first_use)),
            ("Weekly hours", validity.hours.as_ref().map_or_else(|| "always".to_owned(), ToString::to_string)),
            ("Number of uses", validity.max_uses.map_or_else(|| "any".to_owned(), |max| max.to_string())),
            ("Note", now.description.clone()),
        ],
    })
}

/// The cloud key of a link that is there, for another like it: who revokes that key means both. None where it does not
/// count any more, or is somebody's of a higher role.
async fn same_key(app: &App, visitor: &Visitor, link: &Link) -> Result<Option<String>, Failure> {
    let key = app.house.credential(&visitor.actor(), link.credential).await?;
    let users = app.house.users(&visitor.actor()).await?;
    let holder = users.into_iter().find(|user| user.id == key.user);
    let may = holder.is_some_and(|holder| holder.role >= visitor.signed.user.role);
    Ok((may && key.is_active(app.house.now())).then(|| key.id.to_string()))
}

/// The form of a new link like one that is there. Times that are over are not taken along.
fn alike(link: &Link, now: Timestamp) -> Form {
    let mut form = fields_of(link);
    form.set("name", format!("{} (again)", link.name));
    if let Some(made) = &link.made_from {
        form.set("template", made.template.to_string());
    }
    if link.validity.from.is_some_and(|from| from <= now) {
        form.set("valid_from", "");
    }
    if link.validity.until.is_some_and(|until| until <= now) {
        form.set("valid_until", "");
        form.set("ends", "day");
    }
    form
}
