//! The list of units. Search, filters, sort and page stand in the address, and what stands there can be saved as a view; the
//! cover of each row is decided here in the browser. Who may change units chooses some of them and changes them at once.

mod change;
mod filters;
mod rows;

use leptos::prelude::*;
use rules::{access::Action, words};

use crate::{
    api,
    app::may_report,
    components::{
        icon::Icon,
        link::{button_link, link, use_asked, use_go},
        loaded::load,
        markup::{live, view},
        page_head::PageHead,
        pager::{Place, pager},
        words::none_or,
    },
    route::{List, Page, Route, UnitsQuery},
    session::use_session,
    widgets::{
        list_filters::{export, filters, narrowed_more},
        list_views::{views, whole},
    },
};
use change::Bulk;
use filters::FILTERS;

const PAGE: u32 = 50;

/// The page.
#[component]
pub fn UnitsPage() -> impl IntoView {
    let asked = use_asked(Page::Units);
    let query = Memo::new(move |_| match asked.get() {
        Route::Units(query) => query,
        _ => UnitsQuery::default(),
    });
    let units = load(move || Some(api::units::list(&query.get(), PAGE)));
    // What there is to choose from is counted when somebody wants to choose.
    let counted = RwSignal::new(narrowed_more(&FILTERS, &query.get_untracked()) > 0);
    let account = Memo::new(move |_| query.with(|query| query.account.clone()));
    let facets = load(move || counted.get().then(|| api::lists::facets(List::Units, &account.get())));
    let go = use_go();
    let turn = move |cursor| go(Route::Units(UnitsQuery { cursor, ..query.get_untracked() }));
    let place = move || {
        let list = units.value();
        let total = list.as_ref().and_then(|list| list.total).map(|total| words::count(total, "unit"));
        Place {
            total: total.unwrap_or_default(),
            is_first: query.with(|query| query.cursor.is_empty()),
            next: list.and_then(|list| list.next.clone()),
        }
    };
    let me = use_session().me();
    let may_change = me.is_some_and(|me| me.may(Action::RecordReleases));
    let bulk =
        (may_change && use_session().has("unitChanges")).then(|| Bulk::new(query, units, facets, counted));
    view! {
        <PageHead title="Units" lead="Your install base, and what each unit's cover is today where it stands.">
            {live(move || use_session().has("sites").then(|| {
                let sites = Route::Sites { q: String::new(), account: account.get(), cursor: String::new() };
                button_link(&sites, "quiet", "", "Sites")
            }))}
            {export(List::Units, query, "csv", "CSV")}{export(List::Units, query, "json", "JSON")}
        </PageHead>
        {views(List::Units, query)}
        {filters(&FILTERS, query, facets, counted)}
        {bulk.map(Bulk::view)}
        {units.show("your units", move |list| {
            if list.items.is_empty() { none_or(list.items.unread, || no_units(&query.get_untracked())) } else { rows::table(list, query, bulk) }
        })}
        {pager(place, turn)}
    }
}

fn no_units(query: &UnitsQuery) -> AnyView {
    let may_report = use_session().me().is_some_and(|me| may_report(&me));
    if query.is_whole() {
        let report = may_report.then(|| button_link(&Route::report(), "", "warning", "Report a fault"));
        return view! {
            <div class="empty"><Icon name="device"/><h2>"No units yet"</h2>
                <p>"Units appear here once they are registered with Juniper, by serial number and site. Until then a fault is reported by host name and site."</p>{report}</div>
        };
    }
    let sees_cases = use_session().me().is_some_and(|me| me.may(Action::SeeCases));
    let cases = (sees_cases && !query.q.is_empty()).then(
        || view! { <p>{link(&Route::all_cases(&query.q), format!("Search cases for “{}”", query.q))}</p> },
    );
    let way_on = may_report.then_some(" A fault on a unit that is not listed can be reported all the same.");
    view! {
        <div class="empty">
            <Icon name="search"/>
            <h2>"No unit matches"</h2>
            <p>"Check the number, or look without filters."{way_on}</p>
            {cases}
            {button_link(&Route::Units(whole(List::Units)), "", "", "Show all units")}
        </div>
    }
}
