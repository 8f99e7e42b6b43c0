//! What a list is narrowed to: words and the main filters in the open, the others below "More filters" with how many of the list
//! have each value, and all that is set as a row of buttons that take it away. Every choice goes into the address and begins at
//! the first page. Which filters there are, each list says itself.

use leptos::prelude::*;
use wire::facets::Facets;

use crate::{
    api::Failure,
    browser::document,
    components::{
        file_link::file_link,
        icon::Icon,
        link::use_go_in_place,
        loaded::Loaded,
        markup::{live, view},
        search::search,
    },
    route::{List, ListQuery},
    session::use_session,
    widgets::account_choice::account_choice,
};

/// The part of the address that holds a filter.
pub type Part = fn(&mut ListQuery) -> &mut String;

/// A filter of a list.
#[derive(Clone, Copy)]
pub struct Filter {
    /// Its label.
    pub label: &'static str,
    /// The part of the address that holds it.
    pub part: Part,
    /// How it is set.
    pub control: Control,
}

/// How a filter is set.
#[derive(Clone, Copy)]
pub enum Control {
    /// By one of these; the first is that of an empty address. What else stands in the address is said by the words.
    Of(fn() -> &'static [(&'static str, &'static str)], fn(&str) -> String),
    /// By one of the values that there are, under this name at the API, said by the words where they have no name.
    Counted(&'static str, fn(&str) -> String),
    /// By text.
    Text,
    /// By a date.
    Date,
    /// It narrows nothing: what the list is sorted by, whichever way. The value is that of an empty address.
    Sort(&'static [(&'static str, &'static str)], fn(&str) -> &str),
}

/// The filters of a list.
pub struct Filters {
    /// The list.
    pub list: List,
    /// Its name for people.
    pub name: &'static str,
    /// What can be looked for.
    pub find: &'static str,
    /// In the open.
    pub main: &'static [Filter],
    /// Below "More filters".
    pub more: &'static [Filter],
}

/// How many of the filters below "More filters" are set.
pub fn narrowed_more(filters: &Filters, query: &ListQuery) -> usize {
    let mut query = query.clone();
    filters.more.iter().filter(|filter| !(filter.part)(&mut query).is_empty()).count()
}

type Choose = Callback<(Part, String)>;
/// A value and its words.
type Choice = (String, String);

/// All of them.
pub fn filters(
    filters: &'static Filters,
    query: Memo<ListQuery>,
    facets: Loaded<Facets>,
    counted: RwSignal<bool>,
) -> AnyView {
    let go = use_go_in_place();
    let choose: Choose = Callback::new(move |(part, value): (Part, String)| {
        let mut next = query.get_untracked().first_page();
        *part(&mut next) = value;
        go(filters.list.of(next));
    });
    let list = filters.list;
    let find = takes(list, |query| &mut query.q, PROBE).then(|| {
        search(filters.find, Memo::new(move |_| query.with(|query| query.q.clone())), move |words| {
            choose.run((|query| &mut query.q, words))
        })
    });
    let accounts = takes(list, |query| &mut query.account, PROBE).then(|| {
        account_choice(
            move || query.with(|query| query.account.clone()),
            move |account| choose.run((|query| &mut query.account, account)),
        )
    });
    // That nothing is counted may be known only when somebody wants to choose.
    let set_by = |filter: &'static Filter| live(move || one(list, filter, query, facets, choose));
    let main: Vec<AnyView> = filters.main.iter().map(set_by).collect();
    let more: Vec<AnyView> = filters.more.iter().map(set_by).collect();
    let none = move || !filters.more.iter().any(|filter| is_offered(list, filter));
    let set = live(move || match query.with(|query| narrowed_more(filters, query)) {
        0 => String::new(),
        n => format!(" ({n})"),
    });
    let lacking =
        live(move || none().then(|| view! { <p class="muted">{Failure::Lacking.what_happened()}</p> }));
    view! {
        <form class="filters no-print" role="search" aria-label=filters.name on:submit=move |event| event.prevent_default()>
            {find}{accounts}{main}
        </form>
        <details class="no-print" hidden=untrack(none).then_some("") open=counted.get_untracked() on:toggle=move |_| counted.set(true)>
            <summary id=MORE>"More filters"{set}</summary>
            <form class="filters" aria-label="More filters" on:submit=move |event| event.prevent_default()>{more}{lacking}</form>
        </details>
        {chips(filters, query, facets, choose)}
    }
}

/// A value that every free filter may have, and dates too.
const PROBE: &str = "2026-01-01";

/// Whether the API can be asked for that.
pub fn takes(list: List, part: Part, value: &str) -> bool {
    let mut query = ListQuery::default();
    value.clone_into(part(&mut query));
    crate::api::lists::takes(list, &query)
}

/// Whether the API has anything of a filter. One whose values are counted has none where nothing is counted.
fn is_offered(list: List, filter: &Filter) -> bool {
    let options = match filter.control {
        Control::Of(options, _) => options(),
        Control::Sort(options, _) => options,
        Control::Counted(..) => return use_session().has("facets"),
        Control::Text | Control::Date => &[(PROBE, "")],
    };
    options.iter().any(|(value, _)| !value.is_empty() && takes(list, filter.part, value))
}

/// What takes the focus of a button that is gone.
const MORE: &str = "more-filters";

/// All that is set, each with a press that takes it away.
fn chips(
    filters: &'static Filters,
    query: Memo<ListQuery>,
    facets: Loaded<Facets>,
    choose: Choose,
) -> AnyView {
    live(move || {
        let mut query = query.get();
        let chip = |filter: &'static Filter| {
            let value = (filter.part)(&mut query).clone();
            if value.is_empty() || matches!(filter.control, Control::Sort(..)) {
                return None;
            }
            let words = words_of(filters.list, filter, facets, &value);
            let remove = move |_| {
                choose.run((filter.part, String::new()));
                document::focus(MORE);
            };
            Some(view! {
                <li><button class="button" data-size="small" type="button" on:click=remove>
                    <span class="visually-hidden">"Remove "</span>{filter.label}": "{words}<Icon name="close"/></button></li>
            })
        };
        let chips: Vec<AnyView> = filters.main.iter().chain(filters.more).filter_map(chip).collect();
        (!chips.is_empty())
            .then(|| view! { <ul class="cluster no-print" aria-label="Narrowed to">{chips}</ul> })
    })
}

/// A value of a filter for people.
fn words_of(list: List, filter: &Filter, facets: Loaded<Facets>, value: &str) -> String {
    let words = match filter.control {
        Control::Counted(name, words) => {
            let facets = facets.value();
            let values = facets.as_ref().map(|facets| facets.of(name)).unwrap_or_default();
            let known = values.iter().find(|known| known.value == value);
            return known.and_then(|known| known.name.clone()).unwrap_or_else(|| words(value));
        }
        _ => options(list, filter, facets, value).into_iter().find(|(known, _)| known == value),
    };
    words.map_or_else(|| value.to_owned(), |(_, words)| words)
}

/// What there is to choose, and what is chosen: a link may ask for something that is not there to choose.
fn options(list: List, filter: &Filter, facets: Loaded<Facets>, now: &str) -> Vec<Choice> {
    let owned = |(value, words): &(&str, &str)| ((*value).to_owned(), (*words).to_owned());
    let (mut known, words): (Vec<Choice>, fn(&str) -> String) = match filter.control {
        Control::Of(options, words) => (options().iter().map(owned).collect(), words),
        Control::Sort(options, _) => (options.iter().map(owned).collect(), str::to_owned),
        Control::Counted(name, words) => {
            let facets = facets.value();
            let values = facets.as_ref().map(|facets| facets.of(name)).unwrap_or_default();
            let any = (String::new(), "Any".to_owned());
            let counted = values.iter().filter(|value| value.count > 0).map(|value| {
                let name = value.name.clone().unwrap_or_else(|| words(&value.value));
                (value.value.clone(), format!("{name} ({})", value.count))
            });
            (std::iter::once(any).chain(counted).collect(), words)
        }
        Control::Text | Control::Date => return Vec::new(),
    };
    known.retain(|(value, _)| value.is_empty() || value == now || takes(list, filter.part, value));
    if !known.iter().any(|(value, _)| value == now) {
        known.push((now.to_owned(), words(now)));
    }
    known
}

/// One filter with its label, where the API has anything of it.
fn one(
    list: List,
    filter: &'static Filter,
    query: Memo<ListQuery>,
    facets: Loaded<Facets>,
    choose: Choose,
) -> AnyView {
    if !is_offered(list, filter) {
        return ().into_any();
    }
    let (label, part) = (filter.label, filter.part);
    let now = Memo::new(move |_| {
        let value = part(&mut query.get()).clone();
        match filter.control {
            Control::Sort(_, column) => column(&value).to_owned(),
            _ => value,
        }
    });
    let put = move |event| choose.run((part, event_target_value(&event)));
    let kind = match filter.control {
        Control::Text => "text",
        Control::Date => "date",
        _ => {
            let entries = live(move || {
                let now = now.get();
                let entry = |(value, words): Choice| {
                    let selected = value == now;
                    view! { <option value=value prop:selected=selected>{words}</option> }
                };
                options(list, filter, facets, &now).into_iter().map(entry).collect::<Vec<AnyView>>()
            });
            return view! { <label>{label}" "<select on:change=put>{entries}</select></label> };
        }
    };
    view! { <label>{label}" "<input type=kind autocomplete="off" prop:value=move || now.get() on:change=put/></label> }
}

/// All that the list shows, on all its pages, as a file.
pub fn export(list: List, query: Memo<ListQuery>, format: &'static str, name: &'static str) -> AnyView {
    let file = format!("{}.{format}", list.name());
    live(move || {
        if !use_session().has("exports") {
            return ().into_any();
        }
        let path = query.with(|query| crate::api::lists::export(list, query, format));
        let words =
            view! { <Icon name="download"/><span class="visually-hidden">"Save the list as "</span>{name} };
        file_link(path, file.clone(), true, words)
    })
}
