//! Tech Cases.

use gloo_net::http::Method;
use wire::{
    case::{
        AskEscalation, AskRma, Case, CaseFile, CaseList, OpenCase, TakeEscalationStep, TakeRmaStep, TakeStep,
        WithdrawFile,
    },
    path::{self, query},
};

use super::{Failure, IdempotencyKey, Reading, line, lists, request};
use crate::{
    browser::upload,
    route::{CasesQuery, List},
};

/// A page of cases: waiting on the customer first, then those due next, unless another order is asked for.
pub fn list(asked: &CasesQuery) -> Reading<CaseList> {
    let query = lists::asked(List::Cases, asked, &[("limit", "50")]);
    Reading::new(format!("{}{query}", path::CASES))
}

/// The latest cases of all states, the newest first.
pub fn latest() -> Reading<CaseList> {
    Reading::new(lists::in_order(path::CASES, &[("sort", "-created"), ("limit", "200")]))
}

/// Whether none that came later is missing in what [`latest`] gave: an API that can't be asked for that order gives its own.
pub fn are_latest(list: &CaseList) -> bool {
    list.next.is_none() || line::takes("/v1/cases?sort=-created")
}

/// The latest ones about a unit.
pub fn about_unit(reference: &str, account: &str) -> Reading<CaseList> {
    let about = [("unit", reference), ("account", account), ("sort", "-created"), ("limit", "5")];
    Reading::new(lists::in_order(path::CASES, &about))
}

/// Those opened since that date that may be about the same: about the unit, or with words of the symptom. Open ones first.
pub fn similar(unit: &str, symptom: &str, from: &str) -> Reading<CaseList> {
    let about = [("like_unit", unit), ("like", symptom), ("opened_from", from)];
    Reading::new(lists::in_order(path::CASES, &[&about[..], &[("sort", "urgency"), ("limit", "5")]].concat()))
}

/// One case.
pub fn one(number: &str) -> Reading<Case> {
    Reading::new(path::case(number))
}

/// Opens a case. Repeated with the same key it makes one. `draft`: version and writer of the draft that it was; what another
/// device has written since stays.
pub async fn open(
    case: &OpenCase,
    key: &IdempotencyKey,
    (version, writer): (&str, &str),
) -> Result<Case, Failure> {
    let query = query(&[("draft_version", version), ("draft_writer", writer)]);
    request::post(&format!("{}{query}", path::CASES), case, key).await.map(|answer| answer.body)
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

/// The path of a file of a case.
pub fn file(number: &str, id: u32) -> String {
    path::case_file(number, &id.to_string())
}

/// Adds a file under that name. Repeated with the same key it is one.
pub async fn add_file(
    number: &str,
    name: &str,
    sending: upload::Sending,
    key: &str,
) -> Result<CaseFile, Failure> {
    let path = format!("{}{}", path::case_files(number), query(&[("name", name)]));
    request::send_file(sending, "POST", &path, key).await
}

/// Takes one's own file back.
pub async fn withdraw_file(
    number: &str,
    version: u32,
    id: u32,
    wish: &WithdrawFile,
    key: &IdempotencyKey,
) -> Result<Case, Failure> {
    on_version(&path::withdraw_file(number, &id.to_string()), version, wish, key).await
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
