//! What a report is about: a unit of the install base, or host name and site of one that nobody finds (B-22); and the
//! symptom in one line. Shared by the phone page and the first screen of the other way.

use leptos::prelude::*;
use rules::case_draft::SYNOPSIS_MAX;
use wire::unit::Unit;

use super::Wizard;
use crate::{
    components::{
        error_summary::{Problems, message_of},
        field::{Control, Field},
        icon::Icon,
    },
    draft::ChosenUnit,
    widgets::unit_picker::UnitPicker,
};

/// Unit, or host name and site; then the symptom.
#[component]
pub fn SubjectFields(wizard: Wizard, #[prop(into)] problems: Signal<Problems>) -> impl IntoView {
    let error =
        move |id: &'static str| Signal::derive(move || problems.with(|problems| message_of(problems, id)));
    let open = wizard.open;
    let which = Memo::new(move |_| open.draft.with(|draft| (draft.unlisted, draft.unit.clone())));
    view! {
        {move || match which.get() {
            (true, _) => view! { <Unlisted wizard problems/> }.into_any(),
            (false, Some(unit)) => view! { <Chosen wizard unit/> }.into_any(),
            (false, None) => view! { <Search wizard error=error("unit")/> }.into_any(),
        }}
        <Field id="synopsis" label="Symptom in one line" hint="For example: BGP sessions to both route reflectors drop every ten minutes"
            limit=SYNOPSIS_MAX value=open.text(|draft| &draft.synopsis)
            set=move |text| open.change(|draft| draft.synopsis = text) error=error("synopsis")/>
    }
}

#[component]
fn Search(wizard: Wizard, error: Signal<Option<String>>) -> impl IntoView {
    let open = wizard.open;
    let text = RwSignal::new(open.draft.with_untracked(|draft| draft.unit_text.clone()));
    Effect::new(move |_| {
        let typed = text.get();
        if open.draft.with_untracked(|draft| draft.unit_text != typed) {
            open.change(|draft| draft.unit_text = typed);
        }
    });
    let choose = move |unit: Unit| open.change(|draft| draft.choose(&unit));
    let not_found = move |_| {
        open.change(|draft| {
            draft.unlisted = true;
            if draft.host_name.is_empty() {
                draft.host_name = draft.unit_text.clone();
            }
        });
    };
    view! {
        <UnitPicker text choose error/>
        <p><button class="link" type="button" on:click=not_found>"I can't find it: go on with host name and site"</button></p>
    }
}

#[component]
fn Chosen(wizard: Wizard, unit: ChosenUnit) -> impl IntoView {
    let change = move |_| wizard.open.change(|draft| draft.unit = None);
    view! {
        <div class="field">
            <span class="label" id="unit-label">"Unit"</span>
            <div class="cluster" role="group" aria-labelledby="unit-label">
                <span><b>{unit.title.clone()}</b>" "<small class="muted">{unit.model}" · "<span class="mono">{unit.reference}</span>" · "{unit.site}</small></span>
                <button class="button" data-size="small" type="button" on:click=change>"Change"<span class="visually-hidden">" unit"</span></button>
            </div>
        </div>
    }
}

#[component]
fn Unlisted(wizard: Wizard, #[prop(into)] problems: Signal<Problems>) -> impl IntoView {
    let error =
        move |id: &'static str| Signal::derive(move || problems.with(|problems| message_of(problems, id)));
    let open = wizard.open;
    let search = move |_| open.change(|draft| draft.unlisted = false);
    view! {
        <div class="banner" data-tone="info"><Icon name="info"/>
            <div>"The report is opened and marked “to be checked”. Nothing is lost if the unit turns up later. "
                <button class="link" type="button" on:click=search>"Search again"</button></div></div>
        <Field id="host_name" label="Host name" control=Control::Short value=open.text(|draft| &draft.host_name)
            set=move |text| open.change(|draft| draft.host_name = text) error=error("host_name")/>
        <Field id="site" label="Site" control=Control::Short hint="City or address, as you would say it on the phone"
            value=open.text(|draft| &draft.site) set=move |text| open.change(|draft| draft.site = text) error=error("site")/>
    }
}
