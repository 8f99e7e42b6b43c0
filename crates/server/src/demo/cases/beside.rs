//! What stands beside the demonstration's cases: who takes part, so that somebody who looks on has cases to see, and units that
//! are being replaced.

use crate::demo::{
    anchor::Anchor,
    people::{ADMINISTRATOR, ASSOCIATE, SENIOR, VIEWER},
};
use sqlx::SqliteConnection;

/// The last six digits of the case, who takes part, and who said so.
const PARTICIPANTS: &[(u32, &str, &str)] = &[
    (934_810, VIEWER, SENIOR),
    (934_810, ASSOCIATE, SENIOR),
    (934_015, VIEWER, ADMINISTRATOR),
    (931_166, VIEWER, SENIOR),
];

/// The replacement of a part; times are days before the anchor.
struct Replaced {
    suffix: u32,
    states: [&'static str; 3],
    serials: [&'static str; 2],
    rma_number: &'static str,
    tracking: &'static str,
    days: [i64; 2],
}

const REPLACED: &[Replaced] = &[
    Replaced {
        suffix: 934_810,
        states: ["approved", "shipped", "out"],
        serials: ["SIB0AK4471", "SIB0AK9930"],
        rma_number: "R200417733",
        tracking: "TRK 5550 1042",
        days: [0, 0],
    },
    Replaced {
        suffix: 931_166,
        states: ["closed", "delivered", "received"],
        serials: ["PSM1BB2017", "PSM1BB7781"],
        rma_number: "R200398120",
        tracking: "TRK 5550 0877",
        days: [24, 18],
    },
];

/// Inserts it beside the cases that no user has touched.
pub async fn insert(conn: &mut SqliteConnection, anchor: &Anchor) -> Result<(), sqlx::Error> {
    for (suffix, person, by) in PARTICIPANTS {
        sqlx::query(
            "INSERT INTO case_participant (case_number, person_id, added_by, added_at)
             SELECT number, ?2, ?3, created_at + 300000 FROM tech_case
             WHERE number LIKE '%-' || ?1 AND demonstration = 1 ON CONFLICT DO NOTHING",
        )
        .bind(suffix.to_string())
        .bind(person)
        .bind(by)
        .execute(&mut *conn)
        .await?;
    }
    for replaced in REPLACED {
        let [state, replacement, defective] = replaced.states;
        let [old, new] = replaced.serials;
        let [requested, changed] = replaced.days.map(|days| anchor.minutes(-days * super::DAY - 20));
        sqlx::query(
            "INSERT INTO rma (case_number, number, rma_number, state, replacement, defective, serial, replacement_serial,
                 carrier, tracking, requested_at, changed_at)
             SELECT number, 1, ?2, ?3, ?4, ?5, ?6, ?7, 'Kestrel Freight', ?8, max(created_at, ?9), max(created_at, ?10)
             FROM tech_case WHERE number LIKE '%-' || ?1 AND demonstration = 1 ON CONFLICT DO NOTHING",
        )
        .bind(replaced.suffix.to_string())
        .bind(replaced.rma_number)
        .bind(state)
        .bind(replacement)
        .bind(defective)
        .bind(old)
        .bind(new)
        .bind(replaced.tracking)
        .bind(requested.timestamp_millis())
        .bind(changed.timestamp_millis())
        .execute(&mut *conn)
        .await?;
    }
    Ok(())
}
