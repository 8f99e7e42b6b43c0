//! What the lists of units and of cases are asked in the same way.

use wire::{
    facets::{Facets, Total},
    path::{self, query},
};

use super::{Reading, line};
use crate::route::{CasesShown, List, ListQuery};

/// What is chosen, under the names that it has at the API.
fn chosen(list: List, asked: &ListQuery) -> Vec<(&'static str, &str)> {
    let mut pairs = asked.parameters();
    pairs.retain(|(name, _)| !["view", "show"].contains(name));
    for (name, _) in &mut pairs {
        if list == List::Units && *name == "ends" {
            *name = "ends_within_days";
        }
    }
    pairs
}

/// What is asked: of cases those that are open, the urgent first, unless something else is chosen or the API has no such order.
pub(super) fn asked(list: List, asked: &ListQuery, more: &[(&'static str, &str)]) -> String {
    let mut pairs = chosen(list, asked);
    if list == List::Cases {
        if asked.sort.is_empty() && line::takes("/v1/cases?sort=urgency") {
            pairs.push(("sort", "urgency"));
        }
        if asked.show == CasesShown::Open && line::takes("/v1/cases?open=true") {
            pairs.push(("open", "true"));
        }
    }
    pairs.extend_from_slice(more);
    query(&pairs)
}

/// A list with what it is asked for, in that order where it can be asked for one; else it comes in its own.
pub(super) fn in_order(list: &str, asked: &[(&str, &str)]) -> String {
    let mut pairs = asked.to_vec();
    pairs.retain(|pair| pair.0 != "sort" || line::takes(&format!("{list}{}", query(&[*pair]))));
    format!("{list}{}", query(&pairs))
}

/// How many a view of a list finds.
pub fn total(list: List, query: &ListQuery) -> Reading<Total> {
    let path = if list == List::Units { path::UNITS } else { path::CASES };
    Reading::new(format!("{path}{}", asked(list, query, &[("limit", "1")])))
}

/// The path from which the whole list that is asked for can be saved, as `csv` or, of units, `json`.
pub fn export(list: List, query: &ListQuery, format: &str) -> String {
    let path = if list == List::Units { path::UNIT_EXPORT } else { path::CASE_EXPORT };
    format!("{path}{}", asked(list, &query.first_page(), &[("format", format)]))
}

/// Whether the list can be asked for what is chosen.
pub fn takes(list: List, asked: &ListQuery) -> bool {
    line::takes(&format!("/v1/{}{}", list.name(), query(&chosen(list, asked))))
}

/// What a list can be narrowed to, with how many have each value.
pub fn facets(list: List, account: &str) -> Reading<Facets> {
    let path = if list == List::Units { path::UNIT_FACETS } else { path::CASE_FACETS };
    Reading::new(format!("{path}{}", query(&[("account", account)])))
}
