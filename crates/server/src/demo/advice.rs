//! Requests to the advisors of two End Users, in every state: informal questions and guidance on a release, answered,
//! open, closed, and one that has become a case.

use super::{
    accounts::{CARRIER, OPERATOR},
    anchor::Anchor,
    people::{ADVISOR_AMERICAS, OPERATOR_ADMINISTRATOR, SENIOR, STAND_IN_EMEA},
    units::DemoUnit,
};
use sqlx::SqliteConnection;
use wire::advice::{AdviceKind, AdviceSide, AdviceState, AdviceStep, Guidance};

const HOUR: i64 = 60;
const DAY: i64 = 24 * HOUR;

struct Request {
    id: &'static str,
    account: &'static str,
    kind: AdviceKind,
    state: AdviceState,
    subject: &'static str,
    host_name: Option<&'static str>,
    family: Option<&'static str>,
    releases: &'static [&'static str],
    target: Option<&'static str>,
    /// Last digits of the case that it has become.
    case: Option<&'static str>,
    messages: &'static [Message],
}

struct Message {
    /// Minutes ago.
    ago: i64,
    by: &'static str,
    side: AdviceSide,
    step: AdviceStep,
    said: Said,
}

enum Said {
    Nothing,
    Text(&'static str),
    /// Recommendation, risks, benefits.
    Guidance([&'static str; 3]),
}

const fn asked(ago: i64, by: &'static str, text: &'static str) -> Message {
    Message { ago, by, side: AdviceSide::Customer, step: AdviceStep::Ask, said: Said::Text(text) }
}

const fn customer(ago: i64, by: &'static str, step: AdviceStep, said: Said) -> Message {
    Message { ago, by, side: AdviceSide::Customer, step, said }
}

const fn advisor(ago: i64, by: &'static str, step: AdviceStep, said: Said) -> Message {
    Message { ago, by, side: AdviceSide::Advisor, step, said }
}

const QUESTION: Request = Request {
    id: "",
    account: CARRIER,
    kind: AdviceKind::Question,
    state: AdviceState::Open,
    subject: "",
    host_name: None,
    family: None,
    releases: &[],
    target: None,
    case: None,
    messages: &[],
};

const REQUESTS: &[Request] = &[
    Request {
        id: "advice-segment-routing",
        subject: "Can SRv6 and MPLS segment routing run side by side during a migration?",
        messages: &[asked(
            3 * HOUR,
            SENIOR,
            "We plan to move the backbone step by step, region by region. Is there anything on the PTX that speaks against \
             running both for half a year?",
        )],
        ..QUESTION
    },
    Request {
        id: "advice-optics",
        state: AdviceState::Answered,
        subject: "Which optics does the MX304 take at 400G over 10 km?",
        host_name: Some("fra1-pe03"),
        messages: &[
            asked(
                2 * DAY + 5 * HOUR,
                SENIOR,
                "The reach table lists two types. Is there a difference in power draw?",
            ),
            advisor(
                2 * DAY + 3 * HOUR,
                ADVISOR_AMERICAS,
                AdviceStep::Reply,
                Said::Text("Is this for single mode fibre with or without a patch panel in between?"),
            ),
            customer(
                2 * DAY + 2 * HOUR,
                SENIOR,
                AdviceStep::Reply,
                Said::Text("One patch panel at each end."),
            ),
            advisor(
                DAY + 20 * HOUR,
                ADVISOR_AMERICAS,
                AdviceStep::Answer,
                Said::Text(
                    "Both types fit; the one with the larger loss budget draws about 1.5 W more. With two patch panels I \
                     would take that one. The list of supported optics names both.",
                ),
            ),
        ],
        ..QUESTION
    },
    Request {
        id: "advice-mx-release",
        kind: AdviceKind::ReleaseGuidance,
        state: AdviceState::Answered,
        subject: "Release for MX",
        family: Some("MX"),
        releases: &["23.4R2-S3", "22.4R3-S2", "21.4R3-S5"],
        target: Some("24.2R2"),
        messages: &[
            asked(
                6 * DAY,
                SENIOR,
                "One release for all MX before the winter freeze, with BGP sharding switched on.",
            ),
            advisor(
                4 * DAY + 7 * HOUR,
                ADVISOR_AMERICAS,
                AdviceStep::Answer,
                Said::Guidance([
                    "23.4R2-S3 for all of them now; 24.2R2 after a trial on two edge routers.",
                    "Sharding changes the order of updates: monitoring that relies on it has to be looked at. The step from \
                     21.4 needs one stop in between.",
                    "One release everywhere, more than a year of fixes ahead, and convergence about a third faster.",
                ]),
            ),
        ],
        ..QUESTION
    },
    Request {
        id: "advice-telemetry",
        state: AdviceState::Closed,
        subject: "Is there a recommended interval for streaming telemetry of interface counters?",
        messages: &[
            asked(
                9 * DAY,
                SENIOR,
                "We poll every ten seconds today and wonder about the load on the routing engine.",
            ),
            advisor(
                8 * DAY + 4 * HOUR,
                ADVISOR_AMERICAS,
                AdviceStep::Answer,
                Said::Text(
                    "Ten seconds are fine when the counters come from the line cards; for sensors of the routing engine take thirty.",
                ),
            ),
            customer(8 * DAY, SENIOR, AdviceStep::Close, Said::Nothing),
        ],
        ..QUESTION
    },
    Request {
        id: "advice-failover",
        state: AdviceState::BecameCase,
        subject: "Is a failover every few nights to be expected on a cluster under low load?",
        host_name: Some("chi1-fw02"),
        case: Some("934598"),
        messages: &[
            asked(4 * DAY, SENIOR, "chi1-fw02 changes over at night, and nothing is in the log."),
            advisor(
                3 * DAY + 18 * HOUR,
                ADVISOR_AMERICAS,
                AdviceStep::Answer,
                Said::Text(
                    "No, that is not to be expected. Make a case of it, please; everything you wrote goes along.",
                ),
            ),
            customer(3 * DAY + 17 * HOUR, SENIOR, AdviceStep::BecameCase, Said::Nothing),
        ],
        ..QUESTION
    },
    Request {
        id: "advice-srx-release",
        account: OPERATOR,
        kind: AdviceKind::ReleaseGuidance,
        subject: "Release for SRX",
        family: Some("SRX"),
        releases: &["22.4R3-S2", "23.4R2-S3"],
        messages: &[asked(
            DAY + 2 * HOUR,
            OPERATOR_ADMINISTRATOR,
            "Which release for the two clusters, if we would like to stay on it for two years?",
        )],
        ..QUESTION
    },
    Request {
        id: "advice-ring",
        account: OPERATOR,
        state: AdviceState::Answered,
        subject: "Protection of a ring with ACX: what is usual today?",
        messages: &[
            asked(
                5 * DAY,
                OPERATOR_ADMINISTRATOR,
                "Für den neuen Ring in Franken: ERPS, or better segment routing with TI-LFA?",
            ),
            advisor(
                2 * DAY,
                STAND_IN_EMEA,
                AdviceStep::Answer,
                Said::Text(
                    "With routers at every node mostly segment routing with TI-LFA. ERPS where a ring ends in switches.",
                ),
            ),
        ],
        ..QUESTION
    },
];

/// Inserts the requests, except those that a user has touched and that are therefore still there.
pub async fn insert(
    conn: &mut SqliteConnection,
    anchor: &Anchor,
    units: &[DemoUnit],
) -> Result<(), sqlx::Error> {
    for request in REQUESTS {
        let kept: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM advice WHERE id = ?")
            .bind(request.id)
            .fetch_one(&mut *conn)
            .await?;
        if kept == 0 {
            insert_request(conn, anchor, units, request).await?;
        }
    }
    Ok(())
}

async fn insert_request(
    conn: &mut SqliteConnection,
    anchor: &Anchor,
    units: &[DemoUnit],
    request: &Request,
) -> Result<(), sqlx::Error> {
    let at = |message: &Message| anchor.minutes(-message.ago).timestamp_millis();
    let (Some(first), Some(last)) = (request.messages.first(), request.messages.last()) else {
        return Ok(());
    };
    let unit = request
        .host_name
        .and_then(|host_name| units.iter().find(|unit| unit.unit.host_name.as_deref() == Some(host_name)));
    let case: Option<String> = sqlx::query_scalar("SELECT number FROM tech_case WHERE number LIKE '%-' || ?")
        .bind(request.case)
        .fetch_optional(&mut *conn)
        .await?;
    sqlx::query(
        "INSERT INTO advice (id, account_id, kind, state, subject, unit_id, family, releases, target, asked_by,
             created_at, changed_at, case_number, demonstration, version)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?)",
    )
    .bind(request.id)
    .bind(request.account)
    .bind(request.kind.as_str())
    .bind(request.state.as_str())
    .bind(request.subject)
    .bind(unit.map(|unit| unit.id.as_str()))
    .bind(request.family)
    .bind(serde_json::Value::from(request.releases).to_string())
    .bind(request.target)
    .bind(first.by)
    .bind(at(first))
    .bind(at(last))
    .bind(case)
    .bind(u32::try_from(request.messages.len()).unwrap_or(1))
    .execute(&mut *conn)
    .await?;
    for message in request.messages {
        let (text, guidance) = match &message.said {
            Said::Nothing => (None, None),
            Said::Text(text) => (Some(*text), None),
            Said::Guidance(parts) => {
                let [recommendation, risks, benefits] = parts.map(str::to_owned);
                (None, serde_json::to_string(&Guidance { recommendation, risks, benefits }).ok())
            }
        };
        sqlx::query(
            "INSERT INTO advice_message (advice_id, at, by_id, side, step, text, guidance) VALUES (?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(request.id)
        .bind(at(message))
        .bind(message.by)
        .bind(message.side.as_str())
        .bind(message.step.as_str())
        .bind(text)
        .bind(guidance)
        .execute(&mut *conn)
        .await?;
    }
    Ok(())
}

/// Takes away what no user has touched. Before the cases, which these name.
pub async fn remove(conn: &mut SqliteConnection) -> Result<(), sqlx::Error> {
    sqlx::query(
        "DELETE FROM advice_message WHERE advice_id IN (SELECT id FROM advice WHERE demonstration = 1)",
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query("DELETE FROM advice WHERE demonstration = 1").execute(&mut *conn).await?;
    Ok(())
}
