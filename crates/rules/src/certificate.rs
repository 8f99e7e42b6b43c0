//! Certificates of people: what must be said about one, when an approval stays, when the vendor may approve, and what
//! people are told before one runs out. Whom a certificate gives access is `expert_to_expert`'s to say.

use crate::{
    Date,
    country::{Country, CountryList},
    expert_to_expert::{Approval, Certification, Expiry, Level, expires},
    reason::{Input, Outcome, Reason, Rule, Section},
    words,
};

const R_070: Rule = Rule::new("R-070");
const R_073: Rule = Rule::new("R-073");
const R_081: Rule = Rule::new("R-081");
const B_11: Rule = Rule::new("B-11");
const B_13: Rule = Rule::new("B-13");

/// Most characters of a track.
pub const TRACK_MAX: usize = 20;
/// Most characters of a number.
pub const NUMBER_MAX: usize = 40;

/// A certificate as somebody enters it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Entry<'a> {
    /// Level; none for one that is not known.
    pub level: Option<Level>,
    /// Track: "SP", "ENT".
    pub track: &'a str,
    /// Number.
    pub number: &'a str,
    /// When it was obtained.
    pub obtained: Option<Date>,
    /// Last valid day; three years after it was obtained when it is not given.
    pub expires: Option<Date>,
}

/// What is wrong with an entry.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Problem {
    /// No level, or none that there is.
    Level,
    /// No track, or one that is too long.
    Track,
    /// No number, or one that is too long.
    Number,
    /// Obtained in the future.
    Obtained,
    /// Neither day is given, or it ends before it begins.
    Expires,
}

impl Problem {
    /// The field that it is about.
    #[must_use]
    pub const fn field(self) -> &'static str {
        match self {
            Self::Level => "level",
            Self::Track => "track",
            Self::Number => "number",
            Self::Obtained => "obtained",
            Self::Expires => "expires",
        }
    }

    /// For people.
    #[must_use]
    pub const fn message(self) -> &'static str {
        match self {
            Self::Level => "Choose the level: JNCIA, JNCIS, JNCIP or JNCIE",
            Self::Track => "Enter the track, such as SP or ENT; 20 characters fit",
            Self::Number => "Enter the number of the certificate; 40 characters fit",
            Self::Obtained => "A certificate is not obtained in the future",
            Self::Expires => "Give the last valid day, or the day on which it was obtained, in this order",
        }
    }
}

/// The last valid day of a certificate that is entered. One that has run out may be entered; it gives nothing.
///
/// # Errors
/// Everything that is wrong, at once.
pub fn last_day(entry: &Entry<'_>, today: Date) -> Result<Date, Vec<Problem>> {
    let fits = |text: &str, most: usize| (1..=most).contains(&text.trim().chars().count());
    let end = entry.expires.or_else(|| entry.obtained.map(expires));
    let in_order = end.filter(|end| entry.obtained.is_none_or(|obtained| obtained <= *end));
    let wrong: Vec<Problem> = [
        (entry.level.is_none(), Problem::Level),
        (!fits(entry.track, TRACK_MAX), Problem::Track),
        (!fits(entry.number, NUMBER_MAX), Problem::Number),
        (entry.obtained.is_some_and(|obtained| obtained > today), Problem::Obtained),
        (in_order.is_none(), Problem::Expires),
    ]
    .into_iter()
    .filter_map(|(is_wrong, problem)| is_wrong.then_some(problem))
    .collect();
    in_order.filter(|_| wrong.is_empty()).ok_or(wrong)
}

/// What an approval was given for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Approved<'a> {
    /// Level as it is written.
    pub level: &'a str,
    /// Track.
    pub track: &'a str,
    /// Number; none with a certificate from before numbers were asked for.
    pub number: Option<&'a str>,
    /// Last valid day.
    pub expires: Date,
}

/// Does the vendor's answer stay when a certificate is entered anew? Only when it says the same in all four.
#[must_use]
pub fn keeps_answer(before: Option<Approved<'_>>, after: Approved<'_>) -> bool {
    before == Some(after)
}

