//! The list of units. Search, filters, sort and page stand in the address; the cover of each row is decided here in the
//! browser.

use leptos::prelude::*;
use rules::{entitlement::assess, words};
use wire::{
    cover::CoverAnswer,
    unit::{Unit, UnitList},
    zone::ZoneRules,
};

use crate::{
    api,
    app::may_report,
    clock::use_clock,
    components::words::badge,
    components::{
        icon::Icon,
        link::{button_link, link, use_asked, use_go, use_go_in_place},
        loaded::load,
        markup::{live, view},
        page_head::PageHead,
        pager::{Place, pager},
        search::search,
    },
    route::{Page, Route, UnitsQuery},
    session::use_session,
    widgets::{
        account_choice::account_choice, cover::cover_badge, one_account::in_address, unit_picker::site_date,
    },
};

const PAGE: u32 = 50;

/// The page.
#[component]
pub fn UnitsPage() -> impl IntoView {
    let asked = use_asked(Page::Units);
    let query = Memo::new(move |_| match asked.get() {
        Route::Units(query) => query,
        _ => UnitsQuery::default(),
    });
    let units = load(move || Some(api::units::list(&query.get(), PAGE)));
    let go = use_go();
    let turn = move |cursor| go(Route::Units(UnitsQuery { cursor, ..query.get_untracked() }));
    let place = move || {
        let list = units.value();
        let total = list.as_ref().and_then(|list| list.total).map(|total| words::count(total, "unit"));
        Place {
            total: total.unwrap_or_default(),
            is_first: query.with(|query| query.cursor.is_empty()),
            next: list.and_then(|list| list.next.clone()),
        }
    };
    view! {
        <PageHead title="Units" lead="Your install base, and what each unit's cover is today where it stands."/>
        <Filters query/>
        {units.show("your units", move |list| {
            if list.items.is_empty() { no_units(&query.get_untracked()) } else { rows(list, query) }
        })}
        {pager(place, turn)}
    }
}

/// Search while typing, and two filters; a change begins at the first page again.
#[component]
fn Filters(query: Memo<UnitsQuery>) -> impl IntoView {
    let go = use_go_in_place();
    let change = move |change: Box<dyn FnOnce(&mut UnitsQuery)>| {
        let mut next = query.get_untracked();
        change(&mut next);
        next.cursor.clear();
        go(Route::Units(next));
    };
    let by_words = change.clone();
    let find = search(
        "Serial, host name, model, site",
        Memo::new(move |_| query.with(|query| query.q.clone())),
        move |q| by_words(Box::new(move |query| query.q = q)),
    );
    let (by_account, by_answer, by_end, by_sort) = (change.clone(), change.clone(), change.clone(), change);
    let accounts = account_choice(
        move || query.with(|query| query.account.clone()),
        move |account| {
            by_account(Box::new(move |query| query.account = account));
        },
    );
    let selected = move |read: fn(&UnitsQuery) -> &str, value: &'static str| {
        move || query.with(|query| read(query) == value)
    };
    let answers = [
        ("", "Any cover"),
        ("advanced_care_plus", "Advanced Care Plus"),
        ("juniper_care_only", "Juniper Care only"),
        ("no_cover_found", "No cover found"),
        ("cannot_tell", "Cannot tell"),
    ];
    let ends = [
        ("", "Any end"),
        ("30", "Ends within 30 days"),
        ("90", "Ends within 90 days"),
        ("365", "Ends within a year"),
    ];
    let options = move |all: Vec<(&'static str, &'static str)>, read: fn(&UnitsQuery) -> &str| {
        all.into_iter()
            .map(|(value, words)| view! { <option value=value prop:selected=selected(read, value)>{words}</option> })
            .collect_view()
    };
    // A link may ask for another number of days.
    let other_end = live(move || {
        let days = query.with(|query| query.ends_within_days.clone());
        let is_other = !ends.iter().any(|(value, _)| *value == days);
        is_other.then(|| {
            let words = format!("Ends within {days} days");
            view! { <option value=days prop:selected=true>{words}</option> }
        })
    });
    view! {
        <form class="filters" role="search" aria-label="Units" on:submit=move |event| event.prevent_default()>
            {find}{accounts}
            <label>"Cover" <select on:change=move |event| { let value = event_target_value(&event); by_answer(Box::new(move |query| query.answer = value)); }>
                {options(answers.to_vec(), |query| &query.answer)}
            </select></label>
            <label>"Covered until" <select on:change=move |event| { let value = event_target_value(&event); by_end(Box::new(move |query| query.ends_within_days = value)); }>
                {options(ends.to_vec(), |query| &query.ends_within_days)}
                {other_end}
            </select></label>
            // The heads of the table sort too, but a narrow screen shows cards without heads.
            <label>"Sort by" <select on:change=move |event| { let value = event_target_value(&event); by_sort(Box::new(move |query| query.sort = value)); }>
                {options(COLUMNS.to_vec(), sorted_by)}
            </select></label>
        </form>
    }
}

