//! Whether a new password will do: long enough to resist guessing, and not the one that everybody would try first. Which
//! characters it has is not asked: length is what counts. It never sees a stored password.

/// Fewest characters.
pub const SHORTEST: usize = 12;
/// Most bytes: longer ones are refused without work.
pub const LONGEST: usize = 1_000;

/// What is wrong with a new password.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum PasswordProblem {
    /// Nothing there.
    Missing,
    /// Fewer characters than [`SHORTEST`].
    TooShort,
    /// More bytes than [`LONGEST`].
    TooLong,
    /// The old one again.
    TheOld,
    /// The person's own e-mail address.
    Address,
}

/// Checks a new password against the old one and the person's e-mail address.
///
/// # Errors
/// Nothing there, too short, too long, the old one again, or the person's own address.
pub fn check(new: &str, old: &str, email: &str) -> Result<(), PasswordProblem> {
    if new.is_empty() {
        Err(PasswordProblem::Missing)
    } else if new.chars().count() < SHORTEST {
        Err(PasswordProblem::TooShort)
    } else if new.len() > LONGEST {
        Err(PasswordProblem::TooLong)
    } else if new == old {
        Err(PasswordProblem::TheOld)
    } else if new.trim().eq_ignore_ascii_case(email.trim()) {
        Err(PasswordProblem::Address)
    } else {
        Ok(())
    }
}

impl PasswordProblem {
    /// A stable name for the API.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::TooShort => "too_short",
            Self::TooLong => "too_long",
            Self::TheOld => "the_old",
            Self::Address => "own_address",
        }
    }

    /// For people.
    #[must_use]
    pub const fn message(self) -> &'static str {
        match self {
            Self::Missing => "Enter a new password",
            Self::TooShort => {
                "Take at least 12 characters; a few words that nobody would guess are easy to keep"
            }
            Self::TooLong => "Take at most 1,000 characters",
            Self::TheOld => "This is the old password; take another one",
            Self::Address => "Your e-mail address is the first thing that others would try; take another one",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn length_counts_and_the_obvious_is_refused() {
        let checked = |new: &str| check(new, "a heron under the weir", "Ana.Solheim@example.net");
        assert_eq!(checked(""), Err(PasswordProblem::Missing));
        assert_eq!(checked("elevenchars"), Err(PasswordProblem::TooShort));
        assert_eq!(checked("twelve chars"), Ok(()));
        // Characters, not bytes.
        assert_eq!(checked("ééééééééééé"), Err(PasswordProblem::TooShort));
        assert_eq!(checked("éééééééééééé"), Ok(()));
        assert_eq!(checked(&"x".repeat(LONGEST)), Ok(()));
        assert_eq!(checked(&"x".repeat(LONGEST + 1)), Err(PasswordProblem::TooLong));
        assert_eq!(checked("a heron under the weir"), Err(PasswordProblem::TheOld));
        assert_eq!(checked(" ana.solheim@EXAMPLE.net"), Err(PasswordProblem::Address));
    }

    #[test]
    fn problems_are_told_apart() {
        let all = [
            PasswordProblem::Missing,
            PasswordProblem::TooShort,
            PasswordProblem::TooLong,
            PasswordProblem::TheOld,
            PasswordProblem::Address,
        ];
        let words = |of: fn(PasswordProblem) -> &'static str| {
            all.map(of).into_iter().collect::<std::collections::BTreeSet<_>>().len()
        };
        assert_eq!((words(PasswordProblem::code), words(PasswordProblem::message)), (5, 5));
        assert!(PasswordProblem::TooShort.message().contains(&SHORTEST.to_string()));
    }
}
