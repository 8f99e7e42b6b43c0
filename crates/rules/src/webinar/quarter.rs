//! Calendar quarters and what each has of webinars: held, planned, or missing. Quarters are those of the calendar,
//! in UTC: whether the service description means these or those of a contract is open (D-4), and this is our reading.

use super::{Facts, Recording, State};
use crate::{
    Date, Instant,
    reason::{Input, Outcome, Reason, Rule, Section},
    words,
};
use chrono::Datelike;

const R_035: Rule = Rule::new("R-035");
const R_038: Rule = Rule::new("R-038");

/// Three months of a year, from January, April, July or October.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
pub struct Quarter {
    year: i32,
    /// 0 to 3.
    place: u8,
}

impl Quarter {
    /// The quarter of an instant, in UTC.
    #[must_use]
    pub fn of(at: Instant) -> Self {
        let date = at.date_naive();
        Self { year: date.year(), place: u8::try_from(date.month0() / 3).unwrap_or(0) }
    }

    /// Reads `2026-Q3`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (year, quarter) = text.split_once("-Q")?;
        let year = Some(year).filter(|year| year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()))?;
        let place = match quarter {
            "1" => 0,
            "2" => 1,
            "3" => 2,
            "4" => 3,
            _ => return None,
        };
        Some(Self { year: year.parse().ok()?, place })
    }

    /// `2026-Q3`
    #[must_use]
    pub fn name(self) -> String {
        format!("{:04}-Q{}", self.year, self.place + 1)
    }

    /// The one after.
    #[must_use]
    pub const fn next(self) -> Self {
        match self.place {
            3 => Self { year: self.year.saturating_add(1), place: 0 },
            place => Self { place: place + 1, ..self },
        }
    }

    /// The one before.
    #[must_use]
    pub const fn previous(self) -> Self {
        match self.place {
            0 => Self { year: self.year.saturating_sub(1), place: 3 },
            place => Self { place: place - 1, ..self },
        }
    }

    /// Its first day; the first of the calendar where that has no such day.
    #[must_use]
    pub fn first_day(self) -> Date {
        Date::from_ymd_opt(self.year, u32::from(self.place) * 3 + 1, 1).unwrap_or(Date::MIN)
    }

    /// Its first instant, in UTC.
    #[must_use]
    pub fn begins(self) -> Instant {
        self.first_day().and_time(chrono::NaiveTime::MIN).and_utc()
    }
}

/// What a quarter has.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Has {
    /// A webinar that took place
    Held,
    /// One that is to come, or is running
    Planned,
    /// None
    Missing,
}

/// A quarter with what it has.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Coverage {
    /// Which.
    pub quarter: Quarter,
    /// How many took place.
    pub held: u32,
    /// How many are to come.
    pub planned: u32,
    /// How many of those that took place have no recording yet.
    pub owed: u32,
    /// The quarter in which it is asked.
    pub asked_in: Quarter,
}

/// What a quarter has of these webinars: those that begin in it and were not cancelled.
#[must_use]
pub fn coverage(quarter: Quarter, webinars: &[Facts], now: Instant) -> Coverage {
    let mut found = Coverage { quarter, held: 0, planned: 0, owed: 0, asked_in: Quarter::of(now) };
    for webinar in webinars.iter().filter(|webinar| Quarter::of(webinar.starts) == quarter) {
        match webinar.state(now) {
            State::Held => found.held = found.held.saturating_add(1),
            State::Planned => found.planned = found.planned.saturating_add(1),
            State::Cancelled => {}
        }
        if webinar.recording(now) == Recording::Owed {
            found.owed = found.owed.saturating_add(1);
        }
    }
    found
}

impl Coverage {
    /// What it has.
    #[must_use]
    pub const fn has(&self) -> Has {
        match (self.held, self.planned) {
            (0, 0) => Has::Missing,
            (0, _) => Has::Planned,
            _ => Has::Held,
        }
    }

    /// Why. A quarter that has not begun may still be without one.
    #[must_use]
    pub fn reason(&self) -> Reason {
        let to_come = self.quarter > self.asked_in;
        let (outcome, mut why) = match self.has() {
            Has::Held => {
                (Outcome::Met, format!("{} took place in this quarter.", words::count(self.held, "webinar")))
            }
            Has::Planned => (
                Outcome::Met,
                format!("{} in this quarter, still to come.", words::count(self.planned, "webinar")),
            ),
            Has::Missing if to_come => (
                Outcome::Unknown,
                "The quarter has not begun, and no webinar is planned in it yet.".to_owned(),
            ),
            Has::Missing if self.quarter == self.asked_in => {
                (Outcome::Failed, "No webinar took place in this quarter, and none is planned.".to_owned())
            }
            Has::Missing => (Outcome::Failed, "No webinar took place in this quarter.".to_owned()),
        };
        if self.owed > 0 {
            why.push_str(&format!(" Not posted yet: {}.", words::count(self.owed, "recording")));
        }
        why.push_str(" Quarters are those of the calendar, in UTC: a reading of ours.");
        Reason {
            rules: if self.owed > 0 { &[R_035, R_038] } else { &[R_035] },
            section: Section::KnowledgeTransfer,
            title: "A webinar in every quarter",
            outcome,
            why,
            inputs: vec![
                Input::known("Quarter", self.quarter.name()),
                Input::known("Held", self.held.to_string()),
                Input::known("Planned", self.planned.to_string()),
                Input::known("Recordings owed", self.owed.to_string()),
            ],
        }
    }
}
