//! What would become of the cover on the date if a contract ended or the unit passed its End of Support: which conditions
//! come out otherwise, and why. What is supposed stands in the address; nothing is changed by it.

use leptos::prelude::*;
use rules::{
    entitlement::{
        Assessment, assess,
        what_if::{Supposition, differences, suppose},
    },
    reason::Reason,
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

/// In the address: the unit is past its End of Support. Anything else is a contract's number.
const PAST_END_OF_SUPPORT: &str = "end-of-support";

fn read(text: &str) -> Vec<Supposition> {
    text.split(',')
        .filter(|word| !word.is_empty())
        .map(|word| match word {
            PAST_END_OF_SUPPORT => Supposition::EndOfSupportPassed,
            number => Supposition::ContractEnded(number.to_owned()),
        })
        .collect()
}

fn print(suppositions: &[Supposition]) -> String {
    let word = |supposition: &Supposition| match supposition {
        Supposition::EndOfSupportPassed => PAST_END_OF_SUPPORT.to_owned(),
        Supposition::ContractEnded(number) => number.clone(),
    };
    suppositions.iter().map(word).collect::<Vec<_>>().join(",")
}

/// The card.
pub fn what_if(reference: &str, decided: Decided, asked: Memo<Route>) -> AnyView {
    let supposed = Memo::new(move |_| match asked.get() {
        Route::Unit { suppose: Some(text), .. } => read(&text),
        _ => Vec::new(),
    });
    let choices = choices(&decided.unit, &decided.assessment);
    if choices.is_empty() {
        return ().into_any();
    }
    let go = use_go_in_place();
    let reference = reference.to_owned();
    let toggle = move |supposition: Supposition| {
        let mut now = supposed.get_untracked();
        match now.iter().position(|known| *known == supposition) {
            Some(at) => drop(now.remove(at)),
            None => now.push(supposition),
        }
        let suppose = Some(print(&now)).filter(|text| !text.is_empty());
        let on = match asked.get_untracked() {
            Route::Unit { on, .. } => on,
            _ => None,
        };
        go(Route::Unit { reference: reference.clone(), on, suppose });
    };
    let tick = |(supposition, words): (Supposition, String)| {
        let (known, toggle) = (supposition.clone(), toggle.clone());
        let ticked = move || supposed.with(|supposed| supposed.contains(&known));
        view! { <label><input type="checkbox" prop:checked=ticked on:change=move |_| toggle(supposition.clone())/><span>{words}</span></label> }
    };
    let choices = choices.into_iter().map(tick).collect_view();
    card_not_printed(
        "What if",
        view! {
            <fieldset class="choices"><legend>{format!("Suppose that before {}", words::date(decided.assessment.on))}</legend>{choices}</fieldset>
            <div role="status">{live(move || outcome(&decided, &supposed.get()))}</div>
        },
    )
}

/// What can be supposed: an end of each contract that has not ended, and of support while there is some.
fn choices(unit: &Unit, assessment: &Assessment) -> Vec<(Supposition, String)> {
    let mut terms: Vec<&Term> = Vec::new();
    for term in unit.terms.iter().flatten().filter(|term| term.end >= assessment.on) {
        if !terms.iter().any(|known| known.contract == term.contract) {
            terms.push(term);
        }
    }
    let contract = |term: &Term| {
        (
            Supposition::ContractEnded(term.contract.clone()),
            format!("{} {} has ended", term.kind.name(), term.contract),
        )
    };
    let passed = matches!(unit.end_of_support, EndOfSupport::On(last) if last < assessment.on);
    let support = (!passed)
        .then(|| (Supposition::EndOfSupportPassed, "this unit has passed its End of Support".to_owned()));
    terms.into_iter().map(contract).chain(support).collect()
}

fn outcome(decided: &Decided, suppositions: &[Supposition]) -> AnyView {
    if suppositions.is_empty() {
        return muted("Tick one or more to see what changes. Nothing is changed by it.");
    }
    let Decided { unit, countries, assessment } = decided;
    let unit = suppose(unit, suppositions, assessment.on);
    let after = assess(&unit, countries, assessment.on);
    let changed: Vec<_> = differences(assessment, &after).map(|difference| difference.condition).collect();
    let reasons: Vec<Reason> = after
        .reasons(&unit, countries)
        .into_iter()
        .filter_map(|(condition, reason)| changed.contains(&condition).then_some(reason))
        .collect();
    let still = if after.answer == assessment.answer { "Then still " } else { "Then " };
    let list = if reasons.is_empty() {
        view! { <p>"No condition changes."</p> }
    } else {
        condition_list(reasons)
    };
    view! { <p>{still}{cover_badge(after.answer)}</p>{list} }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_the_address_is_read_back() {
        let all = [
            Supposition::ContractEnded("0060417302".to_owned()),
            Supposition::EndOfSupportPassed,
            Supposition::ContractEnded("SUB-1".to_owned()),
        ];
        assert_eq!(print(&all), "0060417302,end-of-support,SUB-1");
        assert_eq!(read(&print(&all)), all);
        assert_eq!(read(""), []);
    }
}
