//! Texts in the query of an address.

/// A text as it may stand in the query of an address.
pub fn encoded(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' => safe.push(char::from(byte)),
            _ => {
                safe.push('%');
                safe.push_str(&format!("{byte:02X}"));
            }
        }
    }
    safe
}
