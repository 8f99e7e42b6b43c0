//! From bytes to text. A byte order mark tells UTF-8 and UTF-16; without one the bytes are UTF-8 until one of them can't be,
//! and then all of them are Windows-1252, as spreadsheets still write it. What stands between the cells is ASCII in each.

use super::{Refused, scan::Scanner};

/// How the bytes were meant.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Encoding {
    /// UTF-8.
    Utf8,
    /// UTF-16, either order.
    Utf16,
    /// Windows-1252, because the bytes are no UTF-8: worth a look at the letters with accents.
    Windows1252,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
enum As {
    /// Too few bytes yet to tell.
    #[default]
    NotKnown,
    Utf8,
    Utf16Le,
    Utf16Be,
    Windows1252,
}

/// Keeps what a piece leaves over: the first part of a character.
#[derive(Clone, Debug, Default)]
pub(super) struct Decoder {
    how: As,
    left: Vec<u8>,
}

/// Enough to tell a mark, and a file that is no text.
const HEAD: usize = 4;
/// Zip, and the workbooks of before.
const NO_TEXT: [&[u8]; 3] = [b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0"];

impl Decoder {
    pub(super) fn encoding(&self) -> Encoding {
        match self.how {
            As::NotKnown | As::Utf8 => Encoding::Utf8,
            As::Utf16Le | As::Utf16Be => Encoding::Utf16,
            As::Windows1252 => Encoding::Windows1252,
        }
    }

    pub(super) fn feed(
        &mut self,
        bytes: &[u8],
        text: &mut String,
        scanner: &mut Scanner,
    ) -> Result<(), Refused> {
        if self.left.is_empty() && self.how != As::NotKnown {
            return self.decode(bytes, text, scanner);
        }
        let mut all = std::mem::take(&mut self.left);
        all.extend_from_slice(bytes);
        if self.how == As::NotKnown && all.len() < HEAD {
            self.left = all;
            return Ok(());
        }
        self.begin(&all, text, scanner)
    }

    /// No more bytes come: what is left over is half a character.
    pub(super) fn finish(&mut self, text: &mut String, scanner: &mut Scanner) -> Result<(), Refused> {
        let left = std::mem::take(&mut self.left);
        if !left.is_empty() && self.how == As::NotKnown {
            self.begin(&left, text, scanner)?;
            return self.finish(text, scanner);
        }
        match self.how {
            _ if left.is_empty() => Ok(()),
            As::Utf16Le | As::Utf16Be => Err(Refused::Broken(scanner.line())),
            As::NotKnown | As::Utf8 | As::Windows1252 => self.windows_1252(&left, text, scanner),
        }
    }

    fn begin(&mut self, bytes: &[u8], text: &mut String, scanner: &mut Scanner) -> Result<(), Refused> {
        let mut rest = bytes;
        if self.how == As::NotKnown {
            if NO_TEXT.iter().any(|mark| bytes.starts_with(mark)) {
                return Err(Refused::Zip);
            }
            let marks: [(&[u8], As); 3] =
                [(b"\xef\xbb\xbf", As::Utf8), (b"\xff\xfe", As::Utf16Le), (b"\xfe\xff", As::Utf16Be)];
            self.how = As::Utf8;
            for (mark, how) in marks {
                if let Some(after) = bytes.strip_prefix(mark) {
                    (self.how, rest) = (how, after);
                }
            }
        }
        self.decode(rest, text, scanner)
    }

    fn decode(&mut self, bytes: &[u8], text: &mut String, scanner: &mut Scanner) -> Result<(), Refused> {
        match self.how {
            As::Utf16Le => self.utf_16(bytes, u16::from_le_bytes, text, scanner),
            As::Utf16Be => self.utf_16(bytes, u16::from_be_bytes, text, scanner),
            As::Windows1252 => self.windows_1252(bytes, text, scanner),
            As::NotKnown | As::Utf8 => self.utf_8(bytes, text, scanner),
        }
    }

    fn utf_8(&mut self, bytes: &[u8], text: &mut String, scanner: &mut Scanner) -> Result<(), Refused> {
        let error = match std::str::from_utf8(bytes) {
            Ok(piece) => {
                text.push_str(piece);
                return scanner.scan(text);
            }
            Err(error) => error,
        };
        let (good, rest) = bytes.split_at_checked(error.valid_up_to()).unwrap_or((&[], bytes));
        text.push_str(std::str::from_utf8(good).unwrap_or_default());
        scanner.scan(text)?;
        if error.error_len().is_none() {
            self.left = rest.to_vec();
            return Ok(());
        }
        self.windows_1252(rest, text, scanner)
    }

    /// The first time everything is read again, because what has been taken for UTF-8 was not.
    fn windows_1252(
        &mut self,
        bytes: &[u8],
        text: &mut String,
        scanner: &mut Scanner,
    ) -> Result<(), Refused> {
        if self.how != As::Windows1252 {
            self.how = As::Windows1252;
            let before = std::mem::take(text);
            text.extend(before.bytes().map(windows_1252));
            *scanner = Scanner::default();
        }
        text.extend(bytes.iter().copied().map(windows_1252));
        scanner.scan(text)
    }

    fn utf_16(
        &mut self,
        bytes: &[u8],
        unit: fn([u8; 2]) -> u16,
        text: &mut String,
        scanner: &mut Scanner,
    ) -> Result<(), Refused> {
        let (pairs, odd) = bytes.as_chunks::<2>();
        let high = |pair: &[u8; 2]| (0xd800..0xdc00).contains(&unit(*pair));
        // The first half of a pair waits for the second.
        let whole = pairs.len() - usize::from(pairs.last().is_some_and(high));
        let (whole, waiting) = pairs.split_at_checked(whole).unwrap_or((pairs, &[]));
        let mut broken = false;
        for character in char::decode_utf16(whole.iter().map(|pair| unit(*pair))) {
            match character {
                Ok(character) => text.push(character),
                Err(_) => {
                    broken = true;
                    break;
                }
            }
        }
        scanner.scan(text)?;
        if broken {
            return Err(Refused::Broken(scanner.line()));
        }
        self.left = waiting.iter().flatten().chain(odd).copied().collect();
        Ok(())
    }
}

/// What the bytes from 0x80 to 0x9f are; five of them are nothing and stay what they are.
const HIGH: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

pub(super) fn windows_1252(byte: u8) -> char {
    byte.checked_sub(0x80)
        .and_then(|place| HIGH.get(usize::from(place)))
        .copied()
        .unwrap_or_else(|| char::from(byte))
}
