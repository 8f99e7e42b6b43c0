//! Views of the lists of units and of cases that people have saved: some that the carrier shares, private ones, and one of a
//! reseller. They hold no date, so they never have to be placed anew.

use super::people::{ADMINISTRATOR, ENGINEER, RESELLER_USER, SENIOR};
use sqlx::SqliteConnection;

struct View {
    id: &'static str,
    person: &'static str,
    page: &'static str,
    name: &'static str,
    query: &'static str,
    shared: bool,
}

const VIEWS: [View; 7] = [
    View {
        id: "view-ends-soon",
        person: ADMINISTRATOR,
        page: "units",
        name: "Ends within 90 days",
        query: "ends=90&sort=covered_until",
        shared: true,
    },
    View {
        id: "view-not-covered",
        person: ADMINISTRATOR,
        page: "units",
        name: "Not covered",
        query: "answer=no_cover_found&sort=site",
        shared: true,
    },
    View {
        id: "view-frankfurt",
        person: SENIOR,
        page: "units",
        name: "Frankfurt",
        query: "site=site-fra1",
        shared: false,
    },
    View {
        id: "view-no-release",
        person: ENGINEER,
        page: "units",
        name: "Release not known",
        query: "release=none&sort=site",
        shared: false,
    },
    View {
        id: "view-renewals",
        person: RESELLER_USER,
        page: "units",
        name: "Renewals of the year",
        query: "ends=365&sort=covered_until",
        shared: true,
    },
    View {
        id: "view-waiting-on-us",
        person: ADMINISTRATOR,
        page: "cases",
        name: "Waiting on us",
        query: "waiting_on=customer&sort=due",
        shared: true,
    },
    View {
        id: "view-targets-missed",
        person: SENIOR,
        page: "cases",
        name: "Targets missed",
        query: "show=all&target=missed",
        shared: false,
    },
];

pub async fn insert(conn: &mut SqliteConnection) -> Result<(), sqlx::Error> {
    for view in &VIEWS {
        sqlx::query(
            "INSERT INTO saved_view (id, person_id, account_id, page, name, query, shared)
             SELECT ?1, id, account_id, ?6, ?3, ?4, ?5 FROM person WHERE id = ?2",
        )
        .bind(view.id)
        .bind(view.person)
        .bind(view.name)
        .bind(view.query)
        .bind(view.shared)
        .bind(view.page)
        .execute(&mut *conn)
        .await?;
    }
    Ok(())
}
