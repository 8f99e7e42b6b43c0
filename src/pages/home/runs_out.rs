//! Beside the open cases: units whose cover ends within 90 days, and the roster of named representatives.

use leptos::prelude::*;
use rules::words;
use wire::unit::Unit;

use crate::{
    api,
    clock::use_clock,
    components::words::{badge, none},
    components::{link::link, loaded::load, markup::view},
    route::{List, Route, UnitsQuery},
    session::use_session,
    widgets::{one_account::in_address, representatives::representatives, unit_picker::site_date},
};

const DAYS: u32 = 90;
const SHOWN: u32 = 5;

/// The side column.
#[component]
pub fn RunsOut(sees_roster: bool) -> impl IntoView {
    view! {
        <div class="stack">
            {api::lists::takes(List::Units, &ending_soon()).then(|| view! { <EndingSoon/> })}
            {sees_roster.then(|| view! { <Roster/> })}
        </div>
    }
}

/// What is asked; where a list can't be asked for it, it is not offered.
fn ending_soon() -> UnitsQuery {
    UnitsQuery {
        ends_within_days: DAYS.to_string(),
        sort: "covered_until".to_owned(),
        ..UnitsQuery::default()
    }
}

#[component]
fn EndingSoon() -> impl IntoView {
    let units = load(move || Some(api::units::list(&ending_soon(), SHOWN)));
    view! {
        <section class="card">
            <header><h2>"Runs out within 90 days"</h2>{link(&Route::Units(ending_soon()), "All of them")}</header>
            {units.show("units whose cover ends", |list| {
                if list.items.is_empty() {
                    return none(list.items.unread, "Nothing ends within 90 days.");
                }
                let rows = list.items.iter().map(|unit| ending(unit, &list.zones)).collect_view();
                let count = list.total.map(|total| words::count(total, "unit"));
                view! { {count.map(|count| view! { <p class="stat"><b>{count}</b></p> })}<ul class="rows">{rows}</ul> }
            })}
        </section>
    }
}

/// One row; the end is decided here in the browser, by the same rules.
fn ending(unit: &Unit, zones: &[wire::zone::ZoneRules]) -> AnyView {
    let on = site_date(unit, zones, use_clock().now_untracked());
    let until = unit.facts().ok().zip(use_session().countries()).and_then(|(facts, countries)| {
        rules::entitlement::assess(&facts, &countries, on).covered_until.map(|end| end.on)
    });
    view! {
        <li>{link(&Route::unit_of(&unit.reference, in_address(&unit.account)), unit.title())}
            <span>{until.map(|until| format!("until {}", words::date(until)))}</span></li>
    }
}

/// The two to six places.
#[component]
fn Roster() -> impl IntoView {
    let contacts = load(|| Some(api::contacts::list()));
    let minute = use_clock().every(60);
    view! {
        <section class="card">
            <header><h2>"Senior representatives"</h2></header>
            {contacts.show("your representatives", move |contacts| {
                minute.get();
                let (taken, places) = (contacts.named(), contacts.maximum as usize);
                let label = format!("{taken} of {places}");
                let marks = (0..places).map(|place| view! { <i data-on=(place < taken).then_some("")></i> }).collect_view();
                let short = (taken < contacts.minimum as usize).then(|| view! {
                    <p>{badge("warn", "waiting on you")}{format!(" At least {} are to be named. This blocks nothing.", contacts.minimum)}</p>
                });
                view! {
                    <p class="meter" role="img" aria-label=format!("{label} places taken")>{marks}<b>{label.clone()}</b></p>
                    {short}
                    {representatives(contacts, use_clock().now_untracked())}
                }
            })}
            <p class="muted">"They reach the senior engineers and the advisor. Any engineer of yours may open cases."</p>
            <p>{link(&Route::People, "All people")}</p>
        </section>
    }
}
