//! When two names or addresses are the same: upper and lower case of ASCII letters, and runs of blanks, make no difference.
//! What is not known of one of them does not tell them apart.

/// Are they the same text?
pub fn same(one: &str, other: &str) -> bool {
    let words = |text: &str| text.split_ascii_whitespace().map(str::to_ascii_lowercase).collect::<Vec<_>>();
    one.eq_ignore_ascii_case(other) || words(one) == words(other)
}

/// Does what is known agree with what was given?
pub fn agrees(known: Option<&str>, given: &str) -> bool {
    known.is_none_or(|known| same(known, given))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_blanks_do_not_count_and_letters_do() {
        assert!(same("Kadambari  Metro Fibre", "kadambari metro fibre "));
        assert!(!same("Kadambari Metro", "Kadambari Metro Fibre"));
        // Only ASCII: the database compares alike.
        assert!(!same("Ährenfurth", "ährenfurth"));
        assert!(agrees(None, "anything") && agrees(Some("Block 12"), "block 12") && !agrees(Some("1"), "2"));
    }
}
