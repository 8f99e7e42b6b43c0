//! Webinars around the clock of the demonstration: one in each of the last four quarters but one, one whose recording is owed,
//! one that begins in a moment, one next week with questions, one that was called off, one for a single account. The
//! recordings themselves are placed by whoever has the files.

use super::{
    accounts::OPERATOR,
    anchor::{Anchor, plus},
    people::{
        ADVISOR_AMERICAS, ADVISOR_EMEA, ENGINEER, EXPERT, GUEST, NIGHT_SHIFT, OPERATOR_ADMINISTRATOR,
        OPERATOR_ENGINEER, SENIOR, VIEWER,
    },
};
use chrono::{DateTime, TimeDelta, Utc};
use rules::webinar::quarter::Quarter;
use sqlx::SqliteConnection;
use wire::webinar::{AnswerHow, Topic};

mod cast;

use cast::{WEBINARS, When};

/// Something that was asked: id, who, days from now, words, second, votes, and the answer.
struct Asked {
    id: &'static str,
    by: &'static str,
    days: i64,
    text: &'static str,
    at_second: Option<u32>,
    votes: &'static [&'static str],
    answer: Option<Answered>,
}

struct Answered {
    how: AnswerHow,
    text: Option<&'static str>,
    at_second: Option<u32>,
    by: &'static str,
    days: i64,
}

struct DemoWebinar {
    id: &'static str,
    title: &'static str,
    about: &'static str,
    topic: Topic,
    other_topic: Option<&'static str>,
    families: &'static [&'static str],
    speaker: [&'static str; 2],
    when: When,
    zone: &'static str,
    join_link: Option<&'static str>,
    dial_in: Option<&'static str>,
    cancelled_why: Option<&'static str>,
    by: &'static str,
    audience: &'static [&'static str],
    registered: &'static [&'static str],
    joined: &'static [&'static str],
    /// Who, stars, and words.
    feedback: &'static [(&'static str, u8, Option<&'static str>)],
    questions: &'static [Asked],
}

const LENGTH: TimeDelta = TimeDelta::minutes(60);

impl DemoWebinar {
    fn starts(&self, anchor: &Anchor) -> DateTime<Utc> {
        match self.when {
            When::Days(days) => anchor.working_hour(self.zone, days, 10),
            // Whole minutes, as people plan.
            When::Minutes(minutes) => {
                let at = anchor.minutes(minutes);
                at - TimeDelta::milliseconds(at.timestamp_millis().rem_euclid(60_000))
            }
            When::QuartersAgo(ago, days) => {
                let quarter = (0..ago).fold(Quarter::of(anchor.now), |quarter, _| quarter.previous());
                let day = plus(quarter.first_day(), days);
                anchor.working_hour(self.zone, (day - anchor.date_in(self.zone)).num_days(), 10)
            }
        }
    }
}

/// Inserts those that are not there.
pub async fn insert(conn: &mut SqliteConnection, anchor: &Anchor) -> Result<(), sqlx::Error> {
    for webinar in WEBINARS {
        let known: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM webinar WHERE id = ?")
            .bind(webinar.id)
            .fetch_one(&mut *conn)
            .await?;
        if known == 0 {
            insert_one(conn, anchor, webinar).await?;
        }
    }
    Ok(())
}

async fn insert_one(
    conn: &mut SqliteConnection,
    anchor: &Anchor,
    webinar: &DemoWebinar,
) -> Result<(), sqlx::Error> {
    let families =
        serde_json::to_string(webinar.families).map_err(|error| sqlx::Error::Encode(error.into()))?;
    sqlx::query(
        "INSERT INTO webinar (id, title, about, topic, other_topic, families, speaker_name, speaker_title, starts_at, ends_at,
             host_zone, join_link, dial_in, cancelled_why, sequence, planned_by, changed_at, demonstration)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, 0, ?, ?, ?, ?, ?, ?, 0, 1)",
    )
    .bind(webinar.id)
    .bind(webinar.title)
    .bind(webinar.about)
    .bind(webinar.topic.as_str())
    .bind(webinar.other_topic)
    .bind(families)
    .bind(webinar.speaker[0])
    .bind(webinar.speaker[1])
    .bind(webinar.zone)
    .bind(webinar.join_link)
    .bind(webinar.dial_in)
    .bind(webinar.cancelled_why)
    .bind(u32::from(webinar.cancelled_why.is_some()))
    .bind(webinar.by)
    .execute(&mut *conn)
    .await?;
    for account in webinar.audience {
        sqlx::query("INSERT INTO webinar_audience (webinar_id, account_id) VALUES (?, ?)")
            .bind(webinar.id)
            .bind(*account)
            .execute(&mut *conn)
            .await?;
    }
    for person in webinar.registered {
        sqlx::query("INSERT INTO webinar_registration (webinar_id, person_id, at) VALUES (?, ?, 0)")
            .bind(webinar.id)
            .bind(*person)
            .execute(&mut *conn)
            .await?;
    }
    for person in webinar.joined {
        sqlx::query("INSERT INTO webinar_attendance (webinar_id, person_id, joined_at) VALUES (?, ?, 0)")
            .bind(webinar.id)
            .bind(*person)
            .execute(&mut *conn)
            .await?;
    }
    for (person, stars, text) in webinar.feedback {
        sqlx::query(
            "INSERT INTO webinar_feedback (webinar_id, person_id, stars, text, at) VALUES (?, ?, ?, ?, 0)",
        )
        .bind(webinar.id)
        .bind(*person)
        .bind(*stars)
        .bind(*text)
        .execute(&mut *conn)
        .await?;
    }
    for asked in webinar.questions {
        insert_question(conn, webinar, asked).await?;
    }
    place(conn, anchor, webinar).await
}

