//! Reading Tech Cases: the list and one case. Opening one is [`super::open_case`].

use crate::{
    answer::Answer,
    api::{
        page::{Page, Place},
        search::Search,
    },
    app::{App, Portal},
    problem::Refusal,
    query::Query,
    store::cases::{self, Listed},
    visitor::Visitor,
};
use axum::{
    extract::{Path, State},
    http::HeaderMap,
    response::Response,
};
use rules::access::Action;
use wire::{
    case::{Case, CaseList, CaseStatus, WaitingOn},
    path,
    problem::Problem,
};

const ORDERS: [&str; 3] = ["created", "due", "urgency"];

/// Cases in reach, a page at a time.
#[utoipa::path(get, path = "/v1/cases", operation_id = "listCases", tag = "cases",
    params(
        ("q" = Option<String>, Query, description = "Part of number, synopsis, own reference or host name"),
        ("open" = Option<bool>, Query, description = "true: neither resolved nor closed; false: only those"),
        ("unit" = Option<String>, Query, description = "Only about the unit of this serial or software reference number"),
        ("account" = Option<String>, Query, description = "Only this account, for people with several"),
        ("sort" = Option<String>, Query, description = "created, due, or urgency: waiting on the customer first, then without first response, by due time, and what is over last; with `-` before it downwards. Default: -created"),
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
    let search = Search::read(&query);
    let open = query.yes("open");
    let unit = query.text("unit").map(str::to_owned);
    let page = Page::read(&mut query, &ORDERS, "-created");
    query.finish()?;

    let mut read = app.store.read().await?;
    let mut found = cases::all(&mut read, &reach).await?;
    drop(read);
    found.retain(|listed| {
        search.finds(names(listed))
            && open.is_none_or(|open| is_open(listed) == open)
            && unit.as_ref().is_none_or(|unit| listed.unit.as_ref() == Some(unit))
    });
    let (found, next) = page.cut(found, |listed| place(listed, page.order()));
    let items = found.into_iter().map(|listed| listed.summary).collect();
    let list = CaseList { items, next };
    Ok(Answer::of(&list)?.next_page(path::CASES, &query, list.next.as_deref()).found(&headers))
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
    let mut read = app.store.read().await?;
    let found = cases::one(&mut read, &visitor.reach(), &number).await?;
    drop(read);
    present(&app, found).map(|answer| answer.found(&headers))
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

/// What a case is known by.
fn names(listed: &Listed) -> [Option<&str>; 4] {
    let case = &listed.summary;
    [Some(&case.number), Some(&case.synopsis), listed.own_reference.as_deref(), case.unit_title.as_deref()]
}

/// Neither resolved nor closed.
pub(super) fn is_open(listed: &Listed) -> bool {
    !matches!(listed.summary.status, CaseStatus::Resolved | CaseStatus::Closed)
}

/// Where a case stands in a list.
pub(super) fn place(listed: &Listed, order: &str) -> Place {
    let case = &listed.summary;
    let rank = match order {
        // Two years of what is over would stand above what is not.
        "urgency" if !is_open(listed) => "2".to_owned(),
        "urgency" => {
            let waits = case.waiting_on == WaitingOn::Customer;
            format!("{}{}", u8::from(!waits), u8::from(case.first_contact_at.is_some()))
        }
        _ => String::new(),
    };
    let at = if order == "created" { case.created_at } else { case.due_at };
    let at = match rank.as_str() {
        // The latest of those first.
        "2" => 9_999_999_999_999_999 - at.timestamp_millis(),
        _ => at.timestamp_millis(),
    };
    // Fixed width, so that text sorts as time does.
    Place { key: Some(format!("{rank}{at:016}")), id: case.number.clone() }
}
