//! The list of sites: where units stand, how many, their cover, and what wants attention. Search and page stand in the address.

use leptos::prelude::*;
use rules::{access::Action, words};
use wire::site::{SiteList, SiteSummary};

use super::site::{counts, editing::Editing, task::Task};
use crate::{
    api,
    components::{
        icon::Icon,
        link::{button_link, link, use_asked, use_go, use_go_in_place},
        loaded::load,
        markup::{live, view},
        page_head::PageHead,
        pager::{Place, pager},
        search::search,
        words::{badge, muted, none_or},
    },
    route::{Page, Route},
    session::use_session,
    widgets::account_choice::account_choice,
};

/// What is looked for, in which account, from where on.
type Asked = [String; 3];

fn route([q, account, cursor]: Asked) -> Route {
    Route::Sites { q, account, cursor }
}

/// The page.
pub fn page() -> AnyView {
    let asked = use_asked(Page::Sites);
    let query = Memo::new(move |_| match asked.get() {
        Route::Sites { q, account, cursor } => [q, account, cursor],
        _ => Asked::default(),
    });
    let sites =
        load(move || query.with(|[q, account, cursor]| Some(api::sites::list(q, account, cursor, ""))));
    let editing = Editing::new(None, Memo::new(move |_| query.with(|[_, account, _]| account.clone())));
    let place = move || {
        let list = sites.value();
        let total = list.as_ref().and_then(|list| list.total).map(|total| words::count(total, "site"));
        Place {
            total: total.unwrap_or_default(),
            is_first: query.with(|[.., cursor]| cursor.is_empty()),
            next: list.and_then(|list| list.next.clone()),
        }
    };
    let go = use_go();
    let turn = move |cursor| {
        let [q, account, _] = query.get_untracked();
        go(route([q, account, cursor]));
    };
    let add = use_session().me().is_some_and(|me| me.may(Action::EditUnits)).then(|| {
        view! { <button class="button" data-kind="primary" type="button" on:click=move |_| editing.begin(Task::Add)>"Add a site"</button> }
    });
    view! {
        <PageHead title="Sites" problems=editing.problems lead="Where your units stand. Cover needs the full address of each site.">{add}</PageHead>
        {editing.view()}
        {filters(query)}
        {sites.show("your sites", move |list| {
            if list.items.is_empty() {
                none_or(list.items.unread, || no_sites(&query.get_untracked()))
            } else { rows(list) }
        })}
        {pager(place, turn)}
    }
}

fn filters(query: Memo<Asked>) -> AnyView {
    let go = use_go_in_place();
    let by_account = go.clone();
    let find = search(
        "Name, street, city, country",
        Memo::new(move |_| query.with(|[q, ..]| q.clone())),
        move |q| {
            let [_, account, _] = query.get_untracked();
            go(route([q, account, String::new()]));
        },
    );
    let accounts = account_choice(
        move || query.with(|[_, account, _]| account.clone()),
        move |account| {
            let [q, ..] = query.get_untracked();
            by_account(route([q, account, String::new()]));
        },
    );
    view! {
        <form class="filters" role="search" aria-label="Sites" on:submit=move |event| event.prevent_default()>{find}{accounts}</form>
    }
}

fn no_sites(asked: &Asked) -> AnyView {
    if *asked == Asked::default() {
        return view! {
            <div class="empty"><Icon name="site"/><h2>"No sites yet"</h2>
                <p>"Sites appear here with the first units that are registered there; an administrator can add one before."</p></div>
        };
    }
    view! {
        <div class="empty"><Icon name="search"/><h2>"No site matches"</h2>
            <p>"A site that was joined with another one is found by its old name too."</p>
            {button_link(&route(Asked::default()), "", "", "Show all sites")}</div>
    }
}

fn rows(list: &SiteList) -> AnyView {
    let several = !use_session().several_accounts().is_empty();
    let account = several.then(|| view! { <th scope="col">"End User"</th> });
    let rows = list.items.iter().map(|site| row(site, several)).collect_view();
    view! {
        <div class="table-scroll" role="region" aria-label="Sites" tabindex="0">
            <table class="table" data-narrow="stack">
                <caption class="visually-hidden">"Sites"</caption>
                <thead><tr><th scope="col">"Site"</th><th scope="col">"Address"</th><th scope="col">"Units"</th>
                    <th scope="col">"Cover today"</th><th scope="col">"Attention"</th>{account}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn row(summary: &SiteSummary, several: bool) -> AnyView {
    let site = &summary.site;
    let account = several.then(|| view! { <td data-label="End User">{summary.account.name.clone()}</td> });
    let former = summary.former.iter().map(|former| former.name.as_str()).collect::<Vec<_>>().join(", ");
    let former = (!former.is_empty()).then(|| view! { <br/>{muted(format!("also {former}"))} });
    view! {
        <tr>
            <th scope="row" data-label="Site">{link(&Route::Site { id: site.id.clone() }, site.name.clone())}{former}</th>
            <td data-label="Address">{site.address()}</td>
            <td data-label="Units">{summary.units.map(|units| units.to_string())}</td>
            <td data-label="Cover today"><span class="cluster">{counts(&summary.cover)}</span></td>
            <td data-label="Attention">{attention(summary)}</td>
            {account}
        </tr>
    }
}

/// What wants attention; nothing for most sites.
fn attention(summary: &SiteSummary) -> AnyView {
    let site = &summary.site;
    let country = site.country_code();
    let excluded = live(move || {
        let listed = use_session().countries().zip(country);
        listed
            .is_some_and(|(list, country)| list.excludes(country))
            .then(|| badge("bad", "service not available"))
    });
    let incomplete = (!site.is_complete()).then(|| badge("warn", "address not complete"));
    let similar = summary.similar.first().map(|other| badge("warn", format!("looks like “{}”", other.name)));
    view! { <span class="cluster">{excluded}{incomplete}{similar}</span> }
}
