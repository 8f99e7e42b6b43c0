//! Cases of the operator in EMEA and of the small End User in APAC: fewer, so that the accounts can be told apart.

use super::{
    DAY, DemoCase, HOUR,
    Moment::Opened as After,
    Opened::{Ago, DueIn},
    Subject::Unit,
    acknowledged, said, status,
};
use crate::demo::{
    accounts::{METRO, OPERATOR},
    people::{METRO_SENIOR, OPERATOR_ADMINISTRATOR, OPERATOR_ENGINEER, VENDOR_ENGINEER},
};
use rules::response::Priority::{P1, P2, P3, P4};
use wire::case::{
    CaseStatus::{Closed, InProgress, Open},
    Channel::{Phone as ByPhone, Web},
    EventBy::{Customer, Engineer},
    EventKind::{Comment, CommentWithEmail, Email, Phone},
    WaitingOn,
};

const CASE: DemoCase = DemoCase {
    suffix: 0,
    account: OPERATOR,
    priority: P3,
    channel: Web,
    opened: Ago(0),
    status: Open,
    waiting_on: WaitingOn::Vendor,
    synopsis: "",
    description: "",
    subject: Unit(""),
    network_outage: false,
    own_reference: None,
    since: None,
    exclusions: &[],
    opened_by: OPERATOR_ENGINEER,
    events: &[],
};

pub const CASES: &[DemoCase] = &[
    DemoCase {
        suffix: 934_831,
        priority: P1,
        channel: ByPhone,
        opened: Ago(2 * HOUR + 5),
        status: InProgress,
        synopsis: "nue1-core01: Glasfaserring Nürnberg unterbrochen, optical interfaces do not come back",
        description: "After a fibre cut was repaired the 400G ports stay down with 'Remote fault'. Two districts have no service.",
        subject: Unit("nue1-core01"),
        network_outage: true,
        own_reference: Some("STÖ-4471"),
        since: Some(35),
        opened_by: VENDOR_ENGINEER,
        events: &[
            said(
                After(9),
                Phone,
                Engineer,
                "Oluwaseun Adebisi",
                "With the caller on the line; forward error correction differs between the two ends.",
            ),
            status(10, "In progress"),
            said(
                After(47),
                Email,
                Engineer,
                "Oluwaseun Adebisi",
                "First link is up. The second waits for a splice.",
            ),
        ],
        ..CASE
    },
    DemoCase {
        suffix: 934_880,
        priority: P2,
        opened: DueIn(12),
        synopsis: "cgn1-pe01: kein Failover, VRRP stays on the failed side",
        description: "Köln: after the uplink of cgn1-pe01 failed, the backup did not take over. Moved by hand; redundancy is lost.",
        subject: Unit("cgn1-pe01"),
        own_reference: Some("STÖ-4475"),
        since: Some(20),
        opened_by: OPERATOR_ADMINISTRATOR,
        events: &[acknowledged()],
        ..CASE
    },
    DemoCase {
        suffix: 934_127,
        opened: Ago(2 * DAY + 9 * HOUR),
        status: InProgress,
        waiting_on: WaitingOn::Customer,
        synopsis: "dus1-agg01: timing signal drifts against the grandmaster in Düsseldorf",
        description: "PTP offset grows by 40 ns per hour until the session restarts.",
        subject: Unit("dus1-agg01"),
        since: Some(4 * DAY),
        events: &[
            acknowledged(),
            said(
                After(130),
                CommentWithEmail,
                Engineer,
                "Tomasz Wierzbicki",
                "Please capture 'show ptp statistics' every ten minutes for a day.",
            ),
            status(131, "In progress, waiting on you"),
        ],
        ..CASE
    },
    DemoCase {
        suffix: 932_960,
        priority: P4,
        opened: Ago(9 * DAY),
        status: Closed,
        waiting_on: WaitingOn::Nobody,
        synopsis: "zqw1-sw01: wording of a log message about PoE budget",
        description: "The message says 'exceeded' at 96 % of the budget. Cosmetic.",
        subject: Unit("zqw1-sw01"),
        events: &[
            acknowledged(),
            said(After(170), Email, Engineer, "Nokuthula Dlomo", "Confirmed, recorded as a defect."),
            said(After(DAY), Comment, Customer, "Çiğdem Wörthmüller", "Danke, please close."),
            status(DAY + 30, "Closed"),
        ],
        ..CASE
    },
    DemoCase {
        suffix: 934_512,
        opened: Ago(DAY + 4 * HOUR),
        status: InProgress,
        synopsis: "nue1-fw02: VPN to the substation renegotiates every hour",
        description: "IKE rekey fails once in about six times; the tunnel is rebuilt after 40 seconds.",
        subject: Unit("nue1-fw02"),
        own_reference: Some("STÖ-4439"),
        since: Some(7 * DAY),
        events: &[
            acknowledged(),
            said(
                After(38),
                Email,
                Engineer,
                "Jae-won Pyo",
                "Please try the proposal in the attachment on one tunnel.",
            ),
            said(
                After(20 * HOUR),
                Comment,
                Customer,
                "Çiğdem Wörthmüller",
                "Running on one tunnel since this morning.",
            ),
        ],
        ..CASE
    },
    DemoCase {
        suffix: 934_858,
        account: METRO,
        opened: DueIn(95),
        synopsis: "ccu5-agg01: one pseudowire out of 212 does not come up after a reload",
        description: "All others are up. 'show l2circuit connections' says OL for this one; the peer shows it as up.",
        subject: Unit("ccu5-agg01"),
        since: Some(3 * HOUR),
        opened_by: METRO_SENIOR,
        events: &[acknowledged()],
        ..CASE
    },
];
