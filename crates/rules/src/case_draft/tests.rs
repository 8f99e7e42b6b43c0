use super::*;

fn now() -> Instant {
    "2026-11-24T10:00:00Z".parse().unwrap()
}

fn complete(priority: Priority) -> Draft {
    Draft {
        priority: Some(priority),
        subject: Subject::Unit("JN1234".to_owned()),
        synopsis: "FPC 3 restarts".to_owned(),
        description: "Since the upgrade.".to_owned(),
        software_version: "23.4R2".to_owned(),
        phone_page: Some(PhonePageChoice::OpenOnWeb),
        ..Draft::default()
    }
}

fn problems(draft: &Draft) -> Vec<(Field, &'static str)> {
    draft.check(now()).err().unwrap_or_default().iter().map(|p| (p.field, p.code())).collect()
}

#[test]
fn everything_missing_is_said_at_once() {
    assert_eq!(
        problems(&Draft::default()),
        [
            (Field::Priority, "missing"),
            (Field::Unit, "missing"),
            (Field::Synopsis, "missing"),
            (Field::Description, "missing"),
            (Field::SoftwareVersion, "missing"),
        ]
    );
}

#[test]
fn there_is_no_priority_1_on_the_web_without_the_phone_page() {
    let draft = Draft { phone_page: None, ..complete(Priority::P1) };
    assert_eq!(problems(&draft), [(Field::PhonePage, "missing")]);
    for priority in [Priority::P2, Priority::P3, Priority::P4] {
        assert_eq!(problems(&Draft { phone_page: None, ..complete(priority) }), []);
    }
}

#[test]
fn priority_1_needs_a_unit_and_one_line_only() {
    let draft =
        Draft { description: String::new(), software_version: " ".to_owned(), ..complete(Priority::P1) };
    let report = draft.check(now()).unwrap();
    assert_eq!(report.description, "FPC 3 restarts");
    assert_eq!(report.software_version, None);
    let other = Draft { priority: Some(Priority::P2), ..draft };
    assert_eq!(problems(&other), [(Field::Description, "missing"), (Field::SoftwareVersion, "missing")]);
}

#[test]
fn limits_count_characters_not_bytes() {
    let exact = Draft {
        synopsis: "ü".repeat(SYNOPSIS_MAX),
        description: "語".repeat(DESCRIPTION_MAX),
        ..complete(Priority::P3)
    };
    assert_eq!(problems(&exact), []);
    let over = Draft { synopsis: "ü".repeat(SYNOPSIS_MAX + 1), ..complete(Priority::P3) };
    assert_eq!(problems(&over), [(Field::Synopsis, "too_long")]);
}

#[test]
fn one_line_is_one_line_and_reads_as_it_is() {
    let synopsis = |text: &str| problems(&Draft { synopsis: text.to_owned(), ..complete(Priority::P3) });
    for stray in ["a\nb", "a\rb", "a\tb", "a\0b", "a\u{85}b", "a\u{2028}b", "a\u{202e}b", "\u{2066}b"] {
        assert_eq!(synopsis(stray), [(Field::Synopsis, "not_one_line")], "{stray:?}");
    }
    for fine in [" a b\n", "نظام", "naïve – “ü” 語", "a\u{200f}b", "👩\u{200d}🔧"] {
        assert_eq!(synopsis(fine), [], "{fine:?}");
    }
    let line = "a\u{202e}b".to_owned();
    let draft = Draft {
        software_version: line.clone(),
        own_reference: line.clone(),
        subject: Subject::Unlisted { host_name: line.clone(), site: line },
        description: "several\nlines\tand a tab".to_owned(),
        ..complete(Priority::P3)
    };
    let expected = [Field::HostName, Field::Site, Field::SoftwareVersion, Field::OwnReference];
    assert_eq!(problems(&draft), expected.map(|field| (field, "not_one_line")));
}

