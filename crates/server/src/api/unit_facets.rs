//! `GET /v1/units/facets`: what the list of units can be narrowed to, with how many units have each value. It counts all units
//! in reach, so that the choice does not shrink while people narrow the list.

use crate::{
    answer::Answer,
    api::unit_filter::{Wish, value},
    app::App,
    problem::Refusal,
    query::Query,
    store::{unit_edits, units::Stored},
    visitor::Visitor,
};
use axum::{extract::State, http::HeaderMap, response::Response};
use rules::{access::Action, entitlement::Condition};
use std::collections::BTreeMap;
use wire::{
    cover::CoverAnswer,
    facets::{Facets, Filter, FilterValue, NONE},
    problem::Problem,
};

/// What the list can be narrowed to; counts are those of today at each unit's site.
#[utoipa::path(get, path = "/v1/units/facets", operation_id = "readUnitFacets", tag = "install base",
    params(("account" = Option<String>, Query, description = "Only this account, for people with several")),
    responses(
        (status = 200, body = Facets), (status = 304), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
    ))]
pub async fn read(
    State(app): State<App>,
    visitor: Visitor,
    query: Query,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    visitor.may(Action::SeeUnits)?;
    let reach = visitor.reach_of(&query)?;
    let mut read = app.store.read().await?;
    let found = Wish::everything().find(&app, &mut read, &reach, true).await?;
    let sites = unit_edits::sites(&mut read, &reach).await?;
    drop(read);
    let mut filters: Vec<Filter> = ["family", "model", "release", "country", "usage"]
        .into_iter()
        .map(|name| of_values(name, &found))
        .collect();
    let mut site = of_values("site", &found);
    let mut named: BTreeMap<String, String> = sites.into_iter().map(|site| (site.id, site.name)).collect();
    for place in found.iter().filter_map(|stored| stored.unit.site()) {
        named.entry(place.id.clone()).or_insert_with(|| place.name.clone());
    }
    for (id, name) in named {
        match site.values.iter_mut().find(|known| known.value == id) {
            Some(known) => known.name = Some(name),
            None => site.values.push(FilterValue { value: id, name: Some(name), count: 0 }),
        }
    }
    site.values.sort_by_key(|place| (place.value == NONE, place.words().to_lowercase()));
    filters.extend([site, of_contracts(&found), of_answers(&found), of_conditions(&found)]);
    filters.retain(|filter| !filter.values.is_empty());
    let total = u32::try_from(found.len()).unwrap_or(u32::MAX);
    Ok(Answer::of(&Facets { total, filters })?.found(&headers))
}

fn of_values(name: &str, found: &[Stored]) -> Filter {
    counted(name, found.iter().map(|stored| value(stored, name).unwrap_or(NONE).to_owned()))
}

/// By value, what has none last.
fn counted(name: &str, values: impl Iterator<Item = String>) -> Filter {
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    let mut values: Vec<FilterValue> =
        counts.into_iter().map(|(value, count)| FilterValue { value, name: None, count }).collect();
    values.sort_by_key(|value| value.value == NONE);
    Filter { name: name.to_owned(), values }
}

fn of_contracts(found: &[Stored]) -> Filter {
    let numbers = |stored: &Stored| -> Vec<String> {
        let terms = stored.unit.terms.as_deref().unwrap_or_default();
        if terms.is_empty() {
            return vec![NONE.to_owned()];
        }
        terms.iter().map(|term| term.contract.clone()).collect()
    };
    counted("contract", found.iter().flat_map(numbers))
}

fn of_answers(found: &[Stored]) -> Filter {
    let answers = found.iter().filter_map(|stored| stored.unit.cover.as_ref());
    let counts = counted("answer", answers.map(|cover| cover.answer.as_str().to_owned()));
    let values = in_order(CoverAnswer::KNOWN.iter().copied(), counts.values);
    Filter { name: counts.name, values }
}

fn of_conditions(found: &[Stored]) -> Filter {
    let failed = found.iter().filter_map(|stored| stored.unit.cover.as_ref()).flat_map(|cover| &cover.failed);
    let counts = counted("condition", failed.cloned());
    let values = in_order(Condition::ALL.into_iter().map(Condition::code), counts.values);
    Filter { name: counts.name, values }
}

/// Those that there are, in the order of the service description and not of the alphabet.
fn in_order(order: impl Iterator<Item = &'static str>, values: Vec<FilterValue>) -> Vec<FilterValue> {
    order.filter_map(|code| values.iter().find(|value| value.value == code).cloned()).collect()
}
