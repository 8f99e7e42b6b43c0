//! The facts of a unit beside its cover: identity, site, software, parts, contracts.

use leptos::prelude::*;
use rules::words;
use wire::{
    contract::{ContractKind, ContractStatus},
    unit::{EndOfSupport, Part, Term, Unit, Usage},
};

use crate::components::{copy::Copy, fact::fact, instant::At};

/// "MX480 · Frankfurt am Main"
pub fn lead(unit: &Unit) -> String {
    [Some(unit.model.clone()), unit.description.clone(), unit.site().map(|site| site.name.clone())]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ")
}

/// Identity, site, software and parts.
#[component]
pub fn Facts(unit: Unit) -> impl IntoView {
    let number = if unit.serial.is_some() {
        ("Serial number", "serial number")
    } else {
        ("Software reference", "software reference number")
    };
    let site = unit.site().map(|site| (site.name.clone(), site.address()));
    let release = unit.software_release.clone().unwrap_or_else(|| "not known".to_owned());
    let confirmed = unit
        .release_confirmed_at
        .map(|at| view! { " "<small class="muted">"confirmed "<At instant=at/></small> });
    let usage = unit.usage.as_ref().map_or("not supplied", usage_words).to_owned();
    let parts = unit.parts.iter().map(part).collect_view();
    let has_parts = !unit.parts.is_empty();
    view! {
        <section class="card">
            <header><h2>"Unit"</h2></header>
            <dl class="facts">
                {fact(number.0, view! { <Copy value=unit.reference.clone() label=number.1/> })}
                {fact("Model", unit.model.clone())}
                {fact("End User", unit.account.name.clone())}
                {fact("Site", site.map(|(name, address)| view! { {name}<br/><small class="muted">{address}</small> }))}
                {fact("Software release", view! { {release}{confirmed} })}
                {fact("Use", usage)}
                {fact("End of Support", end_of_support(unit.end_of_support.as_ref()))}
            </dl>
            {has_parts.then(|| view! { <h3>"Parts"</h3><dl class="facts">{parts}</dl> })}
        </section>
    }
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

fn part(part: &Part) -> impl IntoView + use<> {
    view! {
        <div><dt>{part.slot.clone()}</dt>
            <dd>{part.model.clone()}" "<small class="muted">"End of Support "{end_of_support(part.end_of_support.as_ref())}</small></dd></div>
    }
}

/// The contracts that name it.
#[component]
pub fn Contracts(unit: Unit) -> impl IntoView {
    let rows = match unit.terms {
        None => view! { <p class="muted">"The contracts were not supplied."</p> }.into_any(),
        Some(terms) if terms.is_empty() => {
            view! { <p class="muted">"No contract names this unit."</p> }.into_any()
        }
        Some(terms) => view! { <dl class="facts">{terms.iter().map(term).collect_view()}</dl> }.into_any(),
    };
    view! { <section class="card"><header><h2>"Contracts"</h2></header>{rows}</section> }
}

fn term(term: &Term) -> impl IntoView + use<> {
    let kind = term.kind.known().map_or_else(|| unknown_kind(&term.kind), |kind| kind.name().to_owned());
    let state = (term.status != ContractStatus::Active).then(|| format!(" ({})", term.status.as_str()));
    view! {
        <div><dt>{kind}{state}</dt>
            <dd><span class="mono">{term.contract.clone()}</span><br/>
                <small class="muted">{words::date(term.start)}" to "{words::date(term.end)}</small></dd></div>
    }
}

fn unknown_kind(kind: &ContractKind) -> String {
    kind.as_str().to_owned()
}
