//! `GET /v1/advisor`: who advises an account, who stands in, and where they are; the hours follow from `rules`.

use crate::{answer::Answer, app::App, problem::Refusal, query::Query, store::advisors, visitor::Visitor};
use axum::{extract::State, http::HeaderMap, response::Response};
use rules::access::Action;
use wire::{
    advisor::{Advisor, AdvisorOfAccount},
    problem::Problem,
};

/// The Technical Services Advisor of an account.
#[utoipa::path(get, path = "/v1/advisor", operation_id = "readAdvisor", tag = "people",
    params(("account" = Option<String>, Query, description = "The account; needed by people with several")),
    responses(
        (status = 200, body = AdvisorOfAccount), (status = 304), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem),
    ))]
pub async fn read(
    State(app): State<App>,
    visitor: Visitor,
    query: Query,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    visitor.may(Action::SeeAdvisor)?;
    let reach = visitor.reach_of_one(&query)?;
    let mut read = app.store.read().await?;
    let (advisor, stand_in) = advisors::of_account(&mut read, &reach).await?;
    drop(read);
    let shown =
        |advisor: Option<advisors::Advisor>| advisor.map(|advisor| present(&app, advisor)).transpose();
    let answer = AdvisorOfAccount { advisor: shown(advisor)?, stand_in: shown(stand_in)? };
    Ok(Answer::of(&answer)?.found(&headers))
}

fn present(app: &App, advisor: advisors::Advisor) -> Result<Advisor, Refusal> {
    let zone = app.zones.get(&advisor.zone, app.clock.now());
    let zone = zone.ok_or_else(|| Refusal::internal(&"an advisor's zone is not in the tzdb"))?;
    Ok(Advisor {
        name: advisor.name,
        email: Some(advisor.email),
        phone: advisor.phone,
        region: advisor.region.as_str().into(),
        zone: zone.as_ref().into(),
        holidays: advisor.holidays,
        leave: advisor.leave.into_iter().collect(),
    })
}
