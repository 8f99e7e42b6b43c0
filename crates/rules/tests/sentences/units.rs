//! Units, and how each condition of their cover is told.

use super::*;

fn term(
    contract: &str,
    kind: ContractKind,
    from: (i32, u32),
    to: (i32, u32),
    status: ContractStatus,
) -> Term {
    let (start, end) = (date(from.0, from.1, 1), date(to.0, to.1, 28));
    Term { contract: contract.to_owned(), kind, start, end, status }
}

fn covered() -> Unit {
    let active = ContractStatus::Active;
    Unit {
        vendor: Some(Vendor::Juniper),
        source: Some(Source::Juniper),
        usage: Some(Usage::InUse),
        order: Some(OrderLine::Listed { order: "PO-1".to_owned() }),
        registration: Some(Registration::On(date(2026, 1, 2))),
        site: SiteRecord::At { address: Address::Complete, country: Country::parse("DE") },
        end_user_country: Country::parse("US"),
        end_of_support: EndOfSupport::NotAnnounced,
        terms: Some(vec![
            term("ACP", ContractKind::AdvancedCarePlus, (2026, 1), (2026, 12), active),
            term("JC", ContractKind::JuniperCare, (2026, 1), (2026, 12), active),
        ]),
        terms_unread: false,
        parts: vec![],
    }
}

/// The unit that meets every condition, and what becomes of a condition when one fact is another.
pub fn units() -> Vec<String> {
    let countries = CountryList {
        source: "named in the service description".to_owned(),
        checked_on: date(2026, 6, 1),
        excluded: Country::parse("SD").into_iter().collect(),
        unread: false,
    };
    let reasons = |unit: &Unit| assess(unit, &countries, on()).reasons(unit, &countries);
    let base = reasons(&covered());
    let mut lines: Vec<String> = base.iter().map(|(_, reason)| line("covered", reason)).collect();
    for (what, unit) in variations() {
        let told = reasons(&unit).into_iter().zip(&base);
        lines
            .extend(told.filter(|(now, before)| now != *before).map(|((_, reason), _)| line(&what, &reason)));
    }
    lines
}

