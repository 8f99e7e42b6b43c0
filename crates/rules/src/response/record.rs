//! Was the word kept? What became of the response targets of many cases: by calendar quarter, priority and channel. It counts
//! what the cases say; which due instant a case has was decided when it was opened or changed, and is never decided here again.
//!
//! A case belongs to the quarter in which it was created; quarters are those of the calendar, in UTC, as those of
//! [`crate::webinar::quarter`] are (D-4). A web-opened Priority 1 is counted as a Priority 1.

use super::{Channel, Priority, ResponseState, response_state};
use crate::{
    Instant,
    reason::{Input, Outcome, Reason, Rule, Section},
    webinar::quarter::Quarter,
    words,
};

const R_041: Rule = Rule::new("R-041");
const R_049: Rule = Rule::new("R-049");
const R_050: Rule = Rule::new("R-050");
const B_19: Rule = Rule::new("B-19");
const R_051: Rule = Rule::new("R-051");
const B_7: Rule = Rule::new("B-7");

/// How many quarters a record goes back, this one included.
pub const QUARTERS: usize = 8;

/// What became of the target of one case.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
pub enum Kept {
    /// An engineer called or wrote by the due instant.
    Met,
    /// An engineer did so later.
    Missed,
    /// The due instant is past, and no engineer has called or written.
    NeverContacted,
    /// There is still time: counts for neither side.
    Running,
}

impl Kept {
    /// All four.
    pub const ALL: [Self; 4] = [Self::Met, Self::Missed, Self::NeverContacted, Self::Running];

    /// Of how a case stands.
    #[must_use]
    pub const fn of(state: ResponseState) -> Self {
        match state {
            ResponseState::Met { .. } => Self::Met,
            ResponseState::Missed { .. } => Self::Missed,
            ResponseState::Overdue { .. } => Self::NeverContacted,
            ResponseState::Running { .. } => Self::Running,
        }
    }

    /// The name for addresses and the API.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Missed => "missed",
            Self::NeverContacted => "never_contacted",
            Self::Running => "running",
        }
    }

    /// For people, after a number: "3 within the target".
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Met => "within the target",
            Self::Missed => "later than the target",
            Self::NeverContacted => "never contacted",
            Self::Running => "still running",
        }
    }
}

/// What is counted of a case.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Facts {
    /// The priority that its target was made for, whatever the row of the table: a change that left the target as it was leaves
    /// the case where it counts (B-19).
    pub priority: Priority,
    /// How it was opened.
    pub channel: Channel,
    /// When it was created.
    pub created: Instant,
    /// When the first response was due.
    pub due: Instant,
    /// When an engineer first called or wrote.
    pub first_contact: Option<Instant>,
    /// Minutes of its target.
    pub target_minutes: u32,
}

impl Facts {
    /// What became of its target by `now`.
    #[must_use]
    pub fn kept(&self, now: Instant) -> Kept {
        Kept::of(response_state(self.created, self.due, self.first_contact, now))
    }

    /// Which quarter it is counted in.
    #[must_use]
    pub fn quarter(&self) -> Quarter {
        Quarter::of(self.created)
    }

    /// From creation to the first contact, in whole seconds; none without one. A contact that stands before the creation
    /// took no time.
    fn seconds(&self) -> Option<i64> {
        self.first_contact.map(|contact| (contact - self.created).num_seconds().max(0))
    }
}

/// How many cases became what.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Figures {
    /// [`Kept::Met`]
    pub met: u32,
    /// [`Kept::Missed`]
    pub missed: u32,
    /// [`Kept::NeverContacted`]
    pub never_contacted: u32,
    /// [`Kept::Running`]
    pub running: u32,
    /// The middle one of the times from creation to first contact, in seconds; of two in the middle, half-way between them. Who
    /// was never contacted has no such time, so it is none when nobody was.
    pub median_seconds: Option<i64>,
    /// Minutes of the target, when it is the same for all.
    pub target_minutes: Option<u32>,
}

/// The figures of one priority and channel in one quarter.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    /// When the cases were created.
    pub quarter: Quarter,
    /// Their priority.
    pub priority: Priority,
    /// How they were opened.
    pub channel: Channel,
    /// What became of them.
    pub figures: Figures,
}

impl Row {
    /// Is that case one of those behind these figures?
    #[must_use]
    pub fn counts(&self, case: &Facts) -> bool {
        self.quarter == case.quarter() && self.priority == case.priority && self.channel == case.channel
    }
}

