//! Minutes that two people have written at once: theirs as they are now beside yours as you typed them, and nothing lost.
//! Which of them stays is the person's to say; what goes stays readable in what was done.

use leptos::prelude::*;
use wire::meeting::{Meeting, MeetingStep};

use super::{form::Form, task::Task};
use crate::components::{instant::At, markup::view};

/// What has happened, and what each way out does.
pub const WORDS: &str = "Somebody else wrote minutes in the meantime. Both stand below: theirs, and yours as you typed them. Saving puts yours in the place of theirs; theirs stay readable in “What was done”.";

/// The minutes of a meeting; empty without any.
fn minutes_of(meeting: &Meeting) -> &str {
    meeting.minutes.as_deref().unwrap_or_default()
}

/// The meeting that is being written about, when its minutes are others than those that the form began with.
pub fn theirs(form: Form, task: &Task) -> Option<Meeting> {
    let Task::Minutes(meeting) = task else { return None };
    form.begun_with.with_untracked(|begun| begun != minutes_of(meeting)).then(|| meeting.clone())
}

/// The field, with theirs beside it when there are any.
pub fn beside(form: Form, task: &Task, field: AnyView) -> AnyView {
    let Some(meeting) = theirs(form, task) else { return field };
    let is_theirs =
        |step: &Option<MeetingStep>| matches!(step, Some(MeetingStep::Hold | MeetingStep::Minutes));
    let wrote = meeting.history.iter().find(|event| is_theirs(&event.step));
    let wrote = wrote.map(|event| view! { <p>{event.by.clone()}", "<At instant=event.at/></p> });
    let minutes = minutes_of(&meeting).to_owned();
    let above = minutes.clone();
    let put_above =
        move |_| form.text.update(|typed| *typed = format!("{above}\n\n{typed}").trim_end().to_owned());
    view! {
        <div class="columns">
            <section class="card" aria-label="Theirs">
                <header><h4>"Theirs"</h4></header>
                {wrote}
                <p class="as-typed">{minutes}</p>
                <p><button class="button" data-size="small" type="button" on:click=put_above>"Put theirs above yours"</button></p>
            </section>
            <section class="card" aria-label="Yours"><header><h4>"Yours"</h4></header>{field}</section>
        </div>
    }
}
