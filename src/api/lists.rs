//! What the lists of units and of cases are asked in the same way.

use wire::{
    facets::{Facets, Total},
    path::{self, query},
};

use super::{Reading, line};
use crate::route::{CasesShown, List, ListQuery};

/// What is asked, under the names that it has at the API.
pub(super) fn asked(list: List, asked: &ListQuery, more: &[(&'static str, &str)]) -> String {
    let mut pairs = asked.parameters();
    pairs.retain(|(name, _)| !["view", "show"].contains(name));
    for (name, value) in &mut pairs {
        match (list, *name) {
            (List::Units, "ends") => *name = "ends_within_days",
            (List::Cases, "sort") if value.is_empty() => *value = "urgency",
            _ => {}
        }
    }
    if list == List::Cases && asked.show == CasesShown::Open {
        pairs.push(("open", "true"));
    }
    pairs.extend_from_slice(more);
    query(&pairs)
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

/// Whether the list can be asked for that.
pub fn takes(list: List, query: &ListQuery) -> bool {
    line::takes(&format!("/v1/{}{}", list.name(), asked(list, query, &[])))
}

/// What a list can be narrowed to, with how many have each value.
pub fn facets(list: List, account: &str) -> Reading<Facets> {
    let path = if list == List::Units { path::UNIT_FACETS } else { path::CASE_FACETS };
    Reading::new(format!("{path}{}", query(&[("account", account)])))
}
