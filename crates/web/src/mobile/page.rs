//! The frame that every page of the app shares: its tabs and its words, and what was just done; and troubles as pages.

use askama::Template;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header;
use axum::middleware::Next;
use axum::response::Response;

use super::tongue::Tongue;
use crate::app::App;
use crate::control::form::Form;
use crate::control::page::Kind;
use crate::control::session::Visitor;
use crate::language::{ENGLISH, Language, isolated};

/// The tabs of the app.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    /// One's doors.
    Doors,
    /// One's links.
    Links,
    /// What one did, and what one's links did.
    Activity,
    /// Oneself.
    Me,
}

/// A tab as the page shows it.
pub struct Entry {
    /// Which one.
    pub tab: Tab,
    /// Its address.
    pub href: &'static str,
    /// Its icon.
    pub icon: &'static str,
    /// The key of its name.
    pub name: &'static str,
}

const TABS: [Entry; 4] = [
    Entry { tab: Tab::Doors, href: "/app", icon: "door-closed", name: "app-doors" },
    Entry { tab: Tab::Links, href: "/app/links", icon: "link", name: "app-links" },
    Entry { tab: Tab::Activity, href: "/app/activity", icon: "scroll-text", name: "app-activity" },
    Entry { tab: Tab::Me, href: "/app/me", icon: "user", name: "app-me" },
];

/// What the scripts say: the name of the page's attribute, the sentence's key, and its part.
const SCRIPT_WORDS: [(&str, &str, &str); 21] = [
    ("unlock", "unlock", ""),
    ("hold", "hold", ""),
    ("holding", "holding", ""),
    ("opening", "opening", ""),
    ("press-again", "press-again", ""),
    ("hint", "hint", ""),
    ("offline-title", "phone-offline", "title"),
    ("offline-message", "phone-offline", "message"),
    ("silent-title", "silent", "title"),
    ("silent-message", "silent", "message"),
    ("nothing-waits", "app-nothing-waits", ""),
    ("signed-out-title", "app-signed-out", "title"),
    ("signed-out-message", "app-signed-out", "message"),
    ("copied", "app-copied", ""),
    ("keys", "app-keys", ""),
    ("ends-never", "app-ends-never", ""),
    ("push-on", "app-push-on", ""),
    ("push-off", "app-push-off", ""),
    ("push-unable", "app-push-unable", ""),
    ("push-denied", "app-push-denied", ""),
    ("push-failed", "app-push-failed", ""),
];

/// What every page needs, also one about nobody.
pub struct Bare {
    /// The page's language.
    pub t: Language,
    /// What its scripts say.
    pub words: Vec<(&'static str, String)>,
}

impl Bare {
    /// For a page about nobody.
    pub fn new(t: &Language) -> Self {
        Self { t: t.clone(), words: words(t) }
    }
}

/// What `templates/mobile/frame.html` needs.
pub struct Frame {
    /// The page's language.
    pub t: Language,
    /// What its scripts say.
    pub words: Vec<(&'static str, String)>,
    /// The page's title.
    pub title: String,
    /// The tab it belongs to.
    pub tab: Tab,
    /// All of them.
    pub tabs: &'static [Entry],
    /// The organization's name.
    pub organization: String,
    /// What the page before has just done.
    pub toast: Option<String>,
    /// That buildings are locked down, if some are.
    pub lockdown: Option<String>,
}

/// The frame of a page, whose title has this key.
pub fn frame(visitor: &Visitor, tongue: &Tongue, tab: Tab, title: &str) -> Frame {
    titled(visitor, tongue, tab, tongue.t.text(title))
}

/// The frame of a page with a title of its own.
pub fn titled(visitor: &Visitor, tongue: &Tongue, tab: Tab, title: String) -> Frame {
    let t = &tongue.t;
    Frame {
        t: t.clone(),
        words: [("user", visitor.signed.user.id.to_string())].into_iter().chain(words(t)).collect(),
        title,
        tab,
        tabs: &TABS,
        organization: visitor.organization.name.clone(),
        toast: tongue.done.clone(),
        lockdown: lockdown(visitor, t),
    }
}

/// That buildings are locked down, if some are.
pub fn lockdown(visitor: &Visitor, t: &Language) -> Option<String> {
    let locked = visitor.sites.iter().filter(|site| site.lockdown).map(|site| isolated(&site.name));
    let locked: Vec<String> = locked.collect();
    (!locked.is_empty()).then(|| t.text_with("app-lockdown", &[("names", locked.join(", ").into())]))
}

/// The banner of it by itself, for a page that is open already.
#[derive(Template)]
#[template(path = "mobile/lockdown.html")]
pub struct Lockdown<'a> {
    /// What it says, if anything.
    pub lockdown: Option<&'a String>,
}

fn words(t: &Language) -> Vec<(&'static str, String)> {
    let known = SCRIPT_WORDS.iter().map(|(name, key, part)| match *part {
        "" => (*name, t.text(key)),
        part => (*name, t.attribute(key, part, &[])),
    });
    // The script knows the time, in the language's own way of writing it.
    let ends = ("ends-says", t.text_with("app-ends-says", &[("time", "{time}".into())]));
    known.chain([ends]).collect()
}

impl Frame {
    /// A sentence with one thing filled in.
    pub fn said(&self, key: &str, name: &str, value: &str) -> String {
        self.t.text_with(key, &[(name, isolated(value).into())])
    }

