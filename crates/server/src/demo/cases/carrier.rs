//! The carrier's cases that nobody has answered yet: their clocks run, or have run out.

mod answered;
mod past;

pub use answered::ANSWERED;
pub use past::past;

use super::{
    DAY, DemoCase, HOUR,
    Moment::Opened as After,
    Opened::{Ago, DueIn},
    Subject::Unit,
    acknowledged, said,
};
use crate::demo::{
    accounts::CARRIER,
    people::{ASSOCIATE, EXPERT, EXPIRING_EXPERT, SENIOR},
};
use rules::response::Priority::{P1, P2, P3};
use wire::case::{CaseStatus::Open, Channel::Web, EventBy::Engineer, EventKind::Comment, WaitingOn};

/// What most cases share; each names what is different.
const CASE: DemoCase = DemoCase {
    suffix: 0,
    account: CARRIER,
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
    opened_by: SENIOR,
    events: &[],
};

pub const UNANSWERED: &[DemoCase] = &[
    // Priority 1 on the web, 8 minutes from due.
    DemoCase {
        suffix: 934_877,
        priority: P1,
        opened: DueIn(8),
        synopsis: "chi1-core01: routing process restarts in a loop, no BGP session stays up",
        description: "rpd dumps core about every 40 seconds since a policy change that has been rolled back. All 46 BGP \
            sessions flap, Chicago is off the backbone. 'show system core-dumps' lists 17 files.",
        subject: Unit("chi1-core01"),
        network_outage: true,
        own_reference: Some("INC-88431"),
        since: Some(6),
        events: &[acknowledged()],
        ..CASE
    },
    // Overdue, nobody has been in contact.
    DemoCase {
        suffix: 934_702,
        opened: DueIn(-95),
        synopsis: "den2-spine01: optics report high temperature although the room is at 21 °C",
        description: "et-0/0/11 and et-0/0/12 raise temperature alarms twice an hour. No errors on the links. We would like \
            to know whether the threshold is wrong or the optics are ageing.",
        subject: Unit("den2-spine01"),
        own_reference: Some("CHG-2290"),
        since: Some(2 * DAY),
        opened_by: ASSOCIATE,
        events: &[acknowledged()],
        ..CASE
    },
    // Only an automatic reply: the clock runs.
    DemoCase {
        suffix: 934_861,
        opened: DueIn(130),
        synopsis: "muc1-fw01: session table fills up since the new application signature package",
        description: "Sessions have grown from 400,000 to 1.6 million since the package was updated. No drops yet.",
        subject: Unit("muc1-fw01"),
        since: Some(5 * HOUR),
        opened_by: EXPERT,
        events: &[acknowledged()],
        ..CASE
    },
    // Running, three hours left.
    DemoCase {
        suffix: 934_869,
        opened: DueIn(180),
        synopsis: "tyo1-leaf02: EVPN type 2 routes stay after a host has moved",
        description: "東京: after live migration the old MAC/IP route is withdrawn only after 5 minutes. Traffic to the host is \
            black-holed on one leaf meanwhile. A 'clear' of the MAC entry helps at once.",
        subject: Unit("tyo1-leaf02"),
        own_reference: Some("東京-1180"),
        since: Some(DAY),
        events: &[],
        ..CASE
    },
    // A comment in the portal alone does not stop the clock.
    DemoCase {
        suffix: 934_874,
        priority: P2,
        opened: DueIn(11),
        synopsis: "yyz1-agg02: half of the LAG members to Montréal stay down after a power event",
        description: "4 of 8 members of ae12 are down with 'Local fault'. The other four carry the load at 92 %.",
        subject: Unit("yyz1-agg02"),
        own_reference: Some("INC-88429"),
        since: Some(25),
        opened_by: EXPIRING_EXPERT,
        events: &[
            acknowledged(),
            said(
                After(12),
                Comment,
                Engineer,
                "Jae-won Pyo",
                "Looking at the interface diagnostics in the attached output.",
            ),
        ],
        ..CASE
    },
];
