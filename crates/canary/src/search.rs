//! Looking for secrets in whatever was left behind, in the spellings in which they might stand there.

use std::collections::HashMap;

/// How many bytes of the beginning are looked up at each place.
const HEAD: usize = 4;

/// Secrets by name, ready to be looked for.
#[derive(Debug, Default)]
pub struct Canaries {
    by_head: HashMap<[u8; HEAD], Vec<(String, Vec<u8>)>>,
}

impl Canaries {
    /// A secret that people read: as it is, in capitals, and its bytes in hexadecimal.
    pub fn add(&mut self, name: &str, secret: &str) {
        self.add_bytes(name, secret.as_bytes());
        self.put(&format!("{name}, in capitals"), secret.to_uppercase().into_bytes());
    }

    /// A secret of bytes: as they are, and in hexadecimal.
    pub fn add_bytes(&mut self, name: &str, secret: &[u8]) {
        self.put(name, secret.to_vec());
        let hex: String = secret.iter().map(|byte| format!("{byte:02x}")).collect();
        self.put(&format!("{name}, in hexadecimal"), hex.into_bytes());
        // As programs show bytes to those who look for a fault.
        self.put(&format!("{name}, as a list of bytes"), format!("{secret:?}").into_bytes());
    }

    fn put(&mut self, name: &str, spelling: Vec<u8>) {
        // What is shorter turns up by chance.
        let Some(head) = spelling.first_chunk::<HEAD>().filter(|_| spelling.len() >= 8) else { return };
        let same = self.by_head.entry(*head).or_default();
        if !same.iter().any(|(_, known)| *known == spelling) {
            same.push((name.to_owned(), spelling));
        }
    }

    /// Which of them stand there, each with what stands around it.
    pub fn found_in(&self, left: &[u8]) -> Vec<String> {
        let mut found = Vec::new();
        for at in 0..left.len() {
            let rest = &left[at..];
            let Some(candidates) = rest.first_chunk::<HEAD>().and_then(|head| self.by_head.get(head)) else { continue };
            for (name, spelling) in candidates {
                if rest.starts_with(spelling) && !found.iter().any(|known: &String| known.starts_with(name.as_str())) {
                    let around = &left[at.saturating_sub(80)..(at + spelling.len() + 20).min(left.len())];
                    found.push(format!("{name}: ...{}...", String::from_utf8_lossy(around).escape_debug()));
                }
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_is_found_and_nothing_else() {
        let mut canaries = Canaries::default();
        canaries.add("link", "0123456789abcdefghjkmnpqrs");
        canaries.add_bytes("seed", &[7, 250, 13, 99, 1, 2, 3, 4]);
        for (left, name) in [
            (&b"GET /k/0123456789abcdefghjkmnpqrs"[..], "link"),
            (b"GET /k/0123456789ABCDEFGHJKMNPQRS.", "link, in capitals"),
            (b"\\x3031323334353637383961626364656667686a6b6d6e70717273", "link, in hexadecimal"),
            (b"\\x3031323334353637383961626364656667686a6b", ""),
            (b"\x00\x07\xfa\x0d\x63\x01\x02\x03\x04\x05", "seed"),
            (b"07fa0d6301020304", "seed, in hexadecimal"),
            (b"Bytes([7, 250, 13, 99, 1, 2, 3, 4])", "seed, as a list"),
            (b"0123456789abcdefghjkmnpqr", ""),
        ] {
            let found = canaries.found_in(left);
            assert_eq!(found.len(), usize::from(!name.is_empty()), "{found:?}");
            assert!(found.iter().all(|found| found.starts_with(name)), "{found:?}");
        }
    }
}
