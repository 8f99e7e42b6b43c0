//! Shift handover: what changed since an instant, what was promised and is due next, and who is waiting on whom; as a page, and
//! as a note to copy. Since when stands in the address as an instant, so that a link means the same to everybody; without one
//! it is the last time that the viewer's clocks showed 22:00.

mod lines;

use chrono::TimeDelta;
use leptos::prelude::*;
use rules::Instant;
use wire::{handover::Handover, json};

use crate::{
    api,
    browser::{
        document,
        intl::{self, Detail, viewer_zone},
    },
    clock::use_clock,
    components::{
        card::card_not_printed,
        copy::{copy_icon, use_copy},
        icon::Icon,
        instant::At,
        link::{link, use_asked, use_go, use_go_in_place},
        loaded::load,
        markup::{live, view},
        page_head::PageHead,
        pager::{Place, pager},
        updates::Updates,
        words::muted,
    },
    route::{Page, Route},
    widgets::{account_choice::account_choice, one_account::is_own_side},
};
use lines::{Line, OLDER, Reader, Section, more, not_read, note, passed, sections};

/// The last twelve hours, in the address.
const TWELVE_HOURS: &str = "12h";

/// The page.
pub fn page() -> AnyView {
    let asked = use_asked(Page::Handover);
    let clock = use_clock();
    let account = Memo::new(move |_| asked.with(Route::account));
    let typed = Memo::new(move |_| {
        asked.with(|route| match route {
            Route::Handover { since, .. } => since.clone(),
            _ => String::new(),
        })
    });
    let since = Memo::new(move |_| typed.with(|typed| begin(typed, clock.now_untracked())));
    let cursor = Memo::new(move |_| {
        asked.with(|route| match route {
            Route::Handover { cursor, .. } => cursor.clone(),
            _ => String::new(),
        })
    });
    let tick = clock.poll(30);
    let found = load(move || {
        tick.get();
        Some(api::handover::since(since.get(), &account.get(), &cursor.get()))
    });
    let go = use_go();
    let turn = move |cursor| {
        let (since, account) = (typed.get_untracked(), account.get_untracked());
        go(Route::Handover { since, account, cursor });
    };
    let place = move || Place {
        total: String::new(),
        is_first: cursor.with(String::is_empty),
        next: found.value().and_then(|found| found.next.clone()),
    };
    // What is said changes when a target passes, though the API says nothing new.
    let late = Memo::new(move |_| found.value().map(|found| passed(&found, clock.now())));
    view! {
        <PageHead title="Shift handover" back=(Route::open_cases(), "Cases")
            lead="What changed, what was promised and is due next, and who is waiting on whom.">
            {Updates::of(found).view()}
            <button class="button" type="button" on:click=move |_| document::print()><Icon name="print"/>"Print"</button>
        </PageHead>
        {choice(typed, account, since)}
        <p>"Since "<b>{live(move || view! { <At instant=since.get()/> })}</b>". Times are those of "{viewer_zone()}"."</p>
        {found.show("the handover", move |found| {
            late.get();
            shown(found, since.get_untracked(), clock.now_untracked())
        })}
        {pager(place, turn)}
    }
}

/// Since when, and of which account.
fn choice(typed: Memo<String>, account: Memo<String>, since: Memo<Instant>) -> AnyView {
    let go = use_go_in_place();
    let to = move |since: String| Route::handover(&since, &account.get());
    let tab = move |value: &'static str, words: &'static str| {
        let href = move || to(value.to_owned()).to_string();
        let current = move || typed.with(|typed| typed == value).then_some("page");
        view! { <a href=href aria-current=current>{words}</a> }
    };
    let accounts = {
        let go = go.clone();
        account_choice(
            move || account.get(),
            move |account| go(Route::handover(&typed.get_untracked(), &account)),
        )
    };
    let begin = move |event: leptos::ev::Event| {
        // What is no time changes nothing.
        if let Some(since) = intl::local_to_utc(&event_target_value(&event)) {
            go(Route::handover(&since, &account.get_untracked()));
        }
    };
    view! {
        <nav class="tabs" aria-label="Since when">{tab("", "Since 22:00")}{tab(TWELVE_HOURS, "Last 12 hours")}</nav>
        <form class="filters no-print" aria-label="Since when" on:submit=|event| event.prevent_default()>
            <label>"Since "<input type="datetime-local" prop:value=move || intl::utc_to_local(since.get()) on:change=begin/></label>
            {accounts}
        </form>
    }
}

/// Since when, as the address says it; what can't be read counts as nothing said.
fn begin(typed: &str, now: Instant) -> Instant {
    if typed == TWELVE_HOURS {
        return now - TimeDelta::hours(12);
    }
    json::instant(typed).unwrap_or_else(|| last_22_00(now))
}

/// The last time that the viewer's clocks showed 22:00; the last twelve hours when the browser can't say.
fn last_22_00(now: Instant) -> Instant {
    let today = intl::civil_date(now);
    let days = [Some(today), today.pred_opt()];
    let evening = |day: rules::Date| json::instant(&intl::local_to_utc(&format!("{day}T22:00"))?);
    let evenings = days.into_iter().flatten().filter_map(evening);
    evenings.into_iter().find(|evening| *evening <= now).unwrap_or(now - TimeDelta::hours(12))
}

fn shown(found: &Handover, since: Instant, now: Instant) -> AnyView {
    let reader = if is_own_side() { Reader::EndUser } else { Reader::Vendor };
    let short = |at| intl::format(at, None, Detail::Weekday);
    let sections = sections(found, now, reader, &short);
    let full = |at| intl::format(at, None, Detail::Full);
    let head = format!("Shift handover since {}, as of {} ({})", full(since), full(now), viewer_zone());
    let text = note(&sections, &head, short);
    let cards: Vec<AnyView> = sections.into_iter().map(section).collect();
    view! { <div class="stack">{copy_button(text.clone())}{cards}{as_a_note(text)}</div> }
}

fn section(Section { title, none, lines, left_out, unread, older }: Section) -> AnyView {
    let inside = if lines.is_empty() {
        view! { <p>{muted(none)}</p> }
    } else {
        let rows: Vec<AnyView> = lines.into_iter().map(row).collect();
        view! { <ul class="rows" data-lines="">{rows}</ul> }
    };
    let more = more(left_out).map(|more| view! { <p>{link(&Route::open_cases(), more)}</p> });
    let unread = not_read(unread).map(|words| view! { <p>{words}</p> });
    let older = older.then(|| view! { <p>{OLDER}</p> });
    view! { <section class="card"><header><h2>{title}</h2></header>{inside}{more}{unread}{older}</section> }
}

fn row(Line { at, subject, to, words }: Line) -> AnyView {
    let at = at.map(|at| view! { <At instant=at/>": " });
    view! { <li>{link(&to, subject)}<p>{at}{words}</p></li> }
}

/// Takes the note along, from the top of the page.
fn copy_button(text: String) -> AnyView {
    let (done, copy) = use_copy();
    view! {
        <p class="no-print"><button class="button" type="button" on:click=move |_| copy(text.clone())>{copy_icon(done)}"Copy the note"</button></p>
    }
}

/// The same as plain text, which is there to be selected where the browser refuses to copy.
fn as_a_note(text: String) -> AnyView {
    card_not_printed("As a note", view! { <pre class="text">{text}</pre> })
}
