//! What the reseller has registered: a batch that is complete, one whose rest is still to come, one that was stopped. The units
//! of the good rows are those of the install base; the refused rows show what can be wrong.

mod rows;

use super::{
    accounts::{self, COOPERATIVE, METRO, RESELLER},
    anchor::Anchor,
    people::RESELLER_USER,
    units::DemoUnit,
};
use rows::{REFUSED, Refused};
use sqlx::SqliteConnection;
use wire::registration::{BatchState, Row};

/// A batch of the demonstration.
struct DemoBatch {
    id: &'static str,
    file_name: &'static str,
    /// Whose units its good rows are; none for a batch without one.
    account: Option<&'static str>,
    refused: &'static [Refused],
    /// Rows that have not come.
    rest: u32,
    state: BatchState,
    days_ago: i64,
}

const BATCHES: [DemoBatch; 3] = [
    DemoBatch {
        id: "registration-howrah",
        file_name: "kadambari-howrah-and-new-town.csv",
        account: Some(METRO),
        refused: REFUSED,
        rest: 0,
        state: BatchState::Complete,
        days_ago: 41,
    },
    DemoBatch {
        id: "registration-winnipeg",
        file_name: "dunmarrow-control-centre.csv",
        account: Some(COOPERATIVE),
        refused: &[],
        rest: 36,
        state: BatchState::Open,
        days_ago: 2,
    },
    DemoBatch {
        id: "registration-old-list",
        file_name: "units-of-last-year.csv",
        account: None,
        refused: &[],
        rest: 120,
        state: BatchState::Stopped,
        days_ago: 97,
    },
];

/// Places the batches and the purchase orders as they were then. What a user has gone on with stays.
pub async fn place(
    conn: &mut SqliteConnection,
    anchor: &Anchor,
    units: &[DemoUnit],
) -> Result<(), sqlx::Error> {
    remove(conn).await?;
    for batch in &BATCHES {
        let kept: i64 = sqlx::query_scalar("SELECT count(*) FROM registration WHERE id = ?")
            .bind(batch.id)
            .fetch_one(&mut *conn)
            .await?;
        if kept == 0 {
            insert(conn, anchor, batch, units).await?;
        }
    }
    for unit in units.iter().filter(|unit| unit.registered_by.is_some()) {
        insert_snapshot(conn, unit).await?;
    }
    Ok(())
}

async fn remove(conn: &mut SqliteConnection) -> Result<(), sqlx::Error> {
    for statement in [
        "DELETE FROM registration_row WHERE registration IN (SELECT key FROM registration WHERE demonstration = 1)",
        "DELETE FROM registration WHERE demonstration = 1",
    ] {
        sqlx::query(statement).execute(&mut *conn).await?;
    }
    Ok(())
}

async fn insert(
    conn: &mut SqliteConnection,
    anchor: &Anchor,
    batch: &DemoBatch,
    units: &[DemoUnit],
) -> Result<(), sqlx::Error> {
    let good: Vec<Row> = units
        .iter()
        .filter(|unit| unit.registered_by == Some(RESELLER) && Some(unit.unit.account.id.as_str()) == batch.account)
        .map(row)
        .collect();
    let count = |number: usize| u32::try_from(number).unwrap_or(0);
    let (registered, refused) = (count(good.len()), count(batch.refused.len()));
    let answered = registered + refused;
    let rows = answered + batch.rest;
    let missing = if batch.rest == 0 { "[]".to_owned() } else { format!("[[{},{rows}]]", answered + 1) };
    let key: i64 = sqlx::query_scalar(
        "INSERT INTO registration (id, account_id, by_id, state, file_name, rows, registered, refused, missing,
             created_at, demonstration)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1) RETURNING key",
    )
    .bind(batch.id)
    .bind(RESELLER)
    .bind(RESELLER_USER)
    .bind(batch.state.as_str())
    .bind(batch.file_name)
    .bind(rows)
    .bind(registered)
    .bind(refused)
    .bind(missing)
    .bind(anchor.minutes(-batch.days_ago * 1440).timestamp_millis())
    .fetch_one(&mut *conn)
    .await?;
    let good = good.iter().map(|row| (row.serial.clone(), row.clone(), None));
    let bad = batch.refused.iter().map(|refused| (refused.serial.to_owned(), refused.row(), Some(refused.faults())));
    for (number, (serial, content, faults)) in (1_u32..).zip(good.chain(bad)) {
        sqlx::query(
            "INSERT INTO registration_row (registration, number, serial, registered, content, faults)
             VALUES (?, ?, ?, ?, ?, ?)",
        )
        .bind(key)
        .bind(number)
        .bind(serial)
        .bind(faults.is_none())
        .bind(serde_json::json!(content).to_string())
        .bind(faults)
        .execute(&mut *conn)
        .await?;
    }
    Ok(())
}

/// The row by which a unit was registered.
fn row(demo: &DemoUnit) -> Row {
    let unit = &demo.unit;
    let text = |text: Option<&String>| text.cloned().unwrap_or_default();
    let site = unit.site();
    let address = accounts::address(&unit.account.id);
    Row {
        serial: unit.reference.clone(),
        model: unit.model.clone(),
        host_name: text(unit.host_name.as_ref()),
        release: text(unit.software_release.as_ref()),
        purchase_order: text(unit.order.as_ref().and_then(|order| order.number.as_ref())),
        site_name: site.map(|site| site.name.clone()).unwrap_or_default(),
        street: text(site.and_then(|site| site.street.as_ref())),
        postal_code: text(site.and_then(|site| site.postal_code.as_ref())),
        city: text(site.and_then(|site| site.city.as_ref())),
        country: text(site.and_then(|site| site.country.as_ref())),
        end_user: unit.account.name.clone(),
        end_user_street: address.street.to_owned(),
        end_user_postal_code: address.postal_code.to_owned(),
        end_user_city: address.city.to_owned(),
        end_user_country: accounts::country(&unit.account.id).unwrap_or_default().to_owned(),
        ..Row::default()
    }
}

/// The purchase order as it was when the unit was registered; of a unit that a user has changed it stays.
async fn insert_snapshot(conn: &mut SqliteConnection, demo: &DemoUnit) -> Result<(), sqlx::Error> {
    let unit = &demo.unit;
    let registered = unit.registration.as_ref().and_then(|registration| registration.on);
    let at = registered.and_then(|on| on.and_hms_opt(9, 0, 0)).map(|at| at.and_utc().timestamp_millis());
    let number = unit.order.as_ref().and_then(|order| order.number.as_deref());
    let (Some(at), Some(number)) = (at, number) else { return Ok(()) };
    let address = accounts::address(&unit.account.id);
    sqlx::query(
        "DELETE FROM order_snapshot WHERE unit_id IN (SELECT id FROM unit WHERE id = ? AND version = 1)",
    )
    .bind(&demo.id)
    .execute(&mut *conn)
    .await?;
    sqlx::query(
        "INSERT INTO order_snapshot (unit_id, account_id, number, end_user, street, postal_code, city, country,
             reseller_id, reseller, at)
         SELECT u.id, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11 FROM unit u WHERE u.id = ?1 AND u.version = 1",
    )
    .bind(&demo.id)
    .bind(&unit.account.id)
    .bind(number)
    .bind(&unit.account.name)
    .bind(address.street)
    .bind(address.postal_code)
    .bind(address.city)
    .bind(accounts::country(&unit.account.id))
    .bind(RESELLER)
    .bind(accounts::name(RESELLER))
    .bind(at)
    .execute(conn)
    .await
    .map(drop)
}
