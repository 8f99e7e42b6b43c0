//! What is looked for: words, and one of each of the lists that the API knows. Each choice goes into the address.

use leptos::prelude::*;
use wire::webinar::WebinarList;

use super::{
    shown,
    words::{TOPICS, quarter},
};
use crate::{
    components::{
        link::use_go_in_place,
        loaded::Loaded,
        markup::{live, view},
        search::search,
    },
    route::{Route, WebinarsQuery},
    widgets::account_choice::account_choice,
};

type Options = Vec<(String, String)>;

/// A filter: its label, the part of the address that holds it, and what there is to choose from.
type Filter = (&'static str, fn(&mut WebinarsQuery) -> &mut String, fn(&WebinarList) -> Options);

const FILTERS: [Filter; 5] = [
    ("Topic", |query| &mut query.topic, |_| named(&TOPICS)),
    ("Product family", |query| &mut query.family, |list| plain(&list.families)),
    (
        "Quarter",
        |query| &mut query.quarter,
        |list| list.quarters.iter().rev().map(|one| (one.quarter.clone(), quarter(&one.quarter))).collect(),
    ),
    ("Speaker", |query| &mut query.speaker, |list| plain(&list.speakers)),
    ("Watched", |query| &mut query.seen, |_| named(&[("no", "Not yet"), ("yes", "Watched, or been there")])),
];

fn plain(names: &[String]) -> Options {
    names.iter().map(|name| (name.clone(), name.clone())).collect()
}

fn named(names: &[(&str, &str)]) -> Options {
    names.iter().map(|(name, words)| ((*name).to_owned(), (*words).to_owned())).collect()
}

/// Tabs, search box and lists.
pub fn filters(asked: Memo<Route>, list: Loaded<WebinarList>) -> AnyView {
    let go = use_go_in_place();
    let choose = Callback::new(move |(place, value): (usize, String)| {
        let mut query = shown(asked.get_untracked());
        query.cursor.clear();
        match FILTERS.get(place) {
            Some((_, part, _)) => *part(&mut query) = value,
            None => query.q = value,
        }
        go(Route::Webinars(query));
    });
    let find = search(
        "Words in titles and in what is said",
        Memo::new(move |_| shown(asked.get()).q),
        move |words| choose.run((FILTERS.len(), words)),
    );
    let tab = move |when: &'static str, words: &'static str| {
        let query =
            move || WebinarsQuery { when: when.to_owned(), cursor: String::new(), ..shown(asked.get()) };
        let current = move || (shown(asked.get()).when == when).then_some("page");
        view! { <a href=move || Route::Webinars(query()).to_string() aria-current=current>{words}</a> }
    };
    // What there is to choose from is known with the first answer, and stays while the next one comes.
    let options = Memo::new(move |_| {
        let list = list.value();
        FILTERS.map(|(_, _, options)| list.as_deref().map(options).unwrap_or_default())
    });
    let go = use_go_in_place();
    let accounts = account_choice(
        move || shown(asked.get()).account,
        move |account| {
            let query = shown(asked.get_untracked());
            go(Route::Webinars(WebinarsQuery { account, cursor: String::new(), ..query }));
        },
    );
    let lists = (0..FILTERS.len()).map(|place| one(place, asked, options, choose)).collect_view();
    view! {
        <nav class="tabs" aria-label="Which webinars">{tab("", "All")}{tab("upcoming", "To come")}{tab("recorded", "Recorded")}</nav>
        <form class="filters" role="search" aria-label="Webinars" on:submit=move |event| event.prevent_default()>
            {find}{lists}{accounts}
        </form>
    }
}

fn one(
    place: usize,
    asked: Memo<Route>,
    options: Memo<[Options; FILTERS.len()]>,
    choose: Callback<(usize, String)>,
) -> Option<AnyView> {
    let (label, part, _) = *FILTERS.get(place)?;
    let chosen = Memo::new(move |_| part(&mut shown(asked.get())).clone());
    let entries = move || {
        let mut options = options.with(|options| options.get(place).cloned().unwrap_or_default());
        let now = chosen.get();
        // A link may ask for something that is not there any more.
        if !now.is_empty() && !options.iter().any(|(value, _)| *value == now) {
            options.push((now.clone(), now.clone()));
        }
        let entry = |(value, words): (String, String)| {
            let selected = value == now;
            view! { <option value=value prop:selected=selected>{words}</option> }
        };
        options.into_iter().map(entry).collect::<Vec<AnyView>>()
    };
    Some(view! {
        <label>{label}" "<select on:change=move |event| choose.run((place, event_target_value(&event)))>
            <option value="" prop:selected=move || chosen.get().is_empty()>"All"</option>{live(entries)}
        </select></label>
    })
}
