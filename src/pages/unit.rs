//! One unit: its cover on a civil date and over time, every condition with its why, its facts, what happened to it, and what
//! can be done with it. The date changes only what is decided, in the browser, from what is already here.

mod ahead;
mod editing;
mod facts;
mod fields;
mod history;
mod over_time;
mod parts;
mod task;
mod what_if;

use std::sync::Arc;

use leptos::prelude::*;
use rules::{
    Date,
    access::Action,
    country::CountryList,
    entitlement::{Assessment, assess},
    words,
};
use wire::{
    case::CaseList,
    cover::CoverAnswer,
    json,
    unit::{Unit, UnitDetail},
    unit_history::UnitHistory,
};

use crate::{
    api,
    app::may_report,
    clock::use_clock,
    components::{
        card::{banner, card},
        icon::Icon,
        link::{button_link, use_asked, use_go_in_place},
        loaded::{Loaded, load, skeleton},
        markup::{live, view},
        page_head::PageHead,
    },
    pages::one::page_of,
    route::{Page, Route, Step, UnitsQuery},
    session::use_session,
    widgets::{
        cover::{answer_words, conditions, cover_banner, excluded_part_words},
        unit_picker::{site_date, site_zone},
    },
};

use editing::Editing;

/// The page.
#[component]
pub fn UnitPage() -> impl IntoView {
    let asked = use_asked(Page::Unit);
    let reference = Memo::new(move |_| asked.with(Route::name));
    let account = Memo::new(move |_| asked.with(Route::account));
    let unit = load(move || Some(api::units::one(&reference.get(), &account.get())));
    // Of another unit the first page is shown again.
    let turned = RwSignal::new((String::new(), String::new()));
    let page = Memo::new(move |_| {
        let (of, cursor) = turned.get();
        if of == reference.get() { cursor } else { String::new() }
    });
    let history = load(move || {
        use_session()
            .has("unitHistory")
            .then(|| api::units::history(&reference.get(), &account.get(), &page.get()))
    });
    let may_see_cases = move || use_session().me().is_some_and(|me| me.may(Action::SeeCases));
    let cases =
        load(move || may_see_cases().then(|| api::cases::about_unit(&reference.get(), &account.get())));
    let beside =
        Beside { editing: Editing::new(unit, history, account), history, turned, page, cases, account };
    settle(unit, asked);
    page_of("unit", reference, unit, move |detail| unit_view(detail, asked, beside))
}

/// One unit has one address: another way of writing its number gives way to it.
fn settle(unit: Loaded<UnitDetail>, asked: Memo<Route>) {
    let go = use_go_in_place();
    Effect::new(move |_| {
        let (Some(detail), Route::Unit { reference, account, on, suppose }) = (unit.value(), asked.get())
        else {
            return;
        };
        let known = &detail.unit.reference;
        if reference != *known && unit.is_about(&reference) {
            go(Route::Unit { reference: known.clone(), account, on, suppose });
        }
    });
}

/// What stands beside the unit itself.
#[derive(Clone, Copy)]
struct Beside {
    editing: Editing,
    history: Loaded<UnitHistory>,
    /// The unit whose history was turned, and to which page.
    turned: RwSignal<(String, String)>,
    /// Cursor of the page of the history.
    page: Memo<String>,
    cases: Loaded<CaseList>,
    account: Memo<String>,
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
    /// Where that day is not counted at the site, because its time zone is not known.
    by_utc: bool,
}

