//! How far the on-boarding is, while it is under way; nothing afterwards, and nothing when it can't be asked for.

use leptos::prelude::*;
use rules::on_boarding::standing;

use crate::{
    api,
    components::{
        link::link,
        loaded::load,
        markup::{live, view},
    },
    route::Route,
};

/// "On-boarding: 4 of 7"
pub fn on_boarding_card() -> AnyView {
    let loaded = load(|| Some(api::on_boarding::read("")));
    live(move || {
        let standing = standing(loaded.value()?.0.standing().into_iter().map(|(_, progress)| progress));
        let words = format!("On-boarding: {} of {}", standing.settled, standing.all);
        (!standing.is_complete()).then(|| {
            view! {
                <section class="card">
                    <header><h2>{words}</h2>{link(&Route::OnBoarding { account: String::new() }, "Go on with it")}</header>
                </section>
            }
        })
    })
}
