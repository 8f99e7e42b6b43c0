//! The table of units, a page of it: heads that sort, and a row for each unit with its cover.

use leptos::prelude::*;
use rules::{entitlement::assess, words};
use wire::{
    cover::CoverAnswer,
    unit::{Unit, UnitList},
    zone::ZoneRules,
};

use super::change::Bulk;
use crate::{
    clock::use_clock,
    components::{
        link::{link, use_go_in_place},
        markup::view,
        words::badge,
    },
    route::{List, Route, UnitsQuery},
    session::use_session,
    widgets::{cover::cover_badge, list_filters::takes, one_account::in_address, unit_picker::site_date},
};

/// The columns that sort by their heads.
pub const COLUMNS: [(&str, &str); 5] = [
    ("host_name", "Host name"),
    ("reference", "Serial"),
    ("model", "Model"),
    ("site", "Site"),
    ("covered_until", "Covered until"),
];

/// A page of units.
pub fn table(list: &UnitList, query: Memo<UnitsQuery>, bulk: Option<Bulk>) -> AnyView {
    let heads =
        COLUMNS.into_iter().map(|(column, words)| view! { <SortHead column words query/> }).collect_view();
    let several = !use_session().several_accounts().is_empty();
    let account = several.then(|| view! { <th scope="col">"End User"</th> });
    let choose = bulk.map(|_| view! { <th scope="col"><span class="visually-hidden">"Select"</span></th> });
    let rows = list
        .items
        .iter()
        .map(|unit| row(unit, &list.zones, several.then_some(&unit.account.name), bulk))
        .collect_view();
    view! {
        <div class="table-scroll" role="region" aria-label="Units" tabindex="0">
            <table class="table" data-narrow="stack">
                <caption class="visually-hidden">"Units"</caption>
                <thead><tr>{choose}{heads}<th scope="col">"Cover today"</th>{account}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

/// A sortable column head: ascending, then descending.
#[component]
fn SortHead(column: &'static str, words: &'static str, query: Memo<UnitsQuery>) -> impl IntoView {
    let go = use_go_in_place();
    let sorted = Memo::new(move |_| {
        query.with(|query| match query.sort.strip_prefix('-') {
            Some(descending) if descending == column => Some("descending"),
            None if query.sort == column || (query.sort.is_empty() && column == "host_name") => {
                Some("ascending")
            }
            _ => None,
        })
    });
    let sort = move |_| {
        let sort = if sorted.get_untracked() == Some("ascending") {
            format!("-{column}")
        } else {
            column.to_owned()
        };
        go(Route::Units(UnitsQuery { sort, ..query.get_untracked().first_page() }));
    };
    if !takes(List::Units, |query| &mut query.sort, column) {
        return view! { <th scope="col">{words}</th> };
    }
    view! { <th scope="col" aria-sort=move || sorted.get()><button type="button" on:click=sort>{words}</button></th> }
}

fn row(unit: &Unit, zones: &[ZoneRules], account: Option<&String>, bulk: Option<Bulk>) -> AnyView {
    let on = site_date(unit, zones, use_clock().now_untracked());
    let assessment = unit
        .facts()
        .ok()
        .zip(use_session().countries())
        .map(|(facts, countries)| assess(&facts, &countries, on));
    let until = assessment.and_then(|assessment| assessment.covered_until).map(|end| words::date(end.on));
    let cover = match assessment {
        Some(assessment) => {
            let server = unit.cover.as_ref().filter(|cover| cover.on == on);
            let differs = server.is_some_and(|cover| cover.answer != CoverAnswer::from(assessment.answer));
            view! { {cover_badge(assessment.answer)}" "{differs.then(|| badge("warn", "server differs"))} }
        }
        None => badge("quiet", "data can't be read"),
    };
    view! {
        <tr>
            {bulk.map(|bulk| bulk.check(unit))}
            <th scope="row" data-label="Host name">{link(&Route::unit_of(&unit.reference, in_address(&unit.account)), unit.title())}</th>
            <td data-label="Serial" class="mono">{unit.number().to_owned()}</td>
            <td data-label="Model">{unit.model.clone()}</td>
            <td data-label="Site">{unit.site().map(|site| site.name.clone())}</td>
            <td data-label="Covered until">{until}</td>
            <td data-label="Cover today">{cover}</td>
            {account.map(|account| view! { <td data-label="End User">{account.clone()}</td> })}
        </tr>
    }
}
