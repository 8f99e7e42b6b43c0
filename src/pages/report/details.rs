//! The details: description, software version, outage, own reference, since when, and with whom to speak about it.

use leptos::prelude::*;
use rules::case_draft::{DESCRIPTION_MAX, Field, LINE_MAX};

use super::{
    Wizard,
    contact::ContactFields,
    screen::{DraftText, Screen},
    wrong::use_continue,
};
use crate::{
    browser::intl::viewer_zone,
    components::{field::Control, markup::view},
    route::Step,
};

const FIELDS: &[Field] = &[
    Field::Description,
    Field::SoftwareVersion,
    Field::OwnReference,
    Field::Since,
    Field::Contact,
    Field::ContactAt,
    Field::ContactWhen,
];

/// The screen.
#[component]
pub fn DetailsScreen(wizard: Wizard) -> impl IntoView {
    let (problems, go_on) = use_continue(wizard, FIELDS, Step::Check);
    let since_hint = format!("In your zone, {}. Leave it empty if you don't know.", viewer_zone());
    view! {
        <Screen wizard step=Step::Details title="Details" problems submit=move |()| go_on()>
            <DraftText wizard field=Field::Description label="Description" control=Control::Text limit=Some(DESCRIPTION_MAX)
                hint="What you see, what you expected, what was changed before, what you tried" problems/>
            <DraftText wizard field=Field::SoftwareVersion label="Software version" control=Control::Short limit=Some(LINE_MAX)
                hint="From “show version”, for example 23.4R2-S3; “unknown” is fine" problems/>
            <Outage wizard/>
            <DraftText wizard field=Field::Since label="Since when" control=Control::DateTime hint=since_hint problems/>
            <DraftText wizard field=Field::OwnReference label="Your own reference" control=Control::Short limit=Some(LINE_MAX)
                hint="Your ticket number, if you have one" problems/>
            <ContactFields wizard problems/>
        </Screen>
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
