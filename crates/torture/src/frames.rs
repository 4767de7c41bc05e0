//! MQTT packets on their way from the broker to a door: cut out of the stream, and repeated.

/// What a packet is, as far as the harness cares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A message: here, always a command, or several.
    Publish,
    /// A subscription was granted: from now on the door listens.
    SubAck,
    /// Anything else.
    Other,
}

/// Cuts packets out of a stream.
#[derive(Debug, Default)]
pub struct Frames {
    waiting: Vec<u8>,
}

impl Frames {
    /// Takes what was read from the stream.
    pub fn feed(&mut self, bytes: &[u8]) {
        self.waiting.extend_from_slice(bytes);
    }

    /// The next whole packet.
    pub fn next(&mut self) -> Option<(Kind, Vec<u8>)> {
        let (length, head) = remaining_length(self.waiting.get(1..)?)?;
        let whole = 1 + head + length;
        if self.waiting.len() < whole {
            return None;
        }
        let rest = self.waiting.split_off(whole);
        let packet = std::mem::replace(&mut self.waiting, rest);
        let kind = match packet.first().map(|first| first >> 4) {
            Some(3) => Kind::Publish,
            Some(9) => Kind::SubAck,
            _ => Kind::Other,
        };
        Some((kind, packet))
    }
}

/// The length after the fixed head, and how many bytes it took to say so.
fn remaining_length(bytes: &[u8]) -> Option<(usize, usize)> {
    let mut length = 0;
    for (place, byte) in bytes.iter().take(4).enumerate() {
        length |= usize::from(byte & 0x7f) << (7 * place);
        if byte & 0x80 == 0 {
            return Some((length, place + 1));
        }
    }
    None
}

/// The same message again, at QoS 0, so that its receiver acknowledges it to nobody.
pub fn again(publish: &[u8]) -> Option<Vec<u8>> {
    let (first, rest) = publish.split_first()?;
    let (_, head) = remaining_length(rest)?;
    let body = rest.get(head..)?;
    let topic = 2 + usize::from(u16::from_be_bytes([*body.first()?, *body.get(1)?]));
    // Only a message of QoS 1 or 2 has a packet id behind its topic.
    let after = if first & 0x06 == 0 { topic } else { topic + 2 };
    let (topic, rest) = (body.get(..topic)?, body.get(after..)?);
    let mut packet = vec![first & 0xf1 & !0x08];
    let mut length = topic.len() + rest.len();
    loop {
        let byte = u8::try_from(length & 0x7f).ok()?;
        length >>= 7;
        packet.push(if length > 0 { byte | 0x80 } else { byte });
        if length == 0 {
            break;
        }
    }
    packet.extend_from_slice(topic);
    packet.extend_from_slice(rest);
    Some(packet)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// QoS 1, topic `a/b`, packet id 7, no properties, payload `hi`.
    const PUBLISH: &[u8] = &[0x32, 10, 0, 3, b'a', b'/', b'b', 0, 7, 0, b'h', b'i'];

    #[test]
    fn packets_are_cut_out_however_they_come() {
        let suback = [0x90, 4, 0, 1, 0, 1];
        let mut stream = PUBLISH.to_vec();
        stream.extend(suback);
        let mut frames = Frames::default();
        let mut found = Vec::new();
        for byte in stream {
            frames.feed(&[byte]);
            found.extend(frames.next());
        }
        assert_eq!(found, [(Kind::Publish, PUBLISH.to_vec()), (Kind::SubAck, suback.to_vec())]);
        let mut long = vec![0xd0, 0x80, 0x01];
        long.extend([0; 128]);
        frames.feed(&long);
        assert_eq!(frames.next(), Some((Kind::Other, long)));
        assert_eq!(frames.next(), None);
    }

    #[test]
    fn a_repeated_message_asks_for_no_answer() {
        assert_eq!(again(PUBLISH).unwrap(), [0x30, 8, 0, 3, b'a', b'/', b'b', 0, b'h', b'i']);
        let quiet = again(PUBLISH).unwrap();
        assert_eq!(again(&quiet).unwrap(), quiet);
        assert_eq!(again(&[0x32, 10, 0]), None);
    }
}
