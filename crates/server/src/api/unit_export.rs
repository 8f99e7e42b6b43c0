//! `GET /v1/units/export`: the list of units as a file, exactly what the list shows with the same filters and in the same order,
//! all pages of it. CSV (RFC 4180) for spreadsheets, in which no cell is a formula, or JSON with the units as the list has them.
//! Cover is that of the civil date `cover_on` in the zone of the unit's site, which stands beside it; instants are UTC.

use crate::{
    api::{
        export::{self, Column, Csv, Json, date, text, utc},
        page::Page,
        unit_filter::{ORDERS, Wish, place},
    },
    app::App,
    problem::Refusal,
    query::Query,
    store::units,
    visitor::Visitor,
};
use axum::{extract::State, response::Response};
use rules::access::Action;
use wire::{
    cover::CoverAnswer,
    problem::Problem,
    unit::{Unit, UnitList, Usage},
};

/// What `format` may be.
pub(super) const FORMATS: [&str; 2] = ["csv", "json"];

const COLUMNS: [Column<Unit>; 30] = [
    ("reference", |unit| unit.reference.clone()),
    ("serial", |unit| text(unit.serial.as_deref())),
    ("host_name", |unit| text(unit.host_name.as_deref())),
    ("model", |unit| unit.model.clone()),
    ("family", |unit| text(unit.family.as_deref())),
    ("description", |unit| text(unit.description.as_deref())),
    ("end_user", |unit| unit.account.name.clone()),
    ("end_user_country", |unit| text(unit.account_country.as_deref())),
    ("site", |unit| text(unit.site().map(|site| site.name.as_str()))),
    ("street", |unit| text(unit.site().and_then(|site| site.street.as_deref()))),
    ("postal_code", |unit| text(unit.site().and_then(|site| site.postal_code.as_deref()))),
    ("city", |unit| text(unit.site().and_then(|site| site.city.as_deref()))),
    ("country", |unit| text(unit.site().and_then(|site| site.country.as_deref()))),
    ("zone", |unit| text(unit.site().and_then(|site| site.zone.as_deref()))),
    ("vendor", |unit| text(unit.vendor.as_ref().map(|vendor| vendor.as_str()))),
    ("source", |unit| text(unit.source.as_ref().map(|source| source.as_str()))),
    ("usage", |unit| text(unit.usage.as_ref().map(Usage::as_str))),
    ("purchase_order", |unit| text(unit.order.as_ref().and_then(|order| order.number.as_deref()))),
    ("replaces", |unit| text(unit.order.as_ref().and_then(|order| order.replaces.as_deref()))),
    ("registered", |unit| {
        let yes = |registered| if registered { "yes" } else { "no" };
        text(unit.registration.as_ref().map(|registration| yes(registration.registered)))
    }),
    ("registered_on", |unit| date(unit.registration.as_ref().and_then(|registration| registration.on))),
    ("contracts", |unit| {
        let numbers = unit.terms.iter().flatten().map(|term| term.contract.as_str());
        numbers.collect::<Vec<_>>().join(" ")
    }),
    ("release", |unit| text(unit.software_release.as_deref())),
    ("release_confirmed_at_utc", |unit| {
        utc(unit.release_confirmed_at.filter(|_| unit.software_release.is_some()))
    }),
    ("end_of_support", |unit| match &unit.end_of_support {
        None => String::new(),
        Some(end) => end.on.map_or_else(|| "not announced".to_owned(), |on| on.to_string()),
    }),
    ("cover_on", |unit| date(unit.cover.as_ref().map(|cover| cover.on))),
    ("cover", |unit| text(unit.cover.as_ref().map(|cover| CoverAnswer::as_str(&cover.answer)))),
    ("covered_until", |unit| date(unit.cover.as_ref().and_then(|cover| cover.covered_until))),
    ("ends_by", |unit| {
        text(unit.cover.as_ref().and_then(|cover| cover.ends_by.as_ref()).map(|end| end.as_str()))
    }),
    ("failed_conditions", |unit| unit.cover.as_ref().map(|cover| cover.failed.join(" ")).unwrap_or_default()),
];

/// The list of units as a file; filters and `sort` as those of the list.
#[utoipa::path(get, path = "/v1/units/export", operation_id = "exportUnits", tag = "install base",
    params(
        ("format" = Option<String>, Query, description = "csv (default) or json"),
        ("q" = Option<String>, Query, description = "As for the list, and so all others: `family`, `model`, `site`, `contract`, `release`, `country`, `usage`, `answer`, `condition`, `ends_within_days`, `on`, `account`, `sort`"),
    ),
    responses(
        (status = 200, description = "CSV in UTF-8 with a byte order mark; or JSON, of the list only its `items`",
            content((String = "text/csv"), (UnitList = "application/json")),
            headers(("Content-Disposition" = String))),
        (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 422, body = Problem),
    ))]
pub async fn read(State(app): State<App>, visitor: Visitor, mut query: Query) -> Result<Response, Refusal> {
    visitor.may(Action::SeeUnits)?;
    let reach = visitor.reach_of(&query)?;
    let wish = Wish::read(&mut query);
    let page = Page::read(&mut query, &ORDERS, "host_name");
    let json = query.one_of("format", &FORMATS, |format| format == "json").unwrap_or_default();
    query.finish()?;
    let mut read = app.store.read().await?;
    let found = wish.find(&app, &mut read, &reach, true).await?;
    let mut found = page.whole(found, |stored| place(stored, page.order()));
    if json {
        let mut parts = units::parts(&mut read, found.iter().map(|stored| stored.id.as_str())).await?;
        for stored in &mut found {
            stored.unit.parts = parts.remove(&stored.id).unwrap_or_default().into();
        }
    }
    drop(read);
    let units = found.into_iter().map(|stored| stored.unit).collect();
    let name = format!("units-{}", visitor.today(&app));
    Ok(if json { export::file(&name, units, Json) } else { export::file(&name, units, Csv(&COLUMNS)) })
}
