//! Service is down: the number to call at once, what to have ready, and two equal ways on. A full page, not a dialog.
//!
//! No advantage is invented: both targets come out of the table through the rules, and are equal today.

mod call_sheet;

use leptos::prelude::*;
use rules::{
    access::Action,
    expert_to_expert,
    response::{Channel, Priority},
};

use super::{
    Wizard,
    contact::known,
    sending::{Sending, SendingFailure, use_make_call_note, use_open_case},
    subject::SubjectFields,
};
use crate::{
    clock::use_clock,
    components::{
        card::card_not_printed,
        error_summary::ErrorSummary,
        icon::Icon,
        markup::{live, view},
        page_head::name_page,
    },
    session::use_session,
    widgets::{representatives::representatives, who_to_call::nearest, why::Why},
};

/// The page.
#[component]
pub fn PhoneScreen(wizard: Wizard) -> impl IntoView {
    let sending = Sending::new();
    name_page("Call now".to_owned(), Some(sending.problems));
    // Whoever goes on with it later goes on here.
    wizard.open.change(|draft| draft.priority = Some(1));
    view! {
        <article class="phone-page">
            <Dial/>
            {card_not_printed("What is down", view! {
                <ErrorSummary problems=sending.problems/>
                <SubjectFields wizard problems=sending.problems/>
            })}
            <call_sheet::CallSheet wizard/>
            <Reachable wizard/>
            <Ways wizard sending/>
        </article>
        <SendingFailure wizard sending/>
    }
}

/// The number, large.
#[component]
fn Dial() -> impl IntoView {
    let phones = live(move || {
        use_session().config().map(|config| {
            let mark = config.demonstration_numbers.then(|| view! { <p class="demo">"A demonstration number: nobody answers there."</p> });
            let phone = nearest(&config.phones.new_fault).map(|phone| {
                view! {
                    <a class="call-button" data-size="huge" href=phone.href()>
                        <Icon name="phone"/><span>{phone.number.clone()}" "<small>{phone.label.clone()}", 24 hours"</small></span>
                    </a>
                }
            });
            if phone.is_none() {
                return view! { <p>"No telephone number is set in this portal. Call the number that your contract names, or go on below on the web."</p> };
            }
            view! { {phone}{mark} }
        })
    });
    view! {
        <section class="dial">
            <h1 id="title" tabindex="-1">"Call now"</h1>
            <p>"For a Priority 1 the phone is recommended: an engineer answers at any hour. Fill in what you can below; nothing is needed before you call."</p>
            {phones}
        </section>
    }
}

/// Which of the named representatives can be reached now, and whether the contact reaches Expert to Expert.
#[component]
fn Reachable(wizard: Wizard) -> impl IntoView {
    let may = wizard.me.with_value(|me| me.may(Action::SeeContacts));
    let clock = use_clock();
    let minute = clock.every(60);
    let today = clock.now_untracked().date_naive();
    let expert = live(move || {
        let reason = expert_to_expert::reason(known(wizard).standing?, Priority::P1, today);
        Some(view! { <p class="muted">{reason.why.clone()}</p><Why reason/> })
    });
    view! {
        <section class="card no-print">
            <header><h2>"Who of your representatives can be reached"</h2></header>
            {may.then(|| wizard.contacts.show("your representatives", move |contacts| {
                minute.get();
                representatives(contacts, clock.now_untracked())
            }))}
            {expert}
        </section>
    }
}

/// "I am calling" and "open it on the web", equal.
#[component]
fn Ways(wizard: Wizard, sending: Sending) -> impl IntoView {
    let make_note = use_make_call_note(wizard, sending);
    let open_case = use_open_case(wizard, sending);
    let busy = move || sending.pending.get().to_string();
    let target = move |channel: Channel| {
        use_session().targets().and_then(|table| table.target(Priority::P1, &channel).ok())
    };
    let by_phone = live(move || {
        target(Channel::Phone).map(|target| view! {
        <p>"Target for the first response to a case opened by phone: "<b>{target.span()}</b>"."</p><Why reason=target.reason()/>
    })
    });
    let on_web = live(move || {
        target(Channel::Web).map(|target| view! {
        <p>"It is handled at the Priority 2 target: "<b>{target.span()}</b>". It stays a Priority 1 case."</p><Why reason=target.reason()/>
    })
    });
    let notes = use_session().has("callNotes");
    let calling = notes.then(|| {
        view! {
            <div>
                <h3>"I am calling"</h3>
                <p>"Leaves a call note for your colleagues. It is not a case and no clock is running: the engineer on the phone opens the case."</p>
                {by_phone}
                <button class="button" data-kind="primary" type="button" aria-busy=busy on:click=move |_| make_note()><Icon name="phone"/>"I am calling"</button>
            </div>
        }
    });
    view! {
        <section class="ways no-print" aria-labelledby="ways-title">
            <h2 id="ways-title">{if notes { "Two ways on" } else { "If you can’t call" }}</h2>
            {calling}
            <div>
                <h3>"Open it on the web"</h3>
                <p>"Opens a Priority 1 case now, with what stands above."</p>
                {on_web}
                <button class="button" data-kind="primary" type="button" aria-busy=busy on:click=move |_| open_case(Priority::P1)><Icon name="case"/>"Open it on the web"</button>
            </div>
        </section>
    }
}
