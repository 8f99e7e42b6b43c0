//! `GET /v1/meta`: open to everybody, because the sign-in page and the clock need it before anybody is signed in.

use crate::{
    answer::{Answer, NO_CACHE},
    app::App,
    problem::Refusal,
};
use axum::{
    extract::State,
    http::{HeaderMap, header},
    response::Response,
};
use wire::meta::Meta;

/// What this API is, what it can, and the dated data that decisions rest on.
#[utoipa::path(get, path = "/v1/meta", operation_id = "readMeta", tag = "installation", security(()),
    responses((status = 200, body = Meta)))]
pub async fn read(State(app): State<App>, headers: HeaderMap) -> Result<Response, Refusal> {
    let mut answer = Answer::of(&app.installation.meta(app.clock.now()))?.found(&headers);
    answer.headers_mut().insert(header::CACHE_CONTROL, NO_CACHE);
    Ok(answer)
}
