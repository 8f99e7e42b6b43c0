//! One request to the advisor: what was asked, everything that was written, the next step; and a question's way to a Tech
//! Case, with everything carried over.

mod thread;
mod writing;

use leptos::prelude::*;
use rules::advice::{Kind, Side, Step, after};
use wire::advice::Advice;

use crate::{
    api,
    app::may_report,
    browser::intl,
    clock::use_clock,
    components::{
        card::card,
        fact::{fact, fact_if_known},
        icon::Icon,
        instant::At,
        link::{link, use_asked, use_go},
        loaded::load,
        markup::view,
        page_head::PageHead,
        words::muted,
    },
    draft::{ReportDraft, saving::use_saving},
    pages::{
        advisor::requests::{kind_words, state_badge},
        one::page_of,
    },
    route::{Page, Route},
    session::use_session,
    widgets::{one_account::in_address, why::Why},
};
use writing::Writing;

/// A request with its entity tag.
type Asked = (Advice, String);

/// The page.
#[component]
pub fn AdvicePage() -> impl IntoView {
    let asked = use_asked(Page::Advice);
    let id = Memo::new(move |_| asked.with(Route::name));
    let tick = use_clock().poll(30);
    let advice = load(move || {
        tick.get();
        Some(api::advice::one(&id.get()))
    });
    let writing = Writing::new(advice);
    page_of("request", id, advice, move |asked| advice_view(&asked.0, writing))
}

fn advice_view(advice: &Advice, writing: Writing) -> AnyView {
    let reason = advice.kind.known().map(Kind::reason);
    let state = state_badge(&advice.state);
    view! {
        <PageHead title=advice.subject.clone() back=(Route::advisor(""), "Advisor") problems=writing.step.problems
            lead="Not a Tech Case, and no response target.">{state}</PageHead>
        <div class="columns" data-split="main">
            <div class="stack">
                {card("What was written", thread::thread(&advice.messages))}
                {writing.view(advice)}
            </div>
            <div class="stack">
                {card("Request", view! { <dl class="facts">{facts(advice)}</dl>{reason.map(|reason| view! { <Why reason/> })} })}
                {to_case(advice)}
            </div>
        </div>
    }
}

fn facts(advice: &Advice) -> AnyView {
    let guidance = advice.kind.known() == Some(Kind::ReleaseGuidance);
    let unit =
        advice.unit.as_ref().map(|unit| link(&Route::unit_of(unit, in_address(&advice.account)), unit));
    let case = advice.case_number.as_ref().map(|number| link(&Route::case(number), number));
    let releases = Some(advice.releases.join(", ")).filter(|words| !words.is_empty());
    let target = advice.target.clone().unwrap_or_else(|| "which one?".to_owned());
    let rows = [
        fact_if_known("Became case", case),
        Some(fact("What", kind_words(&advice.kind))),
        Some(fact("End User", advice.account.name.clone())),
        Some(fact(
            "Asked",
            view! { <At instant=advice.created_at/><br/>{muted(format!("by {}", advice.asked_by))} },
        )),
        fact_if_known("Unit", unit),
        fact_if_known("Product family", advice.family.clone()),
        fact_if_known("Runs today", releases),
        guidance.then(|| fact("In mind", target)),
    ];
    rows.into_iter().flatten().collect_view().into_any()
}

/// For those who may open a case: a question that turns out to be a fault.
fn to_case(advice: &Advice) -> Option<AnyView> {
    let (kind, state) = advice.kind.known().zip(advice.state.known())?;
    let may = use_session().me().is_some_and(|me| may_report(&me));
    if !may || after(kind, state, Step::BecameCase, Side::EndUser).is_err() {
        return None;
    }
    let (go, saving, advice) = (use_go(), use_saving(), advice.clone());
    let begin = move |_| {
        let draft = draft_of(&advice);
        saving.keep(&draft);
        // The unit is looked up there, with all that is known of it.
        let unit = advice.unit.clone();
        go(Route::Report { step: crate::route::Step::Down, draft: Some(draft.id), unit });
    };
    Some(card(
        "Is it a fault?",
        view! {
            <p>"Make a Tech Case of it: line, unit and everything that was written go along. This question ends when the case is opened, and names it; until then nothing changes here."</p>
            <p><button class="button" type="button" on:click=begin><Icon name="case"/>"Report it as a fault"</button></p>
        },
    ))
}

/// A report that begins with what was written.
fn draft_of(advice: &Advice) -> ReportDraft {
    let written = advice.messages.iter().filter_map(|message| {
        let text = message.text.as_ref()?;
        Some(format!("{} ({}):\n{text}", message.by, intl::utc(message.at)))
    });
    let description: Vec<String> =
        std::iter::once("From a question to the advisor.".to_owned()).chain(written).collect();
    ReportDraft {
        synopsis: advice.subject.clone(),
        description: description.join("\n\n"),
        advice: Some(advice.id.clone()),
        ..ReportDraft::new()
    }
}
