use super::*;
use crate::{advisor::Region, zone::ZoneRules};
use Refused::*;
use State::{AskedFor, Cancelled, Held, Proposed};

fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

const NOW: &str = "2026-11-24T10:00:00Z";

fn step(state: State, step: Step, side: Side) -> Result<State, Refused> {
    decide(state, step, side, Some(at(NOW)), at(NOW))
}

/// A step, whose it is, and what it comes to in every state.
type Row = (Step, Side, [Result<State, Refused>; 5]);

/// Every state and every step, for the side whose step it is.
#[test]
fn the_life_of_a_meeting() {
    let table: [Row; 9] = [
        (
            Step::Propose,
            Side::Advisor,
            [Ok(Proposed), Ok(Proposed), Ok(Proposed), Err(HeldAlready), Err(WasCancelled)],
        ),
        (
            Step::Accept,
            Side::EndUser,
            [
                Err(NothingProposed),
                Ok(State::Agreed),
                Err(AgreedAlready),
                Err(HeldAlready),
                Err(WasCancelled),
            ],
        ),
        (
            Step::OtherTimes,
            Side::EndUser,
            [Err(NothingProposed), Ok(AskedFor), Ok(AskedFor), Err(HeldAlready), Err(WasCancelled)],
        ),
        (
            Step::Cancel,
            Side::EndUser,
            [Ok(Cancelled), Ok(Cancelled), Ok(Cancelled), Err(HeldAlready), Err(WasCancelled)],
        ),
        (
            Step::Cancel,
            Side::Advisor,
            [Ok(Cancelled), Ok(Cancelled), Ok(Cancelled), Err(HeldAlready), Err(WasCancelled)],
        ),
        (
            Step::Hold,
            Side::Advisor,
            [Err(NotAgreed), Err(NotAgreed), Ok(Held), Err(HeldAlready), Err(WasCancelled)],
        ),
        (
            Step::Minutes,
            Side::Advisor,
            [Err(NotHeld), Err(NotHeld), Err(NotHeld), Ok(Held), Err(WasCancelled)],
        ),
        (
            Step::AddAction,
            Side::Advisor,
            [Err(NotHeld), Err(NotHeld), Err(NotHeld), Ok(Held), Err(WasCancelled)],
        ),
        (
            Step::MarkAction,
            Side::EndUser,
            [Err(NotHeld), Err(NotHeld), Err(NotHeld), Ok(Held), Err(WasCancelled)],
        ),
    ];
    for (taken, side, expected) in table {
        for (state, expected) in State::ALL.into_iter().zip(expected) {
            assert_eq!(step(state, taken, side), expected, "{state:?} {taken:?} {side:?}");
        }
    }
}

#[test]
fn each_side_takes_its_own_steps() {
    for state in State::ALL {
        for taken in [Step::Propose, Step::Hold, Step::Minutes, Step::AddAction] {
            assert_eq!(step(state, taken, Side::EndUser), Err(AdvisorOnly), "{state:?} {taken:?}");
        }
        for taken in [Step::Accept, Step::OtherTimes] {
            assert_eq!(step(state, taken, Side::Advisor), Err(EndUserOnly), "{state:?} {taken:?}");
        }
        assert_eq!(
            step(state, Step::MarkAction, Side::Advisor),
            step(state, Step::MarkAction, Side::EndUser)
        );
    }
}

#[test]
fn nothing_is_held_before_its_time() {
    let hold = |now: &str| decide(State::Agreed, Step::Hold, Side::Advisor, Some(at(NOW)), at(now));
    assert_eq!(hold("2026-11-24T09:59:59Z"), Err(TooEarly));
    assert_eq!(hold(NOW), Ok(Held));
    assert_eq!(decide(State::Agreed, Step::Hold, Side::Advisor, None, at(NOW)), Err(TooEarly));
}

#[test]
fn one_of_a_kind_at_a_time() {
    assert_eq!(begin(0), Ok(()));
    assert_eq!(begin(1), Err(AnotherIsOpen));
    assert!(State::ALL.into_iter().filter(|state| state.is_open()).eq([AskedFor, Proposed, State::Agreed]));
}

#[test]
fn a_calendar_changes_when_a_time_is_agreed_and_when_it_is_agreed_no_more() {
    let changes: Vec<(State, State)> = State::ALL
        .into_iter()
        .flat_map(|before| State::ALL.map(|after| (before, after)))
        .filter(|(before, after)| changes_calendar(*before, *after))
        .collect();
    let agreed = State::Agreed;
    assert_eq!(changes, [(Proposed, agreed), (agreed, AskedFor), (agreed, Proposed), (agreed, Cancelled)]);
}

