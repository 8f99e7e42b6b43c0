//! A priority that changes before the first contact (B-19), and business hours for the slow priorities (B-6).

use super::ResponseTarget;
use crate::{Instant, calendar::Calendar};
use chrono::TimeDelta;

/// When the first response is due after the priority was changed at `changed` to that of `target`: the earlier of what it was
/// and of the new target counted from the change. So raising never gives more time, and lowering never turns a target that
/// was missed into one that is met. Nothing changes after the first contact.
#[must_use]
pub fn due_after_change(
    due: Instant,
    first_contact: Option<Instant>,
    changed: Instant,
    target: &ResponseTarget,
    business_hours: Option<&Calendar>,
) -> Instant {
    if first_contact.is_some_and(|contact| contact <= changed) {
        return due;
    }
    due.min(target.due_by(changed, business_hours))
}

impl ResponseTarget {
    /// The due instant where Priority 3 and 4 are counted in business hours: a setting, off by default, because the service
    /// description does not say which hours it means (B-6). Priority 1 and 2 are always counted by the clock.
    #[must_use]
    pub fn due_by(&self, created: Instant, business_hours: Option<&Calendar>) -> Instant {
        match (self.priority, business_hours) {
            (priority, Some(calendar)) if priority.is_slow() => {
                calendar.add(created, TimeDelta::minutes(self.minutes.into()))
            }
            _ => self.due(created),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        calendar::WeeklyHours,
        response::{Channel, Priority, ResponseState, TargetTable, response_state},
        zone::ZoneRules,
    };
    use proptest::prelude::*;

    fn at(text: &str) -> Instant {
        text.parse().unwrap()
    }

    fn target(priority: Priority) -> ResponseTarget {
        let table =
            TargetTable { version: "t".to_owned(), minutes: [30, 30, 240, 240], business_hours: None };
        table.target(priority, &Channel::Web).unwrap()
    }

    #[test]
    fn raising_counts_from_the_change_and_lowering_changes_nothing() {
        let created = at("2026-11-24T10:00:00Z");
        let raised = |changed| {
            due_after_change(at("2026-11-24T14:00:00Z"), None, at(changed), &target(Priority::P1), None)
        };
        assert_eq!(raised("2026-11-24T11:00:00Z"), at("2026-11-24T11:30:00Z"));
        assert_eq!(raised("2026-11-24T13:45:00Z"), at("2026-11-24T14:00:00Z"), "never later than it was");
        let due = target(Priority::P2).due(created);
        assert_eq!(due_after_change(due, None, at("2026-11-24T10:10:00Z"), &target(Priority::P4), None), due);
    }

    #[test]
    fn after_the_first_contact_nothing_changes() {
        let due = at("2026-11-24T14:00:00Z");
        let contact = Some(at("2026-11-24T10:30:00Z"));
        assert_eq!(
            due_after_change(due, contact, at("2026-11-24T11:00:00Z"), &target(Priority::P1), None),
            due
        );
    }

    #[test]
    fn business_hours_concern_the_slow_priorities_only() {
        let office =
            Calendar::new(&WeeklyHours::parse("Mon-Fri 09:00-17:00").unwrap(), &[], ZoneRules::utc());
        let evening = at("2026-11-27T16:00:00Z"); // a Friday
        assert_eq!(target(Priority::P3).due_by(evening, Some(&office)), at("2026-11-30T12:00:00Z"));
        assert_eq!(target(Priority::P3).due_by(evening, None), at("2026-11-27T20:00:00Z"));
        assert_eq!(target(Priority::P1).due_by(evening, Some(&office)), at("2026-11-27T16:30:00Z"));
    }

    proptest! {
        /// Whatever is changed how often, the due instant only comes nearer, and what was overdue stays overdue.
        #[test]
        fn a_miss_stays_a_miss(changes in proptest::collection::vec((0usize..4, 0i64..400), 0..8), first in 0usize..4) {
            let created = at("2026-11-24T10:00:00Z");
            let mut due = target(Priority::ALL[first]).due(created);
            let mut changes = changes;
            changes.sort_by_key(|(_, minute)| *minute);
            for (priority, minute) in changes {
                let now = created + TimeDelta::minutes(minute);
                let was_overdue = matches!(response_state(created, due, None, now), ResponseState::Overdue { .. });
                let next = due_after_change(due, None, now, &target(Priority::ALL[priority]), None);
                prop_assert!(next <= due);
                due = next;
                let is_overdue = matches!(response_state(created, due, None, now), ResponseState::Overdue { .. });
                prop_assert!(is_overdue || !was_overdue);
            }
        }
    }
}
