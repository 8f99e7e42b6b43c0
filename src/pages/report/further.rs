//! Further units with the same symptom, found as the first one is, each with its cover. One that is not covered is said to be
//! so and stays in the report.

use leptos::prelude::*;
use rules::{
    case_draft::{FURTHER_UNITS_MAX, Field},
    entitlement::Answer,
};
use wire::{cover::CoverAnswer, unit::Unit};

use super::Wizard;
use crate::{
    browser::document,
    components::{
        error_summary::{ProblemsSignal, message_of},
        icon::Icon,
        markup::{live, view},
    },
    draft::ChosenUnit,
    widgets::{
        cover::{answer_words, cover_badge},
        unit_picker::UnitPicker,
    },
};

/// Id of the field in which one more is looked for.
const MORE: &str = "further-unit";

/// Those that are chosen, and one more.
#[component]
pub fn FurtherUnits(wizard: Wizard, problems: ProblemsSignal) -> impl IntoView {
    let open = wizard.open;
    let adding = RwSignal::new(false);
    let (text, said) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let chosen = Memo::new(move |_| open.draft.with(|draft| draft.further.clone()));
    let is_full = Memo::new(move |_| chosen.with(|chosen| chosen.len() >= FURTHER_UNITS_MAX));
    let choose = move |(unit, answer): (Unit, Option<Answer>)| {
        let there = open.draft.with_untracked(|draft| draft.has_unit(&unit.reference));
        said.set(format!("{} is {}in this report.", unit.title(), if there { "already " } else { "" }));
        if !there {
            let cover = answer.map(|answer| CoverAnswer::as_str(&answer.into()).to_owned());
            open.change(|draft| draft.further.push(ChosenUnit { cover, ..ChosenUnit::from(&unit) }));
        }
        text.set(String::new());
        document::focus_next(if is_full.get_untracked() { Field::FurtherUnits.name() } else { MORE });
    };
    let rows = live(move || {
        let rows = chosen.get().into_iter().map(|unit| row(wizard, unit, said)).collect_view();
        chosen.with(|chosen| !chosen.is_empty()).then(|| view! { <ul class="people">{rows}</ul> })
    });
    let begin = move |_| {
        adding.set(true);
        document::focus_next(MORE);
    };
    let more = live(move || {
        if is_full.get() {
            return view! { <p class="hint">"No more units fit in one case."</p> };
        }
        if adding.get() {
            return view! { <UnitPicker id=MORE label="One more unit" text choose problems/> };
        }
        view! { <p><button class="button" data-size="small" type="button" on:click=begin>"Add a further unit"</button></p> }
    });
    let error = live(move || {
        problems
            .with(|problems| message_of(problems, Field::FurtherUnits.name()))
            .map(|error| view! { <p class="error"><Icon name="warning"/>{error}</p> })
    });
    view! {
        <div class="field" id=Field::FurtherUnits.name() tabindex="-1" role="group" aria-labelledby="further-label">
            <b id="further-label">"Further units"</b>
            <p class="hint">"With the same symptom. The case is found by each of them."</p>
            {error}{rows}
            <p class="hint" role="status">{move || said.get()}</p>
            {more}
        </div>
    }
}

fn row(wizard: Wizard, unit: ChosenUnit, said: RwSignal<String>) -> AnyView {
    let (title, reference) = (unit.title.clone(), unit.reference.clone());
    let gone = format!("{title} is taken out of this report.");
    let remove = move |_| {
        said.set(gone.clone());
        wizard.open.change(|draft| draft.further.retain(|further| further.reference != reference));
        document::focus_next(Field::FurtherUnits.name());
    };
    let place = format!("{} · {} · {}", unit.model, unit.reference, unit.site);
    view! {
        <li><div><b>{unit.title.clone()}</b>" "<small>{place}</small></div>{cover(&unit).map(cover_badge)}
            <button class="button" data-size="small" type="button" on:click=remove>"Remove"<span class="visually-hidden">" "{title}</span></button></li>
    }
}

/// Of the day on which it was chosen.
fn cover(unit: &ChosenUnit) -> Option<Answer> {
    CoverAnswer::from(unit.cover.as_deref()?).known()
}

/// All of them in a line each, with their cover.
pub fn as_lines(further: &[ChosenUnit]) -> String {
    let line = |unit: &ChosenUnit| {
        let cover = cover(unit).map(|answer| format!(": {}", answer_words(answer).name)).unwrap_or_default();
        format!("{} ({}, {}){cover}", unit.title, unit.model, unit.reference)
    };
    further.iter().map(line).collect::<Vec<_>>().join("; ")
}
