//! `/v1/people`: who holds which role in an account, and the end of a sign-in. A viewer gets names and roles; when somebody
//! last signed in is for administrators. Whether a sign-in may be ended is `rules::invitation`'s to say.

use crate::{
    answer::Answer,
    app::App,
    problem::Refusal,
    query::Query,
    store::{
        profile::{self, Known},
        roster::{self, Done},
        sign_ins,
    },
    visitor::Visitor,
};
use axum::{
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use rules::{
    access::{Action, Role},
    invitation::{Whose, may_end},
};
use wire::{
    contact::{Recorded, RecordedStep},
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

/// End somebody's sign-in: the password and all sessions. An invitation lets the person in again. One that has ended is no
/// fault.
#[utoipa::path(delete, path = "/v1/people/{id}/sign-in", operation_id = "endSignIn", tag = "people",
    params(
        ("id" = String, Path, description = "Id of somebody of the account"),
        ("account" = Option<String>, Query, description = "The account; needed by people with several"),
    ),
    responses(
        (status = 204, description = "Ended, or ended before"), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 422, body = Problem, description = "The own one, or that of the last administrator"),
    ))]
pub async fn end_sign_in(
    State(app): State<App>,
    visitor: Visitor,
    query: Query,
    Path(id): Path<String>,
) -> Result<Response, Refusal> {
    visitor.may(Action::EditContacts)?;
    let (_, account) = visitor.one_account(&query)?;
    let now = app.clock.now();
    let mut tx = app.store.write().await?;
    let before = sign_ins::known(&mut tx, &account, &id).await?.ok_or_else(Refusal::not_found)?;
    let Some((role, others)) = sign_ins::standing(&mut tx, &account, &id).await? else {
        return Ok(StatusCode::NO_CONTENT.into_response());
    };
    let whose = if id == visitor.me.id { Whose::Own } else { Whose::SomebodyElses };
    may_end(whose, role.known(), others)
        .map_err(|stays| Refusal::field("/id", stays.code(), stays.message()))?;
    sign_ins::end(&mut tx, &account, &id, now).await?;
    let after = Recorded { role: None, ..before.clone() };
    let done = Done { before: Some(before), after: Some(after), ..Done::new(now, RecordedStep::EndSignIn) };
    roster::record(&mut tx, &account, &visitor.me.id, &done).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
