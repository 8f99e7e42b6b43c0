//! What each condition says for itself: plain words for every outcome, with the inputs that decided it.

use super::Condition;
use crate::{
    Date,
    country::{Country, CountryList},
    reason::{Input, Outcome, Reason, Rule, Section},
    term::{ContractKind, ContractStatus, Side, Term},
    unit::{Address, EndOfSupport, OrderLine, Registration, SiteRecord, Source, Unit, Usage, Vendor},
    words,
};

const R_007: Rule = Rule::new("R-007");
const R_008: Rule = Rule::new("R-008");
const R_009: Rule = Rule::new("R-009");
const R_014: Rule = Rule::new("R-014");
const R_015: Rule = Rule::new("R-015");
const R_016: Rule = Rule::new("R-016");
const R_017: Rule = Rule::new("R-017");
const R_019: Rule = Rule::new("R-019");
const R_020: Rule = Rule::new("R-020");
const R_073: Rule = Rule::new("R-073");
const R_083: Rule = Rule::new("R-083");
const R_084: Rule = Rule::new("R-084");
const R_085: Rule = Rule::new("R-085");
const B_2: Rule = Rule::new("B-2");
const B_11: Rule = Rule::new("B-11");

/// The reason of one condition whose outcome is already decided.
pub(super) fn reason(
    condition: Condition,
    outcome: Outcome,
    unit: &Unit,
    countries: &CountryList,
    on: Date,
) -> Reason {
    let (why, inputs) = match condition {
        Condition::AuthorizedSource | Condition::NotGrayMarket => source(condition, outcome, unit.source),
        Condition::CareTerm => term(unit, Side::Care, on),
        Condition::ServiceTerm => term(unit, Side::Service, on),
        Condition::InUse => usage(unit.usage),
        Condition::OnPurchaseOrder => order(unit.order.as_ref()),
        Condition::Registered => registration(unit.registration, on),
        Condition::SiteAddress => address(&unit.site),
        Condition::CountryAllowed => country(outcome, unit, countries),
        Condition::BeforeEndOfSupport => end_of_support(unit.end_of_support, on),
        Condition::JuniperProduct => vendor(unit.vendor),
    };
    Reason {
        rules: rules(condition),
        section: section(condition),
        title: condition.title(),
        outcome,
        why,
        inputs,
    }
}

fn rules(condition: Condition) -> &'static [Rule] {
    match condition {
        Condition::AuthorizedSource => &[R_007, R_015, B_2],
        Condition::CareTerm => &[R_008, R_009, R_020],
        Condition::ServiceTerm => &[R_009, R_019],
        Condition::InUse => &[R_014],
        Condition::OnPurchaseOrder => &[R_016],
        Condition::Registered | Condition::SiteAddress => &[R_017],
        Condition::CountryAllowed => &[R_073, B_11],
        Condition::BeforeEndOfSupport => &[R_083],
        Condition::JuniperProduct => &[R_084],
        Condition::NotGrayMarket => &[R_085],
    }
}

fn section(condition: Condition) -> Section {
    match condition {
        Condition::CountryAllowed => Section::Availability,
        Condition::BeforeEndOfSupport | Condition::JuniperProduct | Condition::NotGrayMarket => {
            Section::Exclusions
        }
        _ => Section::Eligibility,
    }
}

type Words = (String, Vec<Input>);

fn source(condition: Condition, outcome: Outcome, source: Option<Source>) -> Words {
    let name = source.map(|source| match source {
        Source::Juniper => "Juniper Networks",
        Source::AuthorizedReseller => "an authorized reseller",
        Source::UnauthorizedSeller => "a seller who is not authorized",
        Source::GrayMarket => "the gray market",
    });
    let why = match (outcome, name) {
        (_, None) => "Where this unit came from was not supplied.".to_owned(),
        (Outcome::Failed, Some(_)) if condition == Condition::NotGrayMarket => {
            "Gray market products are excluded. Reinstatement is a separate process: ask your advisor."
                .to_owned()
        }
        (Outcome::Failed, Some(name)) => {
            format!("It came from {name}; only Juniper and its authorized resellers count.")
        }
        (_, Some(name)) => format!("It came from {name}."),
    };
    (why, vec![Input::maybe("Source", name.map(str::to_owned))])
}

