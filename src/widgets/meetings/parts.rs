//! What a meeting shows: its times, minutes, actions, figures, and who did what.

use leptos::prelude::*;
use rules::{Instant, words};
use wire::meeting::{Agenda, ChangeMeeting, Meeting, MeetingAction, MeetingEvent, MeetingStep, MeetingTime};

use super::form::Form;
use crate::{
    browser::intl::{self, Detail},
    components::{
        fact::fact,
        instant::At,
        markup::view,
        words::{badge, muted},
    },
    session::use_session,
};

/// The zone of the side that the viewer is not on.
pub fn other_zone(meeting: &Meeting) -> Option<String> {
    let of_end_user = use_session()
        .me()
        .and_then(|me| me.role.known())
        .is_some_and(rules::access::Role::works_for_end_user);
    if of_end_user { meeting.advisor_zone.clone() } else { meeting.end_user_zone.clone() }
}

/// "Tue 16:00, 1 Dec 2026, 16:00 CET" in the viewer's zone.
pub fn own_time(start: Instant) -> String {
    intl::format(start, None, Detail::Full)
}

/// A time in the viewer's zone, in the other side's, and in UTC.
pub fn when(time: &MeetingTime, zone: Option<String>) -> AnyView {
    let start = time.start;
    let day = intl::format(start, None, Detail::Weekday);
    let day = day.split(' ').next().unwrap_or_default().to_owned();
    let there =
        zone.map(|zone| format!("{} there ({zone}) · ", intl::format(start, Some(&zone), Detail::Full)));
    view! {
        <p><b><time datetime=start.to_rfc3339()>{day}" "{own_time(start)}</time></b>" "{muted(words::minutes(time.minutes))}</p>
        <p>{muted(format!("{}{}", there.unwrap_or_default(), intl::utc(start)))}</p>
    }
}

/// What was said, and what came out of it.
pub fn held(meeting: &Meeting, form: Form) -> AnyView {
    let marks = meeting.allows(&MeetingStep::MarkAction);
    let row = |action: &MeetingAction| {
        let due = action.due.map(|due| format!(", by {}", words::date(due)));
        let (of, turned) = (meeting.clone(), MeetingAction { done: !action.done, ..action.clone() });
        let change = move || ChangeMeeting {
            action: Some(turned.clone()),
            ..ChangeMeeting::of(MeetingStep::MarkAction)
        };
        let button = marks.then(|| {
            let words = if action.done { "Not done after all" } else { "Done" };
            view! { <button class="button no-print" data-kind="quiet" data-size="small" type="button" on:click=move |_| form.send(&of, change())>{words}<span class="visually-hidden">" "{action.text.clone()}</span></button> }
        });
        let (tone, state) = if action.done { ("ok", "done") } else { ("info", "open") };
        view! { <li><div><b>{action.text.clone()}</b><small>{action.whose.clone()}{due}</small></div>{badge(tone, state)}{button}</li> }
    };
    let actions = meeting.actions.iter().map(row).collect_view();
    let minutes = meeting.minutes.clone().unwrap_or_else(|| "There are no minutes.".to_owned());
    let time = meeting.agreed.map(|time| when(&time, other_zone(meeting)));
    view! { <div>{time}</div><p class="measure as-typed">{minutes}</p>{(!meeting.actions.is_empty()).then(|| view! { <ul class="people">{actions}</ul> })} }
}

/// The figures to talk about.
pub fn agenda_view(agenda: &Agenda) -> AnyView {
    let open = agenda.open.iter().zip(1..).map(|(count, priority)| format!("P{priority} {count}"));
    let open = open.collect::<Vec<_>>().join(" · ");
    let as_of = match agenda.at {
        Some(at) => view! { <p>"Figures of "<At instant=at/></p> },
        None => view! { <p>"Figures of now"</p> },
    };
    view! {
        {as_of}
        <dl class="facts">
            {fact("Open cases", open)}
            {fact("Opened", format!("{} in {} days", agenda.opened, agenda.days))}
            {fact("Closed", format!("{} in {} days", agenda.closed, agenda.days))}
            {fact("First responses after their target", agenda.missed.to_string())}
        </dl>
    }
}

/// Who did what when, opened on demand.
pub fn history(meeting: &Meeting) -> AnyView {
    let row = |event: &MeetingEvent| {
        let what = match &event.step {
            None => "began it",
            Some(MeetingStep::Propose) => "proposed times",
            Some(MeetingStep::Accept) => "accepted a time",
            Some(MeetingStep::OtherTimes) => "asked for other times",
            Some(MeetingStep::Cancel) => "cancelled it",
            Some(MeetingStep::Hold) => "said that it took place",
            Some(MeetingStep::Minutes) => "changed the minutes",
            Some(MeetingStep::AddAction) => "added an action",
            Some(MeetingStep::MarkAction) => "marked an action",
            Some(MeetingStep::Unknown(step)) => step,
        };
        let text = event.text.clone().map(|text| match &event.step {
            Some(MeetingStep::Hold | MeetingStep::Minutes) => {
                view! { <p class="measure as-typed">{text}</p> }
            }
            _ => view! { ": "{text} },
        });
        view! { <li><At instant=event.at/>" "{event.by.clone()}" "{what.to_owned()}{text}</li> }
    };
    let rows = meeting.history.iter().map(row).collect_view();
    view! { <details class="why no-print"><summary>"What was done"</summary><ul>{rows}</ul></details> }
}
