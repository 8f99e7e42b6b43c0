//! What changes about a unit's cover after a date: every day on which another decision holds, what it is then, and what
//! happens on it. Each day leads to the cover as of that day.

use leptos::prelude::*;
use rules::{
    Date,
    country::CountryList,
    entitlement::over_time::{Cause, Change, changes},
    unit::Unit,
    words,
};

use crate::{
    components::{
        card::card,
        link::link,
        markup::view,
        words::{badge, muted},
    },
    route::Route,
    widgets::cover::{answer_words, cover_badge},
};

/// How many are shown; later ones follow from a later date.
const SHOWN: usize = 6;

/// The changes after `on`.
pub fn ahead(reference: &str, unit: &Unit, countries: &CountryList, on: Date) -> AnyView {
    let changes = changes(unit, countries, on, Date::MAX);
    if changes.is_empty() {
        return card("What changes after that", view! { <p class="muted">"No later change is known."</p> });
    }
    let rows = changes.iter().take(SHOWN).map(|change| row(reference, change)).collect_view();
    let more = changes
        .len()
        .checked_sub(SHOWN)
        .filter(|more| *more > 0)
        .map(|more| muted(format!("{more} more later: open one of these days to go on from there.")));
    card("What changes after that", view! { <ul class="rows">{rows}</ul> {more} })
}

fn row(reference: &str, change: &Change) -> AnyView {
    let day =
        Route::Unit { reference: reference.to_owned(), on: Some(change.on.to_string()), suppose: Vec::new() };
    // The answer may stay while a condition behind it changes.
    let becomes = if change.before == change.after {
        badge("quiet", format!("still {}", answer_words(change.after).name))
    } else {
        cover_badge(change.after)
    };
    let causes = change.causes.iter().map(Cause::words).collect::<Vec<_>>().join(" ");
    view! { <li><span>{link(&day, words::date(change.on))}" "{becomes}</span>{muted(causes)}</li> }
}