/// May the vendor approve the access by this certificate on that day? An associate's gives none, nor does one that has run
/// out.
#[must_use]
pub fn approvable(certification: Option<Certification>, on: Date) -> Reason {
    let (met, why) = match certification {
        None => (false, "No certificate has been entered, or one whose level is not known."),
        Some(held) if held.level < Level::Jncis => {
            (false, "A JNCIA gives no access; JNCIS, JNCIP and JNCIE can.")
        }
        Some(held) if on > held.expires => {
            (false, "This certificate has run out. Enter the new one; then it can be approved.")
        }
        Some(held) if held.approval == Approval::Approved => (true, "Approved."),
        Some(_) => (true, "A valid certificate. With your approval the access begins at once."),
    };
    Reason {
        rules: &[R_081, B_13],
        section: Section::Scope,
        title: "Approving a certified expert",
        outcome: if met { Outcome::Met } else { Outcome::Failed },
        why: why.to_owned(),
        inputs: vec![
            Input::known("Level", certification.map_or("none", |held| held.level.name())),
            Input::known(
                "Last valid day",
                certification.map_or_else(|| "none".to_owned(), |held| words::date(held.expires)),
            ),
        ],
    }
}

/// What people are told about the end of a certificate on a day; nothing while it is more than 90 days away.
#[must_use]
pub fn warning(certification: Certification, on: Date) -> Option<String> {
    match certification.expiry(on) {
        Expiry::Far => None,
        Expiry::Past => Some("Ran out: counts as not held".to_owned()),
        Expiry::Within(_) => {
            let days = u32::try_from((certification.expires - on).num_days()).unwrap_or_default();
            Some(match days {
                0 => "Runs out today".to_owned(),
                days => format!("Runs out in {}", words::count(days, "day")),
            })
        }
    }
}

/// The recommendation for a representative who does not hold a JNCIS or higher. Nothing depends on it.
#[must_use]
pub fn recommendation() -> Reason {
    Reason {
        rules: &[R_070],
        section: Section::Responsibilities,
        title: "JNCIS recommended",
        outcome: Outcome::Met,
        why: "A JNCIS or higher is strongly recommended for representatives. It is never demanded: this person works with senior engineers and with your advisor all the same.".to_owned(),
        inputs: Vec::new(),
    }
}

