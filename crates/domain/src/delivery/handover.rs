//! A hand-over: a maker takes a link along to a program of their own, which may send it.
//!
//! Keylink knows that the link was handed over, and to what. Whether it was sent from there, and to whom, it does not.

use serde_json::Value;

use crate::door::spelled;
use crate::event::NewEvent;

/// What a link was handed to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Handover {
    /// The device's own share sheet.
    ShareSheet,
    /// The program for mail.
    Mail,
    /// The program for text messages.
    TextMessage,
    /// WhatsApp.
    WhatsApp,
    /// The clipboard, for Slack.
    Slack,
    /// The clipboard.
    Copy,
}

spelled!(Handover: ShareSheet = "share_sheet", Mail = "mail", TextMessage = "text_message", WhatsApp = "whatsapp",
    Slack = "slack", Copy = "copy");

impl Handover {
    /// Everything that a link is handed to.
    pub const ALL: [Self; 6] =
        [Self::ShareSheet, Self::Mail, Self::TextMessage, Self::WhatsApp, Self::Slack, Self::Copy];

    /// What was done, before and after the link's name: `handed` and ` to WhatsApp`.
    const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::ShareSheet => ("handed", " to the share sheet of their device"),
            Self::Mail => ("handed", " to their mail program"),
            Self::TextMessage => ("handed", " to their text messages"),
            Self::WhatsApp => ("handed", " to WhatsApp"),
            Self::Slack => ("copied", " for Slack"),
            Self::Copy => ("copied", " to hand it on"),
        }
    }

    /// What a line's link was handed to, if it says so.
    pub fn of(line: &NewEvent) -> Option<Self> {
        line.detail.get("way").and_then(Value::as_str).and_then(Self::parse)
    }
}

/// What was done with the link of a line, before and after its name: `handed` and ` to WhatsApp`.
pub fn handed(line: &NewEvent) -> (&'static str, &'static str) {
    Handover::of(line).map_or(("handed", " on"), Handover::words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_spelled_in_one_way() {
        for way in Handover::ALL {
            assert_eq!(Handover::parse(way.as_str()), Some(way));
        }
        assert_eq!(Handover::parse("pigeon"), None);
    }

    #[test]
    fn nothing_is_said_to_be_sent_that_was_handed_over() {
        for (did, to) in Handover::ALL.map(Handover::words) {
            assert!(!did.contains("sent") && !to.contains("sent"), "{did}{to}");
        }
    }
}
