//! Templates of drivers' settings: texts with places such as `{channel}`, filled in once.

use crate::direct::settings::Wrong;

/// Checks that all places in a text are known. Other braces stay as they are: they may be JSON.
pub(super) fn check(field: &'static str, text: &str, places: &[&str]) -> Result<(), Wrong> {
    for part in text.split('{').skip(1) {
        let Some((name, _)) = part.split_once('}') else { continue };
        let word = !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
        if word && !places.contains(&name) {
            let known: Vec<String> = places.iter().map(|place| format!("{{{place}}}")).collect();
            return Err(Wrong::new(
                field,
                format!("{{{name}}} is not known; the places are: {known}", known = known.join(", ")),
            ));
        }
    }
    Ok(())
}

/// The text with its places filled in, in one pass: what is put in is not read again.
pub(super) fn fill(text: &str, places: &[&str], value: impl Fn(&str) -> String) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let place = places.iter().find(|place| after.strip_prefix(**place).is_some_and(|rest| rest.starts_with('}')));
        match place {
            Some(place) => {
                filled.push_str(&value(place));
                rest = after.get(place.len() + 1..).unwrap_or_default();
            }
            None => {
                filled.push('{');
                rest = after;
            }
        }
    }
    filled.push_str(rest);
    filled
}
