//! Impact and priority, 2 to 4. Priority 1 is not chosen here: it passes the page with the phone number.

use leptos::prelude::*;
use rules::{
    case_draft::Field,
    response::{Channel, Priority},
};
use wire::meta::Meta;

use super::{Wizard, expert::ExpertLine, screen::Screen, wrong::use_continue};
use crate::{
    components::{
        error_summary::message_of,
        icon::Icon,
        link::link,
        loaded::skeleton,
        markup::{live, view},
    },
    route::Step,
    session::use_session,
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
        None if !use_session().lacks_meta() => skeleton(),
        meta => choices(wizard, meta.as_deref()),
    });
    let help = live(move || use_session().meta().map(|meta| help(&meta)));
    view! {
        <Screen wizard step=Step::Impact title="How bad is it?" problems submit=move |()| go_on()>
            <fieldset class="choices" id="priority" tabindex="-1"><legend>"Impact and priority"</legend>{error}{choices}</fieldset>
            {help}
            <ExpertLine wizard/>
            <p>"Service is down after all? "{link(&wizard.route(Step::Phone), "Priority 1: the number to call")}</p>
        </Screen>
    }
}

/// What each level is for, with examples, and where the words come from; Priority 1 too.
fn help(meta: &Meta) -> AnyView {
    let levels = meta.priorities.iter().map(|wording| {
        let examples =
            wording.examples.iter().map(|example| view! { <li>{example.clone()}</li> }).collect_view();
        view! {
            <p><b>"Priority "{wording.priority}": "{wording.name.clone()}</b>" "{wording.meaning.clone()}</p>
            <ul>{examples}</ul><p class="muted">{wording.source.clone()}</p>
        }
    });
    view! { <details class="why"><summary>"Examples for each priority"</summary><div>{levels.collect_view()}</div></details> }
}

/// Without any terms the numbers are still there: who reports a fault does not wait for words.
fn choices(wizard: Wizard, meta: Option<&Meta>) -> AnyView {
    [Priority::P2, Priority::P3, Priority::P4].map(|priority| choice(wizard, priority, meta)).into_any()
}

fn choice(wizard: Wizard, priority: Priority, meta: Option<&Meta>) -> AnyView {
    let open = wizard.open;
    let number = priority.number();
    let wording = meta.and_then(|meta| meta.priorities.iter().find(|wording| wording.priority == number));
    let words = wording.map(|wording| view! { <small>{wording.meaning.clone()}</small>" " });
    let name = wording.map(|wording| format!(": {}", wording.name));
    let table = meta.map(|meta| rules::response::TargetTable::from(&meta.targets));
    let target = table.and_then(|table| table.target(priority, &Channel::Web).ok());
    let target =
        target.map(|target| view! { <small>"First response within "{target.span()}" (target)"</small> });
    view! {
        <label>
            <input type="radio" name="priority" value=number.to_string() prop:checked=move || open.draft.with(|draft| draft.priority == Some(number))
                on:change=move |_| open.change(|draft| draft.priority = Some(number))/>
            <span><b>"Priority "{number}{name}</b>" "{words}{target}</span>
        </label>
    }
}
