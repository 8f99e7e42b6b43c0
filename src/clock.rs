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

/// How long the best comparison is preferred to slower ones: clocks drift apart.
const FRESH_MS: f64 = 600_000.0;
/// The server says its time in whole milliseconds.
const GRAIN_MS: f64 = 1.0;

impl Sync {
    /// The middle of the request is the best guess for when the server read its clock.
    fn new(server_now: f64, sent: f64, received: f64, wall: f64) -> Self {
        let round_trip = received - sent;
        let server_ms = server_now + round_trip / 2.0;
        Self { server_ms, monotonic: received, round_trip, skew: wall - server_ms }
    }

    /// Server time at that moment of the page's monotonic clock.
    fn server_at(&self, monotonic: f64) -> f64 {
        self.server_ms + (monotonic - self.monotonic)
    }

    /// A quicker answer is better, and after a while any is. One that lies further off than both can be wrong is taken at
    /// once, however slow: the monotonic clock of many devices stands still while they sleep.
    fn gives_way_to(&self, new: &Self) -> bool {
        let apart = (new.server_ms - self.server_at(new.monotonic)).abs();
        new.round_trip <= self.round_trip
            || new.monotonic - self.monotonic > FRESH_MS
            || apart > (self.round_trip + new.round_trip) / 2.0 + GRAIN_MS
    }
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

    /// A count that grows once in `seconds`, for what is shown anew: minutes begin with it. It must be read (`get`): a memo that is
    /// only tracked is never computed and so never wakes anybody.
    pub fn every(self, seconds: i64) -> Memo<i64> {
        Memo::new(move |_| self.now.get().timestamp() / seconds.max(1))
    }

    /// The same for what asks the server, counted since the page was loaded: so not everybody asks in the same second.
    pub fn poll(self, seconds: i64) -> Memo<i64> {
        Memo::new(move |_| {
            self.now.get();
            (timer::monotonic_ms() / 1000.0) as i64 / seconds.max(1)
        })
    }

    /// Takes the server's time from an answer, unless what is known already is better.
    pub fn synchronise(self, server_now: Instant, sent: f64, received: f64) {
        let new = Sync::new(server_now.timestamp_millis() as f64, sent, received, timer::wall_ms());
        if self.sync.with_untracked(|known| known.is_none_or(|known| known.gives_way_to(&new))) {
            self.sync.set(Some(new));
            self.tick();
        }
    }

    /// Whether the server has told its time yet.
    pub fn is_set(self) -> bool {
        self.sync.with(Option::is_some)
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
            Some(sync) => sync.server_at(timer::monotonic_ms()),
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

#[cfg(test)]
mod tests {
    use super::Sync;

    /// Server time at a moment of the page's clock, after the device has slept for `slept`.
    fn answer(read_at: f64, slept: f64, sent: f64, received: f64) -> Sync {
        Sync::new((1_800_000_000_000.0 + read_at + slept).floor(), sent, received, 0.0)
    }

    fn error(sync: &Sync, at: f64, slept: f64) -> f64 {
        (sync.server_at(at) - (1_800_000_000_000.0 + at + slept)).abs()
    }

    #[test]
    fn after_a_sleep_a_slower_answer_is_taken_at_once() {
        let kept = answer(10.0, 0.0, 0.0, 20.0);
        let slept = 20.0 * 60_000.0;
        let slower = answer(5_210.0, slept, 5_000.0, 5_420.0);
        assert!(kept.gives_way_to(&slower));
        assert!(error(&slower, 5_420.0, slept) <= 1.0);
        let awake = answer(5_210.0, 0.0, 5_000.0, 5_420.0);
        assert!(!kept.gives_way_to(&awake), "without a sleep the better one stays");
    }

    /// Whatever the answers: the clock is never further off than the latest answer and the best one allow, and while the
    /// device is awake no answer makes it worse than the best within ten minutes.
    #[test]
    fn the_error_stays_within_the_uncertainty() {
        let mut seed = 2_026_u64;
        let mut random = move |below: u64| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            ((seed >> 33) % below) as f64
        };
        for _ in 0..2_000 {
            let (mut at, mut slept, mut kept) = (0.0, 0.0, None::<Sync>);
            let (mut best, mut awake) = (f64::MAX, true);
            for _ in 0..12 {
                let pause = random(45_000);
                at += pause;
                if random(4) < 1.0 {
                    slept += random(7_200_000);
                    awake = false;
                }
                let took = 1.0 + random(3_000);
                // The server reads its clock somewhere on the way.
                let new = answer(at + took * random(1_001) / 1_000.0, slept, at, at + took);
                at += took;
                best = f64::min(best, took);
                if kept.as_ref().is_none_or(|kept| kept.gives_way_to(&new)) {
                    kept = Some(new);
                }
                let error = kept.as_ref().map_or(f64::MAX, |kept| error(kept, at, slept));
                assert!(error <= took * 1.5 + 3.0, "{error} ms off after an answer of {took} ms");
                assert!(!awake || error <= best / 2.0 + 1.0, "{error} ms off, the best took {best} ms");
            }
        }
    }
}
