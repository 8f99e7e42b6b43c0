//! Cases and their events into the database.

use super::{DemoCase, Event, Moment, Opened, Subject, all, beside, escalations, past};
use crate::{
    demo::{anchor::Anchor, people, units::DemoUnit},
    installation, targets,
};
use chrono::{DateTime, TimeDelta, Utc};
use rules::{
    entitlement::assess,
    expert_to_expert::{Basis, expert_to_expert},
    response::{ContactBy, ContactKind, ResponseTarget, TargetTable, is_first_contact},
};
use sqlx::SqliteConnection;
use wire::{
    case::{Channel, EventBy, EventKind, ExpertBasis},
    cover::Cover,
};

/// Inserts the cases, except those that a user has touched and that are therefore still there.
pub async fn insert(
    conn: &mut SqliteConnection,
    anchor: &Anchor,
    units: &[DemoUnit],
) -> Result<(), sqlx::Error> {
    let targets = TargetTable::from(&targets::first());
    let past = past(anchor);
    let past = past.iter().map(|(case, events)| (case, events.as_slice()));
    for (case, events) in all().map(|case| (case, case.events)).chain(past) {
        let kept: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM tech_case WHERE number LIKE '%-' || ?")
            .bind(case.suffix.to_string())
            .fetch_one(&mut *conn)
            .await?;
        // No case is opened by e-mail, so there always is a target.
        let Ok(target) = targets.target(case.priority, &(&case.channel).into()) else { continue };
        if kept == 0 {
            let placed = Placed::new(case, target, anchor);
            insert_case(conn, (case, events), &placed, anchor, units).await?;
            insert_events(conn, (case, events), &placed).await?;
            escalations::insert(conn, case.suffix, &placed).await?;
        }
    }
    beside::insert(conn, anchor).await
}

/// Those that no user has touched, except those that a call note of somebody names.
macro_rules! untouched {
    () => {
        "FROM tech_case WHERE demonstration = 1
           AND NOT EXISTS (SELECT 1 FROM call_note WHERE call_note.case_number = tech_case.number)"
    };
}

/// Takes away the untouched cases, with what goes with them.
pub async fn remove(conn: &mut SqliteConnection) -> Result<(), sqlx::Error> {
    for statement in [
        concat!("DELETE FROM case_event WHERE case_number IN (SELECT number ", untouched!(), ")"),
        concat!("DELETE FROM escalation WHERE case_number IN (SELECT number ", untouched!(), ")"),
        concat!("DELETE FROM case_participant WHERE case_number IN (SELECT number ", untouched!(), ")"),
        concat!("DELETE FROM rma WHERE case_number IN (SELECT number ", untouched!(), ")"),
        concat!("DELETE ", untouched!()),
    ] {
        sqlx::query(statement).execute(&mut *conn).await?;
    }
    Ok(())
}

/// A case with its instants.
pub struct Placed {
    pub number: String,
    target: ResponseTarget,
    created: DateTime<Utc>,
    due: DateTime<Utc>,
}

impl Placed {
    fn new(case: &DemoCase, target: ResponseTarget, anchor: &Anchor) -> Self {
        let created = match case.opened {
            Opened::Ago(minutes) => anchor.minutes(-minutes),
            Opened::DueIn(minutes) => anchor.minutes(minutes - i64::from(target.minutes)),
            Opened::At(then) => then,
        };
        let due = target.due(created);
        Self { number: format!("{}-{:06}", created.format("%Y-%m%d"), case.suffix), target, created, due }
    }

    pub fn instant(&self, moment: Moment) -> DateTime<Utc> {
        let (from, minutes) = match moment {
            Moment::Opened(minutes) => (self.created, minutes),
            Moment::Due(minutes) => (self.due, minutes),
        };
        from.checked_add_signed(TimeDelta::minutes(minutes)).unwrap_or(from)
    }

    /// The first contact by an engineer, by phone or e-mail.
    fn first_contact(&self, events: &[Event]) -> Option<DateTime<Utc>> {
        events
            .iter()
            .filter(|event| {
                by(&event.by).zip(kind(&event.kind)).is_some_and(|(by, kind)| is_first_contact(by, kind))
            })
            .map(|event| self.instant(event.at))
            .min()
    }
}

const fn by(side: &EventBy) -> Option<ContactBy> {
    match side {
        EventBy::Engineer => Some(ContactBy::Engineer),
        EventBy::CustomerCare => Some(ContactBy::CustomerCare),
        EventBy::Advisor => Some(ContactBy::Advisor),
        EventBy::Machine => Some(ContactBy::Machine),
        EventBy::Customer | EventBy::Desk | EventBy::Unknown(_) => None,
    }
}