fn unit_view(detail: Arc<UnitDetail>, asked: Memo<Route>, beside: Beside) -> AnyView {
    let (clock, session) = (use_clock(), use_session());
    let minute = clock.every(60);
    let dated = detail.clone();
    let as_of = Memo::new(move |_| {
        minute.get();
        let today = site_date(&dated.unit, &dated.zones, clock.now_untracked());
        let on = asked.with(as_of_date).unwrap_or(today);
        AsOf { today, on, by_utc: site_zone(&dated.unit, &dated.zones).is_none() }
    });
    let unit = &detail.unit;
    let report = use_session().me().is_some_and(|me| may_report(&me)).then(|| {
        let route = Route::Report { step: Step::Down, draft: None, unit: Some(unit.reference.clone()) };
        button_link(&route, "primary", "warning", "Report a fault")
    });
    let Beside { editing, history, turned, page, cases, account } = beside;
    let (reference, account) = (unit.reference.clone(), account.get_untracked());
    let label = Route::Label { reference: reference.clone(), account: account.clone() };
    let label = session.has("labels").then(|| button_link(&label, "quiet", "print", "Label"));
    let back = Route::Units(UnitsQuery { account: account.clone(), ..UnitsQuery::default() });
    let side = [
        facts::facts(&detail, editing.buttons(unit)),
        facts::site(&detail),
        facts::order(&detail, &account),
        facts::contracts(unit),
    ];
    let (head, lead) = (unit.title().to_owned(), facts::lead(unit));
    let of = reference.clone();
    let turn = move |cursor| turned.set((of.clone(), cursor));
    let (wished, form) = (editing.wished(reference.clone()), editing.view(reference.clone()));
    let cases = live(move || {
        let (reference, account) = (reference.clone(), account.clone());
        cases
            .answer()
            .map(|_| cases.show("its cases", move |list| history::cases(list, &reference, &account)))
    });
    view! {
        <PageHead title=head lead back=(back, "Units")>{label}{report}</PageHead>
        {wished}
        {form}
        <div class="columns" data-split="main">
            <div class="stack">
                <AsOfControl as_of asked/>
                {live(move || cover(&detail, as_of.get(), asked))}
                {cases}
                {session.has("unitHistory").then(|| history::history(history, page, turn))}
            </div>
            <div class="stack">{side.into_iter().collect_view()}</div>
        </div>
    }
}

/// Moves "as of" to another civil date in the site's zone; the date stands in the address.
#[component]
fn AsOfControl(as_of: Memo<AsOf>, asked: Memo<Route>) -> impl IntoView {
    let go = use_go_in_place();
    let move_to = move |on: Option<String>| {
        if let Route::Unit { reference, account, suppose, .. } = asked.get_untracked() {
            go(Route::Unit { reference, account, on, suppose });
        }
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
            <span class="muted">{move || match (is_today(), as_of.get().by_utc) {
                (false, _) => "not today",
                (true, false) => "today at the site",
                (true, true) => "today by UTC: what time it is at the site is not known here",
            }}</span>
        </form>
    }
}

/// Whether it is covered rests on what the service promises, which nobody has said; a notice on every page says so.
fn not_told() -> AnyView {
    view! {
        <section class="failure"><header><Icon name="info"/><h2>"Cover: cannot tell"</h2></header>
            <p>"What the service promises, such as where it is not available, is not known here. Report faults as usual."</p></section>
    }
}

/// The answer, the excluded parts, a server that differs, every condition.
fn cover(detail: &UnitDetail, as_of: AsOf, asked: Memo<Route>) -> AnyView {
    let unit = &detail.unit;
    let facts = match unit.facts() {
        Ok(facts) => facts,
        Err(bad) => {
            return view! {
                <section class="failure"><header><Icon name="warning"/><h2>"The data of this unit can't be read"</h2></header>
                    <p>"The field “"{bad.field}"” holds “"{bad.value}"”. No cover is decided from it. Report faults as usual."</p></section>
            };
        }
    };
    let session = use_session();
    let Some(countries) = session.countries() else {
        return if session.lacks_meta() { not_told() } else { skeleton() };
    };
    let assessment = assess(&facts, &countries, as_of.on);
    let what_if = |assessment| {
        let decided = Decided { unit: facts.clone(), countries: countries.clone(), assessment };
        what_if::what_if(decided, asked)
    };
    let account = asked.with_untracked(Route::account);
    let on_day = |day: Date| Route::Unit {
        reference: unit.reference.clone(),
        account: account.clone(),
        on: Some(day.to_string()),
        suppose: Vec::new(),
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
        {over_time::over_time(&facts, &detail.milestones, &countries, as_of.on, on_day)}
        {ahead::ahead(&facts, &countries, as_of.on, on_day)}
        {what_if(assessment)}
        {parts::parts(unit, as_of.on)}
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
        let inputs = if inputs.is_empty() { inputs } else { format!(" Conditions not met there: {inputs}.") };
        let both = format!("Here: {here}. Server: {there}.{inputs}");
        banner("warn", "warning", "The server decides otherwise.", both)
    })
}
