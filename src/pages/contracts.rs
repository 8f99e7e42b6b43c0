//! The service contracts of an account, and whether each is in order. What is wrong with a contract is shown here and never
//! turns a unit red by itself.

use leptos::prelude::*;
use rules::{Date, reason::Outcome, words};
use wire::contract::{ContractList, ContractStatus, InOrder, ServiceContract};

use crate::{
    api,
    clock::use_clock,
    components::{
        card::banner,
        fact::{fact, fact_if_known},
        loaded::load,
        markup::view,
        page_head::PageHead,
        words::badge,
    },
    session::use_session,
    widgets::cover::condition_list,
};

/// The page.
#[component]
pub fn ContractsPage() -> impl IntoView {
    let contracts = load(|| Some(api::contracts::list()));
    let today = use_clock().now_untracked().date_naive();
    view! {
        <PageHead title="Contracts" lead="Whether each contract is in order. What is wrong with one never turns a unit red by itself."/>
        {contracts.show("your contracts", move |list| list_view(list, today))}
    }
}

fn list_view(list: &ContractList, today: Date) -> AnyView {
    if list.items.is_empty() {
        return view! { <p class="muted">"No contract is known. Faults are reported and answered all the same."</p> };
    }
    let (ended, running): (Vec<_>, Vec<_>) = list.items.iter().partition(|contract| contract.end < today);
    let cards = |contracts: Vec<&ServiceContract>| {
        contracts.into_iter().map(|contract| contract_view(contract, list)).collect_view()
    };
    let ended =
        (!ended.is_empty()).then(|| view! { <h2>"Ended"</h2><div class="stack">{cards(ended)}</div> });
    view! { <div class="stack">{cards(running)}</div>{ended} }
}

fn contract_view(contract: &ServiceContract, list: &ContractList) -> AnyView {
    let kind = contract.kind.known().map_or(contract.kind.as_str(), |kind| kind.name()).to_owned();
    let several = !use_session().several_accounts().is_empty();
    let end_user = contract.account.as_ref().filter(|_| several).map(|account| account.name.clone());
    let status = (contract.status != ContractStatus::Active).then(|| contract.status.as_str().to_owned());
    let term =
        format!("{} to {}, both days included", words::date(contract.start), words::date(contract.end));
    let id = format!("contract-{}", contract.number);
    let named = id.clone();
    view! {
        <section class="card" aria-labelledby=named>
            <header><h2 id=id>{kind}" "<span class="mono">{contract.number.clone()}</span></h2></header>
            {decision_view(contract, list)}
            <dl class="facts">
                {fact_if_known("End User", end_user)}
                {fact("Term", term)}
                {fact_if_known("Status", status)}
                {fact_if_known("Purchase order", contract.purchase_order.clone())}
                {fact_if_known("Co-terming", contract.co_term_reference.clone())}
                {fact("Units", contract.units.to_string())}
            </dl>
        </section>
    }
}

/// Whether it is in order, with every clause; for contracts that are decided at all.
fn decision_view(contract: &ServiceContract, list: &ContractList) -> Option<AnyView> {
    let facts = contract.facts(&list.items)?;
    let answer = facts.in_order();
    let (tone, words) = match answer {
        Outcome::Met => ("ok", "In order"),
        Outcome::Failed => ("bad", "Not in order"),
        Outcome::Unknown => ("info", "Cannot tell: something was not supplied"),
    };
    let differs = contract.decision.as_ref().filter(|server| server.in_order != InOrder::from(answer));
    let differs = differs.map(|server| {
        let there = [server.failed.join(", "), server.unknown.join(", ")].join(" ");
        banner("warn", "warning", "The server decides otherwise.", format!("Clauses not met there: {there}."))
    });
    let clauses = condition_list(facts.reasons().into_iter().map(|(_, reason)| reason).collect());
    Some(view! {
        <p>{badge(tone, words)}</p>
        {differs}
        <details class="why" open=answer != Outcome::Met>
            <summary>"Every clause"<span class="visually-hidden">" of contract "{contract.number.clone()}</span></summary>
            {clauses}
        </details>
    })
}
