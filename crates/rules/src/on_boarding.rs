//! The on-boarding of an account (R-027, R-028, B-24): seven things that the advisor goes through, the account's own beside
//! them, and when all of it is through. What does not apply counts as done, with who said so and why (B-24). No time is
//! set for any of it, and nothing else of the portal waits for it.

use crate::{
    reason::{Input, Outcome, Reason, Rule, Section},
    words,
};

const R_027: Rule = Rule::new("R-027");
const R_028: Rule = Rule::new("R-028");
const B_24: Rule = Rule::new("B-24");

/// Longest note, characters.
pub const NOTE_MAX: usize = 2_000;
/// Longest reason why something does not apply, and longest evidence, characters.
pub const WHY_MAX: usize = 500;
/// Most things of an account's own beside the seven.
pub const OWN_MAX: usize = 30;

/// The seven things, in the order of the service description.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Item {
    /// Everybody who needs an account has one
    UserAccounts,
    /// How cases are opened, and when by phone
    CaseOpening,
    /// How services credits are received
    ServicesCredits,
    /// How a case is escalated
    Escalation,
    /// How software licences are activated
    LicenceActivation,
    /// Who is who, on both sides
    KeyContacts,
    /// Tools that the service brings
    SupportTools,
}

impl Item {
    /// All seven.
    pub const ALL: [Self; 7] = [
        Self::UserAccounts,
        Self::CaseOpening,
        Self::ServicesCredits,
        Self::Escalation,
        Self::LicenceActivation,
        Self::KeyContacts,
        Self::SupportTools,
    ];

    /// A stable name for the API.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::UserAccounts => "user_accounts",
            Self::CaseOpening => "case_opening",
            Self::ServicesCredits => "services_credits",
            Self::Escalation => "escalation",
            Self::LicenceActivation => "licence_activation",
            Self::KeyContacts => "key_contacts",
            Self::SupportTools => "support_tools",
        }
    }

    /// From that name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|item| item.code() == code)
    }

    /// For people.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::UserAccounts => "User accounts",
            Self::CaseOpening => "Opening cases: process and guidelines",
            Self::ServicesCredits => "Receiving services credits",
            Self::Escalation => "Escalating a case",
            Self::LicenceActivation => "Activating software licences",
            Self::KeyContacts => "Key contacts",
            Self::SupportTools => "Support tools",
        }
    }
}

/// How far one thing is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Progress {
    /// Nobody has begun
    #[default]
    NotStarted,
    /// Somebody is at it
    InProgress,
    /// Through
    Done,
    /// Not needed here; counts as done (B-24)
    DoesNotApply,
}

impl Progress {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::NotStarted, Self::InProgress, Self::Done, Self::DoesNotApply];

    /// Is nothing left to do?
    #[must_use]
    pub const fn is_settled(self) -> bool {
        matches!(self, Self::Done | Self::DoesNotApply)
    }

    /// For people.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::NotStarted => "not started",
            Self::InProgress => "in progress",
            Self::Done => "done",
            Self::DoesNotApply => "does not apply",
        }
    }
}

/// How far an on-boarding is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Standing {
    /// Things that are done or do not apply.
    pub settled: usize,
    /// All things.
    pub all: usize,
}

impl Standing {
    /// Complete only when nothing is left; an on-boarding of nothing is not complete.
    #[must_use]
    pub const fn is_complete(self) -> bool {
        self.all > 0 && self.settled == self.all
    }
}

/// Counts.
#[must_use]
pub fn standing(items: impl IntoIterator<Item = Progress>) -> Standing {
    items.into_iter().fold(Standing { settled: 0, all: 0 }, |standing, progress| Standing {
        settled: standing.settled + usize::from(progress.is_settled()),
        all: standing.all + 1,
    })
}