const fn kind(kind: &EventKind) -> Option<ContactKind> {
    match kind {
        EventKind::Phone => Some(ContactKind::Phone),
        EventKind::Email => Some(ContactKind::Email),
        EventKind::CommentWithEmail => Some(ContactKind::CommentWithEmail),
        EventKind::Comment => Some(ContactKind::Comment),
        _ => None,
    }
}

/// The cover on the day of the opening, in the site's zone, as JSON; nothing when the unit can't be read.
fn cover_at_opening(unit: &DemoUnit, anchor: &Anchor, created: DateTime<Utc>) -> Option<String> {
    let zone = unit.unit.site().and_then(|site| site.zone.as_deref());
    let facts = unit.unit.facts().ok()?;
    let assessment = assess(&facts, &(&installation::countries()).into(), anchor.date_at(zone, created));
    serde_json::to_string(&Cover::from(&assessment)).ok()
}

async fn insert_case(
    conn: &mut SqliteConnection,
    (case, events): (&DemoCase, &[Event]),
    placed: &Placed,
    anchor: &Anchor,
    units: &[DemoUnit],
) -> Result<(), sqlx::Error> {
    let (unit, unlisted) = match case.subject {
        Subject::Unit(host_name) => {
            (units.iter().find(|unit| unit.unit.host_name.as_deref() == Some(host_name)), None)
        }
        Subject::Unlisted(host_name, site) => (None, Some((host_name, site))),
    };
    let basis = expert_to_expert(
        people::standing(case.opened_by, anchor),
        case.priority,
        placed.created.date_naive(),
    )
    .map(|basis| match basis {
        Basis::Representative => ExpertBasis::Representative,
        Basis::Certified(_) => ExpertBasis::Certified,
    });
    let exclusions: Vec<_> = case.exclusions.iter().map(|exclusion| exclusion.code()).collect();
    let since = case.since.map(|minutes| placed.instant(Moment::Opened(-minutes)).timestamp_millis());
    sqlx::query(
        "INSERT INTO tech_case (number, account_id, priority, channel, target_minutes, target_row, target_table, due_at,
           status, waiting_on, synopsis, description, unit_id, unlisted_host, unlisted_site, cover_at_opening,
           software_version, network_outage, own_reference, since_at, exclusions, opened_by, on_behalf,
           expert_to_expert, created_at, first_contact_at, demonstration)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)",
    )
    .bind(&placed.number)
    .bind(case.account)
    .bind(case.priority.number())
    .bind(case.channel.as_str())
    .bind(placed.target.minutes)
    .bind(placed.target.row.number())
    .bind(&placed.target.table)
    .bind(placed.due.timestamp_millis())
    .bind(case.status.as_str())
    .bind(case.waiting_on.as_str())
    .bind(case.synopsis)
    .bind(case.description)
    .bind(unit.map(|unit| unit.id.as_str()))
    .bind(unlisted.map(|(host_name, _)| host_name))
    .bind(unlisted.map(|(_, site)| site))
    .bind(unit.and_then(|unit| cover_at_opening(unit, anchor, placed.created)))
    .bind(unit.and_then(|unit| unit.unit.software_release.as_deref()))
    .bind(case.network_outage)
    .bind(case.own_reference)
    .bind(since)
    .bind(serde_json::Value::from(exclusions).to_string())
    .bind(case.opened_by)
    .bind(case.channel == Channel::Phone)
    .bind(basis.as_ref().map(ExpertBasis::as_str))
    .bind(placed.created.timestamp_millis())
    .bind(placed.first_contact(events).map(|at| at.timestamp_millis()))
    .execute(&mut *conn)
    .await?;
    Ok(())
}

async fn insert_events(
    conn: &mut SqliteConnection,
    (case, events): (&DemoCase, &[Event]),
    placed: &Placed,
) -> Result<(), sqlx::Error> {
    // Customer care took the call: that is no first contact yet (B-5, B-18).
    let opened = if case.channel == Channel::Phone {
        Event {
            at: Moment::Opened(0),
            kind: EventKind::Opened,
            by: EventBy::CustomerCare,
            name: None,
            text: "Call came in and was taken by customer care. The engineer entered the case with the time of the call.",
        }
    } else {
        Event {
            at: Moment::Opened(0),
            kind: EventKind::Opened,
            by: EventBy::Customer,
            name: Some(people::name(case.opened_by)),
            text: "Opened on the web.",
        }
    };
    for event in std::iter::once(&opened).chain(events) {
        sqlx::query(
            "INSERT INTO case_event (case_number, at, kind, side, name, text) VALUES (?, ?, ?, ?, ?, ?)",
        )
        .bind(&placed.number)
        .bind(placed.instant(event.at).timestamp_millis())
        .bind(event.kind.as_str())
        .bind(event.by.as_str())
        .bind(event.name)
        .bind(event.text)
        .execute(&mut *conn)
        .await?;
    }
    Ok(())
}
