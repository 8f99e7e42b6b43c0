//! Two sites that are the same place become one: the units move, each with its line in its history, and what was known of the
//! site that goes leads to the one that stays.

use super::{Stored, changes, changes::NewSiteChange, people, set_people};
use crate::store::{Connection, Error};
use chrono::{DateTime, Utc};
use rules::site::{PEOPLE_MAX, write_people};
use wire::site::SiteChangeKind;

/// What is joined, by whom.
#[derive(Clone, Copy, Debug)]
pub struct Joining<'a> {
    /// The site that goes.
    pub gone: &'a Stored,
    /// The site that stays.
    pub stays: &'a Stored,
    /// How to get in there, of both.
    pub access: &'a str,
    /// When.
    pub at: DateTime<Utc>,
    /// Id of the person.
    pub by: &'a str,
    /// Why.
    pub note: Option<&'a str>,
}

/// Joins them; how many units moved.
///
/// # Errors
/// The database.
pub async fn join(conn: &mut Connection, joining: Joining<'_>) -> Result<u64, Error> {
    let Joining { gone, stays, at, .. } = joining;
    let (from, into) = (gone.site.id.as_str(), stays.site.id.as_str());
    let units = move_units(conn, joining).await?;
    sqlx::query("UPDATE site_former SET site_id = ? WHERE site_id = ?")
        .bind(into)
        .bind(from)
        .execute(&mut *conn)
        .await?;
    sqlx::query(
        "INSERT INTO site_former (id, account_id, site_id, name, street, postal_code, city, country, at)
         SELECT id, account_id, ?, name, street, postal_code, city, country, ? FROM site WHERE id = ?",
    )
    .bind(into)
    .bind(at.timestamp_millis())
    .bind(from)
    .execute(&mut *conn)
    .await?;
    sqlx::query("UPDATE site_change SET site_id = ?, of = coalesce(of, ?) WHERE site_id = ?")
        .bind(into)
        .bind(&gone.site.name)
        .bind(from)
        .execute(&mut *conn)
        .await?;
    let mut known = people(conn, into).await?;
    let mut left_out = Vec::new();
    for person in people(conn, from).await? {
        if known.iter().any(|other| other.phone == person.phone) {
            continue;
        }
        if known.len() < PEOPLE_MAX { known.push(person) } else { left_out.push(person) }
    }
    set_people(conn, into, &known).await?;
    set_people(conn, from, &[]).await?;
    sqlx::query("DELETE FROM site WHERE id = ?").bind(from).execute(&mut *conn).await?;
    sqlx::query("UPDATE site SET access = nullif(?, ''), version = version + 1 WHERE id = ?")
        .bind(joining.access)
        .bind(into)
        .execute(&mut *conn)
        .await?;
    let was = [
        Some(gone.site.name.clone()),
        Some(gone.site.address()),
        gone.access.clone(),
        Some(write_people(&left_out)),
    ];
    let was = was.into_iter().flatten().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ");
    let moved = rules::words::count(u32::try_from(units).unwrap_or(u32::MAX), "unit");
    let line = NewSiteChange {
        site: into,
        at,
        by: joining.by,
        kind: SiteChangeKind::Joined,
        old: Some(&was),
        new: Some(&moved),
        note: joining.note,
    };
    changes::record(conn, &line).await?;
    Ok(units)
}

/// All at once, however many: a line for each in its history, then the site.
async fn move_units(conn: &mut Connection, joining: Joining<'_>) -> Result<u64, Error> {
    let Joining { gone, stays, at, by, note, .. } = joining;
    sqlx::query(
        "INSERT INTO unit_change (unit_id, at, by_id, kind, old, new, note)
         SELECT id, ?, ?, 'site', ?, ?, ? FROM unit WHERE site_id = ? ORDER BY id",
    )
    .bind(at.timestamp_millis())
    .bind(by)
    .bind(&gone.site.name)
    .bind(&stays.site.name)
    .bind(note.unwrap_or("The two sites are the same place and were joined."))
    .bind(&gone.site.id)
    .execute(&mut *conn)
    .await?;
    let moved = sqlx::query("UPDATE unit SET site_id = ?, version = version + 1 WHERE site_id = ?")
        .bind(&stays.site.id)
        .bind(&gone.site.id)
        .execute(&mut *conn)
        .await?;
    Ok(moved.rows_affected())
}
