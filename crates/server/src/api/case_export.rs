//! `GET /v1/cases/export`: the list of cases as a file, exactly what the list shows with the same filters and in the same order,
//! all pages of it. CSV (RFC 4180) for spreadsheets, in which no cell is a formula; instants are UTC, as their heads say.

use crate::{
    api::{
        case_filter::Wish,
        export::{self, Column, Csv, text, utc},
    },
    app::App,
    problem::Refusal,
    query::Query,
    store::case_list::Listed,
    visitor::Visitor,
};
use axum::{extract::State, response::Response};
use rules::{
    Instant,
    access::Action,
    response::{ResponseState, response_state},
};
use wire::{
    case::{CaseStatus, Channel, WaitingOn},
    problem::Problem,
};

/// A row: a case, and the instant at which its first response is told.
type Row = (Listed, Instant);

const COLUMNS: [Column<Row>; 18] = [
    ("number", |(case, _)| case.summary.number.clone()),
    ("end_user", |(case, _)| case.summary.account.name.clone()),
    ("priority", |(case, _)| case.summary.priority.to_string()),
    ("status", |(case, _)| CaseStatus::as_str(&case.summary.status).to_owned()),
    ("waiting_on", |(case, _)| WaitingOn::as_str(&case.summary.waiting_on).to_owned()),
    ("synopsis", |(case, _)| case.summary.synopsis.clone()),
    ("own_reference", |(case, _)| text(case.own_reference.as_deref())),
    ("unit", |(case, _)| text(case.unit.as_deref())),
    ("unit_title", |(case, _)| text(case.summary.unit_title.as_deref())),
    ("further_units", |(case, _)| text(case.further_units.as_deref())),
    ("site", |(case, _)| text(case.site.as_deref())),
    ("channel", |(case, _)| Channel::as_str(&case.summary.channel).to_owned()),
    ("opened_by", |(case, _)| case.opened_by.clone()),
    ("opened_at_utc", |(case, _)| utc(Some(case.summary.created_at))),
    ("first_response_due_at_utc", |(case, _)| utc(Some(case.summary.due_at))),
    ("first_response_at_utc", |(case, _)| utc(case.summary.first_contact_at)),
    ("first_response_target", |(case, now)| {
        let case = &case.summary;
        match response_state(case.created_at, case.due_at, case.first_contact_at, *now) {
            ResponseState::Running { .. } => "running",
            ResponseState::Overdue { .. } => "overdue",
            ResponseState::Met { .. } => "met",
            ResponseState::Missed { .. } => "missed",
        }
        .to_owned()
    }),
    ("changed_at_utc", |(case, _)| utc(case.summary.changed_at)),
];

/// The list of cases as a file; filters and `sort` as those of the list.
#[utoipa::path(get, path = "/v1/cases/export", operation_id = "exportCases", tag = "cases",
    params(
        ("q" = Option<String>, Query, description = "As for the list, and so all others: `open`, `mine`, `waiting_on`, `priority`, `unit`, `site`, `contract`, `channel`, `target`, `opened_from`, `opened_to`, `account`, `escalated`, `like`, `like_unit`, `sort`"),
    ),
    responses(
        (status = 200, body = String, content_type = "text/csv", description = "UTF-8 with a byte order mark; instants are UTC",
            headers(("Content-Disposition" = String))),
        (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 422, body = Problem),
    ))]
pub async fn read(State(app): State<App>, visitor: Visitor, mut query: Query) -> Result<Response, Refusal> {
    visitor.may(Action::SeeCases)?;
    let reach = visitor.reach_of(&query)?;
    let wish = Wish::read(&app, &visitor, &mut query)?;
    let now = wish.now();
    let mut read = app.store.read().await?;
    let found = wish.whole(&mut read, &reach).await?;
    drop(read);
    let rows: Vec<Row> = found.into_iter().map(|listed| (listed, now)).collect();
    Ok(export::file(&format!("cases-{}", visitor.today(&app)), rows, Csv(&COLUMNS)))
}
