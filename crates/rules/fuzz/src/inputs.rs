//! Values made of bytes: mostly such that meet each other, sometimes from the ends of the calendar and of time.

use arbitrary::{Result, Unstructured};
use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use rules::{
    Date, Instant,
    country::{Country, CountryList},
    response::Channel,
    term::{ContractKind, ContractStatus, Term},
    unit::{Address, EndOfSupport, OrderLine, Part, Registration, SiteRecord, Source, Unit, Usage, Vendor},
    zone::{Transition, ZoneRules},
};

pub type Bytes<'a, 'b> = &'a mut Unstructured<'b>;

pub fn maybe<T>(u: Bytes, make: impl FnOnce(Bytes) -> Result<T>) -> Result<Option<T>> {
    if u.arbitrary()? { make(u).map(Some) } else { Ok(None) }
}

pub fn pick<T: Copy>(u: Bytes, values: &[T]) -> Result<T> {
    u.choose(values).copied()
}

/// Mostly near each other, so that terms meet; sometimes anywhere in the calendar.
pub fn date(u: Bytes) -> Result<Date> {
    let near = NaiveDate::from_ymd_opt(2028, 2, 1).unwrap_or_default();
    Ok(match u.int_in_range(0..=15)? {
        0 => NaiveDate::MIN,
        1 => NaiveDate::MAX,
        2 => NaiveDate::from_num_days_from_ce_opt(u.arbitrary()?).unwrap_or(near),
        _ => near + TimeDelta::days(u.int_in_range(0..=60)?),
    })
}

pub fn instant(u: Bytes) -> Result<Instant> {
    Ok(match u.int_in_range(0..=15)? {
        0 => DateTime::<Utc>::MIN_UTC,
        1 => DateTime::<Utc>::MAX_UTC,
        2 => DateTime::from_timestamp_millis(u.arbitrary()?).unwrap_or_default(),
        _ => DateTime::from_timestamp_millis(1_835_000_000_000 + u.int_in_range(0..=9_000_000_000)?)
            .unwrap_or_default(),
    })
}

pub fn time(u: Bytes) -> Result<NaiveTime> {
    Ok(NaiveTime::from_num_seconds_from_midnight_opt(u.int_in_range(0..=86_399)?, 0).unwrap_or_default())
}

pub fn zone(u: Bytes) -> Result<ZoneRules> {
    let offset = |u: Bytes| -> Result<i32> {
        Ok(match u.int_in_range(0..=31)? {
            0 => i32::MIN,
            1 => u.arbitrary()?,
            _ => u.int_in_range(-18 * 3600..=18 * 3600)?,
        })
    };
    let mut at = u.int_in_range(-10_000_000_000..=10_000_000_000_i64)?;
    let mut transitions = Vec::new();
    for _ in 0..u.int_in_range(0..=3)? {
        transitions.push(Transition { at, offset: offset(u)? });
        at = at.saturating_add(u.int_in_range(0..=20_000_000)?);
    }
    Ok(ZoneRules::new(u.arbitrary::<String>()?, offset(u)?, transitions).unwrap_or_else(|_| ZoneRules::utc()))
}

pub fn channel(u: Bytes) -> Result<Channel> {
    Ok(match u.int_in_range(0..=3)? {
        0 => Channel::Phone,
        1 => Channel::Web,
        2 => Channel::Email,
        _ => Channel::Other(u.arbitrary()?),
    })
}

pub fn countries(u: Bytes) -> Result<CountryList> {
    Ok(CountryList {
        source: String::new(),
        checked_on: date(u)?,
        excluded: country(u)?.into_iter().collect(),
        unread: u.arbitrary()?,
    })
}

pub fn country(u: Bytes) -> Result<Option<Country>> {
    Ok(Country::parse(u.choose(&["US", "CU", "SS", ""])?)).map(|country| {
        country.filter(|country| {
            !CountryList { source: String::new(), checked_on: Date::MIN, excluded: vec![], unread: false }
                .excludes(*country)
        })
    })
}

pub fn end_of_support(u: Bytes) -> Result<EndOfSupport> {
    Ok(match u.int_in_range(0..=2)? {
        0 => EndOfSupport::NoData,
        1 => EndOfSupport::NotAnnounced,
        _ => EndOfSupport::On(date(u)?),
    })
}

pub fn unit(u: Bytes) -> Result<Unit> {
    let vendors = [Vendor::Juniper, Vendor::ThirdParty];
    let sources =
        [Source::Juniper, Source::AuthorizedReseller, Source::UnauthorizedSeller, Source::GrayMarket];
    let usages = [Usage::InUse, Usage::Spare, Usage::Laboratory, Usage::Decommissioned];
    let kinds = [
        ContractKind::AdvancedCarePlus,
        ContractKind::JuniperCare,
        ContractKind::Subscription,
        ContractKind::Unknown,
    ];
    let states = [
        ContractStatus::Active,
        ContractStatus::Suspended,
        ContractStatus::Cancelled,
        ContractStatus::Unknown,
    ];
    let term = |u: Bytes| -> Result<Term> {
        Ok(Term {
            contract: u.arbitrary()?,
            kind: pick(u, &kinds)?,
            start: date(u)?,
            end: date(u)?,
            status: pick(u, &states)?,
        })
    };
    Ok(Unit {
        vendor: maybe(u, |u| pick(u, &vendors))?,
        source: maybe(u, |u| pick(u, &sources))?,
        usage: maybe(u, |u| pick(u, &usages))?,
        order: maybe(u, |u| Ok(OrderLine::Listed { order: u.arbitrary()? }))?,
        registration: maybe(u, |u| Ok(Registration::On(date(u)?)))?,
        site: match u.int_in_range(0..=2)? {
            0 => SiteRecord::NotSupplied,
            1 => SiteRecord::None,
            _ => SiteRecord::At {
                address: pick(u, &[Address::Complete, Address::Incomplete])?,
                country: country(u)?,
            },
        },
        end_user_country: country(u)?,
        end_of_support: end_of_support(u)?,
        terms: maybe(u, |u| (0..u.int_in_range(0..=5)?).map(|_| term(u)).collect())?,
        terms_unread: u.arbitrary()?,
        parts: vec![Part {
            slot: u.arbitrary()?,
            model: u.arbitrary()?,
            vendor: maybe(u, |u| pick(u, &vendors))?,
            end_of_support: end_of_support(u)?,
        }],
    })
}