    /// What is wrong with a field; empty if nothing is. In English with the exact reason, elsewhere with what the field
    /// takes.
    pub fn wrong(&self, form: &Form, field: &str) -> String {
        let reason = form.error(field);
        if reason.is_empty() || self.t.tag() == ENGLISH {
            return reason.to_owned();
        }
        // A new link starts now or later; one that exists may have begun.
        let is_new = field == "valid_from" && form.some("starts").is_some();
        self.t.text(if is_new { "app-wrong-start-new" } else { wrong_key(field) })
    }

    /// What is wrong beyond the fields that the page shows.
    pub fn wrong_beyond(&self, form: &Form, shown: &str) -> Vec<String> {
        let reasons = form.errors_beyond(shown);
        match self.t.tag() {
            ENGLISH => reasons.into_iter().map(str::to_owned).collect(),
            _ if reasons.is_empty() => Vec::new(),
            _ => vec![self.t.text("app-wrong-other")],
        }
    }
}

fn wrong_key(field: &str) -> &'static str {
    match field {
        "name" => "app-wrong-name",
        "doors" => "app-wrong-doors",
        "valid_from" => "app-wrong-start",
        "valid_until" | "duration" | "hours" => "app-wrong-end",
        "max_uses" => "app-wrong-uses",
        "pin" => "app-wrong-pin",
        "arrivals" => "app-wrong-arrivals",
        "template" => "app-wrong-template",
        "send_channel" => "app-wrong-channel",
        "send_address" => "app-wrong-address",
        _ => "app-wrong-other",
    }
}

#[derive(Template)]
#[template(path = "mobile/notice.html")]
struct NoticePage {
    frame: Bare,
    title: String,
    message: String,
}

/// Says troubles in the member's language, on a page that leads back to the doors.
pub async fn in_words(State(_app): State<App>, tongue: Tongue, request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    let Some(Kind(kind)) = response.extensions().get::<Kind>().copied() else { return response };
    let is_page =
        response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if !is_page {
        return response;
    }
    let key = format!("app-trouble-{kind}");
    let said = |part| tongue.t.attribute(&key, part, &[]);
    let page = NoticePage { frame: Bare::new(&tongue.t), title: said("title"), message: said("message") };
    match page.render() {
        Ok(text) => {
            let (mut parts, _) = response.into_parts();
            parts.headers.remove(header::CONTENT_LENGTH);
            Response::from_parts(parts, Body::from(text))
        }
        Err(error) => {
            tracing::error!(%error, "a page could not be rendered");
            response
        }
    }
}
