//! A sentence being said: its parts, one after the other, with the names of what a line is about.

use keylink_domain::actor::Via;
use keylink_domain::event::{Event, EventKind};
use keylink_domain::refusal::Refusal;
use keylink_domain::sentence::door_event::{Piece, pieces};
use serde_json::Value;

use super::Part;

/// A sentence being said.
pub(super) struct Saying<'a> {
    pub(super) event: &'a Event,
    pub(super) parts: Vec<Part>,
}

impl<'a> Saying<'a> {
    pub(super) const fn new(event: &'a Event) -> Self {
        Self { event, parts: Vec::new() }
    }

    pub(super) fn text(mut self, text: impl Into<String>) -> Self {
        self.parts.push(Part { text: text.into(), name: false, href: None });
        self
    }

    /// What else was changed: the first begins with a colon, the next with a comma.
    pub(super) fn also(self, told: impl Into<String>) -> Self {
        let told = told.into();
        let is_next = self.parts.iter().any(|part| part.text.starts_with(": "));
        match told.strip_prefix(": ") {
            Some(rest) if is_next => self.text(format!(", {rest}")),
            _ => self.text(told),
        }
    }

    pub(super) fn name(mut self, text: Option<&str>, else_say: &str, href: Option<String>) -> Self {
        match text {
            Some(text) => self.parts.push(Part { text: text.to_owned(), name: true, href }),
            None => self.parts.push(Part { text: else_say.to_owned(), name: false, href: None }),
        }
        self
    }

    pub(super) fn actor(self) -> Self {
        let line = &self.event.line;
        let nobody = match (line.actor, line.via) {
            (Some(_), _) => "A former user",
            (None, Via::System) => "Keylink",
            (None, Via::CommandLine) => "The operator",
            (None, Via::Link | Via::Webhook | Via::Console | Via::Api | Via::HomeAssistant) => "Somebody",
        };
        let (event, href) = (self.event, line.actor.map(|id| format!("/control/people/{id}")));
        self.name(event.actor_name.as_deref(), nobody, href)
    }

    /// For whom, where it is somebody else.
    pub(super) fn for_user(self) -> Self {
        if self.event.line.about.user == self.event.line.actor { self } else { self.text(" for ").user() }
    }

    pub(super) fn presser(self) -> Self {
        match (self.event.line.about.link, self.event.line.via) {
            (Some(_), Via::Webhook) => self.text("The webhook URL of link ").link(),
            (Some(_), _) => self.text("Guest link ").link(),
            (None, _) => self.actor(),
        }
    }

    pub(super) fn link(self) -> Self {
        let event = self.event;
        let href = event.line.about.link.map(|id| format!("/control/links/{id}"));
        let it = self.name(event.link_name.as_deref(), "a link", href);
        match event.origin_name.as_deref() {
            Some(origin) => it.text(" (passed on from ").name(Some(origin), "", None).text(")"),
            None => it,
        }
    }

    pub(super) fn door(self) -> Self {
        let event = self.event;
        let href = event.line.about.door.filter(|_| !event.is_door_removed);
        let href = href.map(|id| format!("/control/doors/{id}"));
        self.name(event.door_said().as_deref(), "a door", href)
    }

    pub(super) fn user(self) -> Self {
        let event = self.event;
        let href = event.line.about.user.map(|id| format!("/control/people/{id}"));
        self.name(event.user_name.as_deref(), "a user", href)
    }

    pub(super) fn credential(self) -> Self {
        let event = self.event;
        self.name(event.credential_name.as_deref(), "a credential", None)
    }

    /// What happened at a door or a controller by itself.
    pub(super) fn by_itself(self) -> Self {
        pieces(self.event).into_iter().fold(self, |it, piece| match piece {
            Piece::Text(text) => it.text(text),
            Piece::Door => it.door(),
            Piece::User => it.user(),
            Piece::Credential => it.credential(),
            Piece::Link => it.link(),
            Piece::Controller => it.named("controller"),
        })
    }

