//! An API that does not know a repeated request again: a press whose answer was lost may have opened the case. Before the next
//! one it is looked for, and the person decides.

use leptos::prelude::*;
use rules::Instant;
use wire::{
    capability::IDEMPOTENCY,
    case::{Case, OpenCase},
};

use super::{
    Wizard,
    sending::{FAILURE, Sending, sent_route},
};
use crate::{
    api::{self, Abort, Failure},
    components::{icon::Icon, link::link, markup::view},
    route::{CasesQuery, CasesShown, Route},
};

/// What an earlier press has perhaps opened.
#[derive(Clone, PartialEq, Eq)]
pub enum Perhaps {
    /// The case of that number.
    Case(String),
    /// One of those that can't be read here.
    Unread,
}

/// How much earlier than the press a case may seem to be, minutes: by another clock, to the second.
const SLACK: i64 = 2;

/// The case that an earlier press, of which nothing was heard, has probably opened; looked for only where a repeated press would
/// open another one. With calls that every API has: the latest cases, and those that may be it one by one.
pub async fn opened_before(asked: &OpenCase, since: Option<Instant>) -> Result<Option<Perhaps>, Failure> {
    let Some(since) = since.filter(|_| api::line::lacks(IDEMPOTENCY)) else { return Ok(None) };
    let since = since - chrono::TimeDelta::minutes(SLACK);
    let latest = api::cases::latest().send(&Abort::never()).await?;
    for summary in latest.items.iter().filter(|summary| summary.created_at >= since) {
        let case = api::cases::one(&summary.number).send(&Abort::never()).await?;
        if is_it(&case, asked) {
            return Ok(Some(Perhaps::Case(case.number)));
        }
    }
    let are_all = latest.items.unread == 0 && api::cases::are_latest(&latest);
    Ok((!are_all).then_some(Perhaps::Unread))
}

/// By the own reference where there is one, which nobody gives twice; else by the words.
fn is_it(case: &Case, asked: &OpenCase) -> bool {
    let own = asked.own_reference.trim();
    if own.is_empty() {
        case.synopsis.trim() == asked.synopsis.trim()
    } else {
        case.own_reference.as_deref().unwrap_or_default().trim() == own
    }
}

/// What was found, and what can be done.
pub fn perhaps_opened(wizard: Wizard, sending: Sending, perhaps: Perhaps) -> AnyView {
    let lost = "The answer to your first press was lost, and since then ";
    let all = CasesQuery { show: CasesShown::All, ..CasesQuery::default() };
    let (found, safe, look, go_on) = match perhaps {
        Perhaps::Case(number) => (
            view! { "there is a case that looks like this report: "{link(&sent_route(&number), number)}"." }.into_any(),
            "That case, and your text in this browser.",
            "Look at it first. Only if it is not this report, go on and press again.",
            "It is another one: go on",
        ),
        Perhaps::Unread => (
            view! { "not every one of "{link(&Route::Cases(all), "your latest cases")}" can be read here: this report may be one of them." }.into_any(),
            "Your text in this browser.",
            "Look there, and ask by telephone: the numbers are at the top of this page. Only if it is not there, go on and press again.",
            "It is not there: go on",
        ),
    };
    view! {
        <section class="failure" role="alert" id=FAILURE tabindex="-1">
            <header><Icon name="warning"/><h2>"Possibly already opened"</h2></header>
            <p><b>"What happened. "</b>{lost}{found}</p>
            <p><b>"What is safe. "</b>{safe}" Nothing was sent by this press."</p>
            <p><b>"What to do. "</b>{look}</p>
            <div class="cluster"><button class="button" type="button" on:click=move |_| sending.no_doubt(wizard)>{go_on}</button></div>
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_known_by_its_reference_or_by_its_words() {
        let case = |own: &str, synopsis: &str| -> Case {
            let case = serde_json::json!({"number": "1", "account": {"id": "a", "name": "A"}, "priority": 1, "channel": "web",
                "status": "open", "waiting_on": "vendor", "synopsis": synopsis, "own_reference": own, "description": "",
                "target": {"minutes": 30, "row": 1, "table": "2026"}, "opened_by": "N",
                "created_at": "2026-11-24T16:00:00Z", "due_at": "2026-11-24T17:00:00Z"});
            serde_json::from_value(case).unwrap()
        };
        let asked = |own: &str| OpenCase {
            own_reference: own.to_owned(),
            synopsis: "FPC 3 restarts".to_owned(),
            ..OpenCase::default()
        };
        let found = |own: &str, synopsis: &str| {
            [asked(""), asked("INC-7")].map(|asked| is_it(&case(own, synopsis), &asked))
        };
        assert_eq!(found("INC-7", "FPC 3 restarts "), [true, true]);
        assert_eq!(found("INC-8", "FPC 3 restarts"), [true, false]);
        assert_eq!(found("INC-7 ", "Another"), [false, true]);
        assert_eq!(found("", "Another"), [false, false]);
    }
}
