//! The calendars, against values from the test suites of other systems and against an oracle that looks at the clock on the
//! wall, minute by minute.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic)]

mod advisor;
mod zones;

use chrono::{NaiveDate, TimeDelta, Timelike};
use proptest::prelude::*;
use rules::{
    Instant,
    calendar::{Calendar, Span, WeeklyHours},
};
use zones::{all_zones, zone};

fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

fn calendar(hours: &str, name: &str, holidays: &str) -> Calendar {
    let holidays: Vec<NaiveDate> =
        holidays.split(';').filter(|day| !day.is_empty()).map(|day| day.parse().unwrap()).collect();
    Calendar::new(&WeeklyHours::parse(hours).unwrap(), &holidays, zone(name))
}

/// Business minutes, which may have a half in them.
fn minutes(text: &str) -> TimeDelta {
    TimeDelta::seconds((text.parse::<f64>().unwrap() * 60.0) as i64)
}

fn rows(text: &str) -> Vec<csv::StringRecord> {
    csv::Reader::from_reader(text.as_bytes()).records().map(Result::unwrap).collect()
}

#[test]
fn due_times_of_other_systems() {
    let rows = rows(include_str!("data/sla_cases.csv"));
    assert_eq!(rows.len(), 42);
    for row in rows {
        let due = calendar(&row[1], &row[2], &row[3]).add(at(&row[4]), minutes(&row[5]));
        assert_eq!(due, at(&row[6]), "{row:?}");
    }
}

#[test]
fn elapsed_times_of_other_systems() {
    let rows = rows(include_str!("data/sla_elapsed_cases.csv"));
    assert_eq!(rows.len(), 12);
    for row in rows {
        let elapsed = calendar(&row[1], &row[2], &row[3]).between(at(&row[4]), at(&row[5]));
        assert_eq!(elapsed, minutes(&row[6]), "{row:?}");
    }
}

#[test]
fn due_times_with_pauses_of_other_systems() {
    let rows = rows(include_str!("data/sla_pause_cases.csv"));
    assert_eq!(rows.len(), 10);
    for row in rows {
        let pauses: Vec<Span> = row[6]
            .split(';')
            .map(|pause| pause.split_once('/').unwrap())
            .map(|(from, to)| Span { from: at(from), to: at(to) })
            .collect();
        let due = calendar(&row[1], &row[2], &row[3]).add_with_pauses(at(&row[4]), minutes(&row[5]), &pauses);
        assert_eq!(due, at(&row[7]), "{row:?}");
    }
}

#[test]
fn our_conventions() {
    let office = calendar("Mon-Fri 09:00-17:00", "Europe/Berlin", "2026-12-25");
    let hours = TimeDelta::hours;
    // Tuesday, 24 November 2026; Berlin is at +01:00.
    assert_eq!(
        office.add(at("2026-11-24T12:00:00Z"), hours(4)),
        at("2026-11-24T16:00:00Z"),
        "used up at closing: at closing"
    );
    assert_eq!(
        office.add(at("2026-11-24T12:00:00Z"), hours(-4)),
        at("2026-11-24T08:00:00Z"),
        "back to opening: at opening"
    );
    assert_eq!(
        office.add(at("2026-11-24T20:00:00Z"), hours(1)),
        at("2026-11-25T09:00:00Z"),
        "outside: from the next opening"
    );
    assert_eq!(
        office.add(at("2026-11-24T20:00:00Z"), hours(0)),
        at("2026-11-25T08:00:00Z"),
        "zero: the first open moment"
    );
    assert_eq!(office.add(at("2026-11-24T10:30:00Z"), hours(0)), at("2026-11-24T10:30:00Z"));
    assert_eq!(
        office.between(at("2026-11-25T10:00:00Z"), at("2026-11-24T10:00:00Z")),
        hours(0),
        "end before start"
    );
    assert!(!office.is_open(at("2026-11-24T16:00:00Z")), "closed at the closing time itself");
    assert!(office.is_open(at("2026-11-24T08:00:00Z")));
    assert_eq!(
        office.next_opening(at("2026-12-24T16:00:00Z")),
        at("2026-12-28T08:00:00Z"),
        "holiday and weekend"
    );
    assert_eq!(office.next_closing(at("2026-11-24T10:00:00Z")), Some(at("2026-11-24T16:00:00Z")));
    assert_eq!(office.next_closing(at("2026-11-24T20:00:00Z")), Some(at("2026-11-24T20:00:00Z")));
    let always = calendar("24x7", "Europe/Berlin", "");
    assert_eq!(always.next_closing(at("2026-11-24T10:00:00Z")), None);
    assert_eq!(always.add(at("2026-03-28T12:00:00Z"), hours(24)), at("2026-03-29T12:00:00Z"), "clock hours");
    let holiday = calendar("24x7", "Europe/Berlin", "2026-12-25");
    assert_eq!(holiday.next_closing(at("2026-11-24T10:00:00Z")), Some(at("2026-12-24T23:00:00Z")));
}

