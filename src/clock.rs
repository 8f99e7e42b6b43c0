//! The one ticking `now`, corrected by the server's time, whatever the browser's clock says.
//!
//! Between two answers of the server the monotonic clock of the page counts; the wall clock is used only until the
//! first answer, and the screen says so.

use std::time::Duration;

use leptos::prelude::*;
use rules::Instant;

use crate::browser::{intl, timer};

/// The app's clock.
#[derive(Clone, Copy)]
pub struct Clock {
    now: RwSignal<Instant>,
    sync: RwSignal<Option<Sync>>,
}

/// One comparison with the server.
#[derive(Clone, Copy, PartialEq)]
struct Sync {
    /// Server time at `monotonic`, milliseconds since 1970.
    server_ms: f64,
    /// The page's monotonic clock then.
    monotonic: f64,
    /// How long the request took: half of it is the error.
    round_trip: f64,
    /// Wall clock of the browser minus the server's, milliseconds.
    skew: f64,
}

impl Clock {
    /// Makes it, starts it ticking and hands it down by context; called once, by the app.
    pub fn provide() -> Self {
        let clock = Self { now: RwSignal::new(instant(timer::wall_ms())), sync: RwSignal::new(None) };
        provide_context(clock);
        timer::every(Duration::from_secs(1), move || clock.tick());
        clock
    }

    /// The present, ticking once a second.
    pub fn now(self) -> Instant {
        self.now.get()
    }

    /// The present, without ticking.
    pub fn now_untracked(self) -> Instant {
        instant(self.milliseconds())
    }

    /// The viewer's civil date.
    pub fn today(self) -> rules::Date {
        intl::civil_date(self.now_untracked())
    }

    /// A count that grows once in `seconds`, for what polls. It must be read (`get`): a memo that is only tracked is never
    /// computed and so never wakes anybody.
    pub fn every(self, seconds: i64) -> Memo<i64> {
        Memo::new(move |_| self.now.get().timestamp() / seconds.max(1))
    }

    /// Takes the server's time from an answer. The middle of the request is the best guess for when it was read; an
    /// answer that took longer than the best so far is ignored while that one is fresh.
    pub fn synchronise(self, server_now: Instant, sent: f64, received: f64) {
        let round_trip = received - sent;
        let fresher = self.sync.with_untracked(|sync| {
            sync.is_none_or(|sync| round_trip <= sync.round_trip || received - sync.monotonic > 600_000.0)
        });
        if fresher {
            let server_ms = server_now.timestamp_millis() as f64 + round_trip / 2.0;
            let skew = timer::wall_ms() - server_ms;
            self.sync.set(Some(Sync { server_ms, monotonic: received, round_trip, skew }));
            self.tick();
        }
    }

    /// By how many minutes the browser's clock is off, when it is by two or more; positive = ahead.
    pub fn skew_minutes(self) -> Option<i64> {
        let minutes = (self.sync.get()?.skew / 60_000.0).round() as i64;
        (minutes.abs() >= 2).then_some(minutes)
    }

    fn tick(self) {
        self.now.try_set(instant(self.milliseconds()));
    }

    fn milliseconds(self) -> f64 {
        match self.sync.get_untracked() {
            Some(sync) => sync.server_ms + (timer::monotonic_ms() - sync.monotonic),
            None => timer::wall_ms(),
        }
    }
}

fn instant(milliseconds: f64) -> Instant {
    Instant::from_timestamp_millis(milliseconds as i64).unwrap_or_default()
}

/// The app's clock.
pub fn use_clock() -> Clock {
    use_context().unwrap_or_else(Clock::provide)
}
