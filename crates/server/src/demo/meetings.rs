//! Meetings with the advisors: an on-boarding with an agreed time, one that was held, one with times to choose from; and
//! operational reviews, held with its figures and asked for.

use super::{
    accounts::{CARRIER, METRO, OPERATOR},
    anchor::Anchor,
    people::{ADVISOR_AMERICAS, ADVISOR_APAC, ADVISOR_EMEA, METRO_SENIOR, OPERATOR_ADMINISTRATOR, SENIOR},
};
use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;
use wire::meeting::{
    Agenda, MeetingAction, MeetingKind,
    MeetingKind::{OnBoarding, OperationalReview},
    MeetingState,
    MeetingState::{Agreed, AskedFor, Held, Proposed},
    MeetingStep, MeetingTime,
};

/// A local time: days from today, and hour.
type Local = (i64, u32);

struct DemoMeeting {
    id: &'static str,
    account: &'static str,
    kind: MeetingKind,
    state: MeetingState,
    zone: &'static str,
    wish: Option<&'static str>,
    join_link: Option<&'static str>,
    times: &'static [Local],
    agreed: Option<Local>,
    minutes: Option<&'static str>,
    /// What, whose, whether done, and by which day from today.
    actions: &'static [(&'static str, &'static str, bool, Option<i64>)],
    agenda: Option<[u32; 7]>,
    /// Days from today, who, step, and what was said; the first one began it.
    events: &'static [(i64, &'static str, Option<MeetingStep>, Option<&'static str>)],
}

const NOTHING: DemoMeeting = DemoMeeting {
    id: "",
    account: "",
    kind: OnBoarding,
    state: AskedFor,
    zone: "UTC",
    wish: None,
    join_link: None,
    times: &[],
    agreed: None,
    minutes: None,
    actions: &[],
    agenda: None,
    events: &[],
};

const MEETINGS: &[DemoMeeting] = &[
    DemoMeeting {
        id: "meeting-quillhaven-on-boarding",
        account: CARRIER,
        state: Agreed,
        zone: "America/Denver",
        join_link: Some("https://meet.example.com/quillhaven-on-boarding"),
        times: &[(3, 10), (4, 14), (7, 9)],
        agreed: Some((3, 10)),
        events: &[
            (-12, ADVISOR_AMERICAS, None, Some("To go through the seven points together.")),
            (-11, ADVISOR_AMERICAS, Some(MeetingStep::Propose), None),
            (-9, SENIOR, Some(MeetingStep::Accept), None),
        ],
        ..NOTHING
    },
    DemoMeeting {
        id: "meeting-aehrenfurth-on-boarding",
        account: OPERATOR,
        state: Held,
        zone: "Europe/Berlin",
        join_link: Some("https://meet.example.com/aehrenfurth"),
        times: &[(-40, 10)],
        agreed: Some((-40, 10)),
        minutes: Some(
            "All seven points were gone through. Services credits do not apply: none were bought. The night shift asked for the guidelines as one page.",
        ),
        actions: &[
            ("Send the case guidelines as one page", "Hannes Ostermayr", true, Some(-33)),
            ("Name a stand-in for the administrator", "Ährenfurth Netzgesellschaft mbH", false, Some(14)),
        ],
        events: &[
            (-55, ADVISOR_EMEA, None, None),
            (-54, ADVISOR_EMEA, Some(MeetingStep::Propose), None),
            (-52, OPERATOR_ADMINISTRATOR, Some(MeetingStep::Accept), None),
            (-40, ADVISOR_EMEA, Some(MeetingStep::Hold), None),
        ],
        ..NOTHING
    },
    DemoMeeting {
        id: "meeting-kadambari-on-boarding",
        account: METRO,
        state: Proposed,
        zone: "Asia/Kolkata",
        wish: Some("Mornings, please; two of us work in shifts."),
        join_link: Some("https://meet.example.com/kadambari"),
        times: &[(4, 11), (5, 11), (8, 15)],
        events: &[
            (-3, METRO_SENIOR, None, Some("Mornings, please; two of us work in shifts.")),
            (-2, ADVISOR_APAC, Some(MeetingStep::Propose), None),
        ],
        ..NOTHING
    },
    DemoMeeting {
        id: "meeting-quillhaven-review",
        account: CARRIER,
        kind: OperationalReview,
        state: Held,
        zone: "America/Denver",
        wish: Some("Two first responses came late in the summer; we would like to talk about them."),
        join_link: Some("https://meet.example.com/quillhaven-review"),
        times: &[(-60, 11)],
        agreed: Some((-60, 11)),
        minutes: Some(
            "The late first responses had one cause, a queue that nobody watched at a change of shift. It is watched now.",
        ),
        actions: &[
            (
                "Tell the account how the hand-over at a change of shift works",
                "Dolores Quintanilla",
                true,
                Some(-50),
            ),
            ("Confirm the software releases of the Denver routers", "Ximena Barragán Soto", false, Some(10)),
        ],
        agenda: Some([0, 2, 3, 1, 11, 9, 2]),
        events: &[
            (
                -75,
                SENIOR,
                None,
                Some("Two first responses came late in the summer; we would like to talk about them."),
            ),
            (-73, ADVISOR_AMERICAS, Some(MeetingStep::Propose), None),
            (-72, SENIOR, Some(MeetingStep::Accept), None),
            (-60, ADVISOR_AMERICAS, Some(MeetingStep::Hold), None),
        ],
    },
    DemoMeeting {
        id: "meeting-aehrenfurth-review",
        account: OPERATOR,
        kind: OperationalReview,
        zone: "Europe/Berlin",
        wish: Some("After the move to the new data centre, please."),
        events: &[(-1, OPERATOR_ADMINISTRATOR, None, Some("After the move to the new data centre, please."))],
        ..NOTHING
    },
];

