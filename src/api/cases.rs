//! Tech Cases.

use wire::{
    case::{Case, CaseList, OpenCase},
    path::{self, query},
};

use super::{Failure, IdempotencyKey, Reading, lists, request};
use crate::route::{CasesQuery, List};

/// A page of cases: waiting on the customer first, then those due next, unless another order is asked for.
pub fn list(asked: &CasesQuery) -> Reading<CaseList> {
    let query = lists::asked(List::Cases, asked, &[("limit", "50")]);
    Reading::new(format!("{}{query}", path::CASES))
}

/// The latest cases of all states, the newest first.
pub fn latest() -> Reading<CaseList> {
    let query = query(&[("sort", "-created"), ("limit", "200")]);
    Reading::new(format!("{}{query}", path::CASES))
}

/// The latest ones about a unit.
pub fn about_unit(reference: &str, account: &str) -> Reading<CaseList> {
    let query = query(&[("unit", reference), ("account", account), ("sort", "-created"), ("limit", "5")]);
    Reading::new(format!("{}{query}", path::CASES))
}

/// One case.
pub fn one(number: &str) -> Reading<Case> {
    Reading::new(path::case(number))
}

/// Opens a case. Repeated with the same key it makes one.
pub async fn open(case: &OpenCase, key: &IdempotencyKey) -> Result<Case, Failure> {
    request::post(path::CASES, case, key).await.map(|answer| answer.body)
}
