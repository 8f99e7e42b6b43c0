//! Batches of registrations: what was sent, and what became of it. The same table stands on the reseller's first screen.

mod claiming;
pub mod claims;
pub mod one;
mod withdrawing;

use leptos::prelude::*;
use rules::access::Action;
use wire::registration::{Batch, BatchState};

use crate::{
    api,
    components::{
        icon::Icon,
        instant::At,
        link::{button_link, link, use_asked, use_go},
        loaded::load,
        markup::view,
        page_head::PageHead,
        pager::{Place, pager},
        words::{badge, none_or},
    },
    route::{Page, Route},
    session::use_session,
};

/// The page.
pub fn page() -> AnyView {
    let asked = use_asked(Page::Registrations);
    let cursor = Memo::new(move |_| match asked.get() {
        Route::Registrations { cursor, .. } => cursor,
        _ => String::new(),
    });
    let account = Memo::new(move |_| asked.with(Route::account));
    let batches = load(move || Some(api::registration::batches(&account.get(), &cursor.get())));
    let place = move || Place {
        total: String::new(),
        is_first: cursor.with(String::is_empty),
        next: batches.value().and_then(|list| list.next.clone()),
    };
    let go = use_go();
    let turn = move |cursor| go(Route::Registrations { account: account.get_untracked(), cursor });
    view! {
        <PageHead title="Registrations" lead="What was sent to be registered, and what became of it.">{ways()}</PageHead>
        {batches.show("the registrations", move |list| if list.items.is_empty() { none_or(list.items.unread, none) } else { table(&list.items) })}
        {pager(place, turn)}
    }
}

/// Ways to register units and to claim them; what a role may not do is not there.
pub fn ways() -> AnyView {
    let me = use_session().me();
    let may = |action| me.as_ref().is_some_and(|me| me.may(action));
    let of_own = String::new;
    let has = |name| use_session().has(name);
    let register = may(Action::RegisterUnits).then(|| {
        view! {
            {button_link(&Route::Register { account: of_own() }, "primary", "plus", "Register a unit")}
            {has("batches").then(|| button_link(&Route::RegisterFile, "", "upload", "Register from a file"))}
        }
    });
    let claims = has("claims").then(|| button_link(&Route::Claims { account: of_own() }, "", "", "Claims"));
    view! { {register}{claims} }
}

/// What stands where no batch is.
pub fn none() -> AnyView {
    view! {
        <div class="empty"><Icon name="upload"/><h2>"Nothing was registered here yet"</h2>
            <p>"Register one unit by its serial number, or many from a file. What was sent is listed here."</p></div>
    }
}

/// Batches, each with how far it is.
pub fn table(batches: &[Batch]) -> AnyView {
    let rows = batches.iter().map(row).collect_view();
    view! {
        <div class="table-scroll" role="region" aria-label="Registrations" tabindex="0">
            <table class="table" data-narrow="stack">
                <caption class="visually-hidden">"Registrations"</caption>
                <thead><tr><th scope="col">"Begun"</th><th scope="col">"File"</th><th scope="col" class="num">"Rows"</th><th scope="col" class="num">"Registered"</th><th scope="col" class="num">"Refused"</th><th scope="col">"State"</th><th scope="col">"By"</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn row(batch: &Batch) -> AnyView {
    let name = name(batch);
    view! {
        <tr>
            <th scope="row" data-label="Begun"><At instant=batch.created_at/></th>
            <td data-label="File">{link(&Route::registration(&batch.id), name)}</td>
            <td data-label="Rows" class="num">{batch.rows.to_string()}</td>
            <td data-label="Registered" class="num">{batch.registered.to_string()}</td>
            <td data-label="Refused" class="num">{batch.refused.to_string()}</td>
            <td data-label="State">{state(batch)}</td>
            <td data-label="By">{batch.by.clone()}</td>
        </tr>
    }
}

/// What a batch is called: its file, or that it has none.
pub fn name(batch: &Batch) -> String {
    batch.file_name.clone().unwrap_or_else(|| "one by hand".to_owned())
}

/// Where it stands.
pub fn state(batch: &Batch) -> AnyView {
    match &batch.state {
        BatchState::Open => {
            badge("info", format!("{} rows to come", batch.rows - batch.received.min(batch.rows)))
        }
        BatchState::Complete if batch.refused > 0 => badge("warn", "some refused"),
        BatchState::Complete => badge("ok", "complete"),
        BatchState::Stopped => badge("quiet", "stopped"),
        BatchState::Unknown(other) => badge("quiet", other.as_str()),
    }
}
