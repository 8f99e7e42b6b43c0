//! The advisor: who it is, when there is somebody, what for, who may ask, and what was asked. Hours, standing and what may be
//! asked are decided by the rules; what was typed stays until it is through.

mod asking;
mod hours;
pub mod requests;
mod setting;

use leptos::prelude::*;
use rules::{
    advice::may_ask,
    advisor::{Task, assignment},
    expert_to_expert::ExpertsAndAdvisor,
    meeting::Kind,
    reason::{Outcome, Reason},
};
use wire::{
    advisor::{Advisor, AdvisorOfAccount},
    config::tel,
};

use crate::{
    api,
    clock::use_clock,
    components::{
        card::{banner, card},
        fact::{fact, fact_if_known},
        link::{use_asked, use_go, use_go_in_place},
        loaded::{Loaded, load},
        markup::{live, view},
        page_head::PageHead,
        pager::{Place, pager},
        words::badge,
    },
    route::{Page, Route, WeekShown},
    session::use_session,
    widgets::{account_choice::account_choice, meetings::meetings_view, who_to_call::OnDuty, why::Why},
};
use asking::Asking;

/// The advisor of one account, with the entity tag that a change of the setting names.
type OfAccount = (AdvisorOfAccount, String);

/// The page.
#[component]
pub fn AdvisorPage() -> impl IntoView {
    let asked = use_asked(Page::Advisor);
    let shown = move || match asked.get() {
        Route::Advisor { account, week, cursor } => (account, week, cursor),
        _ => Default::default(),
    };
    let account = Memo::new(move |_| shown().0);
    let week = Memo::new(move |_| shown().1);
    // Somebody who looks after several says which; until then the requests of all of them are listed.
    let is_one = Memo::new(move |_| !account.get().is_empty() || use_session().several_accounts().is_empty());
    let tick = use_clock().poll(30);
    let advisor = load(move || is_one.get().then(|| api::contacts::advisor_of(&account.get())));
    let requests = load(move || {
        tick.get();
        let (account, _, cursor) = shown();
        Some(api::advice::list(&account, &cursor))
    });
    let asking = Asking::new(account);
    let (go, choose) = (use_go(), use_go_in_place());
    let turn = move |cursor| go(Route::Advisor { account: account.get(), week: week.get(), cursor });
    let place = move || Place {
        total: String::new(),
        is_first: shown().2.is_empty(),
        next: requests.value().and_then(|list| list.next.clone()),
    };
    let accounts = account_choice(move || account.get(), move |account| choose(Route::advisor(account)));
    view! {
        <PageHead title="Advisor" problems=asking.problems
            lead="Your single point of contact for advice, in business hours. A fault is reported, a stuck case goes to the Escalation Management Desk."/>
        {accounts.map(|accounts| view! { <form class="filters" aria-label="Advisor" on:submit=|event| event.prevent_default()>{accounts}</form> })}
        {asking.view()}
        {live(move || is_one.get().then(|| advisor.show("your advisor", move |of_account| one(of_account, week.get(), account, advisor, asking))))}
        {live(move || is_one.get().then(|| meetings_view(Kind::OperationalReview, account)))}
        {requests.show("what was asked", requests::table)}
        {pager(place, turn)}
    }
}

fn one(
    (of_account, etag): &OfAccount,
    week: WeekShown,
    account: Memo<String>,
    advisor: Loaded<OfAccount>,
    asking: Asking,
) -> AnyView {
    let reason = who_may_ask(of_account);
    let may = reason.as_ref().is_some_and(|reason| reason.outcome == Outcome::Met);
    view! {
        <div class="columns" data-split="main">
            <div class="stack">
                {who(of_account)}
                {hours::week(of_account, week, account)}
            </div>
            <div class="stack">
                {may.then(|| asking.buttons())}
                {card("Who may ask", view! {
                    {reason.map(|reason| view! { <p>{reason.why.clone()}</p><Why reason/> })}
                    {setting::view_of(of_account, etag, advisor)}
                })}
                {tasks()}
            </div>
        </div>
    }
}

/// Whether the person at the page may ask, and why.
pub fn who_may_ask(of_account: &AdvisorOfAccount) -> Option<Reason> {
    let me = use_session().me()?;
    let setting = if of_account.experts_work_with_advisor {
        ExpertsAndAdvisor::ExpertsToo
    } else {
        ExpertsAndAdvisor::NamedOnly
    };
    Some(may_ask(me.role.known()?, me.standing(), setting, use_clock().today()))
}

fn who(of_account: &AdvisorOfAccount) -> AnyView {
    let clock = use_clock();
    let minute = clock.every(60);
    let known = of_account.clone();
    // Whether there is one, and open or not: both change while the page is open.
    let now = live(move || {
        minute.get();
        let now = clock.now_untracked();
        let Ok(times) = known.schedules() else {
            return view! { <p>"When somebody is there can’t be read here. Who it is stands below."</p> };
        };
        let (own, stand_in) = times.unzip();
        let reason = assignment(own.as_ref(), stand_in.flatten().as_ref(), now).reason();
        let tone = if reason.outcome == Outcome::Met { "info" } else { "warn" };
        let duty = OnDuty::at(&known, now).and_then(|duty| {
            let (hours, open) = duty.hours();
            let now = if open == "yes" { badge("ok", "open now") } else { badge("quiet", "closed now") };
            let why = duty.why?;
            Some(view! { <p>{now}" "{duty.name.clone()}", "{hours}</p><Why reason=why summary="Why these hours"/> })
        });
        view! { {banner(tone, "advisor", "", reason.why.clone())}{duty}<Why reason summary="Why one advisor"/> }
    });
    card(
        "Who",
        view! { {now}<div class="stack">{person("Advisor", &of_account.advisor)}{person("Stand-in", &of_account.stand_in)}</div> },
    )
}

fn person(what: &'static str, advisor: &Option<Advisor>) -> Option<AnyView> {
    let advisor = advisor.as_ref()?;
    let email =
        advisor.email.clone().map(|email| view! { <a href=format!("mailto:{email}")>{email.clone()}</a> });
    let phone = advisor.phone.clone().map(|phone| view! { <a href=tel(&phone)>{phone.clone()}</a> });
    let (leave, holidays) = hours::away(advisor, use_clock().now_untracked());
    let rows = [
        Some(fact(what, advisor.name.clone())),
        fact_if_known("E-mail", email),
        fact_if_known("Telephone", phone),
        Some(fact("Region", advisor.region.as_str().to_owned())),
        Some(fact("Zone", advisor.zone.name.clone())),
        fact_if_known("Leave", leave),
        fact_if_known("Holidays to come", holidays),
    ];
    Some(view! { <dl class="facts">{rows.into_iter().flatten().collect_view()}</dl> })
}

fn tasks() -> AnyView {
    let rows = Task::ALL.map(|task| {
        let (name, words) = task.words();
        fact(name, words)
    });
    card(
        "What the advisor is there for",
        view! { <dl class="facts">{rows.into_iter().collect_view()}</dl><Why reason=Task::reason()/> },
    )
}
