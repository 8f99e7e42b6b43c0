//! Who wished it takes it back, as long as nobody has settled it. Other wishes for the unit stay as they are.

use super::{asking, present};
use crate::{
    answer::{match_seen_or_version, says_what_was_seen},
    app::App,
    problem::Refusal,
    store::claims,
    visitor::Visitor,
};
use axum::{
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::Response,
};
use rules::access::Action;
use wire::{
    problem::{Kind, Problem},
    registration::{Claim, ClaimState},
};

/// Take a claim or a transfer back: one's own account's, while it is open. Asked again it is answered as it stands.
#[utoipa::path(post, path = "/v1/claims/{id}/withdraw", operation_id = "withdrawClaim", tag = "registration",
    params(
        ("id" = String, Path, description = "Id of the claim"),
        ("If-Match" = String, Header, description = "The tag of what was seen, or its version: `\"1\"`"),
    ),
    responses(
        (status = 200, body = Claim), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem),
        (status = 428, body = Problem),
    ))]
pub async fn withdraw(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    visitor.may(Action::RegisterUnits)?;
    let own = &visitor.me.account.id;
    let mut tx = app.store.write().await?;
    let found = claims::one(&mut tx, &asking(&visitor), &id).await?;
    let stored = found.ok_or_else(Refusal::not_found)?;
    if stored.claimant != *own {
        return Err(Refusal::new(Kind::NotAllowed, "Only who made a claim takes it back."));
    }
    // Also of one that is withdrawn: whether the header may be left out must not hang on what became of the claim.
    says_what_was_seen(&headers)?;
    if stored.claim.state != ClaimState::Withdrawn {
        let seen = present(&mut tx, &visitor, &id).await?;
        match_seen_or_version(&headers, seen.tag(), stored.claim.version)?;
        if stored.claim.state != ClaimState::Open {
            return Err(Refusal::new(Kind::Conflict, "This was settled already."));
        }
        claims::withdraw(&mut tx, &id, &visitor.me.id, app.clock.now()).await?;
    }
    let answer = present(&mut tx, &visitor, &id).await?;
    tx.commit().await?;
    Ok(answer.with(StatusCode::OK))
}
