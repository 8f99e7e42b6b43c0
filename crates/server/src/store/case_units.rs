//! The further units of a case, beside the one that it is mainly about.

use super::{Connection, Error, maybe, unreadable};
use wire::{case::FurtherUnit, cover::Cover};

/// One that a case is opened with.
#[derive(Clone, Debug)]
pub struct NewFurtherUnit {
    /// Key of the unit.
    pub unit: String,
    /// The cover on that day.
    pub cover: Option<Cover>,
}

/// Stores them in their order.
///
/// # Errors
/// The database.
pub async fn insert(conn: &mut Connection, number: &str, units: &[NewFurtherUnit]) -> Result<(), Error> {
    for (place, further) in (1u32..).zip(units) {
        let cover = further.cover.as_ref().map(serde_json::to_string).transpose();
        let cover = cover.map_err(|error| Error::Encode(error.into()))?;
        sqlx::query(
            "INSERT INTO case_unit (case_number, place, unit_id, cover_at_opening) VALUES (?, ?, ?, ?)",
        )
        .bind(number)
        .bind(place)
        .bind(&further.unit)
        .bind(cover)
        .execute(&mut *conn)
        .await?;
    }
    Ok(())
}

#[derive(sqlx::FromRow)]
struct Row {
    title: String,
    reference: Option<String>,
    model: Option<String>,
    site: Option<String>,
    cover_at_opening: Option<String>,
}

/// Those of a case, in their order.
///
/// # Errors
/// The database.
pub async fn of_case(conn: &mut Connection, number: &str) -> Result<Vec<FurtherUnit>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT coalesce(u.host_name, u.reference, k.gone_as, '') AS title, u.reference, u.model, s.name AS site,
                k.cover_at_opening
         FROM case_unit k LEFT JOIN unit u ON u.id = k.unit_id LEFT JOIN site s ON s.id = u.site_id
         WHERE k.case_number = ? ORDER BY k.place",
    )
    .bind(number)
    .fetch_all(conn)
    .await?;
    let cover = |text: &str| serde_json::from_str(text).map_err(|_| unreadable("cover", &text));
    rows.into_iter()
        .map(|row| {
            Ok(FurtherUnit {
                cover_at_opening: maybe(row.cover_at_opening.as_deref(), cover)?,
                title: row.title,
                reference: row.reference,
                model: row.model,
                site: row.site,
            })
        })
        .collect()
}
