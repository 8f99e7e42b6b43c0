use super::*;
use crate::{
    Instant,
    access::{Action, permission},
    response::{Channel, TargetTable},
};
use chrono::TimeDelta;
use proptest::prelude::*;

const STATUSES: [Status; 4] = [Status::Open, Status::InProgress, Status::ClosureAsked, Status::Closed];
const TURNS: [Turn; 3] = [Turn::Vendor, Turn::Customer, Turn::Nobody];

fn facts(status: Status, turn: Turn) -> Facts {
    Facts {
        standing: Standing { status, turn },
        priority: Priority::P2,
        open_escalations: 0,
        advisor_asked: false,
    }
}

/// Which side may take which step at all, written out: c customer, e engineer, a advisor, d desk.
const SIDES: [(Step, &str); 11] = [
    (Step::Comment, "cead"),
    (Step::Phone, "ead"),
    (Step::Email, "ead"),
    (Step::Work, "e"),
    (Step::Ask, "ea"),
    (Step::Priority, "ce"),
    (Step::AskClosure, "ce"),
    (Step::AgreeClosure, "ce"),
    (Step::Reopen, "ce"),
    (Step::Reference, "c"),
    (Step::BringAdvisor, "c"),
];

const fn letter(side: Side) -> char {
    match side {
        Side::Customer => 'c',
        Side::Engineer => 'e',
        Side::Advisor => 'a',
        Side::Desk => 'd',
    }
}

/// The same decisions, looked up in lists of what may be instead of matched.
fn slowly(facts: &Facts, step: Step, by: Side) -> bool {
    let mut may = SIDES.iter().any(|(known, sides)| *known == step && sides.contains(letter(by)));
    let Standing { status, turn } = facts.standing;
    let in_life = [Status::Open, Status::InProgress];
    may &= match step {
        Step::Comment | Step::Phone | Step::Email | Step::Priority => status != Status::Closed,
        Step::Work | Step::Ask | Step::AskClosure => in_life.contains(&status),
        Step::AgreeClosure => {
            let asked_by_customer = turn == Turn::Vendor;
            status == Status::ClosureAsked
                && asked_by_customer == (by == Side::Engineer)
                && facts.open_escalations == 0
        }
        Step::Reopen => status == Status::ClosureAsked || status == Status::Closed && by == Side::Customer,
        Step::Reference => true,
        Step::BringAdvisor => {
            status != Status::Closed
                && [Priority::P1, Priority::P2].contains(&facts.priority)
                && !facts.advisor_asked
        }
    };
    may
}

#[test]
fn every_step_from_everywhere_is_what_the_lists_say() {
    for status in STATUSES {
        for turn in TURNS {
            for priority in Priority::ALL {
                for (open_escalations, advisor_asked) in [(0, false), (1, false), (0, true)] {
                    let facts = Facts {
                        standing: Standing { status, turn },
                        priority,
                        open_escalations,
                        advisor_asked,
                    };
                    for step in Step::ALL {
                        for side in Side::ALL {
                            let fast = after(&facts, step, side);
                            assert_eq!(
                                fast.is_ok(),
                                slowly(&facts, step, side),
                                "{facts:?} {step:?} {side:?} {fast:?}"
                            );
                        }
                    }
                }
            }
        }
    }
}

#[test]
fn one_side_asks_to_close_and_the_other_agrees() {
    let working = facts(Status::InProgress, Turn::Vendor);
    for (asks, agrees, waits_on) in
        [(Side::Customer, Side::Engineer, Turn::Vendor), (Side::Engineer, Side::Customer, Turn::Customer)]
    {
        let asked = after(&working, Step::AskClosure, asks).unwrap();
        assert_eq!(asked, Standing { status: Status::ClosureAsked, turn: waits_on });
        let asked = Facts { standing: asked, ..working };
        assert_eq!(after(&asked, Step::AgreeClosure, asks), Err(Refused::OtherSideAgrees));
        assert_eq!(
            after(&asked, Step::AgreeClosure, agrees),
            Ok(Standing { status: Status::Closed, turn: Turn::Nobody })
        );
        assert_eq!(after(&asked, Step::Reopen, agrees), to_in_progress());
    }
}

#[test]
fn nothing_ends_while_an_escalation_is_open() {
    let mut asked = facts(Status::ClosureAsked, Turn::Customer);
    asked.open_escalations = 1;
    assert_eq!(after(&asked, Step::AgreeClosure, Side::Customer), Err(Refused::EscalationOpen));
    asked.open_escalations = 0;
    assert!(after(&asked, Step::AgreeClosure, Side::Customer).is_ok());
}

