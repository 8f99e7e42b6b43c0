//! Slows down guessing of passwords: ten failures in five minutes for one e-mail address, then a pause. From one network
//! address it is ten times as many, because a whole company or a proxy may stand behind it and must not be kept out by one
//! of them. Nobody is locked out beyond that. A try counts as failed until it succeeds, so that many at once do not
//! slip through. What is kept lives in memory and holds hashes of addresses only.

use crate::digest::sha256_hex;
use chrono::{DateTime, TimeDelta, Utc};
use std::{
    collections::{HashMap, VecDeque},
    net::IpAddr,
    sync::{Mutex, PoisonError},
};

const FAILURES: usize = 10;
/// From one network address, under whatever e-mail addresses.
const FAILURES_FROM: usize = 100;
const WINDOW: TimeDelta = TimeDelta::minutes(5);

/// Counts failures.
#[derive(Debug, Default)]
pub struct SignInLimit {
    failures: Mutex<HashMap<String, VecDeque<DateTime<Utc>>>>,
}

/// One try, counted until it is forgiven.
#[derive(Debug)]
pub struct Try {
    keys: Vec<(String, usize)>,
    at: DateTime<Utc>,
}

impl SignInLimit {
    /// Counts a try.
    ///
    /// # Errors
    /// Too many failed before; the seconds until another is taken.
    pub fn begin(&self, email: &str, from: Option<IpAddr>, now: DateTime<Utc>) -> Result<Try, u64> {
        let of_person = Some((email_key(email), FAILURES));
        let of_network = from.map(|from| (address_key(from), FAILURES_FROM));
        self.count([of_person, of_network].into_iter().flatten().collect(), now)
    }

    /// Counts a try that names no address: guessing the secret of a link.
    ///
    /// # Errors
    /// As [`Self::begin`].
    pub fn begin_from(&self, from: Option<IpAddr>, now: DateTime<Utc>) -> Result<Try, u64> {
        self.count(from.map(|from| (address_key(from), FAILURES)).into_iter().collect(), now)
    }

    fn count(&self, keys: Vec<(String, usize)>, now: DateTime<Utc>) -> Result<Try, u64> {
        let mut failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        failures.retain(|_, times| {
            while times.front().is_some_and(|at| now - *at >= WINDOW) {
                times.pop_front();
            }
            !times.is_empty()
        });
        let wait = keys
            .iter()
            .filter_map(|(key, most)| failures.get(key).filter(|times| times.len() >= *most))
            .filter_map(|times| times.front())
            .map(|oldest| (*oldest + WINDOW - now).num_seconds().max(0).unsigned_abs() + 1)
            .max();
        if let Some(seconds) = wait {
            return Err(seconds);
        }
        for (key, _) in &keys {
            failures.entry(key.clone()).or_default().push_back(now);
        }
        Ok(Try { keys, at: now })
    }

    /// It succeeded, so it does not count.
    pub fn forgive(&self, tried: &Try) {
        let mut failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        for (key, _) in &tried.keys {
            if let Some(times) = failures.get_mut(key)
                && let Some(place) = times.iter().position(|at| *at == tried.at)
            {
                times.remove(place);
            }
        }
    }
}

fn email_key(email: &str) -> String {
    sha256_hex(&[b"email", email.trim().to_lowercase().as_bytes()])
}

/// A whole /64 counts as one: that is what a single household or server gets in IPv6.
fn address_key(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(v4) => sha256_hex(&[b"v4", &v4.octets()]),
        IpAddr::V6(v6) => sha256_hex(&[b"v6", v6.octets().get(..8).unwrap_or_default()]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_800_000_000 + second, 0).unwrap()
    }

    #[test]
    fn ten_failures_then_a_pause_then_again() {
        let limit = SignInLimit::default();
        for second in 0..10 {
            assert!(limit.begin("A@example.net ", None, at(second)).is_ok());
        }
        assert_eq!(limit.begin("a@example.net", None, at(10)).unwrap_err(), 291);
        assert!(limit.begin("b@example.net", None, at(10)).is_ok());
        assert!(limit.begin("a@example.net", None, at(300)).is_ok());
    }

    #[test]
    fn success_does_not_count() {
        let limit = SignInLimit::default();
        for second in 0..50 {
            let tried = limit.begin("a@example.net", None, at(second)).unwrap();
            limit.forgive(&tried);
        }
    }

    #[test]
    fn neighbours_in_one_v6_network_count_together() {
        let limit = SignInLimit::default();
        for n in 0..100 {
            let from = format!("2001:db8::{n}").parse().ok();
            assert!(limit.begin(&format!("{n}@example.net"), from, at(n)).is_ok());
        }
        assert!(limit.begin("x@example.net", "2001:db8::ff".parse().ok(), at(100)).is_err());
        assert!(limit.begin("x@example.net", "2001:db8:0:1::1".parse().ok(), at(100)).is_ok());
        assert!(limit.begin("y@example.net", "192.0.2.1".parse().ok(), at(100)).is_ok());
    }

    #[test]
    fn links_are_guessed_ten_times_only() {
        let limit = SignInLimit::default();
        let from = "192.0.2.1".parse().ok();
        for second in 0..10 {
            assert!(limit.begin_from(from, at(second)).is_ok());
        }
        assert!(limit.begin_from(from, at(10)).is_err());
    }
}
