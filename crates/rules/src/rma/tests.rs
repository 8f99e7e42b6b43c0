use super::*;
use proptest::prelude::*;

const REPLACEMENTS: [Replacement; 3] = [Replacement::Awaited, Replacement::Shipped, Replacement::Delivered];
const DEFECTIVES: [Defective; 2] = [Defective::Out, Defective::Received];
const STATES: [State; 4] = [State::Requested, State::Approved, State::Closed, State::Cancelled];

/// The same decisions from a list of everything that may be, written out.
fn slowly(now: Standing, step: Step) -> bool {
    let Standing { state, replacement, defective } = now;
    let nothing_moved = replacement == Replacement::Awaited && defective == Defective::Out;
    let may = [
        (Step::Approve, state == State::Requested),
        (Step::Ship, state == State::Approved && replacement == Replacement::Awaited),
        (Step::Deliver, state == State::Approved && replacement == Replacement::Shipped),
        (Step::Receive, state == State::Approved && defective == Defective::Out),
        (
            Step::Close,
            state == State::Approved
                && replacement == Replacement::Delivered
                && defective == Defective::Received,
        ),
        (Step::Cancel, now.is_open() && nothing_moved),
    ];
    may.into_iter().any(|(known, may)| known == step && may)
}

#[test]
fn every_step_from_everywhere_is_what_the_list_says() {
    for state in STATES {
        for replacement in REPLACEMENTS {
            for defective in DEFECTIVES {
                let now = Standing { state, replacement, defective };
                for step in Step::ALL {
                    let fast = after(now, step, Side::Engineer);
                    assert_eq!(fast.is_ok(), slowly(now, step), "{now:?} {step:?} {fast:?}");
                    for side in [Side::Customer, Side::Advisor, Side::Desk] {
                        assert_eq!(after(now, step, side), Err(Refused::EngineerOnly));
                    }
                }
            }
        }
    }
}

#[test]
fn the_engineer_requests_one_while_the_case_is_not_closed() {
    for side in Side::ALL {
        assert_eq!(may_request(Status::Open, side).is_ok(), side == Side::Engineer, "{side:?}");
    }
    assert_eq!(may_request(Status::Closed, Side::Engineer), Err(Refused::CaseClosed));
}

#[test]
fn what_is_typed_is_looked_at() {
    assert_eq!(serial_fault(" ", None).map(|fault| fault.0), Some("missing"));
    assert_eq!(serial_fault("a b", None).map(|fault| fault.0), Some("invalid"));
    assert_eq!(serial_fault(&"A".repeat(41), None).map(|fault| fault.0), Some("too_long"));
    assert_eq!(serial_fault(" jn1234afb ", Some("JN1234AFB")).map(|fault| fault.0), Some("same"));
    assert_eq!(serial_fault("JN1234AFC", Some("JN1234AFB")), None);
    assert_eq!(line_fault("", true).map(|fault| fault.0), Some("missing"));
    assert_eq!(line_fault("", false), None);
    assert_eq!(line_fault(&"x".repeat(LINE_MAX + 1), false).map(|fault| fault.0), Some("too_long"));
    assert_eq!(line_fault(&"x".repeat(LINE_MAX), true), None);
    for step in Step::ALL {
        assert_eq!(step.text_fault("").is_some(), step == Step::Cancel, "{step:?}");
        assert_eq!(step.text_fault(&"x".repeat(TEXT_MAX + 1)).map(|fault| fault.0), Some("too_long"));
    }
}

#[test]
fn codes_and_names_are_one_each() {
    let mut codes: Vec<&str> = Refused::ALL.iter().map(|refused| refused.code()).collect();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), Refused::ALL.len());
    assert_eq!(Standing::REQUESTED.name(), "requested");
}

proptest! {
    /// Whatever is recorded in which order: closed means both halves are through, nothing goes back, and an open one has a
    /// step on.
    #[test]
    fn closed_means_both_are_where_they_belong(steps in proptest::collection::vec(0usize..6, 1..30)) {
        let rank = |now: Standing| {
            let replacement = REPLACEMENTS.iter().position(|known| *known == now.replacement);
            (replacement, now.defective == Defective::Received, !now.is_open())
        };
        let mut now = Standing::REQUESTED;
        for step in steps {
            let Ok(next) = after(now, Step::ALL[step], Side::Engineer) else { continue };
            let (before, then) = (rank(now), rank(next));
            prop_assert!(then.0 >= before.0 && then.1 >= before.1 && then.2 >= before.2);
            now = next;
            if now.state == State::Closed {
                prop_assert_eq!((now.replacement, now.defective), (Replacement::Delivered, Defective::Received));
            }
            let goes_on = Step::ALL.iter().any(|step| after(now, *step, Side::Engineer).is_ok());
            prop_assert_eq!(goes_on, now.is_open());
        }
    }
}
