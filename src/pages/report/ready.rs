//! What of the account's readiness waits on the End User, beside a report that is about to be sent. It holds up nothing (B-17);
//! what can't be asked for is not said.

use leptos::prelude::*;
use rules::{
    access::Action,
    contract::activation,
    reason::{Outcome, Reason},
    roster,
};
use wire::activation::ActivationItem;

use super::Wizard;
use crate::{
    api,
    components::{
        card::banner,
        link::link,
        loaded::load,
        markup::{live, view},
    },
    route::Route,
    widgets::why::Why,
};

/// Roster and activation, each as long as something of it is missing.
#[component]
pub fn Readiness(wizard: Wizard) -> impl IntoView {
    let may = wizard.me.with_value(|me| me.may(Action::SeeReadiness));
    let activation = load(move || may.then(|| api::readiness::activation("")));
    live(move || {
        let roster = wizard.contacts.value().map(|people| roster::reason(people.named()));
        let activation = activation.value().map(|answer| {
            let items = &answer.0.items;
            activation::reason(&items.iter().map(ActivationItem::known).collect::<Vec<_>>(), items.unread)
        });
        let waiting = [
            (roster, Route::People, "People"),
            (activation, Route::Activation { account: String::new() }, "Activation"),
        ];
        waiting.into_iter().filter_map(|(reason, route, words)| waits(reason?, &route, words)).collect_view()
    })
}

fn waits(reason: Reason, route: &Route, words: &'static str) -> Option<AnyView> {
    (reason.outcome == Outcome::Failed).then(|| {
        let why = reason.why.clone();
        banner(
            "warn",
            "info",
            "",
            view! {
                <p>{why}" "{link(route, words)}</p><Why reason/>
            },
        )
    })
}
