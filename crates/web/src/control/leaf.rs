//! What a door's form says of its leaf: how long it may stand open, and whether it opens from inside.

use keylink_domain::door::{Door, MAX_HELD_OPEN_MS, MIN_HELD_OPEN_MS};
use keylink_service::door::ChangeDoor;

use super::choice::Choice;
use super::form::Form;

/// Whether people go out without being let out.
pub fn exits() -> Vec<Choice> {
    vec![
        Choice::new("no", "Only after a button, a card or an unlock"),
        Choice::new("yes", "By its handle, without Keylink knowing"),
    ]
}

/// The fields as the door stands.
pub fn with(form: Form, door: &Door) -> Form {
    form.with_some("held_open", door.held_open_ms.map(|ms| (ms / 1_000).to_string()))
        .with("free_exit", if door.free_exit { "yes" } else { "no" })
}

/// Reads the fields, where the form has them.
pub fn read(form: &mut Form, change: ChangeDoor) -> ChangeDoor {
    if form.some("free_exit").is_none() {
        return change;
    }
    let typed = form.value("held_open").trim().to_owned();
    let held = match typed.as_str() {
        "" => Some(None),
        text => {
            let ms = text.parse::<u32>().ok().and_then(|s| s.checked_mul(1_000));
            ms.filter(|ms| (MIN_HELD_OPEN_MS..=MAX_HELD_OPEN_MS).contains(ms)).map(Some)
        }
    };
    if held.is_none() {
        form.refuse("held_open", "give 5 to 86400 whole seconds, such as 60, or leave it empty");
    }
    ChangeDoor { held_open_ms: held, free_exit: Some(form.is("free_exit", "yes")), ..change }
}
