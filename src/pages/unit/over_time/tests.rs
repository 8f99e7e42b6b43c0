use super::*;
use rules::{
    country::Country,
    term::ContractKind,
    unit::{Address, OrderLine, Part, Registration, SiteRecord, Source, Usage, Vendor},
};

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn term(kind: ContractKind, contract: &str, start: &str, end: &str) -> Term {
    let (start, end) = (day(start), day(end));
    Term { contract: contract.to_owned(), kind, start, end, status: ContractStatus::Active }
}

fn nowhere() -> CountryList {
    CountryList { source: String::new(), checked_on: Date::default(), excluded: Vec::new(), unread: false }
}

/// Covered in 2026, with Juniper Care that leaves out March.
fn unit() -> Unit {
    Unit {
        vendor: Some(Vendor::Juniper),
        source: Some(Source::Juniper),
        usage: Some(Usage::InUse),
        order: Some(OrderLine::Listed { order: "PO-1".to_owned() }),
        registration: Some(Registration::Registered),
        site: SiteRecord::At { address: Address::Complete, country: Country::parse("DE") },
        end_user_country: Country::parse("DE"),
        end_of_support: EndOfSupport::On(day("2028-06-30")),
        terms: Some(vec![
            term(ContractKind::AdvancedCarePlus, "A", "2026-01-01", "2026-12-31"),
            term(ContractKind::JuniperCare, "C1", "2026-01-01", "2026-02-28"),
            term(ContractKind::JuniperCare, "C2", "2026-04-01", "2027-12-31"),
        ]),
        terms_unread: false,
        parts: vec![Part {
            slot: "FPC 3".to_owned(),
            model: "MPC".to_owned(),
            vendor: None,
            end_of_support: EndOfSupport::On(day("2026-05-05")),
        }],
    }
}

fn story(on: &str) -> Story {
    let milestone = Milestone { kind: "last_order".into(), on: day("2024-01-01") };
    Story::of(&unit(), &[milestone], &nowhere(), day(on))
}

#[test]
fn the_table_has_the_cover_the_contracts_the_gap_and_every_date() {
    let story = story("2026-06-01");
    let told: Vec<String> = story
        .lines
        .iter()
        .map(|line| {
            let text = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
            format!("{} {} {}", text(line.from), text(line.to), line.words)
        })
        .collect();
    for expected in [
        "2024-01-01  Last order",
        "2026-01-01 2026-12-31 Advanced Care Plus A",
        "2026-01-01 2026-02-28 Cover: Advanced Care Plus",
        "2026-03-01 2026-03-31 A gap: no Juniper Care",
        "2026-03-01 2026-03-31 Cover: No cover found",
        "2026-05-05  End of Support of the part FPC 3 (MPC)",
        "2028-06-30  End of Support",
    ] {
        assert!(told.iter().any(|line| line == expected), "{expected} in {told:#?}");
    }
    assert!(told.is_sorted_by(|a, b| a[..10] <= b[..10]), "{told:#?}");
}

#[test]
fn the_picture_has_a_lane_for_each_and_marks_what_is_past() {
    let on = day("2026-06-01");
    let lanes = story("2026-06-01").lanes(&unit(), on);
    let names: Vec<&str> = lanes.iter().map(|lane| lane.name.as_str()).collect();
    assert_eq!(
        names,
        [
            "Cover: Advanced Care Plus",
            "Advanced Care Plus",
            "Juniper Care",
            "Product: End of Support 30 Jun 2028",
            "Parts: End of Support",
        ]
    );
    assert_eq!(lanes[2].bars.iter().map(|bar| bar.tone).collect::<Vec<_>>(), ["plus", "plus", "none"]);
    assert_eq!(lanes[3].points, [(day("2024-01-01"), "past"), (day("2028-06-30"), "ahead")]);
    assert_eq!(lanes[4].points, [(day("2026-05-05"), "past")]);
}

#[test]
fn the_span_holds_what_there_is_and_stays_readable() {
    assert_eq!(story("2026-06-01").span, Span { from: day("2025-12-01"), to: day("2028-06-30") });
    let alone = Unit { terms: None, end_of_support: EndOfSupport::NoData, parts: Vec::new(), ..unit() };
    let span = Story::of(&alone, &[], &nowhere(), day("2026-06-01")).span;
    assert_eq!(span, Span { from: day("2025-12-01"), to: day("2026-12-01") });
    let at_the_end = Story::of(&alone, &[], &nowhere(), Date::MAX);
    assert_eq!(at_the_end.span.to, Date::MAX);
}

#[test]
fn what_ends_first_comes_first() {
    let ends_on = |on: &str| first_to_end(&ends(&unit(), day(on)).collect::<Vec<_>>());
    assert_eq!(
        ends_on("2026-06-01"),
        "Ends first: Advanced Care Plus, last day 31 Dec 2026. Then Juniper Care, last day 31 Dec 2027; End of Support, last day 30 Jun 2028."
    );
    assert_eq!(ends_on("2028-06-30"), "Ends first: End of Support, last day 30 Jun 2028.");
    assert_eq!(ends_on("2028-07-01"), "Nothing that holds on this date has a known end.");
}
