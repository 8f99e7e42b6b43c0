//! One case with its clock, and the confirmation when it has just been opened.

pub mod life;
pub mod timeline;
pub mod uploads;

use std::{sync::Arc, time::Duration};

use leptos::prelude::*;
use rules::{access::Action, problem::Exclusion};
use wire::{
    case::{Case, CaseContact, ContactWay, EventKind, ExpertBasis, FurtherUnit},
    config::tel,
};

use crate::{
    api,
    browser::document,
    clock::use_clock,
    components::words::badge,
    components::words::muted,
    components::{
        card::card,
        copy::Copy,
        fact::{fact, fact_if_known},
        icon::Icon,
        instant::At,
        link::{link, use_asked},
        loaded::{Loaded, load},
        markup::{live, view},
        page_head::PageHead,
    },
    pages::one::{Kind, page_of},
    route::{Confirmed, Page, Route},
    session::use_session,
    widgets::{
        case_row::status_words,
        cover::{cover_badge, not_covered},
        one_account::{in_address, is_own_side},
        response_clock::{ResponseClock, ResponseFacts},
        why::Why,
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
        self.case.value().filter(|case| self.number.with(|number| case.number == *number))
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
/// or has chosen there keeps its place. `later` brings both.
#[component]
pub fn CasePage(later: fn(Page) -> AnyView) -> impl IntoView {
    let asked = use_asked(Page::Case);
    let number = Memo::new(move |_| asked.with(Route::name));
    let confirmed = Memo::new(move |_| asked.with(Route::is_confirmed));
    let tick = use_clock().every(30);
    let case = load(move || {
        tick.get();
        Some(api::cases::one(&number.get()))
    });
    let kind = Kind { name: "case", is_it: |case: &Case, number| case.number == number };
    let at_hand = CaseAtHand { number, case, on_paper: RwSignal::new(false) };
    provide_context(at_hand);
    let head = page_of(kind, number, case, move |case| head(&case, confirmed.get(), at_hand));
    let there = Memo::new(move |_| at_hand.shown().is_some());
    let body = live(move || {
        number.track();
        there.get().then(|| {
            view! {
                <div class="columns" data-split="main">
                    <div class="stack">{later(Page::Timeline)}{at_hand.piece(description)}</div>
                    <div class="stack">{at_hand.piece(beside)}</div>
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

/// The short facts, beside the long ones.
fn beside(case: &Case) -> AnyView {
    view! { {cover(case)}{clock(case)}{facts(case)} }
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

/// The facts of the case.
fn facts(case: &Case) -> AnyView {
    let expert = match &case.expert_to_expert {
        None if case.priority > 2 => "no: it is for Priority 1 and 2",
        None => "no: it is for named representatives and approved certified experts",
        Some(ExpertBasis::Representative) => "yes, by a named representative",
        Some(ExpertBasis::Certified) => "yes, by a certified expert",
        Some(ExpertBasis::Unknown(text)) => text,
    };
    let outage = case.network_outage.map(|out| if out { "yes" } else { "no" });
    let opened_by = if case.on_behalf {
        let person = case.opened_for.as_ref().map(|person| format!("{person}, ")).unwrap_or_default();
        format!("by {} on behalf of {person}{}", case.opened_by, case.account.name)
    } else {
        format!("by {}", case.opened_by)
    };
    let call_note =
        case.call_note.as_ref().map(|number| link(&Route::CallNote { number: number.clone() }, number));
    let rows = [
        Some(fact("Unit", subject(case))),
        (!case.further_units.is_empty()).then(|| fact("Further units", further_units(case))),
        case.contact.as_ref().map(|contact| fact("Contact", with_whom(contact))),
        Some(fact(
            "Opened",
            view! { <At instant=case.created_at zone=site_zone(case)/><br/>{muted(opened_by)} },
        )),
        Some(fact("Expert to Expert", expert.to_owned())),
        fact_if_known("Software version", case.software_version.clone()),
        fact_if_known("Network outage", outage.map(str::to_owned)),
        fact_if_known("Since", case.since.map(|since| view! { <At instant=since zone=site_zone(case)/> })),
        fact_if_known("Your reference", case.own_reference.clone()),
        fact_if_known("Call note", call_note),
    ];
    card(
        "Case",
        view! { <dl class="facts">{rows.into_iter().flatten().collect_view()}</dl>{declared(&case.exclusions)} },
    )
}

/// What it is about: the unit, or host name and site of one that nobody has found yet.
fn subject(case: &Case) -> AnyView {
    match (&case.unit, &case.unlisted) {
        (Some(unit), _) => {
            let title = unit.host_name.as_ref().unwrap_or(&unit.reference);
            let place = format!("{} · {}", unit.model, unit.site.clone().unwrap_or_default());
            // The desk sees the escalated case and no units: a link would lead it nowhere.
            let sees_units = use_session().me().is_some_and(|me| me.may(Action::SeeUnits));
            let unit = if sees_units {
                link(&Route::unit_of(&unit.reference, in_address(&case.account)), title)
            } else {
                view! { {title.clone()} }
            };
            view! { {unit}<br/>{muted(place)} }
        }
        (None, Some(unlisted)) => {
            let place = format!("{}, {}", unlisted.host_name, unlisted.site);
            view! { {place}<br/>{badge("warn", "to be checked")} }
        }
        (None, None) => ().into_any(),
    }
}

/// With the same symptom; each with the cover of the day on which the case was opened.
fn further_units(case: &Case) -> AnyView {
    let row = |unit: &FurtherUnit| {
        let place: Vec<&str> = [&unit.model, &unit.site].into_iter().flatten().map(String::as_str).collect();
        let name = match &unit.reference {
            Some(reference) => link(&Route::unit_of(reference, in_address(&case.account)), &unit.title),
            None => muted(format!("{}, not in this account any more", unit.title)),
        };
        let cover = unit.cover_at_opening.as_ref().and_then(|cover| cover.answer.known()).map(cover_badge);
        view! { <li><div>{name}<br/>{muted(place.join(" · "))}</div>{cover}</li> }
    };
    view! { <ul class="people">{case.further_units.iter().map(row).collect_view()}</ul> }
}

/// Name, how and when.
fn with_whom(contact: &CaseContact) -> AnyView {
    let at = contact.at.clone().map(|at| match contact.by {
        // An extension is not dialled with the number.
        ContactWay::Phone if !at.contains(|c: char| c.is_ascii_alphabetic()) => {
            view! { <a href=tel(&at)>{at.clone()}</a> }
        }
        ContactWay::Email => view! { <a href=format!("mailto:{at}")>{at.clone()}</a> },
        _ => at.into_any(),
    });
    let by = if contact.by == ContactWay::Email { "by e-mail" } else { "by phone" };
    let when = contact.when.clone().map(|when| view! { <br/>{when} });
    view! { {contact.name.clone()}<br/>{muted(by)}" "{at}{when} }
}

/// What was said about exclusions when the case was opened.
fn declared(codes: &[String]) -> Option<AnyView> {
    let items = codes
        .iter()
        .filter_map(|code| Exclusion::from_code(code))
        .map(|exclusion| view! { <li>{exclusion.question()}<Why reason=exclusion.reason()/></li> })
        .collect_view();
    (!codes.is_empty()).then(|| {
        view! { <h3>"Declared when it was opened"</h3><ul class="stack" data-gap="tight">{items}</ul> }
    })
}
