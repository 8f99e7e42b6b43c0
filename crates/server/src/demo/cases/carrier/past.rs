//! What the carrier has behind it: the closed cases of the seven quarters before this one, but for a quarter in which nothing
//! happened. Most were answered within the target, some were not, and one by nobody. The dice have a fixed seed, and what they
//! say never depends on the anchor: within a quarter the demonstration tells the same story every day.

use super::CASE;
use crate::demo::{
    anchor::Anchor,
    cases::{
        DAY, DemoCase, Event, Moment::Opened as After, Opened::At, Subject::Unit, acknowledged, said, status,
    },
    people::{ASSOCIATE, ENGINEER, EXPERT, SENIOR, VENDOR_ENGINEER},
    splitmix::SplitMix,
};
use chrono::TimeDelta;
use rules::{
    response::Priority::{self, P1, P2, P3, P4},
    webinar::quarter::Quarter,
};
use wire::case::{
    CaseStatus::Closed,
    Channel::{self, Phone as ByPhone, Web},
    EventBy::{Customer, Engineer},
    EventKind::{Comment, Email, Phone},
    WaitingOn,
};

/// The quarters before this one in which there were cases. Five quarters ago nothing broke.
const QUARTERS_AGO: [u32; 6] = [1, 2, 3, 4, 6, 7];

/// The cases of a quarter, in their order.
static OF_A_QUARTER: [(Priority, Channel); 10] = [
    (P1, ByPhone),
    (P2, Web),
    (P3, Web),
    (P2, ByPhone),
    (P4, Web),
    (P3, Web),
    (P1, Web),
    (P3, ByPhone),
    (P2, Web),
    (P4, Web),
];

/// Which of all were answered too late, and which by nobody.
const LATE: [usize; 7] = [3, 11, 14, 25, 38, 46, 52];
const BY_NOBODY: usize = 39;

/// Host name, the one line, and what was said at the end.
const FAULTS: [(&str, &str, &str); 12] = [
    ("gru1-core02", "gru1-core02: one fan tray reports a fault", "The fan tray was replaced."),
    ("gru1-pe02", "gru1-pe02: BFD sessions flap on one link", "A dirty connector; cleaned."),
    ("gru1-pe03", "gru1-pe03: memory of the routing process grows", "Fixed in the release that runs now."),
    (
        "gru1-leaf02",
        "gru1-leaf02: a port stays down after a change of optics",
        "The optic was not of a supported kind.",
    ),
    ("gru1-fw02", "gru1-fw02: VPN tunnels renegotiate every hour", "Lifetimes of both ends were made equal."),
    ("nyc1-pe03", "nyc1-pe03: alarms of a power supply come and go", "The power supply was replaced."),
    ("nyc1-fw02", "nyc1-fw02: commit takes minutes", "The list of addresses was split."),
    (
        "muc1-pe02",
        "muc1-pe02: LDP neighbours are lost at night",
        "A timer of the transport network was the cause.",
    ),
    (
        "muc1-spine01",
        "muc1-spine01: EVPN routes stay after a link is gone",
        "Worked around; fixed in a later release.",
    ),
    (
        "muc1-agg01",
        "muc1-agg01: counters of one port stand still",
        "Only the display was wrong; fixed in a later release.",
    ),
    ("mex1-agg02", "mex1-agg02: NTP loses its servers", "A filter dropped the answers."),
    (
        "mex1-fw02",
        "mex1-fw02: log of sessions stops after a failover",
        "The process was restarted; fixed in a later release.",
    ),
];

const ENGINEERS: [&str; 3] = ["Oluwaseun Adebisi", "Jae-won Pyo", "Marguerite Desrosiers"];

/// All of them with what happened to each.
pub fn past(anchor: &Anchor) -> Vec<(DemoCase, Vec<Event>)> {
    let mut mix = SplitMix::seeded(0x0DD_BA11);
    let mut all = Vec::new();
    for ago in QUARTERS_AGO {
        for (place, (priority, channel)) in OF_A_QUARTER.iter().enumerate() {
            let n = all.len();
            all.push(one(&mut mix, anchor, n, (ago, place), *priority, channel));
        }
    }
    all
}

fn one(
    mix: &mut SplitMix,
    anchor: &Anchor,
    n: usize,
    (ago, place): (u32, usize),
    priority: Priority,
    channel: &Channel,
) -> (DemoCase, Vec<Event>) {
    let quarter = (0..ago).fold(Quarter::of(anchor.now), |quarter, _| quarter.previous());
    // The last one is closed before its quarter is over.
    let day = 8 * i64::try_from(place).unwrap_or(0) + mix.between(0, 5);
    let opened = quarter.begins() + TimeDelta::minutes(day * DAY + mix.between(0, DAY - 1));
    let target = if priority.is_slow() { 240 } else { 30 };
    let in_time = mix.between(target / 10, target * 9 / 10);
    let late = mix.between(target * 11 / 10, target * 3);
    let closed = mix.between(DAY, 4 * DAY);
    let (host_name, synopsis, end) = FAULTS[usize::try_from(mix.next() % 12).unwrap_or(0)];
    let engineer = ENGINEERS[usize::try_from(mix.next() % 3).unwrap_or(0)];
    let web = [SENIOR, EXPERT, ENGINEER, ASSOCIATE];
    let events = if n == BY_NOBODY {
        vec![
            acknowledged(),
            said(
                After(closed),
                Comment,
                Customer,
                "Leilani Kealoha",
                "Not needed any more: it went away by itself.",
            ),
            status(closed + 5, "Closed"),
        ]
    } else {
        let kind = if priority.is_slow() { Email } else { Phone };
        let answered = if LATE.contains(&n) { late } else { in_time };
        vec![
            acknowledged(),
            said(
                After(answered),
                kind,
                Engineer,
                engineer,
                "Took the case over and asked for what the log says.",
            ),
            said(After(closed), Email, Engineer, engineer, end),
            status(closed + 30, "Closed"),
        ]
    };
    let case = DemoCase {
        suffix: 910_001 + u32::try_from(n).unwrap_or(0),
        priority,
        channel: channel.clone(),
        opened: At(opened),
        status: Closed,
        waiting_on: WaitingOn::Nobody,
        synopsis,
        description: "Seen by the monitoring first, then by hand; what the unit says is in the log that was sent.",
        subject: Unit(host_name),
        opened_by: if *channel == ByPhone { VENDOR_ENGINEER } else { web[n % web.len()] },
        ..CASE
    };
    (case, events)
}
