//! One batch: how far it is, and the rows that were refused with all that is wrong with them. They can be loaded down on any
//! device, put right, and registered again.

use leptos::prelude::*;
use rules::{
    csv::write::{Formulas, Mark, Writer},
    registration::REASON,
};
use wire::registration::{Batch, BatchRow, BatchRows, BatchState, Row};

use super::{name, state};
use crate::{
    api::{self, Abort, Failure},
    browser::{announce::announcer, download},
    components::{
        card::{banner, card},
        fact::fact,
        icon::Icon,
        instant::At,
        link::{link, use_asked, use_go},
        loaded::{Loaded, load},
        markup::{live, view},
        page_head::PageHead,
        pager::{Place, pager},
        step::Step,
        words::muted,
    },
    pages::one::page_of,
    route::{Page, Route},
};

const PAGE: u32 = 50;
/// Heads the column of reasons, which is passed over when the file is read.
/// Most that the API hands out at a time.
const AT_A_TIME: u32 = 200;

/// The page.
pub fn page() -> AnyView {
    let asked = use_asked(Page::Registration);
    let id = Memo::new(move |_| asked.with(Route::name));
    let cursor = Memo::new(move |_| match asked.get() {
        Route::Registration { cursor, .. } => cursor,
        _ => String::new(),
    });
    let batch = load(move || id.with(|id| (!id.is_empty()).then(|| api::registration::batch(id))));
    let rows = load(move || {
        id.with(|id| (!id.is_empty()).then(|| api::registration::refused(id, &cursor.get(), PAGE)))
    });
    let go = use_go();
    let place = move || Place {
        total: String::new(),
        is_first: cursor.with(String::is_empty),
        next: rows.value().and_then(|list| list.next.clone()),
    };
    let turn = Callback::new(move |cursor| go(Route::Registration { id: id.get_untracked(), cursor }));
    page_of("batch", id, batch, move |known| {
        view! {
            <PageHead title=format!("Registration: {}", name(&known)) back=(Route::registrations(""), "Registrations")/>
            {facts(&known, batch)}
            {(known.refused > 0).then(|| view! {
                <section class="card">
                    <header><h2>"Refused"</h2>{download_button(known.id.clone())}</header>
                    <p class="muted">"Put them right in the file and register it again: the column of reasons is passed over when it is read."</p>
                    {rows.show("the refused rows", refused)}
                    {pager(place, move |cursor| turn.run(cursor))}
                </section>
            })}
        }
    })
}

fn facts(batch: &Batch, loaded: Loaded<Batch>) -> AnyView {
    let open = batch.state == BatchState::Open;
    let waiting = open.then(|| {
        banner("info", "info", "Rows are still to come.", view! {
            {format!("{} of {} are there. The browser in which the file was chosen goes on with them: ", batch.received, batch.rows)}
            {link(&Route::RegisterFile, "go on")}"."
        })
    });
    let max = batch.rows.to_string();
    let value = batch.received.to_string();
    let body = view! {
        <p class="cluster">{state(batch)}<progress max=max value=value aria-label="Rows that have been answered"></progress></p>
        <dl class="facts">
            {fact("Rows", batch.rows.to_string())}
            {fact("Registered", batch.registered.to_string())}
            {fact("Refused", batch.refused.to_string())}
            {fact("Begun", view! { <At instant=batch.created_at/>" by "{batch.by.clone()} })}
            {fact("For", batch.account.name.clone())}
        </dl>
        {open.then(|| stop(batch, loaded))}
    };
    view! { {waiting}{card("How far it is", body)} }
}

/// Ends a batch whose file is lost.
fn stop(batch: &Batch, loaded: Loaded<Batch>) -> AnyView {
    let step = Step::new();
    let (id, version) = (batch.id.clone(), batch.version);
    let press = move |_| {
        let id = id.clone();
        let call = async move { api::registration::stop(&id, version).await };
        step.send(Box::pin(call), &["title"], move |_| loaded.again());
    };
    let problem =
        live(move || step.problems.with(|problems| problems.first().map(|(_, words)| words.clone())));
    view! {
        <p class="cluster no-print">
            <button class="button" id="stop" type="button" aria-busy=move || step.busy() on:click=press>"Stop this registration"</button>
            {muted("What is registered stays; no more rows are taken.")}
        </p>
        <p role="alert">{problem}</p>
    }
}

fn refused(rows: &BatchRows) -> AnyView {
    let rows = rows.items.iter().map(row).collect_view();
    view! {
        <div class="table-scroll" role="region" aria-label="Refused rows" tabindex="0">
            <table class="table" data-narrow="stack">
                <caption class="visually-hidden">"Refused rows"</caption>
                <thead><tr><th scope="col">"Serial"</th><th scope="col">"Row"</th><th scope="col">"Model"</th><th scope="col">"What is wrong"</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn row(row: &BatchRow) -> AnyView {
    let faults =
        row.answer.faults.iter().map(|fault| view! { <li>{fault.message.clone()}</li> }).collect_view();
    view! {
        <tr>
            <th scope="row" data-label="Serial" class="mono">{row.content.serial.clone()}</th>
            <td data-label="Row">{row.answer.row.to_string()}</td>
            <td data-label="Model">{row.content.model.clone()}</td>
            <td data-label="Wrong"><ul>{faults}</ul></td>
        </tr>
    }
}

fn download_button(id: String) -> AnyView {
    let (busy, problem) = (RwSignal::new(false), RwSignal::new(String::new()));
    let announcer = announcer();
    let press = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        problem.set(String::new());
        let id = id.clone();
        leptos::task::spawn_local(async move {
            match all(&id).await {
                Ok(rows) if download::text("refused.csv", &[&rejects(&rows)]) => {
                    announcer.say("The file is in your downloads");
                }
                Ok(_) => problem.try_set("The browser did not take the file. Try it again.".to_owned()),
                Err(failure) => problem.try_set(failure.what_happened()),
            }
            busy.try_set(false);
        });
    };
    view! {
        <button class="button no-print" data-size="small" type="button" aria-busy=move || busy.get().to_string() on:click=press><Icon name="download"/>"As CSV"</button>
        <div role="alert">{live(move || problem.with(|problem| (!problem.is_empty()).then(|| banner("bad", "warning", "The file was not made.", problem.clone()))))}</div>
    }
}

/// All rows that were refused.
async fn all(id: &str) -> Result<Vec<BatchRow>, Failure> {
    let (mut rows, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = api::registration::refused(id, &cursor, AT_A_TIME).send(&Abort::never()).await?;
        rows.extend(page.items);
        match page.next {
            Some(next) => cursor = next,
            None => return Ok(rows),
        }
    }
}

/// They with what is wrong, to be put right and read again.
fn rejects(rows: &[BatchRow]) -> String {
    let mut writer = Writer::new(Formulas::AsText, Mark::With);
    writer.row(Row::COLUMNS.into_iter().chain([REASON]));
    for row in rows {
        let faults: Vec<&str> = row.answer.faults.iter().map(|fault| fault.message.as_str()).collect();
        let faults = faults.join(" ");
        writer.row(row.content.cells().into_iter().chain([faults.as_str()]));
    }
    writer.take()
}
