//! Units into the database, as the wire spells them.

use super::DemoUnit;
use sqlx::SqliteConnection;
use wire::unit::{EndOfSupport, OrderState, Part, Source, Usage, Vendor};

pub async fn insert(conn: &mut SqliteConnection, units: &[DemoUnit]) -> Result<(), sqlx::Error> {
    for unit in units {
        insert_unit(conn, unit).await?;
        for contract in &unit.contracts {
            sqlx::query("INSERT INTO unit_contract (unit_id, contract_number) VALUES (?, ?)")
                .bind(&unit.id)
                .bind(*contract)
                .execute(&mut *conn)
                .await?;
        }
        for (n, part) in unit.unit.parts.iter().enumerate() {
            insert_part(conn, &unit.id, n, part).await?;
        }
    }
    Ok(())
}

async fn insert_unit(conn: &mut SqliteConnection, demo: &DemoUnit) -> Result<(), sqlx::Error> {
    let unit = &demo.unit;
    let order = unit.order.as_ref();
    let (eos_state, eos_on) = end_of_support(unit.end_of_support.as_ref());
    sqlx::query(
        "INSERT INTO unit (id, account_id, reference, serial, host_name, model, family, description, vendor, source,
           usage, order_state, order_number, order_replaces, registered, registered_on, site_id, site_known, eos_state,
           eos_on, software_release, release_confirmed_at, registered_by)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(&demo.id)
    .bind(&unit.account.id)
    .bind(&unit.reference)
    .bind(unit.serial.as_deref())
    .bind(unit.host_name.as_deref())
    .bind(&unit.model)
    .bind(unit.family.as_deref())
    .bind(unit.description.as_deref())
    .bind(unit.vendor.as_ref().map(Vendor::as_str))
    .bind(unit.source.as_ref().map(Source::as_str))
    .bind(unit.usage.as_ref().map(Usage::as_str))
    .bind(order.map(|order| OrderState::as_str(&order.state)))
    .bind(order.and_then(|order| order.number.as_deref()))
    .bind(order.and_then(|order| order.replaces.as_deref()))
    .bind(unit.registration.as_ref().map(|registration| registration.registered))
    .bind(registered_on(demo))
    .bind(unit.site().map(|site| site.id.as_str()))
    .bind(unit.site.is_some())
    .bind(eos_state)
    .bind(eos_on)
    .bind(unit.software_release.as_deref())
    .bind(unit.release_confirmed_at.map(|at| at.timestamp_millis()))
    .bind(demo.registered_by)
    .execute(&mut *conn)
    .await?;
    Ok(())
}

async fn insert_part(
    conn: &mut SqliteConnection,
    unit: &str,
    n: usize,
    part: &Part,
) -> Result<(), sqlx::Error> {
    let (eos_state, eos_on) = end_of_support(part.end_of_support.as_ref());
    sqlx::query(
        "INSERT INTO part (id, unit_id, slot, model, serial, vendor, eos_state, eos_on) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(part_id(unit, n))
    .bind(unit)
    .bind(&part.slot)
    .bind(&part.model)
    .bind(part.serial.as_deref())
    .bind(part.vendor.as_ref().map(Vendor::as_str))
    .bind(eos_state)
    .bind(eos_on)
    .execute(&mut *conn)
    .await?;
    Ok(())
}

/// The dates of units move, those of units that a user has changed don't.
pub async fn renew(conn: &mut SqliteConnection, units: &[DemoUnit]) -> Result<(), sqlx::Error> {
    for unit in units {
        let (_, eos_on) = end_of_support(unit.unit.end_of_support.as_ref());
        let moved = sqlx::query(
            "UPDATE unit SET eos_on = ?, registered_on = ?, release_confirmed_at = ? WHERE id = ? AND version = 1",
        )
        .bind(eos_on)
        .bind(registered_on(unit))
        .bind(unit.unit.release_confirmed_at.map(|at| at.timestamp_millis()))
        .bind(&unit.id)
        .execute(&mut *conn)
        .await?;
        if moved.rows_affected() == 0 {
            continue;
        }
        for (n, part) in unit.unit.parts.iter().enumerate() {
            sqlx::query("UPDATE part SET eos_on = ? WHERE id = ?")
                .bind(end_of_support(part.end_of_support.as_ref()).1)
                .bind(part_id(&unit.id, n))
                .execute(&mut *conn)
                .await?;
        }
    }
    Ok(())
}

fn part_id(unit: &str, n: usize) -> String {
    format!("{unit}-part-{n}")
}

fn registered_on(unit: &DemoUnit) -> Option<String> {
    unit.unit.registration.as_ref().and_then(|registration| registration.on).map(|on| on.to_string())
}

/// State and date, as the two columns hold them.
fn end_of_support(end: Option<&EndOfSupport>) -> (Option<&'static str>, Option<String>) {
    match end {
        None => (None, None),
        Some(EndOfSupport { on: None }) => (Some("not_announced"), None),
        Some(EndOfSupport { on: Some(on) }) => (Some("on"), Some(on.to_string())),
    }
}
