//! The fields of what is done with a unit, by the name of the member that they fill.

use leptos::prelude::*;
use wire::{
    registration::RegistrationBasis,
    site::ZoneNames,
    unit::{Site, Usage},
};

use super::{
    super::site::fields::{NEW_SITE, WHERE_IT_IS, where_it_is},
    facts::usage_words,
};
use crate::components::{
    choice::choice,
    error_summary::ProblemsSignal,
    field::{Control, Field},
    loaded::Loaded,
    markup::{live, view},
    words::more_unread,
};

/// What a unit can be moved to.
#[derive(Clone, Copy)]
pub struct Basis {
    /// The sites that there are.
    pub sites: Loaded<RegistrationBasis>,
    /// The zones that a new one can have.
    pub zones: Loaded<ZoneNames>,
    /// What is chosen; in the form that moves a unit it is the first field.
    pub site: RwSignal<String>,
}

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
        id if WHERE_IT_IS.contains(&id) => {
            return live(move || {
                let is_new = basis.site.with(|site| site == NEW_SITE);
                is_new.then(|| where_it_is(id, value, basis.zones, problems))
            });
        }
        _ => return basis.sites.show("your sites", move |basis| site(basis, value, problems)),
    };
    view! { <Field id label hint control value set=move |text| value.set(text) problems/> }
}

fn site(basis: &RegistrationBasis, value: RwSignal<String>, problems: ProblemsSignal) -> AnyView {
    let option = |site: &Site| (site.id.clone(), format!("{}: {}", site.name, site.address()));
    let none = value.get_untracked().is_empty().then(|| (String::new(), "none".to_owned()));
    let new = (NEW_SITE.to_owned(), "A new site…".to_owned());
    let options = none.into_iter().chain(sites(basis).map(option)).chain([new]).collect();
    let hint = "One that is not in the list is made with the move";
    let unread = basis.end_users.iter().map(|end_user| end_user.sites.unread).sum();
    let choice = choice("site_id", "Site", hint, options, value, problems);
    view! { <div class="stack">{choice}{more_unread(unread)}</div> }
}

fn sites(basis: &RegistrationBasis) -> impl Iterator<Item = &Site> {
    basis.end_users.iter().flat_map(|end_user| &end_user.sites)
}

/// The site of that id, as soon as the sites are there.
pub fn site_of(basis: Basis, id: &str) -> Option<Site> {
    basis.sites.value().and_then(|basis| sites(&basis).find(|site| site.id == id).cloned())
}
