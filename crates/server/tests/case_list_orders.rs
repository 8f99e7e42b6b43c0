//! The list of cases in an order, which the database takes from an index, against the statement that looks through all cases.

use chrono::{DateTime, Utc};
use portal_server::store::{
    Store,
    case_list::{self, Narrowed},
    reach::Reach,
    slice::{Direction, Slice},
};
use proptest::{
    collection::vec,
    prelude::*,
    test_runner::{Config, TestRunner},
};

const ORDERS: [&str; 5] = ["created", "due", "changed", "priority", "urgency"];

/// What a list is told by, from so few values that many cases have the same.
#[derive(Clone, Debug)]
struct Put {
    account: &'static str,
    priority: u8,
    created: i64,
    due: i64,
    changed: i64,
    contact: Option<i64>,
    status: &'static str,
    waiting_on: &'static str,
    escalated: bool,
    added: bool,
}

fn put() -> impl Strategy<Value = Put> {
    let of = |names: &'static [&'static str]| prop::sample::select(names);
    let instants = (1..4i64, 1..4i64, 1..4i64, prop::option::of(1..4i64));
    let kind =
        (of(&["a", "a", "b"]), 1..=4u8, of(&["open", "resolved", "closed"]), of(&["vendor", "customer"]));
    (kind, instants, any::<(bool, bool)>()).prop_map(|(kind, instants, (escalated, added))| {
        let (account, priority, status, waiting_on) = kind;
        let (created, due, changed, contact) = instants;
        Put { account, priority, created, due, changed, contact, status, waiting_on, escalated, added }
    })
}

fn reach() -> impl Strategy<Value = Reach> {
    let accounts = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
    let (one, two) = (accounts(&["a"]), accounts(&["a", "b"]));
    prop::sample::select(vec![
        Reach::accounts(one.clone()),
        Reach::accounts(one.clone()).cases_where_added("p".to_owned()),
        Reach::escalated_cases(one),
        Reach::accounts(two.clone()),
        Reach::accounts(two.clone()).only("b".to_owned()),
        Reach::escalated_cases(two.clone()).only("b".to_owned()),
        Reach::accounts(two).only("c".to_owned()),
        Reach::nothing(),
    ])
}

/// The instant of a number of days after the first.
fn at(days: i64) -> i64 {
    1_790_000_000_000 + days * 86_400_000
}

async fn refill(store: &Store, cases: &[Put]) {
    let mut tx = store.write().await.unwrap();
    sqlx::raw_sql("DELETE FROM escalation; DELETE FROM case_participant; DELETE FROM tech_case")
        .execute(&mut *tx)
        .await
        .unwrap();
    for (n, case) in cases.iter().enumerate() {
        let number = format!("n{n:02}");
        sqlx::query(
            "INSERT INTO tech_case (number, account_id, priority, channel, target_minutes, target_row, target_table, due_at,
               status, waiting_on, synopsis, description, opened_by, created_at, changed_at, first_contact_at)
             VALUES (?, ?, ?, 'web', 30, 1, 't', ?, ?, ?, 'x', 'x', 'p', ?, ?, ?)",
        )
        .bind(&number)
        .bind(case.account)
        .bind(case.priority)
        .bind(at(case.due))
        .bind(case.status)
        .bind(case.waiting_on)
        .bind(at(case.created))
        .bind(at(case.changed))
        .bind(case.contact.map(at))
        .execute(&mut *tx)
        .await
        .unwrap();
        if case.escalated {
            sqlx::query(
                "INSERT INTO escalation (case_number, number, reason, outcome, state, asked_by, asked_at)
                 VALUES (?, 1, 'x', 'x', 'completed', 'p', 1)",
            )
            .bind(&number)
            .execute(&mut *tx)
            .await
            .unwrap();
        }
        if case.added {
            sqlx::query("INSERT INTO case_participant (case_number, person_id) VALUES (?, 'p')")
                .bind(&number)
                .execute(&mut *tx)
                .await
                .unwrap();
        }
    }
    tx.commit().await.unwrap();
}

/// Every page of a list, one below the other, with how many there are.
async fn turned(
    store: &Store,
    reach: &Reach,
    narrowed: &Narrowed,
    first: Slice<'_>,
) -> (Vec<Vec<String>>, u32) {
    let mut read = store.read().await.unwrap();
    let (mut pages, mut after) = (Vec::new(), first.after.map(|(key, number)| (key, number.to_owned())));
    loop {
        let slice = Slice { after: after.as_ref().map(|(key, number)| (*key, number.as_str())), ..first };
        let found = case_list::page(&mut read, reach, narrowed, slice).await.unwrap();
        let last = (found.len() > first.limit).then(|| &found[first.limit - 1]);
        after = last.map(|last| (last.key, last.summary.number.clone()));
        pages.push(found.iter().map(|listed| format!("{listed:?}")).collect());
        if after.is_none() {
            return (pages, case_list::count(&mut read, reach, narrowed).await.unwrap());
        }
    }
}

/// A place to begin behind, in any order: at a case, or between cases.
fn key(order: &str, day: i64, rank: i64) -> i64 {
    match order {
        "priority" | "urgency" => rank * 1_000_000_000_000_000 + at(day),
        _ => at(day),
    }
}

#[test]
fn what_is_taken_from_an_index_is_what_looking_through_all_finds() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let store = runtime.block_on(async {
        let store = Store::open(folder.path()).await.unwrap();
        let mut tx = store.write().await.unwrap();
        let people =
            "INSERT INTO account (id, name, kind) VALUES ('a', 'A', 'end_user'), ('b', 'B', 'end_user');
                      INSERT INTO person (id, account_id, name, email, role)
                        VALUES ('p', 'a', 'P', 'p@example.net', 'engineer');";
        sqlx::raw_sql(people).execute(&mut *tx).await.unwrap();
        tx.commit().await.unwrap();
        store
    });
    let wishes = vec(
        (
            reach(),
            prop::option::of(any::<bool>()),
            2..12usize,
            prop::option::of((0..5i64, 0..6i64, 0..30usize)),
        ),
        6,
    );
    let config = Config { cases: 16, failure_persistence: None, ..Config::default() };
    TestRunner::new(config)
        .run(&(vec(put(), 0..25), wishes), |(cases, wishes)| {
            runtime.block_on(async {
                refill(&store, &cases).await;
                for (reach, open, limit, after) in &wishes {
                    let quick = Narrowed { open: *open, ..Narrowed::not(Utc::now()) };
                    // Nothing is left out by that; but it is not narrowed by whether cases are open alone.
                    let slow = Narrowed { from: Some(DateTime::UNIX_EPOCH), ..quick.clone() };
                    for (order, direction) in ORDERS
                        .into_iter()
                        .flat_map(|order| [(order, Direction::Up), (order, Direction::Down)])
                    {
                        let number = after.map(|(.., number)| format!("n{number:02}"));
                        let after = after.map(|(day, rank, _)| key(order, day, rank)).zip(number.as_deref());
                        let slice = Slice { order, direction, after, limit: *limit };
                        let quick = turned(&store, reach, &quick, slice).await;
                        let slow = turned(&store, reach, &slow, slice).await;
                        prop_assert_eq!(quick, slow, "{:?} {:?} open {:?}", reach, slice, open);
                    }
                }
                Ok(())
            })
        })
        .unwrap();
}