fn usage(usage: Option<Usage>) -> Words {
    let name = usage.map(|usage| match usage {
        Usage::InUse => "in use",
        Usage::Spare => "spare",
        Usage::Laboratory => "laboratory",
        Usage::Decommissioned => "decommissioned",
    });
    let why = match (usage, name) {
        (Some(Usage::InUse), _) => "It is in use in your network.".to_owned(),
        (Some(_), Some(name)) => {
            format!("It is recorded as {name}; the service covers products that are in use.")
        }
        _ => "Whether it is in use was not supplied.".to_owned(),
    };
    (why, vec![Input::maybe("Usage", name.map(str::to_owned))])
}

fn order(order: Option<&OrderLine>) -> Words {
    match order {
        Some(OrderLine::Listed { order }) => {
            (format!("It is named in purchase order {order}."), vec![Input::known("Purchase order", order)])
        }
        Some(OrderLine::Inherited { order, replaces }) => (
            format!("It replaced {replaces} after a return and takes its place in purchase order {order}."),
            vec![Input::known("Purchase order", order), Input::known("Replaces", replaces.as_str())],
        ),
        Some(OrderLine::NotListed) => (
            "No purchase order for the service names it.".to_owned(),
            vec![Input::known("Purchase order", "none")],
        ),
        None => ("Purchase orders were not supplied.".to_owned(), vec![Input::maybe("Purchase order", None)]),
    }
}

fn registration(registration: Option<Registration>, on: Date) -> Words {
    let (why, value) = match registration {
        Some(Registration::On(date)) if date <= on => {
            (format!("Registered on {}.", words::date(date)), Some(words::date(date)))
        }
        Some(Registration::On(date)) => {
            (format!("Registered only on {}, after this date.", words::date(date)), Some(words::date(date)))
        }
        Some(Registration::Registered) => {
            ("Registered; the date was not supplied.".to_owned(), Some("yes".to_owned()))
        }
        Some(Registration::No) => (
            "Its serial number is not registered yet. Register it to complete its cover.".to_owned(),
            Some("no".to_owned()),
        ),
        None => ("Whether it is registered was not supplied.".to_owned(), None),
    };
    (why, vec![Input::maybe("Registered", value)])
}

fn address(site: &SiteRecord) -> Words {
    let (why, value) = match site {
        SiteRecord::NotSupplied => ("The installation site was not supplied.", None),
        SiteRecord::None => ("No installation site is registered for it.", Some("none")),
        SiteRecord::At { address: Address::Complete, .. } => {
            ("The site's full address is registered.", Some("complete"))
        }
        SiteRecord::At { address: Address::Incomplete, .. } => (
            "The site is known, but its address is incomplete: street, city and country are needed.",
            Some("incomplete"),
        ),
    };
    (why.to_owned(), vec![Input::maybe("Site address", value.map(str::to_owned))])
}

fn country(outcome: Outcome, unit: &Unit, countries: &CountryList) -> Words {
    let site = match unit.site {
        SiteRecord::At { country, .. } => country,
        SiteRecord::None | SiteRecord::NotSupplied => None,
    };
    let code = |country: Option<Country>| country.map(|country| country.to_string());
    let checked = words::date(countries.checked_on);
    let why = match outcome {
        Outcome::Met => "Neither your company nor the site is in an excluded country.".to_owned(),
        Outcome::Failed => {
            format!("The service is not available there ({}; list checked on {checked}).", countries.source)
        }
        // Without a site only the other country is asked.
        Outcome::Unknown
            if (site.is_some() || unit.site == SiteRecord::None) && unit.end_user_country.is_some() =>
        {
            "Not every excluded country is known here, and these may be among them.".to_owned()
        }
        Outcome::Unknown => "A country is missing: your company's or the site's.".to_owned(),
    };
    let inputs = vec![
        Input::maybe("Site country", code(site)),
        Input::maybe("End User country", code(unit.end_user_country)),
        Input::maybe("List checked on", (!countries.source.is_empty()).then_some(checked)),
    ];
    (why, inputs)
}

