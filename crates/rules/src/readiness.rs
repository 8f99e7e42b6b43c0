//! How ready an account is, point by point, as its advisor sees it beside others: what is done, and whose turn it is where
//! something waits. Nothing of it blocks anybody (B-17). Each point is decided from figures alone; how they are made is
//! said by the rooms that own them.

use crate::{Date, quarter, roster};

/// The figures of one account. `None`: not known here.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Facts {
    /// Named representatives.
    pub representatives: usize,
    /// What activates the service.
    pub activation: Option<Progress>,
    /// The on-boarding items.
    pub on_boarding: Option<Progress>,
    /// Whether contacts and network profile were confirmed lately.
    pub profile: Option<Profile>,
    /// Open cases of any priority.
    pub open_cases: u32,
    /// Open cases of Priority 1 and 2.
    pub urgent_cases: u32,
    /// Open cases that nobody answered by their due time.
    pub overdue_responses: u32,
    /// Cases of the last 90 days whose target was missed, the overdue ones included.
    pub missed_responses: u32,
    /// Questions and requests for guidance that the advisor has not answered.
    pub questions: Option<u32>,
    /// Operational reviews that were asked for and have no agreed time.
    pub reviews_asked: Option<u32>,
    /// The day of the last operational review that was held.
    pub last_review: Option<Date>,
    /// Open claims and transfers of units that concern the account; the advisor settles them.
    pub claims: Option<u32>,
}

/// So many of so many.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Progress {
    /// Done, or of no concern.
    pub done: u32,
    /// All of them.
    pub all: u32,
}

/// How fresh a profile is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Profile {
    /// Confirmed within the quarter.
    Fresh,
    /// Longer ago, or never.
    Stale,
}

/// What a point is about, in the order of the table.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Subject {
    /// The two to six.
    Roster,
    /// What activates the service.
    Activation,
    /// The meeting and its items.
    OnBoarding,
    /// Contacts and network profile.
    Profile,
    /// Open cases.
    Cases,
    /// Targets of first responses.
    Responses,
    /// Questions and guidance.
    Questions,
    /// Operational reviews.
    Reviews,
    /// Claims of units.
    Claims,
}

impl Subject {
    /// All of them, in the order of the table.
    pub const ALL: [Self; 9] = [
        Self::Roster,
        Self::Activation,
        Self::OnBoarding,
        Self::Profile,
        Self::Cases,
        Self::Responses,
        Self::Questions,
        Self::Reviews,
        Self::Claims,
    ];

    /// The heading of its column.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Roster => "Roster",
            Self::Activation => "Activation",
            Self::OnBoarding => "On-boarding",
            Self::Profile => "Profile",
            Self::Cases => "Open cases",
            Self::Responses => "First responses",
            Self::Questions => "Questions",
            Self::Reviews => "Reviews",
            Self::Claims => "Claims",
        }
    }
}

/// Whose turn it is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Turn {
    /// Nothing waits.
    Nobody,
    /// The End User's.
    Customer,
    /// The vendor's side.
    Vendor,
}

/// One point, decided.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Point {
    /// What it is about.
    pub subject: Subject,
    /// Whose turn it is.
    pub turn: Turn,
    /// In a few words.
    pub words: String,
}

/// Every point, in the order of the table; `on` is today where the advisor is.
#[must_use]
pub fn points(facts: &Facts, on: Date) -> Vec<Point> {
    Subject::ALL
        .into_iter()
        .map(|subject| {
            let (turn, words) = decide(subject, facts, on);
            Point { subject, turn, words }
        })
        .collect()
}

/// How many points wait on somebody.
#[must_use]
pub fn waiting(points: &[Point]) -> usize {
    points.iter().filter(|point| point.turn != Turn::Nobody).count()
}

fn decide(subject: Subject, facts: &Facts, on: Date) -> (Turn, String) {
    match subject {
        Subject::Roster => {
            let named = facts.representatives;
            let turn = if named < roster::FEWEST { Turn::Customer } else { Turn::Nobody };
            (turn, format!("{named} of {}", roster::MOST))
        }
        Subject::Activation => progress(facts.activation, "complete"),
        Subject::OnBoarding => progress(facts.on_boarding, "complete"),
        Subject::Profile => match facts.profile {
            None => (Turn::Nobody, NOT_KNOWN.to_owned()),
            Some(Profile::Fresh) => (Turn::Nobody, "confirmed".to_owned()),
            Some(Profile::Stale) => (Turn::Customer, "not confirmed this quarter".to_owned()),
        },
        Subject::Cases => match (facts.open_cases, facts.urgent_cases) {
            (0, _) => (Turn::Nobody, "none".to_owned()),
            (open, 0) => (Turn::Nobody, open.to_string()),
            (open, urgent) => (Turn::Vendor, format!("{open}, {urgent} of them Priority 1 or 2")),
        },
        Subject::Responses => match (facts.overdue_responses, facts.missed_responses) {
            (0, 0) => (Turn::Nobody, "all in time".to_owned()),
            (0, missed) => (Turn::Nobody, format!("{missed} missed in 90 days")),
            (overdue, missed) => (Turn::Vendor, format!("{overdue} overdue, {missed} missed in 90 days")),
        },
        Subject::Questions => match facts.questions {
            None => (Turn::Nobody, NOT_KNOWN.to_owned()),
            Some(0) => (Turn::Nobody, "none".to_owned()),
            Some(waiting) => (Turn::Vendor, format!("{waiting} to answer")),
        },
        Subject::Reviews => reviews(facts, on),
        Subject::Claims => match facts.claims {
            None => (Turn::Nobody, NOT_KNOWN.to_owned()),
            Some(0) => (Turn::Nobody, "none".to_owned()),
            Some(open) => (Turn::Vendor, format!("{open} to settle")),
        },
    }
}

