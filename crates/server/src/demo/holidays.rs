//! Holidays of the demonstration's advisors. The service description does not list the observed holidays (D-1), so these
//! are a demonstration: public holidays of the advisors' countries, this year and the next.

use super::anchor::{Anchor, plus, ymd};
use chrono::{Datelike, NaiveDate, Weekday};

/// Where an advisor keeps holidays.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Calendar {
    UnitedStates,
    Germany,
    Ireland,
    India,
}

/// The holidays of this year and the next, ascending.
pub fn holidays(calendar: Calendar, anchor: &Anchor) -> Vec<NaiveDate> {
    let year = anchor.today.year();
    let mut dates: Vec<_> = [year, year.saturating_add(1)]
        .into_iter()
        .flat_map(|year| match calendar {
            Calendar::UnitedStates => united_states(year),
            Calendar::Germany => germany(year),
            Calendar::Ireland => ireland(year),
            Calendar::India => india(year),
        })
        .collect();
    dates.sort_unstable();
    dates.dedup();
    dates
}

fn united_states(year: i32) -> Vec<NaiveDate> {
    let thanksgiving = nth(year, 11, Weekday::Thu, 4);
    let fixed = [(1, 1), (6, 19), (7, 4), (12, 25)].map(|(month, day)| observed(ymd(year, month, day)));
    let moving = [
        nth(year, 1, Weekday::Mon, 3),
        last(year, 5, Weekday::Mon),
        nth(year, 9, Weekday::Mon, 1),
        thanksgiving,
        plus(thanksgiving, 1),
    ];
    fixed.into_iter().chain(moving).collect()
}

fn germany(year: i32) -> Vec<NaiveDate> {
    let easter = easter(year);
    let fixed = [(1, 1), (5, 1), (10, 3), (12, 25), (12, 26)].map(|(month, day)| ymd(year, month, day));
    // Good Friday, Easter Monday, Ascension, Whit Monday.
    let moving = [-2, 1, 39, 50].map(|days| plus(easter, days));
    fixed.into_iter().chain(moving).collect()
}

fn ireland(year: i32) -> Vec<NaiveDate> {
    let fixed = [(1, 1), (3, 17), (12, 25), (12, 26)].map(|(month, day)| ymd(year, month, day));
    let mondays = [2, 5, 6, 8].map(|month| nth(year, month, Weekday::Mon, 1));
    fixed.into_iter().chain(mondays).chain([plus(easter(year), 1), last(year, 10, Weekday::Mon)]).collect()
}

fn india(year: i32) -> Vec<NaiveDate> {
    [(1, 1), (1, 26), (5, 1), (8, 15), (10, 2), (12, 25)].map(|(month, day)| ymd(year, month, day)).to_vec()
}

/// On a Saturday the Friday before is free, on a Sunday the Monday after.
fn observed(date: NaiveDate) -> NaiveDate {
    match date.weekday() {
        Weekday::Sat => plus(date, -1),
        Weekday::Sun => plus(date, 1),
        _ => date,
    }
}

fn nth(year: i32, month: u32, weekday: Weekday, n: u8) -> NaiveDate {
    NaiveDate::from_weekday_of_month_opt(year, month, weekday, n).unwrap_or_default()
}

fn last(year: i32, month: u32, weekday: Weekday) -> NaiveDate {
    NaiveDate::from_weekday_of_month_opt(year, month, weekday, 5)
        .unwrap_or_else(|| nth(year, month, weekday, 4))
}

/// Easter Sunday of the Gregorian calendar, by the method of Meeus, Jones and Butcher.
fn easter(year: i32) -> NaiveDate {
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - b / 4 - g + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let day_of_spring = h + l - 7 * m + 114;
    let part = |n: i32| u32::try_from(n).unwrap_or(1);
    ymd(year, part(day_of_spring / 31), part(day_of_spring % 31 + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Anchor {
        Anchor::at(text.parse().unwrap())
    }

    #[test]
    fn easter_and_thanksgiving() {
        assert_eq!(easter(2026), ymd(2026, 4, 5));
        assert_eq!(easter(2027), ymd(2027, 3, 28));
        assert_eq!(easter(2028), ymd(2028, 4, 16));
        let dates = holidays(Calendar::UnitedStates, &at("2026-11-24T10:00:00Z"));
        assert!(dates.contains(&ymd(2026, 11, 26)) && dates.contains(&ymd(2027, 11, 25)));
        // 4 July 2026 is a Saturday, 25 December 2027 too.
        assert!(dates.contains(&ymd(2026, 7, 3)) && dates.contains(&ymd(2027, 12, 24)));
        assert!(dates.contains(&ymd(2026, 5, 25)));
    }

    #[test]
    fn two_years_ascending() {
        for calendar in [Calendar::UnitedStates, Calendar::Germany, Calendar::Ireland, Calendar::India] {
            let dates = holidays(calendar, &at("2026-11-24T10:00:00Z"));
            assert!(dates.is_sorted() && dates.len() >= 12);
            assert!(dates.iter().all(|date| [2026, 2027].contains(&date.year())), "{calendar:?}");
        }
    }
}
