//! One call note: not a case, no clock. After ten minutes it asks whether the caller got through.

use leptos::prelude::*;
use wire::call_note::{CallNote, CallNoteState, CallOutcome, ChangeCallNote};

use crate::{
    api,
    app::may_report,
    clock::use_clock,
    components::{
        card::card,
        copy::Copy,
        error_summary::{ErrorSummary, Problems, focus_summary},
        fact::{fact, fact_if_known},
        field::{Control, Field},
        icon::Icon,
        instant::At,
        link::{link, use_asked, use_go},
        loaded::{Loaded, load},
        markup::{live, view},
        page_head::PageHead,
    },
    draft::{ChosenUnit, Drafts, ReportDraft},
    pages::one::{Kind, page_of},
    route::{Page, Route, Step},
    session::use_session,
};

type Noted = (CallNote, String);

/// The page.
#[component]
pub fn CallNotePage() -> impl IntoView {
    let asked = use_asked(Page::CallNote);
    let number = Memo::new(move |_| asked.with(Route::name));
    let tick = use_clock().every(30);
    let note = load(move || {
        tick.get();
        Some(api::call_notes::one(&number.get()))
    });
    let kind = Kind { name: "call note", is_it: |(found, _): &Noted, number| found.number == number };
    page_of(kind, number, note, move |noted| note_view(&noted.0, &noted.1, note))
}

fn note_view(found: &CallNote, etag: &str, note: Loaded<Noted>) -> AnyView {
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
        fact_if_known("Number you were told", found.told_number.clone()),
        fact_if_known("Case", case),
    ];
    let may_change = use_session().me().is_some_and(|me| may_report(&me));
    let outcome = (found.is_open() && may_change)
        .then(|| view! { <Outcome found=found.clone() etag=etag.to_owned() note/> });
    let (about, lead) = match &found.state {
        CallNoteState::CaseOpened => {
            ("Call about", "This call became a case; its clock is on the page of the case.")
        }
        CallNoteState::Withdrawn => ("Call about", "This call note was withdrawn."),
        _ => (
            "You are calling about",
            "A call note: not a case, and no clock is running. The engineer on the phone opens the case.",
        ),
    };
    view! {
        <PageHead title=format!("{about} {}", found.unit_title) back=(Route::Home, "First screen") lead/>
        <div class="columns" data-split="main">
            <div class="stack">{outcome}</div>
            {card("Call note", view! { <dl class="facts">{rows.into_iter().flatten().collect_view()}</dl> })}
        </div>
    }
}

/// "Did you get through?": yes with the number, or on the web, or withdrawn.
#[component]
fn Outcome(found: CallNote, etag: String, note: Loaded<Noted>) -> impl IntoView {
    let clock = use_clock();
    let (problems, pending) = (RwSignal::new(Problems::new()), RwSignal::new(false));
    let told = RwSignal::new(String::new());
    let number = found.number.clone();
    let change = move |outcome: CallOutcome, told_number: Option<String>| {
        if pending.get_untracked() {
            return;
        }
        pending.set(true);
        let (number, etag) = (number.clone(), etag.clone());
        leptos::task::spawn_local(async move {
            let answer =
                api::call_notes::change(&number, &ChangeCallNote { outcome, told_number }, &etag).await;
            pending.try_set(false);
            if let Err(failure) = answer {
                let message = if failure.is_changed() {
                    "Somebody else changed this note in the meantime. It is shown as it is now; look and press again.".to_owned()
                } else {
                    failure.what_happened()
                };
                problems.try_set(vec![("told", message)]);
                focus_summary();
                if !failure.is_changed() {
                    return;
                }
            }
            note.again();
        });
    };
    let (through, withdraw) = (change.clone(), change);
    let got_through = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let number = told.get_untracked().trim().to_owned();
        if number.is_empty() {
            problems.set(vec![("told", "Enter the case number that you were told".to_owned())]);
            focus_summary();
        } else {
            problems.set(Problems::new());
            through(CallOutcome::GotThrough, Some(number));
        }
    };
    let ask_at = found.ask_again_at;
    let is_through = found.state == CallNoteState::GotThrough;
    let asks = Memo::new(move |_| clock.now() >= ask_at);
    let heading = live(move || match (is_through, asks.get()) {
        (true, _) => "You got through",
        (false, true) => "Did you get through?",
        (false, false) => "When you have got through",
    });
    view! {
        <section class="card">
            <header><h2>{heading}</h2></header>
            <ErrorSummary problems/>
            <form class="stack" novalidate on:submit=got_through>
                <Field id="told" label="Case number that you were told" control=Control::Short value=told set=move |text| told.set(text) problems/>
                <p><button class="button" data-kind="primary" aria-busy=move || pending.get().to_string()>"Yes, I got through"</button></p>
            </form>
        </section>
        {card("Or", view! {
            <p class="cluster"><OnTheWeb found/>
                <button class="button" type="button" on:click=move |_| withdraw(CallOutcome::Withdrawn, None)>"Withdraw the note"</button></p>
            <p class="muted">"The note stays on everybody's first screen until a case names it or somebody withdraws it."</p>
        })}
    }
}

/// Carries everything over to a Priority 1 on the web; the case will name this note.
#[component]
fn OnTheWeb(found: CallNote) -> impl IntoView {
    let go = use_go();
    let session = use_session();
    let open = move |_| {
        let Some(me) = session.me() else { return };
        let draft = from_note(&found);
        // Refused storage: the phone page then begins empty.
        let _ = Drafts::of(&me.id).keep(&draft);
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