    /// A thing that has no place of its own in the line: its name is told by the detail, if at all.
    pub(super) fn named(self, noun: &str) -> Self {
        let event = self.event;
        match event.line.detail.get("name").and_then(Value::as_str) {
            Some(name) => self.text(format!("{noun} ")).name(Some(name), "", None),
            None if noun.starts_with('A') => self.text(format!("an {noun}")),
            None => self.text(format!("a {noun}")),
        }
    }

    /// A thing whose name the line told when it was written, and where its page is; erased after its time.
    pub(super) fn titled(self, noun: &str, pages: &str) -> Self {
        let event = self.event;
        let name = event.line.personal.as_ref().and_then(|told| told.get(noun)).and_then(Value::as_str);
        let key = noun.replace(' ', "_");
        let id = ["group", &key].into_iter().find_map(|key| event.line.detail.get(key)).and_then(Value::as_str);
        let href = id.filter(|_| !pages.is_empty()).map(|id| format!("{pages}/{id}"));
        match name {
            Some(name) => self.text(format!("{noun} ")).name(Some(name), "", href),
            None => self.text(format!("a {noun}")),
        }
    }

    /// Who holds an access: a user, or a group.
    pub(super) fn holder(self) -> Self {
        let by_group = self.event.line.detail.get("user_group").is_some();
        if by_group { self.titled("user group", "/control/groups") } else { self.user() }
    }

    /// What an access leads to: a door, or a group.
    pub(super) fn target(self) -> Self {
        let by_group = self.event.line.detail.get("door_group").is_some();
        if by_group { self.titled("door group", "/control/groups") } else { self.door() }
    }

    pub(super) fn group(self) -> Self {
        let pages = if self.event.line.kind == EventKind::GroupRemoved { "" } else { "/control/groups" };
        match self.event.line.detail.get("group_of").and_then(Value::as_str) {
            Some("doors") => self.titled("door group", pages),
            Some(_) => self.titled("user group", pages),
            None => self.text("a group"),
        }
    }

    /// Who or what came into a group, or went.
    pub(super) fn member(self) -> Self {
        if self.event.line.about.door.is_some() { self.door() } else { self.user() }
    }

    /// Which state a door was given by schedule, or that it is taken.
    pub(super) fn plan(self) -> Self {
        match self.event.line.detail.get("plan") {
            Some(Value::String(state)) => {
                self.text(format!(": {} during ", state.replace('_', " "))).titled("schedule", "")
            }
            Some(Value::Null) => self.text(": no state by schedule any more"),
            _ => self,
        }
    }

    pub(super) fn refusal(self) -> Self {
        let code = self.event.line.detail.get("refusal").and_then(Value::as_str);
        let why = code.and_then(Refusal::parse).map_or("the reason is not known", Refusal::log_sentence);
        self.text(format!(": {why}"))
    }

    /// `: state from standard to locked`, where the detail holds two values that differ.
    pub(super) fn changed(self, part: &str) -> Self {
        match self.event.line.detail.get(part).and_then(Value::as_array).map(Vec::as_slice) {
            Some([Value::String(from), Value::String(to)]) if from != to => {
                self.also(format!(": {part} from {} to {}", from.replace('_', " "), to.replace('_', " ")))
            }
            _ => self,
        }
    }

    /// The same of several parts, as far as they differ: `: gesture from tap to person, longest link from any to 1 day`.
    pub(super) fn changed_parts(self, parts: &[&str]) -> Self {
        let mut said = Vec::new();
        for part in parts {
            let values = self.event.line.detail.get(*part).and_then(Value::as_array).map(Vec::as_slice);
            if let Some([Value::String(from), Value::String(to)]) = values
                && from != to
            {
                said.push(format!("{} from {from} to {to}", part.replace('_', " ")));
            }
        }
        if said.is_empty() { self } else { self.text(format!(": {}", said.join(", "))) }
    }

    pub(super) fn remote(self) -> Self {
        match self.event.line.detail.get("remote_unlock").and_then(Value::as_bool) {
            Some(true) => self.text(", with remote unlock"),
            Some(false) => self.text(", without remote unlock"),
            None => self,
        }
    }
}
