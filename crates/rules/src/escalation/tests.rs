use super::*;
use proptest::prelude::*;

/// What may be, written out: state, step, side, next state.
const MAY: [(State, Step, Side, State); 9] = [
    (State::Requested, Step::Take, Side::Desk, State::Owned),
    (State::Owned, Step::Take, Side::Desk, State::Owned),
    (State::Proposed, Step::Take, Side::Desk, State::Proposed),
    (State::Owned, Step::Report, Side::Desk, State::Owned),
    (State::Proposed, Step::Report, Side::Desk, State::Proposed),
    (State::Owned, Step::Propose, Side::Desk, State::Proposed),
    (State::Proposed, Step::Agree, Side::Customer, State::Completed),
    (State::Proposed, Step::GoOn, Side::Customer, State::Owned),
    (State::Proposed, Step::GoOn, Side::Customer, State::Owned),
];

#[test]
fn every_escalation_has_an_owner_before_anything_is_reported() {
    for state in State::ALL {
        for step in Step::ALL {
            for side in Side::ALL {
                let listed = MAY.iter().find(|row| (row.0, row.1, row.2) == (state, step, side));
                assert_eq!(
                    after(state, step, side).ok(),
                    listed.map(|row| row.3),
                    "{state:?} {step:?} {side:?}"
                );
            }
        }
    }
    assert_eq!(after(State::Requested, Step::Report, Side::Desk), Err(Refused::NoOwner));
}

#[test]
fn the_end_user_and_its_advisor_ask() {
    for (side, may) in
        [(Side::Customer, true), (Side::Advisor, true), (Side::Engineer, false), (Side::Desk, false)]
    {
        assert_eq!(may_ask(Status::Open, side).is_ok(), may);
        assert!(may_ask(Status::Closed, side).is_err());
    }
}

#[test]
fn reports_are_owed_until_it_is_completed() {
    let at = |text: &str| text.parse::<Instant>().unwrap();
    let (next, now) = (at("2026-11-24T10:00:00Z"), at("2026-11-24T10:00:00Z"));
    assert_eq!(reports(State::Owned, None, now), Reports::NotPromised);
    assert_eq!(
        reports(State::Owned, Some(next), now),
        Reports::Promised(next),
        "the instant itself is in time"
    );
    let late = at("2026-11-24T10:00:01Z");
    assert_eq!(reports(State::Proposed, Some(next), late), Reports::Overdue(next));
    assert_eq!(reports(State::Completed, Some(next), late), Reports::Over);
    assert_eq!(next_report_fault(None, now).map(|fault| fault.0), Some("missing"));
    assert_eq!(next_report_fault(Some(next), now).map(|fault| fault.0), Some("past"));
    assert_eq!(next_report_fault(Some(late), now), None);
    assert_eq!(next_report_fault(Some(now + TimeDelta::days(32)), now).map(|fault| fault.0), Some("too_far"));
}

#[test]
fn words_are_asked_for() {
    for step in Step::ALL {
        assert_eq!(step.text_fault(" ").is_some(), step.needs_text());
        assert_eq!(step.text_fault(&"x".repeat(TEXT_MAX + 1)).map(|fault| fault.0), Some("too_long"));
    }
    for state in State::ALL {
        assert_eq!(state.is_open(), state != State::Completed);
        assert!(!state.name().is_empty());
    }
}

proptest! {
    /// It is completed only by the End User, after the desk has proposed it, and never begins again.
    #[test]
    fn completed_is_agreed_on(steps in proptest::collection::vec((0usize..5, 0usize..4), 1..30)) {
        let (mut state, mut proposed) = (State::Requested, false);
        for (step, side) in steps {
            let (step, side) = (Step::ALL[step], Side::ALL[side]);
            let Ok(next) = after(state, step, side) else { continue };
            prop_assert!(state != State::Completed);
            if next == State::Completed {
                prop_assert!(proposed && side == Side::Customer);
            }
            proposed = step == Step::Propose || proposed && step != Step::GoOn;
            state = next;
        }
    }
}
