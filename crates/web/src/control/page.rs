//! The frame that every page of the control center shares; notices and troubles as pages; their headers.

use askama::Template;
use axum::extract::{FromRequestParts, Path, Request};
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Redirect, Response};
use keylink_domain::user::Act;
use keylink_service::Trouble;
use serde::de::DeserializeOwned;

use super::organization::first_tab;
use super::session::Visitor;
use crate::app::RETRY_AFTER_S;

/// What a handler gives: a page, or why there is none.
pub type Answer = Result<Response, Failure>;

/// The parts of the control center, as the rail lists them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// What is going on.
    Overview,
    /// Doors and their controllers.
    Doors,
    /// Key links.
    Links,
    /// Users, their credentials and access.
    People,
    /// The event log.
    Events,
    /// The organization's and one's own settings.
    Settings,
}

/// One entry of the rail.
#[derive(Clone, Copy)]
pub struct Entry {
    /// Which part.
    pub section: Section,
    /// Its address.
    pub href: &'static str,
    /// Its icon.
    pub icon: &'static str,
    /// Its name.
    pub name: &'static str,
}

const RAIL: [Entry; 6] = [
    Entry { section: Section::Overview, href: "/control", icon: "layout-dashboard", name: "Overview" },
    Entry { section: Section::Doors, href: "/control/doors", icon: "door-closed", name: "Doors" },
    Entry { section: Section::Links, href: "/control/links", icon: "link", name: "Links" },
    Entry { section: Section::People, href: "/control/people", icon: "users", name: "People" },
    Entry { section: Section::Events, href: "/control/events", icon: "scroll-text", name: "Events" },
    Entry { section: Section::Settings, href: "/control/settings", icon: "settings", name: "Settings" },
];

/// What `templates/control/frame.html` needs.
pub struct Frame {
    /// The page's title.
    pub title: String,
    /// The part it belongs to.
    pub section: Section,
    /// The rail.
    pub rail: [Entry; 6],
    /// The organization's name.
    pub organization: String,
    /// Who is signed in.
    pub user: String,
    /// What the page before has just done.
    pub toast: Option<&'static str>,
    /// The names of buildings that are locked down.
    pub lockdown: Vec<String>,
    /// On which clock times are.
    pub clock: String,
    /// What the pages offer; the use cases decide by themselves.
    pub offers: Offers,
}

/// Which acts a page offers its visitor. Only a courtesy: the use cases refuse by themselves.
#[derive(Debug, Clone, Copy)]
pub struct Offers {
    /// Sites, doors, controllers.
    pub doors: bool,
    /// Access and credentials.
    pub access: bool,
    /// Users.
    pub users: bool,
    /// The organization.
    pub organization: bool,
    /// Everybody's links and events.
    pub all: bool,
}

impl Frame {
    /// What is said where there is no door.
    pub const fn no_doors(&self) -> &'static str {
        if self.offers.doors {
            "No doors yet. A door is what a link opens; add the first one."
        } else {
            "You have no doors yet. An administrator can give you access to one."
        }
    }
}

/// The frame of a page.
pub fn frame(visitor: &Visitor, section: Section, title: impl Into<String>) -> Frame {
    let actor = visitor.actor();
    Frame {
        title: title.into(),
        section,
        rail: RAIL.map(|entry| match entry.section {
            Section::Settings => Entry { href: first_tab(visitor), ..entry },
            _ => entry,
        }),
        organization: visitor.organization.name.clone(),
        user: visitor.signed.user.name.clone(),
        toast: visitor.toast,
        lockdown: visitor.sites.iter().filter(|site| site.lockdown).map(|site| site.name.clone()).collect(),
        clock: clock(visitor),
        offers: Offers {
            doors: actor.may(Act::ManageDoors),
            access: actor.may(Act::ManageAccess),
            users: actor.may(Act::ManageUsers),
            organization: actor.may(Act::ManageOrganization),
            all: actor.may(Act::SeeAll),
        },
    }
}

/// On which clock times are that do not say so themselves.
fn clock(visitor: &Visitor) -> String {
    let zone = visitor.zone();
    if visitor.sites.iter().all(|site| site.zone.name() == zone.name()) {
        return format!("Times are on the clock of {}.", zone.name());
    }
    format!(
        "Times of links and doors are on the clock of their building, all others on that of {}. Each tells its own, held \
         under the pointer.",
        zone.name()
    )
}

