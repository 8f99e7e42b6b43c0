//! Tech Cases.

use wire::{
    case::{Case, CaseList, OpenCase},
    path::{self, query},
};

use super::{Abort, Failure, IdempotencyKey, request};
use crate::route::{CasesQuery, CasesShown};

/// A page of cases: waiting on the customer first, then those due next.
pub async fn list(asked: &CasesQuery, abort: &Abort) -> Result<CaseList, Failure> {
    let open = if asked.show == CasesShown::Open { "true" } else { "" };
    let query = query(&[
        ("open", open),
        ("q", &asked.q),
        ("account", &asked.account),
        ("sort", "urgency"),
        ("limit", "50"),
        ("cursor", &asked.cursor),
    ]);
    request::get(&format!("{}{query}", path::CASES), abort).await.map(|answer| answer.body)
}

/// One case.
pub async fn one(number: &str, abort: &Abort) -> Result<Case, Failure> {
    request::get(&path::case(number), abort).await.map(|answer| answer.body)
}

/// Opens a case. Repeated with the same key it makes one.
pub async fn open(case: &OpenCase, key: &IdempotencyKey) -> Result<Case, Failure> {
    request::post(path::CASES, case, key).await.map(|answer| answer.body)
}
