//! The server's clock: the machine's time plus an offset that is fixed at start by `--clock`. It runs on from there.
//! Everything that stores or decides with "now" asks this clock and no other, sessions included, so that a journey at a
//! fixed instant sees one time everywhere.

use chrono::{DateTime, TimeDelta, Utc};
use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::SystemTime,
};

/// A running clock. Clones show the same time.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    offset_ms: Arc<AtomicI64>,
}

impl Clock {
    /// The machine's own time.
    #[must_use]
    pub fn of_machine() -> Self {
        Self::default()
    }

    /// Shows `instant` now and runs on from there.
    #[must_use]
    pub fn starting_at(instant: DateTime<Utc>) -> Self {
        let offset = instant - machine_now();
        Self { offset_ms: Arc::new(AtomicI64::new(offset.num_milliseconds())) }
    }

    /// Now, in whole milliseconds: what is stored and what is answered are then equal.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        let now = machine_now() + TimeDelta::milliseconds(self.offset_ms.load(Ordering::Relaxed));
        DateTime::from_timestamp_millis(now.timestamp_millis()).unwrap_or(now)
    }

    /// Moves it on; for tests that wait for something to expire.
    pub fn advance(&self, by: TimeDelta) {
        self.offset_ms.fetch_add(by.num_milliseconds(), Ordering::Relaxed);
    }
}

fn machine_now() -> DateTime<Utc> {
    SystemTime::now().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_runs_on_from_the_given_instant() {
        let start: DateTime<Utc> = "2026-12-25T02:00:00Z".parse().unwrap();
        let clock = Clock::starting_at(start);
        let first = clock.now();
        assert!((first - start).abs() < TimeDelta::seconds(2));
        std::thread::sleep(std::time::Duration::from_millis(5));
        assert!(clock.now() > first);
        clock.clone().advance(TimeDelta::hours(1));
        assert!(clock.now() - first >= TimeDelta::hours(1), "clones are the same clock");
    }
}
