//! Units as they stand in the database, read without the store, so that a mistake in either shows.

use crate::zones::Zones;
use chrono::{DateTime, NaiveDate, Utc};
use rules::entitlement::{Assessment, assess};
use sqlx::{Row, SqliteConnection, sqlite::SqliteRow};
use std::sync::LazyLock;
use wire::{
    account::AccountRef,
    unit::{EndOfSupport, OrderLine, Part, Registration, Site, Term, Unit},
};

pub async fn units(conn: &mut SqliteConnection) -> Vec<Unit> {
    let rows = sqlx::query(
        "SELECT unit.*, account.name AS account_name, account.country AS account_country, site.name AS site_name,
           site.street, site.postal_code, site.city, site.country, site.zone
         FROM unit JOIN account ON account.id = unit.account_id LEFT JOIN site ON site.id = site_id ORDER BY unit.id",
    )
    .fetch_all(&mut *conn)
    .await
    .unwrap();
    let mut units = Vec::new();
    for row in rows {
        let id: String = row.get("id");
        let terms = sqlx::query(
            "SELECT contract.* FROM unit_contract JOIN contract ON number = contract_number WHERE unit_id = ?",
        )
        .bind(&id)
        .fetch_all(&mut *conn)
        .await
        .unwrap();
        let parts = sqlx::query("SELECT * FROM part WHERE unit_id = ? ORDER BY id")
            .bind(&id)
            .fetch_all(&mut *conn)
            .await
            .unwrap();
        let mut unit = unit(&row);
        unit.terms = Some(terms.iter().map(term).map(Some).collect());
        unit.parts = parts.iter().map(part).collect();
        units.push(unit);
    }
    units
}

fn text(row: &SqliteRow, column: &str) -> Option<String> {
    row.get(column)
}

fn date(row: &SqliteRow, column: &str) -> Option<NaiveDate> {
    text(row, column).map(|date| date.parse().unwrap())
}

fn unit(row: &SqliteRow) -> Unit {
    let site = row.get::<Option<String>, _>("site_id").map(|id| Site {
        id,
        name: row.get("site_name"),
        street: text(row, "street"),
        postal_code: text(row, "postal_code"),
        city: text(row, "city"),
        country: text(row, "country"),
        zone: text(row, "zone"),
    });
    Unit {
        reference: row.get("reference"),
        serial: text(row, "serial"),
        host_name: text(row, "host_name"),
        model: row.get("model"),
        family: text(row, "family"),
        description: text(row, "description"),
        account: AccountRef { id: row.get("account_id"), name: row.get("account_name") },
        account_country: text(row, "account_country"),
        vendor: text(row, "vendor").map(|text| text.as_str().into()),
        source: text(row, "source").map(|text| text.as_str().into()),
        usage: text(row, "usage").map(|text| text.as_str().into()),
        order: text(row, "order_state").map(|state| OrderLine {
            state: state.as_str().into(),
            number: text(row, "order_number"),
            replaces: text(row, "order_replaces"),
        }),
        registration: row
            .get::<Option<bool>, _>("registered")
            .map(|registered| Registration { registered, on: date(row, "registered_on") }),
        site: row.get::<bool, _>("site_known").then_some(site),
        end_of_support: end_of_support(row),
        terms: None,
        parts: Vec::new().into(),
        software_release: text(row, "software_release"),
        release_confirmed_at: row
            .get::<Option<i64>, _>("release_confirmed_at")
            .and_then(DateTime::from_timestamp_millis),
        cover: None,
        version: row.get("version"),
    }
}

fn end_of_support(row: &SqliteRow) -> Option<EndOfSupport> {
    match text(row, "eos_state").as_deref() {
        None => None,
        Some("not_announced") => Some(EndOfSupport { on: None }),
        Some("on") => Some(EndOfSupport { on: Some(date(row, "eos_on").unwrap()) }),
        Some(other) => panic!("{other}"),
    }
}

fn term(row: &SqliteRow) -> Term {
    Term {
        contract: row.get("number"),
        kind: row.get::<&str, _>("kind").into(),
        start: date(row, "start_on").unwrap(),
        end: date(row, "end_on").unwrap(),
        status: row.get::<&str, _>("status").into(),
    }
}

fn part(row: &SqliteRow) -> Part {
    Part {
        slot: row.get("slot"),
        model: row.get("model"),
        serial: text(row, "serial"),
        vendor: text(row, "vendor").map(|text| text.as_str().into()),
        end_of_support: end_of_support(row),
    }
}

/// Looking a zone up takes longer than anything else here.
static ZONES: LazyLock<Zones> = LazyLock::new(Zones::default);

/// The civil date of now at the unit's site.
pub fn today(unit: &Unit, now: DateTime<Utc>) -> NaiveDate {
    ZONES.today(unit.site().and_then(|site| site.zone.as_deref()), now)
}

pub fn cover(unit: &Unit, on: NaiveDate) -> Assessment {
    assess(&unit.facts().unwrap(), &(&crate::installation::countries()).into(), on)
}
