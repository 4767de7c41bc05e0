//! Places of the log in few bytes: rising numbers as distances, seven bits to a byte, the lowest first.

/// More of a number follows in the next byte.
const MORE: u8 = 0x80;

/// `places` must rise; each is written as its distance from the one before, the first from `from`.
pub(super) fn encode(from: i64, places: &[i64]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(places.len() * 2);
    let mut before = from;
    for place in places {
        let mut distance = place.abs_diff(before);
        while distance >= u64::from(MORE) {
            bytes.push(u8::try_from(distance & 0x7f).unwrap_or(0) | MORE);
            distance >>= 7;
        }
        bytes.push(u8::try_from(distance).unwrap_or(0));
        before = *place;
    }
    bytes
}

/// The places that `encode` wrote; `None` where these are no such bytes.
pub(super) fn decode(from: i64, bytes: &[u8]) -> Option<Vec<i64>> {
    let mut places = Vec::with_capacity(bytes.len());
    let (mut before, mut distance, mut shift) = (from, 0u64, 0u32);
    for byte in bytes {
        let bits = u64::from(byte & !MORE);
        // The tenth byte of a number has room for one bit.
        distance |= bits.checked_shl(shift).filter(|shifted| shifted >> shift == bits)?;
        shift += 7;
        if byte & MORE == 0 {
            before = before.checked_add_unsigned(distance)?;
            places.push(before);
            (distance, shift) = (0, 0);
        }
    }
    (shift == 0).then_some(places)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{decode, encode};

    proptest! {
        #[test]
        fn what_is_written_is_read(from in 0i64..i64::MAX / 2, distances in prop::collection::vec(1i64..1 << 40, 0..50)) {
            let places: Vec<i64> = distances.iter().scan(from, |at, distance| { *at += distance; Some(*at) }).collect();
            prop_assert_eq!(decode(from, &encode(from, &places)), Some(places));
        }

        #[test]
        fn any_bytes_are_read_or_refused(from in any::<i64>(), bytes in prop::collection::vec(any::<u8>(), 0..40)) {
            if let Some(places) = decode(from, &bytes) {
                prop_assert!(places.iter().all(|place| *place >= from));
            }
        }
    }

    #[test]
    fn near_places_take_a_byte_each() {
        assert_eq!(encode(1_000_000, &[1_000_001, 1_000_128]), [1, 127]);
        assert_eq!(encode(5, &[133]), [0x80, 1]);
        assert_eq!(decode(5, &[0x80]), None, "half a number");
        assert_eq!(decode(0, &[0xff; 11]), None, "more than a number holds");
    }
}
