//! What the advisor proposes for the roster and nobody has answered yet; nothing when there is none.

use leptos::prelude::*;
use wire::proposal::ProposalState;

use crate::{
    api,
    components::{
        link::link,
        loaded::load,
        markup::{live, view},
    },
    route::Route,
};

/// "2 proposals of your advisor wait for an answer"
pub fn proposals_card() -> AnyView {
    let loaded = load(|| Some(api::proposals::list("")));
    live(move || {
        let open = loaded.value()?.items.iter().filter(|one| one.state == ProposalState::Open).count();
        let words = match open {
            0 => return None,
            1 => "A proposal of your advisor waits for an answer".to_owned(),
            _ => format!("{open} proposals of your advisor wait for an answer"),
        };
        Some(view! {
            <section class="card">
                <header><h2>{words}</h2>{link(&Route::People, "Go to the proposals")}</header>
            </section>
        })
    })
}
