//! The list of cases; what is shown and searched stands in the address.

use leptos::prelude::*;

use crate::{
    api,
    app::may_report,
    clock::use_clock,
    components::{
        icon::Icon,
        link::{button_link, link, use_asked, use_go, use_go_in_place},
        loaded::load,
        markup::{live, view},
        page_head::PageHead,
        pager::{Place, pager},
        search::search,
    },
    pages::home::by_urgency,
    route::{CasesQuery, CasesShown, Page, Route},
    session::use_session,
    widgets::{account_choice::account_choice, case_row::CaseTable},
};

fn shown(asked: Route) -> CasesQuery {
    match asked {
        Route::Cases(query) => query,
        _ => CasesQuery::default(),
    }
}

/// The page.
#[component]
pub fn CasesPage() -> impl IntoView {
    let may = use_session().me().is_some_and(|me| may_report(&me));
    let asked = use_asked(Page::Cases);
    let tick = use_clock().every(30);
    let cases = load(move || {
        tick.get();
        Some(api::cases::list(&shown(asked.get())))
    });
    let go = use_go();
    let turn = move |cursor| go(Route::Cases(CasesQuery { cursor, ..shown(asked.get_untracked()) }));
    let place = move || Place {
        total: String::new(),
        is_first: shown(asked.get()).cursor.is_empty(),
        next: cases.value().and_then(|list| list.next.clone()),
    };
    view! {
        <PageHead title="Cases" lead="Waiting on you first, then by when the first response is due.">
            {button_link(&Route::Handover { since: String::new(), account: String::new() }, "", "", "Shift handover")}
            {button_link(&Route::WordKept { account: String::new() }, "", "", "Was the word kept?")}
        </PageHead>
        <ShownAndSearch asked/>
        {cases.show("your cases", move |list| {
            if list.items.is_empty() {
                return view! {
                    <div class="empty"><Icon name="case"/><h2>"No case here"</h2><p>"Nothing matches what is shown above."</p>
                        {may.then(|| button_link(&Route::report(), "", "", "Report a fault"))}</div>
                };
            }
            view! { <CaseTable cases=by_urgency(&list.items) caption="Cases"/> }
        })}
        {pager(place, turn)}
    }
}

#[component]
fn ShownAndSearch(asked: Memo<Route>) -> impl IntoView {
    let go = use_go_in_place();
    let filter = go.clone();
    let find = search(
        "Number, words, host name, own reference",
        Memo::new(move |_| shown(asked.get()).q),
        move |q| go(Route::Cases(CasesQuery { q, cursor: String::new(), ..shown(asked.get_untracked()) })),
    );
    let accounts = account_choice(
        move || shown(asked.get()).account,
        move |account| {
            filter(Route::Cases(CasesQuery {
                account,
                cursor: String::new(),
                ..shown(asked.get_untracked())
            }));
        },
    );
    let tab = move |show: CasesShown, words: &'static str| {
        let href = move || {
            Route::Cases(CasesQuery { show, cursor: String::new(), ..shown(asked.get()) }).to_string()
        };
        let current = move || (shown(asked.get()).show == show).then_some("page");
        view! { <a href=href aria-current=current>{words}</a> }
    };
    let of_unit = live(move || {
        let asked = shown(asked.get());
        let all = Route::Cases(CasesQuery { unit: String::new(), cursor: String::new(), ..asked.clone() });
        (!asked.unit.is_empty()).then(|| {
            view! { <p>"Only about "{link(&Route::unit_of(&asked.unit, &asked.account), &asked.unit)}". "{link(&all, "About any unit")}</p> }
        })
    });
    view! {
        <nav class="tabs" aria-label="Which cases">{tab(CasesShown::Open, "Open")}{tab(CasesShown::All, "All")}</nav>
        <form class="filters" role="search" aria-label="Cases" on:submit=move |event| event.prevent_default()>
            {find}{accounts}
        </form>
        {of_unit}
    }
}
