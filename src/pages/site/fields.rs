//! The fields of what is being done with a site, by the name of the member that they fill.

use leptos::prelude::*;
use wire::site::{SaveSite, SiteList, ZoneNames};

use crate::components::{
    choice::choice,
    error_summary::ProblemsSignal,
    field::{Control, Field},
    loaded::Loaded,
    markup::{live, view},
};

/// What is chosen from.
#[derive(Clone, Copy)]
pub struct Basis {
    /// The zones that there are.
    pub zones: Loaded<ZoneNames>,
    /// The sites of the account.
    pub others: Loaded<SiteList>,
}

/// One field. `own` is the id of the site that it is about.
pub fn field(
    id: &'static str,
    value: RwSignal<String>,
    basis: Basis,
    own: &str,
    problems: ProblemsSignal,
) -> AnyView {
    let (label, hint, control) = match id {
        "people" => (
            "People on site (optional)",
            "One a line: the name, then the telephone number with + and country code",
            Control::Text,
        ),
        "access" => (
            "How to get in (optional)",
            "What somebody must know who comes to work there; never a password or a door code",
            Control::Text,
        ),
        "note" => ("Why (optional)", "In a sentence, for the history", Control::Line),
        "into" => return into(value, basis, own.to_owned(), problems),
        _ => return where_it_is(id, value, basis.zones, problems),
    };
    view! { <Field id label hint control value set=move |text| value.set(text) problems/> }
}

/// Chosen instead of a site: one that is made on the way.
pub const NEW_SITE: &str = "new";

/// The fields of name, address and zone.
pub const WHERE_IT_IS: [&str; 6] = ["name", "street", "postal_code", "city", "country", "zone"];

/// One of them; also where a site is made on the way.
pub fn where_it_is(
    id: &'static str,
    value: RwSignal<String>,
    zones: Loaded<ZoneNames>,
    problems: ProblemsSignal,
) -> AnyView {
    let (label, hint, control) = match id {
        "name" => ("Name", "As your people call it", Control::Line),
        "street" => ("Street and number", "", Control::Line),
        "postal_code" => ("Postal code (where there is one)", "", Control::Short),
        "city" => ("City", "", Control::Line),
        "country" => {
            ("Country", "Its English name, or two letters such as SS for South Sudan", Control::Short)
        }
        _ => return live(move || zone(value, zones, problems)),
    };
    view! { <Field id label hint control value set=move |text| value.set(text) problems/> }
}

/// What was typed in them, in their order; nobody is named there yet.
pub fn new_site(typed: [String; 6]) -> SaveSite {
    let [name, street, postal_code, city, country, zone] = typed;
    SaveSite { name, street, postal_code, city, country, zone, ..SaveSite::default() }
}

/// By name once the names are here.
fn zone(value: RwSignal<String>, zones: Loaded<ZoneNames>, problems: ProblemsSignal) -> AnyView {
    let (label, hint) = ("Time zone (optional)", "Days of cover are counted there, such as Africa/Juba");
    let Some(names) = zones.value() else {
        return view! { <Field id="zone" label hint control=Control::Short value set=move |text| value.set(text) problems/> };
    };
    let names = names.items.iter().map(|name| (name.clone(), name.clone()));
    let options = std::iter::once((String::new(), "Not given".to_owned())).chain(names).collect();
    choice("zone", label, hint, options, value, problems)
}

/// The other sites, those first that are likely the same place.
fn into(value: RwSignal<String>, basis: Basis, own: String, problems: ProblemsSignal) -> AnyView {
    basis.others.show("the other sites", move |list| {
        let mut others: Vec<_> = list.items.iter().filter(|other| other.site.id != own).collect();
        others.sort_by_key(|other| !other.similar.iter().any(|similar| similar.id == own));
        let words = others.iter().map(|other| {
            let site = &other.site;
            (site.id.clone(), format!("{}: {}", site.name, site.address()))
        });
        let options = std::iter::once((String::new(), "Choose".to_owned())).chain(words).collect();
        let hint = "Compare the address before you join them";
        choice("into", "The site that stays", hint, options, value, problems)
    })
}
