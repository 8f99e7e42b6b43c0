//! A thousand units of every kind, each with the day to decide on: the same ones natively, in wasm and in the server's
//! tests. Made from a fixed seed without a library, so that all three surely make the same.

use chrono::{Days, NaiveDate};
use rules::{
    country::{Country, CountryList},
    entitlement::assess,
};
use wire::{
    account::AccountRef,
    contract::{ContractKind, ContractStatus},
    cover::Cover,
    unit::{EndOfSupport, OrderLine, OrderState, Registration, Site, Source, Term, Unit, Usage, Vendor},
};

/// How many.
pub const COUNT: usize = 1_000;

/// Decides as browser and server do; `None` for data that the rules refuse. Of the countries that the service description
/// names only these two occur.
pub fn decide(unit: &Unit, on: NaiveDate) -> Option<Cover> {
    let countries = CountryList {
        source: String::new(),
        checked_on: on,
        excluded: ["CU", "SD"].iter().filter_map(|code| Country::parse(code)).collect(),
        unread: false,
    };
    Some((&assess(&unit.facts().ok()?, &countries, on)).into())
}

/// A unit and the day to decide on.
pub struct Input {
    pub unit: Unit,
    pub on: NaiveDate,
}

/// All of them.
pub fn inputs() -> Vec<Input> {
    let mut random = Random(20_261_124);
    (0..COUNT).map(|number| input(number, &mut random)).collect()
}

/// A decision as one line of `decisions.txt`.
pub fn line(number: usize, cover: Option<&Cover>) -> String {
    let Some(cover) = cover else { return format!("{number:04} refused") };
    let list = |names: &[String]| if names.is_empty() { "-".to_owned() } else { names.join("+") };
    let until = cover.covered_until.map_or_else(|| "-".to_owned(), |until| until.to_string());
    let by = cover.ends_by.as_ref().map_or("-", |cause| cause.as_str());
    let (failed, unknown) = (list(&cover.failed), list(&cover.unknown));
    format!("{number:04} {} {} {until} {by} {failed} {unknown}", cover.on, cover.answer.as_str())
}

/// SplitMix64.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit
    }

    fn one_in(&mut self, n: u64) -> bool {
        self.below(n) == 0
    }

    /// The first one mostly, so that a unit with all conditions met is not one in a million.
    fn mostly_first<T: Clone>(&mut self, values: &[T]) -> T {
        let last = values.len() as u64 - 1;
        let place = if self.one_in(24) && last > 0 { 1 + self.below(last) } else { 0 };
        values[usize::try_from(place).unwrap_or(0)].clone()
    }

    fn day(&mut self) -> NaiveDate {
        let start = NaiveDate::from_ymd_opt(2027, 12, 1).unwrap_or_default();
        start + Days::new(self.below(120))
    }
}

fn input(number: usize, random: &mut Random) -> Input {
    let country = random.mostly_first(&[Some("US"), Some("DE"), Some("CU"), Some("SS"), None]);
    let unit = Unit {
        reference: format!("GEN{number:04}"),
        serial: Some(format!("GEN{number:04}")),
        host_name: None,
        model: "MX480".to_owned(),
        family: None,
        description: None,
        account: AccountRef { id: account(country), name: account(country) },
        account_country: country.map(str::to_owned),
        vendor: random.mostly_first(&[Some(Vendor::Juniper), Some(Vendor::ThirdParty), None]),
        source: random.mostly_first(&[
            Some(Source::Juniper),
            Some(Source::AuthorizedReseller),
            Some(Source::UnauthorizedSeller),
            Some(Source::GrayMarket),
            Some(Source::Unknown("auction".to_owned())),
            None,
        ]),
        usage: random.mostly_first(&[
            Some(Usage::InUse),
            Some(Usage::Spare),
            Some(Usage::Laboratory),
            Some(Usage::Decommissioned),
            None,
        ]),
        order: random
            .mostly_first(&[
                Some(OrderState::Listed),
                Some(OrderState::Inherited),
                Some(OrderState::NotListed),
                Some(OrderState::Unknown("lost".to_owned())),
                None,
            ])
            .map(|state| {
                let replaces = (state == OrderState::Inherited).then(|| "GEN9999".to_owned());
                OrderLine { state, number: Some("PO-1".to_owned()), replaces }
            }),
        registration: match random.below(10) {
            0 => None,
            1 => Some(Registration { registered: false, on: None }),
            2 => Some(Registration { registered: true, on: None }),
            3 => Some(Registration { registered: true, on: Some(random.day()) }),
            _ => Some(Registration { registered: true, on: NaiveDate::from_ymd_opt(2026, 1, 1) }),
        },
        site: site(number, random),
        end_of_support: match random.below(8) {
            0 => None,
            1 => Some(EndOfSupport { on: Some(random.day()) }),
            _ => Some(EndOfSupport { on: None }),
        },
        terms: Some(terms(number, random).into()),
        parts: vec![].into(),
        software_release: None,
        release_confirmed_at: None,
        cover: None,
        version: 1,
    };
    Input { unit, on: random.day() }
}

/// The account's id: one for each country.
pub fn account(country: Option<&str>) -> String {
    format!("gen-{}", country.unwrap_or("none"))
}

fn site(number: usize, random: &mut Random) -> Option<Option<Site>> {
    match random.below(12) {
        0 => return None,
        1 => return Some(None),
        _ => {}
    }
    let given = |text: &str, is_given: bool| is_given.then(|| text.to_owned());
    Some(Some(Site {
        id: format!("gen-site-{number}"),
        name: format!("Site {number}"),
        street: given("Main Street 1", !random.one_in(24)),
        postal_code: None,
        city: given("Town", !random.one_in(24)),
        country: random.mostly_first(&[Some("US"), Some("SD"), Some("SS"), None]).map(str::to_owned),
        zone: None,
    }))
}

/// Up to six, mostly long enough to cover something; now and then one that is not in force or of a kind nobody knows.
fn terms(number: usize, random: &mut Random) -> Vec<Term> {
    let count = random.below(7);
    (0..count)
        .map(|place| {
            let start = random.day();
            Term {
                contract: format!("GEN-{number:04}-{place}"),
                kind: match random.below(12) {
                    0 => ContractKind::Unknown("warranty".to_owned()),
                    1..=2 => ContractKind::Subscription,
                    3..=7 => ContractKind::JuniperCare,
                    _ => ContractKind::AdvancedCarePlus,
                },
                start,
                end: start + Days::new(random.below(160)),
                status: random.mostly_first(&[
                    ContractStatus::Active,
                    ContractStatus::Suspended,
                    ContractStatus::Cancelled,
                    ContractStatus::Unknown("frozen".to_owned()),
                ]),
            }
        })
        .collect()
}
