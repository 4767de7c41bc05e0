//! Sharing a door: a guest access link is made, and the way to send it is chosen.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use jiff::SignedDuration;
use keylink_domain::delivery::Channel;
use keylink_domain::id::LinkId;
use keylink_domain::link::Link;
use keylink_domain::moment::Moment;
use serde::Deserialize;

use super::delivery::{Sending, blank};
use super::link::page_of;
use super::page::{Frame, Tab, frame};
use super::said;
use super::tongue::{self, Tongue};
use super::way::{Way, ways};
use crate::app::App;
use crate::control::arrival;
use crate::control::delivery::is_set_up;
use crate::control::form::Form;
use crate::control::link::{Handed, handed};
use crate::control::link_ends::Within;
use crate::control::link_fields::{LinkFields, begun, chosen_anew, idempotency_key, longest, new_link, zone_of_first};
use crate::control::link_view::DoorNames;
use crate::control::page::{Answer, Id, show as page};
use crate::control::session::Visitor;

/// The ends that a phone offers; the others are for the desk.
const ENDS: [&str; 6] = ["longest", "hour", "tonight", "day", "sunday", "until"];
/// What stands under "More": it is open where something there is wrong.
const MORE: [&str; 6] = ["pin", "max_uses", "contact", "language", "arrivals", "hours"];
/// A start that was typed may be over by so much when the form arrives.
const A_MOMENT: SignedDuration = SignedDuration::from_mins(10);
/// So many doors are shown at once; the others, where one is chosen already, under "More doors".
pub const DOORS_AT_ONCE: usize = 6;

#[derive(Template)]
#[template(path = "mobile/share.html")]
struct SharePage<'a> {
    frame: Frame,
    fields: LinkFields<'a>,
    bounds: String,
    is_more_open: bool,
    folds_doors: bool,
}

#[derive(Template)]
#[template(path = "mobile/shared.html")]
struct SharedPage<'a> {
    frame: Frame,
    link: String,
    name: String,
    doors: String,
    window: String,
    window_title: String,
    title: String,
    handed: Handed,
    ways: Vec<Way>,
    /// Whether a message for Slack is copied, as Keylink cannot send it there.
    copies_for_slack: bool,
    sending: Sending<'a>,
}

/// What the address of the form says: which door is to be shared.
#[derive(Debug, Default, Deserialize)]
pub struct Wanted {
    door: Option<String>,
    template: Option<String>,
}

/// Asks what is to be shared: doors, a description, start and end.
pub async fn ask(State(app): State<App>, visitor: Visitor, tongue: Tongue, Query(wanted): Query<Wanted>) -> Answer {
    let form = arrival::asked(&app, &visitor, Form::new())
        .await?
        .with_some("doors", wanted.door)
        .with_some("template", wanted.template)
        .with("starts", "now")
        .with("ends", "day")
        .with("contact", "nobody")
        .with("key", app.house.now().as_millisecond().to_string());
    ask_again(&app, &visitor, &tongue, &begun(&app, &visitor, form).await?).await
}

/// Makes the link. Sending the same form twice makes one link.
pub async fn make(State(app): State<App>, visitor: Visitor, tongue: Tongue, mut form: Form) -> Answer {
    if let Some(form) = chosen_anew(&app, &visitor, &form).await? {
        return ask_again(&app, &visitor, &tongue, &form).await;
    }
    let zone = zone_of_first(&app, &visitor, &form).await?;
    let within = Within::sent(longest(&app, &visitor, &mut form).await?, &zone, app.house.now(), &form);
    match form.value("starts") {
        // What was typed before "Now" was chosen after all.
        "now" => form.set("valid_from", ""),
        "later" if form.some("valid_from").is_none() => {
            form.refuse("valid_from", "give the start, or choose \u{201c}Now\u{201d}");
        }
        _ => refuse_past_start(&mut form, within),
    }
    let new = new_link(&mut form, within);
    let Some(new) = new else { return ask_again(&app, &visitor, &tongue, &form).await };
    let key = idempotency_key(&visitor, &form)?;
    let made = app.house.make_link(&visitor.actor(), new, Some(key)).await;
    let Some(made) = form.hold(made)? else { return ask_again(&app, &visitor, &tongue, &form).await };
    tongue::keep(&app, &visitor, tongue.t.tag()).await;
    let handed = handed(&visitor, &made.link, made.url, "", made.warnings);
    shared_page(&app, &visitor, &tongue, &made.link, "app-ready", handed).await
}

