//! One written notice: the receipt for who sent it, to keep and to print; and the advisor's word that it was seen.

use leptos::prelude::*;
use rules::{
    access::{self, Action, Permission},
    words,
};
use wire::notice::Notice;

use crate::{
    api,
    browser::{document, intl},
    components::{
        card::{banner, card},
        copy::Copy,
        error_summary::ErrorSummary,
        fact::{fact, fact_if_known},
        icon::Icon,
        instant::At,
        link::use_asked,
        loaded::{Loaded, load},
        markup::view,
        page_head::PageHead,
        step::Step,
    },
    pages::{
        one::page_of,
        responsibilities::notice::{about, state},
    },
    route::{Page, Route},
    session::use_session,
};

type Seen = (Notice, String);

/// The page.
#[component]
pub fn NoticePage() -> impl IntoView {
    let asked = use_asked(Page::Notice);
    let number = Memo::new(move |_| asked.with(Route::name));
    let notice = load(move || Some(api::readiness::notice(&number.get())));
    let step = Step::new();
    page_of("notice", number, notice, move |seen| receipt(&seen.0, &seen.1, notice, step))
}

fn receipt(found: &Notice, etag: &str, notice: Loaded<Seen>, step: Step) -> AnyView {
    let by = found.acknowledged_by.clone().zip(found.acknowledged_at);
    let by = by.map(|(by, at)| view! { <span>{by}", "<At instant=at/></span> });
    let rows = [
        Some(fact("Number", view! { <Copy value=found.number.clone() label="number of the notice"/> })),
        Some(fact("End User", found.account.name.clone())),
        Some(fact("Sent by", found.sent_by.clone())),
        Some(fact("Sent", view! { <At instant=found.sent_at zone=found.zone.clone()/> })),
        Some(fact("In UTC", intl::utc(found.sent_at))),
        Some(fact("About", about(found))),
        fact_if_known("Since", found.since.map(words::date)),
        fact_if_known("Expected until", found.until.map(words::date)),
        fact_if_known("Acknowledged", by),
    ];
    let is_advisor = use_session()
        .me()
        .and_then(|me| me.role.known())
        .is_some_and(|role| access::permission(role, Action::KeepReadiness) == Permission::OnBehalf);
    let acknowledge = (is_advisor && found.acknowledged_at.is_none()).then(|| {
        let (number, etag) = (found.number.clone(), etag.to_owned());
        let press = move |_| {
            let (number, etag) = (number.clone(), etag.clone());
            let call = Box::pin(async move { api::readiness::acknowledge(&number, &etag).await });
            step.send(call, &["acknowledge"], move |_| {
                document::focus("title");
                notice.again();
            });
        };
        view! { <button class="button" id="acknowledge" data-kind="primary" type="button" aria-busy=move || step.busy() on:click=press>"Acknowledge"</button> }
    });
    let back = Route::Responsibilities { account: found.account.id.clone() };
    view! {
        <PageHead title=format!("Notice {}", found.number) back=(back, "Responsibilities")
            lead="A written notice. It never changes once it is sent; this page is its receipt."/>
        <ErrorSummary problems=step.problems/>
        {banner("info", "check", "Received.", "The notice was stored with its number and time; the advisor sees it.")}
        {card("Receipt", view! { <p>{state(found)}</p><dl class="facts">{rows.into_iter().flatten().collect_view()}</dl> })}
        {card("What it says", view! { <p class="measure as-typed">{found.text.clone()}</p> })}
        <p class="cluster no-print">
            {acknowledge}
            <button class="button" type="button" on:click=|_| document::print()><Icon name="print"/>"Print"</button>
        </p>
    }
}
