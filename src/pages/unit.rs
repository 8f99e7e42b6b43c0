//! One unit: its cover on a civil date, every condition with its why, and its facts. The date changes only what is
//! decided, in the browser, from what is already here.

mod ahead;
mod facts;
mod what_if;

use std::sync::Arc;

use leptos::prelude::*;
use rules::{
    Date,
    country::CountryList,
    entitlement::{Assessment, assess},
    words,
};
use wire::{
    cover::CoverAnswer,
    json,
    unit::{Unit, UnitDetail},
};

use crate::{
    api,
    app::may_report,
    clock::use_clock,
    components::{
        card::{banner, card},
        icon::Icon,
        link::{button_link, use_asked, use_go_in_place},
        loaded::{load, skeleton},
        markup::{live, view},
        page_head::PageHead,
    },
    pages::one::{Kind, page_of},
    route::{Page, Route, Step, UnitsQuery},
    session::use_session,
    widgets::{
        cover::{answer_words, conditions, cover_banner, excluded_part_words},
        unit_picker::site_date,
    },
};

/// The page.
#[component]
pub fn UnitPage() -> impl IntoView {
    let asked = use_asked(Page::Unit);
    let reference = Memo::new(move |_| asked.with(Route::name));
    let unit = load(move || Some(api::units::one(&reference.get())));
    let is_it = |detail: &UnitDetail, reference: &str| detail.unit.reference.eq_ignore_ascii_case(reference);
    let kind = Kind { name: "unit", is_it };
    page_of(kind, reference, unit, move |detail| unit_view(detail, asked))
}

fn as_of_date(asked: &Route) -> Option<Date> {
    match asked {
        Route::Unit { on, .. } => json::date(on.as_deref()?),
        _ => None,
    }
}

/// The date that is asked about, and whether it is today.
#[derive(Clone, Copy, PartialEq)]
struct AsOf {
    today: Date,
    on: Date,
}

fn unit_view(detail: Arc<UnitDetail>, asked: Memo<Route>) -> AnyView {
    let clock = use_clock();
    let minute = clock.every(60);
    let dated = detail.clone();
    let as_of = Memo::new(move |_| {
        minute.get();
        let today = site_date(&dated.unit, &dated.zones, clock.now_untracked());
        let on = asked.with(as_of_date).unwrap_or(today);
        AsOf { today, on }
    });
    let unit = &detail.unit;
    let report = use_session().me().is_some_and(|me| may_report(&me)).then(|| {
        let route = Route::Report { step: Step::Down, draft: None, unit: Some(unit.reference.clone()) };
        button_link(&route, "primary", "warning", "Report a fault")
    });
    let label = button_link(&Route::Label { reference: unit.reference.clone() }, "quiet", "print", "Label");
    let (head, facts, contracts) = (unit.title().to_owned(), facts::facts(unit), facts::contracts(unit));
    view! {
        <PageHead title=head lead=facts::lead(unit) back=(Route::Units(UnitsQuery::default()), "Units")>{label}{report}</PageHead>
        <div class="columns" data-split="main">
            <div class="stack">
                <AsOfControl as_of reference=unit.reference.clone() asked/>
                {live(move || cover(&detail.unit, as_of.get(), asked))}
            </div>
            <div class="stack">{facts}{contracts}</div>
        </div>
    }
}

/// Moves "as of" to another civil date in the site's zone; the date stands in the address.
#[component]
fn AsOfControl(as_of: Memo<AsOf>, reference: String, asked: Memo<Route>) -> impl IntoView {
    let go = use_go_in_place();
    let move_to = move |on: Option<String>| {
        let suppose = match asked.get_untracked() {
            Route::Unit { suppose, .. } => suppose,
            _ => Vec::new(),
        };
        go(Route::Unit { reference: reference.clone(), on, suppose });
    };
    let today = move_to.clone();
    let typed = move |event: leptos::ev::Event| {
        let value = event_target_value(&event);
        if json::date(&value).is_some() {
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
fn cover(unit: &Unit, as_of: AsOf, asked: Memo<Route>) -> AnyView {
    let facts = match unit.facts() {
        Ok(facts) => facts,
        Err(bad) => {
            return view! {
                <section class="failure"><header><Icon name="warning"/><h2>"The data of this unit can't be read"</h2></header>
                    <p>"The field “"{bad.field}"” holds “"{bad.value}"”. No cover is decided from it. Report faults as usual."</p></section>
            };
        }
    };
    let Some(countries) = use_session().countries() else { return skeleton() };
    let assessment = assess(&facts, &countries, as_of.on);
    let what_if = |assessment| {
        let decided = Decided { unit: facts.clone(), countries: countries.clone(), assessment };
        what_if::what_if(&unit.reference, decided, asked)
    };
    let except = excluded_part_words(&facts, as_of.on)
        .into_iter()
        .map(|(slot, why)| {
            banner(
                "warn",
                "warning",
                format!("Except {slot}:"),
                format!("{why}. The unit itself keeps its cover."),
            )
        })
        .collect_view();
    view! {
        {cover_banner(&assessment, format!("as of {}", words::date(as_of.on)))}
        {except}
        {server_differs(unit, &assessment)}
        {card("Every condition", conditions(&assessment, &facts, &countries))}
        {ahead::ahead(&unit.reference, &facts, &countries, as_of.on)}
        {what_if(assessment)}
    }
}

/// A decision with what it was made from.
struct Decided {
    unit: rules::unit::Unit,
    countries: Arc<CountryList>,
    assessment: Assessment,
}

/// When the API and the browser disagree about the same day, both are shown.
fn server_differs(unit: &Unit, assessment: &Assessment) -> Option<AnyView> {
    let server = unit.cover.as_ref().filter(|cover| cover.on == assessment.on)?;
    (server.answer != CoverAnswer::from(assessment.answer)).then(|| {
        let (here, there) = (answer_words(assessment.answer).name, server.answer.as_str().replace('_', " "));
        let inputs = server
            .failed
            .iter()
            .chain(&server.unknown)
            .map(|name| name.replace('_', " "))
            .collect::<Vec<_>>()
            .join(", ");
        let both = format!("Here: {here}. Server: {there}. Conditions not met there: {inputs}.");
        banner("warn", "warning", "The server decides otherwise.", both)
    })
}
