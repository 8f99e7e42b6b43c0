//! Webinars, their recordings, and what is asked about them.

use gloo_net::http::Method;
use serde::Serialize;
use wire::{
    path,
    recording::PostedFile,
    webinar::{
        AskQuestion, Attendance, CancelWebinar, GiveAnswer, GiveFeedback, Join, KeepPosition, PlanWebinar,
        Webinar, WebinarList, WebinarQuestion,
    },
};

use super::{Failure, IdempotencyKey, Reading, line, request};
use crate::{browser::upload, route::WebinarsQuery};

/// The catalogue as the address asks for it.
pub fn list(query: &WebinarsQuery) -> Reading<WebinarList> {
    Reading::new(format!("{}{}", path::WEBINARS, path::query(&query.parameters())))
}

/// One webinar; as one of several accounts sees it when that is not empty.
pub fn one(id: &str, account: &str) -> Reading<Webinar> {
    Reading::new(path::webinar(id) + &path::query(&[("account", account)]))
}

/// Where a file is served. The version makes another file another address.
pub fn file(id: &str, kind: &str, version: &str) -> String {
    line::address(&part(id, kind, version))
}

fn part(id: &str, kind: &str, version: &str) -> String {
    format!("{}{}", path::webinar_part(id, kind), path::query(&[("v", version)]))
}

/// Where its entry for a calendar is.
pub fn calendar(id: &str) -> String {
    line::address(&path::webinar_part(id, "calendar.ics"))
}

/// Captions or chapters, as text.
pub fn text(id: &str, kind: &str, version: &str) -> Reading<String> {
    Reading { path: part(id, kind, version), read: |raw| Ok(raw.text) }
}

/// Who took part, by account.
pub fn attendance(id: &str) -> Reading<Attendance> {
    Reading::new(path::webinar_part(id, "attendance"))
}

/// Registers, or takes that back.
pub async fn register(id: &str, wanted: bool) -> Result<(), Failure> {
    set(&path::webinar_part(id, "registration"), wanted).await
}

/// Wants a question answered as well, or no longer.
pub async fn vote(id: &str, question: &str, wanted: bool) -> Result<(), Failure> {
    set(&path::webinar_question(id, question, "vote"), wanted).await
}

async fn set(path: &str, wanted: bool) -> Result<(), Failure> {
    request::bare(if wanted { Method::PUT } else { Method::DELETE }, path).await.map(drop)
}

/// Joins: it is noted who took part, and the way in comes back.
pub async fn join(id: &str) -> Result<Join, Failure> {
    let raw = request::bare(Method::POST, &path::webinar_part(id, "joined")).await?;
    raw.read().map(|answer| answer.body)
}

/// Asks. Repeated with the same key it makes one question.
pub async fn ask(id: &str, question: &AskQuestion, key: &IdempotencyKey) -> Result<(), Failure> {
    let path = path::webinar_part(id, "questions");
    request::post::<WebinarQuestion>(&path, question, key).await.map(drop)
}

/// Answers a question, or puts its answer right.
pub async fn answer(id: &str, question: &str, answer: &GiveAnswer) -> Result<(), Failure> {
    request::put(&path::webinar_question(id, question, "answer"), answer).await
}

/// Keeps where somebody is in the recording.
pub async fn keep_position(id: &str, position: KeepPosition) -> Result<(), Failure> {
    request::put(&path::webinar_part(id, "position"), &position).await
}

/// The same from a page that is being left.
pub fn leave_position(id: &str, position: KeepPosition) {
    request::put_on_leaving(&path::webinar_part(id, "position"), &position);
}

/// Says how it was.
pub async fn give_feedback(id: &str, feedback: &GiveFeedback) -> Result<(), Failure> {
    request::put(&path::webinar_part(id, "feedback"), feedback).await
}

/// Plans another one.
pub async fn plan(plan: &PlanWebinar, key: &IdempotencyKey) -> Result<Webinar, Failure> {
    request::post(path::WEBINARS, plan, key).await.map(|answer| answer.body)
}

/// Changes the version that was seen.
pub async fn change(id: &str, version: u32, plan: &PlanWebinar) -> Result<(), Failure> {
    seen(Method::PUT, &path::webinar(id), plan, version).await
}

/// Says that the webinar, as it was seen, does not take place.
pub async fn cancel(id: &str, version: u32, why: String) -> Result<(), Failure> {
    seen(Method::POST, &path::webinar_part(id, "cancel"), &CancelWebinar { why }, version).await
}

async fn seen(method: Method, path: &str, body: &impl Serialize, version: u32) -> Result<(), Failure> {
    request::on_version(method, path, body, &format!("\"{version}\"")).await
}

/// Takes a file down.
pub async fn take_down(id: &str, kind: &str) -> Result<(), Failure> {
    request::delete(&path::webinar_part(id, kind)).await
}

/// Posts a file, to be saved by that name. What the server says about a refusal is read as every other one.
pub async fn post_file(
    id: &str,
    kind: &str,
    name: &str,
    sending: upload::Sending,
) -> Result<PostedFile, Failure> {
    let path = format!("{}{}", path::webinar_part(id, kind), path::query(&[("name", name)]));
    request::send_file(sending, "PUT", &path, "").await
}
