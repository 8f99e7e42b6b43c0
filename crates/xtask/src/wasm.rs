//! Reading the WebAssembly binary format: as much of it as weighing a module and renaming its imports takes. Anything that
//! is not as the format says gives nothing instead of a guess.

/// How a module begins.
pub const HEADER: &[u8] = b"\0asm\x01\0\0\0";

/// What is left of some bytes.
pub struct Reader<'a>(pub &'a [u8]);

impl<'a> Reader<'a> {
    /// The next byte.
    pub fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    /// The next bytes.
    pub fn take(&mut self, length: u32) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(usize::try_from(length).ok()?)?;
        self.0 = rest;
        Some(taken)
    }

    /// An unsigned LEB128 number.
    pub fn number(&mut self) -> Option<u32> {
        let mut value = 0_u32;
        for shift in [0, 7, 14, 21, 28] {
            let byte = self.byte()?;
            value |= u32::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(value);
            }
        }
        None
    }

    /// A name.
    pub fn text(&mut self) -> Option<String> {
        let length = self.number()?;
        Some(String::from_utf8_lossy(self.take(length)?).into_owned())
    }

    /// What an import is, by its number in the format: 0 is a function. Its details are passed over.
    pub fn imported(&mut self) -> Option<u8> {
        let kind = self.byte()?;
        match kind {
            0 => {
                self.number()?;
            }
            1 => {
                self.byte()?;
                self.limits()?;
            }
            2 => self.limits()?,
            3 => {
                self.take(2)?;
            }
            4 => {
                self.byte()?;
                self.number()?;
            }
            _ => return None,
        }
        Some(kind)
    }

    fn limits(&mut self) -> Option<()> {
        let flags = self.byte()?;
        self.number()?;
        if flags & 1 == 1 {
            self.number()?;
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::Reader;

    #[test]
    fn long_numbers() {
        assert_eq!(Reader(&[0xe5, 0x8e, 0x26]).number(), Some(624_485));
        assert_eq!(Reader(&[0x80; 6]).number(), None);
    }
}
