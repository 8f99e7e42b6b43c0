//! Units of the install base.

use wire::{
    path::{self, query},
    unit::{UnitDetail, UnitList},
    unit_change::{ChangeUnits, ChangedUnits},
    unit_facets::UnitFacets,
};

use super::{Failure, IdempotencyKey, Reading, request};
use crate::route::UnitsQuery;

/// A page of units.
pub fn list(asked: &UnitsQuery, limit: u32) -> Reading<UnitList> {
    Reading::new(format!("{}{}", path::UNITS, of(asked, ("limit", &limit.to_string()))))
}

/// Where the whole list that is asked for can be saved from, as `csv` or `json`.
pub fn export(asked: &UnitsQuery, format: &str) -> String {
    format!("{}{}", path::UNIT_EXPORT, of(&asked.first_page(), ("format", format)))
}

/// What is asked, under the names that it has at the API.
fn of(asked: &UnitsQuery, more: (&str, &str)) -> String {
    let mut pairs: Vec<(&str, &str)> = asked.parameters().to_vec();
    pairs.retain(|(name, _)| *name != "view");
    for (name, _) in &mut pairs {
        if *name == "ends" {
            *name = "ends_within_days";
        }
    }
    pairs.push(more);
    query(&pairs)
}

/// What the list can be narrowed to, with how many units have each value.
pub fn facets(account: &str) -> Reading<UnitFacets> {
    Reading::new(format!("{}{}", path::UNIT_FACETS, query(&[("account", account)])))
}

/// One unit.
pub fn one(reference: &str) -> Reading<UnitDetail> {
    Reading::new(path::unit(reference))
}

/// What would become of each unit.
pub async fn check_changes(wish: &ChangeUnits) -> Result<ChangedUnits, Failure> {
    request::post_once(path::UNIT_CHANGES_CHECK, wish).await
}

/// Changes units.
pub async fn change(wish: &ChangeUnits, key: &IdempotencyKey) -> Result<ChangedUnits, Failure> {
    request::post(path::UNIT_CHANGES, wish, key).await.map(|answer| answer.body)
}
