//! `GET /v1/workspace`: the accounts that an advisor looks after, side by side, with the figures of how ready each is. What
//! the figures mean is `rules::readiness`'s to say.

use crate::{answer::Answer, app::App, problem::Refusal, store::workspace, visitor::Visitor};
use axum::{extract::State, http::HeaderMap, response::Response};
use rules::access::Action;
use wire::{problem::Problem, workspace::Workspace};

/// The assigned accounts with their figures.
#[utoipa::path(get, path = "/v1/workspace", operation_id = "readWorkspace", tag = "people",
    responses(
        (status = 200, body = Workspace), (status = 304), (status = 401, body = Problem),
        (status = 403, body = Problem),
    ))]
pub async fn read(State(app): State<App>, visitor: Visitor, headers: HeaderMap) -> Result<Response, Refusal> {
    visitor.may(Action::SeeWorkspace)?;
    let mut read = app.store.read().await?;
    let items = workspace::accounts(&mut read, &visitor.reach(), app.clock.now()).await?;
    drop(read);
    Ok(Answer::of(&Workspace { items })?.found(&headers))
}
