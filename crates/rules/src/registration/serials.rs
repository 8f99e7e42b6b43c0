//! Which serial numbers of a file stand in it twice. A table of hashes of the stored form: a hundred thousand rows make no
//! hundred thousand texts.

/// The serial numbers that were seen, each with the row that had it first.
#[derive(Clone, Debug, Default)]
pub struct Serials {
    slots: Vec<(u64, u32)>,
    filled: usize,
}

impl Serials {
    /// None yet, with room for that many.
    #[must_use]
    pub fn with_room_for(rows: usize) -> Self {
        Self { slots: vec![FREE; room(rows)], filled: 0 }
    }

    /// Sees the serial number of a row: the row that had it first, if one had. Compared as [`crate::serial::SerialNumber`]
    /// is stored; an empty one is nobody's double.
    pub fn see(&mut self, serial: &str, row: u32) -> Option<u32> {
        let serial = serial.trim_ascii();
        if serial.is_empty() {
            return None;
        }
        if self.slots.len() < room(self.filled + 1) {
            self.grow();
        }
        let hash = hash(serial);
        let first = self.put(hash, row);
        self.filled += usize::from(first.is_none());
        first
    }

    fn put(&mut self, hash: u64, row: u32) -> Option<u32> {
        // Always a power of two, and never full.
        let mask = self.slots.len().wrapping_sub(1);
        let mut place = (hash >> 32) as usize & mask;
        loop {
            let slot = self.slots.get_mut(place)?;
            if *slot == FREE {
                *slot = (hash, row);
                return None;
            }
            if slot.0 == hash {
                return Some(slot.1);
            }
            place = (place + 1) & mask;
        }
    }

    fn grow(&mut self) {
        let room = room((self.filled + 1) * 2);
        let before = std::mem::replace(&mut self.slots, vec![FREE; room]);
        for (hash, row) in before.into_iter().filter(|slot| *slot != FREE) {
            self.put(hash, row);
        }
    }
}

/// A hash of nothing: [`hash`] never gives 0.
const FREE: (u64, u32) = (0, 0);

/// Half of the places stay free.
fn room(rows: usize) -> usize {
    (rows.max(4) * 2).next_power_of_two()
}

/// FNV-1a over the upper-case letters, mixed once more, because the high half chooses the place. Of two hundred thousand
/// serial numbers two share all bits once in some hundred million files; the row is then said to be a double, and nothing else happens.
fn hash(serial: &str) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in serial.bytes() {
        hash = (hash ^ u64::from(byte.to_ascii_uppercase())).wrapping_mul(0x0100_0000_01b3);
    }
    (hash ^ (hash >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    #[test]
    fn a_double_is_found_however_it_is_typed() {
        let mut serials = Serials::default();
        assert_eq!(serials.see(" jn1234afb", 3), None);
        assert_eq!(serials.see("JN1234AFB ", 9), Some(3));
        assert_eq!((serials.see("", 10), serials.see("  ", 11)), (None, None));
        assert_eq!(serials.see("Jn1234Afb", 12), Some(3));
    }

    proptest::proptest! {
        #[test]
        fn doubles_are_those_of_a_map(serials in proptest::collection::vec("[aAbB0-2]{0,3}", 0..200)) {
            let mut seen = Serials::with_room_for(2);
            let mut map: HashMap<String, u32> = HashMap::new();
            for (row, serial) in (0..).zip(&serials) {
                let expected = map.get(&serial.to_ascii_uppercase()).copied().filter(|_| !serial.is_empty());
                map.entry(serial.to_ascii_uppercase()).or_insert(row);
                proptest::prop_assert_eq!(seen.see(serial, row), expected);
            }
        }
    }
}
