//! Requests to the Escalation Management Desk in every state: in hand with the next report to come, with a report that is
//! overdue, with an end that waits for the End User's word, completed and agreed, and one that nobody has taken yet beside
//! one that is over. Where each stands comes out of the rules, step by step.

use super::{DAY, HOUR, Moment::Opened as After, rows::Placed};
use crate::demo::people::{self, ADMINISTRATOR, ESCALATION_DESK, EXPERT, OPERATOR_ENGINEER, SENIOR};
use rules::{
    case_life::Side,
    escalation::{
        self, State,
        Step::{self, Agree, Propose, Report, Take},
    },
};
use sqlx::SqliteConnection;
use wire::case::{EscalationState, EventBy, EventKind};

/// A request as the demonstration tells it; all in minutes after its case was opened.
struct Request {
    /// The last six digits of the case's number.
    case: u32,
    /// Within the case.
    number: u32,
    by: &'static str,
    at: i64,
    reason: &'static str,
    outcome: &'static str,
    steps: &'static [Taken],
}

/// When, what, by whom, in which words.
struct Taken(i64, Step, &'static str, &'static str, NextReport);

/// When the next report is promised for.
type NextReport = Option<i64>;

const REQUESTS: &[Request] = &[
    // In hand; the next report comes in three quarters of an hour.
    Request {
        case: 934_810,
        number: 1,
        by: SENIOR,
        at: 100,
        reason: "São Paulo has run on one router for more than an hour and a half, and nobody can say when the part arrives.",
        outcome: "A delivery time for SIB 0 today, and a hardware specialist on the call until both planes are back.",
        steps: &[
            Taken(106, Take, ESCALATION_DESK, "Logistics and the hardware team are on the line.", None),
            Taken(
                150,
                Report,
                ESCALATION_DESK,
                "SIB 0 leaves the depot in Campinas at once; the courier needs about two hours. A specialist has joined.",
                Some(245),
            ),
        ],
    },
    // A report that was promised and has not come for 40 minutes.
    Request {
        case: 934_655,
        number: 1,
        by: ADMINISTRATOR,
        at: 190,
        reason: "The card has reset again, the first answer came too late, and no date for the replacement is named.",
        outcome: "A fixed delivery window, and somebody who tells us before we have to ask.",
        steps: &[
            Taken(204, Take, ESCALATION_DESK, "", None),
            Taken(
                240,
                Report,
                ESCALATION_DESK,
                "The replacement is reserved. The depot has not confirmed the courier yet.",
                Some(380),
            ),
        ],
    },
    // The desk holds it for completed; the End User's word is missing.
    Request {
        case: 933_918,
        number: 1,
        by: SENIOR,
        at: 2 * HOUR,
        reason: "Three restarts in a week, each one seen by our customers.",
        outcome: "A cause, and a configuration that we can roll out tonight.",
        steps: &[
            Taken(2 * HOUR + 11, Take, ESCALATION_DESK, "Routing specialist asked for.", None),
            Taken(
                6 * HOUR,
                Report,
                ESCALATION_DESK,
                "Cause found: one BFD session for both. The configuration is with you.",
                Some(5 * DAY),
            ),
            Taken(
                DAY + 3 * HOUR,
                Propose,
                ESCALATION_DESK,
                "Rolled out, no drops since. We hold this for completed; please say whether you do.",
                None,
            ),
        ],
    },
    // Completed, and agreed, before its case was closed.
    Request {
        case: 931_166,
        number: 1,
        by: EXPERT,
        at: 40,
        reason: "Denver runs on a borrowed feed. We need the supplies tonight, not tomorrow.",
        outcome: "Both supplies in the chassis before the maintenance window ends.",
        steps: &[
            Taken(44, Take, ESCALATION_DESK, "", None),
            Taken(70, Report, ESCALATION_DESK, "Both supplies are on the road.", Some(3 * HOUR)),
            Taken(
                3 * HOUR + 10,
                Report,
                ESCALATION_DESK,
                "Both are in and carry load. We look again tomorrow.",
                Some(DAY),
            ),
            Taken(DAY, Propose, ESCALATION_DESK, "A day without an alarm on either feed.", None),
            Taken(DAY + 2 * HOUR, Agree, EXPERT, "Agreed. Thank you for the night.", None),
        ],
    },
    // Two requests of one case: the first is over, the second has no owner yet.
    Request {
        case: 934_831,
        number: 1,
        by: OPERATOR_ENGINEER,
        at: 20,
        reason: "Zwei Stadtteile ohne Netz: two districts are without service and we hear nothing between calls.",
        outcome: "A report every half hour until the first link is up.",
        steps: &[
            Taken(23, Take, ESCALATION_DESK, "", None),
            Taken(
                50,
                Report,
                ESCALATION_DESK,
                "The first link is up since a few minutes; the engineer stays on the call.",
                Some(80),
            ),
            Taken(
                78,
                Propose,
                ESCALATION_DESK,
                "The first link carries the traffic of both districts.",
                None,
            ),
            Taken(84, Agree, OPERATOR_ENGINEER, "Agreed, for the first link.", None),
        ],
    },
    Request {
        case: 934_831,
        number: 2,
        by: OPERATOR_ENGINEER,
        at: 112,
        reason: "The second link waits for a splice, and there is no redundancy until then.",
        outcome: "A time for the splice, agreed with the owner of the fibre.",
        steps: &[],
    },
];

