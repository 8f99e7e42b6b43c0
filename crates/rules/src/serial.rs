//! Serial numbers: how they are written, never whether they exist.
//!
//! There is no public grammar for them, so a pattern may only warn; what is refused is text that can't be one at all.

use std::fmt;

/// A serial number as it is stored and compared: trimmed, upper case.
#[derive(Clone, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
pub struct SerialNumber(String);

/// Why a text is no serial number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SerialProblem {
    /// Nothing but blanks.
    Empty,
    /// Longer than 40 characters.
    TooLong,
    /// A character that no serial number carries.
    Character(char),
}

impl SerialNumber {
    /// Longest that is accepted.
    pub const MAX: usize = 40;

    /// Reads a serial number as people type it: blanks around it go, letters become upper case.
    ///
    /// # Errors
    /// Empty, over-long, or with a character outside `A–Z 0–9 -`.
    pub fn parse(text: &str) -> Result<Self, SerialProblem> {
        Self::problem(text).map_or_else(|| Ok(Self(text.trim().to_ascii_uppercase())), Err)
    }

    /// Why a text is none, without making one.
    #[must_use]
    pub fn problem(text: &str) -> Option<SerialProblem> {
        let text = text.trim();
        let fits = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        // Nearly all are fine, and a file has a hundred thousand of them.
        if (1..=Self::MAX).contains(&text.len()) && text.bytes().all(fits) {
            return None;
        }
        if text.is_empty() {
            return Some(SerialProblem::Empty);
        }
        if text.len() > Self::MAX && text.chars().count() > Self::MAX {
            return Some(SerialProblem::TooLong);
        }
        text.chars().find(|c| !c.is_ascii_alphanumeric() && *c != '-').map(SerialProblem::Character)
    }

    /// The stored form.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SerialNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_forms_meet() {
        assert_eq!(SerialNumber::parse(" jn1234afb ").map(|s| s.to_string()), Ok("JN1234AFB".to_owned()));
        assert_eq!(SerialNumber::parse("  "), Err(SerialProblem::Empty));
        assert_eq!(SerialNumber::parse("JN 1"), Err(SerialProblem::Character(' ')));
        assert_eq!(SerialNumber::parse(&"A".repeat(41)), Err(SerialProblem::TooLong));
        let longest = "A".repeat(40);
        assert_eq!(SerialNumber::parse(&longest).unwrap().as_str(), longest);
    }
}
