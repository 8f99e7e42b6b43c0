//! One unit: its cover on a civil date, every condition with its why, and its facts. The date changes only what is
//! decided, in the browser, from what is already here.

mod facts;

use leptos::prelude::*;
use rules::{
    Date,
    entitlement::{Assessment, assess},
    words,
};
use wire::{cover::CoverAnswer, unit::Unit, unit::UnitDetail};

use crate::{
    api::{self, Abort},
    app::may_report,
    clock::use_clock,
    components::{
        icon::Icon,
        link::{use_asked, use_go_in_place},
        loaded::{FailureView, load, skeleton},
        page_head::PageHead,
    },
    pages::not_found::NotThere,
    route::{Route, Step, UnitsQuery},
    session::use_session,
    widgets::{
        cover::{Conditions, CoverBanner, answer_words, excluded_part_words},
        unit_picker::site_date,
    },
};

/// What the address asks for.
#[derive(Clone, PartialEq, Default)]
struct Asked {
    reference: String,
    on: Option<String>,
}

fn asked(route: Route) -> Option<Asked> {
    match route {
        Route::Unit { reference, on } => Some(Asked { reference, on }),
        _ => None,
    }
}

/// The page.
#[component]
pub fn UnitPage() -> impl IntoView {
    let asked = use_asked(asked);
    let reference = Memo::new(move |_| asked.with(|asked| asked.reference.clone()));
    let unit = load(move || {
        let (reference, abort) = (reference.get(), Abort::with_owner());
        async move { api::units::one(&reference, &abort).await }
    });
    move || {
        match unit.answer() {
        Some(Ok(detail)) if detail.unit.reference.eq_ignore_ascii_case(&reference.get()) => {
            view! { <UnitView detail asked/> }.into_any()
        }
        Some(Err(failure)) if failure.is_not_found() => {
            view! { <NotThere what="unit" number=reference.get()/> }.into_any()
        }
        Some(Err(failure)) if failure != api::Failure::Aborted => {
            view! { <PageHead title=reference/><FailureView what="this unit" failure again=move |()| unit.again()/> }.into_any()
        }
        _ => skeleton(),
    }
    }
}

/// The date that is asked about, and whether it is today.
#[derive(Clone, Copy, PartialEq)]
struct AsOf {
    today: Date,
    on: Date,
}

#[component]
fn UnitView(detail: UnitDetail, asked: Memo<Asked>) -> impl IntoView {
    let session = use_session();
    let clock = use_clock();
    let minute = clock.every(60);
    let UnitDetail { unit, zones } = detail;
    let dated = unit.clone();
    let as_of = Memo::new(move |_| {
        minute.get();
        let today = site_date(&dated, &zones, clock.now_untracked());
        let on = asked.with(|asked| asked.on.as_deref().and_then(|on| on.parse().ok())).unwrap_or(today);
        AsOf { today, on }
    });
    let report = session.me().is_some_and(|me| may_report(&me)).then(|| {
        let route = Route::Report { step: Step::Down, draft: None, unit: Some(unit.reference.clone()) };
        view! { <a class="button" data-kind="primary" href=route.to_string()><Icon name="warning"/>"Report a fault"</a> }
    });
    let decided = unit.clone();
    view! {
        <PageHead title=unit.title().to_owned() lead=facts::lead(&unit) back=(Route::Units(UnitsQuery::default()), "Units")>{report}</PageHead>
        <div class="columns" data-split="main">
            <div class="stack">
                <AsOfControl as_of reference=unit.reference.clone()/>
                {move || cover(&decided, as_of.get())}
            </div>
            <div class="stack"><facts::Facts unit=unit.clone()/><facts::Contracts unit/></div>
        </div>
    }
}

/// Moves "as of" to another civil date in the site's zone; the date stands in the address.
#[component]
fn AsOfControl(as_of: Memo<AsOf>, reference: String) -> impl IntoView {
    let go = use_go_in_place();
    let move_to = move |on: Option<String>| go(Route::Unit { reference: reference.clone(), on });
    let today = move_to.clone();
    let typed = move |event: leptos::ev::Event| {
        let value = event_target_value(&event);
        if value.parse::<Date>().is_ok() {
            move_to(Some(value));
        }
    };
    let is_today = move || as_of.get().on == as_of.get().today;
    view! {
        <form class="asof" data-past=move || (!is_today()).then_some("") on:submit=move |event| event.prevent_default()>
            <label for="as-of">"Cover as of"</label>
            <input type="date" id="as-of" prop:value=move || as_of.get().on.to_string() on:change=typed/>
            <button class="button" type="button" data-kind="quiet" aria-disabled=move || is_today().to_string()
                on:click=move |_| today(None)>"Today"</button>
            <span class="muted">{move || if is_today() { "today at the site" } else { "not today" }}</span>
        </form>
    }
}

/// The answer, the excluded parts, a server that differs, every condition.
fn cover(unit: &Unit, as_of: AsOf) -> AnyView {
    let facts = match unit.facts() {
        Ok(facts) => facts,
        Err(bad) => {
            return view! {
                <section class="failure"><header><Icon name="warning"/><h2>"The data of this unit can't be read"</h2></header>
                    <p>"The field “"{bad.field}"” holds “"{bad.value}"”. No cover is decided from it. Report faults as usual."</p></section>
            }
            .into_any();
        }
    };
    let Some(countries) = use_session().countries() else { return skeleton() };
    let assessment = assess(&facts, &countries, as_of.on);
    let except = excluded_part_words(&facts, as_of.on)
        .into_iter()
        .map(|(slot, why)| view! { <div class="banner" data-tone="warn"><Icon name="warning"/><div><b>"Except "{slot}": "</b>{why}". The unit itself keeps its cover."</div></div> })
        .collect_view();
    view! {
        <CoverBanner assessment>{move || format!("as of {}", words::date(as_of.on))}</CoverBanner>
        {except}
        {server_differs(unit, &assessment)}
        <section class="card">
            <header><h2>"Every condition"</h2></header>
            <Conditions assessment unit=facts countries/>
        </section>
    }
    .into_any()
}

/// When the API and the browser disagree about the same day, both are shown.
fn server_differs(unit: &Unit, assessment: &Assessment) -> Option<impl IntoView + use<>> {
    let server = unit.cover.as_ref().filter(|cover| cover.on == assessment.on)?;
    (server.answer != CoverAnswer::from(assessment.answer)).then(|| {
        let (here, there) = (answer_words(assessment.answer).name, server.answer.as_str().replace('_', " "));
        let inputs = server.failed.iter().chain(&server.unknown).map(|name| name.replace('_', " ")).collect::<Vec<_>>().join(", ");
        view! {
            <div class="banner" data-tone="warn" role="status"><Icon name="warning"/>
                <div><b>"The server decides otherwise. "</b>"Here: "{here}". Server: "{there}". Conditions not met there: "{inputs}"."</div></div>
        }
    })
}
