//! Questions of webinars, votes and answers. Whether something may be asked, voted for or answered is not decided here.

use super::{Connection, Error, Eyes, instant, maybe};
use chrono::{DateTime, Utc};
use wire::webinar::{AnswerHow, QuestionAnswer, WebinarQuestion};

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    text: String,
    asked_by: String,
    shown: bool,
    own: bool,
    asked_at: i64,
    at_second: Option<u32>,
    votes: u32,
    voted: bool,
    answer_how: Option<String>,
    answer_text: Option<String>,
    answer_second: Option<u32>,
    answered_by: Option<String>,
    answered_at: Option<i64>,
}

/// `?1` accounts, `?2` person, `?3` webinar. Names of people of other companies are nobody's business.
macro_rules! questions {
    ($tail:literal) => {
        concat!(
            "SELECT q.id, q.text, p.name AS asked_by, q.asked_by = ?2 AS own, q.asked_at, q.at_second,
                    q.asked_by = ?2 OR p.account_id IN (SELECT value FROM json_each(?1)) AS shown,
                    (SELECT count(*) FROM webinar_vote v WHERE v.question_id = q.id) AS votes,
                    EXISTS (SELECT 1 FROM webinar_vote v WHERE v.question_id = q.id AND v.person_id = ?2) AS voted,
                    q.answer_how, q.answer_text, q.answer_second, b.name AS answered_by, q.answered_at
             FROM webinar_question q
             JOIN person p ON p.id = q.asked_by
             LEFT JOIN person b ON b.id = q.answered_by
             WHERE q.webinar_id = ?3 ",
            $tail
        )
    };
}

/// Those of a webinar; those with the most votes first.
///
/// # Errors
/// The database.
pub async fn all(
    conn: &mut Connection,
    eyes: Eyes<'_>,
    webinar: &str,
) -> Result<Vec<WebinarQuestion>, Error> {
    let rows: Vec<Row> = sqlx::query_as(questions!("ORDER BY votes DESC, q.asked_at, q.id"))
        .bind(eyes.reach.account_list())
        .bind(eyes.person)
        .bind(webinar)
        .fetch_all(conn)
        .await?;
    rows.into_iter().map(Row::question).collect()
}

/// One of a webinar.
///
/// # Errors
/// The database.
pub async fn one(
    conn: &mut Connection,
    eyes: Eyes<'_>,
    webinar: &str,
    id: &str,
) -> Result<Option<WebinarQuestion>, Error> {
    let row: Option<Row> = sqlx::query_as(questions!("AND q.id = ?4"))
        .bind(eyes.reach.account_list())
        .bind(eyes.person)
        .bind(webinar)
        .bind(id)
        .fetch_optional(conn)
        .await?;
    row.map(Row::question).transpose()
}

impl Row {
    fn question(self) -> Result<WebinarQuestion, Error> {
        let answer = match (self.answer_how, maybe(self.answered_at, instant)?) {
            (Some(how), Some(at)) => Some(QuestionAnswer {
                how: how.as_str().into(),
                text: self.answer_text,
                at_second: self.answer_second,
                by: self.answered_by.unwrap_or_default(),
                at,
            }),
            _ => None,
        };
        Ok(WebinarQuestion {
            id: self.id,
            text: self.text,
            asked_by: Some(self.asked_by).filter(|_| self.shown),
            own: self.own,
            asked_at: instant(self.asked_at)?,
            at_second: self.at_second,
            votes: self.votes,
            voted: self.voted,
            answer,
        })
    }
}

/// Keeps a question and gives its id.
///
/// # Errors
/// The database.
pub async fn insert(
    conn: &mut Connection,
    webinar: &str,
    by: &str,
    text: &str,
    at_second: Option<u32>,
    now: DateTime<Utc>,
) -> Result<String, Error> {
    let id = uuid::Uuid::now_v7().to_string();
    sqlx::query(
        "INSERT INTO webinar_question (id, webinar_id, asked_by, asked_at, text, at_second) VALUES (?, ?, ?, ?, ?, ?)",
    )
    .bind(&id)
    .bind(webinar)
    .bind(by)
    .bind(now.timestamp_millis())
    .bind(text)
    .bind(at_second)
    .execute(conn)
    .await?;
    Ok(id)
}

/// How many that somebody has asked about a webinar wait for an answer.
///
/// # Errors
/// The database.
pub async fn open_of(conn: &mut Connection, webinar: &str, person: &str) -> Result<u32, Error> {
    sqlx::query_scalar(
        "SELECT count(*) FROM webinar_question WHERE webinar_id = ? AND asked_by = ? AND answered_at IS NULL",
    )
    .bind(webinar)
    .bind(person)
    .fetch_one(conn)
    .await
}

/// Somebody wants a question answered, or does not any more. Saying so twice is saying so once.
///
/// # Errors
/// The database.
pub async fn vote(conn: &mut Connection, question: &str, person: &str, wants: bool) -> Result<(), Error> {
    let statement = if wants {
        "INSERT INTO webinar_vote (question_id, person_id) VALUES (?, ?) ON CONFLICT DO NOTHING"
    } else {
        "DELETE FROM webinar_vote WHERE question_id = ? AND person_id = ?"
    };
    sqlx::query(statement).bind(question).bind(person).execute(conn).await.map(drop)
}

/// Keeps an answer, in the place of one that was there.
///
/// # Errors
/// The database.
pub async fn answer(
    conn: &mut Connection,
    question: &str,
    by: &str,
    how: &AnswerHow,
    text: Option<&str>,
    at_second: Option<u32>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query(
        "UPDATE webinar_question SET answer_how = ?, answer_text = ?, answer_second = ?, answered_by = ?, answered_at = ?,
             demonstration = 0
         WHERE id = ?",
    )
    .bind(how.as_str())
    .bind(text)
    .bind(at_second)
    .bind(by)
    .bind(now.timestamp_millis())
    .bind(question)
    .execute(conn)
    .await
    .map(drop)
}
