//! What of the activation waits on the account, as long as something does; nothing afterwards, and nothing when it can't be
//! asked for. It blocks nothing, and the rules' own words say so.

use leptos::prelude::*;
use rules::contract::activation::{missing, reason};
use wire::activation::ActivationItem;

use crate::{
    api,
    components::{
        link::link,
        loaded::load,
        markup::{live, view},
    },
    route::Route,
};

/// "Activation: 3 of 5", and what is missing.
pub fn activation_card() -> AnyView {
    let loaded = load(|| Some(api::readiness::activation("")));
    live(move || {
        let items: Vec<_> = loaded.value()?.0.items.iter().map(ActivationItem::known).collect();
        let there = items.len() - missing(&items).count();
        (there < items.len()).then(|| {
            let words = format!("Activation: {there} of {}", items.len());
            view! {
                <section class="card">
                    <header><h2>{words}</h2>{link(&Route::Activation { account: String::new() }, "Look at it")}</header>
                    <p>{reason(&items).why}</p>
                </section>
            }
        })
    })
}
