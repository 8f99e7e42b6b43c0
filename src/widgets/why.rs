//! Why a decision came out as it did: the section's heading, plain words, the inputs, the rule numbers small.

use crate::{components::markup::view, route::Route};
use leptos::prelude::*;
use rules::reason::{Reason, Rule};

/// The words behind "Why", opened on demand.
#[component]
pub fn Why(reason: Reason, #[prop(default = "Why")] summary: &'static str) -> impl IntoView {
    let title = reason.title;
    view! {
        <details class="why">
            <summary>{summary}<span class="visually-hidden">": "{title}</span></summary>
            <div>{explanation(reason)}</div>
        </details>
    }
}

/// The number of a rule, which leads to its point in the service description; a reading of ours stands nowhere there.
fn rule_link(rule: Rule) -> AnyView {
    let number = rule.id();
    if rule.is_our_reading() {
        return view! { <span class="mono">{number}</span>" " };
    }
    let point = Route::Service { point: Some(number.to_owned()) };
    let name = format!("Rule {number}");
    view! { <a class="mono" href=point.to_string() aria-label=name>{number}</a>" " }
}

/// The explanation itself.
pub fn explanation(reason: Reason) -> impl IntoView {
    let inputs = reason
        .inputs
        .iter()
        .map(|input| {
            let value = input.value.clone().unwrap_or_else(|| "not supplied".to_owned());
            view! { <div><dt>{input.name}</dt><dd>{value}</dd></div> }
        })
        .collect_view();
    let rules = reason.rules.iter().map(|rule| rule_link(*rule)).collect_view();
    let reading = reason.uses_our_reading();
    view! {
        <p class="heading">{reason.section.heading()}</p>
        <p>{reason.why}</p>
        <dl class="facts">{inputs}</dl>
        <p class="rule">{rules}{reading.then(|| view! { <span class="badge" data-tone="quiet">"our reading"</span> })}</p>
    }
}
