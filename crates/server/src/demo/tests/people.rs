//! People, rosters, advisors and contracts.

use super::{INSTANTS, at, installed};
use crate::{
    demo::{
        accounts::{CARRIER, METRO, OPERATOR},
        people, place_anew,
    },
    zones::Zones,
};
use chrono::{NaiveDate, TimeDelta};
use rules::{access::Role, expert_to_expert::basis};
use sqlx::{Row, SqliteConnection};
use std::collections::BTreeSet;

async fn texts(conn: &mut SqliteConnection, query: &'static str) -> Vec<String> {
    sqlx::query_scalar(query).fetch_all(conn).await.unwrap()
}

#[tokio::test]
async fn only_reserved_addresses_and_numbers() {
    let mut conn = installed(at(INSTANTS[0])).await;
    for email in texts(&mut conn, "SELECT email FROM person UNION SELECT email FROM contact").await {
        assert!(email.ends_with("@example.net") || email.ends_with("@example.com"), "{email}");
        assert!(email.is_ascii());
    }
    for phone in texts(&mut conn, "SELECT phone FROM person UNION SELECT phone FROM contact").await {
        let (area, rest) = phone.strip_prefix("+1 ").unwrap().split_once("-555-01").unwrap();
        assert!(area.len() == 3 && rest.len() == 2, "{phone}");
        assert!((area.to_owned() + rest).chars().all(|c| c.is_ascii_digit()), "{phone}");
    }
    let names = texts(&mut conn, "SELECT name FROM person UNION SELECT name FROM account").await;
    assert!(names.iter().all(|name| !name.to_lowercase().contains("test")));
    assert!(names.iter().any(|name| name.chars().count() == 60));
}

#[tokio::test]
async fn every_role_can_sign_in_and_says_what_it_is_good_for() {
    let mut conn = installed(at(INSTANTS[0])).await;
    let roles: BTreeSet<String> =
        texts(&mut conn, "SELECT role FROM person WHERE about IS NOT NULL AND password_hash = 'hash'")
            .await
            .into_iter()
            .collect();
    let all = Role::ALL.map(|role| wire::account::Role::from(role).as_str().to_owned());
    assert_eq!(roles, BTreeSet::from(all));
    assert!(
        texts(&mut conn, "SELECT id FROM person WHERE about IS NULL AND password_hash IS NOT NULL")
            .await
            .is_empty()
    );
}

#[tokio::test]
async fn rosters_of_four_six_and_one() {
    let mut conn = installed(at(INSTANTS[0])).await;
    for (account, expected) in [(CARRIER, 4), (OPERATOR, 6), (METRO, 1)] {
        let named: i64 =
            sqlx::query_scalar("SELECT COUNT(*) FROM contact WHERE account_id = ? AND place IS NOT NULL")
                .bind(account)
                .fetch_one(&mut conn)
                .await
                .unwrap();
        assert_eq!(named, expected, "{account}");
    }
}

/// Every quarter of an hour over two weeks around a change of the clocks.
#[tokio::test]
async fn at_any_time_somebody_can_be_reached_and_somebody_not() {
    let mut conn = installed(at(INSTANTS[0])).await;
    let rows = sqlx::query("SELECT * FROM contact WHERE account_id = ? AND place IN (1, 2)")
        .bind(CARRIER)
        .fetch_all(&mut conn)
        .await
        .unwrap();
    let zones = Zones::default();
    for quarter in 0..(14 * 96) {
        let now = at("2027-03-08T00:00:00Z") + TimeDelta::minutes(15 * quarter);
        let reached: Vec<bool> = rows
            .iter()
            .map(|row| {
                let zone = zones.get(row.get("zone"), now).unwrap();
                let hours = wire::contact::Hours {
                    days: row
                        .get::<&str, _>("hours_days")
                        .split(',')
                        .map(|day| day.parse::<u8>().unwrap())
                        .collect(),
                    from: row.get("hours_from"),
                    to: row.get("hours_to"),
                };
                let hours = rules::reachable::PreferredHours::try_from(&hours).unwrap();
                rules::reachable::reachable(&hours, &zone, now)
            })
            .collect();
        assert!(reached.contains(&true) && reached.contains(&false), "{now}");
    }
}

