//! Saved views: a name for what a list is narrowed to, for oneself or for the whole account. What a query means is the list's
//! to say; here is only what can be a view, and who may change one.

/// Longest name, characters.
pub const NAME_MAX: usize = 60;
/// Longest query, bytes as the address has it.
pub const QUERY_MAX: usize = 1_000;
/// Most views that one person keeps of a list.
pub const VIEWS_MAX: usize = 30;

/// The lists that have views.
pub const PAGES: [&str; 2] = ["units", "cases"];

/// Why a text is no name of a view.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NameProblem {
    /// Nothing but blanks.
    Empty,
    /// Longer than [`NAME_MAX`].
    TooLong,
    /// A line end or another character that nobody sees.
    Control,
    /// The person has one of that name for this list.
    Twice,
}

impl NameProblem {
    /// A stable name.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "missing",
            Self::TooLong => "too_long",
            Self::Control => "character",
            Self::Twice => "twice",
        }
    }

    /// What is wrong, for people.
    #[must_use]
    pub fn message(self) -> String {
        match self {
            Self::Empty => "Give the view a name".to_owned(),
            Self::TooLong => format!("A name has at most {NAME_MAX} characters"),
            Self::Control => "A name stands on one line".to_owned(),
            Self::Twice => "You have a view of this name already".to_owned(),
        }
    }
}

/// Reads the name of a view as people type it. `taken` are the names of the person's other views of the list.
///
/// # Errors
/// Empty, over-long, with characters that nobody sees, or taken.
pub fn name<'a>(text: &str, taken: impl IntoIterator<Item = &'a str>) -> Result<String, NameProblem> {
    let text = text.trim();
    if text.is_empty() {
        return Err(NameProblem::Empty);
    }
    if text.chars().count() > NAME_MAX {
        return Err(NameProblem::TooLong);
    }
    if text.chars().any(char::is_control) {
        return Err(NameProblem::Control);
    }
    if taken.into_iter().any(|other| other.eq_ignore_ascii_case(text)) {
        return Err(NameProblem::Twice);
    }
    Ok(text.to_owned())
}

/// Can that stand behind the `?` of an address? Empty is the whole list.
#[must_use]
pub fn is_query(text: &str) -> bool {
    text.len() <= QUERY_MAX && text.bytes().all(|byte| byte.is_ascii_graphic() && !b"<>\"#\\".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_short_on_one_line_and_once_there() {
        assert_eq!(name(" Spares ", ["Lab"]), Ok("Spares".to_owned()));
        assert_eq!(name(" ", []), Err(NameProblem::Empty));
        assert_eq!(name("a\tb", []), Err(NameProblem::Control));
        assert_eq!(name("spares", ["Spares"]), Err(NameProblem::Twice));
        assert!(name(&"ü".repeat(NAME_MAX), []).is_ok());
        assert_eq!(name(&"ü".repeat(NAME_MAX + 1), []), Err(NameProblem::TooLong));
    }

    #[test]
    fn a_query_is_what_an_address_has() {
        assert!(is_query(""));
        assert!(is_query("q=m%C3%BCnchen&sort=-site"));
        for wrong in ["a b", "a\nb", "ü", "<a>", "a#b", &"a".repeat(QUERY_MAX + 1)] {
            assert!(!is_query(wrong), "{wrong}");
        }
    }
}
