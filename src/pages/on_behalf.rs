//! A case that an engineer or the advisor opens for an End User: out of a call note, or for anybody who asks for it. The case
//! says for whom and by whom. What is typed is kept in this browser; whether it becomes a case is the API's to say.

mod fields;
mod form;
pub mod typed;

use leptos::prelude::*;
use rules::access::opening_cases;
use wire::call_note::{CallNote, CallNoteState};

use crate::{
    api,
    app::opens_on_behalf,
    clock::use_clock,
    components::{
        card::{banner, card},
        fact::fact,
        instant::At,
        link::{link, use_asked},
        loaded::{Loaded, load},
        markup::{live, view},
        page_head::PageHead,
    },
    pages::one::page_of,
    route::{Page, Route},
    session::use_session,
    widgets::why::explanation,
};
use form::Form;

type Noted = (CallNote, String);

/// The page.
pub fn page() -> AnyView {
    let Some(me) = use_session().me() else { return ().into_any() };
    if !opens_on_behalf(&me) {
        return view! {
            <PageHead title="You don't open cases for others"/>
            <section class="card">{me.role.known().map(opening_cases).map(explanation)}</section>
        };
    }
    let asked = use_asked(Page::OnBehalf);
    let number = Memo::new(move |_| asked.with(Route::name));
    live(move || {
        if number.with(String::is_empty) {
            let account = asked.with_untracked(Route::account);
            return Form::of_anybody(&me, &account).view();
        }
        of_call(number)
    })
}

/// Out of a call note. The form stays while the note is shown anew.
fn of_call(number: Memo<String>) -> AnyView {
    let tick = use_clock().poll(10);
    let note = load(move || {
        tick.get();
        Some(api::call_notes::one(&number.get()))
    });
    let there = Memo::new(move |_| note.value().is_some());
    live(move || match (there.get(), untrack(|| note.value()), use_session().me()) {
        (true, Some(noted), Some(me)) => Form::of_call(&me, &noted.0, note).view(),
        _ => page_of("call note", number, note, |_| ().into_any()),
    })
}

/// The note that becomes the case, as it stands.
fn call_card(note: Loaded<Noted>) -> AnyView {
    live(move || {
        let noted = note.value()?;
        let found = &noted.0;
        let number = link(&Route::CallNote { number: found.number.clone() }, found.number.clone());
        let told = found.told_number.clone().map(|told| fact("Was told the number", told));
        Some(card(
            "The call",
            view! {
                <dl class="facts">
                    {fact("Call note", number)}
                    {fact("Called by", format!("{}, {}", found.made_by, found.account.name))}
                    {fact("Since", view! { <At instant=found.created_at/> })}
                    {fact("About", found.unit_title.clone())}
                    {fact("Symptom", found.symptom.clone())}
                    {told}
                </dl>
            },
        ))
    })
}

/// That the note is closed, and what became of it; nothing while it is open.
fn closed(note: &CallNote, go_on: impl Fn() + 'static) -> Option<AnyView> {
    let case = note.case_number.as_ref().map(|number| link(&Route::case(number), number));
    let first = match &note.state {
        _ if note.is_open() => return None,
        CallNoteState::CaseOpened => "This call is a case already.",
        _ => "The call note was withdrawn.",
    };
    let rest = view! {
        <p>{case.map(|case| view! { "It is "{case}". " })}"What you typed here stays. If you have another fault to open, go on without the note."</p>
        <p><button class="button" type="button" on:click=move |_| go_on()>"Go on without the call note"</button></p>
    };
    Some(view! { <div role="status">{banner("info", "info", first, rest)}</div> })
}
