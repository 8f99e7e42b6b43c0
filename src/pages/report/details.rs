//! The details: description, software version, outage, own reference, since when.

use leptos::prelude::*;
use rules::case_draft::{DESCRIPTION_MAX, Field as DraftField, LINE_MAX};

use super::{Steps, Wizard, wrong::use_continue};
use crate::{
    browser::intl::viewer_zone,
    components::{
        error_summary::{ErrorSummary, message_of},
        field::{Control, Field},
        page_head::PageHead,
    },
    route::Step,
};

const FIELDS: &[DraftField] =
    &[DraftField::Description, DraftField::SoftwareVersion, DraftField::OwnReference, DraftField::Since];

/// The screen.
#[component]
pub fn DetailsScreen(wizard: Wizard) -> impl IntoView {
    let (problems, go_on) = use_continue(wizard, FIELDS, Step::Check);
    let error =
        move |id: &'static str| Signal::derive(move || problems.with(|problems| message_of(problems, id)));
    let open = wizard.open;
    let since_hint = format!("In your zone, {}. Leave it empty if you don't know.", viewer_zone());
    view! {
        <PageHead title="Details" back=(wizard.route(Step::Exclusions), "Back")
            has_problem=Signal::derive(move || !problems.get().is_empty())/>
        <Steps wizard now=Step::Details/>
        <ErrorSummary problems/>
        <form class="stack measure" novalidate on:submit=move |event| { event.prevent_default(); go_on(); }>
            <Field id="description" label="Description" control=Control::Text limit=DESCRIPTION_MAX
                hint="What you see, what you expected, what was changed before, what you tried"
                value=open.text(|draft| &draft.description)
                set=move |text| open.change(|draft| draft.description = text) error=error("description")/>
            <Field id="software_version" label="Software version" control=Control::Short limit=LINE_MAX
                hint="From “show version”, for example 23.4R2-S3; “unknown” is fine"
                value=open.text(|draft| &draft.software_version)
                set=move |text| open.change(|draft| draft.software_version = text) error=error("software_version")/>
            <Outage wizard/>
            <Field id="since" label="Since when" control=Control::DateTime hint=since_hint
                value=open.text(|draft| &draft.since) set=move |text| open.change(|draft| draft.since = text) error=error("since")/>
            <Field id="own_reference" label="Your own reference" control=Control::Short limit=LINE_MAX
                hint="Your ticket number, if you have one" value=open.text(|draft| &draft.own_reference)
                set=move |text| open.change(|draft| draft.own_reference = text) error=error("own_reference")/>
            <p><button class="button" data-kind="primary">"Continue"</button></p>
        </form>
    }
}

/// Is part of the network out?
#[component]
fn Outage(wizard: Wizard) -> impl IntoView {
    let open = wizard.open;
    let choice = move |value: Option<bool>, words: &'static str| {
        view! {
            <label><input type="radio" name="network_outage" prop:checked=move || open.draft.with(|draft| draft.network_outage == value)
                on:change=move |_| open.change(|draft| draft.network_outage = value)/><span>{words}</span></label>
        }
    };
    view! {
        <fieldset class="choices" data-layout="row">
            <legend>"Is part of the network out?"</legend>
            {choice(Some(true), "Yes")}{choice(Some(false), "No")}{choice(None, "I don't know")}
        </fieldset>
    }
}
