//! Where in time the demonstration stands: one instant, and the civil dates counted from it. Whatever has to be exact to
//! the day at a site asks for the date in the site's zone; the rest counts from the date in UTC.

use crate::zones::Zones;
use chrono::{DateTime, Datelike, Months, NaiveDate, NaiveTime, TimeDelta, Utc, Weekday};

/// The instant around which everything is placed.
pub struct Anchor {
    pub now: DateTime<Utc>,
    /// The civil date in UTC.
    pub today: NaiveDate,
    zones: Zones,
}

impl Anchor {
    pub fn at(now: DateTime<Utc>) -> Self {
        Self { now, today: now.date_naive(), zones: Zones::default() }
    }

    /// So many days from today.
    pub fn days(&self, days: i64) -> NaiveDate {
        plus(self.today, days)
    }

    /// First of January, so many years from this one.
    pub fn new_year(&self, years: i32) -> NaiveDate {
        ymd(self.today.year().saturating_add(years), 1, 1)
    }

    /// The first day of a term of exactly twelve months, both ends inclusive, that ends in so many days.
    pub fn twelve_months_before(&self, end_in_days: i64) -> NaiveDate {
        let day_after = self.days(end_in_days + 1);
        day_after.checked_sub_months(Months::new(12)).unwrap_or(day_after)
    }

    /// So many minutes from now.
    pub fn minutes(&self, minutes: i64) -> DateTime<Utc> {
        self.now.checked_add_signed(TimeDelta::minutes(minutes)).unwrap_or(self.now)
    }

    /// The civil date of now in that zone.
    pub fn date_in(&self, zone: &str) -> NaiveDate {
        self.zones.today(Some(zone), self.now)
    }

    /// A full hour there, so many days from that zone's today, or on the Monday after when that is a weekend.
    pub fn working_hour(&self, zone: &str, days: i64, hour: u32) -> DateTime<Utc> {
        let date = plus(self.date_in(zone), days);
        let date = match date.weekday() {
            Weekday::Sat => plus(date, 2),
            Weekday::Sun => plus(date, 1),
            _ => date,
        };
        let time = NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default();
        let rules = self.zones.get(zone, self.now);
        rules.map_or_else(|| date.and_time(time).and_utc(), |rules| rules.instant(date, time))
    }

    /// The civil date of an instant at a site; in UTC without a zone.
    pub fn date_at(&self, zone: Option<&str>, at: DateTime<Utc>) -> NaiveDate {
        self.zones.today(zone, at)
    }
}

/// So many days later.
pub fn plus(date: NaiveDate, days: i64) -> NaiveDate {
    date.checked_add_signed(TimeDelta::days(days)).unwrap_or(date)
}

/// A date that exists; the demonstration names no other.
pub fn ymd(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
}
