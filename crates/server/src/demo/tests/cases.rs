//! Cases and the call note: every state of the clock, and what a user has touched stays.

use super::{INSTANTS, at, installed, place_anew, stored};
use chrono::{DateTime, TimeDelta, Utc};
use rules::response::{Priority, ResponseState, TargetTable, response_state};
use sqlx::{Row, SqliteConnection, sqlite::SqliteRow};
use std::collections::BTreeSet;
use wire::case::{CaseStatus, Channel, EscalationState, EventBy, EventKind, ExpertBasis, WaitingOn};

fn instant(row: &SqliteRow, column: &str) -> Option<DateTime<Utc>> {
    row.get::<Option<i64>, _>(column).and_then(DateTime::from_timestamp_millis)
}

async fn cases(conn: &mut SqliteConnection) -> Vec<SqliteRow> {
    sqlx::query("SELECT * FROM tech_case ORDER BY number").fetch_all(conn).await.unwrap()
}

fn state(row: &SqliteRow, now: DateTime<Utc>) -> ResponseState {
    response_state(
        instant(row, "created_at").unwrap(),
        instant(row, "due_at").unwrap(),
        instant(row, "first_contact_at"),
        now,
    )
}

#[tokio::test]
async fn every_state_of_the_clock_occurs() {
    let minutes = TimeDelta::minutes;
    for now in INSTANTS.map(at) {
        let mut conn = installed(now).await;
        let rows = cases(&mut conn).await;
        let states: Vec<_> = rows
            .iter()
            .map(|row| (row.get::<i64, _>("priority"), row.get::<String, _>("channel"), state(row, now)))
            .collect();
        let occurs = |priority: i64, channel: &str, wanted: &dyn Fn(ResponseState) -> bool| {
            states.iter().any(|(p, c, state)| *p == priority && c == channel && wanted(*state))
        };
        assert!(occurs(
            1,
            "phone",
            &|s| matches!(s, ResponseState::Met { after, .. } if after == minutes(7))
        ));
        assert!(occurs(1, "web", &|s| matches!(s, ResponseState::Running { left } if left == minutes(8))));
        assert!(occurs(2, "web", &|s| matches!(s, ResponseState::Missed { by, .. } if by == minutes(4))));
        assert!(occurs(2, "web", &|s| matches!(s, ResponseState::Running { left } if left == minutes(11))));
        assert!(occurs(3, "web", &|s| matches!(s, ResponseState::Overdue { by } if by == minutes(95))));
        assert!(occurs(3, "web", &|s| matches!(s, ResponseState::Running { left } if left == minutes(180))));
        assert!(occurs(4, "web", &|s| matches!(s, ResponseState::Met { .. })));
    }
}

