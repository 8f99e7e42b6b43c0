//! `GET /v1/people`: who holds which role in an account. A viewer gets names and roles; when somebody last signed in is for
//! administrators.

use crate::{
    answer::Answer,
    app::App,
    problem::Refusal,
    query::Query,
    store::profile::{self, Known},
    visitor::Visitor,
};
use axum::{extract::State, http::HeaderMap, response::Response};
use rules::access::{Action, Role};
use wire::{
    problem::Problem,
    profile::{People, RoleHolder},
};

/// Everybody of an account, by name.
#[utoipa::path(get, path = "/v1/people", operation_id = "listPeople", tag = "people",
    params(("account" = Option<String>, Query, description = "The account; needed by people with several")),
    responses(
        (status = 200, body = People), (status = 304), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem),
    ))]
pub async fn list(
    State(app): State<App>,
    visitor: Visitor,
    query: Query,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    visitor.may(Action::SeeContacts)?;
    let (_, account) = visitor.one_account(&query)?;
    let mut read = app.store.read().await?;
    let known = profile::of_account(&mut read, &account).await?;
    drop(read);
    let role = visitor.me.role.known();
    let (sees_more, sees_use) = (role != Some(Role::Viewer), role == Some(Role::Administrator));
    let shown = |known: Known| RoleHolder {
        id: known.id,
        name: known.name,
        role: known.role.as_deref().map(Into::into),
        named_representative: sees_more.then_some(known.named),
        may_sign_in: sees_more.then_some(known.may_sign_in),
        last_sign_in_on: known
            .signed_in_at
            .filter(|_| sees_use)
            .map(|at| app.zones.today(visitor.me.zone.as_deref().or(visitor.zone.as_deref()), at)),
    };
    Ok(Answer::of(&People { items: known.into_iter().map(shown).collect() })?.found(&headers))
}
