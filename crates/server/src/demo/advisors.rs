//! Technical Services Advisors: one per region, and a stand-in in EMEA, where the advisor is on leave at the anchor.

use super::{
    accounts::{CARRIER, COOPERATIVE, METRO, OPERATOR},
    anchor::{Anchor, plus},
    holidays::{Calendar, holidays},
    people::{ADVISOR_AMERICAS, ADVISOR_APAC, ADVISOR_EMEA, STAND_IN_EMEA},
};
use sqlx::SqliteConnection;
use wire::advisor::Region;

struct Advisor {
    person: &'static str,
    region: Region,
    zone: &'static str,
    calendar: Calendar,
    /// First and last day of leave, counted from the advisor's own today.
    leave: Option<(i64, i64)>,
}

const ADVISORS: &[Advisor] = &[
    Advisor {
        person: ADVISOR_AMERICAS,
        region: Region::Americas,
        zone: "America/Denver",
        calendar: Calendar::UnitedStates,
        leave: Some((33, 40)),
    },
    Advisor {
        person: ADVISOR_EMEA,
        region: Region::Emea,
        zone: "Europe/Berlin",
        calendar: Calendar::Germany,
        leave: Some((-3, 9)),
    },
    Advisor {
        person: STAND_IN_EMEA,
        region: Region::Emea,
        zone: "Europe/Dublin",
        calendar: Calendar::Ireland,
        leave: None,
    },
    Advisor {
        person: ADVISOR_APAC,
        region: Region::Apac,
        zone: "Asia/Kolkata",
        calendar: Calendar::India,
        leave: None,
    },
];

const OF_ACCOUNTS: &[(&str, &str, Option<&str>)] = &[
    (CARRIER, ADVISOR_AMERICAS, None),
    (OPERATOR, ADVISOR_EMEA, Some(STAND_IN_EMEA)),
    (METRO, ADVISOR_APAC, None),
    (COOPERATIVE, ADVISOR_AMERICAS, None),
];

impl Advisor {
    fn holidays(&self, anchor: &Anchor) -> String {
        holidays(self.calendar, anchor).iter().map(ToString::to_string).collect::<Vec<_>>().join(",")
    }

    fn leave(&self, anchor: &Anchor) -> [Option<String>; 2] {
        let today = anchor.date_in(self.zone);
        self.leave.map_or([None, None], |(first, last)| {
            [first, last].map(|days| Some(plus(today, days).to_string()))
        })
    }
}

pub async fn insert(conn: &mut SqliteConnection, anchor: &Anchor) -> Result<(), sqlx::Error> {
    for advisor in ADVISORS {
        let [leave_from, leave_to] = advisor.leave(anchor);
        sqlx::query(
            "INSERT INTO advisor (person_id, region, zone, holidays, leave_from, leave_to) VALUES (?, ?, ?, ?, ?, ?)",
        )
        .bind(advisor.person)
        .bind(advisor.region.as_str())
        .bind(advisor.zone)
        .bind(advisor.holidays(anchor))
        .bind(leave_from)
        .bind(leave_to)
        .execute(&mut *conn)
        .await?;
    }
    for (account, advisor, stand_in) in OF_ACCOUNTS {
        sqlx::query("INSERT INTO advisor_of_account (account_id, advisor_id, stand_in_id) VALUES (?, ?, ?)")
            .bind(*account)
            .bind(*advisor)
            .bind(*stand_in)
            .execute(&mut *conn)
            .await?;
    }
    Ok(())
}

/// Leave and holidays move with the anchor.
pub async fn renew(conn: &mut SqliteConnection, anchor: &Anchor) -> Result<(), sqlx::Error> {
    for advisor in ADVISORS {
        let [leave_from, leave_to] = advisor.leave(anchor);
        sqlx::query("UPDATE advisor SET holidays = ?, leave_from = ?, leave_to = ? WHERE person_id = ?")
            .bind(advisor.holidays(anchor))
            .bind(leave_from)
            .bind(leave_to)
            .bind(advisor.person)
            .execute(&mut *conn)
            .await?;
    }
    Ok(())
}
