//! How ready the accounts are: the operator complete, the carrier with things missing and a profile that nobody has confirmed
//! for longer than a quarter, the two small ones at the beginning; and a notice that waits for the advisor beside one that
//! was acknowledged. What people say themselves comes after these lines and counts instead of them.

use super::{
    accounts::{CARRIER, METRO, OPERATOR},
    anchor::Anchor,
    people::{ADMINISTRATOR, ADVISOR_AMERICAS, ADVISOR_EMEA, METRO_SENIOR, OPERATOR_ADMINISTRATOR, SENIOR},
};
use chrono::{DateTime, Datelike, Utc};
use sqlx::SqliteConnection;

const DAY: i64 = 1440;

struct Line {
    account: &'static str,
    area: &'static str,
    topic: &'static str,
    step: &'static str,
    text: Option<&'static str>,
    by: &'static str,
    days_ago: i64,
    on_behalf: bool,
}

const fn line(
    account: &'static str,
    [area, topic, step]: [&'static str; 3],
    text: Option<&'static str>,
    by: &'static str,
    days_ago: i64,
) -> Line {
    Line { account, area, topic, step, text, by, days_ago, on_behalf: false }
}

const SUPPLIER: &str = "record-demonstration-supplier";
const TRANSPORT: &str = "record-demonstration-transport";

const LINES: &[Line] = &[
    line(OPERATOR, ["activation", "consent", "given"], None, OPERATOR_ADMINISTRATOR, 70),
    line(
        OPERATOR,
        ["activation", "on_boarding", "given"],
        Some("Çiğdem Wörthmüller, +1 646-555-0171, Europe/Berlin, mornings"),
        OPERATOR_ADMINISTRATOR,
        70,
    ),
    line(OPERATOR, ["responsibilities", "R-068", "given"], None, OPERATOR_ADMINISTRATOR, 66),
    line(OPERATOR, ["responsibilities", "R-079", "given"], None, OPERATOR_ADMINISTRATOR, 66),
    line(OPERATOR, ["responsibilities", "R-067", "given"], None, OPERATOR_ADMINISTRATOR, 21),
    line(
        OPERATOR,
        ["responsibilities", TRANSPORT, "secured"],
        Some("Brückmoor Transport"),
        OPERATOR_ADMINISTRATOR,
        20,
    ),
    line(CARRIER, ["activation", "consent", "given"], Some("Core routers only"), ADMINISTRATOR, 150),
    line(CARRIER, ["responsibilities", "R-067", "given"], None, SENIOR, 131),
    Line {
        on_behalf: true,
        ..line(
            CARRIER,
            ["responsibilities", "R-068", "given"],
            Some("Told on the on-boarding call"),
            ADVISOR_AMERICAS,
            120,
        )
    },
    line(
        CARRIER,
        ["responsibilities", "R-079", "given"],
        Some("Out-of-band access at every site"),
        SENIOR,
        131,
    ),
    line(CARRIER, ["activation", "consent", "withdrawn"], None, ADMINISTRATOR, 12),
    line(CARRIER, ["responsibilities", SUPPLIER, "not_secured"], Some("Ostrander Power"), ADMINISTRATOR, 9),
    line(
        METRO,
        ["activation", "on_boarding", "given"],
        Some("Debjani Mukhopadhyay, Asia/Kolkata"),
        METRO_SENIOR,
        5,
    ),
];

/// Key, account, kind, who, what, day of a training counted from today, secured.
type Record = (&'static str, &'static str, &'static str, &'static str, &'static str, Option<i64>, bool);

const RECORDS: &[Record] = &[
    (
        TRANSPORT,
        OPERATOR,
        "third_party",
        "Brückmoor Transport",
        "Access to the shared ring at Lübeck",
        None,
        true,
    ),
    (SUPPLIER, CARRIER, "third_party", "Ostrander Power", "Escort to the shelter at den2", None, false),
    (
        "record-demonstration-training-1",
        OPERATOR,
        "training",
        "Çiğdem Wörthmüller",
        "Junos Service Provider Switching",
        Some(-45),
        false,
    ),
    (
        "record-demonstration-training-2",
        CARRIER,
        "training",
        "Mateus Figueiredo",
        "Advanced Junos Troubleshooting",
        Some(-100),
        false,
    ),
];

struct Notice {
    suffix: &'static str,
    account: &'static str,
    duties: &'static str,
    text: &'static str,
    by: &'static str,
    zone: &'static str,
    days_ago: i64,
    until_in: i64,
    /// Who has acknowledged it, and how many days ago.
    acknowledged: Option<(&'static str, i64)>,
}

const NOTICES: &[Notice] = &[
    Notice {
        suffix: "900001",
        account: CARRIER,
        duties: r#"["R-064"]"#,
        text: "The releases of the units at two regional sites can’t be read until their console servers are replaced.",
        by: SENIOR,
        zone: "America/Denver",
        days_ago: 2,
        until_in: 25,
        acknowledged: None,
    },
    Notice {
        suffix: "900002",
        account: OPERATOR,
        duties: r#"["R-065","R-067"]"#,
        text: "One of our six representatives leaves at the end of the month; the successor is named within two weeks.",
        by: OPERATOR_ADMINISTRATOR,
        zone: "Europe/Berlin",
        days_ago: 40,
        until_in: -12,
        acknowledged: Some((ADVISOR_EMEA, 39)),
    },
];

pub async fn insert(conn: &mut SqliteConnection, anchor: &Anchor) -> Result<(), sqlx::Error> {
    for (n, line) in (1_i64..).zip(LINES) {
        sqlx::query(
            "INSERT INTO declaration (account_id, area, topic, step, text, by_id, at, on_behalf, demonstration)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(line.account)
        .bind(line.area)
        .bind(line.topic)
        .bind(line.step)
        .bind(line.text)
        .bind(line.by)
        .bind(anchor.minutes(-line.days_ago * DAY).timestamp_millis())
        .bind(line.on_behalf)
        .bind(n)
        .execute(&mut *conn)
        .await?;
    }
    for (n, (id, account, kind, name, about, day, secured)) in (1_i64..).zip(RECORDS) {
        sqlx::query(
            "INSERT INTO readiness_record (id, account_id, kind, name, about, day, secured, demonstration)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(*id)
        .bind(*account)
        .bind(*kind)
        .bind(*name)
        .bind(*about)
        .bind(day.map(|days| anchor.days(days).to_string()))
        .bind(*secured)
        .bind(n)
        .execute(&mut *conn)
        .await?;
    }
    for (n, notice) in (1_i64..).zip(NOTICES) {
        let sent = anchor.minutes(-notice.days_ago * DAY);
        sqlx::query(
            "INSERT INTO notice (number, account_id, responsibilities, text, sent_by, zone, sent_at, demonstration)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(number(notice, sent))
        .bind(notice.account)
        .bind(notice.duties)
        .bind(notice.text)
        .bind(notice.by)
        .bind(notice.zone)
        .bind(sent.timestamp_millis())
        .bind(n)
        .execute(&mut *conn)
        .await?;
    }
    renew_notices(conn, anchor).await
}

fn number(notice: &Notice, sent: DateTime<Utc>) -> String {
    format!("NOTICE-{}-{}", sent.year(), notice.suffix)
}

/// The times move with the anchor; what people have said since stays where it is.
pub async fn renew(conn: &mut SqliteConnection, anchor: &Anchor) -> Result<(), sqlx::Error> {
    let lines: i64 = sqlx::query_scalar("SELECT count(*) FROM declaration").fetch_one(&mut *conn).await?;
    if lines == 0 {
        return insert(conn, anchor).await;
    }
    for (n, line) in (1_i64..).zip(LINES) {
        sqlx::query("UPDATE declaration SET at = ? WHERE demonstration = ?")
            .bind(anchor.minutes(-line.days_ago * DAY).timestamp_millis())
            .bind(n)
            .execute(&mut *conn)
            .await?;
    }
    for (n, record) in (1_i64..).zip(RECORDS) {
        sqlx::query("UPDATE readiness_record SET day = ? WHERE demonstration = ?")
            .bind(record.5.map(|days| anchor.days(days).to_string()))
            .bind(n)
            .execute(&mut *conn)
            .await?;
    }
    renew_notices(conn, anchor).await
}

async fn renew_notices(conn: &mut SqliteConnection, anchor: &Anchor) -> Result<(), sqlx::Error> {
    for (n, notice) in (1_i64..).zip(NOTICES) {
        let sent = anchor.minutes(-notice.days_ago * DAY);
        let acknowledged = notice.acknowledged;
        sqlx::query(
            "UPDATE notice SET number = ?, sent_at = ?, since_on = ?, until_on = ?, acknowledged_by = ?, acknowledged_at = ?,
                 version = ? WHERE demonstration = ?",
        )
        .bind(number(notice, sent))
        .bind(sent.timestamp_millis())
        .bind(anchor.days(-notice.days_ago).to_string())
        .bind(anchor.days(notice.until_in).to_string())
        .bind(acknowledged.map(|(by, _)| by))
        .bind(acknowledged.map(|(_, days)| anchor.minutes(-days * DAY).timestamp_millis()))
        .bind(if acknowledged.is_some() { 2 } else { 1 })
        .bind(n)
        .execute(&mut *conn)
        .await?;
    }
    Ok(())
}
