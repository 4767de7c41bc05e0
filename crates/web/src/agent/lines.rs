//! Places for agents' lines: so many in all, and so many from one address, so that one stranger cannot take them all.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use keylink_service::limit::network;

/// The most agents that come through the web server at once.
pub const MOST: usize = 4_096;
/// The most of them from one address (IPv6: one /64): many sites may stand behind one router.
pub const MOST_FROM_ONE: usize = 256;

/// Who has a line now.
#[derive(Clone, Default)]
pub struct Lines {
    taken: Arc<Mutex<HashMap<IpAddr, usize>>>,
}

/// A line's place; given back when it is dropped.
pub struct Place {
    lines: Lines,
    of: IpAddr,
}

/// Why there is no place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Full {
    /// As many lines stand as there may be.
    All,
    /// As many stand from this address as there may be from one.
    Address,
}

impl Lines {
    /// Takes a place for who comes from this address.
    ///
    /// # Errors
    /// When there is none left.
    pub fn take(&self, from: Option<IpAddr>) -> Result<Place, Full> {
        let of = network(from);
        let mut taken = self.taken();
        if taken.values().sum::<usize>() >= MOST {
            return Err(Full::All);
        }
        let theirs = taken.entry(of).or_default();
        if *theirs >= MOST_FROM_ONE {
            return Err(Full::Address);
        }
        *theirs += 1;
        Ok(Place { lines: self.clone(), of })
    }

    fn taken(&self) -> MutexGuard<'_, HashMap<IpAddr, usize>> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut taken = self.lines.taken();
        if let Some(theirs) = taken.get_mut(&self.of) {
            *theirs -= 1;
            if *theirs == 0 {
                taken.remove(&self.of);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn take(lines: &Lines, from: &str, count: usize) -> Vec<Place> {
        (0..count)
            .map(|_| lines.take(Some(from.parse().unwrap())).map_err(|full| format!("{full:?}")).unwrap())
            .collect()
    }

    #[test]
    fn one_address_has_its_part_and_leaves_the_others_theirs() {
        let lines = Lines::default();
        let mut theirs = take(&lines, "2001:db8:1:2::1", MOST_FROM_ONE);
        let again = |from: &str| lines.take(Some(from.parse().unwrap())).err();
        assert_eq!(again("2001:db8:1:2::9"), Some(Full::Address));
        assert_eq!(again("2001:db8:1:3::1"), None);
        theirs.pop();
        assert_eq!(again("2001:db8:1:2::9"), None);
    }

    #[test]
    fn there_are_so_many_and_no_more() {
        let lines = Lines::default();
        let all: Vec<Place> =
            (0..MOST / MOST_FROM_ONE).flat_map(|one| take(&lines, &format!("192.0.2.{one}"), MOST_FROM_ONE)).collect();
        assert_eq!(lines.take(None).err(), Some(Full::All));
        drop(all);
        assert!(lines.take(None).is_ok());
        assert!(lines.taken().is_empty());
    }
}
