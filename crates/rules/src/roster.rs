//! The two to six senior technical representatives of an End User (decision table C5, B-13, B-17): what a roster
//! may become. A replacement is one step, with two people and with six as well. It knows people by a key of the caller's and
//! nothing else about them.

use crate::{
    Date, quarter,
    reason::{Input, Outcome, Reason, Rule, Section},
    words,
};

const R_065: Rule = Rule::new("R-065");
const R_067: Rule = Rule::new("R-067");
const R_080: Rule = Rule::new("R-080");
const B_13: Rule = Rule::new("B-13");
const B_17: Rule = Rule::new("B-17");

/// Fewest representatives.
pub const FEWEST: usize = 2;
/// Most representatives.
pub const MOST: usize = 6;

/// One step.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Edit<P> {
    /// One more.
    Add(P),
    /// One fewer, by the account's own wish.
    Remove(P),
    /// One in the place of another.
    Replace {
        /// Who goes.
        out: P,
        /// Who comes.
        by: P,
    },
    /// Somebody does not work there any more. Never refused: it has happened already (B-17).
    HasLeft(P),
}

/// Why a step is refused, with the way out in [`Refused::reason`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Refused {
    /// A seventh.
    Full,
    /// Below two.
    TooFew,
    /// The person is named already.
    NamedAlready,
    /// The person is not named.
    NotNamed,
}

/// The roster after one step.
///
/// # Errors
/// A seventh, fewer than two, somebody who is named already, or somebody who is not named.
pub fn after<P: Clone + PartialEq>(roster: &[P], edit: &Edit<P>) -> Result<Vec<P>, Refused> {
    let place = |person: &P| roster.iter().position(|named| named == person);
    let without =
        |person: &P| place(person).map(|_| roster.iter().filter(|named| *named != person).cloned().collect());
    match edit {
        Edit::Add(person) if place(person).is_some() => Err(Refused::NamedAlready),
        Edit::Add(_) if roster.len() >= MOST => Err(Refused::Full),
        Edit::Add(person) => Ok(roster.iter().chain([person]).cloned().collect()),
        Edit::Remove(person) if place(person).is_some() && roster.len() <= FEWEST => Err(Refused::TooFew),
        Edit::Remove(person) | Edit::HasLeft(person) => without(person).ok_or(Refused::NotNamed),
        Edit::Replace { out, .. } if place(out).is_none() => Err(Refused::NotNamed),
        Edit::Replace { out, by } if out != by && place(by).is_some() => Err(Refused::NamedAlready),
        Edit::Replace { out, by } => {
            Ok(roster.iter().map(|named| if named == out { by } else { named }).cloned().collect())
        }
    }
}

/// How a roster of that many people stands (C5). Fewer than two is "waiting on you" and blocks nothing (B-17).
#[must_use]
pub fn reason(named: usize) -> Reason {
    let (outcome, why) = match FEWEST.checked_sub(named) {
        Some(short @ 1..) => {
            let more = words::count(u32::try_from(short).unwrap_or(u32::MAX), "more representative");
            let words =
                format!("Waiting on you: name {more}. Until then you can open cases and call all the same.");
            (Outcome::Failed, words)
        }
        _ if named > MOST => (Outcome::Failed, format!("{named} are named; at most {MOST} may be.")),
        _ => (Outcome::Met, format!("{named} of at most {MOST} representatives are named.")),
    };
    Reason {
        rules: &[R_065, R_080, B_13, B_17],
        section: Section::Responsibilities,
        title: "Two to six representatives",
        outcome,
        why,
        inputs: vec![Input::known("Named", named.to_string())],
    }
}

/// Are the people of an account confirmed, when somebody last said so on that day? Both days are civil dates in the
/// viewer's zone. When they are not it waits on the account and blocks nothing.
#[must_use]
pub fn confirmation(last: Option<Date>, on: Date) -> Reason {
    let days = last.map(|last| (on - last).num_days());
    let (outcome, why) = match last.zip(days) {
        None => (
            Outcome::Failed,
            "Waiting on you: nobody has confirmed yet that all of this is right. Nothing is blocked by it."
                .to_owned(),
        ),
        Some((last, days)) if !quarter::holds(last, on) => (
            Outcome::Failed,
            format!(
                "Waiting on you: it is {days} days since somebody confirmed that all of this is right. Nothing is blocked by it."
            ),
        ),
        Some(_) => (Outcome::Met, "Confirmed within the last quarter.".to_owned()),
    };
    Reason {
        rules: &[R_067],
        section: Section::Responsibilities,
        title: "Contacts kept up to date",
        outcome,
        why,
        inputs: vec![
            Input::known(
                "Days since the last confirmation",
                days.map_or_else(|| "never confirmed".to_owned(), |days| days.to_string()),
            ),
            Input::known("Asked for again after days", quarter::DAYS.to_string()),
        ],
    }
}