#[test]
fn what_a_clock_change_skips_is_not_counted_and_what_it_repeats_counts_twice() {
    let night = calendar("Mon-Sun 01:30-02:30", "Europe/Berlin", "");
    // 29 March 2026: 02:00 becomes 03:00. 25 October: 03:00 becomes 02:00.
    assert_eq!(night.between(at("2026-03-28T12:00:00Z"), at("2026-03-29T12:00:00Z")), TimeDelta::minutes(30));
    assert_eq!(night.between(at("2026-10-24T12:00:00Z"), at("2026-10-25T12:00:00Z")), TimeDelta::minutes(90));
    let lord_howe = calendar("Mon-Sun 01:00-02:00", "Australia/Lord_Howe", "");
    // 4 April 2026, 15:00Z: half an hour back.
    assert_eq!(
        lord_howe.between(at("2026-04-04T12:00:00Z"), at("2026-04-05T12:00:00Z")),
        TimeDelta::minutes(90)
    );
}

/// Days that end shortly before a change of clock, hold one, or begin shortly after one, east and west of Greenwich.
#[test]
fn a_holiday_beside_a_clock_change_closes_its_own_day_only() {
    for (name, day, closed, open) in [
        ("Pacific/Auckland", "2026-04-04", "2026-04-03T11:00:00Z", "2026-04-04T11:00:00Z"),
        ("Pacific/Auckland", "2026-04-05", "2026-04-04T11:00:00Z", "2026-04-05T12:00:00Z"),
        ("America/New_York", "2026-03-07", "2026-03-07T05:00:00Z", "2026-03-08T05:00:00Z"),
        ("America/New_York", "2026-03-08", "2026-03-08T05:00:00Z", "2026-03-09T04:00:00Z"),
        ("America/New_York", "2026-03-09", "2026-03-09T04:00:00Z", "2026-03-10T04:00:00Z"),
    ] {
        let calendar = calendar("Mon-Sun 00:00-24:00", name, day);
        let (closed, open) = (at(closed), at(open));
        assert_eq!(calendar.next_closing(closed - TimeDelta::days(9)), Some(closed), "{name} {day}");
        assert_eq!(calendar.next_opening(closed), open, "{name} {day}");
        assert_eq!(calendar.between(open, open + TimeDelta::days(9)), TimeDelta::days(9), "{name} {day}");
    }
}

