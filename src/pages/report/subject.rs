//! What a report is about: a unit of the install base, or host name and site of one that nobody finds (B-22); further
//! units; and the symptom in one line. Shared by the phone page and the first screen of the other way.

use leptos::prelude::*;
use rules::{
    case_draft::{Field, SYNOPSIS_MAX},
    entitlement::Answer,
};
use wire::unit::Unit;

use super::{Wizard, further::FurtherUnits, screen::DraftText};
use crate::{
    browser::document,
    components::{
        card::banner,
        error_summary::{ProblemsSignal, message_of},
        field::Control,
        icon::Icon,
        markup::{live, view},
    },
    draft::ChosenUnit,
    widgets::{cover::not_covered, unit_picker::UnitPicker},
};

/// Unit, or host name and site; further units; then the symptom.
#[component]
pub fn SubjectFields(wizard: Wizard, problems: ProblemsSignal) -> impl IntoView {
    let open = wizard.open;
    let which = Memo::new(move |_| open.draft.with(|draft| (draft.unlisted, draft.unit.clone())));
    view! {
        {move || match which.get() {
            (true, _) => view! { <Unlisted wizard problems/> },
            (false, Some(unit)) => view! { <Chosen wizard unit problems/> },
            (false, None) => view! { <Search wizard problems/> },
        }}
        <FurtherUnits wizard problems/>
        <DraftText wizard field=Field::Synopsis label="Symptom in one line" hint="For example: BGP sessions to both route reflectors drop every ten minutes"
            limit=Some(SYNOPSIS_MAX) problems/>
    }
}

#[component]
fn Search(wizard: Wizard, problems: ProblemsSignal) -> impl IntoView {
    let open = wizard.open;
    let text = RwSignal::new(open.draft.with_untracked(|draft| draft.unit_text.clone()));
    Effect::new(move |_| {
        let typed = text.get();
        if open.draft.with_untracked(|draft| draft.unit_text != typed) {
            open.change(|draft| draft.unit_text = typed);
        }
    });
    let choose = move |(unit, _): (Unit, Option<Answer>)| {
        open.change(|draft| draft.choose(&unit));
        document::focus_next(Field::Unit.name());
    };
    let not_found = move |_| {
        open.change(|draft| {
            draft.unlisted = true;
            if draft.host_name.is_empty() {
                draft.host_name = draft.unit_text.clone();
            }
        });
        document::focus_next(Field::HostName.name());
    };
    view! {
        <UnitPicker text choose problems/>
        <p><button class="link" type="button" on:click=not_found>"I can't find it: go on with host name and site"</button></p>
    }
}

#[component]
fn Chosen(wizard: Wizard, unit: ChosenUnit, problems: ProblemsSignal) -> impl IntoView {
    let change = move |_| {
        wizard.open.change(|draft| draft.unit = None);
        document::focus_next(Field::Unit.name());
    };
    let cover = live(move || wizard.cover().and_then(not_covered));
    let error = move || {
        problems
            .with(|problems| message_of(problems, Field::Unit.name()))
            .map(|error| view! { <p class="error"><Icon name="warning"/>{error}</p> })
    };
    view! {
        <div class="field" id="unit" tabindex="-1">
            <b id="unit-label">"Unit"</b>
            {move || error()}
            <div class="cluster" role="group" aria-labelledby="unit-label">
                <span><b>{unit.title.clone()}</b>" "<small class="muted">{unit.model}" · "<span class="mono">{unit.reference}</span>" · "{unit.site}</small></span>
                <button class="button" data-size="small" type="button" on:click=change>"Change"<span class="visually-hidden">" unit"</span></button>
            </div>
            {cover}
        </div>
    }
}

#[component]
fn Unlisted(wizard: Wizard, problems: ProblemsSignal) -> impl IntoView {
    let search = move |_| {
        wizard.open.change(|draft| draft.unlisted = false);
        document::focus_next(Field::Unit.name());
    };
    view! {
        {banner("info", "info", "The report is opened and marked “to be checked”.", view! {
            "Nothing is lost if the unit turns up later. "<button class="link" type="button" on:click=search>"Search again"</button>
        })}
        <DraftText wizard field=Field::HostName label="Host name" control=Control::Short problems/>
        <DraftText wizard field=Field::Site label="Site" control=Control::Short hint="City or address, as you would say it on the phone" problems/>
    }
}
