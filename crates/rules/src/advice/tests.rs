use super::*;
use crate::expert_to_expert::Named;

const STATES: [State; 4] = [State::Open, State::Answered, State::Closed, State::BecameCase];
const STEPS: [Step; 5] = [Step::Reply, Step::Answer, Step::Close, Step::Reopen, Step::BecameCase];

/// What becomes of the four states, in their order.
fn row(kind: Kind, step: Step, by: Side) -> [Result<State, Refused>; 4] {
    STATES.map(|state| after(kind, state, step, by))
}

#[test]
fn every_state_and_step() {
    use Refused::{AdvisorOnly, EndUserOnly, IsCase, NoFault, NotAnswered, NotClosed};
    use State::{Answered, BecameCase, Closed, Open};
    let is_closed = Err(Refused::Closed);
    let is_case = Err(IsCase);
    for kind in [Kind::Question, Kind::ReleaseGuidance] {
        let case = if kind == Kind::Question { Ok(BecameCase) } else { Err(NoFault) };
        let rows = [
            (Step::Reply, Side::EndUser, [Ok(Open), Ok(Open), is_closed, is_case]),
            (Step::Reply, Side::Advisor, [Ok(Open), Ok(Answered), is_closed, is_case]),
            (Step::Answer, Side::EndUser, [Err(AdvisorOnly), Err(AdvisorOnly), Err(AdvisorOnly), is_case]),
            (Step::Answer, Side::Advisor, [Ok(Answered), Ok(Answered), is_closed, is_case]),
            (Step::Close, Side::EndUser, [Ok(Closed), Ok(Closed), is_closed, is_case]),
            (Step::Close, Side::Advisor, [Err(NotAnswered), Ok(Closed), is_closed, is_case]),
            (Step::Reopen, Side::EndUser, [Err(NotClosed), Err(NotClosed), Ok(Open), is_case]),
            (Step::Reopen, Side::Advisor, [Err(EndUserOnly), Err(EndUserOnly), Err(EndUserOnly), is_case]),
            (Step::BecameCase, Side::EndUser, [case, case, case, is_case]),
            (Step::BecameCase, Side::Advisor, [case, case, case, is_case]),
        ];
        assert_eq!(rows.len(), STEPS.len() * 2);
        for (step, by, expected) in rows {
            assert_eq!(row(kind, step, by), expected, "{kind:?} {step:?} {by:?}");
        }
    }
}

/// However it goes, from anywhere but a case the End User gets back to waiting on the advisor within two steps.
#[test]
fn nothing_is_stuck() {
    for kind in [Kind::Question, Kind::ReleaseGuidance] {
        for state in [State::Open, State::Answered, State::Closed] {
            let next = after(kind, state, Step::Reopen, Side::EndUser)
                .or_else(|_| after(kind, state, Step::Reply, Side::EndUser));
            assert_eq!(next, Ok(State::Open), "{kind:?} {state:?}");
        }
    }
}

#[test]
fn every_refusal_has_a_code_and_words_of_its_own() {
    let all = [
        Refused::AdvisorOnly,
        Refused::EndUserOnly,
        Refused::NotAnswered,
        Refused::Closed,
        Refused::NotClosed,
        Refused::IsCase,
        Refused::NoFault,
    ];
    let codes: std::collections::BTreeSet<_> = all.map(Refused::code).into_iter().collect();
    let words: std::collections::BTreeSet<_> = all.map(|refused| refused.reason().why).into_iter().collect();
    assert_eq!((codes.len(), words.len()), (all.len(), all.len()));
}

#[test]
fn guidance_is_answered_with_a_recommendation_risks_and_benefits() {
    let guidance = Kind::ReleaseGuidance.needs(Step::Answer);
    assert_eq!(guidance, [Part::Recommendation, Part::Risks, Part::Benefits]);
    assert_eq!(Kind::Question.needs(Step::Answer), [Part::Text]);
    for kind in [Kind::Question, Kind::ReleaseGuidance] {
        assert_eq!(kind.needs(Step::Reply), [Part::Text]);
        assert!(kind.needs(Step::Close).is_empty());
        assert!(kind.reason().inputs.iter().all(|input| input.value.as_deref() == Some("none")));
    }
    assert!(Kind::ReleaseGuidance.asks().iter().all(|part| *part != Part::Subject));
}

#[test]
fn a_question_is_no_case_and_help_in_a_maintenance_window_is_not_offered() {
    assert!(Kind::Question.reason().why.contains("not a Tech Case and has no response target"));
    assert!(Kind::ReleaseGuidance.reason().why.contains("maintenance window is not part of it"));
    assert_eq!(Kind::ReleaseGuidance.reason().rules, [R_060, R_082]);
}

#[test]
fn texts_have_a_size_and_only_some_may_stay_empty() {
    for part in Part::ALL {
        let empty = part.fault(" \n").map(|(code, _)| code);
        let optional = matches!(part, Part::Releases | Part::Target);
        assert_eq!(empty, (!optional).then_some("missing"), "{part:?}");
        assert_eq!(part.fault(&"ü".repeat(part.limit())), None, "{part:?}");
        let long = part.fault(&"ü".repeat(part.limit() + 1)).map(|(code, _)| code);
        assert_eq!(long, Some("too_long"), "{part:?}");
    }
}

#[test]
fn who_may_ask_by_role_standing_and_setting() {
    let on: Date = "2026-11-24".parse().unwrap();
    let standing = |named| Standing { named, certification: None };
    let may = |role, named| {
        may_ask(role, standing(named), ExpertsAndAdvisor::NamedOnly, on).outcome == Outcome::Met
    };
    for role in Role::ALL {
        let works = matches!(
            role,
            Role::Administrator | Role::Representative | Role::CertifiedExpert | Role::Engineer
        );
        assert_eq!(may(role, Named::Representative), works || role == Role::Advisor, "{role:?}");
        assert_eq!(may(role, Named::NotNamed), role == Role::Advisor, "{role:?}");
    }
}