/// The quarters of a record, the oldest first; the last one is that of `now`.
#[must_use]
pub fn quarters(now: Instant) -> Vec<Quarter> {
    let back = std::iter::successors(Some(Quarter::of(now)), |quarter| Some(quarter.previous()));
    let mut quarters: Vec<Quarter> = back.take(QUARTERS).collect();
    quarters.reverse();
    quarters
}

/// The record of these cases: by quarter, priority and name of the channel. Where there is no case there is no row, and what
/// lies outside the [`quarters`] is left out.
#[must_use]
pub fn record(cases: &[Facts], now: Instant) -> Vec<Row> {
    let quarters = quarters(now);
    let mut counted: Vec<&Facts> = cases.iter().filter(|case| quarters.contains(&case.quarter())).collect();
    let place = |case: &Facts| (case.quarter(), case.priority.number());
    counted.sort_by(|a, b| (place(a), a.channel.name()).cmp(&(place(b), b.channel.name())));
    let alike = |a: &&Facts, b: &&Facts| place(a) == place(b) && a.channel == b.channel;
    let row = |alike: &[&Facts]| {
        let first = alike.first()?;
        let (priority, channel) = (first.priority, first.channel.clone());
        Some(Row { quarter: first.quarter(), priority, channel, figures: figures(alike, now) })
    };
    counted.chunk_by(alike).filter_map(row).collect()
}

fn figures(cases: &[&Facts], now: Instant) -> Figures {
    let mut figures = Figures::default();
    for case in cases {
        let n = match case.kept(now) {
            Kept::Met => &mut figures.met,
            Kept::Missed => &mut figures.missed,
            Kept::NeverContacted => &mut figures.never_contacted,
            Kept::Running => &mut figures.running,
        };
        *n = n.saturating_add(1);
    }
    let mut seconds: Vec<i64> = cases.iter().filter_map(|case| case.seconds()).collect();
    seconds.sort_unstable();
    let (low, high) = (seconds.get(seconds.len().saturating_sub(1) / 2), seconds.get(seconds.len() / 2));
    figures.median_seconds = low.zip(high).map(|(low, high)| low + (high - low) / 2);
    figures.target_minutes = cases
        .first()
        .map(|first| first.target_minutes)
        .filter(|minutes| cases.iter().all(|case| case.target_minutes == *minutes));
    figures
}

impl Figures {
    /// How many became that.
    #[must_use]
    pub const fn of(&self, kept: Kept) -> u32 {
        match kept {
            Kept::Met => self.met,
            Kept::Missed => self.missed,
            Kept::NeverContacted => self.never_contacted,
            Kept::Running => self.running,
        }
    }

    /// How many of them can be judged: all but those that still run.
    #[must_use]
    pub const fn judged(&self) -> u32 {
        self.met.saturating_add(self.missed).saturating_add(self.never_contacted)
    }

    /// The share within the target in whole percent, rounded down: 100 means every one. None when nothing can be judged.
    #[must_use]
    pub fn percent(&self) -> Option<u8> {
        let share = (u64::from(self.met) * 100).checked_div(u64::from(self.judged()))?;
        u8::try_from(share).ok()
    }

    /// Why these figures.
    #[must_use]
    pub fn reason(&self) -> Reason {
        let (judged, late) = (self.judged(), self.judged() - self.met.min(self.judged()));
        let outcome = match (judged, late) {
            (0, _) => Outcome::Unknown,
            (_, 0) => Outcome::Met,
            _ => Outcome::Failed,
        };
        let mut why = match judged {
            0 => "No case can be judged yet.".to_owned(),
            judged => format!(
                "{} of {} had a first response within the target.",
                self.met,
                words::count(judged, "case")
            ),
        };
        for (n, then) in [
            (self.missed, "came later than that"),
            (self.never_contacted, "had none from an engineer when it was due, and has none until now"),
            (self.running, "still has time and counts for neither side"),
        ] {
            if n > 0 {
                why.push_str(&format!(" {n}: {then}."));
            }
        }
        why.push_str(
            " Counted from the creation of the case to an engineer’s phone call or e-mail; nothing else ends it. A case counts \
             under the priority that its target was made for, and in the calendar quarter (UTC) in which it was created. A target, never a guarantee.",
        );
        let text = |n: u32| Some(n.to_string());
        Reason {
            rules: &[R_050, R_041, R_049, R_051, B_7, B_19],
            section: Section::ResponseTime,
            title: "Was the word kept?",
            outcome,
            why,
            inputs: vec![
                Input::maybe("Within the target", text(self.met)),
                Input::maybe("Later", text(self.missed)),
                Input::maybe("Never contacted", text(self.never_contacted)),
                Input::maybe("Still running", text(self.running)),
            ],
        }
    }
}

#[cfg(test)]
mod tests;
