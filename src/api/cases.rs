//! Tech Cases.

use gloo_net::http::Method;
use wire::{
    case::{AskEscalation, AskRma, Case, CaseList, OpenCase, TakeEscalationStep, TakeRmaStep, TakeStep},
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

/// Takes a step on the case of that version. Repeated with the same key it is taken once.
pub async fn step(
    number: &str,
    version: u32,
    step: &TakeStep,
    key: &IdempotencyKey,
) -> Result<Case, Failure> {
    on_version(&path::case_steps(number), version, step, key).await
}

/// Asks for an escalation.
pub async fn escalate(
    number: &str,
    version: u32,
    wish: &AskEscalation,
    key: &IdempotencyKey,
) -> Result<Case, Failure> {
    on_version(&path::escalations(number), version, wish, key).await
}

/// Takes a step on an escalation.
pub async fn escalation_step(
    number: &str,
    version: u32,
    escalation: u32,
    step: &TakeEscalationStep,
    key: &IdempotencyKey,
) -> Result<Case, Failure> {
    on_version(&path::escalation_steps(number, &escalation.to_string()), version, step, key).await
}

/// Requests the replacement of a unit.
pub async fn request_rma(
    number: &str,
    version: u32,
    wish: &AskRma,
    key: &IdempotencyKey,
) -> Result<Case, Failure> {
    on_version(&path::rmas(number), version, wish, key).await
}

/// Takes a step on a replacement.
pub async fn rma_step(
    number: &str,
    version: u32,
    rma: u32,
    step: &TakeRmaStep,
    key: &IdempotencyKey,
) -> Result<Case, Failure> {
    on_version(&path::rma_steps(number, &rma.to_string()), version, step, key).await
}

/// Adds somebody among those who take part, or takes out.
pub async fn take_part(number: &str, person: &str, takes_part: bool) -> Result<(), Failure> {
    let method = if takes_part { Method::PUT } else { Method::DELETE };
    request::bare(method, &path::participant(number, person)).await.map(drop)
}

async fn on_version(
    path: &str,
    version: u32,
    body: &impl serde::Serialize,
    key: &IdempotencyKey,
) -> Result<Case, Failure> {
    let answer = request::post_on_version(path, body, key, &format!("\"{version}\"")).await;
    answer.map(|answer| answer.body)
}
