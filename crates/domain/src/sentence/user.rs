//! What is said of a user's sign-ins, and of changes to how they sign in.

use serde_json::Value;

use crate::event::Event;

/// What a change of a user says in its detail, and how that is told.
const CHANGES: [(&str, &str, &str); 21] = [
    ("password", "changed", "a new password"),
    ("password", "set_anew", "a new password, by a sign-in link"),
    ("codes", "on", "one-time codes are on"),
    ("codes", "off", "one-time codes are off"),
    ("notifications", "on", "notifications are on, on a device"),
    ("notifications", "off", "notifications are off, on a device"),
    ("alerts", "mail", "is told of controllers by e-mail"),
    ("alerts", "push", "is told of controllers by notification"),
    ("alerts", "both", "is told of controllers by e-mail and notification"),
    ("alerts", "none", "is not told of controllers"),
    ("sign_in_link", "made", "a sign-in link was made"),
    ("sign_in_link", "asked_for", "a link to sign in goes to their mailbox"),
    ("invitation", "made", "an invitation was made"),
    ("invitation", "revoked", "the invitation was taken back"),
    ("passkey", "added", "a passkey was added"),
    ("passkey", "renamed", "a passkey has another name"),
    ("passkey", "removed", "a passkey was removed"),
    ("passkey", "switched_off", "a passkey was switched off, because there may be a copy of it"),
    ("recovery_codes", "made", "new recovery codes"),
    ("recovery_codes", "used", "a recovery code was used up"),
    ("sessions", "ended", "signed out elsewhere"),
];

/// By what somebody signed in.
const WAYS: [(&str, &str); 6] = [
    ("password", " by password"),
    ("passkey", " by passkey"),
    ("invitation", " by invitation"),
    ("link", " by a sign-in link"),
    ("mail_link", " by a link from their mailbox"),
    ("openid", " by another service"),
];

/// ` by passkey`.
pub fn signed_in(event: &Event) -> &'static str {
    let by = event.line.detail.get("by").and_then(Value::as_str);
    WAYS.iter().find(|(code, _)| by == Some(code)).map_or("", |(_, words)| words)
}

/// `: a new password, one-time codes are on`; nothing where the line says nothing of the kind.
pub fn changed(event: &Event) -> String {
    let said = |part: &str| event.line.detail.get(part).and_then(Value::as_str);
    let told = CHANGES.iter().filter(|(part, value, _)| said(part) == Some(value)).map(|(_, _, words)| *words);
    let told: Vec<&str> = told.collect();
    if told.is_empty() { String::new() } else { format!(": {}", told.join(", ")) }
}

/// All that may be said so, for search.
pub(crate) fn words() -> impl Iterator<Item = &'static str> {
    CHANGES.iter().map(|(_, _, words)| *words).chain(WAYS.iter().map(|(_, words)| *words))
}
