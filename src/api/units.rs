//! Units of the install base.

use wire::{
    path::{self, query},
    unit::{UnitDetail, UnitList},
    unit_change::{ChangeUnits, ChangedUnits},
};

use super::{Failure, IdempotencyKey, Reading, request};
use crate::route::UnitsQuery;

/// A page of units.
pub fn list(asked: &UnitsQuery, limit: u32) -> Reading<UnitList> {
    let limit = limit.to_string();
    let query = query(&[
        ("q", &asked.q),
        ("account", &asked.account),
        ("answer", &asked.answer),
        ("ends_within_days", &asked.ends_within_days),
        ("sort", &asked.sort),
        ("cursor", &asked.cursor),
        ("limit", &limit),
    ]);
    Reading::new(format!("{}{query}", path::UNITS))
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