/// A page.
pub fn show(status: StatusCode, page: &impl Template) -> Response {
    match page.render() {
        Ok(text) => (status, Html(text)).into_response(),
        Err(error) => {
            tracing::error!(%error, "a page could not be rendered");
            (StatusCode::INTERNAL_SERVER_ERROR, "the page could not be rendered\n").into_response()
        }
    }
}

/// Goes on to a page that says what was done.
pub fn done(to: &str, what: &str) -> Response {
    let joint = if to.contains('?') { '&' } else { '?' };
    Redirect::to(&format!("{to}{joint}done={what}")).into_response()
}

/// What was just done, from the page's query. Only these sentences can be shown, whatever an address says.
pub fn toast_of(query: Option<&str>) -> Option<&'static str> {
    let code = query?.split('&').find_map(|pair| pair.strip_prefix("done="))?;
    Some(match code {
        "saved" => "Saved.",
        "device-freed" => "The link may take another device.",
        "contact" => "The contact was saved.",
        "nothing" => "Nothing was changed.",
        "door-added" => "The door was added. You have access to it with remote unlock.",
        "door-removed" => "The door was removed. Nobody opens it by Keylink any more.",
        "controller-removed" => "The controller was removed.",
        "site-removed" => "The building was removed.",
        "controller-added" => "The controller was added. Test its connection, then add its doors.",
        "controller-answers" => "The controller was added, and it answers.",
        "doors-added" => "The doors were added. You have access to them with remote unlock.",
        "announced" => "Saved. The doors are announced within some seconds.",
        "announced-no-more" => "The doors are announced no more.",
        "state" => "The door\u{2019}s state was changed.",
        "link-extended" => "The link has more time.",
        "link-revoked" => "The link was revoked. It opens nothing any more.",
        "links-revoked" => "The links were revoked. They open nothing any more.",
        "none-chosen" => "No link was chosen, so nothing was changed.",
        "link-queued" => "The link is on its way. What comes of it stands below.",
        "webhook-removed" => "The webhook URL was removed. It opens nothing any more.",
        "user-added" => "The user was added, with a cloud key of their own.",
        "user-suspended" => "The user was suspended. Their links open nothing now.",
        "user-active" => "The user may act again.",
        "key-given" => "The cloud key was given.",
        "credential-given" => "The credential was given. It is on no controller yet.",
        "key-suspended" => "The credential was suspended. Links under it open nothing now.",
        "key-active" => "The credential counts again.",
        "key-revoked" => "The credential was revoked for good, and all links under it.",
        "access-given" => "Access was given.",
        "access-taken" => "Access was taken.",
        "group-added" => "The group was made. Put somebody or something into it, and give it access.",
        "group-removed" => "The group was removed, with the access given by it.",
        "member-joined" => "Put into the group. Access given to it counts from now on.",
        "member-left" => "Taken out of the group. Nothing is opened by it any more.",
        "schedule-made" => "The schedule was made. It can be chosen for access and for doors\u{2019} states.",
        "schedule-removed" => "The schedule was removed.",
        "plan" => "The door\u{2019}s state by schedule was changed.",
        "words-reset" => "Messages are sent in the built-in words again.",
        "template-added" => "The template was created.",
        "template-removed" => "The template was removed. Links that were made from it stay as they are.",
        "site-added" => "The site was added.",
        "lockdown" => "The site is locked down. Nobody opens anything from afar.",
        "lockdown-lifted" => "The lockdown was lifted.",
        "password" => "Your password was changed. You are signed out everywhere else.",
        "passkey-added" => "The passkey was added. You can sign in with it.",
        "passkey-removed" => "The passkey was removed. It signs nobody in any more.",
        "session-ended" => "That device is signed out.",
        "sessions-ended" => "You are signed out everywhere else.",
        "user-signed-out" => "They are signed out everywhere.",
        "invitation-revoked" => "The invitation was taken back. Its link opens nothing.",
        "codes-off" => "One-time codes are off.",
        "token-revoked" => "The token was revoked.",
        _ => return None,
    })
}

#[derive(Template)]
#[template(path = "control/notice.html")]
struct Notice<'a> {
    title: &'a str,
    message: &'a str,
}

/// A page of one sentence, outside the frame.
pub fn notice(status: StatusCode, title: &str, message: &str) -> Response {
    show(status, &Notice { title, message })
}

/// What kind of trouble a page without a frame tells of. It goes with the response, so that the app can say it in the
/// member's language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kind(pub &'static str);

