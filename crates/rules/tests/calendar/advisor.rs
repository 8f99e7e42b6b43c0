//! The advisor's hours against the clock on the wall, from 2026 to 2028, in zones of all three regions: open or closed,
//! the next opening, and the week. The wall is jiff's own reading of the tzdb and knows nothing of `ZoneRules`.

use crate::zones::zone;
use chrono::{Datelike, NaiveDate, TimeDelta};
use jiff::{Timestamp, civil::Weekday, tz::TimeZone};
use rules::{
    Instant,
    advisor::{self, AdvisorOnDuty, Availability, Region, Schedule},
    who_to_call::advice,
};

const PLACES: [(Region, &str); 14] = [
    (Region::Americas, "America/New_York"),
    (Region::Americas, "America/Chicago"),
    (Region::Americas, "America/Los_Angeles"),
    (Region::Americas, "America/Sao_Paulo"),
    (Region::Americas, "America/St_Johns"),
    (Region::Emea, "Europe/London"),
    (Region::Emea, "Europe/Berlin"),
    (Region::Emea, "Asia/Dubai"),
    (Region::Emea, "Africa/Johannesburg"),
    (Region::Emea, "Africa/Casablanca"),
    (Region::Apac, "Asia/Tokyo"),
    (Region::Apac, "Asia/Kolkata"),
    (Region::Apac, "Australia/Sydney"),
    (Region::Apac, "Asia/Singapore"),
];

/// Ten days more than three years, so that the last instants have a next opening too.
const DAYS: i64 = 1106;

fn first() -> Instant {
    "2026-01-01T00:00:00Z".parse().unwrap()
}

/// Every quarter of an hour with `cargo xtask test --full`, else every half: all clocks here change by whole or half hours.
fn is_full() -> bool {
    std::env::var_os("RULES_FULL").is_some()
}

fn step() -> TimeDelta {
    TimeDelta::minutes(if is_full() { 15 } else { 30 })
}

fn schedule(region: Region, name: &str) -> Schedule {
    let days = |texts: &[&str]| texts.iter().map(|text| text.parse().unwrap()).collect::<Vec<NaiveDate>>();
    Schedule {
        region,
        zone: zone(name),
        // New Year, a Monday, the Thursday and Friday of Thanksgiving, a Saturday, the Fridays before clocks change, the
        // Monday after, Christmas.
        holidays: days(&[
            "2026-01-01",
            "2026-05-25",
            "2026-07-04",
            "2026-11-26",
            "2026-11-27",
            "2026-03-06",
            "2026-03-27",
            "2026-03-30",
            "2026-10-23",
            "2026-11-02",
            "2027-01-01",
            "2027-03-15",
            "2027-12-24",
            "2027-12-31",
            "2028-02-29",
            "2028-03-27",
            "2028-10-30",
            "2028-12-25",
        ]),
        leave: [
            ("2026-03-02", "2026-03-13"),
            ("2026-10-19", "2026-11-06"),
            ("2027-07-09", "2027-07-12"),
            ("2028-02-28", "2028-02-29"),
        ]
        .map(|(from, to)| (from.parse().unwrap(), to.parse().unwrap()))
        .to_vec(),
    }
}

/// What the clock on the wall there shows at each step, and whether the advisor of that region works then.
struct Wall {
    dates: Vec<NaiveDate>,
    open: Vec<bool>,
}

impl Wall {
    fn of(schedule: &Schedule) -> Self {
        let zone = TimeZone::get(schedule.zone.name()).unwrap();
        let hours = match schedule.region {
            Region::Americas => 8..17,
            Region::Emea | Region::Apac => 9..17,
        };
        let (mut dates, mut open) = (Vec::new(), Vec::new());
        let mut now = first();
        while now < first() + TimeDelta::days(DAYS) {
            let local = zone.to_datetime(Timestamp::from_second(now.timestamp()).unwrap());
            let date = NaiveDate::from_ymd_opt(
                local.year().into(),
                local.month().unsigned_abs().into(),
                local.day().unsigned_abs().into(),
            );
            let date = date.unwrap();
            let is_weekend = matches!(local.date().weekday(), Weekday::Saturday | Weekday::Sunday);
            dates.push(date);
            open.push(!is_weekend && !schedule.holidays.contains(&date) && hours.contains(&local.hour()));
            now += step();
        }
        Self { dates, open }
    }
}

/// For each place the next one from there on at which it is open, walking back from the end.
fn next_open(open: &[bool]) -> Vec<Option<usize>> {
    let mut next = None;
    let mut found: Vec<Option<usize>> = (0..open.len())
        .rev()
        .map(|place| {
            next = if open[place] { Some(place) } else { next };
            next
        })
        .collect();
    found.reverse();
    found
}

/// The next one at which it is closed.
fn next_closed(open: &[bool]) -> Vec<Option<usize>> {
    next_open(&open.iter().map(|open| !open).collect::<Vec<_>>())
}