#[test]
fn an_engineers_call_takes_the_case_and_nobody_elses() {
    let open = facts(Status::Open, Turn::Vendor);
    assert_eq!(after(&open, Step::Phone, Side::Engineer).map(|after| after.status), Ok(Status::InProgress));
    assert_eq!(after(&open, Step::Phone, Side::Advisor).map(|after| after.status), Ok(Status::Open));
    for (asks, status) in [(Side::Engineer, Status::InProgress), (Side::Advisor, Status::Open)] {
        let asked = Standing { status, turn: Turn::Customer };
        assert_eq!(after(&open, Step::Ask, asks), Ok(asked), "whoever asks waits for the End User");
        let working = facts(Status::InProgress, Turn::Vendor);
        assert_eq!(after(&working, Step::Ask, asks).map(|after| after.status), Ok(Status::InProgress));
    }
    let asked = facts(Status::InProgress, Turn::Customer);
    assert_eq!(after(&asked, Step::Comment, Side::Customer).map(|after| after.turn), Ok(Turn::Vendor));
    assert_eq!(after(&asked, Step::Comment, Side::Engineer).map(|after| after.turn), Ok(Turn::Customer));
}

#[test]
fn who_speaks_in_cases_has_a_side() {
    for role in Role::ALL {
        assert_eq!(Side::of(role).is_some(), permission(role, Action::SpeakInCases).is_allowed(), "{role:?}");
    }
}

#[test]
fn words_are_asked_for_where_a_step_says_nothing_without() {
    for step in Step::ALL {
        assert_eq!(step.text_fault("  ").is_some(), step.needs_text(), "{step:?}");
        assert_eq!(step.text_fault("x"), None);
        assert_eq!(step.text_fault(&"x".repeat(TEXT_MAX + 1)).map(|fault| fault.0), Some("too_long"));
    }
}

#[test]
fn codes_are_one_each() {
    let mut codes: Vec<&str> = Refused::ALL.iter().map(|refused| refused.code()).collect();
    codes.dedup();
    assert_eq!(codes.len(), Refused::ALL.len());
}

fn at(minute: i64) -> Instant {
    "2026-11-24T10:00:00Z".parse::<Instant>().unwrap() + TimeDelta::minutes(minute)
}

proptest! {
    /// Whoever does what in which order: closed is reached only by an agreement of the other side with nothing open, and
    /// from everywhere the End User finds a step on.
    #[test]
    fn closed_is_agreed_on(steps in proptest::collection::vec((0usize..11, 0usize..4, 0usize..2), 1..40)) {
        let mut now = facts(Status::Open, Turn::Vendor);
        let mut asked: Option<Side> = None;
        for (step, side, open) in steps {
            let (step, side) = (Step::ALL[step], Side::ALL[side]);
            now.open_escalations = open;
            let Ok(next) = after(&now, step, side) else { continue };
            if next.status == Status::Closed && now.standing.status != Status::Closed {
                prop_assert!(asked.is_some_and(|by| by != side) && open == 0);
            }
            asked = match step {
                Step::AskClosure => Some(side),
                Step::Reopen => None,
                _ => asked,
            };
            now.standing = next;
            prop_assert!(Step::ALL.iter().any(|step| after(&now, *step, Side::Customer).is_ok()));
        }
    }

    /// What is shown before is the earlier of two instants, and nothing after the first contact (B-19).
    #[test]
    fn the_effect_of_a_priority_is_the_earlier_of_two(
        from in 0usize..4, to in 0usize..4, changed in 0i64..600, contact in proptest::option::of(0i64..600),
    ) {
        let table = TargetTable { version: "t".to_owned(), minutes: [15, 45, 240, 480], business_hours: None };
        let target = |priority| table.target(priority, &Channel::Web).unwrap();
        let due = target(Priority::ALL[from]).due(at(0));
        let new = target(Priority::ALL[to]);
        let shown = effect(Priority::ALL[from], due, contact.map(at), at(changed), &new, None);
        let answered = contact.is_some_and(|contact| contact <= changed);
        let fresh = at(changed + i64::from(new.minutes));
        let slow = if answered || fresh > due { due } else { fresh };
        prop_assert_eq!(shown.after, slow);
        prop_assert_eq!((shown.answered, shown.moves()), (answered, slow != due));
        prop_assert!(!shown.reason().why.is_empty());
    }
}
