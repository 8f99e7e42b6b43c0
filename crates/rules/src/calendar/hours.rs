//! Weekly hours: for each day of the week when it is open, and how they are written.

use super::week::DAY;

const NAMES: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const MINUTE: i64 = 60_000;

/// When it is open, day by day; at least once in the week.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WeeklyHours {
    /// Milliseconds from Monday 00:00, in order, none touching the next.
    open: Vec<(i64, i64)>,
}

/// Why hours are refused.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum HoursProblem {
    /// It would never be open.
    NeverOpen,
    /// A piece that can't be read; the piece.
    Unreadable(String),
    /// Hours that end before, or when, they begin; the piece.
    EndsBeforeItBegins(String),
}

impl HoursProblem {
    /// For people.
    #[must_use]
    pub fn message(&self) -> String {
        match self {
            Self::NeverOpen => "These hours never open".to_owned(),
            Self::Unreadable(piece) => {
                format!("“{piece}” can't be read as hours; they are written like “Mon-Fri 09:00-17:00”")
            }
            Self::EndsBeforeItBegins(piece) => format!("“{piece}” ends before it begins"),
        }
    }
}

impl WeeklyHours {
    /// Day and night.
    #[must_use]
    pub fn always() -> Self {
        Self { open: vec![(0, 7 * DAY)] }
    }

    /// Reads `Mon-Fri 09:00-13:00,14:00-18:00;Sat 10:00-15:00`, or `24x7`. `24:00` is the end of a day. Hours of a day that
    /// overlap are one.
    ///
    /// # Errors
    /// What can't be read, ends before it begins, or never opens.
    pub fn parse(text: &str) -> Result<Self, HoursProblem> {
        if text.trim() == "24x7" {
            return Ok(Self::always());
        }
        let mut open = Vec::new();
        for piece in text.split(';').map(str::trim).filter(|piece| !piece.is_empty()) {
            let unreadable = || HoursProblem::Unreadable(piece.to_owned());
            let (days, hours) = piece.split_once(' ').ok_or_else(unreadable)?;
            let (first, last) = days.split_once('-').unwrap_or((days, days));
            let (first, last) = (day(first).ok_or_else(unreadable)?, day(last).ok_or_else(unreadable)?);
            for hours in hours.split(',') {
                let (from, to) = hours.split_once('-').ok_or_else(unreadable)?;
                let (from, to) = (time(from).ok_or_else(unreadable)?, time(to).ok_or_else(unreadable)?);
                if to <= from {
                    return Err(HoursProblem::EndsBeforeItBegins(piece.to_owned()));
                }
                // `Sat-Mon` goes over the end of the week.
                let count = (last - first).rem_euclid(7);
                open.extend(
                    (0..=count).map(|n| (first + n).rem_euclid(7) * DAY).map(|day| (day + from, day + to)),
                );
            }
        }
        Self::joined(open).ok_or(HoursProblem::NeverOpen)
    }

    /// The open spans in order, milliseconds from Monday 00:00; none touches the next.
    pub(super) fn of_the_week(&self) -> impl Iterator<Item = (i64, i64)> {
        self.open.iter().copied()
    }

    /// Sorts, and joins what overlaps or touches.
    fn joined(mut open: Vec<(i64, i64)>) -> Option<Self> {
        open.sort_unstable();
        let mut joined: Vec<(i64, i64)> = Vec::new();
        for (from, to) in open {
            match joined.last_mut() {
                Some(last) if from <= last.1 => last.1 = last.1.max(to),
                _ => joined.push((from, to)),
            }
        }
        (!joined.is_empty()).then_some(Self { open: joined })
    }
}

fn day(name: &str) -> Option<i64> {
    NAMES.iter().zip(0..).find(|(known, _)| **known == name.trim()).map(|(_, day)| day)
}

/// Milliseconds from `09:00`, up to `24:00`.
fn time(text: &str) -> Option<i64> {
    let (hours, minutes) = text.trim().split_once(':')?;
    let digits = |text: &str| (text.len() == 2).then(|| text.parse::<u8>().ok()).flatten();
    let (hours, minutes) = (digits(hours)?, digits(minutes)?);
    let total = (i64::from(hours) * 60 + i64::from(minutes)) * MINUTE;
    (minutes < 60 && total <= DAY).then_some(total)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(text: &str) -> Vec<(i64, i64)> {
        WeeklyHours::parse(text)
            .unwrap()
            .of_the_week()
            .map(|(from, to)| (from / MINUTE, to / MINUTE))
            .collect()
    }

    #[test]
    fn hours_are_read_as_people_write_them() {
        assert_eq!(open("Mon 09:00-17:00"), [(540, 1020)]);
        assert_eq!(open("Tue 09:00-13:00,14:00-18:00"), [(1980, 2220), (2280, 2520)]);
        assert_eq!(open("Mon-Tue 00:00-24:00"), [(0, 2880)], "days that touch are one span");
        assert_eq!(open("Sun-Mon 22:00-24:00"), [(1320, 1440), (9960, 10080)]);
        assert_eq!(open("Wed 10:00-12:00; Wed 11:00-13:00"), [(3480, 3660)]);
        assert_eq!(open("24x7"), [(0, 10080)]);
    }

    #[test]
    fn what_never_opens_or_can_not_be_read_is_refused() {
        assert_eq!(WeeklyHours::parse(""), Err(HoursProblem::NeverOpen));
        assert_eq!(WeeklyHours::parse(" ; "), Err(HoursProblem::NeverOpen));
        for text in [
            "Mon",
            "Mon 09:00",
            "Mon 9:00-17:00",
            "Mun 09:00-17:00",
            "Mon 09:00-24:01",
            "Mon 09:60-17:00",
            "Mon 09:00-17:00,",
        ] {
            assert!(matches!(WeeklyHours::parse(text), Err(HoursProblem::Unreadable(_))), "{text}");
        }
        for text in ["Mon 17:00-09:00", "Mon 09:00-09:00"] {
            assert!(matches!(WeeklyHours::parse(text), Err(HoursProblem::EndsBeforeItBegins(_))), "{text}");
        }
        let words = |text: &str| WeeklyHours::parse(text).unwrap_err().message();
        assert!(words("Mun 09:00-17:00").contains("“Mun 09:00-17:00” can't be read"));
        assert!(words("Mon 17:00-09:00").contains("“Mon 17:00-09:00” ends before it begins"));
        assert!(words("").contains("never open"));
    }
}
