//! What the service does not cover about a problem, in plain words. Nothing here is a dead end: "not obliged" is not
//! "forbidden".

use leptos::prelude::*;
use rules::problem::Exclusion;

use super::{Steps, Wizard};
use crate::{
    components::{icon::Icon, link::use_go, page_head::PageHead},
    route::Step,
};

/// The screen.
#[component]
pub fn ExclusionsScreen(wizard: Wizard) -> impl IntoView {
    let go = use_go();
    let boxes = Exclusion::ALL.into_iter().map(|exclusion| tick(wizard, exclusion)).collect_view();
    view! {
        <PageHead title="Is any of this so?" back=(wizard.route(Step::Impact), "Back")
            lead="Tick what applies. It does not stop your report; it tells the engineer, and you, where you stand."/>
        <Steps wizard now=Step::Exclusions/>
        <form class="stack measure" novalidate on:submit=move |event| { event.prevent_default(); go(wizard.route(Step::Details)); }>
            <fieldset class="choices"><legend>"Not part of the service"</legend>{boxes}</fieldset>
            <Consequences wizard/>
            <p><button class="button" data-kind="primary">"Continue"</button></p>
        </form>
    }
}

fn tick(wizard: Wizard, exclusion: Exclusion) -> impl IntoView + use<> {
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
                view! {
                    <div class="banner" data-tone="warn"><Icon name="info"/>
                        <div><p>{reason.why.clone()}</p><crate::widgets::why::Why reason/></div></div>
                }
            }).collect_view()}
        </div>
    }
}
