//! Whom an engineer speaks with about a case: how, at which number or address, and when. Read leniently, because a number that
//! reaches somebody is worth more than one that is written well: extensions, internal numbers and mailboxes of a shift are
//! fine. Who the person may be is not asked here.

use super::Fault;

/// Longest number or address, characters.
pub const REACHED_AT_MAX: usize = 100;
/// Longest "when", characters.
pub const WHEN_MAX: usize = 200;
/// Fewer digits than that reach nobody from outside.
const FEWEST_DIGITS: usize = 5;

/// How somebody is to be reached.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Way {
    /// By telephone.
    Phone,
    /// By e-mail.
    Email,
}

impl Way {
    /// The way that leads to this number or address.
    #[must_use]
    pub fn to(at: &str) -> Self {
        if at.contains('@') { Self::Email } else { Self::Phone }
    }
}

/// What somebody has typed about the contact; all of it may stay empty.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ContactWish {
    /// How; the number or address tells it when it is not said.
    pub way: Option<Way>,
    /// Number or address; what is known of the person when it is empty.
    pub at: String,
    /// When the person can be reached, in own words.
    pub when: String,
}

/// How the contact of a case is to be reached, as far as somebody said so.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct CaseContact {
    /// How.
    pub way: Option<Way>,
    /// Number or address, trimmed.
    pub at: Option<String>,
    /// When, in own words, trimmed.
    pub when: Option<String>,
}

/// What is wrong with a number or an address of that kind; an empty one is fine.
#[must_use]
pub fn unreachable_at(way: Way, at: &str) -> Option<Fault> {
    let at = at.trim();
    if at.is_empty() {
        return None;
    }
    match way {
        Way::Phone => {
            let digits = at.chars().filter(char::is_ascii_digit).count();
            (digits < FEWEST_DIGITS || at.contains('@')).then_some(Fault::NoNumber)
        }
        Way::Email => {
            let parts = at.split_once('@');
            let fits =
                |part: &str| !part.is_empty() && !part.contains(|c: char| c == '@' || c.is_whitespace());
            (!parts.is_some_and(|(name, host)| fits(name) && fits(host))).then_some(Fault::NoAddress)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_reaches_somebody_is_taken_however_it_is_written() {
        for fine in ["", " ", "+1 (555) 010-0123", "555 0101 ext. 4", "0049/30/5550101", "DECT 55501"] {
            assert_eq!(unreachable_at(Way::Phone, fine), None, "{fine:?}");
        }
        for none in ["ask for Ana", "4711", "noc@example.net"] {
            assert_eq!(unreachable_at(Way::Phone, none), Some(Fault::NoNumber), "{none:?}");
        }
        for fine in ["", "noc@example.net", " ana@host ", "a+b@x.example"] {
            assert_eq!(unreachable_at(Way::Email, fine), None, "{fine:?}");
        }
        for none in ["noc", "@example.net", "noc@", "a b@example.net", "a@b@c", "+1 555 0100"] {
            assert_eq!(unreachable_at(Way::Email, none), Some(Fault::NoAddress), "{none:?}");
        }
    }

    proptest! {
        #[test]
        fn what_is_typed_is_never_fine_for_both_ways_unless_it_is_empty(at in ".{0,20}") {
            let both = [Way::Phone, Way::Email].map(|way| unreachable_at(way, &at).is_none());
            prop_assert_eq!(both == [true, true], at.trim().is_empty());
        }

        #[test]
        fn the_way_that_a_text_tells_is_the_one_that_it_fits(at in "[0-9a-z@ +]{0,20}") {
            for way in [Way::Phone, Way::Email] {
                if !at.trim().is_empty() && unreachable_at(way, &at).is_none() {
                    prop_assert_eq!(Way::to(&at), way);
                }
            }
        }
    }
}
