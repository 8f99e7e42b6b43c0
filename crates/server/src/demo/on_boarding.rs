//! How far the accounts are with their on-boarding: one in the middle, one finished, one that has only begun. The fourth
//! account has nothing yet.

use super::{
    accounts::{CARRIER, METRO, OPERATOR},
    anchor::Anchor,
    people::{ADMINISTRATOR, ADVISOR_AMERICAS, ADVISOR_EMEA, METRO_SENIOR, OPERATOR_ADMINISTRATOR, SENIOR},
};
use rules::on_boarding::Item;
use sqlx::SqliteConnection;
use wire::on_boarding::{
    ItemProgress,
    ItemProgress::{DoesNotApply, Done, InProgress},
    OnBoardingStep,
};

/// What was said of one thing: days from today, who, how far, why or note, evidence.
type Said = (Thing, i64, &'static str, ItemProgress, Option<&'static str>, Option<&'static str>);

#[derive(Clone, Copy)]
enum Thing {
    Of(Item),
    Own(&'static str, &'static str),
}

impl Thing {
    fn id(self) -> &'static str {
        match self {
            Self::Of(item) => item.code(),
            Self::Own(id, _) => id,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Of(item) => item.name(),
            Self::Own(_, name) => name,
        }
    }
}

const fn of(item: Item, days: i64, by: &'static str, progress: ItemProgress) -> Said {
    (Thing::Of(item), days, by, progress, None, None)
}

const ACCOUNTS: &[(&str, &[Said])] = &[
    (
        CARRIER,
        &[
            (
                Thing::Of(Item::UserAccounts),
                -10,
                ADMINISTRATOR,
                Done,
                Some("Everybody of the six and the night shift can sign in."),
                None,
            ),
            (
                Thing::Of(Item::KeyContacts),
                -9,
                ADVISOR_AMERICAS,
                Done,
                None,
                Some("https://wiki.example.net/noc/contacts"),
            ),
            of(Item::CaseOpening, -8, ADVISOR_AMERICAS, Done),
            of(Item::Escalation, -8, ADVISOR_AMERICAS, Done),
            (
                Thing::Of(Item::LicenceActivation),
                -2,
                SENIOR,
                InProgress,
                Some("Two of the Denver routers are left."),
                None,
            ),
        ],
    ),
    (
        OPERATOR,
        &[
            of(Item::UserAccounts, -50, OPERATOR_ADMINISTRATOR, Done),
            (
                Thing::Own("own-aehrenfurth-lab", "Access to the lab for the advisor’s tests"),
                -45,
                OPERATOR_ADMINISTRATOR,
                Done,
                None,
                None,
            ),
            of(Item::CaseOpening, -40, ADVISOR_EMEA, Done),
            of(Item::Escalation, -40, ADVISOR_EMEA, Done),
            of(Item::KeyContacts, -40, ADVISOR_EMEA, Done),
            of(Item::SupportTools, -40, ADVISOR_EMEA, Done),
            (
                Thing::Of(Item::ServicesCredits),
                -40,
                ADVISOR_EMEA,
                DoesNotApply,
                Some("No services credits were bought."),
                None,
            ),
            of(Item::LicenceActivation, -38, OPERATOR_ADMINISTRATOR, Done),
        ],
    ),
    (METRO, &[of(Item::UserAccounts, -1, METRO_SENIOR, InProgress)]),
];

const ADVISORS: [&str; 2] = [ADVISOR_AMERICAS, ADVISOR_EMEA];

/// Inserts what was said, but for accounts in which a user has changed something: those are theirs.
pub async fn insert(conn: &mut SqliteConnection, anchor: &Anchor) -> Result<(), sqlx::Error> {
    for (account, all) in ACCOUNTS {
        let kept: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM on_boarding_change WHERE account_id = ?")
            .bind(*account)
            .fetch_one(&mut *conn)
            .await?;
        if kept == 0 {
            for said in *all {
                insert_one(conn, anchor, account, said).await?;
            }
        }
    }
    Ok(())
}

async fn insert_one(
    conn: &mut SqliteConnection,
    anchor: &Anchor,
    account: &str,
    (thing, days, by, progress, text, evidence): &Said,
) -> Result<(), sqlx::Error> {
    let at = anchor.minutes(days * 24 * 60).timestamp_millis();
    let own = match thing {
        Thing::Of(_) => None,
        Thing::Own(_, name) => Some(*name),
    };
    let (why, note) = if *progress == DoesNotApply { (*text, None) } else { (None, *text) };
    sqlx::query(
        "INSERT INTO on_boarding_item (account_id, item, name, progress, by_id, at, why, note, evidence)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(account)
    .bind(thing.id())
    .bind(own)
    .bind(progress.as_str())
    .bind(*by)
    .bind(at)
    .bind(why)
    .bind(note)
    .bind(*evidence)
    .execute(&mut *conn)
    .await?;
    sqlx::query(
        "INSERT INTO on_boarding_change (account_id, at, by_id, on_behalf, step, name, progress, text, demonstration)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1)",
    )
    .bind(account)
    .bind(at)
    .bind(*by)
    .bind(ADVISORS.contains(by))
    .bind(OnBoardingStep::Set.as_str())
    .bind(thing.name())
    .bind(progress.as_str())
    .bind(text.or(*evidence))
    .execute(conn)
    .await?;
    Ok(())
}

/// Takes away what was said in accounts in which no user has changed anything.
pub async fn remove(conn: &mut SqliteConnection) -> Result<(), sqlx::Error> {
    for (account, _) in ACCOUNTS {
        let theirs: bool = sqlx::query_scalar(
            "SELECT EXISTS (SELECT 1 FROM on_boarding_change WHERE account_id = ? AND demonstration = 0)",
        )
        .bind(*account)
        .fetch_one(&mut *conn)
        .await?;
        if theirs {
            continue;
        }
        sqlx::query("DELETE FROM on_boarding_item WHERE account_id = ?")
            .bind(*account)
            .execute(&mut *conn)
            .await?;
        sqlx::query("DELETE FROM on_boarding_change WHERE account_id = ?")
            .bind(*account)
            .execute(&mut *conn)
            .await?;
    }
    Ok(())
}
