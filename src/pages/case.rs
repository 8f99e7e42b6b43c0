//! One case with its clock, and the confirmation when it has just been opened.

pub mod facts;
pub mod life;
pub mod timeline;
pub mod uploads;

use std::{sync::Arc, time::Duration};

use leptos::prelude::*;
use wire::case::{Case, EventKind};

use crate::{
    api,
    browser::document,
    clock::use_clock,
    components::words::badge,
    components::{
        card::card,
        copy::Copy,
        icon::Icon,
        instant::At,
        link::use_asked,
        loaded::{Loaded, load},
        markup::{live, view},
        page_head::PageHead,
    },
    pages::one::page_of,
    route::{Confirmed, Page, Route},
    widgets::{
        case_row::status_words,
        cover::not_covered,
        one_account::is_own_side,
        response_clock::{ResponseClock, ResponseFacts},
    },
};

/// The case of the page, for what stands in it by itself.
#[derive(Clone, Copy)]
pub struct CaseAtHand {
    /// Its number, by the address.
    pub number: Memo<String>,
    /// As it stands.
    pub case: Loaded<Case>,
    /// It goes to paper now: all of it, whatever the screen leaves out.
    pub on_paper: RwSignal<bool>,
}

impl CaseAtHand {
    /// The case, when it is the one of the address.
    pub fn shown(self) -> Option<Arc<Case>> {
        self.case.value().filter(|_| self.number.with(|number| self.case.is_about(number)))
    }

    /// A piece of the page that is made anew with every change of the case.
    fn piece(self, of: fn(&Case) -> AnyView) -> AnyView {
        live(move || self.shown().map(|case| of(&case)))
    }

    /// What goes to paper has to stand on the page before the browser is asked for it.
    fn print(self) {
        self.on_paper.set(true);
        set_timeout(document::print, Duration::ZERO);
    }
}

/// The page. The timeline, and what can be done with the case below it, stay while the case is shown anew: what somebody types
/// or has chosen there keeps its place. `later` brings both, and the short facts.
#[component]
pub fn CasePage(later: fn(Page) -> AnyView) -> impl IntoView {
    let asked = use_asked(Page::Case);
    let number = Memo::new(move |_| asked.with(Route::name));
    let confirmed = Memo::new(move |_| asked.with(Route::is_confirmed));
    let tick = use_clock().poll(30);
    let case = load(move || {
        tick.get();
        Some(api::cases::one(&number.get()))
    });
    let at_hand = CaseAtHand { number, case, on_paper: RwSignal::new(false) };
    provide_context(at_hand);
    let head = page_of("case", number, case, move |case| head(&case, confirmed.get(), at_hand));
    let there = Memo::new(move |_| at_hand.shown().is_some());
    let body = live(move || {
        number.track();
        there.get().then(|| {
            view! {
                <div class="columns" data-split="main">
                    <div class="stack">{later(Page::Timeline)}{at_hand.piece(description)}</div>
                    <div class="stack">{at_hand.piece(clock_and_cover)}{later(Page::CaseFacts)}</div>
                </div>
            }
        })
    });
    view! { {head}{body}{later(Page::Case)} }
}

fn head(case: &Case, confirmed: Confirmed, at_hand: CaseAtHand) -> AnyView {
    let (status, tone) = status_words(&case.status, &case.waiting_on);
    let confirmation = (confirmed == Confirmed::Yes).then(|| confirmation(case));
    let (priority, level) = (case.priority, case.priority.to_string());
    let number = case.number.clone();
    let address = format!("{}{}", document::origin(), Route::case(&case.number));
    let printed = format!("Case {}, Priority {}, {status}. As of ", case.number, case.priority);
    let clock = use_clock();
    let as_of = live(move || {
        clock.every(30).get();
        view! { <At instant=at_hand.case.failing().unwrap_or_else(|| clock.now_untracked())/> }
    });
    view! {
        <PageHead title=case.synopsis.clone() back=(Route::open_cases(), "Cases")>
            <span class="priority" data-level=level>"P"{priority}</span>
            <Copy value=number label="case number"/>
            {badge(tone, status)}
            <button class="button" data-size="small" type="button" on:click=move |_| at_hand.print()><Icon name="print"/>"Print"</button>
        </PageHead>
        <p class="print-only">{printed}{as_of}<br/>{address}</p>
        {confirmation}
    }
}

fn description(case: &Case) -> AnyView {
    card("Description", view! { <pre class="text">{case.description.clone()}</pre> })
}

/// What nobody waits for another file for.
fn clock_and_cover(case: &Case) -> AnyView {
    view! { {cover(case)}{clock(case)} }
}

/// What was known of the unit's cover when the case was opened, if that was not Advanced Care Plus.
fn cover(case: &Case) -> Option<AnyView> {
    not_covered(case.cover_at_opening.as_ref()?.answer.known()?)
}

/// The clock with the basis of its target; nothing when the priority is none of the four.
fn clock(case: &Case) -> Option<AnyView> {
    let target = case.response_target()?;
    let facts = ResponseFacts {
        created: case.created_at,
        due: case.due_at,
        first_contact: case.first_contact.as_ref().map(|contact| contact.at),
    };
    let basis = format!(
        "Target {}, by the Priority {} row of the table “{}”; opened by {}.",
        target.span(),
        target.row.number(),
        target.table,
        target.channel.name()
    );
    // A priority that was changed in time counts from then (B-19).
    let moved = case.counted_from().map(
        |(at, _)| view! { <p class="hint">"Counted from the change of priority, "<At instant=at/>"."</p> },
    );
    let reason = case.target_reason(&target);
    Some(view! { <ResponseClock facts reason basis stopped=stopped(case) zone=site_zone(case)/>{moved} })
}

/// Who stopped the clock, and how.
fn stopped(case: &Case) -> Option<String> {
    let contact = case.first_contact.as_ref()?;
    let name = Some(contact.name.as_str()).filter(|name| !name.is_empty()).unwrap_or("an engineer");
    let how = match &contact.kind {
        EventKind::Phone => "by phone",
        EventKind::Email | EventKind::CommentWithEmail => "by e-mail",
        other => other.as_str(),
    };
    Some(format!("Stopped by {name}, {how}"))
}

/// Of the unit that it is about.
fn site_zone(case: &Case) -> Option<String> {
    case.unit.as_ref().and_then(|unit| unit.zone.clone())
}

/// What was opened and what happens next; its address keeps it over a reload.
fn confirmation(case: &Case) -> AnyView {
    let next = if !is_own_side() {
        "It is marked as opened on behalf of the End User, whose people see it now."
    } else if case.priority == 1 {
        "An engineer contacts you by phone or e-mail. If service is down and you wait too long, call the number at the top of this page and name the case number."
    } else {
        "An engineer contacts you by phone or e-mail. You can read and print this page; it updates by itself."
    };
    view! {
        <section class="done-head" role="status">
            <Icon name="check"/>
            <h2>"Case opened"</h2>
            <p class="mono">{case.number.clone()}</p>
            <p>"First response due "<At instant=case.due_at zone=site_zone(case)/>". "{next}</p>
        </section>
    }
}