fn end_of_support(end: EndOfSupport, on: Date) -> Words {
    match end {
        EndOfSupport::On(last) => {
            let day = words::date(last);
            let why = if on <= last {
                format!("Its End of Support is {day}; that day is still covered.")
            } else {
                format!("Its End of Support was {day}. Juniper is not obliged to help with it any more.")
            };
            (why, vec![Input::known("End of Support", day)])
        }
        EndOfSupport::NotAnnounced => (
            "No End of Support has been announced for this product.".to_owned(),
            vec![Input::known("End of Support", "not announced")],
        ),
        EndOfSupport::NoData => (
            "There is no End of Support data for this product.".to_owned(),
            vec![Input::maybe("End of Support", None)],
        ),
    }
}

fn vendor(vendor: Option<Vendor>) -> Words {
    let (why, value) = match vendor {
        Some(Vendor::Juniper) => ("It is a Juniper Networks product.", Some("Juniper Networks")),
        Some(Vendor::ThirdParty) => (
            "It is a third-party product; those are excluded. Its host keeps its own cover.",
            Some("third party"),
        ),
        None => ("Who made it was not supplied.", None),
    };
    (why.to_owned(), vec![Input::maybe("Vendor", value.map(str::to_owned))])
}

/// Terms of one side: the one that covers the date, or what stands nearest to it.
fn term(unit: &Unit, side: Side, on: Date) -> Words {
    let name = match side {
        Side::Service => "Advanced Care Plus",
        Side::Care => "Juniper Care",
    };
    let Some(terms) = unit.terms.as_deref() else {
        return (format!("The {name} contracts were not supplied."), vec![Input::maybe("Contract", None)]);
    };
    let of_side = || terms.iter().filter(|term| term.is(side));
    if let Some(term) = of_side().filter(|term| term.covers(on)).max_by_key(|term| term.end) {
        let stands_for = if term.kind == ContractKind::Subscription {
            "The Subscription counts as including Juniper Care: "
        } else {
            ""
        };
        let why = format!(
            "{stands_for}{} runs from {} to {}, both days included.",
            term.contract,
            words::date(term.start),
            words::date(term.end)
        );
        return (why, term_inputs(term));
    }
    if let Some(term) = of_side().find(|term| term.may_cover(on)) {
        let (what, name) =
            if term.kind == ContractKind::Unknown { ("kind", "Kind") } else { ("status", "Status") };
        let why = format!(
            "{} names this unit, but its {what} is not known here: whether it counts can’t be told.",
            term.contract
        );
        let unknown = Input::known(name, "not known here");
        return (why, term_inputs(term).into_iter().chain([unknown]).collect());
    }
    if unit.terms_unread {
        let why = format!(
            "A contract that names this unit can’t be read here: whether it is one for {name} on this date can’t be told."
        );
        return (why, vec![Input::known("Contract", "can’t be read here")]);
    }
    if let Some(term) = of_side().find(|term| !term.may_count() && term.start <= on && on <= term.end) {
        let state = if term.status == ContractStatus::Suspended { "suspended" } else { "cancelled" };
        return (format!("{} is {state}, so it does not count.", term.contract), term_inputs(term));
    }
    let active = || of_side().filter(|term| term.may_count());
    let before = active().filter(|term| term.end < on).max_by_key(|term| term.end);
    let after = active().filter(|term| term.start > on).min_by_key(|term| term.start);
    match (before, after) {
        (Some(before), Some(after)) => (
            format!(
                "This date lies in a gap: {} ended on {} and {} starts on {}.",
                before.contract,
                words::date(before.end),
                after.contract,
                words::date(after.start)
            ),
            [term_inputs(before), term_inputs(after)].concat(),
        ),
        (Some(before), None) => {
            (format!("{} ended on {}.", before.contract, words::date(before.end)), term_inputs(before))
        }
        (None, Some(after)) => {
            (format!("{} starts only on {}.", after.contract, words::date(after.start)), term_inputs(after))
        }
        (None, None) => {
            let why = match of_side().find(|term| term.kind != ContractKind::Unknown) {
                None => format!("No {name} contract names this unit."),
                Some(_) => format!("The {name} contracts that name this unit are suspended or cancelled."),
            };
            (why, vec![Input::known("Contract", "none in force")])
        }
    }
}

fn term_inputs(term: &Term) -> Vec<Input> {
    vec![
        Input::known("Contract", format!("{} ({})", term.contract, term.kind.name())),
        Input::known("First day", words::date(term.start)),
        Input::known("Last day", words::date(term.end)),
    ]
}