/// How an on-boarding stands, with what is left by its name.
#[must_use]
pub fn reason(items: &[(&str, Progress)], unread: usize) -> Reason {
    let standing = standing(items.iter().map(|(_, progress)| *progress));
    let left: Vec<&str> =
        items.iter().filter(|(_, progress)| !progress.is_settled()).map(|(name, _)| *name).collect();
    let all = words::count(u32::try_from(standing.all + unread).unwrap_or(u32::MAX), "thing");
    let settled = format!("{} of {all} done or not needed here", standing.settled);
    let (outcome, why) = match (left.is_empty(), unread) {
        (true, 0) if standing.is_complete() => {
            (Outcome::Met, format!("Complete: {all}, each of them done or not needed here."))
        }
        (true, unread) if unread > 0 => {
            (Outcome::Unknown, format!("{settled}; of {unread} it is not known here how far they are."))
        }
        _ => (Outcome::Failed, format!("{settled}. It is complete when all of them are.")),
    };
    let left = match (left.is_empty(), unread) {
        (true, 0) => Some("nothing".to_owned()),
        (true, _) => None,
        (false, _) => Some(left.join(", ")),
    };
    Reason {
        rules: &[R_028, R_027, B_24],
        section: Section::OnBoarding,
        title: "On-boarding complete",
        outcome,
        why,
        inputs: vec![Input::maybe("Left", left)],
    }
}

/// What is wrong with a step on a thing.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Refused {
    /// "Does not apply" without a why (B-24).
    WhyMissing,
    /// One of the seven is not taken away; it may not apply.
    OneOfTheSeven,
    /// Too many of the account's own.
    TooMany,
    /// A thing of this name is there.
    NameTaken,
}

/// May a thing be said to be that far, with that why?
///
/// # Errors
/// "Does not apply" without a why.
pub fn check(progress: Progress, why: &str) -> Result<(), Refused> {
    let silent = why.trim().is_empty();
    if progress == Progress::DoesNotApply && silent { Err(Refused::WhyMissing) } else { Ok(()) }
}

/// May a thing of that name be added to these?
///
/// # Errors
/// Too many of the account's own, or one of that name is there.
pub fn check_own(name: &str, known: &[&str]) -> Result<(), Refused> {
    let name = name.trim();
    if known.iter().any(|other| other.eq_ignore_ascii_case(name)) {
        return Err(Refused::NameTaken);
    }
    if known.len() >= Item::ALL.len() + OWN_MAX { Err(Refused::TooMany) } else { Ok(()) }
}

/// May this thing be taken away?
///
/// # Errors
/// It is one of the seven.
pub fn check_removal(code: &str) -> Result<(), Refused> {
    if Item::from_code(code).is_some() { Err(Refused::OneOfTheSeven) } else { Ok(()) }
}