/// A start that is over was a slip of the finger: what begins at once is said by "Now".
fn refuse_past_start(form: &mut Form, within: Within<'_>) {
    let Some(from) = form.read::<Moment>("valid_from") else { return };
    if from.as_start(within.zone).is_ok_and(|meant| meant.instant + A_MOMENT < within.now) {
        form.refuse("valid_from", "this start is over; choose \u{201c}Now\u{201d}, or a time that is still to come");
    }
}

/// Shows a link's address again, with the ways to send it; that is an event.
pub async fn again(State(app): State<App>, visitor: Visitor, tongue: Tongue, Id(id): Id<LinkId>) -> Answer {
    let url = app.house.copy_link(&visitor.actor(), id).await?;
    let link = app.house.link(&visitor.actor(), id).await?;
    let handed = handed(&visitor, &link, url, "", Vec::new());
    shared_page(&app, &visitor, &tongue, &link, "app-again", handed).await
}

async fn ask_again(app: &App, visitor: &Visitor, tongue: &Tongue, form: &Form) -> Answer {
    let doors = app.house.doors(&visitor.actor()).await?;
    let mut fields = LinkFields::new(app, visitor, form, &doors, None).await?;
    // A door that is not theirs to share is not offered, whoever names it.
    fields.doors.retain(|door| door.may_share);
    // Where none was named there is no choice; another than the one that was meant is nobody's choice.
    if let [only] = fields.doors.as_mut_slice()
        && form.all("doors").next().is_none()
        && !fields.has_template
    {
        only.is_chosen = true;
    }
    fields.ends.retain(|(value, _)| ENDS.contains(value));
    said::fields(&tongue.t, &mut fields);
    let template = SharePage {
        frame: frame(visitor, tongue, Tab::Doors, "app-share-title"),
        bounds: said::bounds(&tongue.t, &fields),
        is_more_open: is_more_wrong(form),
        folds_doors: folds_doors(&fields),
        fields,
    };
    Ok(page(form.status(), &template))
}

/// Whether something under "More" is wrong.
pub fn is_more_wrong(form: &Form) -> bool {
    MORE.iter().any(|field| !form.error(field).is_empty())
}

/// Whether the doors that are not chosen stand under "More doors": where there are many, and the choice is made already.
pub fn folds_doors(fields: &LinkFields<'_>) -> bool {
    fields.doors.len() > DOORS_AT_ONCE && fields.doors.iter().any(|door| door.is_chosen)
}

async fn shared_page(
    app: &App,
    visitor: &Visitor,
    tongue: &Tongue,
    link: &Link,
    title: &str,
    mut handed: Handed,
) -> Answer {
    let (t, now, organization) = (&tongue.t, app.house.now(), &visitor.organization.name);
    let guest = link.language.as_deref().and_then(|tag| app.languages.meant(tag).ok()).unwrap_or(t);
    let mut sent = String::new();
    if let Some(to) = &mut handed.guest {
        to.message = said::invitation(guest, link, &visitor.signed.user.name, organization, &to.url, now);
        if let Some(words) = said::template_words(link) {
            to.message = format!("{words}\n\n{}", to.message);
        }
        sent.clone_from(&to.message);
    }
    let doors = DoorNames::of(&app.house.doors(&visitor.actor()).await?);
    let blank = blank(app);
    let template = SharedPage {
        frame: frame(visitor, tongue, Tab::Links, "app-share-do"),
        link: page_of(link.id),
        name: link.name.clone(),
        doors: doors.joined(link),
        window: said::window(t, &link.validity, now),
        window_title: said::in_zone(t, &link.validity.zone),
        title: t.text(title),
        ways: ways(&sent, organization, t, guest),
        copies_for_slack: !is_set_up(app, Channel::Slack),
        sending: Sending::of(app, visitor, t, link, &blank).await?,
        handed,
    };
    Ok(page(StatusCode::OK, &template))
}
