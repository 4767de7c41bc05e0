//! How long a press waited in the browser before it was sent.

/// The age that a page's script gives, in milliseconds. Without a script there is none. What cannot be read is older than
/// any press may be: it moves nothing.
pub fn age_ms(said: &str) -> u32 {
    if said.is_empty() { 0 } else { said.parse().unwrap_or(u32::MAX) }
}

#[cfg(test)]
mod tests {
    use super::age_ms;

    #[test]
    fn what_cannot_be_read_is_too_old() {
        assert_eq!([age_ms(""), age_ms("0"), age_ms("250")], [0, 0, 250]);
        for wrong in ["-1", "4294967296", "99999999999999999999", "soon", "1.5", " 3"] {
            assert_eq!(age_ms(wrong), u32::MAX, "{wrong}");
        }
    }
}
