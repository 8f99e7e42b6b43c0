//! The service contracts of an account, and whether each is in order. What is wrong with a contract is shown here and never
//! turns a unit red by itself.

use leptos::prelude::*;
use rules::{Date, words};
use wire::contract::{ContractDecision, ContractList, ContractStatus, InOrder, ServiceContract};

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
    let clock = use_clock();
    let minute = clock.every(60);
    let today = Memo::new(move |_| {
        minute.get();
        clock.today()
    });
    view! {
        <PageHead title="Contracts" lead="Whether a contract for the service is in order. What is wrong with a contract does not by itself change the cover of a unit."/>
        {contracts.show("your contracts", move |list| list_view(list, today.get()))}
    }
}

fn list_view(list: &ContractList, today: Date) -> AnyView {
    if list.items.is_empty() && list.items.unread > 0 {
        return view! { <p class="muted">"No contract can be read here. Faults are reported and answered all the same; about contracts ask your advisor or your reseller."</p> };
    }
    if list.items.is_empty() {
        return view! { <p class="muted">"No contract is known. Faults are reported and answered all the same; about contracts ask your advisor or your reseller."</p> };
    }
    let (ended, running): (Vec<_>, Vec<_>) = list.items.iter().partition(|contract| contract.end < today);
    let cards = |contracts: Vec<&ServiceContract>, level: Level| {
        contracts.into_iter().map(|contract| contract_view(contract, list, level)).collect_view()
    };
    let ended = (!ended.is_empty())
        .then(|| view! { <h2>"Ended"</h2><div class="stack">{cards(ended, Level::Third)}</div> });
    view! { <div class="stack">{cards(running, Level::Second)}</div>{ended} }
}

/// Level of a heading.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Level {
    /// Below the page's own.
    Second,
    /// Below that of the contracts that ended.
    Third,
}

fn contract_view(contract: &ServiceContract, list: &ContractList, level: Level) -> AnyView {
    let kind = contract.kind.name().to_owned();
    let several = !use_session().several_accounts().is_empty();
    let end_user = contract.account.as_ref().filter(|_| several).map(|account| account.name.clone());
    let status = (contract.status != ContractStatus::Active).then(|| contract.status.as_str().to_owned());
    let term =
        format!("{} to {}, both days included", words::date(contract.start), words::date(contract.end));
    let id = format!("contract-{}", contract.number);
    let named = id.clone();
    let number = contract.number.clone();
    let heading = match level {
        Level::Second => view! { <h2 id=id>{kind}" "<span class="mono">{number}</span></h2> },
        Level::Third => view! { <h3 id=id>{kind}" "<span class="mono">{number}</span></h3> },
    };
    view! {
        <section class="card" aria-labelledby=named>
            <header>{heading}</header>
            {decision_view(contract, list)}
            <dl class="facts">
                {fact_if_known("End User", end_user)}
                {fact("Term", term)}
                {fact_if_known("Status", status)}
                {fact_if_known("Purchase order", contract.purchase_order.clone())}
                {fact_if_known("Co-terming", contract.co_term_reference.clone().flatten())}
                {fact_if_known("Units", contract.units.map(|units| units.to_string()))}
            </dl>
        </section>
    }
}

/// Whether it is in order, with every condition; for contracts that are decided at all.
fn decision_view(contract: &ServiceContract, list: &ContractList) -> Option<AnyView> {
    let facts = contract.facts(&list.items)?;
    let own = ContractDecision::from(&facts);
    let (tone, words) = in_order_words(&own.in_order);
    let differs = contract.decision.as_ref().filter(|server| **server != own).map(server_differs);
    let conditions = condition_list(facts.reasons().into_iter().map(|(_, reason)| reason).collect());
    Some(view! {
        <p>{badge(tone, words)}</p>
        {differs}
        <details class="why" open=own.in_order != InOrder::Yes>
            <summary>"Every condition"<span class="visually-hidden">" of contract "{contract.number.clone()}</span></summary>
            {conditions}
        </details>
    })
}

/// How the answer is shown.
pub fn in_order_words(answer: &InOrder) -> (&'static str, String) {
    match answer {
        InOrder::Yes => ("ok", "In order".to_owned()),
        InOrder::No => ("bad", "Not in order".to_owned()),
        InOrder::CannotTell => ("info", "Cannot tell: something is not known here".to_owned()),
        InOrder::Unknown(text) => ("info", text.clone()),
    }
}

/// When the API and the browser disagree, both are shown, with what the API decided otherwise.
fn server_differs(server: &ContractDecision) -> AnyView {
    let list = |what: &str, names: &[String]| {
        if names.is_empty() { String::new() } else { format!(" {what}: {}.", names.join(", ")) }
    };
    let (_, answer) = in_order_words(&server.in_order);
    let (failed, unknown) = (list("Not met there", &server.failed), list("Not known there", &server.unknown));
    banner("warn", "warning", "The server decides otherwise.", format!("{answer}.{failed}{unknown}"))
}
