//! The carrier's cases that an engineer has answered, in time or too late, up to those that are closed.

use super::CASE;
use crate::demo::{
    cases::{
        DAY, DemoCase, HOUR,
        Moment::{Due, Opened as After},
        Opened::Ago,
        Subject::{Unit, Unlisted},
        acknowledged, said, status,
    },
    people::{ADMINISTRATOR, ASSOCIATE, ENGINEER, EXPERT, VENDOR_ENGINEER},
};
use rules::{
    problem::Exclusion,
    response::Priority::{P1, P2, P4},
};
use wire::case::{
    CaseStatus::{Closed, InProgress, Resolved},
    Channel::Phone as ByPhone,
    EventBy::{Advisor, Customer, CustomerCare, Engineer},
    EventKind::{Comment, CommentWithEmail, Email, Phone},
    WaitingOn,
};

pub const ANSWERED: &[DemoCase] = &[
    // Priority 1 by phone, answered in 7 minutes.
    DemoCase {
        suffix: 934_810,
        priority: P1,
        channel: ByPhone,
        opened: Ago(3 * HOUR + 20),
        status: InProgress,
        synopsis: "gru1-core01: both switch fabric planes offline, São Paulo isolated from the backbone",
        description: "All PFEs went down at once after a fabric ASIC error. Both 400G backbone links and all customer edge \
            routers behind gru1-core01 have lost their paths; gru1-core02 carries the rest and drops about 30 %.\n\n\
            Alarms: 'Fabric plane 0 offline', 'Fabric plane 1 offline'. A restart of one FPC changed nothing.",
        subject: Unit("gru1-core01"),
        network_outage: true,
        own_reference: Some("INC-88412"),
        since: Some(14),
        opened_by: VENDOR_ENGINEER,
        events: &[
            said(
                After(2),
                Phone,
                CustomerCare,
                "Customer care",
                "Caller Ximena Barragán Soto. Put through to the engineers on duty.",
            ),
            said(
                After(7),
                Phone,
                Engineer,
                "Oluwaseun Adebisi",
                "Spoke with the caller, took over the case, remote session started.",
            ),
            status(9, "In progress"),
            said(
                After(41),
                Email,
                Engineer,
                "Oluwaseun Adebisi",
                "Fabric plane 1 is back after reseating SIB 1. Traffic is at 70 %. Please send the output of 'request support information'.",
            ),
            said(
                After(58),
                Comment,
                Customer,
                "Ximena Barragán Soto",
                "Output is attached to our own ticket; sent by e-mail as well.",
            ),
            said(
                After(96),
                Email,
                Engineer,
                "Oluwaseun Adebisi",
                "SIB 0 is defective. A replacement is being prepared.",
            ),
        ],
        ..CASE
    },
    // Missed by 4 minutes.
    DemoCase {
        suffix: 934_655,
        priority: P2,
        opened: Ago(7 * HOUR),
        status: InProgress,
        synopsis: "nyc1-pe02: line card resets every few hours, redundant path carries the traffic",
        description: "FPC 1 restarts with 'XMCHIP(0): FI: Protect: Parity error'. Three times since last night. Customers \
            are on the second path; a failure there would be an outage.",
        subject: Unit("nyc1-pe02"),
        own_reference: Some("INC-88377"),
        since: Some(9 * HOUR),
        events: &[
            acknowledged(),
            said(
                Due(4),
                Phone,
                Engineer,
                "Tomasz Wierzbicki",
                "Called back, apologized for the delay, asked for the FPC's syslog.",
            ),
            status(36, "In progress"),
            said(
                After(75),
                Comment,
                Customer,
                "Ximena Barragán Soto",
                "Syslog and 'show chassis fpc pic-status' uploaded.",
            ),
            said(
                After(150),
                Email,
                Engineer,
                "Tomasz Wierzbicki",
                "Parity errors come from one memory bank. Replacement offered; please name a delivery window.",
            ),
        ],
        ..CASE
    },
    // Met.
    DemoCase {
        suffix: 934_233,
        priority: P4,
        opened: Ago(2 * DAY + 3 * HOUR),
        status: InProgress,
        synopsis: "Question: supported upgrade path for the EX4650 stack in Santiago",
        description: "Which release may we go to directly, and is a unified in-service upgrade supported for this pair?",
        subject: Unit("scl1-sw01"),
        opened_by: ENGINEER,
        events: &[
            acknowledged(),
            said(
                After(51),
                Email,
                Engineer,
                "Nokuthula Dlomo",
                "Direct upgrade is possible in one step; details follow.",
            ),
            status(52, "In progress"),
            said(
                After(6 * HOUR),
                Comment,
                Engineer,
                "Nokuthula Dlomo",
                "Documented the steps; release notes linked.",
            ),
        ],
        ..CASE
    },
    // Resolved: the End User is asked to agree.
    DemoCase {
        suffix: 933_918,
        priority: P2,
        opened: Ago(4 * DAY + 5 * HOUR),
        status: Resolved,
        waiting_on: WaitingOn::Customer,
        synopsis: "fra1-pe02: LDP sessions drop when the session to the route reflector restarts",
        description: "Every restart of fra1-rr01 takes all LDP sessions on fra1-pe02 with it, for 20 seconds.",
        subject: Unit("fra1-pe02"),
        since: Some(3 * HOUR),
        events: &[
            acknowledged(),
            said(After(18), Phone, Engineer, "Ingunn Sætre", "Went through the configuration together."),
            said(
                After(5 * HOUR),
                CommentWithEmail,
                Engineer,
                "Ingunn Sætre",
                "Cause found: both share one BFD session. Proposed configuration sent.",
            ),
            said(
                After(DAY),
                Comment,
                Customer,
                "Ximena Barragán Soto",
                "Rolled out last night, no drops since.",
            ),
            status(DAY + 2 * HOUR, "Resolved"),
        ],
        ..CASE
    },
    // Closed.
    DemoCase {
        suffix: 932_407,
        opened: Ago(12 * DAY),
        status: Closed,
        waiting_on: WaitingOn::Nobody,
        synopsis: "ccu1-agg01: SNMP walk of the interface table times out",
        description: "Our collector gives up after 30 seconds; the table has 4,100 rows.",
        subject: Unit("ccu1-agg01"),
        since: Some(DAY),
        opened_by: ADMINISTRATOR,
        events: &[
            acknowledged(),
            said(
                After(95),
                Email,
                Engineer,
                "Nokuthula Dlomo",
                "Known behaviour with this release; a filter helps. Fixed in a later service release.",
            ),
            said(After(2 * DAY), Comment, Customer, "Adaeze Oyelaran", "The filter helps. Please close."),
            status(2 * DAY + 40, "Closed"),
        ],
        ..CASE
    },
    // Met, and now it waits on the End User.
    DemoCase {
        suffix: 934_015,
        opened: Ago(3 * DAY + 2 * HOUR),
        status: InProgress,
        waiting_on: WaitingOn::Customer,
        synopsis: "mex1-fw01: commits take more than three minutes since the last policy import",
        description: "8,200 policies. Commit check alone needs 150 seconds; CPU of the routing engine stays at 100 %.",
        subject: Unit("mex1-fw01"),
        since: Some(6 * DAY),
        opened_by: ENGINEER,
        events: &[
            acknowledged(),
            said(
                After(64),
                Email,
                Engineer,
                "Jae-won Pyo",
                "Please send the configuration and a trace of one commit.",
            ),
            status(65, "In progress, waiting on you"),
            said(
                After(2 * DAY),
                CommentWithEmail,
                Engineer,
                "Jae-won Pyo",
                "Reminder: we still need the trace.",
            ),
            said(
                After(2 * DAY + HOUR),
                Comment,
                Advisor,
                "Dolores Quintanilla",
                "Happy to help with the trace; call me in my hours.",
            ),
        ],
        ..CASE
    },
    // A unit that nobody finds: to be checked.
    DemoCase {
        suffix: 934_790,
        priority: P2,
        opened: Ago(5 * HOUR + 12),
        status: InProgress,
        synopsis: "bos1-pe01: new edge router in Boston loses its default route after every commit",
        description: "Installed last week, not in our unit list yet. Serial number is behind the cabinet and can't be read \
            before tomorrow.",
        subject: Unlisted("bos1-pe01", "Boston hand-over, cabinet 7"),
        since: Some(40),
        events: &[
            acknowledged(),
            said(
                After(21),
                Phone,
                Engineer,
                "Tomasz Wierzbicki",
                "Works on it while customer care checks the unit.",
            ),
            said(
                After(55),
                Comment,
                CustomerCare,
                "Customer care",
                "Please send the serial number when you can; the unit is to be checked.",
            ),
        ],
        ..CASE
    },
    // Declared when it was opened: the fault is in a part that somebody else made.
    DemoCase {
        suffix: 934_344,
        priority: P4,
        opened: Ago(DAY + 8 * HOUR),
        status: InProgress,
        synopsis: "nyc1-leaf04: third-party optic in et-0/0/47 shows no receive power",
        description: "The optic is not a Juniper one. We ask because the port next to it began to count errors as well.",
        subject: Unit("nyc1-leaf04"),
        since: Some(3 * HOUR),
        exclusions: &[Exclusion::ThirdPartyPart],
        opened_by: ASSOCIATE,
        events: &[
            acknowledged(),
            said(
                After(112),
                Email,
                Engineer,
                "Ingunn Sætre",
                "The optic itself is outside the service; the port beside it is not. Please send its diagnostics.",
            ),
        ],
        ..CASE
    },
    // Opened for a unit without cover: that never blocks a report.
    DemoCase {
        suffix: 934_598,
        opened: Ago(10 * HOUR),
        status: InProgress,
        synopsis: "chi1-fw02: cluster fails over at night without a logged reason",
        description: "Redundancy group 1 moved at 02:13 and 02:47 local time. jsrpd logs nothing before the move.",
        subject: Unit("chi1-fw02"),
        since: Some(12 * HOUR),
        events: &[
            acknowledged(),
            said(
                After(140),
                Phone,
                CustomerCare,
                "Customer care",
                "Cover of this unit could not be confirmed: its Juniper Care has ended.",
            ),
            said(
                After(205),
                Phone,
                Engineer,
                "Jae-won Pyo",
                "Took a first look; asked for the control link counters.",
            ),
        ],
        ..CASE
    },
    // Priority 1 on the web, met and closed.
    DemoCase {
        suffix: 931_166,
        priority: P1,
        opened: Ago(19 * DAY + 7 * HOUR),
        status: Closed,
        waiting_on: WaitingOn::Nobody,
        synopsis: "den2-core01: power supply failure took the chassis down",
        description: "Both power supplies of zone 1 failed together.",
        subject: Unit("den2-core01"),
        network_outage: true,
        own_reference: Some("INC-87903"),
        since: Some(4),
        opened_by: EXPERT,
        events: &[
            acknowledged(),
            said(
                After(12),
                Phone,
                Engineer,
                "Oluwaseun Adebisi",
                "On the phone with the site; power restored on the second feed.",
            ),
            said(
                After(3 * HOUR),
                Email,
                Engineer,
                "Oluwaseun Adebisi",
                "Replacement supplies arrived and are in.",
            ),
            status(2 * DAY, "Closed"),
        ],
        ..CASE
    },
];
