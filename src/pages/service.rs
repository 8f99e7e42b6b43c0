//! The service, point by point: what the service description promises and asks, in our plain words, under its own
//! headings, and beside each point where this account stands. Every "why" leads to its points here.

mod standing;

use std::sync::Arc;

use leptos::prelude::*;
use rules::access::{Action, Role};
use wire::{
    service::{Point, Section, ServiceDescription},
    session::Me,
    unit::UnitList,
};

use crate::{
    api,
    app::may_report,
    browser::document,
    clock::use_clock,
    components::{
        card::banner,
        link::{button_link, link, use_asked},
        loaded::{Loaded, load},
        markup::{live, view},
        page_head::PageHead,
        words::badge,
    },
    pages::service::standing::{Advisor, Known, Standing},
    route::{List, Page, Route, UnitsQuery},
    session::{Session, use_session},
    widgets::who_to_call::{advisor_now, nearest},
};

/// The page.
#[component]
pub fn ServicePage() -> impl IntoView {
    let Some(me) = use_session().me() else { return ().into_any() };
    let asked = use_asked(Page::Service);
    let account = Account::load(&me);
    let description = load(|| Some(api::installation::service()));
    let report =
        may_report(&me).then(|| button_link(&Route::report(), "primary", "warning", "Report a fault"));
    go_to_the_point(description, asked);
    view! {
        <PageHead title="The service, point by point"
            lead="What the service description promises and asks, in our plain words, and where you stand. The numbers are ours.">{report}</PageHead>
        {description.show("the service description", move |description| {
            let sections = description.sections.iter().map(|section| section_view(section, account, asked)).collect_view();
            let incomplete = live(move || account.incomplete.get().then(|| banner("warn", "warning",
                "Not all of what you have could be loaded.", "Where you stand is missing at some points. The points themselves are complete.")));
            view! { {incomplete}<div class="stack">{sections}</div> }
        })}
    }
}

/// Once the points are there, the one that the address asks for takes the focus, which brings it into view.
fn go_to_the_point(description: Loaded<ServiceDescription>, asked: Memo<Route>) {
    Effect::new(move |_| {
        let Route::Service { point: Some(point) } = asked.get() else { return };
        if let Some(description) = description.value() {
            let points = description.sections.iter().flat_map(|section| &section.points);
            if let Some(found) = points.into_iter().find(|known| is_asked(known, &point)) {
                // After the page's heading, which takes the focus on a change of page.
                document::focus_next(&found.id);
            }
        }
    });
}

/// A rule that stands in two points ("R-073a", "R-073b") is asked for by its number alone.
fn is_asked(point: &Point, asked: &str) -> bool {
    point.id == asked || point.id.trim_end_matches(['a', 'b']) == asked
}

fn section_view(section: &Section, account: Account, asked: Memo<Route>) -> AnyView {
    let points = section.points.iter().map(|point| point_view(point, account, asked)).collect_view();
    view! { <section class="card"><header><h2>{section.heading.clone()}</h2></header><ol class="points">{points}</ol></section> }
}

fn point_view(point: &Point, account: Account, asked: Memo<Route>) -> AnyView {
    let (rule, own, session) = (point.id.clone(), point.clone(), use_session());
    let is_this = move || match asked.get() {
        Route::Service { point: Some(asked) } => is_asked(&own, &asked).then_some(""),
        _ => None,
    };
    view! {
        <li id=point.id.clone() tabindex="-1" data-asked=is_this>
            <p>{point.says.clone()}" "<small class="mono">{point.id.clone()}</small></p>
            {live(move || account.known.with(|known| known.standing(&rule).map(|standing| standing_view(standing, session))))}
        </li>
    }
}

fn standing_view(standing: Standing, session: Session) -> AnyView {
    let word = match standing.tone {
        "ok" => "in order",
        "warn" => "look here",
        _ => "for information",
    };
    // What this portal does without is nowhere to go to.
    let leads = |route: &Route| !matches!(route, Route::WordKept { .. }) || session.has("responseRecord");
    let act = standing.act.filter(|(route, _)| leads(route)).map(|(route, words)| link(&route, words));
    view! { <p>{badge(standing.tone, word)}" "{standing.words}" "{act}</p> }
}

/// What is known about the account; points fill themselves as it arrives.
#[derive(Clone, Copy)]
struct Account {
    known: Memo<Known>,
    /// Something could not be loaded.
    incomplete: Memo<bool>,
}

impl Account {
    /// Loads what this role may see. The vendor's people and resellers have no account of their own here.
    fn load(me: &Arc<Me>) -> Self {
        let own = me.role.known().is_some_and(Role::works_for_end_user);
        let may = |action| own && me.may(action);
        let [contracts, contacts, advisor, cases, units] = [
            Action::SeeContracts,
            Action::SeeContacts,
            Action::SeeAdvisor,
            Action::SeeCases,
            Action::SeeUnits,
        ]
        .map(may);
        let contracts = load(move || contracts.then(api::contracts::list));
        let contacts = load(move || contacts.then(api::contacts::list));
        let advisor = load(move || advisor.then(api::contacts::advisor));
        let cases = load(move || cases.then(api::cases::latest));
        let [units, covered] = ["", "advanced_care_plus"].map(|answer| {
            let query = UnitsQuery { answer: answer.to_owned(), ..UnitsQuery::default() };
            load(move || {
                let asks = units && api::lists::takes(List::Units, &query);
                asks.then(|| api::units::list(&query, 1))
            })
        });
        let (clock, session) = (use_clock(), use_session());
        let minute = clock.every(60);
        let me = Arc::clone(me);
        let known = Memo::new(move |_| {
            minute.get();
            let now = clock.now_untracked();
            let total = |units: Loaded<UnitList>| units.value()?.total;
            let desk = || nearest(&session.config()?.phones.stuck_case).map(|_| ());
            Known {
                today: clock.today(),
                now,
                me: own.then(|| Arc::clone(&me)),
                contracts: contracts.value(),
                contacts: contacts.value(),
                cases: cases.value().filter(|list| api::cases::are_latest(list)),
                units: total(units).zip(total(covered)),
                targets: session.targets(),
                advisor: advisor.value().and_then(|of_account| match of_account.advisor {
                    None => Some(Advisor::NotAssigned),
                    Some(_) => advisor_now(&of_account, now).map(Advisor::Answers),
                }),
                desk: desk().is_some(),
            }
        });
        let incomplete = Memo::new(move |_| {
            failed(contracts)
                || failed(contacts)
                || failed(advisor)
                || failed(cases)
                || failed(units)
                || failed(covered)
        });
        Self { known, incomplete }
    }
}

fn failed<T: Send + Sync + 'static>(loaded: Loaded<T>) -> bool {
    matches!(loaded.answer(), Some(Err(_)))
}
