//! What waits on the person: calls of which nobody knows yet whether they got through, or that an engineer is to make cases, and
//! calls of one's own that have become cases today; and what is urgent among cases.

use chrono::TimeDelta;
use leptos::prelude::*;
use rules::words;
use wire::{
    call_note::{CallNote, CallNoteList, CallNoteState},
    case::{CaseStatus, CaseSummary, WaitingOn},
};

use crate::{
    app::opens_on_behalf,
    browser::announce::announcer,
    clock::use_clock,
    components::{
        instant::At,
        link::{button_link, link},
        loaded::Loaded,
        markup::{live, view},
    },
    route::Route,
    session::use_session,
};

/// "Waiting on you" first, then what has no first response yet by due time, then the rest by age; what is over comes last, the
/// latest first.
pub fn by_urgency(cases: &[CaseSummary]) -> Vec<CaseSummary> {
    let mut cases = cases.to_vec();
    cases.sort_unstable_by_key(|case| {
        let due = case.due_at.timestamp_millis();
        if case.status == CaseStatus::Closed {
            return (2, false, -due);
        }
        (i32::from(case.waiting_on != WaitingOn::Customer), case.first_contact_at.is_some(), due)
    });
    cases
}

/// Call notes that are open, if there are any.
#[component]
pub fn Attention(notes: Loaded<CallNoteList>) -> impl IntoView {
    announce_cases(notes);
    let open_notes = move || {
        let notes = notes.value();
        let notes = notes.iter().flat_map(|list| &list.items);
        let shown = notes.filter_map(|note| match own_case(note) {
            Some(case) => Some(became_case(note, case)),
            None => note.is_open().then(|| view! { <Note note=note.clone()/> }.into_any()),
        });
        shown.collect_view()
    };
    view! { <div class="stack">{open_notes}</div> }
}

/// How long the first screen says that one's own call has become a case.
const TOLD_FOR: TimeDelta = TimeDelta::hours(12);

fn is_own(note: &CallNote) -> bool {
    // The API says who by name only.
    use_session().me().is_some_and(|me| me.name == note.made_by)
}

/// The case that one's own call has become, for a while.
fn own_case(note: &CallNote) -> Option<&str> {
    let recent = use_clock().now_untracked() - note.created_at < TOLD_FOR;
    let is_told = note.state == CallNoteState::CaseOpened && recent && is_own(note);
    note.case_number.as_deref().filter(|_| is_told)
}

/// Says it aloud when a call that was open here has become a case.
fn announce_cases(notes: Loaded<CallNoteList>) {
    let announcer = announcer();
    Effect::new(move |before: Option<Vec<String>>| {
        let before = before.unwrap_or_default();
        let Some(notes) = notes.value() else { return before };
        for note in notes.items.iter().filter(|note| before.contains(&note.number)) {
            if let Some(case) = own_case(note) {
                announcer.say(&format!("Your call is case {case}"));
            }
        }
        notes.items.iter().filter(|note| note.is_open()).map(|note| note.number.clone()).collect()
    });
}

fn became_case(note: &CallNote, case: &str) -> AnyView {
    view! {
        <article class="note" data-tone="info">
            <header><span class="badge" data-tone="ok">"Your call is a case"</span>" "<At instant=note.created_at/></header>
            <h2>"Your call is case "{link(&Route::case(case), case)}</h2>
            <p>{note.symptom.clone()}", "{note.unit_title.clone()}". Its clock is on its page."</p>
        </article>
    }
}

#[component]
fn Note(note: CallNote) -> impl IntoView {
    let clock = use_clock();
    let (calling, ask_at) = (note.state == CallNoteState::Calling, note.ask_again_at);
    let ask = Memo::new(move |_| calling && clock.now() >= ask_at);
    let several = !use_session().several_accounts().is_empty();
    let whose = several.then(|| format!(" of {}", note.account.name));
    let make = Route::OnBehalf { note: note.number.clone(), account: String::new() };
    let (minute, since) = (clock.every(60), note.created_at);
    let waiting = move || {
        minute.get();
        let age = (clock.now_untracked() - since).num_minutes();
        format!("Waiting for {}", words::minutes(u32::try_from(age).unwrap_or_default()))
    };
    let got_through = note.state == CallNoteState::GotThrough;
    let by = note.made_by.clone();
    let own = is_own(&note);
    // To whom it is work, not a question.
    let opens = use_session().me().is_some_and(|me| opens_on_behalf(&me));
    let words = live(move || match (ask.get(), got_through, own) {
        (_, false, _) if opens => format!("{by} is calling"),
        (_, true, _) if opens => format!("{by} got through"),
        (true, _, true) => "Did you get through?".to_owned(),
        (true, _, false) => format!("Did {by} get through?"),
        (false, true, _) => "Waiting for the engineer's case".to_owned(),
        (false, false, true) => "You are calling".to_owned(),
        (false, false, false) => format!("{by} is calling"),
    });
    view! {
        <article class="note" data-tone=move || if ask.get() { "warn" } else { "info" }>
            <header><span class="badge" data-tone=move || if ask.get() { "warn" } else { "info" }>{words}</span>" "<At instant=note.created_at/></header>
            <h2>{link(&Route::CallNote { number: note.number.clone() }, format!("{}: {}", note.number, note.symptom))}</h2>
            <p>{note.unit_title}", called by "{note.made_by}{whose}". Not a case, no clock is running."</p>
            {opens.then(|| view! { <p class="cluster">{button_link(&make, "primary", "phone", "Make it the phone case")}<span>{live(waiting)}</span></p> })}
        </article>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wire::{account::AccountRef, case::Channel};

    fn case(number: &str, waiting_on: WaitingOn, due_minute: u32, answered: bool) -> CaseSummary {
        let at = |minute: u32| format!("2026-11-24T10:{minute:02}:00Z").parse().unwrap();
        CaseSummary {
            number: number.to_owned(),
            account: AccountRef { id: String::new(), name: String::new() },
            priority: 2,
            channel: Channel::Web,
            status: CaseStatus::Open,
            waiting_on,
            synopsis: String::new(),
            unit_title: None,
            created_at: at(0),
            due_at: at(due_minute),
            first_contact_at: answered.then(|| at(1)),
            changed_at: None,
            open_escalations: 0,
            next_report_at: None,
            asks_advisor: false,
            version: 1,
        }
    }

    #[test]
    fn waiting_on_you_first_then_unanswered_by_due_time() {
        let cases = vec![
            case("answered", WaitingOn::Vendor, 5, true),
            case("late", WaitingOn::Vendor, 50, false),
            case("soon", WaitingOn::Vendor, 10, false),
            case("yours", WaitingOn::Customer, 59, true),
        ];
        let over = |number, due_minute| CaseSummary {
            status: CaseStatus::Closed,
            ..case(number, WaitingOn::Nobody, due_minute, false)
        };
        let cases = [vec![over("over", 1), over("over later", 2)], cases].concat();
        let order: Vec<String> = by_urgency(&cases).into_iter().map(|case| case.number).collect();
        assert_eq!(order, ["yours", "soon", "late", "answered", "over later", "over"]);
    }
}