impl Refused {
    /// A stable name for the API.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Full => "roster_full",
            Self::TooFew => "too_few",
            Self::NamedAlready => "named_already",
            Self::NotNamed => "not_named",
        }
    }

    /// Why, and the way out.
    #[must_use]
    pub fn reason(self) -> Reason {
        let why = match self {
            Self::Full => {
                "Six representatives are named, and six is the most. Replace one of them; or, if the person holds a JNCIS, JNCIP or JNCIE, ask for access as a certified expert, of whom there may be any number."
            }
            Self::TooFew => {
                "Two representatives is the fewest. Replace this one by somebody else in one step; or say that the person has left, which is always possible."
            }
            Self::NamedAlready => "This person is one of the representatives already.",
            Self::NotNamed => "This person is not one of the representatives.",
        };
        Reason {
            rules: &[R_065, R_080, B_13, B_17],
            section: Section::Responsibilities,
            title: "Two to six representatives",
            outcome: Outcome::Failed,
            why: why.to_owned(),
            inputs: vec![Input::known("Fewest", FEWEST.to_string()), Input::known("Most", MOST.to_string())],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_seventh_is_refused_and_the_second_last_stays() {
        let six = [1, 2, 3, 4, 5, 6];
        assert_eq!(after(&six, &Edit::Add(7)), Err(Refused::Full));
        assert!(Refused::Full.reason().why.contains("certified expert"));
        assert_eq!(after(&[1, 2], &Edit::Remove(1)), Err(Refused::TooFew));
        assert_eq!(after(&[1, 2, 3], &Edit::Remove(1)), Ok(vec![2, 3]));
    }

    #[test]
    fn there_is_room_below_six() {
        assert_eq!(after(&[1, 2, 3], &Edit::Add(4)), Ok(vec![1, 2, 3, 4]));
    }

    #[test]
    fn a_replacement_is_one_step_with_two_and_with_six() {
        assert_eq!(after(&[1, 2], &Edit::Replace { out: 2, by: 3 }), Ok(vec![1, 3]));
        let six = [1, 2, 3, 4, 5, 6];
        assert_eq!(after(&six, &Edit::Replace { out: 1, by: 7 }), Ok(vec![7, 2, 3, 4, 5, 6]));
        assert_eq!(after(&six, &Edit::Replace { out: 1, by: 2 }), Err(Refused::NamedAlready));
        assert_eq!(after(&six, &Edit::Replace { out: 8, by: 7 }), Err(Refused::NotNamed));
    }

    #[test]
    fn whoever_has_left_goes_even_below_two() {
        assert_eq!(after(&[1, 2], &Edit::HasLeft(1)), Ok(vec![2]));
        assert_eq!(after(&[2], &Edit::HasLeft(2)), Ok(vec![]));
        assert_eq!(after(&[2], &Edit::HasLeft(3)), Err(Refused::NotNamed));
    }

    #[test]
    fn a_short_roster_waits_on_the_account_and_says_that_nothing_is_blocked() {
        let reasons = [0, 1, 2, 6, 7].map(reason);
        assert_eq!(
            reasons.each_ref().map(|reason| reason.outcome),
            [Outcome::Failed, Outcome::Failed, Outcome::Met, Outcome::Met, Outcome::Failed]
        );
        assert!(reasons[0].why.starts_with("Waiting on you: name 2 more representatives."));
        assert!(reasons[1].why.starts_with("Waiting on you: name 1 more representative."));
    }

    #[test]
    fn people_are_confirmed_once_a_quarter() {
        let date = |text: &str| text.parse::<Date>().unwrap();
        let last = date("2026-08-24");
        let outcome = |on| confirmation(Some(last), date(on)).outcome;
        assert_eq!(outcome("2026-08-24"), Outcome::Met);
        assert_eq!(outcome("2026-11-24"), Outcome::Met);
        assert_eq!(outcome("2026-11-25"), Outcome::Failed);
        let never = confirmation(None, last);
        assert_eq!(never.outcome, Outcome::Failed);
        assert!(never.why.contains("Nothing is blocked"));
    }

    fn edit() -> impl Strategy<Value = Edit<u8>> {
        prop_oneof![
            (0u8..9).prop_map(Edit::Add),
            (0u8..9).prop_map(Edit::Remove),
            (0u8..9, 0u8..9).prop_map(|(out, by)| Edit::Replace { out, by }),
            (0u8..9).prop_map(Edit::HasLeft),
        ]
    }

    proptest! {
        /// Whatever is tried, nobody is named twice, never are there more than six, and only leaving goes below two.
        #[test]
        fn a_roster_stays_a_roster(edits in proptest::collection::vec(edit(), 0..60)) {
            let mut roster = vec![1u8, 2];
            for edit in edits {
                let before = roster.clone();
                match after(&roster, &edit) {
                    Ok(next) => roster = next,
                    Err(_) => prop_assert!(!matches!(&edit, Edit::HasLeft(person) if before.contains(person))),
                }
                let mut once = roster.clone();
                once.sort_unstable();
                once.dedup();
                prop_assert_eq!(once.len(), roster.len());
                prop_assert!(roster.len() <= MOST);
                let left = matches!(edit, Edit::HasLeft(_));
                prop_assert!(roster.len() >= FEWEST.min(before.len()) || left);
            }
        }
    }
}
