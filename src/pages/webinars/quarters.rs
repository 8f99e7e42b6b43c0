//! The calendar quarters and what each has: held, planned or missing, as a list with shapes and words, and the
//! recordings that are owed.

use leptos::prelude::*;
use rules::words::count;
use wire::webinar::{QuarterOfAccount, QuarterState};

use super::words::quarter;
use crate::{
    components::{
        card::card,
        link::link,
        markup::view,
        words::{badge, muted},
    },
    route::{Route, WebinarsQuery},
};

/// All of them; nothing without any.
pub fn quarters(quarters: &[QuarterOfAccount], query: &WebinarsQuery) -> Option<AnyView> {
    let rows = quarters.iter().map(|one| row(one, query)).collect_view();
    (!quarters.is_empty()).then(|| card("Every quarter", view! { <ul class="rows">{rows}</ul> }))
}

fn row(one: &QuarterOfAccount, query: &WebinarsQuery) -> AnyView {
    let (tone, state) = match &one.state {
        QuarterState::Held => ("ok", "held"),
        QuarterState::Planned => ("info", "planned"),
        QuarterState::Missing => ("warn", "missing"),
        QuarterState::Unknown(state) => ("quiet", state.as_str()),
    };
    let owed = (one.owed > 0).then(|| badge("warn", format!("{} owed", count(one.owed, "recording"))));
    let planned = (one.planned > 0 && one.held > 0).then(|| format!(" {} to come.", one.planned));
    let to = Route::Webinars(WebinarsQuery {
        quarter: one.quarter.clone(),
        cursor: String::new(),
        ..query.clone()
    });
    view! {
        <li>{link(&to, quarter(&one.quarter))}<span class="cluster">{badge(tone, state)}{owed}</span>{muted(format!("{}{}", one.why, planned.unwrap_or_default()))}</li>
    }
}
