//! `GET /v1/units/{reference}/history`: what happened to a unit, a page at a time; and what is told beside a unit when it is
//! read. Who may see the unit sees its history; the names of people only who may know the people of that account.

use crate::{
    answer::Answer,
    api::page::{Page, Place},
    app::App,
    problem::Refusal,
    query::Query,
    store::{
        Connection,
        reach::Reach,
        unit_story::{self, Line, Relation},
        units::{self, Stored},
    },
    visitor::Visitor,
};
use axum::{
    extract::{Path, State},
    http::HeaderMap,
    response::Response,
};
use rules::access::Action;
use wire::{
    path,
    problem::Problem,
    unit::UnitDetail,
    unit_history::{UnitEvent, UnitHistory},
};

const ORDERS: [&str; 1] = ["at"];

/// What happened to a unit since it belongs to its account, the newest first.
#[utoipa::path(get, path = "/v1/units/{reference}/history", operation_id = "readUnitHistory", tag = "install base",
    params(
        ("reference" = String, Path, description = "Serial number, or software reference number"),
        ("account" = Option<String>, Query, description = "The account, for people with several"),
        ("limit" = Option<u32>, Query, description = "1 to 200, default 50"),
        ("cursor" = Option<String>, Query, description = "`next` of the page before"),
    ),
    responses(
        (status = 200, body = UnitHistory, headers(("Link" = Option<String>, description = "`rel=\"next\"`"))),
        (status = 304), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem),
    ))]
pub async fn list(
    State(app): State<App>,
    visitor: Visitor,
    Path(reference): Path<String>,
    mut query: Query,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    visitor.may(Action::SeeUnits)?;
    let reach = visitor.reach_of(&query)?;
    let mut read = app.store.read().await?;
    let found = units::one(&mut read, &reach, reference.trim()).await?.ok_or_else(Refusal::not_found)?;
    let page = Page::read(&mut query, &ORDERS, "-at");
    query.finish()?;
    let lines = unit_story::history(&mut read, &found.id).await?;
    drop(read);
    let (lines, next) = page.cut(lines, place);
    let items = lines.into_iter().map(|line| event(&visitor, line)).collect();
    let list = UnitHistory { items, next };
    let path = path::unit_history(&found.unit.reference);
    Ok(Answer::of(&list)?.next_page(&path, &query, list.next.as_deref()).found(&headers))
}

/// Fixed width, so that text sorts as time does, and of one instant the later line comes first.
fn place(line: &Line) -> Place {
    Place { key: Some(format!("{:016}", line.at.timestamp_millis())), id: format!("{:016}", line.id) }
}

fn event(visitor: &Visitor, line: Line) -> UnitEvent {
    let own = line.by_account.as_ref().is_some_and(|(id, _)| *id == visitor.me.account.id);
    let may_know = own || visitor.may(Action::SeeContacts).is_ok();
    UnitEvent {
        at: line.at,
        by: line.by.filter(|_| may_know),
        by_account: line.by_account.map(|(_, name)| name),
        kind: line.kind.as_str().into(),
        old: line.old,
        new: line.new,
        note: line.note,
    }
}

/// A unit with what is told beside it. `zones` is left for the caller to fill.
///
/// # Errors
/// The database.
pub async fn detail(conn: &mut Connection, reach: &Reach, stored: Stored) -> Result<UnitDetail, Refusal> {
    let Stored { id, unit } = stored;
    let replaced = unit.order.as_ref().and_then(|order| order.replaces.as_deref());
    let replaces = match replaced {
        Some(serial) => {
            unit_story::related(conn, reach, &unit.account.id, Relation::Returned(serial)).await?
        }
        None => Vec::new(),
    };
    let came_for = Relation::CameFor(&unit.reference);
    let replaced_by = unit_story::related(conn, reach, &unit.account.id, came_for).await?;
    Ok(UnitDetail {
        replaces: replaces.into_iter().next(),
        replaced_by,
        order_snapshots: unit_story::order_snapshots(conn, &id).await?,
        former_sites: unit_story::former_sites(conn, &id).await?,
        milestones: unit_story::milestones(conn, &unit.model).await?,
        unit,
        zones: Vec::new(),
    })
}