impl Refused {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::WhyMissing, Self::OneOfTheSeven, Self::TooMany, Self::NameTaken];

    /// A stable name for the API.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::WhyMissing => "missing",
            Self::OneOfTheSeven => "one_of_the_seven",
            Self::TooMany => "too_many",
            Self::NameTaken => "name_taken",
        }
    }

    /// Why, and the way out.
    #[must_use]
    pub fn reason(self) -> Reason {
        let why = match self {
            Self::WhyMissing => "Say why it does not apply",
            Self::OneOfTheSeven => {
                "This is one of the seven that every on-boarding has. If it is not needed here, say that it does not apply, and why."
            }
            Self::TooMany => "There are 30 things of your own already. Take one away first.",
            Self::NameTaken => "Something of this name is on the list already",
        };
        Reason {
            rules: &[R_028, B_24],
            section: Section::OnBoarding,
            title: "A step of the on-boarding",
            outcome: Outcome::Failed,
            why: why.to_owned(),
            inputs: vec![Input::known("Refused because of", self.code())],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Progress::{DoesNotApply, Done, InProgress, NotStarted};
    use proptest::prelude::*;

    #[test]
    fn complete_only_when_all_are_done_or_do_not_apply() {
        let named = |last| [("Accounts", Done), ("Credits", DoesNotApply), ("Tools", last)];
        for (last, complete) in [(NotStarted, false), (InProgress, false), (Done, true), (DoesNotApply, true)]
        {
            let reason = reason(&named(last), 0);
            assert_eq!(reason.outcome == Outcome::Met, complete, "{last:?}");
            assert_eq!(reason.inputs == [Input::known("Left", "nothing")], complete);
        }
        assert!(!standing([]).is_complete());
        assert_eq!(
            reason(&named(InProgress), 0).why,
            "2 of 3 things done or not needed here. It is complete when all of them are."
        );
        let unread = |items: &[(&str, Progress)]| {
            let reason = reason(items, 1);
            (reason.outcome, reason.inputs[0].value.clone())
        };
        assert_eq!(
            unread(&named(Done)),
            (Outcome::Unknown, None),
            "one of which nothing is known may be left"
        );
        assert_eq!(unread(&[]), (Outcome::Unknown, None));
        assert_eq!(unread(&named(NotStarted)), (Outcome::Failed, Some("Tools".to_owned())));
        assert_eq!(reason(&named(NotStarted), 0).inputs[0].value.as_deref(), Some("Tools"));
    }

    #[test]
    fn the_seven_things_have_codes_that_come_back() {
        assert_eq!(Item::ALL.map(|item| Item::from_code(item.code())), Item::ALL.map(Some));
        assert_eq!(Item::from_code("lunch"), None);
    }

    #[test]
    fn what_does_not_apply_says_why() {
        assert_eq!(check(DoesNotApply, " "), Err(Refused::WhyMissing));
        assert_eq!(check(DoesNotApply, "No licences bought"), Ok(()));
        for progress in [NotStarted, InProgress, Done] {
            assert_eq!(check(progress, ""), Ok(()));
        }
    }

    #[test]
    fn the_seven_stay_and_own_things_come_and_go() {
        for item in Item::ALL {
            assert_eq!(check_removal(item.code()), Err(Refused::OneOfTheSeven));
        }
        assert_eq!(check_removal("own-1"), Ok(()));
        let seven = Item::ALL.map(Item::name);
        assert_eq!(check_own("Badge for the lab", &seven), Ok(()));
        assert_eq!(check_own(" key contacts ", &seven), Err(Refused::NameTaken));
        let full: Vec<&str> = std::iter::repeat_n("x", 37).collect();
        assert_eq!(check_own("y", &full), Err(Refused::TooMany));
        assert_eq!(check_own("y", &full[1..]), Ok(()));
    }

    fn progress() -> impl Strategy<Value = Progress> {
        proptest::sample::select(&Progress::ALL[..])
    }

    proptest! {
        /// The oracle crosses things off one by one until nothing more can be crossed off.
        #[test]
        fn progress_is_what_crossing_off_leaves(items in proptest::collection::vec(progress(), 0..45)) {
            let standing = standing(items.iter().copied());
            let mut left = items.clone();
            let mut crossed = 0;
            while let Some(place) = left.iter().position(|item| matches!(item, Done | DoesNotApply)) {
                left.remove(place);
                crossed += 1;
            }
            prop_assert_eq!((standing.settled, standing.all), (crossed, items.len()));
            prop_assert_eq!(standing.is_complete(), left.is_empty() && !items.is_empty());
        }

        /// Settling one more never takes completeness away, and one that is not settled always does.
        #[test]
        fn one_thing_decides(items in proptest::collection::vec(progress(), 1..20), place in 0usize..20) {
            let mut items = items;
            let place = place % items.len();
            let before = standing(items.iter().copied());
            items[place] = Done;
            let after = standing(items.iter().copied());
            prop_assert!(after.settled >= before.settled && (!before.is_complete() || after.is_complete()));
            items[place] = InProgress;
            prop_assert!(!standing(items).is_complete());
        }
    }
}
