//! The advisor decides whose a unit is. Everything that is open about it ends with that.

use super::{
    asking, present, shown,
    wishes::{Checks, Needed, REASON_MAX},
};
use crate::{
    answer::{Answer, match_seen_or_version},
    app::App,
    body,
    problem::Refusal,
    store::{
        Connection,
        claims::{
            self, Stored,
            moving::{self, Move},
        },
        registrations::{known, made},
    },
    visitor::Visitor,
};
use axum::{
    extract::{Path, Request, State},
    http::StatusCode,
    response::Response,
};
use rules::{access::Action, country::Country};
use wire::{
    account::AccountRef,
    problem::Problem,
    registration::{Claim, ClaimState, SettleClaim, SettleOutcome},
};

/// Settle whose the unit is: with this wish every other open one for the unit.
#[utoipa::path(post, path = "/v1/claims/{id}/settle", operation_id = "settleClaim", tag = "registration", request_body = SettleClaim,
    params(
        ("id" = String, Path, description = "Id of the claim"),
        ("If-Match" = String, Header, description = "The tag of what was seen, or its version: `\"1\"`"),
    ),
    responses(
        (status = 200, body = Claim), (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 412, body = Problem),
        (status = 413, body = Problem), (status = 415, body = Problem), (status = 422, body = Problem),
        (status = 428, body = Problem),
    ))]
pub async fn settle(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<String>,
    request: Request,
) -> Result<Response, Refusal> {
    visitor.may(Action::SettleUnits)?;
    let headers = request.headers().clone();
    let body = body::read(request).await?;
    let mut tx = app.store.write().await?;
    let found = claims::one(&mut tx, &asking(&visitor), &id).await?;
    let stored = found.ok_or_else(Refusal::not_found)?;
    // Whoever has the tag is told of another wish that came since.
    let seen = Answer::of(&shown(&mut tx, &visitor, stored.clone()).await?)?;
    match_seen_or_version(&headers, seen.tag(), stored.claim.version)?;
    let wish: SettleClaim = body::parse(&body)?;
    if stored.claim.state != ClaimState::Open {
        return Err(Refusal::field("/outcome", "closed", "This was settled already"));
    }
    let mut checks = Checks::default();
    let words = checks.line("/words", &wish.words, REASON_MAX, Needed::Yes);
    checks.finish()?;
    let state = match wish.outcome {
        SettleOutcome::Stays => ClaimState::Stayed,
        SettleOutcome::Moves => {
            let to = destination(&app, &mut tx, &stored).await?;
            let seller = stored.claimant_is_reseller.then_some(stored.claimant.as_str());
            if let Some(reseller) = seller {
                made::assign(&mut tx, reseller, &to.id).await?;
            }
            let step = Move {
                unit: &stored.unit,
                to: &to,
                seller,
                purchase_order: stored.claim.purchase_order.as_deref(),
                by: &visitor.me.id,
                words,
                at: app.clock.now(),
            };
            moving::go(&mut tx, &step).await?;
            ClaimState::Moved
        }
    };
    claims::settle(&mut tx, &stored, &state, (&visitor.me.id, words), app.clock.now()).await?;
    let answer = present(&mut tx, &visitor, &id).await?;
    tx.commit().await?;
    Ok(answer.with(StatusCode::OK))
}

/// Where the unit goes: to an account that is there, or to one that is made.
async fn destination(app: &App, tx: &mut Connection, stored: &Stored) -> Result<AccountRef, Refusal> {
    let countries = &app.installation.country_list;
    let mut meant = moving::end_users(tx, &stored.to).await?;
    if meant.len() > 1 {
        let words = "Several End Users have this name. Leave the unit where it is, and ask for a claim with the full address.";
        return Err(Refusal::field("/outcome", "several_end_users", words));
    }
    let there = meant.pop();
    let country = match &there {
        Some(account) => known::account(tx, &account.id).await?.and_then(|account| account.country),
        None => stored.to.country.clone(),
    };
    if country.as_deref().and_then(Country::parse).is_some_and(|country| countries.excludes(country)) {
        let words =
            "The service is not available in the country of that End User, so the unit can't go there.";
        return Err(Refusal::field("/outcome", "country_excluded", words));
    }
    let Some(account) = there else { return Ok(moving::make_end_user(tx, &stored.to).await?) };
    let is_there = moving::holder(tx, &stored.unit).await? == account.id
        || moving::has(tx, &account.id, &stored.claim.reference).await?;
    if is_there {
        let words = "That account has a unit of this number already.";
        return Err(Refusal::field("/outcome", "there_already", words));
    }
    Ok(account)
}
