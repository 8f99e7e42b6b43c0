//! Whom to call now (decision table C4): always the same three lines; only their order and the advisor's hours move.
//!
//! Telephone numbers are settings and not known here.

pub use crate::advisor::AdvisorOnDuty;

use crate::{
    Instant,
    advisor::{Availability, ClosedBecause, Schedule, day},
    reason::{Input, Outcome, Reason, Rule, Section},
};

const R_022: Rule = Rule::new("R-022");
const R_075: Rule = Rule::new("R-075");
const B_3: Rule = Rule::new("B-3");

/// One of the three lines.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Line {
    /// A new fault: JTAC, 24 hours a day, 7 days a week.
    NewFault,
    /// A case is stuck: the Escalation Management Desk, 24x7. It escalates cases, it does not open them.
    StuckCase,
    /// Advice: the Technical Services Advisor, in business hours.
    Advice,
}

/// How far ahead an opening is looked for, days.
const AHEAD: usize = 120;

/// Who answers for the advisor, and when.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Advice {
    /// The advisor or, on a day of the advisor's leave, the stand-in; while it is closed, whoever opens next.
    pub who: AdvisorOnDuty,
    /// Open or closed, by the zone of the one on duty.
    pub availability: Availability,
}

/// Decides who answers for the advisor at `now`. An opening that falls on a day of leave is the stand-in's; without a
/// stand-in it is the advisor's first after the leave.
#[must_use]
pub fn advice(advisor: &Schedule, stand_in: Option<&Schedule>, now: Instant) -> Advice {
    let date = advisor.zone.date(now);
    let today = day(advisor, stand_in, date);
    let mut ahead = date
        .iter_days()
        .take(AHEAD)
        .map(|date| day(advisor, stand_in, date))
        .flat_map(|day| day.hours.into_iter().map(move |span| (day.who, span)))
        .skip_while(|(_, span)| span.to <= now);
    match ahead.next() {
        Some((who, span)) if span.from <= now => {
            // A stand-in's hours may go on over the advisor's midnight.
            let until =
                ahead.take(1).filter(|(_, next)| next.from == span.to).fold(span.to, |_, (_, next)| next.to);
            Advice { who, availability: Availability::Open { until } }
        }
        next => {
            let because = today.closed.unwrap_or(ClosedBecause::OutsideHours);
            let opens = next.map(|(_, span)| span.from);
            let who = next.map_or(today.who, |(who, _)| who);
            Advice { who, availability: Availability::Closed { opens, because } }
        }
    }
}

/// The order of the lines (our reading B-3): a new fault always first; while the advisor is open, advice before the
/// desk, otherwise the desk first. `None` when there is no advisor.
#[must_use]
pub fn order(advice: Option<&Advice>) -> [Line; 3] {
    match advice.map(|advice| advice.availability) {
        Some(Availability::Open { .. }) => [Line::NewFault, Line::Advice, Line::StuckCase],
        _ => [Line::NewFault, Line::StuckCase, Line::Advice],
    }
}

/// Why the advisor is open or closed, and why the lines stand in this order.
#[must_use]
pub fn reason(schedule: &Schedule, availability: Availability) -> Reason {
    let (open, close) = schedule.region.hours();
    let why = match availability {
        Availability::Open { .. } => {
            "It is a working day within the advisor's local business hours, so the advisor comes before the Escalation Management Desk."
        }
        Availability::Closed { because: ClosedBecause::Weekend, .. } => {
            "It is a weekend where the advisor works. The Escalation Management Desk answers at all hours."
        }
        Availability::Closed { because: ClosedBecause::Holiday, .. } => {
            "It is a Juniper observed holiday where the advisor works. The Escalation Management Desk answers at all hours."
        }
        Availability::Closed { because: ClosedBecause::Leave, .. } => {
            "The advisor is on leave and nobody stands in. The Escalation Management Desk answers at all hours."
        }
        Availability::Closed { because: ClosedBecause::OutsideHours, .. } => {
            "It is outside the advisor's local business hours. The Escalation Management Desk answers at all hours."
        }
    };
    Reason {
        rules: &[R_075, R_022, B_3],
        section: Section::Availability,
        title: "Advisor's business hours",
        outcome: if matches!(availability, Availability::Open { .. }) {
            Outcome::Met
        } else {
            Outcome::Failed
        },
        why: why.to_owned(),
        inputs: vec![
            Input::known("Region", schedule.region.name()),
            Input::known("Zone", schedule.zone.name()),
            Input::known("Hours", format!("{open:02}:00 to {close:02}:00, Monday to Friday")),
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{advisor::Region, zone::ZoneRules};

    fn schedule(leave: Vec<(crate::Date, crate::Date)>) -> Schedule {
        Schedule { region: Region::Emea, zone: ZoneRules::utc(), holidays: vec![], leave }
    }

    fn at(text: &str) -> Instant {
        text.parse().unwrap()
    }

    #[test]
    fn the_desk_comes_second_while_the_advisor_is_open() {
        let now = at("2026-11-24T10:00:00Z");
        let open = advice(&schedule(vec![]), None, now);
        assert_eq!(order(Some(&open)), [Line::NewFault, Line::Advice, Line::StuckCase]);
        let closed = advice(&schedule(vec![]), None, at("2026-11-24T20:00:00Z"));
        assert_eq!(order(Some(&closed)), [Line::NewFault, Line::StuckCase, Line::Advice]);
        assert_eq!(order(None), [Line::NewFault, Line::StuckCase, Line::Advice]);
    }

    #[test]
    fn the_stand_in_answers_during_leave() {
        let leave = vec![("2026-11-23".parse().unwrap(), "2026-11-27".parse().unwrap())];
        let now = at("2026-11-24T10:00:00Z");
        let with = advice(&schedule(leave.clone()), Some(&schedule(vec![])), now);
        assert_eq!(
            with,
            Advice {
                who: AdvisorOnDuty::StandIn,
                availability: Availability::Open { until: at("2026-11-24T17:00:00Z") }
            }
        );
        let without = advice(&schedule(leave), None, now);
        let (opens, because) = (Some(at("2026-11-30T09:00:00Z")), ClosedBecause::Leave);
        assert_eq!(without.availability, Availability::Closed { opens, because });
    }

    #[test]
    fn on_the_evening_before_a_leave_the_next_to_open_is_the_stand_in() {
        let leave = vec![("2026-11-24".parse().unwrap(), "2026-11-24".parse().unwrap())];
        let evening = at("2026-11-23T18:00:00Z");
        let opens =
            |text| Availability::Closed { opens: Some(at(text)), because: ClosedBecause::OutsideHours };
        let with = advice(&schedule(leave.clone()), Some(&schedule(vec![])), evening);
        assert_eq!((with.who, with.availability), (AdvisorOnDuty::StandIn, opens("2026-11-24T09:00:00Z")));
        let without = advice(&schedule(leave), None, evening);
        assert_eq!(
            (without.who, without.availability),
            (AdvisorOnDuty::Advisor, opens("2026-11-25T09:00:00Z"))
        );
    }
}
