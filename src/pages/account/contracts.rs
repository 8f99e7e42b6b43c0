//! The agreement that governs, and what the contracts run to. Whether each is in order, with every condition, is on the page
//! of the contracts.

use leptos::prelude::*;
use rules::{
    Date,
    contract::{Agreement, Clause},
    term::{Side, Term, chain_end, undecided},
    words,
};
use wire::contract::{ContractDecision, ContractList, ContractStatus, ServiceContract};

use crate::{
    clock::use_clock,
    components::{
        card::card,
        link::link,
        markup::view,
        words::{badge, muted},
    },
    pages::contracts::in_order_words,
    route::Route,
    widgets::why::Why,
};

/// Both cards.
pub fn cards(list: &ContractList) -> AnyView {
    let today = use_clock().today();
    let running: Vec<&ServiceContract> = list.items.iter().filter(|contract| contract.end >= today).collect();
    view! {
        {card("Agreement", agreement(&running, list))}
        {card("Service contracts", contracts(&running, list, today))}
    }
}

/// Which agreement the contracts for the service are under, each once, and what stands where it says otherwise
///
fn agreement(running: &[&ServiceContract], list: &ContractList) -> AnyView {
    let mut known: Vec<Option<Agreement>> = Vec::new();
    let mut rows = Vec::new();
    for facts in running.iter().filter_map(|contract| contract.facts(&list.items)) {
        if known.contains(&facts.agreement) {
            continue;
        }
        let words = match &facts.agreement {
            Some(Agreement::PurchaseAndLicence) => "The vendor’s purchase and licence agreement".to_owned(),
            Some(Agreement::Other(reference)) if reference.is_empty() => {
                "Another written agreement, without a reference".to_owned()
            }
            Some(Agreement::Other(reference)) => {
                format!("Another written agreement that both have signed: {reference}")
            }
            None => "Which agreement governs was not supplied".to_owned(),
        };
        let why = facts.reasons().into_iter().find(|(clause, _)| *clause == Clause::Agreement);
        rows.push(view! { <li><p><b>{words}</b></p>{why.map(|(_, reason)| view! { <Why reason/> })}</li> });
        known.push(facts.agreement);
    }
    if rows.is_empty() {
        let perhaps =
            list.items.unread > 0 || running.iter().any(|contract| contract.term().is(Side::Service));
        let words = if perhaps {
            "Whether a contract for the service is running can’t be told."
        } else {
            "No contract for the service is running."
        };
        rows.push(view! { <li><p class="muted">{words}</p></li> });
    }
    let point = |rule: &str| link(&Route::Service { point: Some(rule.to_owned()) }, rule);
    view! {
        <ul class="stack" data-gap="tight">{rows}</ul>
        <p>"It applies together with the service description. Where the two differ, the service description stands ("{point("R-003")}"). Words that it does not explain mean what the agreement says they mean ("{point("R-004")}"). The service is sold to End Users, directly or through authorized resellers ("{point("R-001")}")."</p>
    }
}

fn contracts(running: &[&ServiceContract], list: &ContractList, today: Date) -> AnyView {
    let terms: Vec<Term> = list.items.iter().map(ServiceContract::term).collect();
    let sides = [Side::Service, Side::Care].map(|side| side_words(&terms, list.items.unread, side, today));
    let rows = running.iter().map(|contract| row(contract, list)).collect_view();
    view! {
        {sides.map(|words| view! { <p>{words}</p> }).into_iter().collect_view()}
        <ul class="people">{rows}</ul>
        <p>{link(&Route::Contracts, "All contracts, with every condition")}</p>
    }
}

/// How far the contracts of one side reach without a gap; for a unit its own contracts decide.
fn side_words(terms: &[Term], unread: usize, side: Side, today: Date) -> String {
    let name = side.name();
    let Some(last) = chain_end(terms, side, today) else {
        return match undecided(terms, side, today) {
            Some(term) => {
                format!("{name}: whether a contract is in force today can’t be told. {}.", term.named())
            }
            None if unread > 0 => format!(
                "{name}: whether a contract is in force today can’t be told, because not every contract can be read here."
            ),
            None => format!("{name}: no contract is in force today."),
        };
    };
    let first = terms.iter().filter(|term| term.is(side) && term.covers(today)).map(|term| term.end).min();
    let until = words::date(last.end);
    let perhaps = last.end.succ_opt().and_then(|after| undecided(terms, side, after));
    let last_known = first.is_some_and(|first| first == last.end);
    if unread > 0 && last_known {
        return format!(
            "{name} runs to {until}; whether it goes on can’t be told, because not every contract can be read here."
        );
    }
    if let Some(term) = perhaps {
        return format!("{name} runs to {until}; whether it goes on can’t be told: {}.", term.named());
    }
    match first.filter(|first| *first < last.end) {
        Some(first) => format!(
            "{name} runs to {until}, without a gap: after the first end on {} contract {} continues it.",
            words::date(first),
            last.contract
        ),
        None => format!("{name} runs to {until}; no renewal continues it yet."),
    }
}

fn row(contract: &ServiceContract, list: &ContractList) -> AnyView {
    let kind = contract.kind.name().to_owned();
    let term = format!("{} to {}", words::date(contract.start), words::date(contract.end));
    let together = contract
        .co_term_reference
        .clone()
        .flatten()
        .map(|reference| muted(format!("Agreed to end together with others: {reference}")));
    let status = (contract.status != ContractStatus::Active)
        .then(|| muted(format!("Status: {}", contract.status.as_str())));
    let decided = contract.facts(&list.items).map(|facts| {
        let (tone, words) = in_order_words(&ContractDecision::from(&facts).in_order);
        // What was not supplied is told where every condition stands.
        badge(tone, words.split(':').next().unwrap_or_default())
    });
    view! {
        <li>
            <div><b>{kind}" "<span class="mono">{contract.number.clone()}</span></b>" "<small>{term}</small>{status}{together}</div>
            {decided}
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rules::term::{self, ContractKind};

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn term(number: &str, start: &str, end: &str) -> Term {
        Term {
            contract: number.to_owned(),
            kind: ContractKind::AdvancedCarePlus,
            start: date(start),
            end: date(end),
            status: term::ContractStatus::Active,
        }
    }

    #[test]
    fn a_renewal_that_continues_is_named_and_one_after_a_gap_is_not() {
        let first = term("1", "2026-01-01", "2026-12-31");
        let words = |next: &[Term]| {
            let terms = [std::slice::from_ref(&first), next].concat();
            side_words(&terms, 0, Side::Service, date("2026-11-24"))
        };
        assert_eq!(words(&[]), "Advanced Care Plus runs to 31 Dec 2026; no renewal continues it yet.");
        let next = words(&[term("2", "2027-01-01", "2027-12-31")]);
        assert!(next.contains("runs to 31 Dec 2027") && next.contains("contract 2 continues it"), "{next}");
        assert!(words(&[term("2", "2027-01-02", "2027-12-31")]).contains("no renewal"));
        let unread = side_words(std::slice::from_ref(&first), 1, Side::Care, date("2026-11-24"));
        assert!(unread.contains("can’t be told"), "{unread}");
        assert_eq!(
            side_words(&[first], 0, Side::Care, date("2026-11-24")),
            "Juniper Care: no contract is in force today."
        );
    }
}
