//! What the service does not cover about a problem, in plain words. Nothing here is a dead end: "not obliged" is not
//! "forbidden".

use leptos::prelude::*;
use rules::problem::Exclusion;

use super::{Wizard, screen::Screen};
use crate::{
    components::{card::banner, link::use_go, markup::view},
    route::Step,
    widgets::why::Why,
};

/// The screen.
#[component]
pub fn ExclusionsScreen(wizard: Wizard) -> impl IntoView {
    let go = use_go();
    let boxes = Exclusion::ALL.into_iter().map(|exclusion| tick(wizard, exclusion)).collect_view();
    view! {
        <Screen wizard step=Step::Exclusions title="Is any of this so?" problems=RwSignal::new(Vec::new())
            lead="Tick what applies. It does not stop your report; it tells the engineer, and you, where you stand."
            submit=move |()| go(wizard.route(Step::Details))>
            <fieldset class="choices"><legend>"Not part of the service"</legend>{boxes}</fieldset>
            <Consequences wizard/>
        </Screen>
    }
}

fn tick(wizard: Wizard, exclusion: Exclusion) -> AnyView {
    let open = wizard.open;
    let code = exclusion.code();
    let ticked = move || open.draft.with(|draft| draft.exclusions.iter().any(|ticked| ticked == code));
    let toggle = move |_| {
        open.change(|draft| {
            if draft.exclusions.iter().any(|ticked| ticked == code) {
                draft.exclusions.retain(|ticked| ticked != code);
            } else {
                draft.exclusions.push(code.to_owned());
            }
        });
    };
    view! { <label><input type="checkbox" prop:checked=ticked on:change=toggle/><span>{exclusion.question()}</span></label> }
}

/// What a tick means, and the way on.
#[component]
fn Consequences(wizard: Wizard) -> impl IntoView {
    let ticked = Memo::new(move |_| wizard.open.draft.with(|draft| draft.exclusions.clone()));
    view! {
        <div role="status">
            {move || ticked.get().iter().filter_map(|code| Exclusion::from_code(code)).map(|exclusion| {
                let reason = exclusion.reason();
                banner("warn", "info", "", view! { <p>{reason.why.clone()}</p><Why reason/> })
            }).collect_view()}
        </div>
    }
}
