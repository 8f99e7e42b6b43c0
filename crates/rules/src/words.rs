//! Dates and spans as the sentences of this crate write them. English only, without a locale: the screen shows
//! instants by the browser's `Intl`; these words are for the reasons, which API and screen share.

use crate::Date;
use chrono::Datelike;

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// "31 Dec 2026"
#[must_use]
pub fn date(date: Date) -> String {
    let month = MONTHS.get(date.month0() as usize).copied().unwrap_or_default();
    format!("{} {month} {}", date.day(), date.year())
}

/// A whole number of minutes: "30 minutes", "4 hours", "1 hour 30 minutes".
#[must_use]
pub fn minutes(minutes: u32) -> String {
    let (hours, rest) = (minutes / 60, minutes % 60);
    match (hours, rest) {
        (0, rest) => count(rest, "minute"),
        (hours, 0) => count(hours, "hour"),
        (hours, rest) => format!("{} {}", count(hours, "hour"), count(rest, "minute")),
    }
}

/// "1 hour", "2 hours"
#[must_use]
pub fn count(n: u32, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_read_as_people_say_them() {
        assert_eq!(minutes(30), "30 minutes");
        assert_eq!(minutes(60), "1 hour");
        assert_eq!(minutes(240), "4 hours");
        assert_eq!(minutes(61), "1 hour 1 minute");
        assert_eq!(date(Date::from_ymd_opt(2028, 2, 29).unwrap_or_default()), "29 Feb 2028");
    }
}
