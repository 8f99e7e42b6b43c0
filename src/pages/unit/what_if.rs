//! What would become of the cover on the date if a contract ended or the unit passed its End of Support: which conditions
//! come out otherwise, and why. What is supposed stands in the address; nothing is changed by it.

use std::sync::Arc;

use leptos::prelude::*;
use rules::{
    country::CountryList,
    entitlement::{
        Answer, Assessment, assess,
        what_if::{Supposition, differences, suppose},
    },
    term::Term,
    unit::{EndOfSupport, Unit},
    words,
};

use super::Decided;
use crate::{
    components::{
        card::card_not_printed,
        link::use_go_in_place,
        markup::{live, view},
        words::muted,
    },
    route::Route,
    widgets::cover::{condition_list, cover_badge},
};

/// The card. What the address supposes and nobody can tick, because it is so already or no more, counts for nothing.
pub fn what_if(decided: Decided, asked: Memo<Route>) -> AnyView {
    let choices = choices(&decided.unit, &decided.assessment);
    if choices.is_empty() {
        return ().into_any();
    }
    let known: Vec<Supposition> = choices.iter().map(|(supposition, _)| supposition.clone()).collect();
    let supposed = Memo::new(move |_| match asked.get() {
        Route::Unit { suppose, .. } => {
            known.iter().filter(|known| suppose.contains(known)).cloned().collect()
        }
        _ => Vec::new(),
    });
    let go = use_go_in_place();
    let toggle = move |supposition: Supposition| {
        let mut suppose = supposed.get_untracked();
        match suppose.iter().position(|known| *known == supposition) {
            Some(at) => drop(suppose.remove(at)),
            None => suppose.push(supposition),
        }
        if let Route::Unit { reference, account, on, .. } = asked.get_untracked() {
            go(Route::Unit { reference, account, on, suppose });
        }
    };
    let tick = |(supposition, words): (Supposition, String)| {
        let (known, toggle) = (supposition.clone(), toggle.clone());
        let ticked = move || supposed.with(|supposed| supposed.contains(&known));
        view! { <label><input type="checkbox" prop:checked=ticked on:change=move |_| toggle(supposition.clone())/><span>{words}</span></label> }
    };
    let choices = choices.into_iter().map(tick).collect_view();
    let before = decided.assessment;
    let by = format!("Suppose that by {}", words::date(before.on));
    let countries = Arc::clone(&decided.countries);
    let after = Memo::new(move |_| {
        let suppositions = supposed.get();
        (!suppositions.is_empty()).then(|| {
            let unit = suppose(&decided.unit, &suppositions, decided.assessment.on);
            let after = assess(&unit, &decided.countries, decided.assessment.on);
            (unit, after)
        })
    });
    card_not_printed(
        "What if",
        view! {
            <fieldset class="choices"><legend>{by}</legend>{choices}</fieldset>
            <p role="status">{live(move || answer(before.answer, after.get().map(|(_, after)| after.answer)))}</p>
            {live(move || after.get().map(|(unit, after)| conditions(&before, &after, &unit, &countries)))}
        },
    )
}

/// What can be supposed: an end of each contract that counts on the date, and of support while there is some.
fn choices(unit: &Unit, assessment: &Assessment) -> Vec<(Supposition, String)> {
    let mut terms: Vec<&Term> = Vec::new();
    for term in unit.terms.iter().flatten().filter(|term| term.covers(assessment.on)) {
        if !terms.iter().any(|known| known.contract == term.contract) {
            terms.push(term);
        }
    }
    let contract = |term: &Term| {
        let words = format!("{} {} had ended", term.kind.name(), term.contract);
        (Supposition::ContractEnded(term.contract.clone()), words)
    };
    let passed = matches!(unit.end_of_support, EndOfSupport::On(last) if last < assessment.on);
    let support = (!passed)
        .then(|| (Supposition::EndOfSupportPassed, "the unit had passed its End of Support".to_owned()));
    terms.into_iter().map(contract).chain(support).collect()
}

/// The answer, which is read out when it changes; none while nothing is supposed.
fn answer(before: Answer, after: Option<Answer>) -> AnyView {
    let Some(after) = after else {
        return muted("Tick one or more to see what would change. Nothing is saved.");
    };
    let still = if after == before { "Then still " } else { "Then " };
    view! { {still}{cover_badge(after)} }
}

/// The conditions that come out otherwise; `unit` is the one as supposed.
fn conditions(before: &Assessment, after: &Assessment, unit: &Unit, countries: &CountryList) -> AnyView {
    let changed: Vec<_> = differences(before, after).map(|changed| changed.condition).collect();
    if changed.is_empty() {
        return view! { <p>"No condition comes out otherwise."</p> };
    }
    let reasons = after.reasons(unit, countries).into_iter();
    condition_list(
        reasons.filter_map(|(condition, reason)| changed.contains(&condition).then_some(reason)).collect(),
    )
}