#[test]
fn the_ends_of_time_are_answers_too() {
    let office = calendar("Mon 09:00-09:01", "Europe/Berlin", "2026-12-25");
    assert_eq!(office.add(at("2026-11-24T12:00:00Z"), TimeDelta::MAX), Instant::MAX_UTC);
    assert_eq!(office.add(at("2026-11-24T12:00:00Z"), TimeDelta::MIN), Instant::MIN_UTC);
    for end in [Instant::MIN_UTC, Instant::MAX_UTC] {
        let _ = office.next_closing(end);
        assert!(office.next_opening(end) >= end);
        assert!(office.add(end, TimeDelta::minutes(-7)) <= office.add(end, TimeDelta::minutes(7)));
        assert!(office.between(end, at("2026-11-24T12:00:00Z")) >= TimeDelta::zero());
    }
    let pause = Span { from: at("2026-11-24T10:00:00Z"), to: at("2026-11-24T11:00:00Z") };
    assert_eq!(
        office.add_with_pauses(at("2020-01-01T00:00:00Z"), TimeDelta::MIN, &[pause]),
        Instant::MIN_UTC
    );
}

const HOURS: [&str; 6] = [
    "Mon-Fri 09:00-17:00",
    "Mon-Fri 08:00-12:00,13:00-17:00;Sat 10:00-15:00",
    "Mon-Sun 00:00-24:00",
    "Mon-Sun 00:30-03:30",
    "Sun 00:00-24:00;Mon 00:00-06:00;Wed 22:00-24:00",
    "Fri-Mon 22:00-24:00;Sat-Tue 00:00-02:00,02:15-02:45",
];

/// What the clock on the wall says at that minute.
fn open_by_the_wall(
    hours: &str,
    holidays: &[NaiveDate],
    zone: &rules::zone::ZoneRules,
    minute: Instant,
) -> bool {
    const NAMES: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    let local = zone.local(minute);
    let today = chrono::Datelike::weekday(&local).num_days_from_monday() as usize;
    let of_the_day = local.hour() * 60 + local.minute();
    let minutes = |text: &str| text[..2].parse::<u32>().unwrap() * 60 + text[3..].parse::<u32>().unwrap();
    let place = |name: &str| NAMES.iter().position(|known| *known == name).unwrap();
    !holidays.contains(&local.date())
        && hours.split(';').any(|piece| {
            let (days, spans) = piece.split_once(' ').unwrap();
            let (first, last) = days
                .split_once('-')
                .map_or_else(|| (place(days), place(days)), |(a, b)| (place(a), place(b)));
            let is_day =
                if first <= last { (first..=last).contains(&today) } else { today >= first || today <= last };
            is_day
                && spans
                    .split(',')
                    .map(|span| span.split_once('-').unwrap())
                    .any(|(from, to)| (minutes(from)..minutes(to)).contains(&of_the_day))
        })
}

/// Walks minute by minute over `days` days from `start` and compares every answer.
fn compare(hours: &str, name: &str, start: Instant, days: i64) {
    let zone = zone(name);
    let holidays =
        [zone.date(start), zone.date(start + TimeDelta::days(2)), zone.date(start + TimeDelta::days(3))];
    let calendar = Calendar::new(&WeeklyHours::parse(hours).unwrap(), &holidays[1..], zone.clone());
    let step = TimeDelta::minutes(1);
    let end = start + TimeDelta::days(days);
    let (mut now, mut counted, mut was_open) = (start, TimeDelta::zero(), None);
    while now < end {
        let open = open_by_the_wall(hours, &holidays[1..], &zone, now);
        let place = || format!("{hours} in {name} at {now}");
        assert_eq!(calendar.is_open(now), open, "{}", place());
        assert_eq!(calendar.between(start, now), counted, "{}", place());
        if was_open.is_some_and(|was_open| was_open != open) {
            let before = now - step;
            let change =
                if open { Some(calendar.next_opening(before)) } else { calendar.next_closing(before) };
            assert_eq!(change, Some(now), "{}", place());
        }
        if open {
            counted += step;
            assert_eq!(calendar.add(start, counted), now + step, "{}", place());
        }
        (now, was_open) = (now + step, Some(open));
    }
}

