//! Was the word kept? The record of an account's response times, and the cases behind each of its figures. What they are is
//! decided by [`rules::response::record`]; here they are only delivered.

use crate::{
    answer::Answer,
    api::page::{Page, Place},
    app::App,
    problem::Refusal,
    query::Query,
    store::{
        Connection,
        case_list::{self, Narrowed},
        reach::Reach,
        response_record,
    },
    visitor::Visitor,
};
use axum::{extract::State, http::HeaderMap, response::Response};
use chrono::{DateTime, Utc};
use rules::{
    access::Action,
    response::{
        Channel, Priority,
        record::{Facts, Kept, Row, quarters, record},
    },
    webinar::quarter::Quarter,
};
use wire::{
    case::{self, CaseSummary},
    path,
    problem::Problem,
    response_record::{RecordCases, RecordRow, ResponseRecord},
};

/// What became of the response targets of an account over eight quarters.
#[utoipa::path(get, path = "/v1/response-record", operation_id = "readResponseRecord", tag = "cases",
    params(("account" = Option<String>, Query, description = "Which account, for people with several")),
    responses(
        (status = 200, body = ResponseRecord), (status = 304), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem),
    ))]
pub async fn read(
    State(app): State<App>,
    visitor: Visitor,
    mut query: Query,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    visitor.may(Action::SeeCases)?;
    let reach = reach(&visitor, &query)?;
    query.finish()?;
    let now = app.clock.now();
    let mut conn = app.store.read().await?;
    let (_, facts) = counted(&mut conn, &reach, now).await?;
    drop(conn);
    let answer = ResponseRecord {
        quarters: quarters(now).into_iter().map(Quarter::name).collect(),
        rows: record(&facts, now).iter().map(RecordRow::from).collect(),
    };
    Ok(Answer::of(&answer)?.found(&headers))
}

/// The cases behind a figure: those of one priority and channel in one quarter, all or only those that became something.
#[utoipa::path(get, path = "/v1/response-record/cases", operation_id = "listCasesOfRecord", tag = "cases",
    params(
        ("quarter" = String, Query, description = "Calendar quarter in which they were created (UTC): `2026-Q3`"),
        ("priority" = u8, Query, description = "1 to 4"),
        ("channel" = case::Channel, Query, description = "How they were opened"),
        ("became" = Option<String>, Query, description = "Only these: `met`, `missed`, `never_contacted` or `running`"),
        ("account" = Option<String>, Query, description = "Which account, for people with several"),
        ("limit" = Option<u32>, Query, description = "1 to 200, default 50"),
        ("cursor" = Option<String>, Query, description = "`next` of the page before"),
    ),
    responses(
        (status = 200, body = RecordCases, headers(("Link" = Option<String>, description = "`rel=\"next\"`"))),
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
    let reach = reach(&visitor, &query)?;
    let asked = Asked::read(&mut query);
    let page = Page::read(&mut query, &["created"], "created");
    query.finish()?;

    let now = app.clock.now();
    // Figures and rows are read together: one leads to the other.
    let mut conn = app.store.read().await?;
    let (numbers, facts) = counted(&mut conn, &reach, now).await?;
    let rows = record(&facts, now);
    let found = rows.iter().find(|row| asked.is_about(row));
    let is_behind = |facts: &Facts| {
        found.is_some_and(|row| row.counts(facts))
            && asked.became.is_none_or(|became| facts.kept(now) == became)
    };
    let behind = numbers.into_iter().zip(&facts).filter(|(_, facts)| is_behind(facts));
    let narrowed =
        Narrowed { numbers: Some(behind.map(|(number, _)| number).collect()), ..Narrowed::not(now) };
    let behind = case_list::all(&mut conn, &reach, &narrowed, "created").await?;
    drop(conn);
    let place = |case: &CaseSummary| Place {
        // Fixed width, so that text sorts as time does.
        key: Some(format!("{:016}", case.created_at.timestamp_millis())),
        id: case.number.clone(),
    };
    let (items, next) = page.cut(behind, place);
    let answer = RecordCases { figures: found.map(Into::into), items: items.into(), next };
    Ok(Answer::of(&answer)?.next_page(path::RECORD_CASES, &query, answer.next.as_deref()).found(&headers))
}

/// What of exactly one account this person may see.
fn reach(visitor: &Visitor, query: &Query) -> Result<Reach, Refusal> {
    let (_, account) = visitor.one_account(query)?;
    Ok(visitor.reach().only(account))
}

/// The cases of the quarters that a record goes back, with what is counted of each.
async fn counted(
    conn: &mut Connection,
    reach: &Reach,
    now: DateTime<Utc>,
) -> Result<(Vec<String>, Vec<Facts>), Refusal> {
    let first = quarters(now).first().map_or(now, |quarter| quarter.begins());
    Ok(response_record::facts(conn, reach, first).await?.into_iter().unzip())
}

/// Which figure.
struct Asked {
    quarter: Option<Quarter>,
    priority: Option<Priority>,
    channel: Option<Channel>,
    became: Option<Kept>,
}

impl Asked {
    fn read(query: &mut Query) -> Self {
        for name in ["quarter", "priority", "channel"] {
            if query.text(name).is_none() {
                query.wrong(name, "missing", "Say which figure: quarter, priority and channel");
            }
        }
        let priority = query.number("priority", 1, 4);
        Self {
            quarter: query
                .read("quarter", Quarter::parse, || "Give a calendar quarter as 2026-Q3".to_owned()),
            priority: priority.and_then(|n| Priority::from_number(u8::try_from(n).ok()?)),
            channel: query.text("channel").map(|channel| (&case::Channel::from(channel)).into()),
            became: query
                .one_of("became", &Kept::ALL.map(Kept::code), |code| {
                    Kept::ALL.into_iter().find(|kept| kept.code() == code)
                })
                .flatten(),
        }
    }

    fn is_about(&self, row: &Row) -> bool {
        self.quarter == Some(row.quarter)
            && self.priority == Some(row.priority)
            && self.channel.as_ref() == Some(&row.channel)
    }
}
