//! The advisor's accounts side by side: what is ready in each, what waits, and whose turn it is. What a figure means is said
//! by the rules; each leads to the account's own page.

use leptos::prelude::*;
use rules::{
    Date,
    readiness::{Facts, Point, Subject, Turn, points, waiting},
    words,
};
use wire::workspace::{AccountReadiness, Workspace};

use crate::{
    api,
    clock::use_clock,
    components::{
        card::card,
        link::link,
        loaded::load,
        markup::view,
        page_head::PageHead,
        words::{badge, none},
    },
    route::{CasesQuery, Route, UnitsQuery},
    widgets::case_row::CaseTable,
};

/// The page.
#[component]
pub fn WorkspacePage() -> impl IntoView {
    let tick = use_clock().poll(60);
    let workspace = load(move || {
        tick.get();
        Some(api::workspace::read())
    });
    view! {
        <PageHead title="Accounts" lead="Those that are assigned to you, side by side. Nothing that waits blocks a case or a call."/>
        {workspace.show("your accounts", |workspace| view! { {asked(workspace)}{unassigned(workspace)}{table(workspace, use_clock().today())} })}
    }
}

/// The cases into which somebody has asked the advisor.
fn asked(workspace: &Workspace) -> Option<AnyView> {
    let cases = workspace.asked.clone();
    (!cases.is_empty()).then(|| {
        card("Asked for you", view! { <CaseTable cases caption="Cases into which you were asked"/> })
    })
}

/// What waits for any advisor, because the accounts have none.
fn unassigned(workspace: &Workspace) -> Option<AnyView> {
    let open = workspace.unassigned_claims.filter(|open| *open > 0)?;
    let claims = link(&Route::Claims { account: String::new() }, words::count(open, "claim"));
    Some(view! { <p>{claims}" to settle of End Users without an advisor; any advisor may settle them."</p> })
}

fn table(workspace: &Workspace, today: Date) -> AnyView {
    if workspace.items.is_empty() {
        return none(workspace.items.unread, "No account is assigned to you yet. Your manager assigns them.");
    }
    let head = |subject: Subject| view! { <th scope="col">{subject.title()}</th> };
    let heads: Vec<AnyView> = Subject::ALL.into_iter().map(head).collect();
    let rows: Vec<AnyView> = workspace.items.iter().map(|account| row(account, today)).collect();
    view! {
        <div class="table-scroll" role="region" aria-label="Accounts side by side" tabindex="0">
            <table class="table" data-narrow="stack">
                <caption class="visually-hidden">"Accounts side by side"</caption>
                <thead><tr><th scope="col">"Account"</th>{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn row(account: &AccountReadiness, today: Date) -> AnyView {
    let points = points(&Facts::from(account), today);
    let waits = match waiting(&points) {
        0 => badge("ok", "nothing waits"),
        1 => badge("warn", "1 thing waits"),
        several => badge("warn", format!("{several} things wait")),
    };
    let units = Route::Units(UnitsQuery { account: account.account.id.clone(), ..UnitsQuery::default() });
    let cells: Vec<AnyView> = points.into_iter().map(|point| cell(account, point)).collect();
    view! {
        <tr><th scope="row" data-label="Account">{link(&units, account.account.name.clone())}" "{waits}</th>{cells}</tr>
    }
}

fn cell(account: &AccountReadiness, point: Point) -> AnyView {
    let of = account.account.id.clone();
    let page = match point.subject {
        Subject::Roster => Route::PeopleOf { account: of },
        Subject::Activation => Route::Activation { account: of },
        Subject::OnBoarding => Route::OnBoarding { account: of },
        Subject::Profile => Route::Responsibilities { account: of },
        Subject::Cases | Subject::Responses => {
            Route::Cases(CasesQuery { account: of, ..CasesQuery::default() })
        }
        Subject::Questions | Subject::Reviews => Route::advisor(of),
        Subject::Claims => Route::Claims { account: of },
    };
    let turn = match point.turn {
        Turn::Nobody => None,
        Turn::Customer => Some(badge("info", "waits on them")),
        Turn::Vendor => Some(badge("warn", "your side")),
    };
    view! { <td data-label=point.subject.title()>{link(&page, point.words)}" "{turn}</td> }
}
