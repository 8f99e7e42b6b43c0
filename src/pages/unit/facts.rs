//! The facts of a unit beside its cover: identity, site, software, parts, contracts.

use leptos::prelude::*;
use rules::{access::Action, words};
use wire::{
    contract::{ContractKind, ContractStatus},
    unit::{EndOfSupport, Part, Term, Unit, Usage},
};

use crate::{
    components::{card::card, copy::Copy, fact::fact, instant::At, link::link, markup::view, words::muted},
    route::Route,
    session::use_session,
};

/// "MX480 · Frankfurt am Main"
pub fn lead(unit: &Unit) -> String {
    [Some(unit.model.clone()), unit.description.clone(), unit.site().map(|site| site.name.clone())]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ")
}

/// Identity, site, software and parts.
pub fn facts(unit: &Unit) -> AnyView {
    let number = if unit.serial.is_some() {
        ("Serial number", "serial number")
    } else {
        ("Software reference", "software reference number")
    };
    let site = unit.site().map(|site| view! { {site.name.clone()}<br/>{muted(site.address())} });
    let release = unit.software_release.clone().unwrap_or_else(|| "not known".to_owned());
    let confirmed = unit
        .release_confirmed_at
        .map(|at| view! { " "<small class="muted">"confirmed "<At instant=at/></small> });
    let usage = unit.usage.as_ref().map_or("not supplied", usage_words).to_owned();
    let rows = vec![
        fact(number.0, view! { <Copy value=unit.reference.clone() label=number.1/> }),
        fact("Model", unit.model.clone()),
        fact("End User", unit.account.name.clone()),
        fact("Site", site),
        fact("Software release", view! { {release}{confirmed} }),
        fact("Use", usage),
        fact("End of Support", end_of_support(unit.end_of_support.as_ref())),
    ];
    let parts = (!unit.parts.is_empty()).then(|| {
        let parts = unit.parts.iter().map(part).collect_view();
        view! { <h3>"Parts"</h3><dl class="facts">{parts}</dl> }
    });
    card("Unit", view! { <dl class="facts">{rows}</dl>{parts} })
}

fn usage_words(usage: &Usage) -> &str {
    match usage {
        Usage::InUse => "in use",
        Usage::Spare => "spare",
        Usage::Laboratory => "laboratory",
        Usage::Decommissioned => "decommissioned",
        Usage::Unknown(text) => text,
    }
}

fn end_of_support(end: Option<&EndOfSupport>) -> String {
    match end {
        None => "no data".to_owned(),
        Some(EndOfSupport { on: None }) => "not announced".to_owned(),
        Some(EndOfSupport { on: Some(date) }) => words::date(*date),
    }
}

fn part(part: &Part) -> AnyView {
    let end = format!("End of Support {}", end_of_support(part.end_of_support.as_ref()));
    view! { <div><dt>{part.slot.clone()}</dt><dd>{part.model.clone()}" "{muted(end)}</dd></div> }
}

/// The contracts that name it.
pub fn contracts(unit: &Unit) -> AnyView {
    let none = |words: &'static str| view! { <p class="muted">{words}</p> };
    let rows = match unit.terms.as_deref() {
        None => none("The contracts were not supplied."),
        Some([]) => none("No contract names this unit."),
        Some(terms) => view! { <dl class="facts">{terms.iter().map(term).collect_view()}</dl> },
    };
    let may_see = use_session().me().is_some_and(|me| me.may(Action::SeeContracts));
    let all = may_see
        .then(|| view! { <p>{link(&Route::Contracts, "All contracts, and whether they are in order")}</p> });
    card("Contracts", view! { {rows}{all} })
}

fn term(term: &Term) -> AnyView {
    let kind = term.kind.known().map_or_else(|| unknown_kind(&term.kind), |kind| kind.name().to_owned());
    let state = (term.status != ContractStatus::Active).then(|| format!(" ({})", term.status.as_str()));
    let dates = format!("{} to {}", words::date(term.start), words::date(term.end));
    view! {
        <div><dt>{kind}{state}</dt>
            <dd><span class="mono">{term.contract.clone()}</span><br/>{muted(dates)}</dd></div>
    }
}

fn unknown_kind(kind: &ContractKind) -> String {
    kind.as_str().to_owned()
}
