use super::*;

fn on() -> Date {
    Date::from_ymd_opt(2026, 11, 24).unwrap_or_default()
}

fn before(days: u64) -> Option<Date> {
    on().checked_sub_days(chrono::Days::new(days))
}

fn complete() -> Facts {
    Facts {
        missing: Some(Vec::new()),
        units: Some(3),
        with_release: Some(3),
        stale_releases: Some(0),
        named: Some(2),
        uncertified: Some(Vec::new()),
        profile_confirmed: before(10),
        requirements: before(200),
        cooperation: before(200),
        trainings: Some(1),
        third_parties: Some(1),
        unsecured: Some(Vec::new()),
        knowledge_transfer: Some(Participation { held: 2, joined: 1, watched: 0 }),
    }
}

fn state(duty: Duty, facts: &Facts) -> State {
    let all = assess(facts, on());
    assert_eq!(all.len(), Duty::ALL.len());
    all.into_iter().find(|assessment| assessment.duty == duty).map_or(State::NoData, |found| found.state)
}

fn names(names: &[&str]) -> Option<Vec<String>> {
    Some(names.iter().map(|name| (*name).to_owned()).collect())
}

#[test]
fn everything_in_place_is_told_as_such() {
    let states: Vec<State> = assess(&complete(), on()).iter().map(|one| one.state).collect();
    assert_eq!(states, [State::InPlace; 10]);
}

/// Each responsibility both ways: one fact changes it, and it alone.
#[test]
fn each_responsibility_is_decided_by_its_own_fact() {
    use State::{NoData, Recommended, WaitingOnYou};
    let changed = [
        (Duty::Activation, WaitingOnYou, Facts { missing: names(&["Consent"]), ..complete() }),
        (Duty::Releases, WaitingOnYou, Facts { with_release: Some(2), ..complete() }),
        (Duty::Releases, Recommended, Facts { stale_releases: Some(1), ..complete() }),
        (Duty::Representatives, WaitingOnYou, Facts { named: Some(1), ..complete() }),
        (
            Duty::KnowledgeTransfer,
            NoData,
            Facts { knowledge_transfer: Some(Participation::default()), ..complete() },
        ),
        (
            Duty::KnowledgeTransfer,
            WaitingOnYou,
            Facts {
                knowledge_transfer: Some(Participation { held: 2, joined: 0, watched: 0 }),
                ..complete()
            },
        ),
        (Duty::Profile, WaitingOnYou, Facts { profile_confirmed: None, ..complete() }),
        (Duty::Requirements, WaitingOnYou, Facts { requirements: None, ..complete() }),
        (Duty::Training, NoData, Facts { trainings: Some(0), ..complete() }),
        (Duty::Certificates, Recommended, Facts { uncertified: names(&["A"]), ..complete() }),
        (Duty::ThirdParties, WaitingOnYou, Facts { unsecured: names(&["Carrier"]), ..complete() }),
        (Duty::Cooperation, WaitingOnYou, Facts { cooperation: None, ..complete() }),
    ];
    for (duty, expected, facts) in changed {
        for other in Duty::ALL {
            let is = state(other, &facts);
            let usual = state(other, &complete());
            assert_eq!(
                is,
                if other == duty { expected } else { usual },
                "{} by {}",
                other.code(),
                duty.code()
            );
        }
    }
}

/// What was not supplied is neither none nor all: it is said, and what does not rest on it stands as before.
#[test]
fn what_was_not_supplied_is_no_data() {
    let without: [(&[Duty], Facts); 10] = [
        (&[Duty::Activation], Facts { missing: None, ..complete() }),
        (&[Duty::Releases], Facts { units: None, ..complete() }),
        (&[Duty::Releases], Facts { with_release: None, ..complete() }),
        (&[Duty::Releases], Facts { stale_releases: None, ..complete() }),
        (&[Duty::Representatives, Duty::Certificates], Facts { named: None, ..complete() }),
        (&[Duty::Certificates], Facts { uncertified: None, ..complete() }),
        (&[Duty::KnowledgeTransfer], Facts { knowledge_transfer: None, ..complete() }),
        (&[Duty::Training], Facts { trainings: None, ..complete() }),
        (&[Duty::ThirdParties], Facts { third_parties: None, ..complete() }),
        (&[Duty::ThirdParties], Facts { unsecured: None, ..complete() }),
    ];
    for (duties, facts) in without {
        for assessment in assess(&facts, on()) {
            let is_concerned = duties.contains(&assessment.duty);
            assert_eq!(assessment.state == State::NoData, is_concerned, "{}", assessment.duty.code());
            let why = &assessment.reason.why;
            assert_eq!(why.ends_with(" was not supplied."), is_concerned, "{why}");
        }
    }
}

#[test]
fn the_profile_is_asked_for_again_after_a_quarter() {
    for (days, expected) in [(91, State::InPlace), (92, State::InPlace), (93, State::WaitingOnYou)] {
        let facts = Facts { profile_confirmed: before(days), ..complete() };
        assert_eq!(state(Duty::Profile, &facts), expected, "{days} days");
    }
}

#[test]
fn a_certificate_is_recommended_and_never_demanded() {
    let facts = Facts { uncertified: names(&["A", "B"]), ..complete() };
    let all = assess(&facts, on());
    let certificates = all.iter().find(|one| one.duty == Duty::Certificates);
    assert!(certificates.is_some_and(|one| one.reason.why == "Recommended for A, B; never demanded."));
    assert!(certificates.is_some_and(|one| one.reason.outcome != Outcome::Failed));
    assert_eq!(state(Duty::Certificates, &Facts { named: Some(0), ..complete() }), State::NoData);
}

#[test]
fn what_is_missing_never_stops_the_clock() {
    for cooperation in [None, before(1)] {
        let all = assess(&Facts { cooperation, ..complete() }, on());
        let told = all.iter().find(|one| one.duty == Duty::Cooperation).map(|one| &one.reason);
        assert!(
            told.is_some_and(|reason| reason.why.ends_with("never stops the clock of a first response."))
        );
        assert!(told.is_some_and(|reason| reason.section == Section::Scope && reason.uses_our_reading()));
    }
}

#[test]
fn of_nobody_no_names_are_needed() {
    let nobody = Facts { named: Some(0), uncertified: None, ..complete() };
    let told = assess(&nobody, on()).into_iter().find(|one| one.duty == Duty::Certificates);
    assert!(told.is_some_and(|one| one.reason.why == "Nobody is named yet."));
    let nowhere = Facts { third_parties: Some(0), unsecured: None, ..complete() };
    assert_eq!(state(Duty::ThirdParties, &nowhere), State::InPlace);
}

#[test]
fn no_third_party_is_nothing_missing() {
    assert_eq!(state(Duty::ThirdParties, &Facts { third_parties: Some(0), ..complete() }), State::InPlace);
}

#[test]
fn names_and_codes_tell_them_apart() {
    for duty in Duty::ALL {
        assert_eq!(Duty::from_code(duty.code()), Some(duty));
        assert_eq!(assess(&complete(), on()).iter().filter(|one| one.duty == duty).count(), 1);
    }
    assert_eq!(Duty::from_code("R-072"), None);
    let words: std::collections::BTreeSet<_> =
        State::ALL.iter().map(|state| (state.code(), state.words())).collect();
    assert_eq!(words.len(), 4);
}
