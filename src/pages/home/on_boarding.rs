//! How far the on-boarding is, while it is under way; nothing afterwards, and nothing when it can't be asked for.

use leptos::prelude::*;
use rules::{on_boarding::reason, reason::Outcome};

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
        let on_boarding = &loaded.value()?.0;
        let items = on_boarding.standing();
        let unread = on_boarding.not_known();
        let reason = reason(&items, unread);
        let not_known = (reason.outcome == Outcome::Unknown).then(|| view! { <p>{reason.why.clone()}</p> });
        (reason.outcome != Outcome::Met).then(|| {
            let settled = items.iter().filter(|(_, progress)| progress.is_settled()).count();
            let words = format!("On-boarding: {settled} of {}", items.len() + unread);
            view! {
                <section class="card">
                    <header><h2>{words}</h2>{link(&Route::OnBoarding { account: String::new() }, "Go on with it")}</header>
                    {not_known}
                </section>
            }
        })
    })
}