#[tokio::test]
async fn certificates_and_leave_stand_around_now() {
    for now in INSTANTS.map(at) {
        let anchor = crate::demo::Anchor::at(now);
        let has_basis = |person| basis(people::standing(person, &anchor), anchor.today).is_some();
        assert!(has_basis(people::SENIOR) && has_basis(people::EXPERT) && has_basis(people::EXPIRING_EXPERT));
        assert!(
            !has_basis(people::ASSOCIATE)
                && !has_basis(people::ADMINISTRATOR)
                && !has_basis(people::ENGINEER)
        );
        let mut conn = installed(now).await;
        let rows = sqlx::query("SELECT * FROM advisor WHERE leave_from IS NOT NULL")
            .fetch_all(&mut conn)
            .await
            .unwrap();
        let away: Vec<String> = rows
            .iter()
            .filter(|row| {
                let day = |column| row.get::<&str, _>(column).parse::<NaiveDate>().unwrap();
                let today = Zones::default().today(row.get("zone"), now);
                day("leave_from") <= today && today <= day("leave_to")
            })
            .map(|row| row.get("person_id"))
            .collect();
        assert_eq!(away, [people::ADVISOR_EMEA]);
    }
}

/// at least twelve months inclusive, or shorter with a written reference and a matching end.
#[tokio::test]
async fn service_contracts_have_their_twelve_months_or_a_reference() {
    for now in INSTANTS.map(at) {
        let mut conn = installed(now).await;
        let rows = sqlx::query("SELECT * FROM contract WHERE kind = 'advanced_care_plus'")
            .fetch_all(&mut conn)
            .await
            .unwrap();
        let day = |row: &sqlx::sqlite::SqliteRow, column: &str| {
            row.get::<&str, _>(column).parse::<NaiveDate>().unwrap()
        };
        let mut exact = 0;
        for row in &rows {
            let (start, end) = (day(row, "start_on"), day(row, "end_on"));
            let twelve = start.checked_add_months(chrono::Months::new(12)).unwrap();
            let after = end.succ_opt().unwrap();
            exact += i32::from(after == twelve);
            if after < twelve {
                assert!(row.get::<Option<&str>, _>("co_term_reference").is_some());
                assert!(rows.iter().filter(|other| day(other, "end_on") == end).count() >= 2);
            }
        }
        assert!(exact >= 3);
    }
}

/// What a demonstration person did for real stays at its time; what nobody touched follows, start by start.
#[tokio::test]
async fn only_what_nobody_touched_is_placed_anew() {
    const SIGN_IN: &str = "SELECT signed_in_at FROM person WHERE id = ?";
    const CONFIRMED: &str = "SELECT CAST(at AS TEXT) FROM roster_change WHERE step = 'confirm' ORDER BY at";
    async fn signed_in(conn: &mut SqliteConnection, person: &str) -> Option<i64> {
        sqlx::query_scalar(SIGN_IN).bind(person).fetch_one(conn).await.unwrap()
    }
    let mut conn = installed(at(INSTANTS[0])).await;
    // As many people have no sign-in yet; whoever comes first for real has one from then on.
    let never =
        texts(&mut conn, "SELECT id FROM person WHERE about IS NOT NULL AND signed_in_at IS NULL").await;
    for person in [people::SENIOR, never[0].as_str()] {
        sqlx::query("UPDATE person SET signed_in_at = 5 WHERE id = ?")
            .bind(person)
            .execute(&mut conn)
            .await
            .unwrap();
    }
    sqlx::query("INSERT INTO roster_change (account_id, at, by_id, step) VALUES (?, 7, ?, 'confirm')")
        .bind(OPERATOR)
        .bind(people::OPERATOR_ADMINISTRATOR)
        .execute(&mut conn)
        .await
        .unwrap();
    for later in [at(INSTANTS[2]), at(INSTANTS[1])] {
        place_anew(&mut conn, later).await.unwrap();
        assert_eq!(
            [signed_in(&mut conn, people::SENIOR).await, signed_in(&mut conn, &never[0]).await],
            [Some(5); 2]
        );
        let mut fresh = installed(later).await;
        let untouched = signed_in(&mut conn, people::ADMINISTRATOR).await;
        assert!(untouched.is_some() && untouched == signed_in(&mut fresh, people::ADMINISTRATOR).await);
        let placed = texts(&mut fresh, CONFIRMED).await;
        assert_eq!(texts(&mut conn, CONFIRMED).await, ["7".to_owned(), placed[0].clone()]);
    }
    // A folder from before it was noted where everything stood: all of it may be somebody's own.
    sqlx::query("DELETE FROM setting").execute(&mut conn).await.unwrap();
    let before = signed_in(&mut conn, people::ADMINISTRATOR).await;
    let confirmed = texts(&mut conn, CONFIRMED).await;
    place_anew(&mut conn, at(INSTANTS[0])).await.unwrap();
    assert_eq!(signed_in(&mut conn, people::ADMINISTRATOR).await, before);
    assert_eq!(texts(&mut conn, CONFIRMED).await, confirmed);
}
