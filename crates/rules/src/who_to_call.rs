//! Whom to call now (decision table C4): always the same three lines; only their order and the advisor's hours move.
//!
//! Telephone numbers are settings and not known here.

use crate::{
    Instant,
    advisor::{Availability, ClosedBecause, Schedule},
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

/// Who answers for the advisor, and when.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Advice {
    /// The advisor or, on a day of the advisor's leave, the stand-in.
    pub who: AdvisorOnDuty,
    /// Open or closed, by the zone of the one on duty.
    pub availability: Availability,
}

/// Which of the two is on duty.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum AdvisorOnDuty {
    /// The named advisor.
    Advisor,
    /// The stand-in during leave.
    StandIn,
}

/// Decides who answers for the advisor at `now`. On leave without a stand-in the advisor's own hours after the leave
/// count.
#[must_use]
pub fn advice(advisor: &Schedule, stand_in: Option<&Schedule>, now: Instant) -> Advice {
    let away = advisor.on_leave(advisor.zone.date(now));
    match stand_in.filter(|_| away) {
        Some(stand_in) => Advice { who: AdvisorOnDuty::StandIn, availability: stand_in.availability(now) },
        None if away => Advice { who: AdvisorOnDuty::Advisor, availability: after_leave(advisor, now) },
        None => Advice { who: AdvisorOnDuty::Advisor, availability: advisor.availability(now) },
    }
}

fn after_leave(advisor: &Schedule, now: Instant) -> Availability {
    let opens = advisor
        .zone
        .date(now)
        .iter_days()
        .take(120)
        .filter(|date| !advisor.on_leave(*date))
        .filter_map(|date| advisor.opening_hours(date))
        .map(|(opening, _)| opening)
        .find(|opening| *opening > now);
    Availability::Closed { opens, because: ClosedBecause::OutsideHours }
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
        assert!(
            matches!(without.availability, Availability::Closed { opens: Some(opens), .. } if opens == at("2026-11-30T09:00:00Z"))
        );
    }
}
