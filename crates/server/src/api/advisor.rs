//! `GET /v1/advisor`: who advises an account, who stands in, and where they are; the hours follow from `rules`. `PATCH` sets
//! whether certified experts work with the advisor too, which is the account's own to say (B-13).

use crate::{
    answer::{Answer, match_seen},
    app::{App, Portal},
    body,
    problem::Refusal,
    query::Query,
    store::{Connection, advisors, reach::Reach},
    visitor::Visitor,
};
use axum::{
    extract::{Request, State},
    http::{HeaderMap, StatusCode},
    response::Response,
};
use rules::{access::Action, expert_to_expert::ExpertsAndAdvisor};
use wire::{
    advisor::{Advisor, AdvisorOfAccount, ChangeAdvisor},
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
    let (reach, account) = visitor.one_account(&query)?;
    let mut read = app.store.read().await?;
    Ok(present(&app, &mut read, &reach, &account).await?.found(&headers))
}

/// Set whether certified experts outside the two to six work with the advisor too.
#[utoipa::path(patch, path = "/v1/advisor", operation_id = "changeAdvisor", tag = "people", request_body = ChangeAdvisor,
    params(
        ("account" = Option<String>, Query, description = "The account; needed by people with several"),
        ("If-Match" = String, Header, description = "The entity tag of what was seen"),
    ),
    responses(
        (status = 200, body = AdvisorOfAccount), (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 412, body = Problem),
        (status = 415, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem),
    ))]
pub async fn change(
    State(app): State<App>,
    visitor: Visitor,
    query: Query,
    request: Request,
) -> Result<Response, Refusal> {
    visitor.may(Action::EditContacts)?;
    let (reach, account) = visitor.one_account(&query)?;
    let headers = request.headers().clone();
    let body = body::read(request).await?;
    let mut tx = app.store.write().await?;
    let seen = present(&app, &mut tx, &reach, &account).await?;
    match_seen(&headers, seen.tag())?;
    let wish: ChangeAdvisor = body::parse(&body)?;
    advisors::set_experts_too(&mut tx, &account, wish.experts_work_with_advisor).await?;
    let answer = present(&app, &mut tx, &reach, &account).await?;
    tx.commit().await?;
    Ok(answer.with(StatusCode::OK))
}

/// The answer that shows the advisor, alike when it is read and after a change.
async fn present(
    app: &Portal,
    conn: &mut Connection,
    reach: &Reach,
    account: &str,
) -> Result<Answer, Refusal> {
    let (advisor, stand_in) = advisors::of_account(conn, reach).await?;
    let setting = advisors::experts_too(conn, account).await?;
    let shown = |advisor: Option<advisors::Advisor>| advisor.map(|advisor| on_wire(app, advisor)).transpose();
    Answer::of(&AdvisorOfAccount {
        advisor: shown(advisor)?,
        stand_in: shown(stand_in)?,
        experts_work_with_advisor: setting == ExpertsAndAdvisor::ExpertsToo,
    })
}

fn on_wire(app: &Portal, advisor: advisors::Advisor) -> Result<Advisor, Refusal> {
    let zone = app.zones.get(&advisor.zone, app.clock.now());
    let zone = zone.ok_or_else(|| Refusal::internal(&"an advisor's zone is not in the tzdb"))?;
    Ok(Advisor {
        name: advisor.name,
        email: Some(advisor.email),
        phone: advisor.phone,
        region: advisor.region.as_str().into(),
        zone: zone.as_ref().into(),
        holidays: advisor.holidays.into(),
        leave: advisor.leave.into_iter().collect(),
    })
}
