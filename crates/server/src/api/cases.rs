//! Reading Tech Cases: the list and one case. Opening one is [`super::open_case`].

use crate::{
    answer::Answer,
    api::case_filter::Wish,
    app::{App, Portal},
    problem::Refusal,
    query::Query,
    store::{case_list, cases},
    visitor::Visitor,
};
use axum::{
    extract::{Path, State},
    http::HeaderMap,
    response::Response,
};
use rules::access::{Action, Role};
use wire::{
    case::{Case, CaseList, Channel, WaitingOn},
    facets::Facets,
    path,
    problem::Problem,
};

/// Cases in reach, a page at a time.
#[utoipa::path(get, path = "/v1/cases", operation_id = "listCases", tag = "cases",
    params(
        ("q" = Option<String>, Query, description = "Part of number, synopsis, own reference, host name or serial"),
        ("like" = Option<String>, Query, description = "Only those that may be about the same as this symptom in one line, by the words that they share, or about `like_unit`"),
        ("like_unit" = Option<String>, Query, description = "Only those about the unit of this reference, or like `like`"),
        ("open" = Option<bool>, Query, description = "true: not closed, a resolved one waits for the other side to agree; false: only closed ones"),
        ("mine" = Option<bool>, Query, description = "true: only those that the asking person opened"),
        ("waiting_on" = Option<WaitingOn>, Query, description = "Only those where it is this side's turn; closed ones wait on nobody"),
        ("priority" = Option<u32>, Query, description = "Only of this priority, 1 to 4"),
        ("unit" = Option<String>, Query, description = "Only those of which one unit has this serial or software reference number"),
        ("site" = Option<String>, Query, description = "Only about units at the site with this id"),
        ("contract" = Option<String>, Query, description = "Only about units that the contract of this number names"),
        ("channel" = Option<Channel>, Query, description = "Only those that were opened in this way"),
        ("target" = Option<String>, Query, description = "How the first response stands: met, running, missed (too late, or past due without one), overdue (past due without one)"),
        ("opened_from" = Option<String>, Query, description = "Opened on this civil date YYYY-MM-DD or later, in the person's zone"),
        ("opened_to" = Option<String>, Query, description = "Opened on this civil date or earlier"),
        ("account" = Option<String>, Query, description = "Only this account, for people with several"),
        ("escalated" = Option<bool>, Query, description = "true: with an escalation that is not completed; false: without one"),
        ("sort" = Option<String>, Query, description = "created, due, changed (the last event), priority (then due), or urgency: waiting on the customer first, then without first response, by due time, and what is over last; with `-` before it downwards. Default: -created"),
        ("limit" = Option<u32>, Query, description = "1 to 200, default 50"),
        ("cursor" = Option<String>, Query, description = "`next` of the page before"),
    ),
    responses(
        (status = 200, body = CaseList, headers(("Link" = Option<String>, description = "`rel=\"next\"`"))),
        (status = 304), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem),
    ))]
pub async fn list(
    State(app): State<App>,
    visitor: Visitor,
    mut query: Query,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    visitor.may(Action::SeeCases)?;
    let reach = visitor.reach_of(&query)?;
    let wish = Wish::read(&app, &visitor, &mut query)?;
    let mut read = app.store.read().await?;
    let (found, next, total) = wish.page(&mut read, &reach).await?;
    drop(read);
    let items = found.into_iter().map(|listed| listed.summary).collect();
    let list = CaseList { items, next, total: Some(total) };
    Ok(Answer::of(&list)?.next_page(path::CASES, &query, list.next.as_deref()).found(&headers))
}

/// What the list of cases can be narrowed to beside what its parameters name: sites and contracts, counted over all cases in
/// reach.
#[utoipa::path(get, path = "/v1/cases/facets", operation_id = "readCaseFacets", tag = "cases",
    params(("account" = Option<String>, Query, description = "Only this account, for people with several")),
    responses(
        (status = 200, body = Facets), (status = 304), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
    ))]
pub async fn facets(
    State(app): State<App>,
    visitor: Visitor,
    query: Query,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    visitor.may(Action::SeeCases)?;
    let reach = visitor.reach_of(&query)?;
    let mut read = app.store.read().await?;
    let facets = case_list::facets(&mut read, &reach).await?;
    Ok(Answer::of(&facets)?.found(&headers))
}

/// One case.
#[utoipa::path(get, path = "/v1/cases/{number}", operation_id = "readCase", tag = "cases",
    params(("number" = String, Path, description = "Case number")),
    responses(
        (status = 200, body = Case), (status = 304), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
    ))]
pub async fn read(
    State(app): State<App>,
    visitor: Visitor,
    Path(number): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    visitor.may(Action::SeeCases)?;
    let mut one = app.store.one_question().await?;
    let found = cases::one(&mut one, &visitor.reach(), &number).await?;
    drop(one);
    let found = found.map(|case| discreet(case, &visitor));
    present(&app, found).map(|answer| answer.found(&headers))
}

/// A viewer sees of people their names only.
fn discreet(mut case: Case, visitor: &Visitor) -> Case {
    if visitor.me.role.known() == Some(Role::Viewer)
        && let Some(contact) = &mut case.contact
    {
        contact.at = None;
    }
    case
}

/// The answer that shows a case, alike after opening and when it is read.
///
/// # Errors
/// 404 when there is none.
pub fn present(app: &Portal, found: Option<Case>) -> Result<Answer, Refusal> {
    let mut case = found.ok_or_else(Refusal::not_found)?;
    let zone = case.unit.as_ref().and_then(|unit| unit.zone.as_deref());
    case.zones = app.zones.on_wire(zone, app.clock.now());
    Answer::of(&case)
}
