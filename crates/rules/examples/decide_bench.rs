//! Decides 100,000 units, for `cargo xtask bench`: natively it prints the milliseconds, under wasm32 the driver times it.

use std::hint::black_box;

use rules::{
    Date,
    country::{Country, CountryList},
    entitlement::{Answer, assess},
    term::{ContractKind, ContractStatus, Term},
    unit::{Address, EndOfSupport, OrderLine, Registration, SiteRecord, Source, Unit, Usage, Vendor},
};

const UNITS: u32 = 100_000;

fn date(days: u32) -> Date {
    Date::default().checked_add_days(chrono::Days::new(u64::from(days) + 20_000)).unwrap_or_default()
}

/// Units that differ in what they fail, with three contracts each, as in an install base with renewals.
fn unit(n: u32) -> Unit {
    let term = |kind, start: u32, length: u32| Term {
        contract: format!("C-{n}"),
        kind,
        start: date(start + n % 200),
        end: date(start + n % 200 + length),
        status: ContractStatus::Active,
    };
    Unit {
        vendor: Some(Vendor::Juniper),
        source: Some(if n.is_multiple_of(97) { Source::GrayMarket } else { Source::AuthorizedReseller }),
        usage: Some(if n.is_multiple_of(31) { Usage::Spare } else { Usage::InUse }),
        order: Some(OrderLine::Listed { order: format!("PO-{n}") }),
        registration: (!n.is_multiple_of(53)).then_some(Registration::On(date(0))),
        site: SiteRecord::At { address: Address::Complete, country: Country::parse("DE") },
        end_user_country: Country::parse("US"),
        end_of_support: if n.is_multiple_of(7) {
            EndOfSupport::On(date(n % 900))
        } else {
            EndOfSupport::NotAnnounced
        },
        terms: Some(vec![
            term(ContractKind::AdvancedCarePlus, 0, 365),
            term(ContractKind::AdvancedCarePlus, 366, 365),
            term(ContractKind::JuniperCare, 0, 900),
        ]),
        terms_unread: false,
        parts: Vec::new(),
    }
}

fn decide(units: &[Unit], countries: &CountryList, on: Date) -> usize {
    units.iter().filter(|unit| assess(unit, countries, on).answer == Answer::AdvancedCarePlus).count()
}

fn main() {
    let countries = CountryList {
        source: String::new(),
        checked_on: date(0),
        excluded: ["CU", "IR", "KP", "SD", "SY"].into_iter().filter_map(Country::parse).collect(),
        unread: false,
    };
    let units: Vec<Unit> = (0..UNITS).map(unit).collect();
    #[cfg(not(target_arch = "wasm32"))]
    {
        let mut runs: Vec<f64> = (0..9)
            .map(|run| {
                let began = std::time::Instant::now();
                black_box(decide(black_box(&units), &countries, date(400 + run)));
                began.elapsed().as_secs_f64() * 1000.0
            })
            .collect();
        runs.sort_by(f64::total_cmp);
        println!("{UNITS} unit decisions, median of 9 runs: {:.2} ms", runs[4]);
    }
    // The driver can only time the whole of `main`: ten rounds, so that making the units counts a tenth.
    #[cfg(target_arch = "wasm32")]
    for round in 0..10 {
        black_box(decide(black_box(&units), &countries, date(400 + round)));
    }
}
