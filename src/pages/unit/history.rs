//! What happened to a unit, and the cases about it.

use leptos::prelude::*;
use wire::{
    case::CaseList,
    unit_history::{UnitEvent, UnitEventKind, UnitHistory},
};

use crate::{
    components::{
        card::card,
        instant::At,
        link::link,
        loaded::Loaded,
        markup::view,
        pager::{Place, pager},
        words::{muted, none},
    },
    pages::home::by_urgency,
    route::{CasesQuery, CasesShown, Route},
    widgets::case_row::CaseTable,
};

/// The history, a page at a time; `cursor` is the page that is shown, `turn` goes to another one.
pub fn history(
    events: Loaded<UnitHistory>,
    cursor: Memo<String>,
    turn: impl Fn(String) + Send + Sync + 'static,
) -> AnyView {
    let place = move || Place {
        total: String::new(),
        is_first: cursor.with(String::is_empty),
        next: events.value().and_then(|events| events.next.clone()),
    };
    card(
        "History",
        view! {
            {events.show("the history", table)}
            {pager(place, turn)}
        },
    )
}

fn table(events: &UnitHistory) -> AnyView {
    if events.items.is_empty() {
        return none(
            events.items.unread,
            "Nothing has been written down about this unit yet. Changes from now on stand here.",
        );
    }
    let rows = events.items.iter().map(row).collect_view();
    view! {
        <div class="table-scroll" role="region" aria-label="History" tabindex="0">
            <table class="table" data-narrow="stack">
                <caption class="visually-hidden">"What happened, the newest first"</caption>
                <thead><tr><th scope="col">"When"</th><th scope="col">"Who"</th><th scope="col">"What"</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn row(event: &UnitEvent) -> AnyView {
    let note = event.note.clone().map(|note| view! { <br/>{muted(note)} });
    view! {
        <tr><th scope="row" data-label="When"><At instant=event.at/></th><td data-label="Who">{who(event)}</td>
            <td data-label="What"><span>{what(event)}{note}</span></td></tr>
    }
}

/// "Lim Wei Xuan (Fennick & Rowe)"; the account alone where the person is not told, nothing where there was none.
fn who(event: &UnitEvent) -> String {
    match (&event.by, &event.by_account) {
        (Some(by), Some(account)) => format!("{by} ({account})"),
        (Some(by), None) => by.clone(),
        (None, account) => account.clone().unwrap_or_default(),
    }
}

fn what(event: &UnitEvent) -> String {
    let name = match &event.kind {
        UnitEventKind::Registered => {
            return match &event.new {
                Some(new) => format!("Registered: {new}"),
                None => "Registered".to_owned(),
            };
        }
        UnitEventKind::Release => "Software release",
        UnitEventKind::Usage => "Use",
        UnitEventKind::Site => "Site",
        UnitEventKind::HostName => "Host name",
        UnitEventKind::Account => "End User",
        UnitEventKind::Order => "Purchase order",
        UnitEventKind::Unknown(kind) => kind,
    };
    match (&event.old, &event.new) {
        (Some(old), Some(new)) => format!("{name}: from {old} to {new}"),
        (None, Some(new)) => format!("{name}: {new}"),
        (Some(old), None) => format!("{name}: {old} taken away"),
        (None, None) => name.to_owned(),
    }
}

/// The latest cases about it, and the way to all of them.
pub fn cases(list: &CaseList, reference: &str, account: &str) -> AnyView {
    if list.items.is_empty() {
        return card("Cases", none(list.items.unread, "No case has been opened about this unit."));
    }
    let (show, unit, account) = (CasesShown::All, reference.to_owned(), account.to_owned());
    let all = Route::Cases(CasesQuery { show, unit, account, ..CasesQuery::default() });
    card(
        "Cases",
        view! {
            <CaseTable cases=by_urgency(&list.items) caption="Cases about this unit"/>
            <p>{link(&all, "All cases about this unit")}</p>
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(kind: &str, old: Option<&str>, new: Option<&str>) -> UnitEvent {
        UnitEvent {
            at: "2026-11-24T09:00:00Z".parse().unwrap(),
            by: None,
            by_account: Some("Own Networks".to_owned()),
            kind: kind.into(),
            old: old.map(str::to_owned),
            new: new.map(str::to_owned),
            note: None,
        }
    }

    #[test]
    fn every_line_reads_as_a_sentence() {
        assert_eq!(what(&event("host_name", Some("a"), Some("b"))), "Host name: from a to b");
        assert_eq!(what(&event("site", None, Some("Frankfurt"))), "Site: Frankfurt");
        assert_eq!(what(&event("site", Some("Frankfurt"), None)), "Site: Frankfurt taken away");
        assert_eq!(what(&event("registered", None, None)), "Registered");
        assert_eq!(what(&event("account", None, None)), "End User");
        assert_eq!(what(&event("zzz", None, Some("b"))), "zzz: b");
        assert_eq!(who(&event("site", None, None)), "Own Networks");
    }
}