const NOT_KNOWN: &str = "not known here";

fn progress(progress: Option<Progress>, complete: &str) -> (Turn, String) {
    match progress {
        None => (Turn::Nobody, NOT_KNOWN.to_owned()),
        Some(Progress { done, all }) if done >= all => (Turn::Nobody, complete.to_owned()),
        Some(Progress { done, all }) => (Turn::Customer, format!("{done} of {all}")),
    }
}

/// A review takes place when the End User asks for it; where none was held for a quarter, the advisor is reminded.
fn reviews(facts: &Facts, on: Date) -> (Turn, String) {
    match (facts.reviews_asked, facts.last_review) {
        (None, _) => (Turn::Nobody, NOT_KNOWN.to_owned()),
        (Some(asked), _) if asked > 0 => (Turn::Vendor, format!("{asked} asked for")),
        (Some(_), None) => (Turn::Nobody, "none yet: offer one".to_owned()),
        // The period of the reminder is ours (B-9).
        (Some(_), Some(held)) if quarter::holds(held, on) => {
            (Turn::Nobody, format!("held {}", crate::words::date(held)))
        }
        (Some(_), Some(_)) => (Turn::Nobody, "none for a quarter: offer one".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn ready() -> Facts {
        Facts {
            representatives: 2,
            activation: Some(Progress { done: 5, all: 5 }),
            on_boarding: Some(Progress { done: 7, all: 7 }),
            profile: Some(Profile::Fresh),
            questions: Some(0),
            reviews_asked: Some(0),
            claims: Some(0),
            last_review: Some(date("2026-09-01")),
            ..Facts::default()
        }
    }

    fn turn(facts: &Facts, subject: Subject) -> (Turn, String) {
        let points = points(facts, date("2026-11-24"));
        let point = points.into_iter().find(|point| point.subject == subject).unwrap();
        (point.turn, point.words)
    }

    #[test]
    fn an_account_in_which_all_is_done_waits_on_nobody() {
        assert_eq!(waiting(&points(&ready(), date("2026-11-24"))), 0);
    }

    #[test]
    fn each_point_says_whose_turn_it_is() {
        type Row = (fn(&mut Facts), Subject, Turn, &'static str);
        let rows: [Row; 13] = [
            (|f| f.representatives = 1, Subject::Roster, Turn::Customer, "1 of 6"),
            (
                |f| f.activation = Some(Progress { done: 3, all: 5 }),
                Subject::Activation,
                Turn::Customer,
                "3 of 5",
            ),
            (
                |f| f.on_boarding = Some(Progress { done: 0, all: 7 }),
                Subject::OnBoarding,
                Turn::Customer,
                "0 of 7",
            ),
            (
                |f| f.profile = Some(Profile::Stale),
                Subject::Profile,
                Turn::Customer,
                "not confirmed this quarter",
            ),
            (|f| f.open_cases = 3, Subject::Cases, Turn::Nobody, "3"),
            (
                |f| (f.open_cases, f.urgent_cases) = (3, 1),
                Subject::Cases,
                Turn::Vendor,
                "3, 1 of them Priority 1 or 2",
            ),
            (|f| f.missed_responses = 2, Subject::Responses, Turn::Nobody, "2 missed in 90 days"),
            (
                |f| (f.overdue_responses, f.missed_responses) = (1, 2),
                Subject::Responses,
                Turn::Vendor,
                "1 overdue, 2 missed in 90 days",
            ),
            (|f| f.questions = Some(2), Subject::Questions, Turn::Vendor, "2 to answer"),
            (|f| f.reviews_asked = Some(1), Subject::Reviews, Turn::Vendor, "1 asked for"),
            (|f| f.questions = None, Subject::Questions, Turn::Nobody, NOT_KNOWN),
            (|f| f.claims = Some(2), Subject::Claims, Turn::Vendor, "2 to settle"),
            (|f| f.claims = None, Subject::Claims, Turn::Nobody, NOT_KNOWN),
        ];
        for (change, subject, expected, words) in rows {
            let mut facts = ready();
            change(&mut facts);
            assert_eq!(turn(&facts, subject), (expected, words.to_owned()));
            let others = points(&facts, date("2026-11-24"));
            assert!(waiting(&others) <= 1, "{words} concerns no other point");
        }
    }

    #[test]
    fn a_review_is_offered_after_a_quarter() {
        for (held, words) in [
            (None, "none yet: offer one"),
            (Some("2026-08-23"), "none for a quarter: offer one"),
            (Some("2026-08-24"), "held 24 Aug 2026"),
        ] {
            let facts = Facts { last_review: held.map(date), ..ready() };
            assert_eq!(turn(&facts, Subject::Reviews).1, words);
        }
    }
}
