//! The rows of a batch that have been answered: written once, read whenever they are asked for again.

use super::{
    super::{Connection, Error, unreadable},
    made,
};
use wire::registration::{BatchRow, Row, RowAnswer, RowFault, RowOutcome};

/// An answer before it is written.
#[derive(Clone, Debug)]
pub struct Answered {
    /// The serial number as it is stored with units; `None` when the row has none that can be one.
    pub serial: Option<String>,
    /// What the row said, as JSON.
    pub content: String,
    /// What became of it.
    pub answer: RowAnswer,
}

#[derive(sqlx::FromRow)]
struct Line {
    number: u32,
    serial: Option<String>,
    registered: bool,
    content: String,
    faults: Option<String>,
}

impl Line {
    fn answered(self) -> Result<Answered, Error> {
        let faults = match &self.faults {
            None => Vec::new(),
            Some(text) => serde_json::from_str::<Vec<RowFault>>(text)
                .map_err(|_| unreadable("faults of a row", text))?,
        };
        let outcome = if self.registered { RowOutcome::Registered } else { RowOutcome::Refused };
        let answer = RowAnswer { row: self.number, outcome, reference: self.serial.clone(), faults };
        Ok(Answered { serial: self.serial, content: self.content, answer })
    }
}

/// Those with numbers from `from` to `to`, in their order.
///
/// # Errors
/// The database.
pub async fn between(
    conn: &mut Connection,
    batch: i64,
    (from, to): (u32, u32),
) -> Result<Vec<Answered>, Error> {
    let lines: Vec<Line> = sqlx::query_as(
        "SELECT number, serial, registered, content, faults FROM registration_row
         WHERE registration = ? AND number BETWEEN ? AND ? ORDER BY number",
    )
    .bind(batch)
    .bind(from)
    .bind(to)
    .fetch_all(conn)
    .await?;
    lines.into_iter().map(Line::answered).collect()
}

/// A page of them: those after a number, by number, one more than the page has when there is another page.
///
/// # Errors
/// The database.
pub async fn page(
    conn: &mut Connection,
    batch: i64,
    outcome: Option<&RowOutcome>,
    (after, limit): (u32, u32),
) -> Result<Vec<BatchRow>, Error> {
    // Written out for each, so that the refused ones are found by their own index.
    let query = match outcome {
        None => sqlx::query_as(
            "SELECT number, serial, registered, content, faults FROM registration_row
             WHERE registration = ? AND number > ? ORDER BY number LIMIT ? + 0",
        ),
        Some(RowOutcome::Refused) => sqlx::query_as(
            "SELECT number, serial, registered, content, faults FROM registration_row
             WHERE registration = ? AND number > ? AND registered = 0 ORDER BY number LIMIT ? + 0",
        ),
        Some(_) => sqlx::query_as(
            "SELECT number, serial, registered, content, faults FROM registration_row
             WHERE registration = ? AND number > ? AND registered = 1 ORDER BY number LIMIT ? + 0",
        ),
    };
    let lines: Vec<Line> = query.bind(batch).bind(after).bind(limit + 1).fetch_all(conn).await?;
    let shown = |line: Line| {
        let answered = line.answered()?;
        let content: Row =
            serde_json::from_str(&answered.content).map_err(|_| unreadable("a row", &answered.content))?;
        Ok(BatchRow { answer: answered.answer, content })
    };
    lines.into_iter().map(shown).collect()
}

/// Writes answers.
///
/// # Errors
/// The database; a number that has been answered already.
pub async fn record(conn: &mut Connection, batch: i64, answered: &[Answered]) -> Result<(), Error> {
    let lines = answered.iter().map(|row| {
        let registered = row.answer.outcome == RowOutcome::Registered;
        let faults = (!registered).then(|| serde_json::json!(row.answer.faults).to_string());
        (row.answer.row, &row.serial, u8::from(registered), &row.content, faults)
    });
    sqlx::query(
        "INSERT INTO registration_row (registration, number, serial, registered, content, faults)
         SELECT ?1, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4 FROM jsonb_each(?2)",
    )
    .bind(batch)
    .bind(made::list(lines)?)
    .execute(conn)
    .await
    .map(drop)
}
