//! Tech Cases.

use wire::{
    case::{Case, CaseList, OpenCase},
    path::{self, query},
};

use super::{Abort, Failure, IdempotencyKey, request};
use crate::route::CasesShown;

/// Cases, those due next first.
pub async fn list(show: CasesShown, q: &str, abort: &Abort) -> Result<CaseList, Failure> {
    let open = if show == CasesShown::Open { "true" } else { "" };
    let query = query(&[("open", open), ("q", q), ("sort", "due"), ("limit", "100")]);
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
