//! The list of cases. Words, filters, sort and page stand in the address, and what stands there can be saved as a view. What is
//! met and missed the clock of each row says as time goes on.

mod filters;

use leptos::prelude::*;
use rules::{access::Role, words};

use crate::{
    api,
    app::may_report,
    clock::use_clock,
    components::{
        icon::Icon,
        link::{button_link, use_asked, use_go},
        loaded::load,
        markup::view,
        page_head::PageHead,
        pager::{Place, pager},
        updates::Updates,
        words::none_or,
    },
    route::{CasesQuery, List, Page, Route},
    session::use_session,
    widgets::{
        case_row::{CaseTable, When, where_cases_come_from},
        list_filters,
        list_views::{views, whole},
    },
};
use filters::FILTERS;

/// The page.
#[component]
pub fn CasesPage() -> impl IntoView {
    let asked = use_asked(Page::Cases);
    let query = Memo::new(move |_| match asked.get() {
        Route::Cases(query) => query,
        _ => CasesQuery::default(),
    });
    let tick = use_clock().poll(30);
    let cases = load(move || {
        tick.get();
        Some(api::cases::list(&query.get()))
    });
    let updates = Updates::of(cases);
    // What there is to choose from is counted when somebody wants to choose.
    let counted = RwSignal::new(list_filters::narrowed_more(&FILTERS, &query.get_untracked()) > 0);
    let account = Memo::new(move |_| query.with(|query| query.account.clone()));
    let facets = load(move || counted.get().then(|| api::lists::facets(List::Cases, &account.get())));
    let go = use_go();
    let turn = move |cursor| go(Route::Cases(CasesQuery { cursor, ..query.get_untracked() }));
    let place = move || {
        let list = cases.value();
        let total = list.as_ref().and_then(|list| list.total).map(|total| words::count(total, "case"));
        Place {
            total: total.unwrap_or_default(),
            is_first: query.with(|query| query.cursor.is_empty()),
            next: list.and_then(|list| list.next.clone()),
        }
    };
    let session = use_session();
    let whom = if session.me().and_then(|me| me.role.known()).is_some_and(Role::works_for_end_user) {
        "you"
    } else {
        "the End User"
    };
    let order = if api::lists::takes(
        List::Cases,
        &CasesQuery { sort: "urgency".to_owned(), ..CasesQuery::default() },
    ) {
        format!(
            "Waiting on {whom} first, then by when the first response is due, unless you sort them otherwise."
        )
    } else {
        String::new()
    };
    view! {
        <PageHead title="Cases" lead=order>
            {updates.view()}
            {session.has("handover").then(|| button_link(&Route::handover("", ""), "", "", "Shift handover"))}
            {session.has("responseRecord").then(|| button_link(&Route::WordKept { account: String::new() }, "", "", "Was the word kept?"))}
            {list_filters::export(List::Cases, query, "csv", "CSV")}
        </PageHead>
        {views(List::Cases, query)}
        {list_filters::filters(&FILTERS, query, facets, counted)}
        {cases.show("your cases", move |list| {
            let query = query.get_untracked();
            if list.items.is_empty() {
                return none_or(list.items.unread, || no_cases(&query));
            }
            let when = match query.sort.trim_start_matches('-') {
                "created" => When::Opened,
                "changed" => When::Changed,
                _ => When::Unsaid,
            };
            view! { <CaseTable cases=list.items.to_vec() caption="Cases" when/> }
        })}
        {pager(place, turn)}
    }
}

fn no_cases(query: &CasesQuery) -> AnyView {
    let report = use_session()
        .me()
        .filter(|me| may_report(me))
        .map(|_| button_link(&Route::report(), "", "", "Report a fault"));
    let (why, all) = if query.is_whole() {
        (where_cases_come_from(), None)
    } else {
        let all = button_link(&Route::Cases(whole(List::Cases)), "quiet", "", "Show open cases");
        ("Nothing matches what is asked for above. Take a part of it away, or begin anew.", Some(all))
    };
    view! { <div class="empty"><Icon name="case"/><h2>"No case here"</h2><p>{why}</p><p class="cluster">{all}{report}</p></div> }
}