fn slot(start: &str, minutes: u32) -> Slot {
    Slot { start: at(start), minutes }
}

#[test]
fn one_to_five_times_in_the_future() {
    let check = |times: &[Slot]| check_times(times, at(NOW));
    let good = slot("2026-11-24T10:00:01Z", SHORTEST);
    assert_eq!(check(&[good, slot("2026-11-25T10:00:00Z", LONGEST)]), []);
    assert_eq!(check(&[]), [(0, TimeProblem::Missing)]);
    assert_eq!(check(&[good; 6]), [(5, TimeProblem::TooMany)]);
    let wrong = [
        slot(NOW, 60),
        slot("2028-11-24T10:00:00Z", 60),
        slot("2026-11-25T10:00:00Z", SHORTEST - 1),
        slot("2026-11-26T10:00:00Z", 60),
        slot("2026-11-26T10:00:00Z", 30),
    ];
    let problems =
        [(0, TimeProblem::Past), (1, TimeProblem::TooFar), (2, TimeProblem::Length), (4, TimeProblem::Twice)];
    assert_eq!(check(&wrong), problems);
    assert_eq!(check(&[slot("2026-11-25T10:00:00Z", LONGEST + 1)]), [(0, TimeProblem::Length)]);
}

#[test]
fn only_a_time_that_was_proposed_is_accepted_and_only_before_it() {
    let times = [slot("2026-11-25T10:00:00Z", 60), slot("2026-11-26T10:00:00Z", 30)];
    assert_eq!(accepted(&times, times[1].start, at(NOW)), Ok(times[1]));
    assert_eq!(accepted(&times, at(NOW), at(NOW)), Err(TimeProblem::Missing));
    assert_eq!(accepted(&times, times[0].start, times[0].start), Err(TimeProblem::Past));
}

#[test]
fn outside_the_advisors_hours_is_said_and_not_refused() {
    let advisor = Schedule {
        region: Region::Emea,
        zone: ZoneRules::new("Europe/Berlin", 3600, vec![]).unwrap(),
        holidays: vec![],
        leave: vec![("2026-11-30".parse().unwrap(), "2026-12-01".parse().unwrap())],
    };
    // 16:00 to 17:00 in Berlin ends with the day's work.
    for (time, within) in [
        (slot("2026-11-25T15:00:00Z", 60), true),
        (slot("2026-11-25T15:00:00Z", 61), false),
        (slot("2026-11-25T07:30:00Z", 60), false),
        (slot("2026-11-28T10:00:00Z", 60), false),
        (slot("2026-12-01T10:00:00Z", 60), false),
    ] {
        assert_eq!(time.is_within_hours(&advisor), within, "{time:?}");
        assert_eq!(time.hours_reason(&advisor).outcome == Outcome::Met, within);
        assert_eq!(check_times(&[time], at(NOW)), []);
    }
}

#[test]
fn every_refusal_has_a_way_out_under_the_heading_of_its_meeting() {
    for refused in Refused::ALL {
        let heading = |kind| refused.reason(kind).section.heading();
        assert_eq!(heading(Kind::OnBoarding), "On-boarding");
        assert_eq!(heading(Kind::OperationalReview), "Technical Services Advisor");
        assert_eq!(refused.reason(Kind::OnBoarding).outcome, Outcome::Failed);
    }
}

proptest::proptest! {
    /// Whatever is tried by whomever: what is over stays over, and a meeting that was held had a time that had come.
    #[test]
    fn a_meeting_lives_once(steps in proptest::collection::vec((0usize..8, proptest::bool::ANY, -5i64..5), 0..40)) {
        let mut state = AskedFor;
        for (taken, by_advisor, minutes) in steps {
            let side = if by_advisor { Side::Advisor } else { Side::EndUser };
            let now = at(NOW) + TimeDelta::minutes(minutes);
            let before = state;
            if let Ok(after) = decide(state, Step::ALL[taken], side, Some(at(NOW)), now) {
                state = after;
                proptest::prop_assert!(before.is_open() || before == Held && after == Held);
                proptest::prop_assert!(after != Held || before == Held || (before == State::Agreed && minutes >= 0));
                proptest::prop_assert!(after != State::Agreed || before == Proposed && side == Side::EndUser);
            }
        }
    }
}
