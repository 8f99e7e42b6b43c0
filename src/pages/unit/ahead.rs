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

/// The changes after `on`; `as_of` makes the address of the unit as of a day.
pub fn ahead(unit: &Unit, countries: &CountryList, on: Date, as_of: impl Fn(Date) -> Route) -> AnyView {
    let changes = changes(unit, countries, on, Date::MAX);
    if changes.is_empty() {
        return card("What changes after that", view! { <p class="muted">"No later change is known."</p> });
    }
    let rows = changes.iter().take(SHOWN).map(|change| row(&as_of(change.on), change)).collect_view();
    let more = changes
        .len()
        .checked_sub(SHOWN)
        .filter(|more| *more > 0)
        .map(|more| muted(format!("{more} more later: open one of these days to go on from there.")));
    card("What changes after that", view! { <ul class="rows">{rows}</ul> {more} })
}

fn row(day: &Route, change: &Change) -> AnyView {
    // The answer may stay while a condition behind it changes.
    let becomes = if change.before == change.after {
        badge("quiet", format!("still {}", answer_words(change.after).name))
    } else {
        cover_badge(change.after)
    };
    let causes = change.causes.iter().map(Cause::words).collect::<Vec<_>>().join(" ");
    view! { <li><span>{link(day, words::date(change.on))}" "{becomes}</span>{muted(causes)}</li> }
}
