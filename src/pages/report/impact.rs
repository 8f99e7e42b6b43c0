//! Impact and priority, 2 to 4. Priority 1 is not chosen here: it passes the page with the phone number.

use leptos::prelude::*;
use rules::{
    case_draft::Field,
    expert_to_expert::{self, expert_to_expert},
    response::{Channel, Priority},
};
use wire::meta::{Meta, PriorityWording};

use super::{Wizard, screen::Screen, wrong::use_continue};
use crate::{
    clock::use_clock,
    components::{
        error_summary::message_of,
        icon::Icon,
        link::link,
        loaded::skeleton,
        markup::{live, view},
    },
    route::Step,
    session::use_session,
    widgets::why::Why,
};

/// The screen.
#[component]
pub fn ImpactScreen(wizard: Wizard) -> impl IntoView {
    let (problems, go_on) = use_continue(wizard, &[Field::Priority], Step::Exclusions);
    let error = live(move || {
        problems
            .with(|problems| message_of(problems, Field::Priority.name()))
            .map(|error| view! { <p class="error"><Icon name="warning"/>{error}</p> })
    });
    let choices = live(move || match use_session().meta() {
        Some(meta) => choices(wizard, &meta),
        None => skeleton(),
    });
    view! {
        <Screen wizard step=Step::Impact title="How bad is it?" problems submit=move |()| go_on()>
            <fieldset class="choices" id="priority" tabindex="-1"><legend>"Impact and priority"</legend>{error}{choices}</fieldset>
            <ExpertLine wizard/>
            <p>"Service is down after all? "{link(&wizard.route(Step::Phone), "Priority 1: the number to call")}</p>
        </Screen>
    }
}

fn choices(wizard: Wizard, meta: &Meta) -> AnyView {
    let table = (&meta.targets).into();
    meta.priorities
        .iter()
        .filter(|wording| wording.priority != 1)
        .filter_map(|wording| Some((Priority::from_number(wording.priority)?, wording)))
        .map(|(priority, wording)| choice(wizard, priority, wording, &table))
        .collect_view()
        .into_any()
}

fn choice(
    wizard: Wizard,
    priority: Priority,
    wording: &PriorityWording,
    table: &rules::response::TargetTable,
) -> AnyView {
    let open = wizard.open;
    let number = priority.number();
    let target = table.target(priority, &Channel::Web).map(|target| target.span()).unwrap_or_default();
    let examples = wording.examples.join("; ");
    view! {
        <label>
            <input type="radio" name="priority" value=number.to_string() prop:checked=move || open.draft.with(|draft| draft.priority == Some(number))
                on:change=move |_| open.change(|draft| draft.priority = Some(number))/>
            <span><b>"Priority "{number}": "{wording.name.clone()}</b>" "
                <small>{wording.meaning.clone()}" "{(!examples.is_empty()).then(|| format!("For example: {examples}."))}</small>" "
                <small>"First response within "{target}" (target)"</small></span>
        </label>
    }
}

/// Whether this case goes to Expert to Expert; nobody is refused because it does not.
#[component]
fn ExpertLine(wizard: Wizard) -> impl IntoView {
    let today = use_clock().now_untracked().date_naive();
    live(move || {
        let priority = wizard.open.draft.with(|draft| draft.priority).and_then(Priority::from_number)?;
        let standing = wizard.me.with_value(|me| me.standing());
        let goes = expert_to_expert(standing, priority, today).is_some();
        let words = if goes {
            "This case goes to the senior engineers directly (Expert to Expert)."
        } else {
            "This case takes the ordinary way to an engineer."
        };
        let reason = expert_to_expert::reason(standing, priority, today);
        Some(view! { <div><p>{words}</p><Why reason/></div> })
    })
}
