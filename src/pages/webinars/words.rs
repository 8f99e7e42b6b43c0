//! Words of webinars: topics, seconds, quarters, and the badges that say where one stands.

use leptos::prelude::*;
use rules::{webinar::Facts, words::count};
use wire::webinar::{CaptionState, RecordingState, Topic, WebinarState, WebinarSummary};

use crate::components::words::badge;

/// The topics as they stand in the address and at the API, with their names.
pub const TOPICS: [(&str, &str); 6] = [
    ("troubleshooting", "Technical Troubleshooting"),
    ("installation", "Installation"),
    ("configuration", "Configuration"),
    ("release_management", "Release Management"),
    ("patch_management", "Patch Management"),
    ("other", "Something else"),
];

/// What it is about.
pub fn topic(topic: &Topic, other: Option<&String>) -> String {
    let known = TOPICS.iter().find(|(name, _)| *name == topic.as_str()).map(|(_, words)| *words);
    match (topic, other) {
        (Topic::Other, Some(other)) => other.clone(),
        _ => known.unwrap_or(topic.as_str()).to_owned(),
    }
}

/// "1:05", "1:02:05"
pub fn clock(seconds: u32) -> String {
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

/// "1 minute 5 seconds"
pub fn spoken(seconds: u32) -> String {
    let parts = [(seconds / 3600, "hour"), (seconds / 60 % 60, "minute"), (seconds % 60, "second")];
    let parts: Vec<String> =
        parts.into_iter().filter(|(n, _)| *n > 0).map(|(n, noun)| count(n, noun)).collect();
    if parts.is_empty() { "the beginning".to_owned() } else { parts.join(" ") }
}

/// Reads "1:05", "1:02:05" or "65".
pub fn read_clock(text: &str) -> Option<u32> {
    let mut parts = text.trim().split(':');
    let first = parts.next()?.parse::<u32>().ok()?;
    parts.try_fold(first, |sum, part| {
        part.parse::<u32>()
            .ok()
            .filter(|part| *part < 60)
            .and_then(|part| sum.checked_mul(60)?.checked_add(part))
    })
}

/// "Q3 2026" of `2026-Q3`
pub fn quarter(text: &str) -> String {
    text.split_once('-').map_or_else(|| text.to_owned(), |(year, quarter)| format!("{quarter} {year}"))
}

/// What decides where it stands.
pub fn facts(webinar: &WebinarSummary) -> Facts {
    Facts {
        starts: webinar.starts_at,
        ends: webinar.ends_at,
        cancelled: webinar.state == WebinarState::Cancelled,
        recorded: webinar.recording == RecordingState::Posted,
    }
}

/// Where it stands, for lists and for its own page.
pub fn badges(webinar: &WebinarSummary) -> AnyView {
    let length = webinar.duration_seconds.map(|seconds| format!("recording, {}", clock(seconds)));
    let seen = webinar.seen.map(|seen| {
        if seen.finished {
            badge("ok", "watched")
        } else {
            badge("info", format!("watched to {}", clock(seen.seconds)))
        }
    });
    let all = [
        match &webinar.state {
            WebinarState::Planned => Some(badge("info", "to come")),
            WebinarState::Cancelled => Some(badge("quiet", "cancelled")),
            WebinarState::Held => None,
            WebinarState::Unknown(state) => Some(badge("quiet", state)),
        },
        match &webinar.recording {
            RecordingState::Posted => Some(badge("ok", length.unwrap_or_else(|| "recording".to_owned()))),
            RecordingState::Owed => Some(badge("warn", "recording owed")),
            _ => None,
        },
        (webinar.captions == CaptionState::Pending).then(|| badge("warn", "captions pending")),
        (webinar.registered && webinar.state == WebinarState::Planned)
            .then(|| badge("ok", "you are registered")),
        seen,
    ];
    all.into_iter().flatten().collect::<Vec<AnyView>>().into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_are_written_and_read() {
        for (seconds, text) in [(0, "0:00"), (65, "1:05"), (754, "12:34"), (3725, "1:02:05")] {
            assert_eq!(clock(seconds), text);
            assert_eq!(read_clock(text), Some(seconds));
        }
        assert_eq!(read_clock("65"), Some(65));
        for text in ["", "a", "1:60", "1:-1", "99999999:00:00"] {
            assert_eq!(read_clock(text), None, "{text}");
        }
        assert_eq!(spoken(3601), "1 hour 1 second");
        assert_eq!(spoken(0), "the beginning");
    }

    #[test]
    fn every_topic_has_a_name() {
        assert!(Topic::KNOWN.iter().all(|known| TOPICS.iter().any(|(name, _)| name == known)));
        assert_eq!(topic(&Topic::Other, Some(&"Automation".to_owned())), "Automation");
        assert_eq!(topic(&Topic::from("optics"), None), "optics");
        assert_eq!(quarter("2026-Q3"), "Q3 2026");
    }
}
