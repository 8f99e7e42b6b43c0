//! What happened to the demonstration's units before today, and the dates in the life of their products: every unit was
//! registered once, some were moved, renamed, retired, or came in the place of another one.

use super::{
    accounts::RESELLER,
    anchor::{Anchor, plus},
    models::{EX2300, EX4200, EndOfSupport, MX80, Model, QFX5100, QFX10002, SRX1500},
    people,
    units::DemoUnit,
};
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use sqlx::SqliteConnection;

/// One line of a history.
struct Line {
    host_name: &'static str,
    /// How many days ago.
    days: i64,
    by: &'static str,
    kind: &'static str,
    old: Option<&'static str>,
    new: Option<&'static str>,
    note: Option<&'static str>,
}

const fn line(
    host_name: &'static str,
    days: i64,
    by: &'static str,
    kind: &'static str,
    [old, new, note]: [&'static str; 3],
) -> Line {
    const fn known(text: &'static str) -> Option<&'static str> {
        if text.is_empty() { None } else { Some(text) }
    }
    Line { host_name, days, by, kind, old: known(old), new: known(new), note: known(note) }
}

use people::{ADMINISTRATOR, ENGINEER, OPERATOR_ADMINISTRATOR};

const LINES: &[Line] = &[
    line(
        "fra1-pe03",
        212,
        ADMINISTRATOR,
        "site",
        ["München Obergiesing Süd", "Frankfurt Ost", "Moved with the new core, change 4471"],
    ),
    line("fra1-pe03", 211, ADMINISTRATOR, "host_name", ["muc1-pe03", "fra1-pe03", ""]),
    line("fra1-pe03", 96, ENGINEER, "release", ["21.4R3-S5", "22.4R3-S2", "Upgrade window of the core"]),
    line(
        "tyo1-pe02",
        400,
        ADMINISTRATOR,
        "order",
        ["", "PO-QB-60417, inherited from BN0871ACF", "Came as the replacement for a returned unit"],
    ),
    line(
        "tyo1-pe02-returned",
        400,
        ADMINISTRATOR,
        "usage",
        ["in use", "decommissioned", "Returned, replacement received"],
    ),
    line(
        "mex1-sw03",
        95,
        ADMINISTRATOR,
        "usage",
        ["in use", "decommissioned", "Rack handed back to the landlord"],
    ),
    line("yyz1-acc01", 20, ADMINISTRATOR, "usage", ["in use", "spare", "On the shelf in Toronto"]),
    line("den2-leaf02", 64, ADMINISTRATOR, "usage", ["in use", "laboratory", ""]),
    line(
        "nyc1-sw06",
        31,
        ADMINISTRATOR,
        "site",
        ["New York West Side", "", "Left the building; where to is not decided"],
    ),
    line(
        "nue1-pe01",
        150,
        OPERATOR_ADMINISTRATOR,
        "host_name",
        ["nue1-mx01", "nue1-pe01", "One scheme for all names"],
    ),
];

/// Products whose end is known, with how long before their End of Support the other dates lie, in days.
const ENDING: [&Model; 6] = [&MX80, &EX4200, &EX2300, &QFX5100, &QFX10002, &SRX1500];
const MILESTONES: [(&str, i64); 3] = [("announced", 2010), ("last_order", 1826), ("last_software", 730)];

/// Writes it all, or moves it with the anchor; the lines of units that a user has changed stay where they are.
pub async fn place(
    conn: &mut SqliteConnection,
    anchor: &Anchor,
    units: &[DemoUnit],
) -> Result<(), sqlx::Error> {
    for unit in units {
        registered(conn, unit).await?;
    }
    for (n, line) in LINES.iter().enumerate() {
        let Some(unit) = units.iter().find(|unit| unit.unit.host_name.as_deref() == Some(line.host_name))
        else {
            continue;
        };
        let at = nine(anchor.days(-line.days));
        let told =
            Told { at, by: Some(line.by), kind: line.kind, old: line.old, new: line.new, note: line.note };
        write(conn, &unit.id, &format!("line-{n}"), &told).await?;
    }
    for model in ENDING {
        let EndOfSupport::In(days) = model.end_of_support else { continue };
        for (kind, before) in MILESTONES {
            sqlx::query(
                "INSERT INTO product_milestone (model, kind, falls_on) VALUES (?, ?, ?)
                 ON CONFLICT (model, kind) DO UPDATE SET falls_on = excluded.falls_on",
            )
            .bind(model.sku)
            .bind(kind)
            .bind(plus(anchor.days(days), -before).to_string())
            .execute(&mut *conn)
            .await?;
        }
    }
    Ok(())
}

/// Resellers are known by name; the carrier's own units came with a list, before there was a portal.
async fn registered(conn: &mut SqliteConnection, unit: &DemoUnit) -> Result<(), sqlx::Error> {
    let Some(on) = unit.unit.registration.as_ref().and_then(|registration| registration.on) else {
        return Ok(());
    };
    let by = unit.registered_by.filter(|by| *by == RESELLER).map(|_| people::RESELLER_USER);
    let new = unit.unit.site().map(|site| format!("{} at {}", unit.unit.model, site.name));
    let told = Told { at: nine(on), by, kind: "registered", old: None, new: new.as_deref(), note: None };
    write(conn, &unit.id, &format!("registered-{}", unit.id), &told).await
}

/// A line as it is written.
struct Told<'a> {
    at: DateTime<Utc>,
    by: Option<&'a str>,
    kind: &'a str,
    old: Option<&'a str>,
    new: Option<&'a str>,
    note: Option<&'a str>,
}

/// In a folder that is older than a unit there is none, and nothing is written about it.
async fn write(
    conn: &mut SqliteConnection,
    unit: &str,
    name: &str,
    told: &Told<'_>,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT INTO unit_change (unit_id, at, by_id, kind, old, new, note, demonstration)
         SELECT id, ?, ?, ?, ?, ?, ?, ? FROM unit WHERE id = ?
         ON CONFLICT (demonstration) DO UPDATE SET at = excluded.at
           WHERE (SELECT version FROM unit WHERE id = unit_change.unit_id) = 1",
    )
    .bind(told.at.timestamp_millis())
    .bind(told.by)
    .bind(told.kind)
    .bind(told.old)
    .bind(told.new)
    .bind(told.note)
    .bind(name)
    .bind(unit)
    .execute(conn)
    .await
    .map(drop)
}

fn nine(day: NaiveDate) -> DateTime<Utc> {
    day.and_time(NaiveTime::from_hms_opt(9, 0, 0).unwrap_or_default()).and_utc()
}
