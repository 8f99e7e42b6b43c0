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

/// A size, cut off and not rounded: "512 bytes", "20 kB", "1.5 MB", "2 GB". A kB is a thousand bytes.
#[must_use]
pub fn bytes(bytes: u64) -> String {
    let tenth = |unit: u64, name: &str| match bytes % unit * 10 / unit {
        0 => format!("{} {name}", bytes / unit),
        tenth => format!("{}.{tenth} {name}", bytes / unit),
    };
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{} kB", bytes / 1_000),
        1_000_000..1_000_000_000 => tenth(1_000_000, "MB"),
        _ => tenth(1_000_000_000, "GB"),
    }
}

/// What is compared when two texts are to mean the same: ASCII letters in lower case, digits, and all that is not ASCII, byte
/// by byte. Blanks and punctuation are passed over, the apostrophes and dashes of print among them.
pub fn letters(text: &str) -> impl Iterator<Item = u8> {
    let mut quiet = 0_u8;
    let bytes = text.as_bytes();
    bytes.iter().enumerate().filter_map(move |(at, byte)| {
        if quiet > 0 {
            quiet -= 1;
            return None;
        }
        // U+2010 to U+201F: dashes and quotation marks.
        if *byte == 0xe2
            && bytes.get(at + 1) == Some(&0x80)
            && bytes.get(at + 2).is_some_and(|third| (0x90..=0x9f).contains(third))
        {
            quiet = 2;
            return None;
        }
        (!byte.is_ascii() || byte.is_ascii_alphanumeric()).then(|| byte.to_ascii_lowercase())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_means_the_same_has_the_same_letters() {
        let same = |a, b| letters(a).eq(letters(b));
        assert!(same("S/N", "s n") && same("Côte d’Ivoire", "CôTE D'IVOIRE") && same("E‑Mail", "email"));
        assert!(!same("Côte", "Cote") && !same("a1", "a2"));
        assert_eq!(letters("–’ -").count(), 0);
    }

    #[test]
    fn sizes_are_cut_off() {
        let words = [999, 1_000, 999_999, 1_000_000, 1_990_000, 2_000_000_000, 19_999_999_999].map(bytes);
        assert_eq!(words, ["999 bytes", "1 kB", "999 kB", "1 MB", "1.9 MB", "2 GB", "19.9 GB"]);
        assert_eq!(bytes(u64::MAX), "18446744073.7 GB");
    }

    #[test]
    fn spans_read_as_people_say_them() {
        assert_eq!(minutes(30), "30 minutes");
        assert_eq!(minutes(60), "1 hour");
        assert_eq!(minutes(240), "4 hours");
        assert_eq!(minutes(61), "1 hour 1 minute");
        assert_eq!(date(Date::from_ymd_opt(2028, 2, 29).unwrap_or_default()), "29 Feb 2028");
    }
}
