//! The condition of the countries: the site's and the End User's, against a list that may not be known whole (R-073, B-11).

use super::*;

#[test]
fn a_listed_country_excludes_by_site_or_by_end_user() {
    for (site, end_user) in [("SD", "DE"), ("DE", "SD")] {
        let unit = Unit {
            site: SiteRecord::At { address: Address::Complete, country: Country::parse(site) },
            end_user_country: Country::parse(end_user),
            ..covered()
        };
        assert_eq!(failing(&unit), [Condition::CountryAllowed]);
    }
    let juba = Unit {
        site: SiteRecord::At { address: Address::Complete, country: Country::parse("SS") },
        ..covered()
    };
    assert_eq!(on(&juba, "2026-06-01").answer, Answer::AdvancedCarePlus);
}

#[test]
fn one_country_of_two_is_not_enough_to_tell() {
    let site =
        |country: &str| SiteRecord::At { address: Address::Complete, country: Country::parse(country) };
    let country = |unit: &Unit| on(unit, "2026-06-01").outcome(Condition::CountryAllowed);
    assert_eq!(country(&Unit { site: site(""), ..covered() }), Outcome::Unknown);
    assert_eq!(country(&Unit { end_user_country: None, ..covered() }), Outcome::Unknown);
    assert_eq!(country(&Unit { site: site("DE"), ..covered() }), Outcome::Met);
}

#[test]
fn of_a_list_that_is_not_whole_only_what_stands_on_it_is_known() {
    let list = CountryList { unread: true, ..countries() };
    let country = |code: &str| {
        let site = match code {
            "none" => SiteRecord::None,
            code => SiteRecord::At { address: Address::Complete, country: Country::parse(code) },
        };
        let unit = Unit { site, ..covered() };
        let assessment = assess(&unit, &list, date("2026-06-01"));
        let mut reasons = assessment.reasons(&unit, &list).into_iter();
        let (_, reason) = reasons.find(|(condition, _)| *condition == Condition::CountryAllowed).unwrap();
        (assessment.outcome(Condition::CountryAllowed), assessment.answer, reason.why)
    };
    assert_eq!(country("DE").1, Answer::CannotTell);
    for at in ["DE", "none"] {
        let (outcome, _, why) = country(at);
        assert_eq!(outcome, Outcome::Unknown);
        assert!(why.contains("Not every excluded country is known here"), "{why}");
    }
    assert_eq!(country("SD").0, Outcome::Failed);
    let (outcome, _, why) = country("");
    assert_eq!(outcome, Outcome::Unknown);
    assert!(why.contains("A country is missing"), "{why}");
}

proptest! {
    /// The oracle lists each country that the unread entry may be, and decides with that list.
    #[test]
    fn an_unread_country_is_what_all_that_it_may_be_agree_on(unit in any_unit(), n in -5i64..185) {
        let may_be = |code: &str| {
            let mut list = countries();
            list.excluded.extend(Country::parse(code));
            assess(&unit, &list, day(n)).outcome(Condition::CountryAllowed)
        };
        let mut codes: Vec<String> = vec![String::new()];
        if let SiteRecord::At { country, .. } = unit.site {
            codes.extend(country.map(|country| country.to_string()));
        }
        codes.extend(unit.end_user_country.map(|country| country.to_string()));
        let all: Vec<Outcome> = codes.iter().map(|code| may_be(code)).collect();
        let agreed = if all.iter().all(|one| *one == all[0]) { all[0] } else { Outcome::Unknown };
        let part = CountryList { unread: true, ..countries() };
        let decided = assess(&unit, &part, day(n)).outcome(Condition::CountryAllowed);
        prop_assert_eq!(decided, agreed);
    }
}
