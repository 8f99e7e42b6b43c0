//! One call note: not a case, no clock. After ten minutes it asks whether the caller got through.

use leptos::prelude::*;
use wire::call_note::{CallNote, CallNoteState, CallOutcome, ChangeCallNote, TOLD_MAX};

use crate::{
    api::{self, Failure},
    app::{may_report, opens_on_behalf},
    browser::storage,
    clock::use_clock,
    components::{
        card::card,
        copy::Copy,
        error_summary::{ErrorSummary, Problems, focus_summary},
        fact::{fact, fact_if_known},
        field::{Control, Field},
        icon::Icon,
        instant::At,
        link::{button_link, link, use_asked, use_go},
        loaded::{Loaded, load},
        markup::{live, view},
        page_head::PageHead,
    },
    draft::{ChosenUnit, ReportDraft, saving::use_saving},
    pages::one::page_of,
    route::{Page, Route, Step},
    session::use_session,
};

type Noted = (CallNote, String);

/// The page.
#[component]
pub fn CallNotePage() -> impl IntoView {
    let asked = use_asked(Page::CallNote);
    let number = Memo::new(move |_| asked.with(Route::name));
    // Whose call it is sees soon that it has become a case.
    let tick = use_clock().poll(10);
    let note = load(move || {
        tick.get();
        Some(api::call_notes::one(&number.get()))
    });
    page_of("call note", number, note, move |noted| note_view(&noted.0, &noted.1, note))
}

fn note_view(found: &CallNote, etag: &str, note: Loaded<Noted>) -> AnyView {
    let me = use_session().me();
    // The API says who by name only.
    let own = me.as_ref().is_some_and(|me| me.name == found.made_by);
    let state = match &found.state {
        CallNoteState::Calling => "calling".to_owned(),
        CallNoteState::GotThrough => "got through, waiting for the engineer's case".to_owned(),
        CallNoteState::CaseOpened => "became a case".to_owned(),
        CallNoteState::Withdrawn => "withdrawn".to_owned(),
        CallNoteState::Unknown(text) => text.clone(),
    };
    let case = found.case_number.as_ref().map(|case| link(&Route::case(case), case));
    let rows = [
        Some(fact("Number", view! { <Copy value=found.number.clone() label="call note number"/> })),
        Some(fact("State", state)),
        Some(fact("Symptom", found.symptom.clone())),
        Some(fact("Called by", found.made_by.clone())),
        Some(fact("Since", view! { <At instant=found.created_at/> })),
        fact_if_known(
            if own { "Number you were told" } else { "Number they were told" },
            found.told_number.clone(),
        ),
        fact_if_known("Case", case),
    ];
    let opens = me.as_ref().is_some_and(|me| found.is_open() && opens_on_behalf(me)).then(|| {
        let make = Route::OnBehalf { note: found.number.clone(), account: String::new() };
        card(
            "You are on the phone",
            view! { <p>{button_link(&make, "primary", "phone", "Make it the phone case")}</p> },
        )
    });
    let outcome = me.filter(|me| found.is_open() && may_report(me)).map(|me| {
        view! { <Outcome found=found.clone() etag=etag.to_owned() note own person=me.id.clone()/> }
    });
    let about = match &found.state {
        CallNoteState::CaseOpened | CallNoteState::Withdrawn => "Call about".to_owned(),
        _ if own => "You are calling about".to_owned(),
        _ => format!("{} is calling about", found.made_by),
    };
    let title = match &found.case_number {
        Some(case) if own => format!("Your call is case {case}"),
        _ => format!("{about} {}", found.unit_title),
    };
    let lead = match &found.state {
        CallNoteState::CaseOpened => "This call became a case; its clock is on the page of the case.",
        CallNoteState::Withdrawn => "This call note was withdrawn.",
        _ => "A call note: not a case, and no clock is running. The engineer on the phone opens the case.",
    };
    view! {
        <PageHead title back=(Route::Home, "First screen") lead/>
        <div class="columns" data-split="main">
            <div class="stack">{opens}{outcome}</div>
            {card("Call note", view! { <dl class="facts">{rows.into_iter().flatten().collect_view()}</dl> })}
        </div>
    }
}

