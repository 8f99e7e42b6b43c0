//! `GET /v1/contracts`: the service contracts of the accounts in reach. Each contract for the service carries the server's
//! decision whether it is in order.

use crate::{answer::Answer, app::App, problem::Refusal, query::Query, store::contracts, visitor::Visitor};
use axum::{extract::State, http::HeaderMap, response::Response};
use rules::access::Action;
use wire::{
    contract::{ContractList, ServiceContract},
    json::Counted,
    problem::Problem,
};

/// Service contracts, by end date, each with whether it is in order.
#[utoipa::path(get, path = "/v1/contracts", operation_id = "listContracts", tag = "install base",
    params(("account" = Option<String>, Query, description = "Only this account, for people with several")),
    responses(
        (status = 200, body = ContractList), (status = 304), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
    ))]
pub async fn list(
    State(app): State<App>,
    visitor: Visitor,
    query: Query,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    visitor.may(Action::SeeContracts)?;
    let reach = visitor.reach_of(&query)?;
    let mut read = app.store.read().await?;
    let mut items: Counted<ServiceContract> = contracts::all(&mut read, &reach).await?.into();
    drop(read);
    let decisions: Vec<_> = items.iter().map(|contract| Some((&contract.facts(&items)?).into())).collect();
    for (contract, decision) in items.iter_mut().zip(decisions) {
        contract.decision = decision;
    }
    Ok(Answer::of(&ContractList { items })?.found(&headers))
}