/// Two days before each change of the clocks to two days after it.
fn around_changes(zones: &[String], hours: &[&str]) {
    let from = at("2020-01-01T00:00:00Z").timestamp();
    for name in zones {
        for change in zone(name).transitions().iter().filter(|change| change.at >= from) {
            let change = Instant::from_timestamp(change.at, 0).unwrap();
            for hours in hours {
                // Whole minutes: a few zones change in the middle of one.
                let start = Instant::from_timestamp(change.timestamp().div_euclid(60) * 60, 0).unwrap();
                compare(hours, name, start - TimeDelta::days(2), 4);
            }
        }
    }
}

/// One zone of each kind of clock change that there is; all zones and all hours with `cargo xtask test --full`.
#[test]
fn as_the_clock_on_the_wall_says_around_changes() {
    if std::env::var_os("RULES_FULL").is_some() {
        return around_changes(&all_zones(), &HOURS);
    }
    let some =
        ["Europe/Berlin", "Australia/Lord_Howe", "America/Asuncion", "Africa/Casablanca", "Asia/Beirut"];
    around_changes(&some.map(str::to_owned), &HOURS[3..5]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Some days of some years in any zone.
    #[test]
    fn as_the_clock_on_the_wall_says(zone in proptest::sample::select(all_zones()), hours in 0..HOURS.len(), day in 0i64..4700) {
        compare(HOURS[hours], &zone, at("2020-01-01T00:00:00Z") + TimeDelta::days(day), 5);
    }

    /// Counting on and counting back are each other's inverse, whatever lies between.
    #[test]
    fn adding_and_counting_agree(
        hours in 0..HOURS.len(), start in 1_577_836_800i64..1_900_000_000, minutes in 1i64..200_000,
        holidays in proptest::collection::vec(0i32..4000, 0..30),
    ) {
        let first = NaiveDate::from_ymd_opt(2020, 1, 1).unwrap();
        let holidays: Vec<_> = holidays.iter().map(|days| first + TimeDelta::days(i64::from(*days))).collect();
        let calendar = Calendar::new(&WeeklyHours::parse(HOURS[hours]).unwrap(), &holidays, zone("Europe/Berlin"));
        let start = Instant::from_timestamp(start, 0).unwrap();
        let time = TimeDelta::minutes(minutes);
        let due = calendar.add(start, time);
        prop_assert_eq!(calendar.between(start, due), time);
        prop_assert!(calendar.is_open(due - TimeDelta::milliseconds(1)), "the last of it is open time");
        prop_assert_eq!(calendar.between(calendar.add(due, -time), due), time);
        let zone_of = calendar.zone().clone();
        prop_assert!(holidays.iter().all(|day| *day != zone_of.date(due - TimeDelta::milliseconds(1))));
    }

    /// A pause takes exactly its own business time, wherever it lies and however pauses overlap.
    #[test]
    fn pauses_stop_the_clock(spans in proptest::collection::vec((0i64..20_000, 0i64..3_000), 0..6), minutes in 1i64..3_000) {
        let calendar = calendar(HOURS[1], "America/New_York", "2026-11-26");
        let start = at("2026-11-02T15:00:00Z");
        let pauses: Vec<Span> = spans.iter().map(|(from, length)| {
            let from = start + TimeDelta::minutes(from - 500);
            Span { from, to: from + TimeDelta::minutes(*length) }
        }).collect();
        let due = calendar.add_with_pauses(start, TimeDelta::minutes(minutes), &pauses);
        // The oracle walks the minutes.
        let (mut now, mut left) = (start, minutes);
        while left > 0 {
            let paused = pauses.iter().any(|pause| pause.from <= now && now < pause.to);
            if calendar.is_open(now) && !paused { left -= 1; }
            now += TimeDelta::minutes(1);
        }
        prop_assert_eq!(due, now);
        prop_assert_eq!(calendar.between_without_pauses(start, due, &pauses), TimeDelta::minutes(minutes));
    }
}
