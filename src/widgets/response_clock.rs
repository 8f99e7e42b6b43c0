//! The clock of a case's first response. The digits tick silently; what is announced of it, the page of the case decides.

use leptos::prelude::*;
use rules::{
    Instant,
    response::{ResponseState, response_state},
};

use crate::{
    clock::use_clock,
    components::{
        icon::Icon,
        instant::At,
        markup::{live, view},
    },
    widgets::why::Why,
};

/// What the clock needs to know about a case.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct ResponseFacts {
    /// When the case was created.
    pub created: Instant,
    /// When the first response is due.
    pub due: Instant,
    /// When an engineer made contact.
    pub first_contact: Option<Instant>,
}

/// How a clock stands, for the eye.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Look {
    /// `data-state`
    state: &'static str,
    /// Tone of the badge
    tone: &'static str,
    /// Its word
    word: &'static str,
    icon: &'static str,
}

impl ResponseFacts {
    fn state(self, now: Instant) -> ResponseState {
        response_state(self.created, self.due, self.first_contact, now)
    }

    /// How it stands. "Soon" from half of the target on, at most an hour.
    fn look(self, now: Instant) -> Look {
        let (state, tone, word, icon) = match self.state(now) {
            ResponseState::Running { left } => {
                let soon = (self.due - self.created) / 2;
                if left <= soon.min(chrono::TimeDelta::hours(1)) {
                    ("soon", "warn", "due soon", "clock")
                } else {
                    ("running", "info", "running", "clock")
                }
            }
            ResponseState::Overdue { .. } => ("overdue", "bad", "overdue", "warning"),
            ResponseState::Met { .. } => ("met", "ok", "met", "check"),
            ResponseState::Missed { .. } => ("missed", "bad", "missed", "warning"),
        };
        Look { state, tone, word, icon }
    }

    /// The short form for lists: "17 min left".
    fn short(self, now: Instant) -> (String, String) {
        let (span, word) = match self.state(now) {
            ResponseState::Running { left } => (rounded(left), "left"),
            ResponseState::Overdue { by } => (rounded(by), "overdue"),
            ResponseState::Met { after, .. } => (rounded(after), "to first response"),
            ResponseState::Missed { by, .. } => (rounded(by), "late"),
        };
        (span, word.to_owned())
    }

    fn long(self, now: Instant) -> (String, String) {
        match self.state(now) {
            ResponseState::Running { left } => (digits(left), "left".to_owned()),
            ResponseState::Overdue { by } => (digits(by), "past the target".to_owned()),
            ResponseState::Met { after, margin } => {
                (digits(after), format!("to the first response, {} within the target", rounded(margin)))
            }
            ResponseState::Missed { after, by } => {
                (digits(after), format!("to the first response, {} past the target", rounded(by)))
            }
        }
    }
}

/// `00:17:42`, or `2 d 03:17:42`
fn digits(span: chrono::TimeDelta) -> String {
    let seconds = span.num_seconds().max(0);
    let (days, hours, minutes) = (seconds / 86_400, seconds / 3600 % 24, seconds / 60 % 60);
    let clock = format!("{hours:02}:{minutes:02}:{:02}", seconds % 60);
    if days > 0 { format!("{days} d {clock}") } else { clock }
}

/// "17 min", "3 h 05 min", "2 d 3 h"; less than a minute in seconds.
pub fn rounded(span: chrono::TimeDelta) -> String {
    let seconds = span.num_seconds().max(0);
    match (seconds / 86_400, seconds / 3600 % 24, seconds / 60 % 60) {
        (0, 0, 0) => format!("{seconds} s"),
        (0, 0, minutes) => format!("{minutes} min"),
        (0, hours, minutes) => format!("{hours} h {minutes:02} min"),
        (days, hours, _) => format!("{days} d {hours} h"),
    }
}

/// The full clock of a case page.
#[component]
pub fn ResponseClock(
    facts: ResponseFacts,
    /// Why this target.
    reason: rules::reason::Reason,
    /// "Target 30 minutes, Priority 2 row: opened on the web"
    #[prop(into)]
    basis: String,
    /// Who stopped it, and how.
    stopped: Option<String>,
    /// Zone of the unit's site.
    zone: Option<String>,
) -> impl IntoView {
    let clock = use_clock();
    let look = Memo::new(move |_| facts.look(clock.now()));
    let long = Memo::new(move |_| facts.long(clock.now()));
    let total = (facts.due - facts.created).num_seconds();
    let used = move || {
        (facts.first_contact.unwrap_or_else(|| clock.now()) - facts.created).num_seconds().clamp(0, total)
    };
    let contact = facts.first_contact.zip(stopped);
    let contact =
        contact.map(|(at, who)| view! { <p class="due">{who}" "<At instant=at zone=zone.clone()/></p> });
    view! {
        <section class="clock" data-state=move || look.get().state aria-label="First response">
            <header><h3>"First response"</h3>" "<span class="badge" data-tone=move || look.get().tone>{move || look.get().word}</span></header>
            <p class="left" aria-live="off"><b>{move || long.get().0}</b>" "{move || long.get().1}</p>
            <progress max=total.to_string() value=move || used().to_string() aria-label="Time used of the target"></progress>
            {contact}
            <p class="due">"Due "<At instant=facts.due zone/></p>
            <p class="basis">{basis}</p>
            <Why reason summary="Why this target"/>
        </section>
    }
}

/// The short clock of a list.
#[component]
pub fn ResponseInline(facts: ResponseFacts) -> impl IntoView {
    let clock = use_clock();
    let short = Memo::new(move |_| facts.short(clock.now()));
    let look = Memo::new(move |_| facts.look(clock.now()));
    let icon = live(move || view! { <Icon name=look.get().icon/> });
    view! {
        <span class="clock" data-size="inline" data-state=move || look.get().state>
            {icon}<span><b>{move || short.get().0}</b>" "{move || short.get().1}</span>
        </span>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(minutes_to_contact: Option<i64>) -> ResponseFacts {
        let created: Instant = "2026-11-24T10:00:00Z".parse().unwrap();
        ResponseFacts {
            created,
            due: created + chrono::TimeDelta::minutes(30),
            first_contact: minutes_to_contact.map(|minutes| created + chrono::TimeDelta::minutes(minutes)),
        }
    }

    fn at(text: &str) -> Instant {
        text.parse().unwrap()
    }

    #[test]
    fn what_is_shown_follows_the_state() {
        let now = at("2026-11-24T10:12:18Z");
        assert_eq!(facts(None).look(now).state, "running");
        assert_eq!(facts(None).long(now).0, "00:17:42");
        assert_eq!(facts(None).short(now), ("17 min".to_owned(), "left".to_owned()));
        assert_eq!(facts(None).look(at("2026-11-24T10:22:00Z")).state, "soon");
        assert_eq!(facts(None).short(at("2026-11-24T10:34:00Z")), ("4 min".to_owned(), "overdue".to_owned()));
        assert_eq!(
            facts(Some(7)).long(now),
            ("00:07:00".to_owned(), "to the first response, 23 min within the target".to_owned())
        );
        assert_eq!(facts(Some(34)).short(now), ("4 min".to_owned(), "late".to_owned()));
    }

    #[test]
    fn long_spans_stay_readable() {
        assert_eq!(digits(chrono::TimeDelta::seconds(2 * 86_400 + 3 * 3600 + 61)), "2 d 03:01:01");
        assert_eq!(rounded(chrono::TimeDelta::minutes(185)), "3 h 05 min");
        assert_eq!(rounded(chrono::TimeDelta::seconds(-5)), "0 s");
    }
}
