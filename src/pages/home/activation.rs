//! What of the activation waits on the account, as long as something does; nothing afterwards, and nothing when it can't be
//! asked for. It blocks nothing, and the rules' own words say so.

use leptos::prelude::*;
use rules::{
    contract::activation::{State, reason},
    reason::Outcome,
};
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
        let items = &loaded.value()?.0.items;
        let known: Vec<_> = items.iter().map(ActivationItem::known).collect();
        let reason = reason(&known, items.unread);
        (reason.outcome != Outcome::Met).then(|| {
            let there = known.iter().filter(|item| item.state == State::Given).count();
            let words = format!("Activation: {there} of {}", items.all());
            view! {
                <section class="card">
                    <header><h2>{words}</h2>{link(&Route::Activation { account: String::new() }, "Look at it")}</header>
                    <p>{reason.why}</p>
                </section>
            }
        })
    })
}
