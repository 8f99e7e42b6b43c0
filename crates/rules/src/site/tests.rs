use super::*;
use crate::Date;

fn countries() -> CountryList {
    CountryList {
        source: "test".to_owned(),
        checked_on: Date::default(),
        excluded: ["SD", "SY"].into_iter().filter_map(Country::parse).collect(),
        unread: false,
    }
}

fn juba() -> Details {
    Details {
        name: " Juba Airport Road ".to_owned(),
        street: "41 Tamarind Road".to_owned(),
        city: "Juba".to_owned(),
        country: "ss".to_owned(),
        access: "Ring twice.".to_owned(),
        people: read_people("Ayen Deng, +211 912 555 0100"),
        ..Details::default()
    }
}

fn problems(details: &Details, stands_in: Option<&str>) -> Vec<(&'static str, &'static str)> {
    let stands_in = stands_in.and_then(Country::parse);
    let problems = check(details, stands_in, &countries()).err().unwrap_or_default();
    problems.into_iter().map(|(field, problem)| (field.code(), problem.code())).collect()
}

#[test]
fn juba_is_kept_and_khartoum_is_refused() {
    let kept = check(&juba(), None, &countries()).unwrap();
    assert_eq!((kept.details.name.as_str(), kept.details.country.as_str()), ("Juba Airport Road", "SS"));
    assert_eq!(kept.details.people[0].phone, "+2119125550100");
    let khartoum = Details { city: "Khartoum".to_owned(), country: "SD".to_owned(), ..juba() };
    assert_eq!(problems(&khartoum, None), [("country", "country_excluded")]);
    assert_eq!(problems(&khartoum, Some("SS")), [("country", "country_excluded")], "no site moves there");
    assert_eq!(problems(&khartoum, Some("SD")), [], "what is kept there can be put right");
    let words = Problem::Excluded(Country::parse("SD").unwrap()).message(Field::Country);
    assert!(words.contains("South Sudan (SS) is another country"), "{words}");
}

#[test]
fn everything_is_said_at_once() {
    let wrong = Details {
        name: " ".to_owned(),
        street: "x".repeat(LINE_MAX + 1),
        postal_code: "1\n2".to_owned(),
        country: "Atlantis".to_owned(),
        access: "ü".repeat(ACCESS_MAX + 1),
        people: read_people("+211 912 555 0100\nAyen, 0912"),
        ..Details::default()
    };
    assert_eq!(
        problems(&wrong, None),
        [
            ("name", "missing"),
            ("street", "too_long"),
            ("postal_code", "character"),
            ("city", "missing"),
            ("country", "unknown_country"),
            ("access", "too_long"),
            ("people", "missing"),
            ("people", "no_number"),
        ]
    );
    let many = Details { people: vec![juba().people[0].clone(); PEOPLE_MAX + 1], ..juba() };
    assert_eq!(problems(&many, None), [("people", "too_many")]);
}

#[test]
fn the_same_place_is_known_however_it_is_written() {
    let place = |name, street, city, country| Place { name, street, city, country: Country::parse(country) };
    let juba = place("Juba Airport Road", "41 Tamarind Road", "Juba", "SS");
    assert!(juba.is_like(&place("Airport POP", "41, Tamarind rd.", "JUBA", "SS")), "the address");
    assert!(juba.is_like(&place("Juba Airport Rd", "", "Juba", "SS")), "the name");
    assert!(!juba.is_like(&place("Juba Airport Road", "41 Tamarind Road", "Juba", "SD")), "another country");
    assert!(!juba.is_like(&place("Juba Airport Road", "41 Tamarind Road", "Malakal", "SS")));
    assert!(!juba.is_like(&place("Juba Hai Malakal", "14 Tamarind Road", "Juba", "SS")));
    assert!(!Place::default().is_like(&Place::default()), "what is not known is like nothing");
}

#[test]
fn sites_of_two_countries_are_never_joined() {
    let site = |id, country| (id, Country::parse(country));
    let join = |from, into| may_join(from, into, &countries()).map_err(NotJoined::code);
    assert_eq!(join(site("a", "SS"), site("b", "SS")), Ok(()));
    assert_eq!(join(site("a", "SS"), site("a", "SS")), Err("same_site"));
    assert_eq!(join(site("a", "SS"), site("b", "SD")), Err("other_country"));
    assert_eq!(join(site("a", "SD"), site("b", "SS")), Err("other_country"));
    assert_eq!(join(site("a", "SD"), site("b", "SD")), Err("country_excluded"));
    assert_eq!(join(site("a", "?"), site("b", "SS")), Ok(()));
    assert_eq!(join(site("a", "?"), site("b", "SD")), Err("country_excluded"));
}

#[test]
fn notes_of_both_are_kept_where_they_fit() {
    assert_eq!(joined_access("a", "b"), "a\nb");
    assert_eq!(joined_access("", " b "), "b");
    assert_eq!(joined_access("a", "a"), "a");
    let long = "x".repeat(ACCESS_MAX);
    assert_eq!(joined_access("a", &long), "a");
    assert_eq!(joined_access("", &long), long);
}

#[test]
fn people_are_read_as_they_are_written() {
    let people = read_people("Ayen Deng (+211 912 555 0100)\n\n Lado Wani: +211 912 555 0101 \nNobody");
    assert_eq!(people.len(), 3);
    assert_eq!((people[0].name.as_str(), people[0].phone.as_str()), ("Ayen Deng", "+211 912 555 0100"));
    assert_eq!((people[1].name.as_str(), people[2].phone.as_str()), ("Lado Wani", ""));
    assert_eq!(read_people(&write_people(&people)), people);
}
