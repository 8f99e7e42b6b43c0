//! Units of the install base.

use wire::{
    path::{self, query},
    unit::{UnitDetail, UnitList},
};

use super::{Abort, Failure, request};
use crate::route::UnitsQuery;

/// A page of units.
pub async fn list(asked: &UnitsQuery, limit: u32, abort: &Abort) -> Result<UnitList, Failure> {
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
    request::get(&format!("{}{query}", path::UNITS), abort).await.map(|answer| answer.body)
}

/// One unit.
pub async fn one(reference: &str, abort: &Abort) -> Result<UnitDetail, Failure> {
    request::get(&path::unit(reference), abort).await.map(|answer| answer.body)
}