fn variations() -> Vec<(String, Unit)> {
    let mut all = Vec::new();
    let mut add = |what: &str, change: &dyn Fn(&mut Unit)| {
        let mut unit = covered();
        change(&mut unit);
        all.push((what.to_owned(), unit));
    };
    add("third party", &|unit| unit.vendor = Some(Vendor::ThirdParty));
    add("vendor not supplied", &|unit| unit.vendor = None);
    for source in [Source::AuthorizedReseller, Source::UnauthorizedSeller, Source::GrayMarket] {
        add(&format!("{source:?}"), &|unit| unit.source = Some(source));
    }
    add("source not supplied", &|unit| unit.source = None);
    for usage in [Usage::Spare, Usage::Laboratory, Usage::Decommissioned] {
        add(&format!("{usage:?}"), &|unit| unit.usage = Some(usage));
    }
    add("usage not supplied", &|unit| unit.usage = None);
    add("inherited", &|unit| {
        unit.order = SerialNumber::parse("AB1")
            .ok()
            .map(|replaces| OrderLine::Inherited { order: "PO-1".to_owned(), replaces });
    });
    add("not ordered", &|unit| unit.order = Some(OrderLine::NotListed));
    add("order not supplied", &|unit| unit.order = None);
    for (what, registration) in [
        ("registered that day", Some(Registration::On(on()))),
        ("registered later", Some(Registration::On(date(2026, 6, 16)))),
        ("registered some time", Some(Registration::Registered)),
        ("not registered", Some(Registration::No)),
        ("registration not supplied", None),
    ] {
        add(what, &|unit| unit.registration = registration);
    }
    let site = |address, country: &str| SiteRecord::At { address, country: Country::parse(country) };
    for (what, record) in [
        ("site not supplied", SiteRecord::NotSupplied),
        ("no site", SiteRecord::None),
        ("address incomplete", site(Address::Incomplete, "DE")),
        ("site in Sudan", site(Address::Complete, "SD")),
        ("site in South Sudan", site(Address::Complete, "SS")),
        ("country of the site not supplied", site(Address::Complete, "")),
    ] {
        add(what, &|unit| unit.site = record.clone());
    }
    add("End User in Sudan", &|unit| unit.end_user_country = Country::parse("SD"));
    add("country of the End User not supplied", &|unit| unit.end_user_country = None);
    for (what, end) in [
        ("End of Support that day", EndOfSupport::On(on())),
        ("End of Support the day before", EndOfSupport::On(date(2026, 6, 14))),
        ("End of Support later", EndOfSupport::On(date(2030, 1, 1))),
        ("no data on End of Support", EndOfSupport::NoData),
    ] {
        add(what, &|unit| unit.end_of_support = end);
    }
    add("terms not supplied", &|unit| unit.terms = None);
    add("no terms", &|unit| unit.terms = Some(vec![]));
    add("terms that can't be read beside those that cover", &|unit| unit.terms_unread = true);
    add("only terms that can't be read", &|unit| {
        unit.terms = Some(vec![]);
        unit.terms_unread = true;
    });
    for (what, spans) in [
        ("over", vec![((2025, 1), (2025, 12)), ((2024, 1), (2024, 12))]),
        ("not begun", vec![((2026, 9), (2027, 8)), ((2027, 9), (2028, 8))]),
        ("gap", vec![((2025, 1), (2026, 5)), ((2026, 8), (2027, 7))]),
    ] {
        add(what, &|unit| unit.terms = Some(of_both_kinds(&spans, ContractStatus::Active)));
    }
    for status in [ContractStatus::Suspended, ContractStatus::Cancelled, ContractStatus::Unknown] {
        add(&format!("{status:?}"), &|unit| {
            unit.terms = Some(of_both_kinds(&[((2026, 1), (2026, 12))], status))
        });
        add(&format!("{status:?} and over"), &|unit| {
            unit.terms = Some(of_both_kinds(&[((2025, 1), (2025, 12)), ((2026, 9), (2026, 12))], status));
        });
    }
    add("a kind that is not known", &|unit| {
        unit.terms.iter_mut().flatten().for_each(|term| term.kind = ContractKind::Unknown);
    });
    add("Subscription", &|unit| {
        let spans = ((2026, 1), (2027, 12));
        unit.terms.iter_mut().flatten().for_each(|term| {
            if term.kind == ContractKind::JuniperCare {
                *term =
                    self::term("SUB", ContractKind::Subscription, spans.0, spans.1, ContractStatus::Active);
            }
        });
    });
    all
}

/// Year and month.
type Month = (i32, u32);

fn of_both_kinds(spans: &[(Month, Month)], status: ContractStatus) -> Vec<Term> {
    let kinds = [("ACP", ContractKind::AdvancedCarePlus), ("JC", ContractKind::JuniperCare)];
    let terms = kinds.into_iter().flat_map(|(name, kind)| {
        spans
            .iter()
            .zip(1..)
            .map(move |((from, to), n)| term(&format!("{name}-{n}"), kind, *from, *to, status))
    });
    terms.collect()
}

pub fn changes() -> Vec<String> {
    let countries = CountryList { source: String::new(), checked_on: on(), excluded: vec![], unread: false };
    let mut unit = covered();
    unit.registration = Some(Registration::On(date(2026, 3, 1)));
    unit.end_of_support = EndOfSupport::On(date(2026, 9, 30));
    let changes = over_time::changes(&unit, &countries, date(2025, 12, 1), date(2027, 12, 1));
    let told = |change: &over_time::Change| {
        let words: Vec<String> = change.causes.iter().map(over_time::Cause::words).collect();
        format!("change on {} | {:?} to {:?} | {}", change.on, change.before, change.after, words.join(" "))
    };
    changes.iter().map(told).collect()
}
