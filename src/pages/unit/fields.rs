//! The fields of what is done with a unit, by the name of the member that they fill.

use leptos::prelude::*;
use wire::{
    registration::RegistrationBasis,
    unit::{Site, Usage},
};

use super::facts::usage_words;
use crate::components::{
    choice::choice,
    error_summary::ProblemsSignal,
    field::{Control, Field},
    loaded::Loaded,
    markup::view,
};

/// What a unit can be moved to.
pub type Basis = Loaded<RegistrationBasis>;

/// One field.
pub fn field(id: &'static str, value: RwSignal<String>, basis: Basis, problems: ProblemsSignal) -> AnyView {
    let (label, hint, control) = match id {
        "host_name" => ("Host name", "As people know the unit; empty for none", Control::Line),
        "release" => ("Software release", "Such as 23.4R2-S3", Control::Short),
        "note" => ("Why (optional)", "One line, for the history of the unit", Control::Line),
        "to_name" => ("Name of the company that has it now", "", Control::Line),
        "to_address" => ("Its address", "Street, postal code and city, in one line", Control::Line),
        "to_country" => ("Its country", "Two letters, such as DE", Control::Short),
        "reason" => ("Why it went there", "Such as sold, or handed back after a lease", Control::Text),
        "usage" => {
            let known = Usage::KNOWN
                .iter()
                .map(|usage| ((*usage).to_owned(), usage_words(&(*usage).into()).to_owned()));
            let none = value.get_untracked().is_empty().then(|| (String::new(), "not supplied".to_owned()));
            let hint = "A unit that is not in use has no Advanced Care Plus";
            return choice(id, "Use", hint, none.into_iter().chain(known).collect(), value, problems);
        }
        _ => return basis.show("your sites", move |basis| site(basis, value, problems)),
    };
    view! { <Field id label hint control value set=move |text| value.set(text) problems/> }
}

fn site(basis: &RegistrationBasis, value: RwSignal<String>, problems: ProblemsSignal) -> AnyView {
    let option = |site: &Site| (site.id.clone(), format!("{}: {}", site.name, site.address()));
    let none = value.get_untracked().is_empty().then(|| (String::new(), "none".to_owned()));
    let options = none.into_iter().chain(sites(basis).map(option)).collect();
    let hint = "A site that is not in the list is entered with its address under Sites first";
    choice("site_id", "Site", hint, options, value, problems)
}

fn sites(basis: &RegistrationBasis) -> impl Iterator<Item = &Site> {
    basis.end_users.iter().flat_map(|end_user| &end_user.sites)
}

/// The site of that id, as soon as the sites are there.
pub fn site_of(basis: Basis, id: &str) -> Option<Site> {
    basis.value().and_then(|basis| sites(&basis).find(|site| site.id == id).cloned())
}