/// Inserts those of a case that has just been inserted, with the events that tell them.
pub async fn insert(conn: &mut SqliteConnection, case: u32, placed: &Placed) -> Result<(), sqlx::Error> {
    for request in REQUESTS.iter().filter(|request| request.case == case) {
        // A step that the rules refuse leaves it where it is; a test holds that there is none.
        let state = request.steps.iter().fold(State::Requested, |state, Taken(_, step, ..)| {
            escalation::after(state, *step, side(*step)).unwrap_or(state)
        });
        let taken = request.steps.iter().any(|Taken(_, step, ..)| *step == Take);
        let next = request.steps.iter().filter_map(|Taken(.., next)| *next).next_back();
        sqlx::query(
            "INSERT INTO escalation (case_number, number, reason, outcome, state, asked_by, asked_at, owner_id, next_report_at)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(&placed.number)
        .bind(request.number)
        .bind(request.reason)
        .bind(request.outcome)
        .bind(EscalationState::from(state).as_str())
        .bind(request.by)
        .bind(placed.instant(After(request.at)).timestamp_millis())
        .bind(taken.then_some(ESCALATION_DESK))
        .bind(next.map(|next| placed.instant(After(next)).timestamp_millis()))
        .execute(&mut *conn)
        .await?;
        insert_events(conn, request, placed).await?;
    }
    Ok(())
}

/// Whose step it is.
const fn side(step: Step) -> Side {
    match step {
        Take | Report | Propose => Side::Desk,
        Agree | Step::GoOn => Side::Customer,
    }
}

async fn insert_events(
    conn: &mut SqliteConnection,
    request: &Request,
    placed: &Placed,
) -> Result<(), sqlx::Error> {
    let asked = format!("{}\n\n{}", request.reason, request.outcome);
    let asked = (request.at, EventKind::Escalated, Side::Customer, request.by, asked.as_str(), &None);
    let steps = request
        .steps
        .iter()
        .map(|Taken(at, step, by, text, next)| (*at, EventKind::from(*step), side(*step), *by, *text, next));
    for (at, kind, side, by, text, next) in std::iter::once(asked).chain(steps) {
        sqlx::query(
            "INSERT INTO case_event (case_number, at, kind, side, name, text, by_id, escalation, next_report_at)
             VALUES (?, ?, ?, ?, ?, nullif(?, ''), ?, ?, ?)",
        )
        .bind(&placed.number)
        .bind(placed.instant(After(at)).timestamp_millis())
        .bind(kind.as_str())
        .bind(EventBy::from(side).as_str())
        .bind(people::name(by))
        .bind(text)
        .bind(by)
        .bind(request.number)
        .bind(next.map(|next| placed.instant(After(next)).timestamp_millis()))
        .execute(&mut *conn)
        .await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_is_one_that_the_rules_allow_and_comes_after_the_one_before() {
        for request in REQUESTS {
            let (mut state, mut before) = (State::Requested, request.at);
            for Taken(at, step, _, text, next) in request.steps {
                assert!(*at > before, "{}", request.reason);
                state = escalation::after(state, *step, side(*step)).expect(request.reason);
                assert_eq!(step.text_fault(text), None, "{}", request.reason);
                assert_eq!(next.is_some(), *step == Report && next.is_some_and(|next| next > *at), "{text}");
                before = *at;
            }
        }
    }
}
