//! Units: the list, with search and order, and one unit. Each carries the server's decision about its cover.

use crate::{
    answer::Answer,
    api::{
        cover,
        page::{Page, Place},
        search::Search,
        unit_history,
    },
    app::App,
    problem::Refusal,
    query::Query,
    store::{
        Connection,
        units::{self, Stored},
    },
    visitor::Visitor,
};
use axum::{
    extract::{Path, State},
    http::HeaderMap,
    response::Response,
};
use chrono::{Days, NaiveDate};
use rules::access::Action;
use wire::{
    cover::CoverAnswer,
    path,
    problem::Problem,
    unit::{Site, UnitDetail, UnitList},
};

const ORDERS: [&str; 6] = ["host_name", "reference", "model", "site", "covered_until", "release_confirmed"];

/// Units in reach, a page at a time.
#[utoipa::path(get, path = "/v1/units", operation_id = "listUnits", tag = "install base",
    params(
        ("q" = Option<String>, Query, description = "Part of serial or reference, host name, model or site name"),
        ("answer" = Option<CoverAnswer>, Query, description = "Only units with this answer"),
        ("ends_within_days" = Option<u32>, Query, description = "Only covered units whose cover ends within that many days, 0 to 3660"),
        ("on" = Option<String>, Query, description = "Civil date YYYY-MM-DD in each site's zone; default: today there"),
        ("account" = Option<String>, Query, description = "Only this account, for people with several"),
        ("sort" = Option<String>, Query, description = "host_name (default), reference, model, site, covered_until, release_confirmed (units without a release first, then the longest not confirmed); with `-` before it downwards"),
        ("limit" = Option<u32>, Query, description = "1 to 200, default 50"),
        ("cursor" = Option<String>, Query, description = "`next` of the page before"),
    ),
    responses(
        (status = 200, body = UnitList, headers(("Link" = Option<String>, description = "`rel=\"next\"`"))),
        (status = 304), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem),
    ))]
pub async fn list(
    State(app): State<App>,
    visitor: Visitor,
    mut query: Query,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    visitor.may(Action::SeeUnits)?;
    let reach = visitor.reach_of(&query)?;
    let wish = Wish::read(&mut query);
    let page = Page::read(&mut query, &ORDERS, "host_name");
    query.finish()?;

    let mut read = app.store.read().await?;
    let mut found = units::all(&mut read, &reach).await?;
    found.retain(|stored| wish.search.finds(names(stored)));
    let by_cover = wish.answer.is_some() || wish.ends_within.is_some() || page.order() == "covered_until";
    if by_cover {
        decide(&app, &mut read, &mut found, wish.on).await?;
        found.retain(|stored| wish.wants(&app, stored));
    }
    let total = u32::try_from(found.len()).ok();
    let (mut found, next) = page.cut(found, |stored| place(stored, page.order()));
    if !by_cover {
        decide(&app, &mut read, &mut found, wish.on).await?;
    }
    let mut parts = units::parts(&mut read, found.iter().map(|stored| stored.id.as_str())).await?;
    drop(read);
    for stored in &mut found {
        stored.unit.parts = parts.remove(&stored.id).unwrap_or_default();
    }
    let zones = found.iter().filter_map(|stored| stored.unit.site()?.zone.as_deref());
    let zones = app.zones.on_wire(zones, app.clock.now());
    let items = found.into_iter().map(|stored| stored.unit).collect();
    let list = UnitList { items, next, total, zones };
    Ok(Answer::of(&list)?.next_page(path::UNITS, &query, list.next.as_deref()).found(&headers))
}

/// One unit.
#[utoipa::path(get, path = "/v1/units/{reference}", operation_id = "readUnit", tag = "install base",
    params(
        ("reference" = String, Path, description = "Serial number, or software reference number"),
        ("on" = Option<String>, Query, description = "Civil date YYYY-MM-DD in the site's zone; default: today there"),
        ("account" = Option<String>, Query, description = "The account, for people with several"),
    ),
    responses(
        (status = 200, body = UnitDetail), (status = 304), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem),
    ))]
pub async fn read(
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
    let on = query.date("on");
    query.finish()?;
    let mut detail = unit_history::detail(&mut read, &reach, found).await?;
    drop(read);
    let unit = &mut detail.unit;
    unit.cover = cover::decide(&app, unit, cover::date(&app, unit, on));
    detail.zones = app.zones.on_wire(unit.site().and_then(|site| site.zone.as_deref()), app.clock.now());
    Ok(Answer::of(&detail)?.found(&headers))
}

/// What the list is narrowed to.
struct Wish {
    search: Search,
    answer: Option<CoverAnswer>,
    ends_within: Option<u32>,
    on: Option<NaiveDate>,
}

impl Wish {
    fn read(query: &mut Query) -> Self {
        Self {
            search: Search::read(query),
            answer: query.one_of("answer", CoverAnswer::KNOWN, |text| text.into()),
            ends_within: query.number("ends_within_days", 0, 3660),
            on: query.date("on"),
        }
    }

    fn wants(&self, app: &App, stored: &Stored) -> bool {
        let cover = stored.unit.cover.as_ref();
        let answer_fits =
            self.answer.as_ref().is_none_or(|answer| cover.is_some_and(|c| c.answer == *answer));
        let end_fits = self.ends_within.is_none_or(|days| {
            let today = cover::date(app, &stored.unit, self.on);
            let last = today.checked_add_days(Days::new(days.into()));
            cover.and_then(|cover| cover.covered_until).zip(last).is_some_and(|(until, last)| until <= last)
        });
        answer_fits && end_fits
    }
}

/// What a unit is known by.
fn names(stored: &Stored) -> [Option<&str>; 5] {
    let unit = &stored.unit;
    [
        Some(&unit.reference),
        unit.serial.as_deref(),
        unit.host_name.as_deref(),
        Some(&unit.model),
        unit.site().map(|site| site.name.as_str()),
    ]
}

async fn decide(
    app: &App,
    conn: &mut Connection,
    found: &mut [Stored],
    on: Option<NaiveDate>,
) -> Result<(), Refusal> {
    let mut terms = units::terms(conn, found.iter().map(|stored| stored.id.as_str())).await?;
    for stored in found {
        stored.unit.terms = Some(terms.remove(&stored.id).unwrap_or_default());
        stored.unit.cover = cover::decide(app, &stored.unit, cover::date(app, &stored.unit, on));
    }
    Ok(())
}

fn place(stored: &Stored, order: &str) -> Place {
    let unit = &stored.unit;
    let name = |site: &Site| site.name.clone();
    let key = match order {
        "reference" => Some(unit.reference.clone()),
        "model" => Some(unit.model.clone()),
        "site" => unit.site().map(name),
        "release_confirmed" => {
            let known = unit.software_release.as_ref().and(unit.release_confirmed_at);
            Some(known.map(|at| at.to_rfc3339()).unwrap_or_default())
        }
        "covered_until" => {
            unit.cover.as_ref().and_then(|cover| cover.covered_until).map(|until| until.to_string())
        }
        _ => unit.host_name.clone(),
    };
    Place { key: key.map(|key| key.to_lowercase()), id: stored.id.clone() }
}