const LENGTH: u32 = 60;

impl DemoMeeting {
    fn time(&self, anchor: &Anchor, (days, hour): Local) -> MeetingTime {
        MeetingTime { start: anchor.working_hour(self.zone, days, hour), minutes: LENGTH }
    }

    fn times(&self, anchor: &Anchor) -> Vec<MeetingTime> {
        self.times.iter().map(|time| self.time(anchor, *time)).collect()
    }

    fn actions(&self, anchor: &Anchor) -> Vec<MeetingAction> {
        let action = |(text, whose, done, due): &(&str, &str, bool, Option<i64>)| MeetingAction {
            text: (*text).to_owned(),
            whose: (*whose).to_owned(),
            due: due.map(|days| anchor.days(days)),
            done: *done,
        };
        self.actions.iter().map(action).collect()
    }

    fn agenda(&self, held: DateTime<Utc>) -> Option<Agenda> {
        let [p1, p2, p3, p4, opened, closed, missed] = self.agenda?;
        Some(Agenda { at: Some(held), days: 90, open: [p1, p2, p3, p4], opened, closed, missed })
    }
}

/// Inserts the meetings, except those that a user has touched and that are therefore still there.
pub async fn insert(conn: &mut SqliteConnection, anchor: &Anchor) -> Result<(), sqlx::Error> {
    for meeting in MEETINGS {
        let kept: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM meeting WHERE id = ?")
            .bind(meeting.id)
            .fetch_one(&mut *conn)
            .await?;
        if kept == 0 {
            insert_one(conn, anchor, meeting).await?;
        }
    }
    Ok(())
}

async fn insert_one(
    conn: &mut SqliteConnection,
    anchor: &Anchor,
    meeting: &DemoMeeting,
) -> Result<(), sqlx::Error> {
    let encode = |error: serde_json::Error| sqlx::Error::Encode(error.into());
    let at = |days: i64| anchor.minutes(days * 24 * 60);
    let agreed = meeting.agreed.map(|time| meeting.time(anchor, time));
    let agenda = agreed.and_then(|time| meeting.agenda(time.start));
    let (Some((begun, begun_by, ..)), Some((changed, ..))) = (meeting.events.first(), meeting.events.last())
    else {
        return Ok(());
    };
    sqlx::query(
        "INSERT INTO meeting (id, account_id, kind, state, begun_by, created_at, wish, join_link, times, start_at, length,
             sequence, minutes, actions, agenda, changed_at, demonstration)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)",
    )
    .bind(meeting.id)
    .bind(meeting.account)
    .bind(meeting.kind.as_str())
    .bind(meeting.state.as_str())
    .bind(*begun_by)
    .bind(at(*begun).timestamp_millis())
    .bind(meeting.wish)
    .bind(meeting.join_link)
    .bind(serde_json::to_string(&meeting.times(anchor)).map_err(encode)?)
    .bind(agreed.map(|time| time.start.timestamp_millis()))
    .bind(agreed.map(|time| time.minutes))
    .bind(agreed.map(|_| 0))
    .bind(meeting.minutes)
    .bind(serde_json::to_string(&meeting.actions(anchor)).map_err(encode)?)
    .bind(agenda.map(|agenda| serde_json::to_string(&agenda)).transpose().map_err(encode)?)
    .bind(at(*changed).timestamp_millis())
    .execute(&mut *conn)
    .await?;
    for (days, by, step, text) in meeting.events {
        sqlx::query("INSERT INTO meeting_event (meeting_id, at, by_id, step, text) VALUES (?, ?, ?, ?, ?)")
            .bind(meeting.id)
            .bind(at(*days).timestamp_millis())
            .bind(*by)
            .bind(step.as_ref().map(MeetingStep::as_str))
            .bind(text.or(meeting.minutes.filter(|_| *step == Some(MeetingStep::Hold))))
            .execute(&mut *conn)
            .await?;
    }
    Ok(())
}

/// Takes away the meetings that no user has touched.
pub async fn remove(conn: &mut SqliteConnection) -> Result<(), sqlx::Error> {
    sqlx::query(
        "DELETE FROM meeting_event WHERE meeting_id IN (SELECT id FROM meeting WHERE demonstration = 1)",
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query("DELETE FROM meeting WHERE demonstration = 1").execute(&mut *conn).await?;
    Ok(())
}
