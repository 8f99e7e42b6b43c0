//! `GET /v1/units/export`: the list of units as a file, exactly what the list shows with the same filters and in the same order,
//! all pages of it. CSV (RFC 4180) for spreadsheets, in which no cell is a formula, or JSON with the units as the list has them.
//! Cover is that of the civil date `cover_on` in the zone of the unit's site, which stands beside it; instants are UTC.

use crate::{
    answer::NO_STORE,
    api::{
        page::Page,
        unit_filter::{ORDERS, Wish, place},
    },
    app::App,
    problem::Refusal,
    query::Query,
    store::units::{self, Stored},
    visitor::Visitor,
};
use axum::{
    body::Body,
    extract::State,
    http::{HeaderValue, header},
    response::Response,
};
use rules::{access::Action, csv::quoted};
use tokio::io::AsyncWriteExt;
use tokio_util::io::ReaderStream;
use wire::{
    cover::CoverAnswer,
    problem::Problem,
    unit::{Unit, Usage},
};

/// Rows that are written at a time.
const CHUNK: usize = 200;
/// Bytes that wait for a slow reader.
const WAITING: usize = 64 * 1024;
const FORMATS: [&str; 2] = ["csv", "json"];

/// The head of a column, and its value for a unit.
type Column = (&'static str, fn(&Unit) -> String);

const COLUMNS: [Column; 30] = [
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
        let at = unit.release_confirmed_at.filter(|_| unit.software_release.is_some());
        at.map(|at| at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true)).unwrap_or_default()
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

fn text(value: Option<&str>) -> String {
    value.unwrap_or_default().to_owned()
}

fn date(value: Option<chrono::NaiveDate>) -> String {
    value.map(|date| date.to_string()).unwrap_or_default()
}

/// The list of units as a file; filters and `sort` as those of the list.
#[utoipa::path(get, path = "/v1/units/export", operation_id = "exportUnits", tag = "install base",
    params(
        ("format" = Option<String>, Query, description = "csv (default) or json"),
        ("q" = Option<String>, Query, description = "As for the list, and so all others: `family`, `model`, `site`, `contract`, `release`, `country`, `usage`, `answer`, `condition`, `ends_within_days`, `on`, `account`, `sort`"),
    ),
    responses(
        (status = 200, body = String, content_type = "text/csv", description = "UTF-8 with a byte order mark, or JSON: `{\"items\": [Unit]}`",
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
            stored.unit.parts = parts.remove(&stored.id).unwrap_or_default();
        }
    }
    drop(read);
    let (format, kind) = if json { ("json", "application/json") } else { ("csv", "text/csv; charset=utf-8") };
    let name = format!("attachment; filename=\"units-{}.{format}\"", visitor.today(&app));
    let mut response = Response::new(if json { written(found, Json) } else { written(found, Csv) });
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CACHE_CONTROL, NO_STORE);
    if let Ok(name) = HeaderValue::from_str(&name) {
        headers.insert(header::CONTENT_DISPOSITION, name);
    }
    Ok(response)
}

/// How a file is written: its begin, a row, its end.
trait Format: Send + 'static {
    fn begin(&self) -> String;
    fn row(&self, unit: &Unit, is_first: bool) -> String;
    fn end(&self) -> &'static str;
}

struct Csv;

impl Format for Csv {
    fn begin(&self) -> String {
        // Without the mark spreadsheets take it for something else than UTF-8.
        format!("\u{feff}{}\r\n", COLUMNS.map(|(head, _)| head).join(","))
    }

    fn row(&self, unit: &Unit, _: bool) -> String {
        COLUMNS.map(|(_, value)| quoted(&value(unit))).join(",") + "\r\n"
    }

    fn end(&self) -> &'static str {
        ""
    }
}

struct Json;

impl Format for Json {
    fn begin(&self) -> String {
        "{\"items\":[\n".to_owned()
    }

    fn row(&self, unit: &Unit, is_first: bool) -> String {
        let before = if is_first { "" } else { ",\n" };
        // A unit that is on the wire everywhere else can be written here too.
        format!("{before}{}", serde_json::to_string(unit).unwrap_or_default())
    }

    fn end(&self) -> &'static str {
        "\n]}\n"
    }
}

/// The body, written while it is read; a reader who goes away ends it.
fn written(found: Vec<Stored>, format: impl Format) -> Body {
    let (mut writer, reader) = tokio::io::duplex(WAITING);
    tokio::spawn(async move {
        writer.write_all(format.begin().as_bytes()).await?;
        let mut is_first = true;
        for chunk in found.chunks(CHUNK) {
            let mut text = String::new();
            for stored in chunk {
                text += &format.row(&stored.unit, is_first);
                is_first = false;
            }
            writer.write_all(text.as_bytes()).await?;
        }
        writer.write_all(format.end().as_bytes()).await?;
        writer.shutdown().await
    });
    Body::from_stream(ReaderStream::new(reader))
}
