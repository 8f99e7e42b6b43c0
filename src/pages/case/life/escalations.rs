//! The escalations of a case: owner, wish, and when the next report comes or should have come. Their history stands in the
//! timeline.

use leptos::prelude::*;
use rules::escalation::{Reports, State, reports};
use wire::case::{Case, Escalation};

use crate::{
    clock::use_clock,
    components::{
        card::card,
        fact::{fact, fact_if_known},
        instant::At,
        markup::{live, view},
        words::{badge, muted, rest_unread},
    },
    widgets::why::Why,
};

/// Nothing while there are none.
pub fn card_of(case: &Case) -> Option<AnyView> {
    let all = case.escalations.iter().map(escalation).collect_view();
    let unread = rest_unread(&case.escalations);
    (case.escalations.all() > 0)
        .then(|| card("Escalations", view! { <div class="stack">{all}{unread}</div> }))
}

fn escalation(known: &Escalation) -> AnyView {
    let state = known.state.known();
    let words = state.map_or_else(|| known.state.as_str().to_owned(), |state| state.name().to_owned());
    let (tone, short) = match state {
        Some(State::Completed) => ("ok", "completed"),
        Some(State::Proposed) => ("info", "end proposed"),
        Some(State::Owned) => ("warn", "in hand"),
        _ => ("warn", "open"),
    };
    let asked = view! { <At instant=known.asked_at/><br/>{muted(format!("by {}", known.asked_by))} };
    let rows = [
        Some(fact("Reason", known.reason.clone())),
        Some(fact("Wished outcome", known.outcome.clone())),
        Some(fact("Asked for", asked)),
        fact_if_known("Owner at the desk", known.owner.clone()),
    ];
    let (state, next) = (state.unwrap_or(State::Owned), known.next_report_at);
    let tick = use_clock();
    let owed = live(move || {
        tick.every(30).get();
        let owed = reports(state, next, tick.now_untracked());
        let said = match owed {
            Reports::Over => None,
            Reports::NotPromised => Some(view! { <p>"No report has been promised yet."</p> }),
            Reports::Promised(next) => Some(view! { <p>"Next report "<At instant=next/></p> }),
            Reports::Overdue(next) => Some(
                view! { <p>{badge("bad", "report overdue")}" It was promised for "<At instant=next/></p> },
            ),
        };
        view! { {said}<Why reason=owed.reason()/> }
    });
    view! {
        <section>
            <h3>{format!("Escalation {}", known.number)}</h3>
            <p>{badge(tone, short)}" "{words}</p>
            <dl class="facts">{rows.into_iter().flatten().collect_view()}</dl>
            {owed}
        </section>
    }
}
