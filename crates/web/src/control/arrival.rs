//! Arrivals: the form that says of which a link's maker is told, and what they were told.

use axum::extract::State;
use jiff::Timestamp;
use keylink_domain::arrival::{Occasion, Wish};
use keylink_domain::delivery::{Channel, DeliveryState};
use keylink_domain::id::LinkId;
use keylink_domain::link::Link;
use keylink_domain::notice::News;

use super::delivery::is_set_up;
use super::form::Form;
use super::link::{Beside, link_page, page_of};
use super::page::{Answer, Failure, Id, done};
use super::sentence::Names;
use super::session::Visitor;
use super::time::{self, Shown};
use crate::app::App;
use crate::tone::Tone;

/// Notices that a link's page shows.
const NOTICES: u32 = 5;

/// One notice, as a page shows it.
pub struct Told {
    /// Its colour.
    pub tone: Tone,
    /// Its icon.
    pub icon: &'static str,
    /// What came of it.
    pub said: String,
    /// When somebody arrived.
    pub at: Shown,
}

/// The form of a new link: of the first use, by notification; by e-mail where that is set up and no device shows
/// notifications yet.
pub async fn asked(app: &App, visitor: &Visitor, form: Form) -> Result<Form, Failure> {
    let has_browsers = app.house.has_notifications(&visitor.actor(), visitor.signed.user.id).await?;
    let mail = !has_browsers && is_set_up(app, Channel::Mail);
    Ok(filled(form, Wish { occasion: Occasion::First, mail, push: !mail }))
}

/// The form as a wish says.
pub fn filled(form: Form, wish: Wish) -> Form {
    let form = form.with("arrivals", wish.occasion.as_str());
    let form = if wish.push { form.with("arrivals_by", "push") } else { form };
    if wish.mail { form.with("arrivals_by", "mail") } else { form }
}

/// What a form says; a form that does not ask says of none.
pub fn wish_of(form: &mut Form) -> Wish {
    let by = |way: &str| form.all("arrivals_by").any(|chosen| chosen == way);
    let occasion = Occasion::parse(form.value("arrivals")).unwrap_or_default();
    let wish = Wish { occasion, mail: by("mail"), push: by("push") };
    if wish.occasion != Occasion::None && !wish.mail && !wish.push {
        form.refuse("arrivals", "choose how, or \u{201c}Never\u{201d}");
    }
    if wish.occasion == Occasion::None { Wish::default() } else { wish }
}

/// Says of which arrivals a link's maker is told.
pub async fn wish(State(app): State<App>, visitor: Visitor, Id(id): Id<LinkId>, mut form: Form) -> Answer {
    let link = app.house.link(&visitor.actor(), id).await?;
    let wish = wish_of(&mut form);
    if form.is_wrong() {
        return link_page(&app, &visitor, &link, Beside { arrivals: Some(&form), ..Beside::default() }).await;
    }
    app.house.wish_arrivals(&visitor.actor(), id, wish).await?;
    Ok(done(&page_of(id), "saved"))
}

/// What a link's maker was told lately.
pub async fn told(app: &App, visitor: &Visitor, link: &Link, names: &Names) -> Result<Vec<Told>, Failure> {
    let notices = app.house.notices(&visitor.actor(), link.id, NOTICES).await?;
    let shown = |at: Timestamp| time::to_the_minute(at, &link.validity.zone, app.house.now());
    let told = notices.into_iter().filter_map(|notice| {
        let News::Arrival { door, at, .. } = notice.news else { return None };
        let (door, way) = (names.door(door), notice.channel.words());
        let (tone, icon, said) = match &notice.state {
            DeliveryState::Sent { .. } => (Tone::Good, "circle-check", format!("{door}: told by {way}")),
            DeliveryState::Queued { .. } | DeliveryState::Sending { .. } => {
                (Tone::Quiet, "clock", format!("{door}: {way} on its way"))
            }
            DeliveryState::Failed { failure, .. } => {
                (Tone::Bad, "circle-x", format!("{door}: not told by {way}: {}", failure.sentence()))
            }
        };
        Some(Told { tone, icon, said, at: shown(at) })
    });
    Ok(told.collect())
}