#[tokio::test]
async fn statuses_turns_and_events_are_complete_and_never_in_the_future() {
    for now in INSTANTS.map(at) {
        let mut conn = installed(now).await;
        let rows = cases(&mut conn).await;
        let texts = |column: &str| {
            rows.iter().filter_map(|r| r.get::<Option<String>, _>(column)).collect::<BTreeSet<_>>()
        };
        let known = |values: &[&str]| values.iter().map(|v| (*v).to_owned()).collect::<BTreeSet<_>>();
        assert_eq!(texts("status"), known(CaseStatus::KNOWN));
        assert_eq!(texts("waiting_on"), known(WaitingOn::KNOWN));
        assert_eq!(texts("expert_to_expert"), known(ExpertBasis::KNOWN));
        assert_eq!(texts("channel"), known(&[Channel::Phone.as_str(), Channel::Web.as_str()]));
        assert_eq!(texts("account_id").len(), 3);
        assert!(rows.iter().any(|r| r.get::<Option<&str>, _>("unlisted_host").is_some()));
        assert!(rows.iter().any(|r| r.get::<&str, _>("exclusions") == r#"["third_party_part"]"#));
        assert!(rows.iter().all(|r| r.get::<Option<&str>, _>("unit_id").is_some()
            != r.get::<Option<&str>, _>("unlisted_host").is_some()));
        let events = sqlx::query(
            "SELECT case_event.*, created_at, due_at FROM case_event JOIN tech_case ON number = case_number",
        )
        .fetch_all(&mut conn)
        .await
        .unwrap();
        for event in &events {
            let at = instant(event, "at").unwrap();
            assert!(
                instant(event, "created_at").unwrap() <= at && at <= now,
                "{:?}",
                event.get::<&str, _>("text")
            );
            assert!(
                EventKind::KNOWN.contains(&event.get("kind")) && EventBy::KNOWN.contains(&event.get("side"))
            );
        }
        for row in &rows {
            let number: &str = row.get("number");
            let mine = events.iter().filter(|event| event.get::<&str, _>("case_number") == number);
            assert_eq!(mine.filter(|event| event.get::<&str, _>("kind") == "opened").count(), 1, "{number}");
            assert!(row.get::<&str, _>("synopsis").chars().count() <= 250);
            assert!(!row.get::<&str, _>("description").is_empty());
        }
    }
}

/// Eight quarters for the carrier's record: one without a case, misses among them, and somebody whom nobody called.
#[tokio::test]
async fn there_are_cases_of_two_years_and_a_quarter_without_any() {
    use rules::response::record::{Facts, Kept, quarters, record};
    for now in INSTANTS.map(at) {
        let mut conn = installed(now).await;
        let rows = cases(&mut conn).await;
        let carrier =
            rows.iter().filter(|row| row.get::<&str, _>("account_id") == crate::demo::accounts::CARRIER);
        let facts: Vec<Facts> = carrier
            .map(|row| Facts {
                priority: Priority::from_number(row.get("priority")).unwrap(),
                channel: (&Channel::from(row.get::<&str, _>("channel"))).into(),
                created: instant(row, "created_at").unwrap(),
                due: instant(row, "due_at").unwrap(),
                first_contact: instant(row, "first_contact_at"),
                target_minutes: row.get("target_minutes"),
            })
            .collect();
        let record = record(&facts, now);
        for (n, quarter) in quarters(now).into_iter().enumerate() {
            let of_it = || record.iter().filter(|row| row.quarter == quarter);
            assert_eq!(of_it().count() == 0, n == 2, "{}", quarter.name());
            let all: u32 = of_it().map(|row| row.figures.judged()).sum();
            assert!(n == 2 || n == 7 || all >= 10, "{} has {all}", quarter.name());
        }
        for kept in Kept::ALL {
            assert!(record.iter().any(|row| row.figures.of(kept) > 0), "{}", kept.code());
        }
    }
}

#[tokio::test]
async fn targets_and_cover_come_out_of_the_rules() {
    let now = at(INSTANTS[0]);
    let mut conn = installed(now).await;
    let units = stored::units(&mut conn).await;
    let rows = cases(&mut conn).await;
    let mut answers = BTreeSet::new();
    for row in &rows {
        let table = TargetTable {
            version: row.get("target_table"),
            minutes: [30, 30, 240, 240],
            business_hours: None,
        };
        let channel = Channel::from(row.get::<&str, _>("channel"));
        let priority = Priority::from_number(row.get("priority")).unwrap();
        let target = table.target(priority, &(&channel).into()).unwrap();
        assert_eq!(target.minutes, row.get::<u32, _>("target_minutes"));
        assert_eq!(target.row.number(), row.get::<u8, _>("target_row"));
        assert_eq!(Some(target.due(instant(row, "created_at").unwrap())), instant(row, "due_at"));
        if let Some(json) = row.get::<Option<&str>, _>("cover_at_opening") {
            let cover: wire::cover::Cover = serde_json::from_str(json).unwrap();
            answers.insert(cover.answer.as_str().to_owned());
        }
    }
    assert!(answers.contains("advanced_care_plus") && answers.contains("no_cover_found"), "{answers:?}");
    assert!(units.len() > 280);
}

/// One in every state, a report to come and one overdue, and two requests of one case; also when all is placed anew.
#[tokio::test]
async fn escalations_are_there_in_every_state() {
    let mut conn = installed(at(INSTANTS[0])).await;
    for now in INSTANTS.map(at) {
        place_anew(&mut conn, now).await.unwrap();
        let rows = sqlx::query(
            "SELECT e.*, (SELECT count(*) FROM case_event v WHERE v.case_number = e.case_number AND v.escalation = e.number)
               AS told FROM escalation e ORDER BY case_number, number",
        )
        .fetch_all(&mut conn)
        .await
        .unwrap();
        let states: BTreeSet<String> = rows.iter().map(|row| row.get("state")).collect();
        assert_eq!(states, EscalationState::KNOWN.iter().map(|state| (*state).to_owned()).collect());
        let open = rows.iter().filter(|row| row.get::<&str, _>("state") != "completed");
        let next: Vec<_> = open.filter_map(|row| instant(row, "next_report_at")).collect();
        assert_eq!(next.iter().filter(|next| **next < now).count(), 1, "one is overdue");
        assert!(next.iter().any(|next| *next > now));
        assert!(rows.iter().any(|row| row.get::<u32, _>("number") == 2));
        assert!(
            rows.iter().all(|row| row.get::<u32, _>("told") > 0 && instant(row, "asked_at").unwrap() < now)
        );
    }
}

#[tokio::test]
async fn the_call_note_is_twelve_minutes_old() {
    for now in INSTANTS.map(at) {
        let mut conn = installed(now).await;
        let notes = sqlx::query("SELECT * FROM call_note").fetch_all(&mut conn).await.unwrap();
        let [note] = &notes[..] else { panic!("{}", notes.len()) };
        assert_eq!(instant(note, "created_at"), Some(now - TimeDelta::minutes(12)));
        assert_eq!(note.get::<&str, _>("state"), "calling");
        assert!(note.get::<Option<&str>, _>("unit_id").is_some());
    }
}

#[tokio::test]
async fn what_a_user_has_touched_stays() {
    let mut conn = installed(at("2026-11-24T10:00:00Z")).await;
    let before = cases(&mut conn).await.len();
    for statement in [
        "UPDATE tech_case SET demonstration = 0, version = 2, synopsis = 'touched' WHERE number LIKE '%-934702'",
        "UPDATE call_note SET demonstration = 0, state = 'withdrawn'",
        "UPDATE unit SET version = 2, usage = 'spare', eos_on = '2030-01-01', eos_state = 'on' WHERE host_name = 'den2-leaf03'",
        "INSERT INTO tech_case (number, account_id, priority, channel, target_minutes, target_row, target_table, due_at,
           status, waiting_on, synopsis, description, opened_by, created_at)
         SELECT '2026-1124-000001', account_id, 4, 'web', 240, 4, 't', 1, 'open', 'vendor', 'mine', 'mine', opened_by, 1
         FROM tech_case LIMIT 1",
    ] {
        sqlx::query(statement).execute(&mut conn).await.unwrap();
    }
    let touched: Vec<String> = numbers(&mut conn, "demonstration = 0").await;
    let later = at("2027-02-03T22:15:00Z");
    place_anew(&mut conn, later).await.unwrap();
    place_anew(&mut conn, later).await.unwrap();
    assert_eq!(numbers(&mut conn, "demonstration = 0").await, touched);
    assert_eq!(numbers(&mut conn, "synopsis = 'touched'").await, ["2026-1124-934702"]);
    assert_eq!(cases(&mut conn).await.len(), before + 1);
    assert!(numbers(&mut conn, "number LIKE '2027-0203-934877'").await.len() == 1);
    let events: i64 =
        sqlx::query_scalar("SELECT COUNT(*) FROM case_event WHERE case_number LIKE '2026-1124-934702'")
            .fetch_one(&mut conn)
            .await
            .unwrap();
    assert_eq!(events, 2);
    let notes: Vec<String> =
        sqlx::query_scalar("SELECT state FROM call_note").fetch_all(&mut conn).await.unwrap();
    assert_eq!(notes, ["withdrawn"]);
    let eos: String = sqlx::query_scalar("SELECT eos_on FROM unit WHERE host_name = 'den2-leaf03'")
        .fetch_one(&mut conn)
        .await
        .unwrap();
    assert_eq!(eos, "2030-01-01");
}

async fn numbers(conn: &mut SqliteConnection, wanted: &str) -> Vec<String> {
    let query = format!("SELECT number FROM tech_case WHERE {wanted} ORDER BY number");
    sqlx::query_scalar(sqlx::AssertSqlSafe(query)).fetch_all(conn).await.unwrap()
}
