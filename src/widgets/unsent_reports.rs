//! The reports that somebody has not sent yet, of all devices: how old, how far, to go on with or to throw away.

use leptos::prelude::*;
use rules::{Instant, words::count};

use crate::{
    api::{self, Failure},
    clock::use_clock,
    components::{
        asking::{Asking, asking},
        instant::At,
        link::link,
        loaded::load,
        markup::{live, view},
        words::muted,
    },
    draft::{
        merging::Unsent,
        saving::{Saving, use_saving},
    },
    route::{Route, Step},
};

/// All of them but the one called `open`; nothing when there are none.
pub fn unsent_reports(open: &str) -> AnyView {
    let (saving, clock, open) = (use_saving(), use_clock(), open.to_owned());
    let (half, refused) = (clock.poll(30), RwSignal::new(String::new()));
    let lacks = Memo::new(move |_| saving.lacks());
    let there = load(move || {
        half.get();
        saving.follow_told();
        (!lacks.get()).then(api::drafts::list)
    });
    let all = Memo::new(move |_| {
        half.get();
        let list = there.value();
        let mut all = saving.unsent(list.as_deref().map(|list| &list.items));
        all.retain(|unsent| unsent.id != open);
        all
    });
    let away =
        Memo::new(move |_| there.answer().and_then(Result::err).filter(|failure| !failure.is_lacking()));
    live(move || {
        let all = all.get();
        let away = away.get().map(|failure: Failure| {
            muted(format!("Those of your other devices can’t be shown now: {}", failure.what_happened()))
        });
        if all.is_empty() && away.is_none() {
            return None;
        }
        let rows =
            all.into_iter().map(|unsent| row(saving, unsent, clock.now_untracked(), refused)).collect_view();
        Some(view! {
            <section class="stack" aria-label="Reports not sent yet">
                {rows}
                {away}
                {move || Some(refused.get()).filter(|words| !words.is_empty()).map(|words| view! { <p role="alert">{words}</p> })}
            </section>
        })
    })
}

fn row(saving: Saving, unsent: Unsent, now: Instant, refused: RwSignal<String>) -> AnyView {
    let Unsent { id, title, subject, step, at, only_here, version } = unsent;
    let or = |text: String, other: &str| if text.is_empty() { other.to_owned() } else { text };
    let subject = or(subject, "unit not chosen yet");
    let title = or(title, "Report without a symptom yet");
    // The first question is asked again by none.
    let step = Step::from_slug(&step).filter(|step| *step != Step::Down).unwrap_or(Step::Wrong);
    let on = Route::Report { step, draft: Some(id.clone()), unit: None };
    let place = if only_here { "on this device only" } else { "on all your devices" };
    let age = at.map(|at| view! { {age(now, at)}", "<At instant=at/> });
    let question = Asking {
        id: format!("discard-{id}"),
        word: "Throw away",
        about: format!("the report “{title}”"),
        question: "Throw it away, on all your devices?",
        yes: "Throw it away",
        small: true,
    };
    let discard = move || {
        let id = id.clone();
        leptos::task::spawn_local(async move {
            let done = saving.discard(id, version).await;
            refused.try_set(done.err().map(|failure| words_of(&failure)).unwrap_or_default());
        });
    };
    view! {
        <article class="note" data-tone="quiet">
            <header><span class="badge" data-tone="quiet">"not sent"</span>" "<span>{age}</span></header>
            <h2>{link(&on, title)}</h2>
            <p>{subject}" · at “"{words_of_step(step)}"” · "{place}" "{asking(question, || true, discard)}</p>
        </article>
    }
}

fn words_of(failure: &Failure) -> String {
    if failure.is_changed() {
        return "Not thrown away: another device has gone on with it. Look at it first.".to_owned();
    }
    format!("Not thrown away: {}", failure.what_happened())
}

/// What the screen is called.
fn words_of_step(step: Step) -> &'static str {
    match step {
        Step::Down | Step::Wrong => "What is wrong",
        Step::Phone => "Call now",
        Step::Impact => "Impact",
        Step::Exclusions => "Not covered",
        Step::Details => "Details",
        Step::Check => "Check",
    }
}

/// How long ago that is, in whole minutes, hours or days.
fn age(now: Instant, at: Instant) -> String {
    let minutes = u32::try_from((now - at).num_minutes()).unwrap_or_default();
    match minutes {
        0 => "just now".to_owned(),
        1..60 => format!("{} ago", count(minutes, "minute")),
        60..1440 => format!("{} ago", count(minutes / 60, "hour")),
        _ => format!("{} ago", count(minutes / 1440, "day")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_age_is_told_in_whole_units_and_never_before_its_time() {
        let at = |text: &str| text.parse::<Instant>().unwrap();
        let now = at("2026-11-24T16:00:00Z");
        for (then, expected) in [
            ("2026-11-24T16:00:05Z", "just now"),
            ("2026-11-24T15:59:01Z", "just now"),
            ("2026-11-24T15:59:00Z", "1 minute ago"),
            ("2026-11-24T15:00:01Z", "59 minutes ago"),
            ("2026-11-24T15:00:00Z", "1 hour ago"),
            ("2026-11-23T16:00:01Z", "23 hours ago"),
            ("2026-11-22T16:00:00Z", "2 days ago"),
        ] {
            assert_eq!(age(now, at(then)), expected, "{then}");
        }
    }
}