/// The column that is sorted by, whichever way.
fn sorted_by(query: &UnitsQuery) -> &str {
    let column = query.sort.trim_start_matches('-');
    if column.is_empty() { "host_name" } else { column }
}

fn no_units(query: &UnitsQuery) -> AnyView {
    let may_report = use_session().me().is_some_and(|me| may_report(&me));
    if *query == UnitsQuery::default() {
        let report = may_report.then(|| button_link(&Route::report(), "", "warning", "Report a fault"));
        return view! {
            <div class="empty"><Icon name="device"/><h2>"No units yet"</h2>
                <p>"Units appear here once they are registered with Juniper, by serial number and site. Until then a fault is reported by host name and site."</p>{report}</div>
        };
    }
    let way_on = may_report.then_some(" A fault on a unit that is not listed can be reported all the same.");
    view! {
        <div class="empty">
            <Icon name="search"/>
            <h2>"No unit matches"</h2>
            <p>"Check the number, or look without filters."{way_on}</p>
            {button_link(&Route::Units(UnitsQuery::default()), "", "", "Show all units")}
        </div>
    }
}

/// The columns that the API sorts by.
const COLUMNS: [(&str, &str); 5] = [
    ("host_name", "Host name"),
    ("reference", "Serial"),
    ("model", "Model"),
    ("site", "Site"),
    ("covered_until", "Covered until"),
];

fn rows(list: &UnitList, query: Memo<UnitsQuery>) -> AnyView {
    let heads =
        COLUMNS.into_iter().map(|(column, words)| view! { <SortHead column words query/> }).collect_view();
    let several = !use_session().several_accounts().is_empty();
    let account = several.then(|| view! { <th scope="col">"End User"</th> });
    let rows = list
        .items
        .iter()
        .map(|unit| row(unit, &list.zones, several.then_some(&unit.account.name)))
        .collect_view();
    view! {
        <div class="table-scroll" role="region" aria-label="Units" tabindex="0">
            <table class="table" data-narrow="stack">
                <caption class="visually-hidden">"Units"</caption>
                <thead><tr>{heads}<th scope="col">"Cover today"</th>{account}</tr></thead>
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
        go(Route::Units(UnitsQuery { sort, cursor: String::new(), ..query.get_untracked() }));
    };
    view! { <th scope="col" aria-sort=move || sorted.get()><button type="button" on:click=sort>{words}</button></th> }
}

fn row(unit: &Unit, zones: &[ZoneRules], account: Option<&String>) -> AnyView {
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
            <th scope="row" data-label="Host name">{link(&Route::unit_of(&unit.reference, in_address(&unit.account)), unit.title())}</th>
            <td data-label="Serial" class="mono">{unit.reference.clone()}</td>
            <td data-label="Model">{unit.model.clone()}</td>
            <td data-label="Site">{unit.site().map(|site| site.name.clone())}</td>
            <td data-label="Covered until">{until}</td>
            <td data-label="Cover today">{cover}</td>
            {account.map(|account| view! { <td data-label="End User">{account.clone()}</td> })}
        </tr>
    }
}