/// "Did you get through?": yes with the number, or on the web, or withdrawn.
#[component]
fn Outcome(
    found: CallNote,
    etag: String,
    note: Loaded<Noted>,
    /// Is it the person's own call?
    own: bool,
    /// Whose typing is kept.
    person: String,
) -> impl IntoView {
    let clock = use_clock();
    let (problems, pending) = (RwSignal::new(Problems::new()), RwSignal::new(false));
    let number = found.number.clone();
    let key = format!("portal.told.{person}.{number}");
    let told = RwSignal::new(storage::read(&key).unwrap_or_default());
    let typed = key.clone();
    let keep = move |text: String| {
        // Where nothing can be kept, it stands in the field until the page is left.
        let _ = storage::write(&typed, &text);
        told.set(text);
    };
    let change = move |outcome: CallOutcome, told_number: Option<String>| {
        if pending.get_untracked() {
            return;
        }
        pending.set(true);
        let (number, etag, key) = (number.clone(), etag.clone(), key.clone());
        leptos::task::spawn_local(async move {
            let answer =
                api::call_notes::change(&number, &ChangeCallNote { outcome, told_number }, &etag).await;
            pending.try_set(false);
            match answer {
                Ok(_) => storage::remove(&key),
                Err(failure) => {
                    problems.try_set(vec![("told", refused(&failure))]);
                    focus_summary();
                    if !failure.is_changed() {
                        return;
                    }
                }
            }
            note.again();
        });
    };
    let (through, withdraw) = (change.clone(), change);
    let got_through = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let number = told.get_untracked().trim().to_owned();
        let problem = told_problem(&number);
        let fits = problem.is_none();
        problems.set(problem.map(|message| ("told", message)).into_iter().collect());
        if fits {
            through(CallOutcome::GotThrough, Some(number));
        } else {
            focus_summary();
        }
    };
    let ask_at = found.ask_again_at;
    let is_through = found.state == CallNoteState::GotThrough;
    let asks = Memo::new(move |_| clock.now() >= ask_at);
    let caller = found.made_by.clone();
    let heading = live(move || match (is_through, asks.get()) {
        (true, _) if own => "You got through".to_owned(),
        (true, _) => format!("{caller} got through"),
        (false, true) if own => "Did you get through?".to_owned(),
        (false, true) => format!("Did {caller} get through?"),
        (false, false) if own => "When you have got through".to_owned(),
        (false, false) => format!("When {caller} has got through"),
    });
    let (label, yes) = if own {
        ("Case number that you were told", "Yes, I got through")
    } else {
        ("Case number that they were told", "Yes, they got through")
    };
    view! {
        <section class="card">
            <header><h2>{heading}</h2></header>
            <ErrorSummary problems/>
            <form class="stack" novalidate on:submit=got_through>
                <Field id="told" label control=Control::Short value=told set=keep problems limit=Some(TOLD_MAX)/>
                <p><button class="button" data-kind="primary" aria-busy=move || pending.get().to_string()>{yes}</button></p>
            </form>
        </section>
        {card("Or", view! {
            <p class="cluster"><OnTheWeb found/>
                <button class="button" type="button" on:click=move |_| withdraw(CallOutcome::Withdrawn, None)>"Withdraw the note"</button></p>
            <p class="muted">"The note stays on everybody's first screen until a case names it or somebody withdraws it."</p>
        })}
    }
}

/// What is wrong with the number before it is sent.
fn told_problem(told: &str) -> Option<String> {
    if told.is_empty() {
        return Some("Enter the case number that was told on the phone".to_owned());
    }
    let length = told.chars().count();
    (length > TOLD_MAX).then(|| format!("A case number has at most {TOLD_MAX} characters; this has {length}"))
}

/// Why the API did not take it.
fn refused(failure: &Failure) -> String {
    if failure.is_changed() {
        return "Somebody else changed this note in the meantime. It is shown as it is now; look and press again.".to_owned();
    }
    failure.fields().first().map_or_else(|| failure.what_happened(), |error| error.detail.clone())
}

/// Carries everything over to a Priority 1 on the web; the case will name this note.
#[component]
fn OnTheWeb(found: CallNote) -> impl IntoView {
    let go = use_go();
    let saving = use_saving();
    let open = move |_| {
        let draft = from_note(&found);
        saving.keep(&draft);
        go(Route::Report { step: Step::Phone, draft: Some(draft.id), unit: None });
    };
    view! { <button class="button" type="button" on:click=open><Icon name="case"/>"Open it on the web"</button> }
}

fn from_note(note: &CallNote) -> ReportDraft {
    let unlisted = note.unlisted.clone();
    ReportDraft {
        unit: note.unit.clone().map(|reference| ChosenUnit {
            reference,
            title: note.unit_title.clone(),
            ..ChosenUnit::default()
        }),
        unlisted: unlisted.is_some(),
        host_name: unlisted.as_ref().map(|unlisted| unlisted.host_name.clone()).unwrap_or_default(),
        site: unlisted.map(|unlisted| unlisted.site).unwrap_or_default(),
        synopsis: note.symptom.clone(),
        priority: Some(1),
        call_note: Some(note.number.clone()),
        ..ReportDraft::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wire::problem::{FieldError, Problem};

    #[test]
    fn a_number_that_is_too_long_is_said_to_be_with_what_fits() {
        assert_eq!(told_problem("2026-1124-777123"), None);
        assert_eq!(told_problem(&"ü".repeat(40)), None);
        let long = told_problem(&"1".repeat(53)).unwrap();
        assert_eq!(long, "A case number has at most 40 characters; this has 53");
        assert!(told_problem("").is_some());
    }

    #[test]
    fn what_the_api_says_of_the_field_is_what_is_shown() {
        let error = FieldError {
            pointer: "/told_number".to_owned(),
            code: "too_long".to_owned(),
            detail: "It is too long".to_owned(),
        };
        let problem = Problem {
            kind: "/problems/invalid".to_owned(),
            title: "Fields need attention".to_owned(),
            status: 422,
            detail: "One field needs attention.".to_owned(),
            instance: String::new(),
            errors: vec![error],
            made: None,
        };
        assert_eq!(refused(&Failure::Problem(Box::new(problem), None)), "It is too long");
        assert_eq!(refused(&Failure::TimedOut), Failure::TimedOut.what_happened());
    }
}