/// Why a handler gives no page.
#[derive(Debug)]
pub struct Failure(Trouble);

impl From<Trouble> for Failure {
    fn from(trouble: Trouble) -> Self {
        Self(trouble)
    }
}

impl Failure {
    fn kind(&self) -> Kind {
        Kind(match &self.0 {
            Trouble::NotFound(_) => "not-found",
            Trouble::Forbidden => "forbidden",
            Trouble::Invalid { .. }
            | Trouble::Conflict(_)
            | Trouble::TooMany(_)
            | Trouble::NotKnown(_)
            | Trouble::Sealed => "unfit",
            Trouble::TooOften { .. } => "too-often",
            Trouble::Store(error) if error.is_in_doubt() => "in-doubt",
            Trouble::Busy | Trouble::Store(_) | Trouble::NoEntropy(_) | Trouble::Stopping => "not-now",
        })
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let kind = self.kind();
        let mut response = self.page();
        response.extensions_mut().insert(kind);
        response
    }
}

impl Failure {
    fn page(self) -> Response {
        let words = self.0.to_string();
        match self.0 {
            Trouble::NotFound(_) => not_found(),
            Trouble::Forbidden => notice(
                StatusCode::FORBIDDEN,
                "Your role does not allow this",
                "Nothing was changed. Ask an owner or administrator of the organization.",
            ),
            Trouble::Invalid { message, .. } => {
                notice(StatusCode::UNPROCESSABLE_ENTITY, "Something given is wrong", &message)
            }
            Trouble::Conflict(_) => notice(StatusCode::CONFLICT, "This does not fit any more", &words),
            Trouble::TooMany(_) => notice(StatusCode::TOO_MANY_REQUESTS, "Too many in one day", &words),
            Trouble::NotKnown(_) => notice(StatusCode::FORBIDDEN, "This did not work", &words),
            Trouble::TooOften { retry_after_s } => {
                let mut response = notice(
                    StatusCode::TOO_MANY_REQUESTS,
                    "Too often in a short time",
                    &format!("Try again in {retry_after_s} seconds."),
                );
                response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(retry_after_s));
                response
            }
            Trouble::Busy => for_now("Too many people at once", &words),
            Trouble::Sealed => notice(StatusCode::CONFLICT, "This secret cannot be shown", &words),
            Trouble::Store(ref error) if error.is_in_doubt() => {
                tracing::error!(error = %words, "a page could not be made");
                for_now(
                    "Nobody knows yet",
                    "The database did not confirm this in time. Look whether it was done before you try again.",
                )
            }
            Trouble::Store(ref error) if error.is_busy() => {
                tracing::warn!(error = %words, "a change was in the way of another");
                for_now(
                    "Just a moment",
                    "Something else is being changed just now, so nothing was done. Try again in a moment.",
                )
            }
            Trouble::Store(_) | Trouble::NoEntropy(_) | Trouble::Stopping => {
                tracing::error!(error = %words, "a page could not be made");
                for_now(
                    "This did not work just now",
                    "Nothing was changed. Try again in a moment; if it stays, the server\u{2019}s log says why.",
                )
            }
        }
    }
}

/// What cannot be done just now.
fn for_now(title: &str, message: &str) -> Response {
    let mut response = notice(StatusCode::SERVICE_UNAVAILABLE, title, message);
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(RETRY_AFTER_S));
    response
}

/// The page for addresses that lead nowhere, and for things that are not there or are another organization's.
pub fn not_found() -> Response {
    let message = "It may have been removed, or the address is not complete.";
    let mut response = notice(StatusCode::NOT_FOUND, "There is nothing here", message);
    response.extensions_mut().insert(Kind("not-found"));
    response
}

/// The id in a page's address; one that is no id leads nowhere.
pub struct Id<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for Id<T> {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Response> {
        let found = Path::<T>::from_request_parts(parts, state).await;
        found.map(|Path(id)| Self(id)).map_err(|_| not_found())
    }
}

/// The headers of every page: nothing is kept, nothing foreign is loaded, nothing is framed.
pub async fn headers(request: Request, next: Next) -> Response {
    const FIXED: [(HeaderName, &str); 6] = [
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
        ),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::REFERRER_POLICY, "same-origin"),
        (header::CACHE_CONTROL, "no-store"),
        (HeaderName::from_static("x-robots-tag"), "noindex, nofollow"),
    ];
    let mut response = next.run(request).await;
    for (name, value) in FIXED {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}