async fn insert_question(
    conn: &mut SqliteConnection,
    webinar: &DemoWebinar,
    asked: &Asked,
) -> Result<(), sqlx::Error> {
    let answer = asked.answer.as_ref();
    sqlx::query(
        "INSERT INTO webinar_question (id, webinar_id, asked_by, asked_at, text, at_second, answer_how, answer_text,
             answer_second, answered_by, demonstration)
         VALUES (?, ?, ?, 0, ?, ?, ?, ?, ?, ?, 1)",
    )
    .bind(asked.id)
    .bind(webinar.id)
    .bind(asked.by)
    .bind(asked.text)
    .bind(asked.at_second)
    .bind(answer.map(|answer| answer.how.as_str()))
    .bind(answer.and_then(|answer| answer.text))
    .bind(answer.and_then(|answer| answer.at_second))
    .bind(answer.map(|answer| answer.by))
    .execute(&mut *conn)
    .await?;
    for person in asked.votes {
        sqlx::query("INSERT INTO webinar_vote (question_id, person_id) VALUES (?, ?)")
            .bind(asked.id)
            .bind(*person)
            .execute(&mut *conn)
            .await?;
    }
    Ok(())
}

/// Places the webinars that no publisher has changed around a new now, and what the demonstration's own people did with them.
/// Whatever else people did stays.
pub async fn renew(conn: &mut SqliteConnection, anchor: &Anchor) -> Result<(), sqlx::Error> {
    insert(conn, anchor).await?;
    for webinar in WEBINARS {
        let ours: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM webinar WHERE id = ? AND demonstration = 1")
            .bind(webinar.id)
            .fetch_one(&mut *conn)
            .await?;
        if ours == 1 {
            place(conn, anchor, webinar).await?;
        }
    }
    Ok(())
}

async fn place(
    conn: &mut SqliteConnection,
    anchor: &Anchor,
    webinar: &DemoWebinar,
) -> Result<(), sqlx::Error> {
    let starts = webinar.starts(anchor);
    let at = |days: i64| anchor.minutes(days * 24 * 60).timestamp_millis();
    let planned = (starts - TimeDelta::days(30)).min(anchor.now);
    sqlx::query("UPDATE webinar SET starts_at = ?, ends_at = ?, changed_at = ? WHERE id = ?")
        .bind(starts.timestamp_millis())
        .bind((starts + LENGTH).timestamp_millis())
        .bind(planned.timestamp_millis())
        .bind(webinar.id)
        .execute(&mut *conn)
        .await?;
    let times = [
        (
            "UPDATE webinar_registration SET at = ? WHERE webinar_id = ? AND person_id = ?",
            webinar.registered,
            planned,
        ),
        (
            "UPDATE webinar_attendance SET joined_at = ? WHERE webinar_id = ? AND person_id = ?",
            webinar.joined,
            starts,
        ),
    ];
    for (statement, people, time) in times {
        for person in people {
            sqlx::query(statement)
                .bind(time.timestamp_millis())
                .bind(webinar.id)
                .bind(*person)
                .execute(&mut *conn)
                .await?;
        }
    }
    for (person, stars, text) in webinar.feedback {
        sqlx::query(
            "UPDATE webinar_feedback SET at = ? WHERE webinar_id = ? AND person_id = ? AND stars = ? AND text IS ?",
        )
        .bind((starts + LENGTH).timestamp_millis())
        .bind(webinar.id)
        .bind(*person)
        .bind(*stars)
        .bind(*text)
        .execute(&mut *conn)
        .await?;
    }
    for asked in webinar.questions {
        sqlx::query(
            "UPDATE webinar_question SET asked_at = ?, answered_at = ? WHERE id = ? AND demonstration = 1",
        )
        .bind(at(asked.days))
        .bind(asked.answer.as_ref().map(|answer| at(answer.days)))
        .bind(asked.id)
        .execute(&mut *conn)
        .await?;
    }
    Ok(())
}
