//! Computes 100,000 deadlines in business time, for `cargo xtask bench`: natively it prints the milliseconds, under wasm32 the
//! driver times it.

use std::hint::black_box;

use chrono::TimeDelta;
use rules::{
    Date, Instant,
    calendar::{Calendar, WeeklyHours},
    zone::{Transition, ZoneRules},
};

const DEADLINES: i64 = 100_000;

/// Office hours in a zone with two clock changes a year and ten holidays a year, as an advisor's are.
fn calendar() -> Option<Calendar> {
    let half_year = 15_724_800;
    let first = 1_577_836_800;
    let transitions = (0..40)
        .map(|n| Transition { at: first + n * half_year, offset: if n % 2 == 0 { 7200 } else { 3600 } })
        .collect();
    let zone = ZoneRules::new("Europe/Berlin", 3600, transitions).ok()?;
    let holidays: Vec<Date> = (0..200)
        .filter_map(|n| Date::from_ymd_opt(2020, 1, 1)?.checked_add_days(chrono::Days::new(n * 36)))
        .collect();
    let hours = WeeklyHours::parse("Mon-Fri 08:00-12:00,13:00-17:00").ok()?;
    Some(Calendar::new(&hours, &holidays, zone))
}

fn compute(calendar: &Calendar, round: i64) -> i64 {
    (0..DEADLINES)
        .filter_map(|n| Instant::from_timestamp(1_600_000_000 + n * 1_931 + round, 0).map(|from| (n, from)))
        .map(|(n, from)| calendar.add(from, TimeDelta::minutes(1 + n % 20_000)).timestamp())
        .fold(0, |sum, due| sum ^ due)
}

fn main() {
    let Some(calendar) = calendar() else { return };
    #[cfg(not(target_arch = "wasm32"))]
    {
        let mut runs: Vec<f64> = (0..9)
            .map(|round| {
                let began = std::time::Instant::now();
                black_box(compute(black_box(&calendar), round));
                began.elapsed().as_secs_f64() * 1000.0
            })
            .collect();
        runs.sort_by(f64::total_cmp);
        println!("{DEADLINES} deadlines, median of 9 runs: {:.2} ms", runs[4]);
    }
    #[cfg(target_arch = "wasm32")]
    for round in 0..10 {
        black_box(compute(black_box(&calendar), round));
    }
}
