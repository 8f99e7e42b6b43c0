//! `GET /v1/me`: who is signed in, and what decides what that person may do.

use crate::{answer::Answer, problem::Refusal, visitor::Visitor};
use axum::{http::HeaderMap, response::Response};
use wire::{problem::Problem, session::Me};

/// Who is signed in.
#[utoipa::path(get, path = "/v1/me", operation_id = "readMe", tag = "session",
    responses((status = 200, body = Me), (status = 304), (status = 401, body = Problem)))]
pub async fn read(visitor: Visitor, headers: HeaderMap) -> Result<Response, Refusal> {
    Ok(Answer::of(&visitor.me)?.found(&headers))
}
