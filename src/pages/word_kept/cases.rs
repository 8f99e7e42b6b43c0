//! The cases behind one figure of the record: what became of the first response of each.

use leptos::prelude::*;
use rules::response::record::{Figures, Kept};
use wire::{
    case::{CaseSummary, Channel},
    response_record::RecordCases,
};

use super::span;
use crate::{
    api,
    components::{
        card::card,
        instant::At,
        link::{link, use_asked, use_go},
        loaded::load,
        markup::{live, view},
        page_head::PageHead,
        pager::{Place, pager},
        words::{muted, none_or},
    },
    route::{KeptQuery, Page, Route},
    widgets::{
        response_clock::{ResponseFacts, ResponseInline},
        why::explanation,
    },
};

/// The page.
pub fn page() -> AnyView {
    let route = use_asked(Page::KeptCases);
    let asked = Memo::new(move |_| match route.get() {
        Route::KeptCases(query) => query,
        _ => KeptQuery::default(),
    });
    let title = Memo::new(move |_| asked.with(title));
    let found = load(move || Some(api::response_record::cases(&asked.get())));
    let go = use_go();
    let turn = move |cursor| go(Route::KeptCases(KeptQuery { cursor, ..asked.get_untracked() }));
    let place = move || Place {
        total: String::new(),
        is_first: asked.with(|asked| asked.cursor.is_empty()),
        next: found.value().and_then(|found| found.next.clone()),
    };
    let head = live(move || {
        let record = Route::WordKept { account: asked.with_untracked(|asked| asked.account.clone()) };
        view! {
            <PageHead title=title.get() back=(record, "Was the word kept?") lead="The cases behind the figures. A target, never a guarantee."/>
        }
    });
    view! {
        {head}
        {found.show("these cases", move |found| shown(found, &asked.get_untracked()))}
        {pager(place, turn)}
    }
}

/// "P2 by web, 2026-Q3"
fn title(asked: &KeptQuery) -> String {
    let channel = rules::response::Channel::from(&Channel::from(asked.channel.as_str()));
    format!("P{} by {}, {}", asked.priority, channel.name(), asked.quarter)
}

fn shown(found: &RecordCases, asked: &KeptQuery) -> AnyView {
    let Some(figures) = found.figures.as_ref().map(Figures::from) else {
        if !found.items.is_empty() {
            return table(&found.items);
        }
        return none_or(
            found.items.unread,
            || view! { <div class="empty"><h2>"No case here"</h2><p>"No case of this kind was opened in that quarter."</p></div> },
        );
    };
    let tab = |became: &str, words: String| {
        let to =
            Route::KeptCases(KeptQuery { became: became.to_owned(), cursor: String::new(), ..asked.clone() });
        let current = (asked.became == became).then_some("page");
        view! { <a href=to.to_string() aria-current=current>{words}</a> }
    };
    let kinds = Kept::ALL.into_iter().filter(|kept| figures.of(*kept) > 0 || asked.became == kept.code());
    let tabs: Vec<AnyView> =
        kinds.map(|kept| tab(kept.code(), format!("{} {}", figures.of(kept), kept.words()))).collect();
    let all = figures.judged() + figures.running;
    let median = figures
        .median_seconds
        .map(|seconds| view! { <p>"Median of those who were contacted: "<b>{span(seconds)}</b></p> });
    view! {
        <nav class="tabs" aria-label="Which of them">{tab("", format!("All {all}"))}{tabs}</nav>
        {table(&found.items)}
        {card("Why these figures", view! { {median}{explanation(figures.reason())} })}
    }
}

fn table(cases: &[CaseSummary]) -> AnyView {
    let rows: Vec<AnyView> = cases.iter().map(row).collect();
    view! {
        <div class="table-scroll" role="region" aria-label="Cases behind the figures" tabindex="0">
            <table class="table" data-narrow="stack">
                <caption class="visually-hidden">"Cases behind the figures"</caption>
                <thead><tr>
                    <th scope="col">"Case"</th><th scope="col">"Number"</th><th scope="col">"Opened"</th>
                    <th scope="col">"Due"</th><th scope="col">"First contact"</th><th scope="col">"First response"</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn row(case: &CaseSummary) -> AnyView {
    let facts =
        ResponseFacts { created: case.created_at, due: case.due_at, first_contact: case.first_contact_at };
    let contact = match case.first_contact_at {
        Some(at) => view! { <At instant=at/> },
        None => muted("nobody yet"),
    };
    view! {
        <tr>
            <th scope="row" data-label="Case">{link(&Route::case(&case.number), case.synopsis.clone())}</th>
            <td data-label="Number" class="mono">{case.number.clone()}</td>
            <td data-label="Opened"><At instant=case.created_at/></td>
            <td data-label="Due"><At instant=case.due_at/></td>
            <td data-label="First contact">{contact}</td>
            <td data-label="First response"><ResponseInline facts/></td>
        </tr>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heading_says_which_figure() {
        let asked = |channel: &str| KeptQuery {
            quarter: "2026-Q3".to_owned(),
            priority: "2".to_owned(),
            channel: channel.to_owned(),
            ..KeptQuery::default()
        };
        assert_eq!(title(&asked("web")), "P2 by web, 2026-Q3");
        assert_eq!(title(&asked("email")), "P2 by e-mail, 2026-Q3");
        assert_eq!(title(&asked("fax")), "P2 by fax, 2026-Q3");
    }
}
