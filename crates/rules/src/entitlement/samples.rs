//! Units to try decisions on.

use crate::{
    Date,
    country::{Country, CountryList},
    term::{ContractKind, ContractStatus, Term},
    unit::{Address, EndOfSupport, OrderLine, Registration, SiteRecord, Source, Unit, Usage, Vendor},
};
use proptest::prelude::*;

/// A civil date.
pub fn date(text: &str) -> Date {
    text.parse().unwrap()
}

/// The five that the service description names.
pub fn countries() -> CountryList {
    CountryList {
        source: "named in the service description".to_owned(),
        checked_on: date("2026-11-01"),
        excluded: ["CU", "IR", "KP", "SD", "SY"].iter().filter_map(|code| Country::parse(code)).collect(),
        unread: false,
    }
}

/// A contract in force, named by its kind and end.
pub fn term(kind: ContractKind, start: &str, end: &str) -> Term {
    Term {
        contract: format!("{}-{end}", kind.name()),
        kind,
        start: date(start),
        end: date(end),
        status: ContractStatus::Active,
    }
}

/// A unit that meets every condition in 2026.
pub fn covered() -> Unit {
    Unit {
        vendor: Some(Vendor::Juniper),
        source: Some(Source::AuthorizedReseller),
        usage: Some(Usage::InUse),
        order: Some(OrderLine::Listed { order: "PO-1".to_owned() }),
        registration: Some(Registration::On(date("2026-01-01"))),
        site: SiteRecord::At { address: Address::Complete, country: Country::parse("DE") },
        end_user_country: Country::parse("US"),
        end_of_support: EndOfSupport::NotAnnounced,
        terms: Some(vec![
            term(ContractKind::AdvancedCarePlus, "2026-01-01", "2026-12-31"),
            term(ContractKind::JuniperCare, "2026-01-01", "2027-06-30"),
        ]),
        terms_unread: false,
        parts: vec![],
    }
}

/// Days over a turn of the year and a leap day.
pub fn day(n: i64) -> Date {
    date("2027-12-20") + chrono::TimeDelta::days(n)
}

/// Terms of all kinds, registered at some time or not, past its End of Support at some time or not.
pub fn any_unit() -> impl Strategy<Value = Unit> {
    let kind = proptest::sample::select(vec![
        ContractKind::AdvancedCarePlus,
        ContractKind::JuniperCare,
        ContractKind::Subscription,
        ContractKind::Unknown,
    ]);
    let status = proptest::sample::select(vec![
        ContractStatus::Active,
        ContractStatus::Active,
        ContractStatus::Suspended,
        ContractStatus::Unknown,
    ]);
    let terms = proptest::collection::vec((kind, status, 0i64..120, 0i64..60), 0..7);
    let (registered, last) = (proptest::option::of(0i64..120), proptest::option::of(0i64..120));
    (proptest::option::of(terms), proptest::bool::weighted(0.2), registered, last).prop_map(
        |(terms, unread, registered, last)| Unit {
            terms_unread: unread && terms.is_some(),
            terms: terms.map(|terms| {
                let made = terms.into_iter().zip(0..).map(|((kind, status, start, length), n)| Term {
                    contract: format!("C-{n}"),
                    kind,
                    start: day(start),
                    end: day(start + length),
                    status,
                });
                made.collect()
            }),
            registration: registered.map(|registered| Registration::On(day(registered))),
            end_of_support: last.map_or(EndOfSupport::NoData, |last| EndOfSupport::On(day(last))),
            ..covered()
        },
    )
}
