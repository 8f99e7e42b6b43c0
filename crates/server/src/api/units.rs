//! Units: the list, with search and order, and one unit. Each carries the server's decision about its cover.

use crate::{
    answer::Answer,
    api::{
        cover,
        page::Page,
        unit_filter::{ORDERS, Wish, decide, place},
        unit_history,
    },
    app::App,
    problem::Refusal,
    query::Query,
    store::units,
    visitor::Visitor,
};
use axum::{
    extract::{Path, State},
    http::HeaderMap,
    response::Response,
};
use rules::access::Action;
use wire::{
    cover::CoverAnswer,
    path,
    problem::Problem,
    unit::{UnitDetail, UnitList, Usage},
};

/// Units in reach, a page at a time.
#[utoipa::path(get, path = "/v1/units", operation_id = "listUnits", tag = "install base",
    params(
        ("q" = Option<String>, Query, description = "Part of serial or reference, host name, model or site name"),
        ("family" = Option<String>, Query, description = "Only this product family; `none` for units without, here and below"),
        ("model" = Option<String>, Query, description = "Only this product"),
        ("site" = Option<String>, Query, description = "Only at the site with this id"),
        ("contract" = Option<String>, Query, description = "Only units that the contract of this number names"),
        ("release" = Option<String>, Query, description = "Only units that run this release"),
        ("country" = Option<String>, Query, description = "Only at sites in this country, two letters"),
        ("usage" = Option<Usage>, Query, description = "Only units of this use"),
        ("answer" = Option<CoverAnswer>, Query, description = "Only units with this answer"),
        ("condition" = Option<String>, Query, description = "Only units that fail this condition, by its name in `failed` of a cover"),
        ("ends_within_days" = Option<u32>, Query, description = "Only covered units whose cover ends within that many days, 0 to 3660"),
        ("on" = Option<String>, Query, description = "Civil date YYYY-MM-DD in each site's zone; default: today there"),
        ("account" = Option<String>, Query, description = "Only this account, for people with several"),
        ("sort" = Option<String>, Query, description = "host_name (default), reference, model, family, site, country, usage, release, covered_until, release_confirmed (units without a release first, then the longest not confirmed); with `-` before it downwards"),
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
    let by_end = page.order() == "covered_until";
    let found = wish.find(&app, &mut read, &reach, by_end).await?;
    let total = u32::try_from(found.len()).ok();
    let (mut found, next) = page.cut(found, |stored| place(stored, page.order()));
    if !by_end && !wish.needs_cover() {
        decide(&app, &mut read, &mut found, wish.on()).await?;
    }
    let mut parts = units::parts(&mut read, found.iter().map(|stored| stored.id.as_str())).await?;
    drop(read);
    for stored in &mut found {
        stored.unit.parts = parts.remove(&stored.id).unwrap_or_default().into();
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