#[test]
fn an_unlisted_unit_needs_host_and_site() {
    let draft = Draft {
        subject: Subject::Unlisted { host_name: " ".to_owned(), site: String::new() },
        ..complete(Priority::P3)
    };
    assert_eq!(problems(&draft), [(Field::HostName, "missing"), (Field::Site, "missing")]);
}

#[test]
fn since_is_readable_and_not_later_than_now() {
    let since = |since| problems(&Draft { since, ..complete(Priority::P3) });
    assert_eq!(since(Since::Unreadable), [(Field::Since, "unreadable")]);
    assert_eq!(since(Since::At(now() + chrono::TimeDelta::seconds(1))), [(Field::Since, "in_the_future")]);
    assert_eq!(since(Since::At(now())), []);
}

#[test]
fn further_units_are_each_named_once_and_at_most_49_of_them() {
    let further = |references: &[&str]| {
        let further_units = references.iter().map(|reference| (*reference).to_owned()).collect();
        problems(&Draft { further_units, ..complete(Priority::P2) })
    };
    assert_eq!(further(&["JN1", " JN2 "]), []);
    assert_eq!(further(&["JN1", "jn1"]), [(Field::FurtherUnits, "twice")]);
    assert_eq!(further(&["jn1234"]), [(Field::FurtherUnits, "twice")], "the main unit");
    assert_eq!(further(&[" "]), [(Field::FurtherUnits, "missing")]);
    let many: Vec<String> = (0..=FURTHER_UNITS_MAX).map(|number| format!("M{number}")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    assert_eq!(further(&many[1..]), []);
    assert_eq!(further(&many), [(Field::FurtherUnits, "too_many")]);
}

#[test]
fn a_contact_is_asked_for_nothing_and_what_is_said_must_reach_somebody() {
    let contact = |way, at: &str, when: &str| {
        let contact = ContactWish { way, at: at.to_owned(), when: when.to_owned() };
        Draft { contact, ..complete(Priority::P1) }.check(now())
    };
    assert_eq!(contact(None, "", "").unwrap().contact, CaseContact::default());
    let told = contact(None, " noc@example.net ", " nights ").unwrap().contact;
    assert_eq!((told.way, told.at.as_deref()), (Some(Way::Email), Some("noc@example.net")));
    assert_eq!(told.when.as_deref(), Some("nights"));
    let codes = |result: Result<Report, Vec<FieldProblem>>| -> Vec<_> {
        result.err().unwrap_or_default().iter().map(|problem| (problem.field, problem.code())).collect()
    };
    assert_eq!(codes(contact(Some(Way::Phone), "Ana", "")), [(Field::ContactAt, "no_number")]);
    assert_eq!(codes(contact(Some(Way::Email), "+1 555 0100", "")), [(Field::ContactAt, "no_address")]);
    let long = "x".repeat(WHEN_MAX + 1);
    assert_eq!(codes(contact(None, "", &long)), [(Field::ContactWhen, "too_long")]);
    assert_eq!(codes(contact(None, "", "a\nb")), [(Field::ContactWhen, "not_one_line")]);
}

/// The slow oracle: every reference against every other one, as it is stored.
#[test]
fn twice_is_told_exactly_when_two_references_are_the_same() {
    let names = ["a1", "A1", "b2", "JN1234", "jn1234", "c3"];
    for one in names {
        for other in names {
            for third in names {
                let typed = [one, other, third].map(str::to_owned);
                let stored: Vec<String> =
                    typed.iter().map(|name| name.to_ascii_uppercase()).chain(["JN1234".to_owned()]).collect();
                let distinct: std::collections::BTreeSet<&String> = stored.iter().collect();
                let draft = Draft { further_units: typed.to_vec(), ..complete(Priority::P3) };
                let told = problems(&draft);
                assert_eq!(told.is_empty(), distinct.len() == stored.len(), "{typed:?}");
                assert_eq!(told.len(), stored.len() - distinct.len(), "{typed:?}");
            }
        }
    }
}