/// Both sides of every edge, and some in between; all of them in full.
fn is_looked_at(open: &[bool], place: usize) -> bool {
    let edge = |a: usize, b: usize| open.get(a) != open.get(b);
    is_full() || place.is_multiple_of(7) || edge(place.wrapping_sub(1), place) || edge(place, place + 1)
}

fn at(place: usize) -> Instant {
    first() + step() * i32::try_from(place).unwrap()
}

/// Compares an answer at every place that is looked at.
fn compare(what: &str, open: &[bool], answer: impl Fn(Instant) -> Availability) {
    let (opens, closes) = (next_open(open), next_closed(open));
    let last =
        open.len() - usize::try_from(TimeDelta::days(10).num_minutes() / step().num_minutes()).unwrap();
    for place in (0..last).filter(|place| is_looked_at(open, *place)) {
        let now = at(place);
        match answer(now) {
            Availability::Open { until } => {
                assert!(open[place], "{what}, {now}: not open");
                assert_eq!(Some(until), closes[place].map(at), "{what}, {now}");
            }
            Availability::Closed { opens: next, .. } => {
                assert!(!open[place], "{what}, {now}: not closed");
                assert_eq!(next, opens[place].map(at), "{what}, {now}");
            }
        }
    }
}

#[test]
fn an_advisor_is_open_when_the_wall_says_so() {
    for (region, name) in PLACES {
        let schedule = schedule(region, name);
        compare(name, &Wall::of(&schedule).open, |now| schedule.availability(now));
    }
}

/// The advisor on leave, with nobody, with somebody near and with somebody on the other side of the world; clocks change on
/// one side during the leave and on the other not yet.
#[test]
fn who_stands_in_is_open_when_both_walls_say_so() {
    let pairs = [
        ("Europe/Berlin", None),
        ("America/New_York", Some("Europe/London")),
        ("America/Los_Angeles", Some("Asia/Kolkata")),
        ("Australia/Sydney", Some("America/Sao_Paulo")),
        ("Asia/Tokyo", Some("America/St_Johns")),
    ];
    let of = |name: &str| {
        PLACES.iter().find(|(_, place)| *place == name).map(|(region, _)| schedule(*region, name))
    };
    for (own, other) in pairs {
        let own = of(own).unwrap();
        // Who stands in is away as well for the first two days of each leave.
        let other = other.and_then(of).map(|other| Schedule {
            leave: own.leave.iter().map(|(from, _)| (*from, *from + TimeDelta::days(1))).collect(),
            ..other
        });
        let (wall, other_wall) = (Wall::of(&own), other.as_ref().map(Wall::of));
        let away = |schedule: &Schedule, wall: &Wall, place: usize| {
            schedule.leave.iter().any(|(from, to)| (*from..=*to).contains(&wall.dates[place]))
        };
        let open: Vec<bool> = (0..wall.open.len())
            .map(|place| match (away(&own, &wall, place), other.as_ref().zip(other_wall.as_ref())) {
                (false, _) => wall.open[place],
                (true, Some((other, its))) => its.open[place] && !away(other, its, place),
                (true, None) => false,
            })
            .collect();
        let what = format!("{} and {:?}", own.zone.name(), other.as_ref().map(|other| other.zone.name()));
        compare(&what, &open, |now| advice(&own, other.as_ref(), now).availability);
        compare_weeks(&what, &own, other.as_ref(), &wall, &open);
    }
}

/// All weeks from the first Monday on: a day is open at a place exactly when the wall says so.
fn compare_weeks(what: &str, own: &Schedule, other: Option<&Schedule>, wall: &Wall, open: &[bool]) {
    let mut monday = advisor::WeekStart::Monday.of(wall.dates[0]) + TimeDelta::days(7);
    assert_eq!(monday.weekday(), chrono::Weekday::Mon);
    let mut place = wall.dates.iter().position(|date| *date == monday).unwrap();
    while wall.dates.last().is_some_and(|last| monday + TimeDelta::days(7) < *last) {
        let week = advisor::week(own, other, monday);
        assert_eq!(week.len(), 7);
        for (day, date) in week.iter().zip(monday.iter_days()) {
            assert_eq!(day.date, date, "{what}");
            let mut some = false;
            while wall.dates[place] == date {
                let now = at(place);
                let is_open = day.hours.iter().any(|span| span.from <= now && now < span.to);
                assert_eq!(is_open, open[place], "{what}, {now} on {date}");
                some |= is_open;
                place += 1;
            }
            assert_eq!(day.closed.is_none(), some, "{what}, {date}: closed with a reason, or open");
            let leave = own.leave.iter().any(|(from, to)| (*from..=*to).contains(&date));
            let who = if leave && other.is_some() { AdvisorOnDuty::StandIn } else { AdvisorOnDuty::Advisor };
            assert_eq!(day.who, who, "{what}, {date}");
        }
        monday += TimeDelta::days(7);
    }
}
