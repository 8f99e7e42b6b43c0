//! The further units of a case, beside the one that it is mainly about.

use super::{Connection, Error, json_rows, maybe, unreadable};
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

#[derive(serde::Deserialize)]
struct Row {
    title: String,
    reference: Option<String>,
    model: Option<String>,
    site: Option<String>,
    cover_at_opening: Option<String>,
}

/// Those of a case `c`, in their order, within the statement that finds it; [`read`] reads them.
macro_rules! of_case {
    () => {
        "(SELECT json_group_array(json_object('title', coalesce(x.host_name, x.reference, k.gone_as, ''),
             'reference', x.reference, 'model', x.model, 'site', y.name, 'cover_at_opening', k.cover_at_opening)
             ORDER BY k.place)
           FROM case_unit k LEFT JOIN unit x ON x.id = k.unit_id LEFT JOIN site y ON y.id = x.site_id
           WHERE k.case_number = c.number)"
    };
}

pub(super) use of_case;

/// What [`of_case`] finds.
///
/// # Errors
/// It can't be read.
pub(super) fn read(found: &str) -> Result<Vec<FurtherUnit>, Error> {
    let cover = |text: &str| serde_json::from_str(text).map_err(|_| unreadable("cover", &text));
    json_rows(found)?
        .into_iter()
        .map(|row: Row| {
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
