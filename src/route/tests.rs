use super::*;

fn samples() -> Vec<Route> {
    let units = UnitsQuery {
        q: "fra1 & münchen/?#".to_owned(),
        account: "a-1".to_owned(),
        answer: "cannot_tell".to_owned(),
        ends_within_days: "90".to_owned(),
        family: "MX".to_owned(),
        model: "MX480-BASE".to_owned(),
        site: "site-1".to_owned(),
        contract: "0060417302".to_owned(),
        condition: "in_use".to_owned(),
        release: "23.4R2-S3".to_owned(),
        country: "SS".to_owned(),
        usage: "none".to_owned(),
        view: "all".to_owned(),
        sort: "-site".to_owned(),
        cursor: "abc=".to_owned(),
        ..UnitsQuery::default()
    };
    let mut routes = vec![
        Route::Home,
        Route::SignIn { next: None },
        Route::SignIn { next: Some("/units?q=a%20b".to_owned()) },
        Route::Units(UnitsQuery::default()),
        Route::Units(units),
        Route::unit("A/B C"),
        Route::Unit {
            reference: "JN1".to_owned(),
            account: "a-1".to_owned(),
            on: Some("2028-02-29".to_owned()),
            suppose: vec![
                Supposition::ContractEnded("0060417302".to_owned()),
                Supposition::EndOfSupportPassed,
                Supposition::ContractEnded("A,B end-of-support".to_owned()),
            ],
        },
        Route::on_behalf(),
        Route::OnBehalf { note: "CALL-2026-000001".to_owned(), account: String::new() },
        Route::OnBehalf { note: String::new(), account: "a-1".to_owned() },
        Route::Contracts,
        Route::Profile,
        Route::Account { account: String::new() },
        Route::Account { account: "a-1".to_owned() },
        Route::WallCard { account: String::new() },
        Route::WallCard { account: "a-1".to_owned() },
        Route::Label { reference: "A/B C".to_owned(), account: "a 1".to_owned() },
        Route::Label { reference: "A/B C".to_owned(), account: String::new() },
        Route::unit_of("JN1", "a-1"),
        Route::People,
        Route::Workspace,
        Route::OnBoarding { account: String::new() },
        Route::OnBoarding { account: "a-1".to_owned() },
        Route::PeopleOf { account: "a-1".to_owned() },
        Route::Invitation,
        Route::advisor(""),
        Route::Advisor { account: "a-1".to_owned(), week: WeekShown::Next, cursor: "abc=".to_owned() },
        Route::Advice { id: "0192 a/b".to_owned() },
        Route::Activation { account: String::new() },
        Route::Activation { account: "a-1".to_owned() },
        Route::Responsibilities { account: "a-1".to_owned() },
        Route::Notice { number: "NOTICE-2026-000001".to_owned() },
        Route::Service { point: None },
        Route::Service { point: Some("R-065".to_owned()) },
        Route::open_cases(),
        Route::Cases(CasesQuery {
            show: CasesShown::All,
            q: "x".to_owned(),
            unit: "A/B C".to_owned(),
            account: "a-1".to_owned(),
            site: "site-1".to_owned(),
            contract: "0060417302".to_owned(),
            mine: "true".to_owned(),
            waiting_on: "customer".to_owned(),
            priority: "1".to_owned(),
            channel: "phone".to_owned(),
            target: "missed".to_owned(),
            opened_from: "2026-11-01".to_owned(),
            escalated: "true".to_owned(),
            opened_to: "2026-11-30".to_owned(),
            view: "all".to_owned(),
            sort: "-changed".to_owned(),
            cursor: "abc=".to_owned(),
            ..CasesQuery::default()
        }),
        Route::WordKept { account: "a-1".to_owned() },
        Route::KeptCases(KeptQuery {
            quarter: "2026-Q3".to_owned(),
            priority: "1".to_owned(),
            channel: "fax & co".to_owned(),
            became: "missed".to_owned(),
            account: "a-1".to_owned(),
            cursor: "abc=".to_owned(),
        }),
        Route::WordKept { account: "a-1".to_owned() },
        Route::KeptCases(KeptQuery {
            quarter: "2026-Q3".to_owned(),
            priority: "1".to_owned(),
            channel: "fax & co".to_owned(),
            became: "missed".to_owned(),
            account: "a-1".to_owned(),
            cursor: "abc=".to_owned(),
        }),
        Route::Handover { since: String::new(), account: String::new(), cursor: String::new() },
        Route::Handover {
            since: "2026-11-24T22:00:00+00:00".to_owned(),
            account: "a-1".to_owned(),
            cursor: "x+/=".to_owned(),
        },
        Route::case("2026-1124-000001"),
        Route::case_opened("1"),
        Route::Case {
            number: "A/B 1".to_owned(),
            confirmed: Confirmed::No,
            timeline: TimelineQuery { kind: "clock".to_owned(), side: "vendor".to_owned() },
        },
        Route::CallNote { number: "CALL-2026-000001".to_owned() },
        Route::Sites { q: String::new(), account: String::new(), cursor: String::new() },
        Route::Sites { q: "a & b".to_owned(), account: "a-1".to_owned(), cursor: "abc=".to_owned() },
        Route::Site { id: "s/1".to_owned() },
        Route::Webinars(WebinarsQuery::default()),
        Route::Webinars(WebinarsQuery {
            q: "label switched & more".to_owned(),
            topic: "patch_management".to_owned(),
            family: "MX".to_owned(),
            quarter: "2026-Q3".to_owned(),
            speaker: "Ünal Ö.".to_owned(),
            seen: "no".to_owned(),
            when: "recorded".to_owned(),
            account: "a-1".to_owned(),
            cursor: "abc=".to_owned(),
        }),
        Route::Register { account: String::new() },
        Route::Register { account: "a-1".to_owned() },
        Route::RegisterFile,
        Route::registrations(""),
        Route::Registrations { account: "a-1".to_owned(), cursor: "abc=".to_owned() },
        Route::registration("r/1"),
        Route::Registration { id: "r-1".to_owned(), cursor: "abc=".to_owned() },
        Route::Claims { account: "a-1".to_owned() },
        Route::ClaimUnit { reference: "A/B 1".to_owned() },
        Route::webinar("w/1"),
        Route::webinar_as("w-1", "a-1", Some(754)),
    ];
    for (step, _) in Step::ALL {
        routes.push(Route::Report { step, draft: None, unit: None });
        routes.push(Route::Report { step, draft: Some("d".to_owned()), unit: Some("JN1".to_owned()) });
    }
    routes
}

