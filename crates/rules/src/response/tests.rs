//! Targets, and whether somebody has answered.

use super::*;

fn table() -> TargetTable {
    TargetTable { version: "2026-01-01".to_owned(), minutes: [30, 30, 240, 240], business_hours: None }
}

#[test]
fn priorities_are_the_numbers_1_to_4() {
    assert_eq!([1, 2, 3, 4].map(Priority::from_number), Priority::ALL.map(Some));
    assert_eq!([0, 5, 255].map(Priority::from_number), [None; 3]);
    assert_eq!(Priority::ALL.map(Priority::number), [1, 2, 3, 4]);
}

/// Decision table C2, cell by cell.
#[test]
fn targets_by_priority_and_channel() {
    let minutes =
        |priority, channel: Channel| table().target(priority, &channel).map(|target| target.minutes);
    for (priority, expected) in Priority::ALL.into_iter().zip([30, 30, 240, 240]) {
        assert_eq!(minutes(priority, Channel::Phone), Ok(expected));
        assert_eq!(minutes(priority, Channel::Web), Ok(expected));
        assert_eq!(minutes(priority, Channel::Email), Err(EmailRefused));
    }
}

/// Equal numbers today must not hide the substitution: a changed table shows it (B-14).
#[test]
fn priority_1_on_the_web_takes_the_priority_2_row_and_stays_priority_1() {
    let changed = TargetTable { minutes: [15, 45, 240, 240], ..table() };
    let web = changed.target(Priority::P1, &Channel::Web).unwrap();
    assert_eq!((web.minutes, web.priority, web.row), (45, Priority::P1, Priority::P2));
    assert!(web.reason().why.contains("Priority 2 target: 45 minutes"));
    let phone = changed.target(Priority::P1, &Channel::Phone).unwrap();
    assert_eq!((phone.minutes, phone.row), (15, Priority::P1));
}

#[test]
fn a_target_that_a_change_of_priority_moved_says_from_when_it_counts() {
    for channel in [Channel::Phone, Channel::Web] {
        let target = table().target(Priority::P1, &channel).unwrap();
        let (created, changed) = (target.reason(), target.reason_after_change(Priority::P3));
        assert!(created.why.contains("from the moment the case was created."));
        assert!(!changed.why.contains("created"), "{}", changed.why);
        assert!(
            changed.why.contains("from the change from Priority 3 to Priority 1, because"),
            "{}",
            changed.why
        );
        assert!(changed.rules.contains(&B_19) && !created.rules.contains(&B_19));
    }
}

#[test]
fn an_unknown_channel_counts_as_web_and_says_so() {
    let changed = TargetTable { minutes: [15, 45, 240, 240], ..table() };
    let target = changed.target(Priority::P1, &Channel::Other("carrier pigeon".to_owned())).unwrap();
    assert_eq!(target.minutes, 45);
    assert!(target.reason().why.contains("counts as web"));
    assert!(target.reason().rules.contains(&R_049));
}

#[test]
fn within_means_the_due_instant_is_in_time() {
    let created: Instant = "2026-11-24T10:00:00Z".parse().unwrap();
    let due = table().target(Priority::P1, &Channel::Web).unwrap().due(created);
    let second = TimeDelta::seconds(1);
    assert!(
        matches!(response_state(created, due, Some(due), due), ResponseState::Met { margin, .. } if margin.is_zero())
    );
    assert!(
        matches!(response_state(created, due, Some(due + second), due), ResponseState::Missed { by, .. } if by == second)
    );
    assert!(
        matches!(response_state(created, due, None, due), ResponseState::Running { left } if left.is_zero())
    );
    assert!(
        matches!(response_state(created, due, None, due + second), ResponseState::Overdue { by } if by == second)
    );
}

#[test]
fn only_an_engineer_by_phone_or_email_stops_the_clock() {
    use ContactBy::{Advisor, CustomerCare, Engineer, Machine};
    use ContactKind::{Comment, CommentWithEmail, Email, Phone};
    for kind in [Phone, Email, CommentWithEmail] {
        assert!(is_first_contact(Engineer, kind));
    }
    assert!(!is_first_contact(Engineer, Comment));
    for by in [CustomerCare, Advisor, Machine] {
        for kind in [Phone, Email, CommentWithEmail, Comment] {
            assert!(!is_first_contact(by, kind));
        }
    }
}
