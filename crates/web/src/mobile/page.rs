//! The frame that every page of the app shares: its tabs, and what was just done.

use crate::control::session::Visitor;

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
    /// Its name.
    pub name: &'static str,
}

const TABS: [Entry; 4] = [
    Entry { tab: Tab::Doors, href: "/app", icon: "door-closed", name: "Doors" },
    Entry { tab: Tab::Links, href: "/app/links", icon: "link", name: "Links" },
    Entry { tab: Tab::Activity, href: "/app/activity", icon: "scroll-text", name: "Activity" },
    Entry { tab: Tab::Me, href: "/app/me", icon: "user", name: "Me" },
];

/// What `templates/mobile/frame.html` needs.
pub struct Frame {
    /// The page's title.
    pub title: String,
    /// The tab it belongs to.
    pub tab: Tab,
    /// All of them.
    pub tabs: &'static [Entry],
    /// The organization's name.
    pub organization: String,
    /// What the page before has just done.
    pub toast: Option<&'static str>,
    /// The names of buildings that are locked down.
    pub lockdown: Vec<String>,
}

/// The frame of a page.
pub fn frame(visitor: &Visitor, tab: Tab, title: impl Into<String>) -> Frame {
    Frame {
        title: title.into(),
        tab,
        tabs: &TABS,
        organization: visitor.organization.name.clone(),
        toast: visitor.toast,
        lockdown: visitor.sites.iter().filter(|site| site.lockdown).map(|site| site.name.clone()).collect(),
    }
}
