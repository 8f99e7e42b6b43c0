//! What the list is narrowed to: words and the main filters in the open, the others below "More filters" with how many units
//! each value has. Every choice goes into the address and begins at the first page.

use leptos::prelude::*;
use rules::{entitlement::Condition, unit_change::usage_words};
use wire::{
    facets::{Facets, FilterValue, NONE},
    unit::Usage,
};

use super::rows::COLUMNS;
use crate::{
    components::{
        link::use_go_in_place,
        loaded::Loaded,
        markup::{live, view},
        search::search,
    },
    route::{Route, UnitsQuery},
    widgets::account_choice::account_choice,
};

/// A filter: its label, the parameter of the API, and the part of the address that holds it.
type Filter = (&'static str, &'static str, fn(&mut UnitsQuery) -> &mut String);

const MORE: [Filter; 8] = [
    ("Family", "family", |query| &mut query.family),
    ("Product", "model", |query| &mut query.model),
    ("Site", "site", |query| &mut query.site),
    ("Country", "country", |query| &mut query.country),
    ("Contract", "contract", |query| &mut query.contract),
    ("Condition that fails", "condition", |query| &mut query.condition),
    ("Release", "release", |query| &mut query.release),
    ("Use", "usage", |query| &mut query.usage),
];

type Options = &'static [(&'static str, &'static str)];
/// A filter whose values are known beforehand; the first is that of an empty address.
type Main = (&'static str, Options, fn(&mut UnitsQuery) -> &mut String);

const MAIN: [Main; 3] = [
    (
        "Cover",
        &[
            ("", "Any cover"),
            ("advanced_care_plus", "Advanced Care Plus"),
            ("juniper_care_only", "Juniper Care only"),
            ("no_cover_found", "No cover found"),
            ("cannot_tell", "Cannot tell"),
        ],
        |query| &mut query.answer,
    ),
    (
        "Covered until",
        &[
            ("", "Any end"),
            ("30", "Ends within 30 days"),
            ("90", "Ends within 90 days"),
            ("365", "Ends within a year"),
        ],
        |query| &mut query.ends_within_days,
    ),
    // The heads of the table sort too, but a narrow screen shows cards without heads.
    ("Sort by", &SORTS, |query| &mut query.sort),
];

const SORTS: [(&str, &str); 9] = [
    COLUMNS[0],
    COLUMNS[1],
    COLUMNS[2],
    COLUMNS[3],
    COLUMNS[4],
    ("family", "Family"),
    ("country", "Country"),
    ("usage", "Use"),
    ("release", "Release"),
];

/// How many of the filters below "More filters" are set.
pub fn narrowed_more(query: &UnitsQuery) -> usize {
    let mut query = query.clone();
    MORE.iter().filter(|(_, _, part)| !part(&mut query).is_empty()).count()
}

type Choose = Callback<(fn(&mut UnitsQuery) -> &mut String, String)>;

/// All of them.
pub fn filters(query: Memo<UnitsQuery>, facets: Loaded<Facets>, counted: RwSignal<bool>) -> AnyView {
    let go = use_go_in_place();
    let choose: Choose = Callback::new(move |(part, value): (fn(&mut UnitsQuery) -> &mut String, String)| {
        let mut next = query.get_untracked().first_page();
        *part(&mut next) = value;
        go(Route::Units(next));
    });
    let find = search(
        "Serial, host name, model, site",
        Memo::new(move |_| query.with(|query| query.q.clone())),
        move |words| choose.run((|query| &mut query.q, words)),
    );
    let accounts = account_choice(
        move || query.with(|query| query.account.clone()),
        move |account| choose.run((|query| &mut query.account, account)),
    );
    let main = MAIN.iter().map(|(label, options, part)| {
        let options = move |now: &str| {
            let known = options.iter().map(|(value, words)| ((*value).to_owned(), (*words).to_owned()));
            with_other(known.collect(), now, |days| format!("Ends within {days} days"))
        };
        one(label, query, *part, choose, options)
    });
    let main: Vec<AnyView> = main.collect();
    let more = MORE.iter().map(|(label, name, part)| {
        let options = move |now: &str| {
            let facets = facets.value();
            let values = facets.as_ref().map(|facets| facets.of(name)).unwrap_or_default();
            let any = (String::new(), "Any".to_owned());
            let known = values.iter().filter(|value| value.count > 0).map(|value| option(name, value));
            with_other(std::iter::once(any).chain(known).collect(), now, |value| value_words(name, value))
        };
        one(label, query, *part, choose, options)
    });
    let more: Vec<AnyView> = more.collect();
    let set = live(move || match query.with(narrowed_more) {
        0 => String::new(),
        n => format!(" ({n})"),
    });
    view! {
        <form class="filters no-print" role="search" aria-label="Units" on:submit=move |event| event.prevent_default()>
            {find}{accounts}{main}
        </form>
        <details class="no-print" open=counted.get_untracked() on:toggle=move |_| counted.set(true)>
            <summary>"More filters"{set}</summary>
            <form class="filters" aria-label="More filters" on:submit=move |event| event.prevent_default()>{more}</form>
        </details>
    }
}

/// One filter with its label.
fn one(
    label: &'static str,
    query: Memo<UnitsQuery>,
    part: fn(&mut UnitsQuery) -> &mut String,
    choose: Choose,
    options: impl Fn(&str) -> Vec<(String, String)> + Send + Sync + 'static,
) -> AnyView {
    let now = Memo::new(move |_| {
        let value = part(&mut query.get()).clone();
        // Which way it is sorted the heads say.
        if label == "Sort by" { sorted_by(&value).to_owned() } else { value }
    });
    let entries = live(move || {
        let now = now.get();
        let entry = |(value, words): (String, String)| {
            let selected = value == now;
            view! { <option value=value prop:selected=selected>{words}</option> }
        };
        options(&now).into_iter().map(entry).collect::<Vec<AnyView>>()
    });
    view! {
        <label>{label}" "<select on:change=move |event| choose.run((part, event_target_value(&event)))>{entries}</select></label>
    }
}

/// The column that is sorted by, whichever way.
fn sorted_by(sort: &str) -> &str {
    let column = sort.trim_start_matches('-');
    if column.is_empty() { "host_name" } else { column }
}

/// A link may ask for something that is not there to choose.
fn with_other(
    mut known: Vec<(String, String)>,
    now: &str,
    words: impl Fn(&str) -> String,
) -> Vec<(String, String)> {
    if !known.iter().any(|(value, _)| value == now) {
        known.push((now.to_owned(), words(now)));
    }
    known
}

fn option(filter: &str, value: &FilterValue) -> (String, String) {
    let name = value.name.clone().unwrap_or_else(|| value_words(filter, &value.value));
    (value.value.clone(), format!("{name} ({})", value.count))
}

/// A value of a filter for people.
fn value_words(filter: &str, value: &str) -> String {
    let words = match filter {
        _ if value == NONE => Some("none, or not known"),
        "usage" => Usage::from(value).known().map(usage_words),
        "condition" => {
            Condition::ALL.into_iter().find(|condition| condition.code() == value).map(Condition::title)
        }
        _ => None,
    };
    words.unwrap_or(value).to_owned()
}