/// Where somebody works, against the list of countries in which the service is not available (R-073a, B-11). A listed one is
/// looked at by people and refuses nothing; nationality is never asked.
#[must_use]
pub fn place_of_work(country: Option<Country>, list: &CountryList) -> Reason {
    // That none is given refuses nothing and is looked at by nobody.
    let outcome = country.map_or(Outcome::Met, |country| list.availability(country));
    let why = match outcome {
        Outcome::Failed => {
            "This country is on the list of those in which the service is not available. Somebody of the vendor looks at it; until then nothing changes."
        }
        Outcome::Unknown => {
            "Not every country of the list is known here, and this one may be on it. A listed country goes to review and refuses nothing by itself."
        }
        Outcome::Met => {
            "The place of work counts, never nationality. A listed country goes to review and refuses nothing by itself."
        }
    };
    Reason {
        rules: &[R_073, B_11],
        section: Section::Availability,
        title: "Place of work",
        outcome,
        why: why.to_owned(),
        inputs: vec![
            Input::known(
                "Country",
                country.map_or_else(|| "not given".to_owned(), |country| country.to_string()),
            ),
            Input::known("List", list.source.clone()),
            Input::known("Checked on", words::date(list.checked_on)),
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    const ENTRY: Entry<'_> =
        Entry { level: Some(Level::Jncis), track: "SP", number: "JPR-1", obtained: None, expires: None };

    #[test]
    fn a_certificate_ends_three_years_after_it_was_obtained_unless_it_says_otherwise() {
        let today = date("2026-11-24");
        let obtained = Some(date("2025-03-01"));
        assert_eq!(last_day(&Entry { obtained, ..ENTRY }, today), Ok(date("2028-03-01")));
        let both = Entry { obtained, expires: Some(date("2028-02-01")), ..ENTRY };
        assert_eq!(last_day(&both, today), Ok(date("2028-02-01")));
        let past = Entry { expires: Some(date("2020-01-01")), ..ENTRY };
        assert_eq!(last_day(&past, today), Ok(date("2020-01-01")));
    }

    #[test]
    fn everything_wrong_is_said_at_once() {
        let today = date("2026-11-24");
        let empty = Entry { level: None, track: " ", number: "", obtained: None, expires: None };
        assert_eq!(
            last_day(&empty, today),
            Err(vec![Problem::Level, Problem::Track, Problem::Number, Problem::Expires])
        );
        let ahead = Entry { obtained: Some(date("2026-11-25")), ..ENTRY };
        assert_eq!(last_day(&ahead, today), Err(vec![Problem::Obtained]));
        let backwards =
            Entry { obtained: Some(date("2026-01-02")), expires: Some(date("2026-01-01")), ..ENTRY };
        assert_eq!(last_day(&backwards, today), Err(vec![Problem::Expires]));
        let (track, number) = ("x".repeat(TRACK_MAX + 1), "x".repeat(NUMBER_MAX + 1));
        let long = Entry { track: &track, number: &number, expires: Some(today), ..ENTRY };
        assert_eq!(last_day(&long, today), Err(vec![Problem::Track, Problem::Number]));
        assert!(Problem::Track.message().contains(&TRACK_MAX.to_string()));
        assert!(Problem::Number.message().contains(&NUMBER_MAX.to_string()));
    }

    #[test]
    fn an_answer_stays_only_with_the_same_certificate() {
        let held = Approved { level: "JNCIS", track: "SP", number: Some("1"), expires: date("2027-01-01") };
        assert!(keeps_answer(Some(held), held));
        for other in [
            Approved { level: "JNCIP", ..held },
            Approved { track: "ENT", ..held },
            Approved { number: Some("2"), ..held },
            Approved { expires: date("2027-01-02"), ..held },
        ] {
            assert!(!keeps_answer(Some(held), other));
        }
        assert!(!keeps_answer(None, held));
    }

    #[test]
    fn an_associate_and_one_that_has_run_out_are_not_approved() {
        let on = date("2026-11-24");
        let held = |level, expires| {
            Some(Certification { level, expires: date(expires), approval: Approval::Pending })
        };
        assert_eq!(approvable(held(Level::Jncis, "2026-11-24"), on).outcome, Outcome::Met);
        for none in [held(Level::Jncia, "2030-01-01"), held(Level::Jncie, "2026-11-23"), None] {
            assert_eq!(approvable(none, on).outcome, Outcome::Failed, "{none:?}");
        }
    }

    #[test]
    fn the_end_is_told_by_the_day() {
        let held = |expires| Certification {
            level: Level::Jncis,
            expires: date(expires),
            approval: Approval::Approved,
        };
        let told = |expires| warning(held(expires), date("2026-11-24"));
        assert_eq!(told("2027-02-23"), None);
        assert_eq!(told("2027-02-22").unwrap(), "Runs out in 90 days");
        assert_eq!(told("2026-11-25").unwrap(), "Runs out in 1 day");
        assert_eq!(told("2026-11-24").unwrap(), "Runs out today");
        assert_eq!(told("2026-11-23").unwrap(), "Ran out: counts as not held");
    }

    #[test]
    fn a_listed_place_of_work_goes_to_review() {
        let list = CountryList {
            source: "the list".to_owned(),
            checked_on: date("2026-11-01"),
            excluded: Country::parse("SD").into_iter().collect(),
            unread: false,
        };
        let outcome = |code| place_of_work(Country::parse(code), &list).outcome;
        assert_eq!(
            [outcome("SD"), outcome("SS"), outcome("")],
            [Outcome::Failed, Outcome::Met, Outcome::Met]
        );
        assert!(place_of_work(Country::parse("SD"), &list).why.contains("until then nothing changes"));
        let part = CountryList { unread: true, ..list };
        let outcome = |code| place_of_work(Country::parse(code), &part).outcome;
        assert_eq!(
            [outcome("SD"), outcome("SS"), outcome("")],
            [Outcome::Failed, Outcome::Unknown, Outcome::Met]
        );
    }
}
