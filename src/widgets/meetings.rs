//! Meetings of one kind with the advisor: where each stands, its times in the zones of both sides and in UTC, and the steps
//! that the API says this person may take. Made for the page of the on-boarding and for the advisor's own.

mod conflict;
mod form;
mod parts;
mod task;

use leptos::prelude::*;
use rules::meeting::Kind;
use wire::meeting::{ChangeMeeting, Meeting, MeetingKind, MeetingList, MeetingState, MeetingStep};

use crate::{
    api,
    clock::use_clock,
    components::{
        file_link::file_link,
        loaded::load,
        markup::view,
        words::{badge, muted, none},
    },
    session::use_session,
};
use form::Form;
use task::Task;

/// The section with all meetings of that kind of an account (empty for one's own), and its forms. To be called at page level.
pub fn meetings_view(kind: Kind, account: Memo<String>) -> AnyView {
    let tick = use_clock().poll(30);
    let wire = MeetingKind::from(kind);
    let list = load(move || {
        tick.get();
        Some(api::meetings::list(&wire, &account.get()))
    });
    let (form, session) = (Form::new(kind, account, list), use_session());
    let title = match kind {
        Kind::OnBoarding => "The meeting",
        Kind::OperationalReview => "Operational reviews",
    };
    view! {
        <section class="card" hidden=move || (!session.has("meetings")).then_some("")>
            <header><h2 id="meetings" tabindex="-1">{title}</h2></header>
            {form.view()}
            {list.beside("the meetings", move |list| meetings(list, form))}
        </section>
    }
}

fn meetings(list: &MeetingList, form: Form) -> AnyView {
    let empty = list.items.is_empty().then(|| {
        none(
            list.items.unread,
            "There is no meeting yet. The advisor proposes times, and you accept one of them.",
        )
    });
    let begin = (!list.may_begin.is_empty()).then(|| {
        let words = if form.by_advisor() { "Begin a meeting" } else { "Ask for a meeting" };
        view! { <p class="no-print"><button class="button" type="button" on:click=move |_| form.begin(Task::Begin)>{words}</button></p> }
    });
    let items = list.items.iter().map(|meeting| meeting_view(meeting, form)).collect_view();
    view! { <div class="stack">{empty}{items}{begin}</div> }
}

fn meeting_view(meeting: &Meeting, form: Form) -> AnyView {
    let (tone, state) = match &meeting.state {
        MeetingState::AskedFor => ("info", "asked for"),
        MeetingState::Proposed => ("warn", "times are proposed"),
        MeetingState::Agreed => ("ok", "agreed"),
        MeetingState::Held => ("ok", "held"),
        MeetingState::Cancelled => ("quiet", "cancelled"),
        MeetingState::Unknown(_) => ("quiet", "in a state that this page does not know"),
    };
    let tone_of_note = if matches!(tone, "quiet" | "info") { None } else { Some(tone) };
    let body = match &meeting.state {
        MeetingState::Proposed => proposed(meeting, form),
        MeetingState::Agreed => agreed(meeting, form),
        MeetingState::Held => parts::held(meeting, form),
        MeetingState::Cancelled => view! { <p>{meeting.cancelled_why.clone()}</p> },
        _ => view! { <p>"The advisor proposes times next."</p> },
    };
    // Once a time was agreed, people have it in their calendars: they need the file that takes it out again, too.
    let calendar = meeting.agreed.map(|_| {
        let words = "Calendar file".into_any();
        let file = file_link(api::meetings::calendar(&meeting.id), "meeting.ics".to_owned(), false, words);
        view! { <p class="no-print">{file}</p> }
    });
    let open =
        matches!(meeting.state, MeetingState::AskedFor | MeetingState::Proposed | MeetingState::Agreed);
    let wish = meeting.wish.clone().filter(|_| open).map(|wish| view! { <p>"“"{wish}"”"</p> });
    view! {
        <article class="note" data-tone=tone_of_note>
            <header>{badge(tone, state)}{muted(format!("begun by {}", meeting.begun_by))}</header>
            {wish}{body}
            {meeting.agenda.as_ref().map(parts::agenda_view)}
            {calendar}
            {buttons(meeting, form)}
            {parts::history(meeting)}
        </article>
    }
}

/// One time a line, with a button for whoever may accept it.
fn proposed(meeting: &Meeting, form: Form) -> AnyView {
    let accepts = meeting.allows(&MeetingStep::Accept);
    let now = use_clock().now_untracked();
    let row = |time: &wire::meeting::MeetingTime| {
        let (of, start) = (meeting.clone(), time.start);
        let accept = (accepts && start > now).then(|| {
            let change = move || ChangeMeeting { start: Some(start), ..ChangeMeeting::of(MeetingStep::Accept) };
            let spoken = parts::own_time(start);
            view! { <button class="button" data-kind="primary" data-size="small" type="button" on:click=move |_| form.send(&of, change())>"Accept"<span class="visually-hidden">" "{spoken}</span></button> }
        });
        view! { <li><div>{parts::when(time, parts::other_zone(meeting))}</div>{accept}</li> }
    };
    let rows = meeting.times.iter().map(row).collect_view();
    view! { <ul class="people">{rows}</ul> }
}

fn agreed(meeting: &Meeting, _: Form) -> AnyView {
    let time = meeting.agreed.map(|time| parts::when(&time, parts::other_zone(meeting)));
    let link = meeting.join_link.clone().map(|link| {
        view! { <p><a href=link.clone() rel="external noreferrer">"Join the meeting"</a>" "{muted(link)}</p> }
    });
    view! { <div>{time}</div>{link} }
}

/// A step that opens a form: the step, the button's words, and the form's task.
type Opens = (MeetingStep, &'static str, fn(Meeting) -> Task);

/// The steps that open a form.
fn buttons(meeting: &Meeting, form: Form) -> AnyView {
    let tasks: [Opens; 6] = [
        (MeetingStep::Propose, "Propose times", Task::Propose),
        (MeetingStep::OtherTimes, "Ask for other times", Task::OtherTimes),
        (MeetingStep::Hold, "It took place", Task::Hold),
        (MeetingStep::Minutes, "Change the minutes", Task::Minutes),
        (MeetingStep::AddAction, "Add an action", Task::AddAction),
        (MeetingStep::Cancel, "Cancel the meeting", Task::Cancel),
    ];
    let button = |(step, words, task): Opens| {
        let of = meeting.clone();
        meeting.allows(&step).then(|| {
            view! { <button class="button" data-size="small" type="button" on:click=move |_| form.begin(task(of.clone()))>{words}</button> }
        })
    };
    let buttons: Vec<AnyView> = tasks.into_iter().filter_map(button).collect();
    view! { <p class="cluster no-print">{buttons}</p> }
}
