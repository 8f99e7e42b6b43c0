//! What counts as taking part in knowledge transfer: somebody of the End User joined a webinar of the running
//! quarter or of the one before, or watched the recording of one. The two quarters and the nine tenths are readings of ours;
//! nothing that is missing here blocks anything.

use super::quarter::Quarter;
use crate::{
    Instant,
    reason::{Input, Outcome, Reason, Rule, Section},
    words,
};

const R_066: Rule = Rule::new("R-066");

/// What an account has done of the webinars of two quarters.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Participation {
    /// Webinars that took place and that the account could have attended.
    pub held: u32,
    /// Those of them that somebody of the account joined.
    pub joined: u32,
    /// Those of them whose recording somebody of the account watched.
    pub watched: u32,
}

/// From when on webinars count: the beginning of the quarter before this one.
#[must_use]
pub fn since(now: Instant) -> Instant {
    Quarter::of(now).previous().begins()
}

/// Has somebody watched a recording who is at that second of it? From nine tenths on.
#[must_use]
pub const fn watched(second: u32, duration: u32) -> bool {
    duration > 0 && second as u64 * 10 >= duration as u64 * 9
}

/// Whether an account takes part, and why: nobody can tell where no webinar took place.
#[must_use]
pub fn reason(participation: &Participation) -> Reason {
    let Participation { held, joined, watched } = *participation;
    let webinars = words::count(held, "webinar");
    let (outcome, why) = match (held, joined, watched) {
        (0, _, _) => (
            Outcome::Unknown,
            "No webinar took place for you in this quarter and the one before, so there was nothing to take part in."
                .to_owned(),
        ),
        (_, 0, 0) => (
            Outcome::Failed,
            format!(
                "Waiting on you: {webinars} took place in this quarter and the one before, and nobody of yours joined or watched a recording."
            ),
        ),
        _ => (
            Outcome::Met,
            format!(
                "Of {webinars} in this quarter and the one before, your people joined {joined} and watched the recording of {watched}."
            ),
        ),
    };
    Reason {
        rules: &[R_066],
        section: Section::Responsibilities,
        title: "Take part in knowledge transfer",
        outcome,
        why,
        inputs: vec![
            Input::known("Webinars", held.to_string()),
            Input::known("Joined", joined.to_string()),
            Input::known("Watched", watched.to_string()),
        ],
    }
}