#[test]
fn what_is_printed_is_read_back() {
    for route in samples() {
        assert_eq!(Route::parse(&route.to_string()), Some(route.clone()), "{route}");
    }
}

#[test]
fn a_view_is_read_back_without_its_page() {
    for list in [List::Units, List::Cases] {
        let query = ListQuery { q: "münchen".to_owned(), sort: "-site".to_owned(), ..ListQuery::default() };
        let asked = ListQuery { view: "all".to_owned(), cursor: "abc".to_owned(), ..query.clone() };
        assert_eq!(list.of_text(&list.text(&asked)), query);
        assert!(list.of_text("").is_whole() && !query.is_whole());
    }
}

#[test]
fn a_list_takes_only_what_it_knows() {
    assert_eq!(Route::parse("/units?priority=1&show=all"), Some(Route::Units(UnitsQuery::default())));
    assert_eq!(Route::parse("/cases?answer=x&family=MX"), Some(Route::open_cases()));
}

#[test]
fn parameters_that_are_not_known_are_ignored() {
    assert_eq!(Route::parse("/?utm=1"), Some(Route::Home));
    assert_eq!(Route::parse("/units/JN1?zzz=1&on="), Some(Route::unit("JN1")));
    assert_eq!(Route::parse("/nothing"), None);
    assert_eq!(Route::parse("/report/nothing"), None);
}

#[test]
fn sign_in_goes_on_only_to_our_own_pages() {
    assert_eq!(Route::parse_next("/units/JN1"), Some(Route::unit("JN1")));
    for evil in [
        "//evil",
        "/\\evil",
        "https:evil",
        "/\t/evil",
        "javascript:alert(1)",
        "http://a@b/",
        "evil",
        "/sign-in?next=/",
        "/evil",
    ] {
        assert_eq!(Route::parse_next(evil), None, "{evil}");
    }
}
