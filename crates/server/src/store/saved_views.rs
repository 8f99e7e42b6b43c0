//! Saved views of lists. Everything is asked for on behalf of one person, who sees the own ones and those that the account
//! shares; what may be changed is not decided here.

use super::{Connection, Error};
use wire::saved_view::{SavedView, ViewContent};

/// Who asks: id of the person, and of that person's account.
#[derive(Clone, Copy, Debug)]
pub struct Asking<'a> {
    /// Id of the person.
    pub person: &'a str,
    /// Id of the person's account.
    pub account: &'a str,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    page: String,
    name: String,
    query: String,
    shared: bool,
    own: bool,
    by: String,
    first: bool,
    version: u32,
}

impl From<Row> for SavedView {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            page: row.page,
            name: row.name,
            query: row.query,
            shared: row.shared,
            own: row.own,
            by: row.by,
            default: row.first,
            version: row.version,
        }
    }
}

/// `?1` person, `?2` account.
macro_rules! views {
    ($tail:literal) => {
        concat!(
            "SELECT v.id, v.page, v.name, v.query, v.shared, v.person_id = ?1 AS own, p.name AS by,
                    f.view_id IS NOT NULL AS first, v.version
             FROM saved_view v JOIN person p ON p.id = v.person_id
             LEFT JOIN first_view f ON f.view_id = v.id AND f.person_id = ?1
             WHERE (v.person_id = ?1 OR (v.shared = 1 AND v.account_id = ?2)) ",
            $tail
        )
    };
}

/// All views of a list that the person sees, by name.
///
/// # Errors
/// The database.
pub async fn all(conn: &mut Connection, asking: Asking<'_>, page: &str) -> Result<Vec<SavedView>, Error> {
    let rows: Vec<Row> = sqlx::query_as(views!("AND v.page = ?3 ORDER BY v.name COLLATE NOCASE, v.id"))
        .bind(asking.person)
        .bind(asking.account)
        .bind(page)
        .fetch_all(conn)
        .await?;
    Ok(rows.into_iter().map(SavedView::from).collect())
}

/// One that the person sees.
///
/// # Errors
/// The database.
pub async fn one(conn: &mut Connection, asking: Asking<'_>, id: &str) -> Result<Option<SavedView>, Error> {
    let row: Option<Row> = sqlx::query_as(views!("AND v.id = ?3"))
        .bind(asking.person)
        .bind(asking.account)
        .bind(id)
        .fetch_optional(conn)
        .await?;
    Ok(row.map(SavedView::from))
}

/// Keeps a new one and gives its id.
///
/// # Errors
/// The database.
pub async fn insert(
    conn: &mut Connection,
    asking: Asking<'_>,
    page: &str,
    content: &ViewContent,
) -> Result<String, Error> {
    let id = uuid::Uuid::now_v7().to_string();
    sqlx::query(
        "INSERT INTO saved_view (id, person_id, account_id, page, name, query, shared) VALUES (?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(&id)
    .bind(asking.person)
    .bind(asking.account)
    .bind(page)
    .bind(&content.name)
    .bind(&content.query)
    .bind(content.shared)
    .execute(conn)
    .await?;
    Ok(id)
}

/// Puts other content in its place. Who saw it by sharing alone and began with it begins with the whole list again when it is
/// not shared any more.
///
/// # Errors
/// The database.
pub async fn update(conn: &mut Connection, id: &str, content: &ViewContent) -> Result<(), Error> {
    sqlx::query("UPDATE saved_view SET name = ?, query = ?, shared = ?, version = version + 1 WHERE id = ?")
        .bind(&content.name)
        .bind(&content.query)
        .bind(content.shared)
        .bind(id)
        .execute(&mut *conn)
        .await?;
    if content.shared {
        return Ok(());
    }
    sqlx::query(
        "DELETE FROM first_view WHERE view_id = ?1
           AND person_id <> (SELECT person_id FROM saved_view WHERE id = ?1)",
    )
    .bind(id)
    .execute(conn)
    .await
    .map(drop)
}

/// Takes one away, and from everybody who began with it.
///
/// # Errors
/// The database.
pub async fn delete(conn: &mut Connection, id: &str) -> Result<(), Error> {
    sqlx::query("DELETE FROM saved_view WHERE id = ?").bind(id).execute(conn).await.map(drop)
}

/// The person's list begins with that view, or no more.
///
/// # Errors
/// The database.
pub async fn begin_with(
    conn: &mut Connection,
    person: &str,
    view: &SavedView,
    begins: bool,
) -> Result<(), Error> {
    let statement = if begins {
        "INSERT INTO first_view (person_id, page, view_id) VALUES (?1, ?2, ?3)
         ON CONFLICT (person_id, page) DO UPDATE SET view_id = excluded.view_id"
    } else {
        "DELETE FROM first_view WHERE person_id = ?1 AND page = ?2 AND view_id = ?3"
    };
    sqlx::query(statement).bind(person).bind(&view.page).bind(&view.id).execute(conn).await.map(drop)
}
