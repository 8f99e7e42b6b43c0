//! Whether two symptoms in one line may tell of the same fault: by the words that they share. It only helps somebody to look
//! before a case is opened; nothing is refused, joined or left out because of it.

/// Words that stand in any symptom and tell nothing.
const COMMON: [&str; 28] = [
    "after", "all", "and", "are", "been", "but", "case", "down", "for", "from", "has", "have", "its", "not",
    "now", "off", "one", "our", "since", "some", "that", "the", "this", "was", "when", "with", "without",
    "works",
];
/// Shorter words tell nothing by themselves.
const SHORTEST: usize = 3;
/// Two words are the same when they begin alike for so long, and …
const ALIKE: usize = 5;
/// … at most so many letters of either follow.
const ENDING: usize = 3;

/// Do these lines share two words that tell something? One is enough where one of them has no more.
#[must_use]
pub fn may_be_the_same(one: &str, other: &str) -> bool {
    let (one, other) = (telling(one), telling(other));
    let shared = one.iter().filter(|word| other.iter().any(|known| alike(word, known))).count();
    let mirrored = other.iter().filter(|word| one.iter().any(|known| alike(word, known))).count();
    shared.min(mirrored) >= one.len().min(other.len()).clamp(1, 2)
}

/// The words that tell something, each once, in lower case.
fn telling(line: &str) -> Vec<String> {
    let mut words: Vec<String> = line
        .split(|c: char| !c.is_alphanumeric())
        .map(str::to_lowercase)
        .filter(|word| word.chars().count() >= SHORTEST && !COMMON.contains(&word.as_str()))
        .collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// "restarts" and "restarted" are; "interface" and "internal" are not.
fn alike(one: &str, other: &str) -> bool {
    let same = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    let rest = |word: &str| word.chars().count().saturating_sub(same);
    one == other || (same >= ALIKE && rest(one) <= ENDING && rest(other) <= ENDING)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn two_telling_words_in_any_form_and_order() {
        for (one, other) in [
            ("FPC 3 restarts", "Line card: fpc 1 restarted, fpc lost"),
            ("BGP sessions flap", "A bgp session flaps now and then"),
            ("Fan", "fan tray reports a fault"),
            ("Störung am Lüfter", "LÜFTER mit STÖRUNG"),
        ] {
            assert!(may_be_the_same(one, other), "{one} | {other}");
        }
        for (one, other) in [
            ("BGP sessions flap", "OSPF adjacency flaps"),
            ("interface errors since the change", "internal alarm since the change"),
            ("", "FPC 3 restarts"),
            ("the one and all", "the one and all"),
            ("a b 3", "a b 3"),
        ] {
            assert!(!may_be_the_same(one, other), "{one} | {other}");
        }
    }

    proptest! {
        #[test]
        fn it_is_the_same_the_other_way_round(one in "[a-z ]{0,30}", other in "[a-z ]{0,30}") {
            prop_assert_eq!(may_be_the_same(&one, &other), may_be_the_same(&other, &one));
        }

        #[test]
        fn a_line_is_like_itself_as_soon_as_it_tells_something(line in ".{0,40}") {
            prop_assert_eq!(may_be_the_same(&line, &line), !telling(&line).is_empty());
        }

        #[test]
        fn more_words_never_make_two_lines_less_alike(one in "[a-e]{3} [a-e]{3}", more in "[a-z]{3,8}") {
            let longer = [one.clone(), more].join(" ");
            prop_assert!(may_be_the_same(&one, &longer) || telling(&one).is_empty());
        }
    }
}
