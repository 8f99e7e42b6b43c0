//! `GET /v1/me`: who is signed in, and what decides what that person may do.

use crate::{answer::Answer, problem::Refusal, visitor::Visitor};
use axum::{http::HeaderMap, response::Response};
use wire::{problem::Problem, session::Me};

/// Who is signed in.
#[utoipa::path(get, path = "/v1/me", operation_id = "readMe", tag = "session",
    responses((status = 200, body = Me), (status = 304), (status = 401, body = Problem)))]
pub async fn read(visitor: Visitor, headers: HeaderMap) -> Result<Response, Refusal> {
    Ok(present(&visitor.me)?.found(&headers))
}

/// The answer. Its tag is that of the person: the end of the session moves with every use, and nobody who changes the own
/// details is to be told that somebody was quicker because of that.
///
/// # Errors
/// The value can't be written, which is our fault.
pub fn present(me: &Me) -> Result<Answer, Refusal> {
    let person = Answer::of(&Me { session_ends_at: None, ..me.clone() })?;
    Ok(Answer::of(me)?.tagged_as(&person))
}
